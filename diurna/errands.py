"""Work that mostly waits, done by a few threads: sent out under a name, taken back in whatever order it is done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

_Order = TypeVar("_Order")
_Reply = TypeVar("_Reply")


class Errands(Generic[_Order, _Reply]):
    """Up to `most` errands at a time; `out` has the names of those that are under way. Use as a context manager.

    The threads end with the program, wherever they are: who leaves in a hurry does not wait for a slow server.
    """

    def __init__(self, work: Callable[[_Order], _Reply], most: int) -> None:
        self._work = work
        self._most = most
        self._orders: SimpleQueue[tuple[str, _Order] | None] = SimpleQueue()
        self._replies: SimpleQueue[tuple[str, _Reply | BaseException]] = SimpleQueue()
        self._threads = 0
        self.out: set[str] = set()

    def __enter__(self) -> Errands[_Order, _Reply]:
        return self

    def __exit__(self, *_: object) -> None:
        for _thread in range(self._threads):
            self._orders.put(None)

    @property
    def free(self) -> int:
        """How many more may be sent out now."""
        return self._most - len(self.out)

    def send(self, name: str, order: _Order) -> None:
        """Have something done."""
        self.out.add(name)
        if self._threads < min(self._most, len(self.out)):
            self._threads += 1
            threading.Thread(target=self._run, daemon=True).start()
        self._orders.put((name, order))

    def next(self, seconds: float | None) -> _Reply | None:
        """What was done next, None where nothing was in so many seconds. What the work raised is raised here."""
        try:
            name, reply = self._replies.get(timeout=seconds)
        except Empty:
            return None
        self.out.discard(name)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                reply: _Reply | BaseException = self._work(order[1])
            except BaseException as error:
                reply = error
            self._replies.put((order[0], reply))


__all__ = ["Errands"]
