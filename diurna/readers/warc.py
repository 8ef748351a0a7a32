"""Web archives (WARC, WARC.GZ) to the pages in them, record by record; what is damaged is named with its place.

fastwarc stops at the first record that is not sound, and takes what follows a wrong length for part of the record. So a
record is believed only when the next one begins where it must; where it does not, the file is searched for the next
record that can be read, and reading goes on there. Nothing is held but one record.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

import msgspec

from diurna.inflate import Uninflated, inflated, megabytes
from diurna.model import Problem
from diurna.readers.dates import stated_date
from diurna.readers.problems import problem
from diurna.readers.raw import Raw

MAX_BYTES = 20_000_000
"""Bytes of one page, the limit of a file too."""
MOST_DAMAGE = 1000
"""Damaged places after which a file is given up: each costs a search for the next record."""
_START = b"WARC/1."
_GZIP = b"\x1f\x8b\x08"
_BEGINNING = re.compile(rb"(?:(?<=\n)|\A)WARC/1\.|\x1f\x8b\x08")
_RECORD_END = b"\r\n\r\n"
_BLOCK = 1 << 20
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_ABOUT = frozenset(("warcinfo", "request", "metadata"))
_NAMED = 5


class _Record(msgspec.Struct, frozen=True):
    """A record and where it begins in the file. `length` is what it says of itself, `block` what there was."""

    place: int
    kind: str
    headers: dict[str, str]
    length: int
    block: bytes
    nth: int = 0

    @property
    def name(self) -> str:
        """Its place; where a whole archive is one packed piece, its number behind that."""
        return f"{self.place}+{self.nth}" if self.nth else str(self.place)

    @property
    def url(self) -> str | None:
        url = self.headers.get("warc-target-uri", "").strip().strip("<>")
        return url if url.startswith(("http://", "https://")) and len(url) <= 4000 else None


def pages(name: str, stream: BinaryIO) -> Iterator[Raw | Problem]:
    """The pages of an archive in order, each named `name:place`; a Problem for each record that is damaged or refers to another
    one; at the end one Problem that counts what is no page, where there is such."""
    passed: Counter[str] = Counter()
    found = False
    for record in _records(name, stream):
        if isinstance(record, Problem):
            found = True
            yield record
            continue
        if record.kind in _ABOUT:
            found = True
            continue
        page = _page(name, record)
        found = True
        if isinstance(page, str):
            passed[page] += 1
        else:
            yield page
    if not found:
        yield problem(name, "empty", "the archive has no records")
    elif passed:
        most = ", ".join(f"{count} {what}" for what, count in passed.most_common(_NAMED)) + (", ..." if len(passed) > _NAMED else "")
        yield problem(name, "skipped-records", f"passed over {passed.total()} records that hold no page: {most}")


def _page(name: str, record: _Record) -> Raw | Problem | str:
    """The page of a record; what the record is, where it is no page."""
    key = f"{name}:{record.name}"
    about = f" ({record.url})" if record.url else ""
    if record.kind == "revisit":
        told = record.headers.get("warc-refers-to-date") or "an earlier time"
        return problem(key, "revisit", f"the record only says that the page is as it was at {told[:40]}{about}")
    if record.kind not in ("response", "resource", "conversion"):
        return f"{record.kind} records"
    headers, body = record.headers, record.block
    if record.kind == "response":
        split = _http(record.block)
        if split is None:
            return problem(key, "bad-record", f"the record holds no HTTP answer{about}")
        status, headers, body = split
        if status != 200:
            return f"answers with status {status}"
    media, _, rest = headers.get("content-type", "").partition(";")
    media = media.strip().lower()
    if media not in _HTML and media != "text/plain":
        return f"of type {media[:60] or 'unknown'}"
    unpacked = _unpacked(headers, body)
    if isinstance(unpacked, Uninflated):
        return problem(key, unpacked.code, f"the content of the record {unpacked.cause}{about}")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    return Raw(
        key, "html" if media in _HTML else "text", unpacked, record.url, None, charset[1] if charset else None,
        stated_date(record.headers.get("warc-date")), "warc-truncated" in record.headers,
    )  # fmt: skip


def _http(block: bytes) -> tuple[int, dict[str, str], bytes] | None:
    """Status, headers and body of an HTTP answer."""
    ends = [(at, size) for mark, size in ((b"\r\n\r\n", 4), (b"\n\n", 2)) if (at := block.find(mark, 0, 300_000)) >= 0]
    status = re.match(rb"HTTP/\d(?:\.\d)?\s+(\d{3})", block)
    if not ends or not status:
        return None
    at, size = min(ends)
    return int(status[1]), _fields(block[:at].decode("latin-1")), block[at + size :]


def _fields(head: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _unpacked(headers: dict[str, str], body: bytes) -> bytes | Uninflated:
    """The body without transfer and content codings. Many archives keep the headers of codings that they took off."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    coding = headers.get("content-encoding", "")
    if not coding or body[:200].lstrip()[:1] == b"<":
        return body if len(body) <= MAX_BYTES else inflated(body, "", MAX_BYTES)
    return inflated(body, coding, MAX_BYTES)


def _dechunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n").match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return body if not parts else b"".join(parts)


def _records(name: str, stream: BinaryIO) -> Iterator[_Record | Problem]:
    """Every record; after damage, from the next place where one begins."""
    start: int | None = 0
    for _ in range(MOST_DAMAGE):
        start = yield from _sound_records(name, stream, start)
        if start is None:
            return
    yield problem(f"{name}:{start}", "bad-record", f"after {MOST_DAMAGE} damaged places the rest of the archive is not read")


