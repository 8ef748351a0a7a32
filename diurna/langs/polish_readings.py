"""Readings of a Polish word: the lemma dictionary says of which word it is a form, the paradigms of `polish_words` which form.

simplemma gives one lemma a form and no category. A noun's or adjective's categories are those cells of its paradigm that look
like the form; a verb's follow from its ending; closed-class words are listed in the pack's `closed.txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from diurna.langs import lemma_dictionary
from diurna.langs import polish_words as words
from diurna.langs.closed_words import read_closed
from diurna.langs.readings import Reading

Find = Callable[[str], str | None]

_PAST = (
    ("łem", "1s"), ("łam", "1s"), ("łeś", "2s"), ("łaś", "2s"), ("liśmy", "1p"), ("łyśmy", "1p"), ("liście", "2p"), ("łyście", "2p"),
    ("ł", "3sm"), ("ła", "3sf"), ("ło", "3sn"), ("li", "3pm"), ("ły", "3p"),
)  # fmt: skip
_PRESENT = (
    ("cie", "2p"), ("my", "1p"), ("sz", "2s"), ("ą", "3p"), ("ę", "1s"), ("am", "1s"), ("em", "1s"), ("e", "3s"), ("a", "3s"),
    ("i", "3s"), ("y", "3s"),
)  # fmt: skip

_GUESSED = (
    ("owi", "ds", ""), ("ami", "ip", "a"), ("ach", "lp", "a"), ("om", "dp", "a"), ("ów", "gp", ""), ("iem", "is", ""), ("em", "is", ""),
    ("ego", "gs", "y"), ("emu", "ds", "y"), ("ą", "is", "a"), ("ę", "as", "a"),
)  # fmt: skip
_BE = "być"
_NOUN_LIKE = frozenset(words.LISTS.noun_like.split())
_NEUTER = frozenset(words.LISTS.neuter.split())
_NOUNS_IN_C = frozenset(words.LISTS.nouns_in_c.split())


class PolishReader:
    """See `diurna.langs.readings.Reader`."""

    def __init__(self, folder: Path) -> None:
        self.find: Find = lru_cache(maxsize=50_000)(lemma_dictionary.load(folder).get)
        self.closed = read_closed(folder)

    def readings(self, lower: str, capital: Literal["", "free", "sure"]) -> list[Reading]:
        """Distinct readings of a form. `capital`: none, one that the position forces ("free"), or one that says the word may be a name."""
        own = self.closed.get(lower)
        if own is not None:
            return list(own)
        found: dict[tuple[str, str, str], Reading] = {}
        for reading in self._all(lower, capital):
            found.setdefault((reading.tag, reading.lemma, reading.gender), reading)
        return list(found.values())

    def _all(self, lower: str, capital: str) -> Iterator[Reading]:
        lemma = self.find(lower)
        name = self.find(lower[:1].upper() + lower[1:]) if capital else None
        if lemma is None and name is None and "-" in lower:
            before, _, last = lower.rpartition("-")
            for reading in self._all(last, capital):
                yield _renamed(reading, f"{before}-{reading.lemma}")
            return
        known = list(self._of(lower, lemma)) if lemma is not None else []
        if capital == "sure":  # inside a sentence no verb has a capital: "Odessę" is no form of "odessać"
            named = any(self._other_names(lower, name or ""))
            known = [r for r in known if not r.tag.startswith(("VERB", "ADJ") if named else "VERB")]
        yield from known
        for other in self._others(lower, lemma):
            yield from (r for r in self._of(lower, other) if r.tag != "ADV")
        if capital and name is not None:
            for other in (name.lower(), *self._other_names(lower, name)):
                yield from self._nominal(lower, other, "PROPN")
        elif capital and (capital == "sure" or not known):
            yield from self._unknown_name(lower)
        elif lemma is None:
            yield from self._unknown(lower)

    def _others(self, lower: str, lemma: str | None) -> Iterator[str]:
        """Further words that a form may belong to, which the dictionary's one lemma leaves out: "rządowi", "zatrzymany"."""
        for ending, _, base in _GUESSED:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                stem = lower[: -len(ending)]
                for candidate in (stem,) if ending == "owi" else (stem + base, stem + "a", stem, stem + "o", stem + "e"):
                    if candidate != lemma and self.find(candidate) == candidate:
                        yield candidate
        if lower.endswith(("ły", "ła", "ło", "li", "ł")) and lemma is not None and not lemma.endswith("ć"):
            stem = lower[:-1] if lower.endswith("ł") else lower[:-2]
            for candidate in (
                stem + "ć",
                (stem[:-1] + "eć") if stem.endswith("a") else stem,
                (stem[:-1] + "ąć") if stem.endswith("ę") else stem,
            ):
                if candidate.endswith("ć") and self.find(candidate) == candidate and self.is_verb(candidate):
                    yield candidate
        if lemma is not None and lemma.endswith(("ny", "ty")) and (verb := self.of_participle(lemma)) is not None:
            yield verb
        if lemma is not None and lemma.endswith(("y", "i")) and lower != lemma:
            for candidate in (lower[:-1], lower[:-1] + "a", lower[:-1] + "o"):
                if len(candidate) > 3 and self.find(candidate) == candidate and not candidate.endswith(("ć", "y", "i")):
                    yield candidate

    def _other_names(self, lower: str, name: str) -> Iterator[str]:
        """Names in -a of which a form in -i or -y may be the genitive, beside the name that the dictionary has: "Polski"."""
        if lower.endswith(("i", "y")):
            shown = lower[:1].upper() + lower[1:-1] + "a"
            if shown != name and self.find(shown) == shown:
                yield shown.lower()

    def of_participle(self, adjective: str) -> str | None:
        """The verb of which an adjective of the dictionary is the passive participle: "aresztowany", "zabity", "zniszczony"."""
        stem = adjective[:-2]
        candidates = [stem + "ć"]
        if adjective.endswith("ony"):
            base = adjective[:-3]
            for old, new in _ROOTS:
                if base.endswith(old):
                    candidates.append(base[: len(base) - len(old)] + new)
        if adjective.endswith("ęty"):
            candidates.append(adjective[:-3] + "ąć")
        if adjective.endswith("any"):
            candidates.append(adjective[:-3] + "eć")
        if adjective.endswith("arty"):
            candidates.append(adjective[:-4] + "rzeć")
        return next((c for c in candidates if self.find(c) == c and self.is_verb(c)), None)

    def is_verb(self, lemma: str) -> bool:
        """Whether a lemma is an infinitive: it ends like one."""
        if lemma.endswith(("ść", "źć")):
            return lemma.endswith(_VERBS_IN_SC)
        if lemma.endswith("ć"):
            return lemma not in _NOUNS_IN_C and len(lemma) > 2
        return lemma.endswith(_VERBS_IN_C)

    def perfective(self, lemma: str) -> bool:
        """Whether a verb is perfective: it has no present participle in -ąc."""
        if lemma.endswith("ać") and any(self.find(f) == f for f in (lemma[:-2] + "yć", lemma[:-3] + "ić", lemma[:-2] + "ić")):
            return False
        return not any(self.find(f) is not None for f in _gerunds_of(lemma))

    def _of(self, lower: str, lemma: str) -> Iterator[Reading]:
        low = lemma.lower()
        if self.is_verb(low):
            yield from self._verb(lower, low)
            return
        yield from self._nominal(lower, low, "NOUN")

    def _singular(self, lemma: str) -> str:
        """The singular of a lemma that the dictionary gives in the plural ("stosunki"); itself where there is none."""
        stem = lemma[:-1]
        for candidate in (stem[:-1] + "e" + stem[-1], stem[:-1] + "ie" + stem[-1], stem, stem + "a", stem + "o"):
            if self.find(candidate) == candidate and any(lemma in c.get("np", ()) for _, c in words.noun(candidate)):
                return candidate
        return lemma

    def _is_adjective(self, lemma: str) -> bool:
        return any(self.find(lemma[:-1] + e) is not None for e in ("ego", "iego", "ych", "ich"))

    def _nominal(self, lower: str, lemma: str, pos: str) -> Iterator[Reading]:
        found = False
        if lower == lemma and lower.endswith("o") and lower not in _NEUTER:
            if any(self.find(lower[:-1] + e) == lower[:-1] + e for e in ("y", "i")):
                yield Reading("ADV", lemma)
                return
        if lemma.endswith(("y", "i")) and lemma not in words.IRREGULAR and not self._is_adjective(lemma):
            single = self._singular(lemma)
            if single == lemma:
                stem = lemma[:-1]
                for genitive in (stem + "ów", *words.zero(stem)):
                    cells = words.plural(lemma, genitive, stem + "om", stem + "ami", stem + "ach")
                    yield from (Reading(f"{pos} c={c[0]} n=p", lemma, number="p") for c, f in cells.items() if lower in f and c[0] != "v")
                return
            lemma = single
        if lemma.endswith(("y", "i")) and pos == "NOUN" and lemma not in words.IRREGULAR:
            for reading in self._adjective(lower, lemma, "ADJ"):
                found = True
                yield reading
            if lemma in _NOUN_LIKE:
                yield from self._noun(lower, lemma, pos)
            if found:
                return
        for reading in self._noun(lower, lemma, pos):
            found = True
            yield reading
        if not found and lower.endswith("ej") and lemma.endswith("o"):
            yield Reading("ADV", lemma)
        elif not found or (pos == "NOUN" and lower == lemma and lower.endswith("o") and self.find(lower[:-1] + "y") is not None):
            yield Reading("ADV", lower if not found else lemma)
        elif pos == "NOUN" and lower == lemma and lower.endswith("ie") and not lower.endswith(("nie", "cie")):
            yield Reading("ADV", lemma)

    def _noun(self, lower: str, lemma: str, pos: str) -> Iterator[Reading]:
        for gender, cells in words.noun(lemma):
            for cell, forms in cells.items():
                if cell[0] != "v" and lower in forms:
                    yield Reading(f"{pos} c={cell[0]} n={cell[1]}", lemma, gender=gender, number=cell[1])

    def _adjective(self, lower: str, lemma: str, pos: str, head: str = "") -> Iterator[Reading]:
        voice = "pass" if head else ""
        for gender, cells in words.adjective(*words.adjective_stem(lemma)).items():
            for cell, forms in cells.items():
                if cell[0] != "v" and lower in forms:
                    yield Reading(
                        f"{pos} c={cell[0]} n={cell[1]}", head or lemma, gender="" if gender == "p" else gender, number=cell[1],
                        tense="past" if head else "", voice=voice,
                    )  # fmt: skip

    def _verb(self, lower: str, lemma: str) -> Iterator[Reading]:
        own = _OWN_FORMS.get(lower)
        if own is not None:
            for head in ("VERB", "AUX") if lemma == _BE else ("VERB",):
                yield Reading(f"{head} fin {own[2:]}", lemma, tense=own[2:], mood="ind", person=own[0], number=own[1])
            return
        heads = ("VERB", "AUX") if lemma == _BE else ("VERB",)
        for head in heads:
            yield from self._forms(lower, lemma, head)

    def verbal_noun(self, lower: str, lemma: str) -> str | None:
        """The noun in -nie or -cie that a form of the dictionary's verb is: "potępienia" of "potępić"."""
        for ending in _VERBAL_NOUN:
            if lower.endswith(ending) and not lemma.endswith("nąć") and lower + "ć" != lemma and len(lower) > 5:
                base = lower[: len(lower) - len(ending)] + (ending[0] if ending[-1] == "ń" else "")
                return base + ("cie" if ending[0] in "cć" else "nie")
        return None

    def _forms(self, lower: str, lemma: str, head: str) -> Iterator[Reading]:
        noun = self.verbal_noun(lower, lemma)
        if noun is not None and head == "VERB":
            yield from self._noun(lower, noun, "NOUN")
            return
        if lower == lemma:
            yield Reading(f"{head} inf", lemma)
            return
        if lower.endswith(("ąc", "wszy", "łszy")):
            yield Reading(f"{head} ger", lemma)
            return
        adjective = self.participle(lower)
        if adjective is not None and adjective.endswith("ący"):
            yield from (_present(r) for r in self._adjective(lower, adjective, "VERB part", lemma))
            return
        if adjective is not None and adjective.endswith(("ny", "ty")):
            yield from self._adjective(lower, adjective, "VERB part", lemma)
            if lower.endswith(("ny", "na", "ne", "ni", "ty", "ta", "te", "ci")):
                number = "p" if lower.endswith(("ne", "ni", "te", "ci")) else "s"
                gender = {"y": "m", "a": "f"}.get(lower[-1], "")
                yield Reading(f"{head} short n={number}", lemma, gender=gender, tense="past", voice="pass", number=number)
            if lower.endswith(("cie", "ne", "na")) is False:
                return
        if lower.endswith(("no", "to")) and lower != lemma:
            yield Reading(f"{head} fin pass", lemma, tense="past", mood="ind", voice="pass", number="", person="3")
            return
        past = (
            next((p for e, p in _PAST if lower.endswith(e)), "")
            if lower.endswith(("ł", "ła", "ło", "ły", "li", "łem", "łam", "łeś", "łaś", "my", "ście"))
            else ""
        )
        if past and not (lower.endswith("li") and self._presentish(lower, lemma)):
            yield Reading(f"{head} fin past", lemma, tense="past", mood="ind", person=past[0], number=past[1], gender=past[2:])
            return
        present = next((p for e, p in _PRESENT if lower.endswith(e)), "")
        if present and adjective is None:
            tense = "fut" if self.perfective(lemma) or lower.startswith("będ") else "pres"
            yield Reading(f"{head} fin {tense}", lemma, tense=tense, mood="ind", person=present[0], number=present[1])
        elif adjective is None:
            yield Reading(f"{head} fin imp", lemma, mood="imp", person="2")

    def _presentish(self, lower: str, lemma: str) -> bool:
        """Whether a form in -li is a present: "myśli", "pali"."""
        return lower[:-1] + "ć" == lemma or lower + "ć" == lemma

    def participle(self, lower: str) -> str | None:
        """The nominative of the participle that a form looks like, None where it looks like none."""
        for ending in _PARTICIPLE_ENDINGS:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                stem = lower[: -len(ending)]
                if stem.endswith(("ąc",)):
                    return stem + "y"
                if stem.endswith(("n", "t")) and stem[-2:-1] not in ("", "s"):
                    if ending == "i":
                        return (stem[:-2] + "ony" if stem.endswith("en") else stem + "y") if stem.endswith("n") else None
                    return stem + "y"
        if lower.endswith("ci") and len(lower) > 4:
            return lower[:-2] + "ty"
        return None

    def _unknown_name(self, lower: str) -> Iterator[Reading]:
        """A name that no dictionary has: by its ending."""
        for cells, cut, base in _name_cells(lower):
            lemma = (lower[: len(lower) - cut] if cut else lower) + base
            for cell in cells.split():
                yield Reading(f"PROPN c={cell[0]} n={cell[1]}", lemma, number=cell[1])

    def _unknown(self, lower: str) -> Iterator[Reading]:
        if lower.endswith(("ać", "ić", "yć", "eć", "ować")):
            yield Reading("VERB inf", lower)
            return
        for ending, lemma_ending in _UNKNOWN_ADJECTIVES:
            if lower.endswith(ending):
                yield from self._adjective(lower, lower[: len(lower) - len(ending)] + lemma_ending, "ADJ")
                return
        for reading in self._unknown_name(lower):
            yield Reading("NOUN" + reading.tag.removeprefix("PROPN"), reading.lemma, number=reading.number)


