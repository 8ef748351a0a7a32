"""What form and place say of a phrase beside a verb before cases decide: numbers of people, plurals that look like genitives, asides."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb, is_comma
from diurna.langs.settings import Settings


def plural_form(p: Phrase, head: Token, s: Settings) -> bool:
    """Whether a Slavic noun that the tagger has as a genitive may be a nominative only in the plural: "родини вимагали"."""
    slavic = (
        s.case and not s.determiner_cases and head.pos == "NOUN" and p.number == "s" and (p.mention is None or p.mention.form == "generic")
    )
    return slavic and p.cases[:1] == "g" and "n" in p.cases and head.norm != head.lemma and not head.text.isupper()


def counted_object(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a number of people behind a plural verb is whom it is done to: "задержали более 700 человек", not "погибли 700 человек"."""
    listed = s.classes.get("intransitive")
    if not listed or verb.number != "p" or verb.reflexive or verb.passive or verb.lemma in listed or verb.lemma.endswith(s.reflexive_verbs):
        return False
    counted = any(t.pos == "NUM" for t in tokens[p.first : p.head])
    return counted and p.cases != "n" and tokens[verb.head].tense == "past"


def past_aside(p: Phrase, clause: Clause, verb: Verb) -> bool:
    """Whether only an aside between commas stands between a verb and a phrase: "збив, за даними штабу, два літаки"."""
    if verb not in clause.units or p not in clause.units:
        return False
    between = clause.units[clause.units.index(verb) + 1 : clause.units.index(p)]
    if sum(map(is_comma, between)) != 2 or not is_comma(between[0]) or not is_comma(between[-1]):
        return False
    inside = [u for u in between[1:-1] if isinstance(u, Phrase)]
    return bool(inside) and bool(inside[0].prep) and not any(isinstance(u, Verb) for u in between)


def few(p: Phrase, verb: Verb, tokens: Sequence[Token], s: Settings) -> bool:
    """Whether a Russian phrase counts a few living beings in the nominative: "три депутата"; as an object it would be "трёх депутатов". A
    figure shows no case: then the verb must take no object ("погибли 23 человека")."""
    head = tokens[p.head]
    living = {"g", "a"} <= set(head.cases) and "n" not in head.cases and head.number == "s"
    numbers = [t for t in tokens[p.first : p.head] if t.pos == "NUM"]
    alone = verb.lemma in s.classes.get("intransitive", ()) or verb.lemma.endswith(s.reflexive_verbs)
    return living and any(t.norm == t.lemma and ("n" in t.cases or (not t.cases and alone)) for t in numbers)
