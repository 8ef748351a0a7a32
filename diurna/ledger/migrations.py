"""Numbered changes of the schema. Each runs once, in one transaction with its own record in the file; none is edited after a release."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from diurna.ledger.days import now
from diurna.ledger.dictionary import first_dictionary
from diurna.ledger.schema import APPLICATION, FIRST, LINKING
from diurna.version import __version__


def first_tables(db: sqlite3.Connection) -> None:
    """1: all tables."""
    _run(db, FIRST)
    _run(db, LINKING)
    db.execute("INSERT INTO dictionary (id, data) VALUES (1, ?)", (first_dictionary(),))


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (first_tables,)
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
