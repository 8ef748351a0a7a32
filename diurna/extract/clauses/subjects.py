"""Subjects behind their verb: who stands there where the order alone would make an object of it, and what a relative pronoun is then; an
object that two participles share, and one that opens with whom a thing is given to."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.doers import acts
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.langs.settings import Settings

_MARKED = ("person/", "group/", "org/")
"""Entities that as objects have a preposition where persons have one: bare behind the verb they are its subject."""


def disagrees(verb: Verb, p: Phrase) -> bool:
    """Whether a phrase shows another number than the verb; a list of phrases is plural, a name shows none."""
    number = "p" if len(p.group) > 1 else p.number
    return bool(verb.number and number and verb.number != number)


def does_it(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether who can act is the subject behind a verb with nothing before it: the verb has its object in a pronoun ("los dispersó la
    policía"), or a person would have a preposition as object ("renunció el ministro Díaz")."""
    if not s.prodrop or s.case or verb.form != "fin" or verb.passive or verb.reflexive or verb.lemma in s.copula:
        return False
    if p.after_comma or disagrees(verb, p) or not acts(p, tokens, s):
        return False
    inside = [t.norm for t in tokens[verb.first : verb.head] if t.norm in s.clitics and t.norm[:1] == "l"]
    if any(norm not in s.dative_clitics for norm in inside):
        return True
    entity = p.mention.entity if p.mention is not None else None
    person = (entity or "").startswith("person/") or (p.mention is not None and p.mention.form == "title")
    noun = bool(inside) and p.number != "p" and tokens[p.first].norm in s.articles
    return bool(s.object_prepositions) and (person or noun) and verb.lemma not in s.classes.get("unmarked_object", ())


