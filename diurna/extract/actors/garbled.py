"""Acronyms that translation garbled: `agenzia CTAC` is ЦТАК (KCNA) spelt letter by letter in another script.

An unknown acronym beside a word like "agency" is compared with the acronyms of all languages. Letters are equal when one may
stand for the other between scripts (Ц ~ C or TS, К ~ K or C); one letter more, less or other is forgiven in acronyms of
four letters or more when the article names the candidate's country. Two candidates that fit equally leave it unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from diurna.analysis import Token

_LATIN = {
    "А": "A", "Б": "B", "В": "V", "Г": "GH", "Ґ": "G", "Д": "D", "Е": "E", "Є": "E", "Ж": "JZ", "З": "Z", "И": "IY", "І": "I",
    "Ї": "I", "Й": "JIY", "К": "KC", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "SC", "Т": "T", "У": "U",
    "Ф": "F", "Х": "KHX", "Ц": "CTZ", "Ч": "C", "Ш": "S", "Щ": "S", "Ы": "YI", "Э": "E", "Ю": "UY", "Я": "YA",
}  # fmt: skip
"""The Latin letters a Cyrillic one is written as. Two-letter spellings (TS, ZH) give their first letters."""
_ALIKE = {"В": "B", "Н": "H", "Р": "P", "С": "C", "Х": "X", "У": "Y", "К": "K"}
"""Latin letters that only look the same."""
_SHORT, _LONG = 3, 7
_REACH = 2
"""How far from the acronym the word that says what it is may stand, in tokens."""


def is_acronym(text: str) -> bool:
    """Whether a word looks like an acronym: three to seven capitals."""
    return _SHORT <= len(text) <= _LONG and text.isalpha() and text.isupper()


def beside(tokens: Sequence[Token], agencies: Iterable[tuple[int, int]], covered: set[int]) -> list[int]:
    """Positions of unknown acronyms next to an agency word at one of the token ranges `agencies`."""
    found = []
    for first, last in agencies:
        near = [*range(last, min(len(tokens), last + _REACH)), *range(first - 1, max(-1, first - 1 - _REACH), -1)]
        at = next((i for i in near if i not in covered and is_acronym(tokens[i].text)), None)
        if at is not None and at not in found:
            found.append(at)
    return found


def nearest(acronym: str, known: Mapping[str, Iterable[str]], named: Iterable[str]) -> tuple[str, str] | None:
    """(entity, its acronym) that `acronym` most likely is; None where none or several fit.

    `known`: entity -> its acronyms; `named`: the entities whose country the article names, which may differ by a letter.
    """
    in_article = set(named)
    best: dict[str, tuple[int, str]] = {}
    for entity, acronyms in known.items():
        for candidate in acronyms:
            allowed = 1 if entity in in_article and min(len(acronym), len(candidate)) > _SHORT else 0
            if abs(len(acronym) - len(candidate)) > allowed:
                continue  # so many letters differ at least
            away = distance(acronym, candidate) if allowed else 0
            fits = away <= allowed if allowed else all(map(_same, acronym, candidate))
            if fits and away < best.get(entity, (9, ""))[0]:
                best[entity] = (away, candidate)
    if not best:
        return None
    least = min(away for away, _ in best.values())
    closest = [(entity, name) for entity, (away, name) in best.items() if away == least]
    return closest[0] if len(closest) == 1 else None


def distance(a: str, b: str) -> int:
    """Letters to change, add or drop between two acronyms, where letters of two scripts that may stand for each other
    are the same."""
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (0 if _same(x, y) else 1)))
        previous = row
    return previous[-1]


@lru_cache(maxsize=4096)  # pairs of capitals
def _same(x: str, y: str) -> bool:
    """Whether one letter may stand for the other: within one script only the letter itself."""
    if x == y:
        return True
    return (x in _LATIN) != (y in _LATIN) and bool(set(_spellings(x)) & set(_spellings(y)))


def _spellings(letter: str) -> str:
    return _LATIN.get(letter, letter) + _ALIKE.get(letter, "")
