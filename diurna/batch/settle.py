"""A shard through a worker that may die on the way: tried again, the article that ends workers left out, at last set aside.

One death may be chance (a machine short of memory, somebody's kill), so an article is left out only where it ended two.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from diurna.batch.plan import Order
from diurna.batch.shard import Counts, Marker
from diurna.batch.work import WORKER, Made, mark, noted
from diurna.coder import coder
from diurna.workers import Died, Worker

TWICE = 2
MOST_LEFT_OUT = 20
"""Articles of one shard that may be left out so; where there are more, it is the shard that is wrong."""
MOST_DEATHS = 2 * MOST_LEFT_OUT
SHARDS = 50
"""Shards after which a worker is replaced, so that what its libraries keep cannot grow for ever."""

_decode = msgspec.msgpack.Decoder(Made).decode
_encode = msgspec.msgpack.Encoder().encode


class Settler:
    """Owns a worker and replaces it. Use as a context manager, or `close()` it."""

    def __init__(self, program: str = WORKER) -> None:
        self._program = program
        self._worker = Worker(program)
        self._shards = 0
        self._closed = False

    def __enter__(self) -> Settler:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; another thread's `settle` then comes back."""
        self._closed = True
        self._worker.close()

    def clear(self) -> None:
        """Wait for the end of a closed worker."""
        self._worker.clear()

    def settle(self, order: Order) -> Made | None:
        """The shard made, or set aside with a reason; None where this was closed meanwhile."""
        deaths: Counter[int] = Counter()
        skip: tuple[int, ...] = order.skip
        self._freshen()
        while True:
            answer = self._worker.answer(_encode(msgspec.structs.replace(order, skip=skip)))
            if self._closed:
                return None
            if not isinstance(answer, Died):
                return _decode(answer)
            at = noted(Path(order.out), order.shard.name)
            deaths[at] += 1
            if deaths[at] >= TWICE and at >= 0 and at not in skip:
                skip = tuple(sorted((*skip, at)))
            elif deaths[at] >= TWICE:
                return _aside(order, f"the process that worked on it ended {TWICE} times before its first article (status {answer.status})")
            if len(skip) > MOST_LEFT_OUT or deaths.total() > MOST_DEATHS:
                return _aside(order, f"more than {MOST_LEFT_OUT} of its articles end the process that codes them")

    def _freshen(self) -> None:
        self._shards += 1
        if self._shards > SHARDS:
            self._worker.close()
            self._worker.clear()
            self._worker, self._shards = Worker(self._program), 1


def _aside(order: Order, reason: str) -> Made:
    marker = Marker(order.shard, coder(tuple(map(Path, order.known.gazetteer))), order.known, Counts(), order.skip, reason)
    mark(Path(order.out), marker)
    return Made(marker)
