"""A pool of warm worker processes: bytes in, bytes out, in order; a worker that dies costs one item.

Workers are started as `python -c PROGRAM` and speak over their standard input and output: a four-byte big-endian
length, then the payload. That keeps a caller's script from being imported again in each worker, lets workers start
processes of their own, and ends them when the parent ends, however it ends. Items go out one at a time: a round trip
costs some 50 microseconds, coding an article a hundred times that.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import IO

import msgspec


class Died(msgspec.Struct, frozen=True):
    """A worker ended while it was busy with this item; `status` is its exit status, negative for a signal."""

    status: int


class Worker:
    """One process, started when it is first given something to do and again after it died."""

    def __init__(self, program: str) -> None:
        self._command = [sys.executable, "-c", program]
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def answer(self, item: bytes) -> bytes | Died:
        """What the process makes of `item`; a closed worker makes nothing of it."""
        if self._closed:
            return Died(0)
        if self._process is None:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, item)
            reply = receive(process.stdout)
        except OSError:
            reply = None
        if reply is not None:
            return reply
        self._process = None
        return Died(_ended(process))

    def close(self) -> None:
        """Start nothing more and end what is running; called from another thread, `answer` then returns."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def clear(self) -> None:
        """Wait for a closed worker's process, once no thread attends to it any more."""
        process, self._process = self._process, None
        if process is not None:
            _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """The exit status of a process that is ended if it still runs, its pipes closed."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.2)  # it closed its end and is about to exit with its own status
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    return process.wait()


def answers(program: str, items: Iterable[bytes], jobs: int) -> Generator[bytes | Died, None, None]:
    """What `jobs` workers running `program` make of `items`, in their order, read no further ahead than needed."""
    todo: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
    done: SimpleQueue[tuple[int, bytes | Died | Exception]] = SimpleQueue()
    crew = [Worker(program) for _ in range(jobs)]
    threads = [threading.Thread(target=_attend, args=(worker, todo, done), daemon=True) for worker in crew]
    for thread in threads:
        thread.start()
    try:
        yield from _in_order(items, 4 * jobs, lambda place, item: todo.put((place, item)), done.get)
    finally:
        for worker in crew:
            worker.close()
            todo.put(None)
        for worker, thread in zip(crew, threads, strict=True):
            thread.join()
            worker.clear()


def _attend(worker: Worker, todo: SimpleQueue[tuple[int, bytes] | None], done: SimpleQueue[tuple[int, bytes | Died | Exception]]) -> None:
    """Hand items to one worker until there are no more."""
    while (task := todo.get()) is not None:
        place, item = task
        try:
            done.put((place, worker.answer(item)))
        except Exception as problem:  # raised again in the caller's thread
            done.put((place, problem))


def _in_order(
    items: Iterable[bytes],
    ahead: int,
    give: Callable[[int, bytes], None],
    take: Callable[[], tuple[int, bytes | Died | Exception]],
) -> Iterator[bytes | Died]:
    """Keep up to `ahead` items under way and yield their results in the order of `items`."""
    ready: dict[int, bytes | Died | Exception] = {}
    source = iter(items)
    given = yielded = 0
    open_end = True
    while open_end or yielded < given:
        while open_end and given - yielded < ahead:
            item = next(source, None)
            if item is None:
                open_end = False
                break
            give(given, item)
            given += 1
        if yielded == given:
            break
        while yielded not in ready:
            place, result = take()
            ready[place] = result
        result = ready.pop(yielded)
        if isinstance(result, Exception):
            raise result
        yielded += 1
        yield result


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one payload."""
    stream.write(len(payload).to_bytes(4, "big") + payload)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one payload; None where the stream ends, also in the middle of a payload."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    payload = stream.read(size)
    return payload if len(payload) == size else None
