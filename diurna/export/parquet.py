"""Parquet: the same tables as in CSV, with types, lists as lists and text to the letter. Needs pyarrow (`[tables]`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import IO, Any

from diurna.export.choice import Origin, Wanted
from diurna.export.columns import COLUMNS, Row, rows
from diurna.tables import MissingLibrary

_GROUP = 10_000
"""Rows written together; more need more memory."""


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write a table; the number of rows. Raises MissingLibrary."""
    try:
        pa: Any = import_module("pyarrow")
        pq: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingLibrary("pyarrow is not installed; pip install 'diurna[tables]' brings it") from error
    kinds = {
        "text": pa.string(), "int": pa.int64(), "number": pa.float64(), "truth": pa.bool_(),
        "texts": pa.list_(pa.string()), "numbers": pa.list_(pa.float64()),
    }  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows(origin, wanted, table)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _groups(found: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(found)
    while group := list(islice(rest, _GROUP)):
        yield group
