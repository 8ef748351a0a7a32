"""Patterns: how the tables of frames and cues write a predicate ("infliggere colpo|sconfitta", "sich treffen"), and their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from diurna.langs.tables import read_toml

Pos = Literal["v", "n", "a"]
Table = Mapping[str, object]
_POS: dict[str, Pos] = {"verb": "v", "noun": "n", "adj": "a"}


class Need(msgspec.Struct, frozen=True, gc=False):
    """A condition: the phrase in `slot` (or in one of several, "obj|dat") is of one of `kinds` (or, when `absent`, of none of them)."""

    slot: str
    kinds: tuple[str, ...]
    absent: bool


class Pattern(msgspec.Struct, frozen=True, gc=False):
    """One predicate. `words`: further words that must stand by, each a tuple of alternatives. `tail`: may end a compound ("-angriff")."""

    rule: str
    head: str
    pos: Pos
    words: tuple[tuple[str, ...], ...]
    reflexive: bool
    tail: bool


_NAMED = 4
"""Alternatives of a word that its rule names."""
_VOWELS = frozenset("аеєиіїоуюя")
"""Vowels of the languages that have euphonic forms: before one no first letter changes."""


class Patterns:
    """Reads the patterns of one pack; a rule that was written before gets a number ("it/v/colpire#2")."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        pack = read_toml(folder / "pack.toml")
        rules = pack.get("reflexive_lemma", [])
        assert isinstance(rules, list)
        self._euphonic = strings(pack, "euphonic")
        self._reflexive = [(re.compile(str(pattern)), str(plain)) for pattern, plain in rules]
        self._seen: dict[str, int] = {}

    def of(self, table: Table, kind: str = "") -> Iterator[Pattern]:
        """The patterns under `verb`, `noun` and `adj`, in this order. `kind` ("speech/") stands in their rules."""
        for field, pos in _POS.items():
            for text in strings(table, field):
                head, words, reflexive = self.parse(text, pos)
                rule = f"{self.folder.name}/{kind}{pos}/{_short(text)}"
                self._seen[rule] = count = self._seen.get(rule, 0) + 1
                yield Pattern(rule if count == 1 else f"{rule}#{count}", head, pos, words, reflexive, pos == "n" and text.startswith("-"))

    def spellings(self, head: str) -> tuple[str, ...]:
        """A head and its other form where the language changes a first letter for the sound alone: "взяти", "узяти"."""
        first, second = head[:1], head[1:2]
        if first not in self._euphonic or not second.isalpha() or second in _VOWELS:
            return (head,)
        return (head, *(other + head[1:] for other in self._euphonic if other != first))

    def parse(self, pattern: str, pos: Pos) -> tuple[str, tuple[tuple[str, ...], ...], bool]:
        """Head lemma, further words and whether a reflexive is asked for; an empty pattern is a ValueError."""
        text = pattern.strip().casefold().replace("’", "'").removeprefix("-")
        reflexive = False
        for form, plain in self._reflexive if pos == "v" else ():
            if form.match(text):
                text, reflexive = form.sub(plain, text, count=1), True
                break
        parts = text.split()
        if not parts:
            raise ValueError(f"{self.folder.name}: empty pattern {pattern!r}")
        return parts[0], tuple(tuple(p.split("|")) for p in parts[1:]), reflexive


def strings(table: Table, field: str) -> tuple[str, ...]:
    """A field that holds one string or several."""
    value = table.get(field, ())
    if isinstance(value, str):
        return (value,)
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()


def slots(table: Table, field: str) -> tuple[str, ...]:
    """A field that lists slots in order of preference, in one string with commas or in several."""
    value = table.get(field)
    if value is None:
        return ()
    parts: Sequence[object] = value if isinstance(value, list) else str(value).split(",")
    return tuple(str(p).strip() for p in parts if str(p).strip())


def needs(where: str, table: Table) -> tuple[Need, ...]:
    """The conditions of a table, "slot:kind|kind" or "slot:!kind"; `where` names the table in the ValueError of a malformed one."""
    return tuple(_need(where, text) for text in strings(table, "needs"))


def _need(where: str, text: str) -> Need:
    slot, colon, what = text.partition(":")
    if not colon or not what:
        raise ValueError(f'{where}: needs are "slot:kind", not {text!r}')
    return Need(slot.strip(), tuple(what.casefold().lstrip("!").split("|")), what.startswith("!"))  # "straße" as lemmas have it


def _short(text: str) -> str:
    """A pattern as its rule names it: of more than `_NAMED` alternatives the first ones, for each record carries it."""
    words = (word.split("|") for word in text.split(" "))
    return " ".join("|".join([*w[:_NAMED], "…"] if len(w) > _NAMED + 1 else w) for w in words)
