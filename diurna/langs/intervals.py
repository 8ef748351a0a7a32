"""Readings, intervals and the calendar arithmetic of times, the same for every language.

A `Reading` is what a pattern said ("ago", with a number and a unit); an `Interval` is the days it means (`when.py`).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from diurna.model import Precision

Hint = Literal["past", "future", "coming", "due", ""]
"""The tense around a time: "coming" where a present tense tells what is to come; "due" is that of a limit ("by Friday") which no verb
places."""
AHEAD = ("future", "coming")
Source = Literal["stated", "relative"]
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""Months of the northern seasons; 13 and 14 are January and February of the next year."""
SOON = 60
"""Days ahead within which a day and month without a year is a coming one: of a past one nearly a year old the year would be told."""


class Reading(NamedTuple):
    """A pattern's meaning and its slots, whose values are numbers, words or further readings."""

    meaning: str
    slots: tuple[tuple[str, object], ...]

    def get(self, name: str) -> object:
        """The first value of a slot, None without it."""
        return next((value for slot, value in self.slots if slot == name), None)


class Interval(NamedTuple):
    """First and last day (None: open), how exact they are, and whether the text states them or counts from another day.

    `clock`: "HH:MM" on the one day of the interval. `known` is False where the expression is one of time but its day cannot be told.
    """

    start: date | None
    end: date | None
    precision: Precision
    source: Source
    clock: str | None = None
    zone: str | None = None
    known: bool = True


class View(NamedTuple):
    """Where a reading is seen from: the day of publication, the tense around it, the last day mentioned before it.

    `here`: the last day mentioned in the same sentence. `lead`: whether the sentence opens the article, so that it tells of publication.
    `year`: the one at the head of the sentence ("In 2018 he contested the vote of 7 October"). `comma`: whether one follows before long, or
    the expression does not open its sentence.
    """

    ref: date | None
    hint: Hint = ""
    anchor: date | None = None
    here: date | None = None
    lead: bool = False
    year: int | None = None
    comma: bool = True


UNKNOWN = Interval(None, None, "unknown", "relative", known=False)
PRECISION: dict[str, Precision] = {
    "day": "day", "hour": "day", "minute": "day", "week": "week", "weekend": "day", "month": "month", "quarter": "quarter",
    "half": "quarter", "year": "year", "decade": "decade", "century": "decade",
}  # fmt: skip


def span(unit: str, day: date) -> tuple[date, date]:
    """First and last day of the calendar unit that holds `day`; weeks run from Monday, a weekend is Saturday and Sunday."""
    if unit == "week":
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    if unit == "weekend":
        first = day + timedelta(5 - day.weekday())
        return first, first + timedelta(1)
    if unit in ("month", "quarter", "half"):
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        low = (day.month - 1) // size * size + 1
        return date(day.year, low, 1), month_end(day.year, low + size - 1)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        low = day.year // size * size
        return date(max(low, 1), 1, 1), date(low + size - 1, 12, 31)
    return day, day


def month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def shifted(day: date, unit: str, by: int) -> date:
    """`day` moved by whole units; in a shorter month it is that month's last day. OverflowError or ValueError out of range."""
    if unit in ("hour", "minute"):
        return day
    if unit in ("day", "week", "weekend"):
        return day + timedelta(by * (1 if unit == "day" else 7))
    months = by * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekday_near(weekday: int, ref: date, by: int) -> Interval:
    """The weekday before `ref` (`by` negative), after it (positive), or in its week (0)."""
    if by == 0:
        day = ref + timedelta(weekday - ref.isoweekday())
    else:
        gap = (ref.isoweekday() - weekday) % 7 if by < 0 else (weekday - ref.isoweekday()) % 7
        day = ref + timedelta((gap or 7) * (-1 if by < 0 else 1))
    return Interval(day, day, "day", "relative")


def weekday_of(inner: Interval, weekday: int) -> Interval | None:
    """That weekday of a week, or a day that is one; None where the two contradict each other."""
    if inner.start is None or inner.end is None:
        return None
    if inner.precision == "week" and (inner.end - inner.start).days == 6:
        day = inner.start + timedelta(weekday - 1)
        return inner._replace(start=day, end=day, precision="day")
    return inner if inner.start == inner.end and inner.start.isoweekday() == weekday else None
