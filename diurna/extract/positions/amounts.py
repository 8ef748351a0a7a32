"""Amounts: what two plain statements amount to where the text sets one against the other.

"Only last week she said that no ship had left; now she admits it" denies and acknowledges, though "said" by itself does neither; "assured
that the visit would take place" promises what is then called off. So the acts are read over once two ends are known to belong together.
"""

from __future__ import annotations

from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.positions.stands import Told
from diurna.model import Claim, ClaimAct

PLAIN: frozenset[ClaimAct] = frozenset({"say", "assess", "confirm"})
"""Acts that say nothing of what is told: it may be denied, refused or promised."""
NO: frozenset[ClaimAct] = frozenset({"deny", "refuse"})
OPENING = 8
"""Within how many words a content that is negated as a whole has its negation."""


def amounts_to(told: Told, first: Claim, second: Claim) -> tuple[ClaimAct, ClaimAct]:
    """The acts of two claims that are set against each other, in the order of saying."""
    before = _first(told, first, second)
    return before, _second(told, second, before)


def _first(told: Told, first: Claim, second: Claim) -> ClaimAct:
    if second.act in ("retract", "refuse"):
        to_come = first.act in PLAIN and coming(told, first) and not negated(told, first)
        return "promise" if to_come and second.act == "refuse" else first.act
    if first.act == "promise" and negated(told, first):
        return "refuse"
    if first.act in PLAIN and negated(told, first):
        return "refuse" if coming(told, first) else "deny"
    return first.act


def _second(told: Told, second: Claim, before: ClaimAct) -> ClaimAct:
    if second.act not in PLAIN:
        return second.act
    if before in NO and second.act != "confirm" and coming(told, second) and not negated(told, second):
        return "promise"
    if before in ("promise", "say", "confirm") and negated(told, second):
        return "refuse" if coming(told, second) else "deny"
    return second.act


def negated(told: Told, claim: Claim) -> bool:
    """Whether what a claim says is negated as a whole: by its verb, or by the noun phrase before it ("not a drop", "aucun navire")."""
    sentence = told.of(claim)
    units = told.told_by(claim)
    if sentence is None or sentence.lang is None or not units:
        return False
    negators = told.packs[sentence.lang].settings.negators | told.packs[sentence.lang].settings.no_determiners
    verb = next((u for u in units if isinstance(u, Verb)), None)
    if verb is not None and verb.negated:
        return True
    if any(isinstance(u, Phrase) and u.negative for u in [*units[:2], *told.behind(claim)]):
        return True
    nobody = told.packs[sentence.lang].speech.list("nobody")
    opening = told.tokens(claim.content[0])
    return any(t.norm in negators or t.lemma in negators for t in opening[:2]) or any(t.norm in nobody for t in opening[:OPENING])


def main_verb(told: Told, claim: Claim) -> Verb | None:
    """The first verb of what a claim says, as far as its first finite one."""
    return next((u for u in told.told_by(claim) if isinstance(u, Verb)), None)


def coming(told: Told, claim: Claim) -> bool:
    """Whether what a claim says is to come: in the future, or in the form that the language has for it behind a past."""
    sentence = told.of(claim)
    if sentence is None or sentence.lang is None:
        return False
    pack = told.packs[sentence.lang]
    verb = main_verb(told, claim)
    if verb is None:
        return False
    words = [t.norm for span in claim.content for t in told.tokens(span)]
    if verb.future or verb.tense == "fut" or any(w in pack.settings.future_in_past for w in words[:OPENING]):
        return True
    tokens = [t for span in claim.content for t in told.tokens(span)]
    ahead = any((t.lemma in pack.settings.future and t.form == "fin") or t.norm in pack.settings.future for t in tokens)
    if ahead and any(t.form in ("inf", "fin") and t.pos == "VERB" for t in tokens):
        return True
    form = pack.speech.convention.future_in_past
    return verb.mood == "cond" and bool(form) and verb.perfect == (form == "perfect")
