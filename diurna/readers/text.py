"""Plain text and Markdown to an Input."""

from __future__ import annotations

import re

from diurna.analysis import Input
from diurna.model import Note, Problem
from diurna.readers.canonical import canonical
from diurna.readers.encoding import Decoded, Undecodable, decode
from diurna.readers.problems import problem

_FRONT_MATTER = re.compile(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^(title|date|published|outlet|source|url|lang|language): *(.*)$", re.M | re.I)
_HEADING = re.compile(r"^ {0,3}(#{1,6}) +([^\n]*?) *#*$", re.M)
_RULED = re.compile(r"\A([^\n]{1,300})\n=+ *(?=\n|\Z)")
_MARKUP = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^\n*]{1,2000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^ {0,3}(?:[-*_] *){3,}$", re.M), ""),
    (re.compile(r"^ {0,3}> ?", re.M), ""),
    (re.compile(r"^ {0,3}[-*+] +(?=\S)", re.M), ""),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
)


def decoded(key: str, data: bytes, charset: str | None = None) -> Decoded | Problem:
    """The text of a file's bytes, or the problem: empty, binary or in no known encoding. `charset` is what a server said."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return problem(key, "empty", "the file is empty")
    found = decode(data, charset)
    if isinstance(found, Undecodable):
        return problem(key, "not-text", f"the file is {found.reason}")
    return found


def encoding_notes(found: Decoded, text: str) -> tuple[Note, ...]:
    """What the reader should know about how the bytes became text."""
    notes: list[Note] = []
    end = min(len(text), 1)
    if found.guessed:
        notes.append(Note("encoding-guessed", f"the encoding is not declared; {found.encoding} fits best", 0, end))
    if found.damaged:
        at = max(text.find("\ufffd"), 0)
        message = f"{found.damaged} characters could not be read as {found.encoding}"
        notes.append(Note("text-damaged", message, at, at + end))
    return tuple(notes)


def from_text(key: str, data: bytes, charset: str | None = None) -> Input | Problem:
    """A `.txt` file: its text as it stands."""
    found = decoded(key, data, charset)
    if isinstance(found, Problem):
        return found
    return _input(key, canonical(found.text), found)


def from_markdown(key: str, data: bytes) -> Input | Problem:
    """A `.md` file: front matter read as metadata, the first heading as title, markup taken off."""
    found = decoded(key, data)
    if isinstance(found, Problem):
        return found
    text = canonical(found.text)
    fields: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        fields = {name.lower(): value.strip("\"' ") for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    text = text.lstrip("\n ")
    title = _heading(text) or fields.get("title")
    text = _HEADING.sub(r"\2", _RULED.sub(r"\1\n", text))
    for pattern, plain in _MARKUP:
        text = pattern.sub(plain, text)
    title = canonical(_plain(title)).strip() if title else None
    if title and not text.lstrip("\n ").startswith(title):
        text = f"{title}\n\n{text}"
    text = canonical(text)
    read = _input(key, text, found, title, fields.get("date") or fields.get("published"))
    if isinstance(read, Problem):
        return read
    return Input(
        read.key, read.text, read.title, read.published,
        fields.get("outlet") or fields.get("source") or None,
        fields.get("url") or None,
        (fields.get("lang") or fields.get("language") or "").lower() or None,
        read.notes,
    )  # fmt: skip


def _heading(text: str) -> str | None:
    if ruled := _RULED.match(text):
        return ruled[1]
    first = _HEADING.search(text, 0, 2000)
    return first[2] if first and len(first[1]) == 1 else None


def _plain(title: str) -> str:
    for pattern, plain in _MARKUP[:5]:
        title = pattern.sub(plain, title)
    return title


def _input(key: str, text: str, found: Decoded, title: str | None = None, date: str | None = None) -> Input | Problem:
    if not any(c.isalnum() for c in text):
        return problem(key, "no-text", "the file has no words")
    span = None
    if title and (at := text.find(title)) >= 0:
        span = (at, at + len(title))
    return Input(key, text, span, date or None, notes=encoding_notes(found, text))
