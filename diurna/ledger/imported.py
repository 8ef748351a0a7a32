"""Other people's events in the ledger: a table of their own, that no question to the record looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from diurna.eventdata.theirs import ORIGINS, Origin, Theirs
from diurna.ledger.codes import NONE, TYPES, code
from diurna.ledger.database import Database
from diurna.ledger.days import iso, now, number
from diurna.ledger.writer import Writer
from diurna.model import Type

_NEW = (
    "INSERT INTO imported (origin, key, day, type, code, actor, recipient, articles, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING RETURNING id"
)


class ImportedRow(msgspec.Struct, frozen=True):
    """An event of theirs between two countries; `a` acts."""

    key: str
    day: str
    type: Type | None
    code: str
    a: str
    b: str
    actor: str
    recipient: str
    articles: int | None
    address: str | None


def keep(ledger: Writer, origin: Origin, events: Sequence[Theirs]) -> tuple[int, int]:
    """Write events in one transaction; how many were new, and how many of these are between two countries."""
    db, here = ledger.db, ORIGINS.index(origin)
    added = between = 0
    with ledger.transaction():
        for one in events:
            day = number(one.day)
            kind = NONE if one.type is None else code(TYPES, one.type)
            row = (here, one.key, day, kind, one.code, one.actor, one.recipient, one.articles, one.address)
            new = db.rows(_NEW, row)
            if not new:
                continue
            added += 1
            between += bool(one.pairs)
            rows = [(here, a, b, day, new[0][0]) for a, b in dict.fromkeys(one.pairs)]
            db.many("INSERT INTO imported_pair (origin, a, b, day, event) VALUES (?, ?, ?, ?, ?)", rows)
    return added, between


def remove(ledger: Writer, origin: Origin, reason: str | None = None) -> int:
    """Take all events of theirs out again, leaving a tombstone; how many there were. They can be imported anew."""
    db, here = ledger.db, ORIGINS.index(origin)
    with ledger.transaction():
        ((count,),) = db.rows("SELECT count(*) FROM imported WHERE origin = ?", (here,))
        db.run("DELETE FROM imported_pair WHERE origin = ?", (here,))
        db.run("DELETE FROM imported WHERE origin = ?", (here,))
        removed = msgspec.json.encode({"events": count}).decode()
        new = "INSERT INTO tombstone (kind, what, reason, at, removed) VALUES ('imported', ?, ?, ?, ?)"
        db.run(new, (origin, reason, now(), removed))
    return count


def days(db: Database, origin: Origin) -> tuple[int, int] | None:
    """The first and the last day of what was imported; None where nothing was."""
    first, last = db.one("SELECT min(day), max(day) FROM imported WHERE origin = ?", (ORIGINS.index(origin),)) or (None, None)
    return None if first is None or last is None else (first, last)


def origins(db: Database) -> tuple[Origin, ...]:
    """Whose events there are."""
    return tuple(o for n, o in enumerate(ORIGINS) if db.one("SELECT 1 FROM imported WHERE origin = ? LIMIT 1", (n,)))


def pairs(db: Database, origin: Origin) -> Iterator[tuple[str, str]]:
    """The pairs of countries of what was imported, each once in each direction it has."""
    sql = "SELECT a, b FROM imported_pair WHERE origin = ? GROUP BY a, b"
    yield from ((row[0], row[1]) for row in db.each(sql, (ORIGINS.index(origin),)))


_COLUMNS = "i.key, i.day, i.type, i.code, p.a, p.b, i.actor, i.recipient, i.articles, i.address"


def between(db: Database, origin: Origin, a: str, b: str, since: int, until: int) -> list[ImportedRow]:
    """What one country did to another, by day."""
    sql = (
        f"SELECT {_COLUMNS} FROM imported_pair p CROSS JOIN imported i ON i.id = p.event "
        "WHERE p.origin = ? AND p.a = ? AND p.b = ? AND p.day BETWEEN ? AND ? ORDER BY p.day, p.event"
    )
    return [_row(row) for row in db.rows(sql, (ORIGINS.index(origin), a, b, since, until))]


def _row(row: tuple[Any, ...]) -> ImportedRow:
    return ImportedRow(row[0], iso(row[1]) or "", None if row[2] == NONE else TYPES[row[2]], *row[3:])
