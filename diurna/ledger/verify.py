"""Proving a ledger: every page, hash, span and row; and, with a coder, that every record follows from its input."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from diurna.analysis import Input, document_id
from diurna.ledger.arrivals import restored
from diurna.ledger.blobs import digest, record_digest, unpacked, with_text
from diurna.ledger.codes import ACTS, ASSERTIONS, CLASSES, STATUSES, TYPES, code
from diurna.ledger.filters import among_rows
from diurna.ledger.pieces import PERIOD_BITS, Kind, key_row
from diurna.ledger.problems import LedgerError
from diurna.ledger.reader import Reader
from diurna.ledger.rows import PLACE, key
from diurna.model import Problem, Record

CodeAll = Callable[[Iterable[Input]], Iterator[Record | Problem]]


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it should be; `item` is a table or a document."""

    code: str
    item: str
    message: str


class Verified(msgspec.Struct):
    """How much was looked at. `other` codings are another coder's and cannot be repeated; `redacted` articles were changed by `forget`."""

    blobs: int = 0
    articles: int = 0
    spans: int = 0
    codings: int = 0
    repeated: int = 0
    other: int = 0
    redacted: int = 0
    forgotten: int = 0


def verify(reader: Reader, counts: Verified, coder: str | None = None, code: CodeAll | None = None) -> Iterator[Finding]:
    """Every thing that is wrong. `code` repeats the codings of the coder with the hash `coder`; without it none is repeated."""
    damaged = False
    for finding in _pages(reader):
        damaged = True
        yield finding
    try:
        yield from _blobs(reader, counts)
        yield from _articles(reader, counts)
        yield from _rows(reader)
        yield from _found(reader)
        if code is not None and coder is not None:
            yield from _repeated(reader, counts, coder, code)
    except LedgerError as error:
        if not damaged:
            yield Finding("damaged", "file", str(error))


def _pages(reader: Reader) -> Iterator[Finding]:
    """What SQLite itself finds: pages, indexes, strict types, references."""
    try:
        rows = reader.db.rows("PRAGMA integrity_check(20)")
    except LedgerError as error:
        yield Finding("damaged", "file", str(error))
        return
    for (message,) in rows:
        if message != "ok":
            yield Finding("damaged", "file", " ".join(str(message).split()))
    for table, row, parent, _ in reader.db.rows("PRAGMA foreign_key_check"):
        yield Finding("dangling", table, f"row {row} points at a row of {parent} that is not there")


def _blobs(reader: Reader, counts: Verified) -> Iterator[Finding]:
    for row, hash, data in reader.db.each("SELECT id, hash, data FROM blob ORDER BY id"):
        if data is None:
            counts.forgotten += 1
            continue
        counts.blobs += 1
        try:
            sound = digest(unpacked(data)) == hash
        except zlib.error:
            sound = False
        if not sound:
            yield Finding("wrong-hash", "blob", f"the bytes of row {row} are not those that were stored")


def _articles(reader: Reader, counts: Verified) -> Iterator[Finding]:
    sql = "SELECT id, document, redacted, input, key, url FROM article WHERE state <> 'forgotten' ORDER BY id"
    for row, document, redacted, source, name, url in reader.db.rows(sql):
        counts.articles += 1
        counts.redacted += redacted
        text = _text(reader, row)
        if text is None:
            yield Finding("no-text", document, "the text of this article is gone or cannot be read")
            continue
        if not redacted and source is not None:
            if document_id(restored(source, text, name, url)) != document:
                yield Finding("wrong-id", document, "text and metadata are not those that the id was made of")
        yield from _codings(reader, counts, row, document, text)


def _text(reader: Reader, row: int) -> str | None:
    try:
        return reader.texts([row]).get(row)
    except (zlib.error, UnicodeDecodeError):
        return None


