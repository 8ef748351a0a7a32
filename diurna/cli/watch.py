"""diurna watch"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.add import total
from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.link import Links, told
from diurna.cli.network import Allow, the_fetcher
from diurna.cli.options import FAILED, IN_PART, Jobs, LogLevel, application, check_gazetteer, settings, stop, tell

if TYPE_CHECKING:
    from diurna.coding import Known
    from diurna.gather import Gathered
    from diurna.ledger.writer import Writer
    from diurna.link import Step
    from diurna.model import Problem
    from diurna.watch import Health, Polled

app = application()
_BUSY_SECONDS = 5.0


@app.command()
def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS...", help="OPML files, addresses of feeds.")],
    db: Db = None,
    every: Annotated[float, typer.Option(min=1, help="Minutes between two polls of a feed that does well.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="Poll every feed one time and end.")] = False,
    links: Links = True,
    jobs: Jobs = None,
    allow: Allow = None,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON for each poll.")] = False,
    log_level: LogLevel = None,
) -> None:
    """Poll feeds and add what is new to a ledger, until it is stopped (Ctrl-C).

    The health of each feed is kept in the ledger; started again, it goes on
    where it was.

    Example: diurna watch feeds.opml --db news.db
    """
    found = settings(log_level)
    check_gazetteer(found.gazetteer)
    with refusals(), _stopped() as stopped:
        from diurna.coding import Known
        from diurna.gather import Gatherer
        from diurna.readers.html import Extractor
        from diurna.watch import Watch

        known = Known(lang=found.lang, outlet=found.outlet, gazetteer=found.gazetteer)
        desk = _Desk(ledger_path(db, found), known, jobs or found.jobs, links, stopped)
        fetcher = the_fetcher(found, allow)
        with Extractor() as extractor:
            gatherer = Gatherer(fetcher, extractor)
            watching = Watch(_named(feeds), fetcher, gatherer, desk, desk.add, every=every * 60, stop=stopped)
            good, all_ = 0, 0
            for polled in watching.run(once):
                all_ += 1
                good += polled.outcome not in ("failed", "gone")
                sys.stdout.write(_line(polled, json, desk.linked) + "\n")
                sys.stdout.flush()
                desk.linked = None
    raise typer.Exit(0 if good == all_ or not once else IN_PART if good else FAILED)


def _named(given: list[str]) -> list[str]:
    """The feeds of OPML files, and addresses as they are."""
    from diurna.ingest import is_address
    from diurna.model import Problem
    from diurna.readers.listing import links

    feeds: list[str] = []
    for name in given:
        if is_address(name):
            feeds.append(name)
            continue
        listing = links(name, Path(name).read_bytes())
        if isinstance(listing, Problem):
            stop(listing.message)
        feeds += [link.url for link in listing.links if link.kind == "feed"]
        if listing.passed_over:
            tell(f"{name}: {listing.passed_over} entries have no address that can be fetched")
        if listing.broken:
            tell(f"{name}: this is no sound XML; its end is left out")
    if not feeds:
        stop(f"{' '.join(given)}: there are no feeds in it")
    return feeds


@contextmanager
def _stopped() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a request to end sets; the article at hand is finished. A second Ctrl-C ends at once."""
    event = threading.Event()
    asked = False

    def end(number: int, _: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        # Setting it here would wait for ever where the signal comes while this very thread holds the event's lock in `wait`.
        threading.Thread(target=event.set, daemon=True).start()
        tell("ending after the article at hand; once more to end at once")

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield event
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Desk:
    """The ledger as a watch sees it: articles go in, healths are kept. It is open only while something is written, so that
    others may write between two polls."""

    def __init__(self, path: Path, known: Known, jobs: int | None, links: bool, stopped: threading.Event) -> None:
        self._path = path
        self._known = known
        self._jobs = jobs
        self._links = links
        self.linked: Step | None = None
        self._stopped = stopped
        self._source: str | None = None

    def add(self, found: Iterable[Gathered | Problem]) -> None:
        """Add the articles of one poll, and link them."""
        from diurna.ingest import add_sources, gathered

        with self._writer() as ledger:
            for done in add_sources(gathered(found), ledger, self._known, jobs=self._jobs):
                if done.problem is not None:
                    tell(done.problem.message)
                elif done.document is not None:
                    self._source = ledger.source_of(done.document)
            self.linked = total(ledger) if self._links else None

    def load(self, feed: str) -> Health | None:
        """The health that was kept last."""
        import msgspec

        from diurna.watch import Health

        with self._writer() as ledger:
            state = ledger.last_poll(feed)[1]
        return msgspec.json.decode(state, type=Health) if state else None

    def save(self, health: Health) -> None:
        """Keep a health, and the poll that it comes from."""
        import msgspec

        with self._writer() as ledger:
            source = self._source or ledger.last_poll(health.feed)[0] or health.title
            ledger.polled(health.feed, health.failures == 0, health.new, source, msgspec.json.encode(health).decode())
        self._source = None

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        """The ledger, opened to write; waited for while somebody else writes."""
        from diurna.ledger.problems import Busy
        from diurna.ledger.writer import Writer

        told = False
        while True:
            try:
                ledger = Writer(self._path)
                break
            except Busy as problem:
                if not told:
                    tell(f"{problem}; waiting")
                told = True
                if self._stopped.wait(_BUSY_SECONDS):
                    raise
        with ledger:
            yield ledger


def _line(polled: Polled, json: bool, linked: Step | None) -> str:
    health = polled.health
    if json:
        import msgspec

        shown = msgspec.structs.replace(health, seen={}, tries={})
        return msgspec.json.encode({"outcome": polled.outcome, "health": shown, "linked": linked}).decode()
    what = f"{health.new} new of {health.entries}" if health.problem is None else health.problem
    when = f", next {health.due[11:16]} UTC" if health.due and polled.outcome != "gone" else ""
    more = f"; {told(linked)}" if linked is not None and linked.articles else ""
    return f"{polled.outcome:<9} {health.feed}: {what.removeprefix(health.feed + ': ')}{when}{more}"
