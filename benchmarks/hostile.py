"""Text made to cost much: units that were ever slow, or might be, repeated; and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.measure import exponent, seconds
from diurna.analysis import Analysis, Input
from diurna.extract.document.segments import segments
from diurna.extract.document.sentences import split
from diurna.extract.document.words import words
from diurna.langs.calendar import find_dates
from diurna.langs.intervals import View
from diurna.langs.pack import Packs
from diurna.readers.canonical import canonical

LANGS = ("it", "en", "uk", "ru", "es", "fr", "de")
CHARACTERS = 12_500
"""Length of the shortest text, in code points; the others are two and four times as long. Expressions are read per sentence, so
theirs are a tenth."""
Read = Callable[[str], object]


def worst() -> Iterator[tuple[str, str, float]]:
    """For each reader its name, the unit that grows fastest, and the exponent of its growth (1 is linear, 2 is quadratic)."""
    packs = Packs()
    for name, read, units, characters in _readers(packs):
        grown = [(_growth(read, unit, characters), unit) for unit in units]
        value, unit = max(grown)
        yield name, unit, value


def _growth(read: Read, unit: str, characters: int) -> float:
    texts = [unit * (characters * n // len(unit)) for n in (1, 2, 4)]
    return exponent([len(t) for t in texts], [seconds(lambda text=text: read(text), least=0.02, rounds=3) for text in texts])


def _readers(packs: Packs) -> Iterator[tuple[str, Read, tuple[str, ...], int]]:
    pack = packs["en"]
    tokens = ("a", "a-", "a'", "1 ", "1.1.", "A.", ".", "n't", "'", "-t-il", "é\u0301", "aaaa!", "https://")
    for lang in ("en", "fr", "uk"):
        yield f"words, {lang}", lambda t, lang=lang: words(t, 0, len(t), lang), tokens, CHARACTERS
    ends = ("a", ".", ". ", "A. ", "т. ", "«.", '. "', "aa.a", "!? ", ". -", "a.\n", "3. ")
    yield "sentences, de", lambda t: split(t, 0, len(t), "de"), ends, CHARACTERS
    lines = ("a\n", "a b\n\n", " ", "(", "A, 3 mar - ", "Source\n", "a" * 60 + "\n", ". ", "By A\n", "3 March 2025\n")
    yield "segments", lambda t: segments(Analysis(Input("x", t)), packs), lines, CHARACTERS
    yield "dates", lambda t: find_dates(t, LANGS), ("3 ", "1.1.1.1.", "3 3.1. "), CHARACTERS
    yield "canonical form", canonical, ("a\u0301\u0323", "\u0301", "Париж заявил\r\n\u00ad", "\u200d"), CHARACTERS * 4
    figures = ("killed 12 ", "12 people ", "1,000,", "at least ", "two hundred ")
    yield "quantities, en", pack.quantities.find, figures, CHARACTERS // 10
    spans = ("Monday - ", "from March to ", "2014-2015 and ", "in the ", "3 5 ")
    yield "times, en", lambda t: pack.times.find(t, View(date(2025, 6, 5))), spans, CHARACTERS // 10
