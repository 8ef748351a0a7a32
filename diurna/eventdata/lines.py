"""The lines of a file of event data, one by one: plain, gzip, or a zip archive, as GDELT's are."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from diurna.eventdata.theirs import BadRow

LONGEST = 1 << 20
"""Bytes of a line; what is longer is no row of event data."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


def lines(path: Path) -> Iterator[tuple[int, str | BadRow]]:
    """The lines of a file with their numbers, without line ends. What is not UTF-8 in one is replaced.

    Raises OSError where the file cannot be read, or is damaged where it is packed.
    """
    number = 0
    for file in _files(path):
        while data := _next(path, file):
            number += 1
            if len(data) > LONGEST:
                while not data.endswith(b"\n") and (data := _next(path, file)):
                    pass
                yield number, BadRow(number, "length", f"a line of more than {LONGEST:,} bytes")
            elif data.strip():
                yield number, data.decode("utf-8", "replace").rstrip("\r\n")


def _files(path: Path) -> Iterator[IO[bytes]]:
    """What is to be read one after another: the file itself, or what is packed in it."""
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head.startswith(_GZIP):
            with gzip.open(file) as packed:
                yield cast("IO[bytes]", packed)
        elif head.startswith(_ZIP):
            try:
                with zipfile.ZipFile(file) as archive:
                    for name in archive.namelist():
                        with archive.open(name) as member:
                            yield member
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
                raise OSError(None, f"cannot be unpacked ({problem})", str(path)) from problem
        else:
            yield file


def _next(path: Path, file: IO[bytes]) -> bytes:
    try:
        return file.readline(LONGEST + 1)
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as problem:
        raise OSError(None, f"is damaged and cannot be unpacked to its end ({problem})", str(path)) from problem
