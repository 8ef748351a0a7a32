"""The way out, against a site that lies, stalls, bursts and leads astray. What is hostile stands in one test each."""

import gzip
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import brotli
import msgspec
import pytest

from diurna.fetch.conftest import EXPIRED, GOOD, SMALL, Answer, Site, reply, secure_site, to, trusting
from diurna.fetch.fetcher import Fetcher
from diurna.fetch.result import Failure, Fetched, Validators
from diurna.inflate_test import zstd

PAGE = "<p>Paris spoke.</p>"
LOOPBACK = ("127.0.0.0/8",)


def got(found: Fetched | Failure) -> Fetched:
    assert isinstance(found, Fetched), found
    return found


def failed(found: Fetched | Failure, code: str) -> Failure:
    assert isinstance(found, Failure), found
    assert found.problem.code == code, found.problem
    assert found.problem.message.startswith(found.problem.key + ": ") and "\n" not in found.problem.message
    return found


def forever(head: bytes, part: bytes) -> Callable[[socket.socket], None]:
    """An answer that never ends, as fast as it is taken."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in repeat(None):
            connection.sendall(part)

    return send


def dripping(head: bytes, part: bytes) -> Callable[[socket.socket], None]:
    """An answer that comes one piece at a time, each before the reader loses patience."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(400):
            connection.sendall(part)
            time.sleep(0.01)

    return send


def resolving(*answers: list[str]) -> Callable[[str, int], list[str]]:
    """A resolver that gives these answers, one after the other, then the last for ever."""
    left = list(answers)
    return lambda _host, _port: left.pop(0) if len(left) > 1 else left[0]


# --- what comes back


def test_a_page_comes_with_how_it_came(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = reply(PAGE, content_type="text/html; charset=windows-1251", etag='"1"', set_cookie="x=y")
    found = got(fetcher.get(site.url("/a#part")))
    assert (found.body, found.status, found.media_type, found.charset) == (PAGE.encode(), 200, "text/html", "windows-1251")
    assert (found.final_url, found.address, found.wire_bytes) == (site.url("/a"), "127.0.0.1", len(PAGE))
    assert found.validators == Validators('"1"') and "set-cookie" not in found.headers
    assert abs(datetime.fromisoformat(found.fetched) - datetime.now(UTC)).total_seconds() < 60
    assert msgspec.json.decode(msgspec.json.encode(found), type=Fetched) == found


def test_the_fetcher_says_who_it_is_and_keeps_no_cookies(site: Site) -> None:
    site.pages["/a"] = reply(PAGE, set_cookie="x=y")
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, contact="desk@example.org", sleep=lambda _: None)
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    sent = site.asked[-1][1]
    assert sent["user-agent"].startswith("diurna/") and "desk@example.org" in sent["user-agent"]
    assert sent["host"] == f"127.0.0.1:{site.port}" and "cookie" not in sent and "referer" not in sent


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress, zstd])
def test_packed_answers_are_unpacked(pack: Callable[[bytes], bytes], site: Site, fetcher: Fetcher) -> None:
    coding = {"gzip": "gzip", "brotli": "br"}.get(pack.__module__, "zstd")
    coding = "br" if pack is brotli.compress else coding
    site.pages["/a"] = reply(pack(PAGE.encode()), content_encoding=coding)
    found = got(fetcher.get(site.url("/a")))
    assert found.body == PAGE.encode() and found.wire_bytes == len(pack(PAGE.encode()))


