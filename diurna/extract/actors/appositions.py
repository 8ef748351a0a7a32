"""A name and the role beside it, set apart by commas: `Sergei Shoigu, segretario del Consiglio di sicurezza, ...`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import HEADS, Atom
from diurna.extract.actors.unknown_names import free_until, name_run, unknown_person
from diurna.langs.names import Words

_PERSONS = frozenset({"person", "unknown_person"})
_CLOSING = frozenset(",.;:)!?—–")
_OWNING = frozenset({"DET", "ADP", "ADJ", "NOUN", "PROPN"})
_OWNER = 5
"""Words that may stand between a role and its comma: "der Vorsitzende der Bewegung Tawisupleba, Giorgi Meladse, ..."."""


def linked(atoms: list[Atom], tokens: Sequence[Token], words: Words) -> list[Atom]:
    """`atoms` with roles bound to the names they stand in apposition to, and the unknown names found that way."""
    every = sorted([*atoms, *_unknown(atoms, tokens, words)], key=lambda a: a.first)
    for left, right in pairwise(every):
        gap = [t.text for t in tokens[left.last : min(right.first, left.last + 3)] if t.norm not in words.articles]
        if gap != [","]:
            continue
        if left.what in _PERSONS and _role(right) and _closes(tokens, _behind_seat(tokens, right.last, words)):
            right.partner = right.partner or left
        elif _role(left) and right.what in _PERSONS and _closes(tokens, right.last):  # "the junta's chief, General X,"
            left.partner = left.partner or right
    return every


def _role(atom: Atom) -> bool:
    return atom.what in HEADS and atom.number != "p" and not atom.role


def _behind_seat(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Behind where somebody serves: ", deputy head of the embassy in Quito, ..."; `at` where no comma closes it."""
    if at >= len(tokens) or tokens[at].norm not in words.inside:
        return at
    end = next((i for i in range(at + 1, min(len(tokens), at + 5)) if not (tokens[i].text[:1].isupper() or tokens[i].pos == "DET")), at)
    return end if end > at + 1 and tokens[end].text == "," else at


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in _CLOSING


def _unknown(atoms: Sequence[Atom], tokens: Sequence[Token], words: Words) -> list[Atom]:
    """Names of two words or more that only their neighbour, a role behind a comma, shows to be a person's."""
    covered = {i for a in atoms for i in range(a.first, a.last)}
    found = []
    for atom in atoms:
        if not _role(atom) or atom.what != "office":
            continue
        span = _after(atom, tokens, covered, words) or _before(atom, tokens, covered, words)
        if span is not None:
            found.append(unknown_person(tokens, *span))
            covered |= set(range(*span))
    return found


def _after(atom: Atom, tokens: Sequence[Token], covered: set[int], words: Words) -> tuple[int, int] | None:
    comma = atom.last
    while comma < min(len(tokens), atom.last + _OWNER) and tokens[comma].pos in _OWNING:
        comma += 1
    first = comma + 1
    if first >= len(tokens) or tokens[comma].text != ",":
        return None
    last = name_run(tokens, first, free_until(first, len(tokens), covered), words)
    return (first, last) if last - first >= 2 and _closes(tokens, last) else None


def _before(atom: Atom, tokens: Sequence[Token], covered: set[int], words: Words) -> tuple[int, int] | None:
    comma = atom.first - 1
    while comma >= 0 and tokens[comma].norm in words.articles:
        comma -= 1
    if comma < 2 or tokens[comma].text != "," or not _closes(tokens, atom.last):
        return None
    for first in range(max(0, comma - 4), comma - 1):
        free = not any(i in covered for i in range(first, comma))
        proper = all(t.pos == "PROPN" for t in tokens[first:comma] if t.norm not in words.particles)
        if free and proper and name_run(tokens, first, comma, words) == comma:
            return first, comma
    return None
