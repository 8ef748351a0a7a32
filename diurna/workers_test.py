"""The pool keeps order, loses only what a dying worker was busy with, and reads its input no further ahead than it must."""

from __future__ import annotations

import io
from collections.abc import Iterator

from diurna.workers import Died, answers, receive, send

ECHO = """
import sys, time
from diurna.workers import receive, send
while (item := receive(sys.stdin.buffer)) is not None:
    if item == b"die":
        sys.exit(7)
    if item == b"slow":
        time.sleep(0.3)
    send(sys.stdout.buffer, item.upper())
"""


def test_results_come_in_the_order_of_the_items() -> None:
    items = [b"slow", b"a", b"b", b"slow", b"c"]
    assert list(answers(ECHO, items, jobs=2)) == [b"SLOW", b"A", b"B", b"SLOW", b"C"]


def test_a_dead_worker_costs_its_item_only() -> None:
    items = [b"a", b"die", b"b", b"die", b"c", b"d"]
    assert list(answers(ECHO, items, jobs=2)) == [b"A", Died(7), b"B", Died(7), b"C", b"D"]


def test_input_is_read_as_needed_and_an_abandoned_pool_ends() -> None:
    read: list[int] = []

    def endless() -> Iterator[bytes]:
        place = 0
        while True:
            read.append(place)
            yield str(place).encode()
            place += 1

    results = answers(ECHO, endless(), jobs=1)
    assert next(results) == b"0"
    results.close()
    assert len(read) <= 5


def test_no_items_start_no_process() -> None:
    assert list(answers("raise SystemExit(1)", [], jobs=2)) == []


def test_a_payload_cut_short_reads_as_the_end() -> None:
    stream = io.BytesIO()
    send(stream, b"whole")
    data = stream.getvalue()
    assert receive(io.BytesIO(data)) == b"whole"
    assert receive(io.BytesIO(data[:-1])) is None
    assert receive(io.BytesIO(b"")) is None
