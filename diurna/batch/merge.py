"""A finished batch into a ledger: nothing is coded again, the ledger's one writer writes, and merging again adds nothing.

The bytes of the articles stay in the archive that they came from; the ledger keeps where that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from diurna.batch.plan import Shard, is_address
from diurna.batch.run import MANIFEST, Manifest, read_manifest
from diurna.batch.shard import DUPLICATE
from diurna.batch.source import parquet
from diurna.batch.tables import path_of
from diurna.ingest import Added
from diurna.ledger.arrivals import Arrival, restored
from diurna.ledger.batches import committed
from diurna.ledger.days import now
from diurna.ledger.rows import Fetched
from diurna.ledger.writer import Writer
from diurna.model import Problem, Record
from diurna.readers.problems import problem

_ROWS = 32
"""Records that are held at a time."""


def merge(out: Path, ledger: Writer) -> Iterator[Added]:
    """Add the articles of a batch, shard by shard; every input of the batch gives one `Added`, once it is on the disk.

    Raises ValueError where the manifest is none.
    """
    manifest = read_manifest(out)
    if manifest is None:
        raise ValueError(f"{out / MANIFEST} is no manifest of a batch; `diurna batch` with the same inputs completes it")
    yield from committed(ledger, _added(out, manifest, ledger))


def _added(out: Path, manifest: Manifest, ledger: Writer) -> Iterator[Added]:
    for marker in manifest.shards:
        if marker.aside is not None:
            yield _rejected(ledger, problem(marker.shard.source, "set-aside", marker.aside))
            continue
        name = marker.shard.name
        for row in _rows(path_of(out, "records", name)):
            yield _written(ledger, marker.shard, row)
        for row in _rows(path_of(out, "rejected", name)):
            found = Problem(row["key"], row["code"], row["message"])
            yield Added(found.key, "copy") if found.code == DUPLICATE else _rejected(ledger, found)


def _written(ledger: Writer, shard: Shard, row: dict[str, Any]) -> Added:
    record = msgspec.json.decode(row["record"], type=Record)
    read = restored(row["input"], record.document.text, row["key"], record.document.url)
    fetched = Fetched(row["captured"] or now(), _how(row), _place(shard, row))
    identity = f"url:{row['address']}" if row["address"] else fetched.place
    document, version, outcome = ledger.add(Arrival(read, identity, fetched, None, row["notice"]), record)
    if outcome == "rejected":
        return Added(read.key, "rejected", problem=problem(read.key, "forgotten", "this article was removed on purpose (`diurna forget`)"))
    return Added(read.key, outcome, document, version, row["notice"])


def _how(row: dict[str, Any]) -> str:
    return "warc" if row["captured"] else row["kind"] if row["kind"] in ("row", "item") else "file"


def _place(shard: Shard, row: dict[str, Any]) -> str:
    """As `diurna add` of the same file would call it, so that an article is known whichever way it came."""
    source = shard.source if is_address(shard.source) else str(Path(shard.source).absolute())
    how = _how(row)
    return f"file:{source}" if how == "file" else f"{how}:{source}#{row['place']}"


def _rejected(ledger: Writer, found: Problem) -> Added:
    ledger.reject(found)
    return Added(found.key, "rejected", problem=found)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with parquet().ParquetFile(path) as file:
        for group in file.iter_batches(batch_size=_ROWS):
            yield from group.to_pylist()
