"""Acts and hedges: what negation, modals and particles make of a cue."""

from __future__ import annotations

from diurna.extract.cues import Anchor, Stage
from diurna.langs.speech import Cue, Hedge
from diurna.model import ClaimAct

NEGATED: dict[ClaimAct, ClaimAct] = {
    "deny": "not_rule_out",
    "confirm": "decline_to_comment",
    "say": "decline_to_comment",
    "acknowledge": "refuse",
    "promise": "refuse",
    "accuse": "say",
    "demand": "say",
    "threaten": "say",
    "retract": "confirm",
    "refuse": "say",
}
"""What a cue says when it is negated. A negated belief stays a belief ("does not think that"): the doubt is in its content."""


def act(stage: Stage, anchor: Anchor, cue: Cue) -> ClaimAct:
    """The act of a cue with its negation and the verbs that govern it ("refused to confirm", "neither confirmed nor denied")."""
    negated = is_negated(stage, anchor)
    governor = _governor(stage, anchor)
    if governor == "refuse":
        return "not_rule_out" if cue.act == "deny" else "decline_to_comment" if cue.act in ("say", "confirm", "acknowledge") else "refuse"
    if not negated:
        return cue.act
    if _paired(stage, anchor):
        return "decline_to_comment"
    if cue.kind in ("thought", "feeling", "finding"):
        return cue.act
    return NEGATED.get(cue.act, cue.act)


def is_negated(stage: Stage, anchor: Anchor) -> bool:
    """Whether a negator stands in the verb group, or right before it."""
    if anchor.verb is not None:
        return anchor.verb.negated
    return bool(anchor.phrase is not None and anchor.phrase.negative)


def _governor(stage: Stage, anchor: Anchor) -> ClaimAct | None:
    """The act of the verb that governs an infinitive cue: "declined to comment"."""
    verb, parent = anchor.verb, anchor.clause.parent
    if verb is None or verb.form != "inf" or parent is None or parent.verb is None:
        return None
    for cue in stage.speech.of("v", parent.verb.lemma):
        if "inf" in cue.content and not cue.words:
            return cue.act
    return None


def _paired(stage: Stage, anchor: Anchor) -> bool:
    """ "neither confirmed nor denied": a negated confirmation coordinated with a negated denial."""
    neither = stage.speech.list("neither")
    return any(t.norm in neither for t in stage.tokens[max(0, anchor.first - 4) : anchor.first + 1]) and any(
        c.act in ("confirm", "deny") for c in anchor.cues
    )


def hedge(stage: Stage, first: int, last: int, base: Hedge) -> Hedge:
    """The hedge of a content over tokens `[first, last)`: of its main clause, from modals, adverbs and particles."""
    if base != "none":
        return base
    found: Hedge = "none"
    for tok in stage.tokens[first:last]:
        kind = stage.speech.hedges.get(tok.lemma) or stage.speech.hedges.get(tok.norm)
        if kind == "reported":
            return kind
        if kind is not None:
            found = kind
    return found
