"""Footers: credits, links to other articles, sources, rights and appeals around the prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diurna.extract.document.bylines import Phrases
from diurna.extract.document.lines import Block, ended

_LONGEST = 400
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|info|it|ua|ru|fr|de|es|uk|eu)\b")
_TAIL = re.compile(r"(?<=[.!?…\"»”)])\s+(?P<rest>\(?[^.!?…()\n]{2,60}\)?)\Z")
_BRACKETED = re.compile(r"\s\((?P<rest>[^()]{5,300})\)\W{0,2}\Z")


def footer_blocks(text: str, found: Sequence[Block], known: Phrases) -> set[int]:
    """The indices of the blocks that are no prose: wherever they stand, and all short lines after such a one at the end."""
    marked = {i for i, b in enumerate(found) if is_footer(text[b.start : b.end], known)}
    after: set[int] = set()
    for index in range(len(found) - 1, -1, -1):
        line = text[found[index].start : found[index].end]
        if index in marked:
            return marked | after
        if len(line) > 150 or (ended(line) and not _ADDRESS.search(line)):
            return marked
        after.add(index)
    return marked


def is_footer(line: str, known: Phrases) -> bool:
    """Whether a whole block is boilerplate."""
    if len(line) > _LONGEST:
        return False
    if is_stub(line, known) or known.credits.match(line) or known.anywhere.search(line):
        return True
    if found := known.source.match(line):
        return _after(line, found).startswith((":", "-", "–", "—", "|", "http")) and len(line) < 200
    if found := known.more.match(line):
        rest = _after(line, found)
        return not rest or rest[0] in ":-–—>»|" or len(line) < 60 or not ended(line)
    return bool(known.closing.match(line)) and len(line) < 300


def is_stub(line: str, known: Phrases) -> bool:
    """A source that names nothing: the word alone, where a link was."""
    found = known.source.match(line)
    return bool(found) and not any(c.isalnum() for c in line[found.end() :])


def is_remnant(line: str, known: Phrases) -> bool:
    """A closing line that credits nobody and leads nowhere: "Share this article", a rights notice, an appeal to subscribe."""
    if known.credits.match(line.lstrip("(")) or _ADDRESS.search(line):
        return False
    return not (known.source.match(line) and ":" in line)


def inline_footer(text: str, block: Block, known: Phrases) -> int | None:
    """Where boilerplate begins that stands behind the last sentence of a paragraph, on the same line."""
    line_start = max(block.start, block.end - 320)
    line = text[line_start : block.end]
    found = _BRACKETED.search(line)
    if found and known.credits.match(found["rest"]):
        return line_start + found.start() + 1
    found = _TAIL.search(line)
    if found and (is_stub(found["rest"], known) or (known.source.match(found["rest"]) and ":" in found["rest"])):
        return line_start + found.start("rest")
    return None


def _after(line: str, found: re.Match[str]) -> str:
    return line[found.end() :].strip()
