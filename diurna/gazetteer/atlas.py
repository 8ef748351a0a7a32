"""The compiled places of GeoNames: one read-only file, mapped into memory, searched by name in microseconds.

File (`places.bin`, written by `build_places`): a magic line, the length and the bytes of a msgpack header {part: [offset, size]},
then little-endian arrays: `keys` (sorted 64-bit hashes of normalised names), `first` (for each key where its places begin in
`refs`), `refs` (row numbers, best known place first), `rows` (where each row begins in `data`), `ids` (sorted GeoNames ids),
`order` (their rows), and `data` (msgpack rows).
"""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from diurna.model import Geo

MAGIC = b"diurna-places/1\n"
CODES: Mapping[str, Literal["Q", "I", "H", "B"]] = {
    "keys": "Q",
    "first": "I",
    "refs": "H",
    "rows": "I",
    "ids": "I",
    "order": "H",
    "data": "B",
}
"""Parts of the file and the array code of their items."""
SCALE = 10_000
"""Coordinates are stored as whole ten-thousandths of a degree (11 m)."""


_FEATURES = {"C": "capital", "A": "seat", "P": "city"}


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A place as the file holds it. `lat`, `lon` in 1/SCALE degrees, `kind`: P place, A seat of a first-level division, C capital; a
    further x means disputed land."""

    geonames: int
    name: str
    country: str
    admin1: str
    lat: int
    lon: int
    population: int
    kind: str


class PlaceEntry(msgspec.Struct, frozen=True):
    """A place that a name may mean. `country` is ISO-3 (de jure, as the gazetteer sees it), `geonames` None for own places."""

    id: str
    name: str
    country: str | None
    geo: Geo
    population: int = 0
    capital: bool = False

    @property
    def geonames(self) -> int | None:
        return self.geo.geonames


class Atlas:
    """The places of one file. Opening maps the file and reads its header, nothing more."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._decode = msgspec.msgpack.Decoder(Row).decode

    def named(self, name: str) -> list[PlaceEntry]:
        """The places called `name` in any language of the file, capitals and large ones first; empty when there are none."""
        key = hash_of(normal(name))
        keys = self._parts["keys"]
        at = bisect_left(keys, key)
        if at == len(keys) or keys[at] != key:
            return []
        first = self._parts["first"]
        return [self._row(n) for n in self._parts["refs"][first[at] : first[at + 1]]]

    def known(self, name: str) -> bool:
        """Whether any place is called `name`."""
        key = hash_of(normal(name))
        keys = self._parts["keys"]
        at = bisect_left(keys, key)
        return at < len(keys) and keys[at] == key

    def place(self, geonames: int) -> PlaceEntry | None:
        """The place with a GeoNames id."""
        ids = self._parts["ids"]
        at = bisect_left(ids, geonames)
        if at == len(ids) or ids[at] != geonames:
            return None
        return self._row(self._parts["order"][at])

    def __len__(self) -> int:
        return len(self._parts["rows"]) - 1

    def all(self) -> list[PlaceEntry]:
        """Every place, in the order of the file."""
        return [self._row(n) for n in range(len(self))]

    def _row(self, number: int) -> PlaceEntry:
        rows = self._parts["rows"]
        row = self._decode(self._parts["data"][rows[number] : rows[number + 1]])
        kind, disputed = row.kind[:1], row.kind.endswith("x")
        geo = Geo(row.geonames, row.lat / SCALE, row.lon / SCALE, row.admin1 or None, _FEATURES[kind], "city", disputed)
        return PlaceEntry(f"geo/{row.geonames}", row.name, row.country, geo, row.population, kind == "C")

    @cached_property
    def _parts(self) -> Mapping[str, memoryview]:
        with self._path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if bytes(view[: len(MAGIC)]) != MAGIC or sys.byteorder != "little":
            raise ValueError(f"{self._path.name}: not a places file of this version, or not a little-endian machine")
        base = len(MAGIC) + 4
        size = int.from_bytes(view[len(MAGIC) : base], "little")
        header = msgspec.msgpack.decode(view[base : base + size], type=dict[str, tuple[int, int]])
        return {part: view[at : at + length].cast(CODES[part]) for part, (at, length) in header.items()}


def normal(name: str) -> str:
    """A name as the keys have it: casefolded letters and digits only, so hyphens, apostrophes and spaces do not matter."""
    folded = name.casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def hash_of(key: str) -> int:
    """The 64-bit hash under which a normalised name is filed."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
