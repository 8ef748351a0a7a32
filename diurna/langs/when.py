"""Days from readings: what each meaning of a time pattern comes to, seen from a day, a tense and the last day mentioned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from diurna.langs.counted import ago, lag, then, unit_of, weekend, whole, window
from diurna.langs.intervals import (
    AHEAD,
    PRECISION,
    SEASONS,
    SOON,
    UNKNOWN,
    Hint,
    Interval,
    Reading,
    Source,
    View,
    month_end,
    shifted,
    span,
    weekday_near,
    weekday_of,
)  # fmt: skip
from diurna.model import Precision


def resolve(reading: Reading, view: View) -> Interval | None:
    """The days a reading means; `UNKNOWN` where it needs a day nobody gave; None where it is no time at all."""
    name, _, number = reading.meaning.partition(" ")
    handler = _HANDLERS.get(name)
    if handler is None:
        raise ValueError(f"no such meaning of a time: {reading.meaning!r}")
    try:
        return handler(reading, view, number)
    except (ValueError, OverflowError, KeyError, IndexError):
        return None


def _inner(reading: Reading, view: View, at: int = 0) -> Interval | None:
    """The interval of the reading's own time slot (`<t>` or `<x>`), counted from 0."""
    times = [value for slot, value in reading.slots if slot in ("<t>", "<x>")]
    return resolve(times[at], view) if at < len(times) and isinstance(times[at], Reading) else None  # type: ignore[arg-type]


def _iso(reading: Reading, view: View, _: str) -> Interval:
    text = str(reading.get("<iso>"))
    day, _, clock = text.partition("T")
    zone = reading.get("<zone>")
    day = date.fromisoformat(day)
    return Interval(day, day, "minute" if clock else "day", "stated", clock or None, str(zone) if zone else None)


def _date(reading: Reading, view: View, tense: str) -> Interval | None:
    """Day, month, weekday, season, quarter or year as the slots say, the year stated, taken from a `<t>` or told by tense."""
    if tense in ("past", "future"):
        view = view._replace(hint="past" if tense == "past" else "future")
    year, given = reading.get("<y>"), False
    if year is None and isinstance(reading.get("<t>"), Reading):
        around = _inner(reading, view)
        if around is None or around is UNKNOWN or around.precision != "year" or around.start is None:
            return around if around is UNKNOWN else None
        year, given = around.start.year, around.source == "relative"
    month = reading.get("<month>") or reading.get("<mon>")
    day = reading.get("<d>") or reading.get("<ord>")
    source: Source = "relative" if given else "stated"
    if month is None and isinstance(day, int) and reading.get("<ord>") is None:
        return _day_alone(day, view)
    if month is None:
        return _without_month(reading, view, year, source)
    if day is None:
        return _yearly(lambda y: (date(y, whole(month), 1), month_end(y, whole(month))), year, "month", source, view)
    return _yearly(lambda y: _one_day(y, whole(month), whole(day)), year, "day", source, view)


def _one_day(year: int, month: int, day: int) -> tuple[date, date]:
    only = date(year, month, day)
    return only, only


def _day_alone(day: int, view: View) -> Interval | None:
    """A day of the month that is not named ("the night of the 19th"): the last one up to the day of publication."""
    if view.ref is None:
        return UNKNOWN
    found = next((d for back in range(31) if (d := view.ref - timedelta(back)).day == day), None)
    return Interval(found, found, "day", "relative") if found is not None else None


def _without_month(reading: Reading, view: View, year: object, source: Source) -> Interval | None:
    season, ordinal, weekday = reading.get("<season>"), reading.get("<ord>"), reading.get("<wd>")
    if isinstance(season, str):
        low, high = SEASONS[season]
        return _yearly(lambda y: (date(y, low, 1), month_end(y, high)), year, "quarter", source, view)
    if ordinal is not None and unit_of(reading) in ("quarter", "half", "half_of"):
        if unit_of(reading) == "half_of" and year is None:
            return None  # of a match, of a speech: who means the year's says so
        size = 3 if unit_of(reading) == "quarter" else 6
        first = (whole(ordinal) - 1) * size + 1
        return _yearly(lambda y: (date(y, first, 1), month_end(y, first + size - 1)), year, "quarter", source, view)
    if unit_of(reading) is not None:
        return None
    if weekday is not None:
        return _weekday(whole(weekday), view)
    if year is not None:
        return Interval(date(whole(year), 1, 1), date(whole(year), 12, 31), "year", source)
    return None


def _weekday(weekday: int, view: View) -> Interval:
    """The last such day up to the day of publication, or the next one where the tense points ahead."""
    if view.ref is None:
        return UNKNOWN
    back = (view.ref.isoweekday() - weekday) % 7
    day = view.ref - timedelta(back)
    if view.hint in (*AHEAD, "due") and back:
        day += timedelta(7)
    return Interval(day, day, "day", "relative")


