"""Links: which claim is about which events and figures, and what that makes of an event (its assertion)."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.extract.claims.parties import identities
from diurna.extract.positions.replies import replies
from diurna.extract.positions.stands import Told
from diurna.langs.pack import Packs
from diurna.model import Assertion, Claim, Event, Evidence, Quantity

BLOCK = 512
WORDS = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are acts of speech: the speaker who says them does them."""
DENIALS = frozenset({"deny"})
SILENT = frozenset({"decline_to_comment"})
"""Acts that neither assert nor deny what they are about."""


def links(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `Claim.events`, `Claim.quantities`, `Event.claims` and `Event.assertion`."""
    told = Told(analysis, packs)
    replied = replies(told)
    about: dict[str, list[str]] = {c.id: [] for c in analysis.claims}
    by_event: dict[str, list[Claim]] = {}
    blocks = _blocks(analysis.claims)
    answered: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        if (other := replied.get(claim.id)) is not None:
            answered.setdefault(other, []).append(claim)
    for event in analysis.events:
        holding = [c for c in blocks.get(event.trigger.start // BLOCK, ()) if _holds(c, event.trigger)]
        holding = _innermost(holding)
        by_event[event.id] = [] if _performed(event, holding) else [*holding, *_answers(holding, answered)]
        for claim in by_event[event.id]:
            about[claim.id].append(event.id)
    figures: dict[str, list[Quantity]] = {}
    for _, quantity in analysis.quantities:
        for c in blocks.get(quantity.start // BLOCK, ()):
            if _holds(c, Evidence(quantity.start, quantity.end)):
                figures.setdefault(c.id, []).append(quantity)
    claims = tuple(msgspec.structs.replace(c, events=tuple(about[c.id]), quantities=tuple(figures.get(c.id, ()))) for c in analysis.claims)
    events = tuple(_linked(e, [_as_told(told, c, e) for c in by_event[e.id]]) for e in analysis.events)
    return msgspec.structs.replace(analysis, claims=claims, events=events)


def _answers(holding: list[Claim], answered: dict[str, list[Claim]]) -> list[Claim]:
    """The denials that answer the claims an event stands in: "denied the allegation" is about what was alleged."""
    found = [d for c in holding for d in answered.get(c.id, ()) if d not in holding]
    return list({d.id: d for d in found}.values())


def _blocks(claims: tuple[Claim, ...]) -> dict[int, list[Claim]]:
    """Claims by the stretches of `BLOCK` characters that their contents touch."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        for block in {b for c in claim.content for b in range(c.start // BLOCK, c.end // BLOCK + 1)}:
            found.setdefault(block, []).append(claim)
    return found


def _holds(claim: Claim, evidence: Evidence) -> bool:
    """Whether a stretch of text stands in a claim's content."""
    return any(c.start <= evidence.start and evidence.end <= c.end for c in claim.content) and not any(
        q.start <= evidence.start < q.end for q in claim.cue
    )


def _innermost(holding: list[Claim]) -> list[Claim]:
    """Of nested claims those that speak of the event themselves: a report of a claim is in that claim's chain already."""
    return [c for c in holding if not any(other is not c and _inside(other, c) for other in holding)]


def _inside(inner: Claim, outside: Claim) -> bool:
    """Whether a claim's cue stands in another's content."""
    return any(c.start <= q.start and q.end <= c.end for q in inner.cue for c in outside.content) and not any(
        c.start <= q.start and q.end <= c.end for q in outside.cue for c in inner.content
    )


def _as_told(told: Told, claim: Claim, event: Event) -> Claim:
    """The claim as it speaks of an event: what is denied is not what a clause of time or reason behind it takes for granted: "non ha agito
    bene quando liberò il generale"."""
    if claim.act not in DENIALS:
        return claim
    piece = next((c for c in claim.content[1:] if c.start <= event.trigger.start < c.end), None)
    sentence = told.at(piece.start) if piece is not None else None
    if piece is None or sentence is None or sentence.lang is None:
        return claim
    first = next((t.norm for t in sentence.tokens if t.start >= piece.start), "")
    opens = first in told.packs[sentence.lang].settings.subordinators
    return msgspec.structs.replace(claim, act="say") if opens else claim


def _linked(event: Event, claims: list[Claim]) -> Event:
    """The event with its claims. A doer's "we did not" is a denial of the act, not the narrator's negation of it."""
    ids = tuple(c.id for c in claims)
    if not claims:
        return event
    if event.status == "negated" and any(_of_the_doer(c, event) for c in claims):
        return msgspec.structs.replace(event, claims=ids, status="actual", assertion="denied_only")
    return msgspec.structs.replace(event, claims=ids, assertion=assertion(claims))


def _performed(event: Event, claims: list[Claim]) -> bool:
    """Whether an act of speech is done by saying it: "we will not sign" is the refusal, not a report of one."""
    if event.type == "ACCUSE" and claims and all(c.act in DENIALS and not _of_the_doer(c, event) for c in claims):
        return True  # "X accused Y of Z, Y rejects the accusation": that Z was done is denied, not that X said so
    return event.type in WORDS and bool(claims) and all(c.act != "deny" and _of_the_doer(c, event) for c in claims)


def _of_the_doer(claim: Claim, event: Event) -> bool:
    return claim.act != "decline_to_comment" and not identities(claim.speakers).isdisjoint(identities(event.actors))


def assertion(claims: list[Claim]) -> Assertion:
    """What a list of claims makes of the event they are about: nobody's claim is the outlet's own word."""
    speaking = [c for c in claims if c.act not in SILENT]
    if not claims:
        return "narrator"
    if not speaking:
        return "attributed"
    denied = [c for c in speaking if c.act in DENIALS]
    if len(denied) == len(speaking):
        return "denied_only"
    return "disputed" if denied else "attributed"
