"""Reported: parties of German clauses that only who reports them tells: "man", whom a threat addresses, who blames."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis, Mention
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.clauses.units import Verb
from diurna.extract.events import slots as slotting
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading


def themselves(analysis: Analysis, scene: Scene, reading: Reading, verb: Verb) -> Reading:
    """A German reading whose subject is "wir" or, in reported speech, "man", with whoever says so (class "self"): "man habe sich
    zurückgezogen, räumte der General ein"."""
    subject = next(iter(scene.slots(reading.anchor).get("subj", [])), None)
    norm = scene.tokens[subject.head].norm if subject is not None else ""
    if (
        subject is None
        or norm not in scene.settings.classes.get("self", ())
        or (norm in scene.settings.classes.get("one", ()) and verb.mood != "sub")
    ):
        return reading
    if any(m.entity is not None for m in reading.actors) and not reading.meaning.both:
        return reading
    token = scene.tokens[subject.head]
    here = {"first": subject.head, "last": subject.head + 1, "head": subject.head, "start": token.start, "end": token.end}
    said = [msgspec.structs.replace(m, sentence=scene.syntax.sentence, **here) for m in _sayers(analysis, scene, reading)]
    if not said:
        return reading
    others = [m for m in reading.actors if m.entity is not None and m.entity not in {x.entity for x in said}]
    return msgspec.structs.replace(reading, actors=[*said, *others])


def blaming(analysis: Analysis, scene: Scene, reading: Reading) -> Reading:
    """A German reading in which somebody is only said to be to blame, with whoever says so; nobody's accusation where none is reported:
    "schuld sei allein Dhaka, sagte der Minister"."""
    if reading.meaning.act not in ("blame", "allege") or "none" not in reading.frame.actor or reading.anchor.verb is None:
        return reading
    sayers = _sayers(analysis, scene, reading)
    said = [m for m in sayers if m.entity not in {r.entity for r in reading.recipients}]
    told = reading.anchor.verb.mood == "sub" or reading.anchor.clause.kind == "that"
    return msgspec.structs.replace(reading, actors=said, recipients=reading.recipients if said and told else [])


def addressed(scene: Scene, reading: Reading) -> Reading:
    """A German threat, demand or judgement without recipient, with whose doing it is about: "sollte Bolivien nicht einlenken, werde man
    die Grenze schließen, drohte Petro", "beharrt darauf, dass Kiew nachgibt", "dass Minsk Raketen aufstellt, nennt Riga dreist"."""
    if reading.meaning.type not in ("THREATEN", "REQUEST", "ACCUSE") or reading.recipients or not reading.actors:
        return reading
    kind, sides = "if" if reading.meaning.type == "THREATEN" else "that", {m.entity for m in reading.actors}
    for clause in scene.syntax.clauses:
        own = kind == "if" or clause.parent is reading.anchor.clause
        anchor = scene.anchors.get(clause.verb.head) if clause.kind == kind and own and clause.verb is not None else None
        subject = scene.slots(anchor).get("subj", []) if anchor is not None else []
        told = [m for p in subject[:1] for m in of_phrase(scene, p) if m.entity is not None and m.entity not in sides]
        if told and scene.kind(told[0]) != "place":
            return msgspec.structs.replace(reading, recipients=told)
    return reading


def _sayers(analysis: Analysis, scene: Scene, reading: Reading) -> list[Mention]:
    """Who reports what a German clause says: the subject of the reporting clause behind it, of the nearest one before it that is not in
    reported speech itself, or of the last one in the sentence before."""
    clauses = scene.syntax.clauses
    at = next((i for i, c in enumerate(clauses) if c is reading.anchor.clause), 0)
    behind = [c for c in clauses[at + 1 :] if c.inverted or (c.kind == "main" and c.units[:1] == [c.verb])]
    near = behind + list(reversed(clauses[:at]))
    for clause in near:
        if clause.verb is not None and clause.verb.mood != "sub" and not clause.verb.passive:
            subject = slotting.of_verb(clause, scene.tokens, scene.settings).get("subj")
            if found := of_phrase(scene, subject[0]) if subject else []:
                return [m for m in found if m.entity is not None]
    return _said_before(analysis, scene) if reading.anchor.verb is not None and reading.anchor.verb.mood == "sub" else []


def _said_before(analysis: Analysis, scene: Scene) -> list[Mention]:
    """The subject of the last verb in the indicative of the sentence before, whose report runs on."""
    here = scene.syntax.sentence
    syntax = analysis.clauses[here - 1] if here else None
    if not isinstance(syntax, Syntax) or analysis.sentences[here - 1].lang != scene.sentence.lang:
        return []
    for clause in reversed(syntax.clauses):
        if clause.verb is not None and clause.verb.mood != "sub" and clause.kind == "main":
            subject = slotting.of_verb(clause, analysis.sentences[here - 1].tokens, scene.settings).get("subj")
            mention = subject[0].mention if subject else None
            return [mention] if mention is not None and mention.entity is not None else []
    return []
