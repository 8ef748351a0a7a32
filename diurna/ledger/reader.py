"""The read side: articles, records, links, judgements and sources, by date, as frozen rows. Many readers may work while one writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from diurna.analysis import Input
from diurna.ledger import links
from diurna.ledger.arrivals import restored
from diurna.ledger.blobs import unpacked, with_text
from diurna.ledger.database import Database, Value, open_to_read
from diurna.ledger.days import iso, number
from diurna.ledger.filters import marks
from diurna.ledger.judged import as_judged
from diurna.ledger.rows import ArticleRow, JudgementRow, LinkRow, Version
from diurna.ledger.words import storable
from diurna.model import Entity, Record

_SHORTEST = 4
"""Characters of an id that are enough to name an article by."""
ARTICLE = (
    "a.document, a.version, a.current, a.state, (SELECT s.document FROM article s WHERE s.id = a.same), a.key, a.url, "
    "(SELECT s.name FROM source s WHERE s.id = a.source), a.title, a.lang, a.languages, a.day, a.notice, a.added"
)


def article_row(row: Sequence[Any]) -> ArticleRow:
    """An ArticleRow of the columns of ARTICLE."""
    document, version, current, state, same, key, url, source, title, lang, languages, day, notice, added = row
    return ArticleRow(
        document, version, bool(current), state, same, key, url, source, title, lang, tuple(languages.split()), iso(day), notice, added
    )


class Told(msgspec.Struct, frozen=True):
    """An article as its events and claims need it: `events` and `claims` are the rows of its first ones."""

    document: str
    source: str
    events: int
    claims: int
    text: str


class Reader:
    """Reads a ledger. Use as a context manager. Raises LedgerError where there is none or none that this version can read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db: Database = open_to_read(path)
        self._dictionaries: dict[int, bytes] = {}
        self._names: dict[int, tuple[str, str]] = {}

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def articles(
        self, since: str | None = None, until: str | None = None, source: str | None = None, lang: str | None = None, current: bool = True
    ) -> Iterator[ArticleRow]:
        """Articles by day, those of no known day first unless days are asked for; without `current` also versions that were superseded."""
        where, values = _days("a.day", since, until)
        if current:
            where.append("a.current = 1")
        if source is not None:
            where.append("a.source = (SELECT id FROM source WHERE name = ?)")
            values.append(source)
        if lang is not None:
            where.append("a.lang = ?")
            values.append(lang)
        yield from map(article_row, self.db.each(f"SELECT {ARTICLE} FROM article a{_where(where)} ORDER BY a.day, a.id", values))

    def article(self, document: str) -> ArticleRow | None:
        """An article by its document id, any version."""
        row = self.db.one(f"SELECT {ARTICLE} FROM article a WHERE a.document = ?", (document,))
        return article_row(row) if row is not None else None

    def article_rows(self, documents: Iterable[str]) -> dict[str, ArticleRow]:
        """Articles by their document ids; those that are not there are left out."""
        wanted = sorted(set(documents))
        pieces = (wanted[at : at + 500] for at in range(0, len(wanted), 500))
        sql = f"SELECT {ARTICLE} FROM article a WHERE a.document IN ({{}})"
        return {row[0]: article_row(row) for piece in pieces for row in self.db.rows(sql.format(marks(piece)), piece)}

    def documents(self, which: str) -> list[str]:
        """The documents that an id, the start of one, an address, a key or a path means; of several versions the current one."""
        which = storable(which)
        named = "SELECT a.document FROM identity i JOIN article a ON a.id = i.article WHERE i.name IN (?1, 'url:' || ?1, 'file:' || ?1)"
        asked: list[tuple[str, tuple[str, ...]]] = [(f"SELECT document FROM article WHERE document = ?1 UNION {named}", (which,))]
        if len(which) >= _SHORTEST and all(c in "0123456789abcdef" for c in which):
            asked.append(("SELECT document FROM article WHERE document >= ? AND document < ?", (which, which + "g")))
        asked.append(("SELECT document FROM article WHERE url = ?1 OR key = ?1", (which,)))  # all are looked through: last
        found = next((list(dict.fromkeys(r[0] for r in rows)) for sql, values in asked if (rows := self.db.rows(sql, values))), [])
        now = [d for d in found if (a := self.article(d)) is not None and a.current]
        return now or found

    def versions(self, document: str) -> list[Version]:
        """All versions of an article in order, each with its difference from the one before."""
        rows = self.db.rows(
            f"SELECT a.difference, {ARTICLE} FROM article a "
            "WHERE a.series = (SELECT series FROM article WHERE document = ?) ORDER BY a.version",
            (document,),
        )
        return [Version(article_row(row[1:]), unpacked(row[0]).decode() if row[0] is not None else "") for row in rows]

    def text(self, document: str) -> str | None:
        """The text of an article, None where there is none or it was forgotten."""
        row = self.db.one("SELECT b.data FROM article a JOIN blob b ON b.id = a.text WHERE a.document = ?", (document,))
        return unpacked(row[0]).decode() if row is not None and row[0] is not None else None

    def texts(self, articles: Iterable[int]) -> dict[int, str]:
        """Texts by article row; what was forgotten is left out."""
        wanted = sorted(set(articles))
        sql = "SELECT a.id, b.data FROM article a JOIN blob b ON b.id = a.text WHERE a.id IN ({}) AND b.data IS NOT NULL"
        return {row: unpacked(data).decode() for part in parts(wanted) for row, data in self.db.rows(sql.format(marks(part)), part)}

    def told(self, articles: Iterable[int]) -> dict[int, Told]:
        """What rows of events and claims need of their articles, by article row; all of them in one question."""
        wanted = sorted(set(articles))
        sql = (
            "SELECT a.id, a.document, s.name, a.event_from, a.claim_from, b.data FROM article a JOIN source s ON s.id = a.source "
            "LEFT JOIN blob b ON b.id = a.text WHERE a.id IN ({})"
        )
        return {
            row: Told(document, source, events, claims, "" if data is None else unpacked(data).decode())
            for part in parts(wanted)
            for row, document, source, events, claims, data in self.db.rows(sql.format(marks(part)), part)
        }

    def document_input(self, document: str) -> Input | None:
        """What the reader handed on: what a coder is given to code the article again."""
        row = self.db.one("SELECT input, key, url FROM article WHERE document = ?", (document,))
        text = self.text(document)
        if row is None or row[0] is None or text is None:
            return None
        return restored(row[0], text, row[1], row[2])

    def raw(self, document: str) -> list[tuple[str, str, str, bytes | None]]:
        """When, how and from where the bytes of an article came, and the bytes."""
        rows = self.db.rows(
            "SELECT f.at, f.how, f.place, b.data FROM fetch f LEFT JOIN blob b ON b.id = f.raw "
            "WHERE f.article = (SELECT id FROM article WHERE document = ?) ORDER BY f.id",
            (document,),
        )
        return [(at, how, place, None if data is None else unpacked(data)) for at, how, place, data in rows]

    def record(self, document: str) -> Record | None:
        """The record of an article by its current coding, as persons have corrected it. An exact copy has none of its own."""
        return next(map(self.judged, self._records("WHERE a.document = ?", (document,))), None)

    def coded(self, document: str) -> Record | None:
        """The record of an article as it was coded, whatever persons said of it."""
        return next(self._records("WHERE a.document = ?", (document,)), None)

    def judged(self, record: Record) -> Record:
        """A record as persons have corrected it."""
        return as_judged(self.db, record)

    def records(self, since: str | None = None, until: str | None = None, lang: str | None = None) -> Iterator[Record]:
        """The current records of the current versions whose day lies in a window (ISO days, inclusive), by day."""
        where, values = _days("a.day", since, until)
        where.append("a.current = 1")
        if lang is not None:
            where.append("a.lang = ?")
            values.append(lang)
        yield from map(self.judged, self._records(f"{_where(where)} ORDER BY a.day, a.id", values))

    def codings(self, document: str) -> list[Record]:
        """All codings of an article, oldest first."""
        rows = self.db.rows(
            "SELECT c.record, c.dictionary, b.data FROM coding c JOIN article a ON a.id = c.article JOIN blob b ON b.id = a.text "
            "WHERE a.document = ? AND c.record IS NOT NULL AND b.data IS NOT NULL ORDER BY c.id",
            (document,),
        )
        return [self._record(*row) for row in rows]

    def _records(self, rest: str, values: Sequence[Value]) -> Iterator[Record]:
        sql = (
            "SELECT c.record, c.dictionary, b.data FROM article a "
            "JOIN coding c ON c.article = a.id AND c.current = 1 AND c.record IS NOT NULL "
            f"JOIN blob b ON b.id = a.text AND b.data IS NOT NULL {rest}"
        )
        for row in self.db.each(sql, values):
            yield self._record(*row)

    def _record(self, data: bytes, dictionary: int, text: bytes) -> Record:
        return with_text(data, self.dictionary(dictionary), unpacked(text).decode())

    def dictionary(self, row: int) -> bytes:
        """What the records with this number were compressed with."""
        if row not in self._dictionaries:
            found = self.db.one("SELECT data FROM dictionary WHERE id = ?", (row,))
            self._dictionaries[row] = found[0] if found is not None else b""
        return self._dictionaries[row]

    def entity(self, id: str) -> Entity | None:
        """An entity by its id, without its mentions."""
        row = self.db.one("SELECT data FROM entity WHERE entity = ?", (id,))
        return msgspec.json.decode(row[0], type=Entity) if row is not None else None

    def names(self, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
        """(id, name) by entity row; remembered, since the same few entities are asked for again and again."""
        missing = sorted({r for r in rows if r and r not in self._names})
        for part in parts(missing):
            found = self.db.rows(f"SELECT id, entity, name FROM entity WHERE id IN ({marks(part)})", part)
            self._names.update({row: (id, name) for row, id, name in found})
        return self._names

    def links(self, kind: str | None = None, item: str | None = None, undone: bool = False) -> list[LinkRow]:
        """Links in the order of their making, of one kind, of one item; with `undone` those that were taken back too."""
        return links.links(self.db, kind, item, undone)

    def group(self, kind: str, item: str) -> tuple[str, ...]:
        """All that live links of a kind connect with an item, itself included, by id."""
        rows = self.db.rows(
            "SELECT g.item FROM grouped l JOIN grouped g ON g.kind = l.kind AND g.lead = l.lead "
            "WHERE l.kind = ? AND l.item = ? ORDER BY g.item",
            (kind, item),
        )
        return tuple(r[0] for r in rows) or (item,)

    def groups(self, kind: str) -> Iterator[tuple[str, ...]]:
        """All groups of a kind, by their lead."""
        lead, items = "", []
        for here, item in self.db.each("SELECT lead, item FROM grouped WHERE kind = ? ORDER BY lead, item", (kind,)):
            if here != lead and items:
                yield tuple(items)
                items = []
            lead = here
            items.append(item)
        if items:
            yield tuple(items)

    def judgements(self, kind: str | None = None, item: str | None = None) -> list[JudgementRow]:
        """What persons decided, in order; of one item the last holds."""
        rows = self.db.rows(
            "SELECT id, kind, item, verdict, note, made, at FROM judgement "
            "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR item = ?2) ORDER BY id",
            (kind, item),
        )
        return [JudgementRow(*row) for row in rows]


def parts(items: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """A long list in pieces, each short enough to be the parameters of one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _days(column: str, since: str | None, until: str | None) -> tuple[list[str], list[Value]]:
    where: list[str] = []
    values: list[Value] = []
    if since is not None:
        where.append(f"{column} >= ?")
        values.append(number(since))
    if until is not None:
        where.append(f"{column} BETWEEN 1 AND ?")
        values.append(number(until))
    return where, values


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
