"""TimelineJS: one JSON object whose slides are happenings, each as exact as its date is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import IO, Any

import msgspec

from diurna.export.atom import deed
from diurna.export.choice import Origin, Wanted
from diurna.export.dates import parts
from diurna.export.gdelt import asserted
from diurna.ledger.rows import EventRow
from diurna.query import Happening

Made = dict[str, Any]


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write the timeline; the number of slides. What did not, or not yet, happen has no slide, nor has what has no day."""
    out.write(b'{"events":[')
    count = 0
    for slide in _slides(origin, wanted):
        out.write((b",\n" if count else b"\n") + msgspec.json.encode(slide))
        count += 1
    out.write(b"\n]}\n")
    return count


def _slides(origin: Origin, wanted: Wanted) -> Iterator[Made]:
    for one in origin.happenings(wanted):
        told = asserted(one)
        dates = _dates(told) if told else None
        if dates is not None:
            yield {
                "unique_id": f"diurna-{one.id}", **dates, "group": told[0].event.quad, "autolink": False,
                "text": {"headline": escape(deed(told[0])), "text": _text(one, told)},
            }  # fmt: skip


def _dates(told: Sequence[EventRow]) -> Made | None:
    """When it happened, by the first telling that says so; else the day of the article, shown as that."""
    dated = next((row for row in told if row.dated and row.first), None)
    row = dated or next((row for row in told if row.first), None)
    if row is None or row.first is None:
        return None
    if dated is None:
        return {"start_date": _day(row.first), "display_date": f"undated; told on {row.first}"}
    short = parts(row.event.time)
    if short:
        return {"start_date": dict(zip(("year", "month", "day"), short, strict=False))}
    return {"start_date": _day(row.first), **({"end_date": _day(row.last)} if row.last else {})}


def _day(iso: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, iso.split("-")), strict=True))


def _text(one: Happening, told: Sequence[EventRow]) -> str:
    """The sentence and who tells it. TimelineJS shows it as HTML: what articles say is escaped."""
    head = told[0]
    urls = [a.url for a in one.articles if a.url and a.url.startswith(("http://", "https://"))]
    source = f'<a href="{escape(urls[0])}">{escape(head.source)}</a>' if urls else escape(head.source)
    stands = "" if head.event.assertion == "narrator" else f" It stands as {escape(head.event.assertion)}."
    many = "" if len(one.articles) == 1 else f" Told by {len(one.articles)} articles, {one.origins} of independent origin."
    return f'<p><q lang="{escape(head.lang or "")}">{escape(head.quote)}</q> ({source})</p><p>{stands}{many}</p>'.replace("<p></p>", "")
