"""Parties that a clause does not name: the subject that the verb's form stands for, and the object that is a clitic.

"Fue detenido esa noche", "le concedió asilo": who is meant was named shortly before. Only Romance languages are read so, for subjects
those that leave them out: Slavic pronouns have cases and stand as phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.clauses import clitics
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.extract.events import topics
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading
from diurna.langs.settings import Settings
from diurna.model import Entity

BACK = 2
"""How many sentences back a party may have been named."""
OBJECTS = frozenset({"him", "her", "it", "them"})
"""English object pronouns."""
ONE = frozenset({"person"})
PEOPLE = ONE | {"group", "armed_group"}
BODILY = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT"})
"""What is done to somebody: there an object pronoun is a party also when nobody before fits it."""
TO_SOMEBODY = BODILY | {"ACCUSE", "REQUEST", "THREATEN"}
"""What is done to somebody or said to him."""
TELLING = frozenset({"generic/sources", "generic/analysts", "generic/experts", "generic/witnesses"})
"""Roles of those who only tell of others."""
PERSONAL = frozenset({"insult", "dismiss", "summon", "congratulate", "condole"})
"""Acts that are done to nobody but a person."""
PARTIES = PEOPLE | {"state", "government", "organization", "igo"}


def completed(analysis: Analysis, mentions: Mapping[int, list[Mention]], scene: Scene, reading: Reading) -> Reading:
    """The reading with whom its verb only points at, where somebody fits. `mentions`: the article's, by sentence."""
    verb = reading.anchor.verb
    s = scene.settings
    if verb is not None and reading.anchor.pos == "v" and s.determiner_cases:
        reading = _pointed(scene, _disjoint(Near(analysis, mentions, scene, reading), reading))
        return _addressed(scene, _blaming(analysis, scene, _themselves(analysis, scene, reading, verb)))
    if s.bare_complements and verb is not None and reading.anchor.pos == "v":
        return _bound(Near(analysis, mentions, scene, reading))
    if not s.clitics or s.case or verb is None or reading.anchor.pos != "v":
        return reading
    if s.prodrop and verb.person == "1" and verb.form == "fin":
        return _spoken(scene, reading, verb)
    near = Near(analysis, mentions, scene, reading)
    if s.prodrop and _only_telling(scene, reading, verb, reading.actors):
        return msgspec.structs.replace(reading, actors=near.of_topic(verb, PARTIES))
    if reading.meaning.both:
        return reading
    actors, recipients = list(reading.actors), list(reading.recipients)
    clitic = clitics.of_object(scene.tokens, _carrier(scene, reading, verb), s)
    if clitic is not None and reading.meaning.swap:
        actors = actors or near.of_clitic(scene.tokens[clitic], clitic)
    elif clitic is not None and "none" not in reading.frame.recipient and all(_owning(scene, reading, m) for m in recipients):
        recipients = near.of_clitic(scene.tokens[clitic], clitic) or recipients
    if s.prodrop and _subjectless(scene, reading, verb):
        if verb.passive and not recipients:
            recipients = near.of_topic(verb, PEOPLE) or near.of_verb(verb, PEOPLE)
        elif not verb.passive and not actors:
            actors = _reporting(scene, verb) or near.of_topic(verb, PARTIES) or (near.of_verb(verb, PARTIES) if verb.number == "s" else [])
    if s.prodrop and "subj" in reading.frame.recipient and not recipients and not actors and _subjectless(scene, reading, verb):
        recipients = near.of_verb(verb, PEOPLE)  # "Rischia nove anni"
    if s.prodrop and not recipients and not actors and _leads(scene, reading, verb):
        recipients = near.of_verb(verb, PEOPLE)
    return msgspec.structs.replace(reading, actors=actors, recipients=recipients)


