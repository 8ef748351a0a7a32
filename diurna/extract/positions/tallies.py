"""Tallies: figures of two sources set side by side, the second without a noun of its own: "the union counts 90 sacked miners, the firm 20".

Such a pair is disputed whether or not its halves are claims.
"""

from __future__ import annotations

from itertools import pairwise

from diurna.analysis import Sentence, Token
from diurna.extract.positions.stands import Told
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech
from diurna.model import Contested

STOPS = (",", ";", ":", "—", "–", "-")
LONGEST = 60
"""How many code points a point may take; of a longer one only the second figure's stretch is shown."""
LEAST = 3
"""The smallest number in words that counts: "one" and "two" say too much else."""
APART = 6
"""How many stretches between stops the second figure may stand behind the first."""


def tallies(told: Told) -> list[Contested]:
    """A point for each pair of figures in one sentence that two sources give."""
    out: list[Contested] = []
    for sentence in told.analysis.sentences:
        speech = told.speech(sentence)
        found = _pair(told, sentence, speech) if speech is not None and sentence.tokens else None
        if found is not None:
            start, end = found
            claims = tuple(c.id for c in told.analysis.claims if c.content and start <= c.content[0].start < end)
            events = tuple(e.id for e in told.analysis.events if start <= e.trigger.start < end)
            out.append(Contested(events, claims, True, start, end))
    return out


def _pair(told: Told, sentence: Sentence, speech: Speech) -> tuple[int, int] | None:
    """Where the first pair of figures of a sentence stands, from the first one's stretch to the second's."""
    tokens = sentence.tokens
    numbers = _figures(told, sentence, speech)
    if len(numbers) < 2:
        return None
    stretches = _stretches(tokens)
    assert sentence.lang is not None  # it has a speech
    settings = told.packs[sentence.lang].settings
    sourced = [any(_source(tokens, i, speech, settings) for i in range(a, b)) for a, b in stretches]
    counted = [any(tokens[i].lemma in speech.list("counting") for i in range(a, b)) for a, b in stretches]
    sourced = [s or (any(counted[:k]) and _elliptic(tokens, stretches[k], speech)) for k, s in enumerate(sourced)]
    figures = [[i for i in numbers if a <= i < b] for a, b in stretches]
    for first, later in ((x, y) for x in range(len(stretches)) for y in range(x + 1, min(len(stretches), x + 1 + APART))):
        if not figures[first] or not figures[later] or any(figures[first + 1 : later]):
            continue
        bare = any(_bare(tokens, i, speech, settings) for i in figures[later]) or (
            sourced[first] and sourced[later] and any(_bare(tokens, i, speech, settings) for i in figures[first])
        )  # "5000 by the police's count, 8000 people by the union's"
        multiple = sourced[later] and any(tokens[i].norm in speech.list("multiples") for i in figures[later])
        named = _somebody(tokens, stretches[later], speech, settings) or (
            counted[later] and _turned_to(tokens, stretches, first, later, settings)
        )
        if bare and (not sourced[later] or named) and (multiple or _two_sources(sourced, first, later)):
            last = later if sourced[later] or later + 1 == len(stretches) else later + 1
            opening = first if tokens[stretches[last][1] - 1].end - tokens[stretches[first][0]].start <= LONGEST else later
            if opening == later and not sourced[later] and sourced[later - 1] and later - 1 > first:
                opening = later - 1  # "the firm, which had closed the pit, gave twenty"
            return tokens[stretches[opening][0]].start, tokens[stretches[last][1] - 1].end
    return None


