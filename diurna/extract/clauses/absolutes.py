"""Absolutes: participles that stand before their own noun: "Liberati tre ostaggi, ...", "assolto in appello l'ex generale"."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses import doers, genders
from diurna.extract.clauses.arguments import Slots
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings


def absolute(slots: Slots, clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a participle stands before its own noun: at the head of a sentence, or of a headline behind its place: "Liberati tre ostaggi,
    ...", "Tripoli, ucciso il capo".
    """
    noun = next(iter(slots.get("obj", [])), None)
    if noun is None or not verb.passive or s.case or s.bare_complements:
        return False
    if verb.last != noun.first:
        return _apart(clause, verb, noun, tokens, s)
    upper = clause.parent
    if clause.antecedent is not None and (upper is None or upper.verb is not None or len(upper.phrases()) != 1 or not upper.comma):
        return False
    return genders.same_form(tokens[verb.head], noun, tokens)


def _apart(clause: Clause, verb: Verb, noun: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a participle stands before its own noun with but a place or time between, and the noun before it is another's: "Strage del
    mercato, assolto in appello l'ex generale"."""
    between = [u for u in clause.units if isinstance(u, Phrase) and verb.last <= u.first < noun.first]
    struck = tokens[noun.head].pos == "PROPN" or tokens[noun.head].lemma in s.classes.get("target", ())
    able = struck or doers.acts(noun, tokens, s)
    if not s.prodrop or not between or not all(u.prep or u.time for u in between) or not able:
        return False
    before = clause.antecedent
    other = before is None or bool(before.prep) or not genders.same_form(tokens[verb.head], before, tokens)
    return other and genders.same_form(tokens[verb.head], noun, tokens)