def _pointed(scene: Scene, reading: Reading) -> Reading:
    """A German reading whose object is a pronoun that nobody known fits, with the pronoun as its recipient: "wirft ihnen Spionage vor"."""
    if reading.recipients or not reading.actors or reading.meaning.type not in TO_SOMEBODY or "none" in reading.frame.recipient:
        return reading
    slots, tokens, dummies = scene.slots(reading.anchor), scene.tokens, scene.settings.classes.get("dummy", ())
    shown = {p.head: set(scene.settings.determiner_cases.get(tokens[p.head].norm, {}).values()) for n in slots for p in slots[n]}
    objects = [p for name in ("obj", "dat") if name in (reading.frame.recipient or ("obj", "dat")) for p in slots.get(name, [])]
    objects = [p for p in objects if reading.meaning.type != "ACCUSE" or shown[p.head] == {"d"}]  # "verurteilte sie": a thing perhaps
    at = next(
        (p.head for p in objects if p.mention is not None and p.mention.form == "pronoun" and tokens[p.head].norm not in dummies), None
    )
    if at is None:
        return reading
    pronoun = Mention(scene.syntax.sentence, at, at + 1, at, None, "pronoun", tokens[at].start, tokens[at].end)
    return msgspec.structs.replace(reading, recipients=[pronoun])


def _disjoint(near: Near, reading: Reading) -> Reading:
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


def _themselves(analysis: Analysis, scene: Scene, reading: Reading, verb: Verb) -> Reading:
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


def _blaming(analysis: Analysis, scene: Scene, reading: Reading) -> Reading:
    """A German reading in which somebody is only said to be to blame, with whoever says so; nobody's accusation where none is reported:
    "schuld sei allein Dhaka, sagte der Minister"."""
    if reading.meaning.act not in ("blame", "allege") or "none" not in reading.frame.actor or reading.anchor.verb is None:
        return reading
    sayers = _sayers(analysis, scene, reading)
    said = [m for m in sayers if m.entity not in {r.entity for r in reading.recipients}]
    told = reading.anchor.verb.mood == "sub" or reading.anchor.clause.kind == "that"
    return msgspec.structs.replace(reading, actors=said, recipients=reading.recipients if said and told else [])


def _addressed(scene: Scene, reading: Reading) -> Reading:
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


def _leads(scene: Scene, reading: Reading, verb: Verb) -> bool:
    """Whether a participle opens a sentence whose subject is left out too: "Arrestato a Belgrado ed estradato, è stato condannato"."""
    clause: Clause | None = reading.anchor.clause
    if clause is None or clause.kind != "part" or not verb.passive or scene.slots(reading.anchor).get("obj"):
        return False
    while clause is not None and clause.kind == "part":
        if clause.antecedent is not None:
            return False
        clause = clause.parent
    main = clause.verb if clause is not None else None
    if clause is None or main is None or main.form != "fin" or main.first < verb.first or main.person in ("1", "2"):
        return False
    slots = slotting.of_verb(clause, scene.tokens, scene.settings)
    before = [p for p in clause.phrases() if p.first < main.first and not p.prep and not p.time]
    return not before and not slots.get("obj" if main.passive else "subj")


def _behind_participle(scene: Scene, verb: Verb) -> set[int]:
    """The units of participles that open the sentence before a verb: they name no subject of it."""
    clauses = [
        c for c in scene.syntax.clauses if c.kind == "part" and c.antecedent is None and c.verb is not None and c.verb.first < verb.first
    ]
    return {id(u) for c in clauses for u in c.units}


def _bound(near: Near) -> Reading:
    """The reading without an object pronoun that means its own clause's subject: "warned the minister he would sack him"."""
    scene, reading = near.scene, near.reading
    actors = {m.entity for m in reading.actors if m.entity is not None}
    recipients = list(reading.recipients)
    for i, m in enumerate(recipients):
        token = scene.tokens[m.head]
        if m.form != "pronoun" or m.entity not in actors or token.norm in scene.settings.reflexives or token.norm not in OBJECTS:
            continue
        told = _told(scene, reading)
        found = told if told is not None else next(near.others(m.head, m.entity), None)
        entity = found.entity if found is not None and found.entity not in actors else None
        recipients[i] = msgspec.structs.replace(m, entity=entity)
    return msgspec.structs.replace(reading, recipients=recipients)


