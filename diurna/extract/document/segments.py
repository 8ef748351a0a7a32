"""Segments: title, byline, dateline, paragraphs and footer of an article, and what its head says of outlet and date.

Segments stand in text order, do not overlap, cover all but white space, and never cut a sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from diurna.analysis import Analysis
from diurna.extract.document.bylines import Byline, Phrases, byline, masthead, phrases
from diurna.extract.document.datelines import Dateline, dateline
from diurna.extract.document.footers import footer_blocks, inline_footer, is_remnant, is_stub
from diurna.extract.document.lines import Block, blocks, ended
from diurna.extract.document.publication import published
from diurna.model import Note, Segment, SegmentKind

if TYPE_CHECKING:
    from diurna.langs.pack import Packs

_HEAD_BLOCKS = 8
_HEAD_LINES = 2
_HEAD_LINE = 80
"""Characters of a line below the title that is no prose, at most."""
_LONG_TITLE = 220
_PROSE = 250
_DATELINED = 3


class _Head(msgspec.Struct):
    """What is known after the blocks at the top have been read."""

    kinds: dict[int, SegmentKind] = {}
    bylines: list[Byline] = []
    titled: bool = False
    mast: tuple[int, str] | None = None


def segments(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `segments` (without languages), `published`, `dateline_place`, `outlet`, and the notes on them."""
    text = analysis.input.text
    known = phrases(tuple(pack.folder for pack in packs.values()))
    found = _with_title_apart(blocks(text), analysis.input.title, text)
    codes = tuple(packs)
    footers = footer_blocks(text, found, known)
    head = _head(analysis, found, footers, known, codes)
    made: list[Segment] = []
    line: Dateline | None = None
    prose = 0
    for index, block in enumerate(found):
        kind = head.kinds.get(index) or ("footer" if index in footers else "paragraph")
        start = block.start
        if kind == "paragraph" and line is None and prose < _DATELINED:
            prose += 1
            line = dateline(text, block.start, block.end)
            if line:
                made.append(Segment("dateline", None, line.start, line.end))
                start = line.end + len(text[line.end : block.end]) - len(text[line.end : block.end].lstrip())
        made += _cut(text, start, block, kind, known)
    when, notes = published(analysis.input, head.bylines, line, codes)
    notes += tuple(_stubs(text, made, known))
    outlet = analysis.input.outlet or next((b.outlet for b in head.bylines if b.outlet), None) or _agency(line)
    return msgspec.structs.replace(
        analysis,
        segments=tuple(made),
        published=when,
        dateline_place=line.place if line else None,
        outlet=outlet,
        notes=(*analysis.input.notes, *analysis.notes, *notes),
    )


def _agency(line: Dateline | None) -> str | None:
    """The agency of a dateline as the outlet of an article that names none, where it is a name of more than one word and no desk or place:
    "Lima, 3 mar 2024, 11:30 (Agencia Costera).-"."""
    name = line.agency if line is not None else None
    return name if name is not None and "/" not in name and len(re.split(r"[\s-]+", name)) > 1 else None


def _with_title_apart(found: list[Block], title: tuple[int, int] | None, text: str) -> list[Block]:
    """The blocks with the container's title as one of its own, where a block holds it together with other words."""
    if title is None:
        return found
    start, end = title
    out: list[Block] = []
    for block in found:
        if block.end <= start or block.start >= end or (block.start >= start and block.end <= end):
            out.append(block)
            continue
        edges = (block.start, max(block.start, start), min(block.end, end), block.end)
        for a, b in pairwise(edges):
            a, b = a + len(text[a:b]) - len(text[a:b].lstrip()), b - len(text[a:b]) + len(text[a:b].rstrip())
            if a < b:
                out.append(Block(a, b, block.apart if a == block.start else False))
    return out


def _head(analysis: Analysis, found: list[Block], footers: set[int], known: Phrases, codes: tuple[str, ...]) -> _Head:
    """Title and bylines among the first blocks, until the prose has begun."""
    text, title = analysis.input.text, analysis.input.title
    head = _Head(titled=False)
    prose = lines = 0
    for index, block in enumerate(found[:_HEAD_BLOCKS]):
        if title and title[0] <= block.start and block.end <= title[1]:
            head.kinds[index] = "title"
            head.titled = True
        elif index in footers:
            continue
        elif said := byline(text, block.start, block.end, known, codes, head.titled):
            head.kinds[index] = "byline"
            head.bylines.append(said)
        elif not head.titled and title is None and not prose and _is_title(text, index, found, footers):
            head.kinds[index] = "title"
            head.titled = True
        elif head.titled and not prose and lines < _HEAD_LINES and _is_head_line(text[block.start : block.end]):
            lines += 1
            if head.kinds.get(index - 1) == "title" and (name := masthead(text[block.start : block.end], known)) is not None:
                head.mast = (index, name)
        else:
            prose += 1
            if prose > 1 or block.end - block.start > _PROSE:
                break
    if head.mast is not None and any(b.dates for b in head.bylines):
        head.kinds[head.mast[0]] = "byline"
        head.bylines.insert(0, Byline(head.mast[1], (), False))
    return head


def _is_head_line(line: str) -> bool:
    """Whether a line below the title may stand before the one that gives the date: "Ann Lee, Asia editor"."""
    return len(line) <= _HEAD_LINE and "\n" not in line and not ended(line)


def _is_title(text: str, index: int, found: list[Block], footers: set[int]) -> bool:
    """A short line without a final stop before something else; a question or an exclamation only over longer prose."""
    block = found[index]
    rest = [b for i, b in enumerate(found[index + 1 :], index + 1) if i not in footers]
    line = text[block.start : block.end]
    if not rest or len(line) > _LONG_TITLE or "\n" in line or dateline(text, block.start, block.end):
        return False
    if not ended(line) or line.endswith((")", "]")):
        return True
    longest = max(b.end - b.start for b in rest[:4])
    return bool(re.search(r"[!?…][\"»”’'“]?$", line)) and longest > len(line) and rest[0].apart


def _cut(text: str, start: int, block: Block, kind: SegmentKind, known: Phrases) -> list[Segment]:
    """One block as a segment, its boilerplate tail cut off as a footer."""
    if start >= block.end:
        return []
    at = inline_footer(text, Block(start, block.end), known) if kind == "paragraph" else None
    if at is None or at <= start:
        return [Segment(kind, None, start, block.end)]
    return [Segment(kind, None, start, start + len(text[start:at].rstrip())), Segment("footer", None, at, block.end)]


def _stubs(text: str, made: list[Segment], known: Phrases) -> list[Note]:
    """The last closing line that is what is left of a page's link, button or notice: it names no agency and no address."""
    for segment in reversed(made):
        if segment.kind != "footer":
            break
        line = text[segment.start : segment.end]
        if is_stub(line, known):
            return [Note("footer-stub", "a source is announced at the end, but none is named", segment.start, segment.end)]
        if is_remnant(line, known):
            return [Note("footer-stub", "the last line is a remnant of the page, not of the article", segment.start, segment.end)]
    return []
