"""What the commands that ask a ledger share: filters, and answers as a view or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from diurna.cli.ledger import ledger_path, refusals
from diurna.cli.options import USAGE, settings, stop
from diurna.cli.settings import Level

if TYPE_CHECKING:
    from rich.console import RenderableType

    from diurna.query import Ledger

Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day on: 2025-06-05, 2025-06, 2025, 30d.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, or the end of a month or year.")]
Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place or a country: a name, UKR, geo/706448.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="One of the sixteen types, such as ASSAULT.")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="xx", help="The language it is told in: two letters.")]
Source = Annotated[str | None, typer.Option("--source", metavar="NAME", help="An outlet, or a part of its name.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of a view.")]


@contextmanager
def asking(db: Path | None, log_level: Level | None, type: str | None = None, act: str | None = None) -> Iterator[Ledger]:
    """The ledger that is meant; what is wrong with it, or with what is asked, ends the program with one line."""
    found = settings(log_level)
    check(type, act)
    with refusals():
        from diurna.query import Ledger

        with Ledger(ledger_path(db, found)) as ledger:
            try:
                yield ledger
            except ValueError as problem:  # a name that nobody has, a day that is none
                stop(str(problem), USAGE)


def check(type: str | None, act: str | None) -> None:
    """End the program with status 2 where a type or an act is none."""
    from diurna import model

    for option, value, allowed in (("--type", type and type.upper(), get_args(model.Type)), ("--act", act, get_args(model.ClaimAct))):
        if value is not None and value not in allowed:
            stop(f"{option} {value}: there are {' '.join(allowed)}", USAGE)


def tell_rows(rows: Sequence[Any], json: bool, view: Any, what: str) -> None:
    """Write rows: as JSON lines, or with `view`."""
    if json:
        import msgspec

        for row in rows:
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        return
    from diurna.view.answers import nothing

    show(view(rows) if rows else nothing(what))


def show(what: RenderableType) -> None:
    """Print a view."""
    from diurna.view.terminal import console

    console().print(what)
