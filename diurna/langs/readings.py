"""pymorphy3's readings of a Ukrainian or Russian word as tags of this project's tagger."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

CASES = {
    "nomn": "n", "gent": "g", "datv": "d", "accs": "a", "ablt": "i", "loct": "l", "voct": "v",
    "gen1": "g", "gen2": "g", "acc1": "a", "acc2": "a", "loc1": "l", "loc2": "l",
}  # fmt: skip
_GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
_TENSES = {"past": "past", "pres": "pres", "futr": "fut"}
_BE = frozenset(["бути", "быть"])
_SIMPLE = {
    "ADVB": ("ADV",), "PREP": ("ADP",), "CONJ": ("CCONJ", "SCONJ"), "PRCL": ("PART",), "INTJ": ("INTJ",),
    "PRED": ("ADV", "VERB"), "COMP": ("ADV", "ADJ"),
}  # fmt: skip
_NAMES = frozenset(["Name", "Surn", "Patr", "Geox", "Orgn", "Trad"])


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One reading of a form. `prior`: rank of its frequency, 0 to 3 (Ukrainian has none). `guessed`: the word is in no dictionary."""

    tag: str
    lemma: str
    gender: str = ""
    person: str = ""
    tense: str = ""
    mood: str = ""
    voice: str = ""
    number: str = ""
    prior: int = 0
    guessed: bool = False


def _nameable(word: str) -> str:
    """The word with a plain letter for each character that Unicode gives no name: pymorphy3 asks for names and raises without one."""
    return "".join(c if unicodedata.name(c, "") else "x" for c in word)


class Reader:
    """The readings of single words in one language."""

    def __init__(self, analyzer: MorphAnalyzer, *, marked_names: bool) -> None:
        """`marked_names`: the dictionary says which nouns are names, of places too (the Russian one does)."""
        self.analyzer = analyzer
        self.marked_names = marked_names

    def readings(self, lower: str, capital: Literal["", "free", "sure"]) -> list[Reading]:
        """Distinct readings of a form, in the dictionary's order.

        `capital`: none, one that the position in the sentence forces ("free"), or one that says the word may be a name.
        """
        found: dict[tuple[str, str, str], Reading] = {}
        for parse in self.analyzer.parse(_nameable(lower)):
            names = capital == "sure" or (capital == "free" and not (self.marked_names and parse.is_known))
            for reading in self._of(parse, names):
                found.setdefault((reading.tag, reading.lemma, reading.gender), reading)
        return _likely(lower, list(found.values()))

    def _of(self, parse: Any, capital: bool) -> list[Reading]:
        tag = parse.tag
        marks: frozenset[str] = tag.grammemes
        pos = tag.POS
        lemma = parse.normal_form.casefold()
        base: dict[str, Any] = {
            "lemma": lemma, "gender": _GENDERS.get(tag.gender or "", ""), "prior": _prior(parse.score),
            "number": "p" if "plur" in marks else "s" if pos in ("VERB", "PRTS", "ADJS") and "Impe" not in marks else "",
        }  # fmt: skip
        if pos in _SIMPLE:
            return [Reading(t, lemma, prior=_prior(parse.score)) for t in _SIMPLE[pos]]
        if pos == "VERB" or pos == "INFN" or pos == "GRND":
            return self._verb(parse, marks, base)
        if pos == "PRTF" or pos == "PRTS":
            return [Reading(_participle_tag(tag, marks), **{**base, **_participle(marks)})]
        # The Ukrainian dictionary leaves the nominative of homonyms without its case ("завод", "бойовик", "директор").
        unmarked = pos == "NOUN" and parse.is_known and parse.word == parse.normal_form and not marks & {"Fixd", "plur"}
        return self._nominal(tag, marks, base, capital, known=parse.is_known, unmarked="n" if unmarked else "")

    def _verb(self, parse: Any, marks: frozenset[str], base: dict[str, Any]) -> list[Reading]:
        tag = parse.tag
        heads = ("VERB", "AUX") if base["lemma"] in _BE else ("VERB",)
        bare = tag.POS == "VERB" and not (tag.person or tag.tense or tag.mood or "Impe" in marks)
        unmarked = bare and parse.word == parse.normal_form
        if tag.POS == "INFN" or "infn" in marks or unmarked:
            return [Reading(f"{h} inf", **{**base, "number": ""}) for h in heads]
        if tag.POS == "GRND":
            lemma = self._undone(base["lemma"], _GERUNDS) or base["lemma"]
            return [Reading(f"{h} ger", **{**base, "number": "", "lemma": lemma}) for h in heads]
        if "Impe" in marks and "pres" not in marks and not tag.person and not tag.tense:
            return [Reading(f"{h} fin pass", **base, tense="past", mood="ind", voice="pass") for h in heads]
        person = {"1per": "1", "2per": "2", "3per": "3"}.get(tag.person or "", "")
        if "impr" in marks:
            return [Reading(f"{h} fin imp", **base, person=person or "2", mood="imp") for h in heads]
        tense = _TENSES.get(tag.tense or "", "pres")
        person = person or ("3" if tense != "past" else "")
        return [Reading(f"{h} fin {tense}", **base, person=person, tense=tense, mood="ind") for h in heads]

    def _nominal(
        self, tag: Any, marks: frozenset[str], base: dict[str, Any], capital: bool, *, known: bool, unmarked: str
    ) -> list[Reading]:
        pos = tag.POS
        number = "p" if "plur" in marks else "s"
        if pos == "ADJS":
            return [Reading(f"ADJ short n={number}", **base)]
        case = CASES.get(tag.case or "") or unmarked
        if not case:
            return [Reading("PROPN" if capital else "X", base["lemma"])]
        end = f"c={case} n={number}"
        base = {**base, "number": number}
        if pos == "NOUN":
            names = ["NOUN", "PROPN"] if capital or marks & _NAMES else ["NOUN"]
            return [Reading(f"{n} {end}", **base, guessed=not known) for n in names]
        if pos == "NPRO":
            person = {"1per": "1", "2per": "2", "3per": "3"}.get(tag.person or "", "3")
            return [Reading(f"PRON {end}", **base, person=person)]
        if pos == "NUMR":
            return [Reading(f"NUM {end}", **base)]
        if "Apro" in marks:
            return [Reading(f"DET {end}", **base), Reading(f"PRON {end}", **base)]
        if "pssv" in marks and (verb := self._undone(base["lemma"], _PARTICIPLES)):
            return [Reading(f"VERB part {end}", **{**base, "lemma": verb, "tense": "past", "voice": "pass"})]
        return [Reading(f"ADJ {end}", **base)]

    def _undone(self, form: str, rules: Sequence[tuple[str, tuple[str, ...]]]) -> str | None:
        """The infinitive of a Ukrainian participle or gerund, which its dictionary lists by themselves (заарештований)."""
        for ending, verbs in rules:
            if form.endswith(ending):
                for verb in verbs:
                    candidate = form[: len(form) - len(ending)] + verb
                    if any(_is_infinitive(p) for p in self.analyzer.parse(candidate)):
                        return candidate
        return None


