"""Treebanks in CoNLL-U, plain or xz: sentences with their words, who governs them, and where each stands in the text."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec


class Word(msgspec.Struct, frozen=True):
    """One syntactic word. `head` is the number of its governor, 0 for the root; `start`, `end` its place in the text.

    The words of a contraction ("della") share its place.
    """

    number: int
    form: str
    pos: str
    features: str
    head: int
    relation: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The relation without its subtype."""
        return self.relation.partition(":")[0]


class Tree(msgspec.Struct, frozen=True):
    """One sentence: its text and its words by number."""

    text: str
    words: dict[int, Word]

    def children(self, number: int) -> list[Word]:
        """The words that a word governs, in order."""
        return [w for w in self.words.values() if w.head == number]


def trees(path: Path) -> Iterator[Tree]:
    """The sentences of a file; one whose words do not stand in its text in order is left out."""
    data = path.read_bytes()
    yield from parse((lzma.decompress(data) if path.suffix == ".xz" else data).decode().splitlines())


def parse(lines: Iterable[str]) -> Iterator[Tree]:
    """The sentences of CoNLL-U lines."""
    text = ""
    rows: list[list[str]] = []
    for line in (*lines, ""):
        row = line.rstrip("\n")
        if row.startswith("# text = "):
            text = row.removeprefix("# text = ")
        elif row and not row.startswith("#"):
            rows.append(row.split("\t"))
        elif not row and rows:
            tree = _tree(text, rows)
            rows = []
            if tree is not None:
                yield tree


def _tree(text: str, rows: list[list[str]]) -> Tree | None:
    words: dict[int, Word] = {}
    at, place, last = 0, (0, 0), 0
    for number, form, _, pos, _, features, head, relation, *_ in rows:
        if "." in number:  # a word that is not written
            continue
        first, _, until = number.partition("-")
        if int(first) > last:
            start = text.find(form, at)
            if start < 0:
                return None
            at = start + len(form)
            place, last = (start, at), int(until or first)
        if not until:
            words[int(first)] = Word(int(first), form, pos, features, int(head), relation, *place)
    return Tree(text, words)
