"""One writer at a time: a lock that the system releases when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from diurna.ledger.problems import Busy, LedgerError


class WriterLock:
    """Held from creation to `release()`. It lies beside the ledger (`x.db-writer`), for the time of writing only.

    Raises Busy where another process holds it; the message names that process.
    """

    def __init__(self, ledger: Path) -> None:
        self._path = ledger.with_name(ledger.name + "-writer")
        while True:
            try:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                raise LedgerError(f"{ledger}: cannot be written here ({error.strerror}: {self._path.name})") from error
            if not _locked(self._handle):
                holder = _words(os.read(self._handle, 100))
                os.close(self._handle)
                raise Busy(f"{ledger}: another process is writing to it{holder}; wait until it has ended, or use another --db")
            if _is_still(self._handle, self._path):
                break
            os.close(self._handle)  # its last holder removed the file between our opening and locking it
        os.ftruncate(self._handle, 0)
        os.write(self._handle, str(os.getpid()).encode())

    def release(self) -> None:
        """Let others write."""
        if self._handle >= 0:
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1


def _words(data: bytes) -> str:
    return f" (process {data.decode()})" if data.isdigit() else ""


def _is_still(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except OSError:
        return False
    here = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            os.lseek(handle, 1000, os.SEEK_SET)  # beyond what is written, so that others can read who holds it
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
