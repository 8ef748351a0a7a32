"""A record's spans as pieces of its text: each piece carries the kinds of all that stand on it and the rows they belong to. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from diurna.model import Claim, Event, Record
from diurna.web.phrases import QUADS, stance

Span = tuple[int, int, str, str]
"""Start, end, kind, and the label of the row that it belongs to ("" for none)."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text on which the same spans stand. `opens` and `closes` are claims whose content begins before it and ends after it.

    `at` is the label of the row whose words begin here; `row` the one that a link on these words leads to.
    """

    text: str
    kinds: str
    of: str
    opens: tuple[tuple[str, int], ...]
    closes: tuple[tuple[str, int], ...]
    at: str | None
    row: str | None


class Part(msgspec.Struct, frozen=True):
    """A segment with its pieces."""

    kind: str
    lang: str | None
    pieces: tuple[Piece, ...]


def labels(record: Record) -> dict[str, str]:
    """e1, e2, ... and c1, c2, ... by the ids of events and claims."""
    found = {e.id: f"e{n}" for n, e in enumerate(record.events, 1)}
    return found | {c.id: f"c{n}" for n, c in enumerate(record.claims, 1)}


def parts(record: Record) -> list[Part]:
    """The text in its segments, cut where spans begin and end."""
    text, label = record.document.text, labels(record)
    spans = [s for s in _spans(record, label) if 0 <= s[0] < s[1] <= len(text)]
    depth = _depths(record, label)
    segments = record.segments or ()
    rest = [(s.kind, s.lang, s.start, s.end) for s in segments] or [("paragraph", None, 0, len(text))]
    seen: set[str] = set()
    return [Part(kind, lang, tuple(_pieces(text, start, end, spans, depth, seen))) for kind, lang, start, end in rest]


def _spans(record: Record, label: dict[str, str]) -> Iterator[Span]:
    for event in record.events:
        yield from _event(event, label[event.id])
    for claim in record.claims:
        yield from _claim(claim, label[claim.id])
    for entity in record.entities:
        yield from ((m.start, m.end, "name", "") for m in entity.mentions)
    for n, note in enumerate(record.notes, 1):
        yield note.start, note.end, "note", f"n{n}"
    for n, contested in enumerate(record.contested, 1):
        yield contested.start, contested.end, "contested", f"d{n}"
    for credit in record.document.credits:
        yield credit.start, credit.end, "credit", ""


def _event(event: Event, of: str) -> Iterator[Span]:
    yield event.trigger.start, event.trigger.end, f"trigger {QUADS[event.quad]}", of
    roles = (("actor", event.actors), ("recipient", event.recipients), ("place", event.places), ("quantity", event.quantities))
    for kind, found in roles:
        yield from ((p.start, p.end, kind, of) for p in found)
    for time in (event.time, event.object.time if event.object else None):
        if time is not None and time.text is not None:
            yield time.text.start, time.text.end, "time", of
    if event.object is not None:
        yield from ((p.start, p.end, "place", of) for p in event.object.places)


def _claim(claim: Claim, of: str) -> Iterator[Span]:
    yield from ((p.start, p.end, "speaker", of) for p in claim.speakers)
    yield from ((p.start, p.end, "via", of) for p in claim.via)
    yield from ((c.start, c.end, f"cue s-{stance(claim.act)}", of) for c in claim.cue)
    yield from ((c.start, c.end, "content", of) for c in claim.content)
    yield from ((q.start, q.end, "quantity", of) for q in claim.quantities)
    if claim.said is not None and claim.said.text is not None:
        yield claim.said.text.start, claim.said.text.end, "time", of


def _depths(record: Record, label: dict[str, str]) -> dict[tuple[int, int, str], int]:
    """How many other claims' contents a claim's content lies in: brackets nest."""
    contents = [(c.start, c.end, label[claim.id]) for claim in record.claims for c in claim.content if c.start < c.end]
    contents.sort(key=lambda c: (c[0], -c[1]))
    found: dict[tuple[int, int, str], int] = {}
    open_: list[tuple[int, int, str]] = []
    for one in contents:
        open_ = [o for o in open_ if o[1] > one[0]]
        found[one] = sum(o[2] != one[2] and o[1] >= one[1] for o in open_)
        open_.append(one)
    return found


def _pieces(text: str, start: int, end: int, spans: list[Span], depth: dict[tuple[int, int, str], int], seen: set[str]) -> Iterator[Piece]:
    inside = [(max(s, start), min(e, end), kind, of) for s, e, kind, of in spans if s < end and e > start]
    brackets = [(max(s, start), min(e, end), of, d) for (s, e, of), d in depth.items() if s < end and e > start]
    opens: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    closes: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for s, e, of, d in sorted(brackets, key=lambda b: b[3]):
        opens[s].append((of, d))
        closes[e].insert(0, (of, d))
    cuts = sorted({start, end, *(at for s, e, _, _ in inside for at in (s, e))})
    begun: defaultdict[int, list[Span]] = defaultdict(list)
    for span in inside:
        begun[span[0]].append(span)
    live: list[Span] = []
    for here, there in pairwise(cuts):
        live = [s for s in live if s[1] > here] + begun[here]
        yield _piece(text[here:there], live, here, opens[here], closes[there], seen)


def _piece(
    text: str, live: list[Span], here: int, opens: Iterable[tuple[str, int]], closes: Iterable[tuple[str, int]], seen: set[str]
) -> Piece:
    kinds = " ".join(dict.fromkeys(word for _, _, kind, _ in live for word in kind.split()))
    of = " ".join(dict.fromkeys(of for _, _, _, of in live if of))
    words = [(kind, of) for _, _, kind, of in live if kind.startswith(("trigger", "cue", "note"))]
    row = words[-1][1] if words and not text.isspace() else None
    at = next((of for s, _, kind, of in live if s == here and kind.startswith(("trigger", "cue", "note")) and of not in seen), None)
    if at is not None:
        seen.add(at)
    return Piece(text, kinds, of, tuple(opens), tuple(closes), at, row)
