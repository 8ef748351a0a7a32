"""The lines of a text as blocks: hard-wrapped lines joined again, so that no block cuts a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

_LINE = re.compile(r"[^\n]+")
_TERMINAL = re.compile(r"[.!?…:;。！？؟][\"»”’'“)\]]*\Z")
_WRAP_MIN, _WRAP_MAX = 50, 110


class Block(msgspec.Struct, frozen=True):
    """`[start, end)` without the space around it. `apart`: an empty line stands before it."""

    start: int
    end: int
    apart: bool = True


def ended(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_TERMINAL.search(line.rstrip()[-8:]))


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; together they cover all but white space."""
    found: list[Block] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        found.append(Block(start, match.start() + len(line.rstrip()), text.count("\n", last, match.start()) > 1))
        last = match.end()
    if found:
        found[0] = Block(found[0].start, found[0].end, True)
    return _joined(text, found, _wrap_width(text, found))


def _wrap_width(text: str, lines: list[Block]) -> int:
    """The width that the text is wrapped at, 0 where it is not: most lines that go on are nearly as long as the longest."""
    inner = [a.end - a.start for a, b in pairwise(lines) if not b.apart]
    if len(inner) < 4 or max(inner) > _WRAP_MAX or max(inner) < _WRAP_MIN:
        return 0
    width = max(inner)
    full = sum(n >= 0.75 * width for n in inner)
    return width if full >= 0.6 * len(inner) else 0


def _joined(text: str, lines: list[Block], width: int) -> list[Block]:
    out: list[Block] = []
    for line in lines:
        if out and not line.apart and _goes_on(text, out[-1], line, width):
            out[-1] = Block(out[-1].start, line.end, out[-1].apart)
        else:
            out.append(line)
    return out


def _goes_on(text: str, before: Block, line: Block, width: int) -> bool:
    """Whether `line` continues the sentence of `before`, with only a line break between them."""
    open_ended = not ended(text[max(before.start, before.end - 8) : before.end])
    if open_ended and text[line.start].islower():
        return True
    if not width:
        return False
    last_line = before.end - 1 - max(text.rfind("\n", before.start, before.end), before.start - 1)
    return last_line >= 0.75 * width
