"""Which place and figure belongs to which reading of a sentence: those of its own clause, the nearest first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Literal

from diurna.analysis import Mention
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.predicates import Scene, in_class
from diurna.extract.events.readings import Reading
from diurna.extract.events.standing import GROUND
from diurna.model import Place, Quantity

OWN_SCENE = ("inf", "that", "if", "part")
"""Clauses that say what is wanted, said, supposed or gone before: their places are no places of the clause around them."""


class Homes:
    """Readings by the clause they stand in, so that what belongs to whom is found without looking at all of them."""

    def __init__(self, stage: Scene, readings: list[Reading]) -> None:
        self.stage = stage
        self.all = readings
        self.by_clause: dict[int, list[Reading]] = {}
        for reading in readings:
            self.by_clause.setdefault(id(reading.anchor.clause), []).append(reading)
        self.verbless = [r for r in readings if r.anchor.clause.verb is None and r.anchor.clause.parent is None][:8]

    def nearest(self, first: int, figure: bool = False) -> Reading | None:
        """The reading that a word at token `first` belongs to: of its own clause by nearness, else of the clause that governs it, which
        no time or place leaves a relative clause for; a `figure` does ("an attack on the town that killed two").
        """
        where = self.stage.clause_of(first)
        if where is None:
            return None
        clause: Clause | None = where
        hops = 0
        while clause is not None and hops < 4:
            found = self.by_clause.get(id(clause))
            if found:
                return min(found, key=lambda r: (abs(r.anchor.token - first), r.anchor.pos != "v"))
            if not figure and (aside(clause) or (self.stage.settings.by_case and _participial(clause))):
                return self._of_noun(clause.antecedent)
            if not figure and clause.verb is not None and clause.kind in OWN_SCENE:
                return self._of_noun(clause.antecedent) if clause.kind == "part" else None
            clause, hops = clause.parent, hops + 1
        if where.parent is None and self.verbless:
            return min(self.verbless, key=lambda r: abs(r.anchor.token - first))
        return None

    def _of_noun(self, noun: Phrase | None) -> Reading | None:
        """The reading a noun or what it belongs to is an anchor or word of."""
        while noun is not None:
            for reading in self.all:
                if reading.anchor.phrase is noun or noun.head in reading.used:
                    return reading
            noun = noun.owner
        return None


def aside(clause: Clause) -> bool:
    """Whether a relative clause tells something of its own about a noun: its time and place are not those of the clause around it
    ("la exministra, que dimitió en 2019, criticó el plan"); so does a participle of somebody ("la junte, installée en 2020, a rompu")."""
    if clause.kind == "part":
        return (
            clause.antecedent is not None
            and clause.antecedent.mention is not None
            and clause.verb is not None
            and clause.parent is not None
        )
    if clause.kind != "rel" or clause.antecedent is None or (clause.marker is not None and clause.marker.prep):
        return False  # "the blockade to which it resorted in May": the act itself
    return clause.verb is not None and clause.verb.form == "fin"


def _participial(clause: Clause) -> bool:
    """Whether a clause is a participle between commas that tells something of its own about a noun: "Шор, укрывшийся в Москве, ..."."""
    verb, noun = clause.verb, clause.antecedent
    return clause.kind == "part" and verb is not None and not verb.passive and noun is not None and noun.last < verb.first


def _said_there(stage: Scene, reading: Reading, mention: Mention, reports: Callable[[str], bool]) -> bool:
    """Whether a place stands in the clause that reports an act, not in the act's own: "... , a spokesman said in Delhi"."""
    clause = stage.clause_of(mention.first)
    verb = clause.verb if clause is not None else None
    return verb is not None and clause is not reading.anchor.clause and verb.head not in reading.used and reports(verb.lemma)


def places_of(
    stage: Scene, readings: list[Reading], mentions: list[Mention], reports: Callable[[str], bool] = lambda _: False
) -> dict[int, list[Place]]:
    """The places of each reading by `id(reading)`. `reports`: whether a verb, by its lemma, reports: a place beside it
    is where it is said."""
    out: dict[int, list[Place]] = {}
    homes = Homes(stage, readings)
    for mention in mentions:
        phrase = stage.syntax.phrase_at.get(mention.first)
        reading = homes.nearest(mention.first)
        relation = _relation(stage, phrase, mention) or _held(stage, reading, mention, phrase)
        if reading is None or relation is None or _said_there(stage, reading, mention, reports):
            continue
        if mention in reading.actors or (mention in reading.recipients and relation != "at"):
            continue
        if phrase is not None and any(_beside(stage, m, phrase) for m in reading.actors):
            continue  # "the ministry in Moscow condemned": where the office is, not where it acts
        if phrase is not None and _of_another(stage, reading, phrase):
            continue
        place = Place(mention.entity, mention.start, mention.end, relation)
        out.setdefault(id(reading), []).append(place)
    return out


