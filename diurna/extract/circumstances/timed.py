"""Tokens of time expressions in one sentence, for layers that need no resolved time."""

from __future__ import annotations

from diurna.analysis import Sentence
from diurna.langs.pack import Pack


def timed(sentence: Sentence, pack: Pack) -> frozenset[int]:
    """Indices of the tokens that name a weekday or month on their own ("lunedì", "last Tuesday")."""
    return frozenset(i for i, t in enumerate(sentence.tokens) if t.lemma in pack.settings.time_words or t.norm in pack.settings.time_words)
