"""Inflected forms of Ukrainian and Russian names, adjectives and nouns, for the names compiler (build time only).

In: a phrase in the nominative. Out: every inflected form with its case letters and number. pymorphy3 inflects what its
dictionary knows; foreign names it does not know follow the declension rules of this module (the school grammar's).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

CASES = {
    "nomn": "n", "gent": "g", "datv": "d", "accs": "a", "ablt": "i", "loct": "l", "voct": "v",
    "gen1": "g", "gen2": "g", "acc2": "a", "loc1": "l", "loc2": "l",
}  # fmt: skip
ORDER = "ngdailv"
_GENDERS = {"masc": "m", "femn": "f", "neut": "n", "plur": "p"}
_PERSONAL = ("Surn", "Name", "Patr")
_LIKELY = 0.4
"""Score from which pymorphy3's guess at a compound's paradigm is taken: "дипработник" declines as "работник"."""
_VOWELS = "аеєиіїоуюяэыё"

Slot = Literal["m", "f", "n", "p"]
Forms = dict[str, tuple[str, ...]]
"""Case letter -> the variants of one word in one number and gender."""


def describe(found: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """`{form: {"gs", "ds"}}` as `{form: "gds"}`; numbers are set apart by a space, singular first: `"gs nap"`."""
    result = {}
    for form, readings in found.items():
        parts = []
        for number in "sp":
            letters = {r[0] for r in readings if r[-1] == number}
            if letters:
                parts.append("".join(c for c in ORDER if c in letters) + number)
        result[form] = " ".join(parts)
    return result


def cased_like(pattern: str, word: str) -> str:
    """`word` with the capitals of `pattern`, part by part of a hyphenated word."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    parts, models = word.split("-"), pattern.split("-")
    if len(parts) != len(models):
        models = [pattern] * len(parts)
    return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))


