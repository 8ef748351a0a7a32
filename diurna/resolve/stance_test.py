"""Stances: refusals against agreements to do the same thing."""

from __future__ import annotations

import pytest

from diurna.model import Entity, Event, Evidence, Object, Party, Status, Type
from diurna.resolve.stance import opposed, stance

ENTITIES = {
    i: Entity(i, i, {}, "person", c, "GOV", None, True, None, ()) for i, c in {"henry": "HTI", "orban": "HUN", "duda": "POL"}.items()
} | {c: Entity(c, c, {}, "state", c, None, None, True, None, ()) for c in ("HUN", "POL", "UKR")}


def event(kind: Type, actor: str, recipient: str = "", what: Type | None = None, mode: str = "", status: Status = "actual") -> Event:
    return Event(
        id=f"{kind}{actor}{what}",
        type=kind,
        modes=(),
        contexts=(),
        quad="verbal cooperation",
        cameo=None,
        status=status,
        assertion="narrator",
        actors=(Party(actor, 0, 1),),
        recipients=(Party(recipient, 2, 3),) if recipient else (),
        places=(),
        time=None,
        object=Object(what, (mode,) if mode else ()) if what else None,
        quantities=(),
        trigger=Evidence(0, 1),
        sentence=Evidence(0, 1),
        rule="",
        confidence=None,
        claims=(),
    )


MOVED = [
    (event("REJECT", "henry", what="RETREAT", mode="resign"), event("CONCEDE", "henry", what="RETREAT", mode="resign")),
    (event("AGREE", "henry", what="RETREAT", mode="resign"), event("REJECT", "henry", what="RETREAT", mode="resign")),
    (event("AID", "POL", "UKR", status="negated"), event("AGREE", "duda", what="AID")),
    (event("REJECT", "HUN", "UKR", what="AID"), event("AID", "orban", "UKR")),
]


@pytest.mark.parametrize(("a", "b"), MOVED, ids=lambda e: e.id)
def test_a_refusal_and_an_agreement_to_do_the_same_are_opposed(a: Event, b: Event) -> None:
    assert opposed(stance(a, ENTITIES), stance(b, ENTITIES)) is not None


KEPT = [
    (event("REJECT", "henry", what="RETREAT", mode="resign"), event("REJECT", "henry", what="RETREAT", mode="resign")),
    (event("REJECT", "henry", what="RETREAT", mode="resign"), event("CONCEDE", "henry", what="CONSULT")),
    (event("REJECT", "henry", what="RETREAT", mode="resign"), event("CONCEDE", "orban", what="RETREAT", mode="resign")),
    (event("AID", "POL", "UKR", status="negated"), event("AID", "POL", "UKR")),
]


@pytest.mark.parametrize(("a", "b"), KEPT, ids=lambda e: e.id)
def test_what_differs_in_act_or_actor_or_is_only_told_is_not(a: Event, b: Event) -> None:
    assert opposed(stance(a, ENTITIES), stance(b, ENTITIES)) is None


def test_a_denied_agreement_says_no() -> None:
    agreed = event("AGREE", "henry", what="RETREAT", mode="resign")
    assert not stance(agreed, ENTITIES, denied=True).holds
