"""Changes of position and contested points within one article.

A change: the same speaker, or the state it speaks for, takes another stand on the same proposition, and the text says which came first
(dates of saying, or words such as "initially" and "later"). Contested: two speakers assert and deny the same proposition or give
different figures for it, or the text itself says that it is disputed.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.extract.positions.contested import contested
from diurna.extract.positions.marks import order
from diurna.extract.positions.pairs import PLEDGING, by_one_speaker
from diurna.extract.positions.stands import Told, by_words
from diurna.extract.positions.turns import goes_back, set_against
from diurna.extract.positions.voices import one_mouth
from diurna.langs.pack import Packs
from diurna.model import Change, Claim, Event
from diurna.resolve.positions import MOVES, speaks_for, spoken_of
from diurna.resolve.proposition import Match, of_event, same_proposition
from diurna.resolve.stance import Stance, opposed, stance


def changes(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.changes` and `analysis.contested`."""
    told = Told(analysis, packs)
    events = {e.id: e for e in analysis.events}
    moved = [c for a, b in by_one_speaker(told) if (c := _change(told, events, a, b)) is not None]
    return msgspec.structs.replace(analysis, changes=_clearest(analysis, moved), contested=contested(analysis, told))


def _clearest(analysis: Analysis, moved: list[Change]) -> tuple[Change, ...]:
    """One change for each position that is left and each that is taken: to the claim that says it most clearly, in the body rather than in
    the title. What a speaker says after a change of position is no second change."""
    claims = {c.id: c for c in analysis.claims}
    titles = [s for s in analysis.segments if s.kind == "title"]

    def clear(change: Change) -> tuple[bool, bool]:
        to = claims[change.to]
        at = to.content[0].start
        return (claims[change.source].act, to.act) not in MOVES, any(s.start <= at < s.end for s in titles)

    best: dict[str, Change] = {}
    for change in sorted(moved, key=clear):
        if change.source not in best and all(change.to != other.to for other in best.values()):
            best[change.source] = change
    return tuple(change for change in moved if best.get(change.source) is change)


def _change(told: Told, events: dict[str, Event], a: Claim, b: Claim) -> Change | None:
    """The change between two claims of one speaker, in the order of saying; None where both can stand, where they are not about the same
    or where the text does not tell which came first.
    """
    speaker = one_mouth(told, a, b)
    before = order(told, a, b) if speaker is not None else 0
    if speaker is None or before == 0:
        return None
    first, second = (a, b) if before < 0 else (b, a)
    match = (
        _by_stance(told, events, first, second)
        or _by_proposition(told, events, first, second)
        or ("narrower" if goes_back(told, first, second) else None)
        or ("same" if set_against(told, first, second) else None)
    )
    if match is None:
        return None
    about = tuple(dict.fromkeys((*first.events, *second.events)))
    return Change(speaker=speaker, source=first.id, to=second.id, about=about, match=match)


def _by_stance(told: Told, events: dict[str, Event], first: Claim, second: Claim) -> Match | None:
    """How what a speaker will do by one claim relates to what it will not do by the other; None where both can stand."""
    if not {first.act, second.act} <= PLEDGING:
        return None
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
    states = {s for i in speakers if (s := speaks_for(entities.get(i))) is not None}
    own = any(p.entity in speakers or speaks_for(entities.get(p.entity or "")) in states for p in event.actors if p.entity)
    return stance(event, entities, denied=claim.act == "deny" and event.id in claim.events) if own else None


def _by_proposition(told: Told, events: dict[str, Event], first: Claim, second: Claim) -> Match | None:
    """How two claims whose acts cannot both stand relate by their events or by the words of their contents."""
    if (first.act, second.act) not in MOVES:
        return None
    entities = told.analysis.entities
    for i in first.events:
        for j in second.events:
            found = same_proposition(of_event(events[i], entities), of_event(events[j], entities))
            if found is not None:
                return found
    return by_words(told, first, second)
