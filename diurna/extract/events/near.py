"""Near: who was named before a reading's verb, for the parties that its clause only points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.extract.events import topics
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading
from diurna.langs.settings import Settings
from diurna.model import Entity

BACK = 2
"""How many sentences back a party may have been named."""
ONE = frozenset({"person"})
PEOPLE = ONE | {"group", "armed_group"}
BODILY = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT"})
"""What is done to somebody: there an object pronoun is a party also when nobody before fits it."""
TO_SOMEBODY = BODILY | {"ACCUSE", "REQUEST", "THREATEN"}
"""What is done to somebody or said to him."""
TELLING = frozenset({"generic/sources", "generic/analysts", "generic/experts", "generic/witnesses"})
"""Roles of those who only tell of others."""
ON_TRIAL = frozenset({"charge", "sue"})
"""What courts do to people: "un tribunal l'a inculpé"."""
PERSONAL = frozenset({"insult", "dismiss", "summon", "congratulate", "condole"})
"""Acts that are done to nobody but a person."""
ANSWERED = frozenset({"allege", "charge", "sue", "threaten"})
"""What is said to nobody but somebody who can answer for it, a body as well as a person: "Israele lo accusa di mentire"."""
PARTIES = PEOPLE | {"state", "government", "organization", "igo"}


class Near(msgspec.Struct):
    """Who was named before a reading's verb, nearest sentence first, in text order within a sentence."""

    analysis: Analysis
    mentions: Mapping[int, list[Mention]]
    scene: Scene
    reading: Reading

    def of_clitic(self, token: Token, at: int) -> list[Mention]:
        """The person or group that an object pronoun stands for, behind "to" also the body: first in its own sentence."""
        s, norm = self.scene.settings, token.norm
        if token.pos in ("VERB", "AUX"):  # written onto its verb: "accusandoli"
            norm = next((c for c in sorted(s.clitics, key=len, reverse=True) if norm.endswith(c)), norm)
            number = "p" if norm in ("li", "los", "las", "les") else ""
            token = msgspec.structs.replace(token, norm=norm, gender="f" if norm in ("la", "las") else "m", number=number)
        gender = "" if norm.startswith("le") or not norm[-1].isalpha() else token.gender
        number = "" if norm in s.any_number else token.number or ("p" if norm.endswith("s") else "s")
        if self.reading.meaning.type == "REJECT" and norm in s.neuter_articles and not self.reading.meaning.swap:
            return []  # "lo descartó": what was said, and nobody
        women = norm in s.dative_clitics and self._many_women(norm)
        if norm in s.dative_clitics and not women:
            told = (self._before(at, number, "", PEOPLE), self._before(at, number, "", PARTIES), self._topics(number, "", PEOPLE))
            if self._nameless(at, number):
                return [Mention(self.scene.syntax.sentence, at, at + 1, at, None, "pronoun", token.start, token.end)]
            earlier = (self.fitting(number, "", kinds, back) for back in range(1, BACK + 1) for kinds in (PEOPLE, PARTIES))
            found = next(chain.from_iterable((*told, *earlier)), None)
        else:
            number, gender = ("p", "f") if women else (number, gender)
            answers = self.reading.meaning.act in ANSWERED
            bodies = PARTIES if answers or self.reading.anchor.clause.kind == "ger" else PEOPLE
            found = next(self._before(at, number, gender, bodies), None)
            if found is None and not answers and self.reading.meaning.act not in PERSONAL and self._of_a_thing(number, gender):
                return []
            kinds = (PARTIES,) if answers else (ONE, PEOPLE)
            found = found or next(chain.from_iterable(self._nearest(number, gender, k) for k in kinds), None)
        if found is not None:
            return [msgspec.structs.replace(found, first=at, last=at + 1, head=at, start=token.start, end=token.end)]
        bodily = self.reading.meaning.type in BODILY or self.reading.meaning.act in ON_TRIAL
        if not bodily or not self.reading.actors:
            return []
        pronoun = Mention(self.scene.syntax.sentence, at, at + 1, at, None, "pronoun", token.start, token.end)
        return [self.nameless(pronoun, number, gender) or pronoun]

    def referent(self, pronoun: Mention) -> Mention:
        """An object pronoun that nobody fitted, as the party it means for what it is done, else as it was."""
        token = self.scene.tokens[pronoun.head]
        number = pronoun.number or token.number
        gender = "" if number == "p" else pronoun.gender
        given = token.norm in self.scene.settings.classes.get("datives", ())
        if given or self.reading.meaning.act in ANSWERED:
            party = next(self._nearest(number, gender, PARTIES), None)
            return pronoun if party is None else msgspec.structs.replace(pronoun, entity=party.entity)
        return self.nameless(pronoun, number, gender) or pronoun

    def nameless(self, pronoun: Mention, number: str, gender: str) -> Mention | None:
        """The people whom no table names that the sentence before is about, for a pronoun that agrees with them, in their own words where
        they are nobody's role: "Dos pescadores salieron de noche. La marina los detuvo"."""
        here, classes = self.scene.syntax.sentence, self.scene.settings.classes
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)} - {None}
        for topic in topics.before(self.analysis, here, self.scene.settings, number):
            if topic.sentence < here - BACK:
                return None
            tokens = self.analysis.sentences[topic.sentence].tokens
            phrase, head = topic.phrase, tokens[topic.phrase.head]
            people = any(word in classes.get(name, ()) for word in (head.lemma, head.norm) for name in ("people", "troops"))
            entity = phrase.mention.entity if phrase.mention is not None else None
            if not people or len(topic.members) > 1 or entity in taken or (gender and head.gender not in ("", gender) and entity is None):
                continue
            if entity is not None:
                return msgspec.structs.replace(pronoun, entity=entity)
            span = {"start": tokens[phrase.first].start, "end": tokens[phrase.last - 1].end}
            return msgspec.structs.replace(pronoun, form="generic", sentence=topic.sentence, **span)
        return None

    def _many_women(self, norm: str) -> bool:
        """Whether "le" is a direct object, with which the participle agrees: "la polizia le ha disperse"."""
        verb = self.reading.anchor.verb
        head = self.scene.tokens[verb.head] if verb is not None and verb.perfect and verb.last - verb.first > 1 else None
        return norm == "le" and head is not None and head.form == "part" and (head.gender, head.number) == ("f", "p")

    def others(self, at: int, own: str | None) -> Iterator[Mention]:
        """Who an object pronoun may stand for, its clause's subject left out: in its own sentence, then in those before."""
        token = self.scene.tokens[at]
        kinds = PARTIES if token.norm in self.scene.settings.classes.get("thing_pronouns", ()) else ONE
        number = token.number or "s"
        found = chain(self._before(at, number, "", kinds), self.fitting(number, "", kinds))
        return (m for m in found if m.entity != own)

    def beside(self, at: int, number: str) -> Iterator[Mention]:
        """The persons of a pronoun's sentence that stand before it and outside its clause, nearest first."""
        return self._before(at, number, "", ONE)

    def _within(self, number: str, gender: str, at: int) -> Mention | None:
        """The only party, or the only person or group, that stands in a clause of the same sentence before a pronoun's own and agrees."""
        clause = self.reading.anchor.clause
        subjects = self.scene.slots(self.reading.anchor).get("subj", [])  # a subject that it shares is not its own object
        own = {u.head for u in (*clause.phrases(), *subjects)}
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)}
        found: dict[str, Mention] = {}
        for m in self.mentions.get(self.scene.syntax.sentence, []):
            entity = self.scene.entities.get(m.entity or "")
            if m.last > at or entity is None or entity.kind not in PARTIES or m.entity in taken or m.head in own:
                continue
            if m.form not in ("adjective", "inhabitant", "pronoun") and self._agrees(self.scene.sentence, m, entity, number, gender):
                found.setdefault(m.entity or "", m)
        people = [m for m in found.values() if self.scene.kind(m) in PEOPLE]
        return people[0] if len(people) == 1 else next(iter(found.values())) if len(found) == 1 else None

    def of_topic(self, verb: Verb, kinds: frozenset[str]) -> list[Mention]:
        """The subject of the sentence before that a verb without subject goes on with: "El grupo robó ... Exigió"."""
        settings = self.scene.settings
        for topic in topics.before(self.analysis, self.scene.syntax.sentence, settings, verb.number):
            if not topics.able(topic, self.analysis, settings):
                continue
            found = [self._meant(topic, p) for p in topic.members]
            if any(m.entity is not None and self.scene.kind(m) not in kinds and not self._crowd(topic, m) for m in found):
                continue
            taken = {m.entity for m in self.reading.recipients if m.entity is not None}
            if any(m.entity in taken for m in found):
                return []
            return [msgspec.structs.replace(m, first=verb.head, last=verb.head + 1, head=verb.head) for m in found]
        return []

    def _crowd(self, topic: topics.Topic, mention: Mention) -> bool:
        """Whether a body's name stands for some of its people: "tres policías", "duecento soldati"."""
        head = self.analysis.sentences[topic.sentence].tokens[mention.head]
        classes = self.scene.settings.classes
        return topic.number == "p" and any(head.lemma in classes.get(kind, ()) for kind in ("people", "troops", "police"))

    def _meant(self, topic: topics.Topic, phrase: Phrase) -> Mention:
        """A member of a topic as its sentence names it: its mention, else the phrase in its own words."""
        if phrase.mention is not None:
            return phrase.mention
        tokens = self.analysis.sentences[topic.sentence].tokens
        inside = tokens[phrase.first : phrase.last]
        form = "name" if any(t.pos == "PROPN" for t in inside) else "generic"
        return Mention(topic.sentence, phrase.first, phrase.last, phrase.head, None, form, inside[0].start, inside[-1].end)

    def of_verb(self, verb: Verb, kinds: frozenset[str]) -> list[Mention]:
        """The party that agrees with a verb without subject."""
        gender = self.scene.tokens[verb.head].gender if verb.passive else ""
        found = next(self.fitting(verb.number, gender, kinds), None)
        return [] if found is None else [msgspec.structs.replace(found, first=verb.head, last=verb.head + 1, head=verb.head)]

    def _nameless(self, at: int, number: str) -> bool:
        """Whether the subject of a clause before in the sentence is somebody whom nobody knows: "La viuda lloró; Boluarte la vio"."""
        scene = self.scene
        for clause in reversed(scene.syntax.clauses):
            if clause.verb is None or clause.verb.last > at or clause.kind != "main" or clause is self.reading.anchor.clause:
                continue
            for p in slotting.of_verb(clause, scene.tokens, scene.settings).get("subj", [])[:1]:
                head = scene.tokens[p.head]
                people = head.lemma in scene.settings.classes.get("people", ()) and (p.mention is None or p.mention.entity is None)
                return people and p.first < at and (p.number or head.number)[:1] in ("", number)
        return False

    def _nearest(self, number: str, gender: str, kinds: frozenset[str]) -> Iterator[Mention]:
        """Whom a pronoun agrees with in the sentences before, the nearest first: its subject, then who else is named in it."""
        subjects, here = list(self._topics(number, gender, kinds)), self.scene.syntax.sentence
        for back in range(1, topics.REACH + 1):
            yield from (m for m in subjects if m.sentence == here - back)
            if back <= BACK:
                yield from self.fitting(number, gender, kinds, back)

    def _topics(self, number: str, gender: str, kinds: frozenset[str]) -> Iterator[Mention]:
        """The subjects of the sentences before that a pronoun agrees with, nearest first."""
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)}
        for topic in topics.before(self.analysis, self.scene.syntax.sentence, self.scene.settings, number):
            m = topic.phrase.mention
            entity = self.scene.entities.get(m.entity or "") if m is not None else None
            if m is None or entity is None or entity.kind not in kinds or m.entity in taken or len(topic.members) > 1:
                continue
            if self._agrees(self.analysis.sentences[topic.sentence], m, entity, number, gender):
                yield m

    def _before(self, at: int, number: str, gender: str, kinds: frozenset[str]) -> Iterator[Mention]:
        """Parties named in the sentence before a pronoun and outside its clause, the nearest first, heads of phrases before what belongs to
        others."""
        clause, sentence = self.reading.anchor.clause, self.scene.sentence
        mine = {id(u) for u in clause.units}
        ahead = (u for u in reversed(self.scene.syntax.units) if isinstance(u, Phrase) and u.last <= at and id(u) not in mine)
        units = [u for u in ahead if u.mention is not None]
        own = {p.mention.entity for p in self.scene.slots(self.reading.anchor).get("subj", []) if p.mention is not None}
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)} | own
        for unit in (*(u for u in units if u.owner is None), *(u for u in units if u.owner is not None)):
            m = unit.mention
            entity = self.scene.entities.get(m.entity or "") if m is not None else None
            if m is None or entity is None or entity.kind not in kinds or m.entity in taken or m.form in ("adjective", "pronoun"):
                continue
            if self._agrees(sentence, m, entity, number, gender):
                yield m

    def _of_a_thing(self, number: str, gender: str) -> bool:
        """Whether the subject of the sentence before, or what it was done to, is a thing that the pronoun agrees with: "La medida es dura.
        Feijóo la respaldó", "Lima admitió una moción. Quito la rechazó"."""
        here, settings = self.scene.syntax.sentence, self.scene.settings
        if self.reading.meaning.type not in BODILY and self._in_same_sentence(number, gender):
            return True
        syntax = self.analysis.clauses[here - 1] if here else None
        if not isinstance(syntax, Syntax):
            return False
        tokens = self.analysis.sentences[here - 1].tokens
        first = next((u for u in syntax.units if isinstance(u, Phrase) and not u.prep and not u.time), None)
        things = [first] if first is not None else []
        if self.reading.meaning.type not in BODILY:
            things += [p for c in syntax.clauses if c.kind == "main" for p in slotting.of_verb(c, tokens, settings).get("obj", [])[:1]]
        return any(_thing(p, tokens, number, gender, settings) for p in things)

    def _in_same_sentence(self, number: str, gender: str) -> bool:
        """Whether a clause before in the sentence has such a thing as its object: "Lima exige un informe; Quito lo reclamó también"."""
        own, tokens, settings = self.reading.anchor.clause, self.scene.tokens, self.scene.settings
        verb = self.reading.anchor.verb
        ahead = [
            c for c in self.scene.syntax.clauses if c.verb is not None and verb is not None and c.verb.last <= verb.first and c is not own
        ]
        objects = [p for c in ahead for p in slotting.of_verb(c, tokens, settings).get("obj", [])[:1]]
        return any(_thing(p, tokens, number, gender, settings) for p in objects)

    def fitting(self, number: str, gender: str, kinds: frozenset[str], only: int = 0) -> Iterator[Mention]:
        """Parties named in the sentences before, the nearest sentence first; `only`: so many sentences back."""
        here = self.scene.syntax.sentence
        taken = {m.entity for m in (*self.reading.actors, *self.reading.recipients)}
        for back in (only,) if only else range(1, BACK + 1):
            sentence = self.analysis.sentences[here - back] if here >= back else None
            if sentence is None or sentence.lang != self.scene.sentence.lang:
                return
            for m in self.mentions.get(here - back, []):
                entity = self.scene.entities.get(m.entity or "")
                people = entity is not None and (entity.kind in kinds or (m.form == "inhabitant" and number == "p"))
                if entity is None or not people or m.entity in taken or m.form == "adjective" or (m.form == "inhabitant" and number != "p"):
                    continue
                if self._agrees(sentence, m, entity, number, gender):
                    yield m

    def _agrees(self, sentence: Sentence, mention: Mention, entity: Entity, number: str, gender: str) -> bool:
        head = sentence.tokens[mention.head]
        own = "s" if entity.kind == "person" else mention.number or (head.number if head.pos == "NOUN" else "s")
        mine = _of_name(sentence, mention, entity, self.scene.settings) or _gender(sentence, mention, entity)
        return (not number or own[:1] in ("", number)) and (not gender or mine == gender or (not mine and gender != "f"))


