"""Events along time: each as wide as its time is uncertain, undated ones apart; a strip of months to choose from."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from starlette.responses import Response

from diurna import pages
from diurna.ledger.rows import EventRow
from diurna.web.page import Page, Shown, cut
from diurna.web.phrases import date_of, day

FILTERS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source", "status", "assertion")
SIZE = 30
WIDTH = 1000.0
STRIP = 64.0
_MOST_BINS = 120
_STEPS = ((1, "%d %b"), (7, "%d %b"), (31, "%b %Y"), (92, "%b %Y"), (366, "%Y"), (1830, "%Y"), (3660, "%Y"))
"""Days from one mark of the scale to the next, and how marks are written."""


class Line(msgspec.Struct, frozen=True):
    """An event's stretch of time in the picture. `open` where one of its ends is not known."""

    row: EventRow
    x: float
    width: float
    when: str
    precision: str
    open: bool


class Bin(msgspec.Struct, frozen=True):
    """Articles of a stretch of days; an address asks for these days only."""

    label: str
    first: str
    last: str
    x: float
    width: float
    height: float
    count: int
    chosen: bool


def timeline(page: Page) -> Response:
    """The latest events, in the order of their days."""
    ask = page.read()
    size = page.size(SIZE)
    rows = list(page.ledger.events(limit=ask.page * size + 1, **page.asked))
    shown, paging = cut(page, rows, size)
    dated = [r for r in reversed(shown) if r.dated and r.first]
    undated = [r for r in reversed(shown) if not r.dated]
    lines, ticks = _drawn(dated)
    bins, unknown = _bins(page)
    return page.html(
        "timeline.html", title="Timeline", lines=lines, ticks=ticks, undated=undated, paging=paging, bins=bins, width=WIDTH, strip=STRIP,
        unknown=unknown, filters=FILTERS, judged=pages.judged(page.reader, [r.event.id for r in shown]),
        export=Shown(tuple(r.event.id for r in shown)),
    )  # fmt: skip


def _drawn(rows: list[EventRow]) -> tuple[list[Line], list[tuple[float, str]]]:
    """Lines on one scale; the scale leaves out what lies far before the rest, which is drawn at its edge."""
    if not rows:
        return [], []
    stretches = [(_ordinal(r.first), _ordinal(r.last or r.first)) for r in rows]
    starts = sorted(s for s, _ in stretches)
    low = starts[len(starts) // 10]
    high = max(min(e, s + 400) for s, e in stretches)
    low, high = min(low, high - 6), high + 1
    unit = WIDTH / (high - low)
    lines = [_line(r, s, e, low, high, unit) for r, (s, e) in zip(rows, stretches, strict=True)]
    return lines, _ticks(low, high, unit)


def _line(row: EventRow, start: int, end: int, low: int, high: int, unit: float) -> Line:
    time = row.event.time
    left, right = max(start, low), min(max(end, start), high - 1)
    x = (left - low) * unit
    width = max(6.0, (right + 1 - left) * unit)
    is_open = time is not None and (time.start is None or time.end is None)
    return Line(row, round(min(x, WIDTH - 6), 1), round(min(width, WIDTH), 1), date_of(row), time.precision if time else "unknown", is_open)


def _ordinal(iso: str | None) -> int:
    return date.fromisoformat(iso[:10]).toordinal() if iso else 1


def _ticks(low: int, high: int, unit: float) -> list[tuple[float, str]]:
    days = high - low
    step, style = next(((s, form) for s, form in _STEPS if days / s <= 8), (max(1, days // 8), "%Y"))
    found: list[tuple[float, str]] = []
    at = low
    while at < high:
        found.append((round((at - low) * unit, 1), _written(date.fromordinal(at), style)))
        at += step
    return found


def _written(at: date, style: str) -> str:
    return f"{at:{style}}".removeprefix("0")


def _bins(page: Page) -> tuple[list[Bin], int]:
    """How many articles there are, over all time, in stretches that can be chosen."""
    days = pages.articles_by_day(page.reader)
    unknown = sum(n for told, n in days if not told)
    dated = [(_ordinal(told), n) for told, n in days if told]
    if not dated:
        return [], unknown
    low, high = dated[0][0], dated[-1][0] + 1
    size = max(1, -(-(high - low) // _MOST_BINS))
    counts = [0] * -(-(high - low) // size)
    for at, n in dated:
        counts[(at - low) // size] += n
    most, step = max(counts), WIDTH / len(counts)
    asked = page.ledger.filter(page.ask.asked)
    found = [_bin(low + n * size, size, count, n * step, step, most, (asked.since, asked.until)) for n, count in enumerate(counts)]
    return found, unknown


def _bin(first: int, size: int, count: int, x: float, step: float, most: int, asked: tuple[int | None, int | None]) -> Bin:
    start = date.fromordinal(first)
    end = start + timedelta(days=size - 1)
    since, until = asked
    chosen = (since is None or end.toordinal() >= since) and (until is None or first <= until)
    height = 0.0 if not count else max(2.0, count / most * (STRIP - 16))
    label = day(start.isoformat()) if size == 1 else f"{day(start.isoformat())} – {day(end.isoformat())}"
    return Bin(label, start.isoformat(), end.isoformat(), round(x, 2), round(step, 2), round(height, 1), count, chosen)
