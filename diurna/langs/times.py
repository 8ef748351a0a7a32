"""Time expressions: the patterns of `times.toml` matched in a sentence.

`times.toml` has: `[months]`, `[short_months]`, `[weekdays]`, `[short_weekdays]`, `[seasons]`, `[units]`, `[plural_units]`, `[ordinals]`:
a value and its words; `[calendar]`: small words inside dates (`calendar.py`); `[sets]`: lists that patterns name as `{set}`; `[markers]`:
words and endings that make a tense, and the bounds of a clause; `[patterns]`: a meaning and its patterns (`phrases.py` says how they are
written). Slots: `<d>` day of month, `<month>`, `<mon>` shortened month, `<y>` year, `<wd>` weekday, `<unit>`, `<season>`, `<n>` number,
`<ord>` ordinal, `<clock>`, `<t>` another time, `<x>` one end of a range. Meanings are `when.py`'s: date, `unit day -1`, `step -1` (last),
`ago -`, `window -`, `then 1`, `lag -1`, `feast 12-31`, decade, `open since`, `part early`, `within earlier`, same, `same eve`,
vague, range, none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from diurna.langs import calendar, numerals
from diurna.langs.intervals import Hint, Interval, Reading, View
from diurna.langs.phrases import Chart, Edge, Grammar, Piece, norms, pieces
from diurna.langs.tables import read_toml
from diurna.langs.when import MEANINGS, resolve

_SLOTS = {
    "months": "<month>", "short_months": "<mon>", "weekdays": "<wd>", "short_weekdays": "<wds>", "seasons": "<season>",
    "units": "<unit>", "plural_units": "<units>", "ordinals": "<ord>",
}  # fmt: skip
_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])(?:[:.]([0-5]\d)(?![\d:]|[.,]\d)|\s?h\s?([0-5]\d)?(?!\w))(?:\s?([ap])(?:\.\s?)?m\b\.?)?")
_ONE_AM = re.compile(r"(?<![\d.,:])(1[0-2]|[1-9])(?:[:.]([0-5]\d))?\s?([ap])(?:\.\s?)?m\b\.?", re.IGNORECASE)
_RANK = {"lag": 0, "then": 0, "range": 1, "window": 2}
"""Meanings that win where others have the same words."""
Hints = Callable[[int, int, Sequence[Piece]], Hint]
"""Tells the tense around pieces `[start, end)` of a sentence."""
_OF = "of "
"""What the meanings begin with that date the noun behind them."""
_HEAD = 2
"""Pieces that may stand before a time at the head of its sentence."""
_ASIDE = 9
"""Pieces behind a time at the head within which a comma closes what it stands with."""
_LEAD = 7
"""How many pieces a phrase may have before its first month, weekday, unit, figure or own word: bare "in the" is not tried."""
_EDGES = 6
"""Time phrases kept for one starting point, the longest first: a bound, so that no text costs more than its length."""


class FoundTime(NamedTuple):
    """A time expression at pieces `[start, end)` of the text, and the days it means. `ahead`: it dates what stands behind it."""

    start: int
    end: int
    interval: Interval
    ahead: bool = False


class Times:
    """One language's grammar of time, ready to read sentences."""

    def __init__(self, lang: str, tables: Mapping[str, object], numbers: numerals.Numerals) -> None:
        self.lang = lang
        self.numbers = numbers
        sets = cast("Mapping[str, str]", tables.get("sets", {}))
        self.grammar = Grammar(sets)
        self.extra = calendar.calendar_of(lang)
        markers = cast("Mapping[str, str]", tables.get("markers", {}))
        self.future = frozenset(str(markers.get("future", "")).split())
        self.past = frozenset(str(markers.get("past", "")).split())
        self.endings = tuple(str(markers.get("future_endings", "")).split())
        self.present: Hint = "coming" if markers.get("present") == "future" else ""
        self.bounds = frozenset(str(markers.get("bounds", "")).split()) | frozenset(',;:"«»“”()')
        self.triggers: set[str] = set()
        for table, slot in _SLOTS.items():
            self._words(cast("Mapping[str, str]", tables.get(table, {})), slot)
        for meaning, rows in cast("Mapping[str, Sequence[str]]", tables.get("patterns", {})).items():
            if meaning.removeprefix(_OF).split()[0] not in MEANINGS:
                raise ValueError(f"{lang}/times.toml: no such meaning: {meaning!r}")
            for row in rows:
                self.grammar.add(row, meaning)
                if meaning not in ("none", "decade"):
                    self._trigger(row)
        suffixes = self.extra.day_suffix if self.extra else ()
        self._day = {tuple(p.norm for p in pieces(s)) for s in suffixes}
        self._year = {tuple(p.norm for p in pieces(s)) for s in (self.extra.year_suffix if self.extra else ())}

    def _words(self, table: Mapping[str, str], slot: str) -> None:
        for value, names in table.items():
            number: object = int(value) if value.isdigit() else value
            for name in names.split():
                self.grammar.word(name.replace("_", " "), slot, number)
                if slot in ("<month>", "<mon>", "<wd>", "<season>", "<unit>", "<units>"):
                    self.triggers.add(pieces(name.replace("_", " "))[0].norm)

    def _trigger(self, row: str) -> None:
        """A pattern without a month, weekday, unit, year is known by its longest words."""
        plain = re.sub(r"\{(\w+)\}", lambda m: self.grammar.sets[m[1]], row)
        if re.search(r"<(month|mon|wds?|season|units?|y|clock|t|x)>", plain):
            return
        item = max((i for i in plain.split() if not i.endswith("?") and "<" not in i), key=_shortest)
        for option in item.split("|"):
            self.triggers.add(max((p.norm for p in pieces(option.replace("_", " "))), key=len))

    def find(self, text: str, view: View, offset: int = 0, hints: Hints | None = None) -> list[FoundTime]:
        """The times of one sentence, left to right, none overlapping, in code points moved by `offset`."""
        if not self._worth(norms(text)):
            return []
        row = pieces(text)
        chart = self._chart(row, text)
        near = -_LEAD - 1
        for at in range(len(row) - 1, -1, -1):
            if row[at].norm in self.triggers or row[at].norm[0].isdecimal():
                near = at
            if near - at <= _LEAD and near >= 0:
                self._phrases(chart, row, at)
        return list(self._chosen(chart, row, view, offset, hints))

    def _worth(self, words: Set[str]) -> bool:
        return not self.triggers.isdisjoint(words) or any(len(w) >= 2 and w[0].isdecimal() for w in words)

    def _chart(self, row: Sequence[Piece], text: str) -> Chart:
        chart = self.grammar.chart(row)
        first = self.numbers.first
        starts = {p.start: i for i, p in enumerate(row)}
        digits = False
        for i, piece in enumerate(row):
            figure = piece.norm[0].isdecimal()
            if figure:
                digits = True
                self._digits(chart, row, i)
            if figure or piece.norm in first:
                number = numerals.read(self.numbers, row, i, text)
                if number is not None:
                    chart[i].append(Edge("<n>", number[1], number[0]))
        if digits:
            self._clocks(chart, row, text, starts)
            self._dates(chart, row, text, starts)
        for edges in filter(None, chart):
            edges.extend([Edge("<x>", e.end, Reading("date", ((e.symbol, e.value),))) for e in edges if e.symbol == "<month>"])
        return chart

    def _digits(self, chart: Chart, row: Sequence[Piece], i: int) -> None:
        """A day of the month and a year in figures, with their suffixes."""
        norm = row[i].norm
        if not norm.isascii() or (i and row[i - 1].norm in ".,:/" and row[i - 1].end == row[i].start):
            return
        if len(norm) <= 2 and 1 <= int(norm) <= 31:
            self._number(chart, row, i, "<d>", self._day)
        elif len(norm) == 4 and 1900 <= int(norm) <= 2099 and not _counts(row, i):
            self._number(chart, row, i, "<y>", self._year)

    def _number(self, chart: Chart, row: Sequence[Piece], i: int, symbol: str, suffixes: set[tuple[str, ...]]) -> None:
        ends = [i + 1]
        for suffix in suffixes:
            if tuple(p.norm for p in row[i + 1 : i + 1 + len(suffix)]) == suffix:
                ends.append(i + 1 + len(suffix))
        for end in ends:
            value = int(row[i].norm)
            chart[i].append(Edge(symbol, end, value))
            chart[i].append(Edge("<x>", end, Reading("date", ((symbol, value),))))

    def _clocks(self, chart: Chart, row: Sequence[Piece], text: str, starts: Mapping[int, int]) -> None:
        for pattern in (_CLOCK, _ONE_AM):
            for match in pattern.finditer(text):
                start = starts.get(match.start())
                if start is None:
                    continue
                groups = match.groups()
                hour, minute, half = int(groups[0]), int(next((g for g in groups[1:-1] if g), 0)), groups[-1]
                if half and hour <= 12:
                    hour = hour % 12 + (12 if half in "pP" else 0)
                chart[start].append(Edge("<clock>", _behind(row, start, match.end()), (hour, minute, None)))

    def _dates(self, chart: Chart, row: Sequence[Piece], text: str, starts: Mapping[int, int]) -> None:
        for found in calendar.find_dates(text, [self.lang]):
            start = starts.get(found.start)
            if start is None:
                continue
            slots: tuple[tuple[str, object], ...] = (("<iso>", found.iso),)
            reading = Reading("iso", (*slots, ("<zone>", found.zone)) if found.zone else slots)
            end = _behind(row, start, found.end)
            if found.precision == "day":
                year, month, day = (int(part) for part in found.iso.split("-"))
                reading = Reading("date", (("<d>", day), ("<month>", month), ("<y>", year)))
            chart[start] += [Edge("<t>", end, reading), Edge("<x>", end, reading)]

    def _phrases(self, chart: Chart, row: Sequence[Piece], at: int) -> None:
        """Add the time phrases that start at a piece; twice more where one begins with another.

        Words that are no time, and times that cannot be told, are `<end>`: nothing is built upon them.
        """
        if not chart[at]:
            return
        done = {(e.symbol, e.end) for e in chart[at] if e.symbol == "<t>"}
        since = 0  # what stood there before was followed once, and leads nowhere new
        for _ in range(3):
            fresh: dict[tuple[str, int], Edge] = {}
            ranks: dict[tuple[str, int], int] = {}
            for match in self.grammar.matches(chart, row, at, since):
                name = match.meaning.removeprefix(_OF).partition(" ")[0]
                key = ("<end>" if name in ("none", "vague", "lag") else "<t>", match.end)
                rank = _RANK.get(name, len(_RANK))
                if key not in done and rank < ranks.get(key, len(_RANK) + 1):
                    fresh[key] = Edge(*key, Reading(match.meaning, match.slots))
                    ranks[key] = rank
            if not fresh:
                return
            since = len(chart[at])
            kept = sorted(fresh.values(), key=lambda e: -e.end)[:_EDGES]
            done.update(fresh)
            chart[at] += kept
            chart[at] += [Edge("<x>", e.end, e.value) for e in kept if e.symbol == "<t>"]
            if len(done) >= _EDGES:
                return

    def _chosen(self, chart: Chart, row: Sequence[Piece], view: View, offset: int, hints: Hints | None) -> Iterator[FoundTime]:
        at = 0
        while at < len(row):
            if not chart[at]:
                at += 1
                continue
            options = [e for e in chart[at] if e.symbol in ("<t>", "<end>")]
            step = at + 1
            if len(options) > 1:
                options.sort(key=lambda e: (-e.end, e.symbol == "<end>"))
            for edge in options:
                reading = cast("Reading", edge.value)
                if reading.meaning == "none":
                    step = edge.end
                    break
                seen = view._replace(hint=hints(at, edge.end, row) if hints else view.hint, comma=_comma(row, at, edge.end))
                interval = resolve(reading._replace(meaning=reading.meaning.removeprefix(_OF)), seen)
                if interval is not None:
                    ahead = _ahead(reading)
                    last = _unit_end(chart, at, edge.end) if reading.meaning.startswith("lag") else edge.end
                    yield FoundTime(row[at].start + offset, row[last - 1].end + offset, interval, ahead)
                    if not ahead and (day := day_of(interval, view.ref)) is not None:
                        view = view._replace(anchor=day, here=day)
                    if at <= _HEAD and interval.source == "stated" and interval.start is not None and interval.precision != "decade":
                        view = view._replace(year=interval.start.year)
                    step = edge.end
                    break
            at = step


