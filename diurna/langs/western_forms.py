"""Inflected forms of English, Italian, Spanish, French and German names, adjectives and nouns (build time only).

Rules of the school grammars make candidates; where several endings compete (`greco` -> `greci`, `turco` -> `turchi`)
the lemmatiser's dictionary decides, and where it knows none of them all are kept: a form that is no word is never met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

Kind = Literal["name", "adjective", "noun"]
Known = Callable[[str], bool]
"""Whether the language's dictionary has the form."""


def forms(lang: str, phrase: str, kind: Kind, known: Known) -> dict[str, str]:
    """See `Morphology.forms`."""
    if lang == "de":
        return german(phrase, kind, known)
    if kind == "name":
        return {phrase: "s"}
    *before, last = phrase.split()
    result: dict[str, str] = {phrase: "s"}
    for word, number in _INFLECT[lang](last, kind, known):
        text = " ".join([*before, word])
        result[text] = "".join(n for n in "sp" if n in result.get(text, "") + number)
    return result


def _best(candidates: Iterable[str], known: Known) -> list[str]:
    every = list(dict.fromkeys(candidates))
    return [c for c in every if known(c)] or every


def _english(word: str, kind: Kind, known: Known) -> list[tuple[str, str]]:
    if kind == "adjective" or word.endswith(("ese", "ish")):
        return [(word, "sp")]
    if word.endswith("man"):
        return [(word[:-2] + "en", "p")]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [(word[:-1] + "ies", "p")]
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return [(word + "es", "p")]
    return [(word + "s", "p")]


def _italian(word: str, kind: Kind, known: Known) -> list[tuple[str, str]]:
    stem = word[:-1]
    if word.endswith("o"):
        plural = [stem + "hi", stem + "i"] if word.endswith(("co", "go")) else [stem if stem.endswith("i") else stem + "i"]
        feminine = stem + "he" if stem.endswith(("c", "g")) else stem + "e"
        return [(stem + "a", "s"), *((p, "p") for p in _best(plural, known)), (feminine, "p")]
    if word.endswith("tore"):
        return [(stem + "i", "p"), (word[:-4] + "trice", "s"), (word[:-4] + "trici", "p")]
    if word.endswith("e"):
        return [(stem + "i", "p")]
    if word.endswith("a"):
        hard = stem.endswith(("c", "g"))
        return [(stem + ("he" if hard else "e"), "p"), (stem + ("hi" if hard else "i"), "p")]
    return [(word, "sp")]


def _spanish(word: str, kind: Kind, known: Known) -> list[tuple[str, str]]:
    stem = word[:-1]
    if word.endswith("o"):
        return [(stem + "a", "s"), (word + "s", "p"), (stem + "as", "p")]
    accents = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
    if word[-2:] in ("án", "én", "ín", "ón", "és", "ás"):
        plain = word[:-2] + accents[word[-2]] + word[-1]
        return [(plain + "a", "s"), (plain + "es", "p"), (plain + "as", "p")]
    if word.endswith(("í", "ú")):
        return [(word + "es", "p"), (word + "s", "p")]
    if word.endswith(("ol", "or", "uz")):
        end = "z" if word.endswith("z") else word[-1]
        return [(word + "a", "s"), (stem + ("c" if end == "z" else end) + "es", "p"), (word + "as", "p")]
    if word[-1] in "aeiou":
        return [(word + "s", "p")]
    return [(stem + "ces", "p")] if word.endswith("z") else [(word + "es", "p")]


_FRENCH = (
    ("ien", "ienne"), ("éen", "éenne"), ("yen", "yenne"), ("on", "onne"), ("an", "ane"), ("ec", "ecque"),
    ("urc", "urque"), ("eur", "euse"), ("teur", "trice"), ("er", "ère"), ("f", "ve"), ("eux", "euse"), ("el", "elle"), ("et", "ette"),
)  # fmt: skip


def _french(word: str, kind: Kind, known: Known) -> list[tuple[str, str]]:
    feminines = [word + "e"] if not word.endswith("e") else [word]
    feminines += [word[: len(word) - len(m)] + f for m, f in _FRENCH if word.endswith(m)]
    plurals = [word if word[-1] in "sxz" else word + "s"]
    if word.endswith("al"):
        plurals = _best([word[:-2] + "aux", word + "s"], known)
    chosen = _best(feminines, known)
    return [*((f, "s") for f in chosen), *((p, "p") for p in plurals), *((f + "s", "p") for f in chosen)]


_INFLECT = {"en": _english, "it": _italian, "es": _spanish, "fr": _french}

# Endings of German adjectives: strong and weak, by number and gender; the letters are the cases they stand for.
_STRONG = {
    "m": {"er": "ns", "en": "gas", "em": "ds"},
    "f": {"e": "nas", "er": "gds"},
    "n": {"es": "nas", "en": "gs", "em": "ds"},
    "p": {"e": "nap", "er": "gp", "en": "dp"},
}
_WEAK = {
    "m": {"e": "ns", "en": "gdas"},
    "f": {"e": "nas", "en": "gds"},
    "n": {"e": "nas", "en": "gds"},
    "p": {"en": "ngdap"},
}
_SIBILANT = ("s", "ß", "x", "z", "tz", "ce")


