"""The engine of a cluster: the same shards through Ray Data, one worker of ours beside each of Ray's. Imported only where it is asked for.

A task of Ray's does nothing but hand a shard to a worker process and wait: what that process does, what becomes of it when it dies, and
every byte that it writes are those of the local engine. Output and notes go to a folder that all machines see.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from diurna.batch.plan import Order
from diurna.batch.run import Engine
from diurna.batch.settle import Settler
from diurna.batch.work import WORKER, Made
from diurna.tables import MissingLibrary

_encode = msgspec.msgpack.Encoder().encode
_order = msgspec.msgpack.Decoder(Order).decode
_made = msgspec.msgpack.Decoder(Made | None).decode


def on_ray(jobs: int | None = None, address: str | None = None, program: str = WORKER) -> Engine:
    """The engine: `jobs` shards at a time, one for each processor of the cluster without it. Without an `address`, a cluster of its own
    on this machine, which ends with the run. Raises MissingLibrary."""
    try:
        ray: Any = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise MissingLibrary("ray is not installed; pip install 'diurna[ray]' brings it") from error
    return lambda orders: _made_of(ray, orders, jobs, address, program)


def _made_of(ray: Any, orders: Sequence[Order], jobs: int | None, address: str | None, program: str) -> Iterator[Made]:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    mine = not ray.is_initialized()
    if mine:
        # Without an address a cluster of our own, whatever RAY_ADDRESS says, with no page that listens.
        more = {"num_cpus": jobs} if address is None else {}
        ray.init(address=address or "local", include_dashboard=False, log_to_driver=False, logging_level="ERROR", **more)
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = False
        at_once = min(len(orders), jobs or max(int(ray.cluster_resources().get("CPU", 1)), 1))
        placed = [{"order": _encode(_absolute(order)), "program": program} for order in orders]
        # A block a shard, so that whoever is free takes the next.
        shards = ray.data.from_items(placed, override_num_blocks=len(placed))
        # One shard in hand at a time: a worker that is up first must not queue what another could do.
        crew = ray.data.ActorPoolStrategy(size=at_once, max_tasks_in_flight_per_actor=1)
        done = shards.map(_Task, compute=crew, num_cpus=1)
        for row in done.iter_rows():
            made = _made(row["made"])
            if made is not None:
                yield made
    finally:
        if mine:
            ray.shutdown()


def _absolute(order: Order) -> Order:
    """The order with paths that hold in another process; the names of source and articles stay as they were given."""
    return msgspec.structs.replace(order, out=str(Path(order.out).absolute()))


class _Task:
    """One of Ray's workers, with one of ours."""

    def __init__(self) -> None:
        self._settler: Settler | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, bytes]:
        # The program comes with the shard: what a constructor is given lives apart in Ray, and a worker that is replaced may miss it.
        self._settler = self._settler or Settler(row["program"])
        return {"made": _encode(self._settler.settle(_order(row["order"])))}