def _comma(row: Sequence[Piece], start: int, end: int) -> bool:
    """Whether an expression stands within its sentence, or a comma soon behind it."""
    return start > _HEAD or any(p.norm == "," for p in row[end : end + _ASIDE])


def _ahead(reading: Reading) -> bool:
    """Whether a reading dates what stands behind it: a lag, or an adjective of time ("вчерашний")."""
    return reading.meaning.startswith(("lag", _OF))


def _unit_end(chart: Chart, start: int, end: int) -> int:
    """Where the length of "three days after" ends: behind its unit, else before the last word, which opens what is dated."""
    units = (i + 1 for i in range(end - 1, start - 1, -1) for e in chart[i] if e.symbol in ("<unit>", "<units>"))
    return next(units, max(start + 1, end - 1))


def _shortest(item: str) -> int:
    """The length of an item's shortest alternative."""
    return min(len(option) for option in item.split("|"))


def day_of(interval: Interval, ref: date | None) -> date | None:
    """The day that "the next day" may count from: a single one, and none that was still to come on the day of publication."""
    start, end = interval.start, interval.end
    if start is None or end is None or (end - start).days > 1 or interval.precision not in ("day", "minute", "week"):
        return None
    return end if ref is None or end <= ref else None


def _behind(row: Sequence[Piece], start: int, end: int) -> int:
    """The piece behind the last one that begins before the text position `end`."""
    at = start
    while at < len(row) and row[at].start < end:
        at += 1
    return at


def _counts(row: Sequence[Piece], i: int) -> bool:
    """Whether four figures count things: "1,950", "2000 people", "2000 %"."""
    mark = i + 2 < len(row) and row[i + 1].norm in ",." and row[i + 1].start == row[i].end
    if mark and row[i + 2].norm.isdecimal() and row[i + 2].start == row[i + 1].end:
        return True
    follows = row[i + 1].norm if i + 1 < len(row) else "."
    return follows in "%€$£" or (row[i].norm == "2000" and follows.isalpha() and len(follows) > 3)


def load(folder: Path) -> Times:
    """The grammar of the pack in `folder`; ValueError names a malformed file."""
    table = cast("Mapping[str, object]", read_toml(folder / "quantities.toml").get("numbers", {}))
    return Times(folder.name, read_toml(folder / "times.toml"), numerals.build(table))
