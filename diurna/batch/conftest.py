"""Made-up archives with pages of every sort, workers that die on purpose, and what a batch wrote, for the tests beside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from diurna.batch.plan import Shard, shards
from diurna.batch.run import Engine, Manifest, local, manifest, run
from diurna.coding import Known
from diurna.readers.warc_test import packed, record

ROOT = str(Path(__file__).parents[2])


def row(name: str, text: str, outlet: str = "Klow Courier", day: str = "2025-06-05") -> dict[str, str]:
    """An article as a row of JSON."""
    return {"id": name, "outlet": outlet, "date": day, "lang": "en", "title": f"Report {name}", "text": text}


ROWS = (
    row("a", "Russia attacked the Ukrainian city of Kharkiv on Thursday, officials said. Two people were killed."),
    row("b", "Turkey condemned the attack on Thursday. France called for talks."),
    row("c", "Vladimir Putin met Xi Jinping in Moscow on Wednesday."),
)


def lines(path: Path, rows: Sequence[dict[str, str]]) -> str:
    """Write rows of JSON; the path as a string."""
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return str(path)


def page(number: int) -> str:
    """A page with an article of its own."""
    told = "".join(f"<p>France condemned the attack on depot {number} and asked Turkey to hold talks in round {i}.</p>" for i in range(8))
    return f"<html><title>Depot {number}</title><body><article><h1>Depot {number}</h1>{told}</article></body></html>"


def archive() -> tuple[bytes, int]:
    """A packed archive with sound pages and pages broken in many ways; how many inputs it has."""
    inputs = [
        record(page(1), url="https://x.org/1"),
        record(page(2), url="https://x.org/2"),
        record(page(1), url="https://x.org/1"),  # again, to the letter
        record("", url="https://x.org/empty"),
        record("<html><body></body></html>", url="https://x.org/bare"),
        record("<div>" * 3000 + "x", url="https://x.org/deep"),
        record(b"\xff\xfe\x00\x01" * 50, url="https://x.org/noise"),
        record(page(3).encode("utf-16"), url="https://x.org/utf16"),
        record(gzip.compress(page(4).encode(), mtime=0)[:-20], url="https://x.org/cut", http_content_encoding="gzip"),
        record(gzip.compress(page(5).encode(), mtime=0), url="https://x.org/packed", http_content_encoding="gzip"),
        record("no answer at all", url="https://x.org/none", http=""),
        record("x", "revisit", url="https://x.org/again"),
        record(page(6)[: len(page(6)) // 2], url="https://x.org/half", WARC_Truncated="length"),
        record("A text page: Rome spoke to Paris about Kharkiv.", url="https://x.org/text", http_content_type="text/plain"),
    ]
    about = [record("software: x", "warcinfo", ""), record("", http="404 Not Found"), record("PNG", http_content_type="image/png")]
    whole = packed(about[0], *inputs, *about[1:])
    return whole + packed(record(page(7), url="https://x.org/last"))[:-40], len(inputs) + 1


def deadly(what: str) -> str:
    """A worker that does `what` (a statement that sees `document`) before it codes an article."""
    return "\n".join(
        (
            f"import os, sys, time; sys.path.insert(0, {ROOT!r})",
            "from pathlib import Path",
            "from diurna.batch import shard, work",
            "code_input = shard.code_input",
            "def coded(document, *more):",
            f"    {what}",
            "    return code_input(document, *more)",
            "shard.code_input = coded",
            "work.serve()",
        )
    )


def batch(out: Path, inputs: Sequence[str], engine: Engine | None = None, seconds: float = 120) -> Manifest:
    """Run a batch to its end."""
    found, wrong = shards(inputs)
    list(run(found, out, engine=engine or local(1), seconds=seconds))
    return manifest(found, out, Known(), wrong)


def bytes_of(out: Path) -> dict[str, bytes]:
    """Every file of a batch by its place."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def table(out: Path, name: str, shard: Shard | None = None) -> list[dict[str, object]]:
    """The rows of a table, of one shard or of all."""
    files = sorted((out / name).glob(f"{shard.name if shard else '*'}.parquet"))
    return [r for f in files for r in pq.read_table(f).to_pylist()]


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str], Manifest]]:
    """A batch of an archive, rows and a table of rows: its folder, its inputs, its manifest."""
    import pyarrow as pa

    place = tmp_path_factory.mktemp("batch")
    data, _ = archive()
    (place / "a.warc.gz").write_bytes(data)
    pq.write_table(pa.Table.from_pylist([row("p", "Italy sent aid to Sudan on Monday."), row("q", "")]), place / "t.parquet")
    inputs = [str(place / "a.warc.gz"), lines(place / "rows.jsonl", ROWS), str(place / "t.parquet")]
    yield place / "out", inputs, batch(place / "out", inputs)
