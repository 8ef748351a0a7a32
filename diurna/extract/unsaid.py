"""Parties that a clause does not name: the subject that the verb's form stands for, and the object that is a clitic.

"Fue detenido esa noche", "le concedió asilo": who is meant was named shortly before. Only Romance languages that leave subjects
out are read so: Slavic pronouns have cases and stand as phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.predicates import Scene, object_clitic
from diurna.extract.readings import Reading
from diurna.extract.units import Marker, Phrase, Verb

BACK = 2
"""How many sentences back a party may have been named."""
PEOPLE = frozenset({"person", "group", "armed_group"})
BODILY = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT"})
"""What is done to somebody: there an object pronoun is a party also when nobody before fits it."""
PARTIES = PEOPLE | {"state", "government", "organization", "igo"}


def completed(analysis: Analysis, mentions: Mapping[int, list[Mention]], scene: Scene, reading: Reading) -> Reading:
    """The reading with whom its verb only points at, where somebody fits. `mentions`: the article's, by sentence."""
    verb = reading.anchor.verb
    if not scene.settings.prodrop or scene.settings.case or verb is None or reading.anchor.pos != "v" or reading.meaning.both:
        return reading
    near = Near(analysis, mentions, scene, reading)
    actors, recipients = list(reading.actors), list(reading.recipients)
    if not recipients and "none" not in reading.frame.recipient and (clitic := object_clitic(scene, verb)) is not None:
        recipients = near.of_clitic(scene.tokens[clitic], clitic)
    if _subjectless(scene, reading, verb):
        if verb.passive and not recipients:
            recipients = near.of_verb(verb, PEOPLE)
        elif not verb.passive and not actors:
            actors = near.of_verb(verb, PARTIES)
    return msgspec.structs.replace(reading, actors=actors, recipients=recipients)


class Near(msgspec.Struct):
    """Who was named before a reading's verb, nearest sentence first, in text order within a sentence."""

    analysis: Analysis
    mentions: Mapping[int, list[Mention]]
    scene: Scene
    reading: Reading

    def of_clitic(self, token: Token, at: int) -> list[Mention]:
        """The person or group that an object pronoun stands for."""
        gender = "" if token.norm.startswith("le") else token.gender
        number = token.number or ("p" if token.norm.endswith("s") else "s")
        found = next(self._fitting(number, gender, PEOPLE), None)
        if found is not None:
            return [msgspec.structs.replace(found, first=at, last=at + 1, head=at, start=token.start, end=token.end)]
        if self.reading.meaning.type not in BODILY or not self.reading.actors:
            return []
        return [Mention(self.scene.syntax.sentence, at, at + 1, at, None, "pronoun", token.start, token.end)]

    def of_verb(self, verb: Verb, kinds: frozenset[str]) -> list[Mention]:
        """The party that agrees with a verb without subject."""
        gender = self.scene.tokens[verb.head].gender if verb.passive else ""
        found = next(self._fitting(verb.number, gender, kinds), None)
        return [] if found is None else [msgspec.structs.replace(found, first=verb.head, last=verb.head + 1, head=verb.head)]

    def _fitting(self, number: str, gender: str, kinds: frozenset[str]) -> Iterator[Mention]:
        here = self.scene.syntax.sentence
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)}
        for back in range(1, BACK + 1):
            sentence = self.analysis.sentences[here - back] if here >= back else None
            if sentence is None or sentence.lang != self.scene.sentence.lang:
                return
            for m in self.mentions.get(here - back, []):
                entity = self.scene.entities.get(m.entity or "")
                if entity is None or entity.kind not in kinds or m.entity in taken or m.form in ("adjective", "inhabitant"):
                    continue
                if _agrees(sentence, m, number, gender):
                    yield m


def _agrees(sentence: Sentence, mention: Mention, number: str, gender: str) -> bool:
    head = sentence.tokens[mention.head]
    own = mention.number or (head.number if head.pos == "NOUN" else "s")
    mine = head.gender if head.pos == "NOUN" else ""
    return (not number or own[:1] in ("", number)) and (not gender or not mine or mine == gender)


def _subjectless(scene: Scene, reading: Reading, verb: Verb) -> bool:
    """Whether a main clause's verb of the third person has no subject and follows none in its sentence."""
    clause = reading.anchor.clause
    if clause.kind != "main" or clause.base is not None or verb.form != "fin" or verb.reflexive or verb.person in ("1", "2"):
        return False
    slots = scene.slots(reading.anchor)
    if slots.get("obj" if verb.passive else "subj") or (not verb.passive and verb.number != "s"):
        return False
    before = [u for u in scene.syntax.units if u.first < verb.first]
    return not any(
        isinstance(u, Verb) or (isinstance(u, Phrase) and not u.prep and not u.time) for u in before if not isinstance(u, Marker)
    )
