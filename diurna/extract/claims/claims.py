"""Claims: who says what, with which act, by whose report. See docs/claims.md for the fields, langs/SPEECH.md for the cues."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from diurna.analysis import Analysis, Input, Mention, TimeMention, document_id
from diurna.extract.claims import drafts as drafting
from diurna.extract.claims import occasions
from diurna.extract.claims.continuations import continued
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.pieces import Cuts
from diurna.extract.claims.quotes import Quote, outer, quotes
from diurna.extract.clauses.syntax import Syntax
from diurna.ids import content_id
from diurna.langs.pack import Packs
from diurna.model import Claim, Evidence, Time

RECENT = timedelta(days=31)
"""How long before publication a day may lie that the story is told of."""
SCENE = 8
"""How many sentences back the day may be told that a part of the day is of."""


def claims(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.claims` in text order, and add the agencies that the body credits to `analysis.credits`."""
    text = analysis.input.text
    marked = outer(quotes(text, [(s.start, s.end) for s in analysis.segments] or [(0, len(text))]))
    found = [q for q in marked if not _is_name(analysis, q)]
    by_sentence: dict[int, list[Mention]] = {}
    for m in analysis.mentions:
        by_sentence.setdefault(m.sentence, []).append(m)
    times: dict[int, list[TimeMention]] = {}
    for t in analysis.times:
        times.setdefault(t.sentence, []).append(t)
    stages: dict[int, Stage] = {}
    drafts: list[Draft] = []
    for i, syntax in enumerate(analysis.clauses):
        stage = _stage(analysis, i, syntax, packs, found)
        if stage is None:
            continue
        stages[i] = stage
        made = drafting.read(i, stage, by_sentence.get(i, []), analysis)
        occasions.carry(stage, made, drafts, occasions.Before(_before(analysis, times, i), _told_day(analysis, times, i)))
        drafts.extend(made)
    for d in drafts:  # what a clause around cuts off may be all there was: "Rome, qui a voté contre, aurait cédé ..."
        d.content = [(start, end) for start, end in d.content if start < end]
    whole = continued(analysis, stages, drafts, found)
    found_credits = _credits(analysis, whole)
    whole_claims = _unique([_claim(analysis, d) for d in whole])
    cuts = Cuts(analysis)
    cut = tuple(msgspec.structs.replace(c, content=tuple(p for span in c.content for p in cuts.pieces(span))) for c in whole_claims)
    return msgspec.structs.replace(analysis, claims=cut, credits=found_credits)


def _before(analysis: Analysis, times: dict[int, list[TimeMention]], i: int) -> list[TimeMention]:
    """The times of the sentence before one, where it stands in the same paragraph."""
    together = i > 0 and analysis.sentences[i - 1].segment == analysis.sentences[i].segment
    return times.get(i - 1, []) if together else []


def _told_day(analysis: Analysis, times: dict[int, list[TimeMention]], i: int) -> Time | None:
    """The last day of the story that the sentences before one tell, at most `SCENE` back: the one that "in the evening" is of."""
    published = analysis.published
    if published is None or published.start is None or len(published.start) < len("2025-06-05"):
        return None
    today = date.fromisoformat(published.start[:10])
    since = (today - RECENT).isoformat()
    for place in range(i - 1, max(-1, i - 1 - SCENE), -1):
        days = [t.time for t in times.get(place, []) if t.time.start is not None and t.time.end is not None]
        told = [
            d
            for d in days
            if d.start is not None and d.end is not None and d.end[:10] == d.start[:10] and since <= d.start[:10] <= today.isoformat()
        ]
        if told:
            return told[-1]
    return None


def _is_name(analysis: Analysis, q: Quote) -> bool:
    """Whether all that stands in quotation marks is the name of an outlet or body: «Українська правда» quotes nobody."""
    return any(
        m.form == "name"
        and m.start <= q.start + 1
        and q.end - 1 <= m.end
        and (e := analysis.entities.get(m.entity or "")) is not None
        and e.kind in ("media", "organization", "armed_group", "government", "group")
        for m in analysis.mentions
    )


def _credits(analysis: Analysis, drafts: list[Draft]) -> tuple[Mention, ...]:
    """The credits so far and the agencies and outlets that the body names as its source ("..., reports Ukrinform")."""
    spans = [p for d in drafts if d.carries or d.slot == "introduced" for p in d.speakers]
    spans += [p for d in drafts for p in d.via]
    named = [
        m
        for m in analysis.mentions
        if m.entity is not None
        and (e := analysis.entities.get(m.entity)) is not None
        and e.kind == "media"
        and any(p.start <= m.start and m.end <= p.end for p in spans)
    ]
    known = {(m.entity, m.start) for m in analysis.credits}
    return (*analysis.credits, *(m for m in named if (m.entity, m.start) not in known))


def _stage(analysis: Analysis, i: int, syntax: object, packs: Packs, found: list[Quote]) -> Stage | None:
    sentence = analysis.sentences[i]
    if analysis.segments and analysis.segments[sentence.segment].kind not in ("title", "paragraph"):
        return None
    if not isinstance(syntax, Syntax) or sentence.lang is None or sentence.lang not in packs:
        return None
    pack = packs[sentence.lang]
    return Stage(analysis.input.text, sentence, syntax, pack.settings, pack.speech, found)


def _claim(analysis: Analysis, d: Draft) -> Claim:
    content = tuple(Evidence(a, b) for a, b in d.content)
    cue = tuple(Evidence(a, b) for a, b in d.cue)
    made = Claim(
        id="",
        act=d.act,
        speakers=tuple(d.speakers),
        speaker_class=d.speaker_class,
        cue=cue,
        content=content,
        quoted=d.quoted,
        hedge=d.hedge,
        said=d.said,
        via=tuple(d.via),
        quantities=(),
        events=(),
    )
    return msgspec.structs.replace(made, id=identity(analysis.input, made))


def identity(document: Input, claim: Claim) -> str:
    """The id of a claim: a hash of the document, the act, the speakers, the cue and the content."""
    parts = [f"{p.start}-{p.end}:{p.entity}" for p in claim.speakers] + [f"{e.start}-{e.end}" for e in (*claim.cue, *claim.content)]
    return content_id("claim", document_id(document), claim.act, *parts)


def _unique(found: list[Claim]) -> tuple[Claim, ...]:
    ordered = sorted(found, key=lambda c: (c.content[0].start if c.content else c.cue[0].start, -(c.content[-1].end if c.content else 0)))
    return tuple({c.id: c for c in ordered}.values())
