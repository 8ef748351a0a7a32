"""The articles of a shard, unread: a file as the readers know it, or Parquet; what lies elsewhere is copied beside the work first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from diurna.batch.plan import PARQUET, is_address
from diurna.model import Problem
from diurna.readers.html import Extractor
from diurna.readers.open import pieces
from diurna.readers.problems import problem, shown
from diurna.readers.raw import Raw
from diurna.tables import MissingLibrary

FIELDS = ("id", "text", "title", "date", "outlet", "url", "lang")
"""Columns of a Parquet shard that are read; they mean what they mean in JSON lines."""
_ROWS = 64
"""Rows of a Parquet file that are held at a time."""


def articles(source: str, extractor: Extractor) -> Iterator[Raw | Problem]:
    """Every article of a shard in order, or why it cannot be had. Raises MissingLibrary."""
    if not is_address(source):
        yield from _of_file(Path(source), source, extractor)
        return
    try:
        with _copied(source) as copy:
            yield from (_renamed(item, str(copy), source) for item in _of_file(copy, str(copy), extractor))
    except (OSError, ValueError) as error:
        yield problem(source, "unreadable", f"it cannot be fetched ({type(error).__name__}: {str(error)[:200]})")


@contextmanager
def _copied(address: str) -> Iterator[Path]:
    """A copy of what lies at an address. Whole, for where an archive is damaged the reader goes back and forth in it."""
    try:
        fsspec: Any = import_module("fsspec")
    except ImportError as error:
        raise MissingLibrary("fsspec is not installed; pip install 'diurna[batch]' brings it") from error
    with tempfile.TemporaryDirectory(prefix="diurna-") as folder:
        copy = Path(folder, address.rstrip("/").rpartition("/")[2] or "shard")
        with fsspec.open(address, "rb") as there, copy.open("wb") as here:
            shutil.copyfileobj(there, here, 1 << 20)
        yield copy


def _renamed(item: Raw | Problem, copy: str, source: str) -> Raw | Problem:
    key = item.key.replace(copy, source, 1)
    if isinstance(item, Raw):
        return msgspec.structs.replace(item, key=key)
    return Problem(key, item.code, item.message.replace(copy, source, 1))


def _of_file(path: Path, name: str, extractor: Extractor) -> Iterator[Raw | Problem]:
    if name.endswith(PARQUET):
        yield from _of_parquet(path, shown(name))
    else:
        yield from pieces(name, extractor)


def _of_parquet(path: Path, name: str) -> Iterator[Raw | Problem]:
    """The rows of a Parquet file as rows of JSON, a few at a time."""
    pq = parquet()
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            wanted = [c for c in FIELDS if c in file.schema_arrow.names]
            if "text" not in wanted:
                yield problem(name, "no-text", 'the file has no column "text"')
                return
            number = 0
            for group in file.iter_batches(batch_size=_ROWS, columns=wanted):
                for row in group.to_pylist():
                    number += 1
                    given = {k: v if isinstance(v, str | int) else str(v) for k, v in row.items() if v is not None}
                    yield Raw(f"{name}:{number}", "row", msgspec.json.encode(given))
            if number == 0:
                yield problem(name, "empty", "the file has no rows")
    except FileNotFoundError:
        yield problem(name, "not-found", "there is no such file")
    except (OSError, ValueError) as error:  # pyarrow's errors are ValueErrors
        yield problem(name, "unreadable", f"it cannot be read as Parquet ({' '.join(str(error).split())[:200]})")


def parquet() -> Any:
    """pyarrow's Parquet. Raises MissingLibrary."""
    try:
        return import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingLibrary("pyarrow is not installed; pip install 'diurna[batch]' brings it") from error
