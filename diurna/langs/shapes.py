"""What a word looks like before any dictionary is asked: marks, numbers, capitals, and its plain spelling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

MARK = "."
NUMBER = "0"
SYMBOL = "$"
FREE = "?"

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"})
_SYMBOLS = frozenset("%$€£¥§°+=<>^~|&@#№₴₽")


@lru_cache(maxsize=20_000)  # each word of a text, many times over
def norm_of(word: str) -> str:
    """The word casefolded, with plain apostrophes and hyphens."""
    low = word.casefold()
    return low if low.isalnum() else low.translate(_PLAIN)


def plain_tag(word: str) -> str | None:
    """PUNCT, SYM or NUM where the characters alone decide, else None."""
    if word.isalpha():
        return None
    if not any(c.isalnum() for c in word):
        return "SYM" if all(c in _SYMBOLS for c in word) else "PUNCT"
    if word[0].isdigit() and not any(c.isalpha() for c in word):
        return "NUM"
    return None


def as_read(words: Sequence[str]) -> bool:
    """Whether capitals say nothing in this sentence: a headline in capitals, or one with a capital on every long word."""
    letters = [w for w in words if w[0].isalpha() and len(w) > 3]
    if len(letters) < 3:
        return len(words) > 1 and bool(letters) and all(w.isupper() for w in words if w[0].isalpha())
    large = sum(w[0].isupper() for w in letters)
    return large >= 0.85 * len(letters)


def shape_of(word: str, first: bool, capitals: bool) -> str:
    """The capitals of a word as far as they say something: `FREE` where the position or the headline's style forces them."""
    if word.islower():
        return "x"
    if capitals or (first and not word.isupper()):
        return FREE if not word[:1].islower() else "x"
    if word.isupper():
        return "X" if len(word) > 1 else "A"
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return "Xx"
    return "xX" if word[0].islower() else "XxX"
