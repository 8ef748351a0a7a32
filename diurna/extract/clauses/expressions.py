"""Expressions: a Romance verb with a bare noun, whose subject stands behind both: "ne ha dato notizia il ministero"."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings


def holds(clause: Clause, verb: Verb, after: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a verb and the first phrase behind it are one expression, so that the second one may be its subject: "hanno preso parte i
    ministri"."""
    if not s.prodrop or s.case or verb.form != "fin" or verb.passive or verb.reflexive or len(after) < 2:
        return False
    noun, doer = after[0], after[1]
    bare = noun.last - noun.first == 1 and noun.mention is None and tokens[noun.head].pos == "NOUN" and noun.first == verb.last
    return bare and noun.last == doer.first and not doer.after_comma and clause.kind != "rel"
