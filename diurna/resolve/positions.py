"""Positions: for each speaker and proposition the line of what was said over time, across articles and languages. Pure.

Two claims are about the same where events that they speak of state the same proposition, or belong to one happening. A change is what
"Who says so" calls one: acts that cannot both stand (`MOVES`), in order of saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from diurna.model import Claim, ClaimAct, Entity, Event, Record
from diurna.resolve.copies import root
from diurna.resolve.proposition import Match, Proposition, of_event, same_proposition

MOVES: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {
        ("deny", "acknowledge"), ("deny", "confirm"), ("acknowledge", "deny"), ("confirm", "deny"), ("promise", "refuse"),
        ("refuse", "promise"), ("say", "retract"), ("accuse", "retract"), ("assess", "retract"), ("confirm", "retract"),
        ("promise", "retract"), ("demand", "retract"), ("threaten", "retract"), ("not_rule_out", "deny"), ("deny", "not_rule_out"),
        ("deny", "retract"), ("acknowledge", "retract"),
        ("decline_to_comment", "acknowledge"), ("decline_to_comment", "confirm"), ("say", "deny"), ("deny", "say"),
    }
)  # fmt: skip
"""From which act to which a speaker's stand has changed."""
STATES = frozenset({"state", "government"})
OFFICIAL = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})
"""Sectors whose members speak for their state."""
REACH = 48
"""How many claims back a claim is compared with: far more than an article has of one speaker, and it keeps cost linear."""


class Stand(msgspec.Struct, frozen=True):
    """A claim as a position: who makes it (entity ids, and the states that they speak for), when it was said, what it is about.

    `day` is the day of saying, else that of the article (`dated` false). `about` are propositions by event id; `happenings` the ids of the
    clusters that these events belong to, where they do.
    """

    claim: str
    article: str
    act: ClaimAct
    speakers: frozenset[str]
    day: str | None
    dated: bool = True
    lang: str | None = None
    about: tuple[tuple[str, Proposition], ...] = ()
    happenings: frozenset[str] = frozenset()


class Step(msgspec.Struct, frozen=True):
    """One claim of a line. `changed` names the earlier claim that it departs from."""

    claim: str
    day: str | None
    act: ClaimAct
    changed: str | None = None
    match: Match | None = None


class Line(msgspec.Struct, frozen=True):
    """What one speaker said of one proposition, in order of saying; `about` are the event ids that it is told by."""

    speaker: str
    about: tuple[str, ...]
    steps: tuple[Step, ...]


def stands(record: Record, happening: Mapping[str, str] | None = None) -> tuple[Stand, ...]:
    """The claims of a record about events, as positions. `happening` gives the cluster of an event, where it has one."""
    entities = {e.id: e for e in record.entities}
    about = {e.id: of_event(e, entities) for e in record.events}
    published = record.document.published
    day = published.start[:10] if published is not None and published.start else None
    found = (_stand(c, record, entities, about, day, happening or {}) for c in record.claims)
    return tuple(s for s in found if s.about and s.speakers)


def _stand(
    claim: Claim,
    record: Record,
    entities: Mapping[str, Entity],
    about: Mapping[str, Proposition],
    day: str | None,
    happening: Mapping[str, str],
) -> Stand:
    named = [p.entity for p in claim.speakers if p.entity is not None]
    said = (claim.said.start or claim.said.end) if claim.said is not None else None
    events = tuple(e.id for e in spoken_of(claim, record.events))
    return Stand(
        claim=claim.id,
        article=record.document.id,
        act=claim.act,
        speakers=frozenset(named) | {s for i in named if (s := speaks_for(entities.get(i))) is not None},
        day=said[:10] if said else day,
        dated=said is not None,
        lang=record.document.languages[0] if record.document.languages else None,
        about=tuple((e, _undated(about[e], said)) for e in events if e in about),
        happenings=frozenset(happening[e] for e in events if e in happening),
    )


