"""Numbered changes of the schema. Each runs once, in one transaction with its own record in the file; none is edited after a release."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import msgspec

from diurna.ledger.codes import TYPES
from diurna.ledger.days import now
from diurna.ledger.details import packed_claim, packed_event
from diurna.ledger.dictionary import first_dictionary
from diurna.ledger.rows import ClaimDetail, EventDetail
from diurna.ledger.schema import APPLICATION, FIRST, IMPORTED, LINKING, TOLD, TOPICS, UNDONE
from diurna.version import __version__


def first_tables(db: sqlite3.Connection) -> None:
    """1: all tables."""
    _run(db, FIRST)
    _run(db, LINKING)
    db.execute("INSERT INTO dictionary (id, data) VALUES (1, ?)", (first_dictionary(),))


def imported_events(db: sqlite3.Connection) -> None:
    """2: other people's events, beside the record."""
    _run(db, IMPORTED)


def topics_of_claims(db: sqlite3.Connection) -> None:
    """3: claims by the types of what they are about, by period."""
    _run(db, TOPICS)
    bits = 7  # a period of topics has 128 days, as `pieces.PERIOD_BITS` says
    for number in range(len(TYPES)):
        rows = "SELECT first >> ?1, ?2, first, id, act FROM claim WHERE about & (1 << ?2) <> 0"
        db.execute(f"INSERT INTO topic (period, type, first, claim, act) {rows}", (bits, number))
    db.execute("INSERT INTO period (bits, number) SELECT DISTINCT ?, period FROM topic WHERE true ON CONFLICT DO NOTHING", (bits,))


def articles_by_day(db: sqlite3.Connection) -> None:
    """4: how many articles a source has of each day, kept by the article's own changes."""
    _run(db, TOLD)


def links_taken_back(db: sqlite3.Connection) -> None:
    """5: only links that take another back stand in their index: whoever asked for those that do not was led through all of them."""
    _run(db, UNDONE)


def details_nearer(db: sqlite3.Connection) -> None:
    """6: spans of details by their distance and length, a confidence by its hundredths: a third of their bytes was for nothing."""
    event, claim = msgspec.msgpack.Decoder(EventDetail).decode, msgspec.msgpack.Decoder(ClaimDetail).decode
    _packed_anew(db, "event", lambda data: packed_event(event(data)))
    _packed_anew(db, "claim", lambda data: packed_claim(claim(data)))


def _packed_anew(db: sqlite3.Connection, table: str, packed: Callable[[bytes], bytes]) -> None:
    last = 0
    while rows := db.execute(f"SELECT id, detail FROM {table} WHERE id > ? ORDER BY id LIMIT 5000", (last,)).fetchall():
        db.executemany(f"UPDATE {table} SET detail = ? WHERE id = ?", [(packed(data), row) for row, data in rows])
        last = rows[-1][0]


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    first_tables,
    imported_events,
    topics_of_claims,
    articles_by_day,
    links_taken_back,
    details_nearer,
)
LATEST = len(MIGRATIONS)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the schema up to LATEST; `db` is in autocommit mode and holds the writer's lock."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    for number, change in enumerate(MIGRATIONS[found:], start=found + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            change(db)
            row = (number, change.__name__, now(), __version__)
            db.execute("INSERT INTO migration (number, name, applied, version) VALUES (?, ?, ?, ?)", row)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
