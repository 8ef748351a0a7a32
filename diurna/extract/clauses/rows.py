"""Rows: verbs right beside one another of which only one has by it what they all share: "was arrested and then expelled by the police"."""

from __future__ import annotations

from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings


def passive_behind(clause: Clause) -> Clause | None:
    """The passive right behind one, with its auxiliary and so with its agent too: "was arrested and then expelled by the police"."""
    behind = clause.joint
    verb = behind.verb if behind is not None else None
    return behind if verb is not None and verb.passive and verb.last - verb.first == 1 else None


def passive_ahead(clause: Clause, s: Settings) -> Clause | None:
    """The German passive before one that nothing stands by, whose agent stands before both: "wurde von der Polizei verhört und
    freigelassen"."""
    base, verb = clause.base, clause.verb
    if not s.verb_final or base is None or base.verb is None or not base.verb.passive or verb is None or verb.last - verb.first > 1:
        return None
    return base if not any(isinstance(u, Phrase) for u in clause.units) else None


def active_behind(clause: Clause, verb: Verb, s: Settings) -> Clause | None:
    """The Slavic verb right behind one without subject, whose subject may stand behind both: "журналіста затримала, а потім вислала
    поліція"."""
    behind = clause.joint if s.by_case and not verb.passive else None
    other = behind.verb if behind is not None else None
    alike = other is not None and not other.passive and other.form == "fin" and other.number == verb.number
    return behind if alike else None
