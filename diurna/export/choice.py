"""What is exported: articles with the events and claims that were asked for, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

import msgspec

from diurna.ledger.days import iso, number, stretch
from diurna.ledger.entities import folded, side_of
from diurna.ledger.rows import ArticleRow, EventRow
from diurna.model import Claim, Document, Entity, Event, Party, Place, Record, Time, Type
from diurna.query import Happening

ASSERTED = ("actual", "historical")
"""Statuses of what is told as having happened. Formats without a word for the others leave them out."""


class Whom(msgspec.Struct, frozen=True):
    """The entities that a name means: ids, and sides (a country with all who stand for it)."""

    ids: frozenset[str]
    sides: frozenset[str]

    def holds(self, entity: Entity) -> bool:
        """Whether the entity is meant."""
        return entity.id in self.ids or side_of(entity) in self.sides


class Wanted(msgspec.Struct, frozen=True):
    """What is asked for. Days are ordinals, inclusive; None asks for nothing."""

    since: int | None = None
    until: int | None = None
    type: Type | None = None
    lang: str | None = None
    actor: Whom | None = None
    denied: bool = False

    @property
    def everything(self) -> bool:
        """Whether no article can be left out."""
        return self.since is self.until is self.type is self.lang is self.actor is None

    def within(self, first: int, last: int) -> bool:
        """Whether a stretch of days lies in the window, in part at least."""
        if self.since is None and self.until is None:
            return True
        return first > 0 and (self.since is None or last >= self.since) and (self.until is None or first <= self.until)


class Chosen(msgspec.Struct, frozen=True, dict=True):
    """An article's record, with those of its events and claims that are wanted."""

    record: Record
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]

    @property
    def document(self) -> Document:
        """The article."""
        return self.record.document

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """The record's entities by id."""
        return {e.id: e for e in self.record.entities}

    def text(self, span: Spanned) -> str:
        """The words of a span."""
        return self.document.text[span.start : span.end]

    def called(self, party: Party | Place) -> str:
        """The name of who is meant, else the words."""
        entity = self.entities.get(party.entity or "")
        return entity.name if entity is not None else self.text(party)


class Spanned(Protocol):
    """Whatever has a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Origin(Protocol):
    """Where an export reads from: a ledger, or files of records."""

    def chosen(self, wanted: Wanted) -> Iterator[Chosen]:
        """The articles with something wanted, by day, then id."""
        ...

    def happenings(self, wanted: Wanted) -> Iterator[Happening]:
        """Happenings with a wanted event, by day, then id, with their wanted events only where denials are left out."""
        ...

    def record(self, document: str) -> Record | None:
        """A record by its document's id."""
        ...

    def entity(self, id: str) -> Entity | None:
        """An entity by its id."""
        ...


def choose(record: Record, wanted: Wanted) -> Chosen:
    """What of a record is wanted. Claims: made in the window, of the language, about a wanted type, by or about the actor."""
    day = published(record.document)
    entities = {e.id: e for e in record.entities}
    langs = [(s.start, s.lang) for s in record.sentences]
    events = tuple(e for e in record.events if _event_fits(e, wanted, day, entities, langs, record))
    about = {e.id for e in record.events if wanted.type is None or e.type == wanted.type}
    ours = {e.id for e in events}
    claims = tuple(
        c for c in record.claims
        if wanted.within(*_days(c.said, day))
        and (wanted.lang is None or wanted.lang == claim_lang(c, record))
        and (wanted.type is None or about & set(c.events))
        and (wanted.actor is None or ours & set(c.events) or _among(c.speakers, wanted.actor, entities))
    )  # fmt: skip
    return Chosen(record, events, claims)


def published(document: Document) -> int:
    """The article's day, 0 where it is not known."""
    return number(document.published.start) if document.published is not None else 0


def event_row(record: Record, event: Event) -> EventRow:
    """An event with its article, as a ledger would give it."""
    first, last, dated = stretch(event.time, published(record.document))
    text = record.document.text
    entities = {e.id: e.name for e in record.entities}
    parties = (*event.actors, *event.recipients, *event.places)
    names = {(p.entity if p.entity in entities else f"@{p.start}"): entities.get(p.entity or "", text[p.start : p.end]) for p in parties}
    langs = [(s.start, s.lang) for s in record.sentences]
    return EventRow(
        event, record.document.id, source_name(record.document), _lang(event.sentence.start, langs, record), iso(first), iso(last), dated,
        text[event.sentence.start : event.sentence.end], text[event.trigger.start : event.trigger.end],
        {k: v for k, v in names.items() if k is not None},
    )  # fmt: skip


def article_row(record: Record) -> ArticleRow:
    """An article, as a ledger would give it."""
    d = record.document
    title = d.text[d.title.start : d.title.end] if d.title is not None else None
    lang = d.languages[0] if d.languages else None
    return ArticleRow(d.id, 1, True, "coded", None, d.key, d.url, source_name(d), title, lang, d.languages, iso(published(d)), None, "")


def source_name(document: Document) -> str:
    """The outlet, else the host of the address, else `unknown`."""
    return known_source(document) or "unknown"


def known_source(document: Document) -> str | None:
    """The outlet, else the host of the address, where there is one."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:
        host = None
    return document.outlet or host


def whom(name: str, entities: Iterator[Entity]) -> Whom:
    """The entities of records that a name means; a country means all who stand for it."""
    wanted = folded(name)
    ids: set[str] = set()
    sides: set[str] = set()
    for e in entities:
        if wanted in {folded(n) for n in (e.id, e.name, *e.names.values())}:
            (sides if e.id == side_of(e) else ids).add(e.id)
        elif len(name) == 3 and side_of(e) == name.upper():
            sides.add(side_of(e))
    return Whom(frozenset(ids), frozenset(sides))


def claim_lang(claim: Claim, record: Record) -> str | None:
    """The language that a claim is made in: that of its cue."""
    langs = [(s.start, s.lang) for s in record.sentences]
    return _lang(claim.cue[0].start if claim.cue else claim.content[0].start if claim.content else 0, langs, record)


def _event_fits(
    event: Event, wanted: Wanted, day: int, entities: Mapping[str, Entity], langs: list[tuple[int, str | None]], record: Record
) -> bool:
    return (
        (wanted.denied or event.assertion != "denied_only")
        and (wanted.type is None or event.type == wanted.type)
        and wanted.within(*_days(event.time, day))
        and (wanted.lang is None or wanted.lang == _lang(event.sentence.start, langs, record))
        and (wanted.actor is None or _among(event.actors, wanted.actor, entities))
    )


def _days(time: Time | None, day: int) -> tuple[int, int]:
    first, last, _ = stretch(time, day)
    return first, last


def _among(parties: tuple[Party, ...], actor: Whom, entities: Mapping[str, Entity]) -> bool:
    return any(p.entity in entities and actor.holds(entities[p.entity or ""]) for p in parties)


def _lang(at: int, langs: list[tuple[int, str | None]], record: Record) -> str | None:
    from bisect import bisect_right

    found = bisect_right(langs, at, key=lambda s: s[0]) - 1
    lang = langs[found][1] if found >= 0 else None
    return lang or (record.document.languages[0] if record.document.languages else None)
