"""An article as it stands in its container, unread: the bytes that are worth keeping, and what the container says of them."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["text", "markdown", "html", "row", "item"]
"""How the bytes are read: `row` is a line of JSON, `item` an entry of a feed as `diurna.readers.feed` writes it."""


class Raw(msgspec.Struct, frozen=True):
    """One article before it is read. Reading it again with `diurna.readers.open.document` gives the same Input.

    `url`, `date` (of publication) and `charset` are what the container or the server said: `url` is believed, `date` and
    `charset` fill what the article does not say itself. `captured` is when an archive took it. `cut`: the container says
    that it kept only the beginning.
    """

    key: str
    kind: Kind
    data: bytes
    url: str | None = None
    date: str | None = None
    charset: str | None = None
    captured: str | None = None
    cut: bool = False
