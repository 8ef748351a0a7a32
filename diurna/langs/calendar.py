"""Complete dates and date-times in a text: what datelines, bylines and full dates in prose have in common.

Month names, suffixes and zone names come from the `[months]` and `[calendar]` tables of each pack's `times.toml`;
numeric forms are everyone's. Only dates with day, month and year are found here: relative and partial ones are
`langs/times.py`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import msgspec

from diurna.spans import Span

HERE = Path(__file__).parent
_ZONES = (
    *(
        "UTC",
        "GMT",
        "BST",
        "IST",
        "WET",
        "WEST",
        "CET",
        "CEST",
        "EET",
        "EEST",
        "MSK",
        "TRT",
        "EST",
        "EDT",
        "CST",
        "CDT",
    ),
    *("MST", "MDT", "PST", "PDT", "KST", "JST", "HKT", "AEST", "AEDT"),
)
_CLOCK_12 = {"am": 0, "pm": 12}


class FoundDate(msgspec.Struct, frozen=True, gc=False):
    """A complete date at `[start, end)` of the text. `iso` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.

    The clock is that of `zone`: an abbreviation as printed ("CET"), an offset ("+02:00"), "UTC", an IANA name for "Kyiv
    time", "local" where the text says no more than that, None where it says nothing.
    """

    start: int
    end: int
    iso: str
    precision: Literal["minute", "day"]
    zone: str | None


class Calendar(msgspec.Struct, frozen=True, gc=False):
    """What one language adds: month names to numbers, and the small words inside a date."""

    months: dict[str, int]
    day_suffix: tuple[str, ...]
    link: tuple[str, ...]
    year_suffix: tuple[str, ...]
    clock_link: tuple[str, ...]
    clock_suffix: tuple[str, ...]
    zones: dict[str, str]


def words(value: object) -> tuple[str, ...]:
    """The entries of a pack's word list: separated by commas if it has any, else by spaces."""
    text = str(value)
    parts = text.split(",") if "," in text else text.split()
    return tuple(part.strip() for part in parts if part.strip())


@lru_cache(maxsize=32)
def calendar_of(lang: str) -> Calendar | None:
    """The calendar of a language by its code, None where there is no pack."""
    path = HERE / lang.partition("-")[0] / "times.toml"
    if not path.exists():
        return None
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    extra = cast("Mapping[str, object]", tables.get("calendar", {}))
    lists = {k: words(extra.get(k, "")) for k in ("day_suffix", "link", "year_suffix", "clock_link", "clock_suffix")}
    zones = cast("Mapping[str, str]", extra.get("zones", {}))
    rows = [*tables["months"].items(), *tables.get("short_months", {}).items()]
    months = {w.casefold(): int(n) for n, names in rows for w in words(names)}
    return Calendar(months=months, zones={k.casefold(): v for k, v in zones.items()}, **lists)


def find_dates(text: str, langs: Sequence[str]) -> list[FoundDate]:
    """All complete dates of `text`, in text order, none overlapping.

    `langs`: codes whose month names count, the likeliest first.

    `05/06/2025` is read day first; month first where that is the only way (`5/25/2025`) or where `langs[0]` is "en-US".
    """
    if not re.search(r"\d", text):
        return []
    patterns, months, zones = _patterns(tuple(langs))
    us = bool(langs) and langs[0] == "en-US"
    found: list[FoundDate] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            made = _read(match, months, zones, us)
            if made is not None:
                found.append(made)
    return list(_apart(found))


