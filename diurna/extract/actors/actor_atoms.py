"""From name matches to atoms: single words or names that may be an actor, each with one reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from diurna.analysis import Token
from diurna.extract.actors import name_parts, noun_forms
from diurna.langs.names import Feature, Hit, Names, Sense
from diurna.langs.settings import Settings

What = Literal[
    "state", "adjective", "inhabitant", "capital", "org", "media", "group", "national", "person", "generic", "office",
    "place", "pronoun", "pair", "same", "unknown_person", "unknown_org",
]  # fmt: skip
HEADS = frozenset({"generic", "office"})
OWNERS = frozenset({"state", "capital", "org", "media", "group", "national"})
NAMED = frozenset({"org", "media", "group", "national", "person", "unknown_person", "unknown_org"})
_SECTIONS: dict[str, What] = {
    "orgs": "org", "media": "media", "groups": "group", "national": "national", "people": "person", "place": "place",
    "generic": "generic", "title": "generic", "office": "office",
}  # fmt: skip
_STATE_FORMS: dict[str, What] = {
    "name": "state", "prefix": "state", "adjective": "adjective", "inhabitant": "inhabitant", "capital": "capital",
}  # fmt: skip
_WORDS: dict[str, What] = {"pair": "pair", "same": "same", "pronoun": "pronoun"}
# Which reading wins where one form has several: whole names before roles, roles before what only modifies them.
_ORDER: tuple[What, ...] = (
    "state", "org", "national", "media", "group", "person", "capital", "place", "pair", "same", "office", "generic",
    "adjective", "inhabitant", "pronoun",
)  # fmt: skip
_BODIES = frozenset({"org", "national", "media", "group"})
"""Sections that may share an abbreviation."""
_PARTS = ("", "bold", "family")
"""How much of a person's name a form is: the whole, a surname that stands alone, another one; the surest first."""
_NOMINAL = frozenset({"NOUN", "PROPN"})
_QUOTES = frozenset('«»"“”„')
_QUOTED = 4
"""Words that a name in quotation marks has at most."""


class Atom(msgspec.Struct, gc=False):
    """A noun phrase in the making, over tokens `[first, last)` with `[start, end)` in the text; changed while it grows.

    `ids`: what it may be (gazetteer ids, office keys), best first. `owner`: the state or organisation it belongs to;
    `owned_by` the phrase that says so where that one is still to be resolved. `role`: the office or generic that stands
    before a person's name. `surname`: "bold" or "family" when only that much of a person's name stands here.
    `modifies`: the word may be an adjective before a noun ("US", "Kosovo"). `former`, `definite`, `indefinite`,
    `located`, `possessive`: "ex", an article, "a", a preposition of place, "his" before it. `partner`: the name inside a
    title phrase, or the phrase that a role stands in apposition to. `genitive`: it only modifies the noun before it.
    `bound`: a role that counts only with its owner. `bare`: nothing but articles and plain modifiers says whose it is.
    `title`: a word that stands before names. `since`: of a pronoun that cannot be its clause's subject, the token its clause begins at.
    `word_gender`: the grammatical gender of its head, where nouns have one.
    `nearest`: a pronoun that means the one named last ("the latter").
    `sort`: of a body that the tables lack, what the noun before its name says it is.
    `spheres`: the states or organisations in which a word means an id, where it does not mean it everywhere ("canciller").
    """

    first: int
    last: int
    head: int
    start: int
    end: int
    what: What
    ids: tuple[str, ...]
    cases: str = ""
    number: str = ""
    gender: str = ""
    owner: str | None = None
    owned_by: Atom | None = None
    role: tuple[str, ...] = ()
    surname: str = ""
    modifies: bool = False
    former: bool = False
    definite: bool = False
    indefinite: bool = False
    possessive: bool = False
    located: bool = False
    genitive: bool = False
    bound: bool = False
    bare: bool = True
    title: bool = False
    since: int = -1
    word_gender: str = ""
    partner: Atom | None = None
    sort: str = ""
    nearest: bool = False
    spheres: dict[str, tuple[str, ...]] = {}


