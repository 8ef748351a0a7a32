"""Where exports read from: a ledger, or files that `diurna code --format jsonl` wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from diurna.export.choice import Chosen, Wanted, Whom, article_row, choose, event_row, published, whom
from diurna.ledger import filters
from diurna.ledger.days import iso
from diurna.ledger.filters import Filter, marks
from diurna.ledger.who import who
from diurna.model import Entity, Record
from diurna.query import Happening, Ledger


class NotARecord(ValueError):
    """A line that is no record; the message says where and what to do."""


class LedgerOrigin:
    """A ledger: current records, and happenings as `diurna link` joined them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.record = lru_cache(maxsize=64)(ledger.reader.record)
        self.entity = lru_cache(maxsize=4096)(ledger.reader.entity)

    def whom(self, name: str) -> Whom:
        """Whom a name means here. Raises Unknown."""
        db = self._ledger.reader.db
        found = who(db, name)
        ids = db.rows(f"SELECT entity FROM entity WHERE id IN ({marks(found.entities)})", found.entities) if found.entities else []
        sides = db.rows(f"SELECT code FROM side WHERE id IN ({marks(found.sides)})", found.sides) if found.sides else []
        return Whom(frozenset(r[0] for r in ids), frozenset(r[0] for r in sides))

    def chosen(self, wanted: Wanted) -> Iterator[Chosen]:
        """See Origin."""
        likely = None if wanted.everything else self._likely(wanted)
        articles = [(a.day or "", a.document) for a in self._ledger.reader.articles()]
        for _, document in sorted(articles):
            if likely is not None and document not in likely:
                continue
            record = self._ledger.reader.record(document)
            if record is not None and ((found := choose(record, wanted)).events or found.claims or wanted.everything):
                yield found

    def _likely(self, wanted: Wanted) -> set[str]:
        """Documents that may have something wanted: the index is asked, so that not every record is read."""
        asked = Filter(since=wanted.since, until=wanted.until, type=wanted.type, lang=wanted.lang)
        db = self._ledger.reader.db
        found = (
            filters.events(asked, "(SELECT document FROM article a WHERE a.id = e.article)"),
            filters.claims(asked, "(SELECT document FROM article a WHERE a.id = c.article)"),
        )
        return {row[0] for sql in found for row in db.each(sql.text, sql.values)}

    def happenings(self, wanted: Wanted) -> Iterator[Happening]:
        """See Origin."""
        since, until = iso(wanted.since or 0), iso(wanted.until or 0)
        asked = self._ledger.each_happening(newest=False, type=wanted.type, lang=wanted.lang, since=since, until=until)
        for one in asked:
            if wanted.actor is not None and not any(self._acts(wanted.actor, p.entity) for row in one.events for p in row.event.actors):
                continue
            kept = tuple(row for row in one.events if wanted.denied or row.event.assertion != "denied_only")
            if kept:
                yield msgspec.structs.replace(one, events=kept)

    def _acts(self, actor: Whom, id: str | None) -> bool:
        entity = self.entity(id) if id is not None else None
        return entity is not None and actor.holds(entity)


class RecordsOrigin:
    """Files of records, one a line. Where the lines stand is remembered, not the lines. Nothing is linked: every event is a happening.

    Raises NotARecord, OSError. `rejected` counts the lines that say that an article could not be read; they hold no record.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.rejected = 0
        self._lines: dict[str, tuple[int, Path, int]] = {}
        self._entities: dict[str, Entity] = {}
        for path in paths:
            self._index(path)
        self.record = lru_cache(maxsize=64)(self._read)

    def _index(self, path: Path) -> None:
        with path.open("rb") as file:
            at = 0
            for n, line in enumerate(file, 1):
                here, at = at, at + len(line)
                if not line.strip():
                    continue
                record = _record(line, f"{path}:{n}")
                if record is None:
                    self.rejected += 1
                    continue
                self._lines.setdefault(record.document.id, (published(record.document), path, here))
                for e in record.entities:
                    self._learn(e)

    def _learn(self, entity: Entity) -> None:
        known = self._entities.get(entity.id)
        names = {**entity.names, **known.names} if known is not None else entity.names
        self._entities[entity.id] = msgspec.structs.replace(known or entity, names=names, mentions=())

    def _read(self, document: str) -> Record | None:
        if document not in self._lines:
            return None
        _, path, at = self._lines[document]
        with path.open("rb") as file:
            file.seek(at)
            return _record(file.readline(), str(path))

    def entity(self, id: str) -> Entity | None:
        """See Origin."""
        return self._entities.get(id)

    def whom(self, name: str) -> Whom:
        """Whom a name means in these records. Raises ValueError where it is nobody."""
        found = whom(name, iter(self._entities.values()))
        if not found.ids and not found.sides:
            raise ValueError(f"{name}: nobody in these records is called so")
        return found

    def chosen(self, wanted: Wanted) -> Iterator[Chosen]:
        """See Origin."""
        for document in sorted(self._lines, key=lambda d: (self._lines[d][0], d)):
            record = self.record(document)
            if record is not None and ((found := choose(record, wanted)).events or found.claims or wanted.everything):
                yield found

    def happenings(self, wanted: Wanted) -> Iterator[Happening]:
        """See Origin."""
        found = ((row.first or "", row.event.id, one.document.id) for one in self.chosen(wanted) for e in one.events
                 for row in (event_row(one.record, e),))  # fmt: skip
        for first, id, document in sorted(found):
            record = self.record(document)
            assert record is not None
            event = next(e for e in record.events if e.id == id)
            row, article = event_row(record, event), article_row(record)
            lang = (row.lang,) if row.lang else ()
            yield Happening(id, event.type, first or None, row.last, (row,), (article,), 1, (article.source,), lang)


def _record(line: bytes, where: str) -> Record | None:
    """The record of a line, None where it says that an article was rejected."""
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        try:
            other = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            other = None
        if isinstance(other, dict) and "rejected" in other:
            return None
        raise NotARecord(f"{where}: not a record ({problem}); `diurna code PATH --format jsonl` writes them") from problem
