"""The four tables: events, claims, happenings, mentions. The columns and their kinds stand here once, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from diurna.export.choice import Chosen, Origin, Spanned, Wanted, claim_lang, event_row, source_name
from diurna.model import Claim, Entity, Event, Party, Place, Time
from diurna.query import Happening

Kind = Literal["text", "int", "number", "truth", "texts", "numbers"]
Row = dict[str, Any]
TABLES = ("events", "claims", "happenings", "mentions")

_ARTICLE: dict[str, Kind] = {
    "document": "text", "url": "text", "source": "text", "title": "text", "published": "text", "lang": "text", "coder": "text",
}  # fmt: skip
_FIGURES: dict[str, Kind] = {
    "measures": "texts", "mins": "numbers", "maxs": "numbers", "units": "texts", "of": "texts", "figure_spans": "texts",
}  # fmt: skip
COLUMNS: dict[str, dict[str, Kind]] = {
    "events": {
        "event": "text", "type": "text", "modes": "texts", "contexts": "texts", "quad": "text", "cameo": "text", "status": "text",
        "assertion": "text", "first": "text", "last": "text", "dated": "truth", "precision": "text",
        "actors": "texts", "actor_names": "texts", "actor_countries": "texts", "actor_spans": "texts",
        "recipients": "texts", "recipient_names": "texts", "recipient_countries": "texts", "recipient_spans": "texts",
        "places": "texts", "place_names": "texts", "place_relations": "texts", "place_spans": "texts",
        "geonames": "int", "lat": "number", "lon": "number", "geo_precision": "text", "disputed_land": "truth",
        "object": "text", "object_modes": "texts", "object_first": "text", "object_last": "text", **_FIGURES,
        "confidence": "number", "rule": "text", "claims": "texts", "trigger": "text", "trigger_start": "int", "trigger_end": "int",
        "sentence": "text", "sentence_start": "int", "sentence_end": "int", **_ARTICLE,
    },
    "claims": {
        "claim": "text", "act": "text", "speakers": "texts", "speaker_names": "texts", "speaker_spans": "texts", "speaker_class": "text",
        "via": "texts", "via_names": "texts", "via_spans": "texts", "hedge": "text", "quoted": "text",
        "said_first": "text", "said_last": "text", "said_precision": "text", **_FIGURES,
        "cue": "text", "cue_spans": "texts", "content": "text", "content_spans": "texts", "events": "texts", **_ARTICLE,
    },
    "happenings": {
        "happening": "text", "type": "text", "first": "text", "last": "text", "actors": "texts", "actor_names": "texts",
        "recipients": "texts", "recipient_names": "texts", "status": "text", "assertion": "text", "origins": "int", "article_count": "int",
        "sources": "texts", "languages": "texts", "events": "texts", "articles": "texts", "tolls": "texts", "blamed": "texts",
        "days": "texts", "denied_in": "texts", "fulfils": "text", "sentence": "text",
    },
    "mentions": {
        "entity": "text", "name": "text", "kind": "text", "country": "text", "sector": "text", "wikidata": "text", "known": "truth",
        "geonames": "int", "lat": "number", "lon": "number", "geo_precision": "text", "words": "text", "start": "int", "end": "int",
        **_ARTICLE,
    },
}  # fmt: skip


def rows(origin: Origin, wanted: Wanted, table: str) -> Iterator[Row]:
    """The rows of a table in its order. Raises KeyError for a table that is none."""
    if table == "happenings":
        yield from (_happening(one) for one in origin.happenings(wanted))
        return
    for one in origin.chosen(wanted):
        yield from rows_of(one, table)


def rows_of(one: Chosen, table: str) -> Iterator[Row]:
    """The rows of one article in `events`, `claims` or `mentions`. Raises KeyError for another table."""
    return {"events": _events, "claims": _claims, "mentions": _mentions}[table](one)


def article_cells(one: Chosen) -> Row:
    """What every row says of its article."""
    d = one.document
    return {
        "document": d.id, "url": d.url, "source": source_name(d), "title": one.text(d.title) if d.title is not None else None,
        "published": d.published.start if d.published is not None else None, "coder": one.record.coder.hash,
    }  # fmt: skip


def _events(one: Chosen) -> Iterator[Row]:
    for event in one.events:
        row = event_row(one.record, event)
        thing = event.object
        yield {
            "event": event.id, "type": event.type, "modes": event.modes, "contexts": event.contexts, "quad": event.quad,
            "cameo": event.cameo, "status": event.status, "assertion": event.assertion, "first": row.first, "last": row.last,
            "dated": row.dated, "precision": event.time.precision if event.time is not None else None,
            **_parties(one, event.actors, "actors", "actor"), **_parties(one, event.recipients, "recipients", "recipient"),
            "actor_countries": _countries(one, event.actors), "recipient_countries": _countries(one, event.recipients),
            **_parties(one, event.places, "places", "place"), "place_relations": [p.relation for p in event.places], **_where(one, event),
            "object": thing.type if thing is not None else None, "object_modes": thing.modes if thing is not None else (),
            **_time(thing.time if thing is not None else None, "object"), **_figures(event),
            "confidence": event.confidence, "rule": event.rule, "claims": event.claims, "trigger": row.trigger,
            "trigger_start": event.trigger.start, "trigger_end": event.trigger.end, "sentence": row.quote,
            "sentence_start": event.sentence.start, "sentence_end": event.sentence.end, **article_cells(one), "lang": row.lang,
        }  # fmt: skip


def _claims(one: Chosen) -> Iterator[Row]:
    for claim in one.claims:
        yield {
            "claim": claim.id, "act": claim.act, **_parties(one, claim.speakers, "speakers", "speaker"),
            "speaker_class": claim.speaker_class, **_parties(one, claim.via, "via", "via"), "hedge": claim.hedge, "quoted": claim.quoted,
            **_time(claim.said, "said"), "said_precision": claim.said.precision if claim.said is not None else None, **_figures(claim),
            "cue": " … ".join(map(one.text, claim.cue)), "cue_spans": _spans(claim.cue),
            "content": " … ".join(map(one.text, claim.content)), "content_spans": _spans(claim.content), "events": claim.events,
            **article_cells(one), "lang": claim_lang(claim, one.record),
        }  # fmt: skip


def _mentions(one: Chosen) -> Iterator[Row]:
    found = sorted((m.start, m.end, e.id) for e in one.record.entities for m in e.mentions)
    for start, end, id in found:
        e = one.entities[id]
        yield {
            "entity": id, "name": e.name, "kind": e.kind, "country": e.country, "sector": e.sector, "wikidata": e.wikidata,
            "known": e.known, **_geo(e), "words": one.document.text[start:end], "start": start, "end": end, **article_cells(one),
            "lang": one.document.languages[0] if one.document.languages else None,
        }  # fmt: skip


def _happening(one: Happening) -> Row:
    head = one.events[0]
    account = one.account
    names = {
        role: [head.names.get(p.entity or f"@{p.start}", "") for p in parties]
        for role, parties in (("actor_names", head.event.actors), ("recipient_names", head.event.recipients))
    }
    tolls = account.tolls if account is not None else ()
    return {
        "happening": one.id, "type": one.type, "first": one.first, "last": one.last,
        "actors": [p.entity for p in head.event.actors], "recipients": [p.entity for p in head.event.recipients], **names,
        "status": head.event.status, "assertion": head.event.assertion, "origins": one.origins, "article_count": len(one.articles),
        "sources": one.sources, "languages": one.languages, "events": [row.event.id for row in one.events],
        "articles": [a.document for a in one.articles],
        "tolls": [f"{t.measure} {_range(t.latest.min, t.latest.max)}" for t in tolls],
        "blamed": account.blamed if account is not None else (), "days": account.days if account is not None else (),
        "denied_in": account.denied if account is not None else (), "fulfils": account.fulfils if account is not None else None,
        "sentence": head.quote,
    }  # fmt: skip


def _parties(one: Chosen, parties: Iterable[Party | Place], ids: str, role: str) -> Row:
    found = list(parties)
    return {ids: [p.entity for p in found], f"{role}_names": [one.called(p) for p in found], f"{role}_spans": _spans(found)}


def _countries(one: Chosen, parties: Iterable[Party]) -> list[str | None]:
    return [e.country if (e := one.entities.get(p.entity or "")) is not None else None for p in parties]


def _spans(spans: Iterable[Spanned]) -> list[str]:
    return [f"{s.start}:{s.end}" for s in spans]


def _figures(of: Event | Claim) -> Row:
    q = of.quantities
    return {
        "measures": [x.measure for x in q], "mins": [x.min for x in q], "maxs": [x.max for x in q], "units": [x.unit for x in q],
        "of": [x.of for x in q], "figure_spans": _spans(q),
    }  # fmt: skip


def _time(time: Time | None, name: str) -> Row:
    return {f"{name}_first": time.start if time is not None else None, f"{name}_last": time.end if time is not None else None}


def place_of(one: Chosen, event: Event) -> Entity | None:
    """The entity of the place where an event happened: the first that it is at, else near, and that lies somewhere."""
    ranked = sorted((p for p in event.places if p.relation != "toward"), key=lambda p: p.relation != "at")
    return next((e for p in ranked if (e := one.entities.get(p.entity or "")) is not None and e.geo is not None), None)


def _where(one: Chosen, event: Event) -> Row:
    place = place_of(one, event)
    return {**_geo(place), "disputed_land": place.geo.disputed if place is not None and place.geo is not None else None}


def _geo(entity: Entity | None) -> Row:
    geo = entity.geo if entity is not None else None
    if geo is None:
        return {"geonames": None, "lat": None, "lon": None, "geo_precision": None}
    return {"geonames": geo.geonames, "lat": geo.lat, "lon": geo.lon, "geo_precision": geo.precision}


def _range(low: float | None, high: float | None) -> str:
    def one(n: float | None) -> str:
        return "" if n is None else f"{n:g}"

    return one(low) if low == high else f"{one(low)}..{one(high)}"