def atoms(hits: Sequence[Hit], tokens: Sequence[Token], names: Names, settings: Settings) -> list[Atom]:
    """One atom for each match that reads as an actor or place, in text order."""
    found = []
    covered = {i for hit in hits for i in range(hit.first, hit.last)}
    surnames: set[int] = set()
    if not settings.verb_final:  # with the verb behind both, two parties may stand side by side: "hat Macron Erdogan gelobt"
        surnames = {hit.first for hit in hits if any(sense.section == "people" for sense, _ in hit.readings)}
    read = [(hit, _atom(hit, tokens, names, settings)) for hit in hits]
    long = {i for hit in hits if hit.last - hit.first > 1 for i in range(hit.first, hit.last)}
    words = [atom for _, atom in read if atom is not None and atom.last - atom.first == 1]
    dated = {i + 1 for i, t in enumerate(tokens) if t.lemma in settings.time_words}  # "On Sunday Iran's ministry": nobody called Sunday
    words = [atom for atom in words if atom.first not in dated]
    parts = {atom.first for atom in words if name_parts.in_name(atom.first, atom.what, tokens, long, covered, names)}
    covered -= parts
    for hit, atom in read:
        if atom is None or atom.first in parts:
            continue
        bare = atom.surname or (atom.what == "person" and atom.last - atom.first == 1)  # "Francisco" of the pope
        if bare and name_parts.of_another(hit, tokens, covered if settings.case else covered - surnames, settings, names):
            continue
        _surroundings(atom, tokens, names, settings.possessives)
        found.append(atom)
    return found


def _atom(hit: Hit, tokens: Sequence[Token], names: Names, settings: Settings) -> Atom | None:
    by_what: dict[What, list[tuple[Sense, Feature]]] = {}
    for sense, feature in hit.readings:
        kind = _what(sense)
        if kind is not None:
            by_what.setdefault(kind, []).append((sense, feature))
    if not by_what:
        return None
    what: What = next(w for w in _ORDER if w in by_what)
    if what == "generic" and settings.bare_complements and hit.last - hit.first == 1 and tokens[hit.first].form == "fin":
        return None  # "a court convicts": words of one form for noun and verb
    if what == "adjective" and "inhabitant" in by_what:
        what = _citizen(hit, tokens, names)
    if what in ("adjective", "inhabitant") and _language(hit, tokens, names, by_what[what]):
        return None
    readings = by_what[what]
    if what in ("state", "capital", "place") and (_names_thing(hit, tokens) or _adverb(hit, tokens, settings)):
        return None
    if (what in HEADS and noun_forms.made(hit, tokens, names, settings)) or (what == "person" and _plain_adjective(hit, tokens)):
        return None
    nearest = what == "pronoun" and all(s.form == "nearest" for s, _ in readings)
    if (nearest and not _stands_alone(hit, tokens)) or (what == "pronoun" and _owning(hit, tokens, settings)):
        return None
    if what == "org" and _longer_name(hit, tokens, names):
        return None
    other = what == "generic" and noun_forms.other_noun(hit, readings, tokens, names, settings)
    if other or (what == "generic" and (_modifier(hit, tokens, names) or noun_forms.act(hit, readings[0][0].id, tokens, settings))):
        return None
    if what in ("generic", "office") and noun_forms.verbal(hit, tokens, settings):
        return None
    if what == "person":
        readings = sorted(readings, key=lambda reading: _PARTS.index(reading[1].part))
    if what in _BODIES:
        readings = [reading for kind in _ORDER if kind in _BODIES for reading in by_what.get(kind, ())]
    atom = Atom(hit.first, hit.last, hit.first, hit.start, hit.end, what, tuple(dict.fromkeys(s.id for s, _ in readings)))
    atom.head = _head(hit, tokens, names)
    _features(atom, readings, tokens)
    if what == "office" and settings.determiner_cases and noun_forms.plural_determiner(atom.first, atom.gender, readings, tokens, settings):
        atom.number = "p"
    atom.modifies = "adjective" in by_what or what in ("adjective", "org", "group", "national", "state")
    located = hit.first > 0 and tokens[hit.first - 1].norm in names.words.inside
    atom.modifies = atom.modifies or (what == "capital" and settings.compounds and not located)  # "a Minsk court"
    atom.owner = hit.owner or _owner(readings)
    atom.spheres = {s.id: s.owners for s, _ in readings if s.owners}
    atom.title = what == "office" or any(s.section == "title" for s, _ in readings)
    atom.nearest = nearest
    if what == "pronoun" or (what == "pair" and settings.bare_complements):
        atom.since = _own_clause(hit, tokens, settings)
    if what == "pronoun":
        slavic = settings.case and not settings.determiner_cases
        atom.cases = tokens[hit.first].cases if slavic else atom.cases
        thing = hit.first > 0 and settings.contractions.get(tokens[hit.first - 1].norm, tokens[hit.first - 1].norm) in settings.at
        atom.modifies = slavic and (thing or tokens[hit.first].norm in settings.possessives)
    atom.bound = all(s.form == "bound" for s, _ in readings)
    atom.former = hit.former
    if settings.case and not settings.determiner_cases and tokens[atom.head].number != "p":
        atom.word_gender = tokens[atom.head].gender
    elif not settings.case and names.words.articles and not settings.bare_complements and atom.number != "p":
        atom.word_gender = atom.gender
    return atom