def test_chunks_are_joined(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nParis\r\n1\r\n \r\n0\r\n\r\n"
    assert got(fetcher.get(site.url("/a"))).body == b"Paris "


@pytest.mark.parametrize(("status", "lasting"), [("404 Not Found", True), ("410 Gone", True), ("403 No", True), ("500 Oh", False)])
def test_a_refusal_of_the_server_is_told(status: str, lasting: bool, site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = reply("sorry", status)
    found = failed(fetcher.get(site.url("/a")), "http-error")
    assert found.status == int(status[:3]) and found.lasting is lasting and status[:3] in found.problem.message


@pytest.mark.parametrize(("stated", "seconds"), [("120", 120), ("Wed, 05 Mar 2025 10:02:00 GMT", 120), ("soon", None), ("9" * 40, None)])
def test_retry_after_is_handed_on(stated: str, seconds: float | None, site: Site) -> None:
    site.pages["/a"] = reply("", "503 Busy", retry_after=stated)
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, now=lambda: datetime(2025, 3, 5, 10, tzinfo=UTC))
    assert failed(fetcher.get(site.url("/a")), "http-error").retry_after == seconds


# --- conditional requests


def test_an_unchanged_page_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = [reply(PAGE, etag='W/"7"', last_modified="Wed, 05 Mar 2025 10:00:00 GMT"), reply(b"", "304 Not Modified")]
    first = got(fetcher.get(site.url("/a")))
    second = got(fetcher.get(site.url("/a"), first.validators))
    assert second.not_modified and second.body == b""
    sent = site.asked[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"7"', "Wed, 05 Mar 2025 10:00:00 GMT")


def test_not_modified_without_an_earlier_body_is_a_problem(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = reply(b"", "304 Not Modified")
    failed(fetcher.get(site.url("/a")), "not-modified-unasked")
    failed(fetcher.get(site.url("/a"), Validators()), "not-modified-unasked")


def test_a_validator_cannot_smuggle_a_header(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = reply(PAGE)
    got(fetcher.get(site.url("/a"), Validators('"1"\r\nX-Bad: yes')))
    assert "x-bad" not in site.asked[-1][1]


# --- where it leads


def test_redirects_are_followed_and_told(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b", "301 Moved"), "/b": to("c?d", "308 Moved"), "/c?d": reply(PAGE)}
    found = got(fetcher.get(site.url("/a")))
    assert (found.url, found.final_url, found.moved) == (site.url("/a"), site.url("/c?d"), site.url("/c?d"))
    assert found.hops == (site.url("/a"), site.url("/b"))
    site.pages["/a"] = to("/b", "302 Found")
    assert got(fetcher.get(site.url("/a"))).moved is None


def test_redirect_loops_and_endless_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a")} | {f"/{n}": to(f"/{n + 1}") for n in range(20)}
    failed(fetcher.get(site.url("/a")), "redirect-loop")
    failed(fetcher.get(site.url("/0")), "too-many-redirects")
    assert len(site.paths()) == 2 + 6


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "scheme-refused"), ("ftp://127.0.0.1/", "scheme-refused"), ("gopher://127.0.0.1/", "scheme-refused"),
        ("data:text/html,x", "scheme-refused"), ("javascript:alert(1)", "scheme-refused"), ("http://10.0.0.1/", "address-refused"),
        ("http://169.254.169.254/latest/meta-data/", "address-refused"), ("http://[::1]/", "address-refused"),
        ("http://[::ffff:10.0.0.1]/", "address-refused"), ("http://[64:ff9b::a00:1]/", "address-refused"),
        ("http://2130706433/", "bad-url"), ("http://0x7f.1/", "bad-url"), ("http://good@10.0.0.1/", "bad-url"),
    ],
)  # fmt: skip
def test_a_redirect_leads_nowhere_that_an_address_may_not(target: str, code: str, site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = to(target)
    found = failed(fetcher.get(site.url("/a")), code)
    assert found.lasting and found.problem.key == site.url("/a")


@pytest.mark.parametrize("host", ["localhost", "localhost.", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1."])
def test_loopback_is_refused_unless_it_is_allowed(host: str, site: Site) -> None:
    failed(Fetcher(SMALL).get(site.url("/a", host)), "address-refused")
    assert site.asked == []


def test_a_name_with_one_private_address_is_refused(site: Site) -> None:
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, resolver=resolving(["127.0.0.1", "10.0.0.7"]))
    assert "10.0.0.7" in failed(fetcher.get(site.url("/a", "news.example")), "address-refused").problem.message
    assert site.asked == []


def test_a_name_is_resolved_once_for_check_and_connection(site: Site) -> None:
    """An answer that changes between check and connection changes nothing: there is no second question."""
    site.pages["/a"] = reply(PAGE)
    fetcher = Fetcher(SMALL, allowed=("127.0.0.1",), resolver=resolving(["127.0.0.1"], ["127.0.0.1"], ["127.6.6.6"]))
    found = got(fetcher.get(site.url("/a", "news.example")))  # robots.txt, then the page
    assert found.address == "127.0.0.1" and site.asked[-1][1]["host"] == f"news.example:{site.port}"
    failed(fetcher.get(site.url("/a", "news.example")), "address-refused")
    assert len(site.paths()) == 1


def test_a_name_that_is_not_known_or_not_resolved_in_time_is_told() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(0.2)
        return []

    for resolver in (unknown, slow):
        limits = msgspec.structs.replace(SMALL, connect_seconds=0.05)
        found = failed(Fetcher(limits, resolver=resolver).get("http://news.example/"), "not-resolved")
        assert not found.lasting


def test_nobody_listening_is_told(site: Site, fetcher: Fetcher) -> None:
    site.close()
    failed(fetcher.get(site.url("/a")), "no-connection")


# --- certificates


def test_the_certificate_is_that_of_the_name_though_the_address_was_connected_to(tmp_path: Path) -> None:
    site = secure_site(tmp_path, GOOD)
    site.pages["/a"] = reply(PAGE)
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, tls=trusting(), resolver=resolving(["127.0.0.1"]))
    assert got(fetcher.get(site.url("/a", "news.example"))).body == PAGE.encode()
    failed(fetcher.get(site.url("/a", "other.example")), "bad-certificate")
    site.close()


def test_an_expired_or_unknown_certificate_is_refused(tmp_path: Path) -> None:
    site = secure_site(tmp_path, EXPIRED)
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, tls=trusting(), resolver=resolving(["127.0.0.1"]))
    assert "expired" in failed(fetcher.get(site.url("/a", "news.example")), "bad-certificate").problem.message
    strict = Fetcher(SMALL, allowed=LOOPBACK, resolver=resolving(["127.0.0.1"]))
    failed(strict.get(site.url("/a", "news.example")), "bad-certificate")
    assert site.asked == []
    site.close()


def test_a_redirect_from_https_to_http_is_noted(tmp_path: Path, site: Site) -> None:
    secure = secure_site(tmp_path, GOOD)
    site.pages["/a"] = reply(PAGE)
    secure.pages["/a"] = to(site.url("/a"))
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, tls=trusting(), resolver=resolving(["127.0.0.1"]))
    assert got(fetcher.get(secure.url("/a", "news.example"))).notes == ("a redirect leads from https to http",)
    secure.close()


# --- sizes and times

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"a" * 1024 + b"\r\n"), "too-large"),
        (forever(OK + b"\r\n", b"a" * 1024), "too-large"),
        (reply(b"a" * 60_000), "too-large"),
        (OK + b"Content-Length: 999999999999\r\n\r\nabc", "too-large"),
        (OK + b"Content-Length: 100\r\n\r\nabc", "cut-off"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc", "cut-off"),
        (OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "bad-response"),
        (OK + b"Content-Length: -3\r\n\r\nabc", "bad-response"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", "bad-response"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", "bad-response"),
        (b"", "cut-off"),
        (forever(OK, b"X-A: " + b"a" * 1024 + b"\r\n"), "bad-response"),
        (forever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100), "too-large"),
    ],
    ids=["endless chunks", "endless body", "large", "claims to be large", "claims more than comes", "cut chunk", "two lengths",
         "negative length", "false chunk", "no http", "nothing", "endless headers", "endless hints"],
)  # fmt: skip
def test_no_answer_takes_more_than_its_bytes(answer: Answer, code: str, site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = answer
    failed(fetcher.get(site.url("/a")), code)


@pytest.mark.parametrize(
    "answer",
    [dripping(OK + b"Content-Length: 400\r\n\r\n", b"a"), dripping(OK, b"a"), dripping(b"", b"H"), lambda _: time.sleep(0.2)],
    ids=["body", "headers", "status", "silence"],
)
def test_an_answer_that_comes_byte_by_byte_or_not_at_all_takes_no_more_than_its_time(answer: Answer, site: Site) -> None:
    site.pages["/a"] = answer
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, sleep=lambda _: None)
    failed(fetcher.get(site.url("/none")), "http-error")  # so that robots.txt is known before time is short
    fetcher._limits = msgspec.structs.replace(SMALL, seconds=0.3, read_seconds=0.15)  # pyright: ignore[reportPrivateUsage]
    failed(fetcher.get(site.url("/a")), "too-slow")


