"""Which time, place and figure belongs to which reading of a sentence: those of its own clause, the nearest first."""

from __future__ import annotations

from typing import Literal

from diurna.analysis import Analysis, Mention, TimeMention
from diurna.extract.clauses import Clause
from diurna.extract.predicates import Scene
from diurna.extract.readings import Reading
from diurna.extract.units import Phrase, Verb
from diurna.langs.pack import Packs
from diurna.model import Place, Quantity

FAR = 1000


def home(stage: Scene, first: int) -> Clause | None:
    """The clause whose own units cover a token."""
    for clause in stage.syntax.clauses:
        for unit in clause.units:
            last = unit.last if isinstance(unit, Phrase | Verb) else unit.first + 1
            if unit.first <= first < last:
                return clause
    return None


def distance(stage: Scene, reading: Reading, first: int, where: Clause | None) -> int:
    """How far a reading is from a token: within its clause by words, beyond it only to the clause that governs."""
    anchor = reading.anchor
    steps = abs(anchor.token - first)
    if where is None or anchor.clause is where:
        return steps
    if anchor.clause.verb is None and where.parent is None and anchor.clause.parent is None:
        return steps + 20
    child: Clause | None = where
    hops = 0
    while child is not None and hops < 4:
        if child is anchor.clause:
            return steps + 30 * hops
        child, hops = child.parent, hops + 1
    return FAR


def _nearest(stage: Scene, readings: list[Reading], first: int) -> Reading | None:
    where = home(stage, first)
    ranked = [(distance(stage, r, first, where), r.anchor.pos != "v", i, r) for i, r in enumerate(readings)]
    best = min(ranked, key=lambda item: item[:3], default=None)
    return best[3] if best is not None and best[0] < FAR else None


def times_of(stage: Scene, readings: list[Reading], times: list[TimeMention]) -> dict[int, TimeMention]:
    """The time of each reading by `id(reading)`."""
    out: dict[int, TimeMention] = {}
    for time in times:
        reading = _nearest(stage, readings, time.first)
        if reading is None and len(readings) == 1:
            reading = readings[0]
        if reading is not None and id(reading) not in out:
            out[id(reading)] = time
    return out


def places_of(stage: Scene, readings: list[Reading], analysis: Analysis, packs: Packs) -> dict[int, list[Place]]:
    """The places of each reading by `id(reading)`."""
    out: dict[int, list[Place]] = {}
    index = stage.syntax.sentence
    for mention in analysis.mentions:
        if mention.sentence != index:
            continue
        phrase = _phrase(stage, mention)
        relation = _relation(stage, phrase, mention)
        if relation is None:
            continue
        reading = _nearest(stage, readings, mention.first)
        if reading is None:
            continue
        if mention in reading.actors:
            continue
        place = Place(mention.entity, mention.start, mention.end, relation)
        out.setdefault(id(reading), []).append(place)
    return out


def _phrase(stage: Scene, mention: Mention) -> Phrase | None:
    for unit in stage.syntax.units:
        if isinstance(unit, Phrase) and unit.first <= mention.first < unit.last:
            return unit
    return None


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
    if prep in s.of or not prep:
        prep = outer.prep if outer is not None and stage.tokens[outer.head].lemma in s.classes.get("town", ()) else ""
    if kind == "state" and prep not in s.inside:
        return None
    if prep in s.near and prep not in s.at:
        return "near"
    if prep in s.at:
        return "at"
    return "toward" if prep in s.toward else None


def quantities_of(stage: Scene, readings: list[Reading], quantities: list[Quantity]) -> dict[int, list[Quantity]]:
    """The figures of each reading by `id(reading)`: killed and injured go to violence, arrested to coercion, where the sentence has one."""
    out: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        fitting = [r for r in readings if r.meaning.type in _MEASURES.get(quantity.measure, ())] or readings
        first = _token_at(stage, quantity.start)
        reading = _nearest(stage, fitting, first) or (fitting[0] if len(fitting) == 1 else None)
        if reading is not None:
            out.setdefault(id(reading), []).append(quantity)
    return out


def _token_at(stage: Scene, start: int) -> int:
    return next((i for i, t in enumerate(stage.tokens) if t.end > start), 0)


_MEASURES: dict[str, tuple[str, ...]] = {
    "killed": ("ASSAULT",),
    "injured": ("ASSAULT",),
    "arrested": ("COERCE",),
    "participants": ("PROTEST",),
    "money": ("AID", "AGREE", "SANCTION", "COOPERATE"),
}
