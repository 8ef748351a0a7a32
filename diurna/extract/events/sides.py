"""Sides: which mentions are on whose side of an act, and whose ground or force is meant."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.predicates import Anchor, Scene
from diurna.ontology.load import Operator


def ground(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is a town: what troops leave is where they leave, and nobody it is done to."""
    return scene.kind(mention) == "place" or (mention.entity is None and scene.tokens[mention.head].pos == "PROPN")


def own_force(scene: Scene, mention: Mention, actors: list[Mention]) -> bool:
    """Whether somebody sends a force of his own: "dispatched its marines" moves them against nobody."""
    entity = scene.entities.get(mention.entity or "")
    return entity is not None and entity.sector in ("MIL", "COP") and not any(m.entity == mention.entity for m in actors)


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions cover the same words."""
    return a is b or (a.first == b.first and a.last == b.last)


def same_side(scene: Scene, mention: Mention, actors: list[Mention]) -> bool:
    """Whether a party belongs to the same state as one of `actors`: "Macron promised that Paris would send aid" promises Paris nothing."""
    entity = scene.entities.get(mention.entity or "")
    country = entity.country if entity is not None else None
    own = [scene.entities.get(m.entity or "") for m in actors]
    return country is not None and any(o is not None and o.country == country for o in own)


def possessor(scene: Scene, anchor: Anchor) -> list[Mention]:
    """Whose act a noun with "its", "suo", "свій" names: the nearest actor before it in the sentence."""
    phrase = anchor.phrase
    if phrase is None or not any(t.norm in scene.settings.possessives for t in scene.tokens[phrase.first : phrase.head]):
        return []
    for unit in reversed(scene.before(phrase)):
        if isinstance(unit, Phrase) and unit.mention is not None and unit.mention.entity and scene.kind(unit.mention) != "place":
            return [unit.mention]
    return []


def belongs_to(mention: Mention, head: int, parties: list[Mention]) -> bool:
    """Whether a mention is the inner act's noun itself or one of its parties, so that the operator's words do not name it."""
    return (mention.entity is None and mention.head == head) or any(same(mention, m) for m in parties)


def compose(
    operator: Operator,
    actors: list[Mention],
    recipients: list[Mention],
    inner_actors: list[Mention],
    inner_recipients: list[Mention],
    told_of: bool = False,
) -> tuple[list[Mention], list[Mention]]:
    """Roles of a composed event: the operator's actor, or the inner one where it has none and is not `told_of` another's act; the
    recipient by the operator's order."""
    own_actors = actors or ([] if told_of else list(inner_actors))
    sources = {"own": recipients, "inner.actor": inner_actors, "inner.recipient": inner_recipients}
    for name in operator.recipient:
        found = [m for m in sources[name] if not any(same(m, a) or (m.entity and m.entity == a.entity) for a in own_actors)]
        if found:
            return own_actors, found
    return own_actors, []
