"""CSL-JSON: the articles as Zotero, pandoc and citation processors read them."""

from __future__ import annotations

from typing import IO, Any

import msgspec

from diurna.export.choice import Chosen, Origin, Wanted, known_source
from diurna.export.citations import address, agencies, key, title
from diurna.export.dates import parts


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write an array; the number of articles."""
    out.write(b"[")
    count = 0
    for one in origin.chosen(wanted):
        out.write((b",\n" if count else b"\n") + msgspec.json.encode(_item(one)))
        count += 1
    out.write(b"\n]\n")
    return count


def _item(one: Chosen) -> dict[str, Any]:
    d = one.document
    day = parts(d.published)
    found: dict[str, Any] = {
        "id": key(one), "type": "article-newspaper" if d.outlet else "webpage", "title": title(one),
        "author": [{"literal": name} for name in agencies(one)],
        "container-title": known_source(d), "issued": {"date-parts": [list(day)]} if day else None, "URL": address(d.url),
        "language": d.languages[0] if d.languages else None, "note": f"diurna document {d.id}",
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None and value != []}
