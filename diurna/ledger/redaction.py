"""Blacking out a person's name in a text and its records: as many marks as letters, so that every span still stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from diurna.ledger.entities import folded
from diurna.model import Entity, Record

MARK = "█"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3
_STEM = 4
_ENDING = 5
"""Letters that an inflected name may have more than its stem."""


class Redaction:
    """What is blacked out for one person, and the id that stands for them from then on.

    The family name, inflected too, goes wherever it stands with a capital; given names go beside it, and in what the records take for a
    mention of the person. Words of pronouns and offices stay.
    """

    def __init__(self, person: Entity, hidden: str, records: Iterable[Record] = ()) -> None:
        self.person = person
        self.hidden = hidden
        known = [e for r in records for e in r.entities if e.id == person.id]
        names = {n for e in (person, *known) for n in (e.name, *e.names.values())}
        words = [[folded(w) for w in _WORD.findall(name) if len(w) >= _SHORTEST] for name in sorted(names)]
        self._any = frozenset(_stem(w) for part in words for w in part)
        self._family = frozenset(_stem(part[-1]) for part in words if part)
        slug = (folded(w) for w in _WORD.findall(person.id.partition("/")[2]))
        self._address = frozenset(w for w in (*(w for part in words for w in part[-1:]), *slug) if len(w) >= _STEM)

    def text(self, text: str, records: Sequence[Record]) -> str:
        """A text with the name blacked out, its length unchanged."""
        spans = [(m.start, m.end) for r in records for e in r.entities if e.id == self.person.id for m in e.mentions]
        return self._blacked(text, spans)

    def words(self, text: str) -> str:
        """Any string with the name blacked out."""
        return self._blacked(text, ())

    def _blacked(self, text: str, mentions: Sequence[tuple[int, int]]) -> str:
        found = [(m.start(), m.end(), folded(m[0])) for m in _WORD.finditer(text) if m[0][:1].isupper()]
        black = [_is(word, self._family) or (_is(word, self._any) and any(s <= a and b <= e for s, e in mentions)) for a, b, word in found]
        for order in (range(len(found)), range(len(found) - 1, -1, -1)):  # given names on either side of what is black already
            for i in order:
                near = [j for j in (i - 1, i + 1) if 0 <= j < len(found) and black[j] and _touch(text, found[i], found[j])]
                black[i] = black[i] or (bool(near) and _is(found[i][2], self._any))
        chars = list(text)
        for (start, end, _), out in zip(found, black, strict=True):
            if out:
                chars[start:end] = MARK * (end - start)
        return "".join(chars)

    def record(self, record: Record, text: str) -> Record:
        """A record without the name: the entity under its new id, strings that quote the words blacked out."""
        bare = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
        hidden = Entity(self.hidden, MARK * 8, {}, "person", self.person.country, self.person.sector, None, False, None, ())
        entities = tuple(msgspec.structs.replace(hidden, mentions=e.mentions) if e.id == self.person.id else e for e in bare.entities)
        built = msgspec.to_builtins(msgspec.structs.replace(bare, entities=entities))
        self._without_addresses(built["document"])
        changed = msgspec.convert(self._walk(built), Record)
        return msgspec.structs.replace(changed, document=msgspec.structs.replace(changed.document, text=text))

    def _walk(self, value: object) -> object:
        if isinstance(value, str):
            return self.hidden if value == self.person.id else self.words(value)
        if isinstance(value, dict):
            return {k: self._walk(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
        if isinstance(value, list | tuple):
            return [self._walk(v) for v in value]  # pyright: ignore[reportUnknownVariableType]
        return value

    def _without_addresses(self, row: dict[str, object]) -> None:
        for field, empty in (("url", None), ("key", "")):
            value = row.get(field)
            if isinstance(value, str) and self.is_in(value):
                row[field] = empty

    def names(self, text: str) -> bool:
        """Whether a text has the person's given name and family name side by side."""
        return "".join(c for c in self.words(text) if c in f"{MARK} ").count(f"{MARK} {MARK}") > text.count(f"{MARK} {MARK}")

    def is_in(self, address: str) -> bool:
        """Whether an address or a file name has a word of the name in it."""
        plain = folded(address)
        return any(word in plain for word in self._address)


def _stem(word: str) -> str:
    """What of a name stays when it is inflected."""
    return word[: max(_STEM, len(word) - 2)] if len(word) > _STEM else word


def _is(word: str, stems: frozenset[str]) -> bool:
    return any(word[:n] in stems for n in range(max(_SHORTEST, len(word) - _ENDING), len(word) + 1))


def _touch(text: str, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether nothing but a space or a full stop lies between two words."""
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return len(between) <= 2 and not between.strip(" .\n")
