"""Stance: what an event says of one's conduct, that something is done or that it is not. Pure; knows no text and no language.

"Agrees to resign", "will resign" and "refuses to resign" speak of the same act, and the last says no. So an agreement, a concession and a
refusal are read through to their object; who takes them in turn has moved, whatever verbs the two reports use.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diurna.model import Entity, Event, Type
from diurna.resolve.proposition import Match, Proposition, of_event, same_proposition

GRANTING: frozenset[Type] = frozenset({"AGREE", "CONCEDE"})
"""Types whose object is what their actor will do."""


class Stance(msgspec.Struct, frozen=True, gc=False):
    """A proposition and whether it holds. `committed`: it tells what somebody will or will not do, not what happened."""

    proposition: Proposition
    holds: bool
    committed: bool


def stance(event: Event, entities: Mapping[str, Entity], denied: bool = False) -> Stance:
    """The stance of an event; `denied` where a claim denies it."""
    stated = of_event(event, entities)
    holds = event.status != "negated"
    own = event.object is not None and (event.type in GRANTING or event.type == "REJECT")
    if event.object is not None and own:
        stated = msgspec.structs.replace(
            stated,
            type=event.object.type,
            modes=frozenset(event.object.modes),
            object=None,
            start=None,
            end=None,
            places=frozenset(p.entity for p in event.object.places if p.entity is not None),
        )
    if event.type == "REJECT":
        holds = not holds
    return Stance(stated, holds != denied, own)


def opposed(a: Stance, b: Stance) -> Match | None:
    """How two stances relate that cannot both stand: the same proposition, one says yes and the other no, and at least one tells what its
    actor will do. None where they agree or speak of different things.
    """
    if a.holds == b.holds or not (a.committed or b.committed):
        return None
    return same_proposition(a.proposition, b.proposition)
