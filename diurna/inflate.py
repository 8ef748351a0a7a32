"""Compressed bytes to bytes, never more than a limit: what a page, a sitemap or an archive record holds after inflation.

No exception leaves here for what stands in the bytes; libraries are loaded when a coding needs them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal

import msgspec

CODINGS = ("br", "deflate", "gzip", "identity", "x-gzip", "zstd")
"""The content codings that are read."""
_STEP = 1 << 16


class Uninflated(msgspec.Struct, frozen=True):
    """Why bytes could not be inflated; `cause` is a sentence's end that follows "the content"."""

    code: Literal["too-large", "bad-encoding"]
    cause: str


def inflated(data: bytes, coding: str, limit: int) -> bytes | Uninflated:
    """`data` without its content coding (as HTTP names it), at most `limit` bytes of it."""
    name = coding.strip().lower() or "identity"
    if name not in CODINGS:
        return Uninflated("bad-encoding", f"is in a coding that is not known here ({name[:40]!r})")
    if not data:
        return b""
    parts: list[bytes] = []
    size = 0
    try:
        for part in _parts(data, name):
            size += len(part)
            if size > limit:
                return Uninflated("too-large", f"is larger than {megabytes(limit)} once it is unpacked")
            parts.append(part)
    except (zlib.error, EOFError, ValueError) as error:
        return Uninflated("bad-encoding", f"is no sound {name} data ({str(error)[:100]})")
    return b"".join(parts)


def megabytes(size: int) -> str:
    """A size as people read it: `20 MB`, `0.5 MB`, `900 bytes`."""
    return f"{size / 1_000_000:.3g} MB" if size >= 100_000 else f"{size} bytes"


def _parts(data: bytes, name: str) -> Iterator[bytes]:
    """What the data unpacks to, in parts of bounded size. Raises ValueError, EOFError or zlib.error for bad data."""
    if name == "br":
        return _brotli(data)
    if name == "zstd":
        return _zstd(data)
    if name == "identity":
        return iter((data,))
    return _zlib(data, name)


def _zlib(data: bytes, name: str) -> Iterator[bytes]:
    """gzip, with all its members; deflate as RFC 1950 has it, or bare as some servers send it."""
    if name == "deflate":
        bits = zlib.MAX_WBITS if data[:1] and data[0] & 0x0F == 8 else -zlib.MAX_WBITS
    else:
        bits = zlib.MAX_WBITS | 16
    members = bits > zlib.MAX_WBITS
    at = 0
    # Slices go in: the library copies what it has not used, at each step and at each member.
    while at < len(data) and (at == 0 or (members and data.startswith(b"\x1f\x8b", at))):
        machine = zlib.decompressobj(bits)
        while not machine.eof:
            given = machine.unconsumed_tail or data[at : at + _STEP]
            if not machine.unconsumed_tail:
                at += len(given)
            part = machine.decompress(given, _STEP)
            if not part and not given and not machine.eof:
                raise EOFError("it ends too early")
            yield part
        at -= len(machine.unused_data)


def _brotli(data: bytes) -> Iterator[bytes]:
    import brotli

    machine = brotli.Decompressor()
    try:
        part: bytes = machine.process(data, output_buffer_limit=_STEP)
        while part or not machine.is_finished():
            yield part
            if machine.is_finished():
                return
            if machine.can_accept_more_data() and not part:
                raise EOFError("it ends too early")
            part = machine.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        raise ValueError(str(error)) from error


def _zstd(data: bytes) -> Iterator[bytes]:
    """zstd, frame after frame, by fastwarc's copy of the library: one of its own would take 24 MB more on the disk."""
    import io

    from fastwarc.stream_io import ZstdReader

    try:
        stream = ZstdReader(io.BytesIO(data))
        while part := stream.read(_STEP):
            yield part
    except OSError as error:
        raise ValueError(str(error)) from error