def _of_name(sentence: Sentence, mention: Mention, entity: Entity, s: Settings) -> str:
    """The gender of a state's or body's name: what its article tells, without one a German name is neuter; what a Slavic name's form
    tells."""
    head = sentence.tokens[mention.head]
    if entity.kind == "person" or mention.form != "name":
        return ""
    if not s.determiner_cases:
        return head.gender if head.pos == "PROPN" else ""
    table = s.determiner_cases.get(sentence.tokens[mention.first - 1].norm) if mention.first else None
    return "n" if table is None else next((g for g in "mfn" if "n" in table.get(g, "")), "")


def _thing(p: Phrase, tokens: tuple[Token, ...], number: str, gender: str, settings: Settings) -> bool:
    """Whether a phrase is a noun of no people that shows a pronoun's number and gender."""
    head = tokens[p.head]
    shown = head.pos == "NOUN" and tokens[p.first].pos in ("DET", "NUM")  # nobody takes up "pidió perdón"
    thing = p.mention is None and shown and head.lemma not in settings.classes.get("people", ())
    return thing and bool(gender and number) and head.gender == gender and head.number == number


def _gender(sentence: Sentence, mention: Mention, entity: Entity) -> str:
    """What a mention shows of its gender: a noun's own, or the ending of a first name; "" for nothing, which is no woman's."""
    head = sentence.tokens[mention.head]
    given = entity.name.split()[0][-1:] if entity.kind == "person" and " " in entity.name else ""
    if mention.form == "title" and head.norm.endswith("a") and not head.norm.endswith("ista"):
        return "f"  # "la mandataria", whatever the tagger makes of a word it does not know
    if head.pos == "NOUN" and head.gender and not (head.norm.endswith("a") and given not in ("", "a")):
        return head.gender  # "l'oligarca Viktor Medvedchuk" shows none
    shown = entity.name.split()[:1] if mention.form == "name" and entity.kind == "person" else [head.norm]
    return {"a": "f", "o": "m"}.get(shown[0][-1:] if shown else "", "")
