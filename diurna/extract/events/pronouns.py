"""Pronouns: objects of a clause that are nobody known, and those that cannot mean its own subject."""

from __future__ import annotations

import msgspec

from diurna.analysis import Mention
from diurna.extract.actors.knowledge import members
from diurna.extract.events import slots as slotting
from diurna.extract.events.near import ANSWERED, BODILY, PEOPLE, TO_SOMEBODY, Near
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading

REACH = 5
"""Words around a verb within which "each other" is its object."""


def pointed(scene: Scene, reading: Reading) -> Reading:
    """A German reading whose object is a pronoun that nobody known fits, with the pronoun as its recipient: "wirft ihnen Spionage vor"."""
    if reading.recipients or not reading.actors or reading.meaning.type not in TO_SOMEBODY or "none" in reading.frame.recipient:
        return reading
    slots, tokens, dummies = scene.slots(reading.anchor), scene.tokens, scene.settings.classes.get("dummy", ())
    shown = {p.head: set(scene.settings.determiner_cases.get(tokens[p.head].norm, {}).values()) for n in slots for p in slots[n]}
    objects = [p for name in ("obj", "dat") if name in (reading.frame.recipient or ("obj", "dat")) for p in slots.get(name, [])]
    sure = reading.meaning.type != "ACCUSE" or reading.meaning.act in ANSWERED  # "verurteilte sie": a thing perhaps
    objects = [p for p in objects if sure or shown[p.head] == {"d"}]
    found = (p.mention for p in objects if p.mention is not None and p.mention.form == "pronoun" and tokens[p.head].norm not in dummies)
    pronoun = next(found, None)
    return reading if pronoun is None else msgspec.structs.replace(reading, recipients=[msgspec.structs.replace(pronoun, entity=None)])


def referred(near: Near, reading: Reading) -> Reading:
    """A reading whose object pronoun is nobody yet, with the party of the sentences before that can answer for what is said of it, or with
    the people without a name that it agrees with: "Der Iran schwieg. Israel beschuldigte ihn, ..."."""
    recipients = [near.referent(m) if m.form == "pronoun" and m.entity is None else m for m in reading.recipients]
    return reading if recipients == reading.recipients else msgspec.structs.replace(reading, recipients=recipients)


def disjoint(near: Near, reading: Reading) -> Reading:
    """A German reading without a pronoun for the very party that it stands beside: in "Macron empfing ihn" another man is meant, the
    nearest one of the sentences before, else nobody known."""
    dummies = near.scene.settings.classes.get("dummy", ())  # "lehnte es ab, das Gesetz zu bewerten"
    meant = [m for m in reading.recipients if not (m.form == "pronoun" and near.scene.tokens[m.head].norm in dummies)]
    reading = msgspec.structs.replace(reading, recipients=meant)
    parties = [*reading.actors, *reading.recipients]
    own = [m for m in parties if m.form == "pronoun" and m.entity and any(o.entity == m.entity and o.form != "pronoun" for o in parties)]
    if not own:
        return reading
    changed: dict[int, Mention | None] = {}
    for m in own:
        shown = set(near.scene.settings.determiner_cases.get(near.scene.tokens[m.head].norm, {}))
        number, gender = ("p", "") if shown == {"p"} else ("s", "m" if shown == {"m"} else "f")
        found = next(near.fitting(number, gender, PEOPLE), None)
        span = {"first": m.first, "last": m.last, "head": m.head, "start": m.start, "end": m.end, "sentence": m.sentence}
        changed[m.head] = None if found is None else msgspec.structs.replace(found, **span)

    def kept(ms: list[Mention]) -> list[Mention]:
        return [c for m in ms if (c := changed.get(m.head, m) if m in own else m) is not None]

    return msgspec.structs.replace(reading, actors=kept(reading.actors), recipients=kept(reading.recipients))


