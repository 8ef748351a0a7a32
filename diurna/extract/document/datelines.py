"""Datelines: the place, day and agency before the first sentence.

`KYIV, March 3 (Agency) -`  `ROMA (ANSA) -`  `(ANSA) - ROMA, 03 MAR -`  `КИЇВ. 3 березня. УНІАН -`  `Berlin (dpa) -`
`MADRID, 3 mar (EFE).-`  `МОСКВА, 3 мар — РИА Новости.`  `Lima, 3 mar 2024, 11:30 (Agencia) -`  `SUVA, Nov. 8, 2023 (Agency) -`
`PARIS —`  `КИЇВ, 3 березня /Укрінформ/.`

The shape decides, in every language alike: what stands before a separator is cut into pieces, and each must be a place, a
date or an agency.
"""

from __future__ import annotations

import re

import msgspec

_WINDOW = 140
_SEPARATOR = re.compile(r"(?P<dash>\s*\.?\s?[-–—]{1,2}\s+|(?<=\))\s*[-–—]{1,2}\s*)|(?P<stop>(?<=/)\.?\s+|(?<=\))[.:]?\s+|\.\s+)")
_PIECE = re.compile(
    r"\((?P<bracket>[^()]{2,40})\)|/(?P<slash>[^/\n]{2,30})/|«(?P<quoted>[^«»\n]{2,30})»|"
    r"(?P<plain>[^,()–—«]+?)(?=\s*,|\s*\(|\s+/|\s+«|\s+[-–—]{1,2}\s|(?<!\d)(?<!\b[A-Z][a-z]{2})(?<!\bSept)\.\s|\.?$)"
)
_SPACED = re.compile(r"\s[-–—]{1,2}\s")
"""A second dash: what stands before the first is no dateline but the head of a sentence with an aside."""
_FILLER = re.compile(r"[\s,.–—-]*")
_DAY = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])(?:\b|er\b|º|st\b|nd\b|rd\b|th\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\d{1,2}\s?[:.h]\s?[0-5]\d(?:\s?(?:h|hs|Uhr|GMT|UTC))?")
_NUMERIC = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d\d)?\d\d|\d{4}-\d\d-\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = "de la del di el of the an am der sur al le les du des i y e et und and na на над в"
_PARTICLES = frozenset(_SMALL.split())


class Dateline(msgspec.Struct, frozen=True):
    """`[start, end)` of the dateline, its mark included; `place` as printed; `date` is the span of the day, if any."""

    start: int
    end: int
    place: str | None
    date: tuple[int, int] | None
    agency: str | None


class _Pieces(msgspec.Struct):
    places: list[str] = []
    dates: list[tuple[int, int]] = []
    agencies: list[str] = []
    marked: bool = False
    dashed: bool = False


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of the block `[start, end)`, None where it has none. The longest reading wins."""
    best: Dateline | None = None
    for separator in _SEPARATOR.finditer(text, start + 2, min(end, start + _WINDOW)):
        rest = separator.end()
        if rest >= end:
            break
        pieces = _pieces(text, start, separator.start())
        if pieces is None or not _accepted(pieces, separator, text[rest : min(end, rest + _WINDOW)]):
            continue
        mark = text[separator.start() : rest].rstrip()
        best = Dateline(
            start,
            separator.start() + len(mark),
            pieces.places[0].partition("/")[0] if pieces.places else None,
            (pieces.dates[0][0], pieces.dates[-1][1]) if pieces.dates else None,
            pieces.agencies[0] if pieces.agencies else None,
        )
    return best


def _pieces(text: str, start: int, end: int) -> _Pieces | None:
    found = _Pieces()
    at = start
    while at < end:
        filler = _FILLER.match(text, at, end)
        if filler and filler.end() > at:
            found.dashed = found.dashed or any(c in "–—-" for c in filler[0])
            at = filler.end()
            continue
        piece = _PIECE.match(text, at, end)
        if not piece:
            return None
        at = piece.end()
        if not _sort(piece, found):
            return None
    count = len(found.places) + len(found.agencies) + len(found.dates)
    return found if 0 < count <= 5 and len(found.places) <= 2 and len(found.agencies) <= 1 else None


def _sort(piece: re.Match[str], found: _Pieces) -> bool:
    """Put one piece where it belongs; False where it is none of the three."""
    if marked := piece["bracket"] or piece["slash"] or piece["quoted"]:
        found.agencies.append(marked.strip())
        found.marked = True
        return True
    plain = piece["plain"].strip().rstrip(".") if _CLOCK.match(piece["plain"].strip()) else piece["plain"].strip()
    if _is_date(plain):
        found.dates.append((piece.start("plain"), piece.start("plain") + len(plain)))
        return True
    if found.places and _is_agency(plain, found):
        found.agencies.append(plain)
        return True
    if _is_place(plain):
        found.places.append(plain)
        return not found.agencies or not found.dates
    return False


def _is_date(piece: str) -> bool:
    """`March 3`, `3 de marzo de 2025`, `2025`, `3 mar`, `3. März`, `5.11.2024`."""
    letters = _LETTERS.findall(piece)
    if _YEAR.fullmatch(piece) or _NUMERIC.fullmatch(piece) or _CLOCK.fullmatch(piece):
        return True
    return bool(_DAY.search(piece)) and len(piece) <= 30 and 1 <= len(letters) <= 4 and max(map(len, letters)) >= 3


def _is_agency(piece: str, found: _Pieces) -> bool:
    """Without brackets only after a date, or in capitals after a place: `УНІАН`, `РИА Новости`."""
    if found.agencies or not _is_place(piece):
        return False
    return bool(found.dates) or (piece.isupper() and len(piece) <= 12 and not found.places[0].isupper())


def _is_place(piece: str) -> bool:
    words = [w for w in re.split(r"[\s/]+", piece) if w]
    if not 1 <= len(words) <= 5 or len(piece) > 45 or any(c.isdigit() for c in piece):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w.casefold() in _PARTICLES for w in words)


def _accepted(pieces: _Pieces, separator: re.Match[str], following: str) -> bool:
    """Whether the pieces and the separator after them make a dateline before `following`."""
    small = following[:1].islower()
    if small or not pieces.places:
        return bool(pieces.agencies and pieces.marked and pieces.dates) and not small
    place = pieces.places[0]
    capitals = place.isupper() and sum(c.isalpha() for c in place) >= 3
    by_dash = separator["dash"] is not None
    if pieces.marked:
        return by_dash or capitals or bool(pieces.dates)
    if pieces.agencies:
        return by_dash or bool(pieces.dates) or (len(pieces.places) == 1 and separator["stop"] is not None)
    if pieces.dates:
        return by_dash or capitals
    alone = len(pieces.places) == 1 and len(place.split()) <= 2 and max(place) < "\u0250" and not _SPACED.search(following)
    return by_dash and (capitals or alone) and not pieces.dashed
