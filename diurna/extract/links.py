"""Links: which claim is about which events and figures, and what that makes of an event (its assertion)."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.langs.pack import Packs
from diurna.model import Assertion, Claim, Event, Evidence, Quantity

DENIALS = frozenset({"deny"})
SILENT = frozenset({"decline_to_comment"})
"""Acts that neither assert nor deny what they are about."""


def links(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `Claim.events`, `Claim.quantities`, `Event.claims` and `Event.assertion`."""
    about: dict[str, list[str]] = {c.id: [] for c in analysis.claims}
    by_event: dict[str, list[Claim]] = {}
    for event in analysis.events:
        holding = [c for c in analysis.claims if _holds(c, event.trigger)]
        by_event[event.id] = _innermost(holding)
        for claim in by_event[event.id]:
            about[claim.id].append(event.id)
    claims = tuple(msgspec.structs.replace(c, events=tuple(about[c.id]), quantities=_figures(analysis, c)) for c in analysis.claims)
    events = tuple(_linked(e, by_event[e.id]) for e in analysis.events)
    return msgspec.structs.replace(analysis, claims=claims, events=events)


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


def _figures(analysis: Analysis, claim: Claim) -> tuple[Quantity, ...]:
    return tuple(q for _, q in analysis.quantities if _holds(claim, Evidence(q.start, q.end)))


def _linked(event: Event, claims: list[Claim]) -> Event:
    return msgspec.structs.replace(event, claims=tuple(c.id for c in claims), assertion=assertion(claims))


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