def _stretches(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """The token ranges between stops, none empty."""
    bounds = [-1, *(i for i, t in enumerate(tokens) if t.text in STOPS or t.text in ".!?…"), len(tokens)]
    return [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]


def _two_sources(sourced: list[bool], first: int, later: int) -> bool:
    """Whether each of two figures has a source of its own: in its stretch or one beside it that is not the other's."""
    mine = [k for k in (first, first - 1, first + 1) if 0 <= k < later and sourced[k]]
    other = [k for k in (later, later - 1, later + 1) if first < k < len(sourced) and sourced[k]]
    return any(a != b for a in mine for b in other)


def _figures(told: Told, sentence: Sentence, speech: Speech) -> list[int]:
    """The places of a sentence's figures."""
    assert sentence.lang is not None  # it has a speech
    words, numbers = speech.list("thousands") | speech.list("fewer"), told.packs[sentence.lang].quantities.numbers.words
    tokens = enumerate(sentence.tokens)
    possible = [i for i, t in tokens if t.pos == "NUM" or t.norm in words or t.lemma in words or (t.norm,) in numbers]
    return [i for i in possible if _figure(told, sentence, i, speech)]


def _figure(told: Told, sentence: Sentence, i: int, speech: Speech) -> bool:
    """Whether a token is a number, or a word such as "hundreds" and "twice", and no part of a date."""
    assert sentence.lang is not None  # it has a speech
    tokens, thousands = sentence.tokens, speech.list("thousands")
    token = tokens[i]
    worded = told.packs[sentence.lang].quantities.numbers.words.get((token.norm,), 0) >= LEAST
    many = (token.norm in thousands or token.lemma in thousands) and (i == 0 or tokens[i - 1].pos != "NUM")
    if not many and not worded and not (token.pos == "NUM" and token.norm not in told.articles):
        fewer = speech.list("fewer")
        if token.norm not in fewer and token.lemma not in fewer:
            return False
    return not any(a <= token.start < b for a, b in told.timed.items())


def _bare(tokens: tuple[Token, ...], i: int, speech: Speech, settings: Settings) -> bool:
    """Whether a figure has no noun: a stop, a source or a pronoun ("twice that") follows."""
    j = i + 1
    while j < len(tokens) and (tokens[j].pos == "NUM" or {tokens[j].norm, tokens[j].lemma} & speech.list("thousands")):
        j += 1
    if j < len(tokens) and tokens[j].norm in speech.list("back") and tokens[j].pos in ("PRON", "DET", "SCONJ"):
        j += 1
    return j >= len(tokens) or tokens[j].pos in ("PUNCT", "SCONJ") or _source(tokens, j, speech, settings)


def _source(tokens: tuple[Token, ...], i: int, speech: Speech, settings: Settings) -> bool:
    """Whether a source is named at a token: an introducer, or a verb of counting or saying."""
    for introducer in speech.introducers.get(tokens[i].norm, ()):
        stretch = tokens[i : i + len(introducer.words)]
        if len(stretch) == len(introducer.words) and all(
            w in (t.norm, settings.contractions.get(t.norm)) for t, w in zip(stretch, introducer.words, strict=True)
        ):
            return True
    token = tokens[i]
    if token.norm in speech.list("counted_by"):
        return i + 2 < len(tokens) and tokens[i + 1].pos == "DET" and tokens[i + 2].pos in ("NOUN", "PROPN")
    counts = token.lemma in speech.list("counting")
    if token.pos not in ("VERB", "AUX"):
        return counts and i + 1 < len(tokens) and tokens[i + 1].pos == "NUM"  # "Rabat en compte 90", read as a noun
    return counts or any(c.kind == "speech" and not c.words for c in speech.of("v", token.lemma))


def _somebody(tokens: tuple[Token, ...], stretch: tuple[int, int], speech: Speech, settings: Settings) -> bool:
    """Whether a stretch has a noun of its own that may be who counts, or an introducer's: who goes on alone revises his own figure."""
    nouns = [i for i in range(*stretch) if tokens[i].pos in ("NOUN", "PROPN")]
    return any(i == 0 or tokens[i - 1].pos != "ADP" or i == stretch[0] + 1 or _source(tokens, i - 1, speech, settings) for i in nouns)


def _turned_to(tokens: tuple[Token, ...], stretches: list[tuple[int, int]], first: int, later: int, settings: Settings) -> bool:
    """Whether a stretch between two figures begins, behind a semicolon or "while", with who counts the second: "; the mayor, Ann Smith,
    puts it at"."""
    for a, b in stretches[first + 1 : later]:
        nouns = [i for i in range(a, b) if tokens[i].pos in ("NOUN", "PROPN")]
        turned = (a and tokens[a - 1].text == ";") or tokens[a].pos in ("SCONJ", "CCONJ")
        if turned and tokens[a].norm not in settings.relatives and nouns and tokens[nouns[0] - 1].pos != "ADP":
            return True
    return False


def _elliptic(tokens: tuple[Token, ...], stretch: tuple[int, int], speech: Speech) -> bool:
    """Whether a stretch is only who counts and what: "the firm 20", "les syndicats un millier"."""
    words = tokens[stretch[0] : stretch[1]]
    if any(t.pos in ("VERB", "AUX", "CCONJ", "SCONJ") for t in words):
        return False
    if any(t.pos == "ADP" and not (t.norm in speech.list("counted_at") and _before_figure(words, i)) for i, t in enumerate(words)):
        return False
    many = speech.list("fewer") | speech.list("thousands")
    nouns = [i for i, t in enumerate(words) if t.pos in ("NOUN", "PROPN") and not {t.norm, t.lemma} & many]
    figures = [i for i, t in enumerate(words) if t.pos == "NUM" or {t.norm, t.lemma} & speech.list("fewer")]
    return len(nouns) == 1 and bool(figures) and nouns[0] < figures[0]


def _before_figure(words: tuple[Token, ...], i: int) -> bool:
    """Whether a preposition stands before a number, an adverb at most between them: "auf gut vierzig Kisten"."""
    behind = [t for t in words[i + 1 : i + 3] if t.pos != "ADV"]
    return bool(behind) and behind[0].pos == "NUM"
