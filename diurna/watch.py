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

from diurna.errands import Errands
from diurna.fetch.fetcher import Fetcher
from diurna.fetch.result import Failure, Fetched, Validators
from diurna.gather import Gathered, Gatherer
from diurna.model import Problem
from diurna.readers.extracted import Feed, Item
from diurna.readers.feed import entry_names

EVERY = 900.0
"""Seconds between two polls of a healthy feed."""
LONGEST = 24 * 3600.0
"""Seconds that back-off goes up to."""
AT_ONCE = 8
"""Feeds that are asked at the same time."""
ENTRIES = 100
"""New entries of one feed that are fetched before they are handed on; the others are asked for at once."""
_LOOK = 0.5
"""Seconds after which it is seen whether to stop."""
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


class _Asked(msgspec.Struct, frozen=True):
    """What asking one feed brought: its answer, what is new in it, and of the new entries those whose pages were fetched."""

    before: Health
    answer: Fetched | Failure
    feed: Feed | Problem | None = None
    marks: dict[str, str] = {}
    fresh: tuple[str, ...] = ()
    found: tuple[tuple[str, Gathered | Problem, bool], ...] = ()


class Watch:
    """Polls feeds, several at once but no site twice at a time; hands on what they bring one feed after another. `stop` ends it from
    another thread or a signal handler, between two articles at the latest."""

    def __init__(
        self,
        feeds: Sequence[str],
        fetcher: Fetcher,
        gatherer: Gatherer,
        store: HealthStore,
        add: Add,
        *,
        every: float = EVERY,
        at_once: int = AT_ONCE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        stop: threading.Event | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._gatherer = gatherer
        self._store = store
        self._add = add
        self._every = every
        self._at_once = at_once
        self._now = now
        self.stop = stop or threading.Event()
        self._health = {feed: store.load(feed) or Health(feed) for feed in dict.fromkeys(feeds)}

    def run(self, once: bool = False) -> Iterator[Polled]:
        """Poll whatever is due, then wait for the next; `once` polls every feed one time, due or not, and ends."""
        with Errands[Health, _Asked](self._ask, self._at_once) as errands:
            if once:
                yield from self._once(errands)
                return
            while not self.stop.is_set():
                waiting = {f: self._seconds(h) for f, h in self._health.items() if not h.gone and f not in errands.out}
                for feed in sorted((f for f in waiting if waiting[f] <= 0), key=lambda f: waiting[f])[: errands.free]:
                    errands.send(feed, self._health[feed])
                if errands.out:
                    if (asked := errands.next(_LOOK)) is not None:
                        yield self._settled(asked)
                elif not waiting or self.stop.wait(min(waiting.values())):
                    return
            while errands.out:  # how those that are under way do is kept
                if (asked := errands.next(_LOOK)) is not None:
                    yield self._settled(asked)

    def _once(self, errands: Errands[Health, _Asked]) -> Iterator[Polled]:
        """Every feed one time, in the order in which they were given; one with much that is new goes on until it has no more."""
        feeds = list(self._health)
        back: dict[str, _Asked] = {}
        for place, feed in enumerate(feeds):
            more = True
            while more and not self.stop.is_set():
                for name in feeds[place:]:
                    if name not in errands.out and name not in back and (name == feed or len(errands.out) + len(back) < self._at_once):
                        errands.send(name, self._health[name])
                while feed not in back:
                    if (asked := errands.next(None)) is not None:
                        back[asked.before.feed] = asked
                polled = self._settled(back.pop(feed))
                more = polled.outcome == "new" and polled.health.due is None
                yield polled

    def _seconds(self, health: Health) -> float:
        return (datetime.fromisoformat(health.due) - self._now()).total_seconds() if health.due else 0.0

    def poll(self, feed: str) -> Polled:
        """Ask one feed, hand on what is new, save its health."""
        return self._settled(self._ask(self._health[feed]))

    def _ask(self, before: Health) -> _Asked:
        """All that needs the network, in whatever thread."""
        answer = self._fetcher.get(before.moved or before.feed, Validators(before.etag, before.last_modified))
        if isinstance(answer, Failure) or answer.not_modified:
            return _Asked(before, answer)
        feed = self._gatherer.feed(before.feed, answer)
        if isinstance(feed, Problem):
            return _Asked(before, answer, feed)
        names = list(entry_names(before.feed, feed.items))
        marks = {name: _mark(item) for name, item in zip(names, feed.items, strict=True)}
        # Oldest first, so that the origin comes before its copies; those that failed before come last, and once a poll.
        fresh = [(n, i) for n, i in zip(names, feed.items, strict=True) if before.seen.get(n) != marks[n]][::-1]
        fresh.sort(key=lambda one: before.tries.get(one[0], 0))
        if before.polled is not None and before.due is None:
            fresh = [(n, i) for n, i in fresh if n not in before.tries]
        found: list[tuple[str, Gathered | Problem, bool]] = []
        for name, item in fresh[:ENTRIES]:
            if self.stop.is_set():
                break
            found.append((name, *self._gatherer.entry(name, item, answer)))
        return _Asked(before, answer, feed, marks, tuple(name for name, _ in fresh), tuple(found))

    def _settled(self, asked: _Asked) -> Polled:
        """Hand on what a feed brought, and save its health."""
        before, answer = asked.before, asked.answer
        if isinstance(answer, Failure):
            polled = self._failed(before, answer.problem.message, answer.status, answer.retry_after)
        elif isinstance(asked.feed, Problem):
            polled = self._failed(before, asked.feed.message)
        elif asked.feed is None:
            polled = Polled("unchanged", self._good(before, answer, before.entries, 0))
        else:
            polled = self._read(asked, answer, asked.feed)
        self._health[before.feed] = polled.health
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

    def _read(self, asked: _Asked, answer: Fetched, feed: Feed) -> Polled:
        before, marks = asked.before, asked.marks
        handed = _Handed(asked.found, before.tries, self.stop)
        if asked.found:
            self._add(handed.run())
        done = {name: marks[name] for name in handed.done}
        # What has left the feed is forgotten, or the list would grow for ever.
        seen = {name: mark for name, mark in (before.seen | done).items() if name in marks}
        tries = {name: number for name, number in (before.tries | handed.tries).items() if name in marks and name not in done}
        health = self._good(before, answer, len(marks), len(handed.done))
        health = msgspec.structs.replace(health, title=feed.title, seen=seen, tries=tries)
        if tries or len(handed.done) < len(asked.fresh):
            # Something is left: the whole feed is needed again.
            health = msgspec.structs.replace(health, etag=None, last_modified=None)
        if len(handed.done) + len(handed.tries) < len(asked.fresh):
            return Polled("stopped" if self.stop.is_set() else "new", msgspec.structs.replace(health, due=None))
        return Polled("new" if handed.done else "unchanged", health)

    def _instant(self, ahead: float) -> str:
        return (self._now() + timedelta(seconds=ahead)).isoformat(timespec="seconds")


class _Handed:
    """The new entries of one poll on their way to the caller; `done` are those that need not come again."""

    def __init__(self, found: Sequence[tuple[str, Gathered | Problem, bool]], tries: dict[str, int], stop: threading.Event) -> None:
        self._found = found
        self._stop = stop
        self._before = tries
        self.tries: dict[str, int] = {}
        self.done: list[str] = []

    def run(self) -> Iterator[Gathered | Problem]:
        for name, found, again in self._found:
            if self._stop.is_set():
                return
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
