"""Inflected forms of Polish names, adjectives and nouns, for the names compiler (build time only).

In: a phrase in the nominative. Out: every inflected form with its case letters and number, as `slavic_forms` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from diurna.langs import polish_words as words
from diurna.langs.slavic_forms import cased_like, describe

Kind = Literal["name", "adjective", "noun"]
Find = Callable[[str], str | None]
"""A form's lemma in the dictionary, None where it has none."""

_ORDER = "ngdailv"
_MALE_GIVEN = frozenset(words.LISTS.male_given.split())
_SURNAMES = ("ski", "cki", "dzki", "ska", "cka", "dzka")


class PolishForms:
    """Inflects phrases. `find` is the lemma dictionary."""

    def __init__(self, find: Find) -> None:
        self.find = find

    def forms(self, phrase: str, kind: Kind) -> dict[str, str]:
        """See `Morphology.forms`."""
        parts = phrase.split()
        if kind == "adjective":
            return describe(self._adjective(phrase))
        found: dict[str, set[str]] = {}
        if kind == "name" and len(parts) > 1 and self._person(parts):
            for gender in _genders(parts[0]):
                columns = [_personal(w, gender) for w in parts]
                _put(found, columns, parts, "s")
        else:
            for number in self._numbers(parts, kind):
                for columns in self._phrase(parts, number, both=kind == "noun"):
                    _put(found, columns, parts, number)
        return describe(found) or {phrase: ""}

    def _adjective(self, phrase: str) -> dict[str, set[str]]:
        *before, last = phrase.split()
        found: dict[str, set[str]] = {}
        if not last.endswith(("y", "i")):
            return {phrase: {c + n for c in _ORDER for n in "sp"}}
        for cells in words.adjective(*words.adjective_stem(last)).values():
            for cell, forms in cells.items():
                for form in forms:
                    found.setdefault(" ".join([*before, form]), set()).add(cell)
        return found

    def _person(self, parts: Sequence[str]) -> bool:
        """Whether a phrase with capitals is a person's name: no word of it is an adjective or a genitive of common words."""
        if not all(w[:1].isupper() or w in _PARTICLES for w in parts) or any(w.isupper() and len(w) > 2 for w in parts):
            return False
        if any(w.lower() in words.IRREGULAR for w in parts) or self._plural_head(parts[0]):
            return False
        common = [w for w in parts if not (w == parts[-1] and w.endswith(_SURNAMES)) and self._adjectival(w)]
        return not common and any(self.find(w.lower()) is None for w in parts)

    def _numbers(self, parts: Sequence[str], kind: Kind) -> str:
        head = parts[self._head(parts)]
        if self._plural_head(head):
            return "p"
        return "sp" if kind == "noun" else "s"

    def _plural_head(self, head: str) -> bool:
        low = head.lower()
        if low in words.IRREGULAR:
            return "ns" not in words.IRREGULAR[low][1]
        lemma = self._lemma(head)
        plural = low.endswith(("y", "i", "e", "a")) and lemma is not None and lemma.lower() != low
        if plural and lemma is not None and not lemma.endswith(("ć", "y", "i")):
            return any(low in cells.get("np", ()) for _, cells in words.noun(lemma.lower()))
        return low.endswith("y") and (lemma is None or lemma.lower() == low) and head[:1].isupper() and not low.endswith(("ty", "ny"))

    def _lemma(self, word: str) -> str | None:
        return self.find(word) or self.find(word.lower())

    def _head(self, parts: Sequence[str]) -> int:
        """The first word that is no adjective before a noun."""
        for at, word in enumerate(parts[:-1]):
            if not self._adjectival(word):
                return at
        return 0 if len(parts) > 1 and not self._adjectival(parts[0]) else len(parts) - 1

    def _adjectival(self, word: str) -> bool:
        """Whether a word looks like an adjective in the nominative: "zbrojne", "Zjednoczone", "Saudyjska"."""
        low = word.lower()
        if not low.endswith(("y", "i", "a", "e")) or len(low) < 4:
            return False
        lemma = self.find(low)
        if lemma is None:
            return low.endswith(("ski", "ska", "skie", "cki", "cka", "ckie", "dzki", "dzka", "dzkie"))
        lemma = lemma.lower()
        if lemma.endswith(("y", "i")):
            return low in _nominatives(lemma)
        participle = low.endswith(("ny", "na", "ne", "ni", "ty", "ta", "te", "ci"))
        return lemma.endswith("ć") and participle and not lemma.endswith("ść")

    def _phrase(self, parts: Sequence[str], number: str, *, both: bool) -> list[list[dict[str, tuple[str, ...]]]]:
        """One column of forms a word, for each reading of the head."""
        at = self._head(parts)
        found: list[list[dict[str, tuple[str, ...]]]] = []
        for gender, cells in self._heads(parts[at], number, both=both):
            column = {c: cells[c + number] for c in _ORDER if c + number in cells}
            if not column:
                continue
            columns = [_agreeing(w, gender, number, animate=both) for w in parts[:at]]
            columns.append(column)
            agreeing = True
            for word in parts[at + 1 :]:
                agreeing = agreeing and self._adjectival(word) and _gender_of_form(word, gender, self._plural_head(parts[at]))
                columns.append(_agreeing(word, gender, number, animate=both) if agreeing else _fixed(word))
            found.append(columns)
        return found or [[_fixed(w) for w in parts]]

    def _heads(self, word: str, number: str, *, both: bool) -> list[tuple[words.Gender, words.Cells]]:
        if word.isupper() and len(word) > 1:
            return [("m", {c + number: (word,) for c in _ORDER})]
        low = word.lower()
        if low in words.IRREGULAR:
            return [words.IRREGULAR[low]]
        lemma = (self._lemma(word) or low).lower()
        if self._plural_head(word) and lemma == low:
            stem = low[:-1]
            return [("m", words.plural(low, g, stem + "om", stem + "ami", stem + "ach")) for g in (stem, stem + "ów")]
        if lemma.endswith("ć") and not low.endswith("ć"):
            lemma = low
        base = lemma if self._plural_head(word) else low
        found: list[tuple[words.Gender, words.Cells]] = words.noun(base)
        if not both and base not in words.IRREGULAR and found[0][0] == "m" and not base.endswith(("a", "y", "i")):
            found = [("m", words.masculine(base, animate=False))]
        if not self._plural_head(word):
            return found
        return [(g, {**c, "np": (low,), "ap": (low, *c.get("ap", ()))}) for g, c in found]


