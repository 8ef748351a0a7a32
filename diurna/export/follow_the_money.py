"""FollowTheMoney: entities, one JSON object a line, as OpenAleph, yente and the package itself read them.

An article is an Article, an event an Event; who did it to whom is an UnknownLink with the event's type as role; that an article
tells an event, or that somebody says or denies something in it, is a Documentation with a role. What nobody known says is a Note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Any

import msgspec

from diurna.export.cells import listed
from diurna.export.choice import ASSERTED, Chosen, Origin, Spanned, Wanted, event_row, source_name
from diurna.export.columns import place_of
from diurna.export.gdelt import LANGUAGES, pairs
from diurna.gazetteer.load import load
from diurna.ids import content_id
from diurna.model import Claim, Entity, EntityKind, Event, Party, Time

SCHEMATA: dict[EntityKind, str] = {
    "person": "Person", "state": "PublicBody", "government": "PublicBody", "organization": "Organization", "igo": "Organization",
    "media": "Organization", "armed_group": "Organization", "group": "LegalEntity", "place": "Address",
}  # fmt: skip
Made = dict[str, Any]


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write the entities; how many. Events that did not, or not yet, happen are left out: an Event has no status."""
    count = 0
    said: set[tuple[str, str]] = set()
    for one in origin.chosen(wanted):
        for made in _article(one, said):
            out.write(msgspec.json.encode(made) + b"\n")
            count += 1
    return count


def _article(one: Chosen, said: set[tuple[str, str]]) -> Iterator[Made]:
    d = one.document
    article = _id("article", d.id)
    day = d.published.start if d.published is not None else None
    yield _made(
        article, "Article", title=[one.text(d.title)] if d.title is not None else [], bodyText=[d.text.rstrip()],
        language=[LANGUAGES.get(lang, lang) for lang in d.languages],
        publishedAt=[day] if day else [], publisher=[source_name(d)], sourceUrl=_urls(d.url), fileName=[] if d.url else [d.key],
        processingAgent=[f"diurna {one.record.coder.version}"],
    )  # fmt: skip
    events = [e for e in one.events if e.status in ASSERTED]
    used = {p.entity for e in events for p in (*e.actors, *e.recipients, *e.places)} | {p.entity for c in one.claims for p in c.speakers}
    for entity in one.record.entities:
        new = {(entity.id, name) for name in (entity.name, *entity.names.values())} - said
        if entity.id in used and new:
            said |= new
            yield _entity(entity)
    for event in events:
        yield from _event(one, event, article)
    for claim in one.claims:
        yield from _claim(one, claim, article, day)


def _entity(entity: Entity) -> Made:
    """A party or a place. One that is met again under other names comes again, with the same id: readers merge by id."""
    id, schema = _id("entity", entity.id), SCHEMATA[entity.kind]
    names = dict.fromkeys((entity.name, *entity.names.values()))
    country = _country(entity.country)
    if schema == "Address":
        geo = entity.geo
        point = {"latitude": [str(geo.lat)], "longitude": [str(geo.lon)]} if geo is not None and geo.lat is not None else {}
        return _made(id, schema, full=[entity.name], name=names, country=country, **point)
    return _made(id, schema, name=names, country=country, wikidataId=[entity.wikidata] if entity.wikidata else [])


def _event(one: Chosen, event: Event, article: str) -> Iterator[Made]:
    row = event_row(one.record, event)
    id = _id("event", event.id)
    parties = list(dict.fromkeys(_id("entity", e.id) for p in (*event.actors, *event.recipients) if (e := _legal(one, p)) is not None))
    place = place_of(one, event)
    actors, recipients = (listed(map(one.called, some), ", ") for some in (event.actors, event.recipients))
    yield _made(
        id, "Event", name=[f"{actors or '·'} {event.type}{' → ' + recipients if recipients else ''}"], summary=[row.quote],
        description=[f"{event.status}; {event.assertion}; words {_spans([event.trigger])}, sentence {_spans([event.sentence])}"],
        **_dates(event.time if row.dated else None), location=[place.name] if place is not None else [],
        country=_country(place.country) if place is not None else [],
        addressEntity=[_id("entity", place.id)] if place is not None and place.kind == "place" else [], involved=parties, proof=[article],
        sourceUrl=_urls(one.document.url), recordId=[event.id], keywords=[event.type, *event.modes, *event.contexts],
    )  # fmt: skip
    yield _made(
        _id("told", event.id), "Documentation", document=[article], entity=[id], role=[f"told as {event.assertion}"], summary=[row.quote],
        recordId=[event.id],
    )  # fmt: skip
    for a, b in pairs(event):
        actor, recipient = (_legal(one, p) if p is not None else None for p in (a, b))
        if actor is not None and recipient is not None and actor.id != recipient.id:
            yield _made(
                _id("act", event.id, actor.id, recipient.id), "UnknownLink", subject=[_id("entity", actor.id)],
                object=[_id("entity", recipient.id)], role=[event.type], summary=[row.quote], recordId=[event.id],
                **_dates(event.time if row.dated else None), proof=[article],
            )  # fmt: skip


def _claim(one: Chosen, claim: Claim, article: str, day: str | None) -> Iterator[Made]:
    words = " … ".join(map(one.text, claim.content)) or " … ".join(map(one.text, claim.cue))
    where = f"{claim.speaker_class}; hedge {claim.hedge}; content {_spans(claim.content)}; events {' '.join(claim.events) or 'none'}"
    speakers = [e for p in claim.speakers if (e := one.entities.get(p.entity or "")) is not None]
    date = [claim.said.start] if claim.said is not None and claim.said.start else [day] if day else []
    for speaker in {e.id: e for e in speakers}.values():
        yield _made(
            _id("claim", claim.id, speaker.id), "Documentation", document=[article], entity=[_id("entity", speaker.id)],
            role=[claim.act], summary=[words], description=[where], date=date, recordId=[claim.id],
        )  # fmt: skip
    if not speakers:
        who = listed(map(one.called, claim.speakers), ", ") or "nobody named"
        yield _made(_id("claim", claim.id), "Note", name=[f"{who}: {claim.act}"], entity=[article], description=[words], notes=[where])


def _legal(one: Chosen, party: Party) -> Entity | None:
    """Who is meant, where it is a person or a body: a place is none."""
    entity = one.entities.get(party.entity or "")
    return entity if entity is not None and entity.kind != "place" else None


def _dates(time: Time | None) -> Made:
    """A day is a date, a stretch has two ends."""
    if time is None:
        return {}
    if time.start is not None and time.start[:10] == (time.end or "")[:10]:
        return {"date": [time.start]}
    return {"startDate": [time.start] if time.start else [], "endDate": [time.end] if time.end else []}


@cache
def _country(iso: str | None) -> list[str]:
    """The two letters of a country."""
    entry = load().entity(iso) if iso is not None else None
    return [entry.iso2.lower()] if entry is not None and entry.iso2 else []


def _urls(url: str | None) -> list[str]:
    return [url] if url and url.startswith(("http://", "https://")) else []


def _spans(spans: Iterable[Spanned]) -> str:
    return " ".join(f"{s.start}:{s.end}" for s in spans)


def _id(*parts: str) -> str:
    return f"diurna-{content_id('ftm', *parts)}"


def _made(id: str, schema: str, **properties: Iterable[str]) -> Made:
    filled = {name: list(values) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in filled.items() if values}, "datasets": ["diurna"]}
