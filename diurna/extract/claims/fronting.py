"""Slavic contents that stand before their cue: what its preposition governs, and infinitives: "Комментировать удар мэр отказался"."""

from __future__ import annotations

from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import Found, piece
from diurna.extract.clauses.units import Marker, Phrase
from diurna.langs.speech import Cue


def ahead(stage: Stage, anchor: Anchor, cue: Cue) -> Found | None:
    """The content of a cue that stands before its verb, with no clause or quotation of its own; None where there is none."""
    return _of_preposition(stage, anchor, cue) or _infinitive(stage, anchor, cue)


def _of_preposition(stage: Stage, anchor: Anchor, cue: Cue) -> Found | None:
    """What the preposition of a cue governs where both stand before the verb: ru "о потерях хунта не сообщила"."""
    verb = anchor.verb
    if verb is None or not stage.settings.by_case or not cue.words or "obj" not in cue.content:
        return None
    starts = {a for a, _ in anchor.pieces}
    ahead = [u for u in stage.units if isinstance(u, Phrase) and u.first in starts and u.prep in cue.words[-1] and u.last <= verb.first]
    if not ahead:
        return None
    last = ahead[0].last
    for unit in stage.units[stage.unit_at[ahead[0].first] + 1 :]:
        if not isinstance(unit, Phrase) or unit.first != last or (unit.owner is None and not unit.prep) or unit.last > verb.first:
            break
        last = unit.last
    return piece(stage, ahead[0].first + 1, last, "obj")


def _infinitive(stage: Stage, anchor: Anchor, cue: Cue) -> Found | None:
    """The infinitive before the verb that governs it, with what belongs to it."""
    if anchor.verb is None or "inf" not in cue.content:
        return None
    found = next((c for c in anchor.clause.children if c.fronted and c.verb is not None), None)
    if found is None or found.verb is None:
        return None
    behind = found.units[found.units.index(found.verb) :]
    last = max((u.first + 1 if isinstance(u, Marker) else u.last for u in behind), default=found.verb.last)
    return piece(stage, found.verb.first, min(last, anchor.verb.first), "inf")
