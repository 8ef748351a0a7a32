"""Spoken: what somebody does by saying it, where no frame has read it as an act: an accusation, a threat, a promise, a demand, a refusal.

Frames read "accused Ankara of shelling"; what a speaker's own words amount to is known only when claims have their acts: "called the pact
a stab in the back", "«We will answer with every means»". A stage of its own between claims and links, so that such an event is linked as
any other.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diurna.analysis import Analysis
from diurna.extract.claims.parties import identities
from diurna.extract.events.events import identity
from diurna.extract.events.status import settle
from diurna.extract.positions.addressed import addressed, names_act, said_clause
from diurna.extract.positions.stands import Told
from diurna.langs.pack import Packs
from diurna.model import Claim, ClaimAct, Event, Evidence, Party, Type
from diurna.ontology.load import Ontology
from diurna.ontology.load import load as load_ontology

ACTS: dict[ClaimAct, tuple[str, frozenset[Type]]] = {
    "accuse": ("allege", frozenset({"ACCUSE"})),
    "threaten": ("threaten", frozenset({"THREATEN"})),
    "promise": ("agree", frozenset({"AGREE", "CONCEDE", "SUPPORT", "AID", "RETREAT", "COOPERATE", "CONSULT", "THREATEN", "REQUEST"})),
    "demand": ("demand", frozenset({"REQUEST", "THREATEN", "COERCE"})),
    "refuse": ("refuse", frozenset({"REJECT", "SANCTION", "RETREAT"})),
}
"""What a claim's act does (an act of the ontology), and the types of events on its words that have said it already."""
GENERIC = "generic/"
SHORT = 80
"""Code points of a quotation without a verb, at most, that is what does the act."""


