"""Forgetting: what must go goes from every table and from the free pages of the file; a tombstone says that something was removed."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from diurna.ledger.arrivals import mark
from diurna.ledger.blobs import packed_text_apart, record_digest, unpacked, with_text
from diurna.ledger.days import now
from diurna.ledger.filters import among_rows
from diurna.ledger.index import index, index_words, unindex, unindex_words
from diurna.ledger.packing import unpacked_record
from diurna.ledger.pieces import appears
from diurna.ledger.redaction import Redaction
from diurna.ledger.rows import name
from diurna.ledger.writer import Writer
from diurna.model import Entity, Record


class Forgotten(msgspec.Struct, frozen=True):
    """What was removed; `remaining` are documents that still carry the same text: exact copies elsewhere."""

    kind: str
    articles: int
    texts: int
    raw: int
    codings: int
    remaining: tuple[str, ...] = ()


def forget_articles(writer: Writer, documents: Sequence[str], reason: str | None = None, kind: str = "article") -> Forgotten:
    """Remove articles with all their versions: texts, bytes, codings, addresses. Their hashes stay, so that they do not come back."""
    with writer.transaction():
        rows = _versions(writer, documents)
        tombstone = _tombstone(writer, kind, json.dumps(sorted(documents)), reason)
        texts = {r[0] for a in rows for r in writer.db.rows("SELECT text FROM article WHERE id = ? AND text IS NOT NULL", (a,))}
        raws = {r[0] for a in rows for r in writer.db.rows("SELECT raw FROM fetch WHERE article = ? AND raw IS NOT NULL", (a,))}
        codings = sum(_article(writer, article, tombstone) for article in rows)
        gone = _empty(writer, texts), _empty(writer, raws - texts)
        sql = "SELECT document FROM article WHERE text = ? AND state <> 'forgotten'"
        remaining = tuple(sorted({r[0] for t in texts for r in writer.db.rows(sql, (t,))}))
        found = Forgotten(kind, len(rows), gone[0], gone[1], codings, remaining)
        writer.db.run("UPDATE tombstone SET removed = ? WHERE id = ?", (msgspec.json.encode(found).decode(), tombstone))
    _scrub(writer)
    return found


def forget_source(writer: Writer, source: str, reason: str | None = None) -> Forgotten:
    """Remove all articles of a source. Its name stays: it is no private person's, and coverage must show the hole."""
    rows = writer.db.rows(
        "SELECT a.document FROM article a JOIN source s ON s.id = a.source WHERE s.name = ? AND a.state <> 'forgotten'", (source,)
    )
    return forget_articles(writer, [r[0] for r in rows], reason, "source")


def _versions(writer: Writer, documents: Sequence[str]) -> list[int]:
    found: dict[int, None] = {}
    for document in documents:
        rows = writer.db.rows(
            "SELECT id FROM article WHERE series = (SELECT series FROM article WHERE document = ?) AND state <> 'forgotten' ORDER BY id",
            (document,),
        )
        found.update({r[0]: None for r in rows})
    return list(found)


def _tombstone(writer: Writer, kind: str, what: str, reason: str | None) -> int:
    return writer.db.run("INSERT INTO tombstone (kind, what, reason, at, removed) VALUES (?, ?, ?, ?, '{}')", (kind, what, reason, now()))


