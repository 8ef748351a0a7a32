"""GDELT 2.0: Events (61 columns) and Mentions (16), tab-separated, no head line.

A row of Events is a pair of parties of a happening; a row of Mentions is a sentence that tells it, with the offsets of parties and act.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import IO

from diurna.export.cells import Cell, tsv_line, write_lines
from diurna.export.choice import ASSERTED, Origin, Wanted
from diurna.export.codes import QUADS, codes, number_of
from diurna.ledger.rows import EventRow
from diurna.model import Document, Entity, Event, Geo, Party, Place, Record
from diurna.query import Happening

WEB, CITATION = 1, 2
NOWHERE = -1
Pair = tuple[Party | None, Party | None]
_GEO_TYPE = {"country": 1, "region": 5, "admin1": 5, "admin2": 5, "city": 4, "point": 4}
LANGUAGES = {"en": "eng", "it": "ita", "uk": "ukr", "ru": "rus", "es": "spa", "fr": "fra", "de": "deu"}
"""ISO 639-2 and -3 codes."""


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write `events` or `mentions`; the number of rows. What did not, or not yet, happen is left out: GDELT has no word for it."""
    make = _mentions if table == "mentions" else _events
    return write_lines(
        (tsv_line(row) for one in origin.happenings(wanted) if (told := asserted(one)) for row in make(origin, one, told)), out
    )


def asserted(one: Happening) -> tuple[EventRow, ...]:
    """The tellings that say that it happened; none where the head does not."""
    told = tuple(row for row in one.events if row.event.status in ASSERTED)
    return told if told and told[0].event.id == one.events[0].event.id else ()


def pairs(event: Event) -> list[Pair]:
    """Who did it to whom, pair by pair; those who meet or fight, each with each, in the order of the text."""
    if event.actors and event.recipients:
        return [(a, r) for a in event.actors for r in event.recipients]
    if len(event.actors) > 1:
        return list(combinations(event.actors, 2))
    return [(a, None) for a in event.actors] or [(None, r) for r in event.recipients] or [(None, None)]


def _events(origin: Origin, one: Happening, told: Sequence[EventRow]) -> Iterator[list[Cell]]:
    head = told[0]
    record = origin.record(head.document)
    if record is None:
        return
    code = head.event.cameo or ""
    where = _geo(origin, place_of(origin, head.event))
    act: list[Cell] = [
        int(_leads(record, head.event)), code, code[:3], code[:2], QUADS[head.event.quad], codes().goldstein.get(code[:2]),
        len(told), len(set(one.sources)), len(one.articles), None,
    ]  # fmt: skip
    first = min((r for row in told if (r := origin.record(row.document)) is not None), key=lambda r: instant(r.document) or "9")
    address = first.document.url or f"urn:diurna:{first.document.id}"
    for nth, (actor, recipient) in enumerate(pairs(head.event)):
        yield [
            number_of(one.id, nth), *_day(one.first), *_actor(origin, head, actor), *_actor(origin, head, recipient), *act,
            *_geo(origin, _home(origin, actor)), *_geo(origin, _home(origin, recipient)), *where, instant(first.document), address,
        ]  # fmt: skip


def _mentions(origin: Origin, one: Happening, told: Sequence[EventRow]) -> Iterator[list[Cell]]:
    for row in told:
        record = origin.record(row.document)
        if record is None:
            continue
        d, event = record.document, row.event
        where = [WEB, row.source, d.url] if d.url else [CITATION, row.source, f"{row.source}, {instant(d) or 'undated'}, urn:diurna:{d.id}"]
        sentence = bisect_right(record.sentences, event.sentence.start, key=lambda s: s.start)
        confidence = None if event.confidence is None else round(event.confidence * 100)
        extras = f"diurna:event={event.id};status={event.status};assertion={event.assertion}"
        lang = LANGUAGES.get(row.lang) if row.lang and row.lang != "en" else None
        for nth, pair in enumerate(pairs(told[0].event)):
            offsets = [_offset(event, party) for party in pair]
            yield [
                number_of(one.id, nth), _midnight(one.first), instant(d), *where, sentence, *offsets, event.trigger.start, 1, confidence,
                len(d.text), None, f"srclc:{lang}" if lang else "", extras,
            ]  # fmt: skip


