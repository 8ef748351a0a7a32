"""Openings: whether the unit behind a cue may open its content at all."""

from __future__ import annotations

from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb


def qualifies(stage: Stage, mark: int) -> bool:
    """Whether a quoted word stands right behind a noun and only says what kind it is."""
    before = stage.tokens[mark - 1] if mark else None
    return before is not None and before.pos == "NOUN"


def equates(stage: Stage, anchor: Anchor, verb: Verb, after: Unit | None) -> bool:
    """Whether a verb only links a noun of saying to what is said: "the fear is that", "le bruit court que"."""
    lemma = stage.tokens[verb.head].lemma
    links = lemma in stage.settings.copula or lemma in stage.speech.list("spreading")
    opens = (isinstance(after, Marker) and after.kind in ("that", "quote")) or (isinstance(after, Verb) and after.form == "inf")
    return anchor.phrase is not None and links and verb.form == "fin" and not verb.negated and opens


def partitive(stage: Stage, anchor: Anchor, phrase: Phrase) -> bool:
    """The object of a negated verb after a partitive preposition: "n'a pas exclu de nouvelles sanctions"."""
    return anchor.verb is not None and anchor.verb.negated and phrase.prep in stage.settings.of


def opens_clause(stage: Stage, m: Marker, slots: tuple[str, ...]) -> bool:
    """Whether a conjunction opens a clause that a cue with these slots takes as its content."""
    if m.kind == "that" or m.norm in stage.settings.complementisers:
        if m.norm in stage.speech.list("question"):
            return "that" in slots or "question" in slots
        return "that" in slots
    return m.norm in stage.speech.list("question") and ("question" in slots or "that" in slots) and not m.prep