def _article(writer: Writer, article: int, tombstone: int) -> int:
    """Empty one version's row and everything that hangs on it; how many codings it had."""
    db = writer.db
    row = db.one("SELECT document, current, key FROM article WHERE id = ?", (article,))
    assert row is not None
    claims = [name(r[0]) for r in db.rows(f"SELECT claim FROM claim WHERE id {among_rows('claim')}", (article,))]
    db.many('DELETE FROM change WHERE article IS NULL AND ("from" = ?1 OR "to" = ?1)', [(c,) for c in claims])
    record = writer.record(article)
    if row[1]:
        writer.retire(article)
    names = [r[0] for r in db.rows("SELECT name FROM identity WHERE article = ?", (article,))]
    marks = [(mark(place), tombstone) for place in (*names, row[0])]
    db.many("INSERT INTO forgotten (hash, tombstone) VALUES (?, ?) ON CONFLICT DO NOTHING", marks)
    db.run("DELETE FROM identity WHERE article = ?", (article,))
    db.run("UPDATE fetch SET raw = NULL, place = '', detail = NULL WHERE article = ?", (article,))
    db.run("UPDATE coding SET record = NULL WHERE article = ?", (article,))
    db.run("DELETE FROM rejection WHERE key = ?", (row[2],))
    db.run(
        "UPDATE article SET state = 'forgotten', current = 0, key = '', url = NULL, title = NULL, text = NULL, input = NULL, "
        "notice = NULL, difference = NULL WHERE id = ?",
        (article,),
    )
    if record is not None:
        _unused(writer, [e for e in record.entities if not e.known])
    return (db.one("SELECT count(*) FROM coding WHERE article = ?", (article,)) or (0,))[0]


def _unused(writer: Writer, entities: Sequence[Entity]) -> None:
    """Remove persons and groups that no list knows and no article mentions any more."""
    for entity in entities:
        row = writer.db.one(
            "SELECT id FROM entity e WHERE entity = ? AND NOT EXISTS (SELECT 1 FROM change c WHERE c.speaker = e.id)", (entity.id,)
        )
        if row is not None and not appears(writer.db, row[0]):
            _remove_entity(writer, row[0])


def _remove_entity(writer: Writer, row: int) -> None:
    side = writer.db.one("SELECT side FROM entity WHERE id = ?", (row,))
    for table, column in (
        ("entity_name", "entity"),
        ("actor_sum", "entity"),
        ("actor_month", "entity"),
        ("actor_day", "entity"),
        ("entity", "id"),
    ):
        writer.db.run(f"DELETE FROM {table} WHERE {column} = ?", (row,))
    if side is not None:
        writer.db.run("DELETE FROM side WHERE id = ? AND NOT EXISTS (SELECT 1 FROM entity WHERE side = ?)", (side[0], side[0]))
    writer.entities.forget()


def _empty(writer: Writer, blobs: set[int]) -> int:
    """Empty the bytes that no article uses any more; how many."""
    gone = 0
    for blob in sorted(blobs):
        if (
            writer.db.one("SELECT 1 FROM article WHERE text = ?", (blob,)) is None
            and writer.db.one("SELECT 1 FROM fetch WHERE raw = ?", (blob,)) is None
        ):
            writer.db.run("UPDATE blob SET data = NULL, size = 0 WHERE id = ?", (blob,))
            gone += 1
    return gone


def _scrub(writer: Writer) -> None:
    """Take what was removed out of the word index's old segments and out of the log."""
    writer.db.run("INSERT INTO words (words) VALUES ('optimize')")
    writer.db.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_person(writer: Writer, entity: str, reason: str | None = None) -> Forgotten:
    """Black out a person's name in every article that mentions it: texts, titles, codings; raw bytes go. What was done and said stays.

    Raises ValueError where there is no such person. Articles that come in later will have the name again.
    """
    row = writer.db.one("SELECT id, data, kind FROM entity WHERE entity = ?", (entity,))
    if row is None or row[2] != "person":
        raise ValueError(f"{entity}: no person of this ledger")
    person = msgspec.json.decode(row[1], type=Entity)
    with writer.transaction():
        tombstone = _tombstone(writer, "person", mark(entity).hex(), reason)
        hidden = f"person/forgotten-{tombstone}"
        articles = _mentioning(writer, entity)
        records = [record for article in articles for _, _, record in _records(writer, article)]
        redaction = Redaction(person, hidden, records)
        articles = sorted({*articles, *_naming(writer, redaction, set(articles))})
        gone = [_black_out(writer, article, redaction) for article in articles]
        codings, raw, texts = (sum(g[n] for g in gone) for n in range(3))
        new = writer.db.one("SELECT id FROM entity WHERE entity = ?", (hidden,))
        if new is not None:
            writer.db.run("UPDATE change SET speaker = ? WHERE speaker = ?", (new[0], row[0]))
        _remove_entity(writer, row[0])
        found = Forgotten("person", len(articles), texts, raw, codings)
        writer.db.run("UPDATE tombstone SET removed = ? WHERE id = ?", (msgspec.json.encode(found).decode(), tombstone))
    _scrub(writer)
    return found


