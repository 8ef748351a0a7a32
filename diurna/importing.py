"""The way in for other people's event data: a file's rows into the table that is theirs, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from diurna.eventdata.read import rows
from diurna.eventdata.theirs import BadRow, Origin, Theirs
from diurna.ledger.imported import keep
from diurna.ledger.writer import Writer

AT_ONCE = 5000
"""Rows in one transaction."""


class Imported(msgspec.Struct):
    """What became of the rows: `read` = `added` + `known` + the bad ones. `between`: of the added, those between two countries.

    `bad` counts by what is wrong; `first` has one row for each, to show.
    """

    read: int = 0
    added: int = 0
    known: int = 0
    between: int = 0
    bad: Counter[str] = msgspec.field(default_factory=Counter[str])
    first: dict[str, BadRow] = {}

    @property
    def rejected(self) -> int:
        """How many rows gave no event."""
        return sum(self.bad.values())


def import_file(ledger: Writer, origin: Origin, path: Path, counts: Imported) -> Iterator[Imported]:
    """Take a file in; the counts as they stand, each time that some more is on the disk. Raises NotTheirs, OSError, LedgerError."""
    for part in _parts(rows(origin, path)):
        events: list[Theirs] = []
        for row in part:
            if isinstance(row, BadRow):
                counts.bad[row.code] += 1
                counts.first.setdefault(row.code, row)
            else:
                events.append(row)
        added, between = keep(ledger, origin, events)
        counts.read += len(part)
        counts.added += added
        counts.between += between
        counts.known += len(events) - added
        yield counts


def _parts(found: Iterable[Theirs | BadRow]) -> Iterator[list[Theirs | BadRow]]:
    rest = iter(found)
    while part := list(islice(rest, AT_ONCE)):
        yield part
