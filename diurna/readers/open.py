"""The one way in: `read()` turns a path, a folder or standard input into Inputs and Problems."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers import jsonl
from diurna.readers.folder import ARTICLES, files
from diurna.readers.html import Extractor, from_html
from diurna.readers.problems import problem, shown
from diurna.readers.text import from_markdown, from_text

MAX_BYTES = 20_000_000
"""Bytes of one article file. JSON lines have no limit but that of one line."""
STDIN = "-"


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

    Every file and every JSON line gives exactly one Input or Problem, in order; no exception leaves here for anything
    that stands in a file. `lang`, `date`, `outlet` fill what a document does not say itself. `extractor` is reused for
    HTML where the caller reads many paths; otherwise one is made where it is needed and closed at the end.
    """
    own = extractor or Extractor()
    try:
        for item in _read(os.fspath(path), stdin, own):
            yield item if isinstance(item, Problem) else _filled(item, lang, date, outlet)
    finally:
        if extractor is None:
            own.close()


def _filled(item: Input, lang: str | None, date: str | None, outlet: str | None) -> Input:
    if not (lang or date or outlet):
        return item
    return msgspec.structs.replace(item, lang=item.lang or lang, published=item.published or date, outlet=item.outlet or outlet)


def _read(path: str, stdin: BinaryIO | None, extractor: Extractor) -> Iterator[Input | Problem]:
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


def _file(path: str, extractor: Extractor) -> Iterator[Input | Problem]:
    key = shown(path)
    kind = ARTICLES.get(Path(path).suffix.lower(), "")
    stream = _opened(path, key)
    if isinstance(stream, Problem):
        yield stream
        return
    try:
        with stream:
            if kind == "jsonl":
                yield from _rows(key, stream)
            else:
                yield _document(key, kind, _bytes(key, stream), extractor)
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


def _document(key: str, kind: str, data: bytes | Problem, extractor: Extractor) -> Input | Problem:
    if isinstance(data, Problem):
        return data
    kind = kind or _sniffed(data)
    if kind == "html":
        return from_html(key, data, extractor)
    return from_markdown(key, data) if kind == "markdown" else from_text(key, data)


def _sniffed(data: bytes) -> str:
    """The kind of a file without a known suffix."""
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "html"
    return "jsonl" if head.startswith(b'{"') else "text"


def _stream(key: str, stream: BinaryIO, extractor: Extractor) -> Iterator[Input | Problem]:
    """Standard input: JSON lines where it starts with an object, else one document."""
    head = stream.read(2000)
    if _sniffed(head) == "jsonl":
        yield from _rows(key, io.BufferedReader(_Joined(head, stream)))
    else:
        rest = stream.read(MAX_BYTES + 1 - len(head)) if len(head) == 2000 else b""
        data = _bytes(key, io.BytesIO(head + rest))
        yield _document(key, "", data, extractor)


def _rows(key: str, stream: BinaryIO) -> Iterator[Input | Problem]:
    empty = True
    for item in jsonl.from_lines(key, stream):
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
