"""The child process that extracts pages: one request, one answer, until its standard input ends.

A message is 4 bytes of length (big-endian) and msgpack. It runs under limits of memory and of processor time a page, so
that no page can take the parent down; the parent kills it when a page takes too long.
"""

from __future__ import annotations

import contextlib
import logging
import os
import struct
import sys
from typing import BinaryIO, Literal

import msgspec

from diurna.readers.extracted import Feed, Page

HEAD = struct.Struct(">I")


class Request(msgspec.Struct, frozen=True):
    """`work`: `page` gives a Page, `feed` a Feed, `fragment` a Page that has a body only; `simple` leaves the extractors out."""

    html: str
    simple: bool = False
    work: Literal["page", "feed", "fragment"] = "page"


def receive(stream: BinaryIO) -> bytes | None:
    """One message's body, None at the end of the stream."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (size,) = HEAD.unpack(head)
    body = stream.read(size)
    return body if len(body) == size else None


def message(value: object) -> bytes:
    """A value as one message."""
    body = msgspec.msgpack.encode(value)
    return HEAD.pack(len(body)) + body


def limit(memory: int) -> None:
    """Limit this process's address space to `memory` bytes, where the system can (Linux)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(memory: int) -> None:
    """Serve requests on standard input. What libraries print goes to standard error, which the parent drops."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(4000)
    limit(memory)
    decoder = msgspec.msgpack.Decoder(Request)
    while (body := receive(sys.stdin.buffer)) is not None:
        request = decoder.decode(body)
        try:
            result = _done(request)
        except MemoryError:
            os._exit(3)
        except Exception as error:  # whatever a parser raises on hostile input: the parent takes the flat text
            result = _failed(request, error)
        answers.write(message(result))
        answers.flush()


def _done(request: Request) -> Page | Feed:
    # The libraries are loaded by the work that needs them: a child for pages never sees feedparser.
    if request.work == "page":
        from diurna.readers.page import page

        return page(request.html, request.simple)
    from diurna.readers.entries import feed, fragment
    from diurna.readers.flat import flat

    if request.work == "feed":
        return feed(request.html)
    return Page("\n\n".join(flat(request.html).splitlines()) if request.simple else fragment(request.html))


def _failed(request: Request, error: Exception) -> Page | Feed:
    why = type(error).__name__
    if request.work == "feed":
        return Feed(broken=f"the parser failed ({why})")
    return Page("", why=why) if request.simple else _done(msgspec.structs.replace(request, simple=True))
