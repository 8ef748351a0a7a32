"""Rows put aside on the disk by part, so that one part at a time is held: what a sort or a join of more than the memory holds needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

_HELD = 8 << 20
"""Bytes that are held before they are written, of all parts together."""
Row = TypeVar("Row")


class Spill(Generic[Row]):
    """Rows by part; each part is read once, in the order of writing, and is gone then."""

    def __init__(self, folder: Path, name: str, parts: int, row: type[Row]) -> None:
        self.parts = parts
        self._places = [folder / f"{name}-{part:04}" for part in range(parts)]
        self._held: dict[int, bytearray] = {}
        self._size = 0
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(row).decode

    def put(self, part: int, row: Row) -> None:
        """Put a row aside; `part` is taken modulo the number of parts."""
        data = self._encode(row)
        held = self._held.setdefault(part % self.parts, bytearray())
        held += len(data).to_bytes(4, "big") + data
        self._size += len(data) + 4
        if self._size > _HELD:
            self._write()

    def take(self, part: int) -> Iterator[Row]:
        """The rows of a part."""
        self._write()
        place = self._places[part]
        if not place.exists():
            return
        with place.open("rb") as file:
            while head := file.read(4):
                yield self._decode(file.read(int.from_bytes(head, "big")))
        place.unlink()

    def _write(self) -> None:
        for part, held in self._held.items():
            with self._places[part].open("ab") as file:
                file.write(held)
        self._held.clear()
        self._size = 0
