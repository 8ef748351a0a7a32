"""Performed: who says and who does, where one word tells both: "demanded" is the cue of a claim and an act, and both are one person's.

Frames and cues look for him by different means. Where one of them finds nobody, or words that nobody is known by, and the other somebody
who is known, the one takes him from the other; where both know somebody, each keeps its own. Which words are cues and which acts is the
packs' affair, so this holds in all languages.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.extract.claims.claims import identity as claim_identity
from diurna.extract.events.events import identity
from diurna.extract.positions.stands import Told
from diurna.langs.pack import Packs
from diurna.model import Claim, ClaimAct, Event, Evidence, Party, SpeakerClass, Type

DONE_BY: dict[ClaimAct, frozenset[Type]] = {
    "accuse": frozenset({"ACCUSE"}),
    "threaten": frozenset({"THREATEN", "AGREE"}),
    "promise": frozenset({"AGREE", "CONCEDE", "SUPPORT", "THREATEN"}),
    "demand": frozenset({"REQUEST"}),
    "refuse": frozenset({"REJECT"}),
    "deny": frozenset({"REJECT"}),
    "retract": frozenset({"REJECT", "CONCEDE"}),
    "acknowledge": frozenset({"CONCEDE"}),
}
"""Types of events that are done by saying what has an act."""


def performed(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill the actors of `analysis.events` and the speakers of `analysis.claims` again, each from the other."""
    there: dict[int, list[int]] = {}
    for place, event in enumerate(analysis.events):
        there.setdefault(event.sentence.start, []).append(place)
    told = Told(analysis, packs)
    events, claims = list(analysis.events), list(analysis.claims)
    for at, claim in enumerate(claims):
        sentence = told.of(claim) if claim.act in DONE_BY and claim.cue else None
        for place in there.get(sentence.start, ()) if sentence is not None else ():
            event = events[place]
            if event.type not in DONE_BY[claim.act] or not _on(claim, event.trigger):
                continue
            if _speaks(told, claim) and not _known(event.actors):
                events[place] = _done(analysis, event, claim.speakers)
            elif _known(event.actors) and not _known(claim.speakers):
                claims[at] = _said(told, claim, event.actors)
    return msgspec.structs.replace(analysis, events=tuple({e.id: e for e in events}.values()), claims=tuple(claims), asked={})


def _on(claim: Claim, trigger: Evidence) -> bool:
    return any(q.start < trigger.end and trigger.start < q.end for q in claim.cue)


def _known(parties: tuple[Party, ...]) -> bool:
    return any(p.entity is not None for p in parties)


def _speaks(told: Told, claim: Claim) -> bool:
    """Whether a claim has speakers who are known, or of whom a pronoun says no more than that they are people."""
    return bool(claim.speakers) and (all(p.entity is not None for p in claim.speakers) or told.unnamed(claim))


def _done(analysis: Analysis, event: Event, speakers: tuple[Party, ...]) -> Event:
    """An event with its doers, who are none of those that it is done to; its id is that of one that had them from the beginning."""
    doers = {p.entity for p in speakers if p.entity is not None}
    recipients = tuple(p for p in event.recipients if p.entity not in doers)
    text = analysis.input.text
    return msgspec.structs.replace(
        event,
        id=identity(analysis, event.trigger, event.type, speakers, recipients),
        actors=speakers,
        recipients=recipients,
        rule=" > ".join([event.rule, *(f"speaker={text[p.start : p.end]}" for p in speakers)]),
    )


def _said(told: Told, claim: Claim, actors: tuple[Party, ...]) -> Claim:
    """A claim with its speakers; its id is that of one that had them from the beginning."""
    made = msgspec.structs.replace(claim, speakers=actors, speaker_class=class_of(told, actors[0]))
    return msgspec.structs.replace(made, id=claim_identity(told.analysis.input, made))


def class_of(told: Told, party: Party | None) -> SpeakerClass:
    """The class of a speaker by the kind of entity alone."""
    entity = told.analysis.entities.get(party.entity or "") if party is not None else None
    if entity is None:
        return "unknown"
    return "named_person" if entity.kind == "person" else "institution"
