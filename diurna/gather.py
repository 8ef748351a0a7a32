"""Addresses to articles: what the fetcher brings is read as the file that it is, and what a feed or a list names is fetched
in its turn. Knows no ledger.

    with Extractor() as extractor:
        for found in Gatherer(Fetcher(), extractor).from_url("https://example.org/feed"): ...
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from diurna.fetch.fetcher import Fetcher
from diurna.fetch.result import Failure, Fetched
from diurna.model import Problem
from diurna.readers.dates import stated_date
from diurna.readers.extracted import Feed, Item
from diurna.readers.feed import entry_names, parsed, raw_item
from diurna.readers.html import Extractor
from diurna.readers.listing import links
from diurna.readers.open import from_bytes, told
from diurna.readers.raw import Raw

PAGES = 500
"""Pages that one address may lead to, unless the caller says otherwise: a sitemap may name 50,000."""
DEPTH = 3
"""Lists within lists: an index, its sitemaps, and one step for good measure."""
WHOLE = 600
"""Characters of an entry's own content from which on its page is not fetched."""
_NAMED = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "markdown",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/feed+json": "feed",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "text/x-opml": "opml", "application/xml": "xml", "text/xml": "xml",
}  # fmt: skip


class Gathered(msgspec.Struct, frozen=True):
    """One article, unread, and the answer that it came in, without its body."""

    raw: Raw
    answer: Fetched

    @property
    def place(self) -> str:
        """What stays the same when the article is fetched again."""
        return f"url:{self.raw.url or self.answer.final_url}" if self.raw.kind == "html" else f"url:{self.raw.key}"