def _mentioning(writer: Writer, entity: str) -> list[int]:
    """All versions of all articles of which a coding mentions an entity, and those that have the text of one."""
    found: set[int] = set()
    for article, data in writer.db.each("SELECT article, record FROM coding WHERE record IS NOT NULL"):
        if any(e["id"] == entity for e in unpacked_record(data, writer.dictionary)["entities"]):
            found.add(article)
    same = "SELECT b.id FROM article a JOIN article b ON b.text = a.text WHERE a.id = ?"
    return sorted({r[0] for a in found for r in writer.db.rows(same, (a,))})


def _naming(writer: Writer, redaction: Redaction, known: set[int]) -> list[int]:
    """Articles that have the whole name in their text though no coding took it for the person."""
    texts = writer.db.each("SELECT a.id, b.data FROM article a JOIN blob b ON b.id = a.text WHERE b.data IS NOT NULL")
    return [article for article, data in texts if article not in known and redaction.names(unpacked(data).decode())]


def _records(writer: Writer, article: int) -> list[tuple[int, int, Record]]:
    """The codings of an article's row: their rows, whether they are current, their records."""
    text = writer.text(article)
    rows = writer.db.rows("SELECT id, current, record FROM coding WHERE article = ? AND record IS NOT NULL", (article,))
    return [] if text is None else [(row, current, with_text(data, writer.dictionary, text)) for row, current, data in rows]


def _black_out(writer: Writer, article: int, redaction: Redaction) -> tuple[int, int, int]:
    """Redact one version; how many codings, raw bytes and texts were changed or removed."""
    db = writer.db
    row = db.one("SELECT title, current, text, url, key FROM article WHERE id = ?", (article,))
    text = writer.text(article)
    if row is None or text is None:
        return 0, 0, 0
    title, current, blob, url, key = row
    records = _records(writer, article)
    if current:
        for _, is_current, record in records:
            if is_current:
                unindex(db, writer.entities, writer.sums, article, record)
        unindex_words(db, article, title or "", text)
    blacked = redaction.text(text, [record for _, _, record in records])
    new_title = redaction.words(title) if title else None
    update = "UPDATE article SET text = ?, redacted = 1, title = ?, difference = NULL WHERE id = ?"
    db.run(update, (writer.blob(blacked.encode()), new_title, article))
    for number, is_current, record in records:
        changed = redaction.record(record, blacked)
        data = packed_text_apart(changed, writer.dictionary)
        db.run("UPDATE coding SET record = ?, hash = ? WHERE id = ?", (data, record_digest(changed), number))
        if current and is_current:
            index(db, writer.entities, writer.sums, writer.told(article), changed)
    if current:
        index_words(db, article, new_title or "", blacked)
    _addresses(writer, article, redaction, url, key)
    raws = {r[0] for r in db.rows("SELECT raw FROM fetch WHERE article = ? AND raw IS NOT NULL", (article,))}
    db.run("UPDATE fetch SET raw = NULL WHERE article = ?", (article,))
    return len(records), _empty(writer, raws - {blob}), _empty(writer, {blob})


def _addresses(writer: Writer, article: int, redaction: Redaction, url: str | None, key: str) -> None:
    """Addresses and file names that have the name in them go too; their hashes stay, so that the article is known again."""
    db = writer.db
    if not redaction.is_in(f"{url or ''} {key}"):
        return
    db.run("UPDATE article SET url = NULL, key = '' WHERE id = ?", (article,))
    db.run("UPDATE fetch SET place = '', detail = NULL WHERE article = ?", (article,))
    db.run("DELETE FROM identity WHERE article = ?", (article,))
