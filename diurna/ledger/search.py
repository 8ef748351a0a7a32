"""Full-text search: articles that hold the words, the best of the latest first, each with the sentence that shows most."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from diurna.ledger.codes import TYPES, code
from diurna.ledger.database import Value
from diurna.ledger.filters import FOREVER, Filter, marks
from diurna.ledger.reader import ARTICLE, Reader, article_row
from diurna.ledger.rows import ArticleRow, Hit
from diurna.ledger.words import patterns, query

CANDIDATES = 4
"""Of so many times as many of the latest matches as are shown, those that have the words in their title come first. No measure that needs
to know how often a word stands in all articles is used: for a frequent word that takes as long as there are articles."""
_SENTENCE = re.compile(r"[^\n.!?…。！？]+(?:[.!?…。！？]+[»”\"'’)]*|\n|$)")
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
    """What an article must be like, and, for place and type, that one of its events is."""
    where: list[str] = []
    values: list[Value] = []
    if filter.since is not None or filter.until is not None:
        # Articles come in nearly in the order of their days: the window's rows bound what the word index has to go through.
        ends = "SELECT {}(id) FROM article WHERE day BETWEEN ? AND ?"
        where.append(f"w.rowid BETWEEN ({ends.format('min')}) AND ({ends.format('max')})")
        values += [filter.since or 1, filter.until or FOREVER] * 2
    for condition, value in (("a.day >= ?", filter.since), ("a.day BETWEEN 1 AND ?", filter.until), ("a.lang = ?", filter.lang)):
        if value is not None:
            where.append(condition)
            values.append(value)
    if filter.source is not None:
        where.append(f"a.source IN ({marks(filter.source)})")
        values += filter.source
    if filter.type is not None:
        where.append("EXISTS (SELECT 1 FROM event e WHERE e.id BETWEEN a.event_from AND a.event_to AND e.type = ?)")
        values.append(code(TYPES, filter.type))
    if filter.place is not None:
        sides, entities = filter.place.sides, filter.place.entities
        wanted = f"x.side IN ({marks(sides)}) OR x.id IN ({marks(entities)})"
        mentioned = "SELECT 1 FROM entity x CROSS JOIN appearance p ON p.entity = x.id AND p.article = a.id"
        where.append(f"EXISTS ({mentioned} WHERE {wanted})")
        values += [*sides, *entities]
    return where, values


class Sentences:
    """Finds the sentence of a text that shows a query best: that with most of its terms, the first of several."""

    def __init__(self, words: str) -> None:
        self._terms = [re.compile(pattern) for pattern in patterns(words)]

    def best(self, article: ArticleRow, text: str) -> Hit | None:
        """The sentence with the places of the terms in it; the first where only the whole text has them. None where the text is gone."""
        if not text:
            return None
        plain = _plain(text)
        found = sorted((m.start(), m.end(), n) for n, term in enumerate(self._terms) for m in islice(term.finditer(plain), _MOST_PLACES))
        spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(text) if not m[0].isspace()] or [(0, len(text))]
        starts = [start for start, _ in spans]
        terms: dict[int, set[int]] = {}
        for start, _, term in found:
            terms.setdefault(max(0, bisect_right(starts, start) - 1), set()).add(term)
        best = min(terms, key=lambda place: (-len(terms[place]), place), default=0)
        sentence, start = _trimmed(text, *spans[best])
        end = start + len(sentence)
        marks = [(s - start, e - start) for s, e, _ in found if start <= s and e <= end]
        return Hit(article, sentence, start, end, tuple(_merged(marks)))


class _Folding(dict[int, int]):
    """Every character as one of the same width without case and accents, as the tokenizer folds them."""

    def __missing__(self, code: int) -> int:
        char = unicodedata.normalize("NFD", chr(code))[:1].casefold()
        self[code] = ord(char) if len(char) == 1 else code
        return self[code]


_FOLDED = _Folding()
_ALREADY = frozenset(c for c in map(chr, range(0x2100)) if _FOLDED[ord(c)] == ord(c))
"""Characters of the scripts that most news is in which folding leaves as they are."""


def _plain(text: str) -> str:
    """A text folded, at its own length. A text has few different letters, so that replacing each is faster than looking all up."""
    low = text.lower()
    plain = low if len(low) == len(text) else text
    for char in set(plain) - _ALREADY:
        plain = plain.replace(char, chr(_FOLDED[ord(char)]))
    return plain


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