class Gatherer:
    """Fetches addresses and what they lead to. `follow`: whether the pages of feeds and lists are fetched. `known` says of a
    page that it need not be fetched again. `most` pages are fetched for one address; what is beyond is one Problem."""

    def __init__(
        self,
        fetcher: Fetcher,
        extractor: Extractor,
        *,
        follow: bool = True,
        most: int = PAGES,
        known: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._fetcher = fetcher
        self._extractor = extractor
        self._follow = follow
        self._most = most
        self._known = known

    def from_url(self, url: str) -> Iterator[Gathered | Problem]:
        """The articles that an address gives: itself, the entries of a feed, the pages of a list, in order."""
        yield from _Errand(self, self._most).run(url, 0)

    def get(self, url: str) -> Fetched | Failure:
        """One answer."""
        return self._fetcher.get(url)

    def is_known(self, url: str) -> bool:
        """Whether a page need not be fetched again."""
        return self._known(url)

    def articles(self, answer: Fetched) -> Iterator[Gathered | Problem]:
        """The articles in an answer that is neither a feed nor a list."""
        without = _without_body(answer)
        if answer.body.startswith(b"WARC/1.") or (answer.body[:2] == b"\x1f\x8b" and ".warc" in urlsplit(answer.final_url).path):
            from diurna.readers.warc import pages

            found = pages(answer.url, io.BytesIO(answer.body))
        else:
            found = from_bytes(answer.url, answer.body, self._extractor, _NAMED.get(answer.media_type), answer.charset)
        for raw in found:
            if isinstance(raw, Problem):
                yield raw
                continue
            url = raw.url or (answer.final_url if raw.kind in ("html", "text", "markdown") else None)
            yield Gathered(msgspec.structs.replace(raw, url=url), without)

    def entry(self, key: str, item: Item, feed: Fetched) -> tuple[Gathered | Problem, bool]:
        """One entry of a feed: its page, or the entry itself where it holds the article or its page cannot be had; and whether
        asking again soon may give more."""
        item = _dated(item, feed.fetched)
        own = Gathered(raw_item(key, item), _without_body(feed))
        has_text = bool(item.html or item.text)
        if not self._follow or not item.url or (item.whole and len(item.html or item.text) >= WHOLE):
            return own, False
        answer = self._fetcher.get(item.url)
        if isinstance(answer, Failure):
            if answer.lasting and has_text:
                return own, False
            return answer.problem, not answer.lasting
        found = next(self.articles(answer), None)
        if not isinstance(found, Gathered):
            return own if has_text or found is None else found, False
        return Gathered(msgspec.structs.replace(found.raw, date=stated_date(item.date)), found.answer), False

    def feed(self, key: str, answer: Fetched) -> Feed | Problem:
        """The feed in an answer."""
        return parsed(key, answer.body, self._extractor, answer.charset)

    @property
    def follow(self) -> bool:
        """Whether the pages of feeds and lists are fetched."""
        return self._follow


class _Errand:
    """What one address leads to: each address once, no more than was asked for."""

    def __init__(self, gatherer: Gatherer, most: int) -> None:
        self._gatherer = gatherer
        self._left = most
        self._seen: set[str] = set()

    def run(self, url: str, depth: int, date: str | None = None) -> Iterator[Gathered | Problem]:
        if url in self._seen:
            return
        self._seen.add(url)
        answer = self._gatherer.get(url)
        if isinstance(answer, Failure):
            yield answer.problem
            return
        self._seen.add(answer.final_url)
        kind = told(answer.body) if answer.media_type not in ("text/plain", "text/markdown") else None
        if kind == "feed":
            yield from self._entries(answer)
        elif kind in ("opml", "sitemap") or (kind is None and answer.body[:2] == b"\x1f\x8b" and ".xml" in urlsplit(answer.final_url).path):
            yield from self._listed(answer, depth)
        else:
            for found in self._gatherer.articles(answer):
                if isinstance(found, Gathered) and date and found.raw.date is None:
                    found = Gathered(msgspec.structs.replace(found.raw, date=date), found.answer)
                yield found

    def _entries(self, answer: Fetched) -> Iterator[Gathered | Problem]:
        feed = self._gatherer.feed(answer.url, answer)
        if isinstance(feed, Problem):
            yield feed
            return
        for key, item in zip(entry_names(answer.url, feed.items), feed.items, strict=True):
            if self._passed(item.url):
                continue
            if not self._more():
                yield self._too_many(answer.url, len(feed.items))
                return
            yield self._gatherer.entry(key, item, answer)[0]
        if feed.broken:
            yield Problem(answer.url, "broken-feed", f"{answer.url}: the feed is no sound XML ({feed.broken})")
        elif not feed.items:
            yield Problem(answer.url, "empty", f"{answer.url}: the feed has no entries")

    def _listed(self, answer: Fetched, depth: int) -> Iterator[Gathered | Problem]:
        listing = links(answer.url, answer.body, answer.charset)
        if isinstance(listing, Problem):
            yield listing
            return
        if not self._gatherer.follow or depth >= DEPTH:
            cause = "its pages are not fetched" if depth < DEPTH else f"lists are followed {DEPTH} deep and no further"
            yield Problem(answer.url, "links-only", f"{answer.url}: this is a list of {len(listing.links)} addresses; {cause}")
            return
        for link in listing.links:
            if link.kind == "page" and (link.url in self._seen or self._gatherer.is_known(link.url)):
                continue
            if link.kind == "page" and not self._more():
                yield self._too_many(answer.url, len(listing.links))
                return
            yield from self.run(link.url, depth + 1, link.date if link.kind == "page" else None)

    def _passed(self, url: str | None) -> bool:
        if url is None:
            return False
        if url in self._seen or self._gatherer.is_known(url):
            return True
        self._seen.add(url)
        return False

    def _more(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def _too_many(self, url: str, count: int) -> Problem:
        return Problem(url, "too-many-pages", f"{url}: it names {count} pages, more than are fetched for one address; the rest is left out")


def _dated(item: Item, fetched: str) -> Item:
    """The entry without a date that lies ahead of its fetching by more than the zones of the world allow."""
    date = stated_date(item.date)
    if date is None:
        return item
    try:
        when, now = datetime.fromisoformat(date[:10]), datetime.fromisoformat(fetched[:10])
    except ValueError:
        return item
    return item if when <= now + timedelta(days=2) else msgspec.structs.replace(item, date=f"in the future: {item.date}")


def _without_body(answer: Fetched) -> Fetched:
    return msgspec.structs.replace(answer, body=b"")
