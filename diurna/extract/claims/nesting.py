"""Claims within claims: which of the cues of a sentence report, and which only stand in what is reported."""

from __future__ import annotations

import msgspec

from diurna.extract.claims import taken_up
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.extents import Found
from diurna.langs.speech import Cue


class Try(msgspec.Struct, eq=False):
    """A cue with what was found for it."""

    anchor: Anchor
    cue: Cue
    found: Found
    start: int
    end: int
    open_end: bool = False
    taken_up: bool = False
    """What is denied has been told before and is taken up by a relative word: it may be another claim's content."""
    carries: bool = False
    """A wire credit or the like: "..., reports X"; the claims in its content stand on their own, with X in their chain."""


def extent(stage: Stage, found: Found) -> tuple[int, int]:
    """Where a content begins and ends, in code points."""
    return min(a for a, _ in found.pieces), max(b for _, b in found.pieces)


def outermost(stage: Stage, tries: list[Try], sourced: list[Draft]) -> list[Try]:
    """The tries whose cue stands in no other's content, and no two on the same content."""
    if not tries:
        return []
    kept: list[Try] = []
    beaten = _beaten(stage, tries)
    for t in sorted((t for t in tries if id(t) not in beaten), key=lambda t: (t.cue.pos == "n", -(t.end - t.start))):
        at = stage.tokens[t.anchor.token].start
        if t.taken_up:
            continue
        if any(a <= at < b for k in kept if not k.carries for a, b in k.found.pieces):
            continue
        if t.cue.kind != "speech" and any(a <= at < b for d in sourced for a, b in d.content):
            continue
        if any(_overlap(t.found.pieces, k.found.pieces) for k in kept if not k.carries):
            continue
        kept.append(t)
    for t in tries:
        if t.taken_up:
            end = t.found.pieces[0][1]
            told = [k for k in kept if abs(k.end - end) <= 1 or k.end <= stage.tokens[k.anchor.token].start < end]
            t.found = taken_up.as_told(t.found, [*(k.found for k in told), *_introduced(stage, t, sourced)])
            t.start, t.end = extent(stage, t.found)
    return [*kept, *(t for t in tries if t.taken_up)]


def _introduced(stage: Stage, taking: Try, sourced: list[Draft]) -> list[Found]:
    """What a source introduced and a relative clause behind it takes up: "Selon Kiev, l'usine a brûlé, ce que Moscou dément". The clause is
    no part of what the source says.
    """
    at, end = stage.tokens[taking.anchor.token].start, taking.found.pieces[0][1]
    found: list[Found] = []
    for d in sourced:
        holds = any(a <= at < b for a, b in d.content)
        if holds and d.cue and d.cue[0][0] < end and any(a < end for a, _ in d.content):
            d.content = [(a, min(b, end)) for a, b in d.content if a < end]
            found.append(Found(d.content, "introduced", d.first))
    return found


def _beaten(stage: Stage, tries: list[Try]) -> set[int]:
    """Ids of tries that took for a reporting clause what another reports: each holds the other's cue, and the other leads its content
    ("warned that, should it come to that, Rwanda will respond") or reports last ("werde man antworten, drohte X")."""
    out: set[int] = set()
    closing = [t for t in tries if t.anchor.verb is not None and t.start < stage.tokens[t.anchor.first].start and not t.taken_up]
    for inner in closing:
        for outer in tries:
            if outer is inner or outer.carries or not (_holds(stage, outer, inner) and _holds(stage, inner, outer)):
                continue
            leads = outer.start >= stage.tokens[outer.anchor.first].start
            if leads or (outer in closing and outer.anchor.token > inner.anchor.token):
                out.add(id(inner))
    return out


def _holds(stage: Stage, outer: Try, inner: Try) -> bool:
    at = stage.tokens[inner.anchor.token].start
    return any(a <= at < b for a, b in outer.found.pieces)


def _overlap(a: list[Piece], b: list[Piece]) -> bool:
    return any(x < d and c < y for x, y in a for c, d in b)
