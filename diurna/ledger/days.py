"""Days as numbers: what rows are sorted by. 0 is "not known"."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from diurna.model import Time

UNKNOWN = 0
LONGEST = 366
"""A stretch of time is found by days at most so far from its first day: one that lasts for years counts by its first."""


def number(iso: str | None) -> int:
    """The ordinal of an ISO day or instant, UNKNOWN where there is none or it is no date."""
    if not iso:
        return UNKNOWN
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return UNKNOWN


@lru_cache(maxsize=10_000)
def iso(day: int) -> str | None:
    """The ISO day of an ordinal, None where it is UNKNOWN."""
    return date.fromordinal(day).isoformat() if day > 0 else None


def month(day: int) -> int:
    """The month of an ordinal as year * 12 + month - 1, 0 where it is UNKNOWN."""
    if day <= 0:
        return 0
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1


def month_first(number: int) -> int:
    """The ordinal of the first day of a month number."""
    return date(number // 12, number % 12 + 1, 1).toordinal()


def month_end(number: int) -> int:
    """The ordinal of the last day of a month number."""
    return date.max.toordinal() if number >= date.max.year * 12 + 11 else month_first(number + 1) - 1


def stretch(time: Time | None, told: int) -> tuple[int, int, bool]:
    """First and last day of a time, and whether it says them itself; `told`, the article's day, stands in for what is open or unsaid."""
    start, end = (number(time.start), number(time.end)) if time is not None else (UNKNOWN, UNKNOWN)
    if start == end == UNKNOWN:
        return told, told, False
    first = start or end
    last = max(first, end or told)
    return first, min(last, first + LONGEST), True


def now() -> str:
    """This instant, ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def parsed(words: str, today: date | None = None) -> int:
    """A day as a person gives it: `2025-06-05`, `2025-06`, `2025`, `today`, `yesterday`, `30d` (that many days ago).

    Raises ValueError with a message that says what is understood.
    """
    at = today or datetime.now(UTC).date()
    word = words.strip().lower()
    if word in ("today", "yesterday"):
        return (at - timedelta(days=word == "yesterday")).toordinal()
    if word.endswith("d") and word[:-1].isdigit() and len(word) < 8:
        return max(1, at.toordinal() - int(word[:-1]))
    filled = {4: f"{word}-01-01", 7: f"{word}-01"}.get(len(word), word)
    try:
        return date.fromisoformat(filled[:10]).toordinal()
    except ValueError:
        raise ValueError(f"{words}: not a day; write 2025-06-05, 2025-06, 2025, today, yesterday or 30d") from None


def parsed_end(words: str, today: date | None = None) -> int:
    """The last day that `words` cover: of a month or a year its last."""
    word = words.strip()
    first = parsed(word, today)
    if len(word) == 4 and word.isdigit():
        return date(int(word), 12, 31).toordinal()
    if len(word) == 7 and word[4] == "-":
        return month_end(month(first))
    return first
