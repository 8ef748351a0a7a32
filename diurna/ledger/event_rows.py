"""Events and claims out of their rows: entities by id, claims and quantities, the sentence they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import msgspec

from diurna.ledger.days import iso
from diurna.ledger.filters import Filter, Sql, among, claims, events, marks
from diurna.ledger.reader import Reader, parts
from diurna.ledger.rows import ClaimDetail, ClaimRow, EventDetail, EventRow, key, name
from diurna.model import Event, Evidence, Party, Place, Quad, Quantity
from diurna.ontology.load import load

EVENT = (
    "e.id, e.event, e.article, e.n, e.type, e.status, e.assertion, e.first, e.last, e.dated, e.lang, e.detail, "
    "(SELECT document FROM article a WHERE a.id = e.article), (SELECT name FROM source s WHERE s.id = e.source)"
)
CLAIM = (
    "c.id, c.claim, c.article, c.n, c.act, c.speaker_class, c.first, c.dated, c.lang, c.detail, "
    "(SELECT document FROM article a WHERE a.id = c.article), (SELECT name FROM source s WHERE s.id = c.source)"
)
_event_detail = msgspec.msgpack.Decoder(EventDetail).decode
_claim_detail = msgspec.msgpack.Decoder(ClaimDetail).decode
_Span = tuple[int, int, int]


@cache
def _quads() -> dict[str, Quad]:
    return {name: plover.quad for name, plover in load().types.items()}


def find_events(reader: Reader, filter: Filter, limit: int | None = None, newest: bool = True) -> list[EventRow]:
    """Events by their first day, newest first or oldest first; `limit` of them at most."""
    found = events(filter, EVENT, newest)
    return event_rows(reader, _distinct(reader.db.each(found.text, found.values), limit))


def _distinct(rows: Iterator[tuple[Any, ...]], limit: int | None) -> list[tuple[Any, ...]]:
    """Rows with different ids: an event comes once for each of its parties that fits."""
    seen: set[int] = set()
    fresh = (row for row in rows if row[0] not in seen and not seen.add(row[0]))
    return list(islice(fresh, limit))


def events_by_id(reader: Reader, ids: Sequence[str]) -> dict[str, EventRow]:
    """Events of current codings by their ids; those that no current coding has are left out."""
    return {row.event.id: row for row in event_rows(reader, _by_text(reader, f"SELECT {EVENT} FROM event e WHERE e.event IN ({{}})", ids))}


def claims_by_id(reader: Reader, ids: Sequence[str]) -> dict[str, ClaimRow]:
    """Claims of current codings by their ids."""
    return {row.claim: row for row in claim_rows(reader, _by_text(reader, f"SELECT {CLAIM} FROM claim c WHERE c.claim IN ({{}})", ids))}


def _by_text(reader: Reader, sql: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    wanted = list(dict.fromkeys(map(key, ids)))
    pieces = (wanted[at : at + 500] for at in range(0, len(wanted), 500))
    return [row for piece in pieces for row in reader.db.rows(sql.format(marks(piece)), piece)]


def event_rows(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> list[EventRow]:
    """Rows of EVENT as structs, in their order."""
    details = [_event_detail(row[11]) for row in rows]
    names = reader.names(p[0] for d in details for part in (d.actors, d.recipients, d.places) for p in part)
    articles = [row[2] for row in rows]
    texts = reader.texts(articles)
    said = _ordinals(reader, "claim", (row[2] for row, d in zip(rows, details, strict=True) if d.claims))
    figures = _quantities(reader, "event", articles)
    return [_event(row, d, names, texts.get(row[2], ""), said, figures) for row, d in zip(rows, details, strict=True)]


def _event(
    row: tuple[Any, ...],
    d: EventDetail,
    names: dict[int, tuple[str, str]],
    text: str,
    said: dict[tuple[int, int], str],
    figures: dict[tuple[int, int], list[Quantity]],
) -> EventRow:
    _, stored, article, n, type, status, assertion, first, last, dated, lang, _, document, source = row
    id = name(stored)
    event = Event(
        id, type, d.modes, d.contexts, _quads()[type], d.cameo, status, assertion, _parties(d.actors, names), _parties(d.recipients, names),
        tuple(Place(names[e][0] if e in names else None, s, t, r) for e, s, t, r in d.places),  # pyright: ignore[reportArgumentType]
        d.time, d.object, tuple(figures.get((article, n), ())), Evidence(*d.trigger), Evidence(*d.sentence), "", d.confidence,
        tuple(said[article, c] for c in d.claims if (article, c) in said),
    )  # fmt: skip
    return EventRow(
        event, document, source, lang, iso(first), iso(last), bool(dated), text[slice(*d.sentence)], text[slice(*d.trigger)],
        _called((*d.actors, *d.recipients, *(p[:3] for p in d.places)), names, text),
    )  # fmt: skip


def _parties(parties: Iterable[_Span], names: dict[int, tuple[str, str]]) -> tuple[Party, ...]:
    return tuple(Party(names[e][0] if e in names else None, s, t) for e, s, t in parties)


def _called(parties: Iterable[_Span], names: dict[int, tuple[str, str]], text: str) -> dict[str, str]:
    """Names by entity id; the words themselves, by `@start`, where nobody knows who is meant."""
    return dict(names[e] if e in names else (f"@{s}", text[s:t]) for e, s, t in parties)


def _ordinals(reader: Reader, table: str, articles: Iterable[int]) -> dict[tuple[int, int], str]:
    """Ids of the events or claims of articles by (article row, place in it)."""
    wanted = sorted(set(articles))
    sql = f"SELECT article, n, {table} FROM {table} WHERE article IN ({{}})"
    return {(article, n): name(id) for part in parts(wanted) for article, n, id in reader.db.rows(sql.format(marks(part)), part)}


def _quantities(reader: Reader, owner: str, articles: Iterable[int]) -> dict[tuple[int, int], list[Quantity]]:
    found: dict[tuple[int, int], list[Quantity]] = {}
    columns = 'article, n, measure, min, max, unit, of, start, "end"'
    sql = f"SELECT {columns} FROM quantity WHERE owner = ? AND article IN ({{}}) ORDER BY article, n, i"
    for part in parts(sorted(set(articles))):
        for article, n, *rest in reader.db.rows(sql.format(marks(part)), (owner, *part)):
            found.setdefault((article, n), []).append(Quantity(*rest))
    return found


def find_claims(reader: Reader, filter: Filter, limit: int | None = None, newest: bool = True) -> list[ClaimRow]:
    """Claims by the day they were made, newest first or oldest first; `limit` of them at most."""
    found = claims(filter, CLAIM, newest)
    rows = reader.db.each(found.text, found.values)
    if filter.place is None:  # the type alone is in the rows
        return claim_rows(reader, _distinct(rows, limit))
    return claim_rows(reader, _distinct(_about(reader, rows, filter), limit))


def _about(reader: Reader, rows: Iterator[tuple[Any, ...]], filter: Filter) -> Iterator[tuple[Any, ...]]:
    """Claims with an event of the type and place asked for in what they say."""
    for row in rows:
        inside = _claim_detail(row[9]).events
        if not inside:
            continue
        wanted = among(filter, row[2], inside)
        if reader.db.one(wanted.text, wanted.values) is not None:
            yield row


def claim_rows(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> list[ClaimRow]:
    """Rows of CLAIM as structs, in their order."""
    details = [_claim_detail(row[9]) for row in rows]
    names = reader.names(p[0] for d in details for part in (d.speakers, d.via) for p in part)
    texts = reader.texts(row[2] for row in rows)
    said = _ordinals(reader, "event", (row[2] for row, d in zip(rows, details, strict=True) if d.events))
    return [_claim(row, d, names, texts.get(row[2], ""), said) for row, d in zip(rows, details, strict=True)]


def _claim(
    row: tuple[Any, ...], d: ClaimDetail, names: dict[int, tuple[str, str]], text: str, said: dict[tuple[int, int], str]
) -> ClaimRow:
    _, stored, article, _, act, speaker_class, first, dated, lang, _, document, source = row
    return ClaimRow(
        name(stored), act, speaker_class, _parties(d.speakers, names), _parties(d.via, names), d.quoted, d.hedge,
        tuple(Evidence(*e) for e in d.cue), tuple(Evidence(*e) for e in d.content), d.said,
        tuple(said[article, e] for e in d.events if (article, e) in said), document, source, lang, iso(first), bool(dated),
        " … ".join(text[s:e] for s, e in _joined(d.content, text)),
        _called((*d.speakers, *d.via), names, text),
    )  # fmt: skip


def _joined(content: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Stretches of content, those that lie side by side as one."""
    whole: list[tuple[int, int]] = []
    for start, end in content:
        if whole and not text[whole[-1][1] : start].strip(" ,;\n"):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def details(reader: Reader, found: Sql) -> Iterator[tuple[int, EventDetail]]:
    """(first day, detail) of each event of a statement that selects id, detail and first day."""
    seen: set[int] = set()
    for row, detail, first in reader.db.each(found.text, found.values):
        if row not in seen:
            seen.add(row)
            yield first, _event_detail(detail)
