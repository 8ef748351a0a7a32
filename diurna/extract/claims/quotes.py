"""Quotations: where a text quotes, in every pair of marks that news uses, with unclosed quotes and quotes that run over paragraphs.

Works on the text alone, paragraph by paragraph, and knows no language: which mark opens and which closes is read from the
characters beside it, since „ “ in German, “ ” in English, « » in French and » « in German books share marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

_OPEN_ONLY = {"„": '“”"„', "‚": "‘’'", "‹": "›", "«": "»"}
CLOSERS = {"“": '”"', "‘": "’'", '"': '"”', "''": "''", "»": "«", "'": "'", "”": "”", "„": '“”"', "«": "»", "‹": "›", "‚": "‘’'"}
"""The marks that may close a quotation, by the one that opens it."""
_MARK = re.compile("[«»„“”‟\"‘’‚‹›']")
_SINGLE = frozenset("‘’'‚")


class Quote(msgspec.Struct, frozen=True, gc=False):
    """A quotation with its marks: `text[start:end]`. `depth`: 0 outermost. `closed`: False where no closing mark was found.

    `continues`: the next paragraph goes on with the same quotation (it opens with a mark again).
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    continues: bool = False

    def words(self, text: str) -> int:
        """How many words it holds."""
        return len(text[self.start : self.end].split())


def quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quote]:
    """All quotations in `text`, by start; `paragraphs` are the spans within which a quotation must close."""
    out: list[Quote] = []
    for start, end in paragraphs:
        for piece_start, piece_end in _lines(text, start, end):
            found = _paragraph(text, piece_start, piece_end)
            previous = out[-1] if out else None
            if previous is not None and not previous.closed and previous.depth == 0 and _opens_paragraph(text, piece_start):
                out[-1] = msgspec.structs.replace(previous, continues=True)
            out.extend(found)
    return out


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Paragraphs inside a segment, should it hold line breaks."""
    lines: list[tuple[int, int]] = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        if text[position:stop].strip():
            lines.append((position, stop))
        position = stop + 1
    return lines


def _opens_paragraph(text: str, start: int) -> bool:
    while start < len(text) and text[start].isspace():
        start += 1
    return start < len(text) and text[start] in '«„“"»‘'


def _paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    stack: list[tuple[int, str]] = []
    past = start
    for seen in _MARK.finditer(text, start, end):
        i = seen.start()
        if i < past:
            continue  # the second of two marks that are one
        mark, width = _mark(text, i, end)
        if not mark:
            continue
        if stack and _closes(text, i, width, mark, stack[-1][1], end):
            opened, _ = stack.pop()
            out.append(Quote(opened, i + width, len(stack)))
        elif len(stack) > 1 and _closes(text, i, width, mark, stack[-2][1], end):
            stack.pop()
            opened, _ = stack.pop()
            out.append(Quote(opened, i + width, len(stack)))
        elif _opens(text, i, width, mark, start, end):
            stack.append((i, mark))
        past = i + width
    if stack and stack[0][1] not in _SINGLE:
        opened = stack[0][0]
        out = [q for q in out if q.start < opened] + [msgspec.structs.replace(q, depth=max(q.depth, 1)) for q in out if q.start > opened]
        stop = end
        while stop > opened and text[stop - 1].isspace():
            stop -= 1
        out.append(Quote(opened, stop, 0, closed=False))
    return sorted(out, key=lambda q: (q.start, -q.end))


def _mark(text: str, i: int, end: int) -> tuple[str, int]:
    """The mark at `i`, where one of `_MARK` stands, and its width; "" for an apostrophe inside a word."""
    char = text[i]
    if char == "'" and text[i : i + 2] == "''" and i + 2 <= end:
        return "''", 2
    if char in "'’":
        before = text[i - 1] if i else " "
        after = text[i + 1] if i + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            return "", 0
    return char, 1


def _closes(text: str, i: int, width: int, mark: str, opener: str, end: int) -> bool:
    if mark not in CLOSERS.get(opener, "") or (mark == "'" and opener == "''"):
        return False
    if mark in ("'", "’", '"', "''", "‘"):
        before = text[i - 1] if i else " "
        after = text[i + width] if i + width < end else " "
        if before.isspace() and not after.isspace() and after not in ".,;:!?)":
            return False
        if mark in ("'", "’") and after.isalnum():
            return False
    return True


def _opens(text: str, i: int, width: int, mark: str, start: int, end: int) -> bool:
    after = text[i + width] if i + width < end else " "
    if mark in ("„", "«", "‹", "‚"):
        return True
    if after.isspace() and mark not in ("“", "»"):
        return False
    before = text[i - 1] if i > start else " "
    if mark in ("'", "‘", '"', "''", "“", "»", "”"):
        if before.isalnum() and mark != "“":
            return False
        if mark == "'":
            return after.isalnum() and _has_closing_single(text, i + 1, end)
        return mark != "”" or before.isspace()
    return False


def _has_closing_single(text: str, i: int, end: int) -> bool:
    """An ASCII apostrophe opens a quotation only where one that can close it follows: not before "'90s" or "'em"."""
    while (i := text.find("'", i, end)) >= 0:
        after = text[i + 1] if i + 1 < end else " "
        if not text[i - 1].isspace() and not after.isalnum() and text[i - 1] not in "sz":
            return True
        i += 1
    return False


def dialogue(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A paragraph that opens with a dash as direct speech does in Slavic, Spanish, French, Italian: the span of its speech.

    The speech ends where ", — said X" begins; the whole paragraph otherwise. None where it opens with no dash.
    """
    while start < end and text[start].isspace():
        start += 1
    if start >= end or text[start] not in "—–-" or start + 2 >= end or not (text[start + 1].isspace() or text[start + 1].isupper()):
        return None
    body = start + 1
    while body < end and text[body].isspace():
        body += 1
    for mark in (", —", ", –", ". —", "! —", "? —", ", -", " — ", " – "):
        stop = text.find(mark, body, end)
        if stop > 0:
            return body, stop
    return body, end


def outer(found: list[Quote]) -> list[Quote]:
    """The quotations that stand inside no other."""
    return [q for q in found if q.depth == 0]


def at(found: list[Quote], position: int) -> Quote | None:
    """The outermost quotation that covers `position`."""
    for q in found:
        if q.depth == 0 and q.start <= position < q.end:
            return q
    return None
