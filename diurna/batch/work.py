"""A shard from its source to its files, and a worker's life around it.

The worker notes which article it is at before it takes it up, so that whoever started it knows what ended it; an article that takes
too long ends it from within, whatever the code at work is doing.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from diurna.batch.plan import Order
from diurna.batch.shard import Article, Counts, Marker, Spent, article
from diurna.batch.tables import Files, Rows, rows
from diurna.coder import coder
from diurna.model import Problem
from diurna.readers.html import Extractor
from diurna.readers.problems import NO_INPUT, problem
from diurna.readers.raw import Raw
from diurna.workers import receive, send

WORKER = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); from diurna.batch.work import serve; serve()"
KILLED = "killed-worker"
MEMORY = 4_000_000_000
"""Bytes of data that a worker may hold: some eight times what it ever needed. An article that wants more is refused, and costs itself."""
_encode = msgspec.json.Encoder(order="deterministic").encode
_WIDTH = 8


class Made(msgspec.Struct, frozen=True):
    """A shard that was worked through, and how long that took: what differs from run to run stays out of the marker."""

    marker: Marker
    spent: Spent = msgspec.field(default_factory=Spent)
    seconds: float = 0.0
    memory: int = 0
    """The most memory that the worker ever held, in bytes."""


Note = Callable[[int], None]


def make(order: Order, extractor: Extractor, note: Note = lambda place: None) -> Made:
    """Code a shard into its files and its marker. `note` is told the place of each article before it is taken up."""
    begun = time.perf_counter()
    counts, spent = Counts(), Spent()
    seen: set[bytes] = set()
    with Files(Path(order.out), order.shard.name) as files:
        for place, item in _timed(order, extractor, spent, note):
            if isinstance(item, Problem) and item.code in NO_INPUT:
                counts.passed_over.append(item.message)
                continue
            if isinstance(item, Raw) and place in order.skip:
                item = problem(item.key, KILLED, "the process that coded this article was ended by it, twice")
            done = item if isinstance(item, Problem) else article(item, order.known, extractor, seen, spent)
            since = time.perf_counter()
            done, written = _written(done)
            counts.add(done)
            files.add(written)
            spent.writing += time.perf_counter() - since
        since = time.perf_counter()
        files.finish()
    marker = Marker(order.shard, coder(tuple(map(Path, order.known.gazetteer))), order.known, counts, order.skip)
    mark(Path(order.out), marker)
    spent.writing += time.perf_counter() - since
    return Made(marker, spent, time.perf_counter() - begun, _memory())


def _written(done: Article | Problem) -> tuple[Article | Problem, Rows]:
    """What is written of an input. A bug that shows only there costs the article too, and not its shard."""
    try:
        return done, rows(done)
    except Exception as bug:
        wrong = problem(
            done.read.key if isinstance(done, Article) else done.key,
            "coder-failed",
            f"its rows cannot be made ({type(bug).__name__}: {bug})",
        )
        return wrong, rows(wrong)


def _timed(order: Order, extractor: Extractor, spent: Spent, note: Note) -> Iterator[tuple[int, Raw | Problem]]:
    from diurna.batch.source import articles

    place = 0
    note(-1)
    source = articles(order.shard.source, extractor)
    while True:
        begun = time.perf_counter()
        item = next(source, None)
        spent.reading += time.perf_counter() - begun
        if item is None:
            return
        note(place)
        yield place, item
        place += 1


def mark_of(out: Path, shard: str) -> Path:
    """Where the marker of a shard is."""
    return out / "done" / f"{shard}.json"


def mark(out: Path, marker: Marker) -> None:
    """Say that a shard is done, or set aside. Its files are there before this is."""
    place = mark_of(out, marker.shard.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    part.write_bytes(msgspec.json.format(_encode(marker)))
    part.replace(place)


def marked(out: Path, shard: str) -> Marker | None:
    """The marker of a shard, where it is done or set aside and its marker is whole."""
    try:
        return msgspec.json.decode(mark_of(out, shard).read_bytes(), type=Marker)
    except (OSError, msgspec.DecodeError):
        return None


def note_of(out: Path, shard: str) -> Path:
    """Where a worker notes the article that it is at."""
    return out / "done" / f".{shard}.at"


def noted(out: Path, shard: str) -> int:
    """The place of the article that a worker was at; -1 before the first."""
    try:
        return int(note_of(out, shard).read_bytes())
    except (OSError, ValueError):
        return -1


@contextmanager
def watched(order: Order) -> Iterator[Note]:
    """Notes each place on the disk, and ends this process where one takes longer than it may or its parent is gone."""
    place = note_of(Path(order.out), order.shard.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    parent = os.getppid()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (devnull)

        def note(at: int) -> None:
            if os.getppid() != parent:
                os._exit(1)
            os.pwrite(handle, b"%*d" % (_WIDTH, at), 0)
            # A thread of the interpreter's own: it ends the process also where compiled code never comes back.
            faulthandler.dump_traceback_later(order.seconds, exit=True, file=nowhere)

        try:
            yield note
            place.unlink(missing_ok=True)  # after a failure it stays and tells where that was
        finally:
            faulthandler.cancel_dump_traceback_later()
            os.close(handle)


def _memory() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _limit_memory() -> None:
    """Have the system refuse what is too much, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def serve() -> None:
    """A worker's life: make shards until standard input ends. Anything else that prints goes to standard error."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _limit_memory()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    decoder, encoder = msgspec.msgpack.Decoder(Order), msgspec.msgpack.Encoder()
    with Extractor() as extractor:
        while (data := receive(sys.stdin.buffer)) is not None:
            order = decoder.decode(data)
            with watched(order) as note:
                made = make(order, extractor, note)
            send(replies, encoder.encode(made))
