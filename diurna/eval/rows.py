"""Reading gold files and prediction files: JSON lines into typed rows, an error naming file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


class BadGold(ValueError):
    """A gold or prediction file that does not have the form it should have; the message names file, line and cause."""


def rows(path: Path, kind: type[T]) -> list[T]:
    """The rows of a JSON lines file. Raises BadGold."""
    return list(_rows(path, kind))


def _rows(path: Path, kind: type[T]) -> Iterator[T]:
    decoder = msgspec.json.Decoder(kind)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as problem:
        raise BadGold(f"{path}: {problem.strerror}") from problem
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as problem:
            raise BadGold(f"{path}, line {number}: {problem}") from problem


def by_id(path: Path, kind: type[T]) -> dict[str, T]:
    """Prediction rows by their `id`."""
    return {getattr(row, "id"): row for row in rows(path, kind)}  # noqa: B009 (every row type has an id)
