"""Cells that no spreadsheet runs and no reader trips over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

Cell = str | int | float | bool | None
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ")


def plain(text: str) -> str:
    """Text on one line: tabs, line ends and control characters become spaces, a start that a spreadsheet would run gets a `'`."""
    flat = text.translate(_BREAKS).strip()
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def listed(items: Iterable[Cell], mark: str = "; ") -> str:
    """Several values as one cell; the mark inside a value becomes a comma."""
    return mark.join("" if item is None else written(item).replace(mark.strip(), ",") for item in items)


def written(cell: Cell) -> str:
    """A cell as it is written: nothing for None, numbers as they are, text made plain."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return plain(cell) if isinstance(cell, str) else str(cell)


def tsv_line(cells: Sequence[Cell]) -> bytes:
    """A line of tab-separated values. Quotation marks become `'`: half of the readers take them for quoting, half do not."""
    line = "\t".join(written(cell).replace('"', "'") for cell in cells)
    return line.encode("utf-8", "replace") + b"\n"


def csv_line(cells: Sequence[Cell]) -> bytes:
    """A line of comma-separated values (RFC 4180, but with a bare line feed)."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([written(cell) for cell in cells])
    return line.getvalue().encode("utf-8", "replace")


def write_lines(lines: Iterable[bytes], out: IO[bytes]) -> int:
    """Write lines; how many."""
    count = 0
    for line in lines:
        out.write(line)
        count += 1
    return count
