"""Abbreviations of a language (abbreviations.txt): what a full stop after a word means.

One entry a line, without its last stop; `#` starts a comment. After two spaces a flag may stand:

    Dr            the stop never ends a sentence
    etc  end      it ends one where the next word has a capital
    U.S  unsure   it ends one only before a word that opens sentences
    No  number    it does not before a digit; else the word is none
    The  opens    no abbreviation: a word that opens sentences after an unsure stop

An entry of two or more letters in lower case stands for its capitalised form too; others only for themselves.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

_FLAGS = ("", "end", "unsure", "number", "opens")


class Abbreviations(msgspec.Struct, frozen=True):
    """The words of each flag; `never` is those without one."""

    never: frozenset[str] = frozenset()
    end: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


@lru_cache(maxsize=64)
def read(folder: Path) -> Abbreviations:
    """The pack's abbreviations, none where it has no file; a wrong flag is a ValueError that names file and line."""
    path = folder / "abbreviations.txt"
    words: dict[str, set[str]] = {flag: set() for flag in _FLAGS}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        entry, _, flag = line.partition("#")[0].strip().partition("  ")
        if flag.strip() not in words:
            raise ValueError(f"{folder.name}/abbreviations.txt:{number}: no flag {flag.strip()!r}")
        if entry:
            words[flag.strip()].add(entry)
            if entry.islower() and len(entry) > 1:
                words[flag.strip()].add(entry[0].upper() + entry[1:])
    return Abbreviations(*(frozenset(words[flag]) for flag in _FLAGS))


def load(folder: Path) -> frozenset[str]:
    """All abbreviations of the pack in `folder`, without their last stop."""
    found = read(folder)
    return found.never | found.end | found.unsure | found.number
