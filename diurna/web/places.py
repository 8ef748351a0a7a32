"""The map: where events happened, each place as large as it is uncertain; what has no place is listed."""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec
from starlette.responses import JSONResponse, Response

from diurna import pages
from diurna.ledger.event_rows import events_by_id
from diurna.model import Entity
from diurna.web.page import Page, Shown
from diurna.web.phrases import quad

FILTERS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source", "status", "assertion")
REACH = 1000
RADIUS = {"point": 4.0, "city": 12.0, "admin2": 35.0, "admin1": 110.0, "country": 300.0, "region": 500.0}
"""Kilometres around the middle in which a place of this precision may lie; countries are drawn by their outlines."""
_UNPLACED = 30


class Spot(msgspec.Struct, frozen=True):
    """A place with its events, by quad class. `radius` in kilometres; without a position it is a state, known by its outline."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    precision: str
    radius: float
    country: str | None
    disputed: bool
    kinds: dict[str, int]
    count: int


def _spots(page: Page) -> tuple[list[Spot], list[str], tuple[str, ...], int]:
    """Places with their events; the events that have none; all events; how many were looked at."""
    found = pages.sketches(page.reader, page.ledger.filter(page.ask.asked), REACH)
    entities = pages.entities(page.reader, (row for s in found for row, relation in s.places if relation != "toward"))
    kinds: defaultdict[int, Counter[str]] = defaultdict(Counter)
    unplaced: list[str] = []
    for sketch in found:
        at = {row for row, relation in sketch.places if relation != "toward" and _located(entities.get(row))}
        if not at:
            unplaced.append(sketch.id)
        for row in at:
            kinds[row][quad(sketch.type)] += 1
    spots = [_spot(entities[row], dict(counts)) for row, counts in kinds.items()]
    order = sorted(spots, key=lambda s: (-s.radius, -s.count, s.id))
    return order, unplaced, tuple(s.id for s in found), len(found)


def _located(entity: Entity | None) -> bool:
    """Whether a place can be drawn: it has a position, or is a state, whose outline is drawn."""
    return entity is not None and (_at(entity) is not None or entity.kind == "state")


def _at(entity: Entity) -> tuple[float, float] | None:
    geo = entity.geo
    return (geo.lat, geo.lon) if geo is not None and geo.lat is not None and geo.lon is not None else None


def _spot(entity: Entity, kinds: dict[str, int]) -> Spot:
    geo, at = entity.geo, _at(entity)
    if geo is None or at is None:
        return Spot(entity.id, entity.name, None, None, "country", RADIUS["country"], entity.country, False, kinds, sum(kinds.values()))
    country = entity.country if geo.precision == "country" else None
    return Spot(entity.id, entity.name, *at, geo.precision, RADIUS[geo.precision], country, geo.disputed, kinds, sum(kinds.values()))


def places(page: Page) -> Response:
    """The map, with a table that says the same."""
    page.read()
    spots, unplaced, shown, count = _spots(page)
    listed = list(events_by_id(page.reader, unplaced[:_UNPLACED]).values())
    return page.html(
        "map.html", title="Map", spots=sorted(spots, key=lambda s: (-s.count, s.name)), unplaced=listed, missing=len(unplaced), count=count,
        reach=REACH, full=count == REACH, filters=FILTERS, data=page.here("/map/places.json"), export=Shown(shown),
    )  # fmt: skip


def spots(page: Page) -> Response:
    """What the map draws."""
    page.read()
    return JSONResponse([msgspec.structs.asdict(s) for s in _spots(page)[0]])
