"""GeoJSON (RFC 7946): a feature an event, at the place it happened. Where no place is known the geometry is null, never (0, 0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from diurna.export.choice import Chosen, Origin, Wanted, event_row, source_name
from diurna.export.columns import place_of
from diurna.model import Event


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write one FeatureCollection; the number of features."""
    out.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for feature in _features(origin, wanted):
        out.write((b",\n" if count else b"\n") + msgspec.json.encode(feature))
        count += 1
    out.write(b"\n]}\n")
    return count


def _features(origin: Origin, wanted: Wanted) -> Iterator[dict[str, Any]]:
    for one in origin.chosen(wanted):
        for event in one.events:
            yield _feature(one, event)


def _feature(one: Chosen, event: Event) -> dict[str, Any]:
    place = place_of(one, event)
    geo = place.geo if place is not None else None
    at = [geo.lon, geo.lat] if geo is not None and geo.lon is not None and geo.lat is not None else None
    row = event_row(one.record, event)
    claims = {c.id: c.act for c in one.record.claims}
    properties = {
        "event_id": event.id, "type": event.type, "mode": ", ".join(event.modes), "status": event.status, "assertion": event.assertion,
        "actor": ", ".join(map(one.called, event.actors)), "target": ", ".join(map(one.called, event.recipients)),
        "date_start": row.first, "date_end": row.last, "dated": row.dated,
        "date_precision": event.time.precision if event.time is not None else None,
        "place": place.name if place is not None else None, "geonameid": geo.geonames if geo is not None else None,
        "geo_precision": geo.precision if geo is not None else None, "disputed": geo.disputed if geo is not None else None,
        "lang": row.lang, "source": source_name(one.document), "source_url": one.document.url, "document": one.document.id,
        "quote": row.quote, "start_char": event.sentence.start, "end_char": event.sentence.end,
        "trigger_start_char": event.trigger.start, "trigger_end_char": event.trigger.end, "confidence": event.confidence,
        "claim_acts": ", ".join(dict.fromkeys(claims[c] for c in event.claims if c in claims)),
    }  # fmt: skip
    geometry = {"type": "Point", "coordinates": at} if at is not None else None
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
