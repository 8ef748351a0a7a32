"""The record: what diurna says about one article. Field names are the contract's; see docs/record.md.

All structs are frozen, and trees, so that the garbage collector need not look at them (`gc=False`). Offsets are code points into
`Document.text`, half-open. Unknown is None or absent, never a guess.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA = "diurna.record/1"

Type = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Status = Literal["negated", "hypothetical", "future", "historical", "actual"]
Assertion = Literal["narrator", "attributed", "denied_only", "disputed"]
ClaimAct = Literal[
    "say", "confirm", "deny", "acknowledge", "retract", "promise", "refuse", "accuse", "demand",
    "threaten", "assess", "not_rule_out", "decline_to_comment",
]  # fmt: skip
SpeakerClass = Literal["named_person", "institution", "unnamed_official", "media", "expert", "witness", "document", "public", "unknown"]
Precision = Literal["minute", "day", "week", "month", "quarter", "year", "decade", "unknown"]
SegmentKind = Literal["title", "byline", "dateline", "paragraph", "footer"]
EntityKind = Literal["person", "state", "government", "organization", "armed_group", "igo", "media", "group", "place"]


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text."""

    start: int
    end: int


class Time(msgspec.Struct, frozen=True, gc=False):
    """When: ISO dates or date-times, both ends inclusive; None is open. `text` is the expression it was read from."""

    start: str | None
    end: str | None
    precision: Precision
    zone: str | None = None
    text: Evidence | None = None
    source: Literal["stated", "relative", "dateline", "published"] = msgspec.field(name="from", default="stated")


class Title(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    lang: str | None


class Party(msgspec.Struct, frozen=True, gc=False):
    """An entity where the text names it: an actor, a recipient, a speaker, a credit, one link of a chain."""

    entity: str | None
    start: int
    end: int


class Document(msgspec.Struct, frozen=True, gc=False):
    key: str
    id: str
    url: str | None
    text: str
    languages: tuple[str, ...]
    title: Title | None
    outlet: str | None
    outlet_entity: str | None
    published: Time | None
    credits: tuple[Party, ...] = ()


class Segment(msgspec.Struct, frozen=True, gc=False):
    kind: SegmentKind
    lang: str | None
    start: int
    end: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    lang: str | None


class Geo(msgspec.Struct, frozen=True, gc=False):
    geonames: int | None
    lat: float | None
    lon: float | None
    admin1: str | None
    feature: str | None
    precision: Literal["point", "city", "admin2", "admin1", "country", "region"]
    disputed: bool = False


class Entity(msgspec.Struct, frozen=True, gc=False):
    id: str
    name: str
    names: dict[str, str]
    kind: EntityKind
    country: str | None
    sector: str | None
    wikidata: str | None
    known: bool
    geo: Geo | None
    mentions: tuple[Evidence, ...]


class Place(msgspec.Struct, frozen=True, gc=False):
    entity: str | None
    start: int
    end: int
    relation: Literal["at", "toward", "near"] = "at"


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A figure and its words: `min` and `max` are equal for an exact figure, one is None for an open range."""

    measure: Literal["killed", "injured", "arrested", "displaced", "missing", "participants", "money", "units"]
    min: float | None
    max: float | None
    unit: str | None
    of: str | None
    start: int
    end: int


class Object(msgspec.Struct, frozen=True, gc=False):
    """What is agreed, asked, refused, threatened or conceded."""

    type: Type
    modes: tuple[str, ...] = ()
    time: Time | None = None
    places: tuple[Place, ...] = ()


class Event(msgspec.Struct, frozen=True, gc=False):
    id: str
    type: Type
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: Quad
    cameo: str | None
    status: Status
    assertion: Assertion
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[Place, ...]
    time: Time | None
    object: Object | None
    quantities: tuple[Quantity, ...]
    trigger: Evidence
    sentence: Evidence
    rule: str
    confidence: float | None
    claims: tuple[str, ...]


class Claim(msgspec.Struct, frozen=True, gc=False):
    id: str
    act: ClaimAct
    speakers: tuple[Party, ...]
    speaker_class: SpeakerClass
    cue: tuple[Evidence, ...]
    content: tuple[Evidence, ...]
    quoted: Literal["full", "part", "none"]
    hedge: Literal["none", "reported", "speculative"]
    said: Time | None
    via: tuple[Party, ...]
    quantities: tuple[Quantity, ...]
    events: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, gc=False):
    """A speaker's change of position, in order of saying: from one claim to a later one on the same proposition."""

    speaker: str
    source: str = msgspec.field(name="from")
    to: str
    about: tuple[str, ...]
    match: Literal["same", "broader", "narrower"]


class Contested(msgspec.Struct, frozen=True, gc=False):
    events: tuple[str, ...]
    claims: tuple[str, ...]
    quantity: bool
    start: int
    end: int


class Note(msgspec.Struct, frozen=True, gc=False):
    """What the reader should know, and where."""

    code: str
    message: str
    start: int
    end: int


class Coder(msgspec.Struct, frozen=True, gc=False):
    version: str
    hash: str


class Record(msgspec.Struct, frozen=True, gc=False):
    schema: str
    coder: Coder
    document: Document
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]
    contested: tuple[Contested, ...]
    notes: tuple[Note, ...]


class Problem(msgspec.Struct, frozen=True, gc=False):
    """Why an input could not be coded: a value, not an exception."""

    key: str
    code: str
    message: str
