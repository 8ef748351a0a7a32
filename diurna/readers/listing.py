"""Lists of addresses: OPML (feeds), sitemaps and their indexes (pages). They hold no article; fetching is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from diurna.inflate import Uninflated, inflated
from diurna.model import Problem
from diurna.readers.dates import stated_date
from diurna.readers.markup import safe_xml
from diurna.readers.problems import problem

MOST = 50_000
"""Addresses of one list: what the sitemap protocol allows."""
UNPACKED = 50_000_000
"""Bytes of a sitemap once it is unpacked, by the same protocol."""
_HTTP = ("http://", "https://")


class Link(msgspec.Struct, frozen=True):
    """An address that a list names: a page, a feed, or another list; `date` (ISO) is when the page changed or appeared."""

    kind: Literal["page", "feed", "sitemap"]
    url: str
    title: str | None = None
    date: str | None = None


class Listing(msgspec.Struct, frozen=True):
    """`passed_over`: entries without an address of http or https, or beyond the limit. `broken`: the list is no sound XML, so
    that its last entry, which may be cut, is left out."""

    links: tuple[Link, ...]
    passed_over: int = 0
    broken: bool = False


def links(key: str, data: bytes, charset: str | None = None) -> Listing | Problem:
    """The addresses of an OPML file or a sitemap, each once, in order. No entity is expanded, nothing is fetched."""
    if data.startswith(b"\x1f\x8b"):
        unpacked = inflated(data, "gzip", UNPACKED)
        if isinstance(unpacked, Uninflated):
            return problem(key, unpacked.code, f"the content {unpacked.cause}")
        data = unpacked
    xml = safe_xml(key, data, charset)
    if isinstance(xml, Problem):
        return xml
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(xml.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        return problem(key, "broken-list", f"the list is no sound XML ({' '.join(str(error).split())[:200]})")
    found: Any = root
    if found is None:
        return problem(key, "broken-list", "the list is no sound XML")
    broken = len(parser.error_log) > 0
    given = list(_opml(root) if _name(root) == "opml" else _sitemap(root))
    good = [link for link in given if link and link.url.lower().startswith(_HTTP)]
    kept: dict[str, Link] = {}
    for link in good[:-1] if broken else good:
        kept.setdefault(link.url, link)
    return Listing(tuple(kept.values())[:MOST], len(given) - len(good) + max(0, len(kept) - MOST), broken)


def _opml(root: etree._Element) -> Iterator[Link | None]:
    for outline in root.iter("{*}outline"):
        url = outline.get("xmlUrl") or outline.get("xmlurl")
        if url is not None:
            yield Link("feed", url.strip(), outline.get("title") or outline.get("text"))


def _sitemap(root: etree._Element) -> Iterator[Link | None]:
    for entry in root:
        name = _name(entry)
        if name not in ("url", "sitemap"):
            continue
        told: dict[str, str] = {}
        for part in entry.iter():
            if isinstance(part.tag, str):
                told.setdefault(_name(part), (part.text or "").strip())
        date = stated_date(told.get("publication_date")) or stated_date(told.get("lastmod"))
        url = told.get("loc")
        yield Link("page" if name == "url" else "sitemap", url, told.get("title") or None, date) if url else None


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def no_articles(key: str, data: bytes) -> Problem:
    """What a list is for a reader of files: addresses and no text."""
    found = links(key, data)
    if isinstance(found, Problem):
        return found
    what = "feeds" if any(link.kind == "feed" for link in found.links) else "pages"
    return problem(key, "links-only", f"this is a list of {len(found.links)} {what} and holds no article; they must be fetched")
