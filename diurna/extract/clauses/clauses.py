"""Clauses: which verb governs which phrases, who its subject and object are, and how clauses hang together.

A sentence's units (phrases.py) become clauses (clause_builder.py); extract/events/slots.py then says, for a verb or a noun, which phrases
stand where.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.clauses.clause_builder import Builder
from diurna.extract.clauses.phrases import Reader
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.clauses.title_topics import without_topic
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.edges import first_words
from diurna.langs.pack import Pack, Packs
from diurna.langs.settings import Settings

_ABOUT = 4
"""Words of an expression that only blurs a figure ("por lo menos", "as many as")."""


def clauses(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.clauses`: one `Syntax` a sentence in order (None where the language has no pack)."""
    by_sentence: dict[int, list[Mention]] = {}
    for m in analysis.mentions:
        by_sentence.setdefault(m.sentence, []).append(m)
    timed: dict[int, set[int]] = {}
    for t in analysis.times:
        timed.setdefault(t.sentence, set()).update(range(t.first, t.last))
    nothing: set[int] = set()
    titles = {i for i, s in enumerate(analysis.sentences) if analysis.segments and analysis.segments[s.segment].kind == "title"}
    out = [read(i, s, by_sentence.get(i, []), packs, timed.get(i, nothing), i in titles) for i, s in enumerate(analysis.sentences)]
    return msgspec.structs.replace(analysis, clauses=tuple(out))


def read(
    index: int, sentence: Sentence, mentions: list[Mention], packs: Packs, timed: Set[int] = frozenset(), title: bool = False
) -> Syntax | None:
    """The clauses of one sentence whose actors are `mentions`; `timed` are the tokens of its time expressions."""
    if sentence.lang is None or sentence.lang not in packs or not sentence.tokens:
        return None
    settings = packs[sentence.lang].settings
    ordered = sorted(mentions, key=lambda m: (m.first - m.last, m.first))
    pack = packs[sentence.lang]
    reader = Reader(sentence.tokens, ordered, settings, timed, lambda lemma: _takes(pack, lemma))
    units = [u for u in reader.units() if not _within(u, timed)]
    units = _about(units, sentence.tokens, settings)
    if title:
        units = without_topic(units, sentence.tokens)
    if not settings.case and not settings.bare_complements:
        units = _unstressed(units, sentence.tokens)
        units = _timed_asides(units, sentence.tokens, settings, timed)
    if settings.bare_complements:
        units = _resulting(units, sentence.tokens, settings)
    for unit in units:
        if isinstance(unit, Phrase) and unit.head in timed and unit.mention is None:
            unit.time = True
        elif isinstance(unit, Verb) and unit.form == "inf" and not settings.case:
            unit.negated = unit.negated or _without(sentence.tokens, unit.first, settings)
    for at, unit in enumerate(units):
        if isinstance(unit, Phrase) and unit.owner is not None and _nobody_owns(units, at, unit, unit.owner, sentence, settings):
            unit.owner = None
    return Syntax(index, Builder(units, settings, packs[sentence.lang].speech, sentence).clauses(), units)


def _nobody_owns(units: list[Unit], at: int, unit: Phrase, owner: Phrase, sentence: Sentence, settings: Settings) -> bool:
    """Whether a phrase only looks like the genitive of the one before it: "in 2023 the EU ...", "в 1978 году Садат": a date owns nobody;
    "gestern hat sich Scholz ...": nor does a reflexive."""
    if _object_pronoun(units, at, sentence, settings) or sentence.tokens[owner.head].norm in settings.reflexives:
        return True
    when = owner.time or _in_time(owner, sentence, settings)
    return when and (unit.mention is not None or _nobodys(unit, sentence, settings))


def _object_pronoun(units: list[Unit], at: int, sentence: Sentence, settings: Settings) -> bool:
    """Whether a Slavic pronoun that may own the noun before it is the object of the verb behind it: "из здания | его задержали"."""
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    alone = isinstance(unit, Phrase) and not unit.prep and unit.last - unit.first == 1
    pronoun = alone and sentence.tokens[unit.first].norm in settings.possessives
    return bool(settings.by_case) and pronoun and isinstance(after, Verb) and after.form == "fin"


