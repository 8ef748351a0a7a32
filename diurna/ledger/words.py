"""Words as the full-text index has them, and what a person types as a query that FTS5 cannot refuse.

Scripts that put no spaces between words (Chinese, Japanese, Thai and their neighbours) are cut into overlapping pairs of characters, the
last character once more alone, so that any two characters, and any one, can be found. Everything else is left to the tokenizer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

_UNSPACED = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]+"
)
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]")
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"\w+")
_PREFIX = re.compile(r"\w\*$")
_FOLDS = 0x2000
"""Below this stand the letters that have cases and accents."""
MOST_TERMS = 64
"""Words of a query that are looked for; the rest of a pasted page is left out."""


def indexed(text: str) -> str:
    """A text as it goes into the index."""
    return _UNSPACED.sub(lambda run: f" {_pairs(run[0], alone=True)} ", text)


def _pairs(run: str, alone: bool) -> str:
    """A run of unspaced script as overlapping pairs, each one word for the tokenizer."""
    letters = _letters(run)
    pairs = [a + b for a, b in pairwise(letters)]
    if alone or not pairs:
        pairs.append(letters[-1])
    return " ".join(map(_name, pairs))


def _letters(run: str) -> list[str]:
    """The characters of a run, vowel signs and tone marks with the letter that carries them."""
    letters: list[str] = []
    for char in run:
        if letters and _MARKS.match(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _name(pair: str) -> str:
    """A pair as letters that no tokenizer splits: marks would be dropped or end a word."""
    return "".join(c if not _MARKS.match(c) else f"z{ord(c):x}z" for c in pair)


def storable(words: str) -> str:
    """A string as SQLite takes it: lone surrogates, which odd file names and terminals bring, become question marks."""
    return words.encode("utf-8", "replace").decode()


def query(words: str) -> str | None:
    """What a person types as an FTS5 query: words that must all be there, "a phrase", a prefix*, OR, -without. None where no word is left.

    Everything is quoted, so that no character of it means anything to FTS5.
    """
    wanted, without = _understood(words, _term)
    if not wanted:
        return None
    found = " AND ".join(f"({' OR '.join(either)})" for either in wanted)
    return " NOT ".join([f"({found})", *without])


def patterns(words: str) -> list[str]:
    """The wanted terms as patterns over a text as it stands, whatever its case and accents: whole words, the beginning of one, or unspaced
    script."""
    wanted, _ = _understood(words, _pattern)
    return list(dict.fromkeys(term for either in wanted for term in either))


def _pattern(words: str) -> str | None:
    """One term as a pattern."""
    prefix = _PREFIX.search(words) is not None
    parts = _TOKEN.findall(_UNSPACED.sub(lambda run: f" {run[0]} ", words))
    if not parts:
        return None
    # What must not stand before a word is looked at behind its letters: a pattern that begins with letters is found much faster.
    spelt = [_letters_of(p) if _UNSPACED.match(p) else rf"{_letters_of(p)}(?<!\w{_letters_of(p)})" for p in parts]
    last = "" if prefix or _UNSPACED.match(parts[-1]) else r"(?!\w)"
    return r"\W*".join(spelt) + last


def _letters_of(word: str) -> str:
    """A word as a pattern of as many characters, each with its other cases and accents."""
    spelt = _spellings()
    return "".join(spelt.get(_folded(char)) or f"[{re.escape(char)}]" for char in word)


@cache
def _spellings() -> dict[str, str]:
    """By letter without case and accents: the set, as a pattern, of all characters that are it, as the tokenizer folds them."""
    found: dict[str, list[str]] = {}
    for char in map(chr, range(_FOLDS)):
        if char.isalnum():
            found.setdefault(_folded(char), []).append(char)
    return {plain: f"[{re.escape(''.join(chars))}]" for plain, chars in found.items()}


def _folded(char: str) -> str:
    return unicodedata.normalize("NFD", char)[:1].casefold()


def _understood(words: str, made: Callable[[str], str | None]) -> tuple[list[list[str]], list[str]]:
    """Terms that must be there, each with its alternatives, and terms that must not."""
    wanted: list[list[str]] = []
    without: list[str] = []
    operator = ""
    for phrase, word in _QUOTED.findall(storable(words))[:MOST_TERMS]:
        if word in _OPERATORS:
            operator = word
            continue
        term = made(phrase or word.lstrip("-+"))
        if term is None:
            continue
        if operator == "NOT" or word.startswith("-"):
            without.append(term)
        elif operator == "OR" and wanted:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        operator = ""
    return wanted, without


def _term(words: str) -> str | None:
    """One term: quoted, unspaced scripts as the phrase of their pairs; None where it has no letter or digit."""
    words = words.replace("\x00", " ")
    if not _WORD.search(words):
        return None
    prefix = _PREFIX.search(words) is not None
    runs = _UNSPACED.sub(lambda run: f" {_pairs(run[0], alone=False)} ", words).replace('"', " ").replace("*", " ")
    single = _UNSPACED.fullmatch(words.strip("*")) is not None and len(_letters(words.strip("*"))) == 1
    return f'"{" ".join(runs.split())}"' + ("*" if prefix or single else "")
