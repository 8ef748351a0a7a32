"""One HTML page to its article: main text, title, metadata. Pure, and run in a child process (see `html.py`).

trafilatura takes the main text. It silently drops what stands below some 256 nested elements, so formatting elements
that are never closed are taken out of deep pages first, and what it found is compared with resiliparse's main text: a
tail that only the other has is reported in `truncated`. Pages that stay deep (resiliparse hangs on them) and pages with
more elements than trafilatura reads in reasonable time are read by their tags alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement, tostring

from diurna.readers.extracted import Metadata, Page
from diurna.readers.flat import DEEP, depth, flat, prose, without_formatting
from diurna.readers.hidden import drop_hidden
from diurna.readers.metadata import metadata

MANY_ELEMENTS = 30_000
"""Elements above which trafilatura takes longer than the page is worth; the flat text is used instead."""
_WORD = re.compile(r"\w+")
_SHINGLE = 5


def page(html: str, simple: bool = False) -> Page:
    """Extract one page. `simple` leaves the extractors out (after they failed or timed out on it)."""
    from trafilatura import load_html

    deep = depth(html) > DEEP
    if deep:
        html = without_formatting(html)
        deep = depth(html) > DEEP
    many = html.count("<") > 2 * MANY_ELEMENTS
    if simple or many or deep:
        return _flat_page(html, "too many elements" if many else "too deeply nested" if deep else "extraction failed")
    tree = load_html(html)
    if not isinstance(tree, HtmlElement):
        return _flat_page(html, "no HTML tree")
    meta = metadata(tree)
    drop_hidden(tree)
    body = _main_text(tree)
    other = _other_text(tree)
    if not body:
        body = prose(other)
        return Page(body, meta, flat=True, why="no main text found")
    return Page(body, meta, truncated=missing_tail(body, other.splitlines()))


def _flat_page(html: str, why: str) -> Page:
    from lxml import html as lxml_html

    try:
        meta = metadata(lxml_html.fromstring(html[:200_000]))
    except (ValueError, TypeError, LookupError, SyntaxError):  # lxml's parser errors are SyntaxErrors
        meta = Metadata()
    return Page(prose(flat(html)), meta, flat=True, why=why)


def _main_text(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    text = getattr(found, "text", None) or ""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _other_text(tree: HtmlElement) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    source = str(tostring(tree, encoding="unicode"))
    return str(extract_plain_text(source, preserve_formatting=True, main_content=True, comments=False, alt_texts=False))


def missing_tail(body: str, paragraphs: Sequence[str]) -> int:
    """Characters of the last sentences-like `paragraphs` that `body` does not have: 0 unless they are a real tail."""
    have = _shingles(body)
    missing = 0
    count = 0
    for paragraph in reversed([p.strip() for p in paragraphs]):
        if len(paragraph) < 80 or paragraph[-1] not in '.!?…”"»)':
            continue
        words = _shingles(paragraph)
        if not words or len(words & have) > 0.3 * len(words):
            break
        missing += len(paragraph)
        count += 1
    return missing if count >= 2 or missing > 400 else 0


def _shingles(text: str) -> set[int]:
    words = [w.casefold() for w in _WORD.findall(text)]
    return {hash(tuple(words[i : i + _SHINGLE])) for i in range(len(words) - _SHINGLE + 1)}
