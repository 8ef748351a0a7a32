"""When an article was published: by its container, its byline, its dateline or its archive, in this order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diurna.analysis import Input
from diurna.extract.document.bylines import Byline
from diurna.extract.document.datelines import Dateline
from diurna.langs.calendar import FoundDate, find_dates
from diurna.model import Evidence, Note, Time

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?(Z)?)?")


def published(
    source: Input, bylines: Sequence[Byline], line: Dateline | None, langs: Sequence[str]
) -> tuple[Time | None, tuple[Note, ...]]:
    """The time of publication and notes on what is unknown about it."""
    told = _from_container(source.published, langs) if source.published else None
    printed = _from_bylines(bylines)
    if told and printed and told.start == (printed.start or "")[:10] and printed.precision == "minute":
        told = printed  # the same day, and the minute beside it
    when = told or printed or _from_dateline(source.text, line, langs)
    if when is None and source.captured:
        return _from_capture(source.captured, langs)
    at = when.text if when and when.text else Evidence(0, min(1, len(source.text)))
    if when is None:
        message = f"the date {source.published!r} could not be read" if source.published else "no date of publication is given"
        return None, (Note("published-unknown", message, at.start, at.end),)
    if when.precision == "minute" and when.zone is None:
        message = f"{(when.start or '')[11:]} is given without a time zone"
        return when, (Note("published-timezone-unknown", message, at.start, at.end),)
    return when, ()


def _from_container(stated: str, langs: Sequence[str]) -> Time | None:
    stated = stated.strip()[:200]
    if _MONTH.fullmatch(stated):
        return Time(stated, stated, "month", source="published")
    if _YEAR.fullmatch(stated):
        return Time(stated, stated, "year", source="published")
    if compact := _COMPACT.fullmatch(stated):
        year, month, day, hour, minute, zulu = compact.groups()
        stated = f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zulu or ''}" if hour else "")
    found = find_dates(stated, langs)
    return _time(found[0], None) if found else None


def _from_capture(captured: str, langs: Sequence[str]) -> tuple[Time | None, tuple[Note, ...]]:
    """The day on which an archive took the page: news is archived when it is new, but the note says what the date is."""
    when = _from_container(captured[:10], langs)
    message = f"the page gives no date; {captured[:10]}, when it was archived, is taken for it"
    return when, (Note("published-from-capture", message, 0, 1),)


def _from_bylines(bylines: Sequence[Byline]) -> Time | None:
    """The first date of the first byline that is no update, else of any."""
    for said in sorted(bylines, key=lambda b: b.updated):
        if said.dates:
            return _time(said.dates[0], Evidence(said.dates[0].start, said.dates[0].end))
    return None


def _from_dateline(text: str, line: Dateline | None, langs: Sequence[str]) -> Time | None:
    if line is None or line.date is None:
        return None
    start, end = line.date
    found = find_dates(text[start:end], langs)
    if not found:
        return None
    span = Evidence(start + found[0].start, start + found[0].end)
    return Time(found[0].iso, found[0].iso, found[0].precision, found[0].zone, span, "dateline")


def _time(found: FoundDate, span: Evidence | None) -> Time:
    return Time(found.iso, found.iso, found.precision, found.zone, span, "published")
