"""Rows put aside by part; pairs that share a key, no more than grow with the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.batch import spill
from diurna.batch.link import sharing
from diurna.batch.spill import Spill
from diurna.ledger.linked import CROWDED


@pytest.mark.parametrize("held", [1, 8 << 20])
def test_rows_come_back_by_part_in_the_order_of_writing_and_once(held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill, "_HELD", held)
    rows = Spill(tmp_path, "x", 3, tuple[int, str])
    for number in range(10):
        rows.put(number, (number, "è" * number))
    assert [[n for n, _ in rows.take(part)] for part in range(3)] == [[0, 3, 6, 9], [1, 4, 7], [2, 5, 8]]
    assert not list(tmp_path.iterdir()) and not list(rows.take(0))


def test_those_that_share_a_key_are_pairs() -> None:
    rows = [(5, 1, False, False), (7, 2, False, False), (5, 3, False, False), (5, 2, False, False), (5, 3, False, False)]
    assert sorted(sharing(rows)) == [(1, 2), (1, 3), (2, 3)]


def test_a_month_is_shared_only_with_what_is_told_by_a_longer_stretch() -> None:
    rows = [(5, 1, False, True), (5, 2, False, True), (5, 3, True, True), (5, 4, False, True)]
    assert sorted(sharing(rows)) == [(1, 3), (2, 3), (3, 4)]


def test_under_a_crowded_key_pairs_grow_with_the_articles() -> None:
    count = 3 * CROWDED
    pairs = list(sharing([(5, number, False, False) for number in range(count)]))
    assert len(pairs) == CROWDED * count - CROWDED * (CROWDED + 1) // 2
    assert all(b - a <= CROWDED for a, b in pairs)
