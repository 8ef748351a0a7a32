"""Units: what a sentence's tokens are grouped into: noun phrases, verb groups, markers and stops.

They are dataclasses because rules ask of every unit which of the three it is, and of a msgspec.Struct that costs twice as much to ask.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from diurna.analysis import Mention


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase over tokens `[first, last)`; `first` includes the preposition. Mutable while its sentence is being read.

    `prep`: canonical preposition or "". `cases`: of the head. `owner`: the phrase it is a genitive or of-complement of.
    `before`: the phrase right before it. `group`: the phrases it is coordinated with, itself included.
    `modifiers`: (slot, mention) of adjectives and possessives inside it. `opens`: it is the first in its sentence.
    """

    first: int
    last: int
    head: int
    prep: str = ""
    cases: str = ""
    number: str = ""
    mention: Mention | None = None
    modifiers: list[tuple[str, Mention]] = field(default_factory=list[tuple[str, Mention]])
    owner: Phrase | None = None
    before: Phrase | None = None
    group: list[Phrase] = field(default_factory=list["Phrase"])
    negative: bool = False
    time: bool = False
    amount: bool = False
    after_comma: bool = False
    before_comma: bool = False
    opens: bool = False


@dataclass(slots=True, eq=False)
class Verb:
    """A verb group over tokens `[first, last)` with its content verb at `head`."""

    first: int
    last: int
    head: int
    lemma: str
    form: str
    tense: str = ""
    mood: str = ""
    number: str = ""
    person: str = ""
    passive: bool = False
    negated: bool = False
    reflexive: bool = False
    future: bool = False
    perfect: bool = False
    possible: bool = False
    necessary: bool = False
    wanting: bool = False
    auxiliary_only: bool = False
    hearsay: bool = False
    marker: str = ""
    adjective: int = -1


@dataclass(slots=True, eq=False)
class Marker:
    """A word or stop that opens, joins or closes clauses. `kind`: that, if, sub, rel, and, comma, stop, open, close, quote, particle."""

    first: int
    kind: Literal["that", "if", "sub", "rel", "and", "comma", "stop", "open", "close", "quote", "particle", "adv"]
    norm: str
    prep: str = ""
    token: int = -1


Unit = Phrase | Verb | Marker


def is_comma(unit: Unit) -> bool:
    """Whether a unit is a comma."""
    return isinstance(unit, Marker) and unit.kind == "comma"
