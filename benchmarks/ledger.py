"""What `make bench-ledger` prints: how fast a ledger takes articles when it is large, how fast it answers, how large it gets.

`--quick` adds 5,000 articles instead of 100,000; `--articles N` any number. `--keep FILE` leaves the ledger there; where there is one,
it is only asked. The articles are made up (`benchmarks/made.py`): what is
measured is the store, not the coder. Ratios are of processor time, which other work on the machine disturbs least; milliseconds are by the
clock.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import msgspec

from benchmarks.made import COUNTRIES, DAYS, FIRST_DAY, OUTLETS, made
from benchmarks.run import row
from diurna.analysis import Input
from diurna.ledger.arrivals import Arrival
from diurna.ledger.batches import committed
from diurna.ledger.days import iso
from diurna.ledger.rows import ChangeRow, Fetched, SourceRow
from diurna.ledger.writer import Writer
from diurna.model import Record
from diurna.query import Ledger
from diurna.tables import Table

ARTICLES, QUICK = 100_000, 5_000
PARTS = 10
CHUNK = 2000
"""Articles that are made up before they are added."""
ROUNDS = 60
SHOWN = 50
TYPES = ["ASSAULT", "ACCUSE", "CONSULT", "REQUEST", "SANCTION", "AGREE", "SUPPORT", "REJECT", "COERCE"]
Question = Callable[[Ledger, Random], object]


class Spent(msgspec.Struct):
    """What adding took, without making the articles up: by the clock and of the processor, in seconds."""

    articles: int = 0
    clock: float = 0.0
    busy: float = 0.0

    def rate(self) -> float:
        """Articles a second by the clock."""
        return self.articles / self.clock


def main(articles: int, keep: Path | None = None) -> None:
    """Fill a ledger, ask it, and print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "bench.db"
        if not path.exists():
            size = filled(path, Path(folder) / "beside.db", articles)
            row("size of the file over the text", f"{path.stat().st_size / size:.2f}", "at most 6")
        with Ledger(path) as ledger:
            asked(ledger)