def _head(hit: Hit, tokens: Sequence[Token], names: Names) -> int:
    """The token that carries a phrase's case and number."""
    words = names.words
    if words.adjectives == "before":
        stop = next((i for i in range(hit.first + 1, hit.last) if tokens[i].norm in words.of), hit.last)
        return stop - 1
    return next((i for i in range(hit.first, hit.last) if tokens[i].pos != "ADJ"), hit.first)


def _what(sense: Sense) -> What | None:
    if sense.section == "states":
        return _STATE_FORMS[sense.form]
    if sense.form == "adjective":
        return "adjective"
    if sense.section == "words":
        return _WORDS.get(sense.id)
    return _SECTIONS[sense.section]


def _features(atom: Atom, readings: Sequence[tuple[Sense, Feature]], tokens: Sequence[Token]) -> None:
    mine = [f for s, f in readings if s.id == atom.ids[0]]
    atom.cases = "".join(dict.fromkeys("".join(f.cases for f in mine)))
    numbers, genders = {f.number for f in mine} - {""}, {f.gender for f in mine} - {""}
    single = tokens[atom.first] if atom.last - atom.first == 1 else None
    told = len(numbers) == 1
    atom.number = numbers.pop() if told else (_number(atom.first, tokens) if single else "")
    several = atom.what == "pronoun" and not told and atom.number == "p"  # German "sie": "she" has a gender, "they" has none
    atom.gender = genders.pop() if len(genders) == 1 and not several else ""
    if atom.what == "person":
        atom.surname = "" if any(not f.part for f in mine) else "bold" if any(f.part == "bold" for f in mine) else "family"
        atom.number = "s"
        atom.gender = atom.gender or "m"
    if single is not None and single.cases and atom.cases:
        both = "".join(c for c in single.cases if c in atom.cases)
        atom.cases = both + "".join(c for c in atom.cases if c not in both)


def _number(at: int, tokens: Sequence[Token]) -> str:
    """The number of a word whose form does not tell it ("il leader", "ministre libanais"): that of the determiner or noun before it, else
    that of the adjective behind a word that never changes ("del premier bulgaro"), else its own reading."""
    before = tokens[at - 1] if at else None
    if before is not None and before.pos in ("DET", "NOUN") and before.number:
        return before.number
    after = tokens[at + 1] if at + 1 < len(tokens) and tokens[at].norm == tokens[at].lemma else None
    return after.number if after is not None and after.pos == "ADJ" and after.number else tokens[at].number


