"""Days counted from another: from publication ("two weeks ago"), from the last day told ("hours later"), or ahead ("three days after")."""

from __future__ import annotations

from datetime import date, timedelta

from diurna.langs.intervals import AHEAD, PRECISION, UNKNOWN, Interval, Reading, View, shifted, span
from diurna.model import Precision


def unit_of(reading: Reading) -> object:
    """The unit that a reading names, None without one."""
    return reading.get("<unit>") or reading.get("<units>")


def whole(value: object) -> int:
    """A number of units as an int; ValueError where it is none."""
    if not isinstance(value, (int, float)) or value != int(value) or abs(value) > 9999:
        raise ValueError("no whole number")
    return int(value)


def _count(reading: Reading) -> int:
    return whole(reading.get("<n>") if reading.get("<n>") is not None else 1)


def ago(reading: Reading, view: View, number: str) -> Interval | None:
    """`n` units before ("-") or after ("+") the day of publication; "later" only where the tense points ahead."""
    unit = str(unit_of(reading))
    if number == "later" and view.hint not in AHEAD:
        return None
    if view.ref is None:
        return UNKNOWN
    by = _count(reading) * (1 if number in ("+", "later") else -1)
    if number == "since" and reading.get("<n>") is not None and unit in ("hour", "minute"):
        return None
    if unit == "decade":
        unit, by = "year", by * 10
    if number == "half":
        if unit != "year":
            return None
        unit, by = "month", by * 12 - 6
    start, end, precision = _about(unit, shifted(view.ref, unit, by), abs(by))
    return Interval(start, None if number == "since" else end, precision, "relative")


def _about(unit: str, day: date, count: int) -> tuple[date, date, Precision]:
    """What so many units away from a day means: of weeks the day itself, of one year its month, else the calendar unit."""
    if unit == "week":
        return day, day, "week"
    unit = "month" if unit == "year" and count == 1 else unit
    return *span(unit, day), PRECISION[unit]


def window(reading: Reading, view: View, number: str) -> Interval:
    """The past ("-") or coming ("+") so many units, up to or from the day of publication; open where no number is given."""
    unit = str(unit_of(reading))
    if view.ref is None:
        return UNKNOWN
    ahead, counted = number.startswith("+"), reading.get("<n>") is not None or number.endswith("1")
    count = _count(reading)
    if unit in ("hour", "minute"):
        unit, count = "day", -(-count // 24) if unit == "hour" else 1
    far = shifted(view.ref, unit, count * (1 if ahead else -1)) if counted else None
    bounds = (view.ref, far) if ahead else (far, view.ref)
    return Interval(*bounds, PRECISION[unit], "relative")


def weekend(reading: Reading, view: View, _: str) -> Interval:
    """ "over the weekend": the last one, on its own days this one, the coming one where the tense points ahead."""
    if view.ref is None:
        return UNKNOWN
    first, last = span("weekend", view.ref)
    if view.ref < first and view.hint not in AHEAD:
        first, last = first - timedelta(7), last - timedelta(7)
    return Interval(first, last, "day", "relative")


def then(reading: Reading, view: View, number: str) -> Interval | None:
    """ "the next day", "two weeks earlier", "hours later": counted from the last day mentioned, "the day before" also from publication.

    "later" is so only in the past: in a future clause it counts from the day of publication.
    """
    if number == "later":
        return ago(reading, view, number) if view.hint in AHEAD else then(reading, view, "1") if view.hint == "past" else None
    unit, count = unit_of(reading), reading.get("<n>")
    if unit is not None:
        return _units_from(reading, str(unit), whole(count) if count is not None else None, view, int(number))
    anchor = view.anchor
    if anchor is None and number == "-1":
        anchor = view.ref
    if anchor is None:
        return UNKNOWN
    day = anchor + timedelta(int(number))
    return Interval(day, day, "day", "relative")


def lag(reading: Reading, view: View, number: str) -> Interval | None:
    """ "three days after (X resigned)": when X did, seen from the day told before in the sentence, in the first ones from publication."""
    if number.endswith("comma") and not view.comma:
        return None  # "il giorno dopo la polizia ha sgomberato": the day after, and the police
    base = view.here or (view.ref if view.lead else None)
    if base is None:
        return UNKNOWN
    sign = int(number.split()[0])
    return _units_from(reading, str(unit_of(reading) or "day"), _count(reading), view._replace(anchor=base), sign) or UNKNOWN


def _units_from(reading: Reading, unit: str, count: int | None, view: View, sign: int) -> Interval | None:
    """So many units from the last day mentioned; hours without a number stay on it, other units without one cannot be told."""
    bare = count is None and reading.get("<units>") is not None
    if view.anchor is None and unit == "day" and sign < 0:
        view = view._replace(anchor=view.ref)
    if view.anchor is None or unit == "minute" or (bare and unit != "hour"):
        return None
    count = 1 if count is None else count
    if unit == "hour":
        unit, count = "day", 0 if bare else count // 24
    if unit not in ("day", "week", "month", "year"):
        return None
    return Interval(*_about(unit, shifted(view.anchor, unit, count * sign), count), "relative")
