"""Status: whether an event is told as done, planned, possible, denied by the narrator, or long past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events.predicates import Anchor, Scene
from diurna.extract.events.readings import Reading
from diurna.model import Status, Time

HISTORICAL_DAYS = 730
NEAR = 12
ORDER: tuple[Status, ...] = ("negated", "hypothetical", "future", "historical", "actual")
Found = Literal["negated", "hypothetical", "future", ""]


def of_reading(scene: Scene, reading: Reading) -> Found:
    """What the words around a reading's anchor say, before time is looked at; "" for an act told as done."""
    around = (
        _if_only(scene, reading.anchor)
        if reading.settled
        and (reading.meaning.object is not None or reading.meaning.type == "REQUEST" or reading.meaning.status == "hypothetical")
        else _of_anchor(scene, reading.anchor, reading.words)
    )
    found = {s for s in (reading.meaning.status, around) if s}
    for status in ORDER:
        if status in found and status in ("negated", "hypothetical", "future"):
            return status
    return ""


def _if_only(scene: Scene, anchor: Anchor) -> Found:
    """What a condition makes of an act whose tense and negation are in its meaning: "если не допустит" refuses nothing yet."""
    clause: Clause | None = anchor.clause
    while clause is not None:
        if clause.kind == "if" and _conditional(scene, clause):
            return "hypothetical"
        clause = clause.parent
    return ""


def _of_anchor(scene: Scene, anchor: Anchor, words: tuple[int, ...] = ()) -> Found:
    """What stands around an anchor; a negator among the frame's own `words` is part of the act ("did not let in")."""
    clause: Clause | None = anchor.clause
    verb = clause.verb if clause is not None else None
    if anchor.phrase is not None and anchor.phrase.negative:
        return "negated"
    if anchor.phrase is not None and _in_case_of(scene, anchor.phrase):
        return "hypothetical"
    if (verb is not None and verb is anchor.verb) or (anchor.pos == "n" and _governs(scene, anchor)):
        named = any(scene.tokens[i].norm in scene.settings.negators for i in words)
        if verb is not None and ((verb.negated and not named) or _nobody(scene, anchor)):
            return _if_only(scene, anchor) or "negated"  # "sollte die EU nicht einlenken" says of nothing that it did not happen
        if verb is not None and (_unreal(scene, verb, clause) or _supposed(scene, verb, clause)):
            return "hypothetical"
    seen = 0
    while clause is not None and seen < 6:
        if clause.kind == "if" and _conditional(scene, clause):
            return "hypothetical"
        upper = clause.parent
        if upper is not None and clause.kind in ("inf", "that") and upper.verb is not None and upper.verb.negated and clause.kind == "inf":
            return "negated"
        clause, seen = upper, seen + 1
    return "hypothetical" if _question(scene) else ""


def _nobody(scene: Scene, anchor: Anchor) -> bool:
    """ "No soldier attacked": a verb whose subject is nobody; German negates by its object too ("lieferte keine Waffen")."""
    passive = anchor.verb is not None and anchor.verb.passive and scene.settings.bare_complements
    slots = ("subj", "obj") if scene.settings.determiner_cases or passive else ("subj",)
    return anchor.pos == "v" and any(p.negative for slot in slots for p in scene.slots(anchor).get(slot, []))


def _in_case_of(scene: Scene, phrase: Phrase) -> bool:
    """ "in the event of an attack": the noun of condition that owns the phrase, or the conditional preposition before it."""
    conditions = scene.settings.classes.get("condition", ())
    owner = phrase.owner
    return phrase.prep in conditions or (owner is not None and bool(owner.prep) and scene.tokens[owner.head].lemma in conditions)


def _conditional(scene: Scene, clause: Clause) -> bool:
    """ "whether" opens a question, "if" a condition: neither tells an act as done."""
    return clause.marker is not None


def _governs(scene: Scene, anchor: Anchor) -> bool:
    """Whether a noun is subject or object of its clause's verb, so that the verb's negation is its own."""
    if anchor.clause.verb is None or anchor.phrase is None:
        return False
    target = scene.anchors.get(anchor.clause.verb.head)
    if target is None:
        return False
    slots = scene.slots(target)
    return any(anchor.phrase in slots.get(name, []) for name in ("subj", "obj", "gen"))


def _unreal(scene: Scene, verb: Verb, clause: Clause | None) -> bool:
    s = scene.settings
    if verb.possible or verb.necessary:
        return True
    if verb.mood == "cond":
        return not (s.hearsay and verb.perfect)
    return clause is not None and any(
        scene.tokens[i].norm in s.conditional_particles for i in range(max(0, verb.first - 3), min(verb.last + 2, len(scene.tokens)))
    )


def _supposed(scene: Scene, verb: Verb, clause: Clause | None) -> bool:
    """Whether a clause tells what somebody fears, hopes or does not believe: "temen que Rusia ataque", "ne croit pas que Kiev signe"
    (classes "supposing" and "believing" of the pack)."""
    upper = clause.parent.verb if clause is not None and clause.kind == "that" and clause.parent is not None else None
    if upper is None:
        return False
    classes = scene.settings.classes
    believed = upper.negated and (verb.mood == "sub" or verb.tense == "pres") and upper.lemma in classes.get("believing", ())
    return believed or (verb.tense != "past" and not verb.perfect and upper.lemma in classes.get("supposing", ()))


def _question(scene: Scene) -> bool:
    return any(t.text == "?" for t in scene.tokens[-2:])


def settle(found: Found, time: Time | None, published: str | None, anniversary: bool) -> Status:
    """The contract's one word: what the words say, then whether it is over two years past or told as an anniversary."""
    if found:
        return found
    if anniversary or (time is not None and published is not None and _old(time, published)):
        return "historical"
    return "actual"


def _old(time: Time, published: str) -> bool:
    last = time.end or (time.start if time.precision != "unknown" else None)
    if last is None or time.end is None:
        return False
    try:
        return date.fromisoformat(published[:10]) - date.fromisoformat(last[:10]) > timedelta(days=HISTORICAL_DAYS)
    except ValueError:
        return False


def anniversary(scene: Scene, reading: Reading) -> bool:
    """Whether a word of commemoration stands by an act: what it recalls is past, the recalling itself is not."""
    words = scene.settings.anniversary
    token = reading.anchor.token
    near = scene.tokens[max(0, token - NEAR) : token + NEAR]
    if (
        reading.anchor.pos == "v"
        and scene.settings.case
        and not scene.settings.determiner_cases
        and _on_the_day(scene, reading.anchor.clause)
    ):
        return False
    return scene.tokens[token].lemma not in words and any(t.lemma in words or t.norm in words for t in near)


def _on_the_day(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that something is done on an anniversary: "в годовщину катастрофы протестовали"."""
    words = scene.settings.anniversary
    return any(p.prep in scene.settings.at and scene.tokens[p.head].lemma in words for p in clause.phrases())
