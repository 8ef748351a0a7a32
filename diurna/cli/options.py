"""What the commands share: options, settings, messages and exit statuses."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from diurna.cli.settings import BadSettings, Level, Settings, load

FAILED, USAGE, IN_PART = 1, 2, 3

LogLevel = Annotated[Level | None, typer.Option("--log-level", help="What is told on standard error.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes. Default: one for each core.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of standard output.")]


def application() -> typer.Typer:
    """A command's app: plain help, no traceback boxes, no completion."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def settings(log_level: Level | None = None) -> Settings:
    """The settings that hold here, with logging set up; a bad one ends the program with status 2."""
    try:
        found = load(Path.cwd(), os.environ)
    except BadSettings as problem:
        stop(str(problem), USAGE)
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("diurna").setLevel((log_level or found.log_level or "warning").upper())
    return found


def check_gazetteer(files: tuple[str, ...]) -> None:
    """End the program with status 2 where the user's own names cannot be read."""
    if files:
        from diurna.coding import packs

        try:
            _ = packs(files).gazetteer
        except ValueError as problem:
            stop(str(problem), USAGE)


def tell(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"diurna: {message}\n")


def stop(message: str, status: int = FAILED) -> NoReturn:
    """One line on standard error, and the end."""
    tell(message)
    raise typer.Exit(status)