def _timed_asides(units: list[Unit], tokens: Sequence[Token], s: Settings, timed: Set[int]) -> list[Unit]:
    """Units without the commas around when something was done, right behind its verb or noun: "a expulsé, une semaine plus tard, un
    attaché", "l'exécution, mardi, de six hommes".
    """
    drop: set[int] = set()
    for i in range(1, len(units) - 1):
        opener = units[i]
        noun = before if isinstance(before := units[i - 1], Phrase) else None
        if not isinstance(opener, Marker) or opener.kind != "comma" or not (noun or isinstance(before, Verb)):
            continue
        end = i + 1
        while end < len(units) and _when(units[end], tokens, s, timed):
            end += 1
        closer = units[end] if end < len(units) else None
        after = units[end + 1] if end + 1 < len(units) else None
        if noun is not None and not (isinstance(after, Phrase) and after.prep in s.of and after.owner is None):
            continue
        if any(isinstance(u, Phrase) for u in units[i + 1 : end]) and isinstance(closer, Marker) and closer.kind == "comma":
            drop |= {i, end}
            for when in units[i + 1 : end]:
                if isinstance(when, Phrase):
                    when.time = True
            if isinstance(after, Phrase):
                after.after_comma, after.owner = False, noun if noun is not None else after.owner
    return [u for i, u in enumerate(units) if i not in drop]


def _when(unit: Unit, tokens: Sequence[Token], s: Settings, timed: Set[int]) -> bool:
    if isinstance(unit, Marker):
        return unit.kind == "adv"
    return isinstance(unit, Phrase) and unit.mention is None and (unit.head in timed or tokens[unit.head].norm in s.time_words)


def _without(tokens: Sequence[Token], first: int, s: Settings) -> bool:
    """Whether an infinitive stands behind a preposition that negates: "sans accuser personne"."""
    before = tokens[first - 1] if first else None
    return before is not None and before.pos == "ADP" and before.norm in s.negators


def _unstressed(units: list[Unit], tokens: Sequence[Token]) -> list[Unit]:
    """Units without the stressed pronoun between commas that only takes up a Romance subject: "le maire a, lui, appelé au calme"."""
    drop: set[int] = set()
    for i in range(2, len(units) - 1):
        before, unit, after = units[i - 1 : i + 2]
        alone = isinstance(unit, Phrase) and unit.last - unit.first == 1 and not unit.prep and tokens[unit.first].pos == "PRON"
        if alone and all(isinstance(m, Marker) and m.kind == "comma" for m in (before, after)) and not isinstance(units[i - 2], Marker):
            drop |= {i - 1, i, i + 1}
    return [u for i, u in enumerate(units) if i not in drop]


def _nobodys(phrase: Phrase, sentence: Sentence, s: Settings) -> bool:
    """Whether a Slavic name or number of people belongs to no date before it: "в среду десятки водителей"; nor the plural that may be the
    subject of the verb behind it: "у ніч на середу дрони влучили".
    """
    tokens = sentence.tokens
    after = tokens[phrase.last] if phrase.last < len(tokens) else None
    acts = after is not None and after.pos == "VERB" and after.form == "fin" and after.number == "p" and "n" in phrase.cases
    return bool(s.by_case) and (phrase.amount or acts or tokens[phrase.head].pos == "PROPN")


def _in_time(phrase: Phrase, sentence: Sentence, s: Settings) -> bool:
    """Whether a Slavic noun of time in the instrumental only says when: "вечером активистов отпустили"."""
    return bool(s.by_case) and not phrase.prep and phrase.cases == s.by_case and sentence.tokens[phrase.head].lemma in s.time_words


