"""The layer of times: every expression of a date or a period, resolved against the day of publication."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from diurna.analysis import Analysis, Sentence, TimeMention, Token
from diurna.langs.intervals import Hint, Interval, View
from diurna.langs.pack import Packs
from diurna.langs.phrases import Piece
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech
from diurna.langs.times import FoundTime, Hints, Times, day_of
from diurna.model import Evidence, Time

_REACH = 14
"""How far a verb may stand from a time that it gives a tense, in words."""
_OPENING = frozenset('"«„“»')
_CLOSING = frozenset('"»“”«')
_PERIODS = ("week", "month", "quarter", "year")
_LEAD = 2
"""Sentences of the prose that count as the head of an article."""
_WISHES = ("demand", "promise", "threaten")
"""Acts about what is to come."""
_CARRIED = 5
"""Sentences over which "the same day" looks back to the day it means."""


def times(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.times`. Relative times need `analysis.published`; without it they stay with open ends and precision unknown."""
    ref = _day(analysis.published)
    carried = _Carried(None, 0)
    found: list[TimeMention] = []
    prose = 0
    for index, sentence in enumerate(analysis.sentences):
        kind = analysis.segments[sentence.segment].kind if analysis.segments else ""
        prose += kind == "paragraph"
        if sentence.lang is None or sentence.lang not in packs:
            continue
        pack = packs[sentence.lang]
        text = analysis.input.text[sentence.start : sentence.end]
        anchor = carried.day if index - carried.sentence <= _CARRIED else None
        view = View(ref, "", anchor, lead=kind == "title" or (kind == "paragraph" and prose <= _LEAD))
        for item in pack.times.find(text, view, sentence.start, _hints(pack.times, sentence, pack.speech)):
            if _quoted(analysis.input.text, item):
                continue
            mention = _mention(index, sentence, item)
            found.append(mention)
            carried = _next(carried, mention, item, sentence.tokens, pack.settings, ref)
    return msgspec.structs.replace(analysis, times=tuple(found))


def _quoted(text: str, item: FoundTime) -> bool:
    """Whether an expression is all that stands between two quotation marks, and so a name: «Весна», "Oggi"."""
    return text[max(0, item.start - 1) : item.start] in _OPENING and text[item.end : item.end + 1] in _CLOSING


class _Carried(NamedTuple):
    """The last day that the story told, and the sentence that told it."""

    day: date | None
    sentence: int


def _next(
    carried: _Carried, mention: TimeMention, item: FoundTime, tokens: Sequence[Token], settings: Settings, ref: date | None
) -> _Carried:
    """The day that "the same day" looks back to behind a time: its own, unless it is told beside the story; none behind a longer period at
    the head of a sentence ("last week ...; the same evening")."""
    if item.ahead or _aside(tokens, mention.first, settings):
        return carried
    day = day_of(item.interval, ref)
    told = carried.day is not None and carried.sentence == mention.sentence
    if day is not None and not (told and _beside(tokens, mention.first)):
        return _Carried(day, mention.sentence)
    if item.interval.precision in _PERIODS and mention.first <= 1 and day is None:
        return _Carried(None, mention.sentence)
    return carried


def _beside(tokens: Sequence[Token], first: int) -> bool:
    """Whether a time stands right behind a participle of a noun ("arrested in May"), and so tells little of what comes next."""
    before = tokens[first - 1] if first else None
    return before is not None and before.form == "part" and (first < 2 or tokens[first - 2].pos not in ("AUX", "VERB", "ADV"))


def _aside(tokens: Sequence[Token], first: int, settings: Settings) -> bool:
    """Whether a time stands in a relative clause, and so tells nothing of what comes next ("where a blast killed ten on Friday")."""
    comma = next((i for i in range(first - 1, max(-1, first - _REACH), -1) if tokens[i].norm in ",;:"), None)
    opening = tokens[comma + 1 : comma + 3] if comma is not None else ()
    return any(t.norm in settings.relatives or t.norm in settings.place_relatives for t in opening)


def _day(published: Time | None) -> date | None:
    """The day of publication, None where it is unknown."""
    if published is None or published.start is None:
        return None
    try:
        return date.fromisoformat(published.start[:10])
    except ValueError:
        return None


def _mention(index: int, sentence: Sentence, item: FoundTime) -> TimeMention:
    first, last = covered(sentence.tokens, item.start, item.end)
    return TimeMention(index, first, last, as_time(item.interval, item.start, item.end), item.ahead)


