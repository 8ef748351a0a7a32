"""Changes of position and contested points within one article.

A change: the same speaker, or the state it speaks for, takes another stand on the same proposition, and the text says which came first
(dates of saying, or words such as "initially" and "later"). Contested: two speakers assert and deny the same proposition or give
different figures for it, or the text itself says that it is disputed.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from diurna.analysis import Analysis
from diurna.extract.contested import contested
from diurna.extract.stands import Told, by_words, marked, order, points_back, same_speaker, state_of, then_still
from diurna.langs.pack import Packs
from diurna.model import Change, Claim, ClaimAct, Event
from diurna.resolve.positions import MOVES, REACH, spoken_of
from diurna.resolve.proposition import Match, of_event, same_proposition
from diurna.resolve.stance import Stance, opposed, stance

OPPOSITES: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {("deny", "acknowledge"), ("refuse", "promise"), ("promise", "refuse"), ("acknowledge", "deny")}
)
"""Moves that are moves whatever the words: acts that cannot both stand."""
MOVING = frozenset(act for move in MOVES for act in move)
PLEDGING: frozenset[ClaimAct] = frozenset({"say", "promise", "refuse", "confirm", "acknowledge", "deny", "threaten"})
"""Acts by which one tells what one will or will not do."""

NEAR = 2
"""How many sentences what is given up and what is said instead may stand apart."""


def changes(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.changes` and `analysis.contested`."""
    told = Told(analysis, packs)
    events = {e.id: e for e in analysis.events}
    moved = [c for a, b in _by_one_speaker(analysis) if (c := _change(told, events, a, b)) is not None]
    return msgspec.structs.replace(analysis, changes=_clearest(analysis, moved), contested=contested(analysis, told))


def _clearest(analysis: Analysis, moved: list[Change]) -> tuple[Change, ...]:
    """One change for each position that is left: to the claim that says it most clearly, in the body rather than in the title. What a
    speaker says after a change of position is no second change."""
    claims = {c.id: c for c in analysis.claims}
    titles = [s for s in analysis.segments if s.kind == "title"]

    def clear(change: Change) -> tuple[bool, bool]:
        to = claims[change.to]
        at = to.content[0].start
        return (claims[change.source].act, to.act) not in MOVES, any(s.start <= at < s.end for s in titles)

    best: dict[str, Change] = {}
    for change in moved:
        if change.source not in best or clear(change) < clear(best[change.source]):
            best[change.source] = change
    return tuple(best.values())


def _by_one_speaker(analysis: Analysis) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims, in order of text, that the same entity makes or that speak for the same state, each with the `REACH` before it."""
    spoken: dict[str, list[int]] = {}
    paired: set[tuple[int, int]] = set()
    for place, claim in enumerate(analysis.claims):
        if claim.act not in MOVING | PLEDGING:
            continue
        ids = {p.entity for p in claim.speakers if p.entity}
        for key in sorted(ids | {s for i in ids if (s := state_of(analysis.entities.get(i)))}):
            before = spoken.setdefault(key, [])
            paired.update((other, place) for other in before[-REACH:])
            before.append(place)
    for a, b in sorted(paired):
        yield analysis.claims[a], analysis.claims[b]


def _change(told: Told, events: dict[str, Event], a: Claim, b: Claim) -> Change | None:
    moving = (a.act, b.act) in MOVES or (b.act, a.act) in MOVES
    if not moving and not {a.act, b.act} <= PLEDGING:
        return None
    speaker = same_speaker(a, b, told.analysis.entities)
    if speaker is None:
        return None
    before = order(told, a, b)
    if before == 0:
        return None
    first, second = (a, b) if before < 0 else (b, a)
    match = _by_stance(told, events, first, second) or _given_up(told, first, second)
    if match is None and (first.act, second.act) in MOVES:
        match = _match(told, events, first, second)
    if match is None:
        return None
    about = tuple(dict.fromkeys((*first.events, *second.events)))
    return Change(speaker=speaker, source=first.id, to=second.id, about=about, match=match)


def _by_stance(told: Told, events: dict[str, Event], first: Claim, second: Claim) -> Match | None:
    """How what a speaker will do by one claim relates to what it will not do by the other; None where both can stand."""
    for i in spoken_of(first, events.values()):
        for j in spoken_of(second, events.values()):
            one, other = _stance(told, first, i), _stance(told, second, j)
            if one is not None and other is not None and (found := opposed(one, other)) is not None:
                return found
    return None


def _stance(told: Told, claim: Claim, event: Event) -> Stance | None:
    """What an event that a claim speaks of says of its speaker's own conduct; None where somebody else acts."""
    entities = told.analysis.entities
    speakers = {p.entity for p in claim.speakers if p.entity}
    states = {s for i in speakers if (s := state_of(entities.get(i))) is not None}
    own = any(p.entity in speakers or state_of(entities.get(p.entity or "")) in states for p in event.actors if p.entity)
    return stance(event, entities, denied=claim.act == "deny" and event.id in claim.events) if own else None


def _match(told: Told, events: dict[str, Event], first: Claim, second: Claim) -> Match | None:
    """How the propositions of two claims relate: by their events, by the words of their contents, or as the text ties them."""
    entities = told.analysis.entities
    for i in first.events:
        for j in second.events:
            found = same_proposition(of_event(events[i], entities), of_event(events[j], entities))
            if found is not None:
                return found
    return by_words(told, first, second) or _by_discourse(told, first, second)


def _given_up(told: Told, first: Claim, second: Claim) -> Match | None:
    """A denial or refusal that is told as still standing at a time that is over, and soon after what the same speaker admits or promises:
    the text sets the two against each other whatever their words."""
    same_voice = {p.entity for p in first.speakers if p.entity} & {p.entity for p in second.speakers if p.entity}
    near = abs(told.place(first) - told.place(second)) <= NEAR
    given = first.act in ("deny", "refuse") and second.act in ("acknowledge", "confirm", "promise")
    return "same" if same_voice and near and given and then_still(told, first) else None


def _by_discourse(told: Told, first: Claim, second: Claim) -> Match | None:
    """Claims that share no words, tied by the text: a refusal to go back on "the decision", "at first denied ... hours later admitted" in
    one breath, an admission in a sentence that speaks of a reversal."""
    if second.act == "retract":
        return "same" if points_back(told, second) and _last_before(told, second) is first else None
    if (first.act, second.act) not in OPPOSITES:
        return None
    same_voice = bool({p.entity for p in first.speakers if p.entity} & {p.entity for p in second.speakers if p.entity})
    if same_voice and points_back(told, first):
        return "narrower"
    near = abs(told.place(first) - told.place(second)) <= 1
    if same_voice and near and marked(told, first)[0] and marked(told, second)[1]:
        return "same"
    return "same" if first.act == "deny" and second.act == "acknowledge" and told.reversed(second) else None


def _last_before(told: Told, retraction: Claim) -> Claim | None:
    """The last claim of the same speakers that stands before one that only takes back ("withdrew the remark")."""
    speakers = {p.entity for p in retraction.speakers if p.entity}
    claims = told.analysis.claims
    earlier = reversed(claims[: claims.index(retraction)])
    return next((c for c in earlier if c.act != "retract" and any(p.entity in speakers for p in c.speakers)), None)
