"""Claims within claims: which of the cues of a sentence report, and which only stand in what is reported."""

from __future__ import annotations

import msgspec

from diurna.extract.claims import speakers, taken_up
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.extents import SAYING, Found
from diurna.extract.claims.speaking import can_speak
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
    for t in sorted((t for t in tries if id(t) not in beaten), key=lambda t: (t.cue.pos == "n", -_length(stage, t), -t.end)):
        at = stage.tokens[t.anchor.token].start
        if t.taken_up:
            continue
        if holders := [k for k in kept if not k.carries and any(a <= at < b for a, b in k.found.pieces)]:
            if all(_retells(stage, k, t) for k in holders):
                kept.append(t)
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


def _length(stage: Stage, t: Try) -> int:
    """How long a content is, without the stop that ends its sentence."""
    return len(stage.text[t.start : t.end].rstrip(".!?…"))


def _retells(stage: Stage, outer: Try, inner: Try) -> bool:
    """Whether what is reported is itself the report of somebody named: "said that the general had told him that the road was mined"."""
    verb, cue = inner.anchor.verb, inner.cue
    if verb is None or verb.form != "fin" or verb.future or verb.passive or cue.kind not in SAYING or outer.cue.kind not in SAYING:
        return False
    if inner.found.slot not in ("that", "quote") or inner.start < stage.tokens[verb.head].end or inner.end > outer.end:
        return False
    if verb.mood == "sub" and not stage.settings.verb_final:
        return False  # "pidió que diga qué pasó": nobody has said it yet
    opener = inner.anchor.clause.marker
    if opener is not None and opener.kind in ("if", "sub"):
        return False
    subject = speakers.subject(stage, inner.anchor)
    if subject is not None and stage.tokens[subject.head].norm in stage.settings.free_relatives:
        return False  # "fue un ministro quien insinuó que": the speaker stands before
    return subject is not None and stage.tokens[subject.head].pos in ("NOUN", "PROPN") and can_speak(stage, subject)


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


def passed_on(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether all an outlet brings is somebody else's claim, in whose chain it stands now: "according to Reuters, Y said that". What a
    ministry or a witness says of others is a claim of its own."""
    if not draft.content or not (draft.slot == "introduced" or draft.carries):
        return False
    if draft.speakers and draft.speaker_class not in ("media", "unknown"):
        return False
    start, end = draft.content[0][0], draft.content[-1][1]
    return any(
        d.via and d.speakers and d.kind == "speech" and d.source and d.source[0][0] - start <= 4 and d.content[-1][1] <= end
        for d in drafts
        if d is not draft
    )


def chain(drafts: list[Draft]) -> None:
    """Who reports whom: a source introducer or report whose content holds another claim's cue stands before it in the chain."""
    for inner in drafts:
        at = inner.cue[0][0] if inner.cue else -1
        for outside in drafts:
            if outside is inner or not outside.speakers:
                continue
            if any(a <= at < b for a, b in outside.content) and outside.speakers != inner.speakers:
                inner.via = [p for p in outside.speakers if p not in inner.via] + inner.via
