"""Sentences: where one ends. Spans within a segment that cover all of it but the space between them.

A compiled pattern finds the marks that can end a sentence; each is judged by the word before it (abbreviation, initial,
ordinal: the pack's abbreviations.txt) and the first word after it. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from diurna import langs
from diurna.analysis import Analysis, Sentence
from diurna.extract.document.languages import sentence_language
from diurna.langs import abbreviations, writing
from diurna.spans import trimmed

if TYPE_CHECKING:
    from diurna.langs.pack import Packs

_ROOT = Path(langs.__file__).parent
_CLOSERS = "\"»”’'“›\\)\\]"
# A stop before white space; one that stands between two words without a space (residue of copying); a stop of CJK text. Each looks behind
# at the mark that was met, so that the text between marks is passed over without a look at each letter.
_STOP = re.compile(
    rf"[.!?…؟।。！？](?:(?<=[.!?…؟।])(?<![.!?…].)[.!?…؟।]*+[{_CLOSERS}«]*+(?:\s»(?=\s))?+(?=\s)"
    r"|(?<=[^\W\d_]{2}[.!?])(?=[^\W\d_])|(?<=[。！？])[。！？]*+[」』”’）]*+)",
)
_NEXT = re.compile(r"\s*(?P<dash>[-–—]{1,2}\s)?[\s\"«“”„‟’'‘‹»`*•(\[¿¡—–-]*+(?P<word>\w[\w'’-]*+)?")
_BEFORE = re.compile(r"[^\s\"«“”„’'‘‹(\[—–/]*\Z")
_PIECES = re.compile(r"(?:^|(?<=[\s(\"«„“]))(?:[^\W\d_]{1,2}\.\s?){1,3}\Z")
_LOOK_BACK = 40
LONGEST = 1600
"""Characters in the longest sentence; the longest of the sixteen treebank files has 1,006 (Russian GSD, test)."""


class _Rules(msgspec.Struct, frozen=True):
    words: abbreviations.Abbreviations
    ordinals: bool


@lru_cache(maxsize=64)
def _rules(lang: str | None) -> _Rules:
    if lang is None:
        return _Rules(abbreviations.Abbreviations(), False)
    folder = _ROOT / lang
    return _Rules(abbreviations.read(folder), writing.load(folder).ordinal_stop)


def split(text: str, start: int, end: int, lang: str | None) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, in order, without the space around them."""
    rules = _rules(lang)
    found: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end, rules):
            span = trimmed(text, begin, stop.end())
            if span.start < span.end:
                found.extend(_of_bounded_length(text, span.start, span.end))
            begin = stop.end()
    last = trimmed(text, begin, end)
    if last.start < last.end:
        found.extend(_of_bounded_length(text, last.start, last.end))
    return found


def _of_bounded_length(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its pieces where it is too long to be one: cut behind a semicolon, else a comma, else a space.

    Lists and debris without stops run on for pages; what reads a sentence may look at all its words from each of them.
    """
    while end - start > LONGEST:
        cut = next((at for mark in ("; ", ", ", " ") if (at := text.rfind(mark, start + LONGEST // 2, start + LONGEST)) > 0), -1)
        cut = start + LONGEST if cut < 0 else cut + 1
        piece = trimmed(text, start, cut)
        if piece.start < piece.end:
            yield piece.start, piece.end
        start = trimmed(text, cut, end).start
    if start < end:
        yield start, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int, rules: _Rules) -> bool:
    """Whether the mark ends a sentence."""
    mark = stop[0]
    if mark[0] in "。！？":
        return True
    following = _NEXT.match(text, stop.end(), end)
    word = following["word"] if following else None
    if not following or not word:
        return False
    opens = word in rules.words.opens
    if not text[stop.end()].isspace():
        return opens and not text[stop.start() - 1].isupper()
    if word[0].islower():
        return False
    dash = following["dash"] is not None
    if mark[0] != "." or len(mark) > 1:
        # After a closed quotation or a question a dash goes on with the sentence: «Нет!» — ответил Иванов.
        bracketed = mark[0] in ".…" and mark[-1] in ")]" and text[stop.start() - 1] in "[("
        if bracketed or (dash and mark[-1] != "."):
            return False
        if mark[0] != "." or mark.startswith(".."):
            return True
    return _full_stop(text[max(begin, stop.start() - _LOOK_BACK) : stop.start()], following, rules)


def _full_stop(head: str, following: re.Match[str], rules: _Rules) -> bool:
    """Whether a single stop after `head` ends the sentence before the word of `following`."""
    word = following["word"]
    opens = word in rules.words.opens
    before = _BEFORE.search(head)
    last = before[0].rpartition("-")[2] if before else ""
    if not last:
        return True
    known = rules.words
    if len(last) == len(word) == 1 and following.string[following.end() : following.end() + 1] == ".":
        return False  # "a. C.": the stop stands between two pieces of one abbreviation
    if len(last) <= 2 and (pieces := _PIECES.search(head[: len(head) - len(last)])):
        # "т. д", "z. B": the pieces of one abbreviation
        joined = re.sub(r"\s", "", pieces[0]) + last
        if joined in known.end:
            return True
        if joined in known.never or joined in known.unsure:
            return opens and joined in known.unsure
    if last in known.number:
        return not word[0].isdigit()
    if last in known.end:
        return True
    if last in known.unsure:
        return opens
    if last in known.never:
        return opens and len(last) == 1 and _after_digit(head, last)
    if last.isdigit():
        return not rules.ordinals or len(last) > 2 or opens
    return opens if _is_initial(last) or _is_dotted(last) else True


def _after_digit(head: str, last: str) -> bool:
    """Whether `last` stands behind a number: a unit ("15 м."), then, and no abbreviated word before a name."""
    return head[: len(head) - len(last)].rstrip()[-1:].isdigit()


def _is_initial(word: str) -> bool:
    if len(word) == 1:
        return word.isupper()
    return 3 <= len(word) <= 4 and word[-1].isupper() and word[-2] in ".-" and word[0].isupper()


def _is_dotted(word: str) -> bool:
    return "." in word and all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def sentences(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `sentences`: every segment cut into its own, with a language each (its segment's, where nothing speaks against)."""
    return msgspec.structs.replace(analysis, sentences=tuple(_sentences(analysis, packs)))


def _sentences(analysis: Analysis, packs: Packs) -> Iterator[Sentence]:
    text = analysis.input.text
    fixed = analysis.input.lang in packs
    for index, segment in enumerate(analysis.segments):
        if segment.kind in ("byline", "dateline"):
            yield Sentence(segment.start, segment.end, segment.lang, index)
            continue
        for start, end in split(text, segment.start, segment.end, segment.lang):
            lang = segment.lang
            if not fixed and segment.kind == "paragraph" and end - start < segment.end - segment.start:
                lang = sentence_language(text[start:end], segment.lang, packs)
            yield Sentence(start, end, lang, index)
