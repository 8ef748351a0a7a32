"""A run in one page of HTML: what came of the inputs, by day, language and outlet, what was rejected and why, how fast it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import msgspec

from diurna.batch.progress import Progress
from diurna.batch.run import Manifest, counted
from diurna.batch.shard import Spent

MOST = 40
"""Rows of a table; the rest is counted in the last."""
_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}td{padding:.15rem .6rem;border-bottom:1px solid #ddd}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums;width:8rem}td.b{width:40%}i{display:block;height:.8rem;background:#37648f}"
)


def together(one: Spent, other: Spent) -> Spent:
    """Seconds of two shards."""
    return Spent(*(a + b for a, b in zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)))


def report(manifest: Manifest, progress: Progress, spent: Spent) -> str:
    """The page. What is counted is of all shards; what is timed is of the shards of this run."""
    total = counted(manifest.shards)
    sums = {"seen": total.seen, "coded": total.coded, "rejected": total.rejected, "duplicates": total.duplicates}
    parts = [
        f"<p>{len(manifest.shards)} shards, coder {escape(manifest.coder.version)} ({escape(manifest.coder.hash)}); "
        f"{total.words} words, {total.events} events, {total.claims} claims in the articles that were coded.</p>",
        _table("Inputs", sums.items()),
        _table("Rejected, by reason", _ranked(total.reasons)),
        _table("Articles by day", _by_day(total.days)),
        _table("Articles by language", _ranked(total.langs)),
        _table("Articles by outlet", _ranked(total.outlets)),
        _timed(progress, spent),
        _list("Shards set aside", (f"{source}: {reason}" for source, reason in manifest.aside.items())),
        _list("Inputs that are no shards", (p.message for p in manifest.wrong)),
    ]
    head = f'<meta charset="utf-8"><title>Batch</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><h1>Batch</h1>{"".join(parts)}</body></html>\n'


def _timed(progress: Progress, spent: Spent) -> str:
    whole = sum(msgspec.structs.astuple(spent)) or 1.0
    shares = {name: round(100 * seconds / whole, 1) for name, seconds in msgspec.structs.asdict(spent).items()}
    line = (
        f"<p>This run: {progress.shards} shards in {progress.seconds:.1f} s, {progress.words_a_second:.0f} words a second; "
        f"{progress.before} shards were done before.</p>"
    )
    return line + _table("Where the time of the workers went, in per cent", shares.items()) if progress.shards else line


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, float]]:
    """The largest first; what is too much in one row."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = ranked[MOST:]
    return [*ranked[:MOST], *([(f"{len(rest)} others", sum(n for _, n in rest))] if rest else [])]


def _by_day(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """By day; by month or year where there are too many."""
    for width in (10, 7, 4):
        found: dict[str, int] = {}
        for day, count in sorted(counts.items()):
            name = day[:width] if day[:1].isdigit() else day
            found[name] = found.get(name, 0) + count
        if len(found) <= 3 * MOST:
            return list(found.items())
    return list(found.items())


def _table(title: str, rows: Iterable[tuple[str, float]]) -> str:
    found = list(rows)
    if not found:
        return ""
    most = max(n for _, n in found) or 1
    cells = "".join(
        f'<tr><td>{escape(name)}</td><td class="n">{n}</td><td class="b"><i style="width:{100 * n / most:.1f}%"></i></td></tr>'
        for name, n in found
    )
    return f"<h2>{escape(title)}</h2><table>{cells}</table>"


def _list(title: str, lines: Iterable[str]) -> str:
    found = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(title)}</h2><ul>{found}</ul>" if found else ""
