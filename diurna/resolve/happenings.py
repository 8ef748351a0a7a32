"""Same happening: tellings of different articles and languages joined into clusters. Blocking, comparison, judgement; pure.

Blocking: keys of party, place and day that tellings of one happening share. Comparison: `verdicts.verdict`. Judgement: the strongest
pairs first, two clusters become one only where they agree as wholes, so that one vague telling does not chain two happenings together.
The outcome does not depend on the order of what comes in, and a cluster depends only on the tellings that pairs connect with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from diurna.resolve.copies import numbered, root
from diurna.resolve.tellings import Telling, shifted, sides, specific
from diurna.resolve.verdicts import WEIGHTS, Verdict, Weights, comparable, days_between, verdict

Kind = Literal["happening", "fulfils"]
AGREEMENT = 3.0
"""Mean score that all pairs of two clusters must reach before they become one."""
TOLERATED = 0.15
"""Share of pairs that may contradict each other: one misread date does not keep two dozen reports apart."""
VETO = -6.0
"""What a contradiction counts in the mean."""
SPOKEN_FOR = 24
"""Members of a cluster that are compared; the best told ones, so that cost does not grow with its square."""
LONGEST_SPAN = 10
"""Days of a stretch of time that are keys one by one; a longer one is found by its months."""
PLAN_DAYS = 60
"""How long after its announcement an undated plan may be fulfilled."""


class Link(msgspec.Struct, frozen=True, gc=False):
    """Two tellings joined: `a` and `b` are event ids, a < b for `happening`; for `fulfils` `a` is the plan. Why, and how sure."""

    a: str
    b: str
    kind: Kind
    reasons: tuple[str, ...]
    score: float


class Judged(msgspec.Struct, frozen=True, gc=False):
    """What persons have decided about pairs of event ids: it outranks every score."""

    apart: frozenset[tuple[str, str]] = frozenset()
    together: frozenset[tuple[str, str]] = frozenset()


def pair(a: str, b: str) -> tuple[str, str]:
    """Two ids in order."""
    return (a, b) if a <= b else (b, a)


def keys(telling: Telling) -> frozenset[str]:
    """The blocking keys of a telling: two parties, party and place, a town, party and type, each with a day; its article's lead."""
    parties = sorted(sides(telling))
    persons = sorted(m.entity or "" for m in telling.actors | telling.recipients if specific(m))
    spots = sorted({f"{s.country}:{s.admin1 or s.id}" for s in telling.spots if s.precision not in ("country", "region", None)})
    lands = sorted({s.country or s.id for s in telling.spots} - set(parties))
    what = [f"{a}|{b}" for a in parties for b in (*parties, *lands) if a < b] + persons + spots
    what += [f"{telling.type}|{p}" for p in (*parties, *lands)] if telling.type else []
    days = _windows(telling)
    found = {f"{w}@{day}" for w in what for day in days}
    if telling.lead:
        found.add(f"{_ONE_TEXT}{telling.article}")
    if telling.text is not None:
        found.add(f"{_ONE_TEXT}{telling.text} {telling.type}")
    return frozenset(found)


_ONE_TEXT = "text "
"""Begins the keys of what one article, or one text in many, tells."""


def key_numbers(tellings: Iterable[Telling]) -> frozenset[int]:
    """The same keys as 63-bit numbers, for an index."""
    return frozenset(numbered(f"happening {key}") for telling in tellings for key in keys(telling) if not key.startswith(_ONE_TEXT))


def _windows(telling: Telling) -> list[str]:
    """Two-day windows, so that neighbours in time share one, and the months, under which what is told by a longer stretch finds them."""
    first, last = telling.first or telling.last, telling.last or telling.first
    if first is None or last is None:
        return []
    months = {first[:_MONTH], last[:_MONTH]}
    if is_wide(telling):
        return sorted(months)
    return sorted({shifted(first, by) for by in range(days_between(first, last) + 2)} | months)


_MONTH = len("2024-05")


def is_wide(telling: Telling) -> bool:
    """Whether a telling's time is a longer stretch, to be found by its months only."""
    first, last = telling.first or telling.last, telling.last or telling.first
    return first is not None and days_between(first, last) > LONGEST_SPAN


