"""Whom an English promise is for that no frame knows, and who holds those whose release is asked for."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.events import sides
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.predicates import Anchor, Scene


def promised(scene: Scene, anchor: Anchor, actors: list[Mention]) -> list[Mention]:
    """Whom the infinitive behind a promise would be done for: "agreed to send engineers to Chad", "offered to build ships for Chad"."""
    s = scene.settings
    if not s.bare_complements or anchor.pos == "n":
        return []
    for clause in anchor.clause.children:
        verb = clause.verb
        if clause.kind != "inf" or verb is None or verb.first < anchor.token:
            continue
        found = _others(scene, verb.head, ("dat", *s.dat, *s.together), actors)
        if found:
            return found
    return []


def holders(scene: Scene, held: list[Mention], actors: list[Mention]) -> list[Mention]:
    """Who holds people whose release is asked for: "sought the release of a writer jailed in Chad", "... held by Chad"."""
    if not scene.settings.bare_complements:
        return []
    heads = {m.head for m in held}
    for clause in scene.syntax.clauses:
        if clause.kind == "part" and clause.verb is not None and clause.antecedent is not None and clause.antecedent.head in heads:
            found = _others(scene, clause.verb.head, ("subj", *scene.settings.by, *scene.settings.inside), actors)
            if found:
                return found
    return []


def _others(scene: Scene, token: int, names: tuple[str, ...], actors: list[Mention]) -> list[Mention]:
    """The first known party in slots of a verb that is not of the actors' side."""
    anchor = scene.anchors.get(token)
    slots = scene.slots(anchor) if anchor is not None else {}
    for name in names:
        known = [m for p in slots.get(name, []) for m in of_phrase(scene, p) if m.entity is not None]
        if found := [m for m in known if not sides.same_side(scene, m, actors)]:
            return found[:1]
    return []
