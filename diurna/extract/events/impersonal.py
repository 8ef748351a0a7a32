"""Impersonal: Romance reflexives that only leave the doer unsaid: "si arrestano gli oppositori", "si indaga sull'omicidio"."""

from __future__ import annotations

from diurna.extract.events.predicates import Anchor, Scene
from diurna.langs.frames import Frame


def told(scene: Scene, anchor: Anchor, frame: Frame) -> bool:
    """Whether a verb is reflexive where its frame is not."""
    verb, s = anchor.verb, scene.settings
    romance = s.prodrop and not s.case
    return romance and verb is not None and anchor.pos == "v" and verb.reflexive and verb.form == "fin" and not frame.reflexive


def behind(scene: Scene, anchor: Anchor, frame: Frame) -> bool:
    """Whether what stands behind such a verb is whom it is done to."""
    verb, clause = anchor.verb, anchor.clause
    if verb is None or not told(scene, anchor, frame) or clause.base is not None or clause.kind != "main":
        return False
    return all(p.first > verb.first for p in scene.slots(anchor).get("subj", []))
