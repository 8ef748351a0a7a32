"""Names, times and figures as people read them."""

from __future__ import annotations

import pytest

from diurna.model import Quantity, Record, Time
from diurna.wording import Words, act, figure, order, plain, short, standing, when


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (None, ""),
        (Time(None, None, "unknown"), ""),
        (Time("2025-06-05", "2025-06-05", "day"), "5 Jun 2025"),
        (Time("2025-06-05T06:50", "2025-06-05T06:50", "minute"), "5 Jun 2025 06:50"),
        (Time("2025-04-01", "2025-04-30", "month"), "Apr 2025"),
        (Time("2025-04-01", "2025-06-30", "quarter"), "Q2 2025"),
        (Time("2024-01-01", "2024-12-31", "year"), "2024"),
        (Time("1990-01-01", "1999-12-31", "decade"), "1990s"),
        (Time("2025-06-02", "2025-06-08", "week"), "week of 2 Jun 2025"),
        (Time("2025-06-01", "2025-06-05", "day"), "1 Jun 2025 – 5 Jun 2025"),
        (Time("2022-01-01", None, "year"), "since 2022"),
        (Time(None, "2025-06-06", "day"), "until 6 Jun 2025"),
    ],
)
def test_a_time_is_as_short_as_its_precision(time: Time | None, words: str) -> None:
    assert when(time) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 3, "3 killed"), (12, 15, "12 to 15 killed"), (40, None, "at least 40 killed"), (None, 9, "up to 9 killed")],
)
def test_figures_keep_their_ranges(low: float | None, high: float | None, words: str) -> None:
    assert figure(Quantity("killed", low, high, None, None, 0, 1)) == words


def test_money_has_its_unit() -> None:
    assert figure(Quantity("money", 2_500_000, 2_500_000, "USD", None, 0, 1)) == "2,500,000 USD"


def test_a_text_cannot_steer_the_terminal() -> None:
    assert plain("a\x1b[31mred\n\u202eb") == "a[31mred b"


def test_cuts_come_at_words() -> None:
    assert short("one two three four", 12) == "one two…"
    assert short("short", 12) == "short"


def test_events_are_worded(sample: Record) -> None:
    raid, talks = sample.events
    words = Words(sample)
    assert (act(raid), act(talks)) == ("ASSAULT raid", "AGREE: CONSULT visit")
    assert (standing(raid), standing(talks)) == ("disputed", "")
    assert words.places(raid.places) == "near Kropow"
    assert words.chain(sample.claims[1]) == "Klow Courier < Bordurian News Agency < Kurvi Müsstler"
    assert order(raid) < order(talks)
