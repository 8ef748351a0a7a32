"""The record beside other people's event data: for each pair of countries and month, what both have and what each has alone.

One of ours is a happening, however many articles tell it. It is one of theirs where type and direction are the same and the days
lie one apart at most. Meetings, agreements and working together have no direction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from diurna.eventdata.theirs import Origin
from diurna.ledger import filters, imported
from diurna.ledger.codes import ASSERTIONS, STATUSES, TYPES
from diurna.ledger.database import Database
from diurna.ledger.days import iso, number
from diurna.ledger.filters import Filter
from diurna.ledger.imported import ImportedRow
from diurna.ledger.rows import name
from diurna.model import Status, Type

APART = 1
"""Days that lie between two that may be the same."""
MUTUAL: frozenset[str] = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types whose parties do it together."""
_TOLD: frozenset[Status] = frozenset({"actual", "historical"})
Way = tuple[str | None, str | None]
"""What was done and who did it: type and acting country; no country where it has no direction."""


class Kind(msgspec.Struct, frozen=True):
    """Some events of one type and direction. `type`: None for what PLOVER has no type for; `ids`: of ours, or theirs."""

    type: str | None
    actor: str | None
    count: int
    ids: tuple[str, ...]


class Beside(msgspec.Struct, frozen=True):
    """A pair of countries in a month (`2025-06`): what both have (ids are ours), what only we have, what only they have."""

    origin: Origin
    a: str
    b: str
    month: str
    both: tuple[Kind, ...]
    only_ours: tuple[Kind, ...]
    only_theirs: tuple[Kind, ...]

    @property
    def apart(self) -> int:
        """How many events only one of the two has."""
        return sum(k.count for k in (*self.only_ours, *self.only_theirs))


class _Event(msgspec.Struct, frozen=True):
    id: str
    type: str | None
    actor: str | None
    first: int
    last: int


def beside(
    db: Database, origin: Origin, sides: tuple[str, ...] = (), since: int | None = None, until: int | None = None, type: Type | None = None
) -> Iterator[Beside]:
    """The comparison, pair by pair and month by month. `sides`: none, one, or both countries of the pairs that are looked at.

    Only days that their data covers count: of others they may have just not been asked.
    """
    covered = imported.days(db, origin)
    if covered is None:
        return
    first, last = max(since or 0, covered[0]), min(until or covered[1], covered[1])
    for a, b in _pairs(db, origin, sides):
        theirs = [
            row for here, there in ((a, b), (b, a)) for row in imported.between(db, origin, here, there, first, last)
            if type is None or _comparable(origin, row.type) == _comparable(origin, type)
        ]  # fmt: skip
        ours = _ours(db, origin, a, b, Filter(since=first - APART, until=last + APART), type)
        both, alone, others = _matched(ours, _once(origin, theirs))
        alone = [event for event in alone if event.first <= last and event.last >= first]
        yield from _months(origin, a, b, both, alone, others)


def _pairs(db: Database, origin: Origin, sides: tuple[str, ...]) -> list[tuple[str, str]]:
    """The pairs to look at, each once, in order: the one that is asked for, else all that either has."""
    if len(sides) == 2:
        return [(sides[0], sides[1])]
    codes = {row[0]: row[1] for row in db.rows("SELECT id, code FROM side")}
    found = {frozenset(pair) for pair in imported.pairs(db, origin)}
    found |= {frozenset((codes[a], codes[b])) for a, b in db.rows("SELECT DISTINCT a, b FROM dyad") if _countries(codes[a], codes[b])}
    asked = set(sides)
    return sorted((min(pair), max(pair)) for pair in found if len(pair) == 2 and asked <= pair)


def _countries(*codes: str) -> bool:
    """Whether all are countries: of bodies and groups their data has no pairs."""
    return all(len(code) == 3 and code.isupper() for code in codes)


def _comparable(origin: Origin, type: str | None) -> str | None:
    """GDELT's codes do not tell conceding in words from retreat in fact."""
    return "CONCEDE" if origin == "gdelt" and type == "RETREAT" else type


