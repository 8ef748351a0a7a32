"""Verdicts: how far two tellings speak of one happening, as a sum of evidence with its reasons. Pure.

Each slot adds or takes away: type, roles, time, place, figures, scene. What one telling leaves open neither adds nor takes away. A
contradiction that no two tellings of one happening can have (towns far apart, days that do not touch, both sides different) is a veto.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, hypot, radians

import msgspec

from diurna.resolve.proposition import RECIPROCAL, Member
from diurna.resolve.tellings import Figure, Spot, Telling

FAR = 60.0
"""Kilometres from which two towns are two places."""
BEAT = 12.0
"""Kilometres within which a suburb is told as its city."""
PHONE = "phone"
"""A call is no visit; other modes only say more or less (drones and missiles)."""
OUTSKIRTS = 40.0
"""The same for an airport, a base, a plant: it is told by the city that it serves."""
AT_HOME = frozenset({"COERCE", "PROTEST", "RETREAT", "CONCEDE"})
"""Types by which states and their own citizens deal with each other."""
STALE = 3
"""Days between two publications from which undated leads are no longer of one happening."""


class Weights(msgspec.Struct, frozen=True):
    """What each kind of agreement is worth. Orders of rarity, set by hand: a shared person says more than a shared state."""

    type: float = 2.0
    kin: float = 0.5
    mode: float = 0.5
    other_mode: float = -0.3
    by_phone: float = -2.0
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
    next_day: float = -1.5
    place: float = 2.5
    contains: float = 1.5
    land: float = 0.4
    other_land: float = -1.5
    around: float = 0.5
    elsewhere: float = -2.0
    figure: float = 1.2
    small_figure: float = 0.4
    scene: float = 0.4
    scenes: float = 1.6
    leads: float = 0.5
    same_lead: float = 2.0
    same_text: float = 0.5
    untyped: float = 1.5
    crossed: float = 1.5
    copied: float = 2.5
    reversed: float = -2.5
    thin: float = -0.7
    no_object: float = -0.5
    enough: float = 5.0


WEIGHTS = Weights()


class Verdict(msgspec.Struct, frozen=True):
    """The sum and what it was made of: `type same`, `recipients person`, `day`, ...; a veto forbids."""

    score: float
    reasons: tuple[str, ...]
    veto: bool = False


Part = tuple[float, str]
CLOSE = ("entity", "place", "figure", "division", "near")
"""What two types that are only kin must share: a person or body, a place or a figure; two states and a day are not enough."""
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
    close = any(reason.endswith(CLOSE) for _, reason in parts)
    if a.type != b.type and "" not in (a.type, b.type) and not close:
        return Verdict(-9.0, tuple(reason for _, reason in parts), True)
    sides = sum(score > 0 and reason.startswith(("actors", "recipients")) for score, reason in parts)
    if not close and not (a.lead and b.lead) and sides < 2 and not any(reason == "parties both" for _, reason in parts):
        parts.append((weights.thin, "thin"))
    if bool(a.object) != bool(b.object):
        parts.append((weights.no_object, "object left open"))
    return Verdict(round(sum(score for score, _ in parts), 2), tuple(reason for score, reason in parts if score))


def comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings can speak for or against each other: a lead of no type says nothing of what stands further down in a text."""
    return "" not in (a.type, b.type) or (a.lead and b.lead and a.article != b.article)


def _types(a: Telling, b: Telling, w: Weights) -> Part | None:
    if "" in (a.type, b.type):
        return (w.untyped, "leads alike") if comparable(a, b) else None
    if a.object and b.object and a.object != b.object and frozenset((a.object, b.object)) not in kin():
        return None
    if a.type == b.type:
        return w.type, "type"
    if frozenset((a.type, b.type)) not in kin() or a.article == b.article:
        return None
    if bool(a.object) != bool(b.object) and (a.object or b.object) not in (a.type, b.type):
        return None
    return w.kin, "kin type"


def _modes(a: Telling, b: Telling, w: Weights) -> list[Part]:
    if a.type != b.type or not a.modes or not b.modes:
        return []
    if a.modes & b.modes:
        return [(w.mode, "mode")]
    return [(w.by_phone, "by telephone")] if PHONE in a.modes | b.modes else [(w.other_mode, "other mode")]


