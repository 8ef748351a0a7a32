"""Parts of a figure: its number with bounds, the noun it counts, the words that tell its measure. For `quantities.py`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from diurna.langs.phrases import Piece

Measure = Literal["killed", "injured", "arrested", "displaced", "missing", "participants", "money", "units"]
MEASURES: tuple[Measure, ...] = ("killed", "injured", "arrested", "displaced", "missing", "participants")


class FoundQuantity(NamedTuple):
    """A figure at `[start, end)` of the text with the words that make it one; `head` is the span of the counted noun phrase."""

    start: int
    end: int
    measure: Measure
    min: float | None
    max: float | None
    unit: str | None
    of: tuple[int, int] | None
    head: tuple[int, int]


class Role(NamedTuple):
    """What a phrase does for a figure: a role of a measure, or people, unit, currency, not; `value` says which."""

    name: str
    value: str
    end: int


class Amount(NamedTuple):
    """A number with its bounds at pieces `[start, end)`."""

    start: int
    end: int
    min: float | None
    max: float | None


class Head(NamedTuple):
    """The noun that an amount counts: its pieces `[start, end)` and what it is."""

    start: int
    end: int
    role: Role


def longest(roles: Sequence[Role], names: tuple[str, ...]) -> Role | None:
    """The longest phrase with one of these roles, the first one among equals."""
    best = None
    for role in roles:
        if role.name in names and (best is None or role.end > best.end):
            best = role
    return best


def side(row: Sequence[Piece], amount: Amount, head: Head, sides: Sequence[tuple[int, int]], capitals: bool) -> tuple[int, int] | None:
    """Where the words of the side stand: a given one in or right behind the noun phrase, else capitalised words in it."""
    low, high = row[amount.start].start, row[head.end - 1].end
    at = bisect_right(sides, low, key=lambda s: s[1])
    near = sides[at] if at < len(sides) and sides[at][0] < high + 2 else None
    if near is not None:
        return near
    capital = [p for p in row[amount.end : head.end - 1] if p.capital] if capitals else []
    return (capital[0].start, capital[-1].end) if capital else None


def inside(row: Sequence[Piece], amount: Amount, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether an amount touches one of the spans `taken`, which stand in text order and apart."""
    start, end = row[amount.start].start, row[amount.end - 1].end
    at = bisect_right(taken, start, key=lambda t: t[1])
    return at < len(taken) and taken[at][0] < end


def bounds(meaning: str, numbers: list[float], start: int, end: int) -> Amount | None:
    """Minimum and maximum of an amount; None where a range runs backwards."""
    name, _, value = meaning.partition(" ")
    if name == "vague":
        return Amount(start, end, float(value) * (numbers[0] if numbers else 1), None)
    if not numbers:
        return None
    if name == "range":
        low, high = numbers[0], numbers[-1]
        if low < 1000 <= high and high % 1000 == 0 and low * 1000 <= high:
            low *= 1_000_000_000 if high >= 1e9 else 1_000_000 if high >= 1e6 else 1000
        return Amount(start, end, low, high) if low < high else None
    low = None if name == "max" else numbers[0]
    high = None if name == "min" else numbers[0]
    return Amount(start, end, low, high)
