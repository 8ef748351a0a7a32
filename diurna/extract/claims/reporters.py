"""Reporters: who stands at a cue in another way than as the subject right beside it."""

from __future__ import annotations

from diurna.extract.claims import extents
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.clauses.units import Marker, Phrase, Verb


def asked(stage: Stage, anchor: Anchor) -> bool:
    """Whether somebody is only asked: "asked about the crisis, he said"."""
    asking = stage.speech.list("asking")
    return anchor.verb is not None and anchor.verb.passive and all(c.head in asking for c in anchor.cues)


def apposed(stage: Stage, k: int) -> int | None:
    """The first token of a subject with an apposition between commas right before the verb at unit `k`, behind a quotation:
    '"...," her lawyer, Ada Brown, said'."""
    units = stage.units

    def comma(i: int) -> bool:
        return i >= 0 and isinstance(u := units[i], Marker) and u.kind == "comma"

    if not comma(k - 1):
        return None
    opening = next((i for i in range(k - 2, max(-1, k - 9), -1) if comma(i) or (isinstance(u := units[i], Verb) and u.form == "fin")), -1)
    if opening < 1 or not comma(opening) or not isinstance(subject := units[opening - 1], Phrase) or subject.prep:
        return None
    before = subject.first - 1
    name = units[opening + 1] if opening + 2 == k - 1 else None
    known = isinstance(name, Phrase) and name.mention is not None and subject.mention is not None
    behind = before > 0 and (extents.ends_quote(stage, before) or (known and stage.tokens[before].text == ","))
    return subject.first if behind else None
