"""Joints: where a reporting clause goes on with another verb behind "and"."""

from __future__ import annotations

from diurna.extract.cues import Anchor, Stage
from diurna.extract.units import Marker, Verb


def joined(stage: Stage, verb: Verb) -> bool:
    """Whether a verb goes on with the clause before it, right behind "and": "dijo que no y pidió una tregua"."""
    k = stage.unit_at[verb.first]
    before = stage.units[k - 1] if k else None
    return not stage.settings.case and isinstance(before, Marker) and before.kind == "and"


def going_on(stage: Stage, anchor: Anchor) -> list[int]:
    """Where the reporting clause itself goes on with another verb, at the "and" before it: "said that A left and, later, asked for B"."""
    if not stage.settings.prodrop or stage.settings.case or anchor.verb is None:
        return []
    out: list[int] = []
    for clause in stage.syntax.clauses:
        if clause.base is not anchor.clause or clause.verb is None or clause.verb.first < anchor.last or not clause.units:
            continue
        first = clause.units[0].first
        at = next((i for i in range(first - 1, max(anchor.last, first - 8), -1) if stage.tokens[i].norm in stage.settings.coordinators), -1)
        out.append(first if at < 0 or any(t.form == "fin" for t in stage.tokens[at:first]) else at)
    return out


def inside(stage: Stage, anchor: Anchor) -> bool:
    """Whether a cue's verb stands in a relative or complement clause, which closes no sentence: "las bandas, a las que tildó de ..."."""
    romance = stage.settings.prodrop and not stage.settings.case
    return romance and anchor.clause.kind in ("rel", "that") and not anchor.clause.inverted
