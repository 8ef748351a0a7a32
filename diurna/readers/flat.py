"""HTML as a flat string: how deep it nests, its text without any tree. Linear and safe on any input."""

from __future__ import annotations

import re
from html import unescape

DEEP = 200
"""Nested elements above which the tree parsers lose text (trafilatura: about 256)."""
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "tr",
        "td",
        "th",
    ]
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_FORMATTING = re.compile(
    r"</?(?:font|span|b|i|em|strong|u|s|small|big|center|tt|strike|nobr|mark|ins|abbr|acronym|label|bdi|bdo)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNREAD = re.compile(
    r"<(script|style|noscript|template|svg|math|iframe|head|nav|footer|aside|form|select|button)(?=[\s>/]).*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|blockquote|header|main|figure|figcaption|dd|dt|hr)"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_ENDS = (".", "!", "?", "…", "”", '"', "»", ")", ":", "。", "！", "？")


def depth(html: str) -> int:
    """The deepest nesting of elements, by their tags alone; elements that close themselves do not count."""
    open_now = deepest = 0
    for closing, name, rest in _TAG.findall(html):
        if rest.endswith("/") or name.lower() in _VOID:
            continue
        if closing:
            open_now = max(open_now - 1, 0)
        else:
            open_now += 1
            deepest = max(deepest, open_now)
    return deepest


def without_formatting(html: str) -> str:
    """The page without elements that only format words (font, span, b, ...): they may stand unclosed by the hundred."""
    return _FORMATTING.sub("", html)


def flat(html: str) -> str:
    """The words of a page, one block a line."""
    html = _COMMENT.sub("", html)
    html = _UNREAD.sub("\n", html)
    html = _BLOCK.sub("\n", html)
    text = unescape(_ANY_TAG.sub("", html))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def prose(text: str) -> str:
    """The lines that read as prose (ended like a sentence, not short), as paragraphs; all lines where none does."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept = [line for line in lines if len(line) >= 30 and line.endswith(_ENDS)]
    return "\n\n".join(kept or lines)
