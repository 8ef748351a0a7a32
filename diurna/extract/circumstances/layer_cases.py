"""Cases of the layers of times and quantities: marked sentences in `langs/xx/cases/times.txt` and `quantities.txt`.

`@published 2025-06-05` sets the day for the lines below it; `- ` begins a sentence that must give nothing; `#` a comment. Marks:
`[time=2025-04:nell'aprile 2025]` (a year, month or day by its form), `[time=2022-01-01../year:since 2022]` (ends and precision),
`[time=2025-06-04T1430:...]` (a minute), `[time=unknown:at dawn]` (a time that cannot be told); `[quantity=killed/12..12:...]`,
`[quantity=money/5000000../EUR:...]` with a unit, `[quantity=units/9..9/drones/Russian:...]` with the side's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from diurna.analysis import Analysis, Input, Sentence, Token
from diurna.langs.intervals import month_end
from diurna.langs.marked import Marked, parse
from diurna.langs.phrases import pieces
from diurna.model import Time


class Case(msgspec.Struct, frozen=True):
    """One line of a case file: the sentence with its marks, the day it is read on, whether it must give nothing."""

    where: str
    published: str | None
    sentence: Marked
    none: bool


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file; ValueError names a malformed line."""
    published: str | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.parent.parent.name}/{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@published"):
            published = line.partition(" ")[2].strip() or None
            continue
        none = line.startswith("- ")
        try:
            sentence = parse(line[2:] if none else line)
        except ValueError as problem:
            raise ValueError(f"{where}: {problem}") from problem
        if none == bool(sentence.marks):
            raise ValueError(f"{where}: a case has marks, or begins with a dash and has none: {line}")
        yield Case(where, published, sentence, none)


def analysis_of(case: Case, lang: str) -> Analysis:
    """An analysis of the one sentence of a case, cut into plain words."""
    text = case.sentence.text
    tokens = tuple(Token(p.start, p.end, text[p.start : p.end], p.norm, p.norm, "X") for p in pieces(text))
    published = Time(case.published, case.published, "day") if case.published else None
    sentence = Sentence(0, len(text), lang, 0, tokens)
    return Analysis(Input("case", text, lang=lang, published=case.published), published, sentences=(sentence,))


def wanted_time(label: str) -> tuple[str | None, str | None, str]:
    """First day, last day and precision that a `time=` label asks for; ValueError when it is malformed."""
    name, _, value = label.partition("=")
    if name != "time" or not value:
        raise ValueError(f"not a time label: {label}")
    if value == "unknown":
        return None, None, "unknown"
    ends, _, precision = value.partition("/")
    if ".." in ends:
        start, _, end = ends.partition("..")
        if not precision:
            raise ValueError(f"a range needs its precision: {label}")
        return _iso(start), _iso(end), precision
    first, last, own = _single(ends)
    return first, last, precision or own


def _single(value: str) -> tuple[str | None, str | None, str]:
    if "T" in value:
        return _iso(value), _iso(value), "minute"
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return f"{parts[0]}-01-01", f"{parts[0]}-12-31", "year"
    if len(parts) == 2:
        return f"{value}-01", month_end(parts[0], parts[1]).isoformat(), "month"
    return _iso(value), _iso(value), "day"


def _iso(value: str) -> str | None:
    """An ISO date or date-time; `T1430` stands for `T14:30`, because a colon ends a label."""
    if not value:
        return None
    day, _, clock = value.partition("T")
    date.fromisoformat(day)
    return f"{day}T{clock[:2]}:{clock[2:]}" if clock else day


def wanted_quantity(label: str) -> tuple[str, float | None, float | None, str | None, str | None]:
    """Measure, min, max, unit and side that a `quantity=` label asks for; ValueError when it is malformed."""
    name, _, value = label.partition("=")
    parts = value.split("/")
    if name != "quantity" or len(parts) < 2 or ".." not in parts[1]:
        raise ValueError(f"not a quantity label: {label}")
    low, _, high = parts[1].partition("..")
    unit = parts[2] if len(parts) > 2 and parts[2] else None
    side = parts[3].replace("_", " ") if len(parts) > 3 else None
    return parts[0], float(low) if low else None, float(high) if high else None, unit, side
