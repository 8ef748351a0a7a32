"""Tellings: one event as one article tells it, cut down to what is compared. Pure; made from records, knows no text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from diurna.model import Entity, Event, Party, Record, Time
from diurna.resolve.proposition import Member

TOLD = frozenset({"actual", "future", "historical"})
"""Statuses of what happened or is planned; what is negated or only imagined is no happening."""
SCENE_KINDS = frozenset({"person", "organization", "armed_group", "igo", "place"})
SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
"""Types that react to what happened: a lead that has nothing else leaves open what did."""
LEAD = 2
"""Paragraphs that, with the title, say what an article is about."""
MOST = 150
"""Events of one article that are compared with others', from its beginning: a newspaper page has fewer, a book would cost its square."""
DAYS_LATE = 2
"""An undated event of a news article lies within so many days before publication."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A place with what contains it: country, first-level division, coordinates."""

    id: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure of an event; `min` and `max` as in the record."""

    measure: str
    min: float | None
    max: float | None
    of: str | None = None


class Telling(msgspec.Struct, frozen=True, gc=False):
    """An event of an article. Actors and recipients are those that say who.

    `first` and `last` are ISO days, inclusive. `dated`: `day` (the text gives it), `span` (week, month, ...), `assumed` (from publication),
    `open`. `around`: towns that its sentence names. `scene`: entities that the title, the lead and the sentence name. `object`: the type
    that is agreed, asked, threatened; `object_first`, `object_last`: when it is to be. `lead`: whether it stands in the title or the first
    paragraph. `text`: the origin of the text that the article carries with others, where it is a copy or is copied.
    """

    event: str
    article: str
    lang: str | None
    type: str
    modes: frozenset[str] = frozenset()
    status: str = "actual"
    assertion: str = "narrator"
    actors: frozenset[Member] = frozenset()
    recipients: frozenset[Member] = frozenset()
    first: str | None = None
    last: str | None = None
    dated: Literal["day", "span", "assumed", "open"] = "open"
    published: str | None = None
    spots: tuple[Spot, ...] = ()
    around: tuple[Spot, ...] = ()
    object: str | None = None
    object_first: str | None = None
    object_last: str | None = None
    figures: tuple[Figure, ...] = ()
    scene: frozenset[str] = frozenset()
    lead: bool = False
    text: str | None = None


class Lead(msgspec.Struct, frozen=True, gc=False):
    """The title and the first paragraph of an article, which tell something for which no event was coded."""

    id: str
    end: int


def lead_of(record: Record) -> Lead | None:
    """The lead of a record where nothing that happened or is planned was coded in it: it can still be joined by whom and where it names."""
    end = _lead(record, 1)
    if end == 0 or any(e.status in TOLD and e.type not in SAID and e.trigger.start < end for e in record.events):
        return None
    return Lead(f"lead/{record.document.id}", end)


def tellings(record: Record, text: str | None = None) -> tuple[Telling, ...]:
    """The events of a record that may be compared with those of other articles, its lead where no event was coded there. `text` is the
    origin of the article's text, where others carry it too."""
    entities = {e.id: e for e in record.entities}
    published = record.document.published
    day = published.start[:10] if published is not None and published.start else None
    scene = _Scene(record)
    about = scene.between(0, _lead(record))
    first = _lead(record, 1)
    told = [e for e in record.events if e.status in TOLD][:MOST]
    found = [
        _telling(
            e, record, entities, day, about | scene.between(e.sentence.start, e.sentence.end), e.trigger.start < first, scene.around(e)
        )
        for e in told
    ]
    found = _with_the_leads_day(found)
    lead = lead_of(record)
    found += [_lead_telling(record, lead, day)] if lead is not None else []
    return tuple(found if text is None else [msgspec.structs.replace(t, text=text) for t in found])


def _with_the_leads_day(told: list[Telling]) -> list[Telling]:
    """What title and lead tell without a day has that of the same act beside it: a headline leaves out what the first sentence says."""
    days: dict[str, set[tuple[str | None, str | None]]] = {}
    for telling in told:
        if telling.lead and telling.dated == "day":
            days.setdefault(telling.type, set()).add((telling.first, telling.last))
    return [_dated(t, days.get(t.type, set())) if t.lead and t.dated == "assumed" else t for t in told]


def _dated(telling: Telling, days: set[tuple[str | None, str | None]]) -> Telling:
    first, last = next(iter(days)) if len(days) == 1 else (None, None)
    if first is None or telling.first is None or telling.last is None or not telling.first <= first <= telling.last:
        return telling
    return msgspec.structs.replace(telling, first=first, last=last, dated="day")


def _lead_telling(record: Record, lead: Lead, published: str | None) -> Telling:
    """What a lead names: persons, bodies and states as parties, places, the figures of its claims; of no type."""
    mentioned = [e for e in record.entities if any(m.start < lead.end for m in e.mentions)]
    claimed = (q for c in record.claims for q in c.quantities if q.start < lead.end)
    return Telling(
        event=lead.id,
        article=record.document.id,
        lang=_language(record, 0),
        type="",
        actors=named(Member(e.id, e.country) for e in mentioned if e.kind not in ("place", "media")),
        first=shifted(published, -DAYS_LATE) if published is not None else None,
        last=published,
        dated="assumed" if published is not None else "open",
        published=published,
        spots=tuple(_spot(e) for e in mentioned if e.kind == "place"),
        figures=tuple(Figure(q.measure, q.min, q.max, q.of) for q in claimed),
        lead=True,
    )


