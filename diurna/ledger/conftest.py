"""What the tests of the ledger share: short articles, coded for real, on their way into a new file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from diurna.analysis import Input
from diurna.coding import code_input, packs
from diurna.ledger.arrivals import Arrival, standing
from diurna.ledger.details import claim_detail, event_detail
from diurna.ledger.reader import Reader
from diurna.ledger.rows import Fetched, Outcome
from diurna.ledger.writer import Writer
from diurna.model import Record

TEXT = "France condemned Russia on Monday. Russian officials denied that their troops attacked Kyiv."


def article(text: str = TEXT, place: str = "file:/news/a.txt", *, url: str | None = None, outlet: str | None = None,
            date: str | None = "2025-06-05", notice: str | None = None, raw: bytes | None = None) -> Arrival:  # fmt: skip
    """An article on its way in."""
    document = Input(place.partition(":")[2], text, None, date, outlet, url, "en")
    fetched = Fetched("2025-06-05T10:00:00Z", "file", place)
    return Arrival(document, f"url:{url}" if url else place, fetched, text.encode() if raw is None else raw, notice)


def coded(arrival: Arrival) -> Record:
    """Its record, by the real coder."""
    record = code_input(arrival.document, packs())
    assert isinstance(record, Record)
    return record


def put(ledger: Writer, arrival: Arrival) -> Outcome:
    """Add one article as `ingest` does."""
    record = coded(arrival) if standing(ledger.db, arrival) is None else None
    return ledger.add(arrival, record)[2]


def as_first_released(path: Path) -> None:
    """Make a ledger what one of schema 1 was: without the tables that came later, details with their spans as they stand in the text."""
    with closing(sqlite3.connect(path)) as db, db:
        for table, detail in (("event", event_detail), ("claim", claim_detail)):
            for row, data in db.execute(f"SELECT id, detail FROM {table}").fetchall():
                kept = msgspec.structs.astuple(detail(data))
                old = msgspec.msgpack.encode(kept if table == "event" else kept[:-1])  # `at` came later
                db.execute(f"UPDATE {table} SET detail = ? WHERE id = ?", (old, row))
        for trigger in ("article_in", "article_out", "article_changed"):
            db.execute(f"DROP TRIGGER {trigger}")
        for table in ("source_day", "topic", "imported_pair", "imported"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DROP INDEX link_person")
        db.execute("DELETE FROM migration WHERE number > 1")
        db.execute("PRAGMA user_version = 1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new ledger may be."""
    return tmp_path / "news.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Writer]:
    """A new, empty ledger."""
    with Writer(path) as writer:
        yield writer


@pytest.fixture
def reading(path: Path) -> Iterator[Callable[[], Reader]]:
    """Opens readers of the ledger, which are closed at the end."""
    opened: list[Reader] = []

    def open_one() -> Reader:
        opened.append(Reader(path))
        return opened[-1]

    yield open_one
    for reader in opened:
        reader.close()
