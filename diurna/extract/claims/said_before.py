"""Said before: clauses of "after" that tell what a speaker had said until he says what the sentence tells.

"After insisting for weeks that no shell had left, the ministry admitted ..."; "X, après avoir assuré que ..., a reconnu ...". What was said
ends where the clause around goes on, and its speaker is the one of that clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from diurna.analysis import Token
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.joints import behind_comma
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.edges import first_words
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech

_REACH = 8
"""How many words before a verb the "after" of its clause may stand."""
_STOPS = frozenset({",", "–", "—", "-", "«", "“", '"', ":", ";", "."})
_LONGEST = 5
"""Words of an opener at most: "после того, как"."""


def opened(words: Sequence[str], verb: Verb, speech: Speech) -> int:
    """The place in a sentence's `words` at which a clause of "after" opens that a verb stands in, at the head of the sentence or of an
    aside; -1 where none does. Before a finite verb only a conjunction opens one: "after the meeting he denied it" tells of one occasion."""
    after = speech.list("after_that" if verb.form == "fin" else "after")
    openers = first_words(after) | {","}
    for i in range(verb.head, max(-1, verb.first - _REACH), -1) if after else ():
        if words[i] not in openers or (i and words[i - 1] not in _STOPS):
            continue
        if width := _width(words[i : i + _LONGEST], after):
            return i if "," not in words[i + width + 1 : verb.first] else -1
    return -1


def _width(words: Sequence[str], openers: frozenset[str]) -> int:
    """How many of some words, commas left out, are the longest opener they begin with; 0 where they begin with none."""
    head = [w for w in words if w != ","]
    return next((n for n in range(len(head), 0, -1) if " ".join(head[:n]) in openers), 0)


def alone(stage: Stage, start: int, verb: Verb) -> bool:
    """Whether all that stands before a reporting clause at token `start` is a clause of "after", and the `verb` has an object of its own,
    so that the clause is no content: "after it emerged that the bank had paid, he admitted the payments"."""
    k = stage.unit_at[verb.head] + 1
    behind = stage.units[k] if k < len(stage.units) else None
    if not stage.settings.bare_complements or not isinstance(behind, Phrase) or behind.prep or behind.time:
        return False
    words = [t.norm for t in stage.tokens[:start]]
    width = _width(words[:_LONGEST], stage.speech.list("after") | stage.speech.list("after_that"))
    return width > 0 and "," not in words[width + 1 : start - 1]


def goes_on(stage: Stage, anchor: Anchor) -> tuple[int, Anchor] | None:
    """Where the clause around a clause of "after" goes on behind its comma, and the cue there; None for all other cues."""
    verb = anchor.verb
    if verb is None or opened(_norms(stage), verb, stage.speech) < 0:
        return None
    for other in stage.anchors:
        if other.verb is None or other.first < anchor.last or not any(c.kind == "speech" for c in other.cues):
            continue
        if other.verb.form != "fin" and not (stage.settings.bare_complements and other.verb.form == "part"):
            continue  # "the port authority conceded": a past that looks like a participle
        at = behind_comma(stage, other.verb, phrases=True)
        if at > anchor.last:
            return at, other
    return None


def subject(stage: Stage, anchor: Anchor) -> Phrase | None:
    """Who speaks in a clause of "after" that has no subject of its own: the subject of the clause around it."""
    found = goes_on(stage, anchor)
    if (
        found is None
        or anchor.verb is None
        or anchor.verb.form not in ("ger", "inf", "part")
        or anchor.verb.reflexive
        or anchor.clause.reflexive
    ):
        return None
    return next(iter(slotting.of_verb(found[1].clause, stage.tokens, stage.settings).get("subj", [])), None)


def behind(stage: Stage, anchor: Anchor) -> int:
    """The token at which the clause of a cue goes on behind one of "after" that tells of a saying; 0 where there is none before it."""
    return _resumed(stage).get(id(anchor), 0)


@lru_cache(maxsize=4)  # each cue of a sentence asks for it
def _resumed(stage: Stage) -> dict[int, int]:
    """By cue (its `id`), the token at which its clause goes on behind one of "after"."""
    found = (goes_on(stage, a) for a in stage.anchors)
    out: dict[int, int] = {}
    for f in found:
        if f is not None:
            out.setdefault(id(f[1]), f[0])
    return out


@lru_cache(maxsize=4)
def _norms(stage: Stage) -> tuple[str, ...]:
    return tuple(t.norm for t in stage.tokens)


def pluperfect(cue: Sequence[Token], s: Settings) -> bool:
    """Whether the words of a cue tell what had been said by then: "had denied", "hatte bestritten"."""
    auxiliary = any(t.lemma in s.perfect and t.tense == "past" and t.form == "fin" for t in cue)
    return auxiliary and any(t.form == "part" for t in cue)