def _sound_records(name: str, stream: BinaryIO, start: int) -> Generator[_Record | Problem, None, int | None]:
    """The records from `start` on up to the end or the first damage; gives the place to go on from."""
    from fastwarc import ArchiveIterator

    stream.seek(start)
    place, nth = -1, 0
    held: _Record | None = None  # believed when the next record begins where it must
    try:
        for found in ArchiveIterator(stream, parse_http=False):
            if held is not None:
                yield held
                held = None
            nth = nth + 1 if int(found.stream_pos) == place else 0
            place = int(found.stream_pos)
            record = _read(found, place, nth)
            if record.length > MAX_BYTES:
                yield _damaged(name, record, "too-large", f"the record is larger than {megabytes(MAX_BYTES)}, the limit for one page")
                end = None if _is_gzip(stream, record.place) else _end(stream, record)
                return end if end is not None else _next_start(stream, record.place + 1)
            if len(record.block) < record.length or "content-length" not in record.headers:
                cause = f"the record ends too early: {len(record.block)} bytes of {record.length or '?'}, or its length is wrong"
                yield _damaged(name, record, "truncated-record", cause)
                return _next_start(stream, record.place + 1)
            held = record
    except (OSError, ValueError) as error:
        return (yield from _after_damage(name, stream, start, held, str(error)))
    if held is not None:
        yield held
        # A packed record that is cut in its first bytes is passed over in silence.
        end = _end(stream, held)
        stream.seek(end or 0)
        if end is not None and stream.read(_BLOCK).strip(b"\0\r\n"):
            yield problem(f"{name}:{end}", "truncated-record", "the archive ends in the middle of a record")
    return None


def _read(found: Any, place: int, nth: int) -> _Record:
    headers: dict[str, str] = {}
    for name, value in found.headers.items_bytes():
        headers.setdefault(name.decode("latin-1").strip().lower(), value.decode("utf-8", "replace").strip())
    length = int(found.content_length)
    block: bytes = b"" if length > MAX_BYTES else found.reader.read(length)
    kind = headers.get("warc-type", "").lower()[:40] or "unknown"
    return _Record(place, kind, headers, length, block, nth)


def _after_damage(
    name: str, stream: BinaryIO, start: int, held: _Record | None, error: str
) -> Generator[_Record | Problem, None, int | None]:
    """What could not be read: the record that was read last, if its length is wrong, or what follows it."""
    cause = " ".join(error.split())[:100]
    if held is None:
        yield problem(f"{name}:{start}", "bad-record", f"no record can be read here ({cause})")
        return _next_start(stream, start + 1)
    end = _end(stream, held)
    if end is None:
        yield _damaged(name, held, "bad-record", "the record's length is wrong, or what follows is no record")
        return _next_start(stream, held.place + 1)
    yield held
    there = _next_start(stream, end)
    if there != end:
        yield problem(f"{name}:{end}", "bad-record", f"what stands here cannot be read as a record ({cause})")
    return there


def _damaged(name: str, record: _Record, code: str, cause: str) -> Problem:
    about = f" ({record.url})" if record.url else ""
    return problem(f"{name}:{record.name}", code, f"{cause}{about}")


def _is_gzip(stream: BinaryIO, place: int) -> bool:
    stream.seek(place)
    return stream.read(3) == _GZIP


def _end(stream: BinaryIO, record: _Record) -> int | None:
    """Where the next record must begin; None where this one does not end as its length says."""
    if _is_gzip(stream, record.place):
        return _end_of_member(stream, record)
    stream.seek(record.place)
    head = _head_length(stream.read(_BLOCK))
    end = record.place + head + record.length
    stream.seek(end)
    return end + 4 if head and stream.read(4) == _RECORD_END else None


def _end_of_member(stream: BinaryIO, record: _Record) -> int | None:
    """The same for a record that is a gzip member of its own, as in the archives of crawls."""
    stream.seek(record.place)
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    unpacked = b""
    read = 0
    most = record.length + _BLOCK
    try:
        while not machine.eof and len(unpacked) <= most:
            given = machine.unconsumed_tail or stream.read(_BLOCK)
            if not given:
                return None
            read += 0 if machine.unconsumed_tail else len(given)
            unpacked += machine.decompress(given, _BLOCK)
    except zlib.error:
        return None
    size = _head_length(unpacked) + record.length
    sound = machine.eof and unpacked[size:] == _RECORD_END
    return record.place + read - len(machine.unused_data) if sound else None


def _head_length(data: bytes) -> int:
    at = data.find(_RECORD_END)
    return at + 4 if at >= 0 else 0


def _next_start(stream: BinaryIO, place: int) -> int | None:
    """The first place from `place` on where a record begins, packed or plain."""
    at = place
    stream.seek(at)
    kept = b""
    while block := stream.read(_BLOCK):
        data = kept + block
        base = at - len(kept)
        for found in _BEGINNING.finditer(data):
            # Any three bytes may look like gzip, so what they unpack to is looked at.
            if found[0] == _START or _packed_start(stream, base + found.start()):
                return base + found.start()
        at += len(block)
        kept = data[-len(_START) :]
        stream.seek(at)
    return None


def _packed_start(stream: BinaryIO, place: int) -> bool:
    stream.seek(place)
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(4096), len(_START)) == _START
    except zlib.error:
        return False
