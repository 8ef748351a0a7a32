"""Timesketch: JSON lines with `message`, `datetime` and `timestamp_desc`, which it asks for, and columns of our own beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from diurna.export.choice import Chosen, Origin, Wanted, claim_lang, event_row
from diurna.export.columns import article_cells
from diurna.model import Claim, Event, Time

LIMIT = 32_766
"""Bytes of a value that Timesketch's index takes; what is longer is cut."""
Row = dict[str, Any]


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write `events` or `claims`; the number of lines. What has no day, and whose article has none, has no line."""
    count = 0
    for one in origin.chosen(wanted):
        for row in _claims(one) if table == "claims" else _events(one):
            out.write(msgspec.json.encode({name: _cut(value) for name, value in row.items() if value not in (None, [], "")}) + b"\n")
            count += 1
    return count


def _events(one: Chosen) -> Iterator[Row]:
    for event in one.events:
        row = event_row(one.record, event)
        at = _instant(event.time) or _instant(one.document.published)
        if at is None:
            continue
        when = f"Event, {event.time.precision}" if row.dated and event.time is not None else "Article published, event undated"
        actors, recipients, places = (", ".join(map(one.called, some)) for some in (event.actors, event.recipients, event.places))
        yield {
            "message": f"{actors or '·'} {event.type}{' → ' + recipients if recipients else ''}{_marks(event)}: {row.quote}",
            "datetime": at, "timestamp_desc": when, "event_id": event.id, "event_type": event.type, "modes": ", ".join(event.modes),
            "quad": event.quad, "status": event.status, "assertion": event.assertion, "actor": actors, "recipient": recipients,
            "place": places, "first": row.first, "last": row.last, "start_char": event.sentence.start, "end_char": event.sentence.end,
            "confidence": event.confidence, **article_cells(one), "lang": row.lang,
        }  # fmt: skip


def _claims(one: Chosen) -> Iterator[Row]:
    for claim in one.claims:
        said, published = _instant(claim.said), _instant(one.document.published)
        if (at := said or published) is not None:
            speakers, words = ", ".join(map(one.called, claim.speakers)), _words(one, claim)
            yield {
                "message": f"{speakers or 'nobody named'} {claim.act}: {words}", "datetime": at,
                "timestamp_desc": f"Claim made, {claim.said.precision}" if claim.said is not None and said else "Article published",
                "claim_id": claim.id, "act": claim.act, "speaker": speakers, "speaker_class": claim.speaker_class, "hedge": claim.hedge,
                "events": " ".join(claim.events), **article_cells(one), "lang": claim_lang(claim, one.record),
            }  # fmt: skip


def _words(one: Chosen, claim: Claim) -> str:
    return " … ".join(map(one.text, claim.content)) or " … ".join(map(one.text, claim.cue))


def _marks(event: Event) -> str:
    """What keeps a line from being read as a fact."""
    marks = [word for word in (event.status, event.assertion) if word not in ("actual", "narrator")]
    return f" [{', '.join(marks)}]" if marks else ""


def _instant(time: Time | None) -> str | None:
    """ISO 8601 with an offset, which Timesketch asks for. Zones are words of the text, rarely stated: the clock is given as if of UTC."""
    start = time.start if time is not None else None
    if start is None:
        return None
    day, _, clock = start.partition("T")
    return f"{day}T{f'{clock[:5]}:00' if clock else '00:00:00'}+00:00"


def _cut(value: Any) -> Any:
    if not isinstance(value, str) or len(value) * 4 <= LIMIT or len(data := value.encode("utf-8", "replace")) <= LIMIT:
        return value
    return data[:LIMIT].decode("utf-8", "ignore")