def _owner(readings: Sequence[tuple[Sense, Feature]]) -> str | None:
    """The country of a word that belongs to one in all it means: "Bundeskanzler", not "procuratore generale"."""
    owners = readings[0][0].owners
    return owners[0] if len(owners) == 1 and all(sense.owners for sense, _ in readings) else None


def _surroundings(atom: Atom, tokens: Sequence[Token], names: Names, possessives: frozenset[str]) -> None:
    """What stands before the atom: article, "former", possessive, preposition of place."""
    words = names.words
    atom.definite = not words.articles
    at, owning = atom.first - 1, False
    while at >= 0 and at >= atom.first - 4:
        token = tokens[at]
        if token.norm in words.former or token.lemma in words.former:
            atom.former = True
        elif token.norm in words.articles:
            owning = token.norm in words.genitive and atom.gender != "m"
            atom.indefinite = token.norm in words.indefinite
            atom.definite = not atom.indefinite
        elif token.norm in possessives:
            atom.possessive = atom.definite = True
        elif token.pos != "ADJ":
            atom.located = token.norm in words.inside or token.lemma in words.inside
            atom.genitive = token.norm in words.of or (token.pos == "NOUN" and (atom.cases == "g" or owning))
            break
        at -= 1


def _citizen(hit: Hit, tokens: Sequence[Token], names: Names) -> What:
    """Whether a word that is adjective and inhabitant is the one or the other where it stands."""
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if names.words.adjectives == "after":
        open_before = before is None or before.norm in names.words.articles or before.pos in ("ADP", "DET", "NUM", "PUNCT")
        nominal = open_before and not (before is None and after is not None and after.pos in _NOMINAL)
    else:
        nominal = after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
    return "inhabitant" if nominal else "adjective"


def _adverb(hit: Hit, tokens: Sequence[Token], settings: Settings) -> bool:
    """Whether a case form of a name is an adverb here: uk "Досі", so far, but "у Досі", in Doha."""
    return (
        bool(settings.by_case)
        and tokens[hit.first].pos == "ADV"
        and hit.last - hit.first == 1
        and (hit.first == 0 or tokens[hit.first - 1].pos != "ADP")
    )


def _language(hit: Hit, tokens: Sequence[Token], names: Names, readings: Sequence[tuple[Sense, Feature]]) -> bool:
    """`in italiano`, `in Russian`: the language, not its speakers."""
    before = tokens[hit.first - 1] if hit.first else None
    if before is None or before.norm not in names.words.inside or hit.last - hit.first > 1:
        return False
    after = tokens[hit.last] if hit.last < len(tokens) else None
    return (after is None or after.pos not in ("NOUN", "PROPN", "ADJ")) and all(f.number != "p" for _, f in readings)


def _owning(hit: Hit, tokens: Sequence[Token], settings: Settings) -> bool:
    """Whether a German word that is a possessive too stands before its noun: "ihr Land", not "verbot ihr am Freitag die Einreise"."""
    if not settings.determiner_cases or tokens[hit.first].norm not in settings.possessives:
        return False
    after = tokens[hit.last] if hit.last < len(tokens) else None
    return after is not None and after.pos in ("NOUN", "ADJ", "NUM", "PROPN", "X", "ADV")


def _stands_alone(hit: Hit, tokens: Sequence[Token]) -> bool:
    """Whether "the latter", "dieser", "тот" is a party and goes with no noun or clause: not "ces derniers mois", "тот, кто"."""
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if after is None:
        return True
    if after.pos in ("NOUN", "ADJ", "NUM", "PROPN", "X") or after.text == ",":
        return False
    return hit.last - hit.first > 1 or tokens[hit.first].pos != "DET" or after.pos in ("VERB", "AUX", "ADV", "PRON", "PART")


