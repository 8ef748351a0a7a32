"""States that share a plural role: "the ministers of Mali, Chad and Niger" are three states' ministers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import HEADS, Atom
from diurna.langs.names import Words

_FORCES = frozenset({"generic/army", "generic/military", "generic/navy", "generic/air_force", "generic/police"})
_ROW = 8
"""States that a plural role is listed with at most."""


def share(atoms: Sequence[Atom], tokens: Sequence[Token], words: Words, bodies: Collection[str]) -> None:
    """Give the states listed behind a plural role and its first state the role too; `bodies`: roles of states that count beside offices."""
    for at, head in enumerate(atoms):
        first = head.owned_by
        if head.what not in HEADS or head.number != "p" or first is None or first.what != "state" or first.last != head.last:
            continue
        if head.what == "office" or head.ids[0].endswith("_ministry") or head.ids[0] in bodies or head.ids[0] in _FORCES:
            for state in _listed(atoms[at + 1 : at + 1 + _ROW], head.last, tokens, words):
                state.owned_by = copy(state)
                state.what, state.ids, state.number, state.cases, state.genitive = head.what, head.ids, head.number, head.cases, False


def _listed(atoms: Sequence[Atom], last: int, tokens: Sequence[Token], words: Words) -> list[Atom]:
    """The states set behind token `last` with commas and "and"; none where no "and" closes the list."""
    row: list[Atom] = []
    for other in atoms:
        gap = [t for t in tokens[last : other.first] if t.norm not in words.articles and t.norm not in words.of]
        if other.what != "state" or len(gap) != 1 or (gap[0].text != "," and gap[0].norm not in words.joint):
            return []
        row.append(other)
        last = other.last
        if gap[0].norm in words.joint:
            return row
    return []
