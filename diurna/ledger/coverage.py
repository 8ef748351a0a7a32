"""Sources and what they gave day by day, so that silence is not taken for peace; actors by how often they act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from diurna.ledger.days import iso, month, month_end, month_first
from diurna.ledger.filters import Filter, events, marks
from diurna.ledger.reader import Reader, parts
from diurna.ledger.rows import ACTOR, RECIPIENT, ActorRow, Gap, SourceRow

_LAST_DAY = date.max.toordinal()
_USUAL = 3
"""A stretch without articles is a gap from so many times the usual distance between two days with some."""


def sources(reader: Reader, filter: Filter) -> list[SourceRow]:
    """The sources, most articles first, each with its articles by day and the days on which it unusually gave none."""
    where, values = ["a.current = 1"], []
    if filter.since is not None:
        where.append("a.day >= ?")
        values.append(filter.since)
    if filter.until is not None:
        where.append("a.day BETWEEN 1 AND ?")
        values.append(filter.until)
    if filter.source is not None:
        where.append(f"a.source IN ({marks(filter.source)})")
        values += filter.source
    if filter.lang is not None:
        where.append("a.lang = ?")
        values.append(filter.lang)
    rows = reader.db.rows(
        f"SELECT a.source, a.day, count(*), sum(a.state = 'copy') FROM article a WHERE {' AND '.join(where)} GROUP BY a.source, a.day",
        values,
    )
    names = dict(reader.db.rows("SELECT id, name FROM source"))
    by_source: dict[int, list[tuple[int, int, int]]] = {}
    for source, day, articles, copies in rows:
        by_source.setdefault(source, []).append((day, articles, copies))
    found = [_source(reader, names[source], days, filter) for source, days in by_source.items()]
    return sorted(found, key=lambda s: (-s.articles, s.source))


def _source(reader: Reader, name: str, days: Sequence[tuple[int, int, int]], filter: Filter) -> SourceRow:
    dated = [d for d, _, _ in days if d > 0]
    return SourceRow(
        name, sum(n for _, n, _ in days), sum(c for _, _, c in days), iso(min(dated, default=0)), iso(max(dated, default=0)),
        {iso(d) or "": n for d, n, _ in sorted(days)}, tuple(_gap(reader, name, *gap) for gap in _gaps(dated, filter)),
    )  # fmt: skip


def _gap(reader: Reader, source: str, first: int, last: int) -> Gap:
    """A stretch of days with what became of the polls of its source."""
    sql = "SELECT count(*), coalesce(sum(ok), 0) FROM poll WHERE source = ? AND at >= ? AND at < ?"
    days = (iso(first) or "", iso(last) or "")
    polls, good = reader.db.one(sql, (source, days[0], iso(last + 1))) or (0, 0)
    return Gap(*days, last - first + 1, polls, polls - good)


def _gaps(days: Sequence[int], filter: Filter) -> list[tuple[int, int]]:
    """Stretches of days without articles that are long for this source, between its first day and its last (or the asked for window's)."""
    marked = sorted(set(days))
    if len(marked) < 2:
        return []
    steps = sorted(b - a for a, b in pairwise(marked))
    usual = steps[len(steps) // 2]
    edges = ([filter.since - 1] if filter.since else []) + marked + ([filter.until + 1] if filter.until else [])
    return [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > _USUAL * usual and b - a > 1]


def actors(reader: Reader, filter: Filter, limit: int | None = None) -> list[ActorRow]:
    """Entities by how often they act or are acted on in the events asked for; an event counts by its first day."""
    narrow = filter.place or filter.source or filter.actor or filter.recipient or filter.status or filter.assertion or filter.between
    window = filter.since is not None or filter.until is not None
    if not narrow and not window:
        top = _most(reader, filter, limit)
    else:
        counts = _counted(reader, filter) if narrow or filter.lang or filter.type else _summed(reader, filter)
        top = sorted(((e, a, r) for e, (a, r) in counts.items() if a + r > 0), key=lambda c: (-(c[1] + c[2]), -c[1], c[0]))[:limit]
    rows: dict[int, list[str | None]] = {}
    for part in parts([e for e, _, _ in top]):
        found = reader.db.rows(f"SELECT id, entity, name, kind, country FROM entity WHERE id IN ({marks(part)})", part)
        rows.update({row: rest for row, *rest in found})
    return [ActorRow(*rows[e], actor=a, recipient=r) for e, a, r in top if e in rows]  # pyright: ignore[reportArgumentType]


def _most(reader: Reader, filter: Filter, limit: int | None) -> list[tuple[int, int, int]]:
    """Of all times: read off the sums, the largest first."""
    found = reader.db.rows(
        "SELECT entity, actor, recipient FROM actor_sum INDEXED BY actor_sum_most WHERE lang = ? AND type = ? AND actor + recipient > 0 "
        "ORDER BY actor + recipient DESC LIMIT ?",
        (filter.lang or "", filter.type or "", -1 if limit is None else limit),
    )
    return [(row[0], row[1], row[2]) for row in found]


def _summed(reader: Reader, filter: Filter) -> dict[int, tuple[int, int]]:
    """Of a window: whole months from the sums of months, the days at its ends from those of days."""
    since, until = filter.since or 1, filter.until or _LAST_DAY
    counts: dict[int, tuple[int, int]] = {}
    low, high = month(since), month(until)
    if since > month_first(low):
        low += 1
    if until < month_end(high):
        high -= 1
    sql = "SELECT entity, sum(actor), sum(recipient) FROM {} WHERE {} BETWEEN ? AND ? GROUP BY entity"
    if low > high:
        _gather(counts, reader.db.rows(sql.format("actor_day", "day"), (since, until)))
        return counts
    _gather(counts, reader.db.rows(sql.format("actor_month", "month"), (low, high)))
    for first, last in ((since, month_first(low) - 1), (month_end(high) + 1, until)):
        if first <= last:
            _gather(counts, reader.db.rows(sql.format("actor_day", "day"), (first, last)))
    return counts


def _gather(counts: dict[int, tuple[int, int]], rows: Sequence[tuple[int, int, int]]) -> None:
    for entity, actor, recipient in rows:
        a, r = counts.get(entity, (0, 0))
        counts[entity] = (a + actor, r + recipient)


def _counted(reader: Reader, filter: Filter) -> dict[int, tuple[int, int]]:
    """By looking at the events themselves."""
    from diurna.ledger.event_rows import details

    found = events(filter, "e.id, e.detail, e.first")
    counts: dict[int, tuple[int, int]] = {}
    for first, detail in details(reader, found):
        if filter.since is not None and first < filter.since:
            continue
        for role, parties in ((ACTOR, detail.actors), (RECIPIENT, detail.recipients)):
            _gather(counts, [(e, int(role == ACTOR), int(role == RECIPIENT)) for e in {p[0] for p in parties if p[0]}])
    return counts
