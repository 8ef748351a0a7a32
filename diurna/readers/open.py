"""The one way in: `pieces()` finds the articles of a path as they stand there, `document()` reads one, `read()` does both."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec

from diurna.analysis import Input
from diurna.model import Note, Problem
from diurna.readers import jsonl
from diurna.readers.folder import files, kind
from diurna.readers.html import Extractor, from_html
from diurna.readers.markup import is_json_feed, sniffed
from diurna.readers.problems import problem, shown
from diurna.readers.raw import Kind, Raw
from diurna.readers.text import from_markdown, from_text

MAX_BYTES = 20_000_000
"""Bytes of one article file. JSON lines have no limit but that of one line."""
STDIN = "-"
HEAD = 4000
"""Bytes that are looked at to tell what a file is."""


def read(
    path: str | os.PathLike[str],
    *,
    lang: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    extractor: Extractor | None = None,
) -> Iterator[Input | Problem]:
    """All documents of `path`: a file, a folder (with what is under it), or `-` for standard input.

    Every file, JSON line, entry of a feed and page of an archive gives exactly one Input or Problem, in order; no
    exception leaves here for anything that stands in a file. `lang`, `date`, `outlet` fill what a document does not say
    itself. `extractor` is reused for HTML where the caller reads many paths; otherwise one is made where it is needed and
    closed at the end.
    """
    own = extractor or Extractor()
    try:
        for raw in pieces(path, own, stdin):
            item = raw if isinstance(raw, Problem) else document(raw, own)
            yield item if isinstance(item, Problem) else _filled(item, lang, date, outlet)
    finally:
        if extractor is None:
            own.close()


def _filled(item: Input, lang: str | None, date: str | None, outlet: str | None) -> Input:
    if not (lang or date or outlet):
        return item
    return msgspec.structs.replace(item, lang=item.lang or lang, published=item.published or date, outlet=item.outlet or outlet)


def pieces(path: str | os.PathLike[str], extractor: Extractor, stdin: BinaryIO | None = None) -> Iterator[Raw | Problem]:
    """The articles of a path, unread: a page is one, a feed, an archive and a file of JSON lines hold many. `extractor` parses
    feeds."""
    path = os.fspath(path)
    if path == STDIN:
        yield from _stream("-", stdin or sys.stdin.buffer, extractor)
        return
    try:
        is_folder = Path(path).is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield from _file(path, extractor)
        return
    for entry in files(Path(path)):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _file(os.fspath(entry), extractor)


def document(raw: Raw, extractor: Extractor) -> Input | Problem:
    """One article, read: the same bytes give the same Input."""
    read = _as_kind(raw, extractor)
    if isinstance(read, Problem) or raw.kind in ("row", "item"):
        return read
    notes = read.notes
    if raw.cut:
        notes += (Note("text-truncated", "the archive kept only the beginning of the page", max(len(read.text) - 1, 0), len(read.text)),)
    return msgspec.structs.replace(
        read, url=_address(raw.url, read.url), published=read.published or raw.date, captured=raw.captured, notes=notes
    )  # fmt: skip


def _address(container: str | None, page: str | None) -> str | None:
    """The address that an article came from; the one that it gives itself only where that is of the same site, for anybody
    may write another's."""
    if container and page and _site(container) != _site(page):
        return container
    return page or container


def _site(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None


def _as_kind(raw: Raw, extractor: Extractor) -> Input | Problem:
    if raw.kind == "html":
        return from_html(raw.key, raw.data, extractor, raw.charset)
    if raw.kind == "row":
        return jsonl.from_row(raw.key, raw.data)
    if raw.kind == "item":
        from diurna.readers.feed import from_item

        return from_item(raw.key, raw.data, extractor)
    return from_markdown(raw.key, raw.data) if raw.kind == "markdown" else from_text(raw.key, raw.data, raw.charset)


def _file(path: str, extractor: Extractor) -> Iterator[Raw | Problem]:
    key = shown(path)
    stream = _opened(path, key)
    if isinstance(stream, Problem):
        yield stream
        return
    named = kind(path)
    try:
        with stream:
            if named is None and stream.read(7) == b"WARC/1.":
                named = "warc"
            stream.seek(0)
            if named == "warc":
                from diurna.readers.warc import pages

                yield from pages(key, stream)
            elif named == "jsonl":
                yield from _rows(key, stream)
            else:
                data = _bytes(key, stream)
                yield from (data,) if isinstance(data, Problem) else from_bytes(key, data, extractor, named)
    except OSError as error:
        yield problem(key, "unreadable", f"reading the file failed ({error.strerror})")


def _opened(path: str, key: str) -> BinaryIO | Problem:
    """A regular file, opened; devices, FIFOs and sockets are never waited for."""
    try:
        # Without O_NONBLOCK, opening a FIFO that nobody writes to would block for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return problem(key, "not-found", "there is no such file")
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        return problem(key, "unreadable", f"the file cannot be opened ({cause})")
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    return problem(key, "not-a-file", "this is a device, pipe or socket and no file")


def _bytes(key: str, stream: BinaryIO) -> bytes | Problem:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return problem(key, "too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB, the limit for one article")
    return data


def from_bytes(
    key: str, data: bytes, extractor: Extractor, named: str | None = None, charset: str | None = None
) -> Iterator[Raw | Problem]:
    """The articles in a file's bytes. `named` is the kind that its name or its server tells; without one, and for `xml` and
    `html`, the bytes tell."""
    if not data.strip():
        yield problem(key, "empty", "the file is empty")
        return
    seen = None if named in ("text", "markdown") else told(data)
    found = named if named == "html" and seen not in ("feed", "opml", "sitemap") else seen or named or "text"
    if found == "feed":
        from diurna.readers.feed import items

        yield from items(key, data, extractor, charset)
    elif found in ("opml", "sitemap"):
        from diurna.readers.listing import no_articles

        yield no_articles(key, data)
    elif found == "xml":
        yield problem(key, "unknown-xml", "the file is XML of a kind that is not read here")
    elif found == "jsonl":
        yield from _rows(key, io.BytesIO(data))
    else:
        yield Raw(key, _KINDS.get(found, "text"), data, charset=charset)


_KINDS: dict[str, Kind] = {"html": "html", "markdown": "markdown", "text": "text"}


def told(data: bytes) -> str | None:
    """What the first bytes say the file is; None where they say nothing."""
    head = data[:HEAD]
    if is_json_feed(head):
        return "feed"
    start = head[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b'{"'):
        return "jsonl"
    return sniffed(head) or ("html" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else None)


def _stream(key: str, stream: BinaryIO, extractor: Extractor) -> Iterator[Raw | Problem]:
    """Standard input: JSON lines where it starts with an object, else what its first bytes say it is."""
    head = stream.read(HEAD)
    if told(head) == "jsonl":
        yield from _rows(key, io.BufferedReader(_Joined(head, stream)))
        return
    rest = stream.read(MAX_BYTES + 1 - len(head)) if len(head) == HEAD else b""
    data = _bytes(key, io.BytesIO(head + rest))
    yield from (data,) if isinstance(data, Problem) else from_bytes(key, data, extractor)


def _rows(key: str, stream: BinaryIO) -> Iterator[Raw | Problem]:
    empty = True
    for item in jsonl.rows(key, stream):
        empty = False
        yield item
    if empty:
        yield problem(key, "empty", "the file has no rows")


class _Joined(io.RawIOBase):
    """A few bytes already read, and the stream they came from, as one stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