class SlavicForms:
    """Inflects phrases of one language ("uk" or "ru") with the given analyser."""

    def __init__(self, lang: str, analyzer: MorphAnalyzer) -> None:
        self.lang = lang
        self.analyzer = analyzer

    def forms(self, phrase: str, kind: Literal["name", "adjective", "noun"]) -> dict[str, str]:
        """See `Morphology.forms`."""
        if kind == "adjective":
            return describe(self._adjective(phrase))
        words = phrase.split()
        found: dict[str, set[str]] = {}
        if kind == "name" and len(words) > 1 and (genders := self._person(words)):
            for gender in genders:
                _merge(found, "s", self._full_name(words, gender), words)
        else:
            for number, columns in self._phrase(words, both=kind == "noun"):
                _merge(found, number, columns, words)
        return describe(found)

    @cached_property
    def _endings(self) -> Mapping[str, Forms]:
        return _RU if self.lang == "ru" else _UK

    def _readings(self, word: str) -> list[Any]:
        found = self.analyzer.parse(word.lower().replace("’", "'"))
        return [r for r in found if "Infr" not in r.tag.grammemes] or list(found)

    def _adjective(self, phrase: str) -> dict[str, set[str]]:
        *before, last = phrase.split()
        found: dict[str, set[str]] = {}
        for reading in [r for r in self._readings(last) if _is_adjective(r) and r.tag.case == "nomn"][:1]:
            for form in reading.lexeme:
                if form.tag.POS in ("ADJF", "PRTF", "ADJS", "PRTS") and "Supr" not in form.tag.grammemes:
                    number = "p" if "plur" in form.tag.grammemes else "s"
                    text = " ".join([*before, cased_like(last, form.word)])
                    found.setdefault(text, set()).add(CASES.get(form.tag.case or "nomn", "n") + number)
        return found or {phrase: {c + n for c in ORDER for n in "sp"}}

    def _person(self, words: Sequence[str]) -> list[Slot]:
        """Genders of a person's full name, empty when the phrase is no person's name."""
        if not all(w[:1].isupper() or w in _PARTICLES for w in words) or any(w.isupper() and len(w) > 2 for w in words):
            return []
        last = [r for r in self._readings(words[-1]) if r.tag.case == "nomn"]
        given = any("Name" in r.tag.grammemes and r.tag.case == "nomn" for r in self._readings(words[0]))
        surname = any(_tagged(r, _PERSONAL) or _is_adjective(r) or (given and r.tag.number != "plur") for r in last)
        if last and self.analyzer.word_is_known(words[-1].lower()) and len(words[-1]) > 3 and not surname:
            return []
        if not self.analyzer.word_is_known(words[0].lower()):
            return _guessed_genders(words)
        firsts = [r for r in self._readings(words[0]) if r.tag.case == "nomn" and _tagged(r, ("anim", "Name"))]
        genders = {g for r in firsts for g in ("mf" if "ms-f" in r.tag.grammemes else _slot(r))}
        if genders == {"f"} and "m" in _guessed_genders(words) and words[0][-1] not in "ая":
            genders.add("m")
        if (
            not genders
            and sum(c in _VOWELS for c in words[0].lower()) == 1
            and (surname or not self.analyzer.word_is_known(words[-1].lower()))
        ):
            return _guessed_genders(words)
        return [g for g in ("m", "f") if g in genders]

    def _full_name(self, words: Sequence[str], gender: Slot) -> list[Forms]:
        """The words of a person's name; of a Chinese or Korean one only the last may decline, so short words before it may stay."""
        columns = [self._personal(w, gender) for w in words]
        for at, word in enumerate(words[:-1]):
            if sum(c in _VOWELS for c in word.lower()) == 1 and word.lower() not in _PARTICLES:
                columns[at] = {case: tuple(dict.fromkeys((word.lower(), *forms))) for case, forms in columns[at].items()}
        return columns

    def _personal(self, word: str, gender: Slot) -> Forms:
        """One word of a person's name, singular."""
        if word.lower() in _PARTICLES or (word.isupper() and len(word) < 3):
            return _fixed(word)
        for reading in self._readings(word):
            tag = reading.tag
            usable = reading.is_known and tag.case == "nomn" and _slot(reading) == gender
            if usable and _tagged(reading, (*_PERSONAL, "anim")) and ("Fixd" not in tag.grammemes or gender == "f"):
                return self._column(reading, gender)
        return self.by_rule(word, gender, animate=True)

    def by_rule(self, word: str, gender: Slot, *, animate: bool) -> Forms:
        """A name the dictionary lacks, singular: by its ending and gender."""
        low = word.lower()
        model = _model(low, gender, self.lang)
        if model is None:
            return _fixed(low)
        cut, ending = model
        table = self._endings[ending]
        stem = low[: len(low) - cut]
        forms = {c: tuple(_joined(stem, e, self.lang) for e in table[c]) for c in ORDER if c in table}
        forms["n"] = (low,)
        if "a" not in forms:
            forms["a"] = forms["g"] if animate else (low,)
        return forms

    def _phrase(self, words: Sequence[str], *, both: bool) -> list[tuple[str, list[Forms]]]:
        """(number, one `Forms` a word) for each reading of a phrase headed by a noun."""
        at = self._head(words)
        result: list[tuple[str, list[Forms]]] = []
        for reading in self._heads(words[at]):
            slot = _slot(reading)
            numbers: list[Slot] = [slot, "p"] if both and slot != "p" else [slot]
            for number in numbers:
                head = self._column(reading, number)
                if head:
                    animate = "anim" in reading.tag.grammemes
                    before = [self._agreeing(w, number, animate=animate) for w in words[:at]]
                    columns = [*before, head, *map(_fixed, words[at + 1 :])]
                    result.append(("p" if number == "p" else "s", columns))
        if result:
            return result
        word = words[at]
        fixed = [_fixed(w) for w in words]
        if word.isupper() and len(word) > 1:
            return [("s", fixed)]
        if word[-1] in "иы" and word.islower():
            plural = {c: tuple(word[:-1] + e for e in ends) for c, ends in _PLURAL[self.lang].items()}
            return [("p", [*fixed[:at], {**plural, "n": (word,), "a": plural["g"]}, *fixed[at + 1 :]])]
        for animate in (False, True):
            column = self.by_rule(word, "f" if word[-1] in "ая" else "m", animate=animate)
            result.append(("s", [*fixed[:at], column, *fixed[at + 1 :]]))
        return result

    def _head(self, words: Sequence[str]) -> int:
        """The first word that is no adjective in agreement with the noun after it."""
        for at, word in enumerate(words[:-1]):
            slots = {_slot(r) for r in self._readings(word) if r.tag.case == "nomn" and _is_adjective(r)}
            after = next((h for w in words[at + 1 :] if (h := self._heads(w))), [])
            if not slots & {_slot(r) for r in after}:
                return at
        return len(words) - 1

    def _heads(self, word: str) -> list[Any]:
        """Nominative readings of the head noun; substantivised adjectives where there is no noun."""
        readings = [r for r in self._readings(word) if _nominative(r)]
        likely = [r for r in readings if r.tag.POS == "NOUN" and r.score >= _LIKELY and not _tagged(r, _PERSONAL)]
        readings = [r for r in readings if r.is_known] or (likely[:1] if word.islower() else [])
        nouns = [r for r in readings if r.tag.POS == "NOUN"]
        if word.isupper() and 1 < len(word) < 6:
            nouns = [r for r in nouns if _tagged(r, ("Abbr", "Fixd"))]
        if word.islower():
            nouns = [r for r in nouns if not _tagged(r, _PERSONAL)] or nouns
        singular = [r for r in nouns if r.tag.number != "plur"]
        return (singular or nouns) or [r for r in readings if _is_adjective(r)]

    def _column(self, reading: Any, slot: Slot) -> Forms:
        """The forms of `reading`'s lexeme in one number (and gender, for adjectives)."""
        forms: dict[str, list[str]] = {}
        fixed = "Fixd" in reading.tag.grammemes
        for form in reading.lexeme:
            tag = form.tag
            letter = "n" if _nominative(form) else CASES.get(tag.case or "")
            plural = tag.number == "plur" or "plur" in tag.grammemes
            if form.tag.POS != reading.tag.POS or (tag.voice, tag.tense) != (reading.tag.voice, reading.tag.tense):
                continue
            if letter is None or plural != (slot == "p") or fixed != ("Fixd" in tag.grammemes):
                continue
            if slot != "p" and "ms-f" not in tag.grammemes and _GENDERS.get(tag.gender or "", slot) != slot:
                continue
            if form.word not in forms.setdefault(letter, []):
                forms[letter].append(form.word)
        return {c: tuple(w) for c, w in forms.items()}

    def _agreeing(self, word: str, slot: Slot, *, animate: bool) -> Forms:
        """An adjective in front of its noun."""
        readings = [r for r in self._readings(word) if _is_adjective(r) and r.tag.case == "nomn" and _slot(r) == slot]
        readings = readings or [r for r in self._readings(word) if _is_adjective(r) and r.tag.case == "nomn"]
        readings = [r for r in readings if "pssv" in r.tag.grammemes] or readings
        if not readings:
            return _fixed(word)
        column = dict(self._column(readings[0], slot))
        if slot in ("m", "p") and "g" in column and "n" in column:
            column["a"] = column["g"] if animate else column["n"]
        return column


