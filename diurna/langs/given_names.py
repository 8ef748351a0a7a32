"""First names of the world, from `given/*.txt`: what shows that two capitalised words are a person whom no table knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from diurna.langs.names import normal, unaccented

HERE = Path(__file__).parent / "given"


@cache
def given_names() -> frozenset[str]:
    """All listed first names in both scripts, normalised, with and without their accents."""
    names = frozenset().union(*grouped().values())
    return names | {unaccented(name) for name in names}


@cache
def grouped() -> dict[str, frozenset[str]]:
    """The first names by the heading in brackets that they stand under."""
    found: dict[str, set[str]] = {}
    group = ""
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                group = line.strip("[]")
            elif not line.startswith("#"):
                found.setdefault(group, set()).update(normal(word) for word in line.split())
    return {name: frozenset(names) for name, names in found.items()}
