"""Taken up: the content of a claim in a relative clause that denies or confirms what stands before it (extract/claims/taking_up.py)."""

from __future__ import annotations

from diurna.extract.claims import extents, taking_up
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import Found
from diurna.extract.clauses.units import Marker, Phrase


def content(stage: Stage, anchor: Anchor, floor: int) -> Found | None:
    """What a relative clause with a cue takes up: the clause before it from token `floor`; the phrase before it where the relative word
    has no antecedent of its own. None where the cue's clause takes up nothing.
    """
    verb, units = anchor.verb, stage.units
    if verb is None:
        return None
    here = stage.unit_at[verb.first]
    at = next(
        (j for j in range(here - 1, max(-1, here - 9), -1) if isinstance(m := units[j], Marker) and (m.kind == "comma" or m.norm == ":")),
        -1,
    )
    if at < 1 or taking_up.verb(stage, at + 1) is not verb:
        return None
    opener = units[at + 1]
    clausal = isinstance(opener, Phrase) or stage.tokens[opener.first].norm in stage.speech.list("clause_relatives")
    first = floor
    if not clausal:
        j = at
        while j > 0 and isinstance(units[j - 1], Phrase):
            j -= 1
        first = max(first, units[j].first)
    found = extents.piece(stage, first, units[at].first, "that" if clausal else "obj")
    if found is not None and isinstance(opener, Phrase):
        behind = units[at + 2] if not (taking_up.relative(stage, opener) or verb is units[at + 2]) else opener
        found.pieces.append((stage.tokens[opener.first].start, stage.tokens[behind.first].end))
    return found


def as_told(found: Found, others: list[Found]) -> Found:
    """What is taken up in the words of the claim that told it, where one of `others` did, without its reporting clause."""
    (start, end), *relative = found.pieces
    for other in others:
        if other.slot != "self" and other.pieces[0][0] >= start and other.pieces[-1][1] <= end + 1:
            return Found([*other.pieces, *relative], other.slot, other.start, other.quote)
    return found
