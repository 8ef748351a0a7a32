"""Nouns of force against people without a name: a number of them, soldiers or police; and harm that nobody does."""

from __future__ import annotations

from diurna.extract.clauses.units import Phrase
from diurna.extract.events.predicates import Scene, in_class
from diurna.extract.events.readings import Reading

BLOWS = frozenset({"attack", "bomb", "suicide-attack", "shell", "shoot", "stab"})
"""Acts of force that are news wherever they happen to soldiers or police."""


def counted(scene: Scene, reading: Reading) -> bool:
    """Whether a noun tells of force against a number of people: "о расстреле двух морпехов", "un attacco a due poliziotti"."""
    if reading.meaning.type not in ("ASSAULT", "COERCE") or mishap(scene, reading):
        return False
    if not scene.settings.by_case:
        behind = [p for m in reading.recipients if (p := scene.syntax.phrase_at.get(m.head)) is not None and p.prep]
        return any(any(t.pos == "NUM" for t in scene.tokens[p.first : p.head]) and _right_behind(reading, p) for p in behind)
    phrases = [p for m in reading.recipients if (p := scene.syntax.phrase_at.get(m.head)) is not None]
    return any(scene.tokens[p.first].pos == "NUM" and p.owner is reading.anchor.phrase for p in phrases)


def _right_behind(reading: Reading, phrase: Phrase) -> bool:
    return reading.anchor.phrase is not None and phrase.first == reading.anchor.phrase.last


def forces_hit(scene: Scene, reading: Reading) -> bool:
    """Whether a noun tells of an attack on soldiers or police who are nobody's by name: "attentato contro un convoglio della polizia"."""
    if reading.meaning.act not in BLOWS or reading.anchor.phrase is None or mishap(scene, reading):
        return False
    hit = [scene.entities.get(m.entity or "") for m in reading.recipients]
    placed = any(p.mention is not None and scene.kind(p.mention) in ("place", "state") for p in scene.syntax.phrase_at.values())
    return placed and any(e is not None and e.sector in ("MIL", "COP") for e in hit)


def mishap(scene: Scene, reading: Reading) -> bool:
    """Whether the sentence tells of an accident or a disaster that harms people by itself (class "mishap" of the pack)."""
    return reading.meaning.type == "ASSAULT" and any(in_class(scene, t, "mishap") for t in scene.tokens)
