"""Names from Cyrillic letters as English newspapers print them, and in the nominative: "Миколи Сольського" is Mykola Solskyi, the German
"Netschajew" Nechayev."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from diurna.analysis import Token

HERE = Path(__file__).parent
_NEUTER = "ко"
"""What surnames of men end in that are neuter by their form."""
_VOWELS = "аеёиоуыэюяіїє"
_SHORTEST = 4
_WOMEN = ("а", "я")
"""What first names of women end in, and few of men."""


class _Abroad(msgspec.Struct, frozen=True):
    """What a table says otherwise of the people of another state: "Сергій" of Russia is Sergei."""

    letters: dict[str, str] = {}
    first: dict[str, str] = {}
    names: dict[str, str] = {}


class _Table(msgspec.Struct, frozen=True):
    """romanised.toml. The rules are for people of `states` and for `surnames` (endings). `letters`: what becomes of a letter or some,
    `first` at the head of a word; `names`: words that are written in a way of their own. `feminine`: endings of surnames and those of
    women's; `men`: first names that end like those of women. `latin`: the language writes names in Latin letters of its own ("Netschajew");
    `ends`: endings of such names. `abroad`: what is otherwise for people of a state.
    """

    surnames: tuple[str, ...]
    states: tuple[str, ...]
    letters: dict[str, str]
    first: dict[str, str]
    feminine: dict[str, str]
    names: dict[str, str]
    men: tuple[str, ...] = ()
    latin: bool = False
    ends: dict[str, str] = {}
    abroad: dict[str, _Abroad] = {}


@lru_cache(maxsize=8)
def _table(lang: str) -> _Table | None:
    path = HERE / lang / "romanised.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Table) if path.exists() else None


@lru_cache(maxsize=32)
def _table_of(lang: str, country: str) -> _Table | None:
    """The table of a language for people of a state."""
    table = _table(lang)
    other = table.abroad.get(country) if table is not None else None
    if table is None or other is None:
        return table
    changed = {field: {**getattr(table, field), **getattr(other, field)} for field in ("letters", "first", "names")}
    return msgspec.structs.replace(table, **changed)


def romanised(name: str, lang: str, country: str | None = None) -> str | None:
    """`name` (nominative, of a text in `lang`) in Latin letters.

    None where the language has no rules, and for people of elsewhere ("Гійом Мерсьє"), whose own
    spelling nobody can tell: neither `country` (ISO-3) nor the surname is of the states whose names these rules are for.
    """
    table = _table_of(lang, country or "")
    if table is None:
        return None
    low = name.casefold()
    alike = low.endswith(table.surnames)
    if table.latin and not (country in table.states and (alike or low.split()[0] in table.names)):
        return None
    if not table.latin and not (country in table.states or (country is None and alike)):
        return None
    return " ".join("-".join(_word(part, table) for part in word.split("-")) for word in name.split())


_ELSEWHERE = {
    "дж": "j", "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo",
    "є": "ye", "ї": "i", "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "гг": "g", "д": "d", "е": "e", "з": "z",
    "и": "i", "і": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "ъ": "", "ы": "y", "ь": "", "э": "e", "’": "", "'": "", "ʼ": "", "кс": "x",
}  # fmt: skip


def spelled(name: str) -> str:
    """A Cyrillic name of somebody or some place of elsewhere, letter by letter: no more than how it sounds, for readers of Latin script."""
    out, at = "", 0
    while at < len(name):
        size = 2 if name[at : at + 2].casefold() in _ELSEWHERE else 1
        piece = name[at : at + size]
        latin = _ELSEWHERE.get(piece.casefold(), piece)
        out += latin[:1].upper() + latin[1:] if piece[0].isupper() else latin
        at += size
    return out


def _word(word: str, table: _Table) -> str:
    low = word.casefold()
    if not low or (low[0].isascii() and not table.latin) or (len(low) < 2 and table.latin):
        return word
    if low in table.names:
        return table.names[low]
    end = max((e for e in table.ends if low.endswith(e) and len(low) > len(e) + 1), key=len, default="")
    if end:
        return _word(word[: -len(end)], table) + table.ends[end]
    longest = max(map(len, table.letters))
    out, at = "", 0
    while at < len(low):
        sizes = (n for n in range(longest, 1, -1) if low[at : at + n] in table.letters)
        size = next((n for n in sizes if at or low[at : at + n] not in ("ий", "ый")), 1)
        piece = low[at : at + size]
        out += (table.first.get(piece) if not at else None) or table.letters.get(piece, piece)
        at += size
    return out[:1].upper() + out[1:] if word[:1].isupper() else out


def nominative(tokens: Sequence[Token], lang: str, before: Token | None = None) -> str:
    """The words of a person's name as a register has them: as they stand behind a first name in its own form, else by their lemmas.

    `before`: the word before the name. Behind a noun in the nominative it is in the nominative too.
    """
    said = [t.text for t in tokens]
    table = _table(lang)
    lemmas = [t.lemma or t.norm for t in tokens]
    stands = before is not None and before.pos == "NOUN" and before.cases == "n" and before.number == "s"
    if table is None or table.latin or lemmas[0] == tokens[0].norm or stands:
        return " ".join(said)
    woman = lemmas[0].endswith(_WOMEN) and lemmas[0] not in table.men
    if not woman and len(tokens) > 1:
        lemmas[-1] = _bared(lemmas[-1], tokens[-1].norm)
    words = [_of_gender(lemma, woman, table) if at else lemma for at, lemma in enumerate(lemmas)]
    return " ".join(_like(word, text) for word, text in zip(words, said, strict=True))


def _bared(lemma: str, norm: str) -> str:
    """A man's surname that a dictionary took for a feminine or neuter noun, because it stands in the genitive: "челика" is "челик"."""
    taken = norm.endswith(_WOMEN) and (lemma == norm or lemma == norm[:-1] + "о") and not lemma.endswith(_NEUTER)
    if not taken or len(norm) < _SHORTEST:
        return lemma
    stem = norm[:-1]
    return stem if norm.endswith("а") else stem + ("й" if stem[-1] in _VOWELS else "ь")


def _of_gender(lemma: str, woman: bool, table: _Table) -> str:
    """A surname as its bearer has it: "захаров" of a woman is "захарова", "пулатова" of a man "пулатов"."""
    forms = table.feminine if woman else {v: k for k, v in table.feminine.items() if len(v) > 1}
    ending = max((e for e in forms if lemma.endswith(e)), key=len, default=None)
    return lemma if ending is None else lemma[: -len(ending)] + forms[ending]


def _like(word: str, text: str) -> str:
    """`word` with the capitals of `text`, also behind hyphens."""
    if not text[:1].isupper():
        return word
    return "-".join(p[:1].upper() + p[1:] for p in word.split("-")) if "-" in text else word[:1].upper() + word[1:]
