"""The only way out to the network: one address to its bytes, politely and within limits. Nothing is fetched unless asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NoReturn

import msgspec

from diurna.fetch.address import Address, address, networks
from diurna.fetch.connection import Answer, Budget, Resolve, exchange, resolve
from diurna.fetch.result import Failure, Fetched, Limits, Refused, Validators, failure, refuse
from diurna.fetch.robots import REDIRECTS, Rules, rules
from diurna.inflate import Uninflated, inflated
from diurna.version import __version__

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_KEPT = frozenset(
    ("content-type", "content-language", "content-encoding", "content-length", "date", "etag", "last-modified", "expires", "retry-after")
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_EVER = frozenset((301, 308))
_SITE_ITSELF = frozenset(("address-refused", "bad-certificate", "no-connection", "not-resolved"))
_ROBOTS_KEPT = 24 * 3600.0
_ROBOTS_RETRIED = 600.0


class _Way(msgspec.Struct):
    """Where a fetch has been."""

    asked: str
    hops: list[str] = []
    notes: list[str] = []
    moved: str | None = None
    for_ever: bool = True


class Fetcher:
    """Fetches over http and https. One for a program, for all its threads: it remembers robots.txt and when each site was asked last.

    `allowed` opens networks that are refused otherwise (`("127.0.0.0/8",)`); `contact` goes into the user agent; `tls`
    replaces the system's certificates; `resolver`, `sleep` and `now` are there for tests.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008 (frozen)
        *,
        allowed: Sequence[str] = (),
        contact: str | None = None,
        tls: ssl.SSLContext | None = None,
        resolver: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits
        self._allowed = networks(allowed)
        self._agent = f"diurna/{__version__} (reads news for its user{'; ' + contact if contact else ''})"
        self._tls = tls
        self._resolver = resolver
        self._sleep = sleep
        self._now = now
        self._robots: dict[str, tuple[Rules, float]] = {}
        self._asked: dict[str, float] = {}
        self._turns: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, url: str, validators: Validators | None = None) -> Fetched | Failure:
        """One address, its redirects followed, robots.txt and crawl delay obeyed. No exception for what a server does.

        Give `validators` only where the copy that they came with is at hand: the answer may then be "not modified".
        """
        return self._get(url, validators, self._limits, obey=True)

    def _get(self, url: str, validators: Validators | None, limits: Limits, obey: bool) -> Fetched | Failure:
        way = _Way(url)
        try:
            return self._followed(way, validators, limits, obey)
        except Refused as why:
            return failure(url, why.code, why.cause, lasting=why.lasting, hops=way.hops)

    def _followed(self, way: _Way, validators: Validators | None, limits: Limits, obey: bool) -> Fetched | Failure:
        budget = Budget(limits)
        here = address(way.asked)
        seen = {here.url}
        while True:
            way.notes += [note for note in here.notes if note not in way.notes]
            sent = self._headers(validators, packed=obey)
            waited = time.monotonic()
            with self._turn(here) if obey else nullcontext():
                if obey:
                    self._ask_leave(here)
                    budget.pause(time.monotonic() - waited)
                answer = exchange(here, sent, limits, budget, self._allowed, self._resolver, self._context(here), not obey)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._result(way, here, answer, validators, limits)
            here = _next(way, here, answer)
            if here.url in seen:
                refuse("redirect-loop", f"the redirects lead back to {here.url[:200]}")
            seen.add(here.url)
            if len(way.hops) > limits.redirects:
                refuse("too-many-redirects", f"more than {limits.redirects} redirects")

    def _result(self, way: _Way, here: Address, answer: Answer, validators: Validators | None, limits: Limits) -> Fetched | Failure:
        if answer.status == 304:
            if not validators:
                return failure(
                    way.asked, "not-modified-unasked", 'the server says "not modified", but no earlier copy was named', status=304
                )
        elif answer.status != 200:
            return self._unwelcome(way, answer)
        body = answer.body
        if coding := answer.headers.get("content-encoding"):
            unpacked = inflated(body, coding, limits.unpacked)
            if isinstance(unpacked, Uninflated):
                return failure(way.asked, unpacked.code, f"the content {unpacked.cause}", status=answer.status)
            body = unpacked
        kept = {name: value[:2000] for name, value in answer.headers.items() if name in _KEPT}
        when = self._now().isoformat(timespec="seconds")
        return Fetched(
            way.asked, here.url, answer.status, body, kept, when, answer.address, len(answer.body),
            tuple(way.hops), way.moved, tuple(way.notes),
        )  # fmt: skip

    def _unwelcome(self, way: _Way, answer: Answer) -> Failure:
        status = answer.status
        again = _retry_after(answer.headers.get("retry-after", ""), self._now())
        known = {401: "wants a password", 403: "forbids it", 404: "does not know it", 410: "has removed it", 429: "is asked too often",
                 451: "may not show it by law", 503: "is not available now"}  # fmt: skip
        what = known.get(status, "cannot answer" if status >= 500 else "gives nothing")
        cause = f"the server {what} (status {status})"
        lasting = 400 <= status < 500 and status not in (408, 425, 429)
        return failure(way.asked, "http-error", cause, status=status, retry_after=again, lasting=lasting, hops=way.hops)

    def _turn(self, here: Address) -> threading.Lock:
        """A site answers one request at a time, however many threads ask it."""
        with self._lock:
            return self._turns.setdefault(here.origin, threading.Lock())

    def _ask_leave(self, here: Address) -> None:
        """Read the site's robots.txt, where it is not known, and wait until it may be asked again."""
        found = self._rules(here)
        permitted = found.permit(here.url)
        if permitted == "no":
            refuse("robots", "the site's robots.txt forbids it")
        if found.failure is not None:
            _unreachable(found.failure)
        gap = max(found.delay, self._limits.gap_seconds)
        last = self._asked.get(here.origin)
        wait = last + gap - time.monotonic() if last is not None else 0.0
        if wait > self._limits.patience:
            refuse("crawl-delay", f"the site wants {gap:g} s between two requests; ask again in {wait:.0f} s", lasting=False)
        if wait > 0:
            self._sleep(wait)
        self._asked[here.origin] = time.monotonic()

    def _rules(self, here: Address) -> Rules:
        found, until = self._robots.get(here.origin, (None, 0.0))
        if found is not None and time.monotonic() < until:
            return found
        narrow = msgspec.structs.replace(self._limits, redirects=REDIRECTS, wire=self._limits.robots_bytes)
        made = rules(self._get(f"{here.origin}/robots.txt", None, narrow, obey=False))
        self._robots[here.origin] = (made, time.monotonic() + (_ROBOTS_KEPT if made.failure is None else _ROBOTS_RETRIED))
        return made

    def _headers(self, validators: Validators | None, packed: bool) -> dict[str, str]:
        coding = "gzip, br, zstd" if packed else "identity"  # what may be cut cannot be packed
        sent = {"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": coding}
        if validators and validators.etag:
            sent["If-None-Match"] = _one_line(validators.etag)
        if validators and validators.last_modified:
            sent["If-Modified-Since"] = _one_line(validators.last_modified)
        return sent

    def _context(self, here: Address) -> ssl.SSLContext | None:
        """The certificates that are believed: the system's, and those that come with certifi."""
        if here.scheme == "https" and self._tls is None:
            import certifi

            made = ssl.create_default_context()
            made.load_verify_locations(certifi.where())
            self._tls = made  # whole, before another thread sees it
        return self._tls


