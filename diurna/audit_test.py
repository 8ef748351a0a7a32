"""Rows drawn at random, and what judgements say."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.audit import draw, judged, precision
from diurna.ledger.conftest import article, coded
from diurna.ledger.filters import Filter
from diurna.ledger.reader import Reader
from diurna.ledger.rows import EventRow
from diurna.ledger.writer import Writer


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (263, 300, 0.835, 0.909)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    found = precision(["right"] * right + ["wrong"] * (judged - right))
    assert (found.low, found.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_nothing_judged_says_nothing() -> None:
    assert precision([]).share is None


def test_rows_are_drawn_once_and_the_last_judgement_holds(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Writer(path) as ledger, Reader(path) as reader:
        for n in range(6):
            arrival = article(f"France condemned Russia on Monday, {n}.", f"file:/{n}.txt")
            ledger.add(arrival, coded(arrival))
        first = draw(reader, "event", 4, Filter(), seed=7)
        assert [r.event.id for r in first if isinstance(r, EventRow)] == [
            r.event.id for r in draw(reader, "event", 4, Filter(), seed=7) if isinstance(r, EventRow)
        ]
        for row in first:
            assert isinstance(row, EventRow)
            ledger.judge("event", row.event.id, "wrong")
            ledger.judge("event", row.event.id, "right")
        assert len(draw(reader, "event", 50, Filter())) == 2
        found = judged(reader, "event")
        assert (found[""].right, found[""].judged, found["ACCUSE"].judged) == (4, 4, 4)
