"""Full-text search: articles that hold the words, the best of the latest first, each with the sentence that shows most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from diurna.ledger.database import Value
from diurna.ledger.filters import FOREVER, Filter, marks, of_article
from diurna.ledger.reader import ARTICLE, Reader, article_row
from diurna.ledger.rows import ArticleRow, Hit
from diurna.ledger.words import patterns, query

CANDIDATES = 4
"""Of so many times as many of the latest matches as are shown, those that have the words in their title come first. No measure that needs
to know how often a word stands in all articles is used: for a frequent word that takes as long as there are articles."""
_STOPS = ".!?…。！？\n"
_END = re.compile("[.!?…。！？]+[»”\"'’)]*|\n")
_CLOSING = re.compile("[»”\"'’)]*")
_LONGEST = 600
_MOST_PLACES = 200


def search(reader: Reader, words: str, filter: Filter, limit: int = 20) -> list[Hit]:
    """Articles that hold all the words; [] where `words` has no word. Any string may be given: nothing in it is syntax that can fail."""
    wanted = query(words)
    if wanted is None:
        return []
    found = _matching(reader, wanted, filter, limit)
    texts = reader.texts(row for row, _ in found)
    sentences = Sentences(words)
    return [hit for row, article in found if (hit := sentences.best(article, texts.get(row, ""))) is not None]


def _matching(reader: Reader, wanted: str, filter: Filter, limit: int) -> list[tuple[int, ArticleRow]]:
    conditions, values = _conditions(filter)
    sql = (
        "SELECT w.rowid FROM words w JOIN article a ON a.id = w.rowid "
        f"WHERE {' AND '.join(['w.words MATCH ?', *conditions])} ORDER BY w.rowid DESC LIMIT ?"
    )
    latest = [row for (row,) in reader.db.rows(sql, (wanted, *values, limit * CANDIDATES))]
    if not latest:
        return []
    titled = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
    named = {row for (row,) in reader.db.rows(titled, (f"{{title}} : ({wanted})", latest[-1], latest[0]))}
    best = sorted(latest, key=lambda row: (row not in named, -row))[:limit]
    found = {
        row: article_row(rest)
        for row, *rest in reader.db.rows(f"SELECT a.id, {ARTICLE} FROM article a WHERE a.id IN ({marks(best)})", best)
    }
    return [(row, found[row]) for row in best]


def _conditions(filter: Filter) -> tuple[list[str], list[Value]]:
    """What an article must be like."""
    where, values = of_article(filter)
    if filter.since is not None or filter.until is not None:
        # Articles come in nearly in the order of their days: the window's rows bound what the word index has to go through.
        ends = "SELECT {}(id) FROM article WHERE day BETWEEN ? AND ?"
        where.insert(0, f"w.rowid BETWEEN ({ends.format('min')}) AND ({ends.format('max')})")
        values = [*[filter.since or 1, filter.until or FOREVER] * 2, *values]
    return where, values


class Sentences:
    """Finds the sentence of a text that shows a query best: that with most of its terms, the first of several."""

    def __init__(self, words: str) -> None:
        self._terms = [re.compile(pattern) for pattern in patterns(words)]

    def best(self, article: ArticleRow, text: str) -> Hit | None:
        """The sentence with the places of the terms in it; the first where only the whole text has them. None where the text is gone."""
        if not text:
            return None
        found = sorted((m.start(), m.end(), n) for n, term in enumerate(self._terms) for m in islice(term.finditer(text), _MOST_PLACES))
        shown, most, last = (0, 0), 0, 0
        for place, (start, _, _) in enumerate(found):
            if start < last:
                continue  # in the sentence that was looked at
            span = _sentence(text, start)
            last = span[1]
            terms = len({n for s, _, n in found[place:] if s < last}) if len(self._terms) > 1 else 1
            if terms > most:
                shown, most = span, terms
            if most == len(self._terms):
                break
        sentence, start = _trimmed(text, *(shown if most else _sentence(text, len(text) - len(text.lstrip()))))
        end = start + len(sentence)
        marks = [(s - start, e - start) for s, e, _ in found if start <= s and e <= end]
        return Hit(article, sentence, start, end, tuple(_merged(marks)))


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence that a place stands in: from behind the end of the one before to its own, with the marks that close it."""
    before = max(text.rfind(mark, 0, at) for mark in _STOPS) + 1
    close = _CLOSING.match(text, before)
    stop = _END.search(text, at)
    return min(at, close.end() if close else before), stop.end() if stop else len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[str, int]:
    piece = text[start : min(end, start + _LONGEST)]
    return piece.strip(), start + len(piece) - len(piece.lstrip())


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
