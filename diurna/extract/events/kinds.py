"""Kinds: the words that a frame's needs ask for, by their ends."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.langs.frames import TAIL_FROM


def ends_in(token: Token, word: str) -> bool:
    """Whether a token is a noun, or a solid compound whose last part it is."""
    lemma = token.lemma
    return token.pos in ("NOUN", "PROPN") and lemma.endswith(word) and (len(lemma) == len(word) or len(lemma) >= len(word) + TAIL_FROM)
