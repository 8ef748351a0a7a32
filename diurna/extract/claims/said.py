"""When a claim was said: the time expression of its cue's own clause, else of the claim it goes on from.

A time in a relative clause, beside a participle ("arrested in May") or in somebody's words dates something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from diurna.analysis import TimeMention
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Verb
from diurna.model import Time

_DEPENDENT = ("inf", "ger", "part")
"""Clauses that have the time of the clause around them."""
_BESIDE = ("part", "ger")
"""Forms of a verb that keeps the time beside it to itself."""


@dataclass(frozen=True)
class _Cue:
    """Where a draft's cue stands: its first token, its clause and its pieces."""

    token: int
    clause: Clause | None
    pieces: tuple[tuple[int, int], ...] = ()


def date(stage: Stage, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    """Fill `said` of the drafts of one sentence from its `times`; a coordinated claim without its own takes that of the first."""
    for draft in drafts:
        draft.said = _own(stage, draft, drafts, times)
    ordered = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0][0])
    for first, second in pairwise(ordered):
        if second.said is None and first.said is not None and _goes_on(stage, first, second):
            second.said = first.said


def _own(stage: Stage, draft: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> Time | None:
    """The time nearest the cue, in its clause, in no claim's content and not beyond another claim's cue.

    What holds the cue itself (a whole sentence) or is the object of its verb ("denied the report on Monday") may hold its time too.
    """
    if not draft.cue or not times:
        return None
    at = draft.cue[0][0]
    taken = [p for d in drafts if d is not draft or d.slot != "obj" for p in d.content if not (p[0] <= at < p[1])]
    others = [d for d in drafts if d is not draft and d.cue]
    floor = max([p[1] for d in others for p in d.content if p[1] <= at] + [d.cue[-1][1] for d in others if d.cue[-1][1] <= at], default=0)
    limit = min([_begins(d, draft, at) for d in others if d.cue[0][0] > at], default=1 << 60)
    cue = _cue(stage, draft)
    found = [
        t.time
        for t in (_by_then(stage, t) for t in times)
        if t.time.text is not None
        and floor <= t.time.text.start < limit
        and not any(a <= t.time.text.start < b for a, b in taken)
        and not _leads_on(draft, others, t.time.text.start)
        and (t.time.start is None) == (t.time.end is None)  # "since 2013" dates no saying
        and _beside(stage, cue, t)
        and (not t.ahead or (cue.clause is not None and _when(cue.clause, t)))
    ]
    return min(found, key=lambda t: abs(t.text.start - at) if t.text is not None else 0, default=None)


def _begins(other: Draft, draft: Draft, at: int) -> int:
    """Where what another claim of the sentence is told by begins; a speaker whom both have belongs to the first."""
    own = other.source and other.source[0][0] > at and other.source != draft.source
    return other.source[0][0] if own else other.cue[0][0]


def _by_then(stage: Stage, time: TimeMention) -> TimeMention:
    """A time by which something had been said, as the day of it: "by Sunday he was saying"."""
    text = time.time.text
    if time.time.start is not None or text is None or stage.tokens[time.first].norm not in stage.speech.list("by_then"):
        return time
    return msgspec.structs.replace(time, time=msgspec.structs.replace(time.time, start=time.time.end))


def _leads_on(draft: Draft, others: list[Draft], at: int) -> bool:
    """Whether a time behind a claim's content belongs to the next claim of the sentence."""
    reported = bool(draft.content) and draft.content[-1][1] > draft.cue[-1][1]  # not a quotation before its cue
    return reported and at >= draft.content[-1][1] and any(d.cue[0][0] > at for d in others)


def _cue(stage: Stage, draft: Draft) -> _Cue:
    at = draft.cue[0][0]
    token = next((i for i, t in enumerate(stage.tokens) if t.end > at), 0)
    return _Cue(token, _clause(stage, token), tuple(draft.cue))


def _clause(stage: Stage, token: int) -> Clause | None:
    if not stage.units:
        return None
    return stage.homes.get(stage.units[stage.unit_at[token]].first)


def _beside(stage: Stage, cue: _Cue, time: TimeMention) -> bool:
    """Whether a time may belong to the cue's verb: in its clause, in one without a verb or around it, and not by a participle."""
    clause = _clause(stage, time.first)
    if clause is None or cue.clause is None:
        return True
    if clause is not cue.clause and clause.verb is not None:
        around = cue.clause.parent is clause and (cue.clause.kind in _DEPENDENT or _when(cue.clause, time) or _held_at(cue.clause))
        if not around and not (cue.clause.base is clause and time.first < cue.token):
            return False
    return not _participles(stage, cue, time)


def _held_at(clause: Clause) -> bool:
    """Whether a relative clause tells what was said at what the clause around it tells of: "a meeting at which he accused"."""
    return clause.kind == "rel" and clause.marker is not None and bool(clause.marker.prep)


def _when(clause: Clause, time: TimeMention) -> bool:
    """Whether a clause says what happened at the time it stands right behind: "on Saturday, when the minister announced ..."."""
    return clause.marker is not None and 0 <= clause.marker.first - time.last <= 1


def _participles(stage: Stage, cue: _Cue, time: TimeMention) -> bool:
    """Whether a participle other than the cue stands right before the time, or in case languages right behind it."""
    here = stage.unit_at[time.first]
    near = [stage.units[here - 1]] if here else []
    after = stage.unit_at[min(time.last, len(stage.tokens) - 1)]
    if stage.settings.case and time.last < len(stage.tokens):
        near.append(stage.units[after])
    own = cue.clause.verb if cue.clause is not None else None
    return any(
        isinstance(u, Verb)
        and u is not own
        and not any(a <= stage.tokens[u.first].start < b for a, b in cue.pieces)
        and u.form in _BESIDE
        and u.last - u.first == 1
        and not u.first <= cue.token < u.last
        for u in near
    )


def _goes_on(stage: Stage, first: Draft, second: Draft) -> bool:
    """Whether the second claim is told in one breath with the first: of the same speaker, behind the first's time, its cue in nobody's
    words."""
    at, time = second.cue[0][0], first.said.text if first.said is not None else None
    if time is None or time.start > at or any(a <= at < b for a, b in first.content):
        return False
    if not _one_breath(_cue(stage, first).clause, _cue(stage, second).clause):
        return False
    same = {p.entity or (p.start, p.end) for p in first.speakers} == {p.entity or (p.start, p.end) for p in second.speakers}
    return same and bool(first.speakers)


def _one_breath(first: Clause | None, second: Clause | None) -> bool:
    """Whether the second clause is coordinated with the first or depends on it, and neither is a relative clause of its own."""
    if first is None or second is None or first is second:
        return True
    joined = second.base is first or (second.base is not None and second.base is first.base)
    return joined or (second.parent is first and second.kind in _DEPENDENT) or (first.kind == second.kind != "rel")


def carry(stage: Stage, made: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Give claims without a time that of a claim before them: those said "then", "on that occasion", and those by which a speaker goes on.

    `made`: of one sentence; `before`: of the sentences before, in text order.
    """
    _then(stage, made, before)
    _spoken_on(stage, made, before)


def _then(stage: Stage, made: Sequence[Draft], before: Sequence[Draft]) -> None:
    earlier = next((d.said for d in reversed(before[-8:]) if d.said is not None), None)
    words = stage.speech.list("then")
    whole = stage.text[stage.sentence.start : stage.sentence.end].casefold()
    if earlier is None or not any(w in whole for w in words):
        return
    for d in made:
        if d.said is None and d.cue and d.sentence - before[-1].sentence <= 2 and _has_outside(stage, d, words):
            d.said = earlier


def _has_outside(stage: Stage, d: Draft, words: frozenset[str]) -> bool:
    """Whether one of some words stands in the reporting clause: in the sentence, in no content."""
    start, end = stage.sentence.start, stage.sentence.end
    kept = "".join(
        " " if any(a <= i < b for a, b in d.content) else stage.text[i] for i in range(start, min(end, d.cue[-1][1] + 1))
    ).casefold()
    plain = f" {' '.join(kept.replace('’', chr(39)).replace(',', ' ').split())} "
    return any(f" {w} " in plain for w in words)


def _spoken_on(stage: Stage, made: Sequence[Draft], before: Sequence[Draft]) -> None:
    """`"We shall see," he said.` right behind a dated claim of his."""
    last = before[-1] if before else None
    first = next((d for d in made if d.cue), None)
    if last is None or first is None or first.said is not None or last.said is None or last.sentence != first.sentence - 1:
        return
    if "\n" in stage.text[last.content[-1][1] if last.content else last.cue[-1][1] : stage.sentence.start]:
        return
    people = {p.entity for p in first.speakers}
    if people and None not in people and people == {p.entity for p in last.speakers}:
        first.said = last.said
