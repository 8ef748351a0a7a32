"""Whether a word is somebody's first name."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.langs.given_names import given_names
from diurna.langs.names import Words

NOUNS = frozenset({"PROPN", "X", "NOUN", "ADJ"})


def is_given(token: Token, words: Words) -> bool:
    """Whether a word is a first name: one of the language's own list, or one of the world's where it stands as a noun."""
    if token.norm in words.given or token.lemma in words.given:
        return True
    listed = given_names()
    return token.pos in NOUNS and (token.norm in listed or token.lemma in listed)
