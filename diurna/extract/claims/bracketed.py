"""Contents that are objects before their verb or inside its brackets: "den Bericht wies Rom zurück", "dem Mann wird Betrug vorgeworfen"."""

from __future__ import annotations

from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import Found, piece, up_to, what_of
from diurna.extract.claims.houses import things
from diurna.extract.claims.leads import span_of
from diurna.extract.clauses.units import Phrase
from diurna.extract.events import slots as slotting
from diurna.langs.speech import Cue


def _by_agent(stage: Stage, anchor: Anchor) -> bool:
    """Whether a German passive names who speaks: "der Vorwurf wurde von Carney zurückgewiesen"."""
    return stage.settings.verb_final and {"subj", "obj"} <= slotting.of_verb(anchor.clause, stage.tokens, stage.settings).keys()


def _held_against(stage: Stage, anchor: Anchor, cue: Cue) -> bool:
    """Whether a German passive says what somebody is accused of and not by whom: "dem Mann wird Betrug vorgeworfen"."""
    told = stage.settings.verb_final and anchor.verb is not None and anchor.verb.mood != "sub"
    return told and cue.act == "accuse" and "dat" in slotting.of_verb(anchor.clause, stage.tokens, stage.settings)


def _behind_person(stage: Stage, datives: list[Phrase]) -> tuple[int, int] | None:
    """A bare German noun at the end of the phrase for him it is held against: "warf dem Kanzler Betrug vor"."""
    if not stage.settings.verb_final:
        return None
    for p in datives:
        nouns = [i for i in range(p.first, p.last) if stage.tokens[i].pos == "NOUN"]
        bare = p is not datives[0] and not any(t.pos == "DET" for t in stage.tokens[p.first : p.last])
        if nouns and nouns[-1] == p.last - 1 and (bare or nouns[-1] - 1 in nouns):
            return nouns[-1], p.last
    return None


def by_slots(stage: Stage, anchor: Anchor, cue: Cue, skip: list[Phrase]) -> Found | None:
    """The object where it stands before its verb or inside the verb's brackets, in languages whose cases say what it is."""
    if (
        not stage.settings.case
        or anchor.verb is None
        or "obj" not in cue.content
        or (anchor.verb.passive and not (_by_agent(stage, anchor) or _held_against(stage, anchor, cue)))
    ):
        return None
    if cue.words and stage.settings.verb_final:
        governed = [p for p in anchor.clause.phrases() if p.prep in cue.words[-1]]
        if governed or any(w in stage.settings.prepositions for w in cue.words[-1]):
            return piece(stage, governed[0].first, governed[0].last, "obj") if governed else None
    slots = slotting.of_verb(anchor.clause, stage.tokens, stage.settings)
    if (behind := _behind_person(stage, slots.get("dat", []))) is not None and not slots.get("obj"):
        return piece(stage, *behind, "obj")
    objects = [p for p in things(stage, anchor.verb, slots) if p not in skip]
    if not objects or stage.tokens[objects[0].head].pos == "PRON":
        return None
    about, (first, last) = what_of(stage, anchor, objects[0]) if cue.words else None, span_of(stage, objects[0])
    return about or piece(stage, first, up_to(stage, last, anchor), "obj")