def _renamed(reading: Reading, lemma: str) -> Reading:
    return Reading(reading.tag, lemma, reading.gender, reading.person, reading.tense, reading.mood, reading.voice, reading.number)


def _present(reading: Reading) -> Reading:
    return Reading(reading.tag, reading.lemma, reading.gender, tense="pres", number=reading.number)


def _gerunds_of(lemma: str) -> Sequence[str]:
    found = [lemma[:-1] + "jąc", lemma[:-1] + "ąc"]
    if lemma.endswith("ować"):
        found.append(lemma[:-4] + "ując")
    if lemma.endswith(("ywać", "iwać")):
        found.append(lemma[:-4] + "ując")
        found.append(lemma[:-4] + "iując")
    if lemma.endswith(("ić", "yć", "eć", "ać")):
        found += [lemma[:-2] + "ąc", lemma[:-2] + "iąc", lemma[:-2] + "ejąc", lemma[:-2] + "jąc"]
    if lemma.endswith("wać"):
        found.append(lemma[:-3] + "jąc")
    if lemma.endswith("nąć"):
        found.append(lemma[:-2] + "ąc")
    return [*found, words.LISTS.gerunds.get(lemma, found[0])]


_ROOTS = (
    ("sz", "sić"), ("ż", "zić"), ("ż", "żyć"), ("c", "cić"), ("dz", "dzić"), ("szcz", "ścić"), ("szcz", "szczyć"), ("żdż", "ździć"),
    ("i", "ić"), ("l", "lić"),
    ("cz", "czyć"), ("sz", "szyć"), ("rz", "rzyć"), ("ni", "nić"), ("wi", "wić"), ("pi", "pić"), ("mi", "mić"), ("bi", "bić"),
    ("dzi", "ść"), ("cz", "c"), ("ż", "c"),
    ("i", "ieść"), ("esi", "eść"), ("iezi", "ieźć"), ("adzi", "aść"), ("iedzi", "ieść"),
)  # fmt: skip
_PARTICIPLE_ENDINGS = ("ego", "emu", "ymi", "ych", "ym", "ej", "ą", "a", "e", "y", "i")
_UNKNOWN_ADJECTIVES = tuple(
    (stem + e, stem + "i") for stem in ("sk", "ck", "dzk") for e in ("iego", "iemu", "imi", "ich", "im", "iej", "ie", "a", "ą", "i")
)  # fmt: skip
_OWN_FORMS = {
    "jest": "3spres",
    "są": "3ppres",
    "jestem": "1spres",
    "jesteś": "2spres",
    "jesteśmy": "1ppres",
    "może": "3spres",
    "mogą": "3ppres",
    "wie": "3spres",
}
_VERBAL_NOUN = ("niami", "niach", "niom", "niem", "nie", "nia", "niu", "ciami", "ciach", "ciom", "ciem", "cie", "cia", "ciu", "ań", "eń")
_VERBS_IN_SC = (
    "jść",
    "iść",
    "kraść",
    "nieść",
    "wieść",
    "paść",
    "siąść",
    "prząść",
    "jeść",
    "kłaść",
    "mieść",
    "pleść",
    "gnieść",
    "róść",
    "kraść",
    "źć",
)
_VERBS_IN_C = ("móc", "biec", "rzec", "strzec", "piec", "siec", "wlec", "tłuc", "ciec", "siąc", "ląc", "prząc", "strzyc", "lec", "żec")


