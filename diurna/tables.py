"""Rows as tables: frozen structs that become a polars, pandas or Arrow table where that library is installed (`[tables]`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from diurna.ledger.rows import ChangeRow, ClaimRow, EventRow

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = TypeVar("Row", bound=msgspec.Struct)


class MissingLibrary(ImportError):
    """A library that only tables need is not installed; the message says how to install it."""


class Table(Sequence[Row], Generic[Row]):
    """Rows in order. `columns()` has them as flat columns; the libraries of tables are imported only when they are asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Table[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Table[Row]:
        return Table(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def columns(self) -> dict[str, list[Any]]:
        """Flat columns by name; {} where there is no row."""
        flat = [dict(cells(row)) for row in self._rows]
        return {name: [row[name] for row in flat] for name in flat[0]} if flat else {}

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame. Raises MissingLibrary."""
        return _library("polars").DataFrame(self.columns(), strict=False)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame. Raises MissingLibrary."""
        return _library("pandas").DataFrame(self.columns())

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table. Raises MissingLibrary."""
        return _library("pyarrow").table(self.columns())


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibrary(f"{name} is not installed; pip install 'diurna[tables]' brings it") from error


def cells(row: msgspec.Struct) -> Mapping[str, Any]:
    """A row as flat cells: numbers, strings, truth values and lists of strings."""
    if isinstance(row, EventRow):
        return _event_cells(row)
    if isinstance(row, ClaimRow):
        return _claim_cells(row)
    if isinstance(row, ChangeRow):
        ends = {f"{end}_{k}": v for end, c in (("from", row.source), ("to", row.to)) for k, v in _said(c).items()}
        return {"speaker": row.speaker, "name": row.name, "day": row.day, "match": row.match, "about": list(row.about), **ends}
    return {name: _cell(value) for name, value in msgspec.structs.asdict(row).items()}


def _event_cells(row: EventRow) -> dict[str, Any]:
    event = row.event
    named = (("actors", event.actors), ("recipients", event.recipients), ("places", event.places))
    parties = {role: [p.entity or "" for p in parties] for role, parties in named}
    names = {f"{role}_names": [row.names.get(p.entity or f"@{p.start}", "") for p in parties] for role, parties in named}
    return {
        "event": event.id, "document": row.document, "source": row.source, "lang": row.lang, "first": row.first, "last": row.last,
        "dated": row.dated, "precision": event.time.precision if event.time else None, "type": event.type, "modes": list(event.modes),
        "contexts": list(event.contexts), "quad": event.quad, "cameo": event.cameo, "status": event.status, "assertion": event.assertion,
        **parties, **names, "object": event.object.type if event.object else None,
        "measures": [q.measure for q in event.quantities],
        "mins": [q.min for q in event.quantities], "maxs": [q.max for q in event.quantities],
        "confidence": event.confidence, "claims": list(event.claims), "trigger": row.trigger, "sentence": row.quote,
    }  # fmt: skip


def _claim_cells(row: ClaimRow) -> dict[str, Any]:
    names = [row.names.get(p.entity or f"@{p.start}", "") for p in row.speakers]
    return {
        "claim": row.claim, "document": row.document, "source": row.source, "lang": row.lang, "day": row.day, "dated": row.dated,
        "act": row.act, "speakers": [p.entity or "" for p in row.speakers], "speaker_names": names,
        "speaker_class": row.speaker_class, "via": [p.entity or "" for p in row.via], "quoted": row.quoted, "hedge": row.hedge,
        "events": list(row.events), "content": row.quote,
    }  # fmt: skip


def _said(claim: ClaimRow | None) -> dict[str, Any]:
    fields = ("claim", "act", "day", "document", "quote")
    return {name: getattr(claim, name) if claim is not None else None for name in fields}


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list) and all(isinstance(v, str) for v in value):  # pyright: ignore[reportUnknownVariableType]
        return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return msgspec.json.encode(value).decode()
