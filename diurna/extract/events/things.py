"""Things that are somebody's: to whom it is done what is done to his accounts, his embassy, or against a plot of his."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.meant import names_act, of_phrase, through
from diurna.extract.events.predicates import Anchor, Scene, governed_by
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
    told = wrought(scene, anchor)
    if not told and meaning.type in ("ACCUSE", "REJECT"):
        told = blamed(scene, anchor) or (at_home(scene, anchor) if meaning.type == "ACCUSE" else [])
    return [m for m in told if not any(m.entity == a.entity for a in actors)]


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


def blamed(scene: Scene, anchor: Anchor) -> list[Mention]:
    """By whom the deed is that an English verb speaks of, where only the noun tells it: "condemned the shelling by X"."""
    verb = anchor.verb
    if not scene.settings.bare_complements or verb is None or verb.passive:
        return []
    around, calling = [scene.slots(anchor)], scene.settings.classes.get("calling", ())
    for clause in anchor.clause.children:  # "decried what it called a provocation by X"
        naming = scene.anchors.get(clause.verb.head) if clause.verb is not None and clause.verb.lemma in calling else None
        around += [scene.slots(naming)] if naming is not None else []
    done = [p for slots in around for name in scene.settings.by for p in slots.get(name, []) if not p.time]
    return [m for p in done[:1] for m in of_phrase(scene, p) if scene.kind(m) != "place"]


def at_home(scene: Scene, anchor: Anchor) -> list[Mention]:
    """In whose state the deed was done that an English verb speaks of, with no doer: "voiced concern over the crackdown in X"."""
    if not scene.settings.bare_complements:
        return []
    for phrase in anchor.clause.phrases():
        if phrase.first < anchor.token or phrase.time or phrase.mention is not None or not names_act(scene, phrase):
            continue
        near = next((u for u in scene.after(phrase, 1) if isinstance(u, Phrase)), None)
        if near is not None and near.prep in scene.settings.inside and near.mention is not None and scene.kind(near.mention) == "state":
            return [near.mention]
    return []


def parted(scene: Scene, anchor: Anchor, words: tuple[int, ...]) -> list[Mention]:
    """The object behind an English verb's particle that is a further word of its frame: "kicked out X's ambassador"."""
    particles = scene.settings.particles - scene.settings.at
    if anchor.pos != "v" or not scene.settings.bare_complements:
        return []
    opened = [p for p in governed_by(scene, anchor, words) if p.prep in particles and p.head in words]
    return next((known for p in opened if (known := [m for m in of_phrase(scene, p) if m.entity is not None])), [])
