"""Persons and organisations of one article that the tables lack, and short forms the article itself gives names."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from copy import copy

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import Atom, What
from diurna.extract.actors.knowledge import UNKNOWN

_STEM = 4
"""Letters that two inflected forms of one surname share at least."""
_ENDING = 3
"""Letters an ending may add or take."""


class Strangers:
    """Registers what is introduced; finds it again by surname or acronym."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.langs: dict[str, str] = {}
        self.sorts: dict[str, str] = {}
        self._surnames: dict[str, list[tuple[str, str, str]]] = {}
        self._short: dict[str, Atom] = {}
        self._bodies: dict[str, list[tuple[tuple[str, ...], Atom]]] = {}

    def __bool__(self) -> bool:
        return bool(self._surnames or self._short or self._bodies)

    def person(self, words: Sequence[str], gender: str) -> str:
        """The id of the unknown person called `words` (as the text has them), the one known already where it fits."""
        last = _bare(words[-1])
        for known, entity, first in self._surnames.get(last[:_STEM], []):
            if same_surname(known, last) and (len(words) == 1 or not first or first[:2] == words[0].casefold()[:2]):
                return entity
        entity = UNKNOWN + slug(" ".join(words))
        first = words[0].casefold() if len(words) > 1 else ""
        self._surnames.setdefault(last[:_STEM], []).append((last, entity, first))
        self.names.setdefault(entity, " ".join(words))
        return entity

    def called(self, entity: str, name: str, lang: str) -> None:
        """Keep the nominative of a new person's name, and the language of the text it stands in."""
        if entity in self.names and entity not in self.langs:
            self.names[entity], self.langs[entity] = name, lang

    def organisation(self, name: str, sort: str = "organization") -> str:
        """The id of the unknown body called `name`, of a sort that the text tells."""
        entity = UNKNOWN + slug(name)
        self.names.setdefault(entity, name)
        self.sorts.setdefault(entity, sort)
        return entity

    def short(self, acronym: str, meaning: Atom) -> None:
        """From here on `acronym` stands for what `meaning` means; the first meaning stays."""
        self._short.setdefault(acronym, meaning)

    def named(self, words: Sequence[Token], meaning: Atom) -> None:
        """From here on the name of a body that a noun introduced stands for it without that noun."""
        name = tuple(t.text for t in words)
        known = self._bodies.setdefault(name[0], [])
        if all(name != other for other, _ in known):
            known.append((name, meaning))
            known.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Sequence[Token], covered: Container[int], case: bool) -> list[Atom]:
        """Surnames and acronyms among the words no atom covers. `case`: the language inflects names."""
        found = []
        for at, token in enumerate(tokens):
            if not token.text[:1].isupper() or at in covered:
                continue
            meaning = self._short.get(token.text)
            if meaning is not None:
                found.append(_again(meaning, at, token))
            elif (body := self._body(tokens, at, covered)) is not None:
                found.append(body)
            elif token.pos in ("PROPN", "NOUN", "X") and (entity := self._by_surname(token, case)):
                found.append(_atom(at, token, "unknown_person", (entity,)))
        return found

    def _body(self, tokens: Sequence[Token], at: int, covered: Container[int]) -> Atom | None:
        """A body whose whole name begins at a position."""
        for name, meaning in self._bodies.get(tokens[at].text, []):
            last = at + len(name)
            if tuple(t.text for t in tokens[at:last]) == name and not any(i in covered for i in range(at, last)):
                head = last - 1 if tokens[last - 1].text[:1].isalnum() else at
                cases = tokens[head].cases
                atom = Atom(at, last, head, tokens[at].start, tokens[last - 1].end, "unknown_org", meaning.ids, cases=cases, number="s")
                atom.owner, atom.owned_by = meaning.owner, meaning.owned_by
                return atom
        return None

    def _by_surname(self, token: Token, case: bool) -> str | None:
        options = self._surnames.get(token.norm[:_STEM], [])
        fitting = {e for last, e, _ in options if token.norm == last or (case and same_surname(last, token.norm))}
        return fitting.pop() if len(fitting) == 1 else None


def same_surname(a: str, b: str) -> bool:
    """Whether two forms may be one surname in different cases: all but the endings agree."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    longest = max(len(a), len(b))
    return a == b or (shared >= _STEM and longest - shared <= _ENDING and min(len(a), len(b)) > _STEM)


def _bare(word: str) -> str:
    """A surname, casefolded, without a particle hyphened to it ("al-Hassan")."""
    particle, _, rest = word.partition("-")
    return (rest if rest and particle.islower() else word).casefold()


def slug(name: str) -> str:
    """Letters and digits of a name, casefolded, words set apart by hyphens."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "name"


def _again(meaning: Atom, at: int, token: Token) -> Atom:
    atom = copy(meaning)
    atom.first, atom.last, atom.head, atom.start, atom.end = at, at + 1, at, token.start, token.end
    atom.cases, atom.located, atom.partner = token.cases, False, None
    return atom


def _atom(at: int, token: Token, what: What, ids: tuple[str, ...]) -> Atom:
    return Atom(at, at + 1, at, token.start, token.end, what, ids, cases=token.cases, number="s")