def _offset(event: Event, party: Party | None) -> int:
    """Where this telling names a party of the head, NOWHERE where it does not."""
    if party is None:
        return NOWHERE
    both = (*event.actors, *event.recipients)
    return next((p.start for p in both if p == party or (p.entity is not None and p.entity == party.entity)), NOWHERE)


def instant(document: Document) -> str | None:
    """YYYYMMDDHHMMSS of publication. The text's zone is not applied: it is rarely stated."""
    start = document.published.start if document.published is not None else None
    return None if start is None else (start.translate({ord(c): None for c in "-:TZ"})[:14]).ljust(14, "0")


def _midnight(day: str | None) -> str | None:
    return day.replace("-", "") + "000000" if day else None


def _day(day: str | None) -> list[Cell]:
    if day is None:
        return [None] * 4
    year, month, date = map(int, day.split("-"))
    return [day.replace("-", ""), f"{year:04}{month:02}", year, f"{year + (month * 30 + date) / 365:.4f}"]


def _leads(record: Record, event: Event) -> bool:
    """Whether it stands in the title or the first paragraph."""
    paragraph = next((s for s in record.segments if s.kind == "paragraph"), None)
    return event.trigger.start < (paragraph.end if paragraph is not None else 0)


def _actor(origin: Origin, head: EventRow, party: Party | None) -> list[Cell]:
    """Code, name, country, known group, ethnic, two religions, three types."""
    if party is None:
        return [None] * 10
    entity = origin.entity(party.entity) if party.entity is not None else None
    name = head.names.get(party.entity or f"@{party.start}", "").upper()
    if entity is None:
        return [None, name, *[None] * 8]
    country = codes().country(entity.country)
    known = "" if entity.kind == "state" else codes().cameo_type.get(entity.sector or "", "")
    known = "IGO" if entity.kind == "igo" else known
    return [country + known, name, country, *[None] * 4, known, None, None]


def place_of(origin: Origin, event: Event) -> Entity | None:
    """The entity of the place where an event happened: the first that it is at, else near, and that lies somewhere."""
    ranked: list[Place] = sorted((p for p in event.places if p.relation != "toward"), key=lambda p: p.relation != "at")
    found = (origin.entity(p.entity) for p in ranked if p.entity is not None)
    return next((e for e in found if e is not None and (e.geo is not None or e.kind == "state")), None)


def _home(origin: Origin, party: Party | None) -> Entity | None:
    """Where an actor is from is not where the text puts it: only an actor that is itself a place or a state lies somewhere."""
    entity = origin.entity(party.entity) if party is not None and party.entity is not None else None
    return entity if entity is not None and entity.kind in ("state", "place") else None


def _geo(origin: Origin, entity: Entity | None) -> list[Cell]:
    """Type, name, country (FIPS 10-4), ADM1, ADM2, latitude, longitude, feature: none for towns, whose GeoNames numbers are not GNS's."""
    if entity is None:
        return [None] * 8
    geo: Geo | None = entity.geo
    fips = codes().fips.get(entity.country or "", "")
    if entity.kind == "state":
        return [1, entity.name, fips, fips, None, geo.lat if geo else None, geo.lon if geo else None, fips]
    state = origin.entity(entity.country) if entity.country else None
    parts = [entity.name, geo.admin1 if geo else None, state.name if state is not None else entity.country]
    name = ", ".join(dict.fromkeys(p for p in parts if p))
    kind = _GEO_TYPE[geo.precision] if geo else 4
    return [kind, name, fips, None, None, geo.lat if geo else None, geo.lon if geo else None, None]