def _nominative(reading: Any) -> bool:
    """The Ukrainian dictionary leaves the nominative of homonyms without its case ("бойовик", "дипломат")."""
    tag = reading.tag
    return tag.case == "nomn" or (tag.case is None and tag.POS == "NOUN" and reading.word == reading.normal_form)


def _slot(reading: Any) -> Slot:
    if reading.tag.number == "plur" or "plur" in reading.tag.grammemes:
        return "p"
    return _GENDERS.get(reading.tag.gender or "masc", "m")  # type: ignore[return-value]


def _tagged(reading: Any, tags: Iterable[str]) -> bool:
    return any(t in reading.tag.grammemes for t in tags)


def _is_adjective(reading: Any) -> bool:
    return reading.tag.POS in ("ADJF", "PRTF")


def _guessed_genders(words: Sequence[str]) -> list[Slot]:
    """Of a name whose first word no dictionary has: women's by -а, -я or the surname's feminine ending, else both."""
    first, last = words[0].lower(), words[-1].lower()
    if last.endswith(("ова", "ева", "єва", "іна", "їна", "ина", "ская", "цкая", "ська", "цька")):
        return ["f"]
    return ["f", "m"] if first[-1] in "ая" else ["m"]


def _fixed(word: str) -> Forms:
    return dict.fromkeys(ORDER, (word,))


