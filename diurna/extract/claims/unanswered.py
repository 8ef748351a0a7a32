"""Unanswered: sentences that say in a noun that somebody did not comment: "No comment from the Kremlin", "Da Roma nessuna risposta"."""

from __future__ import annotations

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import parties, speakers
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses.units import Phrase, Verb

LONGEST = 14
"""Words of such a sentence, or of its part between semicolons, at most."""


def read(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> Draft | None:
    """The claim of a stretch between semicolons that holds a negated noun of answering, somebody behind a preposition and no verb
    but one of being or coming; None without one.
    """
    nouns = stage.speech.list("answers")
    tokens = stage.tokens
    for noun in (u for u in stage.units if isinstance(u, Phrase)):
        if tokens[noun.head].lemma not in nouns or not _none(stage, noun):
            continue
        first, last = _stretch(stage, noun.head)
        inside = [u for u in stage.units if first <= u.first < last]
        verbs = [u for u in inside if isinstance(u, Verb)]
        if last - first > LONGEST or any(v.lemma not in stage.speech.list("answers_come") for v in verbs):
            continue
        asked = [u for u in inside if isinstance(u, Phrase) and u is not noun and u.prep and not u.time and can_speak(stage, u)]
        if not asked:
            continue
        source = speakers.source(stage, asked[0])
        people = parties.parties(source, stage, mentions)
        if not any(p.entity for p in people):
            continue
        content = [(tokens[first].start, tokens[last - 1].end)]
        return Draft(
            sentence=index,
            rule=f"{stage.sentence.lang}/speech/unanswered",
            act="decline_to_comment",
            kind="speech",
            cue=[(tokens[noun.first].start, tokens[noun.last - 1].end)],
            content=content,
            source=[(tokens[source.first].start, tokens[source.last - 1].end)],
            speakers=people,
            speaker_class=parties.speaker_class(stage, source, people, analysis.entities),
            slot="self",
            first=first,
            last=last,
        )
    return None


def _none(stage: Stage, noun: Phrase) -> bool:
    """Whether a noun stands with a word for "no": its own, or right before it ("without comment", "ohne Antwort")."""
    before = stage.tokens[max(0, noun.first - 2) : noun.head]
    return noun.negative or any(t.norm in stage.settings.negators or t.norm in stage.speech.list("neither") for t in before)


def _stretch(stage: Stage, at: int) -> tuple[int, int]:
    """The tokens between semicolons and stops around one."""
    apart = (";", ".", "!", "?", "…", ":")
    first = next((i + 1 for i in range(at, -1, -1) if stage.tokens[i].text in apart), 0)
    return first, next((i for i in range(at, len(stage.tokens)) if stage.tokens[i].text in apart), len(stage.tokens))
