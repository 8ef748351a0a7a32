"""Words and marks: offsets of the tokens of a stretch of text.

One compiled pattern a language, built from its pack's writing.toml; each alternative consumes what it looks at, so that time is
linear. Every character that is no space stands in exactly one token.

* elisions are cut after the apostrophe (l'|Ucraina, qu'|il), English 's and n't are words (Kyiv|'s, do|n't), other
  apostrophes stay inside (дев'ятеро, O'Brien);
* hyphenated words stay whole (Су-34, franco-allemand) but for inverted pronouns (a|-t-il);
* numbers keep separators and endings (1.200,5  05.06.2025  20-летний  3rd), initials and dotted acronyms their stops;
* addresses are one token; dots or hyphens in a row are one token; every other mark stands alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from diurna import langs
from diurna.langs import writing

_ROOT = Path(langs.__file__).parent
_CHAR = r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u0652\u0900-\u0903\u093a-\u094f])"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
_APOSTROPHE = "['’ʼ`]"
_HYPHEN = "[-\u2010\u2011]"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĘĚĞĢĪĮİŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩЀ-Я"


def words(text: str, start: int, end: int, lang: str | None) -> list[tuple[int, int]]:
    """Offsets of the tokens in `text[start:end]`, in order, by the rules of `lang` (None: those all languages share)."""
    return [found.span() for found in _pattern(lang).finditer(text, start, end)]


@lru_cache(maxsize=64)
def _pattern(lang: str | None) -> re.Pattern[str]:
    written = writing.load(_ROOT / lang) if lang else writing.Writing()
    rules = written.words
    tail = f"(?:{_HYPHEN}{_CHAR}++)*+"
    parts = [r"https?://[^\s<>\"“”«»]++"]
    if written.ordinal_stop:
        parts.append(r"\d{1,2}\.(?=\s+[^\W\d_])")
    parts.append(_number(rules.spaced_numbers))
    parts.append(rf"(?:[^\W\d_]\.){{2,}}+{tail}")  # U.S.  т.д.  U.S.-led
    parts.append(rf"[{_UPPER}]\.(?:-[{_UPPER}]\.)*+(?=\s?[{_UPPER}])")  # initials: J.  J.-P.
    if rules.whole:
        parts.append(_whole(rules.whole))
    if rules.elided:
        parts.append(rf"(?i:{_any(rules.elided)}){_APOSTROPHE}(?={_CHAR})")
    if rules.truncated:
        parts.append(rf"(?i:{_any(rules.truncated)}){_APOSTROPHE}(?!{_CHAR})")
    if rules.clitics:
        parts.append(rf"(?<=\w){_APOSTROPHE}(?i:{_any(rules.clitics)})(?!{_CHAR})")
    if rules.negation:
        parts.append(rf"(?i:n{_APOSTROPHE}t)(?!{_CHAR})|(?:(?!n{_APOSTROPHE}t){_LETTER})++(?=n{_APOSTROPHE}t(?!{_CHAR}))")
    if rules.inversions:
        parts.append(rf"{_HYPHEN}(?i:{_any(rules.inversions)})(?!{_CHAR}|{_HYPHEN}{_CHAR})")
        tail = rf"(?:(?!{parts[-1]}){_HYPHEN}{_CHAR}++)*+"
    clitics = rf"(?!(?i:{_any(rules.clitics)})(?!{_CHAR}))" if rules.clitics else ""
    inner = rf"(?:{_APOSTROPHE}{clitics}{_CHAR}++)*+"
    parts.append(rf"{_CHAR}++{inner}{tail}{inner}")
    parts += [r"[#@]\w++", r"\.{2,}+", "-{2,}+", r"\S"]
    return re.compile("|".join(parts))


def _number(spaced: bool) -> str:
    """Digits with separators between digits, and an ending: 1.200,5  12:30  20-летний  3rd  90s."""
    thousands = r"\d{1,3}(?: \d{3})++(?!\d)|" if spaced else ""
    return rf"(?:{thousands}\d++)(?:[.,:/’']\d++)*+(?:{_HYPHEN}?[^\W\d_]++(?:{_HYPHEN}{_CHAR}++)*+)?+"


def _any(listed: str) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, listed.split()), key=lambda w: (-len(w), w))) + ")"


def _whole(listed: str) -> str:
    forms = "|".join(sorted((re.escape(w).replace("'", _APOSTROPHE) for w in listed.split()), key=lambda w: (-len(w), w)))
    return rf"(?i:{forms})(?!{_CHAR}|{_HYPHEN}{_CHAR})"
