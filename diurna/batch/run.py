"""All shards of a batch through an engine. What is done is not repeated; at the end one manifest accounts for every input once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue

import msgspec

from diurna.batch.plan import SECONDS, Order, Shard
from diurna.batch.settle import Settler
from diurna.batch.shard import Counts, Marker
from diurna.batch.tables import path_of
from diurna.batch.work import WORKER, Made, marked
from diurna.coder import coder
from diurna.coding import Known
from diurna.model import Coder, Problem

MANIFEST = "manifest.json"
Engine = Callable[[Sequence[Order]], Iterable[Made]]
_encode = msgspec.json.Encoder(order="deterministic").encode


class Manifest(msgspec.Struct, frozen=True):
    """What a batch holds: shards in the order of their names. `aside` are those set aside, with the reason; `wrong` what is wrong
    with the inputs themselves."""

    coder: Coder
    known: Known
    seen: int
    coded: int
    rejected: int
    duplicates: int
    shards: tuple[Marker, ...]
    aside: dict[str, str]
    wrong: tuple[Problem, ...] = ()


def waiting(shards: Iterable[Shard], out: Path, known: Known, seconds: float = SECONDS) -> list[Order]:
    """The shards that are not done yet by this coder with what is known now; those set aside before are tried once more."""
    mine = coder(tuple(map(Path, known.gazetteer)))
    return [Order(shard, str(out), known, seconds) for shard in shards if not _is_done(marked(out, shard.name), out, shard, mine, known)]


def _is_done(marker: Marker | None, out: Path, shard: Shard, mine: Coder, known: Known) -> bool:
    if marker is None or marker.aside is not None or (marker.coder, marker.known) != (mine, known):
        return False
    return path_of(out, "records", shard.name).exists()


def local(jobs: int | None = None, program: str = WORKER) -> Engine:
    """The engine of one machine: so many workers, each with one shard at a time."""
    return lambda orders: _by_threads(orders, min(jobs or os.cpu_count() or 1, max(len(orders), 1)), program)


def _by_threads(orders: Sequence[Order], jobs: int, program: str) -> Iterator[Made]:
    todo: SimpleQueue[Order | None] = SimpleQueue()
    done: SimpleQueue[Made | Exception] = SimpleQueue()
    crew = [Settler(program) for _ in range(jobs)]
    threads = [threading.Thread(target=_attend, args=(settler, todo, done), daemon=True) for settler in crew]
    for item in (*orders, *[None] * jobs):
        todo.put(item)
    for thread in threads:
        thread.start()
    try:
        for _ in orders:
            made = done.get()
            if isinstance(made, Exception):
                raise made
            yield made
    finally:
        for settler in crew:
            settler.close()
        for settler, thread in zip(crew, threads, strict=True):
            thread.join()
            settler.clear()


def _attend(settler: Settler, todo: SimpleQueue[Order | None], done: SimpleQueue[Made | Exception]) -> None:
    try:
        while (order := todo.get()) is not None:
            made = settler.settle(order)
            if made is None:
                return
            done.put(made)
    except Exception as problem:  # raised again in the caller's thread
        done.put(problem)


def run(
    shards: Sequence[Shard],
    out: Path,
    known: Known = Known(),  # noqa: B008 (frozen)
    engine: Engine | None = None,
    seconds: float = SECONDS,
) -> Iterator[Made]:
    """Make what is not made yet, each shard as it is done, in no order. `manifest` then says what there is."""
    out.mkdir(parents=True, exist_ok=True)
    orders = waiting(shards, out, known, seconds)
    if orders:
        yield from (engine or local())(orders)


def manifest(shards: Sequence[Shard], out: Path, known: Known, wrong: Sequence[Problem] = ()) -> Manifest:
    """Account for the shards of a batch that are done, and write it down. The same shards give the same bytes."""
    markers = [m for shard in sorted(shards, key=lambda s: s.name) if (m := marked(out, shard.name)) is not None]
    total = counted(markers)
    aside = {m.shard.source: m.aside for m in markers if m.aside is not None}
    made = Manifest(
        coder(tuple(map(Path, known.gazetteer))), known, total.seen, total.coded, total.rejected, total.duplicates, tuple(markers), aside,
        tuple(wrong),
    )  # fmt: skip
    part = out / f".{MANIFEST}.{os.getpid()}.part"
    part.write_bytes(msgspec.json.format(_encode(made)))
    part.replace(out / MANIFEST)
    return made


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of a folder; None where it has none: no batch, or one that never came to its end."""
    try:
        return msgspec.json.decode((out / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def counted(markers: Iterable[Marker]) -> Counts:
    """The counts of some shards together."""
    total = Counts()
    for counts in (m.counts for m in markers):
        for name in ("seen", "coded", "rejected", "duplicates", "words", "events", "claims"):
            setattr(total, name, getattr(total, name) + getattr(counts, name))
        for name in ("days", "langs", "outlets", "reasons"):
            into: dict[str, int] = getattr(total, name)
            for key, count in getattr(counts, name).items():
                into[key] = into.get(key, 0) + count
    return total