def pairs(tellings: Iterable[Telling], new: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of event ids that share a blocking key, each once; a month counts only where one of the two is told by a longer stretch.

    With `new`, only pairs of which one is among these.
    """
    blocks: dict[str, tuple[list[str], list[str]]] = {}
    for telling in tellings:
        wide = is_wide(telling)
        for key in keys(telling):
            blocks.setdefault(key, ([], []))[wide].append(telling.event)
    found: set[tuple[str, str]] = set()
    for key, (narrow, wide) in blocks.items():
        found.update(_crossed(wide, [*wide, *narrow], new))
        if not is_month(key):
            found.update(_crossed(narrow, narrow, new))
    yield from sorted(found)


def _crossed(some: Sequence[str], others: Sequence[str], new: Collection[str] | None) -> Iterator[tuple[str, str]]:
    if new is None:
        yield from (pair(a, b) for a in some for b in others if a != b)
        return
    yield from (pair(a, b) for a in some if a in new for b in others if a != b)
    yield from (pair(a, b) for b in others if b in new for a in some if a != b)


def is_month(key: str) -> bool:
    """Whether a key names a month, under which only what is told by a longer stretch finds others."""
    what, _, day = key.rpartition("@")
    return bool(what) and len(day) == _MONTH


def edges(tellings: Mapping[str, Telling], of: Iterable[tuple[str, str]], weights: Weights = WEIGHTS) -> tuple[Link, ...]:
    """The pairs whose tellings agree enough to be one happening."""
    found: list[Link] = []
    for a, b in of:
        judged = verdict(tellings[a], tellings[b], weights)
        if not judged.veto and judged.score >= weights.enough:
            found.append(Link(a, b, "happening", judged.reasons, judged.score))
    return tuple(found)


class _Clusters:
    """Clusters that grow: members by representative, verdicts kept."""

    def __init__(self, tellings: Mapping[str, Telling], judged: Judged, weights: Weights) -> None:
        self.tellings = tellings
        self.judged = judged
        self.weights = weights
        self.above: dict[str, str] = {}
        self.members: dict[str, list[str]] = {t: [t] for t in tellings}
        self.kept: dict[tuple[str, str], Verdict] = {}

    def join(self, a: str, b: str, forced: bool = False) -> bool:
        """Make one cluster of those of `a` and `b` if they agree; whether they are one now."""
        one, other = root(self.above, a), root(self.above, b)
        if one == other:
            return True
        if not forced and not self._agree(self.members[one], self.members[other]):
            return False
        first, second = min(one, other), max(one, other)
        self.above[second] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(second), key=self._rank)
        return True

    def _rank(self, event: str) -> tuple[int, str]:
        """The best told first: what is dated, placed and has both sides."""
        t = self.tellings[event]
        told = (t.dated == "day") + bool(t.spots) + bool(t.actors) + bool(t.recipients) + t.lead
        return -told, event

    def _agree(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        if self.judged.apart and any(pair(a, b) in self.judged.apart for a in ours for b in theirs):
            return False
        total, vetoes, count = 0.0, 0, 0
        for a in ours[:SPOKEN_FOR]:
            for b in theirs[:SPOKEN_FOR]:
                if not comparable(self.tellings[a], self.tellings[b]):
                    continue
                found = self._verdict(a, b)
                total += VETO if found.veto else found.score
                vetoes += found.veto
                count += 1
        return count > 0 and vetoes <= TOLERATED * count and total / count >= AGREEMENT

    def _verdict(self, a: str, b: str) -> Verdict:
        key = pair(a, b)
        if key not in self.kept:
            self.kept[key] = verdict(self.tellings[a], self.tellings[b], self.weights)
        return self.kept[key]


def join(
    tellings: Mapping[str, Telling],
    links: Iterable[Link],
    judged: Judged = Judged(),  # noqa: B008 (frozen)
    weights: Weights = WEIGHTS,
) -> tuple[tuple[tuple[str, ...], ...], tuple[Link, ...]]:
    """Clusters of event ids (two and more), and those of the links that hold within one.

    The same whatever the order of tellings and links; what persons judged comes first.
    """
    clusters = _Clusters(tellings, judged, weights)
    for a, b in sorted(judged.together):
        if a in tellings and b in tellings:
            clusters.join(a, b, forced=True)
    ranked = sorted((k for k in links if pair(k.a, k.b) not in judged.apart), key=lambda k: (-k.score, k.a, k.b))
    for link in ranked:
        clusters.join(link.a, link.b)
    held = tuple(k for k in ranked if root(clusters.above, k.a) == root(clusters.above, k.b))
    found = sorted(tuple(sorted(m)) for m in clusters.members.values() if len(m) > 1)
    return tuple(found), held


def happenings(
    tellings: Iterable[Telling],
    judged: Judged = Judged(),  # noqa: B008 (frozen)
    weights: Weights = WEIGHTS,
) -> tuple[tuple[str, ...], ...]:
    """Clusters of event ids among some tellings, those told once included; sorted."""
    by_id = {t.event: t for t in tellings}
    found, _ = join(by_id, edges(by_id, pairs(by_id.values()), weights), judged, weights)
    told_once = set(by_id) - {e for cluster in found for e in cluster}
    return tuple(sorted((*found, *((e,) for e in told_once))))


def fulfilled(plan: Telling, later: Telling, weights: Weights = WEIGHTS) -> Link | None:
    """Whether `later` is what `plan` said would be: type, parties and place of its object, at its time or soon after it was announced."""
    if plan.object is None or later.object is not None or later.status != "actual" or plan.type not in ("AGREE", "CONCEDE", "THREATEN"):
        return None
    if later.type != plan.object or later.article == plan.article or len(sides(plan) & sides(later)) < 2:
        return None
    if later.published is None or plan.published is None or later.published < plan.published:
        return None
    first = plan.object_first or plan.published
    last = plan.object_last or shifted(plan.published, PLAN_DAYS)
    meant = msgspec.structs.replace(
        plan, type=plan.object, modes=frozenset(), object=None, object_first=None, object_last=None, first=first, last=last,
        dated="day" if first == last else "span", published=later.published, status="actual",
    )  # fmt: skip
    found = verdict(meant, later, weights)
    if found.veto or found.score < weights.enough or (later.last or first) < first:
        return None
    return Link(plan.event, later.event, "fulfils", found.reasons, found.score)


def fulfilments(tellings: Iterable[Telling]) -> tuple[Link, ...]:
    """Each plan with the telling that fulfils it best."""
    told = sorted(tellings, key=lambda t: t.event)
    actual: dict[str, list[Telling]] = {}
    for telling in told:
        if telling.object is None:
            for side in sides(telling):
                actual.setdefault(side, []).append(telling)
    found: list[Link] = []
    for plan in (t for t in told if t.object is not None):
        near = {t.event: t for side in sides(plan) for t in actual.get(side, ())}
        links = [k for t in near.values() if (k := fulfilled(plan, t)) is not None]
        if links:
            found.append(max(links, key=lambda k: (k.score, k.b)))
    return tuple(found)
