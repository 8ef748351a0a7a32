"""Addressed: whom a spoken act is directed at: whom the accuser's own words blame, of whom something is demanded."""

from __future__ import annotations

from diurna.analysis import Mention, Sentence
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase
from diurna.extract.events import slots as slotting
from diurna.extract.positions.stands import Told, in_content
from diurna.model import Claim, Party

INSIDE = ("if", "rel", "part", "sub")
"""Clauses that only stand by what is said: a condition, a relative clause."""


def addressed(told: Told, claim: Claim) -> tuple[Party, ...]:
    """Whom an accusation blames: the subject of what is said, else the first party named in it; of whom is demanded: whom the cue's own
    clause names beside the speaker. Nobody for other acts."""
    if claim.act == "accuse":
        return _accused(told, claim)
    return _asked(told, claim) if claim.act == "demand" else ()


def _accused(told: Told, claim: Claim) -> tuple[Party, ...]:
    clause = said_clause(told, claim)
    if clause is not None:
        slots = _slots(told, told.at(claim.content[0].start), clause)
        found = [p for p in slots.get("subj", []) if _other(told, claim, p.mention)]
        if found:
            return _as_parties(found[:1])
    inside = [m for span in claim.content for m in told.mentions(span) if m.end <= span.end and _other(told, claim, m)]
    return tuple(Party(m.entity, m.start, m.end) for m in inside[:1])


def _asked(told: Told, claim: Claim) -> tuple[Party, ...]:
    for clause in told.clauses(claim):
        slots = _slots(told, told.of(claim), clause)
        for name in ("dat", "obj"):
            found = [p for p in slots.get(name, []) if _other(told, claim, p.mention)]
            if found:
                return _as_parties(found[:1])
    return ()


def names_act(told: Told, claim: Claim) -> bool:
    """Whether a claim's cue has its act of its own ("accused", "denounced"), and not by what is said ("said it was a crime")."""
    speech = told.speech(told.of(claim))
    if speech is None:
        return False
    words = [t for span in claim.cue for t in told.tokens(span)]
    return any(c.act == claim.act for t in words for pos in ("v", "n", "a") for c in speech.of(pos, t.lemma))


def said_clause(told: Told, claim: Claim) -> Clause | None:
    """The first clause with a finite verb that a content tells, conditions and relative clauses left out."""
    sentence = told.at(claim.content[0].start) if claim.content else None
    syntax = told.syntax(sentence) if sentence is not None else None
    if sentence is None or syntax is None:
        return None
    for clause in syntax.clauses:
        verb = clause.verb
        if verb is None or not (verb.form == "fin" or verb.perfect) or clause.kind in INSIDE:
            continue
        if in_content(claim, sentence.tokens[verb.head].start):
            return clause
    return None


def _slots(told: Told, sentence: Sentence | None, clause: Clause) -> dict[str, list[Phrase]]:
    if sentence is None or sentence.lang is None:
        return {}
    return slotting.of_verb(clause, sentence.tokens, told.packs[sentence.lang].settings)


def _other(told: Told, claim: Claim, mention: Mention | None) -> bool:
    """Whether a mention is of somebody else than the speaker who can be accused."""
    if mention is None or mention.entity is None:
        return False
    entity = told.analysis.entities.get(mention.entity)
    return mention.entity not in {p.entity for p in claim.speakers} and entity is not None and entity.kind != "place"


def _as_parties(phrases: list[Phrase]) -> tuple[Party, ...]:
    return tuple(Party(p.mention.entity, p.mention.start, p.mention.end) for p in phrases if p.mention is not None)