def _ours(db: Database, origin: Origin, a: str, b: str, asked: Filter, type: Type | None) -> list[_Event]:
    """Our happenings between two sides, each once: what is told as having happened, by somebody who does not only deny it."""
    rows = [db.one("SELECT id FROM side WHERE code = ?", (code,)) for code in (a, b)]
    if rows[0] is None or rows[1] is None:
        return []
    lead = "(SELECT lead FROM grouped g WHERE g.kind = 'happening' AND g.item = lower(hex(e.event)))"
    columns = f"e.event, {lead}, e.type, e.first, e.last, e.status, e.assertion"
    found: dict[tuple[str, str], _Event] = {}
    acting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for actor, pair in ((a, (rows[0][0], rows[1][0])), (b, (rows[1][0], rows[0][0]))):
        sql = filters.events(msgspec.structs.replace(asked, between=pair), columns, newest=False)
        for event, joined, number_of_type, first, last, status, assertion in db.each(sql.text, sql.values):
            kind = _comparable(origin, TYPES[number_of_type]) or ""
            told = STATUSES[status] in _TOLD and ASSERTIONS[assertion] != "denied_only"
            if told and (type is None or kind == _comparable(origin, type)):
                key = (joined or name(event), kind)
                found.setdefault(key, _Event(key[0], kind, None, first, last))
                acting[key].add(actor)
    one_way = {key: next(iter(ways)) for key, ways in acting.items() if len(ways) == 1 and key[1] not in MUTUAL}
    return [msgspec.structs.replace(event, actor=one_way.get(key)) for key, event in found.items()]


def _once(origin: Origin, rows: Iterable[ImportedRow]) -> list[_Event]:
    """Their events. What is done together stands in their data once for each of the two: it is taken once."""
    found: list[_Event] = []
    together: defaultdict[tuple[object, ...], tuple[list[_Event], list[_Event]]] = defaultdict(lambda: ([], []))
    for row in rows:
        kind, day = _comparable(origin, row.type), number(row.day)
        if kind in MUTUAL:
            together[day, row.code, row.address][row.a > row.b].append(_Event(row.key, kind, None, day, day))
        else:
            found.append(_Event(row.key, kind, row.a, day, day))
    return found + [event for ways in together.values() for event in max(ways, key=len)]


def _months(origin: Origin, a: str, b: str, both: list[_Event], alone: list[_Event], others: list[_Event]) -> Iterator[Beside]:
    sorted_in: defaultdict[str, tuple[list[_Event], list[_Event], list[_Event]]] = defaultdict(lambda: ([], [], []))
    for n, events in enumerate((both, alone, others)):
        for event in events:
            sorted_in[(iso(event.first) or "")[:7]][n].append(event)
    for month, (same, mine, yours) in sorted(sorted_in.items()):
        yield Beside(origin, a, b, month, _kinds(same), _kinds(mine), _kinds(yours))


def _matched(ours: list[_Event], theirs: list[_Event]) -> tuple[list[_Event], list[_Event], list[_Event]]:
    """Ours that they have too, ours that they lack, theirs that we lack. Each is taken for one other at most, the earliest that fits."""
    left: defaultdict[Way, list[tuple[int, _Event]]] = defaultdict(list)
    for event in sorted(theirs, key=lambda e: (e.first, e.id)):
        left[event.type, event.actor].append((event.first, event))
    both: list[_Event] = []
    alone: list[_Event] = []
    for event in sorted(ours, key=lambda e: (e.last, e.first, e.id)):
        # What both sides did to each other (they fought) is found under either.
        ways = [(event.type, event.actor)] if event.actor is not None or event.type in MUTUAL else [w for w in left if w[0] == event.type]
        (both if any(_taken(left[way], event) for way in ways) else alone).append(event)
    return both, alone, [event for rest in left.values() for _, event in rest]


def _taken(candidates: list[tuple[int, _Event]], event: _Event) -> bool:
    at = bisect_left(candidates, event.first - APART, key=lambda c: c[0])
    if at < len(candidates) and candidates[at][0] <= event.last + APART:
        del candidates[at]
        return True
    return False


def _kinds(events: Iterable[_Event]) -> tuple[Kind, ...]:
    found: defaultdict[Way, list[str]] = defaultdict(list)
    for event in events:
        found[event.type, event.actor].append(event.id)
    counted = [Kind(*way, len(ids), tuple(ids)) for way, ids in found.items()]
    return tuple(sorted(counted, key=lambda k: (-k.count, k.type or "", k.actor or "")))
