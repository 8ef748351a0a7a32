"""What `make bench-pages` prints: how long each page of a large ledger takes, against the empty page of the same server.

`--articles N` (20,000 without it) made-up articles; `--db FILE` a ledger that is there. Each page is asked a few times, by turns with the
empty page, so that what else the machine does slows down both; the median counts: milliseconds by the clock, the ratio in processor time.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from benchmarks.ledger import filled
from benchmarks.run import row
from diurna.ledger.writer import Writer
from diurna.web.application import application
from diurna.web.guard import hosts
from diurna.web.page import Site

ARTICLES = 20_000
ROUNDS = 7
PORT = 8798
PAGES = (
    "/", "/?only=contested", "/?origins=2&since=2024-01-01&until=2024-01-07", "/timeline", "/timeline?actor=RUS&type=ASSAULT", "/map",
    "/map?since=2024-03&until=2024-03", "/actors", "/actor/UKR", "/network", "/network?actor=RUS", "/dyad?actor=RUS&recipient=UKR",
    "/claims", "/claims?speaker=RUS&about=UKR", "/contested", "/changes", "/review", "/review?kind=claim", "/review?kind=link", "/search",
    "/search?q=president", "/sources",
)  # fmt: skip
"""Two more are found on them: a happening and an article."""


def main(db: Path | None, articles: int) -> None:
    """Fill a ledger where none is given, ask for every page, print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        empty, path = Path(folder) / "empty.db", db or Path(folder) / "bench.db"
        Writer(empty).close()
        if db is None:
            filled(path, Path(folder) / "beside.db", articles)
        bare, pages = client(empty), client(path)
        found = re.findall(r'href="(/(?:happening|article)/[0-9a-f]+)', pages.get("/timeline").text)
        for page in (*PAGES, *{one.split("/")[1]: one for one in found}.values()):
            clock, work, floor = asked(pages, page, bare)
            row(page, f"{clock * 1000:.0f} ms, {work / floor:.1f} times the empty page", "at most 300 ms and 5 times")


def client(path: Path) -> TestClient:
    """A client of the pages over a ledger."""
    return TestClient(application(Site(path, "bench", {}), hosts(PORT)), base_url=f"http://127.0.0.1:{PORT}")


def asked(pages: TestClient, path: str, bare: TestClient) -> tuple[float, float, float]:
    """Seconds by the clock and of processor time that a page takes, and of processor time that the empty page takes beside it."""
    clocks: list[float] = []
    works: list[float] = []
    floors: list[float] = []
    for _ in range(ROUNDS):
        work = time.process_time()
        bare.get("/")
        floors.append(time.process_time() - work)
        start, work = time.perf_counter(), time.process_time()
        answer = pages.get(path)
        clocks.append(time.perf_counter() - start)
        works.append(time.process_time() - work)
        assert answer.status_code == 200, (path, answer.status_code)
    return median(clocks), median(works), median(floors)


if __name__ == "__main__":
    given = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
    main(Path(given["--db"]) if "--db" in given else None, int(given.get("--articles", ARTICLES)))