def _apart(found: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Leftmost, then longest, without overlaps."""
    last = -1
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if item.start >= last:
            last = item.end
            yield item


def _any(options: Iterable[str]) -> str:
    ordered = sorted({re.escape(o).replace(r"\ ", r"\s+") for o in options if o}, key=lambda o: (-len(o), o))
    return "(?:" + "|".join(ordered) + ")" if ordered else "(?!)"


@lru_cache(maxsize=64)
def _patterns(langs: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], dict[str, int], dict[str, str]]:
    calendars = [c for c in (calendar_of(lang) for lang in langs) if c is not None]
    months: dict[str, int] = {}
    zones = {z.casefold(): z for z in _ZONES}
    for calendar in reversed(calendars):
        months |= calendar.months
        zones |= calendar.zones
    gather = {
        k: _any(w for c in calendars for w in getattr(c, k)) for k in ("day_suffix", "link", "year_suffix", "clock_link", "clock_suffix")
    }
    month = rf"(?P<m>{_any(months)})\b\.?"
    year = r"(?P<y>(?:1[89]|20)\d\d)(?!\d|[.,]\d{3})"
    zone = rf"(?:\s*[,(]?\s*(?P<z>{_any(zones)}|(?:(?:UTC|GMT)\s?)?[+−-]\d{{1,2}}(?::?\d\d)?(?!\d)|Z)\b\)?)?"
    clock = (
        rf"(?:(?:\s*(?:,|\||/|[-–—])\s*|\s+)(?:{gather['clock_link']}\s+)?(?P<h>[01]?\d|2[0-3])\s?(?:[:.]|h\s?)"
        rf"(?P<i>[0-5]\d)(?!\d|[.,]\d)(?::[0-5]\d)?(?:\s?(?P<ap>[ap])(?:\.\s?)?m\b\.?)?(?:\s*{gather['clock_suffix']}(?!\w))?{zone})?"
    )
    suffix = rf"(?:\s*{gather['year_suffix']}(?!\w))?"
    link = rf"(?:{gather['link']}\s+)?"
    day = rf"(?<![\d.,:/-])(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)(?:{gather['day_suffix']})?"
    wordy = rf"{day}[\s-]+{link}{month},?[\s-]+{link}{year}{suffix}{clock}"
    month_first = rf"\b{month}\s+(?P<d>0?[1-9]|[12]\d|3[01])(?:{gather['day_suffix']})?,?\s+{year}{clock}"
    numeric = (
        r"(?<![\d.,:/-])(?P<a>\d{1,2})(?P<s>[./-])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<y>(?:1[89]|20)\d\d|\d\d)"
        rf"(?!\d|[./-]\d){suffix}{clock}"
    )
    iso = (
        r"(?<![\d.,:/-])(?P<y>(?:1[89]|20)\d\d)(?P<s>[-./])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
        rf"(?:[T\s]\s?(?P<h>[01]\d|2[0-3]):(?P<i>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?{zone})?"
    )
    return tuple(re.compile(p, re.IGNORECASE) for p in (wordy, month_first, numeric, iso)), months, zones


def _read(match: re.Match[str], months: Mapping[str, int], zones: Mapping[str, str], us: bool) -> FoundDate | None:
    """The date a match stands for; None when there is no such day."""
    part = match.groupdict()
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    if "a" in part:
        if len(part["y"]) == 2 and not (len(part["a"]) == len(part["b"]) == 2 and part["s"] != "-"):
            return None
        day, month = int(part["a"]), int(part["b"])
        if (us and part["s"] == "/" and day <= 12) or (month > 12 >= day and part["s"] == "/"):
            day, month = month, day
    else:
        name = " ".join(part["m"].casefold().split())
        day, month = int(part["d"]), int(name) if name.isdigit() else months[name]
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    span = Span(match.start(), match.end())
    if not part.get("h"):
        return FoundDate(span.start, span.end, iso, "day", None)
    hour = int(part["h"])
    half = part.get("ap")
    if half and hour <= 12:
        hour = hour % 12 + _CLOCK_12[half.casefold() + "m"]
    return FoundDate(span.start, span.end, f"{iso}T{hour:02d}:{part['i']}", "minute", _zone(part.get("z"), zones))


def _zone(text: str | None, zones: Mapping[str, str]) -> str | None:
    """A printed zone in one form: names by the pack, offsets as `+02:00`, `Z` as UTC."""
    if not text:
        return None
    name = " ".join(text.casefold().split())
    if name in zones:
        return zones[name]
    if name == "z":
        return "UTC"
    sign, hours, minutes = cast("re.Match[str]", re.search(r"([+−-])(\d{1,2}):?(\d\d)?$", name)).groups()
    return f"{'+' if sign == '+' else '-'}{int(hours):02d}:{minutes or '00'}"
