"""What the web pages ask a ledger besides `query`: events without their texts, contested points, what persons judged, coverage by month.

Everything here reads; nothing is decided. Times of answers go with what is shown, not with what the ledger holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from diurna.ledger.codes import TYPES
from diurna.ledger.days import iso
from diurna.ledger.details import confidence
from diurna.ledger.event_rows import claims_by_id, events_by_id
from diurna.ledger.filters import Filter, days_of_party, events, marks
from diurna.ledger.judged import listed
from diurna.ledger.reader import Reader, parts
from diurna.ledger.rows import ClaimRow, EventRow, JudgementRow, LinkRow, name
from diurna.model import Entity


class _Outline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The beginning of an EventDetail as it is kept; what a sketch does not need is passed over unread."""

    modes: msgspec.Raw
    contexts: msgspec.Raw
    cameo: msgspec.Raw
    actors: tuple[tuple[int, int, int], ...]
    recipients: tuple[tuple[int, int, int], ...]
    places: tuple[tuple[int, int, int, str], ...]
    trigger: msgspec.Raw
    sentence: msgspec.Raw
    claims: msgspec.Raw
    confidence: int | float | None


_outline = msgspec.msgpack.Decoder(_Outline).decode


class Sketch(msgspec.Struct, frozen=True, gc=False):
    """An event without its words: enough for a map or a network. Parties and places are rows of entities."""

    id: str
    type: str
    first: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    places: tuple[tuple[int, str], ...]
    confidence: float | None
    unknown: int
    """How many of its parties are no known entity."""


class Known(msgspec.Struct, frozen=True):
    """An entity as pages need it; `side` is whom it stands for, `side_name` what that is called."""

    id: str
    name: str
    kind: str
    side: str
    side_name: str


class Point(msgspec.Struct, frozen=True):
    """A contested point of an article: its words, its events, and all claims about them, in time order."""

    document: str
    day: str | None
    source: str
    lang: str | None
    quantity: bool
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    words: str


def sketches(reader: Reader, filter: Filter, limit: int) -> list[Sketch]:
    """The latest events as asked for, each once."""
    found = events(filter, "e.id, e.event, e.type, e.first, e.detail")
    seen: set[int] = set()
    fresh = (row for row in reader.db.each(found.text, found.values) if row[0] not in seen and not seen.add(row[0]))
    return [_sketch(*row[1:]) for row in islice(fresh, limit)]


def _sketch(stored: bytes, kind: int, first: int, detail: bytes) -> Sketch:
    d = _outline(detail)
    unknown = sum([not p[0] for p in d.actors]) + sum([not p[0] for p in d.recipients])
    places = tuple([(p[0], p[3]) for p in d.places]) if d.places else ()
    share = confidence(d.confidence)
    return Sketch(name(stored), TYPES[kind], iso(first), _known(d.actors), _known(d.recipients), places, share, unknown)


def _known(parties: tuple[tuple[int, int, int], ...]) -> tuple[int, ...]:
    """The entities of parties, each once: mostly there is one, and there are thousands of events."""
    if len(parties) == 1:
        return (parties[0][0],) if parties[0][0] else ()
    return tuple(dict.fromkeys([p[0] for p in parties if p[0]])) if parties else ()


def known(reader: Reader, rows: Iterable[int]) -> dict[int, Known]:
    """Entities by their rows."""
    sql = (
        "SELECT e.id, e.entity, e.name, e.kind, s.code, coalesce((SELECT n.name FROM entity n WHERE n.entity = s.code), s.code) "
        "FROM entity e JOIN side s ON s.id = e.side WHERE e.id IN ({})"
    )
    found = (r for part in parts(sorted({r for r in rows if r})) for r in reader.db.rows(sql.format(marks(part)), part))
    return {row: Known(id, name, kind, side, _called(side, side_name)) for row, id, name, kind, side, side_name in found}


def _called(side: str, name: str) -> str:
    """The name of a side; the gazetteer's where no article names the state itself."""
    if name != side or "/" in side:
        return name
    state = listed(side)
    return name if state is None else state.name


def entities(reader: Reader, rows: Iterable[int]) -> dict[int, Entity]:
    """Whole entities by their rows, without their mentions."""
    sql = "SELECT id, data FROM entity WHERE id IN ({})"
    found = (r for part in parts(sorted({r for r in rows if r})) for r in reader.db.rows(sql.format(marks(part)), part))
    return {row: msgspec.json.decode(data, type=Entity) for row, data in found}


def entity(reader: Reader, id: str) -> tuple[int, Entity] | None:
    """An entity and its row; row 0 and what the gazetteer knows for one that no article names."""
    row = reader.db.one("SELECT id, data FROM entity WHERE entity = ?", (id,))
    if row is not None:
        return row[0], msgspec.json.decode(row[1], type=Entity)
    known = listed(id)
    return (0, known) if known is not None else None


def by_month(reader: Reader, filters: Iterable[Filter], reach: int) -> list[tuple[str, str, int]]:
    """(month, type, count) of the latest events, `reach` of each question; undated ones under ""."""
    counts: dict[tuple[str, str], int] = {}
    found = [days_of_party(filter) or events(filter, "e.id AS event, e.first AS first, e.type AS type") for filter in filters]
    each = " UNION ALL ".join(f"SELECT * FROM ({sql.text} LIMIT {reach})" for sql in found)
    values = [value for sql in found for value in sql.values]
    grouped = f"SELECT first, type, count(DISTINCT event) FROM ({each}) GROUP BY first, type"
    for first, kind, n in reader.db.rows(grouped, values) if found else ():
        key = ((iso(first) or "")[:7], TYPES[kind])
        counts[key] = counts.get(key, 0) + n
    return [(month, type, n) for (month, type), n in sorted(counts.items())]


