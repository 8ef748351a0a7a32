"""Events and claims out of their rows: entities by id, claims and quantities, the sentence they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from diurna.ledger.codes import ACTS, ASSERTIONS, CLASSES, HEDGES, QUOTED, STATUSES, TYPES, object_of, time_of
from diurna.ledger.days import iso
from diurna.ledger.details import bare_claim_events, bare_event, claim_detail, event_detail
from diurna.ledger.filters import Filter, Sql, Who, among, claims, events, marks, taking_part, type_counts
from diurna.ledger.pieces import Kind, rows_of_ids
from diurna.ledger.reader import Reader, Told, parts
from diurna.ledger.rows import ClaimDetail, ClaimRow, EventDetail, EventRow, key, name
from diurna.model import Event, Evidence, Party, Place, Quad, Quantity
from diurna.ontology.load import load

EVENT = "e.id, e.event, e.article, e.type, e.status, e.assertion, e.first, e.last, e.dated, e.lang, e.detail"
CLAIM = "c.id, c.claim, c.article, c.act, c.speaker_class, c.first, c.dated, c.lang, c.detail"
_Span = tuple[int, int, int]
_AT_ONCE = 200
"""Claims of which it is asked together whom they are about."""


@cache
def _quads() -> dict[str, Quad]:
    return {name: plover.quad for name, plover in load().types.items()}


def find_events(reader: Reader, filter: Filter, limit: int | None = None, newest: bool = True) -> list[EventRow]:
    """Events by their first day, newest first or oldest first; `limit` of them at most."""
    found = events(filter, EVENT, newest)
    return event_rows(reader, list(islice(_fresh(reader.db.each(found.text, found.values)), limit)))


def _fresh(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows with different ids: an event comes once for each of its parties that fits."""
    seen: set[int] = set()
    return (row for row in rows if row[0] not in seen and not seen.add(row[0]))


def events_by_id(reader: Reader, ids: Sequence[str]) -> dict[str, EventRow]:
    """Events of current codings by their ids; those that no current coding has are left out."""
    return {row.event.id: row for row in event_rows(reader, _by_id(reader, "event", EVENT, ids))}


def claims_by_id(reader: Reader, ids: Sequence[str]) -> dict[str, ClaimRow]:
    """Claims of current codings by their ids."""
    return {row.claim: row for row in claim_rows(reader, _by_id(reader, "claim", CLAIM, ids))}


def claims_of(reader: Reader, articles: Collection[int], ids: Collection[str]) -> dict[str, ClaimRow]:
    """Claims by their ids, where it is known in which articles they stand."""
    wanted = [key(id) for id in sorted(set(ids))]
    found: list[tuple[Any, ...]] = []
    for part in parts(sorted(set(articles))):
        table = "article a CROSS JOIN claim c ON c.id BETWEEN a.claim_from AND a.claim_to"
        sql = f"SELECT {CLAIM} FROM {table} WHERE a.id IN ({marks(part)}) AND c.claim IN ({marks(wanted)})"
        found += reader.db.rows(sql, (*part, *wanted))
    return {row.claim: row for row in claim_rows(reader, found)}


def latest(reader: Reader, filter: Filter, limit: int | None = None) -> dict[int, int]:
    """The first days of the latest events of a dyad, by row. No event stands twice in one."""
    found = events(filter, "e.id, e.first")
    return dict(reader.db.rows(f"{found.text} LIMIT ?", (*found.values, -1 if limit is None else limit)))


def events_at(reader: Reader, rows: Sequence[int]) -> list[EventRow]:
    """Events by their rows, in the order in which they are asked for."""
    sql = f"SELECT {EVENT} FROM event e WHERE e.id IN ({{}})"
    found = {row[0]: row for part in parts(rows) for row in reader.db.rows(sql.format(marks(part)), part)}
    return event_rows(reader, [found[row] for row in rows])


def count_types(reader: Reader, filter: Filter) -> dict[str, int]:
    """How many events of each type there are, the most frequent first."""
    found = type_counts(filter)
    return {TYPES[kind]: count for kind, count in reader.db.rows(found.text, found.values)}