def _codings(reader: Reader, counts: Verified, article: int, document: str, text: str) -> Iterator[Finding]:
    """Each coding's hash and spans, and the rows of the current one."""
    sql = "SELECT hash, current, dictionary, record FROM coding WHERE article = ? AND record IS NOT NULL"
    current = reader.db.one("SELECT current, state FROM article WHERE id = ?", (article,))
    codings = reader.db.rows(sql, (article,))
    if current is not None and current[1] == "coded" and not any(c[1] for c in codings):
        yield Finding("no-coding", document, "a coded article without a record")
    for hash, is_current, dictionary, data in codings:
        counts.codings += 1
        try:
            record = with_text(data, reader.dictionary(dictionary), text)
        except (zlib.error, ValueError) as error:
            yield Finding("broken-record", document, f"the record cannot be read ({error})")
            continue
        if record_digest(record) != hash:
            yield Finding("wrong-hash", document, "the record is not the one that was stored")
        for start, end in spans(msgspec.to_builtins(record)):
            counts.spans += 1
            if not 0 <= start <= end <= len(text):
                yield Finding("span-outside", document, f"a span {start}-{end} does not stand in the text ({len(text)} characters)")
        if is_current and current is not None and current[0]:
            yield from _indexed(reader, article, document, reader.judged(record))


def _input(reader: Reader, document: str) -> Input | None:
    """What an article was coded from; None where it is damaged, which was told before."""
    try:
        return reader.document_input(document)
    except (zlib.error, UnicodeDecodeError):
        return None