def _name_cells(lower: str) -> Iterator[tuple[str, int, str]]:
    """(cells, letters to cut, ending of the lemma) for an unknown name."""
    if lower.endswith(("ski", "cki", "dzki")):
        yield "ns", 0, ""
        return
    for ending, cells, base in _NAME_ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            yield cells, len(ending), base
    if not lower.endswith(("owi", "ego", "emu", "ów", "ą", "ę", "ami", "ach")):
        yield "ns as", 0, ""
    if lower[-1:] in "eiouyéáóí":
        yield "gs ds is ls", 0, ""


_NAME_ENDINGS = (
    ("owi", "ds", ""), ("iem", "is", ""), ("em", "is", ""), ("ami", "ip", "y"), ("ach", "lp", "y"), ("om", "dp", "y"), ("ów", "gp", ""),
    ("iego", "gs as", "i"), ("iemu", "ds", "i"), ("ego", "gs as", "y"), ("emu", "ds", "y"), ("im", "is ls", "i"), ("ym", "is ls", "y"),
    ("ą", "is as", "a"), ("ę", "as", "a"), ("ie", "ls ds", ""), ("u", "gs ls ds", ""), ("a", "gs as", ""), ("y", "gs np ap", "a"),
    ("i", "gs ds ls", "a"), ("ej", "gs ds ls", "a"), ("ich", "gp lp ap", "i"),
)  # fmt: skip
