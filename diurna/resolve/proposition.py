"""Same proposition: whether two events state the same thing, in the same words or broader ones. Pure; knows no text and no language.

Same event type, overlapping roles, compatible time and place, equal or broader. What one side leaves open is compatible with
anything and makes it the broader one; what both name must agree. A later date is a new happening, not the same proposition.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec

from diurna.model import Entity, Event, Party, Time

Match = Literal["same", "broader", "narrower"]
SLACK = timedelta(days=1)
"""Reports of the same act differ by a day across time zones and deadlines."""
RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
"""Types whose parties may change sides between two tellings."""


class Member(msgspec.Struct, frozen=True, gc=False):
    """A party to a proposition: its entity (None when unresolved) and the country it belongs to or is."""

    entity: str | None
    country: str | None = None


class Proposition(msgspec.Struct, frozen=True, gc=False):
    """What is stated, without its words. Times are ISO days, both ends inclusive, None open; places are entity ids."""

    type: str
    modes: frozenset[str] = frozenset()
    actors: frozenset[Member] = frozenset()
    recipients: frozenset[Member] = frozenset()
    start: str | None = None
    end: str | None = None
    places: frozenset[str] = frozenset()
    object: str | None = None


def of_event(event: Event, entities: Mapping[str, Entity]) -> Proposition:
    """The proposition an event states."""
    return Proposition(
        type=event.type,
        modes=frozenset(event.modes),
        actors=_members(event.actors, entities),
        recipients=_members(event.recipients, entities),
        start=_day(event.time, "start"),
        end=_day(event.time, "end"),
        places=frozenset(p.entity for p in event.places if p.entity is not None),
        object=event.object.type if event.object is not None else None,
    )


def same_proposition(a: Proposition, b: Proposition) -> Match | None:
    """How `b` relates to `a`: the same, a broader or a narrower statement of it; None where it is another proposition.

    Where `b` is broader in one respect and narrower in another they are still the same happening: "same".
    """
    if a.type != b.type or (a.object and b.object and a.object != b.object):
        return None
    if a.modes and b.modes and not a.modes & b.modes:
        return None
    roles = _roles(a, b)
    if roles is None or not _times_agree(a, b):
        return None
    if a.places and b.places and not a.places & b.places:
        return None
    if not _anchored(a, b):
        return None
    return _direction([*roles, *_open_ends(a, b)])


def _roles(a: Proposition, b: Proposition) -> list[int] | None:
    straight = [_side(a.actors, b.actors), _side(a.recipients, b.recipients)]
    if None not in straight:
        return [s for s in straight if s is not None]
    if a.type not in RECIPROCAL:
        return None
    a_parties, b_parties = _named(a.actors | a.recipients), _named(b.actors | b.recipients)
    fewer, more = (a_parties, b_parties) if len(a_parties) <= len(b_parties) else (b_parties, a_parties)
    if not all(any(_alike(m, n) for n in more) for m in fewer):
        return None
    return [(len(a_parties) > len(b_parties)) - (len(a_parties) < len(b_parties))]


def _named(members: frozenset[Member]) -> frozenset[Member]:
    return frozenset(m for m in members if m.entity is not None or m.country is not None)


def _alike(a: Member, b: Member) -> bool:
    """Whether two members are the same entity or stand for the same country."""
    return (a.entity is not None and a.entity == b.entity) or (a.country is not None and a.country == b.country)


def _side(a: frozenset[Member], b: frozenset[Member]) -> int | None:
    """0 where two sides are alike, 1 where `b` says less, -1 where it says more, None where they differ."""
    a_named, b_named = _named(a), _named(b)
    if not a_named and not b_named:
        return 0
    if not b_named:
        return 1
    if not a_named:
        return -1
    if {m.entity for m in a_named if m.entity} & {m.entity for m in b_named if m.entity}:
        return 0 if a_named == b_named else 1 if b_named < a_named else -1 if a_named < b_named else 0
    if {m.country for m in a_named if m.country} & {m.country for m in b_named if m.country}:
        return 0
    return None


def _times_agree(a: Proposition, b: Proposition) -> bool:
    a_start, a_end, b_start, b_end = (_date(x) for x in (a.start, a.end, b.start, b.end))
    if a_end is not None and b_start is not None and a_end + SLACK < b_start:
        return False
    return not (b_end is not None and a_start is not None and b_end + SLACK < a_start)


def _anchored(a: Proposition, b: Proposition) -> bool:
    """Something both name must hold them together: a shared party, or place and time."""
    a_parties, b_parties = a.actors | a.recipients, b.actors | b.recipients
    shared = {m.entity for m in a_parties if m.entity} & {m.entity for m in b_parties if m.entity}
    countries = {m.country for m in a_parties if m.country} & {m.country for m in b_parties if m.country}
    timed = a.start is not None and b.start is not None
    return bool(shared or countries or (a.places & b.places and timed))


def _open_ends(a: Proposition, b: Proposition) -> list[int]:
    """For time, place and mode: 1 where only `a` names it, -1 where only `b` does."""
    a_named = (a.start is not None or a.end is not None, bool(a.places), bool(a.modes))
    b_named = (b.start is not None or b.end is not None, bool(b.places), bool(b.modes))
    signs = [int(x) - int(y) for x, y in zip(a_named, b_named, strict=True)]
    if a_named[0] and b_named[0]:
        signs[0] = _span(b) - _span(a) and (1 if _span(b) > _span(a) else -1)
    return signs


def _span(p: Proposition) -> int:
    start, end = _date(p.start), _date(p.end)
    return (end - start).days if start is not None and end is not None else 10_000


def _direction(signs: list[int]) -> Match:
    if any(s > 0 for s in signs) and not any(s < 0 for s in signs):
        return "broader"
    if any(s < 0 for s in signs) and not any(s > 0 for s in signs):
        return "narrower"
    return "same"


def _members(parties: tuple[Party, ...], entities: Mapping[str, Entity]) -> frozenset[Member]:
    out: set[Member] = set()
    for p in parties:
        entity = entities.get(p.entity) if p.entity is not None else None
        out.add(Member(p.entity, entity.country if entity is not None else None))
    return frozenset(out)


def _day(time: Time | None, field: Literal["start", "end"]) -> str | None:
    value = getattr(time, field) if time is not None else None
    return value[:10] if value is not None else None


def _date(day: str | None) -> date | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None
