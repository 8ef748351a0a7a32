"""A file of event data to a stream of events and of lines that give none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diurna.eventdata import gdelt, polecat
from diurna.eventdata.lines import lines
from diurna.eventdata.theirs import BadRow, Origin, Theirs


class NotTheirs(ValueError):
    """A file that is not of the kind it is said to be; the message says what was looked for."""


def rows(origin: Origin, path: Path) -> Iterator[Theirs | BadRow]:
    """Every line of a file, as an event or as the reason why it is none. Raises NotTheirs, OSError."""
    read = gdelt.event if origin == "gdelt" else None
    for number, line in lines(path):
        if isinstance(line, BadRow):
            yield line
        elif read is None:
            read = polecat.reader(line)
            if read is None:
                raise NotTheirs(f"{path}: the first line is not the head line of POLECAT (it has no {', '.join(_missing(line))})")
        else:
            yield read(line, number)


def _missing(line: str) -> list[str]:
    there = set(line.split("\t"))
    return [name for name in polecat.ASKED if name not in there][:3]
