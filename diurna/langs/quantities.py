"""Figures that events are counted in: people killed, injured, arrested, displaced, missing or taking part, money, arms and troops.

`quantities.toml` has `[numbers]` (`numerals.py`); `[amounts]`: patterns (`phrases.py`) around `<n>` whose meaning is exact, min, max,
range, about or `vague 20`; `[people]`, `[units]`, `[currencies]`: counted nouns; `[measures.killed]` and so on, with the lists `nouns`
that are counted themselves ("12 dead"), `before` the figure ("killed 12"), `after` it ("12 people died"), `passive` behind it with an
auxiliary or a clear end ("12 were killed"), `tolls` before it at a distance ("death toll rose to 12"); `[small]`: `stops` end a noun
phrase, `passive` are the auxiliaries of the passive, `active` those that make a participle active, `links` join number and noun,
`objects` begin another noun phrase, `joins` are "and" and "or", `others` may stand between a verb and a bare figure ("wounded another
30"), `including` begins a part of a figure, `negatives` deny one ("none of the 12"), `not` are heads that are no such figure.

What is exact is min = max, and so is "about 30". "At least 12" and "more than 12" have min only, "up to 300" and "fewer than 300"
max only. "Dozens" and their like have min only: twice the unit that is named (dozens 24, tens 20, hundreds 200, several 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import cast

from diurna.langs import numerals
from diurna.langs.figures import (
    MEASURES,
    Amount,
    FoundQuantity,
    Head,
    Measure,
    Role,
    bounds,
    inside,
    longest,
    side,
)
from diurna.langs.phrases import Edge, Grammar, Piece, norms, pieces
from diurna.langs.tables import read_toml

_ROLES = ("nouns", "before", "after", "passive", "tolls")
_GAP = 3
"""Words between a number and its noun."""
_BACK, _AHEAD, _TOLL = 4, 9, 8
"""How far, in pieces, the word that tells the measure may stand before or after the counted noun."""


class Quantities:
    """One language's figures, ready to read sentences."""

    def __init__(self, lang: str, tables: Mapping[str, object]) -> None:
        self.lang = lang
        self.numbers = numerals.build(cast("Mapping[str, object]", tables.get("numbers", {})))
        sets = cast("Mapping[str, str]", tables.get("sets", {}))
        self.amounts, self.roles = Grammar(sets), Grammar(sets)
        self.triggers: set[str] = set()
        self.vague: set[str] = set()
        for meaning, rows in cast("Mapping[str, Sequence[str]]", tables.get("amounts", {})).items():
            for row in rows:
                self.amounts.add(row, meaning)
                if meaning.startswith("vague"):
                    self.vague.update(p.norm for o in row.split()[0].split("|") for p in pieces(o)[:1])
        for measure, lists in cast("Mapping[str, Mapping[str, str]]", tables.get("measures", {})).items():
            if measure not in MEASURES or not set(lists) <= set(_ROLES):
                raise ValueError(f"{lang}/quantities.toml: no such measure or list: {measure} {sorted(lists)}")
            for role in _ROLES:
                self._words(lists.get(role, ""), f"{role} {measure}")
        for table, role in (("units", "unit"), ("currencies", "currency")):
            for value, names in cast("Mapping[str, str]", tables.get(table, {})).items():
                self._words(names, f"{role} {value}")
        small = cast("Mapping[str, str]", tables.get("small", {}))
        self.capitals = bool(small.get("capital_sides"))
        self._words(str(cast("Mapping[str, str]", tables.get("people", {})).get("words", "")), "people people", False)
        self._words(small.get("not", ""), "not not", False)
        lists = {name: frozenset(str(words).split()) for name, words in small.items()}
        self.stops, self.objects, self.links, self.joins, self.passive, self.active, self.others = (
            lists.get(name, frozenset()) for name in ("stops", "objects", "links", "joins", "passive", "active", "others")
        )
        self.including, self.negatives = lists.get("including", frozenset()), lists.get("negatives", frozenset())

    def _words(self, names: str, meaning: str, trigger: bool = True) -> None:
        for name in names.split():
            self.roles.add(name.replace("_", " "), meaning)
            if trigger:
                self.triggers.add(pieces(name.replace("_", " "))[0].norm)

    def find(
        self, text: str, offset: int = 0, taken: Sequence[tuple[int, int]] = (), sides: Sequence[tuple[int, int]] = ()
    ) -> list[FoundQuantity]:
        """The figures of one sentence in text order, in code points moved by `offset`.

        `taken`: spans that are no figures (times). `sides`: spans of names, adjectives and inhabitants of a side.
        """
        if not self._worth(norms(text)):
            return []
        row = pieces(text, offset)
        roles = self._roles(row)
        amounts = [a for a in self._amounts(row, text, offset) if not inside(row, a, taken) and self._stands(row, a)]
        made: list[FoundQuantity | None] = []
        for i, amount in enumerate(amounts):
            low = amounts[i - 1].end if i else 0
            high = amounts[i + 1].start if i + 1 < len(amounts) else len(row)
            made.append(self._figure(row, roles, amount, (low, high), sides))
        self._share(row, roles, amounts, made, sides)
        return [one for one in made if one is not None]

    def _share(
        self, row: Sequence[Piece], roles: list[list[Role]], amounts: Sequence[Amount],
        made: list[FoundQuantity | None], sides: Sequence[tuple[int, int]],
    ) -> None:  # fmt: skip
        """ "Eight soldiers and two civilians were killed": figures of people that are joined share what is said of one of them."""
        pairs = [(i, i + 1) for i in range(len(amounts) - 1)]
        for i, j in [*pairs[::-1], *((b, a) for a, b in pairs)]:
            other, own = made[j], made[i]
            if other is None or other.measure not in MEASURES[:5] or (own is not None and own.unit != "troops"):
                continue
            high = amounts[i + 1].start if i + 1 < len(amounts) else len(row)
            head = self._head(row, roles, amounts[i], high)
            if head is None or head.role.name not in ("people", "unit") or (own is None and head.role.name == "unit"):
                continue
            first, second = (head.end, amounts[j].start) if i < j else (self._end(roles, row, amounts[j], amounts[i]), amounts[i].start)
            said_behind = other.start >= row[amounts[j].start].start
            joined = all(p.norm in self.joins or p.norm == "," for p in row[first:second])
            if first < second <= first + 2 and joined and said_behind == (i < j):
                made[i] = self._made(row, amounts[i], head, head.start, head.end, other.measure, sides)

    def _end(self, roles: list[list[Role]], row: Sequence[Piece], amount: Amount, following: Amount) -> int:
        """The piece behind what an amount counts."""
        head = self._head(row, roles, amount, following.start)
        return head.end if head is not None else amount.end

    def _worth(self, words: Set[str]) -> bool:
        """Whether the sentence has a number and a word that figures come with."""
        if self.triggers.isdisjoint(words):
            return False
        return not (self.numbers.first.isdisjoint(words) and self.vague.isdisjoint(words)) or any(w[0].isdecimal() for w in words)

    def _roles(self, row: Sequence[Piece]) -> list[list[Role]]:
        """For each piece the roles of the phrases that start there."""
        chart = self.roles.chart(row)
        out: list[list[Role]] = []
        for at in range(len(row)):
            found = []
            if chart[at]:
                for match in self.roles.matches(chart, row, at):
                    name, _, value = match.meaning.partition(" ")
                    found.append(Role(name, value, match.end))
            out.append(found)
        return out

    def _amounts(self, row: Sequence[Piece], text: str, offset: int) -> list[Amount]:
        """Numbers with their bounds, leftmost and longest first."""
        chart = self.amounts.chart(row)
        first = self.numbers.first
        for i, piece in enumerate(row):
            if piece.norm[0].isdecimal() or piece.norm in first:
                number = numerals.read(self.numbers, row, i, text, offset)
                if number is not None:
                    chart[i].append(Edge("<n>", number[1], number[0]))
        out: list[Amount] = []
        at = 0
        while at < len(row):
            best = None
            if chart[at]:
                for match in self.amounts.matches(chart, row, at):
                    best = match if best is None or match.end > best.end else best
            if best is None:
                at += 1
                continue
            amount = bounds(best.meaning, [cast("float", v) for s, v in best.slots if s == "<n>"], at, best.end)
            if amount is not None:
                out.append(amount)
            at = best.end
        return out

    def _stands(self, row: Sequence[Piece], amount: Amount) -> bool:
        """Whether an amount is a figure of its own: not "F-16", "23-year-old", "none of the 12", "including two children"."""
        start, end = amount.start, amount.end
        if any(p.norm in self.including for p in row[max(0, start - 2) : start]):
            return False
        before = [p.norm for p in row[max(0, start - 3) : start]]
        if any(norm in self.negatives and all(n.isalpha() for n in before[i:]) for i, norm in enumerate(before)):
            return False
        hyphen_before = start >= 2 and row[start - 1].norm == "-" and row[start - 1].end == row[start].start
        if hyphen_before and row[start - 2].end == row[start - 1].start:
            return False
        hyphen_behind = end + 1 < len(row) and row[end].norm == "-" and row[end].start == row[end - 1].end
        return not (hyphen_behind and row[end + 1].norm.isalpha())

    def _figure(
        self, row: Sequence[Piece], roles: list[list[Role]], amount: Amount, limits: tuple[int, int],
        sides: Sequence[tuple[int, int]],
    ) -> FoundQuantity | None:  # fmt: skip
        head = self._head(row, roles, amount, limits[1])
        if head is not None and head.role.name == "not":
            return None
        money = self._money(row, roles, amount, head)
        if money is not None:
            return money
        counted = head is not None and head.role.name == "nouns"
        if head is not None and counted and head.role.value != "participants":
            return self._made(row, amount, head, head.start, head.end, cast("Measure", head.role.value), sides)
        cue = self._cue(row, roles, amount, head, limits)
        if cue is None and (self._closes(row, amount.end) if head is None else head.role.name == "people"):
            toll = self._toll(row, roles, amount, limits[0])
            if toll is not None:
                # "rose to 45" is a figure, though "to 45" alone is a bound in some languages
                amount = amount._replace(min=amount.max) if amount.min is None else amount
                cue = toll, amount.start, head.end if head else amount.end
        if cue is not None:
            measure, start, end = cue
            return self._made(row, amount, head, start, end, measure, sides)
        if head is not None and (counted or head.role.name == "unit"):
            return self._made(row, amount, head, head.start, head.end, "participants" if counted else "units", sides)
        return None

    def _head(self, row: Sequence[Piece], roles: list[list[Role]], amount: Amount, high: int) -> Head | None:
        """The counted noun: the first people, unit, measure noun or currency within the noun phrase behind the number."""
        at, words = amount.end, 0
        room = 1 if amount.min == 2 and amount.max is None else _GAP
        while at < min(high, len(row)) and words <= room:
            for name in ("not", "nouns", "unit", "people", "currency"):
                role = longest(roles[at], (name,))
                if role is not None:
                    return self._extended(roles, Head(at, role.end, role), row)
            norm = row[at].norm
            if (norm in self.links and (at == amount.end or row[at - 1].norm in self.links)) or norm == "-":
                at += 1
                continue
            if norm in self.stops or not (norm[0].isalpha()) or any(r.name in _ROLES for r in roles[at]):
                return None
            at, words = at + 1, words + 1
        return None

    def _extended(self, roles: list[list[Role]], head: Head, row: Sequence[Piece]) -> Head:
        """ "12 people dead": a measure noun right behind the people is the head."""
        if head.role.name not in ("people", "unit") or head.end >= len(row):
            return head
        noun = longest(roles[head.end], ("nouns",))
        return Head(head.start, noun.end, noun) if noun is not None else head

    def _money(self, row: Sequence[Piece], roles: list[list[Role]], amount: Amount, head: Head | None) -> FoundQuantity | None:
        """A sum: the currency's sign right before the number, or its name behind."""
        unit, start, end = None, amount.start, amount.end
        for at in range(amount.start, amount.end):
            sign = next((r for back in (1, 2, 3) if at >= back for r in roles[at - back] if r.name == "currency" and r.end == at), None)
            if sign is not None and row[at].norm[0].isdecimal():
                unit, start = sign.value, min(start, at - 1)
                break
        if unit is None and head is not None and head.role.name == "currency" and head.start - amount.end <= 2:
            unit, end = head.role.value, head.end
        if unit is None:
            return None
        span = (row[start].start, row[end - 1].end)
        return FoundQuantity(*span, "money", amount.min, amount.max, unit, None, span)

    def _cue(
        self, row: Sequence[Piece], roles: list[list[Role]], amount: Amount, head: Head | None, limits: tuple[int, int]
    ) -> tuple[Measure, int, int] | None:
        """The measure that a verb or toll near the figure gives, and the pieces it covers."""
        people = head is not None and (head.role.name in ("people", "nouns") or (head.role.name == "unit" and head.role.value == "troops"))
        if head is not None and not people:
            return None
        behind = head.end if head is not None else amount.end
        before = self._before(row, roles, amount.start, limits[0], people)
        after = self._after(row, roles, behind, limits[1], people)
        if before is not None and (after is None or before[0] <= after[0]):
            return before[1], before[2], behind
        if after is not None:
            return after[1], amount.start, after[3]
        return None

    def _before(self, row: Sequence[Piece], roles: list[list[Role]], at: int, low: int, people: bool) -> tuple[int, Measure, int] | None:
        """Distance, measure and place of a word like "killed" or "загинули" before the figure, in its clause."""
        reach = _BACK if people else 3
        for back in range(1, reach + 1):
            start = at - back
            if start < low or row[start].norm in ",;:.()" or row[start].norm in self.joins:
                return None
            role = longest(roles[start], ("before",))
            if role is not None and role.end <= at:
                return back - 1, cast("Measure", role.value), start
            if not people and row[start].norm not in self.others:
                return None
        return None

    def _after(
        self, row: Sequence[Piece], roles: list[list[Role]], at: int, high: int, people: bool
    ) -> tuple[int, Measure, int, int] | None:
        """Distance, measure and pieces of a word like "died" or "were killed" behind the counted noun, in its clause."""
        helped = blocked = False
        aside = people and at < len(row) and row[at].norm == ","
        for ahead in range((_AHEAD + 4 if aside else _AHEAD) if people else 3):
            start = at + ahead
            if start >= high or row[start].norm in ";:.()":
                return None
            norm = row[start].norm
            helped = helped or norm in self.passive
            blocked = (blocked or norm in self.active) and norm not in self.passive
            role = longest(roles[start], ("after", "passive"))
            if role is None or (not people and ahead > 1 and not helped):
                continue
            if role.name == "passive" and ((blocked and not helped) or not (helped or self._closes(row, role.end))):
                return None
            return ahead, cast("Measure", role.value), start, role.end
        return None

    def _closes(self, row: Sequence[Piece], at: int) -> bool:
        """Whether a participle without an auxiliary ends here or goes on with a preposition: "12 killed in ..."."""
        norm = row[at].norm if at < len(row) else "."
        return not norm[0].isalnum() or (norm in self.stops and norm not in self.objects)

    def _toll(self, row: Sequence[Piece], roles: list[list[Role]], amount: Amount, low: int) -> Measure | None:
        """ "The death toll rose to 12": the measure of a counting noun before the figure."""
        for start in range(amount.start - 1, max(low, amount.start - _TOLL) - 1, -1):
            role = longest(roles[start], ("tolls",))
            if role is not None:
                return cast("Measure", role.value)
        return None

    def _made(
        self, row: Sequence[Piece], amount: Amount, head: Head | None, start: int, end: int, measure: Measure,
        sides: Sequence[tuple[int, int]],
    ) -> FoundQuantity:  # fmt: skip
        first, last = min(start, amount.start), max(end, amount.end)
        noun = (row[amount.start].start, row[(head.end if head else amount.end) - 1].end)
        unit = head.role.value if head is not None and head.role.name == "unit" and measure == "units" else None
        of = side(row, amount, head, sides, self.capitals) if head is not None else None
        return FoundQuantity(row[first].start, row[last - 1].end, measure, amount.min, amount.max, unit, of, noun)


def load(folder: Path) -> Quantities:
    """The figures of the pack in `folder`; ValueError names a malformed file."""
    return Quantities(folder.name, read_toml(folder / "quantities.toml"))
