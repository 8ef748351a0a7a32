"""What the commands on a ledger share: which file, and what keeps it from being used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.options import stop
from diurna.cli.settings import Settings

DEFAULT = "diurna.db"
Db = Annotated[Path | None, typer.Option("--db", help="The ledger. Default: diurna.db in this folder.")]


def ledger_path(db: Path | None, found: Settings) -> Path:
    """The ledger that is meant: the option, else the setting, else the default."""
    return db or Path(found.db or DEFAULT)


@contextmanager
def refusals() -> Iterator[None]:
    """End the program with one line where the ledger cannot be used."""
    from diurna.ledger.problems import LedgerError

    try:
        yield
    except LedgerError as problem:
        stop(str(problem))
