"""Events: from the readings of each sentence to records with roles, time, place, status and derivation."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diurna.analysis import Analysis, Mention, TimeMention, document_id
from diurna.extract.actors.knowledge import members
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.events import repeated
from diurna.extract.events import status as statuses
from diurna.extract.events.attach import places_of, quantities_of
from diurna.extract.events.blows import joined
from diurna.extract.events.dating import ABOUT, times_of
from diurna.extract.events.modality import bare_demands, implied, invited, planned
from diurna.extract.events.predicates import Scene, scene
from diurna.extract.events.readings import Interpreter, Reading
from diurna.extract.events.standing import repeats, stands
from diurna.extract.events.unsaid import completed
from diurna.ids import content_id
from diurna.langs.pack import Packs
from diurna.model import Assertion, Event, Evidence, Object, Party, Place, Quantity, Time, Type
from diurna.ontology.load import Choice, Meaning, Ontology
from diurna.ontology.load import load as load_ontology


def events(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.events` in text order."""
    ontology = load_ontology()
    found: list[Event] = []
    layers = Layers.of(analysis)
    for syntax in analysis.clauses:
        if isinstance(syntax, Syntax):
            found.extend(of_sentence(analysis, syntax, packs, ontology, layers))
    unique = {e.id: e for e in sorted(found, key=lambda e: (e.trigger.start, e.trigger.end))}
    return msgspec.structs.replace(analysis, events=tuple(unique.values()))


class Layers(msgspec.Struct, frozen=True):
    """Times, mentions and figures of an article by sentence."""

    times: dict[int, list[TimeMention]]
    mentions: dict[int, list[Mention]]
    quantities: dict[int, list[Quantity]]

    @classmethod
    def of(cls, analysis: Analysis) -> Layers:
        found = cls({}, {}, {})
        for time in analysis.times:
            found.times.setdefault(time.sentence, []).append(time)
        for mention in analysis.mentions:
            found.mentions.setdefault(mention.sentence, []).append(mention)
        for sentence, quantity in analysis.quantities:
            found.quantities.setdefault(sentence, []).append(quantity)
        return found


def of_sentence(analysis: Analysis, syntax: Syntax, packs: Packs, ontology: Ontology, layers: Layers) -> list[Event]:
    """The events of one sentence."""
    stage, readings, assertions = read_sentence(analysis, syntax, packs, ontology, mentions=layers.mentions)
    if not readings:
        return []
    index = syntax.sentence
    speech = packs[stage.sentence.lang or ""].speech

    def reports(lemma: str) -> bool:
        return bool(speech.of("v", lemma))

    times = times_of(stage, readings, layers.times.get(index, []), reports)
    published = analysis.published.start if analysis.published else None
    readings, times = _coming(stage, ontology, readings, times, published)
    places = places_of(stage, readings, layers.mentions.get(index, []), reports)
    figures = quantities_of(stage, readings, layers.quantities.get(index, []))
    return [
        _event(analysis, stage, ontology, r, times.get(id(r)), places.get(id(r), []), figures.get(id(r), []), assertions) for r in readings
    ]


def _coming(
    stage: Scene, ontology: Ontology, readings: list[Reading], times: dict[int, TimeMention], published: str | None
) -> tuple[list[Reading], dict[int, TimeMention]]:
    """Readings whose verb tells in the present tense what is to come: "reist am Freitag nach Ankara"."""
    out: list[Reading] = []
    dated = dict(times)
    for reading in readings:
        time = times.get(id(reading))
        later = time is not None and _later(time.time, published) and not statuses.of_reading(stage, reading)
        told = invited(stage, planned(stage, ontology, reading)) if later else reading
        if time is not None:
            dated[id(told)] = time
        out.append(told)
    return out, dated


def read_sentence(
    analysis: Analysis,
    syntax: Syntax,
    packs: Packs,
    ontology: Ontology,
    choice: Choice = "manual",
    mentions: Mapping[int, list[Mention]] | None = None,
) -> tuple[Scene, list[Reading], dict[int, Assertion]]:
    """The scene of a sentence, its readings that stand on their own and have at least one party, and by token who asserts them."""
    sentence = analysis.sentences[syntax.sentence]
    assert sentence.lang is not None
    pack = packs[sentence.lang]
    stage = scene(sentence, syntax, pack.settings, pack.frames, analysis.entities)
    interpreter = Interpreter(stage, ontology, choice)
    found = [r for r in (interpreter.read(stage.anchors[t]) for t in sorted(stage.anchors)) if r is not None]
    found += bare_demands(stage, ontology, {r.anchor.token for r in found}, choice)
    found = joined(stage, found)
    used = {t for r in found for t in r.used}
    found = [completed(analysis, mentions, stage, r) for r in found] if mentions else found
    standing = [r for r in found if r.anchor.token not in used and stands(stage, r)]
    standing = [r for r in standing if not repeats(stage, r, standing)]
    standing += _again(analysis, stage, packs, ontology, choice, mentions)
    return stage, [invited(stage, implied(stage, ontology, r, choice)) for r in standing], interpreter.assertions


