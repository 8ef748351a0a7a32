"""An article on its way in, and what is to become of it: new, a copy, unchanged, or one that must not come back."""

from __future__ import annotations

import msgspec

from diurna.analysis import Input, document_id
from diurna.ledger.blobs import digest
from diurna.ledger.database import Database
from diurna.ledger.rows import Fetched, Outcome


class Arrival(msgspec.Struct, frozen=True):
    """A document on its way in: what the reader made of it, the bytes it was read from, and where they came from.

    `identity` is what makes a later arrival a version of the same article: `url:...`, else `fetched.place` (`file:/path`,
    `row:/path#id`). `notice` is `correction` or `retraction` where the article says that it is one.
    """

    document: Input
    identity: str
    fetched: Fetched
    raw: bytes | None = None
    notice: str | None = None


class Original(msgspec.Struct, frozen=True):
    """The coded article whose text another carries: its row, id, day, source row and languages."""

    article: int
    document: str
    day: int
    source: int
    languages: tuple[str, ...]


def stored(document: Input) -> str:
    """An input as it is kept: JSON of what is not its default, without text, key and address, which have columns of their own."""
    bare = msgspec.structs.asdict(msgspec.structs.replace(document, text="", key="", url=None))
    return msgspec.json.encode({name: value for name, value in bare.items() if value not in (None, "", ())}).decode()


def restored(source: str, text: str, key: str, url: str | None) -> Input:
    """The input that `stored` was given."""
    return msgspec.convert({**msgspec.json.decode(source), "text": text, "key": key, "url": url}, Input)


def known_bytes(db: Database, place: str, raw: bytes) -> bool:
    """Whether the article last seen at a place was made of exactly these bytes: then there is nothing to read."""
    row = db.one("SELECT b.hash FROM identity i JOIN blob b ON b.id = i.raw WHERE i.name = ?", (place,))
    return row is not None and row[0] == digest(raw)


def standing(db: Database, arrival: Arrival) -> Outcome | None:
    """What is to become of an arrival without its record: `unchanged`, `copy`, `rejected` (forgotten); None where it is to be coded."""
    if is_forgotten(db, arrival):
        return "rejected"
    last = db.one("SELECT a.document FROM identity i JOIN article a ON a.id = i.article WHERE i.name = ?", (arrival.identity,))
    if last is not None:
        return "unchanged" if last[0] == document_id(arrival.document) else None
    return "copy" if original(db, arrival.document) is not None else None


def is_forgotten(db: Database, arrival: Arrival) -> bool:
    """Whether this article was removed on purpose and must not come back."""
    names = [mark(arrival.identity), mark(arrival.fetched.place), mark(document_id(arrival.document))]
    return db.one("SELECT 1 FROM forgotten WHERE hash IN (?, ?, ?)", names) is not None


def mark(name: str) -> bytes:
    """What is kept of the name of a forgotten thing: enough to know it again, not enough to know it."""
    return digest(b"forgotten\x00" + name.encode("utf-8", "surrogatepass"))


def original(db: Database, document: Input) -> Original | None:
    """The coded article that has a document's text, to the letter."""
    row = db.one(
        "SELECT a.id, a.document, a.day, a.source, a.languages FROM blob b JOIN article a ON a.text = b.id "
        "WHERE b.hash = ? AND a.state = 'coded' AND a.redacted = 0 ORDER BY a.current DESC, a.id LIMIT 1",
        (digest(document.text.encode()),),
    )
    return Original(row[0], row[1], row[2], row[3], tuple(row[4].split())) if row is not None else None