def _yearly(days: Callable[[int], tuple[date, date]], year: object, precision: Precision, source: Source, view: View) -> Interval:
    """What `days` gives for the stated year, or for the year that tense and closeness choose."""
    if year is not None:
        return Interval(*days(whole(year)), precision, source)
    if view.year is not None and view.hint not in AHEAD:
        return Interval(*days(view.year), precision, "relative")
    if view.ref is None:
        days(2024)
        return UNKNOWN
    ref = view.ref
    options: list[tuple[date, date]] = []
    for candidate in range(ref.year - 4, ref.year + 5):
        try:
            options.append(days(candidate))
        except ValueError:
            continue
    if not options:
        raise ValueError("no such day")
    past = [o for o in options if o[0] <= ref]
    ahead = [o for o in options if o[1] >= ref]
    days_off = (ahead[0][0] - ref).days if ahead else 9999
    if view.hint in AHEAD or (view.hint == "due" and precision != "day"):
        chosen = ahead[0] if ahead else past[-1]
    elif precision == "day" and past and ahead and days_off <= (ref - past[-1][0]).days and (view.hint == "due" or days_off <= SOON):
        chosen = ahead[0]
    else:
        chosen = past[-1] if past else ahead[0]
    return Interval(*chosen, precision, "relative")


def _unit(reading: Reading, view: View, number: str) -> Interval:
    """ "today", "last year" and the like: the calendar unit so many units away."""
    unit, _, by = number.partition(" ")
    if view.ref is None:
        return UNKNOWN
    return Interval(*span(unit, shifted(view.ref, unit, int(by))), PRECISION[unit], "relative")


def _step(reading: Reading, view: View, number: str) -> Interval | None:
    """last, this, next: `number` steps from the present unit, weekday, month, season."""
    if view.ref is None:
        return UNKNOWN
    by = int(number.split()[0])
    unit, month, weekday, season = (reading.get(s) for s in ("<unit>", "<month>", "<wd>", "<season>"))
    if isinstance(unit, str):
        return Interval(*span(unit, shifted(view.ref, unit, by)), PRECISION[unit], "relative")
    if weekday is not None:
        if number.endswith("week"):
            day = span("week", view.ref)[0] + timedelta(7 * by + whole(weekday) - 1)
            return Interval(day, day, "day", "relative")
        return weekday_near(whole(weekday), view.ref, by)
    if month is None and season is None:
        return None
    low, high = SEASONS[str(season)] if season else (whole(month), whole(month))
    years = [(date(y, low, 1), month_end(y, high)) for y in range(view.ref.year - 3, view.ref.year + 4)]
    if by < 0:
        chosen = [o for o in years if o[1] < view.ref][-1]
    elif by > 0:
        chosen = next(o for o in years if o[0] > view.ref)
    else:
        chosen = next(o for o in years if o[0].year == view.ref.year)
    return Interval(*chosen, "quarter" if season else "month", "relative")


def _feast(reading: Reading, view: View, number: str) -> Interval:
    """A day with a name of its own: `feast 12-31`."""
    month, day = (int(part) for part in number.split("-"))
    year = reading.get("<y>")
    return _yearly(lambda y: _one_day(y, month, day), year, "day", "stated" if year is not None else "relative", view)


def _decade(reading: Reading, view: View, _: str) -> Interval | None:
    """ "the 1990s", "90-х": two figures are those of the century they can only belong to."""
    year = reading.get("<y>")
    if year is None:
        short = whole(reading.get("<n>"))
        if short % 10 or not 0 <= short < 100:
            return None
        year = (1900 if short >= 30 else 2000) + short
    low = whole(year)
    return Interval(date(low, 1, 1), date(low + 9, 12, 31), "decade", "stated") if low % 10 == 0 else None


def _open(reading: Reading, view: View, name: str) -> Interval | None:
    """since, from, until, by, before, after: one end of the inner time, the other open."""
    lasting = name == "since" or (name == "from" and view.hint == "coming")  # "действует со среды": what lasts has begun
    hint: Hint = "past" if lasting else view.hint or ("due" if name in ("until", "by") else "")
    inner = _bare(reading, view._replace(hint=hint))
    if inner is None or not inner.known:
        return inner
    start, end = inner.start, inner.end
    if name in ("since", "from"):
        return inner._replace(end=None) if start else None
    if name == "after":
        return inner._replace(start=end + timedelta(0 if inner.precision == "day" else 1), end=None) if end else None
    if name == "before":
        return inner._replace(start=None, end=start - timedelta(1)) if start else None
    return inner._replace(start=None) if end else None


def _bare(reading: Reading, view: View) -> Interval | None:
    """The inner time, which may also be a bare month, year or present unit: "since March", "by the end of the week"."""
    if all(slot not in ("<t>", "<x>") for slot, _ in reading.slots) and isinstance(unit_of(reading), str):
        return _step(reading, view, "0")
    if any(slot in ("<month>", "<y>", "<season>") for slot, _ in reading.slots):
        return _date(Reading("date", reading.slots), view, "")
    return _inner(reading, view)