def test_a_length_that_is_too_small_ends_the_page_there(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = OK + b"Content-Length: 5\r\n\r\nParis spoke."
    assert got(fetcher.get(site.url("/a"))).body == b"Paris"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_bombs_are_not_unpacked(coding: str, site: Site, fetcher: Fetcher) -> None:
    bombs = {"gzip": gzip.compress(bytes(3_000_000)), "br": brotli.compress(bytes(3_000_000)), "zstd": zstd(bytes(3_000_000))}
    site.pages["/a"] = reply(bombs[coding], content_encoding=coding)
    failed(fetcher.get(site.url("/a")), "too-large")


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "compress", "gzip, gzip"])
def test_a_false_coding_is_told(coding: str, site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = reply("no such data", content_encoding=coding)
    failed(fetcher.get(site.url("/a")), "bad-encoding")


# --- robots.txt and crawl delay


def test_what_robots_forbid_is_not_asked(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/robots.txt": reply("User-agent: diurna\nDisallow: /no\n\nUser-agent: *\nDisallow: /\n"),
        "/a": to("/no/b"),
        "/no/b": reply(PAGE),
    }
    failed(fetcher.get(site.url("/no/b")), "robots")
    assert failed(fetcher.get(site.url("/a")), "robots").lasting
    assert site.paths() == ["/a"] and [path for path, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (reply("", "404 Not Found"), True),
        (reply("", "403 Forbidden"), True),
        (reply("", "500 Oh"), False),
        (reply("", "503 Oh"), False),
        (reply("", "429 Too Many"), False),
        (reply("<html>not rules</html>", content_type="text/html"), True),
        (reply("User-agent: *\nDisallow: /\n" + "# filling\n" * 20_000), False),
        (forever(OK + b"\r\nUser-agent: *\nDisallow: /\n", b"# filling\n" * 100), False),
        (reply("# filling\n" * 20_000 + "User-agent: *\nDisallow: /\n"), True),
        (reply("# filling\n" * 60_000, content_encoding="gzip"), False),
        (to("/rules"), False),
        (to("/robots.txt"), True),
        (to("http://10.0.0.1/robots.txt"), False),
        (OK + b"Content-Length: 50\r\n\r\nUser-agent", False),
        (lambda _: time.sleep(0.15), False),
        (reply(b"\xff\xfe\x00" * 50), True),
        (reply("User-agent: *\nAllow: /" + "*a" * 3000 + "$\nDisallow: /x\n"), True),
    ],
)  # fmt: skip
def test_robots_are_read_as_the_rfc_says(robots: bytes, allowed: bool, site: Site) -> None:
    site.pages |= {"/robots.txt": robots, "/a": reply(PAGE), "/rules": reply("User-agent: *\nDisallow: /\n")}
    limits = msgspec.structs.replace(SMALL, robots_bytes=50_000)
    found = Fetcher(limits, allowed=LOOPBACK, sleep=lambda _: None).get(site.url("/a"))
    assert isinstance(found, Fetched) is allowed, found


