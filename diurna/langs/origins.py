"""Where a name is at home: `given/origins.toml` over the groups of `given/*.txt`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from diurna.langs.given_names import HERE, grouped
from diurna.langs.names import normal, unaccented

_STEM = 3
"""Letters that a family name has before its ending at least."""


def states_of(name: str) -> frozenset[str]:
    """The states (ISO-3) in which a person's name is common: by the end of the family name and a first name that few have, else by the
    first word; none for a name that shows nothing."""
    words = [normal(word) for word in name.split()]
    if not words:
        return frozenset()
    tables = _tables()
    if len(words) > 1 and (leading := tables.leading.get(words[0])):
        return leading
    last, narrow = words[-1], tables.narrow.get(words[0], frozenset[str]()) if len(words) > 1 else frozenset[str]()
    for length in range(min(len(last) - _STEM, tables.longest), 1, -1):
        if (found := tables.endings.get(last[-length:])) is not None:
            return found & narrow or narrow or found
    return narrow or tables.first.get(words[0]) or tables.first.get(unaccented(words[0])) or frozenset()


class _Tables:
    """`leading`, `first`: states by a name's first word, `narrow` by one that is at home in few, `endings` by the end of its last."""

    def __init__(self) -> None:
        raw = tomllib.loads((HERE / "origins.toml").read_text(encoding="utf-8"))
        groups = {group: frozenset(states.split()) for group, states in raw["groups"].items()}
        self.leading = _by_word(raw["leading"])
        self.endings = _by_word(raw["endings"])
        self.narrow = _by_word(raw["narrow"])
        self.longest = max(map(len, self.endings))
        self.first: dict[str, frozenset[str]] = {}
        names = [*grouped().items(), *((group, [normal(word) for word in words.split()]) for group, words in raw["shared"].items())]
        for group, name in ((group, form) for group, some in names if group in groups for form in {*some, *map(unaccented, some)}):
            self.first[name] = self.first.get(name, frozenset()) | groups[group]


@cache
def _tables() -> _Tables:
    return _Tables()


def _by_word(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {normal(word): frozenset(states.split()) for states, words in table.items() for word in words.split()}
