"""What is told with nobody named: measures taken ("sanctions were lifted", "интернет отключили"), protests that break out."""

from __future__ import annotations

from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import impersonal
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading

DECIDED = frozenset({"ACCUSE", "REJECT", "SANCTION", "RETREAT", "CONCEDE", "MOBILIZE", "COERCE", "SUPPORT"})
"""Types of measures that a passive tells with nobody named."""

UNSAID = frozenset({"curfew", "emergency", "restrict-movement", "announce-ceasefire"})
"""Acts of whoever rules, told without any party: "a curfew was imposed", "les frontières ont été fermées"."""


def unsaid(scene: Scene, reading: Reading) -> bool:
    """Whether a verb with nobody named tells of a measure that was taken, or of what was thrown in protest."""
    verb = reading.anchor.verb
    if decided(scene, reading):
        return True
    told = verb is not None and verb.form == "fin" and (verb.passive or nobodys(scene, reading)) and reading.anchor.pos == "v"
    thrown = verb is not None and verb.passive and reading.meaning.type == "PROTEST"  # "uova lanciate contro l'auto"
    thrown = thrown and bool(reading.recipients) and not reading.actors
    if not told or not reading.words or len(reading.chain) > 1:
        return False
    return thrown or reading.meaning.act in UNSAID


def nobodys(scene: Scene, reading: Reading) -> bool:
    """Whether a Slavic verb in the plural leaves its doer unsaid: "интернет отключили", "ввели комендантский час"."""
    verb = reading.anchor.verb
    plural = verb is not None and verb.form == "fin" and verb.number == "p" and verb.person in ("", "3")
    return plural and scene.settings.by_case != "" and not reading.actors and not scene.slots(reading.anchor).get("subj")


def decided(scene: Scene, reading: Reading) -> bool:
    """Whether a passive tells that a public measure was taken, by its frame's own object: "une enquête a été ouverte", "die Sanktionen
    wurden aufgehoben", in Romance also "se levantó el estado de excepción", "le couvre-feu, instauré en mars, ..."."""
    s, verb = scene.settings, reading.anchor.verb
    if s.by_case or verb is None or reading.anchor.pos != "v" or not reading.words or len(reading.chain) > 1:
        return False
    if reading.actors or reading.recipients or reading.meaning.type not in DECIDED:
        return False
    reflexive = bool(s.clitics) and impersonal.told(scene, reading.anchor, reading.frame)
    if not reflexive and not (verb.passive and verb.form in (("fin", "part") if s.clitics else ("fin",))):
        return False
    slots = scene.slots(reading.anchor)
    objects = [*slots.get("obj", []), *(slots.get("subj", []) if reflexive else [])]
    own = [p for p in objects if p.head in reading.words and (not p.prep or verb.form == "part")]
    return any(s.clitics or not _of_a_thing(scene, p) for p in own)


def _of_a_thing(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is of or for something that is no party: "the case for the guitar", "the crossing of breeds"."""
    s = scene.settings
    owned = [p for p in scene.syntax.phrase_at.values() if (p.owner is phrase or p.first == phrase.last) and p.prep in (*s.of, *s.dat)]
    return any(p.mention is None for p in owned)


def breaks_out(scene: Scene, reading: Reading, verb: Verb) -> bool:
    """Whether protests or fighting are told of by a Romance or Slavic verb of going on (class "ongoing"): "las protestas estallaron el
    lunes", "на околицах идут бои"."""
    s, governing = scene.settings, scene.anchors.get(verb.head)
    if reading.anchor.pos != "n" or not (s.clitics or s.by_case) or reading.meaning.type not in ("ASSAULT", "PROTEST") or governing is None:
        return False
    slots = scene.slots(governing)
    told = [p for name in ("subj", "obj", "post") for p in slots.get(name, [])]
    return verb.lemma in s.classes.get("ongoing", ()) and reading.anchor.phrase in told
