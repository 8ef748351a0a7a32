"""Controlled: who speaks in a cue whose clause has no subject of its own.

A participle has the noun it describes ("мэр, ещё зимой обещавший мост, ..."), a gerund or infinitive behind "before" the subject of the
sentence ("denied it before admitting"), and so has an English past behind a relative clause that looks like a participle.
"""

from __future__ import annotations

from diurna.extract.claims import extents, said_before, speakers
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.houses import in_house
from diurna.extract.claims.speakers import Source
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.speech import Cue


def speaker(stage: Stage, anchor: Anchor, cue: Cue, content: list[tuple[int, int]]) -> Source | None:
    """The speaker of a cue, as its own clause has it or the clause around it; None where the text names none."""
    found, verb = speakers.of_anchor(stage, anchor, cue, content), anchor.verb
    if verb is None or cue.speaker or (verb.passive and verb.last - verb.first > 1):
        return found
    phrase: Phrase | None = None
    if _active(stage, anchor):
        phrase = _before_comma(stage, verb)
    elif found is None and (around := said_before.subject(stage, anchor)) is not None:
        phrase = around
    elif found is None and verb.form in ("ger", "inf", "part") and (extents.turned(stage, verb) or _behind_relative(stage, anchor)):
        phrase = _of_sentence(stage, verb)
    elif found is None and verb.form == "ger" and (upper := anchor.clause.parent) is not None and upper.verb is not None:
        phrase = in_house(stage, upper.verb, [])  # "в Генштабе удар подтвердили, добавив, что"
    return speakers.source(stage, phrase) if phrase is not None else found


def subject(stage: Stage, anchor: Anchor) -> Phrase | None:
    """The phrase that is the subject of a cue's verb; of a participle of doing what it describes, never what stands behind it."""
    verb = anchor.verb
    return _before_comma(stage, verb) if verb is not None and _active(stage, anchor) else speakers.subject(stage, anchor)


def _active(stage: Stage, anchor: Anchor) -> bool:
    """Whether a cue is a participle of doing, in languages that have such: "исключавший"."""
    verb = anchor.verb
    if verb is None or anchor.clause.kind != "part" or verb.form != "part" or verb.passive:
        return False
    return stage.settings.case and not stage.settings.verb_final


def _before_comma(stage: Stage, verb: Verb) -> Phrase | None:
    """The phrase that a participle describes: right before the comma that opens its aside."""
    k = stage.unit_at[verb.first] - 1
    while k > 0 and not (isinstance(m := stage.units[k], Marker) and m.kind == "comma"):
        if isinstance(stage.units[k], Verb):
            return None
        k -= 1
    before = stage.units[k - 1] if k > 0 else None
    return before if isinstance(before, Phrase) and speakers.can_speak(stage, before) and not before.prep else None


def _behind_relative(stage: Stage, anchor: Anchor) -> bool:
    """Whether a bare English participle is the verb of the sentence, behind a relative clause: "X, who had refused, agreed to go"."""
    verb = anchor.verb
    if verb is None or verb.form != "part" or verb.last - verb.first > 1 or not stage.settings.bare_complements:
        return False
    clauses = stage.syntax.clauses
    before = stage.tokens[verb.first - 1].text if verb.first else ""
    return before == "," and any(c.kind == "rel" for c in clauses) and not any(c.kind == "main" and c.verb is not None for c in clauses)


def _of_sentence(stage: Stage, verb: Verb) -> Phrase | None:
    """The subject of the sentence around a verb; where it has no finite verb, its first bare phrase."""
    for clause in stage.syntax.clauses:
        if clause.kind != "main":
            continue
        if clause.verb is not None:
            found = slotting.of_verb(clause, stage.tokens, stage.settings).get("subj")
        else:
            found = [p for p in clause.phrases() if not p.prep and not p.time and p.first < verb.first]
        if found:
            return found[0]
    return None
