"""OPML and sitemaps: their addresses, and what hostile lists do not do."""

import gzip
from pathlib import Path

import pytest

from diurna.model import Problem
from diurna.readers.listing import Link, links
from diurna.readers.open import read

MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def got(data: str | bytes) -> tuple[Link, ...]:
    found = links("list.xml", data.encode() if isinstance(data, str) else data)
    assert not isinstance(found, Problem), found
    return found.links


def refused(data: str | bytes, code: str) -> None:
    found = links("list.xml", data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Problem) and found.code == code and found.message.startswith("list.xml: ")


def test_opml_gives_its_feeds_in_order_each_once() -> None:
    found = got(
        '<opml version="2.0"><body><outline text="World"><outline text="A" xmlUrl="https://a.org/rss" htmlUrl="https://a.org"/>'
        '<outline title="B" xmlUrl=" https://b.org/atom "/></outline><outline xmlUrl="https://a.org/rss"/>'
        '<outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:x()"/></body></opml>'
    )
    assert {link.kind for link in found} == {"feed"}
    assert [(link.url, link.title) for link in found] == [
        ("https://a.org/rss", "A"),
        ("https://b.org/atom", "B"),
    ]


def test_a_sitemap_gives_its_pages_with_their_dates() -> None:
    page = "<url><loc>https://a.org/1</loc><lastmod>2025-03-03</lastmod></url>"
    news = (
        '<url xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><loc>https://a.org/2</loc><n:news><n:publication><n:name>A</n:name>'
        "</n:publication><n:publication_date>2025-03-02T10:00:00Z</n:publication_date><n:title>Talks</n:title></n:news></url>"
    )
    bad = "<url><loc>file:///etc/passwd</loc></url><url/>"
    found = links("list.xml", f"<urlset {MAP}>{page}{news}{bad}</urlset>".encode())
    assert not isinstance(found, Problem) and found.passed_over == 2
    first, second = found.links
    assert (first.url, first.date) == ("https://a.org/1", "2025-03-03")
    assert (second.title, second.date) == ("Talks", "2025-03-02T10:00:00Z")


def test_an_index_gives_sitemaps_and_packed_ones_are_unpacked() -> None:
    data = f"<sitemapindex {MAP}><sitemap><loc>https://a.org/1.xml.gz</loc></sitemap></sitemapindex>"
    assert [link.kind for link in got(gzip.compress(data.encode()))] == ["sitemap"]
    refused(gzip.compress(b" " * 60_000_000), "too-large")


@pytest.mark.parametrize("root", ["opml", "urlset"])
def test_entities_are_neither_expanded_nor_fetched(root: str) -> None:
    refused(f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>', "entities-refused")
    refused(f'<!DOCTYPE {root} [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><{root}>&b;</{root}>', "entities-refused")
    # Hidden behind a comment that looks like the root, or after the root: the parser refuses or ignores it.
    hidden = f'<{root}><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><url><loc>https://a.org/&x;</loc></url></{root}>'
    found = links("list.xml", hidden.encode())
    assert isinstance(found, Problem) or "root:" not in str(found)


def test_broken_and_deep_lists_are_read_as_far_as_they_go() -> None:
    assert len(got(f"<urlset {MAP}><url><loc>https://a.org/1</loc></url><url><loc>https://a")) == 1
    deep = "<outline text='x'>" * 5000 + "<outline xmlUrl='https://a.org/rss'/>"
    found = links("list.xml", f"<opml><body>{deep}".encode())
    assert isinstance(found, Problem) or len(found.links) <= 1
    refused("", "empty")
    refused(b"\x89PNG\r\n\x1a\n", "not-text")


def test_a_list_is_no_more_than_50_000_addresses() -> None:
    data = "".join(f"<url><loc>https://a.org/{n}</loc></url>" for n in range(50_010))
    found = links("list.xml", f"<urlset {MAP}>{data}</urlset>".encode())
    assert not isinstance(found, Problem) and len(found.links) == 50_000 and found.passed_over == 10


def test_a_list_among_files_is_a_problem_that_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text('<opml><body><outline xmlUrl="https://a.org/rss"/></body></opml>')
    (tmp_path / "map.xml").write_text(f"<urlset {MAP}><url><loc>https://a.org/1</loc></url></urlset>")
    for item, what in zip(read(tmp_path), ("1 feeds", "1 pages"), strict=True):
        assert isinstance(item, Problem) and item.code == "links-only" and what in item.message
