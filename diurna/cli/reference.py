"""Writes docs/commands.md from the commands' own help: `python -m diurna.cli.reference docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from diurna.cli.main import COMMANDS, HELP

WIDTH = 80
HEAD = """\
# Commands

Made from `--help` by `make docs`; a test compares the two.
"""


def reference() -> str:
    """The page: every command and subcommand with its help."""
    blocks = [("diurna", HELP)]
    for name in COMMANDS:
        command = typer.main.get_command(import_module(f"diurna.cli.{name}").app)
        blocks += list(_helps(command, f"diurna {name}"))
    return HEAD + "".join(f"\n## {title}\n\n```text\n{text.strip()}\n```\n" for title, text in blocks)


def _helps(command: Any, path: str) -> Iterator[tuple[str, str]]:
    # Any: typer's commands are click's in some releases and its own in others.
    context = command.make_context(path, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
    yield path, command.get_help(context)
    for name, sub in getattr(command, "commands", {}).items():
        yield from _helps(sub, f"{path} {name}")


if __name__ == "__main__":
    Path(sys.argv[1], "commands.md").write_text(reference(), encoding="utf-8")
