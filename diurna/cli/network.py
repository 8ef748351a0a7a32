"""What the commands that fetch share: which networks are opened, who is told to be asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.options import USAGE, stop
from diurna.cli.settings import Settings

if TYPE_CHECKING:
    from diurna.fetch.fetcher import Fetcher

Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="NETWORK", help="Open a network that is no public one: 10.0.0.0/8. May be repeated."),
]


def the_fetcher(found: Settings, allow: list[str] | None) -> Fetcher:
    """The fetcher that settings and options ask for; a network that is none ends the program with status 2."""
    from diurna.fetch.fetcher import Fetcher

    try:
        return Fetcher(allowed=(*found.allow, *(allow or ())), contact=found.contact)
    except ValueError as problem:
        stop(f"--allow: {problem}", USAGE)