def _again(
    analysis: Analysis, stage: Scene, packs: Packs, ontology: Ontology, choice: Choice, mentions: Mapping[int, list[Mention]] | None
) -> list[Reading]:
    """What somebody does as the one did of whom the sentence before tells."""
    verbs, index = repeated.anchors(stage), stage.syntax.sentence
    earlier = analysis.clauses[index - 1] if verbs and mentions and index else None
    if not isinstance(earlier, Syntax) or analysis.sentences[index - 1].lang != stage.sentence.lang:
        return []
    return repeated.readings(stage, verbs, read_sentence(analysis, earlier, packs, ontology, choice, mentions)[1])


def _event(
    analysis: Analysis,
    stage: Scene,
    ontology: Ontology,
    reading: Reading,
    time: TimeMention | None,
    places: list[Place],
    figures: list[Quantity],
    assertions: dict[int, Assertion],
) -> Event:
    meaning = reading.meaning
    trigger = _trigger(stage, reading)
    actors = _parties(reading.actors)
    recipients = _parties(reading.recipients, actors)
    published = analysis.published.start if analysis.published else None
    when = time.time if time is not None and (published is None or time.time.precision != "unknown") else None
    inner = meaning.object
    told = statuses.of_reading(stage, reading)
    later = when is not None and not told and _later(when, published) and (inner is not None or _done(reading) or meaning.type in ABOUT)
    return Event(
        id=identity(analysis, trigger, meaning.type, actors, recipients),
        type=meaning.type,
        modes=meaning.modes,
        contexts=ontology.contexts(meaning),
        quad=ontology.types[meaning.type].quad,
        cameo=meaning.cameo,
        status=statuses.settle(told, when, published, statuses.anniversary(stage, reading)),
        assertion=assertions.get(reading.anchor.token) or _asserted(stage, reading),
        actors=actors,
        recipients=recipients,
        places=() if later else tuple(places),
        time=None if later else when,
        object=_object(inner, when if later else None, places if later else []),
        quantities=tuple(figures),
        trigger=trigger,
        sentence=Evidence(stage.sentence.start, stage.sentence.end),
        rule=" > ".join([*reading.chain, *_role_words(analysis, reading)]),
        confidence=None,
        claims=(),
    )


def _asserted(stage: Scene, reading: Reading) -> Assertion:
    """What the narrator only reports: a verb in the conditional of hearsay, or an adverb such as "allegedly" in the clause."""
    s, verb = stage.settings, reading.anchor.verb
    if verb is not None and verb.hearsay:
        return "attributed"
    if s.hearsay and verb is not None and verb.mood == "cond" and verb.perfect:
        return "attributed"
    at = reading.anchor.token
    first = max(0, at - 5)
    said = [i for i, t in enumerate(stage.tokens[first : at + 4], first) if t.norm in s.allegedly]
    beside = (at - 1, at + 1)  # "una presunta spia" makes no doubt of her arrest
    return "attributed" if any(stage.tokens[i].pos != "ADJ" or i in beside for i in said) else "narrator"


def _object(inner: Meaning | None, time: Time | None, places: list[Place]) -> Object | None:
    return None if inner is None else Object(inner.type, inner.modes, time, tuple(places))


def _done(reading: Reading) -> bool:
    """Whether an act is told as done: what lies ahead dates what it is about ("called a march for Monday")."""
    verb = reading.anchor.verb
    return verb is not None and reading.anchor.pos == "v" and verb.tense == "past" and not reading.settled


def _later(time: Time, published: str | None) -> bool:
    """Whether a time lies after publication, so that it dates what is agreed and not the agreeing."""
    first = time.start or time.end  # "by the end of July"
    return published is not None and first is not None and first[:10] > published[:10]


def _trigger(stage: Scene, reading: Reading) -> Evidence:
    """The words that fired: the verb group or noun with the frame's further words, as one stretch when they stand together."""
    tokens = stage.tokens
    anchor = reading.anchor
    first, last = anchor.token, anchor.token + 1
    if anchor.verb is not None and anchor.pos == "v":
        first, last = min(anchor.verb.first, first), max(anchor.verb.last, last)
        if last - first > 8:
            first, last = anchor.token, anchor.token + 1
    for word in sorted(reading.words):
        if last <= word < last + 4:
            last = word + 1
        elif first - 4 <= word < first:
            first = word
    return Evidence(tokens[first].start, tokens[last - 1].end)


def _parties(mentions: list[Mention], others: tuple[Party, ...] = ()) -> tuple[Party, ...]:
    """Parties of a role; a pair ("both sides") stands for its members, without the one that is among `others`, the acting side: "Tokyo
    called on the two countries" is no call on itself."""
    acting = {p.entity for p in others}
    out: list[Party] = []
    for m in mentions:
        ids = members(m.entity) if m.entity is not None else (None,)
        out.extend(Party(i, m.start, m.end) for i in ids if len(ids) == 1 or i not in acting)
    return tuple(dict.fromkeys(out))


def identity(analysis: Analysis, trigger: Evidence, kind: Type, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> str:
    """The id of an event: its document, trigger, type and roles."""
    roles = [f"a{p.start}-{p.end}:{p.entity}" for p in actors] + [f"r{p.start}-{p.end}:{p.entity}" for p in recipients]
    return content_id("event", document_id(analysis.input), f"{trigger.start}-{trigger.end}", kind, *roles)


def _role_words(analysis: Analysis, reading: Reading) -> list[str]:
    text = analysis.input.text
    out = [f"actor={text[m.start : m.end]}" for m in reading.actors]
    return out + [f"recipient={text[m.start : m.end]}" for m in reading.recipients]
