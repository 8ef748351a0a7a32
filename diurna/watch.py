"""Feeds polled for ever: with conditional requests, back-off, and the health of each kept; stopped and resumed at any moment.

What was polled is handed to the caller's `add` before the feed's health is saved: whoever is stopped between the two polls again and
adds nothing twice, for adding again adds nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Literal, Protocol

import msgspec

from diurna.fetch.fetcher import Fetcher
from diurna.fetch.result import Failure, Fetched, Validators
from diurna.gather import Gathered, Gatherer
from diurna.model import Problem
from diurna.readers.extracted import Item
from diurna.readers.feed import entry_names

EVERY = 900.0
"""Seconds between two polls of a healthy feed."""
LONGEST = 24 * 3600.0
"""Seconds that back-off goes up to."""
TRIES = 5
"""Polls in which the page of an entry is tried before the entry is let go."""

Outcome = Literal["new", "unchanged", "failed", "gone", "stopped"]
Add = Callable[[Iterable[Gathered | Problem]], object]
"""Takes the articles of one poll; has them on the disk when it returns."""


class Health(msgspec.Struct, frozen=True):
    """How a feed does. Instants are ISO, UTC. `failures` in a row, `problem` the last of them; `due` when it is asked next; `moved`
    where it says that it lives now; `seen` has a hash of every entry that was taken in, `tries` how often a page failed."""

    feed: str
    title: str | None = None
    polled: str | None = None
    good: str | None = None
    due: str | None = None
    failures: int = 0
    problem: str | None = None
    gone: bool = False
    moved: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    entries: int = 0
    new: int = 0
    seen: dict[str, str] = {}
    tries: dict[str, int] = {}


class HealthStore(Protocol):
    """Where healths are kept between runs."""

    def load(self, feed: str) -> Health | None:
        """The health saved last."""
        ...

    def save(self, health: Health) -> None:
        """Keep a health; it is on the disk when this returns."""
        ...


class Memory:
    """A store that forgets with the process."""

    def __init__(self) -> None:
        self.kept: dict[str, Health] = {}

    def load(self, feed: str) -> Health | None:
        """The health saved last."""
        return self.kept.get(feed)

    def save(self, health: Health) -> None:
        """Keep a health."""
        self.kept[health.feed] = health


class Polled(msgspec.Struct, frozen=True):
    """What one poll gave."""

    outcome: Outcome
    health: Health


class Watch:
    """Polls feeds in turn. `stop` ends it from another thread or a signal handler, between two articles at the latest."""

    def __init__(
        self,
        feeds: Sequence[str],
        fetcher: Fetcher,
        gatherer: Gatherer,
        store: HealthStore,
        add: Add,
        *,
        every: float = EVERY,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        stop: threading.Event | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._gatherer = gatherer
        self._store = store
        self._add = add
        self._every = every
        self._now = now
        self.stop = stop or threading.Event()
        self._health = {feed: store.load(feed) or Health(feed) for feed in dict.fromkeys(feeds)}

    def run(self, once: bool = False) -> Iterator[Polled]:
        """Poll whatever is due, then wait for the next; `once` polls every feed one time, due or not, and ends."""
        if once:
            for feed in self._health:
                if not self.stop.is_set():
                    yield self.poll(feed)
            return
        while not self.stop.is_set():
            waiting = {feed: self._seconds(health) for feed, health in self._health.items() if not health.gone}
            if not waiting:
                return
            feed = min(waiting, key=lambda f: waiting[f])
            if waiting[feed] > 0 and self.stop.wait(waiting[feed]):
                return
            yield self.poll(feed)

    def _seconds(self, health: Health) -> float:
        return (datetime.fromisoformat(health.due) - self._now()).total_seconds() if health.due else 0.0

    def poll(self, feed: str) -> Polled:
        """Ask one feed, hand on what is new, save its health."""
        before = self._health[feed]
        answer = self._fetcher.get(before.moved or feed, Validators(before.etag, before.last_modified))
        if isinstance(answer, Failure):
            polled = self._failed(before, answer.problem.message, answer.status, answer.retry_after)
        elif answer.not_modified:
            polled = Polled("unchanged", self._good(before, answer, before.entries, 0))
        else:
            polled = self._read(before, answer)
        self._health[feed] = polled.health
        self._store.save(polled.health)
        return polled

    def _failed(self, before: Health, problem: str, status: int | None = None, retry_after: float | None = None) -> Polled:
        failures = before.failures + 1
        wait = min(self._every * 2.0 ** min(failures, 20), LONGEST)
        health = msgspec.structs.replace(
            before,
            polled=self._instant(0),
            due=self._instant(max(_spread(before.feed, wait), min(retry_after or 0.0, 7 * LONGEST))),
            failures=failures,
            problem=problem,
            gone=status == 410,
            # A feed that moved and cannot be found there is asked at its old address again.
            moved=None if status in (404, 410) or failures > 3 else before.moved,
            new=0,
        )
        return Polled("gone" if health.gone else "failed", health)

    def _good(self, before: Health, answer: Fetched, entries: int, new: int) -> Health:
        validators = answer.validators if not answer.not_modified else Validators(before.etag, before.last_modified)
        moment = self._instant(0)
        return msgspec.structs.replace(
            before, polled=moment, good=moment, due=self._instant(_spread(before.feed, self._every)), failures=0, problem=None,
            gone=False, moved=answer.moved or before.moved, etag=validators.etag, last_modified=validators.last_modified,
            entries=entries, new=new,
        )  # fmt: skip

    def _read(self, before: Health, answer: Fetched) -> Polled:
        feed = self._gatherer.feed(before.feed, answer)
        if isinstance(feed, Problem):
            return self._failed(before, feed.message)
        names = list(entry_names(before.feed, feed.items))
        marks = {name: _mark(item) for name, item in zip(names, feed.items, strict=True)}
        # Oldest first, so that the origin comes before its copies.
        fresh = [(n, i) for n, i in zip(names, feed.items, strict=True) if before.seen.get(n) != marks[n]][::-1]
        errand = _Errand(self._gatherer, answer, fresh, before.tries, self.stop)
        if fresh:
            self._add(errand.run())
        done = {name: marks[name] for name in errand.done}
        # What has left the feed is forgotten, or the list would grow for ever.
        seen = {name: mark for name, mark in (before.seen | done).items() if name in marks}
        health = self._good(before, answer, len(names), len(errand.done))
        health = msgspec.structs.replace(health, title=feed.title, seen=seen, tries=errand.tries)
        if len(errand.done) < len(fresh):
            # Something is left: the whole feed is needed again.
            health = msgspec.structs.replace(health, etag=None, last_modified=None)
        if self.stop.is_set() and len(errand.done) + len(errand.tries) < len(fresh):
            return Polled("stopped", msgspec.structs.replace(health, due=None))
        return Polled("new" if errand.done else "unchanged", health)

    def _instant(self, ahead: float) -> str:
        return (self._now() + timedelta(seconds=ahead)).isoformat(timespec="seconds")


class _Errand:
    """The new entries of one poll on their way to the caller; `done` are those that need not come again."""

    def __init__(
        self, gatherer: Gatherer, answer: Fetched, fresh: Sequence[tuple[str, Item]], tries: dict[str, int], stop: threading.Event
    ) -> None:
        self._gatherer = gatherer
        self._answer = answer
        self._fresh = fresh
        self._stop = stop
        self._before = tries
        self.tries: dict[str, int] = {}
        self.done: list[str] = []

    def run(self) -> Iterator[Gathered | Problem]:
        for name, item in self._fresh:
            if self._stop.is_set():
                return
            found, again = self._gatherer.entry(name, item, self._answer)
            yield found
            tried = self._before.get(name, 0) + 1
            if again and tried < TRIES:
                self.tries[name] = tried
            else:
                self.done.append(name)


def _mark(item: Item) -> str:
    """Changes when anything of an entry does: an edited article is fetched again."""
    return blake2b(msgspec.json.encode(item), digest_size=8).hexdigest()


def _spread(feed: str, seconds: float) -> float:
    """The wait of a feed, up to a tenth longer, by its name: feeds that start together do not stay together."""
    return seconds * (1 + blake2b(feed.encode("utf-8", "replace"), digest_size=1).digest()[0] / 2560)
