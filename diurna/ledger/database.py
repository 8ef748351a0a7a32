"""The file and the connection to it: checks before anything is touched, and one place where SQLite's errors become ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from diurna.ledger.migrations import LATEST, migrate
from diurna.ledger.problems import LedgerError
from diurna.ledger.rows import key
from diurna.ledger.schema import APPLICATION

Value = str | int | float | bytes | None
MAGIC = b"SQLite format 3\x00"
OLDEST = (3, 37, 0)
"""The first SQLite with strict tables."""
WAIT = 10.0
"""Seconds to wait for a reader that is in the way of a checkpoint, or for a writer in the way of a migration."""
_CACHE_KB = 65536
_WRITER_CACHE_KB = 262144
"""What one transaction of 512 articles changes in a large ledger: with less, pages go to the log more than once and are read again."""
_PAGE = 16384
"""Bytes of a page: a record takes some three thousand, and on small pages a part of each would stay empty."""

_LOG_PAGES = 16384
"""Pages in the log from which on they go into the file: those that every transaction changes go there once for many. In a ledger of 30,000
articles a transaction of 512 changes 3,300 pages; the next one changes 2,200 of them again."""


class Database:
    """A connection. Values go in as parameters only; every error of SQLite comes out as a LedgerError."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for those that are too many to hold."""
        with told(self.path):
            yield from self._db.execute(sql, values)

    def one(self, sql: str, values: Sequence[Value] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where there is none."""
        try:
            return self._db.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Execute one statement; the row id of what it inserted."""
        try:
            return self._db.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    def many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Execute one statement for each row."""
        if rows:
            try:
                self._db.executemany(sql, rows)
            except sqlite3.Error as error:
                raise _told(self.path, error) from error

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun and not yet committed."""
        return self._db.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or nothing of it."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # SQLite has rolled back by itself after some errors
                self.run("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def open_to_read(path: Path) -> Database:
    """A connection that changes nothing. Raises LedgerError where there is no ledger, or none that this version can read."""
    if not _exists(path):
        raise LedgerError(f"{path}: there is no ledger; `diurna add PATH... --db {path.name}` makes one")
    _check_header(path)
    with told(path):
        db = _connected(path, _address(path, "ro"))
        try:
            _check_schema(path, db)
        except BaseException:
            db.close()
            raise
        db.execute("PRAGMA query_only = ON")
    return Database(path, db)


def open_to_write(path: Path) -> Database:
    """A connection that may write; the file is made where there is none and brought to the present schema.

    The caller holds the writer's lock. A file that is no ledger, or one from a newer version, is not touched.
    """
    if _exists(path):
        _check_header(path)
        with told(path):
            db = sqlite3.connect(_address(path, "ro"), uri=True, isolation_level=None)
            try:
                _check_schema(path, db, empty=True)
            finally:
                db.close()
    with told(path):
        db = _connected(path, _address(path, "rwc"))
        try:
            db.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file only
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            # From the first day on: what `forget` removes must not stand in pages that were given up before.
            db.execute("PRAGMA secure_delete = ON")
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            db.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
            before: int = db.execute("PRAGMA user_version").fetchone()[0]
            migrate(db)
            db.execute("BEGIN IMMEDIATE")  # says at once whether this file can be written
            db.execute("ROLLBACK")
            if before != LATEST:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            db.close()
            raise
    return Database(path, db)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise LedgerError(f"{path}: cannot be reached ({error.strerror})") from error


def _connected(path: Path, address: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST:
        raise LedgerError(f"{path}: the ledger needs SQLite 3.37 or later, this Python has {sqlite3.sqlite_version}")
    db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT, cached_statements=256)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    db.execute("PRAGMA temp_store = MEMORY")
    db.create_function("id_bytes", 1, key, deterministic=True)
    return db


def _address(path: Path, mode: str) -> str:
    name = f"file:{quote(str(path.absolute()))}?mode={mode}"
    if mode == "ro" and not _wal(path).exists() and not _writable(path.absolute().parent):
        # Where no shared-memory file can be made, a ledger that nobody writes to can still be read.
        name += "&immutable=1"
    return name


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _check_header(path: Path) -> None:
    """Look at the first bytes without SQLite: a file that is not ours is not opened, so that nothing can change it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror})") from error
    if not head:
        return
    if not head.startswith(MAGIC) or len(head) < 100:
        raise LedgerError(f"{path}: not a ledger and no SQLite file; name another with --db")
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application == version == 0:
        return  # perhaps a ledger that was just begun, its first pages still in the log or never written: the tables tell
    _check_numbers(path, application, version)


def _check_schema(path: Path, db: sqlite3.Connection, empty: bool = False) -> None:
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables == 0 and empty:
        return
    if tables == 0:
        raise LedgerError(f"{path}: an empty file; `diurna add PATH... --db {path.name}` makes a ledger of it")
    _check_numbers(path, application, version)
    if version < LATEST and not empty:
        raise LedgerError(f"{path}: an older ledger (schema {version}); any `diurna add` brings it to schema {LATEST}")


def _check_numbers(path: Path, application: int, version: int) -> None:
    if application != APPLICATION:
        raise LedgerError(f"{path}: an SQLite file, but not a ledger of diurna; name another with --db")
    if version > LATEST:
        raise LedgerError(
            f"{path}: written by a newer diurna (schema {version}, this one knows {LATEST}); nothing was changed; "
            "install the newer version to use it"
        )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a message that says what happened to which file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(path, error) from error


def _told(path: Path, error: sqlite3.Error) -> LedgerError:
    return LedgerError(f"{path}: {_cause(error)}")


def _cause(error: sqlite3.Error) -> str:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    causes = {
        sqlite3.SQLITE_FULL: "the disk is full; what was reported as added is safe, make room and run the same command again",
        sqlite3.SQLITE_READONLY: "the file or its folder is read-only; nothing was changed",
        sqlite3.SQLITE_CORRUPT: "the file is damaged; `diurna verify` says where; restore it from a copy",
        sqlite3.SQLITE_NOTADB: "not a ledger, or its first page is damaged; restore it from a copy",
        sqlite3.SQLITE_IOERR: "the disk could not be read or written (full, gone or faulty); what was reported as added is safe",
        sqlite3.SQLITE_BUSY: "another process keeps it busy; try again",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened or made (does its folder exist, and may you write there?)",
    }
    return causes.get(code) or f"SQLite says: {error}"
