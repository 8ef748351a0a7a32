"""The read side: questions to a ledger, in the words of a person, and rows as answers.

ledger = diurna.Ledger("x.db")
for row in ledger.events(actor="PRK", since="2024-10"): ...
ledger.events(actor="PRK").to_polars()
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import cast

import msgspec

from diurna.beside import Beside, beside
from diurna.eventdata.theirs import Origin
from diurna.ledger import coverage, happenings, imported
from diurna.ledger import search as full_text
from diurna.ledger.database import Database
from diurna.ledger.days import iso, parsed, parsed_end
from diurna.ledger.entities import folded
from diurna.ledger.event_rows import claims_by_id, claims_of, count_types, events_at, events_by_id, find_claims, find_events, latest
from diurna.ledger.filters import Filter, Who, changes, changes_at
from diurna.ledger.happenings import Happening
from diurna.ledger.imported import ImportedRow
from diurna.ledger.problems import LedgerError
from diurna.ledger.reader import Reader
from diurna.ledger.rows import ActorRow, ArticleRow, ChangeRow, ClaimRow, EventRow, Hit, SourceRow
from diurna.ledger.who import Unknown, side, sources, who
from diurna.model import Record, Type
from diurna.tables import Table

PathLike = str | os.PathLike[str]


class Asked(msgspec.Struct, frozen=True):
    """What rows must be like, as a person says it; None asks for nothing.

    Days: `2025-06-05`, `2025-06`, `2025`, `today`, `yesterday`, `30d`. Names: an id, a country's code, or a name in any language; a
    country means all who stand for it. `type`: one of the sixteen. `lang`: two letters. `source`: an outlet, or a part of its name.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    type: str | None = None
    lang: str | None = None
    source: str | None = None
    actor: str | None = None
    recipient: str | None = None
    status: str | None = None
    assertion: str | None = None
    speaker: str | None = None
    act: str | None = None


class Dyad(msgspec.Struct, frozen=True):
    """What two sides did to each other: counts by type each way, and the events, newest first."""

    a: str
    b: str
    there: dict[str, int]
    back: dict[str, int]
    events: tuple[EventRow, ...]


