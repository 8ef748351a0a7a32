"""Languages with rich inflection: pymorphy3 lists the readings of a form, the tagger chooses among them by context."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pymorphy3

from diurna.langs.lemmas import Habits
from diurna.langs.lexicon import read_lexicon
from diurna.langs.readings import Reader, Reading, ambiguity
from diurna.langs.shapes import FREE
from diurna.langs.tagger import Entry, Tagger

if TYPE_CHECKING:
    from diurna.langs.polish_readings import PolishReader


class ReadingEngine:
    """See `diurna.langs.morphology.Engine`."""

    def __init__(self, folder: Path, tagger: Tagger, habits: Habits) -> None:
        self.tagger = tagger
        self.reader = _reader(folder, habits)
        lexicon = read_lexicon(folder)
        self.lexicon = {**tagger.weights.lemmas, **lexicon.lemmas}
        self.only = lexicon.only
        self.readings = lru_cache(maxsize=20_000)(self._readings)

    def _readings(self, lower: str, shape: str) -> Sequence[Reading]:
        return tuple(self.reader.readings(lower, "" if shape == "x" else "free" if shape == FREE else "sure"))

    def entry(self, text: str, lower: str, shape: str) -> Entry:
        readings = self.readings(lower, shape)
        return Entry(lower, shape, known_of(readings), self.candidates(lower, readings))

    def candidates(self, lower: str, readings: Sequence[Reading]) -> tuple[int, ...]:
        """Numbers of the tags a form may have: what its readings give and what training saw of a frequent word."""
        number = self.tagger.number
        found = {number[r.tag] for r in readings if r.tag in number}
        found.update(self.tagger.weights.closed.get(lower, ()))
        if lower in self.only:
            found = {n for tag, n in number.items() if tag.split(" ")[0] in self.only[lower].split("|")} or found
        return tuple(sorted(found)) or self.tagger.weights.open_tags

    def accented(self, lower: str) -> str:
        """Capitals lose nothing in these languages."""
        return lower

    def infinitive(self, lower: str) -> str | None:
        """The verb that `lower` may be a form of, None for none that the dictionary has."""
        return next((r.lemma for r in self.readings(lower, "x") if r.tag.startswith("VERB")), None)

    def inflects(self, lower: str) -> bool:
        """Whether a word may be a verb that the dictionary does not count among them: it knows them all."""
        return False

    def features(self, text: str, lower: str, entry: Entry, tag: str) -> tuple[str, ...]:
        readings = self.readings(lower, entry.shape)
        fitting = [r for r in readings if r.tag == tag]
        pos, *parts = tag.split(" ")
        chosen = fitting[0] if fitting else _nearest(readings, pos, tag)
        listed = self.lexicon.get(f"{lower} {pos}") or self.lexicon.get(f"{lower} *")
        lemma = listed or (chosen.lemma if chosen else lower)
        if chosen is not None and chosen.lemma != lemma:  # a listed word has its own cases: "вину" is no dative of "вино"
            own = [r for r in readings if r.lemma == lemma and r.tag.split(" ")[0] == pos]
            chosen, tag = (own[0], own[0].tag) if own else (chosen, tag)
        form = {"short": "part"}.get(parts[0], parts[0]) if parts and pos in ("VERB", "AUX") else ""
        number = next((p[2:] for p in parts if p.startswith("n=")), chosen.number if chosen else "")
        if chosen is None:
            return (lemma, pos, _case(tag), number, "", "", form, "", "", "")
        same = (chosen.lemma, chosen.gender if pos != "NOUN" else "")
        others = [r for r in readings if (r.lemma == same[0] or (chosen.guessed and pos == "PROPN")) and r.tag.split(" ")[0] == pos]
        agreeing = [r for r in others if r.number == number] + [r for r in others if r.number != number]
        cases = _case(tag)
        for reading in agreeing:
            case = _case(reading.tag)
            if case not in cases:
                cases += case
        return (
            lemma, pos, cases, number, chosen.gender, chosen.person, form, chosen.tense, chosen.mood, chosen.voice,
        )  # fmt: skip


def _reader(folder: Path, habits: Habits) -> Reader | PolishReader:
    """Who lists the readings: pymorphy3 where it has the language, the paradigms of its own module where it has not."""
    if habits.paradigms == "polish":
        from diurna.langs.polish_readings import PolishReader

        return PolishReader(folder)
    return Reader(pymorphy3.MorphAnalyzer(lang=folder.name), marked_names=habits.marked_names)


def known_of(readings: Sequence[Reading]) -> list[str]:
    """The features of a word that its readings give, with the rank of each reading's frequency."""
    return ambiguity(readings)


def _nearest(readings: Sequence[Reading], pos: str, tag: str) -> Reading | None:
    same = [r for r in readings if r.tag.split(" ")[0] == pos] or [r for r in readings if _case(r.tag) == _case(tag)]
    return (same or list(readings) or [None])[0]


def _case(tag: str) -> str:
    at = tag.find("c=")
    return tag[at + 2] if at >= 0 else ""
