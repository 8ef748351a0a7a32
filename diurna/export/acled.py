"""A CSV with ACLED's columns. It is not ACLED's data: nobody there coded it, the ids are ours, and every row says so in `tags`.

ACLED's two actors have no direction; here the first acts, which no reader of that format may count on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

import msgspec

from diurna.export.cells import Cell, csv_line, listed, write_lines
from diurna.export.choice import Origin, Wanted
from diurna.export.gdelt import asserted, place_of
from diurna.ledger.rows import EventRow
from diurna.model import Entity, Event, Party, Type
from diurna.query import Happening

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NOT_THEIRS = "not ACLED data: coded by diurna"
_TIMES = {"minute": 1, "day": 1, "week": 2, "month": 3}
_PLACES = {"point": 1, "city": 1, "admin2": 2}
_COARSE = 3
_INTER = {"MIL": "State forces", "COP": "State forces", "GOV": "State forces", "REB": "Rebel group", "CVL": "Civilians", "REF": "Civilians"}
_ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM"})
_CIVIL = frozenset({"CVL", "REF", "MED", "EDU", "JRN", "LAB", "REL"})


class Nearest(msgspec.Struct, frozen=True):
    """ACLED's words for a type and mode of ours."""

    type: Type
    disorder: str
    event: str
    sub: str
    mode: str | None = None


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write happenings of the kinds that ACLED records; the number of rows. What did not, or not yet, happen is left out."""
    return write_lines(_lines(origin, wanted), out) - 1


def _lines(origin: Origin, wanted: Wanted) -> Iterator[bytes]:
    yield csv_line(COLUMNS)
    for one in origin.happenings(wanted):
        told = asserted(one)
        named = _named(origin, told[0].event) if told else None
        if named is not None:
            yield csv_line(_row(origin, one, told, named))


@cache
def _table() -> tuple[Nearest, ...]:
    found = tomllib.loads(Path(__file__).with_name("acled.toml").read_text(encoding="utf-8"))
    return msgspec.convert(found["nearest"], tuple[Nearest, ...])


def _named(origin: Origin, event: Event) -> Nearest | None:
    """What ACLED would call it; None for what it does not record. Plain violence is named by who is involved, where that is known."""
    found = next((n for n in _table() if n.type == event.type and (n.mode is None or n.mode in event.modes)), None)
    if found is not None or event.type != "ASSAULT":
        return found
    done_by, done_to = _sectors(origin, event.actors), _sectors(origin, event.recipients)
    if done_to and done_to <= _CIVIL:
        return Nearest("ASSAULT", "Political violence", "Violence against civilians", "Attack")
    sides = (done_by, done_to) if done_to else ([_sectors(origin, [p]) for p in event.actors])
    if len(sides) > 1 and all(side and side <= _ARMED for side in sides):
        return Nearest("ASSAULT", "Political violence", "Battles", "Armed clash")
    return Nearest("ASSAULT", "Political violence", "", "")


def _row(origin: Origin, one: Happening, told: Sequence[EventRow], named: Nearest) -> list[Cell]:
    head = told[0]
    event = head.event
    dated = next((row for row in told if row.dated and row.first), None)
    day = (dated or head).first
    time = dated.event.time if dated is not None else None
    first, second = (event.actors, event.recipients) if event.recipients else (event.actors[:1], event.actors[1:])
    to_civilians = bool(done_to := _sectors(origin, event.recipients)) and done_to <= _CIVIL
    return [
        f"diurna-{one.id}", day, int(day[:4]) if day else None, _TIMES.get(time.precision) if time is not None else None,
        named.disorder, named.event, named.sub, *_actor(origin, head, first, event), *_actor(origin, head, second, event), None,
        "Civilian targeting" if to_civilians else None, None, None, *_where(origin, event), listed(one.sources), None,
        head.quote + (" [undated: the day is the article's]" if day and time is None else ""), _killed(told),
        "; ".join([f"{NOT_THEIRS} {event.type}", *([] if event.assertion == "narrator" else [event.assertion])]), None,
    ]  # fmt: skip


def _actor(origin: Origin, head: EventRow, parties: Sequence[Party], event: Event) -> list[Cell]:
    """The first party, those that stand beside it, and what it is in ACLED's words where its sector says so."""
    names = [head.names.get(p.entity or f"@{p.start}", "") for p in parties]
    sectors = _sectors(origin, parties[:1])
    inter = next((_INTER[s] for s in sectors if s in _INTER), None)
    return [names[0] if names else None, listed(names[1:]), "Protesters" if event.type == "PROTEST" and parties == event.actors else inter]


def _sectors(origin: Origin, parties: Sequence[Party]) -> set[str]:
    found = (origin.entity(p.entity) for p in parties if p.entity is not None)
    return {e.sector or "" for e in found if e is not None}


def _where(origin: Origin, event: Event) -> list[Cell]:
    """Country, three levels, location, latitude, longitude, precision."""
    place: Entity | None = place_of(origin, event)
    if place is None:
        return [None] * 8
    geo = place.geo
    state = origin.entity(place.country) if place.country else None
    level = geo.precision if geo is not None else "country"
    return [
        state.name if state is not None else place.country, place.name if level == "admin1" else geo.admin1 if geo is not None else None,
        place.name if level == "admin2" else None, None, place.name, geo.lat if geo is not None else None,
        geo.lon if geo is not None else None, _PLACES.get(level, _COARSE),
    ]  # fmt: skip


def _killed(told: Sequence[EventRow]) -> Cell:
    """The lowest number of dead that is told; nothing where none is told, which is not zero."""
    return min((q.min for row in told for q in row.event.quantities if q.measure == "killed" and q.min is not None), default=None)
