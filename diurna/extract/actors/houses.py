"""Bodies that sit in their state, and the people who act for English ones: "U.S. customs officers"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import Atom
from diurna.langs.names import Words

SEATED = frozenset(
    f"generic/{name}"
    for name in (
        *("government", "authorities", "presidency", "cabinet", "parliament", "central_bank", "court", "supreme_court"),
        *("ministry", "general_staff", "junta", "election_commission", "security_council"),
    )
)
"""Bodies that sit in their own state; ministries do too."""


def of_states(atoms: list[Atom], tokens: Sequence[Token], words: Words) -> None:
    """Make a body that the names have of one state by its bare name another's, where that one owns it: "Brazil's Senate"."""
    if words.adjectives != "before" or not words.of:
        return
    for left, house in itertools.pairwise(atoms):
        state, _, body = house.ids[0].partition("/") if house.ids else ("", "", "")
        bare = house.what == "national" and house.last - house.first == 1 and body != ""
        owned = left.last == house.first or tokens[left.last].norm in words.possessive
        if bare and owned and left.what in ("state", "adjective") and house.first - left.last <= 1 and left.ids[0] != state:
            house.what, house.ids = "generic", (f"generic/{body}",)


def staffed(atoms: list[Atom], words: Words) -> None:
    """Give the people of a body its state, where the body stands right before them: "Israeli army soldiers", "U.S. customs officers"."""
    if words.adjectives != "before" or not words.of:
        return
    for at in range(len(atoms) - 2, -1, -1):
        left, people = atoms[at], atoms[at + 1]
        roles = left.what == people.what == "generic" and people.number == "p"
        if roles and left.last == people.first and left.owned_by is not None and people.owned_by is None:
            atoms.pop(at)
            people.owned_by, people.definite = left.owned_by, True
            people.first, people.start = left.first, left.start


def acting(head: Atom, tokens: Sequence[Token], words: Words) -> bool:
    """Whether people stand where a sentence says who acts, or with whom: "officials from Peru met ...", not "expelled envoys from Peru"."""
    ahead = tokens[: head.first]
    before = next((t for t in reversed(ahead) if t.pos not in ("ADJ", "DET", "NUM", "ADV")), None)
    return before is None or before.norm in words.meeting or all(t.pos != "VERB" for t in ahead)