def _unreachable(why: Failure) -> NoReturn:
    """What a robots.txt that cannot be read means for a page: the site itself cannot be reached, or forbids everything."""
    if why.problem.code in _SITE_ITSELF and not why.hops:
        refuse(why.problem.code, why.cause, lasting=why.lasting)
    refuse("robots-unreachable", f"the site's robots.txt cannot be read, which forbids everything for now ({why.cause})", lasting=False)


def _next(way: _Way, here: Address, answer: Answer) -> Address:
    """Where a redirect leads; what is refused for an address is refused for a redirect."""
    target = answer.headers["location"].encode("latin-1").decode("utf-8", "replace")
    way.hops.append(here.url)
    try:
        there = address(target, base=here.url)
    except Refused as why:
        refuse(why.code, f"a redirect leads to {target[:200]!r}: {why.cause}")
    way.for_ever = way.for_ever and answer.status in _FOR_EVER
    way.moved = there.url if way.for_ever else way.moved
    if here.scheme == "https" and there.scheme == "http":
        way.notes.append("a redirect leads from https to http")
    return there


def _retry_after(stated: str, now: datetime) -> float | None:
    """Retry-After in seconds from now, where it is given and readable."""
    stated = stated.strip()
    if stated.isdecimal() and len(stated) < 10:
        return float(stated)
    try:
        when = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def _one_line(value: str) -> str:
    return "".join(c for c in value if c.isprintable())[:1000]
