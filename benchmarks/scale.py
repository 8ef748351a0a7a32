"""What a batch costs: `python -m benchmarks.scale [--size 10000] [--pages 4000]` prints the tables of docs/scale.md.

Pages are paragraphs of the example articles, mixed within a language, each in a page of boilerplate; articles for growth and linking are
made up (benchmarks.made), so that they share no text. Everything is written to a folder that is gone at the end.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from benchmarks.made import made
from benchmarks.measure import ROOT, exponent
from benchmarks.texts import articles, language, page
from diurna.analysis import Input
from diurna.batch.plan import shards
from diurna.batch.report import together
from diurna.batch.run import Engine, Manifest, local, manifest, run
from diurna.batch.shard import Spent
from diurna.batch.tables import TABLES
from diurna.batch.work import Made
from diurna.coding import Known

ARCHIVE_SHARDS = 16
GROWTH = (1, 2, 4, 8)
PAGES_OF_ALL = 1.5e9
PACKED_PAGE = 28_000
"""Bytes of a page in an archive of Common Crawl News: 1 GB holds some 36,000."""
CORE_HOUR = 0.04
GIGABYTE_MONTH = 0.023

_LINK = """
import sys, time
from pathlib import Path
from benchmarks.measure import peak_mb
from diurna.batch.link import link
from diurna.batch.run import read_manifest
out = Path(sys.argv[1])
begun = time.perf_counter()
link(out, read_manifest(out))
print(time.perf_counter() - begun, peak_mb())
"""


class Timed(msgspec.Struct, frozen=True):
    """A run: what was made of it, by the clock."""

    seconds: float
    made: tuple[Made, ...]
    manifest: Manifest

    @property
    def spent(self) -> Spent:
        """Seconds of all workers by what they went for."""
        total = Spent()
        for one in self.made:
            total = together(total, one.spent)
        return total


def archive(folder: Path, pages: int, count: int = ARCHIVE_SHARDS) -> list[str]:
    """Archives with so many pages in all, as crawls write them: each record packed alone."""
    random = Random(7)
    pools: dict[str, list[Input]] = {}
    for article in articles():
        pools.setdefault(language(article), []).append(article)
    langs = sorted(pools)
    names: list[str] = []
    for shard in range(count):
        path = folder / f"{shard:03}.warc.gz"
        with path.open("wb") as file:
            for number in range(shard, pages, count):
                file.write(_record(number, page(_mixed(random, pools[langs[number % len(langs)]]))))
        names.append(str(path))
    return names


def _mixed(random: Random, pool: Sequence[Input]) -> Input:
    """An article of the paragraphs of several, as long as one of them."""
    model = random.choice(pool)
    body = [p for a in pool for p in a.text.split("\n\n")[1:] if p.strip()]
    chosen = random.sample(body, min(len(body), max(model.text.count("\n\n"), 1)))
    return msgspec.structs.replace(model, text="\n\n".join([model.text.split("\n\n")[0], *chosen]))


def _record(number: int, html: str) -> bytes:
    day = (date(2024, 1, 1) + timedelta(days=number % 60)).isoformat()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://outlet{number % 40}.example/{number}\r\n"
        f"WARC-Date: {day}T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def rows(folder: Path, count: int, each: int = 250) -> list[str]:
    """Made-up articles as JSON lines, so many a shard."""
    folder.mkdir()
    names: list[str] = []
    found = made(count)
    for shard in range(-(-count // each)):
        path = folder / f"{shard:04}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for read, record in (pair for _, pair in zip(range(each), found, strict=False)):
                given = {"text": read.text, "date": read.published, "outlet": read.outlet, "lang": record.document.languages[0]}
                file.write(msgspec.json.encode(given).decode() + "\n")
        names.append(str(path))
    return names


def timed(inputs: Sequence[str], out: Path, engine: Engine) -> Timed:
    """A batch by the clock."""
    found, wrong = shards(inputs)
    begun = time.perf_counter()
    done = tuple(run(found, out, engine=engine))
    seconds = time.perf_counter() - begun
    return Timed(seconds, done, manifest(found, out, Known(), wrong))


def size_of(out: Path) -> dict[str, int]:
    """Bytes of each table."""
    return {table: sum(p.stat().st_size for p in (out / table).glob("*.parquet")) for table in TABLES}


def over_archive(folder: Path, pages: int, ray: bool) -> Iterator[str]:
    """One worker, two, and Ray over the same archive; where the time goes; the plan that follows."""
    inputs = archive(folder, pages)
    one = timed(inputs, folder / "one", local(1))
    two = timed(inputs, folder / "two", local(2))
    words = sum(m.marker.counts.words for m in one.made)
    yield f"\n### {pages} pages in {len(inputs)} archives ({words} words of text)\n"
    yield "| | seconds | pages/s | words/s |\n|---|---|---|---|"
    runs = {"1 worker": one, "2 workers": two}
    if ray:
        from diurna.batch.on_ray import on_ray

        runs["Ray, 2 processors"] = timed(inputs, folder / "ray", on_ray(2))
    for name, got in runs.items():
        yield f"| {name} | {got.seconds:.1f} | {pages / got.seconds:.1f} | {words / got.seconds:.0f} |"
    yield f"\n2 workers are {one.seconds / two.seconds:.2f} times as fast as 1."
    if ray:
        yield f"Ray has {two.seconds / runs['Ray, 2 processors'].seconds:.2f} of the throughput of 2 local workers, its start included."
    yield from _where(one)
    yield from _plan(one, size_of(folder / "one"), pages)


def _where(got: Timed) -> Iterator[str]:
    spent = got.spent
    whole = sum(msgspec.structs.astuple(spent))
    yield "\n### Where the time goes (1 worker)\n\n| | per cent |\n|---|---|"
    names = {"reading": "decompressing, finding records", "extracting": "extracting text", "coding": "coding", "writing": "rows, Parquet"}
    for field, name in names.items():
        yield f"| {name} | {100 * getattr(spent, field) / whole:.1f} |"
    limit = spent.reading + spent.extracting
    yield f"\nCoding takes {spent.coding / spent.extracting:.2f} of what extracting takes."
    yield f"Reading and extracting alone would be {whole / limit:.2f} times as fast."


def _plan(got: Timed, sizes: dict[str, int], pages: int) -> Iterator[str]:
    """All of Common Crawl News at these rates."""
    a_page = sum(msgspec.structs.astuple(got.spent)) / pages
    hours = a_page * PAGES_OF_ALL / 3600
    out = sum(sizes.values()) / pages * PAGES_OF_ALL
    yield "\n### All of Common Crawl News at this rate\n\n| | |\n|---|---|"
    yield f"| pages | {PAGES_OF_ALL:.2g} (assumed) |"
    yield f"| a page, one core | {1000 * a_page:.0f} ms (measured) |"
    yield f"| core-hours | {hours:,.0f} |"
    yield f"| on 1,000 cores | {hours / 1000:,.0f} hours |"
    yield f"| cost at {CORE_HOUR} $ a core-hour (assumed) | {hours * CORE_HOUR:,.0f} $ |"
    yield f"| bytes in, at {PACKED_PAGE:,} a page (assumed) | {PAGES_OF_ALL * PACKED_PAGE / 1e12:,.0f} TB |"
    yield f"| bytes out, at {sum(sizes.values()) / pages:,.0f} a page (measured) | {out / 1e12:,.1f} TB |"
    yield f"| keeping them, a month at {GIGABYTE_MONTH} $ a GB (assumed) | {out / 1e9 * GIGABYTE_MONTH:,.0f} $ |"
    yield "\nBytes out by table: " + ", ".join(f"{t} {n / pages:,.0f}" for t, n in sizes.items()) + " a page."


def growth(folder: Path, size: int) -> Iterator[str]:
    """The same for one, two, four and eight times as many made-up articles, and for linking them."""
    sizes = [size * times for times in GROWTH]
    yield "\n### Growth: made-up articles, 2 workers\n"
    yield "| articles | seconds | bytes out | linking, seconds | linking, peak MB | a worker, peak MB |\n|---|---|---|---|---|---|"
    found: list[tuple[float, float, float]] = []
    for count in sizes:
        out = folder / f"out-{count}"
        got = timed(rows(folder / f"rows-{count}", count), out, local(2))
        seconds, memory = _linked(out)
        bytes_out = sum(size_of(out).values())
        most = max(m.memory for m in got.made) / 1e6
        found.append((got.seconds, bytes_out, seconds))
        yield f"| {count} | {got.seconds:.1f} | {bytes_out:,} | {seconds:.1f} | {memory:.0f} | {most:.0f} |"
    named = zip(("time", "bytes", "linking"), zip(*found, strict=True), strict=True)
    yield "\nExponents: " + ", ".join(f"{name} {exponent(sizes, values):.2f}" for name, values in named) + "."


def _linked(out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of linking, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _LINK, str(out)], check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="articles of the smallest run of the growth table")
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--no-ray", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diurna-scale-") as folder:
        for line in over_archive(Path(folder), given.pages, not given.no_ray):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        for line in growth(Path(folder), given.size):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
