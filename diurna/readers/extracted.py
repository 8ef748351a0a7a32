"""What the child process takes out of a page."""

from __future__ import annotations

import msgspec


class Metadata(msgspec.Struct, frozen=True):
    """`published` as the page writes it; `conflict` is another day that the page gives as its date."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    conflict: str | None = None


class Page(msgspec.Struct, frozen=True):
    """`body`: paragraphs separated by empty lines. `truncated`: characters of a tail that `body` lacks. `flat`: taken
    without the main-text extractor, `why` says why."""

    body: str
    meta: Metadata = Metadata()
    truncated: int = 0
    flat: bool = False
    why: str = ""
