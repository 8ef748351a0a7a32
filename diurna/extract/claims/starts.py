"""Starts: where the clause of a cue begins, and the quotation that comes next."""

from __future__ import annotations

from diurna.extract.claims import (
    extents,
)
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.quotes import Quote
from diurna.extract.claims.reporters import apposed
from diurna.extract.clauses.units import Marker, Phrase, Verb


def clause_start(stage: Stage, verb: Verb) -> int:
    """The first token of a short reporting clause: its subject's, or the verb's own where it is inverted."""
    k = stage.unit_at[verb.first]
    start, seen = verb.first, 0
    if (apart := apposed(stage, k)) is not None:
        return apart
    for unit in reversed(stage.units[max(0, k - 7) : k]):
        if isinstance(unit, Phrase):
            start, seen = unit.first, seen + 1
        elif isinstance(unit, Marker) and unit.kind in ("adv", "and", "open", "close") and seen < 5:
            if unit.kind == "adv":
                start = unit.first
        else:
            break
    return start


def floor(stage: Stage, start: int, floor: int) -> int:
    """Where a content before its reporting clause may begin: after a semicolon, or a colon with a quotation behind it."""
    for i in range(start - 2, floor, -1):
        text = stage.tokens[i].text
        if (text == ";" and stage.inside_quote(i) is None) or (text == ":" and stage.quote_at(i + 1) is not None):
            return i + 1
    return floor


def next_quote(stage: Stage, anchor: Anchor) -> Quote | None:
    """The next quotation of the sentence with no other finite verb before it."""
    later = [q for q in stage.quotes if q.start >= stage.tokens[anchor.last - 1].end and q.start < stage.sentence.end]
    if not later or later[0].words(stage.text) < 2:
        return None
    for unit in stage.units[extents.first_unit(stage, anchor.last) :]:
        if stage.tokens[unit.first].start >= later[0].start:
            return later[0]
        if isinstance(unit, Verb):
            return None
    return None


def crowded(stage: Stage, verb: Verb, start: int) -> bool:
    """Whether subject and object both stand before the verb: "Moskau den Vorwurf bestreitet", "Москва провину заперечує"."""
    ahead = [u for u in stage.units[stage.unit_at[start] : stage.unit_at[verb.first]] if isinstance(u, Phrase)]
    bare = [u for u in ahead if not u.prep and not u.time and u.owner is None]
    return len(bare) > 1 and bare[1] not in bare[0].group and bare[0].cases[:1] == "n" and "n" not in bare[1].cases[:1]


def taken_back(stage: Stage, verb: Verb, start: int) -> bool:
    """Whether a pronoun for what was said stands between subject and verb: ru "..., врачи это отрицают" is a clause of its own."""
    between = stage.tokens[start + 1 : verb.first]
    return stage.settings.by_case != "" and any(t.norm in stage.speech.list("back") for t in between)
