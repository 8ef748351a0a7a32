"""Voices: whom a claim is to be counted to when two claims of one speaker are looked for.

The record keeps what the text names beside the verb. A change of position needs more: a name inside a longer phrase ("the group's spokesman
Ann Smith"), a pronoun or an unsaid subject that goes on with the speaker before, a mouth of the body that was just named ("its director").
"""

from __future__ import annotations

from diurna.extract.positions.stands import Told, once, points_back, same_speaker, same_voice, speaking, state_id, states_of
from diurna.model import Claim, Evidence, Party

BACK = 1
"""How many sentences back the speaker may stand with whom a pronoun goes on."""
OFFICE = 3
"""Within how many words of a phrase its possessive stands: "its chief executive", "sa porte-parole"."""
LONGEST = 90
"""How many code points a speaker's phrase may take for a name inside it to be the speaker's."""


def one_mouth(told: Told, a: Claim, b: Claim) -> str | None:
    """The entity for which both claims are made, or the state; None where they are made for different ones."""
    entities = told.analysis.entities
    found = same_speaker(a, b, entities)
    if found is not None:
        return found
    beside = same_voice(_beside(told, a, b), _beside(told, b, a), entities)
    if beside is not None and beside.startswith("generic/") and (states := states_of(a, entities) | states_of(b, entities)):
        # "the forces had denied it, before army chief X admitted": whose forces they are he tells
        return min(state_id(country, entities) for country in states)
    return beside or _body(told, a, b) or _body(told, b, a)


def _body(told: Told, claim: Claim, other: Claim) -> str | None:
    """The entity of a common noun that goes on with a body no list knows: "the Nordrail group ... The company had assured"."""
    if len(other.speakers) != 1 or other.speakers[0].entity is not None or told.place(claim) - told.place(other) != 1:
        return None
    if told.unnamed(other) or not _common(told, claim) or claim.speakers[0].entity is None:
        return None
    named = told.tokens(Evidence(other.speakers[0].start, other.speakers[0].end))
    return claim.speakers[0].entity if any(t.pos == "PROPN" for t in named) else None


def one_voice(told: Told, a: Claim, b: Claim) -> bool:
    """Whether the same entity speaks in two claims, and not only two mouths of one state."""
    return bool(_beside(told, a, b) & _beside(told, b, a)) or (_body(told, a, b) or _body(told, b, a)) is not None


def _beside(told: Told, claim: Claim, other: Claim) -> set[str]:
    """The entities that speak in a claim when it is read beside another one."""
    return {*_meant(told, claim), *_goes_on(told, claim, other)} or speaking(claim)


@once
def _meant(told: Told, claim: Claim) -> list[str]:
    """The entities that a claim's speakers are, one inside an unresolved phrase included."""
    out: list[str] = []
    for party in claim.speakers:
        if party.entity is not None:
            out.append(party.entity)
        elif party.end - party.start <= LONGEST:
            out.extend(_inside(told, party) or _set_behind(told, party))
    return out


def _set_behind(told: Told, party: Party) -> list[str]:
    """The person whose name is set behind an office by a comma: "the mayor of Valmont, Hervé Castan,"."""
    entities = told.analysis.entities
    if told.analysis.input.text[party.end : party.end + 2] != ", ":
        return []
    found = (m.entity for m in told.analysis.mentions if m.start == party.end + 2 and m.form == "name" and m.entity in entities)
    return [i for i in found if i is not None and entities[i].kind == "person"][:1]


def _inside(told: Told, party: Party) -> list[str]:
    """The persons whose full name stands in a phrase: "міністр розвитку Вальдемар Буда"."""
    words = told.analysis.input.text[party.start : party.end].casefold()
    return [
        e.id
        for e in told.analysis.entities.values()
        if e.kind == "person" and any(" " in n and n.casefold() in words for n in (e.name, *e.names.values()))
    ]


def _goes_on(told: Told, claim: Claim, other: Claim) -> list[str]:
    """Whom a claim is told of without a name: who spoke last before it, or the body beside it whose mouth its speaker is."""
    entities = told.analysis.entities
    if _nameless(told, claim):
        last = _last_named(told, claim)
        return _meant(told, last) if last is not None else _meant(told, other) if _near(told, claim, other) else []
    if not _near(told, claim, other):
        return []
    if _common(told, claim) and told.place(claim) - told.place(other) == 1:
        return [i for i in _meant(told, other) if entities[i].kind not in ("person", "state")]
    before = _last_named(told, other) if _nameless(told, other) else other
    theirs = _meant(told, before) if before is not None else []
    officer = bool(theirs) and _officer(told, claim)
    if officer and _possessed(told, claim):
        return theirs
    return [i for i in theirs if entities[i].kind != "person"] if officer else []


@once
def _common(told: Told, claim: Claim) -> bool:
    """Whether a speaker is named by a common noun for a body that the text goes on with: "the company", "ведомство"."""
    speech = told.speech(told.of(claim))
    if speech is None or len(claim.speakers) != 1:
        return False
    party = claim.speakers[0]
    nouns = [t for t in told.tokens(Evidence(party.start, party.end)) if t.pos in ("NOUN", "PROPN", "ADJ")]
    return (party.entity is None or party.entity.startswith("generic/")) and len(nouns) == 1 and nouns[0].lemma in speech.list("bodies")


def _near(told: Told, claim: Claim, other: Claim) -> bool:
    return 0 <= told.place(claim) - told.place(other) <= BACK


@once
def _nameless(told: Told, claim: Claim) -> bool:
    """Whether a claim's speakers are pronouns that nothing resolves or, where the language leaves subjects out, nobody."""
    if claim.speakers:
        own = claim.act == "retract" and all(p.entity is None for p in claim.speakers) and points_back(told, claim)
        return own or told.unnamed(claim)
    sentence = told.of(claim)
    verb = told.verb(claim)
    if sentence is None or sentence.lang is None or verb is None or verb.passive:
        return False
    return told.packs[sentence.lang].settings.prodrop and verb.number != "p"


@once
def _last_named(told: Told, claim: Claim) -> Claim | None:
    """The nearest claim before one, in its sentence or the one before, that somebody named makes."""
    at = min(e.start for e in (*claim.cue, *claim.content))
    before = [c for c in told.near(claim, BACK) if c.cue and c.cue[0].start < at and c is not claim and speaking(c)]
    return max(before, key=lambda c: c.cue[0].start, default=None)


@once
def _possessed(told: Told, claim: Claim) -> bool:
    """Whether a speaker's phrase begins with a possessive: "its spokesman", "ihr Sprecher", "его директор"."""
    sentence = told.of(claim)
    if sentence is None or sentence.lang is None or not claim.speakers:
        return False
    own = told.packs[sentence.lang].settings.possessives
    start = claim.speakers[0].start
    return any(t.norm in own for t in told.tokens(Evidence(max(sentence.start, start - 40), claim.speakers[0].end))[-OFFICE - 6 :])


@once
def _officer(told: Told, claim: Claim) -> bool:
    """Whether a speaker is named by an office that only a body just named can have: "the then minister", "the spokesman"."""
    sentence = told.of(claim)
    speech = told.speech(sentence)
    if sentence is None or speech is None or not claim.speakers:
        return False
    start = claim.speakers[0].start
    words = told.tokens(Evidence(max(sentence.start, start - 40), claim.speakers[0].end))
    offices = speech.list("offices")
    return any(t.norm in offices or t.lemma in offices for t in words)
