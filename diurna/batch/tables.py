"""The Parquet files of a shard: columns in a fixed order, a bounded number of rows held, each file named when it is whole.

Events, claims and mentions have the columns of `diurna export parquet`; records and sketches are what a ledger and the linker take up.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
import pyarrow as pa

from diurna.batch.shard import Article
from diurna.batch.source import parquet
from diurna.export import columns
from diurna.export.choice import Chosen, Wanted, choose
from diurna.export.columns import COLUMNS, Row
from diurna.ledger.arrivals import stored
from diurna.ledger.linked import Kept
from diurna.model import Problem
from diurna.resolve.carriers import carrier, sheet
from diurna.resolve.copies import Sheet, numbered, sketch
from diurna.resolve.positions import stands
from diurna.resolve.tellings import tellings

Table = Literal["records", "events", "claims", "mentions", "rejected", "sketches"]
TABLES: tuple[Table, ...] = ("records", "events", "claims", "mentions", "rejected", "sketches")
_GROUP = 128
"""Articles whose rows are held before they are written."""
_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_KINDS = {
    "text": _TEXT, "int": pa.int64(), "number": pa.float64(), "truth": pa.bool_(), "texts": _TEXTS, "numbers": pa.list_(pa.float64()),
}  # fmt: skip
_NUMBERS = pa.list_(pa.int64())
_OWN: dict[str, dict[str, pa.DataType]] = {
    "records": {
        "document": _TEXT, "key": _TEXT, "url": _TEXT, "source": _TEXT, "title": _TEXT, "published": _TEXT, "lang": _TEXT,
        "words": pa.int64(), "notice": _TEXT, "place": _TEXT, "kind": _TEXT, "captured": _TEXT, "address": _TEXT,
        "input": _TEXT, "record": _TEXT,
    },
    "rejected": {"key": _TEXT, "code": _TEXT, "message": _TEXT},
    "sketches": {
        "document": _TEXT, "text": pa.int64(), "address": pa.int64(), "keys": _NUMBERS, "whole": pa.int64(), "shingles": _NUMBERS,
        "sheet": pa.binary(), "kept": pa.binary(),
    },
}  # fmt: skip
_pack = msgspec.msgpack.Encoder().encode


def schema(table: str) -> pa.Schema:
    """The columns of a table with their types."""
    own = _OWN.get(table) or {name: _KINDS[kind] for name, kind in COLUMNS[table].items()}
    return pa.schema(list(own.items()))


def path_of(out: Path, table: str, shard: str) -> Path:
    """Where the rows of a shard are."""
    return out / table / f"{shard}.parquet"


Rows = Mapping[Table, Sequence[Row]]


def rows(done: Article | Problem) -> Rows:
    """What is written of one input, by table."""
    if isinstance(done, Problem):
        return {"rejected": [{"key": done.key, "code": done.code, "message": done.message}]}
    chosen = choose(done.record, Wanted(denied=True))
    return {
        "records": [_record_row(done, chosen)], "sketches": [_sketch_row(done)], "events": list(columns.rows_of(chosen, "events")),
        "claims": list(columns.rows_of(chosen, "claims")), "mentions": list(columns.rows_of(chosen, "mentions")),
    }  # fmt: skip


class Files:
    """The files of one shard. Use as a context manager; they have their names only after `finish()`."""

    def __init__(self, out: Path, shard: str) -> None:
        self._places = {t: path_of(out, t, shard) for t in TABLES}
        self._parts = {t: p.with_name(f".{p.name}.{os.getpid()}.part") for t, p in self._places.items()}
        for place in self._places.values():
            place.parent.mkdir(parents=True, exist_ok=True)
        self._schemas = {t: schema(t) for t in TABLES}
        self._writers: dict[str, Any] = {t: parquet().ParquetWriter(self._parts[t], self._schemas[t], compression="zstd") for t in TABLES}
        self._rows: dict[str, list[Row]] = {t: [] for t in TABLES}
        self._waiting = 0

    def __enter__(self) -> Files:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for writer in self._writers.values():
            writer.close()
        for part in self._parts.values():
            part.unlink(missing_ok=True)

    def add(self, rows: Rows) -> None:
        """The rows of one input."""
        for table, found in rows.items():
            self._rows[table].extend(found)
        self._waiting += 1
        if self._waiting >= _GROUP:
            self._write()

    def finish(self) -> None:
        """Write what is held and give the files their names; remains of attempts that were killed go."""
        self._write()
        for table, writer in self._writers.items():
            writer.close()
            place = self._places[table]
            self._parts[table].replace(place)
            for left in place.parent.glob(f".{place.name}.*.part"):
                left.unlink(missing_ok=True)

    def _write(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._writers[table].write_table(pa.Table.from_pylist(rows, schema=self._schemas[table]))
                rows.clear()
        self._waiting = 0


def _record_row(done: Article, chosen: Chosen) -> Row:
    d = done.record.document
    return {
        **columns.article_cells(chosen), "key": done.read.key, "lang": d.languages[0] if d.languages else None,
        "words": len(d.text.split()), "notice": done.notice, "place": done.raw.key, "kind": done.raw.kind,
        "captured": done.raw.captured, "address": done.url,
        "input": stored(done.read), "record": msgspec.json.encode(done.record).decode(),
    }  # fmt: skip


def _sketch_row(done: Article) -> Row:
    record = done.record
    body = sheet(record)
    found = sketch(body)
    kept = Kept(record.document.id, carrier(record), tellings(record), stands(record))
    return {
        "document": record.document.id, "text": numbered(record.document.text),
        "address": numbered(done.url) if done.url is not None else None, "keys": sorted(found.keys), "whole": found.whole,
        "shingles": sorted(found.shingles),
        "sheet": _packed(msgspec.structs.replace(body, text="")), "kept": _packed(kept),
    }  # fmt: skip


def _packed(value: msgspec.Struct) -> bytes:
    return _pack(_ordered(value))


def _ordered(value: Any) -> Any:
    """A struct with its sets in the order of their members: the same article gives the same bytes in every process."""
    if isinstance(value, frozenset):
        return sorted(map(_ordered, value), key=_pack)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, tuple | list):
        return list(map(_ordered, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: _ordered(getattr(value, name)) for name in value.__struct_fields__}
    return list(fields.values()) if value.__struct_config__.array_like else fields


sheet_of = msgspec.msgpack.Decoder(Sheet).decode
kept_of = msgspec.msgpack.Decoder(Kept).decode
