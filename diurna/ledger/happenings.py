"""Happenings out of the ledger's rows: events that links join, and those that stand alone, with all articles that tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from diurna.gazetteer.load import blocs
from diurna.ledger import linked
from diurna.ledger.accounts import accounts_of
from diurna.ledger.event_rows import events_at, events_by_id
from diurna.ledger.filters import Filter, events
from diurna.ledger.reader import Reader
from diurna.ledger.rows import ArticleRow, EventRow, name
from diurna.resolve.account import Account

_AT_ONCE = 200
"""Happenings whose rows are read together."""
_LEAD = "(SELECT lead FROM grouped g WHERE g.kind = 'happening' AND g.item = lower(hex(e.event)))"


class Happening(msgspec.Struct, frozen=True):
    """One happening and everything that tells of it: its events, the articles with their copies, how many wrote for themselves.

    `id` is the smallest id of its events. `origins` counts the independent ones: copies and citations of one agency count once. `account`
    has what the linker knows: whose word it is, whom they quote, blocs, tolls, blame, days, denials, the plan it fulfils.
    """

    id: str
    type: str
    first: str | None
    last: str | None
    events: tuple[EventRow, ...]
    articles: tuple[ArticleRow, ...]
    origins: int
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    account: Account | None = None


class _Told(msgspec.Struct, frozen=True):
    """The events that are one happening: their ids, and those of them that a current coding has, the best told first."""

    ids: tuple[str, ...]
    events: tuple[EventRow, ...]

    def documents(self) -> tuple[str, ...]:
        """The articles that tell of it: those of its events, and those whose lead alone does."""
        leads = (i.removeprefix("lead/") for i in self.ids if i.startswith("lead/"))
        return tuple(dict.fromkeys((*(row.document for row in self.events), *leads)))


def each_happening(reader: Reader, filter: Filter, limit: int | None, newest: bool, skip: int) -> Iterator[Happening]:
    """Happenings with an event as asked for, the newest first or else the oldest, by day and id; `limit` of them after the first `skip`.
    Events that no link joins are a happening each."""
    leads = _leads(reader, filter, limit if limit is None else limit + skip, newest)
    for part in _batches(islice(leads.items(), skip, None), _AT_ONCE):
        yield from _happenings(reader, {**_alone(reader, part), **_joined(reader, [id for id, row in part if row is None])}, part)


def happening_of(reader: Reader, event: str) -> Happening | None:
    """The happening that an event belongs to; None where no current coding has the event."""
    lead = linked.groups(reader.db, "happening", (event,)).get(event)
    told = _joined(reader, (lead,)) if lead is not None else _told(reader, {event: (event,)})
    return next(_happenings(reader, told, [(id, None) for id in told]), None)


def begun_after(reader: Reader, filter: Filter, day: int, limit: int) -> int:
    """How many of the newest happenings as asked for begin after a day, `limit` at most."""
    found = events(filter, f"e.event, {_LEAD}, e.first", True)
    seen: set[str] = set()
    for stored, joined, first in reader.db.each(found.text, found.values):
        if first <= day or len(seen) == limit:
            break
        seen.add(joined or name(stored))
    return len(seen)


_Lead = tuple[str, int | None]
"""The smallest id of a happening's events, and the row of the event where it stands alone."""


def _leads(reader: Reader, filter: Filter, limit: int | None, newest: bool) -> dict[str, int | None]:
    """The happenings in the order asked for."""
    found = events(filter, f"e.id, e.event, {_LEAD}, e.first", newest)
    leads: dict[str, int | None] = {}
    first: dict[str, int] = {}
    for row, stored, joined, day in reader.db.each(found.text, found.values):
        id = joined or name(stored)
        if id not in leads:
            if limit is not None and len(leads) == limit:
                break
            leads[id] = row if joined is None else None
            first[id] = day
    return leads if newest else {id: leads[id] for id in sorted(leads, key=lambda id: (first[id], id))}


def _alone(reader: Reader, leads: Iterable[_Lead]) -> dict[str, _Told]:
    """Events that no link joins."""
    rows = events_at(reader, [row for _, row in leads if row is not None])
    return {row.event.id: _Told((row.event.id,), (row,)) for row in rows}


def _joined(reader: Reader, leads: Collection[str]) -> dict[str, _Told]:
    """Events that links join, by the smallest of their ids."""
    return _told(reader, linked.by_lead(reader.db, "happening", leads))


def _told(reader: Reader, groups: Mapping[str, tuple[str, ...]]) -> dict[str, _Told]:
    rows = events_by_id(reader, [id for ids in groups.values() for id in ids])
    found = {lead: _Told(ids, tuple(sorted((rows[i] for i in ids if i in rows), key=_best_told))) for lead, ids in groups.items()}
    return {lead: told for lead, told in found.items() if told.events}


def _happenings(reader: Reader, told: Mapping[str, _Told], order: Iterable[_Lead]) -> Iterator[Happening]:
    """Happenings with all that they need of their articles, read in a few questions for all of them."""
    db = reader.db
    documents = {id: one.documents() for id, one in told.items()}
    wanted = {d for some in documents.values() for d in some}
    copied = linked.groups(db, "copy", wanted)
    together = linked.by_lead(db, "copy", set(copied.values()))
    groups = {d: together[copied[d]] if d in copied else (d,) for d in wanted}
    articles = reader.article_rows(d for group in groups.values() for d in group)
    kept = linked.about(db, wanted, {event for one in told.values() for event in one.ids})
    accounts = accounts_of(db, {id: one.ids for id, one in told.items()}, kept, blocs())
    for id, _ in order:
        if id in told:
            yield _happening(told[id], documents[id], groups, articles, accounts.get(id))


def _happening(
    told: _Told,
    documents: Sequence[str],
    copies: Mapping[str, tuple[str, ...]],
    articles: Mapping[str, ArticleRow],
    account: Account | None,
) -> Happening:
    """One happening; `copies` has the articles with the text of each document."""
    groups = {copies[d] for d in documents}
    carried = dict.fromkeys([*documents, *(d for group in sorted(groups) for d in group)])
    carriers = sorted((articles[d] for d in carried if d in articles), key=lambda a: (a.day or "9", a.document))
    rows = told.events
    return Happening(
        min(told.ids), Counter(row.event.type for row in rows).most_common(1)[0][0],
        min((row.first for row in rows if row.first), default=None), max((row.last for row in rows if row.last), default=None),
        rows, tuple(carriers), len(account.origins) if account else len(groups), tuple(dict.fromkeys(a.source for a in carriers)),
        account.languages if account else tuple(dict.fromkeys(row.lang for row in rows if row.lang)), account,
    )  # fmt: skip


def _batches(items: Iterable[_Lead], size: int) -> Iterator[list[_Lead]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def _best_told(row: EventRow) -> tuple[bool, int, int, str]:
    """Asserted events first, then those that say of two parties who they are, then those that stand first in their article."""
    event = row.event
    said = [any(p.entity is not None and not p.entity.startswith("generic/") for p in part) for part in (event.actors, event.recipients)]
    return event.assertion == "denied_only", -sum(said) - (len(event.actors) > 1), event.trigger.start, event.id
