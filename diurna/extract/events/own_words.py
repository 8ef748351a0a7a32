"""Whose a frame's own words are: "orden de arresto de la CPI", "the resignation of X was announced"."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.meant import of_phrase
from diurna.extract.events.predicates import Anchor, Scene
from diurna.ontology.load import Meaning

STEPS = frozenset({"resign", "appeal-against", "apologise", "hunger-strike", "withdraw-forces"})
"""Acts that are done by whose they are, also as a frame's own word in the passive: "the resignation of X was announced"."""


def stepping(scene: Scene, anchor: Anchor, meaning: Meaning, words: tuple[int, ...]) -> list[Mention]:
    """Whose a frame's own word is that a passive tells of: "X's appeal was filed", "fue anunciada la renuncia de X"."""
    if meaning.act not in STEPS or anchor.verb is None or not anchor.verb.passive or anchor.pos != "v":
        return []
    for phrase in (p for p in scene.slots(anchor).get("obj", []) if p.head in words):
        found = [m for slot, m in phrase.modifiers if slot == "poss"]
        if found or (found := of_words(scene, anchor, words)):
            return found
    return []


def of_words(scene: Scene, anchor: Anchor, words: tuple[int, ...]) -> list[Mention]:
    """Whose act a noun with further words is (or to whom it is done), by the genitive of these: es "orden de arresto de la CPI"."""
    behind = (u for u in anchor.clause.units if isinstance(u, Phrase) and u.owner is not None and u.owner.head in words)
    bare = scene.settings.determiner_cases or scene.settings.by_case  # "заморозка активов Асада"
    linked = (u for u in behind if u.prep in scene.settings.of or (not u.prep and bare))
    return next((found for u in linked if (found := of_phrase(scene, u))), [])