def spoken_of(claim: Claim, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of a claim; for want of any those that its own words tell, as in "denied that it had sent", where nothing is asserted."""
    if claim.events:
        return tuple(e for e in events if e.id in claim.events)
    spans = (*claim.cue, *claim.content)
    return tuple(e for e in events if any(e.trigger.start < s.end and s.start < e.trigger.end for s in spans))


def _undated(stated: Proposition, said: str | None) -> Proposition:
    """What is stated, without a day that is only the day of saying it."""
    if said is None or stated.start is None or stated.start[:10] != said[:10]:
        return stated
    return msgspec.structs.replace(stated, start=None, end=None)


def speaks_for(entity: Entity | None) -> str | None:
    """The state an entity speaks for."""
    if entity is None or entity.country is None:
        return None
    if entity.kind in STATES or (entity.sector in OFFICIAL and entity.kind in ("person", "organization", "group", "armed_group")):
        return entity.country
    return None


def same(a: Stand, b: Stand) -> Match | None:
    """How what `b` speaks of relates to what `a` does; None where it is something else."""
    for _, mine in a.about:
        for _, other in b.about:
            if (found := same_proposition(mine, other)) is not None:
                return found
    return "same" if a.happenings & b.happenings else None


def firm(a: Stand, b: Stand) -> bool:
    """Whether two articles speak of the same closely enough for a change: one happening, or one act with both its sides named. What is
    merely said, without confirming or admitting, takes back a denial only within one happening."""
    if a.happenings & b.happenings:
        return True
    if "say" in (a.act, b.act):
        return False
    stated = ((mine, other) for _, mine in a.about for _, other in b.about)
    return any(m.actors and m.recipients and o.actors and o.recipients and same_proposition(m, o) is not None for m, o in stated)


def lines(given: Iterable[Stand]) -> tuple[Line, ...]:
    """The lines of all speakers that have two claims and more on one proposition; the same whatever the order of the claims."""
    by_speaker: dict[str, list[Stand]] = {}
    for stand in sorted(given, key=_order):
        for speaker in stand.speakers:
            by_speaker.setdefault(speaker, []).append(stand)
    found = [line for speaker in sorted(by_speaker) for line in _of_speaker(speaker, by_speaker[speaker])]
    return tuple(found)


def _order(stand: Stand) -> tuple[str, bool, str, str]:
    return stand.day or "9999", not stand.dated, stand.article, stand.claim


def _of_speaker(speaker: str, said: Sequence[Stand]) -> list[Line]:
    above: dict[str, str] = {}
    for place, stand in enumerate(said):
        for other in said[max(0, place - REACH) : place]:
            if same(other, stand) is not None:
                a, b = root(above, other.claim), root(above, stand.claim)
                above[max(a, b)] = min(a, b)
    together: dict[str, list[Stand]] = {}
    for stand in said:
        together.setdefault(root(above, stand.claim), []).append(stand)
    return [_line(speaker, line) for line in together.values() if len(line) > 1]


def _line(speaker: str, said: Sequence[Stand]) -> Line:
    steps: list[Step] = []
    for place, stand in enumerate(said):
        change = _change(said[:place], stand)
        steps.append(Step(stand.claim, stand.day, stand.act, *change))
    return Line(speaker, tuple(dict.fromkeys(e for s in said for e, _ in s.about)), tuple(steps))


def _change(before: Sequence[Stand], stand: Stand) -> tuple[str | None, Match | None]:
    """The last earlier claim that a claim departs from, on an earlier day; none where the last word already stood as this one does."""
    for other in reversed(before[-REACH:]):
        match = same(other, stand)
        if match is None:
            continue
        if other.act == stand.act:
            return None, None
        moved = (other.act, stand.act) in MOVES and other.day is not None and stand.day is not None and other.day < stand.day
        if moved and (other.article == stand.article or firm(other, stand)):
            return other.claim, match
    return None, None