def spoken(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.events` with what claims do by being said."""
    told = Told(analysis, packs)
    ontology = load_ontology()
    there: dict[int, list[Event]] = {}
    threats: dict[int, list[Claim]] = {}
    for claim in (c for c in analysis.claims if c.act == "threaten" and c.speakers and c.content):
        for place in {k for span in claim.cue for k in told.places_of(span)}:
            threats.setdefault(place, []).append(claim)
    read = [_blaming(told, _menacing(told, ontology, e, threats)) for e in analysis.events]
    for event in read:
        there.setdefault(event.sentence.start, []).append(event)
    made = [e for c in analysis.claims if c.act in ACTS and (e := _event(told, ontology, c, there)) is not None]
    if not made and all(a is b for a, b in zip(read, analysis.events, strict=True)):
        return analysis
    unique = {e.id: e for e in sorted((*read, *made), key=lambda e: (e.trigger.start, e.trigger.end))}
    return msgspec.structs.replace(analysis, events=tuple(unique.values()))


def _menacing(told: Told, ontology: Ontology, event: Event, threats: Mapping[int, list[Claim]]) -> Event:
    """A promise of nothing that a frame knows as the threat that its claim is: "promised mirror measures"; `threats` by sentence."""
    if event.type != "AGREE" or event.object is not None:
        return event
    near = (c for place in told.places_of(event.trigger) for c in threats.get(place, ()))
    if not any(_on(c.cue, event) for c in near):
        return event
    meaning = ontology.meaning(ACTS["threaten"][0])
    return msgspec.structs.replace(
        event,
        id=identity(told.analysis, event.trigger, meaning.type, event.actors, event.recipients),
        type=meaning.type,
        modes=meaning.modes,
        contexts=ontology.contexts(meaning),
        quad=ontology.types[meaning.type].quad,
        cameo=meaning.cameo,
    )


def _blaming(told: Told, event: Event) -> Event:
    """An accusation whose verb names nobody with whom its speaker's own words blame: "«Brussels broke its word», complained the minister";
    no bare role ("said that officers had lied"), and nobody where the content takes in the cue."""
    if event.type != "ACCUSE" or event.recipients or not event.actors:
        return event
    here = {c.id: c for place in told.places_of(event.trigger) for c in told.here.get(place, ())}
    for claim in here.values():
        if claim.act != "accuse" or not _on(claim.cue, event) or _on(claim.content, event):
            continue
        doers = {p.entity for p in event.actors}
        blamed = tuple(p for p in addressed(told, claim) if p.entity not in doers and not (p.entity or GENERIC).startswith(GENERIC))
        if blamed:
            made = identity(told.analysis, event.trigger, event.type, event.actors, blamed)
            words = [f"blamed={told.analysis.input.text[p.start : p.end]}" for p in blamed]
            return msgspec.structs.replace(event, id=made, recipients=blamed, rule=" > ".join([event.rule, *words]))
    return event


def _event(told: Told, ontology: Ontology, claim: Claim, there: Mapping[int, list[Event]]) -> Event | None:
    """The event that a claim makes; `there` has those of the frames by where their sentence begins."""
    name, said_already = ACTS[claim.act]
    sentence = told.of(claim)
    if sentence is None or not claim.speakers or not claim.cue or claim.hedge == "speculative":
        return None
    trigger = _trigger(told, claim)
    near = [e for span in (*claim.cue, *claim.content) for s in told.sentences(span) for e in there.get(s.start, ())]
    if any(_tells(claim, e, said_already) or _on((trigger,), e) for e in near):
        return None
    verb = told.verb(claim)
    reported = verb is not None and verb.mood == "sub"  # "man fordere": some "one" of whom is told
    if not any(_speaks(told, p, reported) for p in claim.speakers) or not _meant(told, claim):
        return None
    meaning = ontology.meaning(name)
    recipients = addressed(told, claim)
    published = told.analysis.published.start if told.analysis.published else None
    return Event(
        id=identity(told.analysis, trigger, meaning.type, claim.speakers, recipients),
        type=meaning.type,
        modes=meaning.modes,
        contexts=ontology.contexts(meaning),
        quad=ontology.types[meaning.type].quad,
        cameo=meaning.cameo,
        status=settle("", claim.said, published, False),
        assertion="narrator",
        actors=claim.speakers,
        recipients=recipients,
        places=(),
        time=claim.said,
        object=None,
        quantities=(),
        trigger=trigger,
        sentence=Evidence(sentence.start, sentence.end),
        rule=f"spoken/{claim.act}/claim",
        confidence=None,
        claims=(),
    )


def _speaks(told: Told, party: Party, reported: bool) -> bool:
    """Whether a phrase is somebody: known, or a noun or pronoun that refers back, and no "who"; "one" only in reported speech."""
    sentence = told.at(party.start)
    if party.entity is not None or sentence is None or sentence.lang is None:
        return party.entity is not None
    settings = told.packs[sentence.lang].settings
    words = told.tokens(Evidence(party.start, party.end))
    if not reported and any(t.norm in settings.classes.get("one", ()) for t in words):
        return False
    return any(
        t.pos in ("NOUN", "PROPN") or (t.pos == "PRON" and t.norm not in settings.relatives | settings.free_relatives) for t in words
    )


def _meant(told: Told, claim: Claim) -> bool:
    """Whether a claim does what its act says: its cue names the act, or its words blame somebody or stand alone in a short quotation."""
    if claim.act != "accuse" or names_act(told, claim):
        return True
    return bool(addressed(told, claim)) or said_clause(told, claim) is None


def _tells(claim: Claim, event: Event, types: frozenset[Type]) -> bool:
    """Whether an event has said what a claim does: one of these types on its words, one on its cue, or what its speaker does in them."""
    if _on(claim.cue, event):
        return True
    own = not identities(claim.speakers).isdisjoint(identities(event.actors))
    return (event.type in types or own) and _on(claim.content, event)


def _on(spans: tuple[Evidence, ...], event: Event) -> bool:
    return any(s.start < event.trigger.end and event.trigger.start < s.end for s in spans)


def _trigger(told: Told, claim: Claim) -> Evidence:
    """The words that do it: the verb of what is said, or all of a short quotation that has none; else the cue's."""
    clause = said_clause(told, claim)
    sentence = told.at(claim.content[0].start) if clause is not None else told.of(claim)
    if (
        clause is None
        and claim.quoted != "none"
        and not names_act(told, claim)
        and claim.content
        and claim.content[0].end - claim.content[0].start <= SHORT
    ):
        return claim.content[0]
    verb = clause.verb if clause is not None else told.verb(claim)
    if verb is None or sentence is None:
        return claim.cue[0]
    first, last = (verb.first, verb.last) if verb.first <= verb.head < verb.last else (verb.head, verb.head + 1)
    return Evidence(sentence.tokens[first].start, sentence.tokens[last - 1].end)
