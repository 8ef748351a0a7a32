"""What an article has named so far, and what it says of states and persons as a whole, for references to be resolved against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

_OFTEN = 3
"""How often a state is named at least before a bare role is taken for its own."""


class Antecedent(msgspec.Struct, frozen=True, gc=False):
    """Someone named before.

    `rank` 0 is the first actor of the sentence (its likely subject). `weight`: 0 an adjective or a place, 1 a mere
    source, 2 a genitive, 3 an actor in its own right. `first`: its token. `subject`: it may be a nominative. `word_gender`: the grammatical
    gender of a name in the singular. `of`: whose role introduced a person.
    `located`: behind a preposition of place.
    """

    entity: str
    gender: str
    number: str
    sentence: int
    rank: int
    country: str | None
    roles: tuple[str, ...]
    person: bool
    weight: int
    first: int = 0
    subject: bool = False
    word_gender: str = ""
    of: str | None = None
    located: bool = False


class Scene(msgspec.Struct, frozen=True):
    """What the whole article says before it is read in order.

    `named`: persons named in full. `states`: states named without doubt, with counts. `home`: the dateline's country.
    `bodies`: named by words that mean no other.
    """

    named: frozenset[str]
    states: Mapping[str, int]
    home: str | None
    bodies: frozenset[str] = frozenset()

    def foremost(self) -> str | None:
        """The state that the article names more often than any other, and more than in passing."""
        ranked = sorted(self.states.values(), reverse=True)[:2]
        if not ranked or ranked[0] < _OFTEN or ranked[0] in ranked[1:]:
            return None
        return next(s for s, count in self.states.items() if count == ranked[0])


def fits(wanted: str, gender: str) -> bool:
    """Whether a gender may be the one asked for: where either shows none, it may."""
    return not wanted or not gender or wanted == gender


def counted(ids: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How often each state is named by words that mean no other."""
    result: dict[str, int] = {}
    for options in ids:
        if len(options) == 1:
            result[options[0]] = result.get(options[0], 0) + 1
    return result


def scene_of(near: Iterable[Antecedent], is_state: Callable[[str], bool]) -> str | None:
    """The state where something is told to happen ("in Kirgistan ... des Landes"), the nearest first, else the only one of those named."""
    named = list(near)
    located = next((p.entity for p in named if p.located and is_state(p.entity)), None)
    countries = {p.country for p in named if p.country}
    return located or (countries.pop() if len(countries) == 1 else None)
