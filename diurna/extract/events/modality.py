"""What tense and modal verbs make of a reading: "will visit", "would not release", "X said that Y must withdraw"."""

from __future__ import annotations

from collections.abc import Set

import msgspec

from diurna.analysis import Mention
from diurna.extract.clauses import verb_second
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Verb
from diurna.extract.events import roles
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading
from diurna.langs.frames import Frame
from diurna.ontology.load import Choice, Ontology

DEPTH = 3

YIELDING = frozenset({"accept-demand", "drop-demand", "allow"})
"""Acts of giving way, which somebody who does not do them refuses."""


def implied(scene: Scene, ontology: Ontology, reading: Reading, choice: Choice) -> Reading:
    """A future or wished-for act is what the ontology says it is, a refused one a refusal, an act that one party says another must do a
    demand.
    """
    verb = reading.anchor.verb
    if reading.anchor.pos == "n" and _coming(scene, reading):
        composed = ontology.compose("plan", reading.meaning, choice)
        return reading if composed is None else msgspec.structs.replace(reading, meaning=composed, settled=True)
    if verb is None or reading.anchor.pos == "n":
        return reading
    reporting = _reporting(scene, reading.anchor.clause)
    plain = choice == "plv"
    future = (
        verb.future
        or _on_the_way(scene, reading)
        or ((reporting is not None or plain) and _would(scene, verb))
        or (reporting is None and _scheduled(scene, reading))
    )
    if verb.necessary and reporting is not None and not verb.perfect:
        return _demanded(scene, ontology, reading, reporting, choice)
    operator = "future" if future else "plan" if verb.wanting else ""
    if verb.negated and (operator or plain or _stands_firm(scene, reading)):
        operator = "refuse-to"
    if not operator:
        return reading
    composed = ontology.compose(operator, reading.meaning, choice)
    return reading if composed is None else msgspec.structs.replace(reading, meaning=composed, settled=True)


def _stands_firm(scene: Scene, reading: Reading) -> bool:
    """Whether a negated verb says that somebody does not give way, which is a refusal: "il governo non cede", "Москва не
    позволила"; what has not been done yet is none (class "not_yet")."""
    units, waiting = reading.anchor.clause.units, scene.settings.classes.get("not_yet", ())
    inside = scene.tokens[units[0].first : units[-1].first + 1]
    return reading.meaning.act in YIELDING and not any(t.norm in waiting for t in inside)


def invited(scene: Scene, reading: Reading) -> Reading:
    """A meeting that is only agreed or planned, as its subject's plan with the other side: "Moon will meet Kim", "Putin empfängt morgen
    Lukaschenko". Where the subject names all who meet, they stay actors."""
    meaning, parties = reading.meaning, [*reading.actors, *reading.recipients]
    met = meaning.type == "AGREE" and meaning.object is not None and meaning.object.type == "CONSULT"
    if not met or reading.anchor.pos != "v" or len(parties) < 2:
        return reading
    phrases = [member for p in scene.slots(reading.anchor).get("subj", [])[:1] for member in (p.group or [p])]
    own = [m for m in parties if any(p.first <= m.head < p.last for p in phrases)]
    others = [m for m in parties if m not in own]
    if not own or not others:
        return reading
    return msgspec.structs.replace(reading, actors=own, recipients=others)


def _coming(scene: Scene, reading: Reading) -> bool:
    """Whether an adjective before a noun says that what it names lies ahead: "den geplanten Besuch" (class "coming")."""
    words, phrase = scene.settings.classes.get("coming", ()), reading.anchor.phrase
    before = scene.tokens[phrase.first : reading.anchor.token] if phrase is not None and words else ()
    return any(t.norm in words for t in before)


def _on_the_way(scene: Scene, reading: Reading) -> bool:
    """Whether an infinitive is what somebody will do something for: "viajará a México para firmar un acuerdo"."""
    verb, upper = reading.anchor.verb, reading.anchor.clause.parent
    aim = verb is not None and verb.form == "inf" and verb.marker in scene.settings.purpose and not scene.settings.case
    return aim and upper is not None and upper.verb is not None and upper.verb.future