def _own_clause(hit: Hit, tokens: Sequence[Token], settings: Settings) -> int:
    """Where the clause of an object pronoun begins, so that nobody in it is taken for whom it means; -1 for any other pronoun.

    What owns the noun behind it ("his army") may well belong to the subject.
    """
    token = tokens[hit.first]
    following = tokens[hit.last] if hit.last < len(tokens) else None
    means = hit.first > 0 and tokens[hit.first - 1].pos == "VERB" and following is not None and following.cases[:1] == settings.by_case
    free = token.norm not in settings.possessives or following is None or means or following.pos not in ("NOUN", "ADJ", "PROPN")
    if settings.bare_complements and free:
        return _bare_object(hit.first, following, tokens)
    if not settings.case or settings.determiner_cases or not token.cases or not free:
        return -1
    return next((i + 1 for i in range(hit.first - 1, -1, -1) if tokens[i].pos in ("PUNCT", "SCONJ")), 0)


def _bare_object(at: int, following: Token | None, tokens: Sequence[Token]) -> int:
    """Where the clause of a pronoun begins that its place alone shows to be an object, behind a verb or preposition: what stands between
    the finite verb before that of its own clause and itself it does not mean ("said Kyiv's army had shelled it")."""
    before = tokens[at - 1] if at else None
    if before is None or before.pos not in ("VERB", "ADP") or (following is not None and following.pos in ("VERB", "AUX")):
        return -1
    own = next((i for i in range(at - 1, -1, -1) if tokens[i].pos == "VERB"), 0)
    while own and tokens[own - 1].pos in ("AUX", "ADV", "PART"):
        own -= 1
    stop = ("PUNCT", "SCONJ", "CCONJ", "VERB", "AUX")
    return next((i + 1 for i in range(own - 1, -1, -1) if tokens[i].pos in stop), 0)


def _names_thing(hit: Hit, tokens: Sequence[Token]) -> bool:
    """Whether a country's name stands in a short name in quotation marks right behind a noun: "партія «Нова Україна»"."""
    first = next((i for i in range(hit.first - 1, max(-1, hit.first - 1 - _QUOTED), -1) if tokens[i].text in _QUOTES), -1)
    last = next((i for i in range(hit.last, min(len(tokens), hit.last + _QUOTED)) if tokens[i].text in _QUOTES), -1)
    if first < 1 or last < 0 or tokens[first - 1].pos != "NOUN" or not tokens[first - 1].text[:1].islower():
        return False
    inside = tokens[first + 1 : last]
    return len(inside) <= _QUOTED and inside[0].text[:1].isupper() and all(t.pos not in ("VERB", "AUX", "PUNCT") for t in inside)


def _modifier(hit: Hit, tokens: Sequence[Token], names: Names) -> bool:
    """`operazioni militari`, `military campaign`, `police station`: a role word that only modifies another noun."""
    words = names.words
    adjectival = tokens[hit.last - 1].lemma in words.modifier or tokens[hit.last - 1].norm in words.modifier
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last] if hit.last < len(tokens) else None
    if words.adjectives == "after":
        adjectival = adjectival or tokens[hit.first].pos == "ADJ"
        return adjectival and hit.last - hit.first == 1 and before is not None and before.pos in ("NOUN", "PROPN")
    if after is None or after.pos != "NOUN":
        return False
    if words.adjectives == "before":
        return after.text.islower() and after.norm not in names.first
    return adjectival and hit.last - hit.first == 1 and bool(set(tokens[hit.first].cases) & set(after.cases))


def _plain_adjective(hit: Hit, tokens: Sequence[Token]) -> bool:
    """`Тихий разговор`: a capital that only opens the sentence, on an adjective with its noun, is no surname."""
    if hit.first or hit.last > 1 or len(tokens) < 2 or tokens[0].pos != "ADJ":
        return False
    return tokens[1].pos == "NOUN" and tokens[1].text.islower() and bool(set(tokens[0].cases) & set(tokens[1].cases))


def _longer_name(hit: Hit, tokens: Sequence[Token], names: Names) -> bool:
    """`West African bloc` does not name the West."""
    after = tokens[hit.last] if hit.last < len(tokens) else None
    return (
        names.words.adjectives == "before"
        and after is not None
        and after.start > hit.end
        and after.pos == "ADJ"
        and after.text[:1].isupper()
        and after.norm not in names.first
    )
