"""How exactly a day is known: calendar dates as short as the record's precision, for formats that have such dates."""

from __future__ import annotations

from diurna.model import Time

_PARTS = {"minute": 3, "day": 3, "month": 2, "year": 1}
"""How many of year, month and day a precision has; weeks, quarters and decades are stretches with two ends."""


def parts(time: Time | None) -> tuple[int, ...]:
    """Year, month, day of a time's start, as many as are known; empty where it is a stretch or nothing is known."""
    if time is None or time.start is None:
        return ()
    return tuple(int(part) for part in time.start[:10].split("-"))[: _PARTS.get(time.precision, 0)]


def partial(time: Time | None) -> str | None:
    """The same as an ISO date: `2025-06-05`, `2025-06`, `2025`; None where it is a stretch or nothing is known."""
    return "-".join(f"{part:04}" if n == 0 else f"{part:02}" for n, part in enumerate(parts(time))) or None
