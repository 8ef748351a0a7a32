"""What was joined over a batch, as two Parquet files beside its tables."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from diurna.batch.link import Found
from diurna.batch.source import parquet

FOLDER = "links"
_TEXT = pa.string()
SCHEMAS = {
    "copies": pa.schema({"article": _TEXT, "origin": _TEXT, "reason": _TEXT, "score": pa.float64(), "text": _TEXT}),
    "happenings": pa.schema({"happening": _TEXT, "event": _TEXT, "document": _TEXT}),
}
"""`text` is the smallest id of the articles that carry one; `happening` the smallest id of the events that tell one."""


def write(out: Path, found: Found) -> tuple[int, int]:
    """Write links; how many articles carry the text of another, and how many happenings there are. The same links give the same bytes."""
    copies = [
        {"article": c.article, "origin": c.origin, "reason": c.reason, "score": c.score, "text": found.groups[c.article]}
        for c in found.copies
    ]
    told = [{"happening": h[0], "event": e, "document": found.articles[e]} for h in found.happenings for e in h]
    _write(out, "copies", copies)
    _write(out, "happenings", told)
    return len({c.article for c in found.copies}), len(found.happenings)


def _write(out: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    place = out / FOLDER / f"{name}.parquet"
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    parquet().write_table(pa.Table.from_pylist(list(rows), schema=SCHEMAS[name]), part, compression="zstd")
    part.replace(place)
