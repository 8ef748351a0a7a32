"""Reading the TOML files of a pack."""

from __future__ import annotations

import tomllib
from pathlib import Path


def read_toml(path: Path) -> dict[str, object]:
    """The tables of a pack file, empty when the pack has none; a malformed file is a ValueError that names it."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"{path.parent.name}/{path.name}: {problem}") from problem
