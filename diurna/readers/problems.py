"""Why an input gave no document: one line that names it and the cause."""

from __future__ import annotations

import os

from diurna.model import Problem

NO_INPUT = frozenset(("skipped-files", "skipped-records"))
"""Codes of problems that count what a folder or an archive holds besides articles: told, but no input that failed."""


def shown(path: str | os.PathLike[str]) -> str:
    """A path as one printable line: bytes that are no UTF-8 and control characters are made visible."""
    name = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def problem(key: str, code: str, cause: str) -> Problem:
    """A Problem whose message names the input. `cause` is one sentence without its name."""
    return Problem(key, code, f"{shown(key)}: {cause}")
