"""Joints: where a reporting clause goes on with another verb behind "and", or the clause around it does behind a comma."""

from __future__ import annotations

from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting

NEXT = 4
"""Main verbs behind a relative clause, at most, of which one may be that of the clause around it."""


def joined(stage: Stage, verb: Verb) -> bool:
    """Whether a verb goes on with the clause before it, right behind "and": "dijo que no y pidió una tregua"."""
    k = stage.unit_at[verb.first]
    before = stage.units[k - 1] if k else None
    return not stage.settings.case and isinstance(before, Marker) and before.kind == "and"


def going_on(stage: Stage, anchor: Anchor) -> list[int]:
    """Where the reporting clause itself goes on with another verb, at the "and" before it: "said that A left and, later, asked for B"."""
    told = stage.settings.bare_complements and any(c.kind == "that" for c in anchor.clause.children)
    if not (stage.settings.prodrop or told) or stage.settings.case or anchor.verb is None:
        return []
    out: list[int] = []
    for clause in stage.syntax.clauses:
        if clause.base is not anchor.clause or clause.verb is None or clause.verb.first < anchor.last or not clause.units:
            continue
        if stage.tokens[clause.verb.first - 1].norm in stage.settings.free_relatives:
            continue  # "multare chi bloccherà le strade"
        first = clause.units[0].first
        at = next((i for i in range(first - 1, max(anchor.last, first - 8), -1) if stage.tokens[i].norm in stage.settings.coordinators), -1)
        out.append(first if at < 0 or any(t.form == "fin" for t in stage.tokens[at:first]) else at)
    return out


def inside(stage: Stage, anchor: Anchor) -> bool:
    """Whether a cue's verb stands in a relative or complement clause, which closes no sentence: "las bandas, a las que tildó de ..."."""
    romance = stage.settings.prodrop and not stage.settings.case
    return romance and anchor.clause.kind in ("rel", "that") and not anchor.clause.inverted


def resumed(stage: Stage, anchor: Anchor) -> list[int]:
    """Where the clause around a relative clause or participle goes on: "X, who swore that A, now says B"."""
    if anchor.clause.kind not in ("rel", "part"):
        return []
    verbs = [c.verb for c in stage.syntax.clauses if c.kind == "main" and c.verb is not None and c.verb.form == "fin"]
    ahead = anchor.clause.kind == "part" and anchor.clause.antecedent is None and not stage.settings.case
    behind = [v for v in verbs if v.first > anchor.last][:NEXT]
    found = [behind_comma(stage, v, phrases=ahead) for v in behind]
    return [at for at in found if at > anchor.last]


def behind_comma(stage: Stage, verb: Verb, *, phrases: bool) -> int:
    """The token behind the comma before a verb, where nothing but when and how stands between them, or with `phrases` any, its subject
    among them; -1 otherwise."""
    first = verb.first
    for unit in reversed(stage.units[: stage.unit_at[verb.first]]):
        if isinstance(unit, Marker) and unit.kind == "comma":
            return first
        if not (isinstance(unit, Marker) and unit.kind == "adv") and not (isinstance(unit, Phrase) and (unit.time or phrases)):
            return -1
        first = unit.first
    return -1


def within(stage: Stage, anchor: Anchor, verb: Verb) -> bool:
    """Whether a German cue ends a subordinate clause that is no report: "..., nachdem Trump mit Zöllen gedroht hatte"."""
    clause, reported = anchor.clause, stage.speech.list("reported_by")
    if clause.kind not in ("sub", "if") or clause.marker is None or clause.marker.norm in reported or not clause.units:
        return False
    subject = slotting.of_verb(clause, stage.tokens, stage.settings).get("subj", [])
    return bool(subject) and subject[0].last <= verb.first and clause.units[-1] is verb
