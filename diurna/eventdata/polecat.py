"""POLECAT: tab-separated with a head line; columns are found by their names, in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import cast, get_args

from diurna.eventdata.theirs import BadRow, Theirs
from diurna.model import Type

ASKED = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Country", "Primary Actor Sector", "Recipient Country",
    "Primary Recipient Sector", "Source",
)  # fmt: skip
_TYPES: tuple[Type, ...] = get_args(Type)
_NOTHING = {"", "none", "nan", "null"}


def reader(head: str) -> Callable[[str, int], Theirs | BadRow] | None:
    """What reads the lines under a head line; None where it is not POLECAT's."""
    names = [_cell(name) for name in head.removeprefix("\ufeff").split("\t")]
    if not set(ASKED) <= set(names):
        return None
    at = {name: names.index(name) for name in ASKED}

    def read(line: str, number: int) -> Theirs | BadRow:
        cells = line.split("\t")
        if len(cells) != len(names):
            return BadRow(number, "columns", f"{len(cells)} columns instead of {len(names)}")
        return _event({name: _cell(cells[column]) for name, column in at.items()}, number)

    return read


def _event(cells: dict[str, str], number: int) -> Theirs | BadRow:
    key, written, kind = cells["Event ID"], cells["Event Date"], cells["Event Type"].upper()
    if not key:
        return BadRow(number, "id", "no Event ID")
    try:
        day = date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return BadRow(number, "day", f"{written[:40]!r} is no date")
    if kind not in _TYPES:
        return BadRow(number, "type", f"{kind[:40]!r} is no PLOVER type")
    actors, recipients = _listed(cells["Actor Country"]), _listed(cells["Recipient Country"])
    # Who acts together with nobody to receive it is one pair each, as those who meet are.
    pairs = [(a, b) for a in actors for b in recipients if a != b] if recipients else list(combinations(actors, 2))
    code = "/".join(part for part in (kind, cells["Event Mode"]) if part)
    sides = (
        _side(cells["Actor Country"], cells["Primary Actor Sector"]),
        _side(cells["Recipient Country"], cells["Primary Recipient Sector"]),
    )
    return Theirs(key, day, cast("Type", kind), code, tuple(pairs), *sides, None, cells["Source"] or None)


def _cell(text: str) -> str:
    """A cell without the quotation marks that some writers put around it, and without a word for nothing."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1].strip()
    return "" if bare.lower() in _NOTHING else bare


def _listed(cell: str) -> list[str]:
    return list(dict.fromkeys(one for part in cell.split(";") if (one := part.strip().upper()) and one.lower() not in _NOTHING))


def _side(country: str, sector: str) -> str:
    return " ".join(part for part in (country, sector) if part)