def as_time(interval: Interval, start: int, end: int) -> Time:
    """The contract's Time for an interval that is read from `[start, end)`."""
    clock = f"T{interval.clock}" if interval.clock else ""
    return Time(
        start=interval.start.isoformat() + clock if interval.start else None,
        end=interval.end.isoformat() + clock if interval.end else None,
        precision=interval.precision,
        zone=interval.zone,
        text=Evidence(start, end),
        source=interval.source,
    )


def covered(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens `[first, last)` that `[start, end)` of the text touches."""
    first = bisect_left(tokens, start + 1, key=lambda t: t.end)
    return first, max(first, bisect_left(tokens, end, key=lambda t: t.start))


def _hints(grammar: Times, sentence: Sentence, speech: Speech) -> Hints:
    """Tells the tense around a time: that of the nearest verb before it in its clause, else of the nearest one after it; at the head of a
    sentence that may stand behind a comma ("By Monday the minister, Ann Smith, was saying")."""
    verbs: dict[int, Hint | None] | None = None

    def tense(piece: Piece) -> Hint | None:
        nonlocal verbs
        if verbs is None:
            verbs = _verbs(sentence, grammar.present, speech)
        if piece.norm in grammar.future:
            return "future"
        if piece.norm in grammar.past:
            return "past"
        if len(piece.norm) > 4 and piece.norm.endswith(grammar.endings):
            return "future"
        return verbs.get(piece.start, "")

    def hint(start: int, end: int, row: Sequence[Piece]) -> Hint:
        before = range(start - 1, max(-1, start - 1 - _REACH), -1)
        skip = 1 if end < len(row) and row[end].norm == "," else 0
        after = range(end + skip, min(len(row), end + skip + _REACH))
        for side in (before, after):
            passed = False
            for at in side:
                if row[at].norm in grammar.bounds and not (start <= 1 and side is after and row[at].norm == ","):
                    break
                found = tense(row[at])
                if found and not (found == "due" and passed):
                    return "future" if found == "due" else found
                passed = passed or found is None
        return ""

    return hint


def _verbs(sentence: Sentence, present: Hint, speech: Speech) -> dict[int, Hint | None]:
    """By where it stands in the sentence, what each verb says of a time beside it: None for one that says nothing, "due" for an
    infinitive that is wanted, of which a time beyond another verb is no part ("to respect the deal signed on Monday")."""
    out: dict[int, Hint | None] = {}
    for i, token in enumerate(sentence.tokens):
        if token.form == "fin" and token.tense:
            out[token.start - sentence.start] = _tense(token, sentence.tokens[i + 1 :], present, speech) or None
        elif token.form == "inf" and _wanted(sentence.tokens[max(0, i - _REACH) : i], speech):
            out[token.start - sentence.start] = "due"
        elif token.pos == "VERB":
            out[token.start - sentence.start] = None
    return out


def _wanted(ahead: Sequence[Token], speech: Speech) -> bool:
    """Whether an infinitive behind some words is what they demand, promise or threaten: "called on workers to march on Saturday"."""
    at = next((i for i in range(len(ahead) - 1, -1, -1) if _governs(ahead[i], speech)), -1)
    if at < 0:
        return False
    governor, between = ahead[at], ahead[at + 1 :]
    apart = (f"{t.norm}{governor.lemma}" for t in between if t.pos in ("ADP", "PART", "ADV"))
    there = {w for t in between for w in (t.norm, t.lemma)}
    cues = speech.of("v" if governor.pos == "VERB" else "n", *apart, governor.lemma)
    return any(c.act in _WISHES and all(there & set(words) for words in c.words) for c in cues)


def _governs(token: Token, speech: Speech) -> bool:
    """Whether a word is a verb, or a noun of saying, that an infinitive behind it may hang on."""
    return token.form != "inf" if token.pos == "VERB" else token.pos == "NOUN" and bool(speech.of("n", token.lemma))


def _tense(token: Token, behind: Sequence[Token], present: Hint, speech: Speech) -> Hint:
    """Where a time beside a verb lies. `present`: what a present tense beside a day says in the language ("reist am Freitag"), but for
    verbs of reporting ("sagt sie am Freitag"), those whose particle stands `behind` them included ("kündigt am Freitag ... an")."""
    if token.tense == "pres" and token.mood in ("", "ind") and present and token.pos == "VERB":
        apart = (f"{t.norm}{token.lemma}" for t in behind[:_REACH] if t.pos in ("ADP", "PART", "ADV"))
        return "" if speech.of("v", token.lemma, *apart) else present
    return "future" if token.tense == "fut" else "past" if token.tense == "past" else ""
