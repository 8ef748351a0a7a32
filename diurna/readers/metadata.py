"""What a page says about itself: title, outlet, date, address; from JSON-LD, meta elements, then its own title.

Only dates that the page states are taken, never an estimate. Where JSON-LD and the meta elements name different days,
JSON-LD's is used and `conflict` says what the other was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from diurna.readers.extracted import Metadata

_ARTICLE = re.compile(r"(News|Report|Analysis|Opinion|Blog|Live|Background|Scholarly|Tech)?\w*(Article|Posting)$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\D+\d{4}|\w+ \d{1,2}, \d{4}")
_MAX_LD = 2_000_000
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "article:publisher_name", "cre", "twitter:site")
_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
    "datepublished", "date_published", "publication_date", "pubdate", "publishdate", "publish_date",
    "article.published", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "date",
)  # fmt: skip
_SUFFIX = re.compile(r"\s+(?:[|–—·•»]|-|::)\s+")


def metadata(tree: HtmlElement) -> Metadata:
    """Read a page's metadata. Broken or missing parts are None."""
    meta = _meta(tree)
    linked = _linked(tree)
    outlet = _publisher(linked) or _first(meta, _OUTLET_KEYS)
    outlet = outlet.lstrip("@") if outlet else None
    stated = [d for d in (_text(linked.get("datePublished")), _first(meta, _DATE_KEYS), _time_element(tree)) if d]
    dates = [d for d in stated if _DATE.search(d)]
    conflict = next((d for d in dates[1:] if d[:10] != dates[0][:10] and d[4:5] == dates[0][4:5] == "-"), None)
    url = _first(meta, ("og:url",)) or _text(linked.get("url"))
    canonical_link = tree.xpath("string(//link[@rel='canonical']/@href)")
    url = str(canonical_link) or url
    return Metadata(
        title=_title(tree, meta, linked, outlet),
        outlet=outlet or None,
        published=dates[0] if dates else None,
        url=url if url and url.startswith(("http://", "https://")) else None,
        conflict=conflict,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = " ".join((element.get("content") or "").split())
        if key and value and len(value) < 2000:
            found.setdefault(key.strip().lower(), value)
    return found


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[k] for k in keys if k in meta), None)


def _linked(tree: HtmlElement) -> Mapping[str, object]:
    """The first article among the page's JSON-LD objects, else an empty one."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if not source.strip() or len(source) > _MAX_LD:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth + 1)


def _publisher(linked: Mapping[str, object]) -> str | None:
    publisher = linked.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]{0,200}>", "", value).split())[:2000] or None


def _time_element(tree: HtmlElement) -> str | None:
    stated = tree.xpath("//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content")
    stated = stated or tree.xpath("//time[@pubdate]/@datetime | //article//header//time/@datetime")
    if not stated:
        times = tree.xpath("//time/@datetime")
        stated = times if len(times) == 1 else []
    return str(stated[0]).strip() or None if stated else None


def _title(tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, object], outlet: str | None) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headings = [h for h in headings if 0 < len(h) <= 400 and h != outlet]
    page = " ".join("".join(str(t) for t in tree.xpath("//head/title//text()")[:5]).split())
    stated = _text(linked.get("headline")) or _first(meta, _TITLE_KEYS) or page
    # The heading that readers see wins where the metadata agrees with it or there is only one.
    for heading in headings:
        if stated and (heading in stated or stated in heading):
            return heading
    if len(headings) == 1 and not _first(meta, _TITLE_KEYS) and not linked.get("headline"):
        return headings[0]
    return _without_outlet(stated, outlet) if stated else (headings[0] if headings else None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """`Headline | Outlet` without its last part, where that is the outlet's name."""
    parts = list(_SUFFIX.finditer(title))
    if parts and outlet and title[parts[-1].end() :].casefold().startswith(outlet.casefold()[:12]):
        return title[: parts[-1].start()]
    return title
