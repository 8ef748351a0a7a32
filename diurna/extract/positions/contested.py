"""Contested points: claims against denials, figures against figures, and what the text itself calls disputed.

A denial that only points back ("denied it", "rejected the allegation", "what Bamako disputes") says by itself that somebody asserts what
it denies, so it is a contested point even where the assertion is no claim of the record. Points that share a claim are one point, but two
denials far from each other that say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from diurna.analysis import Analysis
from diurna.extract.positions.disputed import disputed, stretch
from diurna.extract.positions.replies import akin, counters, meets, rejects, replies
from diurna.extract.positions.stands import Told, by_words, points_back, same_speaker
from diurna.extract.positions.tallies import tallies
from diurna.model import Claim, Contested, Entity, Event
from diurna.resolve.proposition import of_event, same_proposition

REACH = 48
"""How many claims back a claim is compared with: far more than an article has on one point, and it keeps long texts linear."""
NEXT = 2
"""How many claims back a figure of the same measure is taken to count the same thing."""
COUNTED = frozenset({"killed", "injured", "arrested", "displaced", "missing", "participants"})
ASSERTING = frozenset({"say", "confirm", "acknowledge", "accuse", "assess"})
WANTING = frozenset({"demand", "promise", "threaten"})


class _Point(msgspec.Struct, frozen=True):
    """Claims that cannot all stand, in order of text; `figures` where they differ in a number only."""

    claims: tuple[Claim, ...]
    figures: bool = False


def contested(analysis: Analysis, told: Told) -> tuple[Contested, ...]:
    """The contested points of one document, in order of text."""
    points = _merged(told, [*_disputes(analysis, told), *_rejections(analysis, told)])
    found = [_record(told, p) for p in points]
    stated = [d for d in [*disputed(analysis, told), *tallies(told)] if not any(d.start < f.end and f.start < d.end for f in found)]
    return tuple(sorted([*found, *stated], key=lambda c: (c.start, c.end)))


def _record(told: Told, point: _Point) -> Contested:
    """A point as the record has it; it stands where it is last denied or, without a denial, last told."""
    at = [c for c in point.claims if c.act == "deny"] or list(point.claims)
    start, end = stretch(told, at[-1])
    return Contested(
        events=tuple(dict.fromkeys(e for c in point.claims for e in c.events)),
        claims=tuple(c.id for c in point.claims),
        quantity=point.figures,
        start=start,
        end=end,
    )


def _merged(told: Told, points: Iterable[_Point]) -> list[_Point]:
    """Points that share a claim as one, but not where they deny two things."""
    groups: list[list[_Point]] = []
    for p in points:
        ids = {c.id for c in p.claims}
        shared = [g for g in groups if any(c.id in ids for q in g for c in q.claims) and not _apart(told, p, g)]
        for g in shared[1:]:
            groups.remove(g)
        if shared:
            shared[0].extend([p, *(q for g in shared[1:] for q in g)])
        else:
            groups.append([p])
    return [_one(group) for group in groups]


def _apart(told: Told, point: _Point, group: list[_Point]) -> bool:
    """Whether a point has a denial that no denial of a group stands near or shares a word with."""
    mine = [c for c in point.claims if c.act == "deny"]
    theirs = [c for q in group for c in q.claims if c.act == "deny"]
    if not mine or not theirs:
        return False
    if any(a is b or abs(told.place(a) - told.place(b)) <= 1 for a in mine for b in theirs):
        return False
    others = {told.content_words(c): c for c in theirs}.values()  # what is said again and again is compared once
    return not any(akin(told, a, b) for a in mine for b in others)


def _one(group: list[_Point]) -> _Point:
    claims = {c.id: c for p in group for c in p.claims}
    ordered = sorted(claims.values(), key=lambda c: min(s.start for s in (*c.cue, *c.content)))
    return _Point(tuple(ordered), all(p.figures for p in group))


def _rejections(analysis: Analysis, told: Told) -> list[_Point]:
    """Denials whose form alone says that somebody asserts it; who rules out what another only demands contests nothing."""
    wanted = {s for c in analysis.claims if c.act in WANTING for s in c.content}
    denials = [c for c in analysis.claims if c.act == "deny" and c.speakers and wanted.isdisjoint(c.content)]
    return [_Point((c,)) for c in denials if rejects(told, c)]


def _disputes(analysis: Analysis, told: Told) -> list[_Point]:
    events = {e.id: e for e in analysis.events}
    answered = replies(told)
    out: list[_Point] = []
    for gap, a, b in _near(analysis):
        if not _rivals(a, b, analysis.entities):
            continue
        opposed = (a.act == "deny" and b.act in ASSERTING) or (b.act == "deny" and a.act in ASSERTING)
        figures = _figures_differ(told, a, b, gap)
        if (gap == 1 and counters(told, a, b)) or (gap <= NEXT and meets(told, a, b)):
            out.append(_Point((a, b)))
            continue
        about_one = (opposed and answered.get(b.id) == a.id) or (figures and gap <= NEXT and _same_count(a, b))
        if about_one or ((opposed or figures) and not _answers_another(told, answered, a, b) and _same(analysis, told, events, a, b)):
            out.append(_Point((a, b), not opposed))
    return out


def _answers_another(told: Told, answered: dict[str, str], a: Claim, b: Claim) -> bool:
    """Whether one of two claims only points back, to some other claim."""
    return any(c.act == "deny" and c.id in answered and points_back(told, c) for c in (a, b))


def _same(analysis: Analysis, told: Told, events: dict[str, Event], a: Claim, b: Claim) -> bool:
    """Whether two claims state the same proposition, by their events or by their words."""
    for i in a.events:
        for j in b.events:
            if same_proposition(of_event(events[i], analysis.entities), of_event(events[j], analysis.entities)) is not None:
                return True
    return by_words(told, a, b) is not None


def _near(analysis: Analysis) -> Iterator[tuple[int, Claim, Claim]]:
    """Pairs of claims at most `REACH` apart, with their distance: neighbours, and those of which one denies or both give figures."""
    claims = analysis.claims
    for place, b in enumerate(claims):
        first = max(0, place - REACH)
        for gap, a in enumerate(reversed(claims[first:place]), 1):
            if gap == 1 or "deny" in (a.act, b.act) or (a.quantities and b.quantities):
                yield gap, a, b


def _rivals(a: Claim, b: Claim, entities: dict[str, Entity]) -> bool:
    """Whether two claims have different speakers, none of whom speaks for the other's state."""
    return bool(a.speakers and b.speakers and a.content and b.content) and same_speaker(a, b, entities) is None


def _same_count(a: Claim, b: Claim) -> bool:
    """Whether two neighbouring claims count the same kind of victims or people."""
    return not b.quantities or any(x.measure == y.measure and x.measure in COUNTED for x in a.quantities for y in b.quantities)


def _figures_differ(told: Told, a: Claim, b: Claim, gap: int) -> bool:
    """Whether two claims give figures of the same measure whose ranges do not touch, or the later one names a bare other number."""
    if gap == 1 and any(x.measure in COUNTED for x in a.quantities) and told.bare_number(b):
        return not told.bare_number(b) <= told.numbers(a)
    for x in a.quantities:
        for y in b.quantities:
            if x.measure == y.measure and x.unit == y.unit and (x.of is None or y.of is None or x.of == y.of):
                low, high = max(x.min or 0, y.min or 0), min(_top(x.max), _top(y.max))
                if low > high:
                    return True
    return False


def _top(value: float | None) -> float:
    return float("inf") if value is None else value
