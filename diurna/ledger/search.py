"""Full-text search: articles that hold the words, the best of the latest first, each with the sentence that shows most."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from diurna.ledger.database import Value
from diurna.ledger.filters import Filter, marks
from diurna.ledger.reader import ARTICLE, Reader, article_row
from diurna.ledger.rows import ArticleRow, Hit
from diurna.ledger.words import indexed, query, terms

CANDIDATES = 4
"""Times as many of the latest matches as are shown are ranked: ranking all with a frequent word takes as long as there are articles."""
_SENTENCE = re.compile(r"[^\n.!?…。！？]+(?:[.!?…。！？]+[»”\"'’)]*|\n|$)")
_LONGEST = 600


def search(reader: Reader, words: str, filter: Filter, limit: int = 20) -> list[Hit]:
    """Articles that hold all the words; [] where `words` has no word. Any string may be given: nothing in it is syntax that can fail."""
    wanted = query(words)
    if wanted is None:
        return []
    found = _matching(reader, wanted, filter, limit)
    texts = reader.texts(row for row, _ in found)
    sentences = _Sentences(terms(words) or wanted)
    try:
        return [hit for row, article in found if (hit := sentences.best(article, texts.get(row, ""))) is not None]
    finally:
        sentences.close()


def _matching(reader: Reader, wanted: str, filter: Filter, limit: int) -> list[tuple[int, ArticleRow]]:
    where, values = ["words MATCH ?"], [wanted]
    more, with_them = _conditions(filter)
    inner = (
        "SELECT w.rowid AS id, bm25(words, 4.0, 1.0) AS rank FROM words w JOIN article a ON a.id = w.rowid "
        f"WHERE {' AND '.join([*where, *more])} ORDER BY w.rowid DESC LIMIT ?"
    )
    sql = f"SELECT a.id, {ARTICLE} FROM ({inner}) f JOIN article a ON a.id = f.id ORDER BY f.rank, a.id DESC LIMIT ?"
    rows = reader.db.rows(sql.replace("words MATCH", "w.words MATCH"), (*values, *with_them, limit * CANDIDATES, limit))
    return [(row[0], article_row(row[1:])) for row in rows]


def _conditions(filter: Filter) -> tuple[list[str], list[Value]]:
    """What an article must be like, and, for place and type, that one of its events is."""
    where: list[str] = []
    values: list[Value] = []
    for condition, value in (("a.day >= ?", filter.since), ("a.day BETWEEN 1 AND ?", filter.until), ("a.lang = ?", filter.lang)):
        if value is not None:
            where.append(condition)
            values.append(value)
    if filter.source is not None:
        where.append(f"a.source IN ({marks(filter.source)})")
        values += filter.source
    if filter.type is not None:
        where.append("EXISTS (SELECT 1 FROM event e WHERE e.article = a.id AND e.type = ?)")
        values.append(filter.type)
    if filter.place is not None:
        sides, entities = filter.place.sides, filter.place.entities
        wanted = f"x.side IN ({marks(sides)}) OR x.id IN ({marks(entities)})"
        mentioned = "SELECT 1 FROM entity x CROSS JOIN appearance p ON p.entity = x.id AND p.article = a.id"
        where.append(f"EXISTS ({mentioned} WHERE {wanted})")
        values += [*sides, *entities]
    return where, values


class _Sentences:
    """Finds the sentence of a text that shows a query best, with the same tokenizer: a small index in memory."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE s USING fts5 (t, tokenize = 'unicode61 remove_diacritics 2')")

    def close(self) -> None:
        self._db.close()

    def best(self, article: ArticleRow, text: str) -> Hit | None:
        """The first of the sentences with most of the words; None where the text is gone."""
        if not text:
            return None
        spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(text) if m[0].strip()] or [(0, len(text))]
        self._db.execute("DELETE FROM s")
        self._db.executemany("INSERT INTO s (rowid, t) VALUES (?, ?)", [(n, indexed(text[s:e])) for n, (s, e) in enumerate(spans)])
        row = self._db.execute(
            "SELECT rowid, highlight(s, 0, char(1), char(2)) FROM s WHERE s MATCH ? ORDER BY rank LIMIT 1", (self._wanted,)
        )
        found = row.fetchone()
        start, end = spans[found[0]] if found is not None else spans[0]
        words = re.findall("\x01([^\x02]*)\x02", found[1]) if found is not None else []
        sentence, start = _trimmed(text, start, end)
        return Hit(article, sentence, start, start + len(sentence), tuple(_marked(sentence, words)))


def _trimmed(text: str, start: int, end: int) -> tuple[str, int]:
    piece = text[start : min(end, start + _LONGEST)]
    lead = len(piece) - len(piece.lstrip())
    return piece.strip(), start + lead


def _marked(sentence: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the found words stand; those of unspaced scripts come as pairs that overlap."""
    spans: list[tuple[int, int]] = []
    for word in {re.sub(r"z([0-9a-f]+)z", lambda m: chr(int(m[1], 16)), w) for w in words if w}:
        for piece in {word, *word.split()}:
            spans += [(m.start(), m.end()) for m in re.finditer(re.escape(piece), sentence)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
