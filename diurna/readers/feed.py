"""Feeds (RSS, Atom, JSON Feed) to their entries, and an entry to an Input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from diurna.analysis import Input
from diurna.model import Note, Problem
from diurna.readers.canonical import canonical
from diurna.readers.dates import stated_date
from diurna.readers.encoding import Undecodable, decode
from diurna.readers.extracted import Feed, Item
from diurna.readers.html import Extractor
from diurna.readers.markup import is_json_feed, safe_xml
from diurna.readers.problems import problem
from diurna.readers.raw import Raw

_HTTP = ("http://", "https://")


def items(key: str, data: bytes, extractor: Extractor, charset: str | None = None) -> Iterator[Raw | Problem]:
    """Every entry of a feed, in order, named `file#id`; one Problem where there is none, and one more at the end where the
    feed is broken, so that more entries may have stood in it."""
    found = parsed(key, data, extractor, charset)
    if isinstance(found, Problem):
        yield found
        return
    for name, item in zip(entry_names(key, found.items), found.items, strict=True):
        yield raw_item(name, item)
    if found.broken:
        cause = f"the feed is no sound XML ({found.broken}); what could be read of it was {len(found.items)} entries"
        yield problem(key, "broken-feed", cause)
    elif not found.items:
        yield problem(key, "empty", "the feed has no entries")


def raw_item(key: str, item: Item) -> Raw:
    """An entry as it is kept."""
    return Raw(key, "item", msgspec.json.encode(item), item.url)


def parsed(key: str, data: bytes, extractor: Extractor, charset: str | None = None) -> Feed | Problem:
    """The feed in `data`, or why there is none."""
    if is_json_feed(data[:4000]):
        return _json_feed(key, data)
    xml = safe_xml(key, data, charset)
    if isinstance(xml, Problem):
        return xml
    found = extractor.feed(xml)
    if found is None:
        return problem(key, "extraction-failed", "the feed could not be read within the limits of time and memory")
    if not found.items and found.broken:
        return problem(key, "broken-feed", f"this is no feed that can be read ({found.broken})")
    return found


def entry_names(key: str, items: Sequence[Item]) -> Iterator[str]:
    """A name for each entry: `file#id`."""
    names: set[str] = set()
    for number, item in enumerate(items, 1):
        yield _named(key, item, number, names)


def _named(key: str, item: Item, number: int, names: set[str]) -> str:
    """A name that stays when the feed grows: by the entry's own id; by its place only where it has none of its own."""
    own = canonical(item.id or item.url or "").replace("\n", " ").strip()[:500] or str(number)
    name = f"{key}#{own}"
    while name in names:
        name += f"#{number}"
    names.add(name)
    return name


def _json_feed(key: str, data: bytes) -> Feed | Problem:
    found = decode(data)
    try:
        read: Any = None if isinstance(found, Undecodable) else msgspec.json.decode(found.text)
    except (msgspec.DecodeError, RecursionError):
        read = None
    if not isinstance(read, dict) or not isinstance(read.get("items", []), list):
        return problem(key, "broken-feed", "this is no JSON Feed that can be read")
    title, lang = _string(read.get("title")) or None, _string(read.get("language"))[:2].lower() or None
    entries: list[Any] = read.get("items", [])
    return Feed(title, lang, tuple(_json_item(entry if isinstance(entry, dict) else {}, title, lang) for entry in entries))


def _json_item(entry: dict[str, Any], outlet: str | None, lang: str | None) -> Item:
    html, text = _string(entry.get("content_html")), _string(entry.get("content_text"))
    urls = [_string(entry.get(name)) for name in ("url", "external_url", "id")]
    identity: Any = entry.get("id")
    return Item(
        id=str(identity) if isinstance(identity, (str, int)) else "",
        url=next((url for url in urls if url.startswith(_HTTP)), None),
        title=_string(entry.get("title")),
        date=_string(entry.get("date_published")) or _string(entry.get("date_modified")) or None,
        html=html,
        text="" if html else text or _string(entry.get("summary")),
        whole=bool(html or text),
        lang=_string(entry.get("language"))[:2].lower() or lang,
        outlet=outlet,
    )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def from_item(key: str, data: bytes, extractor: Extractor) -> Input | Problem:
    """An entry as it was kept: its title on top, then what the feed has of its text."""
    item = msgspec.json.decode(data, type=Item)
    body = item.text
    if item.html:
        got = extractor.fragment(item.html)
        if got is None:
            return problem(key, "extraction-failed", "no text could be taken out within the limits of time and memory")
        body = got.body
    body = canonical(body).strip()
    title = canonical(item.title).replace("\n", " ").strip()
    if not any(c.isalnum() for c in body):
        where = f"; its page is {item.url}" if item.url else ""
        return problem(key, "no-text", f"the entry has no text of its own{where}")
    text = body if not title or body.startswith(title) else canonical(f"{title}\n\n{body}")
    date = stated_date(item.date)
    return Input(
        key, text, (0, len(title)) if title else None, date, canonical(item.outlet or "") or None, item.url, item.lang,
        _notes(item, date),
    )  # fmt: skip


def _notes(item: Item, date: str | None) -> tuple[Note, ...]:
    notes: list[Note] = []
    if item.date and not date:
        notes.append(Note("date-refused", f"the feed dates this {item.date[:60]!r}, which is no date of an article", 0, 1))
    if not item.whole:
        notes.append(Note("summary-only", "the feed has a summary of this article and not its text", 0, 1))
    return tuple(notes)