def doubled(verb: Verb, before: list[Phrase], after: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a thing before the verb is its object, which a pronoun takes up, and who stands behind does it: "la planta la atacó el
    ejército"."""
    if not s.prodrop or s.case or verb.form != "fin" or verb.passive or len(before) != 1 or not after or after[0].after_comma:
        return False
    inside = [t for t in tokens[verb.first : verb.head] if t.norm in s.clitics and t.norm[:1] == "l" and t.norm not in s.dative_clitics]
    thing, head = before[0], tokens[before[0].head]
    genders = ("", head.gender, tokens[thing.first].gender)
    agree = any(not t.norm[-1].isalpha() or (t.gender in genders and t.number in ("", head.number)) for t in inside)
    return agree and not acts(thing, tokens, s) and thing.mention is None and acts(after[0], tokens, s) and not disagrees(verb, after[0])


def owned_object(
    verb: Verb, slots: dict[str, list[Phrase]], before: list[Phrase], tokens: tuple[Token, ...], s: Settings
) -> tuple[list[Phrase], list[Phrase]] | None:
    """Object and subject of a clause behind "whose" in which the noun that is owned is whom it is done to: a second noun stands before the
    verb ("whose leader the army killed"), or who acts stands behind it, as an object would have its preposition ("cuyo jefe mató el
    ejército")."""
    if verb.passive or verb.form != "fin" or not before:
        return None
    if len(before) > 1 and not before[1].after_comma and before[1].owner is None and acts(before[1], tokens, s) and not slots.get("post"):
        return before[:1], before[1:2]
    post = slots.get("post", [])
    if s.object_prepositions and post and acts(post[0], tokens, s) and not disagrees(verb, post[0]):
        return before[:1], post[:1]
    return None


def put_behind(slots: dict[str, list[Phrase]], clause: Clause, tokens: tuple[Token, ...], s: Settings) -> None:
    """People behind the verb of an adverbial relative clause are its subject: "la valla en la que trabajan los obreros"."""
    verb, post = clause.verb, slots.get("post", [])
    if not s.object_prepositions or verb is None or not post or slots.get("subj") or verb.form != "fin" or verb.passive:
        return
    if any(isinstance(u, Phrase) and verb.last <= u.first < post[0].first for u in clause.units):
        return  # "a los que vincula con la muerte del activista Juan Díaz": a name behind another noun
    only_so_called = post[0].last - post[0].first == 1 and tokens[post[0].head].pos != "PROPN" and post[0].number != "p"
    if only_so_called and tokens[post[0].head].text.islower():
        return  # "la banda a la que declaró terrorista"
    if acts(post[0], tokens, s) and not post[0].after_comma and not disagrees(verb, post[0]):
        slots["subj"], slots["obj"] = post[:1], post[1:2]


def behind(slots: dict[str, list[Phrase]], clause: Clause, antecedent: Phrase, tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """The subject behind the verb of a relative clause whose pronoun is its object: by number, or where it alone can act:
    "las armas que vende el grupo", "la reforma che propone il ministro".
    """
    verb, post = clause.verb, slots.get("post", [])
    if not s.prodrop or verb is None or not post or verb.form != "fin" or verb.passive or verb.reflexive or verb.lemma in s.copula:
        return None
    first = post[0]
    if first.after_comma or disagrees(verb, first):
        return None
    entity = first.mention.entity if first.mention is not None else None
    named = entity is not None and entity.startswith(_MARKED)
    able = bool(s.object_prepositions) and acts(first, tokens, s) and (named or not acts(antecedent, tokens, s))
    return first if able or disagrees(verb, antecedent) else None


def object_only(clause: Clause, antecedent: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a relative pronoun is but the object of a plural verb without subject: it stands for one thing."""
    verb = clause.verb
    plural = s.prodrop and not s.case and verb is not None and verb.form == "fin" and verb.number == "p" and not verb.passive
    one = antecedent.number == "s" and len(antecedent.group) < 2 and antecedent.mention is None and not antecedent.amount
    return plural and one and not acts(antecedent, tokens, s) and tokens[antecedent.head].pos == "NOUN"


def clashes(verb: Verb, subject: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether an inherited subject has another number than the verb: ru "оказались жена и соратница, обеих отпустили" names no doer; an
    acronym shows no number."""
    if len(subject.group) < 2 and tokens[subject.head].text.isupper():
        return False
    number = "p" if len(subject.group) > 1 else subject.number
    return bool(verb.number and number and verb.number != number) or _other_gender(verb, subject, tokens)


def _other_gender(verb: Verb, subject: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a place or state has another gender than a past tense of the singular: "..., что Москва медлит, и призвал"."""
    entity = subject.mention.entity if subject.mention is not None and subject.mention.form == "name" else None
    if entity is None or len(subject.group) > 1 or not (len(entity) == 3 or entity.startswith(("geo/", "place/"))):
        return False
    said, named = tokens[verb.head], tokens[subject.head]
    return verb.number == "s" and named.number == "s" and bool(said.gender and named.gender) and said.gender != named.gender


def shares_object(clause: Clause, verb: Verb, slots: dict[str, list[Phrase]], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a German participle in a row has the object of the one before: "hat drei Männer geholt und in Gewahrsam genommen"."""
    base = clause.base.verb if clause.base is not None else None
    if (
        not s.determiner_cases
        or base is None
        or base.passive
        or verb.passive
        or verb.reflexive
        or verb.lemma in s.motion
        or slots.get("obj")
    ):
        return False
    return all(tokens[v.head].form == "part" for v in (base, verb)) and verb.last - verb.first == 1


def given_to(verb: Verb, slots: dict[str, list[Phrase]], s: Settings) -> dict[str, list[Phrase]]:
    """The name that opens an English object and is rather whom the thing is given: "will give Ukraine fighter jets"."""
    given = slots.get("obj", [])[:1]
    if not s.bare_complements or verb.passive or verb.lemma not in s.classes.get("giving", ()) or not given or slots.get("dat"):
        return {}
    mention = next((m for kind, m in given[0].modifiers if kind == "adj" and m.form == "name" and m.first == given[0].first), None)
    if mention is None or verb.last != mention.first:
        return {}
    return {"dat": [Phrase(mention.first, mention.last, mention.head, mention=mention)]}