def _resulting(units: list[Unit], tokens: Sequence[Token], s: Settings) -> list[Unit]:
    """Units in which a word for a state right behind a verb is no object: "shot dead a guard", "set free" (class "states")."""
    out: list[Unit] = []
    for i, unit in enumerate(units):
        before = units[i - 1] if i else None
        alone = isinstance(unit, Phrase) and unit.last - unit.first == 1 and not unit.prep and unit.mention is None
        governing = units[i - 2] if i > 1 and isinstance(before, Phrase) and not before.prep else before  # "held Oslo responsible"
        left = isinstance(governing, Verb) and governing.lemma not in s.copula
        if alone and tokens[unit.first].norm in s.classes.get("states", ()) and left:
            out.append(Marker(unit.first, "adv", tokens[unit.first].norm))
            continue
        if isinstance(unit, Phrase) and isinstance(before, Verb) and before.last == unit.first and _left(unit, before, tokens, s):
            out.append(Marker(unit.first, "adv", tokens[unit.first].norm))
            unit.first += 1
        out.append(unit)
    return out


def _left(phrase: Phrase, before: Verb, tokens: Sequence[Token], s: Settings) -> bool:
    """Whether an object begins with what a verb leaves people as: "shot dead 26 people" (classes "states", "leaving")."""
    if before.lemma not in s.classes.get("leaving", ()) or tokens[phrase.first].norm not in s.classes.get("states", ()):
        return False
    after = phrase.first + 1
    return after < phrase.last and (tokens[after].pos in ("NUM", "DET") or tokens[phrase.head].lemma in s.classes.get("people", ()))


def _takes(pack: Pack, lemma: str) -> bool:
    """Whether a verb may have a complement clause: verbs of saying and wanting, and those whose frames take an act as their content."""
    wanting = lemma in pack.settings.wanting or lemma in pack.settings.necessary
    return (
        wanting
        or any("that" in c.content for c in pack.speech.of("v", lemma))
        or any(f.op and "that" in (f.inner or pack.settings.inner) for f in pack.frames.of("v", lemma))
    )


def _within(unit: Unit, timed: Set[int]) -> bool:
    """Whether a verb is but a part of a time expression: "hace diez semanas", "il y a deux ans", "due anni fa"."""
    return isinstance(unit, Verb) and all(i in timed for i in range(unit.first, unit.last))


def _about(units: list[Unit], tokens: Sequence[Token], s: Settings) -> list[Unit]:
    """Phrases whose preposition only blurs their figure stand as if they had none, or the one before it: "más de 30.000 israelíes",
    "con cerca de 200 soldados", "al menos tres hombres".
    """
    covered, blurs, blurred = set[int](), set[int](), set[int]()
    figures = {i for i, t in enumerate(tokens) if t.pos == "NUM"}
    openers = first_words(s.about)
    for at, unit in enumerate(units):
        if not isinstance(unit, Phrase) or not unit.prep or unit.time:
            continue
        behind = units[at + 1] if at + 1 < len(units) and tokens[unit.first].norm in openers else None
        if isinstance(behind, Phrase) and " ".join(t.norm for t in tokens[unit.first : unit.last]) in s.about and not behind.prep:
            blurs.add(id(unit))  # "at least a dozen men"
            behind.owner, behind.group = (None, [behind]) if behind.owner is unit else (behind.owner, behind.group)
            continue
        figure = min(figures.intersection(range(unit.first, unit.head + 1)), default=-1)  # "al menos dos fueron" too
        if figure < 0:
            continue
        sizes = [n for n in range(1, _ABOUT + 1) if figure >= n and " ".join(t.norm for t in tokens[figure - n : figure]) in s.about]
        if not sizes:
            continue
        start = figure - sizes[-1]
        before = tokens[start - 1] if start else None
        if before is not None and before.pos == "ADP":
            unit.prep, start = s.contractions.get(before.norm, before.norm), start - 1
        else:
            unit.prep, unit.owner = "", None
        covered.update(range(start, unit.first))
        unit.first = min(start, unit.first)
        blurred.add(id(unit))
    kept = (u for u in units if id(u) not in blurs)  # "killed more than 200 villagers": "more" is no object
    return [
        u for u in kept if u.first not in covered or id(u) in blurred or isinstance(u, Verb) or (isinstance(u, Marker) and u.kind != "adv")
    ]