def spans(value: Any) -> Iterator[tuple[int, int]]:
    """All spans of a record that was turned into plain lists and dicts."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if isinstance(start, int) and isinstance(end, int):
            yield start, end
        for part in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from spans(part)
    elif isinstance(value, list | tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from spans(part)


def _indexed(reader: Reader, article: int, document: str, record: Record) -> Iterator[Finding]:
    """Whether the rows that answer questions are those of the record."""
    found = reader.db.rows(f"SELECT event, type, status, assertion FROM event WHERE id {among_rows('event')} ORDER BY id", (article,))
    if found != [(key(e.id), code(TYPES, e.type), code(STATUSES, e.status), code(ASSERTIONS, e.assertion)) for e in record.events]:
        yield Finding("wrong-rows", document, "the rows of its events are not those of its record")
    said = reader.db.rows(f"SELECT claim, act, speaker_class FROM claim WHERE id {among_rows('claim')} ORDER BY id", (article,))
    if said != [(key(c.id), code(ACTS, c.act), code(CLASSES, c.speaker_class)) for c in record.claims]:
        yield Finding("wrong-rows", document, "the rows of its claims are not those of its record")
    figures = reader.db.one("SELECT count(*) FROM quantity WHERE article = ?", (article,))
    if figures != (sum(len(x.quantities) for x in (*record.events, *record.claims)),):
        yield Finding("wrong-rows", document, "the rows of its figures are not those of its record")


def _rows(reader: Reader) -> Iterator[Finding]:
    """What hangs together across tables."""
    for table in ("event", "claim"):
        sql = f"SELECT count(*) FROM {table} x LEFT JOIN article a ON a.id = x.article AND x.id BETWEEN a.{table}_from AND a.{table}_to "
        sql += "WHERE a.id IS NULL OR a.current = 0"
        (lost,) = reader.db.one(sql) or (0,)
        if lost:
            yield Finding("wrong-rows", table, f"{lost} rows are of no current article")
    (words,) = reader.db.one("SELECT count(*) FROM words_docsize") or (0,)
    (articles,) = reader.db.one("SELECT count(*) FROM article WHERE current = 1") or (0,)
    if words != articles:
        yield Finding("wrong-rows", "words", f"{words} texts can be searched, {articles} articles are current")
    (twice,) = reader.db.one("SELECT count(*) FROM (SELECT 1 FROM article WHERE current = 1 GROUP BY series HAVING count(*) > 1)") or (0,)
    if twice:
        yield Finding("wrong-rows", "article", f"{twice} articles have two current versions")


def _found(reader: Reader) -> Iterator[Finding]:
    """Whether what stands in pieces and sums is all there: keys, periods, counts."""
    kinds: tuple[Kind, ...] = ("event", "claim")
    for kind in kinds:
        stored = reader.db.each(f"SELECT id, {kind} FROM {kind} ORDER BY id")
        keys = reader.db.each(f"SELECT slice, key, {kind} FROM {kind}_key ORDER BY {kind}")
        wrong = sum(row is None or key != key_row(row[1], row[0]) for row, key in zip_longest(stored, keys))
        if wrong:
            yield Finding("wrong-rows", f"{kind}_key", f"{wrong} ids are not found where they stand")
    for table, bits in PERIOD_BITS.items():
        sql = f"SELECT DISTINCT period FROM {table} EXCEPT SELECT number FROM period WHERE bits = ?"
        if lost := reader.db.rows(sql, (bits,)):
            yield Finding("wrong-rows", "period", f"{len(lost)} periods of {table} are not listed")
    told = "SELECT source, day, count(*), sum(state = 'copy') FROM article WHERE current = 1 GROUP BY source, day"
    for one, other in ((told, "SELECT * FROM source_day"), ("SELECT * FROM source_day", told)):
        if reader.db.one(f"{one} EXCEPT {other}") is not None:
            yield Finding("wrong-rows", "source_day", "the articles of a source and day are not as many as are counted")
            break
    for number in range(len(TYPES)):
        stored = "SELECT id, first, act FROM claim WHERE about >> ?1 & 1"
        kept = "SELECT claim, first, act FROM topic WHERE type = ?1"
        both = f"SELECT (SELECT count(*) FROM ({stored} EXCEPT {kept})) + (SELECT count(*) FROM ({kept} EXCEPT {stored}))"
        ((wrong,),) = reader.db.rows(both, (number,))
        if wrong:
            yield Finding("wrong-rows", "topic", f"{wrong} claims are not found under {TYPES[number]}, or without reason")
    ((acts,),) = reader.db.rows("SELECT count(*) FROM party WHERE role <> ?", (PLACE,))
    for table, where in (("actor_day", ""), ("actor_month", ""), ("actor_sum", " WHERE lang = '' AND type = ''")):
        ((counted,),) = reader.db.rows(f"SELECT coalesce(sum(actor + recipient), 0) FROM {table}{where}")
        if counted != acts:
            yield Finding("wrong-rows", table, f"{counted} acts are counted, there are {acts}")


def _repeated(reader: Reader, counts: Verified, coder: str, code: CodeAll) -> Iterator[Finding]:
    """Code again what this coder coded: the same bytes must come out."""
    (other,) = reader.db.one(
        "SELECT count(*) FROM coding c JOIN coder k ON k.id = c.coder WHERE k.hash <> ? AND c.record IS NOT NULL", (coder,)
    ) or (0,)
    counts.other = other
    rows = reader.db.rows(
        "SELECT a.document, c.hash FROM coding c JOIN coder k ON k.id = c.coder JOIN article a ON a.id = c.article "
        "WHERE k.hash = ? AND c.record IS NOT NULL AND a.redacted = 0 AND a.text IS NOT NULL ORDER BY c.id",
        (coder,),
    )
    waiting: deque[tuple[str, bytes]] = deque()

    def inputs() -> Iterator[Input]:
        for document, key in rows:
            found = _input(reader, document)
            if found is not None:
                waiting.append((document, key))
                yield found

    for result in code(inputs()):
        document, key = waiting.popleft()
        counts.repeated += 1
        if isinstance(result, Problem):
            yield Finding("not-repeated", document, f"coding it again fails: {result.message}")
        elif record_digest(result) != key:
            yield Finding("not-repeated", document, "the same coder makes another record of the same input")
