"""diurna import"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import FAILED, IN_PART, USAGE, LogLevel, application, settings, stop, tell

if TYPE_CHECKING:
    from diurna.eventdata.theirs import Origin
    from diurna.importing import Imported

app = application()


@app.command(name="import")
def import_(
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="Whose data it is: gdelt (Events, 2.0 or 1.0) or polecat.")],
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files as they publish them: plain, gzip or zip.")],
    json: Annotated[bool, typer.Option("--json", help="The counts as one JSON object.")] = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Put event data of others beside the record, marked as theirs.

    It stands in a table of its own: no answer about the record contains it, and
    `diurna beside` compares the two. Importing again adds nothing.

    Example: diurna import gdelt 20250602.export.CSV.zip --db news.db
    """
    found = settings(log_level)
    whose = checked(origin)
    if missing := [path for path in paths if not path.is_file()]:
        stop(f"{missing[0]}: there is no such file", USAGE)
    with refusals():
        from diurna.eventdata.read import NotTheirs
        from diurna.importing import Imported, import_file
        from diurna.ledger.writer import Writer

        counts = Imported()
        with Writer(ledger_path(db, found)) as ledger, _progress() as step:
            for path in paths:
                try:
                    for _ in import_file(ledger, whose, path, counts):
                        step(counts)
                except NotTheirs as problem:
                    stop(str(problem))
    for code, row in counts.first.items():
        tell(f"{counts.bad[code]:,} rejected for their {code}; the first: line {row.line}, {row.message}")
    sys.stdout.write(_as_json(counts) if json else summary(counts) + "\n")
    raise typer.Exit(0 if not counts.rejected else IN_PART if counts.rejected < counts.read else FAILED)


def checked(origin: str) -> Origin:
    """Whose data is meant; the end of the program where it is nobody's."""
    from diurna.eventdata.theirs import ORIGINS

    if origin not in ORIGINS:
        stop(f"{origin}: no event data that is read here; there are {', '.join(ORIGINS)}", USAGE)
    return cast("Origin", origin)


def summary(counts: Imported) -> str:
    """The counts, which add up."""
    return (
        f"read {counts.read:,} = added {counts.added:,} + known {counts.known:,} + rejected {counts.rejected:,} "
        f"(of the added: {counts.between:,} between two countries)"
    )


def _as_json(counts: Imported) -> str:
    import msgspec

    return msgspec.json.encode(counts).decode() + "\n"


class _Step:
    """Called each time that some more is on the disk; does nothing unless there is a line to write."""

    def __call__(self, counts: Imported) -> None:
        return


@contextmanager
def _progress() -> Iterator[_Step]:
    """A line on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield _Step()
        return

    class Tell(_Step):
        def __call__(self, counts: Imported) -> None:
            sys.stderr.write(f"\rdiurna: {summary(counts)}\x1b[K")
            sys.stderr.flush()

    yield Tell()
    sys.stderr.write("\r\x1b[K")
