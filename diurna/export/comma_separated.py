"""CSV: a table with a head line. Lists stand in one cell, joined by `; `."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from diurna.export.cells import csv_line, listed, write_lines
from diurna.export.choice import Origin, Wanted
from diurna.export.columns import COLUMNS, rows


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write a table; the number of rows."""
    return write_lines(_lines(origin, wanted, table), out) - 1


def _lines(origin: Origin, wanted: Wanted, table: str) -> Iterator[bytes]:
    columns = COLUMNS[table]
    yield csv_line(list(columns))
    for row in rows(origin, wanted, table):
        yield csv_line([listed(row[name]) if kind in ("texts", "numbers") else row[name] for name, kind in columns.items()])