def _told(scene: Scene, reading: Reading) -> Mention | None:
    """Whom the verb above a complement clause tells its content: "told the envoy that he would expel him"."""
    upper = reading.anchor.clause.parent
    if upper is None or reading.anchor.clause.kind not in ("that", "inf"):
        return None
    objects = slotting.of_verb(upper, scene.tokens, scene.settings).get("obj", [])
    return next((p.mention for p in objects if p.mention is not None and p.mention.form != "pronoun"), None)


def _only_telling(scene: Scene, reading: Reading, verb: Verb, actors: list[Mention]) -> bool:
    """Whether the doers of what is told in a complement without subject are but its sources: "fuentes de la mesa dicen que firmarán"."""
    own = {u.head for u in reading.anchor.clause.phrases()}
    told = reading.anchor.clause.kind == "that" and verb.form == "fin" and not verb.passive
    return told and bool(actors) and all(m.entity in TELLING and m.head not in own for m in actors)


def _reporting(scene: Scene, verb: Verb) -> list[Mention]:
    """Who says a thing of himself in a report put before a verb without subject: "De lo contrario, advirtió Petro, convocará ..."."""
    clause = next((c for c in scene.syntax.clauses if c.inverted and c.verb is not None and c.verb.last < verb.first), None)
    subject = slotting.of_verb(clause, scene.tokens, scene.settings).get("subj") if clause is not None else None
    return of_phrase(scene, subject[0]) if subject else []


def _carrier(scene: Scene, reading: Reading, verb: Verb) -> Verb:
    """The verb that has the object pronoun: a causative's before its infinitive ("l'a fait écrouer")."""
    upper = reading.anchor.clause.parent.verb if reading.anchor.clause.parent is not None else None
    if upper is None or verb.form != "inf" or upper.last != verb.first:
        return verb
    return upper if upper.lemma in scene.settings.causative else verb


def _spoken(scene: Scene, reading: Reading, verb: Verb) -> Reading:
    """A reading whose verb says "we", with whoever says so in its sentence: "«No negociaremos con el ELN», dijo el ministro"."""
    if scene.slots(reading.anchor).get("subj") or (reading.actors and not reading.meaning.both):
        return reading
    before = reading.anchor.clause.before
    reporting = [c for c in (before, *scene.syntax.clauses) if c is not None and (c.inverted or c is before) and c.verb is not verb]
    for clause in reporting:
        subject = slotting.of_verb(clause, scene.tokens, scene.settings).get("subj")
        found = of_phrase(scene, subject[0]) if subject else []
        if found:
            return msgspec.structs.replace(reading, actors=[*found, *reading.actors])
    return reading


