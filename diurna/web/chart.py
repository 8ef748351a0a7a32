"""Pictures as numbers: bars by month, cooperation above the line and conflict below it. Pure; the templates draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from diurna.web.phrases import quad

WIDTH, HEIGHT = 720, 160
_MOST_BARS = 60


class Bar(msgspec.Struct, frozen=True):
    """One stretch of months: a rectangle for each quad class, with what it stands for."""

    label: str
    x: float
    width: float
    parts: tuple[tuple[str, float, float, int], ...]
    """(quad, y, height, count)"""


class Chart(msgspec.Struct, frozen=True):
    """Bars with the height of the middle line; `rows` says the same as a table: (months, acts by quad)."""

    bars: tuple[Bar, ...]
    middle: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, dict[str, int]], ...]
    most: int
    undated: int


def monthly(found: Iterable[tuple[str, str, int]]) -> Chart:
    """(month, type, count) as bars; several months share one where there are many."""
    counts: dict[str, dict[str, int]] = {}
    undated = 0
    for month, type, count in found:
        if not month:
            undated += count
            continue
        kinds = counts.setdefault(month, {})
        kinds[quad(type)] = kinds.get(quad(type), 0) + count
    months = _months(min(counts), max(counts)) if counts else []
    rows = _grouped(months, counts)
    up = max((r.get("vc", 0) + r.get("mc", 0) for _, r in rows), default=0)
    down = max((r.get("vx", 0) + r.get("mx", 0) for _, r in rows), default=0)
    unit = (HEIGHT - 24) / max(1, up + down)
    middle = 4 + up * unit
    step = WIDTH / max(1, len(rows))
    bars = tuple(_bar(label, n * step, min(step * 0.8, 28), kinds, middle, unit) for n, (label, kinds) in enumerate(rows))
    every = max(1, len(rows) // 8)
    ticks = tuple((n * step, label.partition(" –")[0]) for n, (label, _) in enumerate(rows) if n % every == 0 and n * step < WIDTH - 50)
    return Chart(bars, middle, ticks, tuple(r for r in rows if r[1]), max(up, down), undated)


def _bar(label: str, x: float, width: float, kinds: dict[str, int], middle: float, unit: float) -> Bar:
    parts: list[tuple[str, float, float, int]] = []
    above, below = middle, middle
    for kind in ("mc", "vc"):
        if count := kinds.get(kind, 0):
            above -= count * unit
            parts.append((kind, round(above, 1), round(count * unit, 1), count))
    for kind in ("vx", "mx"):
        if count := kinds.get(kind, 0):
            parts.append((kind, round(below, 1), round(count * unit, 1), count))
            below += count * unit
    return Bar(label, round(x, 1), round(width, 1), tuple(parts))


def _months(first: str, last: str) -> list[str]:
    low, high = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(max(low, high - 1200), high + 1)]


def _grouped(months: Sequence[str], counts: dict[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    size = -(-len(months) // _MOST_BARS) or 1
    rows: list[tuple[str, dict[str, int]]] = []
    for at in range(0, len(months), size):
        part = months[at : at + size]
        kinds: dict[str, int] = {}
        for month in part:
            for kind, n in counts.get(month, {}).items():
                kinds[kind] = kinds.get(kind, 0) + n
        rows.append((part[0] if size == 1 else f"{part[0]} – {part[-1]}", kinds))
    return rows
