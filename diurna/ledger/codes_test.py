"""What is stored of times and objects gives back the same; every record's events and claims come out of their rows as they went in."""

from __future__ import annotations

import pytest

from diurna.ledger.codes import ACTS, NONE, code, object_detail, object_of, time_detail, time_of
from diurna.model import Evidence, Object, Place, Time

TIMES = [
    None,
    Time("2025-06-05", "2025-06-05", "day"),
    Time("2025-06-05T06:50:00+02:00", None, "minute", "+02:00", Evidence(3, 9), "dateline"),
    Time(None, "2025-06-30", "month", text=Evidence(0, 4), source="relative"),
    Time("0044-03-15", "9999-12-31", "unknown", source="published"),
    Time("2025-6-5", "soon", "decade"),
]


@pytest.mark.parametrize("time", TIMES)
def test_a_time_comes_back_as_it_was(time: Time | None) -> None:
    assert time_of(time_detail(time)) == time


@pytest.mark.parametrize("time", TIMES)
def test_an_object_comes_back_as_it_was(time: Time | None) -> None:
    found = Object("CONSULT", ("meet",), time, (Place("geo/1", 3, 9, "toward"), Place(None, 10, 12)))
    assert object_of(object_detail(found)) == found
    assert object_of(object_detail(None)) is None


def test_a_word_that_is_none_of_the_list_is_asked_for_in_vain() -> None:
    assert code(ACTS, "say") == 0
    assert code(ACTS, "sing") == NONE
