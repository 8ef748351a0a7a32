"""Marked objects: persons as objects behind a preposition, and what they tell of the subject: es "detuvo a tres hombres"."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses import arguments
from diurna.extract.clauses.arguments import Slots
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings


def of_clause(clause: Clause, s: Settings) -> list[Phrase]:
    """The phrases behind what stands before persons as objects."""
    if not s.object_prepositions:
        return []
    return [u for u in clause.units if isinstance(u, Phrase) and u.prep in s.object_prepositions and u.owner is None and not u.time]


def invert(slots: Slots, clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> None:
    """A bare actor behind a verb whose object is marked is its subject: es "Condenó Managua a San José", "A Chile lo felicitó Perú"."""
    marked = of_clause(clause, s)
    if not marked or verb.passive or verb.form != "fin" or slots.get("subj"):
        return
    clitic = any(t.norm in s.clitics and t.norm not in s.reflexives for t in tokens[verb.first : verb.head])
    bare = [p for p in slots.get("post", []) if not p.prep and p.mention is not None and (clitic or p.mention.form in ("name", "title"))]
    if not bare or (not clitic and clause.units.index(marked[0]) < clause.units.index(bare[-1]) - 1):
        return
    subject = bare[-1]
    rest = [p for p in slots.get("post", []) if p is not subject]
    slots["subj"] = [subject]
    slots["obj"] = rest[:1] or arguments.heads(marked)
    slots["dat"] = [p for p in slots.get("dat", []) if p is not subject] or arguments.heads(marked)


def fill(slots: Slots, clause: Clause, verb: Verb, s: Settings) -> None:
    """Persons as objects behind a preposition (es "detuvo a tres hombres"): the object of a verb that has no other."""
    if verb.passive or slots.get("obj"):
        return
    marked = of_clause(clause, s)
    antecedent, marker = clause.antecedent, clause.marker
    if clause.kind == "rel" and antecedent is not None and marker is not None and marker.prep in s.object_prepositions:
        marked.insert(0, antecedent)
    if marked:
        slots["obj"] = arguments.heads(marked)