def articles_by_day(reader: Reader) -> list[tuple[str, int]]:
    """How many articles there are of each day, all versions, in order; those of no known day come under ""."""
    rows = reader.db.rows("SELECT day, count(*) FROM article GROUP BY day ORDER BY day")
    return [(iso(day) or "", count) for day, count in rows]


def totals(reader: Reader) -> tuple[int, str | None, str | None]:
    """How many articles there are, and the first and the last day that one has."""
    count = (reader.db.one("SELECT count(*) FROM article") or (0,))[0]
    ends = reader.db.one("SELECT (SELECT min(day) FROM article WHERE day > 0), (SELECT max(day) FROM article)") or (0, 0)
    return count, iso(ends[0] or 0), iso(ends[1] or 0)


def last_added(reader: Reader) -> str | None:
    """The instant at which the newest article was added."""
    row = reader.db.one("SELECT added FROM article ORDER BY id DESC LIMIT 1")
    return row[0] if row is not None else None


def latest_articles(reader: Reader, limit: int) -> list[str]:
    """The documents that were added last."""
    return [r[0] for r in reader.db.rows("SELECT document FROM article WHERE current = 1 ORDER BY id DESC LIMIT ?", (limit,))]


def changed(reader: Reader, documents: Collection[str], reach: int = 200) -> frozenset[str]:
    """Events about which somebody changed position: as these articles tell, or as the latest `reach` changes across articles do."""
    wanted = sorted(documents)
    sql = f"SELECT about FROM change WHERE article IN (SELECT id FROM article WHERE document IN ({marks(wanted)}))"
    across = "SELECT about FROM change WHERE article IS NULL ORDER BY first DESC LIMIT ?"
    rows = [*reader.db.rows(sql, wanted), *reader.db.rows(across, (reach,))]
    return frozenset(event for (about,) in rows for event in json.loads(about))


def contested(reader: Reader, filter: Filter, limit: int, reach: int = 2000) -> list[Point]:
    """Contested points, those of the latest articles first, that have an event as asked for; `reach` are looked at."""
    sql = (
        'SELECT a.document, a.day, s.name, a.lang, c.quantity, c.events, c.claims, c.start, c."end" '
        "FROM contested c JOIN article a ON a.id = c.article "
        "JOIN source s ON s.id = a.source ORDER BY c.article DESC, c.n LIMIT ?"
    )
    rows = sorted(reader.db.rows(sql, (reach,)), key=lambda row: -row[1])
    wanted = None if filter == Filter() else {s.id for s in sketches(reader, filter, 20_000)}
    found: list[Point] = []
    for row in rows:
        if wanted is not None and wanted.isdisjoint(json.loads(row[5])):
            continue
        if len(found) == limit:
            break
        found.append(_point(reader, row))
    return found


def _point(reader: Reader, row: tuple[Any, ...]) -> Point:
    document, day, source, lang, quantity, about, said, start, end = row
    told = events_by_id(reader, json.loads(about))
    claims = claims_by_id(reader, [*json.loads(said), *(c for e in told.values() for c in e.event.claims)])
    order = sorted(claims.values(), key=lambda c: (c.day or "9", c.content[0].start if c.content else 0))
    words = (reader.text(document) or "")[start:end]
    return Point(document, iso(day), source, lang, bool(quantity), tuple(told.values()), tuple(order), words)


def judged(reader: Reader, items: Sequence[str]) -> dict[str, JudgementRow]:
    """What a person said last of each item."""
    found: dict[str, JudgementRow] = {}
    for at in range(0, len(items), 500):
        part = items[at : at + 500]
        sql = f"SELECT id, kind, item, verdict, note, made, at FROM judgement WHERE item IN ({marks(part)}) ORDER BY id"
        found.update({row[2]: JudgementRow(*row) for row in reader.db.rows(sql, part)})
    return found


def closed(row: JudgementRow | None) -> bool:
    """Whether a whole event or claim was judged: what only had a part put right still waits for the rest."""
    return row is not None and row.verdict != "open" and row.kind in ("event", "claim")


def each_judgement(reader: Reader, limit: int) -> Iterator[JudgementRow]:
    """Judgements, the newest first."""
    sql = "SELECT id, kind, item, verdict, note, made, at FROM judgement ORDER BY id DESC LIMIT ?"
    return (JudgementRow(*row) for row in reader.db.rows(sql, (limit,)))


def disagreed(reader: Reader, reach: int = 500) -> frozenset[str]:
    """Events on which the latest articles disagree: those of their contested points."""
    rows = reader.db.rows("SELECT events FROM contested ORDER BY article DESC LIMIT ?", (reach,))
    return frozenset(event for (about,) in rows for event in json.loads(about))


def weakest_links(reader: Reader, limit: int, reach: int) -> list[LinkRow]:
    """Of the latest links between tellings of one happening those with the lowest score that nobody has judged."""
    sql = (
        'SELECT id, kind, "left", "right", reason, score, origin, made, at, 0 FROM link l WHERE kind = \'happening\' AND undoes IS NULL '
        "AND id > (SELECT coalesce(max(id), 0) FROM link) - ? AND NOT EXISTS (SELECT 1 FROM link u WHERE u.undoes = l.id) "
        "AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.item = CAST(l.id AS TEXT) AND j.kind = 'link') ORDER BY score, id DESC LIMIT ?"
    )
    return [LinkRow(*row[:-1], undone=False) for row in reader.db.rows(sql, (reach, limit))]
