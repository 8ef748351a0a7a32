"""Feeds: what entries give, and what hostile ones cost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers.entries import fragment
from diurna.readers.html import Extractor
from diurna.readers.open import document, from_bytes, read

BODY = "<p>The minister of defence said that the talks would go on.</p><p>Rome agreed.</p>"


def rss(*entries: str, head: str = "<title>The Example</title><language>en-gb</language>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(entries)}</channel></rss>'


def entry(
    body: str = BODY, title: str = "Talks go on", link: str = "https://x.org/1", date: str = "Mon, 03 Mar 2025 10:20:00 +0200"
) -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{body}]]></description></item>"
    )  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(seconds=20) as made:
        yield made


def all_of(data: bytes | str, extractor: Extractor, charset: str | None = None) -> list[Input | Problem]:
    data = data.encode() if isinstance(data, str) else data
    raws = from_bytes("f.xml", data, extractor, "xml", charset)
    return [raw if isinstance(raw, Problem) else document(raw, extractor) for raw in raws]


def one(data: bytes | str, extractor: Extractor, charset: str | None = None) -> Input:
    (got,) = all_of(data, extractor, charset)
    assert isinstance(got, Input), got
    return got


def refused(data: bytes | str, extractor: Extractor, code: str) -> Problem:
    (got,) = all_of(data, extractor)
    assert isinstance(got, Problem) and got.code == code, got
    assert got.message.startswith("f.xml") and "\n" not in got.message
    return got


def test_an_entry_is_an_article(extractor: Extractor) -> None:
    got = one(rss(entry()), extractor)
    assert got.text == "Talks go on\n\nThe minister of defence said that the talks would go on.\n\nRome agreed."
    assert got.title == (0, 11) and got.key == "f.xml#https://x.org/1"
    assert (got.outlet, got.published, got.url, got.lang) == ("The Example", "2025-03-03T10:20+02:00", "https://x.org/1", "en")
    assert [n.code for n in got.notes] == ["summary-only"]


def test_the_content_is_taken_before_the_summary(extractor: Extractor) -> None:
    whole = f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[{BODY}]]></content:encoded>"
    got = one(rss(f"<item><title>T</title><description>Short.</description>{whole}</item>"), extractor)
    assert "Rome agreed." in got.text and "Short." not in got.text and not got.notes


def test_atom_with_its_own_markup(extractor: Extractor) -> None:
    got = one(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Приклад</title><entry><id>tag:x,1</id><title>Переговори</title>'
        '<link rel="alternate" href="https://x.org/1"/><published>2025-03-03T10:20:00Z</published><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Міністр сказав.</p><script>x()</script></div></content></entry></feed>',
        extractor,
    )
    assert got.text == "Переговори\n\nМіністр сказав." and got.key == "f.xml#tag:x,1"
    assert (got.lang, got.outlet, got.url, got.published) == ("uk", "Приклад", "https://x.org/1", "2025-03-03T10:20:00Z")


def test_a_json_feed(extractor: Extractor, tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Example", "language": "fr-FR",
        "items": [
            {"id": "1", "url": "https://x.org/1", "title": "A", "content_html": BODY, "date_published": "2025-03-03T10:20:00Z"},
            {"id": 2, "content_text": "Paris spoke.\nRome too."}, {"url": "javascript:x()", "summary": "Kyiv spoke."}, [], {"title": "B"},
        ],
    }  # fmt: skip
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    got = list(read(tmp_path / "feed.json", extractor=extractor))
    assert [isinstance(g, Input) for g in got] == [True, True, True, False, False]
    first, second, third = (g for g in got if isinstance(g, Input))
    assert (first.lang, first.published, first.outlet) == ("fr", "2025-03-03T10:20:00Z", "The Example")
    assert second.text == "Paris spoke.\nRome too." and third.url is None
    (bad,) = from_bytes("f.json", b'{"version": "https://jsonfeed.org/version/1", "items": [', extractor)
    assert isinstance(bad, Problem) and bad.code == "broken-feed"


def test_an_entry_without_text_is_a_problem_that_names_it_and_the_feed_goes_on(extractor: Extractor) -> None:
    got = all_of(rss(entry(body=""), entry(link="https://x.org/2")), extractor)
    assert isinstance(got[0], Problem) and got[0].code == "no-text" and got[0].message.count("https://x.org/1") == 2
    assert isinstance(got[1], Input)


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + rss(entry(title="&b;"))[21:],
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(entry(title="&x;"))[21:],
        '<?xml version="1.0"?><!-- <a> --><!DOCTYPE rss [<!ENTITY % d SYSTEM "http://127.0.0.1/x.dtd"> %d;]>' + rss(entry())[21:],
        "<!doctype rss [<!ELEMENT rss ANY>]>" + rss(entry())[21:],
    ],
)
def test_entities_and_declarations_are_refused(data: str, extractor: Extractor) -> None:
    refused(data, extractor, "entities-refused")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_an_entity_bomb_in_another_encoding_is_seen(codec: str, extractor: Extractor) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa">]>' + rss(entry(title="&a;"))[21:]
    refused(bomb.encode(codec), extractor, "entities-refused")


def test_a_doctype_that_declares_nothing_is_passed_over_and_not_fetched(extractor: Extractor) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    assert one(doctype + rss(entry())[21:], extractor).title == (0, 11)


@pytest.mark.parametrize(
    "title",
    [
        "<![CDATA[Talks go on<script>alert(1)</script>]]>",
        "Talks &lt;b&gt;go&lt;/b&gt; on&lt;script&gt;alert(1)&lt;/script&gt;",
        "<![CDATA[<img src=x onerror=alert(1)>Talks go on<svg><script>x</script></svg><math><mtext>y</mtext></math>]]>",
        "Talks go on&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    ],
)
def test_a_title_has_no_markup_and_no_script(title: str, extractor: Extractor) -> None:
    got = one(rss(entry(title=title)), extractor)
    assert got.title and got.text[slice(*got.title)] == "Talks go on"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/1", "", "https://x.org/a b"])
def test_links_that_lead_to_no_page_are_dropped(link: str, extractor: Extractor) -> None:
    got = one(rss(entry(link=link)), extractor)
    assert got.url is None and "javascript" not in got.text


@pytest.mark.parametrize(
    "extra",
    [
        "<script>Rome attacked Paris.</script>", "<style>Rome {}</style>", "<p style='display:none'>Rome attacked Paris.</p>",
        "<svg><text>Rome attacked</text></svg>", "<math><mi>Rome</mi></math>", "<!-- Rome attacked -->", "<p hidden>Rome attacked.</p>",
        "<base href='https://rome.org/'>", "<meta http-equiv=refresh content='0;url=https://rome.org/'>", "<template>Rome</template>",
        "<iframe srcdoc='Rome'>Rome</iframe>", "<noscript>Rome attacked.</noscript>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_is_no_text(extra: str, extractor: Extractor) -> None:
    got = one(rss(entry(body=f"<p>Kyiv spoke.</p>{extra}<p>Paris spoke.</p>")), extractor)
    assert got.text == "Talks go on\n\nKyiv spoke.\n\nParis spoke."


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Mon, 99 Foo 2031", None), ("Mon, 03 Mar 0001 10:00:00 GMT", None), ("Mon, 03 Mar 9999 10:00:00 GMT", None), ("tomorrow", None),
        ("Mon, 03 Mar 2025 10:20:00", "2025-03-03T10:20"), ("Mon, 03 Mar 2025 10:20:05 GMT", "2025-03-03T10:20:05+00:00"),
        ("3 Mar 2025 10:20 EST", "2025-03-03T10:20-05:00"), ("2025-03-03", "2025-03-03"), ("2025-13-03", None), ("0001-01-01", None),
        ("9999-12-31T00:00:00Z", None), ("2025-03-03 10:20:00 +0200", "2025-03-03T10:20:00+0200"), ("Mon, 31 Feb 2025 10:00:00 GMT", None),
        ("Mon, 03 Mar 2025 10:20:00 +9999999", None), ("1" * 5000, None),
    ],
)  # fmt: skip
def test_dates_are_taken_only_where_they_can_be_true(date: str, read_as: str | None, extractor: Extractor) -> None:
    got = one(rss(entry(date=date)), extractor)
    assert got.published == read_as
    assert ("date-refused" in [n.code for n in got.notes]) is (read_as is None)


def test_entries_with_one_id_or_none_have_names_of_their_own(extractor: Extractor) -> None:
    got = all_of(
        rss(*[entry(body=f"<p>Kyiv spoke {i} times.</p>", link=link) for i, link in enumerate(("https://x.org/1",) * 3 + ("",) * 2)]),
        extractor,
    )
    assert len({g.key for g in got}) == 5 and all(isinstance(g, Input) for g in got)


@pytest.mark.parametrize(("codec", "prolog", "charset"), [
    ("cp1251", "windows-1251", None), ("cp1251", "windows-1251", "utf-8"), ("cp1251", None, "windows-1251"),
    ("cp1251", "utf-8", "windows-1251"), ("cp1251", None, "iso-8859-1"), ("utf-8", "windows-1251", "iso-8859-1"),
    ("utf-16-le", None, None), ("utf-16-be", None, None), ("koi8-u", "koi8-u", None),
])  # fmt: skip
def test_the_encoding_is_that_which_fits(codec: str, prolog: str | None, charset: str | None, extractor: Extractor) -> None:
    feed = rss(entry(title="Переговори тривають у Женеві", body="Міністр оборони заявив про переговори."), head="<title>Приклад</title>")
    feed = feed.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{prolog}"?>' if prolog else '<?xml version="1.0"?>')
    assert one(feed.encode(codec), extractor, charset).text.startswith("Переговори тривають у Женеві\n\nМіністр")


def test_a_broken_feed_gives_what_can_be_read_and_says_so(extractor: Extractor) -> None:
    got = all_of(rss(entry(), entry(link="https://x.org/2"))[:-60], extractor)
    assert isinstance(got[0], Input) and isinstance(got[-1], Problem) and got[-1].code == "broken-feed"


@pytest.mark.parametrize(
    ("data", "code"),
    [(rss(), "empty"), ("<rss><channel>", "broken-feed"), ("", "empty"), ("<?xml version='1.0'?><invoice/>", "unknown-xml")],
)
def test_a_file_without_entries_is_a_problem(data: str, code: str, extractor: Extractor) -> None:
    refused(data, extractor, code)


def test_50_000_entries_are_50_000_articles(extractor: Extractor) -> None:
    data = rss(*[f"<item><guid>{i}</guid><description>Kyiv spoke {i} times.</description></item>" for i in range(50_000)])
    got = list(from_bytes("f.xml", data.encode(), extractor, "xml"))
    assert len(got) == 50_000 and len({g.key for g in got}) == 50_000
    last = got[-1]
    assert not isinstance(last, Problem)
    read_last = document(last, extractor)
    assert isinstance(read_last, Input) and read_last.text == "Kyiv spoke 49999 times."


@pytest.mark.parametrize(
    "body",
    ["<div>" * 20_000 + "Kyiv spoke.", "<font>" * 300 + "Kyiv spoke.", "<" * 100_000 + "p>Kyiv spoke.", "&" * 200_000 + " Kyiv spoke.",
     f"<p title='{'a' * 1_000_000}'>Kyiv spoke.", "<p>a</p>" * 50_000 + "Kyiv spoke."],
    ids=["deep", "unclosed", "brackets", "ampersands", "attribute", "paragraphs"],
)  # fmt: skip
def test_hostile_entries_keep_their_words(body: str, extractor: Extractor) -> None:
    assert one(rss(entry(body=body)), extractor).text.endswith("Kyiv spoke.")


def test_nul_bytes_and_surrogates_do_not_stop_a_feed(extractor: Extractor) -> None:
    got = one(rss(entry(title="Talks\0 go&#xd800; on")), extractor)
    got.text.encode("utf-8")
    assert got.text.startswith("Talks go")


def test_text_that_is_no_markup_stays() -> None:
    assert fragment("Kyiv spoke.\n\n5 &gt; 3 said Rome.") == "Kyiv spoke.\n\n5 > 3 said Rome."
    assert fragment("<p>One.<br>Two &amp; three.</p>") == "One.\n\nTwo & three."
