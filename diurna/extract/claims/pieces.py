"""Pieces: a content as its clauses, so that each of its spans says one thing.

A content that runs on over relative clauses, participles and asides ("..., in particular ...", "... signed by X during ...") is cut where a
clause of its own begins and behind a sentence's end. What is cut lies side by side: together the pieces are the whole content.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from diurna.analysis import Analysis
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.clauses.units import Marker, Phrase, Unit
from diurna.model import Evidence
from diurna.spans import trimmed

LONG = 60
SHORT = 12
"""Code points: a content shorter than LONG stays whole; no piece is shorter than SHORT."""
_OPENERS = ("rel", "part", "sub", "if", "ger")


class Cuts:
    """Where contents may be cut: offsets of clause beginnings, asides and sentence beginnings, in text order."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.input.text
        found: set[int] = {s.start for s in analysis.sentences}
        for syntax in analysis.clauses:
            if isinstance(syntax, Syntax):
                found.update(_of_sentence(analysis, syntax))
        self.at = sorted(found)

    def pieces(self, span: Evidence) -> tuple[Evidence, ...]:
        """The span, or its pieces from left to right."""
        if span.end - span.start < LONG:
            return (span,)
        inside = self.at[bisect_right(self.at, span.start) : bisect_left(self.at, span.end)]
        edges = [span.start]
        for cut in inside:
            if cut - edges[-1] >= SHORT and span.end - cut >= SHORT:
                edges.append(cut)
        out: list[Evidence] = []
        for start, end in zip(edges, [*edges[1:], span.end], strict=True):
            kept = trimmed(self.text, start, end)
            if kept.start < kept.end:
                out.append(Evidence(kept.start, kept.end))
        return tuple(out) or (span,)


def _of_sentence(analysis: Analysis, syntax: Syntax) -> set[int]:
    """Clause beginnings and top-level asides of one sentence as offsets."""
    tokens = analysis.sentences[syntax.sentence].tokens
    found: set[int] = set()
    for clause in syntax.clauses:
        if clause.kind not in _OPENERS or not clause.units:
            continue
        first = min(u.first for u in clause.units)
        if clause.marker is not None:
            first = min(first, clause.marker.first)
        found.add(tokens[first].start)
    for place, unit in enumerate(syntax.units):
        if isinstance(unit, Marker) and unit.kind == "comma" and unit.first + 1 < len(tokens) and not _in_list(syntax.units, place):
            found.add(tokens[unit.first + 1].start)
    return found


def _in_list(units: list[Unit], place: int) -> bool:
    """Whether a comma stands inside "A, B and C"."""
    before = units[place - 1] if place else None
    after = units[place + 1] if place + 1 < len(units) else None
    return isinstance(before, Phrase) and isinstance(after, Phrase) and any(p is after for p in before.group)