def _lead(record: Record, paragraphs: int = LEAD) -> int:
    """Where the title and the first paragraphs end."""
    ends = [s.end for s in record.segments if s.kind == "paragraph"][:paragraphs]
    return ends[-1] if ends else 0


class _Scene:
    """The specific entities of a record by where they are mentioned."""

    def __init__(self, record: Record) -> None:
        kept = (e for e in record.entities if e.kind in SCENE_KINDS and e.known and _specific(e))
        self.places = sorted((m.start, e.id) for e in kept for m in e.mentions)
        self.towns = {e.id: _spot(e) for e in record.entities if e.kind == "place" and _specific(e)}

    def between(self, start: int, end: int) -> frozenset[str]:
        """Those mentioned in a stretch of the text."""
        return frozenset(id for _, id in self.places[bisect_left(self.places, (start, "")) : bisect_left(self.places, (end, ""))])

    def around(self, event: Event) -> tuple[Spot, ...]:
        """The towns that the sentence of an event names."""
        return tuple(self.towns[id] for id in sorted(self.between(event.sentence.start, event.sentence.end)) if id in self.towns)


def _specific(entity: Entity) -> bool:
    return entity.kind != "place" or (entity.geo is not None and entity.geo.precision not in ("country", "region"))


def _telling(
    event: Event,
    record: Record,
    entities: Mapping[str, Entity],
    published: str | None,
    scene: frozenset[str],
    lead: bool,
    around: tuple[Spot, ...],
) -> Telling:
    first, last, dated = _days(event, published)
    towns = [e for p in (*event.actors, *event.recipients) if (e := entities.get(p.entity or "")) is not None and e.kind == "place"]
    scenes = [e for p in event.places if (e := entities.get(p.entity or "")) is not None]
    spots = tuple(dict.fromkeys(_spot(e) for e in (*scenes, *towns)))
    kind, object_type, object_time = _meant(event, published)
    objects = event.object.places if event.object is not None else ()
    object_spots = tuple(_spot(e) for p in objects if (e := entities.get(p.entity or "")) is not None)
    return Telling(
        event=event.id,
        article=record.document.id,
        lang=_language(record, event.trigger.start),
        type=kind,
        modes=frozenset(event.modes),
        status=event.status,
        assertion=event.assertion,
        actors=_members(event.actors, entities),
        recipients=_members(event.recipients, entities),
        first=first,
        last=last,
        dated=dated,
        published=published,
        spots=spots or object_spots,
        around=around,
        object=object_type,
        object_first=_day(object_time, "start"),
        object_last=_day(object_time, "end"),
        figures=tuple(Figure(q.measure, q.min, q.max, q.of) for q in event.quantities),
        scene=scene,
        lead=lead,
    )


def _language(record: Record, at: int) -> str | None:
    place = bisect_right(record.sentences, at, key=lambda s: s.start) - 1
    return record.sentences[place].lang if place >= 0 else None


def _meant(event: Event, published: str | None) -> tuple[str, str | None, Time | None]:
    """Type and object: a meeting on a day to come is the plan to meet, in whatever tense a language tells it."""
    start = _day(event.time, "start")
    if event.type == "CONSULT" and published is not None and start is not None and start > published:
        return "AGREE", "CONSULT", event.time
    if event.object is None:
        return event.type, None, None
    return event.type, event.object.type, event.object.time


def _days(event: Event, published: str | None) -> tuple[str | None, str | None, Literal["day", "span", "assumed", "open"]]:
    time = event.time
    if time is not None and (time.start or time.end):
        start, end = _day(time, "start"), _day(time, "end")
        if time.precision in ("minute", "day") and time.source != "published":
            return start or end, end or start, "day"
        if time.source != "published":
            return start, end, "span"
    if published is None or event.status == "historical":
        return None, None, "open"
    return shifted(published, -DAYS_LATE), published, "assumed"


def _day(time: Time | None, field: Literal["start", "end"]) -> str | None:
    value = None if time is None else time.start if field == "start" else time.end
    return value[:10] if value is not None else None


@lru_cache(maxsize=4096)
def shifted(day: str, by: int) -> str:
    """An ISO day moved by a number of days; one that is no date stays."""
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return day


def _spot(entity: Entity) -> Spot:
    geo = entity.geo
    if geo is None:
        return Spot(entity.id, entity.country, precision="country" if entity.kind == "state" else None)
    return Spot(entity.id, entity.country, geo.admin1, geo.lat, geo.lon, geo.precision)


def _members(parties: tuple[Party, ...], entities: Mapping[str, Entity]) -> frozenset[Member]:
    found = (entities.get(p.entity) for p in parties if p.entity is not None)
    return named(Member(e.id, e.country) for e in found if e is not None)


def named(members: Iterable[Member]) -> frozenset[Member]:
    """Members that say who: not "civilians", not somebody of no known country."""
    return frozenset(m for m in members if m.country is not None or specific(m))


def specific(member: Member) -> bool:
    """Whether a member is a person or a body of its own, and no state or its organs."""
    return member.entity is not None and member.entity.startswith(("org/", "group/", "person/"))


def sides(telling: Telling) -> frozenset[str]:
    """Whom the parties stand for: states, and bodies of none."""
    return frozenset(m.country or m.entity or "" for m in telling.actors | telling.recipients) - {""}