def _part(reading: Reading, view: View, name: str) -> Interval | None:
    """early, mid, late: the first, middle, last third of a month, year or decade."""
    inner = _bare(reading, view)
    if inner is None or not inner.known or inner.start is None or inner.end is None:
        return inner
    if inner.precision in ("day", "minute"):
        return inner
    days = (inner.end - inner.start).days + 1
    third = {"early": 0, "mid": 1, "late": 2}[name]
    finer: dict[str, Precision] = {
        "month": "week",
        "quarter": "month",
        "year": "quarter",
        "decade": "year",
        "week": "day",
    }
    if inner.precision not in finer:
        return None
    if inner.precision == "month":
        start = inner.start.replace(day=(1, 11, 21)[third])
        end = inner.end if third == 2 else inner.start.replace(day=(10, 20)[third])
    elif inner.precision == "year":
        start = inner.start.replace(month=third * 4 + 1)
        end = month_end(inner.start.year, third * 4 + 4)
    else:
        start = inner.start + timedelta(days * third // 3)
        end = inner.start + timedelta(days * (third + 1) // 3 - 1)
    return inner._replace(start=start, end=end, precision=finer[inner.precision])


def _within(reading: Reading, view: View, name: str) -> Interval | None:
    """ "earlier this week", "so far this year" (up to the day of publication), "later this year" (from it on)."""
    inner = _bare(reading, view)
    if inner is None or not inner.known or view.ref is None or not (inner.start and inner.end):
        return inner
    if not inner.start <= view.ref <= inner.end:
        return None
    return inner._replace(end=view.ref) if name == "earlier" else inner._replace(start=view.ref)


def _same(reading: Reading, view: View, name: str) -> Interval | None:
    """A time with a part of the day or a clock beside it; "eve" reaches back to the evening before."""
    inner = _bare(reading, view)
    clock = reading.get("<clock>")
    weekday = reading.get("<wd>")
    if inner is not None and inner.known and weekday is not None:
        return weekday_of(inner, whole(weekday))
    if inner is None or not inner.known or inner.start is None:
        return inner
    if name == "eve":
        return inner._replace(start=inner.start - timedelta(1)) if inner.precision == "day" else None
    if isinstance(clock, tuple) and inner.start == inner.end and inner.precision in ("day", "minute"):
        return inner._replace(precision="minute", clock=f"{clock[0]:02d}:{clock[1]:02d}", zone=clock[2] or inner.zone)
    return inner


def _vague(reading: Reading, view: View, _: str) -> Interval:
    """A time of day on a day nobody names."""
    return UNKNOWN


def _range(reading: Reading, view: View, _: str) -> Interval | None:
    """From one time to another: each end takes what it leaves out from the other."""
    ends = [_end(slot, value) for slot, value in reading.slots if slot in ("<x>", "<t>", "<wd>")]
    ends = ends or [_end(slot, value) for slot, value in reading.slots if slot == "<y>"]
    if len(ends) != 2:
        days = [value for slot, value in reading.slots if slot == "<d>"]
        rest = {slot: value for slot, value in reading.slots if slot in ("<month>", "<y>")}
        return _filled_range({"<d>": days[0], **rest}, {"<d>": days[1], **rest}, view) if len(days) == 2 else None
    left, right = (dict(e.slots) if e.meaning == "date" else None for e in ends)
    if left is not None and right is not None:
        return _filled_range(left, right, view)
    low, high = resolve(ends[0], view), resolve(ends[1], view)
    if low is None or high is None:
        return None
    if not (low.known and high.known and low.start and high.end):
        return UNKNOWN
    return _joined(low, high)


def _end(slot: str, value: object) -> Reading:
    return value if isinstance(value, Reading) else Reading("date", ((slot, value),))


def _joined(low: Interval, high: Interval) -> Interval | None:
    if low.start is None or high.end is None or low.start > high.end:
        return None
    source: Source = "relative" if "relative" in (low.source, high.source) else "stated"
    return Interval(low.start, high.end, high.precision, source)


def _filled_range(left: dict[str, object], right: dict[str, object], view: View) -> Interval | None:
    names = ("<month>", "<y>") if "<d>" in left and "<d>" in right else ("<y>",)
    for name in names:
        left.setdefault(name, right.get(name))
        right.setdefault(name, left.get(name))
    if any(end.get("<d>") and not end.get("<month>") for end in (left, right)):
        return None
    high = resolve(Reading("date", tuple((k, v) for k, v in right.items() if v is not None)), view)
    if high is None or not high.known or high.end is None:
        return high
    near = View(high.end, "past") if left.get("<y>") is None else view
    low = resolve(Reading("date", tuple((k, v) for k, v in left.items() if v is not None)), near)
    if low is None or low.start is None:
        return low
    stated: Source = "stated" if left.get("<y>") is not None else "relative"
    joined = _joined(low, high)
    return joined._replace(source=stated) if joined is not None else None


def _none(reading: Reading, view: View, _: str) -> None:
    """Words that only look like a time."""


_HANDLERS: dict[str, Callable[[Reading, View, str], Interval | None]] = {
    "iso": _iso, "date": _date, "unit": _unit, "step": _step, "ago": ago, "window": window, "then": then, "lag": lag, "feast": _feast,
    "decade": _decade, "weekend": weekend, "open": _open, "part": _part, "within": _within, "same": _same, "vague": _vague,
    "range": _range, "none": _none,
}  # fmt: skip
MEANINGS = frozenset(_HANDLERS)
