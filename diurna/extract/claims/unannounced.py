"""Unannounced: a quotation behind a colon whose speaker does something else than say: "ha gettato acqua sul fuoco: «Vogliamo la pace»"."""

from __future__ import annotations

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import parties, speakers, stances
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses.syntax import Clause
from diurna.extract.events import slots as slotting

WORDS = 3
"""Words of such a quotation at least: a shorter one may be a name."""


def read(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> Draft | None:
    """The claim of a Romance sentence of one clause, a colon and a quotation to its end, said by the clause's subject; a German one may
    go on in reported speech ("stellte sich hinter ihn: Der Druck sei inakzeptabel").
    """
    german = bool(stage.settings.reported_ending)
    if (stage.settings.case and not german) or stage.settings.bare_complements:
        return None
    colon = next((i for i, t in enumerate(stage.tokens[:-1]) if t.text == ":" and stage.inside_quote(i) is None), -1)
    if german:
        piece = _told(stage, colon)
    else:
        quote = stage.quote_at(colon + 1) if colon > 0 else None
        whole = quote is not None and quote.words(stage.text) >= WORDS and not stage.text[quote.end : stage.sentence.end].strip(" .\n")
        piece = (quote.start, quote.end) if quote is not None and whole else None
    if piece is None:
        return None
    clause = _before(stage, colon)
    subject = slotting.of_verb(clause, stage.tokens, stage.settings).get("subj", []) if clause is not None else []
    if clause is None or clause.verb is None or not subject or not can_speak(stage, subject[0]) or subject[0].mention is None:
        return None
    found = speakers.source(stage, subject[0])
    people = parties.parties(found, stage, mentions)
    verb = clause.verb
    return Draft(
        sentence=index,
        rule=f"{stage.sentence.lang}/speech/unannounced",
        act=stances.by_content(stage, "say", "speech", [piece], "quote", stage.tokens[verb.last - 1].end),
        kind="speech",
        cue=[(stage.tokens[verb.first].start, stage.tokens[colon - 1].end)],
        content=[piece],
        source=[(stage.tokens[found.first].start, stage.tokens[found.last - 1].end)],
        speakers=people,
        speaker_class=parties.speaker_class(stage, found, people, analysis.entities),
        quoted=stage.quoted_part([piece]) if german else "full",
        slot="quote",
        first=verb.first,
        last=len(stage.tokens),
    )


def _told(stage: Stage, colon: int) -> tuple[int, int] | None:
    """What stands behind a colon, where its first verb has the mood of reported speech."""
    behind = [c.verb for c in stage.syntax.clauses if c.verb is not None and c.verb.form == "fin" and c.verb.first > colon > 0]
    first = min(behind, key=lambda v: v.first, default=None)
    if first is None or first.mood != "sub":
        return None
    last = len(stage.tokens) - 1
    while last > colon and stage.tokens[last].text in ".!?":
        last -= 1
    return stage.tokens[colon + 1].start, stage.tokens[last].end


def _before(stage: Stage, colon: int) -> Clause | None:
    """The main clause before the colon, where it is the only one with a finite verb and is told by somebody's own act."""
    finite = [c for c in stage.syntax.clauses if c.verb is not None and c.verb.form == "fin" and c.verb.first < colon]
    if len(finite) != 1 or finite[0].kind != "main":
        return None
    verb = finite[0].verb
    return finite[0] if verb is not None and not verb.passive and verb.lemma not in stage.settings.copula else None
