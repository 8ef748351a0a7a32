"""Words that also name a town somewhere but mean something else in a language's news.

notplaces.txt: words set apart by bars or lines, `#` comments; `?` before a word: a place only behind a preposition of place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load(folder: Path) -> frozenset[str]:
    """The words of the pack in `folder`, casefolded, doubtful ones with their question mark; empty when it has none."""
    path = folder / "notplaces.txt"
    if not path.exists():
        return frozenset()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(word.strip().casefold() for line in lines for word in line.split("|") if word.strip())
