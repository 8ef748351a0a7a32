"""Complements: whether "che", "que" behind a phrase says what a verb before it is about, or is that phrase's relative pronoun."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.analysis import Token
from diurna.extract.clauses import doers
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings


def aside(units: Sequence[Unit]) -> bool:
    """Whether the comma right before closes an aside behind a verb ("dijo, además, que"): then a complement goes on with the verb."""
    if _apposed(units):
        return False
    commas = 0
    for unit in reversed(units):
        if isinstance(unit, Verb):
            return commas != 1
        commas += isinstance(unit, Marker) and unit.kind == "comma"
    return False


def _apposed(units: Sequence[Unit]) -> bool:
    """Whether what stands between the last commas only names whom a preposition makes an object: "destituyó al ministro, X, que"."""
    if len(units) < 4:
        return False
    whom, opened, name, closed = units[-4:]
    commas = all(isinstance(u, Marker) and u.kind == "comma" for u in (opened, closed))
    people = isinstance(whom, Phrase) and isinstance(name, Phrase) and name.mention is not None and not name.prep
    return commas and people and isinstance(whom, Phrase) and bool(whom.prep) and whom.mention is not None


def last_verb(units: Sequence[Unit]) -> Verb | None:
    """The last verb since the last stop or complementiser."""
    for unit in reversed(units):
        if isinstance(unit, Verb):
            return unit
        if isinstance(unit, Marker) and unit.kind in ("stop", "that"):
            break
    return None


def done_to_a_thing(units: Sequence[Unit], verb: Verb, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a Romance verb has a thing as its object already, so that no complement comes: "mantienen la huelga contra el estatuto que
    ..."."""
    if not s.prodrop or s.case:
        return False
    for unit in reversed(units):
        if unit is verb:
            return False
        if isinstance(unit, Phrase) and not unit.prep and not unit.time and unit.owner is None and unit.mention is None:
            head = tokens[unit.head]
            told = head.norm in s.time_words or doers.acts(unit, tokens, s)
            return head.pos == "NOUN" and not told and unit.first > verb.head and tokens[unit.first].pos == "DET"
    return False


def relative_that(
    units: Sequence[Unit], tokens: Sequence[Token], at: int, following: int, s: Settings, takes: Callable[[str], bool]
) -> bool:
    """Whether English "that" behind a phrase, at place `at`, is its relative pronoun; `following` is the first word behind it that is no
    adverb. No: "told Reuters that jets had struck the market"."""
    comma = isinstance(units[-1], Marker)
    before = next(u for u in reversed(units) if isinstance(u, Phrase))
    verb, after = last_verb(units), tokens[at + 1 :]
    content = verb is not None and takes(verb.lemma)
    if content and not comma and list(units[-2:-1]) == [verb] and whole(after):
        return False
    verb_next = following < len(tokens) and tokens[following].pos in ("VERB", "AUX")
    lacks = not comma and tokens[before.head].lemma not in s.stating and gapped(after)
    return tokens[at].pos == "PRON" or (verb_next and not comma) or (lacks and not content)


def gapped(after: Sequence[Token]) -> bool:
    """Whether what follows an English "that" lacks an object, which makes it a relative: "the trip that the envoy made to Oslo"."""
    follows = _behind_verb(after)
    return follows is not None and (follows.pos in ("ADP", "ADV", "AUX") or follows.form == "fin")


def whole(after: Sequence[Token]) -> bool:
    """Whether what follows an English "that" has subject, verb and object: "told Reuters that jets had struck the market"."""
    follows = _behind_verb(after)
    return follows is not None and follows.pos in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON") and follows.form != "fin"


def _behind_verb(after: Sequence[Token]) -> Token | None:
    """The word behind the verb of a clause that begins with its subject, None where none does or nothing follows."""
    at = 0
    while at < len(after) and after[at].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"):
        at += 1
    subject = at
    while subject and at < len(after) and after[at].pos in ("AUX", "ADV"):
        at += 1
    if not subject or at + 1 >= len(after) or after[at].pos != "VERB":
        return None
    return after[at + 1]


def wished(told: Phrase, after: Sequence[Token], s: Settings) -> bool:
    """Whether "que" behind somebody who is told something opens what he is to do: "exigió al Gobierno que suspendiera el diálogo"."""
    finite = next((t for t in after if t.form == "fin"), None)
    return told.prep in s.dat and finite is not None and finite.mood == "sub"
