"""Exactly what a page shows: chosen events and claims of a ledger, nothing added and nothing left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diurna.export.choice import Chosen, Wanted
from diurna.export.origins import LedgerOrigin
from diurna.ledger.event_rows import claims_by_id, events_by_id
from diurna.query import Happening, Ledger

EVERYTHING = Wanted(denied=True)
"""What is on a screen was asked for, denials too; each format marks them as such."""


class ShownOrigin(LedgerOrigin):
    """Some events and claims of a ledger by their ids. Happenings: those of the events."""

    def __init__(self, ledger: Ledger, events: Sequence[str], claims: Sequence[str]) -> None:
        super().__init__(ledger)
        self._shown = ledger
        self._events = tuple(events)
        self._claims = tuple(claims)

    def chosen(self, wanted: Wanted) -> Iterator[Chosen]:
        """The articles of what is shown, by day, then id, each with what is shown of it."""
        reader = self._shown.reader
        told = {row.document: row.first for row in events_by_id(reader, self._events).values()}
        said = {row.document: row.day for row in claims_by_id(reader, self._claims).values()}
        articles = reader.article_rows({*told, *said})
        events, claims = set(self._events), set(self._claims)
        for article in sorted(articles.values(), key=lambda a: (a.day or "", a.document)):
            record = self.record(article.document)
            if record is not None:
                mine = tuple(e for e in record.events if e.id in events)
                yield Chosen(record, mine, tuple(c for c in record.claims if c.id in claims))

    def happenings(self, wanted: Wanted) -> Iterator[Happening]:
        """The happenings of the events, by day, then id, each once."""
        found: dict[str, Happening] = {}
        seen: set[str] = set()
        for event in self._events:
            if event not in seen and (one := self._shown.happening(event)) is not None:
                seen.update(row.event.id for row in one.events)
                found[one.id] = one
        yield from sorted(found.values(), key=lambda h: (h.first or "", h.id))
