"""Verdicts: how far two tellings speak of one happening, as a sum of evidence with its reasons. Pure.

Each slot adds or takes away: type, roles, time, place, figures, scene. What one telling leaves open neither adds nor takes away. A
contradiction that no two tellings of one happening can have (towns far apart, days that do not touch, both sides different) is a veto.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians

import msgspec

from diurna.resolve.proposition import RECIPROCAL, Member
from diurna.resolve.tellings import Figure, Spot, Telling

FAR = 60.0
"""Kilometres from which two towns are two places."""
BEAT = 12.0
"""Kilometres within which a suburb is told as its city."""
STALE = 3
"""Days between two publications from which undated leads are no longer of one happening."""


class Weights(msgspec.Struct, frozen=True):
    """What each kind of agreement is worth. Orders of rarity, set by hand: a shared person says more than a shared state."""

    type: float = 2.0
    kin: float = 0.5
    mode: float = 0.5
    other_mode: float = -1.5
    person: float = 3.0
    organ: float = 2.0
    state: float = 1.5
    country: float = 1.2
    other_party: float = -2.5
    other_person: float = -3.5
    day: float = 2.5
    span: float = 0.5
    within: float = 1.5
    assumed: float = 1.2
    next_day: float = -0.5
    place: float = 2.5
    contains: float = 1.5
    land: float = 0.4
    other_land: float = -1.5
    figure: float = 1.2
    small_figure: float = 0.4
    scene: float = 0.4
    scenes: float = 1.6
    leads: float = 0.5
    enough: float = 5.5


WEIGHTS = Weights()


class Verdict(msgspec.Struct, frozen=True):
    """The sum and what it was made of: `type same`, `recipients person`, `day`, ...; a veto forbids."""

    score: float
    reasons: tuple[str, ...]
    veto: bool = False


Part = tuple[float, str]
_NO = Verdict(-9.0, ("no",), True)


@cache
def kin() -> frozenset[frozenset[str]]:
    """The pairs of types by which one happening may be told."""
    table: dict[str, list[str]] = tomllib.loads(files("diurna.resolve").joinpath("kin.toml").read_text(encoding="utf-8"))
    return frozenset(frozenset((a, b)) for a, others in table.items() for b in others)


def verdict(a: Telling, b: Telling, weights: Weights = WEIGHTS) -> Verdict:
    """Compare two tellings; symmetric."""
    sort = _types(a, b, weights)
    if sort is None:
        return _NO
    parts: list[Part] = [sort]
    for found in (_modes(a, b, weights), _times(a, b, weights), _places(a, b, weights), _roles(a, b, weights)):
        if found is None:
            return Verdict(-9.0, tuple(reason for _, reason in parts), True)
        parts += found
    parts += _figures(a.figures, b.figures, weights)
    parts += _scenes(a, b, weights)
    return Verdict(round(sum(score for score, _ in parts), 2), tuple(reason for score, reason in parts if score))


def _types(a: Telling, b: Telling, w: Weights) -> Part | None:
    if a.object and b.object and a.object != b.object and frozenset((a.object, b.object)) not in kin():
        return None
    if a.type == b.type:
        return w.type, "type"
    return (w.kin, "kin type") if frozenset((a.type, b.type)) in kin() else None


def _modes(a: Telling, b: Telling, w: Weights) -> list[Part]:
    if a.type != b.type or not a.modes or not b.modes:
        return []
    return [(w.mode, "mode")] if a.modes & b.modes else [(w.other_mode, "other mode")]


def _times(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """None where the times exclude each other."""
    if "open" in (a.dated, b.dated):
        return []
    gap = _gap(a, b)
    if a.dated == b.dated == "day":
        return [(w.day, "day")] if gap == 0 else [(w.next_day, "next day")] if gap == 1 else None
    if a.dated == b.dated == "assumed":
        apart = days_between(a.published, b.published)
        return [(w.assumed * (1 - apart / STALE), "published together")] if apart < STALE else None
    if gap > (1 if "assumed" in (a.dated, b.dated) else 0):
        return None
    if {a.dated, b.dated} == {"day", "assumed"}:
        return [(w.within if gap == 0 else 0.0, "day before publication")]
    return [(w.span, "span")]


def _gap(a: Telling, b: Telling) -> int:
    """Days between two stretches of time, 0 where they touch or one is open on the side of the other."""
    if a.last is not None and b.first is not None and a.last < b.first:
        return days_between(a.last, b.first)
    if b.last is not None and a.first is not None and b.last < a.first:
        return days_between(b.last, a.first)
    return 0


def days_between(a: str | None, b: str | None) -> int:
    """The days from one ISO day to another, whichever is first; far apart where one is unknown or no date."""
    try:
        return abs((date.fromisoformat(a or "") - date.fromisoformat(b or "")).days)
    except ValueError:
        return 9999


def _places(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """The best agreement between two sets of places; None where towns are far apart."""
    if not a.spots or not b.spots:
        return []
    found = [_spots(x, y, w) for x in a.spots for y in b.spots]
    best = max((f for f in found if f is not None), default=None)
    return None if best is None else [best]


def _spots(a: Spot, b: Spot, w: Weights) -> Part | None:
    large = ("country", "region", None)
    if a.id == b.id:
        return (w.land, "country") if a.precision in large else (w.place, "place")
    if a.precision in large or b.precision in large:
        if a.country is None or b.country is None:
            return 0.0, ""
        return (w.land, "country") if a.country == b.country else (w.other_land, "other country")
    if a.country != b.country:
        return None
    if "admin1" in (a.precision, b.precision):
        return (w.contains, "division") if a.admin1 == b.admin1 else None
    apart = kilometres(a, b)
    if apart is None:
        return (w.contains, "division") if a.admin1 == b.admin1 else None
    if apart <= BEAT:
        return w.contains, "near"
    return (0.0, "") if apart < FAR and a.admin1 == b.admin1 else None


def kilometres(a: Spot, b: Spot) -> float | None:
    """The distance between two places on a flat chart, exact enough for neighbours."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def _roles(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """The sides compared; None where both differ."""
    actors, recipients = _side(a.actors, b.actors, w), _side(a.recipients, b.recipients, w)
    straight = actors[0] + recipients[0]
    if a.type in RECIPROCAL or len(a.actors) > 1 or len(b.actors) > 1:
        score, met, wrong = _parties(named(a.actors | a.recipients), named(b.actors | b.recipients), w)
        if score > straight:
            return [(score, met)] if not wrong or score > 0 else None
    if actors[0] < 0 and recipients[0] < 0:
        return None
    return [(score, f"{side} {how}") for side, (score, how) in (("actors", actors), ("recipients", recipients)) if how]


def named(members: frozenset[Member]) -> frozenset[Member]:
    """Members that say who: not "civilians", not somebody of no known country."""
    return frozenset(m for m in members if m.country is not None or (m.entity is not None and m.entity.startswith(("org/", "group/", "person/"))))


def _side(a: frozenset[Member], b: frozenset[Member], w: Weights) -> Part:
    a, b = named(a), named(b)
    if not a or not b:
        return 0.0, ""
    return max((_alike(x, y, w) for x in a for y in b), key=lambda part: part[0])


def _alike(a: Member, b: Member, w: Weights) -> Part:
    if a.entity is not None and a.entity == b.entity:
        if a.entity == a.country:
            return w.state, "state"
        return (w.organ, "body") if a.entity.startswith(f"{a.country}/") else (w.person, "entity")
    if _person(a) and _person(b):
        return w.other_person, "another person"
    if a.country is not None and a.country == b.country:
        return w.country, "country"
    return w.other_party, "other"


def _person(member: Member) -> bool:
    return member.entity is not None and member.entity.startswith("person/")


def _parties(a: frozenset[Member], b: frozenset[Member], w: Weights) -> tuple[float, str, bool]:
    """All parties of one telling matched with those of the other, whichever side they stand on."""
    if not a or not b:
        return 0.0, "", False
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    rest = sorted(more, key=_key)
    total, wrong = 0.0, False
    for member in sorted(fewer, key=_key):
        if not rest:
            break
        best = max(rest, key=lambda other: (_alike(member, other, w)[0], _key(other)))
        score = _alike(member, best, w)[0]
        rest.remove(best)
        total += score
        wrong = wrong or score < 0
    return total, "parties", wrong


def _key(member: Member) -> tuple[str, str]:
    return member.entity or "", member.country or ""


def _figures(a: tuple[Figure, ...], b: tuple[Figure, ...], w: Weights) -> list[Part]:
    """An equal figure is evidence, more so where it is no small number; a different one is only a difference."""
    for x in a:
        for y in b:
            if x.measure == y.measure and x.min is not None and x.min == y.min:
                return [(w.figure if x.min >= 5 else w.small_figure, "figure")]
    return []


def _scenes(a: Telling, b: Telling, w: Weights) -> list[Part]:
    if a.article == b.article:
        return []
    own = {m.entity for m in (*a.actors, *a.recipients, *b.actors, *b.recipients)} | {s.id for s in (*a.spots, *b.spots)}
    shared = len((a.scene & b.scene) - own)
    parts: list[Part] = [(min(w.scenes, shared * w.scene), "scene")] if shared else []
    return [*parts, (w.leads, "leads")] if a.lead and b.lead else parts