def german(phrase: str, kind: Kind, known: Known) -> dict[str, str]:
    """German: genitives of names, plurals and cases of nouns, declined adjectives in front of a noun."""
    *before, last = phrase.split()
    found: dict[str, set[str]] = {}
    if kind == "adjective":
        for table in (*_STRONG.values(), *_WEAK.values()):
            for ending, cases in table.items():
                _add(found, phrase + ending if not phrase.endswith("e") else phrase[:-1] + ending, cases)
        return {phrase: "", **_letters(found)}
    if before and (stems := _adjectives(before)):
        return _declined(stems, before, last, known)
    head = last if not before or before[0][0].isupper() else phrase
    if len(before) > 1 and before[1][:1].islower():  # the first word is the head: Ministerium der ...
        return _letters(_noun(phrase.split()[0], phrase[len(phrase.split()[0]) :], kind, known))
    return _letters(_noun(head, "", kind, known, " ".join(before) + " " if before and head == last else ""))


def _noun(head: str, rest: str, kind: Kind, known: Known, front: str = "") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    weak = kind == "noun" and head.endswith("e")
    if head.isupper() and len(head) > 1:
        _add(found, front + head + rest, "ngdas")
        _add(found, front + head + "s" + rest, "gs")
        return found
    _add(found, front + head + rest, "ns" if weak else "ndas")
    if weak:
        _add(found, front + head + "n" + rest, "gdasngdap")
        return found
    if head.endswith(_SIBILANT):
        _add(found, front + head + rest, "gs")
        for ending in ("'", "’") if kind == "name" else ("es", "ses"):
            _add(found, front + head + ending + rest, "gs")
    elif not head.endswith(("in", "ung", "heit", "keit", "schaft", "tät", "ion")) or kind == "name":
        _add(found, front + head + "s" + rest, "gs")
        if kind == "noun" or head.endswith(("amt", "bund", "rat", "staat", "reich", "gericht", "bündnis")):
            _add(found, front + head + "es" + rest, "gs")
    if kind == "noun":
        _plurals(found, head, front, rest, known)
    return found


def _plurals(found: dict[str, set[str]], head: str, front: str, rest: str, known: Known) -> None:
    if head.endswith("in"):
        _add(found, front + head + "nen" + rest, "ngdap")
        return
    if head.endswith(("er", "el", "en")):
        _add(found, front + head + rest, "ngap")
        _add(found, front + (head if head.endswith("n") else head + "n") + rest, "dp")
        return
    umlaut = head
    for at in range(len(head) - 1, -1, -1):
        if head[at] in "aou" and head[at : at + 2] not in ("eu",):
            umlaut = head[:at] + {"a": "ä", "o": "ö", "u": "ü"}[head[at]] + head[at + 1 :]
            break
    for plural in (p for p in _candidates(head, umlaut) if known(p)):
        _add(found, front + plural + rest, "ngap" if not plural.endswith(("n", "s")) else "ngdap")
        if not plural.endswith(("n", "s")):
            _add(found, front + plural + "n" + rest, "dp")
    if head.endswith(("dat", "krat", "ant", "ent", "ist", "ot", "or", "oge", "ekt")):
        _add(found, front + head + "en" + rest, "gdasngdap")


def _candidates(head: str, umlaut: str) -> list[str]:
    return [head + "en", head + "n", head + "e", umlaut + "e", head + "er", umlaut + "er", head + "s"]


def _adjectives(words: list[str]) -> list[tuple[str, str]]:
    """(stem, strong ending) of adjectives in the nominative, empty where a word does not look like one."""
    result = []
    for word in words:
        ending = next((e for e in ("er", "es", "e") if word.endswith(e) and len(word) > len(e) + 3), None)
        if ending is None or not word[:1].isalpha():
            return []
        result.append((word[: -len(ending)], ending))
    return result


def _declined(stems: list[tuple[str, str]], before: list[str], last: str, known: Known) -> dict[str, str]:
    ending = stems[0][1]
    plural_head = last.endswith(("en", "er", "te", "kräfte", "truppen", "s")) and not last.endswith(("tion", "ung"))
    slots = {"er": "m", "es": "n"}.get(ending, "fp" if plural_head else "f")
    found: dict[str, set[str]] = {}
    for slot in slots:
        for table in (_STRONG[slot], _WEAK[slot]):
            for adjective, cases in table.items():
                front = " ".join(stem + adjective for stem, _ in stems)
                heads = [last]
                if slot in "mn" and "g" in cases:
                    heads += [last + "s", last + "es"]
                if slot == "p" and "d" in cases and not last.endswith(("n", "s")):
                    heads += [last + "n"]
                for head in heads:
                    _add(found, f"{front} {head}", "gs" if head != last and slot in "mn" else cases)
    return _letters(found)


def _add(found: dict[str, set[str]], form: str, cases: str) -> None:
    """`cases` is letters and a number, perhaps several such groups run together: `gdasngdap`."""
    letters = ""
    for c in cases:
        if c in "sp":
            found.setdefault(form, set()).update(letter + c for letter in letters)
            letters = ""
        else:
            letters += c


def _letters(found: dict[str, set[str]]) -> dict[str, str]:
    result = {}
    for form, readings in found.items():
        groups = []
        for number in "sp":
            letters = "".join(c for c in "ngda" if c + number in readings)
            if letters:
                groups.append(letters + number)
        result[form] = " ".join(groups)
    return result
