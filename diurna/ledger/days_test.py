"""Days as people give them, and as rows have them."""

from __future__ import annotations

from datetime import date

import pytest

from diurna.ledger.days import LONGEST, iso, month, month_first, number, parsed, parsed_end, stretch
from diurna.model import Time

TODAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2025-06-05", "2025-06-05", "2025-06-05"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("today", "2025-06-05", "2025-06-05"),
        ("yesterday", "2025-06-04", "2025-06-04"),
        ("30d", "2025-05-06", "2025-05-06"),
        ("2025-06-05T06:50", "2025-06-05", "2025-06-05"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_days_are_understood(words: str, first: str, last: str) -> None:
    assert (iso(parsed(words, TODAY)), iso(parsed_end(words, TODAY))) == (first, last)


@pytest.mark.parametrize("words", ["", "soon", "2025-13", "2025-02-30", "5 June", "0000", "d", "20250605x"])
def test_no_day_is_told(words: str) -> None:
    with pytest.raises(ValueError, match="not a day; write 2025-06-05"):
        parsed(words, TODAY)


def test_a_time_is_a_stretch_of_days() -> None:
    told = number("2025-06-05")
    assert stretch(None, told) == (told, told, False)
    assert stretch(Time("2025-04-01", "2025-04-30", "month"), told) == (number("2025-04-01"), number("2025-04-30"), True)
    assert stretch(Time("2022-02-24", None, "day"), told) == (number("2022-02-24"), number("2022-02-24") + LONGEST, True)
    assert stretch(Time(None, "2025-06-30", "day"), told) == (number("2025-06-30"), number("2025-06-30"), True)
    assert stretch(Time("2025-06-01T10:00", "2025-06-01T10:00", "minute"), 0) == (number("2025-06-01"), number("2025-06-01"), True)


def test_months_are_numbered() -> None:
    day = number("2025-06-05")
    assert iso(month_first(month(day))) == "2025-06-01"
    assert month(0) == 0
