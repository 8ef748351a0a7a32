"""Details of events and claims as bytes: MessagePack, spans by their distance from where they are told and by their length.

There are many, and what is near takes one byte where a place in the text takes three. An event is told where its sentence begins, a claim
where its cue does. A confidence is a whole number of hundredths.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from diurna.ledger.codes import ObjectDetail, TimeDetail
from diurna.ledger.rows import ClaimDetail, EventDetail

Span = tuple[int, int]
Party = tuple[int, int, int]
_pack = msgspec.msgpack.Encoder().encode
bare_event = msgspec.msgpack.Decoder(EventDetail).decode
"""A detail as it is kept, for whoever asks for no place in the text and no confidence."""
_bare_claim = msgspec.msgpack.Decoder(ClaimDetail).decode
_replaced = msgspec.structs.replace


def packed_event(detail: EventDetail) -> bytes:
    """An event's detail as it is kept; `event_detail` gives it back."""
    at, end = detail.sentence
    moved = _event_moved(detail, _near, at)
    return _pack(_replaced(moved, sentence=(at, end - at), confidence=_hundredths(detail.confidence)))


def event_detail(data: bytes) -> EventDetail:
    """The detail that `packed_event` was given."""
    detail = bare_event(data)
    at, length = detail.sentence
    return _replaced(_event_moved(detail, _far, at), sentence=(at, at + length), confidence=confidence(detail.confidence))


def packed_claim(detail: ClaimDetail) -> bytes:
    """A claim's detail as it is kept; `claim_detail` gives it back."""
    at = (detail.cue or detail.content or ((0, 0),))[0][0]
    return _pack(_replaced(_claim_moved(detail, _near, at), at=at))


def claim_detail(data: bytes) -> ClaimDetail:
    """The detail that `packed_claim` was given."""
    detail = _bare_claim(data)
    return _replaced(_claim_moved(detail, _far, detail.at), at=0)


def bare_claim_events(data: bytes) -> tuple[int, ...]:
    """The places of a claim's events among those of its article, of a detail as it is kept."""
    return _bare_claim(data).events


def confidence(kept: float | None) -> float | None:
    """The confidence that is kept as hundredths, or as it is where it is no whole number of them."""
    return kept / 100 if isinstance(kept, int) else kept


def _hundredths(share: float | None) -> float | None:
    whole = round(100 * share) if share is not None else 0
    return whole if share is not None and whole / 100 == share else share


def _near(span: Span, at: int) -> Span:
    return span[0] - at, span[1] - span[0]


def _far(span: Span, at: int) -> Span:
    start = at + span[0]
    return start, start + span[1]


_Move = Callable[[Span, int], Span]


def _parties(parties: tuple[Party, ...], move: _Move, at: int) -> tuple[Party, ...]:
    return tuple([(entity, *move((start, end), at)) for entity, start, end in parties]) if parties else parties


def _time(time: TimeDetail | None, move: _Move, at: int) -> TimeDetail | None:
    return time if time is None or time.text is None else _replaced(time, text=move(time.text, at))


def _object(thing: ObjectDetail | None, move: _Move, at: int) -> ObjectDetail | None:
    if thing is None:
        return None
    places = tuple([(entity, *move((start, end), at), relation) for entity, start, end, relation in thing.places])
    return _replaced(thing, time=_time(thing.time, move, at), places=places)


def _event_moved(detail: EventDetail, move: _Move, at: int) -> EventDetail:
    return _replaced(
        detail,
        actors=_parties(detail.actors, move, at),
        recipients=_parties(detail.recipients, move, at),
        places=tuple([(entity, *move((start, end), at), relation) for entity, start, end, relation in detail.places]),
        trigger=move(detail.trigger, at),
        time=_time(detail.time, move, at),
        object=_object(detail.object, move, at),
    )


def _claim_moved(detail: ClaimDetail, move: _Move, at: int) -> ClaimDetail:
    return _replaced(
        detail,
        speakers=_parties(detail.speakers, move, at),
        via=_parties(detail.via, move, at),
        cue=tuple([move(span, at) for span in detail.cue]),
        content=tuple([move(span, at) for span in detail.content]),
        said=_time(detail.said, move, at),
    )
