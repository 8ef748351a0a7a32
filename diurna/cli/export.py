"""diurna export"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from diurna.cli.asking import Lang, Since, Type, Until, check
from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import USAGE, LogLevel, Out, application, settings, stop, tell

if TYPE_CHECKING:
    from diurna.export.choice import Chosen, Origin, Wanted
    from diurna.export.origins import LedgerOrigin, RecordsOrigin
    from diurna.model import Type as EventType
    from diurna.query import Happening

app = application()
_FORMAT = (
    "csv, parquet, gdelt, polecat, ftm, annotations, geojson, atom, schema-org, timelinejs, timesketch, acled (columns only), csl, bibtex."
)
_TABLE = "csv and parquet: events, claims, happenings, mentions; gdelt: events, mentions; timesketch: events, claims. Default: events."
_AFTER, _EVERY = 2.0, 0.5
"""Seconds after which, and at which distance, progress is told."""
T = TypeVar("T")


@app.command()
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=_FORMAT)],
    records: Annotated[list[Path] | None, typer.Argument(metavar="RECORDS.jsonl", help="Files of records instead of a ledger.")] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="TABLE", help=_TABLE)] = None,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    type: Type = None,
    lang: Lang = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who acts, or makes the claim: a name, RUS, org/un.")] = None,
    include_denied: Annotated[bool, typer.Option("--include-denied", help="Also events that only denials mention.")] = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Write a ledger, or records, in a format that others read.

    Events that only denials mention stay out unless asked for. docs/exports.md
    says what each format cannot hold.

    Example: diurna export gdelt --db news.db --since 2025-06 --out events.tsv
    Example: diurna export csv records.jsonl --table claims --actor RUS
    """
    found = settings(log_level)
    check(type, None)
    from diurna.export.formats import FORMATS

    if format not in FORMATS:
        stop(f"{format}: no such format; there are {', '.join(FORMATS)}", USAGE)
    if table is not None and table not in FORMATS[format].tables:
        stop(f"--table {table}: {format} has {', '.join(FORMATS[format].tables)}", USAGE)
    if records and db is not None:
        stop("give files of records or --db, not both", USAGE)
    if FORMATS[format].binary and out is None and sys.stdout.isatty():
        stop(f"{format} is not text; name a file with --out", USAGE)
    with refusals(), _told_problems(), _origin(records, ledger_path(db, found)) as origin:
        wanted = _wanted(origin, since, until, type, lang, actor, include_denied)
        _write(format, table, origin, wanted, out)


@contextmanager
def _origin(records: list[Path] | None, path: Path) -> Iterator[LedgerOrigin | RecordsOrigin]:
    from diurna.export.origins import LedgerOrigin, RecordsOrigin

    if records:
        origin = RecordsOrigin(records)
        if origin.rejected:
            tell(f"{origin.rejected} lines say that an article could not be read; they hold no record")
        yield origin
        return
    from diurna.query import Ledger

    with Ledger(path) as ledger:
        yield LedgerOrigin(ledger)


@contextmanager
def _told_problems() -> Iterator[None]:
    """One line instead of a traceback for a name that nobody has, a day that is none, a line that is no record, a missing library."""
    from diurna.tables import MissingLibrary

    try:
        yield
    except MissingLibrary as problem:
        stop(str(problem))
    except ValueError as problem:
        stop(str(problem), USAGE)


def _wanted(
    origin: LedgerOrigin | RecordsOrigin, since: str | None, until: str | None, type: str | None, lang: str | None, actor: str | None,
    denied: bool,
) -> Wanted:  # fmt: skip
    from diurna.export.choice import Wanted
    from diurna.ledger.days import parsed, parsed_end

    return Wanted(
        since=None if since is None else parsed(since),
        until=None if until is None else parsed_end(until),
        type=None if type is None else cast("EventType", type.upper()),
        lang=None if lang is None else lang.lower(),
        actor=None if actor is None else origin.whom(actor),
        denied=denied,
    )


def _write(format: str, table: str | None, origin: Origin, wanted: Wanted, out: Path | None) -> None:
    from diurna.export.formats import export as write

    progress = _Progress(format)
    with _opened(out) as file:
        count = write(format, Watched(origin, progress), wanted, file, table)
    progress.clear()
    if out is not None:
        tell(f"{out}: {count} written")


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears whole, at the end, or not at all."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    if out.is_dir():
        stop(f"{out}: is a folder; name a file", USAGE)
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(out.stat().st_mode & 0o777 if out.exists() else 0o666 & ~_umask())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o22)
    os.umask(mask)
    return mask


class _Progress:
    """Tells on standard error, where that is a terminal, how much is done, once it takes more than two seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = time.monotonic() + _AFTER
        self._shown = False

    def step(self, count: int) -> None:
        """One more was read."""
        if time.monotonic() >= self._next and sys.stderr.isatty():
            sys.stderr.write(f"\rdiurna: {self._what}: {count:,} read")
            sys.stderr.flush()
            self._shown = True
            self._next = time.monotonic() + _EVERY

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")


class Watched:
    """An origin whose articles and happenings are counted as they pass."""

    def __init__(self, origin: Origin, progress: _Progress) -> None:
        self._progress = progress
        self._origin = origin
        self.record = origin.record
        self.entity = origin.entity

    def chosen(self, wanted: Wanted) -> Iterator[Chosen]:
        """See Origin."""
        return self._counted(self._origin.chosen(wanted))

    def happenings(self, wanted: Wanted) -> Iterator[Happening]:
        """See Origin."""
        return self._counted(self._origin.happenings(wanted))

    def _counted(self, items: Iterable[T]) -> Iterator[T]:
        for n, item in enumerate(items, 1):
            self._progress.step(n)
            yield item