def test_the_crawl_delay_is_kept(site: Site) -> None:
    site.pages |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 7\n"), "/a": reply(PAGE)}
    waits: list[float] = []
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, sleep=waits.append)
    got(fetcher.get(site.url("/a")))
    got(fetcher.get(site.url("/a")))
    assert len(waits) == 1 and 6 < waits[0] <= 7


def test_a_crawl_delay_beyond_patience_is_a_problem_and_not_a_long_wait(site: Site) -> None:
    site.pages |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 86400\n"), "/a": reply(PAGE)}
    waits: list[float] = []
    fetcher = Fetcher(SMALL, allowed=LOOPBACK, sleep=waits.append)
    got(fetcher.get(site.url("/a")))
    assert not failed(fetcher.get(site.url("/a")), "crawl-delay").lasting and not waits


def test_without_a_delay_a_site_is_asked_once_in_a_while(site: Site) -> None:
    site.pages["/a"] = reply(PAGE)
    waits: list[float] = []
    fetcher = Fetcher(msgspec.structs.replace(SMALL, gap_seconds=3.0), allowed=LOOPBACK, sleep=waits.append)
    got(fetcher.get(site.url("/a")))
    got(fetcher.get(site.url("/a")))
    assert len(waits) == 1 and 2 < waits[0] <= 3
