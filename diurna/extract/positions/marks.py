"""Marks: how a text tells that a claim was made earlier or later than another one, by dates, by tenses and by words.

"Initially", "only last month", "for years" and the past before the past tell a stand as over; "now", "later", "for the first time" and a
clause of "before" tell one as new.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diurna.analysis import Sentence
from diurna.extract.claims.said_before import opened, pluperfect
from diurna.extract.positions.stands import Told, once
from diurna.langs.edges import first_words
from diurna.model import Claim, Time

_WORD = re.compile(r"(?:[^\W_]|['-])+")


def order(told: Told, a: Claim, b: Claim) -> int:
    """-1 where `a` was said before `b`, 1 where after, 0 where the text does not tell."""
    first, second = _earliest(a.said), _earliest(b.said)
    if first is not None and second is not None and first != second:
        return -1 if first < second else 1
    early_a, early_b = _early(told, a), _early(told, b)
    return (early_b > early_a) - (early_b < early_a)


@once
def _early(told: Told, claim: Claim) -> int:
    """How plainly a claim is told as what was said first: 2 by words, 1 by its tense or as a dated aside, 0 not, -1 as what came later."""
    first, later = marked(told, claim)
    if then_still(told, claim):
        return 2
    if first != later:
        return -1 if later else 1 if not by_word(told, claim) else 2
    return 1 if not later and over(told, claim) else 0


def _earliest(time: Time | None) -> str | None:
    return (time.start or time.end) if time is not None else None


@once
def marked(told: Told, claim: Claim) -> tuple[bool, bool]:
    """Whether words of "first" and of "later" stand in the reporting clause of a claim. A clause of "before" tells what came later: "denied
    it before admitting"."""
    sentence = told.of(claim)
    speech = told.speech(sentence)
    words = _reporting(told, claim)
    if sentence is None or speech is None or not words:
        return False, False
    if turns(told, claim):
        return False, True
    gone = _pluperfect(told, sentence, claim) or _has(words, speech.list("earlier"))
    before = gone or then_still(told, claim) or done_before(told, claim)
    rest = _without(words, speech.list("earlier"))  # "depuis" tells of later, "depuis des mois" of earlier
    return before, _has(rest, speech.list("later")) or _has(rest, speech.list("first_time"))


@once
def by_word(told: Told, claim: Claim) -> bool:
    """Whether a word such as "at first" or "only last month" tells that a claim was made earlier, and not its tense alone."""
    speech = told.speech(told.of(claim))
    held = speech is not None and (_has(_reporting(told, claim), speech.list("earlier")) or then_still(told, claim))
    return held or done_before(told, claim)


def done_before(told: Told, claim: Claim) -> bool:
    """Whether a claim is told in a clause of "after" that its sentence begins with or sets between commas: "after denying any contact"."""
    sentence = told.of(claim)
    syntax = told.syntax(sentence) if sentence is not None else None
    verb = told.verb(claim)
    speech = told.speech(sentence)
    if sentence is None or syntax is None or verb is None or speech is None:
        return False
    return opened([t.norm for t in sentence.tokens], verb, speech) >= 0


def over(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as made earlier, or in an aside with a time of its own: "who in May denied any contact"."""
    return marked(told, claim)[0] or (claim.said is not None and told.aside(claim))


def turns(told: Told, claim: Claim) -> bool:
    """Whether a claim is told in a clause of "before", by which what its speaker said until then ends: "ehe er einräumte"."""
    speech = told.speech(told.of(claim))
    sentence = told.of(claim)
    if speech is None or sentence is None or not claim.cue:
        return False
    at = claim.cue[0].start
    words = _plain(told.analysis.input.text[max(told.floor(at), sentence.start) : claim.cue[-1].end])
    return any(words.startswith(f"{w} ") or (w.endswith("'") and words.startswith(w)) for w in speech.list("turning"))


@once
def then_still(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as what its speaker still said at a time that is over: "only in March she had denied", "ancora mercoledì
    escludeva", "noch im Herbst"."""
    speech = told.speech(told.of(claim))
    words = _reporting(told, claim)
    if speech is None or not words:
        return False
    found = _standing(words, speech.list("then_still"))
    return bool(found) and (any(" " in w for w in found) or told.times_in(claim))


def still_held(told: Told, claim: Claim) -> bool:
    """As `then_still`; or a claim is told in the past before the past with a day of its own: "two days earlier he had assured"."""
    if then_still(told, claim):
        return True
    sentence = told.of(claim)
    dated = claim.said is not None or told.times_in(claim)
    return dated and sentence is not None and sentence.lang in told.packs and _pluperfect(told, sentence, claim)


@once
def now(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as what its speaker says now: "now says", "heute lobt er", "теперь он уверяет"."""
    speech = told.speech(told.of(claim))
    return speech is not None and _has(_reporting(told, claim), speech.list("now"))


@once
def _reporting(told: Told, claim: Claim) -> str:
    """The words of a claim's reporting clause up to its cue, or to its content right behind ("denied at first that"), with spaces around
    them; "" where it has no cue."""
    words = " ".join(_plain(told.analysis.input.text[s.start : s.end]) for s in told.reporting(claim))
    return f" {words} " if words else ""


def _pluperfect(told: Told, sentence: Sentence, claim: Claim) -> bool:
    """Whether the cue stands in the past before the past: "had denied", "avevano negato", "hatte bestritten"."""
    assert sentence.lang is not None
    return pluperfect([t for c in claim.cue for t in told.tokens(c)], told.packs[sentence.lang].settings)


@lru_cache(maxsize=1024)  # more than the claims of an article: two stages ask
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("’", "'")))


def _has(words: str, listed: frozenset[str]) -> bool:
    return bool(_standing(words, listed)) or any(p.search(words) is not None for p in _spread(listed))


def _without(words: str, listed: frozenset[str]) -> str:
    """Some words without the listed expressions of more than one word."""
    for w in sorted((w for w in _standing(words, listed) if " " in w), key=len, reverse=True):
        words = words.replace(f" {w} ", " ")
    for pattern in _spread(listed):
        words = pattern.sub(" ", words)
    return words


def _standing(words: str, listed: frozenset[str]) -> list[str]:
    """The expressions of a list that stand in some words."""
    return [] if first_words(listed).isdisjoint(words.split()) else [w for w in listed if f" {w} " in words]


@lru_cache(maxsize=64)
def _spread(listed: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """The expressions of a list in which "*" stands for any word: "for * weeks"."""
    starred = [w.split("*") for w in listed if "*" in w]
    return tuple(re.compile(" " + r"\S+".join(map(re.escape, parts)) + " ") for parts in starred)


def first_time(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as the first of its kind: "acknowledged for the first time that"."""
    speech = told.speech(told.of(claim))
    return speech is not None and _has(_reporting(told, claim), speech.list("first_time"))
