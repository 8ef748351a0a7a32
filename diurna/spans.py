"""Half-open spans of Unicode code points over a canonical text.

Every evidence field of a record is a `Span`: `text[span.start:span.end]` is the evidence, to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """`start` and `end` in code points, half-open, `start < end` for evidence."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span stands on."""
        return text[self.start : self.end]


def overlap(a: Span, b: Span) -> int:
    """Number of code points that two spans share, 0 when they are apart."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly inside `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`; ValueError when there are none."""
    items = list(spans)
    if not items:
        raise ValueError("hull() needs at least one span")
    return Span(min(s.start for s in items), max(s.end for s in items))


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start, end)` of `text` without white space at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
