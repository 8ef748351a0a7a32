"""Neighbours: nouns and names that stand at a cue's verb and are not its speaker, or are by a half only."""

from __future__ import annotations

from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.speaking import can_speak, names_people
from diurna.extract.clauses.units import Marker, Phrase, Verb


def left_half(stage: Stage, phrase: Phrase, before: int) -> list[Phrase]:
    """A singular phrase before a plural verb that stands behind "X and": both."""
    k, verb = stage.unit_at[phrase.head], stage.units[stage.unit_at[before]]
    if not isinstance(verb, Verb) or verb.number != "p" or phrase.number == "p" or k < 2 or phrase.first > before:
        return [phrase]
    joint, j = stage.units[k - 1], k - 2
    if not isinstance(joint, Marker) or joint.kind != "and":
        return [phrase]
    while j > 0 and isinstance(u := stage.units[j], Phrase) and u.prep in stage.settings.of:
        j -= 1
    other = stage.units[j]
    return [other, phrase] if isinstance(other, Phrase) and not other.prep and not other.time else [phrase]


def able(stage: Stage, anchor: Anchor, phrase: Phrase) -> Phrase:
    """The phrase, or where it cannot speak and another bare phrase of the clause can, that one (case alone often leaves both)."""
    if not stage.settings.case or anchor.verb is None or anchor.verb.passive:
        return phrase
    others = [p for p in anchor.clause.phrases() if p is not phrase and not p.prep and not p.time and p.owner is None]
    if can_speak(stage, phrase):
        ahead = [p for p in others if p.first < anchor.verb.first < phrase.first and can_speak(stage, p) and "n" in p.cases]
        return ahead[-1] if ahead and not stage.settings.verb_final and phrase.cases != "n" else phrase
    able = [p for p in others if can_speak(stage, p) or names_people(stage, p)]
    return next((p for p in able if not p.cases or "n" in p.cases), phrase)