def filled(path: Path, beside: Path, articles: int) -> int:
    """Add the articles; the bytes of their texts. The last tenth goes into a new ledger too, by turns: what else the machine does in these
    minutes slows down both."""
    part = max(1, articles // PARTS)
    source = made(part * PARTS)
    tenths = [Spent() for _ in range(PARTS)]
    new = Spent()
    size = 0
    with Writer(path) as ledger, Writer(beside) as other:
        for number, spent in enumerate(tenths):
            while left := min(CHUNK, part - spent.articles):
                arrivals = [(_arrival(document), record) for document, record in islice(source, left)]
                size += sum(len(arrival.raw or b"") for arrival, _ in arrivals)
                if number == PARTS - 1:
                    _put(other, arrivals, new)
                _put(ledger, arrivals, spent)
    first, last = tenths[0], tenths[-1]
    row("articles added", f"{part * PARTS:,}")
    row("articles a second, first tenth", f"{first.rate():,.0f}")
    row("articles a second, last tenth", f"{last.rate():,.0f}")
    row("rate at the end over the beginning, by the clock", f"{last.rate() / first.rate():.2f}", "at least 0.9")
    row("rate at the end over the beginning, by processor time", f"{first.busy / last.busy:.2f}", "at least 0.9")
    row("rate at the end over a new ledger's beside it, by the clock", f"{last.rate() / new.rate():.2f}", "at least 0.9")
    row("   by processor time", f"{new.busy / last.busy:.2f}", "at least 0.9")
    return size


def _arrival(document: Input) -> Arrival:
    place = f"url:{document.url}"
    return Arrival(document, place, Fetched("2025-06-05T10:00:00Z", "http", place), document.text.encode())


def _put(ledger: Writer, arrivals: Sequence[tuple[Arrival, Record]], spent: Spent) -> None:
    """Add articles as `diurna add` does: reported when they are on the disk."""
    start, work = time.perf_counter(), time.process_time()
    for _, _, outcome in committed(ledger, (ledger.add(arrival, record) for arrival, record in arrivals)):
        assert outcome == "coded"
    spent.clock += time.perf_counter() - start
    spent.busy += time.process_time() - work
    spent.articles += len(arrivals)


def _window(random: Random, days: int) -> tuple[str | None, str | None]:
    first = FIRST_DAY.toordinal() + random.randrange(DAYS - days)
    return iso(first), iso(first + days)


def _country(random: Random) -> str:
    return COUNTRIES[int(random.paretovariate(0.8)) % len(COUNTRIES)]


def questions() -> dict[str, Question]:
    """Every question, as people ask it: with names, types, months, outlets and languages drawn at random."""

    def searched(db: Ledger, random: Random) -> object:
        since, until = _window(random, 30)
        return db.search("the government", since=since, until=until)

    def in_a_month(name: str) -> Question:
        def asks(db: Ledger, random: Random) -> object:
            since, until = _window(random, 30)
            return getattr(db, name)(**{} if name == "sources" else {"limit": SHOWN}, since=since, until=until)

        return asks

    return {
        "search, one word": lambda db, r: db.search(r.choice(("Russia", "президент", "gouvernement", "Regierung", "guerra", "sanctions"))),
        "search, two words and a month": searched,
        "search, a rare word": lambda db, r: db.search(f"{'abcdefghij'[r.randrange(10)]}zq*"),
        "timeline": lambda db, _: db.timeline(limit=SHOWN),
        "timeline of a month": in_a_month("timeline"),
        "timeline by actor": lambda db, r: db.timeline(limit=SHOWN, actor=_country(r)),
        "timeline by place and type": lambda db, r: db.timeline(limit=SHOWN, place=_country(r), type=r.choice(TYPES)),
        "timeline by source": lambda db, r: db.timeline(limit=SHOWN, source=f"Outlet {r.randrange(1, OUTLETS)}"),
        "timeline by language and type": lambda db, r: db.timeline(limit=SHOWN, lang=r.choice(("it", "uk")), type=r.choice(TYPES)),
        "happenings of a month": in_a_month("happenings"),
        "claims by speaker and act": lambda db, r: db.claims(limit=SHOWN, speaker=_country(r), act="deny"),
        "claims of a month": in_a_month("claims"),
        "claims about a type": lambda db, r: db.claims(limit=SHOWN, type=r.choice(TYPES), act="deny"),
        "changes": lambda db, _: db.changes(limit=SHOWN),
        "changes by speaker": lambda db, r: db.changes(limit=SHOWN, speaker=_country(r)),
        "dyad": lambda db, r: db.dyad(_country(r), r.choice(COUNTRIES), limit=SHOWN),
        "actors": lambda db, _: db.actors(limit=SHOWN),
        "actors of a month": in_a_month("actors"),
        "actors by type": lambda db, r: db.actors(limit=SHOWN, type=r.choice(TYPES)),
        "sources": lambda db, _: db.sources(),
        "sources of a month": in_a_month("sources"),
    }


def asked(ledger: Ledger) -> None:
    """Each question's 95th percentile over as many draws, over that of a bare read of as many rows."""
    for name, question in questions().items():
        random = Random(name)
        times: list[float] = []
        busy: list[float] = []
        rows: list[int] = []
        for _ in range(ROUNDS):
            start, work = time.perf_counter(), time.process_time()
            found = _tried(question, ledger, random)
            times.append(time.perf_counter() - start)
            busy.append(time.process_time() - work)
            rows.append(_number(found))
        bare = _bare(ledger, rows, random)
        row(f"p95 ms, {name} ({sum(rows) // len(rows)} rows)", f"{1000 * _percentile(times):.1f}", "at most 200")
        row("   over a bare indexed read of as many rows", f"{_percentile(busy) / bare:.1f}", "at most 20")


def _tried(question: Question, ledger: Ledger, random: Random) -> object:
    try:
        return question(ledger, random)
    except ValueError:  # two draws of one country, or a name that a small ledger does not have
        return ()


def _number(found: object) -> int:
    """How many rows an answer consists of: of a change both claims, of a source a figure for each day."""
    if isinstance(found, Table):
        rows: list[object] = list(found)  # pyright: ignore[reportUnknownArgumentType]
        return sum(len(r.days) if isinstance(r, SourceRow) else 2 if isinstance(r, ChangeRow) else 1 for r in rows)
    events = getattr(found, "events", None)
    if isinstance(events, tuple):
        return len(events)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return 0


def _bare(ledger: Ledger, rows: Sequence[int], random: Random) -> float:
    """The 95th percentile of reading as many events and their texts as each draw had, from a random day on, by the index."""
    db = ledger.reader.db
    times: list[float] = []
    for count in rows:
        first = FIRST_DAY.toordinal() + random.randrange(DAYS)
        start = time.process_time()
        db.rows(
            "SELECT e.*, b.data FROM event e INDEXED BY event_first JOIN article a ON a.id = e.article JOIN blob b ON b.id = a.text "
            "WHERE e.first >= ? ORDER BY e.first LIMIT ?",
            (first, max(1, count)),
        )
        times.append(time.process_time() - start)
    return _percentile(times)


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    given = {name: sys.argv[sys.argv.index(name) + 1] for name in ("--articles", "--keep") if name in sys.argv}
    number = int(given.get("--articles", QUICK if "--quick" in sys.argv else ARTICLES))
    main(number, Path(given["--keep"]) if "--keep" in given else None)
