"""The one writer: an article with its bytes, its record and its rows is one transaction; nothing is reported before it is on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from diurna.analysis import Input, document_id
from diurna.ledger import links
from diurna.ledger.arrivals import Arrival, Original, original, restored, standing, stored
from diurna.ledger.blobs import digest, packed, packed_text_apart, record_digest, unpacked, with_text
from diurna.ledger.database import Database, Value, open_to_write
from diurna.ledger.days import now, number
from diurna.ledger.differences import difference
from diurna.ledger.entities import Entities, folded
from diurna.ledger.filters import marks
from diurna.ledger.index import Told, index, index_words, unindex, unindex_words
from diurna.ledger.judged import as_judged
from diurna.ledger.lock import WriterLock
from diurna.ledger.rows import NewLink, Outcome
from diurna.ledger.sums import Sums
from diurna.model import Coder, Problem, Record

NO_SOURCE = "unknown"


class Writer:
    """Writes a ledger; holds its lock until `close()`. Use as a context manager.

    Raises LedgerError where the file is another's, newer, read-only, full or damaged, or where somebody else is writing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = WriterLock(path)
        try:
            self.db: Database = open_to_write(path)
        except BaseException:
            self._lock.release()
            raise
        self.entities = Entities(self.db)
        self.sums = Sums()
        self._batch = False
        self._sources: dict[str, int] = {}
        self._media: dict[str, str] = {}
        self.dictionary: bytes = (self.db.one("SELECT data FROM dictionary WHERE id = 1") or (b"",))[0]

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others write."""
        self.db.close()
        self._lock.release()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or nothing of it. Between `begin` and `commit` it is a part of all that is done between them."""
        if self._batch and not self.db.in_transaction:
            self.db.run("BEGIN IMMEDIATE")
        try:
            if self._batch:
                yield
            else:
                with self.db.transaction():
                    yield
                    self.sums.write(self.db)
        except BaseException:
            self._undone()
            raise

    def begin(self) -> None:
        """Make one transaction of all that follows, up to `commit`. `batches.committed` does this for whoever adds many articles."""
        self._batch = True

    def commit(self) -> None:
        """Have what was done since `begin` on the disk. Where part of it failed there is nothing left of it."""
        begun, self._batch = self._batch, False
        if begun and self.db.in_transaction:
            try:
                self.sums.write(self.db)
                self.db.run("COMMIT")
            except BaseException:
                self._undone()
                raise

    def _undone(self) -> None:
        """Leave a transaction that failed, and forget what it taught."""
        if self.db.in_transaction:  # SQLite has rolled back by itself after some errors
            self.db.run("ROLLBACK")
        self.sums.forget()
        self.entities.forget()
        self._sources.clear()
        self._media.clear()

    def add(self, arrival: Arrival, record: Record | None) -> tuple[str, int, Outcome]:
        """Write one article, all of it or nothing; its document id, its version, and what became of it.

        `record` may be None only where `standing` says that none is needed.
        """
        document = document_id(arrival.document)
        with self.transaction():
            outcome = self._added(arrival, document, record)
        row = self.db.one("SELECT version FROM article WHERE document = ?", (document,))
        return document, row[0] if row else 1, outcome

    def _added(self, arrival: Arrival, document: str, record: Record | None) -> Outcome:
        outcome = standing(self.db, arrival)
        if outcome in ("unchanged", "rejected"):
            return outcome
        known = self.db.one("SELECT id, redacted FROM article WHERE document = ?", (document,))
        last = self._before(arrival)
        # The bytes of an article that was blacked out must not come back by another way.
        raw = self.blob(arrival.raw) if arrival.raw is not None and not (known and known[1]) else None
        if known is not None:
            # The same article to the letter at a second place (a moved file, a mirror), or an edit taken back: no second row.
            if last is not None:
                self._back_to(known[0])
            self._seen(arrival, known[0], raw)
            return "copy" if last is None else "unchanged"
        copied = original(self.db, arrival.document) if outcome == "copy" else None
        article = self._article(arrival, document, last, copied, record)
        self._seen(arrival, article, raw)
        if copied is not None:
            links.add(self.db, [NewLink("copy", document, copied.document, "exact", 1.0, copied.document)], "coder")
            return "copy"
        if record is None:
            raise ValueError("an article that is neither known nor a copy needs its record")
        self.write_coding(article, record)
        return "coded"

    def _before(self, arrival: Arrival) -> int | None:
        """The article of which an arrival is the next version: the one last seen at its place.

        An address is the article's own. A file may hold one of several copies: editing one is no edit of the others.
        """
        row = self.db.one("SELECT article FROM identity WHERE name = ?", (arrival.identity,))
        if row is None or arrival.identity.startswith("url:"):
            return row[0] if row else None
        elsewhere = "SELECT 1 FROM identity WHERE article = ? AND name NOT IN (?, ?)"
        others = self.db.one(elsewhere, (row[0], arrival.identity, arrival.fetched.place))
        return None if others else row[0]

    def _article(self, arrival: Arrival, document: str, last: int | None, copied: Original | None, record: Record | None) -> int:
        """The row of a new article or a new version; the version before is no longer current."""
        source, title = arrival.document, None
        if source.title is not None:
            title = source.text[slice(*source.title)]
        elif record is not None and record.document.title is not None:
            title = source.text[record.document.title.start : record.document.title.end]
        published = record.document.published if record is not None else None
        day = number(published.start if published is not None else source.published) or (copied.day if copied else 0)
        languages = record.document.languages if record is not None else copied.languages if copied else ()
        series, version, changed = self._series(last, source.text)
        text = self.blob(source.text.encode())
        row: dict[str, Value] = {
            "document": document, "series": series or 0, "version": version, "current": 1, "state": "coded" if copied is None else "copy",
            "same": copied.article if copied else None, "source": self._source(source, record, copied), "key": source.key,
            "url": source.url, "title": title,
            "lang": languages[0] if languages else None, "languages": " ".join(languages), "day": day, "text": text,
            "input": stored(source), "notice": arrival.notice, "difference": changed, "added": now(),
        }  # fmt: skip
        article = self.db.run(f"INSERT INTO article ({', '.join(row)}) VALUES ({marks(list(row))})", list(row.values()))
        if series is None:
            self.db.run("UPDATE article SET series = id WHERE id = ?", (article,))
        index_words(self.db, article, title or "", source.text)
        return article

    def _series(self, last: int | None, text: str) -> tuple[int | None, int, bytes | None]:
        """Series and number of a new version, and how its text differs from the last."""
        if last is None:
            return None, 1, None
        row = self.db.one("SELECT series FROM article WHERE id = ?", (last,))
        assert row is not None
        versions = self.db.one("SELECT max(version) FROM article WHERE series = ?", (row[0],))
        old = self.text(last)
        for (current,) in self.db.rows("SELECT id FROM article WHERE series = ? AND current = 1", (row[0],)):
            self.retire(current)
        return row[0], (versions or (0,))[0] + 1, packed(difference(old or "", text).encode())

    def _back_to(self, article: int) -> None:
        """An earlier version stands at its place again: it is the current one."""
        row = self.db.one("SELECT series, current FROM article WHERE id = ?", (article,))
        if row is None or row[1]:
            return
        for (current,) in self.db.rows("SELECT id FROM article WHERE series = ? AND current = 1", (row[0],)):
            self.retire(current)
        self.db.run("UPDATE article SET current = 1 WHERE id = ?", (article,))
        self.restore(article)

    def retire(self, article: int) -> None:
        """Take an article's rows and words out of what answers; its record stays."""
        self._unindex(article)
        self.db.run("UPDATE article SET current = 0 WHERE id = ?", (article,))
        if (text := self.text(article)) is not None:
            unindex_words(self.db, article, self._title(article), text)

    def restore(self, article: int) -> None:
        """Put a retired article's rows and words back from its record."""
        record = self.judged_record(article)
        if record is not None:
            index(self.db, self.entities, self.sums, self.told(article), record)
        if (text := self.text(article)) is not None:
            index_words(self.db, article, self._title(article), text)

    def _title(self, article: int) -> str:
        row = self.db.one("SELECT title FROM article WHERE id = ?", (article,))
        return (row[0] if row else None) or ""

    def _unindex(self, article: int) -> None:
        record = self.judged_record(article)
        if record is not None:
            unindex(self.db, self.entities, self.sums, article, record)

    def write_coding(self, article: int, record: Record) -> None:
        """Append a coding and make it the one that answers. Inside a transaction."""
        if self.db.one("SELECT current FROM article WHERE id = ?", (article,)) == (1,):
            self._unindex(article)
            index(self.db, self.entities, self.sums, self.told(article), as_judged(self.db, record))
        self.db.run("UPDATE coding SET current = 0 WHERE article = ?", (article,))
        data = packed_text_apart(record, self.dictionary)
        self.db.run(
            "INSERT INTO coding (article, coder, at, hash, current, dictionary, record) VALUES (?, ?, ?, ?, 1, 1, ?) "
            "ON CONFLICT DO UPDATE SET current = 1",
            (article, self._coder(record.coder), now(), record_digest(record), data),
        )

    def recoded(self, document: str, record: Record) -> None:
        """Append another coder's coding of an article."""
        row = self.db.one("SELECT id FROM article WHERE document = ?", (document,))
        if row is None:
            raise ValueError(f"no article {document} in this ledger")
        with self.transaction():
            self.write_coding(row[0], record)

    def adopt(self, document: str, record: Record) -> None:
        """Give an exact copy a coding of its own: what it was a copy of is no longer there to speak for it."""
        with self.transaction():
            row = self.db.one("SELECT id FROM article WHERE document = ? AND state = 'copy'", (document,))
            if row is not None:
                self.db.run("UPDATE article SET state = 'coded' WHERE id = ?", (row[0],))
                self.write_coding(row[0], record)

    def orphans(self) -> list[str]:
        """Exact copies whose original is no longer current: an edit or a removal took it away."""
        sql = (
            "SELECT a.document FROM article a JOIN article s ON s.id = a.same WHERE a.state = 'copy' AND a.current = 1 AND s.current = 0 "
            "AND a.id = (SELECT min(o.id) FROM article o WHERE o.same = a.same AND o.state = 'copy' AND o.current = 1) "
            "AND NOT EXISTS (SELECT 1 FROM article o WHERE o.text = a.text AND o.state = 'coded' AND o.current = 1) ORDER BY a.id"
        )
        return [row[0] for row in self.db.rows(sql)]

    def told(self, article: int) -> Told:
        """What the index needs to know of an article's row."""
        row = self.db.one("SELECT id, source, day, lang FROM article WHERE id = ?", (article,))
        assert row is not None
        return Told(*row)

    def _coder(self, coder: Coder) -> int:
        row = self.db.one("SELECT id FROM coder WHERE hash = ?", (coder.hash,))
        return row[0] if row else self.db.run("INSERT INTO coder (version, hash) VALUES (?, ?)", (coder.version, coder.hash))

    def _source(self, document: Input, record: Record | None, copied: Original | None) -> int:
        name = document.outlet or (record.document.outlet if record is not None else None)
        name = name or _host(document.url)
        if name is None and copied is not None:
            return copied.source
        name = name or NO_SOURCE
        if name not in self._sources:
            row = self.db.one("SELECT id FROM source WHERE name = ?", (name,))
            new = "INSERT INTO source (name, folded) VALUES (?, ?)"
            self._sources[name] = row[0] if row else self.db.run(new, (name, folded(name)))
        entity = record.document.outlet_entity if record is not None else None
        if entity is not None and entity != self._media.get(name):
            self.db.run("UPDATE source SET entity = ? WHERE id = ?", (entity, self._sources[name]))
            self._media[name] = entity
        return self._sources[name]

    def blob(self, data: bytes) -> int:
        """The row of some bytes, written where they are new. Inside a transaction."""
        key = digest(data)
        row = self.db.one("SELECT id, data IS NULL FROM blob WHERE hash = ?", (key,))
        if row is None:
            return self.db.run("INSERT INTO blob (hash, size, data) VALUES (?, ?, ?)", (key, len(data), packed(data)))
        if row[1]:
            self.db.run("UPDATE blob SET data = ? WHERE id = ?", (packed(data), row[0]))
        return row[0]

    def _seen(self, arrival: Arrival, article: int, raw: int | None) -> None:
        how = arrival.fetched
        self.db.many(
            "INSERT INTO identity (name, article, raw) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET article = excluded.article, raw = excluded.raw",
            [(name, article, raw) for name in dict.fromkeys((arrival.identity, how.place))],
        )
        self.db.run(
            "INSERT INTO fetch (article, raw, at, how, place, detail) VALUES (?, ?, ?, ?, ?, ?)",
            (article, raw, how.at, how.how, how.place, how.detail),
        )

    def text(self, article: int) -> str | None:
        """The text of an article's row, None where it was forgotten."""
        row = self.db.one("SELECT b.data FROM article a JOIN blob b ON b.id = a.text WHERE a.id = ?", (article,))
        return unpacked(row[0]).decode() if row is not None and row[0] is not None else None

    def document_input(self, document: str) -> Input | None:
        """What a coder is given to code an article again; None where it was forgotten."""
        row = self.db.one("SELECT id, input, key, url FROM article WHERE document = ?", (document,))
        text = self.text(row[0]) if row is not None else None
        return restored(row[1], text, row[2], row[3]) if row is not None and row[1] is not None and text is not None else None

    def record(self, article: int) -> Record | None:
        """The current record of an article's row."""
        row = self.db.one("SELECT record FROM coding WHERE article = ? AND current = 1 AND record IS NOT NULL", (article,))
        text = self.text(article)
        return with_text(row[0], self.dictionary, text) if row is not None and text is not None else None

    def judged_record(self, article: int) -> Record | None:
        """The current record of an article's row as persons have corrected it: what the rows that answer are made of."""
        record = self.record(article)
        return None if record is None else as_judged(self.db, record)

    def reject(self, problem: Problem) -> None:
        """Note that an input could not be read or coded, once."""
        with self.transaction():
            self.db.run(
                "INSERT INTO rejection (key, code, message, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (problem.key, problem.code, problem.message, now()),
            )

    def add_links(self, new: Iterable[NewLink], made: str = "coder") -> int:
        """Append links in one transaction; how many were new. What a person has taken apart stays apart."""
        with self.transaction():
            return links.add(self.db, new, made)

    def undo_link(self, number: int, made: str = "person") -> bool:
        """Take a link back; False where there is no such link that still stands."""
        with self.transaction():
            return links.undo(self.db, number, made)

    def judge(self, kind: str, item: str, verdict: str, note: str | None = None, made: str = "person", document: str | None = None) -> None:
        """Append what a person decided about an event, a claim, a party or a link; the rows of `document` are made anew with it."""
        row = self.db.one("SELECT id FROM article WHERE document = ? AND current = 1", (document,)) if document is not None else None
        with self.transaction():
            if row is not None:
                self._unindex(row[0])
            self.db.run(
                "INSERT INTO judgement (kind, item, verdict, note, made, at) VALUES (?, ?, ?, ?, ?, ?)",
                (kind, item, verdict, note, made, now()),
            )
            if row is not None and (record := self.judged_record(row[0])) is not None:
                index(self.db, self.entities, self.sums, self.told(row[0]), record)

    def polled(self, feed: str, ok: bool, found: int = 0, source: str | None = None, detail: str | None = None) -> None:
        """Append one attempt to read a feed: outages are told from these. `detail` is the state of its watch, kept for the last only."""
        with self.transaction():
            if detail is not None:
                self.db.run("UPDATE poll SET detail = NULL WHERE feed = ? AND detail IS NOT NULL", (feed,))
            self.db.run(
                "INSERT INTO poll (feed, source, at, ok, found, detail) VALUES (?, ?, ?, ?, ?, ?)",
                (feed, source, now(), int(ok), found, detail),
            )

    def last_poll(self, feed: str) -> tuple[str | None, str | None]:
        """The source of a feed and the state of its watch, as its last poll left them."""
        row = self.db.one("SELECT source FROM poll WHERE feed = ? AND source IS NOT NULL ORDER BY id DESC LIMIT 1", (feed,))
        state = self.db.one("SELECT detail FROM poll WHERE feed = ? AND detail IS NOT NULL ORDER BY id DESC LIMIT 1", (feed,))
        return row[0] if row else None, state[0] if state else None

    def source_of(self, document: str) -> str | None:
        """The name of the source of an article."""
        row = self.db.one("SELECT s.name FROM article a JOIN source s ON s.id = a.source WHERE a.document = ?", (document,))
        return row[0] if row else None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None
