"""Which language each segment is in, decided by segment with the document as prior.

Evidence in this order: letters that only one language has, function words (the packs' writing.toml), and only where these do
not decide the statistical identifier py3langid, restricted to the packs' languages and those met beside them. Its model takes
half a second to load: most articles never need it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from diurna.analysis import Analysis
from diurna.langs import writing
from diurna.model import Note, Segment

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from diurna.langs.pack import Packs

_SAMPLE = 3000
_FEW_WORDS = 4
_SURE = 0.9
_LIKELY = 0.6
_WORD = re.compile(r"[^\W\d_]+")
# Languages without a pack that a function word would mistake for a neighbour's, told by their own commonest words.
_NEIGHBOURS = {
    "pt": "não uma com em os ao pelo pela são mais foi dos das seu sua o as um",
    "ca": "els les amb per i és dels pel pels aquest aquesta va més també seu seva",
    "gl": "unha coa polo pola os as do da non máis ao na dos das e",
    "nl": "het een van is dat niet op te zijn voor met aan werd ook naar bij",
    "ro": "și în cu pe este care nu din să fost mai la ale sunt pentru",
    "pl": "w z się nie że jest jak od przez oraz dla są",
    "da": "og i er det at på som en til af ikke med for den har blev",
    "sv": "och i är det att på som en till av inte med för den har var",
    "bg": "на и да се за от че в с по не към това през бе е ще като са",
    "be": "і ў на што з не да за гэта па як ад для быў",
    "sr": "и је у на да се за од са су који не као",
}
_BESIDE = "pl pt nl ro cs sk hu sv da no fi tr el bg be sr hr sl ca gl et lv lt ar fa he zh ja ko hi vi id mk ka hy az kk sq"
_OTHERS = frozenset(_BESIDE.split())


class _Evidence(msgspec.Struct, frozen=True):
    code: str
    common: frozenset[str]
    own: re.Pattern[str] | None
    foreign: re.Pattern[str] | None


class _Known(msgspec.Struct, frozen=True, eq=False):
    """What tells the languages apart. `speakers`: for each function word the places of its languages in `languages`; `letters`: those that
    any language has as its own."""

    languages: tuple[_Evidence, ...]
    speakers: dict[str, tuple[int, ...]]
    letters: re.Pattern[str] | None


def languages(analysis: Analysis, packs: Packs) -> Analysis:
    """Set `lang` on every segment (None: unknown, or no pack for it) and note what a reader should know about it."""
    text = analysis.input.text
    given = analysis.input.lang
    prior = given or _document_language(analysis, packs)
    # A language that the caller states stands, but for what its letters show to be another.
    kinds = [_segment_language(text, s, prior, packs, fixed=given is not None) for s in analysis.segments]
    segments = tuple(
        msgspec.structs.replace(s, lang=code if code in packs else None) for s, code in zip(analysis.segments, kinds, strict=True)
    )
    notes = _notes(text, segments, kinds, packs)
    return msgspec.structs.replace(analysis, segments=segments, notes=analysis.notes + notes)


def sentence_language(sentence: str, lang: str | None, packs: Packs) -> str | None:
    """The language of one sentence of a segment in `lang`: that, unless the sentence is clearly in another."""
    words = _WORD.findall(sentence.lower())
    if len(words) <= _FEW_WORDS:
        return lang
    evidence = _evidence(packs.folders)
    hits = _hits(words, evidence)
    if lang is not None and hits.get(lang) and hits[lang] >= max(hits.values()) and not _contradicted(sentence, lang, evidence):
        return lang
    found, share = _identified(sentence, packs)
    if share < _SURE or found == lang:
        return lang
    return found if found in packs else (None if len(words) > 2 * _FEW_WORDS else lang)


def identify(text: str, packs: Packs) -> str | None:
    """The likeliest language of a text by all evidence, a pack's or another's; None where there is none."""
    sample = text[:_SAMPLE]
    evidence = _evidence(packs.folders)
    if found := _by_letters(sample, evidence):
        return found
    words = _WORD.findall(sample.lower())
    if found := _by_words(words, evidence):
        return found
    found, share = _identified(sample, packs)
    return found if share >= 0.3 else None


def _document_language(analysis: Analysis, packs: Packs) -> str | None:
    text = analysis.input.text
    prose = [text[s.start : s.end] for s in analysis.segments if s.kind == "paragraph"]
    return identify("\n".join(prose) or text, packs)


def _segment_language(text: str, segment: Segment, prior: str | None, packs: Packs, fixed: bool) -> str | None:
    words = text[segment.start : segment.end][:_SAMPLE]
    evidence = _evidence(packs.folders)
    if found := _by_letters(words, evidence):
        return found
    if fixed and not (prior and _contradicted(words, prior, evidence)):
        return prior
    tokens = _WORD.findall(words.lower())
    if len(tokens) < _FEW_WORDS or segment.kind in ("byline", "dateline"):
        return prior
    if found := _by_words(tokens, evidence):
        return found
    hits = _hits(tokens, evidence)
    if prior and hits.get(prior) and hits[prior] >= max(hits.values()):
        return prior
    found, share = _identified(words, packs)
    if found == prior or share < (_LIKELY if found in packs else _SURE):
        return prior
    return found


def _by_letters(text: str, evidence: _Known) -> str | None:
    """The language that has letters here that are its own, and none it never has."""
    if evidence.letters is None or evidence.letters.search(text) is None:
        return None
    for known in evidence.languages:
        if known.own and known.foreign:
            own = len(known.own.findall(text))
            # A name or a quotation in the neighbour's spelling does not count against hundreds of own letters.
            if own and len(known.foreign.findall(text)) <= own // 20:
                return known.code
    return None


def _contradicted(text: str, code: str, evidence: _Known) -> bool:
    found = _by_letters(text, evidence)
    return found is not None and found != code


def _by_words(words: list[str], evidence: _Known) -> str | None:
    """The language whose function words make up enough of the text, and at least twice as much as any other's."""
    ranked = Counter(_hits(words, evidence)).most_common(2)
    if not ranked:
        return None
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best if count >= 3 and count >= 0.12 * len(words) and count >= 1.5 * second + 1 else None


