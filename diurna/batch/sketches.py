"""The sketches of a batch: its articles numbered in the order in which a ledger would take them in, and read a block at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from diurna.batch.run import Manifest
from diurna.batch.source import parquet
from diurna.batch.tables import kept_of, path_of, sheet_of
from diurna.ledger.linked import Kept
from diurna.resolve.copies import Sheet, Sketch

_ROWS = 256


class Body(msgspec.Struct, frozen=True):
    """What copies are told from, of one article."""

    sheet: Sheet
    sketch: Sketch


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What an article is known by: its number, its id, its text and its address as numbers."""

    number: int
    document: str
    text: int
    address: int | None


class Sketches:
    """The sketches of a batch's shards. A block is so many articles in a row that one can be held."""

    def __init__(self, out: Path, manifest: Manifest, block: int) -> None:
        self._paths = [path_of(out, "sketches", m.shard.name) for m in manifest.shards if m.aside is None]
        self._starts = [0, *accumulate(m.counts.coded for m in manifest.shards if m.aside is None)]
        self.block = block
        self.blocks = -(-self.count // block)

    @property
    def count(self) -> int:
        """How many articles there are."""
        return self._starts[-1]

    def heads(self) -> Iterator[Head]:
        """What all articles are known by, in order."""
        for number, row in self._rows(0, self.count, ["document", "text", "address"]):
            yield Head(number, row["document"], row["text"], row["address"])

    def copy_keys(self) -> Iterator[tuple[int, list[int]]]:
        """The keys under which the likely copies of each article are found."""
        for number, row in self._rows(0, self.count, ["keys"]):
            yield number, row["keys"]

    def bodies(self, block: int) -> Mapping[int, Body]:
        """What the copies of a block are told from."""
        found: dict[int, Body] = {}
        for number, row in self._of(block, ["document", "whole", "shingles", "sheet"]):
            sketch = Sketch(row["document"], row["whole"], frozenset(row["shingles"]), frozenset())
            found[number] = Body(sheet_of(row["sheet"]), sketch)
        return found

    def kept(self, block: int) -> Iterator[tuple[int, Kept]]:
        """What the comparisons need of the articles of a block."""
        for number, row in self._of(block, ["kept"]):
            yield number, kept_of(row["kept"])

    def _of(self, block: int, columns: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        return self._rows(block * self.block, min((block + 1) * self.block, self.count), columns)

    def _rows(self, first: int, last: int, columns: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The articles from one number to another, from as many files as they are in."""
        if first >= last:
            return
        for place in range(bisect_right(self._starts, first) - 1, len(self._paths)):
            start = self._starts[place]
            if start >= last:
                return
            number = start
            with parquet().ParquetFile(self._paths[place]) as file:
                for group in file.iter_batches(batch_size=_ROWS, columns=columns):
                    if number >= last:
                        break
                    if number + len(group) > first:
                        rows = enumerate(group.to_pylist(), number)
                        yield from ((n, row) for n, row in rows if first <= n < last)
                    number += len(group)
