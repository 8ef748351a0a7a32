"""Words of closed lists as small numbers, times as short rows: there are many events, and most of what they say is one of a few words.

New words come last in their list for ever.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from diurna.ledger.days import iso, number
from diurna.model import Assertion, ClaimAct, Evidence, Object, Place, Precision, SpeakerClass, Status, Time, Type

Hedge = Literal["none", "reported", "speculative"]
Quoted = Literal["full", "part", "none"]
_Relation = Literal["at", "toward", "near"]
_Source = Literal["stated", "relative", "dateline", "published"]

TYPES: tuple[Type, ...] = get_args(Type)
STATUSES: tuple[Status, ...] = get_args(Status)
ASSERTIONS: tuple[Assertion, ...] = get_args(Assertion)
ACTS: tuple[ClaimAct, ...] = get_args(ClaimAct)
CLASSES: tuple[SpeakerClass, ...] = get_args(SpeakerClass)
QUOTED: tuple[Quoted, ...] = get_args(Quoted)
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_SOURCES: tuple[_Source, ...] = get_args(_Source)
NONE = -1
"""The number of a word that the list does not have: nothing is stored under it."""


def code(words: tuple[str, ...], word: str) -> int:
    """The number of a word in its list."""
    return words.index(word) if word in words else NONE


class TimeDetail(msgspec.Struct, frozen=True, array_like=True):
    """A Time: days as ordinals, anything finer as it is written."""

    start: int | str | None
    end: int | str | None
    precision: int
    zone: str | None
    text: tuple[int, int] | None
    source: int


class ObjectDetail(msgspec.Struct, frozen=True, array_like=True):
    """An Object. Its places are (entity, start, end, relation)."""

    type: int
    modes: tuple[str, ...]
    time: TimeDetail | None
    places: tuple[tuple[str | None, int, int, _Relation], ...]


def time_detail(time: Time | None) -> TimeDetail | None:
    """A time as it is stored."""
    if time is None:
        return None
    text = (time.text.start, time.text.end) if time.text is not None else None
    precision, source = code(_PRECISIONS, time.precision), code(_SOURCES, time.source)
    return TimeDetail(_day(time.start), _day(time.end), precision, time.zone, text, source)


def time_of(detail: TimeDetail | None) -> Time | None:
    """The time that was stored."""
    if detail is None:
        return None
    text = Evidence(*detail.text) if detail.text is not None else None
    start, end = (iso(d) if isinstance(d, int) else d for d in (detail.start, detail.end))
    return Time(start, end, _PRECISIONS[detail.precision], detail.zone, text, _SOURCES[detail.source])


def object_detail(object: Object | None) -> ObjectDetail | None:
    """What is agreed, asked or refused, as it is stored."""
    if object is None:
        return None
    places: tuple[tuple[str | None, int, int, _Relation], ...] = tuple((p.entity, p.start, p.end, p.relation) for p in object.places)
    return ObjectDetail(code(TYPES, object.type), object.modes, time_detail(object.time), places)


def object_of(detail: ObjectDetail | None) -> Object | None:
    """The object that was stored."""
    if detail is None:
        return None
    return Object(TYPES[detail.type], detail.modes, time_of(detail.time), tuple(Place(*p) for p in detail.places))


def _day(written: str | None) -> int | str | None:
    day = number(written)
    return day if day and iso(day) == written else written
