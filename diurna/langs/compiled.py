"""Compiled parts of a pack: what is built once from its text files and read back quickly.

TOML is for people and slow to read. Each part (names, frames, ...) may keep its built form in `xx/compiled/<part>.msgpack`, headed by the
hash of the sources and of the building code's revision; a stale or missing file is rebuilt in memory, and `make packs` writes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
_HEAD = 20


def sources_hash(files: Sequence[Path], revision: str) -> bytes:
    """A 20-byte hash of the names and bytes of `files` (missing ones are skipped) and of `revision`, the builder's own number."""
    digest = blake2b(digest_size=_HEAD)
    digest.update(revision.encode())
    for file in files:
        if file.exists():
            data = file.read_bytes()
            digest.update(file.name.encode() + len(data).to_bytes(8, "big"))
            digest.update(data)
    return digest.digest()


def load(folder: Path, part: str, files: Sequence[Path], revision: str, kind: type[T], build: Callable[[], T]) -> T:
    """The built `part` of the pack in `folder`: read back where the compiled file matches its sources, built anew otherwise."""
    target = folder / "compiled" / f"{part}.msgpack"
    wanted = sources_hash(files, revision)
    if target.exists():
        data = target.read_bytes()
        if data[:_HEAD] == wanted:
            return msgspec.msgpack.decode(data[_HEAD:], type=kind)
    return build()


def write(folder: Path, part: str, files: Sequence[Path], revision: str, value: object) -> Path:
    """Write the built `part`; returns the file's path."""
    target = folder / "compiled" / f"{part}.msgpack"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(sources_hash(files, revision) + msgspec.msgpack.encode(value, order="deterministic"))
    return target
