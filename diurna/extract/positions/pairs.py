"""Pairs: which two claims may be one speaker's, so that the second may depart from the first."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.extract.positions.stands import Told
from diurna.extract.positions.turns import TURNS
from diurna.extract.positions.voices import one_mouth
from diurna.model import Claim, ClaimAct
from diurna.resolve.positions import MOVES, REACH, speaks_for

PLEDGING: frozenset[ClaimAct] = frozenset({"say", "promise", "refuse", "confirm", "acknowledge", "deny", "threaten"})
"""Acts by which one tells what one will or will not do."""
SPEAKING = frozenset(act for move in (*MOVES, *TURNS) for act in move) | PLEDGING
"""Acts that can begin or end a change of position."""
BESIDE = 1
"""How many sentences apart claims may stand whose speaker is one only by where they stand."""
NEIGHBOURS = 8
"""How many claims back such a claim is looked for."""


def by_one_speaker(told: Told) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims, in order of text, that the same entity makes or that speak for the same state, each with the `REACH` before it; and
    neighbours of which one is told of the other's speaker without a name."""
    claims = told.analysis.claims
    key = (by_one_speaker, "")  # two stages ask
    if key not in told.answers:
        told.answers[key] = _paired(told)
    for a, b in told.answers[key]:
        yield claims[a], claims[b]


def _paired(told: Told) -> list[tuple[int, int]]:
    """The places of such claims."""
    spoken: dict[str, list[int]] = {}
    paired: set[tuple[int, int]] = set()
    claims = told.analysis.claims
    for place, claim in enumerate(claims):
        if claim.act not in SPEAKING:
            continue
        ids = {p.entity for p in claim.speakers if p.entity}
        for key in sorted(ids | {s for i in ids if (s := speaks_for(told.analysis.entities.get(i)))}):
            before = spoken.setdefault(key, [])
            paired.update((other, place) for other in before[-REACH:])
            before.append(place)
        paired.update(_neighbours(told, place))
    return sorted(paired)


def _neighbours(told: Told, place: int) -> Iterator[tuple[int, int]]:
    claims = told.analysis.claims
    claim = claims[place]
    here = told.place(claim)
    for other in range(max(0, place - NEIGHBOURS), place):
        near = claims[other].act in SPEAKING and abs(told.place(claims[other]) - here) <= BESIDE
        if near and one_mouth(told, claims[other], claim) is not None:
            yield other, place
