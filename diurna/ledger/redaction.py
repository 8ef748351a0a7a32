"""Blacking out a person's name in a text and its records: as many marks as letters, so that every span still stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from diurna.ledger.entities import folded
from diurna.model import Entity, Record

MARK = "█"
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4
_ENDING = 4


class Redaction:
    """What is blacked out for one person, and the id that stands for them from then on."""

    def __init__(self, person: Entity, hidden: str) -> None:
        self.person = person
        self.hidden = hidden
        names = [person.name, *person.names.values()]
        self._names = {w.casefold() for name in names for w in _WORD.findall(name) if len(w) > 2}
        self._folded = {folded(w) for w in (*self._names, *_WORD.findall(person.id.partition("/")[2])) if len(w) > 3}

    def forms(self, records: Sequence[Record]) -> frozenset[str]:
        """The ways in which an article writes the name: what is mentioned under it and shares the beginning of a word with it."""
        found: set[str] = set()
        for record in records:
            for entity in record.entities:
                if entity.id == self.person.id:
                    written = (record.document.text[m.start : m.end] for m in entity.mentions)
                    found |= {w for w in written if self._is_name(w)}
        names = {n for n in (self.person.name, *self.person.names.values()) if n}
        return frozenset(found | names)

    def _is_name(self, words: str) -> bool:
        stems = {n[:_STEM] for n in self._names}
        return any(w[:1].isupper() and w.casefold()[:_STEM] in stems for w in _WORD.findall(words))

    def text(self, text: str, records: Sequence[Record], forms: frozenset[str]) -> str:
        """A text with the name blacked out: the mentions, and the family name wherever it stands, inflected too."""
        spans = [
            (m.start, m.end)
            for r in records
            for e in r.entities
            if e.id == self.person.id
            for m in e.mentions
            if self._is_name(text[m.start : m.end])
        ]
        chars = list(text)
        for start, end in spans:
            chars[start:end] = _blacked(text[start:end])
        return self.words("".join(chars), forms)

    def words(self, text: str, forms: frozenset[str]) -> str:
        """Any string with the name blacked out."""
        for pattern in self._patterns(forms):
            text = pattern.sub(lambda m: "".join(_blacked(m[0])), text)
        return text

    def _patterns(self, forms: frozenset[str]) -> list[re.Pattern[str]]:
        whole = sorted((re.escape(f) for f in forms), key=len, reverse=True)
        last = {words[-1] for f in forms if (words := _WORD.findall(f)) and len(words[-1]) > 2}
        family = sorted({w[: max(_STEM, len(w) - 2)] if len(w) > _STEM else w for w in last}, key=len, reverse=True)
        found = [re.compile("|".join(whole))] if whole else []
        if family:
            found.append(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, family))})\w{{0,{_ENDING}}}(?!\w)"))
        return found

    def record(self, record: Record, text: str, forms: frozenset[str]) -> Record:
        """A record without the name: the entity under its new id, strings that quote the words blacked out."""
        bare = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
        hidden = Entity(self.hidden, MARK * 8, {}, "person", self.person.country, self.person.sector, None, False, None, ())
        entities = tuple(msgspec.structs.replace(hidden, mentions=e.mentions) if e.id == self.person.id else e for e in bare.entities)
        built = msgspec.to_builtins(msgspec.structs.replace(bare, entities=entities))
        changed = msgspec.convert(self._walk(built, forms), Record)
        return msgspec.structs.replace(changed, document=msgspec.structs.replace(changed.document, text=text))

    def _walk(self, value: object, forms: frozenset[str]) -> object:
        if isinstance(value, str):
            return self.hidden if value == self.person.id else self.words(value, forms)
        if isinstance(value, dict):
            return {self._walk(k, forms): self._walk(v, forms) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
        if isinstance(value, list | tuple):
            return [self._walk(v, forms) for v in value]  # pyright: ignore[reportUnknownVariableType]
        return value

    def names_in(self, source: str) -> str:
        """A stored input without the name, and without an address that has it."""
        row = msgspec.json.decode(source)
        for field in ("url", "key"):
            if isinstance(row.get(field), str) and self.is_in(row[field]):
                row[field] = None if field == "url" else ""
        return msgspec.json.encode(row).decode()

    def is_in(self, address: str) -> bool:
        """Whether an address or a file name has a word of the name in it."""
        plain = folded(address)
        return any(word in plain for word in self._folded)


def _blacked(words: str) -> list[str]:
    return [c if c.isspace() else MARK for c in words]