def _owning(scene: Scene, reading: Reading, mention: Mention) -> bool:
    """Whether a recipient nobody knows stands but in the genitive of something: "le atribuye delitos de pertenencia a banda"."""
    if mention.entity is not None:
        return False
    unit = next((p for p in reading.anchor.clause.phrases() if p.first <= mention.head < p.last), None)
    return unit is not None and unit.owner is not None


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
            bodies = PARTIES if self.reading.anchor.clause.kind == "ger" else PEOPLE
            found = next(self._before(at, number, gender, bodies), None)
            if found is None and self.reading.meaning.act not in PERSONAL and self._of_a_thing(number, gender):
                return []
            found = found or next(chain(self._nearest(number, gender, ONE), self._nearest(number, gender, PEOPLE)), None)
        if found is not None:
            return [msgspec.structs.replace(found, first=at, last=at + 1, head=at, start=token.start, end=token.end)]
        if self.reading.meaning.type not in BODILY or not self.reading.actors:
            return []
        return [Mention(self.scene.syntax.sentence, at, at + 1, at, None, "pronoun", token.start, token.end)]

    def _many_women(self, norm: str) -> bool:
        """Whether "le" is a direct object, with which the participle agrees: "la polizia le ha disperse"."""
        verb = self.reading.anchor.verb
        head = self.scene.tokens[verb.head] if verb is not None and verb.perfect and verb.last - verb.first > 1 else None
        return norm == "le" and head is not None and head.form == "part" and (head.gender, head.number) == ("f", "p")

    def others(self, at: int, own: str | None) -> Iterator[Mention]:
        """Who an object pronoun may stand for, its clause's subject left out: in its own sentence, then in those before."""
        token = self.scene.tokens[at]
        kinds = PARTIES if token.norm in ("it", "them") else frozenset({"person"})
        number = token.number or ("p" if token.norm == "them" else "s")
        found = chain(self._before(at, number, "", kinds), self.fitting(number, "", kinds))
        return (m for m in found if m.entity != own)

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
            if m.form not in ("adjective", "inhabitant", "pronoun") and _agrees(self.scene.sentence, m, entity, number, gender):
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
            if any(m.entity is not None and self.scene.kind(m) not in kinds for m in found):
                continue
            taken = {m.entity for m in self.reading.recipients if m.entity is not None}
            if any(m.entity in taken for m in found):
                return []
            return [msgspec.structs.replace(m, first=verb.head, last=verb.head + 1, head=verb.head) for m in found]
        return []

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
            if _agrees(self.analysis.sentences[topic.sentence], m, entity, number, gender):
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
            if _agrees(sentence, m, entity, number, gender):
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
                if _agrees(sentence, m, entity, number, gender):
                    yield m


def _thing(p: Phrase, tokens: tuple[Token, ...], number: str, gender: str, settings: Settings) -> bool:
    """Whether a phrase is a noun of no people that shows a pronoun's number and gender."""
    head = tokens[p.head]
    shown = head.pos == "NOUN" and tokens[p.first].pos in ("DET", "NUM")  # nobody takes up "pidió perdón"
    thing = p.mention is None and shown and head.lemma not in settings.classes.get("people", ())
    return thing and bool(gender and number) and head.gender == gender and head.number == number


def _agrees(sentence: Sentence, mention: Mention, entity: Entity, number: str, gender: str) -> bool:
    head = sentence.tokens[mention.head]
    own = mention.number or (head.number if head.pos == "NOUN" else "s")
    mine = _gender(sentence, mention, entity)
    return (not number or own[:1] in ("", number)) and (not gender or mine == gender or (not mine and gender != "f"))


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


def _subjectless(scene: Scene, reading: Reading, verb: Verb) -> bool:
    """Whether a main clause's verb of the third person has no subject and follows none in its sentence."""
    clause = reading.anchor.clause
    if clause.kind != "main" or verb.form != "fin" or verb.reflexive or verb.person in ("1", "2"):
        return False
    slots = scene.slots(reading.anchor)
    if slots.get("obj" if verb.passive else "subj"):
        return False
    while clause.base is not None and clause.base.verb is not None and clause.base.kind == "main":  # "Negó haberlo visto y acusó a ..."
        clause, first = clause.base, clause.base.verb
        if first.form != "fin" or first.person in ("1", "2") or first.number != verb.number or first.passive or first.reflexive:
            return False
        verb = first
    reports = {id(u) for c in scene.syntax.clauses if c.inverted for u in c.units} | _behind_participle(scene, verb)
    before = [u for u in scene.syntax.units if u.first < verb.first and id(u) not in reports and scene.tokens[u.first].pos != "PUNCT"]
    before = [u for u in before if not (isinstance(u, Phrase) and scene.tokens[u.head].norm in scene.settings.expletives)]
    return not any(
        isinstance(u, Verb) or (isinstance(u, Phrase) and not u.prep and not u.time) for u in before if not isinstance(u, Marker)
    )
