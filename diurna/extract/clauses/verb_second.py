"""What verbs in the second place leave to be seen: the brackets around a clause, rows of verbs with one subject, reported speech without
"dass"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
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


def condition(clause: Clause, v: Verb, behind: Sequence[Unit], tokens: Sequence[Token], s: Settings) -> None:
    """Make a condition of a clause that a modal in the past opens right behind a comma, its own subject behind it: "..., sollte Peking
    die Zölle nicht zurücknehmen".
    """
    first = tokens[v.first]
    subject = next((u for u in behind if not (isinstance(u, Marker) and u.kind == "adv")), None)
    bare = isinstance(subject, Phrase) and not subject.prep and not subject.time and (not subject.cases or "n" in subject.cases)
    if bare and first.lemma in s.necessary and first.norm.endswith(("te", "ten")):
        clause.kind, clause.base, clause.marker = "if", None, Marker(v.first, "if", v.lemma)


def lone_dash(units: Sequence[Unit]) -> bool:
    """Whether a dash that no second one answers cuts a headline in two: "Cyberattacke auf Agentur - Warschau verdächtigt Moskau"."""
    return sum(isinstance(u, Marker) and u.kind == "stop" and u.norm in ("-", "–", "—") for u in units) == 1


def asyndetic(clause: Clause) -> int:
    """The place of the comma behind which a second main clause begins with a subject of its own, where the "und" before it only joins
    two phrases: "erhielten zwischen fünf und sieben Jahren, ein Student kam frei"; -1 where there is none.
    """
    verb, at = clause.verb, clause.joined
    if clause.kind != "main" or verb is None or verb not in clause.units[:at]:
        return -1
    commas = [i for i, u in enumerate(clause.units) if i > at and isinstance(u, Marker) and u.kind == "comma"]
    between = [u for u in clause.units[at + 1 : commas[0]] if isinstance(u, Phrase)] if commas else []
    behind = [u for u in clause.units[commas[-1] + 1 :] if isinstance(u, Phrase)] if commas else []
    joined = len(between) == 1 and len(between[0].group) > 1
    return commas[0] if len(commas) == 1 and joined and len(behind) == 1 and "n" in behind[0].cases and not behind[0].prep else -1
