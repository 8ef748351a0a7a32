"""The formats by name: which tables each has, and the module that writes it, imported only when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import IO

import msgspec

from diurna.export.choice import Origin, Wanted


class Format(msgspec.Struct, frozen=True):
    """A format: what it is, its tables (the first is written unless another is asked for), its module, whether it needs more than text."""

    what: str
    module: str
    tables: tuple[str, ...] = ("events",)
    binary: bool = False


FORMATS: dict[str, Format] = {
    "csv": Format("comma-separated tables", "comma_separated", ("events", "claims", "happenings", "mentions")),
    "parquet": Format("the same tables, typed", "parquet", ("events", "claims", "happenings", "mentions"), binary=True),
    "gdelt": Format("GDELT 2.0, 61 and 16 columns", "gdelt", ("events", "mentions")),
    "polecat": Format("POLECAT/NGEC, 40 columns", "polecat"),
    "ftm": Format("FollowTheMoney entities", "follow_the_money", ("entities",)),
    "annotations": Format("W3C Web Annotation and PROV-O, JSON-LD", "annotations", ("annotations",)),
    "geojson": Format("events on a map", "geojson"),
    "atom": Format("a feed of the latest happenings", "atom", ("happenings",)),
    "schema-org": Format("schema.org Claim, JSON-LD, without any rating", "schema_org", ("claims",)),
    "timelinejs": Format("a timeline of happenings for TimelineJS", "timelinejs", ("happenings",)),
    "timesketch": Format("JSON lines for Timesketch", "timesketch", ("events", "claims")),
    "acled": Format("happenings in ACLED's columns; not ACLED's data", "acled", ("happenings",)),
    "csl": Format("the sources, CSL-JSON", "csl_json", ("sources",)),
    "bibtex": Format("the sources, BibTeX", "bibtex", ("sources",)),
}


def export(name: str, origin: Origin, wanted: Wanted, out: IO[bytes], table: str | None = None) -> int:
    """Write what is wanted in a format; the number of rows, features, entities or entries.

    Raises ValueError for a format or a table that there is none of, tables.MissingLibrary where one needs a library.
    """
    if name not in FORMATS:
        raise ValueError(f"{name}: no such format; there are {', '.join(FORMATS)}")
    format = FORMATS[name]
    chosen = table or format.tables[0]
    if chosen not in format.tables:
        raise ValueError(f"{name} has no table {chosen}; it has {', '.join(format.tables)}")
    return import_module(f"diurna.export.{format.module}").write(origin, wanted, chosen, out)