def _of_another(stage: Scene, reading: Reading, phrase: Phrase) -> bool:
    """Whether a place only tells which noun is meant that stands right before it: "his ambassador in Caracas"; of an act of words it does
    so behind any noun ("called the arrest a setback for democracy in Turkey")."""
    noun = next((u for u in stage.before(phrase, 1) if isinstance(u, Phrase) and u.last == phrase.first), None)
    if noun is None or noun is reading.anchor.phrase or noun.time:
        return False
    if in_class(stage, stage.tokens[noun.head], "diplomat"):
        return True
    if noun.head in reading.used:
        return False
    placed = noun.mention is not None and stage.kind(noun.mention) == "place"
    return reading.meaning.type in _WORDS and not placed and stage.tokens[noun.head].pos in ("NOUN", "PROPN")


def _beside(stage: Scene, office: Mention, phrase: Phrase) -> bool:
    """Whether a place stands right behind an office that acts, no verb in between."""
    near = office.last <= phrase.first <= office.last + 1 and stage.kind(office) in _OFFICES
    return near and (phrase.first == office.last or stage.tokens[office.last].pos not in ("VERB", "AUX"))


def _held(stage: Scene, reading: Reading | None, mention: Mention, phrase: Phrase | None) -> Literal["at"] | None:
    """A town that is taken or left is where that happens: "вышли из Авдеевки", "captured Bakhmut"."""
    if reading is None or phrase is None or reading.meaning.act not in GROUND or stage.kind(mention) != "place":
        return None
    slots = stage.slots(reading.anchor)
    return "at" if any(phrase in slots.get(name, []) for name in ("obj", *stage.settings.outside)) else None


def _relation(stage: Scene, phrase: Phrase | None, mention: Mention) -> Literal["at", "toward", "near"] | None:
    """How a mention is a place: by its preposition, or by standing with a place noun that has one ("in the town of X")."""
    s = stage.settings
    if phrase is None:
        return None
    kind = stage.kind(mention)
    if kind not in ("place", "state"):
        return None
    prep = phrase.prep
    outer = phrase.owner
    if mention.form == "adjective" and prep not in s.of and not _of_ground(stage, phrase):
        return None  # "au projet algérien", "dans des frappes israéliennes"
    if prep in s.of or not prep:
        prep = outer.prep if outer is not None and stage.tokens[outer.head].lemma in s.classes.get("town", ()) else ""
    if kind == "state" and prep not in s.inside:
        return None
    if prep in s.near and prep not in s.at:
        return "near"
    if prep in s.at:
        return "toward" if s.case and phrase.cases[:1] == "a" else "at"
    return "toward" if prep in s.toward else None


def _of_ground(stage: Scene, phrase: Phrase) -> bool:
    """Whether a phrase may be about a piece of ground ("dans le nord syrien", "in Turkish waters"): not an act, arms, a text or people."""
    head = stage.tokens[phrase.head]
    return not stage.frames.of("n", head.lemma, head.norm) and not any(in_class(stage, head, name) for name in _NO_GROUND)


def quantities_of(stage: Scene, readings: list[Reading], quantities: list[Quantity]) -> dict[int, list[Quantity]]:
    """The figures of each reading by `id(reading)`: killed and injured go to violence, arrested to coercion, where the sentence has one."""
    out: dict[int, list[Quantity]] = {}
    homes: dict[str, tuple[list[Reading], Homes]] = {}
    for quantity in quantities:
        if quantity.measure not in homes:
            fitting = [r for r in readings if r.meaning.type in _MEASURES.get(quantity.measure, ())] or readings
            homes[quantity.measure] = (fitting, Homes(stage, fitting))
        fitting, index = homes[quantity.measure]
        reading = index.nearest(_token_at(stage, quantity.start), figure=True) or (fitting[0] if len(fitting) == 1 else None)
        if reading is not None:
            out.setdefault(id(reading), []).append(quantity)
    return out


def _token_at(stage: Scene, start: int) -> int:
    return min(bisect_right(stage.tokens, start, key=lambda t: t.end), len(stage.tokens) - 1)


_NO_GROUND = ("law", "weapon", "people", "troops", "agreement", "meeting", "craft")
_WORDS = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "SANCTION", "CONCEDE", "RETREAT")
"""Acts about something that may be elsewhere: a place behind any noun tells which one is meant."""
_OFFICES = ("government", "organization", "igo", "media")

_MEASURES: dict[str, tuple[str, ...]] = {
    "killed": ("ASSAULT",),
    "injured": ("ASSAULT",),
    "arrested": ("COERCE",),
    "participants": ("PROTEST",),
    "money": ("AID", "AGREE", "SANCTION", "COOPERATE"),
}
