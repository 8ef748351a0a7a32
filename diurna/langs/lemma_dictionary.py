"""simplemma's word list of one language, looked up in place: no million-entry dict to build at start-up.

The list is a sorted, front-coded byte stream (`SMFC1`). Building its dict takes up to a second and 300 MB (German); instead the
pack keeps a small index of where every 64th entry starts (compiled part `lemmas`), and a look-up decodes at most 64 entries,
about 15 microseconds. Callers remember what they looked up. A list in another format is read through simplemma itself.
"""

from __future__ import annotations

import lzma
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import msgspec

from diurna.langs import compiled

PART = "lemmas"
REVISION = "1"
_MAGIC = b"SMFC1\x00"
_BLOCK = 64
_SAME, _LITERAL = 254, 255


class Index(msgspec.Struct, frozen=True, array_like=True):
    """Per block: its first key, the offset of its first record, and the value before it where that record repeats it."""

    firsts: tuple[bytes, ...] = ()
    offsets: tuple[int, ...] = ()
    seeds: tuple[bytes, ...] = ()


Lookup = Mapping[str, str]
"""form -> lemma."""


def sources(folder: Path) -> list[Path]:
    """simplemma's data file of the pack's language."""
    spec = find_spec("simplemma")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("simplemma")
    return [Path(spec.origin).parent / "strategies" / "dictionaries" / "data" / f"{folder.name}.plzma"]


def build(folder: Path) -> Index:
    """The block index of the language's list; empty where the list is in a format this module does not read."""
    source = sources(folder)[0]
    data = lzma.decompress(source.read_bytes()) if source.exists() else b""
    if not data.startswith(_MAGIC):
        return Index()
    firsts, offsets, seeds = [], [], []
    before = b""
    for at, (offset, key, value, same) in enumerate(_records(data, _first_record(data), b"", b"")):
        if at % _BLOCK == 0:
            firsts.append(key)
            offsets.append(offset)
            seeds.append(before if same else b"")
        before = value
    return Index(tuple(firsts), tuple(offsets), tuple(seeds))


def load(folder: Path) -> Lookup:
    """The lemma dictionary of the pack in `folder`."""
    files = sources(folder)
    index = compiled.load(folder, PART, files, REVISION, Index, lambda: build(folder))
    if index.firsts:
        return LemmaDictionary(lzma.decompress(files[0].read_bytes()), index)
    from simplemma.strategies import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary(folder.name)


class LemmaDictionary(Mapping[str, str]):
    """form -> lemma, decoded on demand."""

    def __init__(self, data: bytes, index: Index) -> None:
        self._data = data
        self._index = index

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        wanted = key.encode()
        index = self._index
        block = bisect_right(index.firsts, wanted) - 1
        if block < 0:
            return default
        # The first record is stored as a difference to a key we no longer have; its own key restores it.
        first = index.firsts[block]
        for at, (_, key_, value, _) in enumerate(_records(self._data, index.offsets[block], first, index.seeds[block])):
            if key_ == wanted:
                return value.decode()
            if key_ > wanted or at >= _BLOCK:
                return default
        return default

    def __getitem__(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        for _, key, _, _ in _records(self._data, _first_record(self._data), b"", b""):
            yield key.decode()

    def __len__(self) -> int:
        return _varint(self._data, len(_MAGIC))[0]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _first_record(data: bytes) -> int:
    return _varint(data, len(_MAGIC))[1]


def _records(data: bytes, at: int, key: bytes, value: bytes) -> Iterator[tuple[int, bytes, bytes, bool]]:
    """(offset, key, value, whether the value repeats the one before) from `at` on, given the key and value before it."""
    end = len(data)
    while at < end:
        start = at
        shared, at = (data[at], at + 1) if data[at] < 128 else _varint(data, at)
        more, at = (data[at], at + 1) if data[at] < 128 else _varint(data, at)
        key = key[:shared] + data[at : at + more]
        at += more
        trim = data[at]
        at += 1
        if trim != _SAME:
            more, at = (data[at], at + 1) if data[at] < 128 else _varint(data, at)
            ending = data[at : at + more]
            at += more
            value = ending if trim == _LITERAL else key[: len(key) - trim] + ending
        yield start, key, value, trim == _SAME
