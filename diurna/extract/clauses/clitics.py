"""Clitics: object pronouns in or at the end of a verb group."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.units import Verb
from diurna.langs.settings import Settings


def of_object(tokens: tuple[Token, ...], verb: Verb, s: Settings) -> int | None:
    """The token of a third person's object pronoun in a verb group (it/es "lo", "le", "li"), or of the infinitive or gerund that ends in
    one ("expresarle su apoyo")."""
    head = tokens[verb.head]
    if verb.form in ("inf", "ger") and head.form in ("inf", "ger") and head.norm != head.lemma:
        ending = next((c for c in ("los", "las", "les", "lo", "la", "le", "gli", "li") if c in s.clitics and head.norm.endswith(c)), "")
        stem = head.norm[: -len(ending)] if ending else ""
        if stem.endswith(("r", "ndo")) and not stem.endswith(tuple(s.reflexive_endings)):
            return verb.head
    for i in range(verb.first, verb.head):
        norm = tokens[i].norm
        if norm in s.clitics and norm not in s.reflexives and norm.startswith(("l", "gli")):
            return i
    return None


def points(tokens: tuple[Token, ...], verb: Verb | None, s: Settings) -> bool:
    """Whether a verb has its object in its form only, somebody named before: "fue detenido esa noche", "lo golpearon"."""
    if verb is None or s.case:
        return False
    return (verb.passive and s.prodrop) or of_object(tokens, verb, s) is not None
