"""Who can act: which phrases name a doer, and which in a German clause are none though their form would allow it."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings


def acts(p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase names who can act: an actor, or a noun for people or forces."""
    named = p.mention is not None and p.mention.form in ("name", "title", "generic", "inhabitant")
    return named or any(tokens[p.head].lemma in s.classes.get(name, ()) for name in ("people", "troops"))


def inert(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase is no doer of what only somebody does on purpose (classes "willed", "speaking"): in "den Antrag wies der
    Senat zurück", "das nannte Putin Erpressung" the object stands first.
    """
    if verb.passive or verb.lemma not in s.classes.get("willed", ()):
        return False
    head = tokens[p.head]
    pointing = head.norm in s.determiners or head.norm in s.classes.get("dummy", ())
    named = (head.pos == "PROPN" or (p.mention is not None and p.mention.form == "pronoun")) and not pointing
    return not (named or acts(p, tokens, s) or head.lemma in s.classes.get("speaking", ()))


def holds_place(verb: Verb, p: Phrase, others: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether "es" only stands where the subject would, which follows: "es seien nur Kasernen angegriffen worden"
    (class "dummy"). `others`: the phrases that agree with the verb."""
    if tokens[p.head].norm not in s.classes.get("dummy", ()) or not (verb.passive or verb.lemma in s.motion):
        return False
    return any(q.first > p.first for q in others)


def some(p: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase only counts people: before a German verb with a name behind it, whom it is done to: "1000 Flüchtlinge haben die
    USA aufgenommen".
    """
    return tokens[p.first].pos == "NUM" and (p.mention is None or p.mention.form == "generic")