def _times(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """None where the times exclude each other."""
    if "open" in (a.dated, b.dated):
        return []
    gap = _gap(a, b)
    if a.dated == b.dated == "day":
        if gap == 0:
            return [(w.day, "day") if (a.first, a.last) == (b.first, b.last) else (w.within, "days overlap")]
        return [(w.next_day, "next day")] if gap == 1 else None
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


@lru_cache(maxsize=8192)
def days_between(a: str | None, b: str | None) -> int:
    """The days from one ISO day to another, whichever is first; far apart where one is unknown or no date."""
    try:
        return abs((date.fromisoformat(a or "") - date.fromisoformat(b or "")).days)
    except ValueError:
        return 9999


def _places(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """The best agreement between two sets of places; None where towns are far apart."""
    if not a.spots or not b.spots:
        return _around(a, b, w)
    found = [_spots(x, y, w) for x in a.spots for y in b.spots]
    best = max((f for f in found if f is not None), default=None)
    return None if best is None else [best]


def _around(a: Telling, b: Telling, w: Weights) -> list[Part]:
    """For want of places the towns of the sentences: weaker, and no veto, for a sentence may name a second town."""
    found = [_spots(x, y, w) for x in a.spots or a.around for y in b.spots or b.around]
    if not found:
        return []
    best = max((f for f in found if f is not None), default=None)
    if best is None:
        return [(w.elsewhere, "other town")]
    return [(best[0] * w.around, f"{best[1]} around")] if best[0] > 0 else []


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
    if apart <= (OUTSKIRTS if "point" in (a.precision, b.precision) else BEAT):
        return w.contains, "near"
    return (0.0, "") if apart < FAR else None


def kilometres(a: Spot, b: Spot) -> float | None:
    """The distance between two places on a flat chart, exact enough for neighbours."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def _roles(a: Telling, b: Telling, w: Weights) -> list[Part] | None:
    """The sides compared; None where both differ."""
    if "" in (a.type, b.type):
        return _named_alike(a, b, w)
    actors, recipients = _side(a.actors, b.actors, w), _side(a.recipients, b.recipients, w)
    straight = actors[0] + recipients[0]
    if a.type in RECIPROCAL or len(a.actors) > 1 or len(b.actors) > 1:
        score, met, wrong = _parties(a.actors | a.recipients, b.actors | b.recipients, w)
        if score > straight:
            return [(score, met)] if not wrong or score > 0 else None
    if actors[0] <= 0 and recipients[0] <= 0 and _crossed(a, b):
        return [(w.crossed, "other side entity")]
    if actors[0] < 0 and recipients[0] < 0:
        return None
    if a.type not in RECIPROCAL and actors[0] <= 0 and recipients[0] <= 0 and _reversed(a, b):
        return [(w.reversed, "other side")]
    return [(score, f"{side} {how}") for side, (score, how) in (("actors", actors), ("recipients", recipients)) if how]


def _named_alike(a: Telling, b: Telling, w: Weights) -> list[Part]:
    """Leads of which one is of no type: persons and bodies that both name count half, states a third, four of them at most."""
    ours, theirs = ({m.entity: m for m in t.actors | t.recipients if m.entity} for t in (a, b))
    both = [ours[e] for e in sorted(ours.keys() & theirs.keys())]
    score = sum(w.state / 3 if m.entity == m.country else w.person / 2 for m in both)
    return [(min(score, w.person + w.place), "named in both leads")] if score else []


def _crossed(a: Telling, b: Telling) -> bool:
    """Whether a person or body that acts in one is acted on in the other: one of two articles was read the wrong way round. Within one
    article it is an answer: who is refused refuses."""
    if a.article == b.article:
        return False
    sides = [{m.entity for m in side if m.entity and m.entity != m.country} for side in (a.actors, b.recipients, b.actors, a.recipients)]
    return bool(sides[0] & sides[1] or sides[2] & sides[3])


def _reversed(a: Telling, b: Telling) -> bool:
    """Whether a state that acts in one is acted on in the other; where its own people are dealt with, it stands on both sides."""
    if a.type in AT_HOME:
        return False
    sides = [{m.country for m in side if m.country} for side in (a.actors, b.recipients, b.actors, a.recipients)]
    return bool(sides[0] & sides[1] or sides[2] & sides[3])


def _side(a: frozenset[Member], b: frozenset[Member], w: Weights) -> Part:
    if not a or not b:
        return 0.0, ""
    return max((_alike(x, y, w) for x in a for y in b), key=lambda part: part[0])


def _alike(a: Member, b: Member, w: Weights) -> Part:
    if a.entity is not None and a.entity == b.entity:
        if a.entity == a.country or a.entity.startswith(("geo/", "place/")):
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
    """All parties of one telling matched with those of the other, whichever side they stand on; whether some do not match."""
    if not a or not b:
        return 0.0, "", False
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    rest = sorted(more, key=_key)
    found: list[Part] = []
    for member in sorted(fewer, key=_key):
        best = max(rest, key=lambda other: (_alike(member, other, w)[0], _key(other)))
        found.append(_alike(member, best, w))
        rest.remove(best)
    how = "entity" if any(how in ("entity", "body") for _, how in found) else "both" if len(found) > 1 else "one"
    return sum(score for score, _ in found), f"parties {how}", any(score < 0 for score, _ in found)


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
        return [(w.same_lead, "title and lead")] if a.lead and b.lead else [(w.same_text, "one text")]
    parts: list[Part] = [(w.copied, "copied")] if a.text is not None and a.text == b.text else []
    own = {m.entity for m in (*a.actors, *a.recipients, *b.actors, *b.recipients)} | {s.id for s in (*a.spots, *b.spots)}
    shared = len((a.scene & b.scene) - own)
    if shared:
        parts.append((min(w.scenes, shared * w.scene), "scene"))
    return [*parts, (w.leads, "leads")] if a.lead and b.lead else parts
