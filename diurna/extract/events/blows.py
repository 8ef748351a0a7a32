"""One act told twice: a harm and the blow that does it ("ten people were killed in an Israeli raid on Tyre", "the raid killed ten").

The verb of harm names who suffers, the noun of the blow who strikes, where and with what: together they are one event.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Mention
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading
from diurna.extract.events.sides import same

HARMS = frozenset({"kill", "injure", "destroy"})
"""Acts that a blow does."""
VAGUE = frozenset({None, "generic/people", "generic/victims"})
"""Who suffers without being somebody's."""


def joined(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """The readings of a sentence, each harm with the blow that does it; the blow is then a part of it."""
    blows = [r for r in readings if r.anchor.pos == "n" and r.meaning.type == "ASSAULT" and r.meaning.object is None]
    if not blows:
        return readings
    out = list(readings)
    for at, harm in enumerate(readings):
        if harm.meaning.act in HARMS and harm.anchor.pos == "v" and harm.anchor.verb is not None and not harm.anchor.verb.negated:
            blow = next((b for b in blows if _does(scene, harm, b)), None)
            if blow is not None:
                out[at] = _together(harm, blow)
    return out


def _does(scene: Scene, harm: Reading, blow: Reading) -> bool:
    """Whether a blow is the subject of a verb of harm, stands behind a preposition of occasion beside it, or is among its frame's words."""
    phrase = blow.anchor.phrase
    if phrase is None or phrase.negative or harm.anchor.token in blow.used:
        return False
    if blow.anchor.token in harm.words or phrase in scene.slots(harm.anchor).get("subj", []):
        return True
    if blow.anchor.clause is not harm.anchor.clause:
        return False
    occasions = scene.settings.classes.get("occasion", ())
    outer = phrase.owner if (phrase.owner is not None and not phrase.prep) or phrase.prep in scene.settings.of else None
    carried = outer is not None and bool(outer.prep) and scene.tokens[outer.head].lemma in occasions
    return carried or phrase.prep in occasions


def _together(harm: Reading, blow: Reading) -> Reading:
    """The harm with the blow's doer where it has none of its own, its target where nobody is said to suffer, its weapons."""
    inside = _words(blow)
    actors = [m for m in harm.actors if m.head not in inside or _among(m, blow.actors)]
    recipients = [m for m in harm.recipients if m.head not in inside and not _among(m, blow.actors)]
    actors = actors or list(blow.actors)
    struck = [m for m in blow.recipients if not _among(m, actors)]
    if all(m.entity in VAGUE for m in recipients):  # whose town it was says more than "dozens", "a block of flats"
        recipients = [m for m in struck if m.entity is not None] or recipients or struck
    modes = tuple(dict.fromkeys(harm.meaning.modes + blow.meaning.modes))
    return msgspec.structs.replace(
        harm,
        meaning=msgspec.structs.replace(harm.meaning, modes=modes),
        actors=actors,
        recipients=recipients,
        chain=[*harm.chain, *blow.chain],
        words=(*harm.words, *(w for w in (blow.anchor.token, *blow.words) if w not in harm.words)),
        used=harm.used | blow.used | {blow.anchor.token},
    )


def _among(mention: Mention, parties: list[Mention]) -> bool:
    return any(same(mention, m) or (mention.entity is not None and mention.entity == m.entity) for m in parties)


def _words(blow: Reading) -> set[int]:
    """The tokens of a blow's phrase and of those who strike or are struck in it."""
    phrase: Phrase | None = blow.anchor.phrase
    own = set(range(phrase.first, phrase.last)) if phrase is not None else {blow.anchor.token}
    return own.union(*(range(m.first, m.last) for m in (*blow.actors, *blow.recipients)))
