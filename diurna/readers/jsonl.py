"""JSON lines: one article a line, `{"id"?, "text", "title"?, "date"?, "outlet"?, "url"?, "lang"?}`.

Every line that is not blank gives exactly one Input or one Problem, in order; nothing is held but the line at hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers.canonical import canonical
from diurna.readers.encoding import Decoded, decode
from diurna.readers.problems import problem
from diurna.readers.raw import Raw

MAX_LINE = 20_000_000
"""Bytes of one line; a longer one is a Problem and is passed over without being held in memory."""
_CHUNK = 1 << 20


def rows(name: str, stream: BinaryIO) -> Iterator[Raw | Problem]:
    """The rows of a stream, unread, each named `name:line`."""
    for number, line in _lines(stream):
        key = f"{name}:{number}"
        if line is None:
            yield problem(key, "too-large", f"the line is longer than {MAX_LINE // 1_000_000} MB")
        elif line.strip():
            yield Raw(key, "row", line)


def from_lines(name: str, stream: BinaryIO) -> Iterator[Input | Problem]:
    """The rows of a stream, read. A row without an id is named `name:line`."""
    for row in rows(name, stream):
        yield row if isinstance(row, Problem) else from_row(row.key, row.data)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, None


def from_row(key: str, line: bytes) -> Input | Problem:
    """One row, or what is wrong with it. `key` names a row that has no id."""
    row = _parsed(key, line)
    if isinstance(row, Problem):
        return row
    key = _key(row.get("id"), key)
    wrong = [n for n in ("text", "title", "outlet", "url", "lang") if not isinstance(row.get(n), (str, type(None)))]
    if wrong:
        return problem(key, "bad-row", f"{', '.join(wrong)} must be text")
    text = canonical(row.get("text") or "")
    if not any(c.isalnum() for c in text):
        return problem(key, "no-text", 'the row has no "text"' if "text" not in row else "the text has no words")
    title = canonical(row.get("title") or "").strip()
    span = None
    if title:
        at = len(text) - len(text.lstrip())
        if not text.startswith(title, at):
            text, at = canonical(f"{title}\n\n{text}"), 0
        span = (at, at + len(title))
    date = row.get("date")
    return Input(
        key, text, span, str(date) if isinstance(date, (str, int)) and date else None,
        canonical(row.get("outlet") or "") or None, row.get("url") or None, (row.get("lang") or "").lower() or None,
    )  # fmt: skip


def _key(value: object, default: str) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
        return canonical(str(value))
    return default


def _parsed(key: str, line: bytes) -> dict[str, Any] | Problem:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        row = _leniently(key, line)
    if isinstance(row, (dict, Problem)):
        return row
    return problem(key, "bad-row", "the line is JSON but not an object")


def _leniently(key: str, line: bytes) -> object:
    """What the strict parser refuses: lone surrogates, other encodings. A real error is told from a cut line."""
    found = decode(line)
    if not isinstance(found, Decoded):
        return problem(key, "not-text", f"the line is {found.reason}")
    try:
        return json.loads(found.text, strict=False)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(found.text.rstrip()) - 1 or "Unterminated" in error.msg
        if cut:
            return problem(key, "bad-json", "the JSON ends too early (a cut line?)")
        return problem(key, "bad-json", f"no valid JSON at character {error.pos + 1}: {error.msg}")
    except (RecursionError, ValueError):
        return problem(key, "bad-json", "the JSON is nested too deeply or holds a number that is too long")
