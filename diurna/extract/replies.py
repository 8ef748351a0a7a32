"""Replies: which claim a denial answers, where its own words do not say ("denied the allegation", "rejected these words")."""

from __future__ import annotations

from diurna.extract.stands import Told, points_back, same_speaker
from diurna.model import Claim

BACK = 6
"""How many claims back the claim that is answered may stand."""
SENTENCES = 3
"""How many sentences back it may stand."""
TELLING = frozenset({"say", "confirm", "assess", "accuse"})


def replies(told: Told) -> dict[str, str]:
    """The id of each denial that answers an earlier claim of somebody else, with the id of that claim.

    A content that points back answers the nearest accusation, else the nearest statement; any denial answers an accusation that
    stands right before it in its sentence or accuses the one who denies.
    """
    out: dict[str, str] = {}
    claims = told.analysis.claims
    for at, claim in enumerate(claims):
        if claim.act != "deny" or not claim.speakers:
            continue
        place = told.place(claim)
        earlier = [
            c
            for c in reversed(claims[max(0, at - BACK) : at])
            if c.act in TELLING and c.speakers and 0 <= place - told.place(c) <= SENTENCES and _others(told, c, claim)
        ]
        found = _answered(told, claim, earlier)
        if found is not None:
            out[claim.id] = found.id
    return out


def _answered(told: Told, denial: Claim, earlier: list[Claim]) -> Claim | None:
    accusations = [c for c in earlier if c.act == "accuse"]
    if points_back(told, denial):
        near = [c for c in accusations if told.place(denial) - told.place(c) <= 1]
        return next(iter([*near, *earlier]), None)
    for c in accusations:
        distance = told.place(denial) - told.place(c)
        if (distance == 0 and c is earlier[0] and _tells(told, c)) or _names(told, c, denial):
            return c
    return None


def _tells(told: Told, claim: Claim) -> bool:
    """Whether a content says what somebody did, and does not only name a thing ("condemned the raid")."""
    return any(t.pos == "VERB" for span in claim.content for t in told.tokens(span))


def _others(told: Told, a: Claim, b: Claim) -> bool:
    """Whether two claims are of different speakers."""
    return not told.unnamed(a) and not told.unnamed(b) and same_speaker(a, b, told.analysis.entities) is None


def _names(told: Told, accusation: Claim, denial: Claim) -> bool:
    """Whether an accusation is against the one who denies: the speaker is named in its content."""
    speakers = {p.entity for p in denial.speakers if p.entity}
    text = told.analysis.input.text
    spoken = {text[p.start : p.end] for p in denial.speakers if p.end - p.start > 2}
    inside = [text[c.start : c.end] for c in accusation.content]
    return any(w in part for w in spoken for part in inside) or any(told.names(c, speakers) for c in accusation.content)