def planned(scene: Scene, ontology: Ontology, reading: Reading) -> Reading:
    """An act that its verb tells in the present tense and that lies ahead is a future one."""
    verb = reading.anchor.verb
    if verb is None or reading.anchor.pos != "v" or reading.settled or reading.meaning.object is not None:
        return reading
    if verb.tense != "pres" or verb.form != "fin" or verb.perfect or verb.possible or verb.necessary or verb.negated or verb.mood == "cond":
        return reading
    composed = ontology.compose("future", reading.meaning)
    return reading if composed is None else msgspec.structs.replace(reading, meaning=composed, settled=True)


def bare_demands(scene: Scene, ontology: Ontology, read: Set[int], choice: Choice) -> list[Reading]:
    """Demands whose act no frame knows: "Berlin said Minsk must ensure order". `read`: the tokens of anchors with a reading."""
    out: list[Reading] = []
    for anchor in scene.anchors.values():
        verb = anchor.verb
        if verb is None or anchor.pos != "v" or not verb.necessary or verb.perfect or anchor.token in read:
            continue
        reporting = _reporting(scene, anchor.clause)
        if reporting is None or reporting.verb is None:
            continue
        speakers = _subjects(scene, reporting.verb.head)
        told = [m for m in _subjects(scene, anchor.token) if m.entity is not None and m.entity not in {s.entity for s in speakers}]
        if told and any(s.entity is not None for s in speakers):
            frame = Frame("demand by a modal verb", verb.lemma, "v", None, "demand")
            out.append(Reading(anchor, frame, ontology.meaning("demand", choice), speakers, told, [frame.rule], (), set(), settled=True))
    return out


def _subjects(scene: Scene, token: int) -> list[Mention]:
    anchor = scene.anchors.get(token)
    if anchor is None:
        return []
    return [m for p in scene.slots(anchor).get("subj", [])[:1] for m in roles.of_phrase(scene, p)]


def _reporting(scene: Scene, clause: Clause) -> Clause | None:
    """The clause of the speech verb whose content a clause is."""
    if clause.marker is not None and scene.settings.reported_ending and clause.marker.norm in scene.settings.conditionals:
        return None  # "auf die Frage, ob die Nato abziehen solle"
    if scene.settings.reported_ending and clause.kind == "main":
        upper = verb_second.governor(scene.syntax.clauses, clause)
        return upper if upper is not None and upper.verb is not None and upper.verb.lemma in scene.settings.classes.get("say", ()) else None
    if clause.kind != "that" and not (clause.base is not None and clause.base.kind == "that"):
        return None
    upper = clause.parent
    if upper is None or upper.verb is None:
        return None
    return upper if upper.verb.lemma in scene.settings.classes.get("say", ()) else None


def _scheduled(scene: Scene, reading: Reading) -> bool:
    """Whether a modal tells of a meeting on the calendar: "doit rencontrer X lundi", "dovrebbe incontrare X"."""
    verb = reading.anchor.verb
    if verb is None or verb.perfect or verb.hearsay or verb.negated or reading.meaning.type != "CONSULT" or not reading.actors:
        return False
    return any(t.lemma in scene.settings.scheduling for t in scene.tokens[verb.first : max(verb.last, verb.head)])


def _would(scene: Scene, verb: Verb) -> bool:
    """A future told from the past: "said it would release"."""
    words = scene.settings.future_in_past
    return bool(words) and any(scene.tokens[i].norm in words for i in range(verb.first, verb.head))


def _demanded(scene: Scene, ontology: Ontology, reading: Reading, reporting: Clause, choice: Choice) -> Reading:
    """ "Berlin said Minsk must free the prisoners": Berlin demands it of Minsk; nothing where the speaker speaks of itself."""
    assert reporting.verb is not None
    speakers = _subjects(scene, reporting.verb.head)
    told = [m for m in reading.actors if not any(m is s or (m.entity is not None and m.entity == s.entity) for s in speakers)]
    forbidden = reading.anchor.verb is not None and reading.anchor.verb.negated
    inner = ontology.compose("stop", reading.meaning, choice) if forbidden else reading.meaning
    composed = ontology.compose("demand", inner, choice)
    if not told and reading.anchor.verb is not None and reading.anchor.verb.passive:
        told = reading.recipients
    if not speakers or not told or composed is None:
        return reading
    return msgspec.structs.replace(reading, meaning=composed, actors=speakers, recipients=told, settled=True)