def bound(near: Near) -> Reading:
    """The reading without an object pronoun that means its own clause's subject: "warned the minister he would sack him"."""
    scene, reading = near.scene, near.reading
    actors = {m.entity for m in reading.actors if m.entity is not None}
    recipients, objects = list(reading.recipients), scene.settings.classes.get("object_pronouns", ())
    if not recipients and reading.meaning.type in BODILY:
        recipients = _unknown(scene, reading)
    for i, m in enumerate(recipients):
        token = scene.tokens[m.head]
        if m.form != "pronoun" or m.entity not in actors or token.norm in scene.settings.reflexives or token.norm not in objects:
            continue
        told = _told(scene, reading)
        found = told if told is not None else next(near.others(m.head, m.entity), None)
        entity = found.entity if found is not None and found.entity not in actors else None
        recipients[i] = msgspec.structs.replace(m, entity=entity)
    return msgspec.structs.replace(reading, recipients=recipients)


def other(near: Near) -> Reading:
    """A Slavic reading whose object pronoun would mean who acts, with another person of the sentence instead, else without it: in "Орбан
    його підтримав" somebody else is meant, or a thing."""
    scene, reading = near.scene, near.reading
    own = {m.entity for m in reading.actors if m.entity is not None}
    kept: list[Mention] = []
    for m in _released(near, reading.recipients) or _unknown(scene, reading):
        token = scene.tokens[m.head]
        if m.form != "pronoun" or m.entity not in own or token.norm in scene.settings.reflexives:
            kept.append(m)
        elif (found := next(near.beside(m.head, token.number or "s"), None)) is not None and found.entity not in own:
            kept.append(msgspec.structs.replace(m, entity=found.entity))
    return msgspec.structs.replace(reading, recipients=kept)


def mutual(scene: Scene, reading: Reading) -> Reading:
    """A reading that its parties do to one another, with them as its recipients too (class "mutually" of the pack): "accused each
    other"."""
    verb, words = reading.anchor.verb, scene.settings.classes.get("mutually")
    ids = [i for m in reading.actors if m.entity is not None for i in members(m.entity)]
    if not words or verb is None or reading.meaning.both or reading.recipients or len(ids) < 2:
        return reading
    near = " " + " ".join(t.norm for t in scene.tokens[max(0, verb.first - REACH) : verb.last + REACH]) + " "
    if not any(f" {word} " in near for word in words):
        return reading
    each = [msgspec.structs.replace(m, entity=i) for m in reading.actors if m.entity is not None for i in members(m.entity)]
    return msgspec.structs.replace(reading, recipients=each)


def _released(near: Near, recipients: list[Mention]) -> list[Mention]:
    """Recipients with the people named before for a pronoun that would mean a body of force where nobody says who acts: "Поліція затримала
    студентів. Відпустили їх увечері."."""
    if near.reading.actors or near.reading.meaning.type not in BODILY:
        return recipients
    out: list[Mention] = []
    for m in recipients:
        if m.form == "pronoun" and near.scene.kind(m) == "government":
            found = next(near.fitting(near.scene.tokens[m.head].number or "p", "", PEOPLE), None)
            m = msgspec.structs.replace(m, entity=found.entity if found is not None else None)
        out.append(m)
    return out


def _unknown(scene: Scene, reading: Reading) -> list[Mention]:
    """The object pronoun of what is done to somebody, where nobody known fits it: "его взяли в порту"."""
    if reading.meaning.type not in TO_SOMEBODY or "none" in reading.frame.recipient:
        return []
    names = [n for n in (reading.frame.recipient or ("obj", "dat")) if n in ("obj", "dat")]
    slots, own = scene.slots(reading.anchor), {id(u) for u in reading.anchor.clause.units}
    found = [p for n in names for p in slots.get(n, []) if id(p) in own and p.mention is not None and p.mention.form == "pronoun"]
    return [p.mention for p in found[:1] if p.mention is not None and p.mention.entity is None]


def _told(scene: Scene, reading: Reading) -> Mention | None:
    """Whom the verb above a complement clause tells its content: "told the envoy that he would expel him"."""
    upper = reading.anchor.clause.parent
    if upper is None or reading.anchor.clause.kind not in ("that", "inf"):
        return None
    objects = slotting.of_verb(upper, scene.tokens, scene.settings).get("obj", [])
    return next((p.mention for p in objects if p.mention is not None and p.mention.form != "pronoun"), None)
