"""The words that expressions of several words begin and end with, so that one is put together only where it may stand.

Expressions are written with spaces between words, or with none behind an apostrophe: "d'après ce que" begins with "d'" and with "d'après".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.analysis import Token


@lru_cache(maxsize=1024)  # a few named lists of each pack
def first_words(expressions: frozenset[str]) -> frozenset[str]:
    """Every word that one of some expressions may begin with, however its apostrophes are cut."""
    return frozenset(e[:at] for e in expressions for at in range(1, len(e) + 1) if _parts(e, at) and " " not in e[:at])


@lru_cache(maxsize=1024)
def last_words(expressions: frozenset[str]) -> frozenset[str]:
    """Every word that one of some expressions may end with."""
    return frozenset(e[at:] for e in expressions for at in range(len(e)) if _parts(e, at) and " " not in e[at:])


def begins(tokens: Sequence[Token], first: int, longest: int, expressions: frozenset[str]) -> bool:
    """Whether one of some expressions, of at most `longest` words, begins at a token."""
    if tokens[first].norm not in first_words(expressions):
        return False
    words = [t.norm for t in tokens[first : first + longest]]
    return any(" ".join(words[:n]).replace("' ", "'") in expressions for n in range(1, len(words) + 1))


def _parts(expression: str, at: int) -> bool:
    """Whether a word may begin at a place or end before it."""
    return at in (0, len(expression)) or expression[at] == " " or expression[at - 1] in " '"