def _nominatives(lemma: str) -> set[str]:
    table = words.adjective(*words.adjective_stem(lemma))
    return {f for cells in table.values() for c in ("ns", "np") for f in cells.get(c, ())}


def _gender_of_form(word: str, gender: str, plural: bool) -> bool:
    """Whether an adjective behind its noun agrees with it: "Rada Europejska", not "Rada Europejski"."""
    if plural:
        return word.endswith(("e", "y", "i"))
    return word.endswith({"m": ("y", "i"), "f": ("a",), "n": ("e",)}[gender])


def _agreeing(word: str, gender: str, number: str, *, animate: bool) -> dict[str, tuple[str, ...]]:
    low = word.lower()
    stem = low[:-1]
    soft = stem.endswith("i")
    table = words.adjective(stem.removesuffix("i") if soft else stem, soft and not stem[:-1].endswith(("k", "g")))
    cells = table["p" if number == "p" else gender]
    if number == "p" and not (gender == "m" and animate):
        things = cells["np"][1:]
        cells = {**cells, "np": things, "ap": things, "vp": things}
    return {c: cells[c + number] for c in _ORDER if c + number in cells} or _fixed(word)


def _fixed(word: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(_ORDER, (word,))


def _genders(given: str) -> str:
    low = given.lower()
    if not low.endswith("a"):
        return "m"
    return "m" if low in _MALE_GIVEN else "fm"


def _personal(word: str, gender: str) -> dict[str, tuple[str, ...]]:
    """One word of a person's name, singular."""
    low = word.lower()
    if low in _PARTICLES or len(low) < 3 or low.endswith(".") or not low[-1].isalpha():
        return _fixed(word)
    if gender == "f":
        if low.endswith(("ska", "cka", "dzka", "owa", "ewa", "ina", "yna", "aja")):
            cells = {c + "s": tuple(dict.fromkeys((*_women(low)[c + "s"], *words.feminine(low).get(c + "s", ())))) for c in _ORDER}
        elif low.endswith("a"):
            cells = words.feminine(low)
        else:
            return _fixed(word)
    else:
        cells = man(low)
    return {c: cells[c + "s"] for c in _ORDER if c + "s" in cells}


def _women(low: str) -> words.Cells:
    return words.adjective(low[:-1])["f"]


def man(low: str) -> words.Cells:
    """A man's given name or surname, singular."""
    if low.endswith("a"):
        return words.feminine(low)
    if low.endswith(("y", "i")):
        table = words.adjective(low[:-1], not low.endswith("y") and not low.endswith(("ki", "gi")))["m"]
        apostrophe = {
            "gs": (low + "'ego",),
            "ds": (low + "'emu",),
            "as": (low + "'ego",),
            "is": (low + "m",),
            "ls": (low + "m",),
            "ns": (low,),
        }
        soft = {"gs": (low + "ego",), "ds": (low + "emu",), "as": (low + "ego",), "is": (low + "m",), "ls": (low + "m",), "ns": (low,)}
        own = {**table, "as": table["gs"]}
        return words.merged([own, soft if low.endswith("i") else apostrophe, apostrophe])
    if low.endswith("e"):
        return {"ns": (low,), "gs": (low + "go", low + "'a"), "ds": (low + "mu",), "as": (low + "go", low + "'a"), "is": (low + "m",),
        "ls": (low + "m",), "vs": (low,)}  # fmt: skip
    if low.endswith("o"):
        return words.merged([words.masculine(low, animate=True), {c + "s": (low,) for c in _ORDER}])
    if low[-1] in "uóęąéáíúôêêèàäöü":
        return {c + "s": (low,) for c in _ORDER}
    if low.endswith("x"):
        base = words.masculine(low[:-1] + "ks", animate=True)
        return {**base, "ns": (low,)}
    return words.merged([words.masculine(low, animate=True), _plain(low)])


def _plain(low: str) -> words.Cells:
    """Without vowel changes: foreign names keep their stem ("Biden" -> "Bidena", "Szmyhal" -> "Szmyhala")."""
    em = "iem" if low.endswith(("k", "g")) else "em"
    return {"gs": (low + "a",), "ds": (low + "owi",), "as": (low + "a",), "is": (low + em,), "ls": (words.soften(low) + "e", low + "u")}


def _put(found: dict[str, set[str]], columns: Sequence[dict[str, tuple[str, ...]]], parts: Sequence[str], number: str) -> None:
    for case in _ORDER:
        if not all(case in c for c in columns):
            continue
        variants = max(len(c[case]) for c in columns)
        several = sum(len(c[case]) > 1 for c in columns)
        rows = _product(columns, case) if several < 3 else [[c[case][min(i, len(c[case]) - 1)] for c in columns] for i in range(variants)]
        for row in rows:
            text = " ".join(w if w.lower() == f.lower() else cased_like(w, f) for w, f in zip(parts, row, strict=True))
            found.setdefault(text, set()).add(case + number)


def _product(columns: Sequence[dict[str, tuple[str, ...]]], case: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for column in columns:
        rows = [[*row, form] for row in rows for form in column[case]]
    return rows


_PARTICLES = frozenset("von van der den de da di du la le el al as bin ibn ben ad und y dos da do".split())  # noqa: SIM905