def _hits(words: list[str], evidence: _Known) -> dict[str, int]:
    """How many of some words are function words of each language that has any of them."""
    found = Counter(chain.from_iterable(map(evidence.speakers.get, words, repeat(()))))
    return {known.code: found[at] for at, known in enumerate(evidence.languages) if at in found}


@lru_cache(maxsize=8)
def _evidence(folders: tuple[tuple[str, Path], ...]) -> _Known:
    known: list[_Evidence] = []
    letters = ""
    for code, folder in folders:
        rules = writing.load(folder)
        own, foreign = (re.compile(f"[{s}]", re.I) if s else None for s in (rules.own_letters, rules.no_letters))
        letters += rules.own_letters if rules.no_letters else ""
        known.append(_Evidence(code, frozenset(rules.common.split()), own, foreign))
    taken = {k.code for k in known}
    known += [_Evidence(c, frozenset(w.split()), None, None) for c, w in _NEIGHBOURS.items() if c not in taken]
    speakers: dict[str, tuple[int, ...]] = {}
    for at, language in enumerate(known):
        for word in language.common:
            speakers[word] = (*speakers.get(word, ()), at)
    return _Known(tuple(known), speakers, re.compile(f"[{letters}]", re.I) if letters else None)


def _identified(text: str, packs: Packs) -> tuple[str | None, float]:
    identifier = _identifier(tuple(sorted({*packs, *_OTHERS})))
    code, share = identifier.classify(text[:_SAMPLE])
    return (code, share) if any(c.isalpha() for c in text) else (None, 0.0)


@lru_cache(maxsize=2)
def _identifier(codes: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([c for c in codes if c in identifier.labels])
    return identifier


def _notes(text: str, segments: tuple[Segment, ...], kinds: list[str | None], packs: Packs) -> tuple[Note, ...]:
    weights: Counter[str | None] = Counter()
    for segment, code in zip(segments, kinds, strict=True):
        if segment.kind == "paragraph":
            weights[code] += segment.end - segment.start
    main = weights.most_common(1)[0][0] if weights else None
    notes: list[Note] = []
    other_seen = unknown_seen = False
    for segment, code in zip(segments, kinds, strict=True):
        if segment.kind == "title" and code and main and code != main:
            message = f"the title is in another language ({code}) than the text ({main})"
            notes.append(Note("title-language-differs", message, segment.start, segment.end))
        if code not in packs and not unknown_seen and segment.kind in ("title", "paragraph"):
            unknown_seen = True
            message = f"this looks like {code!r}, which has no pack" if code else "the language is not known"
            notes.append(Note("unknown-language", message, segment.start, segment.end))
        if segment.kind == "paragraph" and code != main and not other_seen:
            other_seen = True
            message = f"a paragraph is in another language ({code or 'unknown'}) than most of the text ({main})"
            notes.append(Note("mixed-language", message, segment.start, segment.end))
    return tuple(notes)
