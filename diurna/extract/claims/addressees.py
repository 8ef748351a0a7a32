"""Addressees: whom something is said to, and words that only stand for what is said; neither is a content."""

from __future__ import annotations

from diurna.extract.claims.cues import Stage
from diurna.extract.claims.quotes import Quote
from diurna.extract.clauses.units import Phrase

SHORT_QUOTE = 4
"""Words of a quotation that may be but a name for somebody."""


def named(stage: Stage, q: Quote) -> bool:
    """Whether a quotation only names whom it is said to: 'закинув «друзям у Європі», що вони ...'."""
    after = [t for t in stage.tokens if t.start >= q.end][:2]
    opens = len(after) == 2 and after[0].text == "," and after[1].norm in stage.settings.complementisers
    return opens and stage.settings.case and not stage.settings.verb_final and q.words(stage.text) <= SHORT_QUOTE


def is_pronoun(phrase: Phrase) -> bool:
    """Whether a phrase is a personal pronoun."""
    return phrase.mention is not None and phrase.mention.form == "pronoun"


def correlative(stage: Stage, phrase: Phrase) -> bool:
    """Whether a pronoun only stands for the clause behind its comma: "звинувачує уряд у тому, що ..."."""
    tokens = stage.tokens
    tied = phrase.last + 1 < len(tokens) and tokens[phrase.last].text == "," and tokens[phrase.last - 1].norm in stage.settings.correlatives
    return tied and tokens[phrase.last + 1].norm in stage.settings.complementisers


def told(stage: Stage, phrase: Phrase, k: int, slots: tuple[str, ...]) -> bool:
    """Whom one tells: a person or role before the content; only where the cue takes no object."""
    if "obj" not in slots and "objinf" not in slots:
        return True
    tok = stage.tokens[phrase.head]
    return tok.lemma in stage.speech.list("addressees") and "objinf" not in slots