def _likely(form: str, readings: list[Reading]) -> list[Reading]:
    """Without what the dictionary has and news has not: the future of a form that is a present too ("визнає"), infinitives in -ться."""
    present = any(r.tense == "pres" for r in readings)
    finite = any(r.tense for r in readings)
    told = any(r.tag == "VERB fin pass" for r in readings)  # "судна захоплено": no neuter participle
    readings = [r for r in readings if not (told and r.tag.startswith("VERB part"))]
    return [r for r in readings if not (r.tense == "fut" and present) and not (r.tag.endswith(" inf") and finite and form != r.lemma)]


def _is_infinitive(parse: Any) -> bool:
    return parse.is_known and bool({"infn", "INFN"} & parse.tag.grammemes)


_GERUNDS = (
    ("уючись", ("уватися", "утися")), ("юючись", ("юватися",)), ("ючись", ("тися", "ватися")), ("ячись", ("итися", "ятися", "іти")),
    ("учись", ("тися", "атися")), ("вшись", ("тися",)), ("шись", ("тися",)),
    ("уючи", ("увати", "ути")), ("юючи", ("ювати",)), ("ючи", ("ти", "вати")), ("ячи", ("ити", "іти", "яти")), ("ачи", ("ати", "ити")),
    ("учи", ("ти", "ати")), ("вши", ("ти",)), ("ши", ("ти",)),
)  # fmt: skip
# Endings of Ukrainian passive participles and of their infinitives, longest first (school grammar: потовщення and its undoing).
_PARTICIPLES = (
    ("ований", ("увати", "ювати", "овати")), ("йований", ("ювати",)), ("блений", ("бити",)), ("плений", ("пити",)),
    ("влений", ("вити", "вляти")), ("млений", ("мити",)), ("джений", ("дити",)), ("щений", ("стити", "щити", "ститися")),
    ("чений", ("тити", "чити", "кти")), ("жений", ("зити", "гти", "жити", "гнути")), ("шений", ("сити", "шити", "хнути")),
    ("ений", ("ити", "ти", "іти", "нути")), ("єний", ("їти",)), ("аний", ("ати",)), ("яний", ("яти",)), ("тий", ("ти", "нути")),
    ("ний", ("ти",)),
)  # fmt: skip


def _participle_tag(tag: Any, marks: frozenset[str]) -> str:
    number = "p" if "plur" in marks else "s"
    if tag.POS == "PRTS":
        return f"VERB short n={number}"
    return f"VERB part c={CASES.get(tag.case or '', 'n')} n={number}"


def _participle(marks: frozenset[str]) -> dict[str, str]:
    return {"tense": "past" if "past" in marks else "pres", "voice": "pass" if "pssv" in marks else ""}


def _prior(score: float) -> int:
    return 0 if score > 0.8 else 1 if score > 0.4 else 2 if score > 0.1 else 3


def ambiguity(readings: Sequence[Reading]) -> list[str]:
    """What the dictionary leaves open of a word, as features: its parts of speech, and its cases with their numbers."""
    heads = sorted({r.tag.split(" ")[0] for r in readings if not r.tag.startswith("PROPN")})
    cases = sorted({c + r.tag[-1] for r in readings if (c := _case(r.tag))})
    return ["P" + "/".join(heads), "C" + "/".join(cases), *sorted({"D" + c for c in cases}), *("B" + r.tag for r in readings[:1])]


def _case(tag: str) -> str:
    at = tag.find("c=")
    return tag[at + 2] if at >= 0 else ""
