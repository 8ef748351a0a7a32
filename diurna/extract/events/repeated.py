"""Repeated: who does what the sentence before tells of another: "Latvia did the same", "lo mismo hizo Bolivia", "так же поступила Рига"."""

from __future__ import annotations

import msgspec

from diurna.analysis import Mention
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.predicates import Anchor, Scene
from diurna.extract.events.readings import Reading


def anchors(scene: Scene) -> list[Anchor]:
    """The verbs of a sentence that only say that somebody does as another did (class "again" of the pack)."""
    words = scene.settings.classes.get("again")
    if not words:
        return []
    return [a for a in scene.anchors.values() if a.pos == "v" and a.verb is not None and _says_so(scene, a.verb, a.clause, words)]


def readings(scene: Scene, again: list[Anchor], before: list[Reading]) -> list[Reading]:
    """What the verbs in `again` mean: the act of the sentence before with another doer. `before`: its readings, of which that of its own
    verb is meant."""
    told = [r for r in before if r.anchor.pos == "v" and r.actors and not r.meaning.both and r.anchor.clause.kind in ("main", "part")]
    return [found for anchor in again if told and (found := _with_doer(scene, anchor, told[0])) is not None]


def _with_doer(scene: Scene, anchor: Anchor, model: Reading) -> Reading | None:
    """The model with the doer who stands in a clause of doing the same."""
    slots = scene.slots(anchor)
    phrases = [p for name in ("subj", "obj", "post") for p in slots.get(name, [])]
    actors = next((found for p in phrases if (found := [m for m in of_phrase(scene, p) if m.entity is not None])), [])
    if not actors or {m.entity for m in actors} & {m.entity for m in model.actors}:
        return None
    recipients = [msgspec.structs.replace(m, first=anchor.token, last=anchor.token + 1, head=anchor.token) for m in model.recipients]
    return Reading(anchor, model.frame, model.meaning, actors, _others(recipients, actors), [*model.chain], (), set())


def _others(recipients: list[Mention], actors: list[Mention]) -> list[Mention]:
    own = {m.entity for m in actors}
    return [m for m in recipients if m.entity not in own]


def _says_so(scene: Scene, verb: Verb, clause: Clause, patterns: frozenset[str]) -> bool:
    """Whether a clause has the verb of a pattern and then its further words, in a row, anywhere in it."""
    if verb.negated or verb.form != "fin" or verb.future or verb.possible or verb.necessary or verb.person in ("1", "2"):
        return False
    wanted = [p.split(" ", 1)[1] for p in patterns if p.split(" ", 1)[0] == verb.lemma]
    if not wanted:
        return False
    spans = [u for u in clause.units if isinstance(u, (Phrase, Verb))]
    first, last = min(u.first for u in spans), max(u.last for u in spans)
    inside = " " + " ".join(t.norm for t in scene.tokens[max(0, first - 2) : last + 2]) + " "
    return any(f" {words} " in inside for words in wanted)
