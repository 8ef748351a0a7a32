"""POLECAT: 40 columns with a head line, tab-separated; what NGEC codes. A row is an event of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from diurna.export.cells import Cell, listed, tsv_line, write_lines
from diurna.export.choice import ASSERTED, Chosen, Origin, Wanted, event_row, source_name
from diurna.export.columns import place_of
from diurna.gazetteer.load import load
from diurna.model import Entity, EntityKind, Event, Party

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_ORGANIZED: tuple[EntityKind, ...] = ("government", "organization", "armed_group", "igo", "media")


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write the events; the number of rows. What did not, or not yet, happen is left out: the format has no word for it."""
    return write_lines(_lines(origin, wanted), out) - 1


def _lines(origin: Origin, wanted: Wanted) -> Iterator[bytes]:
    yield tsv_line(COLUMNS)
    for one in origin.chosen(wanted):
        for event in one.events:
            if event.status in ASSERTED:
                yield tsv_line(_row(one, event))


def _row(one: Chosen, event: Event) -> list[Cell]:
    d = one.document
    row = event_row(one.record, event)
    story = one.record.entities
    published = d.published.start if d.published is not None else None
    return [
        event.id, row.first, event.type, listed(event.modes), None, event.quad.upper(), listed(event.contexts),
        *_party(one, event.actors), *_party(one, event.recipients), *_place(one, event),
        source_name(d), published[:10] if published else None,
        listed(e.name for e in story if e.kind == "person"), listed(e.name for e in story if e.kind in _ORGANIZED),
        listed(e.name for e in story if e.kind in ("place", "state")), row.lang, f"diurna {one.record.coder.version}",
    ]  # fmt: skip


def _party(one: Chosen, parties: Iterable[Party]) -> list[Cell]:
    """Name, country, COW, first sector, sectors, title, words, id. A title is not told apart from the name; the id is Wikidata's."""
    found = list(parties)
    entities = [one.entities.get(p.entity or "") for p in found]
    sectors = list(dict.fromkeys(e.sector for e in entities if e is not None and e.sector))
    return [
        listed(map(one.called, found)), listed(e.country if e is not None else None for e in entities), listed(map(_cow, entities)),
        sectors[0] if sectors else None, listed(sectors), None, listed(map(one.text, found)),
        listed(e.wikidata if e is not None else None for e in entities),
    ]  # fmt: skip


def _cow(entity: Entity | None) -> str | None:
    state = load().entity(entity.country) if entity is not None and entity.country else None
    return state.cow if state is not None else None


def _place(one: Chosen, event: Event) -> list[Cell]:
    """Placename, city, district, province, country, latitude, longitude, GeoNames id, words, feature."""
    entity = place_of(one, event) or next((e for p in event.places if (e := one.entities.get(p.entity or "")) is not None), None)
    if entity is None:
        return [None] * 10
    geo = entity.geo
    words = next(one.text(p) for p in event.places if p.entity == entity.id)
    level = geo.precision if geo is not None else None
    return [
        entity.name, entity.name if level in ("city", "point") else None, entity.name if level == "admin2" else None,
        entity.name if level == "admin1" else geo.admin1 if geo is not None else None, entity.country,
        geo.lat if geo is not None else None, geo.lon if geo is not None else None, geo.geonames if geo is not None else None, words,
        geo.feature if geo is not None else None,
    ]  # fmt: skip
