"""What somebody quoted tells that another said to him: « Un douanier m'a glissé : "Il doit partir" », raconte sa sœur."""

from __future__ import annotations

import re

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import content, parties, speakers, stances
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.quotes import CLOSERS, Quote
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses.units import Phrase
from diurna.model import Party

_OPENING = re.compile(r"^[^.:!?]{0,40}:\s*([\"“‘'«‹„])")


def read(index: int, stage: Stage, told: list[Draft], mentions: list[Mention], analysis: Analysis) -> list[Draft]:
    """The claims inside the quotations of a sentence's Romance claims; who is quoted stands in their chain."""
    if not stage.settings.clitics or stage.settings.case:
        return []
    out: list[Draft] = []
    for draft in told:
        for quote in (q for q in stage.quotes if q.depth == 0 and any(a <= q.start and q.end <= b + 1 for a, b in draft.content)):
            for anchor in stage.anchors:
                at = stage.tokens[anchor.first].start
                if quote.start < at < quote.end and not any(a <= at < b for d in out for a, b in d.content):
                    out += _inside(index, stage, anchor, quote, draft, mentions, analysis)
    return out


def _inside(
    index: int, stage: Stage, anchor: Anchor, quote: Quote, outer: Draft, mentions: list[Mention], analysis: Analysis
) -> list[Draft]:
    """The claim of a verb of saying within a quotation, if its subject is named there and what is said is quoted or told to "me"."""
    verb, cue = anchor.verb, anchor.cues[0]
    if verb is None or verb.form != "fin" or cue.kind != "speech" or verb.person in ("1", "2") or verb.future:
        return []
    subject = speakers.subject(stage, anchor)
    if subject is None or not _named(stage, subject, quote):
        return []
    quoted = _quoted(stage, anchor, quote)
    said = quoted or (_clause(stage, anchor, quote) if _to_me(stage, anchor) else None)
    if said is None:
        return []
    source = speakers.source(stage, subject)
    people = parties.parties(source, stage, mentions)
    start, end = stage.tokens[source.first].start, stage.tokens[source.last - 1].end
    via = outer.speakers or [Party(None, a, b) for a, b in outer.source[:1]]
    slot = "quote" if quoted else "that"
    act = stances.by_content(stage, cue.act, cue.kind, [said], slot, stage.tokens[anchor.last - 1].end)
    last = next((i for i in range(len(stage.tokens) - 1, -1, -1) if stage.tokens[i].end <= said[1]), len(stage.tokens) - 1) + 1
    return [
        Draft(
            sentence=index,
            rule=cue.rule,
            act=stances.assured(stage, act, cue, [said], slot),
            kind=cue.kind,
            cue=[(stage.tokens[a].start, stage.tokens[b - 1].end) for a, b in anchor.pieces],
            content=[said],
            source=[(start, end)],
            speakers=people,
            speaker_class=parties.speaker_class(stage, source, people, analysis.entities),
            quoted=stage.quoted_part([said]),
            via=list(via),
            slot=slot,
            first=min(anchor.first, source.first),
            last=last,
        )
    ]


def _named(stage: Stage, subject: Phrase, quote: Quote) -> bool:
    head = stage.tokens[subject.head]
    inside = quote.start < head.start < quote.end
    people = head.lemma in stage.settings.classes.get("people", ())
    return inside and head.pos in ("NOUN", "PROPN") and (people or can_speak(stage, subject))


def _to_me(stage: Stage, anchor: Anchor) -> bool:
    """Whether who is quoted is told it: "mi ha giurato che", "nous a déclaré que"."""
    verb = anchor.verb
    if verb is None:
        return False
    return any(t.norm in stage.speech.list("to_me") for t in stage.tokens[max(0, verb.first - 1) : verb.head])


def _quoted(stage: Stage, anchor: Anchor, outer: Quote) -> Piece | None:
    """The quotation that opens within the outer one right behind the verb's colon, in other marks."""
    behind = stage.tokens[anchor.last - 1].end
    opening = _OPENING.match(stage.text[behind : outer.end])
    if opening is None:
        return None
    start = behind + opening.start(1)
    closing = max(stage.text.rfind(mark, start + 1, outer.end - 1) for mark in CLOSERS[opening[1]])
    return start, (closing + 1 if closing > start else outer.end - 1)


def _clause(stage: Stage, anchor: Anchor, outer: Quote) -> Piece | None:
    """The clause behind the verb's complementiser, to the end of the quotation."""
    found = content.right(stage, anchor, anchor.cues[0], [], [])
    if found is None or found.slot != "that" or not found.pieces or found.pieces[0][0] >= outer.end:
        return None
    return found.pieces[0][0], min(found.pieces[-1][1], outer.end - 1)