def _choices(columns: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """One variant a word: all combinations, or variants side by side where there would be many."""
    if sum(len(c) > 1 for c in columns) < 3:
        return product(*columns)
    return [tuple(c[min(at, len(c) - 1)] for c in columns) for at in range(max(map(len, columns)))]


def _merge(found: dict[str, set[str]], number: str, columns: Sequence[Forms], words: Sequence[str]) -> None:
    for case in ORDER:
        if all(case in column for column in columns):
            for choice in _choices([column[case] for column in columns]):
                pairs = zip(words, choice, strict=True)
                text = " ".join(w if w.lower() == c.lower() else cased_like(w, c) for w, c in pairs)
                found.setdefault(text, set()).add(case + number)


_PARTICLES = frozenset("фон ван дер ден де да ді ди ле ла аль ас ель бін бен бин ібн ибн оглу о".split())  # noqa: SIM905
_HUSH = "жшчщ"


def _model(word: str, gender: Slot, lang: str) -> tuple[int, str] | None:
    """(letters to cut, ending table) for an unknown name; None where it does not decline."""
    last = word[-1]
    if word.endswith(("ий", "ый", "ой") if lang == "ru" else "ий") and len(word) > 4 and gender == "m":
        return 2, "adjective" if word[-2] == "и" else "hard adjective"
    if (lang == "uk" and word.endswith(("ська", "цька"))) or (lang == "ru" and word.endswith(("ская", "цкая"))):
        return (1, "feminine adjective") if lang == "uk" else (2, "feminine adjective")
    if (last in "ая" and word[-2:-1] not in _VOWELS) or word.endswith(("ія", "ия")):
        return 1, _feminine(word, lang)
    if lang == "uk" and last == "о" and gender == "m" and word.endswith("ко"):
        return 1, "hard"
    if gender == "f" or last in _VOWELS:
        return None
    if word.endswith(("ов", "ев", "ин", "ын") if lang == "ru" else ("ов", "єв", "їн", "ін")):
        return 0, "surname"
    if last == "й":
        return 1, "soft"
    if last == "ь":
        return 1, "soft"
    return 0, "hush" if last in _HUSH + "ц" else "hard"


def _feminine(word: str, lang: str) -> str:
    if word.endswith(("ія", "ия")):
        return "feminine iya"
    if word.endswith("я"):
        return "feminine soft"
    if word[-2] in "кгх" + _HUSH and lang == "ru":
        return "feminine velar"
    return "feminine"


def _joined(stem: str, ending: str, lang: str) -> str:
    if lang == "uk" and ending == "і" and stem[-1:] in "кгх":
        return stem[:-1] + {"к": "ц", "г": "з", "х": "с"}[stem[-1]] + ending
    return stem + ending


def _table(text: str) -> Forms:
    """`g=а у|d=ові` -> letters and variants; an underscore is the empty ending."""
    pairs = (part.split("=") for part in text.split("|"))
    return {case: tuple("" if e == "_" else e for e in ends.split("/")) for case, ends in pairs}


# In Ukrainian к, г, х before -і become ц, з, с: `by_rule` does that for every table.
_UK = {
    "hard": _table("g=а/у|d=у/ові|i=ом|l=і/ові/у|v=е/у"),
    "hush": _table("g=а|d=у/еві|i=ем|l=і/еві/у|v=е/у"),
    "surname": _table("g=а|d=у/ові|i=им/ом|l=і/ові/у|v=_/е/у"),
    "soft": _table("g=я/ю|d=ю/єві/еві|i=єм/ем|l=ї/і/єві/еві/ю|v=ю"),
    "adjective": _table("g=ого|d=ому|i=им|l=ому/ім|v=ий"),
    "feminine adjective": _table("g=ої|d=ій|a=у|i=ою|l=ій|v=а"),
    "feminine": _table("g=и|d=і|a=у|i=ою|l=і|v=о"),
    "feminine soft": _table("g=і|d=і|a=ю|i=ею/єю|l=і|v=ю/є"),
    "feminine iya": _table("g=ї|d=ї|a=ю|i=єю|l=ї|v=є"),
}
_RU = {
    "hard": _table("g=а|d=у|i=ом|l=е"),
    "hush": _table("g=а|d=у|i=ем/ом|l=е"),
    "surname": _table("g=а|d=у|i=ым/ом|l=е"),
    "soft": _table("g=я|d=ю|i=ем|l=е/и"),
    "adjective": _table("g=ого/его|d=ому/ему|i=им|l=ом/ем"),
    "hard adjective": _table("g=ого|d=ому|i=ым|l=ом"),
    "feminine adjective": _table("g=ой|d=ой|a=ую|i=ой/ою|l=ой"),
    "feminine": _table("g=ы|d=е|a=у|i=ой/ою|l=е"),
    "feminine velar": _table("g=и|d=е|a=у|i=ой/ою|l=е"),
    "feminine soft": _table("g=и|d=е|a=ю|i=ей/ею|l=е"),
    "feminine iya": _table("g=и|d=и|a=ю|i=ей/ею|l=и"),
}
_PLURAL = {"uk": _table("g=ів|d=ам|i=ами|l=ах"), "ru": _table("g=ов|d=ам|i=ами|l=ах")}
