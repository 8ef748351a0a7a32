"""Counting how often events of one derivation were right."""

from __future__ import annotations

from diurna.coding import code
from diurna.eval.confidence import tally
from diurna.extract.confidence import shapes


def test_right_ones_are_counted_under_every_shape() -> None:
    (event,) = code(text="France condemned Poland.", lang="en", date="2025-06-05").events
    counts = tally([(event, True), (event, False), (event, True)])
    assert set(counts.values()) == {(2, 3)}
    assert set(counts) == set(shapes(event))
