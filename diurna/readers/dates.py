"""Dates of containers (feeds, sitemaps) as ISO: only what is stated, only what can be a day of the news."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_YEAR = re.compile(r"(?:[A-Za-z]+,?\s*)?\d{1,2}[\s-]+[A-Za-z]+[\s-]+(\d{2}|\d{4})(?!\d)")
_ZONELESS = re.compile(r"(?:.*\d\d:\d\d|.*-0000|[^:]*)")
_FIRST, _LAST = 1990, 2100
"""Years that a feed can mean: feeds are younger than the first, and what lies beyond the second is a mistake or a trick."""


def stated_date(value: str | None) -> str | None:
    """An ISO date or date-time for `Mon, 03 Mar 2025 10:00:00 +0200` or `2025-03-03T10:00:00Z`; None for what is no such
    date. A time without a zone stays without one."""
    value = " ".join((value or "")[:100].split())
    if found := _ISO.fullmatch(value):
        return _iso(value) if _FIRST <= int(found[1]) <= _LAST else None
    return _rfc822(value)


def _iso(value: str) -> str | None:
    if len(value) <= 7:  # a year or a month
        return value if len(value) == 4 or 1 <= int(value[5:7]) <= 12 else None
    value = re.sub(r"\s+(?=[Z+-])", "", value)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value.replace(" ", "T")


def _rfc822(value: str) -> str | None:
    stated = _YEAR.match(value)
    try:
        found = parsedate_tz(value)
        # The parser reads the year 1 as 2001, and no zone as Greenwich.
        if found is None or not stated or not _FIRST <= found[0] <= _LAST or found[0] % 100 != int(stated[1]) % 100:
            return None
        if len(stated[1]) == 4 and int(stated[1]) != found[0]:
            return None
        when = datetime(*found[:6])
        offset = found[9]
        if offset is not None and not _ZONELESS.fullmatch(value):
            when = when.replace(tzinfo=UTC if offset == 0 else timezone(timedelta(seconds=offset)))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.isoformat(timespec="minutes" if not when.second else "seconds")
