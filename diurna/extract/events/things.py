"""Things that are somebody's: to whom it is done what is done to his accounts, his embassy, or against a plot of his."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.events.meant import of_phrase, through
from diurna.extract.events.predicates import Anchor, Scene
from diurna.extract.events.sides import same_side
from diurna.ontology.load import Meaning

ON_THINGS = frozenset({"ACCUSE", "ASSAULT", "REJECT", "SANCTION"})
"""Types whose verb may take a thing as its object that is somebody's: to him it is done."""

BY_FORCE = frozenset({"ASSAULT", "SANCTION"})
"""Types of them that are done to an institution's house as to itself."""


def whose(scene: Scene, anchor: Anchor, meaning: Meaning, words: tuple[int, ...], actors: list[Mention], spoken: bool) -> list[Mention]:
    """Who is meant by the thing that a verb without recipient is done to or speaks of; none of the actors' own side. `spoken`: it may be
    a deed, which is its doer's."""
    found = owned(scene, anchor, meaning, words) if words and meaning.type in ON_THINGS else []
    found = [m for m in found if not same_side(scene, m, actors) and all(m.head != a.head for a in actors)]
    if found or not spoken or anchor.pos != "v":
        return found
    return [m for m in wrought(scene, anchor) if not any(m.entity == a.entity for a in actors)]


def owned(scene: Scene, anchor: Anchor, meaning: Meaning, words: tuple[int, ...]) -> list[Mention]:
    """Whose the thing is that a verb's frame has as its further word, or the institution that it names: "froze the accounts of X",
    "irrumpió en la embajada de X"."""
    for unit in anchor.clause.phrases():
        if unit.head not in words or unit.time:
            continue
        if unit.mention is not None and unit.mention.entity is not None and scene.kind(unit.mention) == "government":
            return [unit.mention] if meaning.type in BY_FORCE else []
        if unit.prep and unit.prep not in scene.settings.of:
            continue
        found = [m for m in through(scene, unit) if scene.kind(m) not in ("", "place") and m.form != "pronoun"]
        if found and unit.mention is None:
            return found
    return []


def not_own(
    scene: Scene, anchor: Anchor, meaning: Meaning, words: tuple[int, ...], actors: list[Mention], recipients: list[Mention]
) -> list[Mention]:
    """The recipients, or where they are but places of the actors' own side whose thing it is that stands there: "France closed the Russian
    consulate in Lyon"."""
    if not all(m.form == "name" and same_side(scene, m, actors) for m in recipients):
        return recipients
    return whose(scene, anchor, meaning, words, actors, False) or recipients


def wrought(scene: Scene, anchor: Anchor) -> list[Mention]:
    """By whom the deed was done that a verb speaks of: "denounced a plot hatched by X", "осудил обстрел, устроенный X"."""
    objects = scene.slots(anchor).get("obj", [])[:1]
    for clause in anchor.clause.children:
        if clause.kind == "part" and clause.verb is not None and any(clause.antecedent is p for p in objects):
            done = scene.anchors.get(clause.verb.head)
            doers = scene.slots(done).get("subj", []) if done is not None and clause.verb.passive else []
            return next((found for p in doers if p is not clause.antecedent and (found := of_phrase(scene, p))), [])
    return []
