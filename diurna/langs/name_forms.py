"""Inflected forms of name entries: by the pack's ending rules where it has them, by its morphology otherwise.

Build time only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

import msgspec

from diurna.langs.name_entries import Entry, as_list

Kind = Literal["name", "adjective", "noun"]
Inflect = Callable[[str, Kind], Mapping[str, str]]
"""`Morphology.forms`: form -> its cases and number ("gds", "nap"), readings set apart by spaces."""


class Form(msgspec.Struct, frozen=True, gc=False):
    """One inflected form: its words and what they may be (letters of cases; s or p; m, f or n; "" where unknown)."""

    words: tuple[str, ...]
    cases: str = ""
    number: str = ""
    gender: str = ""


class Rule(msgspec.Struct, frozen=True, gc=False):
    """`ending` is replaced by each of `endings`: (letters, cases, number, gender)."""

    ending: str
    endings: tuple[tuple[str, str, str, str], ...]


class Grammar(msgspec.Struct, frozen=True, gc=False):
    """How a pack's name phrases inflect.

    `rules`: its `[inflect]` table by kind, may be empty. `case`: phrases agree as wholes and the morphology knows how.
    `of`: words that end the inflecting part of a phrase ("ministro | degli Esteri"). `every`: all words of that part
    inflect, not only its last. `accents`: what capitals may lack, as a translation table.
    """

    inflect: Inflect
    rules: Mapping[str, tuple[Rule, ...]]
    case: bool
    of: frozenset[str]
    every: bool
    accents: Mapping[int, str] = {}

    def forms(self, entry: Entry) -> list[Form]:
        """All forms of an entry, the form as written first, without repeats."""
        written = Form(entry.words, "", entry.number, entry.gender)
        if entry.fixed or entry.form == "prefix":
            return [written]
        kind = kind_of(entry)
        if self.rules.get(kind):
            found = self._by_rule(entry, self.rules[kind])
        elif self.case:
            found = self._by_phrase(entry, kind)
        else:
            found = self._by_word(entry, kind)
        every = [_marked(f, entry) for f in found]
        if not any(f.words == entry.words for f in every):
            every.insert(0, written)
        return sorted(dict.fromkeys(every), key=lambda f: f.words != entry.words)

    def _by_phrase(self, entry: Entry, kind: Kind) -> Iterator[Form]:
        for form, readings in self.inflect(" ".join(entry.words), kind).items():
            words = tuple(form.split())
            if len(words) == len(entry.words):
                yield from (Form(words, r[:-1], r[-1]) for r in readings.split())

    def _by_word(self, entry: Entry, kind: Kind) -> Iterator[Form]:
        at = self._end(entry.words)
        start = 0 if self.every else at - 1
        columns = [self._word(w, kind) for w in entry.words[start:at]]
        for number in "sp":
            choices = [[w for w, numbers in column if number in numbers] for column in columns]
            for choice in product(*choices):
                yield Form((*entry.words[:start], *choice, *entry.words[at:]), "", number)

    def _word(self, word: str, kind: Kind) -> list[tuple[str, str]]:
        if word.isupper() and len(word) > 1:
            return [(word, "s")]
        return [(form, numbers or "sp") for form, numbers in self.inflect(word, kind).items() if " " not in form]

    def _by_rule(self, entry: Entry, rules: Sequence[Rule]) -> Iterator[Form]:
        at = 0 if self.every else self._end(entry.words) - 1
        word = entry.words[at]
        rule = next((r for r in rules if word.endswith(r.ending)), None)
        if rule is not None and not (word.isupper() and len(word) > 1):
            stem = word[: len(word) - len(rule.ending)]
            for letters, cases, number, gender in rule.endings:
                yield Form((*entry.words[:at], stem + letters, *entry.words[at + 1 :]), cases, number, gender)

    def _end(self, words: Sequence[str]) -> int:
        """Where the inflecting part of a phrase ends."""
        stops = (i for i, w in enumerate(words) if i and (w in self.of or w.split("'")[0] + "'" in self.of))
        return next(stops, len(words))


def rules_of(table: Mapping[str, object]) -> dict[str, tuple[Rule, ...]]:
    """The `[inflect]` table by kind; ValueError for a rule that is not `old>new|new`."""
    return {kind: tuple(_rule(r) for r in as_list(rules)) for kind, rules in table.items()}


def kind_of(entry: Entry) -> Kind:
    """How the entry's words inflect."""
    if entry.form == "adjective":
        return "adjective"
    if entry.form == "inhabitant" or entry.section in ("generic", "office", "title", "words"):
        return "noun"
    return "name"


def _marked(form: Form, entry: Entry) -> Form:
    """`form` with what the entry's own marks say."""
    number = form.number if kind_of(entry) != "name" else entry.number or form.number
    return Form(form.words, form.cases, number, form.gender or entry.gender)


def _rule(text: str) -> Rule:
    """`o>o/ms|i/mp` or `>|s/.g`."""
    ending, arrow, alternatives = text.partition(">")
    if not arrow:
        raise ValueError(f"an ending rule is written old>new|new: {text!r}")
    found = []
    for alternative in alternatives.split("|"):
        letters, _, marks = alternative.partition("/")
        features, _, cases = marks.partition(".")
        number = next((m for m in features if m in "sp"), "")
        found.append((letters, cases, number, next((m for m in features if m in "mfn"), "")))
    return Rule(ending, tuple(found))
