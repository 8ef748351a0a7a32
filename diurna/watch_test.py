"""Feeds polled: what is asked, when it is asked again, and what is left when it is stopped."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from diurna.fetch.conftest import SMALL, Answer, Site, reply, to
from diurna.fetch.fetcher import Fetcher
from diurna.gather import Gathered, Gatherer
from diurna.gather_test import HTML, PAGE, entry, rss
from diurna.model import Problem
from diurna.readers.html import Extractor
from diurna.watch import LONGEST, TRIES, Add, Health, Memory, Watch

START = datetime(2025, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor(seconds=20) as made:
        yield made


class Desk:
    """A watch with a clock of its own, over a site with `/feed` and pages for whatever is linked."""

    def __init__(self, site: Site, extractor: Extractor, store: Memory | None = None, add: Add | None = None) -> None:
        self.site = site
        self.clock = START
        self.added: list[Gathered | Problem] = []
        self.store = store or Memory()
        fetcher = Fetcher(SMALL, allowed=("127.0.0.0/8",), sleep=lambda _: None, now=self.now)
        self.watch = Watch([site.url("/feed")], fetcher, Gatherer(fetcher, extractor), self.store, add or self.add, every=900, now=self.now)

    def now(self) -> datetime:
        return self.clock

    def add(self, found: Iterable[Gathered | Problem]) -> None:
        self.added += found

    def poll(self, *answers: Answer) -> str:
        if answers:
            self.site.pages["/feed"] = list(answers)
        return self.watch.poll(self.site.url("/feed")).outcome

    @property
    def health(self) -> Health:
        found = self.store.load(self.site.url("/feed"))
        assert found is not None
        return found

    def wait(self) -> float:
        """Seconds until the feed is due."""
        assert self.health.due
        return (datetime.fromisoformat(self.health.due) - self.clock).total_seconds()


@pytest.fixture
def desk(site: Site, extractor: Extractor) -> Desk:
    for name in ("a", "b", "c"):
        site.pages[f"/{name}"] = reply(PAGE.replace("Talks", f"Talks {name}"), **HTML)
    return Desk(site, extractor)


def tagged(feed: bytes, tag: str) -> bytes:
    return feed.replace(b"Connection: close", f'Connection: close\r\nETag: "{tag}"'.encode())


def urls(added: list[Gathered | Problem]) -> list[str]:
    return [(item.raw.url or "").rsplit("/", 1)[-1] if isinstance(item, Gathered) else item.code for item in added]


def test_new_entries_are_added_once_the_oldest_first(desk: Desk) -> None:
    a, b, c = (entry(desk.site.url(f"/{name}")) for name in "abc")
    assert desk.poll(rss(b, a)) == "new"
    assert desk.poll(rss(c, b)) == "new"
    assert desk.poll(rss(c, b)) == "unchanged"
    assert urls(desk.added) == ["a", "b", "c"]
    assert (desk.health.entries, desk.health.new, desk.health.title) == (2, 0, "The Example")


def test_an_entry_that_changed_is_fetched_again(desk: Desk) -> None:
    desk.poll(rss(entry(desk.site.url("/a"), "One.")))
    desk.poll(rss(entry(desk.site.url("/a"), "Two.")))
    assert urls(desk.added) == ["a", "a"]


def test_requests_are_conditional(desk: Desk) -> None:
    feed = tagged(rss(entry(desk.site.url("/a"))), "1")
    assert [desk.poll(feed), desk.poll(reply("", "304 Not Modified")), desk.poll(reply("", "304 Not Modified"))] == [
        "new",
        "unchanged",
        "unchanged",
    ]
    tags = [headers.get("if-none-match") for path, headers in desk.site.asked if path == "/feed"]
    assert tags == [None, '"1"', '"1"'] and desk.health.failures == 0 and desk.health.entries == 1


def test_not_modified_from_a_feed_that_was_never_read_is_a_failure(desk: Desk) -> None:
    assert desk.poll(reply("", "304 Not Modified")) == "failed"
    assert "earlier copy" in (desk.health.problem or "")


def test_failures_back_off_and_one_success_forgets_them(desk: Desk) -> None:
    desk.poll(rss(entry(desk.site.url("/a"))))
    assert 900 <= desk.wait() <= 1000
    waits: list[float] = []
    for _ in range(9):
        assert desk.poll(reply("", "500 Oh")) == "failed"
        waits.append(desk.wait())
    assert 1800 <= waits[0] < 2000 and waits == sorted(waits) and LONGEST <= waits[-1] <= 1.1 * LONGEST + 1
    assert desk.health.failures == 9 and "500" in (desk.health.problem or "") and desk.health.good == START.isoformat()
    desk.poll(rss(entry(desk.site.url("/a"))))
    assert desk.health.failures == 0 and desk.health.problem is None and desk.wait() < 1000


def test_a_site_says_when_it_wants_to_be_asked_again(desk: Desk) -> None:
    desk.poll(reply("", "503 Busy", retry_after="7200"))
    assert desk.wait() == 7200
    desk.poll(reply("", "429 Slow", retry_after="999999999"))
    assert desk.wait() == 7 * LONGEST


def test_what_is_no_feed_is_a_failure(desk: Desk) -> None:
    for bad in (reply(PAGE, **HTML), reply("<rss><channel>"), reply('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'), reply("")):
        assert desk.poll(bad) == "failed" and desk.health.problem
    assert not desk.added


def test_a_feed_that_is_gone_is_not_asked_again(desk: Desk) -> None:
    assert desk.poll(reply("", "410 Gone")) == "gone"
    assert list(desk.watch.run()) == []


def test_a_feed_that_moved_for_good_is_asked_where_it_is(desk: Desk) -> None:
    desk.site.pages["/new"] = rss(entry(desk.site.url("/a")))
    desk.poll(to("/new", "301 Moved"))
    desk.poll()
    assert [path for path in desk.site.paths() if path != "/a"] == ["/feed", "/new", "/new"]
    desk.site.pages["/new"] = reply("", "404 Not Found")
    desk.poll()
    assert desk.health.moved is None and desk.health.feed == desk.site.url("/feed")


def test_a_page_that_fails_for_now_is_tried_again_but_not_for_ever(desk: Desk) -> None:
    feed = tagged(rss(entry(desk.site.url("/down"))), "1")
    desk.site.pages["/down"] = reply("", "500 Oh")
    for _ in range(TRIES + 2):
        desk.poll(feed)
    assert urls(desk.added) == ["http-error"] * TRIES
    assert desk.site.paths().count("/down") == TRIES
    # While something was left, the whole feed was asked for.
    tags = [headers.get("if-none-match") for path, headers in desk.site.asked if path == "/feed"]
    assert tags[:TRIES] == [None] * TRIES and tags[-1] == '"1"'


def test_what_was_stopped_is_taken_up_again(desk: Desk, extractor: Extractor) -> None:
    a, b, c = (entry(desk.site.url(f"/{name}")) for name in "abc")
    taken: list[Gathered | Problem] = []

    def one_then_stop(found: Iterable[Gathered | Problem]) -> None:
        for item in found:
            taken.append(item)
            desk.watch.stop.set()

    first = Desk(desk.site, extractor, desk.store, one_then_stop)
    desk.watch = first.watch
    assert first.poll(tagged(rss(c, b, a), "1")) == "stopped" and urls(taken) == ["a"]
    second = Desk(desk.site, extractor, desk.store)
    assert second.poll() == "new" and urls(second.added) == ["b", "c"]


def test_what_was_not_on_the_disk_comes_again(desk: Desk, extractor: Extractor) -> None:
    def broken(_: Iterable[Gathered | Problem]) -> None:
        raise KeyboardInterrupt

    first = Desk(desk.site, extractor, desk.store, broken)
    with pytest.raises(KeyboardInterrupt):
        first.poll(rss(entry(desk.site.url("/a"))))
    second = Desk(desk.site, extractor, desk.store)
    assert second.poll() == "new" and urls(second.added) == ["a"]


def test_a_restart_waits_until_a_feed_is_due(desk: Desk, extractor: Extractor) -> None:
    desk.poll(rss(entry(desk.site.url("/a"))))
    again = Desk(desk.site, extractor, desk.store)
    waited: list[float] = []
    again.watch.stop = Waiting(waited, lambda: setattr(again, "clock", again.clock + timedelta(seconds=1000)))
    runs = again.watch.run()
    assert next(runs).outcome == "unchanged" and 900 <= waited[0] <= 1000
    again.watch.stop.set()
    assert list(runs) == []


class Waiting(threading.Event):
    """An event whose waiting moves a clock instead."""

    def __init__(self, waited: list[float], move: Callable[[], None]) -> None:
        super().__init__()
        self._waited = waited
        self._move = move

    def wait(self, timeout: float | None = None) -> bool:
        self._waited.append(timeout or 0)
        self._move()
        return self.is_set()


def test_one_round_asks_every_feed_once(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    site.pages |= {"/1": rss(entry(site.url("/a"))), "/a": reply(PAGE, **HTML)}
    feeds = [site.url("/1"), site.url("/2"), site.url("/1"), "file:///etc/passwd"]
    watch = Watch(feeds, fetcher, Gatherer(fetcher, extractor), Memory(), list)
    assert [polled.outcome for polled in watch.run(once=True)] == ["new", "failed", "failed"]


def test_a_slow_site_keeps_no_other_waiting(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    quick = Site()
    asked = threading.Event()

    def slow(connection: socket.socket) -> None:
        connection.sendall(rss() if asked.wait(5) else reply("", "500 Oh"))

    def at_once(connection: socket.socket) -> None:
        asked.set()
        connection.sendall(rss())

    site.pages["/feed"], quick.pages["/feed"] = slow, at_once
    watch = Watch([site.url("/feed"), quick.url("/feed")], fetcher, Gatherer(fetcher, extractor), Memory(), list)
    assert [polled.health.problem for polled in watch.run(once=True)] == [None, None]
    quick.close()


def test_a_site_is_asked_one_thing_at_a_time(site: Site, fetcher: Fetcher, extractor: Extractor) -> None:
    busy = threading.Lock()
    crossed: list[bool] = []

    def alone(connection: socket.socket) -> None:
        free = busy.acquire(blocking=False)
        crossed.append(not free)
        time.sleep(0.05)
        if free:
            busy.release()
        connection.sendall(rss())

    site.pages |= {f"/{n}": alone for n in range(6)}
    watch = Watch([site.url(f"/{n}") for n in range(6)], fetcher, Gatherer(fetcher, extractor), Memory(), list)
    assert [polled.outcome for polled in watch.run(once=True)] == ["unchanged"] * 6
    assert crossed == [False] * 6


def test_a_feed_with_much_that_is_new_is_taken_in_parts(
    site: Site, fetcher: Fetcher, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diurna.watch.ENTRIES", 2)
    site.pages["/feed"] = rss(*(entry(site.url(f"/{name}")) for name in "edcba"))
    site.pages |= {f"/{name}": reply(PAGE.replace("Talks", f"Talks {name}"), **HTML) for name in "abde"}
    site.pages["/c"] = reply("", "500 Oh")
    taken: list[Gathered | Problem] = []
    watch = Watch([site.url("/feed")], fetcher, Gatherer(fetcher, extractor), Memory(), taken.extend)
    assert [(polled.outcome, polled.health.new) for polled in watch.run(once=True)] == [("new", 2), ("new", 1), ("new", 1)]
    assert urls(taken) == ["a", "b", "http-error", "d", "e"]


def test_what_goes_wrong_in_a_thread_is_raised(site: Site, fetcher: Fetcher, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Fetcher, "get", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        list(Watch([site.url("/feed")], fetcher, Gatherer(fetcher, extractor), Memory(), list).run(once=True))
