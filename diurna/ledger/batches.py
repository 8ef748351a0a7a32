"""Many articles in one transaction: what they share, the disk's answer above all, is paid once. Nothing is reported before it is there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from diurna.ledger.writer import Writer

MOST = 512
"""Articles in one transaction at most."""
LONGEST = 2.0
"""Seconds after which what is there is committed and reported."""
SLOW = 0.2
"""Seconds that one article takes to come where nothing is to be won by waiting for the next."""
_Done = TypeVar("_Done")


def committed(ledger: Writer, done: Iterable[_Done]) -> Iterator[_Done]:
    """Hand on what `done` gives, which writes into the ledger as it goes, once what it wrote is on the disk.

    The first is committed at once, then two, then four: who adds a few sees each, who adds many waits for two seconds at most. Where
    writing one fails, none of its transaction is written, and none of them has been reported.
    """
    waiting: list[_Done] = []
    most = 1
    begun = last = time.monotonic()
    ledger.begin()
    try:
        for one in done:
            waiting.append(one)
            now = time.monotonic()
            if len(waiting) >= most or now - begun >= LONGEST or now - last >= SLOW:
                ledger.commit()
                yield from waiting
                waiting.clear()
                most = min(MOST, 2 * most)
                ledger.begin()
                begun = now = time.monotonic()
            last = now
    finally:
        ledger.commit()  # whole articles only: where writing one failed, nothing is left to commit
    yield from waiting
