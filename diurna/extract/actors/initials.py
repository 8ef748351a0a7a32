"""Abbreviations that mean what the same article names in full by these initials: "the Rapid Support Forces ... The RSF"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import Atom

_BODIES = frozenset({"org", "media", "group", "national", "unknown_org"})
_FEWEST = 3
"""Letters an abbreviation has at least, where the article does not set it in brackets behind the name."""
_MOST = 6
_WORDS = 9
"""Words that a name has at most, small ones counted."""


def spelled(atoms: Iterable[Atom], tokens: Sequence[Token]) -> Iterator[tuple[str, Atom]]:
    """The initials of the bodies that a sentence names in several words, each with its atom."""
    for atom in atoms:
        inner = atom.partner if atom.what == "unknown_org" and atom.partner is not None else atom
        if atom.what not in _BODIES or inner.last - inner.first < _FEWEST - 1:
            continue
        words = tokens[inner.first : inner.last]
        for letters in {initials(words, small=False), initials(words, small=True)}:
            if _FEWEST <= len(letters) <= _MOST:
                yield letters, atom


def initials(words: Iterable[Token], *, small: bool) -> str:
    """The first letters of words as capitals; `small`: those of words without a capital too."""
    return "".join(t.text[0].upper() for t in words if t.text[:1].isalpha() and (small or t.text[0].isupper()))


def is_abbreviation(token: Token) -> bool:
    """Whether a word is all capitals, or a short one with its first letter only ("Rsf")."""
    text = token.text
    return _FEWEST <= len(text) <= _MOST and text.isalpha() and (text.isupper() or (text[0].isupper() and token.pos in ("PROPN", "X")))


def named_in_full(letters: str, tokens: Sequence[Token], covered: Collection[int]) -> tuple[int, int] | None:
    """Where a sentence names something in full whose capitals are `letters`, outside the tokens that actors cover."""
    for first, token in enumerate(tokens):
        if first in covered or token.text[0] != letters[0] or len(token.text) < 2:
            continue
        found, last = "", first
        while last < len(tokens) and last - first < _WORDS and last not in covered and tokens[last].text[0].isalpha():
            if tokens[last].text[0].isupper():
                found += tokens[last].text[0]
                if found == letters and not tokens[last].text.isupper():
                    return first, last + 1
            last += 1
            if not letters.startswith(found):
                break
    return None
