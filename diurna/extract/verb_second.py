"""What verbs in the second place leave to be seen: the brackets around a clause, rows of verbs with one subject, reported speech without
"dass"."""

from __future__ import annotations

from diurna.extract.syntax import Clause
from diurna.extract.units import Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


def row(base: Clause, v: Verb) -> Clause | None:
    """The clause whose subject a German verb right behind a comma has: that of a row ("X schloss die Grenzen, verhängte ... und ..."),
    which has its verb in the second place and the same number; none behind a clause that stands first: "Sollte A ..., könnte B ...".
    """
    verb = base.verb
    if verb is None or base.kind != "main" or base.units[:1] == [verb] or verb.form != "fin" or verb.mood != v.mood:
        return None
    return base if not verb.number or not v.number or verb.number == v.number else None


def ended(clause: Clause, s: Settings) -> bool:
    """Whether a comma ends a German subordinate clause: its finite verb stands last in it ("belegte vier Männer, die X schmuggelten, mit
    Sanktionen")."""
    verb = clause.verb
    whole = verb is not None and verb.form == "fin" and not verb.auxiliary_only and clause.units[-1:] == [verb]
    return s.verb_final and whole and clause.kind in ("rel", "sub", "that", "if") and clause.parent is not None


def reporting(clauses: list[Clause], base: Clause, v: Verb, speech: Speech) -> Clause | None:
    """The clause of saying around reported speech without "dass", which a verb in the indicative behind "und" goes on with: "sagte, das
    Land sei im Krieg, und drohte ..."."""
    inner = base.verb
    if base.kind != "main" or inner is None or inner.mood != "sub" or v.mood == "sub":
        return None
    earlier = [c for c in clauses[: clauses.index(base)] if c.kind == "main" and c.verb is not None]
    before = earlier[-1] if earlier else None
    if before is None or before.verb is None or before.verb.mood == "sub":
        return None
    return before if speech.of("v", before.verb.lemma) else None
