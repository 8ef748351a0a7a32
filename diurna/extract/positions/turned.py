"""Turned: claims as what they amount to beside the stand that they leave or take, before anything is linked to them.

A stage of its own between claims and links: "said" becomes a denial or a promise only here, where both ends of a change of position stand
side by side; and an act by which a stand is given up becomes a claim ("called off the visit"), so that a change always has two claims.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.extract.claims.claims import identity
from diurna.extract.positions.amounts import amounts_to
from diurna.extract.positions.deeds import deeds
from diurna.extract.positions.marks import order
from diurna.extract.positions.pairs import by_one_speaker
from diurna.extract.positions.stands import Told
from diurna.extract.positions.turns import NEAR, TURNS, tied, turned_over
from diurna.langs.pack import Packs
from diurna.model import Claim, ClaimAct


def turned(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.claims` again: acts by which a stand is given up added, acts of set-against claims read over."""
    told = Told(analysis, packs)
    if found := deeds(told):
        ordered = sorted((*analysis.claims, *found), key=lambda c: c.content[0].start if c.content else c.cue[0].start)
        analysis = msgspec.structs.replace(analysis, claims=tuple(ordered), asked={})
        told = Told(analysis, packs)
    acts: dict[str, ClaimAct] = {}
    for a, b in by_one_speaker(told):
        before = order(told, a, b) if abs(told.place(a) - told.place(b)) <= NEAR else 0
        if before == 0:
            continue
        first, second = (a, b) if before < 0 else (b, a)
        if tied(told, first, second) or turned_over(told, first, second):
            read = amounts_to(told, first, second)
            if read != (first.act, second.act) and read in TURNS:
                acts.setdefault(first.id, read[0])
                acts.setdefault(second.id, read[1])
    if not acts:
        return analysis
    claims = tuple(_acting(analysis, c, acts.get(c.id, c.act)) for c in analysis.claims)
    return msgspec.structs.replace(analysis, claims=claims, asked={})


def _acting(analysis: Analysis, claim: Claim, act: ClaimAct) -> Claim:
    """A claim with another act; its id is that of a claim that had it from the beginning."""
    if act == claim.act:
        return claim
    made = msgspec.structs.replace(claim, act=act)
    return msgspec.structs.replace(made, id=identity(analysis.input, made))
