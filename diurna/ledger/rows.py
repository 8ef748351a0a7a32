"""What is written into and read out of the tables, as frozen structs. Days are ISO here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from diurna.ledger.codes import TYPES, ObjectDetail, TimeDetail
from diurna.model import Event, Evidence, Party, Place, Time

ACTOR, RECIPIENT, PLACE = 0, 1, 2
"""`party.role`."""


def key(id: str) -> bytes:
    """The bytes of an event's or a claim's id: half as long as its letters, and there are many."""
    try:
        return bytes.fromhex(id)
    except ValueError:
        return id.encode("utf-8", "surrogatepass")


def type_bits(types: Iterable[str]) -> int:
    """Event types as bits of one number: what a claim is about can be asked without looking at its events."""
    return sum({1 << TYPES.index(t) for t in types if t in TYPES})


def bits_of(about: int) -> list[int]:
    """The numbers of the types in the bits of `type_bits`."""
    return [number for number in range(len(TYPES)) if about >> number & 1]


def name(key: bytes) -> str:
    """The id that has these bytes."""
    return key.hex()


State = Literal["coded", "copy", "forgotten"]
Outcome = Literal["coded", "copy", "unchanged", "rejected"]
LinkKind = Literal["copy", "happening", "fulfils"]
GROUPED: frozenset[str] = frozenset({"copy", "happening"})
"""Kinds of link that make groups; the others are pairs."""


class EventDetail(msgspec.Struct, frozen=True, array_like=True):
    """What of an event is only shown, never asked for. Fields are added at the end, with a default. `details.py` has its bytes."""

    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[tuple[int, int, int], ...]
    recipients: tuple[tuple[int, int, int], ...]
    places: tuple[tuple[int, int, int, str], ...]
    trigger: tuple[int, int]
    sentence: tuple[int, int]
    claims: tuple[int, ...]
    confidence: int | float | None
    time: TimeDetail | None
    object: ObjectDetail | None
    figures: int


class ClaimDetail(msgspec.Struct, frozen=True, array_like=True):
    """What of a claim is only shown. Parties are (entity row or 0, start, end). `at` is of its bytes only (`details.py`)."""

    speakers: tuple[tuple[int, int, int], ...]
    via: tuple[tuple[int, int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    quoted: int
    hedge: int
    said: TimeDetail | None
    events: tuple[int, ...]
    at: int = 0


class Fetched(msgspec.Struct, frozen=True):
    """When and how the bytes of an input came. `at` is an ISO instant, `detail` JSON."""

    at: str
    how: str
    place: str
    detail: str | None = None


class ArticleRow(msgspec.Struct, frozen=True):
    """One version of an article. `same` is the document whose text it carries to the letter."""

    document: str
    version: int
    current: bool
    state: State
    same: str | None
    key: str
    url: str | None
    source: str
    title: str | None
    lang: str | None
    languages: tuple[str, ...]
    day: str | None
    notice: str | None
    added: str


class EventRow(msgspec.Struct, frozen=True):
    """An event with its article. `first` and `last` are its days; `dated` is false where they are the article's.

    `quote` is its sentence, `names` the names of its parties by entity id, or by `@start` where the entity is not known.
    """

    event: Event
    document: str
    source: str
    lang: str | None
    first: str | None
    last: str | None
    dated: bool
    quote: str = ""
    trigger: str = ""
    names: dict[str, str] = {}


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim with its article; `quote` is its content, `said` its day, else the article's."""

    claim: str
    act: str
    speaker_class: str
    speakers: tuple[Party, ...]
    via: tuple[Party, ...]
    quoted: str
    hedge: str
    cue: tuple[Evidence, ...]
    content: tuple[Evidence, ...]
    said: Time | None
    events: tuple[str, ...]
    document: str
    source: str
    lang: str | None
    day: str | None
    dated: bool
    quote: str = ""
    names: dict[str, str] = {}


class ChangeRow(msgspec.Struct, frozen=True):
    """A change of position; `within` is the article that tells it, None where two articles together do."""

    speaker: str
    name: str
    source: ClaimRow | None
    to: ClaimRow | None
    match: str
    about: tuple[str, ...]
    day: str | None
    within: str | None


class NewChange(msgspec.Struct, frozen=True):
    """A change of position that two articles (document ids) together tell."""

    speaker: str
    source: str
    source_article: str
    to: str
    to_article: str
    match: str
    day: str | None
    about: tuple[str, ...] = ()


class NewLink(msgspec.Struct, frozen=True):
    """Two things to be joined, for `Writer.add_links`."""

    kind: LinkKind
    left: str
    right: str
    reason: str
    score: float
    origin: str | None = None


class LinkRow(msgspec.Struct, frozen=True):
    """A link as it stands; `undone` where a later row takes it back."""

    id: int
    kind: str
    left: str
    right: str
    reason: str
    score: float
    origin: str | None
    made: str
    at: str
    undone: bool


class JudgementRow(msgspec.Struct, frozen=True):
    id: int
    kind: str
    item: str
    verdict: str
    note: str | None
    made: str
    at: str


class Hit(msgspec.Struct, frozen=True):
    """An article that holds the words, and the sentence that holds most of them; `marks` are spans in `sentence`."""

    article: ArticleRow
    sentence: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


class SourceRow(msgspec.Struct, frozen=True):
    """A source with its coverage: articles by day, stretches of days without any, times in which its feeds could not be read."""

    source: str
    articles: int
    copies: int
    first: str | None
    last: str | None
    days: dict[str, int]
    gaps: tuple[Gap, ...]
    outages: tuple[Outage, ...] = ()


class Gap(msgspec.Struct, frozen=True):
    """Days on which a source gave nothing. `failed` counts polls of it that failed in that time, `polls` all of them."""

    first: str
    last: str
    days: int
    polls: int
    failed: int


class Outage(msgspec.Struct, frozen=True):
    """A time in which every poll of a source's feeds failed. `first` and `last` are the instants of the first and the last of them; `over`
    that of the next that worked, None where none has since."""

    first: str
    last: str
    failed: int
    over: str | None


class ActorRow(msgspec.Struct, frozen=True):
    """An entity with how often it acts and is acted on."""

    entity: str
    name: str
    kind: str
    country: str | None
    actor: int
    recipient: int


class Version(msgspec.Struct, frozen=True):
    """A version of an article with how it differs from the one before, as a unified diff."""

    article: ArticleRow
    difference: str


__all__ = [
    "ACTOR", "GROUPED", "PLACE", "RECIPIENT", "ActorRow", "ArticleRow", "ChangeRow", "ClaimDetail", "ClaimRow", "EventDetail", "EventRow",
    "Fetched", "Gap", "Hit", "JudgementRow", "LinkKind", "LinkRow", "NewChange", "NewLink", "Outage", "Outcome", "Place", "SourceRow",
    "State", "Version",
]  # fmt: skip
