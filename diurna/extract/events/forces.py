"""Whom forces are gathered against, and whom they leave."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from diurna.analysis import Mention
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.predicates import Anchor, Scene, in_class
from diurna.extract.events.sides import own_force, same
from diurna.ontology.load import Meaning

LEAVING = frozenset({"withdraw-forces", "announce-withdrawal"})
"""Acts that are done to whom troops leave, and not to these."""


def leave_only(scene: Scene, meaning: Meaning, recipients: list[Mention], actors: list[Mention]) -> bool:
    """Whether all that a withdrawal is done to are the forces withdrawn: "annonce le retrait de ses troupes du Mali"."""
    return meaning.act in LEAVING and bool(recipients) and all(own_force(scene, m, actors) for m in recipients)


def without_own(scene: Scene, slots: Mapping[str, list[Phrase]], actors: list[Mention]) -> dict[str, list[Phrase]]:
    """The slots of a withdrawal without the forces themselves, so that whom they leave is seen."""
    return {name: [p for p in phrases if p.mention is None or not own_force(scene, p.mention, actors)] for name, phrases in slots.items()}


def across(scene: Scene, anchor: Anchor, actors: list[Mention]) -> list[Mention]:
    """The state beyond a border at which forces are gathered: "massed troops on the border with X" (class "border" of the pack)."""
    phrases = [u for u in anchor.clause.units if isinstance(u, Phrase)]
    for border, beyond in pairwise(phrases):
        if not border.prep or border.last != beyond.first or not in_class(scene, scene.tokens[border.head], "border"):
            continue
        mention = beyond.mention
        if mention is not None and mention.entity and beyond.prep and not any(same(mention, a) for a in actors):
            return [mention] if scene.kind(mention) == "state" else []
    return []
