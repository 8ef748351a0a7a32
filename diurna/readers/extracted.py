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


class Item(msgspec.Struct, frozen=True):
    """One entry of a feed. `title` is plain text; `html` or `text` is what the entry has of the article, `whole` where the feed
    calls it the content and not a summary; `date` as the feed writes it."""

    id: str = ""
    url: str | None = None
    title: str = ""
    date: str | None = None
    html: str = ""
    text: str = ""
    whole: bool = False
    lang: str | None = None
    outlet: str | None = None


class Feed(msgspec.Struct, frozen=True):
    """A feed. `broken` says what is wrong with its XML where it is not sound; its items are then what could be found."""

    title: str | None = None
    lang: str | None = None
    items: tuple[Item, ...] = ()
    broken: str | None = None
