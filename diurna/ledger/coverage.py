"""Sources and what they gave day by day, so that silence is not taken for peace; actors by how often they act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from diurna.ledger.days import iso, month, month_end, month_first, now, number
from diurna.ledger.filters import Filter, events, marks, of_article
from diurna.ledger.reader import Reader, parts
from diurna.ledger.rows import ACTOR, RECIPIENT, ActorRow, Gap, Outage, SourceRow
from diurna.ledger.schema import OFTEN

_LAST_DAY = date.max.toordinal()
_USUAL = 3
"""A stretch without articles is a gap from so many times the usual distance between two days with some."""


def sources(reader: Reader, filter: Filter) -> list[SourceRow]:
    """The sources, most articles first, each with its articles by day and the days on which it unusually gave none."""
    where, values = of_article(filter)
    if _kept(filter):
        sql = f"SELECT a.source, a.day, a.articles, a.copies FROM source_day a{_where(where)}"
    else:
        conditions = _where(["a.current = 1", *where])
        sql = f"SELECT a.source, a.day, count(*), sum(a.state = 'copy') FROM article a{conditions} GROUP BY a.source, a.day"
    rows = reader.db.rows(sql, values)
    names = dict(reader.db.rows("SELECT id, name FROM source"))
    by_source: dict[int, list[tuple[int, int, int]]] = {}
    for source, day, articles, copies in rows:
        by_source.setdefault(source, []).append((day, articles, copies))
    end = _end(reader, filter)
    polled = reader.db.one("SELECT 1 FROM poll LIMIT 1") is not None
    found = [_source(reader, names[source], days, filter, end, polled) for source, days in by_source.items()]
    return sorted(found, key=lambda s: (-s.articles, s.source))


def some_sources(reader: Reader, filter: Filter, limit: int, skip: int, days: int) -> list[SourceRow]:
    """Some of the sources, most articles first, each with the last so many days that it has articles of, and the gaps between these.

    What of `filter` is not kept by day is counted as `sources` does, with all days.
    """
    if not _kept(filter):
        return sources(reader, filter)[skip : skip + limit]
    where, values = of_article(filter)
    sums = "sum(a.articles), sum(a.copies), min(CASE WHEN a.day > 0 THEN a.day END), max(a.day)"
    totals = reader.db.rows(f"SELECT a.source, {sums} FROM source_day a{_where(where)} GROUP BY a.source", values)
    names = dict(reader.db.rows("SELECT id, name FROM source"))
    end = _end(reader, filter)
    polled = reader.db.one("SELECT 1 FROM poll LIMIT 1") is not None
    conditions = _where(["a.source = ?", "a.day > 0", *where])
    by_day = f"SELECT a.day, a.articles, 0 FROM source_day a{conditions} ORDER BY a.day DESC LIMIT ?"
    found: list[SourceRow] = []
    for source, articles, copies, first, last in sorted(totals, key=lambda row: (-row[1], names[row[0]]))[skip : skip + limit]:
        latest = reader.db.rows(by_day, (source, *values, days))
        # Where there are more days than these, what lies before them is no gap.
        asked = msgspec.structs.replace(filter, since=None) if len(latest) == days else filter
        row = _source(reader, names[source], latest, asked, end, polled)
        found.append(msgspec.structs.replace(row, articles=articles, copies=copies, first=iso(first or 0), last=iso(last or 0)))
    return found


def _kept(filter: Filter) -> bool:
    """Whether what is asked for is counted by source and day already: nothing of what single articles are like."""
    return filter == Filter(since=filter.since, until=filter.until, source=filter.source)


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _end(reader: Reader, filter: Filter) -> int:
    """The day up to which sources are listened to: the last of any source's, or of the window, but none that is still to come."""
    last = (reader.db.one("SELECT max(day) FROM article WHERE current = 1") or (0,))[0] or 0
    return min(last if filter.until is None else filter.until, number(now()))


def _source(reader: Reader, name: str, days: Sequence[tuple[int, int, int]], filter: Filter, end: int, polled: bool) -> SourceRow:
    dated = [d for d, _, _ in days if d > 0]
    return SourceRow(
        name, sum(n for _, n, _ in days), sum(c for _, _, c in days), iso(min(dated, default=0)), iso(max(dated, default=0)),
        {iso(d) or "": n for d, n, _ in sorted(days)}, tuple(_gap(reader, name, *gap, polled) for gap in _gaps(dated, filter.since, end)),
        tuple(_outages(reader, name, filter)) if polled else (),
    )  # fmt: skip


def _outages(reader: Reader, source: str, filter: Filter) -> Iterator[Outage]:
    """Runs of failed polls, from one that worked to the next; of those that only look into the window what lies in it."""
    after, until = iso(filter.since or 1) or "", iso(filter.until + 1) if filter.until is not None else None
    sql = "SELECT {} FROM poll WHERE source = ? AND ok = ? AND at >= ? AND (?4 IS NULL OR at < ?4)"
    while True:
        (first,) = reader.db.one(sql.format("min(at)"), (source, 0, after, until)) or (None,)
        if first is None:
            return
        (over,) = reader.db.one(sql.format("min(at)"), (source, 1, first, None)) or (None,)
        ends = [end for end in (over, until) if end is not None]
        failed, last = reader.db.one(sql.format("count(*), max(at)"), (source, 0, first, min(ends, default=None))) or (0, first)
        yield Outage(first, last, failed, over)
        if over is None:
            return
        after = over


def _gap(reader: Reader, source: str, first: int, last: int, polled: bool) -> Gap:
    """A stretch of days with what became of the polls of its source."""
    if not polled:
        return Gap(iso(first) or "", iso(last) or "", last - first + 1, 0, 0)
    sql = "SELECT count(*), coalesce(sum(ok), 0) FROM poll WHERE source = ? AND ok IN (0, 1) AND at >= ? AND at < ?"
    days = (iso(first) or "", iso(last) or "")
    polls, good = reader.db.one(sql, (source, days[0], iso(last + 1))) or (0, 0)
    return Gap(*days, last - first + 1, polls, polls - good)


def _gaps(days: Sequence[int], since: int | None, end: int) -> list[tuple[int, int]]:
    """Stretches of days without articles that are long for this source, from its first day, or the window's, to the end."""
    marked = sorted(set(days))
    if len(marked) < 2:
        return []
    steps = sorted(b - a for a, b in pairwise(marked))
    usual = steps[len(steps) // 2]
    edges = ([since - 1] if since else []) + marked + ([end + 1] if end > marked[-1] else [])
    return [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > _USUAL * usual and b - a > 1]


def actors(reader: Reader, filter: Filter, limit: int | None = None) -> list[ActorRow]:
    """Entities by how often they act or are acted on in the events asked for; an event counts by its first day."""
    narrow = filter.place or filter.source or filter.actor or filter.recipient or filter.status or filter.assertion or filter.between
    window = filter.since is not None or filter.until is not None
    if "" in (filter.type, filter.lang):  # no type and no language: the name under which the sums have all of them
        return []
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
    """Of all times: read off the sums, the largest first. Those that come often stand in an index; where they are too few, all are read."""
    scope = (filter.lang or "", filter.type or "", -1 if limit is None else limit)
    sql = (
        "SELECT entity, actor, recipient FROM actor_sum WHERE lang = ? AND type = ? AND actor + recipient >= {} "
        "ORDER BY actor + recipient DESC, actor DESC, entity LIMIT ?"
    )
    found = reader.db.rows(sql.format(OFTEN), scope) if limit is not None else []
    if limit is None or len(found) < limit:
        found = reader.db.rows(sql.format(1), scope)
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
