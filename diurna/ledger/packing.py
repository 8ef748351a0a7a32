"""Records as small bytes: objects as numbered shapes with their values, spans by their length, ids as bytes; then zlib with a dictionary.

The shapes stand in the bytes themselves, so that records of any later schema are packed and unpacked by the same few lines.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

import msgspec

_ID = re.compile("[0-9a-f]{24}")
_LEVEL = 9
_LIST = -1
"""Stands where an object has the number of its shape."""


def packed_record(value: Any, dictionary: bytes) -> bytes:
    """A record, or any struct, as bytes."""
    deflate = zlib.compressobj(_LEVEL, zdict=dictionary)
    return deflate.compress(flat(value)) + deflate.flush()


def unpacked_record(data: bytes, dictionary: bytes) -> Any:
    """What `packed_record` was given, as lists and dicts. Raises zlib.error or ValueError for damaged bytes."""
    inflate = zlib.decompressobj(zdict=dictionary)
    return unflat(inflate.decompress(data) + inflate.flush())


def flat(value: Any) -> bytes:
    """The bytes before they are compressed."""
    shapes: dict[tuple[str, ...], int] = {}
    body = _flat(msgspec.to_builtins(value), shapes)
    return msgspec.msgpack.encode([list(shapes), body])


def _flat(value: Any, shapes: dict[tuple[str, ...], int]) -> Any:
    if isinstance(value, dict):
        names: tuple[str, ...] = tuple(value)
        values = list(value.values())
        if _is_span(names, values):
            values[names.index("end")] -= value["start"]
        return [shapes.setdefault(names, len(shapes)), *(_flat(v, shapes) for v in values)]
    if isinstance(value, list | tuple):
        return [_LIST, *(_flat(v, shapes) for v in value)] if value else []
    if isinstance(value, str) and len(value) == 24 and _ID.fullmatch(value):
        return bytes.fromhex(value)
    return value


def _is_span(names: tuple[str, ...], values: list[Any]) -> bool:
    """Whether an object is a stretch of text: both ends are numbers (those of a Time are days)."""
    if "start" not in names or "end" not in names:
        return False
    return type(values[names.index("start")]) is int and type(values[names.index("end")]) is int


def unflat(data: bytes) -> Any:
    """What `flat` was given, as lists and dicts."""
    try:
        shapes, body = msgspec.msgpack.decode(data, type=tuple[list[list[str]], Any])
        return _unflat(body, shapes)
    except (msgspec.MsgspecError, IndexError, TypeError) as error:
        raise ValueError(f"no record ({error})") from error


def _unflat(value: Any, shapes: list[list[str]]) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if not isinstance(value, list):
        return value
    if not value:
        return []
    if value[0] == _LIST:
        return [_unflat(v, shapes) for v in value[1:]]
    names = shapes[value[0]]
    found = {name: _unflat(v, shapes) for name, v in zip(names, value[1:], strict=True)}
    start, end = found.get("start"), found.get("end")
    if type(start) is int and type(end) is int:
        found["end"] = start + end
    return found
