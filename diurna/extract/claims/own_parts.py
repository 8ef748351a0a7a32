"""A cue's own part of its sentence, where the content is all that is said there: "wies die Vorwürfe zurück und drohte Kiew"."""

from __future__ import annotations

from diurna.extract.claims import said_before
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import turning
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase


def own_part(stage: Stage, anchor: Anchor) -> tuple[int, int]:
    """The sentence around a cue, or its own clause of a row: "wies die Vorwürfe zurück und drohte Kiew"."""
    turn = next((i for i in range(anchor.last, len(stage.tokens)) if turning(stage, i) or _parted(stage, i - 1)), 0)
    after = next((i + 1 for i in range(anchor.first - 1, -1, -1) if stage.tokens[i].text == ";" and stage.inside_quote(i) is None), 0)
    after = max(after, said_before.behind(stage, anchor), _beside(stage, anchor))
    whole = (stage.tokens[after].start if after else stage.sentence.start, stage.tokens[turn - 1].start if turn else stage.sentence.end)
    if anchor.clause.kind == "rel":
        return _relative_part(stage, anchor)
    root = _first_of_row(anchor.clause)
    row = sorted((c for c in stage.syntax.clauses if c.units and _first_of_row(c) is root), key=lambda c: c.units[0].first)
    if anchor.clause not in row or len(row) < 2:
        return whole
    at, tokens = row.index(anchor.clause), stage.tokens
    start = whole[0] if at == 0 else tokens[_opening(stage, row[at])].start
    if at + 1 == len(row):
        return start, whole[1]
    last = _opening(stage, row[at + 1]) - 1
    while last > 0 and tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return (start, tokens[last].end) if tokens[last].end > start else whole


def _beside(stage: Stage, anchor: Anchor) -> int:
    """Where a German clause begins that stands with its subject in front behind a comma and a main clause: "A verlor, B drohte mit Krieg";
    else 0."""
    clause = anchor.clause
    first = clause.units[0] if clause.units else None
    if not stage.settings.verb_final or clause.kind != "main" or not isinstance(first, Phrase) or first.prep or not clause.verb:
        return 0
    verbs = [c.verb for c in stage.syntax.clauses if c.kind == "main" and c.verb is not None]
    told = any(v.last <= first.first and v.form == "fin" for v in verbs)
    apart = first.first > 0 and stage.tokens[first.first - 1].text == "," and first.first < clause.verb.first
    return first.first if told and apart else 0


def _parted(stage: Stage, i: int) -> bool:
    """Whether a semicolon outside quotations stands at a token: what follows is said anew."""
    return stage.tokens[i].text == ";" and stage.inside_quote(i) is None


def _relative_part(stage: Stage, anchor: Anchor) -> tuple[int, int]:
    """A relative clause, between its commas: "der im April jeden Kontakt bestritten hatte"."""
    tokens, at = stage.tokens, anchor.token
    first = next((i + 1 for i in range(at, -1, -1) if tokens[i].text == ","), 0)
    last = next((i for i in range(at, len(tokens)) if tokens[i].text in ",.;!?…"), len(tokens))
    return tokens[first].start, tokens[last - 1].end


def _opening(stage: Stage, clause: Clause) -> int:
    """The first token of a clause that is no stop."""
    return next((u.first for u in clause.units if stage.tokens[u.first].pos != "PUNCT"), clause.units[0].first)


def _first_of_row(clause: Clause) -> Clause:
    """The first of the clauses that a clause is coordinated with."""
    while clause.base is not None:
        clause = clause.base
    return clause
