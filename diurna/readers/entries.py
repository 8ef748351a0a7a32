"""RSS and Atom to a Feed, and an entry's HTML to its text. Run in the child process (see `html.py`): the text of strangers
goes through feedparser, lxml and nh3 under limits of time and memory."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, cast

from diurna.readers.extracted import Feed, Item
from diurna.readers.flat import DEEP, depth, flat

_TAGS = frozenset(
    ("p", "div", "br", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tr", "td", "th", "section", "article")
)
_UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "select", "button", "audio", "video")
)
_HTTP = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)
_TITLE = 2000


def feed(xml: str) -> Feed:
    """The feed and its entries, in order. `xml` has no DOCTYPE: entities are refused before."""
    import feedparser

    read: Any = feedparser.parse(xml.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    head: Any = read.get("feed", {})
    outlet = _plain(head.get("title"))
    broken = None
    if read.get("bozo") and not type(read.get("bozo_exception")).__name__.startswith(("CharacterEncoding", "NonXML")):
        broken = " ".join(str(read.get("bozo_exception")).split())[:200]
    lang = _language(head.get("language"))
    items = tuple(_item(entry, outlet, lang) for entry in read.get("entries", ()))
    return Feed(outlet or None, lang, items, broken if read.get("version") or items else broken or "no feed")


def _item(entry: Any, outlet: str, lang: str | None) -> Item:
    contents: list[Any] = [c for c in entry.get("content", ()) if c.get("value")]
    chosen = max(contents, key=lambda c: len(c["value"]), default=None)
    summary = entry.get("summary_detail") or {}
    whole = chosen is not None and len(chosen["value"]) >= len(summary.get("value") or "")
    body: Any = chosen if whole else summary
    value = str((body or {}).get("value") or "")
    source: Any = entry.get("source") or {}
    return Item(
        id=_text(entry.get("id")),
        url=_link(entry),
        title=_plain(entry.get("title")),
        date=_text(entry.get("published") or entry.get("created") or entry.get("updated")) or None,
        html=_sound(value),
        whole=whole,
        lang=_language((body or {}).get("language")) or lang,
        outlet=_plain(source.get("title")) or outlet or None,
    )


def _link(entry: Any) -> str | None:
    """The entry's page: http and https only, whatever else a feed may link to."""
    given = [entry.get("link"), *(link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate"), entry.get("id")]
    return next((url.strip() for url in given if isinstance(url, str) and _HTTP.fullmatch(url.strip())), None)


def _text(value: object) -> str:
    return " ".join(_sound(value[:_TITLE]).split()) if isinstance(value, str) else ""


def _sound(value: str) -> str:
    """Without lone surrogates, which a numeric reference can make and no encoding can carry."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(value: object) -> str:
    """A title without markup: feeds disagree on whether theirs is HTML, and a script in it is never its text."""
    if not isinstance(value, str):
        return ""
    import nh3

    # Twice: an entity may hide a tag.
    clean = _sound(unescape(nh3.clean(_sound(value[:_TITLE]), tags=set(), clean_content_tags=set(_UNREAD))))
    return " ".join(unescape(nh3.clean(clean, tags=set(), clean_content_tags=set(_UNREAD))).split())


def _language(value: object) -> str | None:
    found = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", value.strip()) if isinstance(value, str) else None
    return found[0].lower() if found else None


def fragment(html: str) -> str:
    """The words of an entry's HTML, in paragraphs; without what no reader sees and without what is no text."""
    html = _sound(html)
    if "<" not in html:
        return "\n\n".join(" ".join(line.split()) for line in unescape(html).splitlines() if line.strip())
    if depth(html) <= DEEP:
        html = _visible(html)
    import nh3

    clean = nh3.clean(html, tags=set(_TAGS), clean_content_tags=set(_UNREAD), attributes={}, link_rel=None)
    return "\n\n".join(flat(clean).splitlines())


def _visible(html: str) -> str:
    """The fragment without its hidden elements: once nh3 has taken the style attributes, nobody can tell them."""
    from lxml import html as lxml_html
    from lxml.html import HtmlElement, tostring

    from diurna.readers.hidden import drop_hidden

    try:
        tree = lxml_html.fragment_fromstring(html, create_parent=True)
    except (ValueError, TypeError, LookupError, SyntaxError):  # lxml's parser errors are SyntaxErrors
        return html
    if not isinstance(tree, HtmlElement):
        return html
    drop_hidden(tree)
    return cast("str", tostring(tree, encoding="unicode"))
