"""Relations: what a given actor does to a given recipient in a text, read by the same frames and composition as events."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis, Input, Mention, Sentence, Token
from diurna.extract.actors.actors import actors
from diurna.extract.circumstances.places import places
from diurna.extract.circumstances.timed import timed
from diurna.extract.clauses.clauses import read as read_clauses
from diurna.extract.document.languages import languages
from diurna.extract.document.sentences import sentences
from diurna.extract.document.tokens import tokens
from diurna.extract.events.modality import bare_demands, implied
from diurna.extract.events.predicates import Scene, scene
from diurna.extract.events.readings import Interpreter, Reading
from diurna.langs.pack import Packs
from diurna.langs.settings import Settings
from diurna.model import Entity, Segment, Type
from diurna.ontology.load import Choice
from diurna.ontology.load import load as load_ontology

ACTOR, RECIPIENT = "actor", "recipient"


class Relation(msgspec.Struct, frozen=True):
    """The type of one actor-recipient pair, its mode, and how well the reading covers the pair (0 to 1)."""

    type: Type | None
    mode: str | None
    score: float
    rule: str = ""


class Ranked(msgspec.Struct):
    """A reading with how it fits the pair (`fit`) and its place among all (`weight`: higher first)."""

    fit: float
    weight: float
    reading: Reading


def classify(
    text: str, actor: tuple[int, int], recipient: tuple[int, int], lang: str | None, packs: Packs, ontology: Choice = "manual"
) -> Relation:
    """One type for the pair; `type` is None when no frame of the language speaks."""
    ranked = rank(text, actor, recipient, lang, packs, ontology)
    if not ranked:
        return Relation(None, None, 0.0)
    best = ranked[0]
    meaning = best.reading.meaning
    modes = meaning.modes
    return Relation(meaning.type, modes[0] if modes else None, round(best.fit / 10, 3), " > ".join(best.reading.chain))


def rank(text: str, actor: tuple[int, int], recipient: tuple[int, int], lang: str | None, packs: Packs, ontology: Choice) -> list[Ranked]:
    """The readings of a text by how well they fit the pair, best first."""
    whole = Segment("paragraph", lang, 0, len(text))
    analysis = Analysis(Input("relation", text, lang=lang), segments=(whole,))
    for stage in (languages, sentences, tokens, actors, places) if lang is None else (sentences, tokens, actors, places):
        analysis = stage(analysis, packs)
    out: list[Ranked] = []
    for index, sentence in enumerate(analysis.sentences):
        if sentence.lang is None or sentence.lang not in packs:
            continue
        pack = packs[sentence.lang]
        given = [(ACTOR, actor), (RECIPIENT, recipient)]
        pair = [m for name, span in given if (m := _mention(index, sentence, name, span, pack.settings)) is not None]
        mentions, entities = _with_others(analysis, index, pair)
        syntax = read_clauses(index, sentence, mentions, packs, timed(sentence, pack))
        if syntax is None:
            continue
        stage_ = scene(sentence, syntax, pack.settings, pack.frames, entities)
        out.extend(_ranked(stage_, Interpreter(stage_, load_ontology(), ontology), pair))
    return sorted(out, key=lambda r: (-r.weight, -r.fit))


def _with_others(analysis: Analysis, index: int, pair: list[Mention]) -> tuple[list[Mention], dict[str, Entity]]:
    """The given pair and the other actors of their sentence, with what they are; words that mean one of the pair stand for it."""
    entities = dict(analysis.entities)
    known: dict[str, str] = {}
    for given in pair:
        assert given.entity is not None
        inner = next((m for m in analysis.mentions if m.sentence == index and m.first <= given.head < m.last), None)
        if inner is not None and inner.entity is not None:
            if inner.entity in entities:
                entities[given.entity] = entities[inner.entity]
            known.setdefault(inner.entity, given.entity)
    others: list[Mention] = []
    for m in analysis.mentions:
        if m.sentence != index or any(m.first < g.last and g.first < m.last for g in pair):
            continue
        entity = known.get(m.entity or "", m.entity)
        if m.form == "pronoun" and m.entity is None:
            entity = next((g.entity for g in pair if g.last <= m.first), None)
        others.append(msgspec.structs.replace(m, entity=entity))
    return sorted([*pair, *others], key=lambda m: m.first), entities


def _mention(index: int, sentence: Sentence, name: str, span: tuple[int, int], s: Settings) -> Mention | None:
    inside = [i for i, t in enumerate(sentence.tokens) if t.start >= span[0] and t.end <= span[1]]
    if not inside:
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < span[1] and t.end > span[0]]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    head = _head(sentence.tokens, first, last, s)
    form = "adjective" if last - first == 1 and sentence.tokens[first].pos == "ADJ" else "name"
    return Mention(index, first, last, head, name, form, span[0], span[1])


def _head(words: tuple[Token, ...], first: int, last: int, s: Settings) -> int:
    """The head of a given span: its nucleus before any preposition, the last noun of it in compounding languages."""
    stop = next(
        (i for i in range(first + 1, last) if words[i].pos == "ADP" or words[i].norm in s.contractions or words[i].text == ","), last
    )
    nouns = [i for i in range(first, stop) if words[i].pos in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return stop - 1
    return nouns[-1] if s.compounds else nouns[0]


def _ranked(stage: Scene, interpreter: Interpreter, mentions: list[Mention]) -> list[Ranked]:
    found = [r for r in (interpreter.read(stage.anchors[t]) for t in sorted(stage.anchors)) if r is not None]
    found += bare_demands(stage, interpreter.ontology, {r.anchor.token for r in found}, interpreter.choice)
    used = {t for r in found for t in r.used}
    out: list[Ranked] = []
    for reading in found:
        reading = implied(stage, interpreter.ontology, reading, interpreter.choice)
        fit = _fit(reading) - (3.0 if reading.anchor.token in used else 0.0)
        near = sum(min(abs(reading.anchor.token - m.first), abs(reading.anchor.token - m.last)) for m in mentions)
        out.append(Ranked(fit, _weight(reading, fit, near), reading))
    return out


def _fit(reading: Reading) -> float:
    actors = {m.entity for m in reading.actors}
    recipients = {m.entity for m in reading.recipients}
    if ACTOR in actors and RECIPIENT in recipients | actors:
        fit = 9.0
    elif RECIPIENT in actors and ACTOR in recipients:
        fit = 6.0
    elif ACTOR in actors:
        fit = 6.5
    elif RECIPIENT in recipients:
        fit = 5.5
    elif ACTOR in recipients or RECIPIENT in actors:
        fit = 4.0
    else:
        fit = 2.0
    fit += 0.3 * (reading.anchor.clause.kind == "main")
    return fit + 0.4 * (reading.inner is not None) + 0.2 * len(reading.words) + (0.0 if reading.anchor.pos == "n" else 0.5)


# What a reading weighs: what covers the pair, stands early in its sentence, in a main clause and near the pair is what the sentence says
# of it (fitted on the development relations of English, five-fold; the other languages agree).
FIT, MAIN, INFINITIVE, NOUN, NEAR, LATE, FAR = 0.1, 0.5, -0.4, -0.5, -0.05, -0.06, 30


def _weight(reading: Reading, fit: float, near: int) -> float:
    clause = reading.anchor.clause
    start = min((u.first for u in clause.units), default=0)
    late = (reading.anchor.token + start) / 2  # in verb-final languages the predicate alone says little
    weight = FIT * fit + MAIN * (clause.kind == "main") + INFINITIVE * (clause.kind == "inf") + NOUN * (reading.anchor.pos == "n")
    return weight + NEAR * min(near, FAR) + LATE * min(late, FAR)
