"""Parties that a clause does not name: the subject that the verb's form stands for, and the object that is a clitic.

"Fue detenido esa noche", "le concedió asilo": who is meant was named shortly before. Only Romance languages are read so, for subjects
those that leave them out: Slavic pronouns have cases and stand as phrases.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diurna.analysis import Analysis, Mention, Token
from diurna.extract.clauses import clitics
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import pronouns, reported
from diurna.extract.events import slots as slotting
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.near import PARTIES, PEOPLE, TELLING, Near
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading


def completed(analysis: Analysis, mentions: Mapping[int, list[Mention]], scene: Scene, reading: Reading) -> Reading:
    """The reading with whom its verb only points at, where somebody fits. `mentions`: the article's, by sentence."""
    verb = reading.anchor.verb
    s = scene.settings
    if verb is not None and reading.anchor.pos == "v":
        reading = pronouns.mutual(scene, reading)
    if verb is not None and reading.anchor.pos == "v" and s.determiner_cases:
        reading = pronouns.pointed(scene, pronouns.disjoint(Near(analysis, mentions, scene, reading), reading))
        reading = pronouns.referred(Near(analysis, mentions, scene, reading), reading)
        return reported.addressed(scene, reported.blaming(analysis, scene, reported.themselves(analysis, scene, reading, verb)))
    if s.bare_complements and verb is not None and reading.anchor.pos == "v":
        reading = pronouns.bound(Near(analysis, mentions, scene, reading))
        return pronouns.referred(Near(analysis, mentions, scene, reading), reading)
    if s.by_case and verb is not None and reading.anchor.pos == "v":
        reading = pronouns.other(Near(analysis, mentions, scene, reading))
        return pronouns.referred(Near(analysis, mentions, scene, reading), reading)
    if not s.clitics or s.case or verb is None or reading.anchor.pos != "v":
        return reading
    if s.prodrop and verb.person == "1" and verb.form == "fin":
        return _spoken(scene, reading, verb)
    near = Near(analysis, mentions, scene, reading)
    if s.prodrop and _only_telling(scene, reading, verb, reading.actors):
        return msgspec.structs.replace(reading, actors=near.of_topic(verb, PARTIES))
    if reading.meaning.both:
        return _with_whom(scene, near, reading, verb)
    actors, recipients = list(reading.actors), list(reading.recipients)
    ahead = reading.inner is not None and bool(actors) and all(m.head >= verb.last for m in actors)
    if s.prodrop and ahead and _subjectless(scene, reading, verb) and (found := near.of_topic(verb, PARTIES)):
        actors, recipients = found, recipients or actors  # "Si è rifiutato di trattare con Pristina": not Pristina refuses
    clitic = clitics.of_object(scene.tokens, _carrier(scene, reading, verb), s)
    if clitic is not None and not reading.meaning.swap and _taken_up(scene, reading, verb, clitic):
        clitic = None  # "la planta la atacó el ejército": the object stands in front
    if clitic is not None and reading.meaning.swap:
        actors = actors or near.of_clitic(scene.tokens[clitic], clitic)
    elif (
        clitic is not None
        and "none" not in reading.frame.recipient
        and all(m.head in reading.words or _owning(scene, reading, m) or _gives_way(scene, m, scene.tokens[clitic]) for m in recipients)
    ):
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


def _taken_up(scene: Scene, reading: Reading, verb: Verb, clitic: int) -> bool:
    """Whether a clitic only takes up the object that stands in front of its verb."""
    if verb.passive or scene.tokens[clitic].norm in scene.settings.dative_clitics:
        return False
    return any(p.last <= verb.first for p in scene.slots(reading.anchor).get("obj", []))


def _with_whom(scene: Scene, near: Near, reading: Reading, verb: Verb) -> Reading:
    """A meeting with who is left out of it as its subject: "Volvió a Caracas. Se reunió con Lula"."""
    if not scene.settings.prodrop or verb.number == "p" or len(reading.actors) != 1 or not _subjectless(scene, reading, verb):
        return reading
    found = [m for m in near.of_topic(verb, PARTIES) if m.entity != reading.actors[0].entity]
    return msgspec.structs.replace(reading, actors=[*found, *reading.actors]) if found else reading


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


def _gives_way(scene: Scene, mention: Mention, clitic: Token) -> bool:
    """Whether a party behind a preposition is none beside an object pronoun that is no dative: "lo tachó de dictador", "lo trasladaron a La
    Roca"."""
    s, phrase = scene.settings, scene.syntax.phrase_at.get(mention.head)
    if clitic.norm not in s.clitics or clitic.norm in s.dative_clitics or phrase is None or not phrase.prep:
        return False
    doubled = phrase.prep in s.object_prepositions and scene.tokens[phrase.first].start < clitic.start  # "Al alcalde lo mató el sicario"
    return not doubled and (mention.entity is None or phrase.prep not in s.object_prepositions | s.dat)


def _subjectless(scene: Scene, reading: Reading, verb: Verb) -> bool:
    """Whether a main clause's verb of the third person has no subject and follows none in its sentence."""
    clause = reading.anchor.clause
    if clause.kind != "main" or verb.form != "fin" or (verb.reflexive and not reading.frame.reflexive) or verb.person in ("1", "2"):
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
