"""Syntax: the clauses of a sentence, what governs them and what stands in them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb

Kind = Literal["main", "that", "if", "sub", "rel", "inf", "ger", "part", "paren"]


class Clause(msgspec.Struct, eq=False):
    """One clause. `parent` governs it; `base` is the clause it is coordinated with; `antecedent` the noun phrase it modifies.

    `marker`: the conjunction or relative that opened it. `leading`: index in `units` of the first unit after its last comma.
    `before`: the main clause before a colon or semicolon. `joint`: the clause that is coordinated with it right behind its verb
    ("condemned and rejected the raid"). `inverted`: its subject stands behind the verb ("..., said X"). `slots`: what
    extract/events/slots.py found, once it was asked. `fronted`: an infinitive before the verb that governs it.
    """

    kind: Kind
    parent: Clause | None = None
    base: Clause | None = None
    antecedent: Phrase | None = None
    marker: Marker | None = None
    verb: Verb | None = None
    units: list[Unit] = []
    children: list[Clause] = []
    comma: int = 0
    joined: int = -1
    quoted: bool = False
    reflexive: bool = False
    inverted: bool = False
    joint: Clause | None = None
    before: Clause | None = None
    slots: dict[str, list[Phrase]] | None = None
    fronted: bool = False

    def phrases(self) -> list[Phrase]:
        return [u for u in self.units if isinstance(u, Phrase)]

    def opens_behind(self, token: int) -> bool:
        """Whether a marker opens it at a token or behind a comma there, so that a time that ends there is its own: "on Saturday, when"."""
        return self.marker is not None and 0 <= self.marker.first - token <= 1


class Syntax(msgspec.Struct, dict=True):
    """The clauses of one sentence. `units` keeps all its units in order."""

    sentence: int
    clauses: list[Clause]
    units: list[Unit]

    @cached_property
    def homes(self) -> dict[int, tuple[Clause, int]]:
        """Each token's clause, and the place of its unit in it."""
        found: dict[int, tuple[Clause, int]] = {}
        for clause in self.clauses:
            for place, unit in enumerate(clause.units):
                home = (clause, place)
                for token in range(unit.first, unit.first + 1 if isinstance(unit, Marker) else unit.last):
                    found.setdefault(token, home)
        return found

    @cached_property
    def phrase_at(self) -> dict[int, Phrase]:
        """Each token's phrase."""
        found: dict[int, Phrase] = {}
        for clause in self.clauses:
            for phrase in clause.phrases():
                for token in range(phrase.first, phrase.last):
                    found.setdefault(token, phrase)
        return found
