"""First names of the world, from `given/*.txt`: what shows that two capitalised words are a person whom no table knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from diurna.langs.names import normal, unaccented

HERE = Path(__file__).parent / "given"


@cache
def given_names() -> frozenset[str]:
    """All listed first names in both scripts, normalised, with and without their accents."""
    lines = (line for path in sorted(HERE.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    names = {normal(word) for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(names | {unaccented(name) for name in names})
