"""Disputed: sentences in which the text itself says that something is contested, and how much of a sentence a point takes."""

from __future__ import annotations

from functools import lru_cache

from diurna.analysis import Analysis, Sentence, Token
from diurna.extract.positions.replies import takes_up
from diurna.extract.positions.stands import Told, points_back
from diurna.model import Claim, Contested

BESIDE = 40
"""How many code points a speaker may stand from its cue to be shown with it, and a content that only points back may have."""

SHOWN = 20
"""How many code points a point may be longer with its speaker than twice what it is without."""
STOPS = ":;–—"
LONGEST = 80
"""How many code points of a sentence a point takes at most, where less of it will do."""
NEAR, FAR = 3, 9
"""How many tokens after one word of a pattern the next may stand, plainly and behind ".."."""


def disputed(analysis: Analysis, told: Told) -> list[Contested]:
    """A point for each part of a sentence that fits one of its pack's `[contested]` patterns."""
    out: list[Contested] = []
    read = {lang: _read(told.packs[lang].speech.contested) for lang in told.languages}
    for sentence in analysis.sentences:
        if sentence.lang not in read or not sentence.tokens:
            continue
        first, patterns = read[sentence.lang]
        here = first.intersection([t.norm for t in sentence.tokens]) | first.intersection([t.lemma for t in sentence.tokens])
        if not here:
            continue
        fitting = (_pattern(sentence, p) for p in patterns if not here.isdisjoint(p[0]))
        for start, end in sorted({_part(sentence, at) for at in fitting if at >= 0}):
            inside = tuple(e.id for e in analysis.events if start <= e.trigger.start < end)
            claims = tuple(c.id for c in analysis.claims if c.content and start <= c.content[0].start < end)
            out.append(Contested(inside, claims, False, start, end))
    return out


def stretch(told: Told, claim: Claim) -> tuple[int, int]:
    """Where a claim is told, in the sentence of its cue: its cue, its speakers where they stand by it, and what it says unless that is only
    taken up from before or comes after a stop ("denied this: ...").
    """
    sentence = told.of(claim)
    cues = claim.cue or claim.content[:1]
    start, end = cues[0].start, cues[-1].end
    spans = [s for s in claim.content if s.start >= start] or [s for s in claim.content if not takes_up(told, claim)]
    if points_back(told, claim):
        spans = [s for s in spans[:1] if s.end - s.start <= BESIDE and not set(told.analysis.input.text[end : s.end]) & set(STOPS)]
    start, end = min([start, *(s.start for s in spans)]), max([end, *(s.end for s in spans)])
    size = end - start
    for speaker in claim.speakers:
        if max(end, speaker.end) - min(start, speaker.start) > 2 * size + SHOWN:
            continue
        if (0 < start - speaker.end <= BESIDE and not _said_else(told, claim, speaker.end, start)) or 0 < speaker.start - end <= BESIDE:
            start, end = min(start, speaker.start), max(end, speaker.end)
    if sentence is None:
        return start, end
    return max(start, sentence.start), min(end, sentence.end)


def _said_else(told: Told, claim: Claim, start: int, end: int) -> bool:
    """Whether another claim is told in a stretch of the text: "the spokesman called it a lie and denied that anybody had died"."""
    return any(start <= cue.start < end for other in told.near(claim, 0) if other is not claim for cue in other.cue)


def _part(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons or colons in which a token stands; of a long one what stands between dashes, or what
    begins with the token."""
    tokens = sentence.tokens
    for stops in (";:", ";:–—"):
        first = max((i + 1 for i in range(at) if tokens[i].text in stops), default=0)
        last = next((i for i in range(at, len(tokens)) if tokens[i].text in stops), len(tokens))
        if tokens[last - 1].end - tokens[first].start <= LONGEST:
            return tokens[first].start, tokens[last - 1].end
    return tokens[at].start, tokens[last - 1].end


_Pattern = tuple[frozenset[str], ...]
"""The alternatives for each word of a pattern; none for "..", behind which the next word may stand farther."""


@lru_cache(maxsize=32)
def _read(contested: tuple[tuple[str, ...], ...]) -> tuple[frozenset[str], tuple[_Pattern, ...]]:
    """The words that a pattern may begin with, and the patterns."""
    patterns = tuple(tuple(frozenset(() if w == ".." else w.split("|")) for w in p) for p in contested)
    return frozenset(w for p in patterns for w in p[0]), patterns


def _pattern(sentence: Sentence, words: _Pattern) -> int:
    """The token where the words of a pattern begin, in order, each at most three tokens after the one before, behind ".." at most `FAR`; -1
    where they do not stand.
    """
    tokens = sentence.tokens
    for i, tok in enumerate(tokens):
        if not _fits(tok.norm, tok.lemma, words[0]) or (len(words) == 1 and _attribute(tokens, i)):
            continue
        at, reach = i, NEAR
        for word in words[1:]:
            if not word:
                reach = FAR
                continue
            at = next((j for j in range(at + 1, min(len(tokens), at + 1 + reach)) if _fits(tokens[j].norm, tokens[j].lemma, word)), -1)
            reach = NEAR
            if at < 0:
                break
        if at >= 0:
            return i
    return -1


def _attribute(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an adjective stands right beside a noun: "the disputed islands", "il territorio conteso" dispute nothing that is told."""
    if tokens[at].pos not in ("ADJ", "VERB") or tokens[at].form == "fin":
        return False
    return any(0 <= i < len(tokens) and tokens[i].pos in ("NOUN", "PROPN", "ADJ") for i in (at - 1, at + 1))


def _fits(norm: str, lemma: str, word: frozenset[str]) -> bool:
    return norm in word or lemma in word
