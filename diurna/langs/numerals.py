"""Numbers in running text, in digits and in words: the `[numbers]` table of a pack's `quantities.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from diurna.langs.phrases import Piece, pieces

_GAPS = " \u00a0\u202f\u2009"


class Numerals(msgspec.Struct, frozen=True):
    """One language's number words.

    `words`: the pieces of a number word -> its value. `scales`: thousand, million and the like, written after a number. `one`:
    articles that count as one before a scale. `links`: words inside a number ("and", "y", a hyphen). `decimal`: the decimal mark.
    """

    words: dict[tuple[str, ...], float]
    scales: dict[str, float]
    one: frozenset[str]
    links: frozenset[str]
    decimal: str
    spaced: bool
    first: frozenset[str]


def build(table: Mapping[str, object]) -> Numerals:
    """Numerals from the `[numbers]` table."""
    words: dict[tuple[str, ...], float] = {}
    for value, names in dict(table.get("words", {})).items():  # type: ignore[call-overload]
        for name in str(names).split():
            words[tuple(p.norm for p in pieces(name.replace("_", " ")))] = float(value)
    scales = {
        pieces(name)[0].norm: float(value)
        for value, names in dict(table.get("scales", {})).items()  # type: ignore[call-overload]
        for name in str(names).split()
    }
    return Numerals(
        words=words,
        scales=scales,
        one=frozenset(str(table.get("one", "")).split()),
        links=frozenset(str(table.get("links", "")).split()),
        decimal=str(table.get("decimal", ",")),
        spaced=bool(table.get("spaced", True)),
        first=frozenset(w[0] for w in words) | frozenset(str(table.get("one", "")).split()) | frozenset(scales),
    )


def read(numerals: Numerals, row: Sequence[Piece], at: int, text: str, offset: int = 0) -> tuple[float, int] | None:
    """The number that starts at piece `at` and the piece behind it. `offset`: where `text` begins in the pieces' count."""
    norm = row[at].norm
    if norm[0].isdigit():
        value, end = _digits(numerals, row, at, text, offset)
    elif norm in numerals.first:
        found = _in_words(numerals, row, at)
        if found is None:
            return None
        value, end = found
    else:
        return None
    while end < len(row):
        norm = row[end].norm
        if norm not in numerals.scales:
            break
        value, end = value * numerals.scales[norm], end + 1
        if end < len(row) and row[end].norm == "." and row[end].start == row[end - 1].end and len(norm) <= 4:
            end += 1
    return value, end


def _digits(numerals: Numerals, row: Sequence[Piece], at: int, text: str, offset: int) -> tuple[float, int]:
    """A number in digits with its thousands and decimals."""
    digits, end = row[at].norm, at + 1
    if not digits.isascii() or len(digits) > 15:
        return 0.0, end
    if len(digits) <= 3 and digits[0] != "0":
        while (mark := _group(numerals, row, end, text, offset)) and not _scaled(numerals, row, end, mark):
            digits, end = digits + row[end + mark - 1].norm, end + mark
    value = float(digits)
    if end + 1 < len(row) and row[end].norm in ".," and _tight(row, end) and row[end + 1].norm.isdecimal():
        fraction = row[end + 1].norm
        if row[end].norm == numerals.decimal and len(fraction) <= 6 and fraction.isascii():
            return value + int(fraction) / 10 ** len(fraction), end + 2
    return value, end


def _tight(row: Sequence[Piece], at: int) -> bool:
    """Whether the pieces before, at and after `at` touch."""
    return row[at - 1].end == row[at].start and at + 1 < len(row) and row[at].end == row[at + 1].start


def _group(numerals: Numerals, row: Sequence[Piece], end: int, text: str, offset: int) -> int:
    """How many pieces (mark and digits, or digits after a space) continue a number with a group of thousands; 0 for none."""
    if end + 1 < len(row) and row[end].norm in ",.'" and _tight(row, end):
        return 2 if len(row[end + 1].norm) == 3 and row[end + 1].norm.isdecimal() and row[end + 1].norm.isascii() else 0
    if end < len(row) and len(row[end].norm) == 3 and row[end].norm.isdecimal() and row[end].norm.isascii():
        gap = text[row[end - 1].end - offset : row[end].start - offset]
        return int(len(gap) == 1 and gap in _GAPS and (numerals.spaced or gap != " "))
    return 0


def _scaled(numerals: Numerals, row: Sequence[Piece], end: int, width: int) -> bool:
    """Whether the mark is a decimal one after all: "1.525 billion"."""
    after = end + width
    return width == 2 and row[end].norm == numerals.decimal and after < len(row) and row[after].norm in numerals.scales


def _in_words(numerals: Numerals, row: Sequence[Piece], at: int) -> tuple[float, int] | None:
    """A number in words: "two hundred and five", "двадцять п'ять", "a million"."""
    total, part, last, end = 0.0, 0.0, float("inf"), at
    if row[at].norm in numerals.one and at + 1 < len(row) and row[at + 1].norm in numerals.scales:
        return 1.0, at + 1
    while end < len(row):
        word = _word(numerals, row, end)
        start = end
        if word is None and end > at and row[end].norm in numerals.links and end + 1 < len(row):
            word = _word(numerals, row, end + 1)
        if word is None:
            break
        value, behind = word
        if value in (100.0, 1000.0) and 0 < part < value and end > at:
            part = part * value
            if value == 1000.0:
                total, part = total + part, 0.0
        elif part == 0 or value < last:
            part += value
        else:
            break
        last = _room(value)
        end = behind
        if start == end:
            break
    return (total + part, end) if end > at else None


def _room(value: float) -> float:
    """What may be added after `value`: below 10 after tens, below 100 after hundreds, nothing after units."""
    if value >= 1000:
        return 1000.0
    if value >= 100:
        return 100.0
    return 10.0 if value >= 20 and value % 10 == 0 else 0.0


def _word(numerals: Numerals, row: Sequence[Piece], at: int) -> tuple[float, int] | None:
    """The longest number word (up to five pieces) at a piece."""
    if row[at].norm not in numerals.first:
        return None
    for width in range(min(5, len(row) - at), 0, -1):
        value = numerals.words.get(tuple(p.norm for p in row[at : at + width]))
        if value is not None:
            return value, at + width
    return None
