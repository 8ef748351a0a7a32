"""What kind of XML or JSON a file holds, and XML made safe: one encoding, no entities of its own, no DOCTYPE."""

from __future__ import annotations

import re
from typing import Literal

from diurna.model import Problem
from diurna.readers.encoding import Undecodable, decode
from diurna.readers.problems import problem

Markup = Literal["feed", "opml", "sitemap", "html", "xml"]
ROOTS: dict[str, Markup] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemap", "html": "html",
}  # fmt: skip
"""Root elements that are known, without their prefix, in small letters."""
_PROLOG = re.compile(r"(?:[\s\ufeff]+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->)*", re.DOTALL)
_ROOT = re.compile(r"(?:\s+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^<>]{0,1000}>)*", re.DOTALL | re.IGNORECASE)
# A DOCTYPE names the root before the root stands there.
_ROOT = re.compile(r"<(?:!DOCTYPE\s+)?(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})", re.IGNORECASE)
_JSON_FEED = re.compile(rb'^\s*\{.{0,2000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
_SURROGATE = re.compile(r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def sniffed(head: bytes) -> Markup | None:
    """What the first bytes of a file say it is: `xml` where the root is not known, None where it is no XML."""
    found = decode(head)
    text = "" if isinstance(found, Undecodable) else found.text.lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return None
    before = _PROLOG.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    if root is None:
        return "xml" if text.startswith(("<?xml", "<!DOCTYPE")) else None
    name = root[1].lower()
    if name in ROOTS:
        return ROOTS[name]
    return "xml" if text.startswith("<?xml") else None


def is_json_feed(head: bytes) -> bool:
    """Whether a file begins as a JSON Feed does."""
    return bool(_JSON_FEED.match(head.removeprefix(b"\xef\xbb\xbf")))


def safe_xml(key: str, data: bytes, charset: str | None = None) -> str | Problem:
    """The file as one string of XML without prolog and DOCTYPE. A DOCTYPE that declares anything is refused: bombs are
    made of such, and the entities of others are files. `charset` is what the server said."""
    if not data.strip():
        return problem(key, "empty", "the file is empty")
    found = decode(data, charset)
    if isinstance(found, Undecodable):
        return problem(key, "not-text", f"the file is {found.reason}")
    text = found.text
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if text[start : start + 9].upper() == "<!DOCTYPE":
        end = text.find(">", start)
        if end < 0 or "[" in text[start:end]:
            return problem(key, "entities-refused", "its DOCTYPE has declarations of its own, which are not expanded and not fetched")
        start = end + 1
    return _SURROGATE.sub("\ufffd", _CONTROLS.sub("", text[start:]))