def _by_id(reader: Reader, kind: Kind, columns: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    wanted = frozenset(map(key, ids))
    rows = rows_of_ids(reader.db, kind, wanted)
    sql = f"SELECT {columns} FROM {kind} {kind[0]} WHERE {kind[0]}.id IN ({{}})"
    return [row for part in parts(rows) for row in reader.db.rows(sql.format(marks(part)), part) if row[1] in wanted]


def event_rows(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> list[EventRow]:
    """Rows of EVENT as structs, in their order."""
    details = [event_detail(row[10]) for row in rows]
    names = reader.names(p[0] for d in details for part in (d.actors, d.recipients, d.places) for p in part)
    told = reader.told(row[2] for row in rows)
    both = list(zip(rows, details, strict=True))
    said = _ids(reader, "claim", (told[row[2]].claims + n for row, d in both for n in d.claims))
    figures = _quantities(reader, "event", [row[2] for row, d in both if d.figures])
    return [_event(row, d, names, told[row[2]], said, figures) for row, d in both]


def _event(
    row: tuple[Any, ...],
    d: EventDetail,
    names: dict[int, tuple[str, str]],
    told: Told,
    said: dict[int, str],
    figures: dict[tuple[int, int], list[Quantity]],
) -> EventRow:
    number, stored, article, kind, status, assertion, first, last, dated, lang, _ = row
    type, text = TYPES[kind], told.text
    event = Event(
        name(stored), type, d.modes, d.contexts, _quads()[type], d.cameo, STATUSES[status], ASSERTIONS[assertion],
        _parties(d.actors, names), _parties(d.recipients, names),
        tuple(Place(names[e][0] if e in names else None, s, t, r) for e, s, t, r in d.places),  # pyright: ignore[reportArgumentType]
        time_of(d.time), object_of(d.object), tuple(figures.get((article, number - told.events), ())) if d.figures else (),
        Evidence(*d.trigger), Evidence(*d.sentence), "", d.confidence,
        tuple(said[told.claims + n] for n in d.claims),
    )  # fmt: skip
    return EventRow(
        event, told.document, told.source, lang, iso(first), iso(last), bool(dated), text[slice(*d.sentence)], text[slice(*d.trigger)],
        _called((*d.actors, *d.recipients, *(p[:3] for p in d.places)), names, text),
    )  # fmt: skip


def _parties(parties: Iterable[_Span], names: dict[int, tuple[str, str]]) -> tuple[Party, ...]:
    return tuple(Party(names[e][0] if e in names else None, s, t) for e, s, t in parties)


def _called(parties: Iterable[_Span], names: dict[int, tuple[str, str]], text: str) -> dict[str, str]:
    """Names by entity id; the words themselves, by `@start`, where nobody knows who is meant."""
    return dict(names[e] if e in names else (f"@{s}", text[s:t]) for e, s, t in parties)


def _ids(reader: Reader, table: str, rows: Iterable[int]) -> dict[int, str]:
    """Ids of some rows of `event` or `claim`."""
    sql = f"SELECT id, {table} FROM {table} WHERE id IN ({{}})"
    return {row: name(id) for part in parts(sorted(set(rows))) for row, id in reader.db.rows(sql.format(marks(part)), part)}


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
    return claim_rows(reader, list(islice(_claims(reader, filter, newest), limit)))


def _claims(reader: Reader, filter: Filter, newest: bool = True) -> Iterator[tuple[Any, ...]]:
    """Rows of CLAIM as asked for, each once."""
    found = claims(filter, CLAIM, newest)
    rows = reader.db.each(found.text, found.values)
    return _fresh(rows if filter.place is None else _about(reader, rows, filter))  # the type alone is in the rows


def find_claims_about(reader: Reader, filter: Filter, whom: Who, reach: int) -> Iterator[list[ClaimRow]]:
    """Of the latest `reach` claims as asked for those about events in which somebody takes part, some at a time.

    Who takes part is read off the index; texts are read of what fits only.
    """
    rows = islice(_claims(reader, filter), reach)
    while part := list(islice(rows, _AT_ONCE)):
        first = dict(_firsts(reader, {row[2] for row in part}))
        about = [(row, {first[row[2]] + n for n in bare_claim_events(row[8])}) for row in part]
        wanted = sorted({event for _, events in about for event in events})
        asked = [taking_part(some, whom) for some in parts(wanted)]
        there = {event for sql in asked for (event,) in reader.db.rows(sql.text, sql.values)}
        yield claim_rows(reader, [row for row, events in about if not there.isdisjoint(events)])


def _firsts(reader: Reader, articles: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where the events of articles begin."""
    for part in parts(sorted(articles)):
        yield from reader.db.rows(f"SELECT id, event_from FROM article WHERE id IN ({marks(part)})", part)  # pyright: ignore[reportReturnType]


def _about(reader: Reader, rows: Iterator[tuple[Any, ...]], filter: Filter) -> Iterator[tuple[Any, ...]]:
    """Claims with an event of the type and place asked for in what they say."""
    for row in rows:
        inside = bare_claim_events(row[8])
        if not inside:
            continue
        wanted = among(filter, row[2], inside)
        if reader.db.one(wanted.text, wanted.values) is not None:
            yield row


def claim_rows(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> list[ClaimRow]:
    """Rows of CLAIM as structs, in their order."""
    details = [claim_detail(row[8]) for row in rows]
    names = reader.names(p[0] for d in details for part in (d.speakers, d.via) for p in part)
    told = reader.told(row[2] for row in rows)
    both = list(zip(rows, details, strict=True))
    said = _ids(reader, "event", (told[row[2]].events + n for row, d in both for n in d.events))
    return [_claim(row, d, names, told[row[2]], said) for row, d in both]


def _claim(row: tuple[Any, ...], d: ClaimDetail, names: dict[int, tuple[str, str]], told: Told, said: dict[int, str]) -> ClaimRow:
    _, stored, _, act, speaker_class, first, dated, lang, _ = row
    text = told.text
    return ClaimRow(
        name(stored), ACTS[act], CLASSES[speaker_class], _parties(d.speakers, names), _parties(d.via, names),
        QUOTED[d.quoted], HEDGES[d.hedge],
        tuple(Evidence(*e) for e in d.cue), tuple(Evidence(*e) for e in d.content), time_of(d.said),
        tuple(said[told.events + n] for n in d.events), told.document, told.source, lang, iso(first), bool(dated),
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
    """(first day, detail as it is kept) of each event of a statement that selects id, detail and first day."""
    seen: set[int] = set()
    for row, detail, first in reader.db.each(found.text, found.values):
        if row not in seen:
            seen.add(row)
            yield first, bare_event(detail)
