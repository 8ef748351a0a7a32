"""A small phrase grammar: patterns over words, numbers and other phrases, as `times.toml` and `quantities.toml` write them.

A pattern is a row of items. An item is a word (`ago`), alternatives (`in|during`, one of several words joined by `_`), a slot
(`<unit>`) or a named list (`{last}`, written out by the pack's `[sets]`); a `?` behind it makes it optional; `!noun` forbids a capitalised
word or a number next. A word with a capital asks for one in the text. Text is cut into runs of letters, runs of digits and single marks, so
that "nell'aprile" is three pieces, and a pattern is cut the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

# An apostrophe before a soft vowel stands inside a Ukrainian word; elsewhere it parts an article from its noun.
_PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ`][яюєїЯЮЄЇ][^\W\d_]*)*|[^\w\s]")
_ITEM = re.compile(r"[^\s]+")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
MAX_PIECES = 18
"""The longest phrase that is read, in pieces."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A run of letters, a run of digits or one mark at `[start, end)`; `norm` is casefolded with plain marks."""

    start: int
    end: int
    norm: str
    capital: bool


class Edge(msgspec.Struct, frozen=True, gc=False):
    """A symbol that covers the pieces from where it is listed up to `end`."""

    symbol: str
    end: int
    value: object


class Match(msgspec.Struct, frozen=True, gc=False):
    """A pattern's `meaning`, the piece behind its last one, and its slots with their values in text order."""

    meaning: str
    end: int
    slots: tuple[tuple[str, object], ...]


class Node:
    """A state of the pattern tree: where a symbol leads, and what ends here."""

    __slots__ = ("meanings", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.meanings: list[str] = []


Chart = list[list[Edge]]


def pieces(text: str, offset: int = 0) -> list[Piece]:
    """The pieces of `text`, their spans moved by `offset`."""
    out: list[Piece] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        word = match[0]
        out.append(Piece(start + offset, end + offset, _norm(word), word[0].isupper()))
    return out


@lru_cache(maxsize=512)  # times and figures look at the sentences of an article one after the other
def norms(text: str) -> frozenset[str]:
    """The `norm` of the pieces of `text`: a cheap look at a sentence before it is cut."""
    return frozenset(map(_norm, _PIECE.findall(text)))


@lru_cache(maxsize=20_000)
def _norm(word: str) -> str:
    return (word if word.isalnum() and "ʼ" not in word else word.translate(_SAME)).casefold()


class Grammar:
    """Patterns of one language, ready to match. `vocabulary`: piece -> symbols, each with a value and whether it needs a capital."""

    def __init__(self, sets: Mapping[str, str]) -> None:
        self.root = Node()
        self.vocabulary: dict[str, list[tuple[str, object, bool]]] = {}
        self.sets = {name: "|".join(words.split()) for name, words in sets.items()}

    def word(self, written: str, symbol: str, value: object) -> None:
        """Let a word stand for a slot symbol: `word("May", "<month>", 5)`. Several pieces make a pattern of their own."""
        row = pieces(written)
        if len(row) == 1:
            entry = (symbol, value, written[0].isupper())
            known = self.vocabulary.setdefault(row[0].norm, [])
            if entry not in known:
                known.append(entry)

    def add(self, pattern: str, meaning: str) -> None:
        """Add one pattern; a form may have several meanings, in the order they were added.

        ValueError on an unknown set, or on a pattern that can match nothing.
        """
        ends = [self.root]
        for item in _ITEM.findall(pattern):
            ends = self._item(ends, item)
        if self.root in ends:
            raise ValueError(f"pattern {pattern!r} can match nothing")
        for node in ends:
            if meaning not in node.meanings:
                node.meanings.append(meaning)

    def _item(self, ends: list[Node], item: str) -> list[Node]:
        """The nodes that are reached from `ends` over one item."""
        optional = item.endswith("?") and len(item) > 1
        body = item[:-1] if optional else item
        reached: list[Node] = list(ends) if optional else []
        for name in re.findall(r"\{(\w+)\}", body):
            if name not in self.sets:
                raise ValueError(f"no set {name!r}")
            body = body.replace(f"{{{name}}}", self.sets[name])
        options = [body] if body.startswith("<") and "|" not in body else body.split("|")
        rows = [[o] if o.startswith(("<", "!")) else o.replace("_", " ") for o in options]
        short = [r for r in rows if isinstance(r, str) and len(pieces(r)) == 1]
        if len(short) > 1:
            reached += self._alternatives(ends, short)
            rows = [r for r in rows if r not in short]
        for row in rows:
            symbols = row if isinstance(row, list) else [self._literal(p, row) for p in pieces(row)]
            reached += self._path(ends, symbols)
        return list(dict.fromkeys(reached))

    def _alternatives(self, ends: list[Node], short: Sequence[str]) -> list[Node]:
        """One branch for a list of single words, named by the list."""
        symbol = "|".join(sorted(set(short)))
        for word in short:
            self.word(word, symbol, None)
        return self._path(ends, [symbol])

    def _literal(self, piece: Piece, row: str) -> str:
        written = row[piece.start : piece.end]
        symbol = written if written[0].isupper() else piece.norm
        self.word(written, symbol, None)
        return symbol

    @staticmethod
    def _path(ends: list[Node], symbols: Sequence[str]) -> list[Node]:
        reached: list[Node] = []
        for node in ends:
            for symbol in symbols:
                node = node.next.setdefault(symbol, Node())
            reached.append(node)
        return reached

    def chart(self, row: Sequence[Piece]) -> Chart:
        """For each piece the symbols it stands for by itself."""
        vocabulary = self.vocabulary
        return [
            [Edge(symbol, i + 1, value) for symbol, value, capital in vocabulary[p.norm] if p.capital or not capital]
            if p.norm in vocabulary
            else []
            for i, p in enumerate(row)
        ]

    def matches(self, chart: Chart, row: Sequence[Piece], start: int, since: int = 0) -> Iterator[Match]:
        """All patterns that match from piece `start`, the shorter ones first where one begins the other; of what is listed there only
        from the edge `since` on."""
        first = self.root.next
        for edge in chart[start][since:]:
            node = first.get(edge.symbol)
            if node is not None:
                slots = ((edge.symbol, edge.value),) if edge.symbol[0] == "<" else ()
                yield from self._walk(node, chart, row, edge.end, slots, start + MAX_PIECES)

    def _walk(
        self, node: Node, chart: Chart, row: Sequence[Piece], at: int, slots: tuple[tuple[str, object], ...], limit: int
    ) -> Iterator[Match]:
        for meaning in node.meanings:
            yield Match(meaning, at, slots)
        if not node.next:
            return
        ahead = node.next.get("!noun")
        if ahead is not None and not _noun(row, at):
            yield from self._walk(ahead, chart, row, at, slots, limit)
        if at >= len(chart) or at >= limit:
            return
        for edge in chart[at]:
            child = node.next.get(edge.symbol)
            if child is not None and edge.end <= limit:
                more = (*slots, (edge.symbol, edge.value)) if edge.symbol[0] == "<" else slots
                yield from self._walk(child, chart, row, edge.end, more, limit)


def _noun(row: Sequence[Piece], at: int) -> bool:
    """Whether a capitalised word, a number or a sign of a unit follows: what `!noun` in a pattern forbids."""
    if at >= len(row):
        return False
    piece = row[at]
    return piece.capital or piece.norm[0].isdigit() or piece.norm in "%€$£°"