class Ledger:
    """A ledger, to be asked. Raises LedgerError where there is none, ValueError for a day that is none or a name that nobody has."""

    def __init__(self, path: PathLike = "diurna.db") -> None:
        self.reader = Reader(Path(path))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.reader.close()

    def filter(self, asked: Asked) -> Filter:
        """What is asked for, in rows of the ledger."""
        db = self.reader.db
        return Filter(
            since=None if asked.since is None else parsed(asked.since),
            until=None if asked.until is None else parsed_end(asked.until),
            place=None if asked.place is None else _whom(db, asked.place, ("place", "state")),
            type=None if asked.type is None else asked.type.upper(),
            lang=None if asked.lang is None else asked.lang.lower(),
            source=None if asked.source is None else sources(db, asked.source),
            status=asked.status, assertion=asked.assertion, act=asked.act,
            actor=None if asked.actor is None else _whom(db, asked.actor),
            recipient=None if asked.recipient is None else _whom(db, asked.recipient),
            speaker=None if asked.speaker is None else _whom(db, asked.speaker),
        )  # fmt: skip

    def search(self, words: str, *, limit: int = 20, **asked: str | None) -> Table[Hit]:
        """Articles with all the words, in any of the languages: `"a phrase"`, `prefix*`, `OR`, `-without`. No string is an error."""
        return Table(full_text.search(self.reader, words, self.filter(Asked(**asked)), limit))

    def events(self, *, limit: int | None = None, newest: bool = True, **asked: str | None) -> Table[EventRow]:
        """Events by their first day, the newest first."""
        return Table(find_events(self.reader, self.filter(Asked(**asked)), limit, newest))

    def timeline(self, *, limit: int | None = 50, **asked: str | None) -> Table[EventRow]:
        """The latest events, in the order of their days."""
        return Table(find_events(self.reader, self.filter(Asked(**asked)), limit)[::-1])

    def claims(self, *, limit: int | None = None, newest: bool = True, **asked: str | None) -> Table[ClaimRow]:
        """Claims by the day they were made, the newest first. With `type` or `place`: those about such events."""
        return Table(find_claims(self.reader, self.filter(Asked(**asked)), limit, newest))

    def changes(self, *, limit: int | None = None, **asked: str | None) -> Table[ChangeRow]:
        """Changes of position, the newest first, with both claims."""
        filter = self.filter(Asked(**asked))
        found = changes(filter, "x.id")  # read off an index: what is not shown is not looked at
        wanted = list(islice((row for (row,) in self.reader.db.each(found.text, found.values)), limit))
        rows = changes_at(self.reader.db, wanted)
        names = self.reader.names(row[0] for row in rows)
        said = claims_of(self.reader, {a for row in rows for a in row[7:9]}, {id for row in rows for id in row[1:3]})
        return Table(
            [
                ChangeRow(
                    *names.get(row[0], ("", "")), said.get(row[1]), said.get(row[2]), row[3],
                    msgspec.json.decode(row[4], type=tuple[str, ...]), iso(row[5]), row[6],
                )
                for row in rows
            ]
        )  # fmt: skip

    def dyad(self, a: str, b: str, *, limit: int | None = 50, **asked: str | None) -> Dyad:
        """What two sides did to each other, both ways."""
        filter = self.filter(Asked(**asked))
        one, other = _side(self.reader.db, a), _side(self.reader.db, b)
        counts: list[dict[str, int]] = []
        found: dict[int, int] = {}
        for pair in ((one, other), (other, one)):
            narrowed = msgspec.structs.replace(filter, between=pair)
            counts.append(count_types(self.reader, narrowed))
            found |= latest(self.reader, narrowed, limit)
        newest = events_at(self.reader, sorted(found, key=lambda row: (found[row], row), reverse=True)[:limit])
        codes = [r[0] for s in (one, other) for r in self.reader.db.rows("SELECT code FROM side WHERE id = ?", (s,))]
        return Dyad(codes[0], codes[1], counts[0], counts[1], tuple(newest))

    def happenings(self, *, limit: int | None = 50, **asked: str | None) -> Table[Happening]:
        """Happenings with an event as asked for, the newest first. Events that no link joins are a happening each."""
        return Table(list(self.each_happening(limit=limit, newest=True, skip=0, **asked)))

    def each_happening(self, *, limit: int | None = None, newest: bool = True, skip: int = 0, **asked: str | None) -> Iterator[Happening]:
        """The same, one by one, for all there are but the first `skip`. The oldest come first, by day and id, where not `newest`."""
        return happenings.each_happening(self.reader, self.filter(Asked(**asked)), limit, newest, skip)

    def begun_after(self, day: str, limit: int, **asked: str | None) -> int:
        """How many of the newest happenings as asked for begin after an ISO day, `limit` at most."""
        return happenings.begun_after(self.reader, self.filter(Asked(**asked)), parsed(day), limit)

    def happening(self, event: str) -> Happening | None:
        """The happening that an event belongs to; None where no current coding has the event."""
        return happenings.happening_of(self.reader, event)

    def claims_about(self, events: Sequence[str]) -> Table[ClaimRow]:
        """The claims that events stand in, in the order in which they were made."""
        said = claims_by_id(self.reader, [id for row in events_by_id(self.reader, events).values() for id in row.event.claims])
        return Table(sorted(said.values(), key=lambda c: (c.day or "9", c.content[0].start if c.content else 0, c.claim)))

    def one(self, name: str) -> str:
        """The id of the one entity that a name means, in this ledger or, for a state or an id, in the gazetteer. Raises Unknown."""
        from diurna.coding import packs

        db = self.reader.db
        try:
            found = _whom(db, name)
        except Unknown:
            id = _states().get(folded(name), name)
            if packs().gazetteer.entity(id) is None:
                raise
            return id
        ids = [r[0] for s in found.sides for r in db.rows("SELECT code FROM side WHERE id = ?", (s,))]
        ids += [r[0] for e in found.entities for r in db.rows("SELECT entity FROM entity WHERE id = ?", (e,))]
        if len(ids) != 1:
            raise Unknown(f"{name}: this may be {', '.join(sorted(ids)[:8])}; give one of these")
        return ids[0]

    def side(self, name: str) -> str:
        """The country, or body, whose dyads a name means; a country of which nothing is told too. Raises Unknown."""
        db = self.reader.db
        try:
            (code,) = db.one("SELECT code FROM side WHERE id = ?", (_side(db, name),)) or (name,)
        except Unknown:
            state = _states().get(folded(name), name.upper())
            if state not in _states().values():
                raise
            return state
        return code

    def beside(
        self, origin: Origin, *sides: str, since: str | None = None, until: str | None = None, type: str | None = None
    ) -> Iterator[Beside]:
        """What this ledger and imported event data have in common, and what each has alone, by pair of countries and month.

        `sides`: none, one or both of a pair, by any name. Raises Unknown, ValueError for a day that is none.
        """
        asked = self.filter(Asked(since=since, until=until, type=type))
        codes = tuple(map(self.side, sides))
        return beside(self.reader.db, origin, codes, asked.since, asked.until, None if type is None else cast("Type", asked.type))

    def theirs_alone(self, rows: Sequence[Beside]) -> list[ImportedRow]:
        """The events that only they have, of some rows of `beside`, by day."""
        db, found = self.reader.db, list[ImportedRow]()
        for row in rows:
            wanted = {id for kind in row.only_theirs for id in kind.ids}
            days = parsed(row.month), parsed_end(row.month)
            for a, b in ((row.a, row.b), (row.b, row.a)):
                found += [event for event in imported.between(db, row.origin, a, b, *days) if event.key in wanted]
        return sorted(found, key=lambda event: (event.day, event.key))

    def actors(self, *, limit: int | None = 50, **asked: str | None) -> Table[ActorRow]:
        """Who acts and is acted on most."""
        return Table(coverage.actors(self.reader, self.filter(Asked(**asked)), limit))

    def sources(self, **asked: str | None) -> Table[SourceRow]:
        """The sources with their coverage by day, and the days on which they unusually gave nothing."""
        return Table(coverage.sources(self.reader, self.filter(Asked(**asked))))

    def some_sources(self, *, limit: int, skip: int = 0, days: int = 100, **asked: str | None) -> Table[SourceRow]:
        """Some of them, after the first `skip`, with gaps between the last `days` that each has articles of: a page of a large ledger."""
        return Table(coverage.some_sources(self.reader, self.filter(Asked(**asked)), limit, skip, days))

    def articles(
        self, since: str | None = None, until: str | None = None, source: str | None = None, lang: str | None = None
    ) -> Table[ArticleRow]:
        """Articles by day (ISO days), the current version of each."""
        return Table(list(self.reader.articles(since, until, source, lang)))

    def record(self, which: str) -> Record:
        """The record of an article: by its id or the start of it, its address or its path. Raises Unknown."""
        documents = self.reader.documents(which)
        record = self.reader.record(documents[0]) if len(documents) == 1 else None
        if record is None:
            cause = (
                "there is no such article"
                if not documents
                else "no record is kept of it"
                if len(documents) == 1
                else "several articles are called so"
            )
            raise Unknown(f"{which}: {cause}")
        return record


def _whom(db: Database, name: str, kinds: tuple[str, ...] = ()) -> Who:
    """Whom a name means: `who`, and the state of this name where the articles name only those who stand for it."""
    try:
        return who(db, name, kinds)
    except Unknown:
        state = _states().get(folded(name))
        if state is None:
            raise
        return who(db, state)


def _side(db: Database, name: str) -> int:
    try:
        return side(db, name)
    except Unknown:
        state = _states().get(folded(name))
        if state is None:
            raise
        return side(db, state)


@cache
def _states() -> Mapping[str, str]:
    """States by their folded names in all languages."""
    from diurna.coding import packs

    known = packs()
    ids = [e.id for e in known.gazetteer.entries.values() if e.kind == "state"]
    named = {folded(name): id for id in ids for lang in known if (name := known[lang].names.label(id)) is not None}
    return named | {folded(entry.label): id for id in ids if (entry := known.gazetteer.entity(id)) is not None}


__all__ = ["Asked", "Dyad", "Happening", "Ledger", "LedgerError", "Unknown"]
