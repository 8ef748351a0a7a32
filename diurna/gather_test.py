"""What an address leads to: pages, entries, lists; loops end, and nothing is fetched that a file may not lead to."""

import gzip
from collections.abc import Iterator

import pytest

from diurna.analysis import Input
from diurna.fetch.conftest import Site, reply, to
from diurna.fetch.fetcher import Fetcher
from diurna.gather import Gathered, Gatherer
from diurna.model import Problem
from diurna.readers.html import Extractor
from diurna.readers.open import document
from diurna.readers.warc_test import packed, record

WORDS = "".join(f"<p>The minister of defence said on day {i} that the talks would go on, number {i * 7}.</p>" for i in range(20))
PAGE = f"<html><title>Talks go on</title><body><article><h1>Talks go on</h1>{WORDS}</article>"
HTML = {"content_type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(seconds=20) as made:
        yield made


@pytest.fixture
def gatherer(fetcher: Fetcher, extractor: Extractor) -> Gatherer:
    return Gatherer(fetcher, extractor)


def rss(*entries: str) -> bytes:
    return reply(f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Example</title>{"".join(entries)}</channel></rss>')


def entry(link: str, body: str = "Short.", date: str = "Mon, 03 Mar 2025 10:20:00 GMT") -> str:
    return f"<item><title>Talks</title><link>{link}</link><pubDate>{date}</pubDate><description><![CDATA[{body}]]></description></item>"


def sitemap(*urls: str, index: bool = False) -> bytes:
    name = "sitemap" if index else "url"
    entries = "".join(f"<{name}><loc>{url}</loc><lastmod>2025-03-02</lastmod></{name}>" for url in urls)
    root = "sitemapindex" if index else "urlset"
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'.encode()


def shape(found: Iterator[Gathered | Problem]) -> list[str | None]:
    """Addresses of articles, codes of problems."""
    return [item.raw.url if isinstance(item, Gathered) else item.code for item in found]


def test_a_page_is_an_article_with_how_it_came(site: Site, gatherer: Gatherer, extractor: Extractor) -> None:
    site.pages |= {"/old": to("/a"), "/a": reply(PAGE, **HTML)}
    (got,) = gatherer.from_url(site.url("/old"))
    assert isinstance(got, Gathered) and got.place == f"url:{site.url('/a')}" and got.answer.hops == (site.url("/old"),)
    assert got.answer.body == b"" and got.raw.data == PAGE.encode()
    read = document(got.raw, extractor)
    assert isinstance(read, Input) and read.text.startswith("Talks go on\n\nThe minister") and read.url == site.url("/a")


def test_a_page_may_name_an_address_of_its_own_site_and_no_other(site: Site, gatherer: Gatherer, extractor: Extractor) -> None:
    for link, believed in ((site.url("/plain"), True), ("https://other.org/a", False)):
        site.pages["/a?utm=1"] = reply(PAGE.replace("<body>", f"<link rel=canonical href='{link}'><body>"), **HTML)
        (got,) = gatherer.from_url(site.url("/a?utm=1"))
        assert isinstance(got, Gathered)
        read = document(got.raw, extractor)
        assert isinstance(read, Input) and read.url == (link if believed else site.url("/a?utm=1"))


def test_the_pages_of_a_feed_are_fetched_and_have_the_date_of_their_entry(site: Site, gatherer: Gatherer, extractor: Extractor) -> None:
    site.pages |= {"/feed": rss(entry(site.url("/a")), entry(site.url("/a"))), "/a": reply(PAGE, **HTML)}
    (got,) = gatherer.from_url(site.url("/feed"))
    assert isinstance(got, Gathered)
    read = document(got.raw, extractor)
    assert isinstance(read, Input) and read.published == "2025-03-03T10:20+00:00" and "day 19" in read.text


def test_an_entry_that_holds_the_article_is_not_fetched(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    content = "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[%s]]></content:encoded></item>"
    site.pages["/feed"] = rss(entry(site.url("/a")).replace("</item>", content % WORDS))
    (got,) = Gatherer(fetcher, extractor).from_url(site.url("/feed"))
    assert isinstance(got, Gathered) and got.raw.kind == "item" and site.paths() == ["/feed"]


def test_a_summary_serves_where_its_page_cannot_be_had(site: Site, gatherer: Gatherer, extractor: Extractor) -> None:
    site.pages |= {
        "/feed": rss(entry(site.url("/gone"), "Kyiv spoke."), entry(site.url("/down")), entry("http://10.0.0.1/", "Rome spoke."))
    }
    site.pages["/down"] = reply("", "500 Oh")
    first, second, third = gatherer.from_url(site.url("/feed"))
    assert isinstance(first, Gathered) and isinstance(third, Gathered) and isinstance(second, Problem) and second.code == "http-error"
    read = document(first.raw, extractor)
    assert isinstance(read, Input) and "Kyiv spoke." in read.text and "summary-only" in [note.code for note in read.notes]


def test_without_following_only_the_address_is_asked(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    site.pages |= {"/feed": rss(entry(site.url("/a"), "Kyiv spoke.")), "/map": reply(sitemap(site.url("/a")))}
    gatherer = Gatherer(fetcher, extractor, follow=False)
    assert shape(gatherer.from_url(site.url("/feed"))) == [site.url("/a")]
    assert shape(gatherer.from_url(site.url("/map"))) == ["links-only"]
    assert site.paths() == ["/feed", "/map"]


def test_a_date_in_the_future_is_refused(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    site.pages["/feed"] = rss(entry(site.url("/a"), "Kyiv spoke.", "Mon, 03 Mar 2098 10:20:00 GMT"))
    (got,) = Gatherer(fetcher, extractor, follow=False).from_url(site.url("/feed"))
    assert isinstance(got, Gathered)
    read = document(got.raw, extractor)
    assert isinstance(read, Input) and read.published is None and "date-refused" in [note.code for note in read.notes]


def test_sitemaps_are_followed_and_their_loops_end(site: Site, gatherer: Gatherer) -> None:
    site.pages |= {
        "/index": reply(sitemap(site.url("/index"), site.url("/map.xml.gz"), site.url("/other"), "file:///etc/passwd", index=True)),
        "/map.xml.gz": reply(gzip.compress(sitemap(site.url("/a"), site.url("/b"), site.url("/a")))),
        "/other": reply(sitemap(site.url("/index"), site.url("/map.xml.gz"), index=True)),
        "/a": reply(PAGE, **HTML), "/b": reply(PAGE, **HTML),
    }  # fmt: skip
    found = list(gatherer.from_url(site.url("/index")))
    assert shape(iter(found)) == [site.url("/a"), site.url("/b")]
    assert sorted(site.paths()) == sorted(set(site.paths()))
    assert isinstance(found[0], Gathered) and found[0].raw.date == "2025-03-02"


def test_sitemaps_within_sitemaps_end(site: Site, gatherer: Gatherer) -> None:
    site.pages |= {f"/{n}": reply(sitemap(site.url(f"/{n + 1}"), index=True)) for n in range(20)}
    assert shape(gatherer.from_url(site.url("/0"))) == ["links-only"]
    assert len(site.paths()) == 4


def test_no_more_pages_are_fetched_than_asked_for(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    site.pages |= {"/map": reply(sitemap(*[site.url(f"/{n}") for n in range(300)]))} | {f"/{n}": reply(PAGE, **HTML) for n in range(300)}
    assert shape(Gatherer(fetcher, extractor, most=2).from_url(site.url("/map"))) == [site.url("/0"), site.url("/1"), "too-many-pages"]


def test_known_pages_are_not_fetched_again(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    site.pages |= {"/map": reply(sitemap(site.url("/a"), site.url("/b"))), "/b": reply(PAGE, **HTML)}
    gatherer = Gatherer(fetcher, extractor, known=lambda url: url.endswith("/a"))
    assert shape(gatherer.from_url(site.url("/map"))) == [site.url("/b")]


def test_opml_leads_to_its_feeds(site: Site, gatherer: Gatherer) -> None:
    feeds = f'<outline xmlUrl="{site.url("/feed")}"/><outline xmlUrl="{site.url("/none")}"/><outline xmlUrl="ftp://x.org/"/>'
    site.pages |= {"/opml": reply(f"<opml><body>{feeds}</body></opml>"), "/feed": rss(entry(site.url("/a"))), "/a": reply(PAGE, **HTML)}
    assert shape(gatherer.from_url(site.url("/opml"))) == [site.url("/a"), "http-error"]


def test_an_archive_is_read_page_by_page(site: Site, gatherer: Gatherer) -> None:
    site.pages["/a.warc.gz"] = reply(packed(record(url="https://x.org/1"), record(url="https://x.org/2", length=10**6)))
    found = list(gatherer.from_url(site.url("/a.warc.gz")))
    assert shape(iter(found)) == ["https://x.org/1", "truncated-record"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(b"%PDF-1.7", content_type="application/pdf"), "not-text"),
        (reply(b"\x89PNG\r\n\x1a\n", content_type="text/html"), "not-text"),
        (reply(b"", **HTML), "empty"),
        (reply("<html><title>Page not found</title><body><p>There is nothing here, sorry about that.</p>", **HTML), "not-an-article"),
        (reply("<html><meta http-equiv=refresh content='0;url=http://10.0.0.1/'></html>", **HTML), "no-text"),
    ],
)
def test_what_is_no_article_is_a_problem(answer: bytes, code: str, site: Site, gatherer: Gatherer, extractor: Extractor) -> None:
    site.pages["/a"] = answer
    (got,) = gatherer.from_url(site.url("/a"))
    read = got if isinstance(got, Problem) else document(got.raw, extractor)
    assert isinstance(read, Problem) and read.code == code and site.url("/a") in read.message
    assert site.paths() == ["/a"]
