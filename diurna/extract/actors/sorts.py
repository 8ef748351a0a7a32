"""Bodies the tables lack, named by the noun that says what they are: "la chaîne Soleil TV", "die Gewerkschaft IGZ", "движение «Заря»"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import msgspec

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import HEADS, Atom
from diurna.langs.names import Words
from diurna.langs.settings import Settings
from diurna.model import EntityKind

_LONGEST = 5
"""Words that a name has at most."""
_OPENING = frozenset('«"“„‘»')
_CLOSING = frozenset('»"”“’«')
KINDS: dict[str, EntityKind] = {
    "media": "media", "company": "organization", "organization": "organization", "group": "group", "armed_group": "armed_group",
}  # fmt: skip
"""The kind of entity of each sort of body. A pack's class `sort_<sort>` has the nouns that names of the sort stand behind."""
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_CLASSES = tuple(f"sort_{sort}" for sort in KINDS)
_NONE = frozenset[str]()
_COMPANIES = frozenset({"generic/company", "generic/airline", "generic/bank", "generic/oil_company", "generic/business"})
_BODIES = frozenset({"org", "media", "group", "national"})
_NOT_NAMED = frozenset({f"generic/{name}" for name in ("people", "families", "ship", "media", "opposition", "community")})
"""Roles whose noun no name follows that would be theirs."""


def named(
    atoms: list[Atom],
    tokens: Sequence[Token],
    words: Words,
    settings: Settings,
    kind_of: Callable[[str], str],
    is_city: Callable[[str], bool],
) -> list[Atom]:
    """`atoms` with the bodies that a noun introduces; `kind_of` gives the kind of a generic id, `is_city` tells names of cities.

    A role that is an atom already ("la compañía canadiense Agrimex") takes its name in, other nouns of the pack's classes become
    with it. Such an atom is an `unknown_org` whose `sort` is its kind.
    """
    every = list(atoms)
    ends = {a.last for outer in atoms for a in (outer, outer.owned_by) if a is not None and a.what == "generic"}
    nouns = _introducing(tuple([settings.classes.get(name, _NONE) for name in _CLASSES]), bool(settings.determiner_cases))
    for at, token in enumerate(tokens):
        if at + 1 not in ends and (token.pos not in _NOUNS or not nouns.any_of(token)):
            continue
        role = next((a for a in every if a.what == "generic" and a.last == at + 1 and not a.role and not _owned_by_role(a)), None)
        quoted = at + 1 < len(tokens) and tokens[at + 1].text in _OPENING
        sort = _of_role(role, kind_of, quoted) if role is not None else _sort(token, nouns, quoted)
        inner = [a for a in every if a.first <= at < a.last] if role is None else []
        owner = inner[0].owned_by if inner else None
        if owner is not None and owner.what == "generic" and owner.last == at + 1:
            sort = _of_role(owner, kind_of, quoted)  # "líder del sindicato Suntracs"
        if not sort or any(a.what not in HEADS or a.last != at + 1 for a in inner):
            continue
        covered = {
            i
            for a in every
            if a is not role and a not in inner and not (words.adjectives == "after" and _lends(a, at))
            for i in range(a.first, a.last)
        }
        span = _behind(tokens, at + 1, covered, words, settings)
        if span is None:
            span = _before(tokens, role.first if role is not None else at, covered, words, settings)
        else:
            span = _without_seat(tokens, span, words, is_city)
        if span is not None and not _known(every, span):
            for outer in inner:  # "источник газеты": the role of nobody in particular, and the body named behind it
                last = next((i for i in range(at, outer.first + 1, -1) if tokens[i - 1].pos not in ("ADP", "DET")), outer.first + 1)
                outer.last, outer.end, outer.owned_by = last, tokens[last - 1].end, None
            every = [a for a in every if a is role or a.last <= span[0] or a.first >= span[1]]
            _taken(every, role, at, span, sort, tokens, settings.bare_complements)
        elif (name := _apposed(tokens, role.first if role is not None else at, covered, words)) is not None:
            _taken(every, None, name[0], name, sort, tokens, False)
            if role is not None:
                role.partner = role.partner or every[-1]
    return sorted(every, key=lambda a: (a.first, a.start))


def _taken(every: list[Atom], role: Atom | None, at: int, span: tuple[int, int], sort: str, tokens: Sequence[Token], bare: bool) -> None:
    """Make one atom of a noun and the name beside it."""
    first, last = min(span[0], at), max(span[1], at + 1)
    taken = {i for a in every if a is not role for i in range(a.first, a.last)}
    atom = role
    if atom is None:
        atom = Atom(first, last, at, 0, 0, "unknown_org", (), cases=tokens[at].cases, number="s", gender=tokens[at].gender)
        every.append(atom)
    if (adjective := _adjective(every, at, span)) is not None and atom.owned_by is None and role is None:
        every.remove(adjective)  # "la agencia brasileña Abin"
        atom.owned_by = adjective
        first = min(first, adjective.first)
    atom.what, atom.ids, atom.sort, atom.number = "unknown_org", (), sort, "s"
    atom.first, atom.last = min(first, atom.first), max(last, atom.last)
    if bare:
        while (
            atom.first
            and tokens[atom.first - 1].pos in ("NOUN", "ADJ")
            and tokens[atom.first - 1].text.islower()
            and atom.first - 1 not in taken
        ):
            atom.first -= 1  # "the state news agency ENA"
    atom.start, atom.end = tokens[atom.first].start, tokens[atom.last - 1].end
    if not bare:
        atom.word_gender = atom.word_gender or tokens[at].gender
    name = Atom(span[0], span[1], span[1] - 1, tokens[span[0]].start, tokens[span[1] - 1].end, "unknown_org", ())
    while tokens[name.first].text in _OPENING and name.first < name.last - 1:
        name.first += 1
    while tokens[name.last - 1].text in _CLOSING and name.last > name.first + 1:
        name.last -= 1
    name.start, name.end = tokens[name.first].start, tokens[name.last - 1].end
    atom.partner = name


def _adjective(every: list[Atom], noun: int, name: tuple[int, int]) -> Atom | None:
    """The state's adjective right before a noun, or between it and the name behind it."""
    near = (a for a in every if a.what in ("adjective", "inhabitant") and (a.last == noun or noun < a.first < a.last <= name[0]))
    return next(near, None)


def _known(atoms: Sequence[Atom], span: tuple[int, int]) -> bool:
    """Whether the tables know a whole name in quotation marks as a body's, so that the noun before it adds nothing."""
    return any(a.what in _BODIES and a.first <= span[0] + 1 and a.last >= span[1] - 1 for a in atoms)


def _lends(atom: Atom, noun: int) -> bool:
    """Whether a place or state right behind a noun is but a word of a Romance name: "la chaîne France 2"."""
    return atom.what in ("place", "state", "capital", "generic", "inhabitant") and noun < atom.first <= noun + 2


def _owned_by_role(role: Atom) -> bool:
    """Whether what stands last in a role is another, whose it is: "источник газеты"."""
    return role.owned_by is not None and role.owned_by.what == "generic"


def _apposed(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words) -> tuple[int, int] | None:
    """The name before a comma that a noun with its article explains: "Nova Luz, a group banned in Brazil"."""
    while at and (tokens[at - 1].norm in words.articles or (tokens[at - 1].pos == "ADJ" and tokens[at - 1].text.islower())):
        at -= 1
    if at < 2 or tokens[at - 1].text != "," or tokens[at].norm not in words.articles:
        return None
    first = last = at - 1
    while first and first > last - _LONGEST and _proper(tokens, first - 1, covered, words):
        first -= 1
    opens = (
        first == 0 or tokens[first - 1].pos in ("ADP", "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ") or tokens[first - 1].norm in words.articles
    )
    plain = last - first == 1 and (
        tokens[first].pos != "PROPN" or (first == 0 and tokens[first].text.isalpha() and not tokens[first].text.isupper())
    )
    return (first, last) if first < last and opens and not plain else None


def _of_role(role: Atom, kind_of: Callable[[str], str], quoted: bool) -> str:
    if (role.number == "p" and not quoted) or role.ids[0] in _NOT_NAMED:
        return ""
    kind = kind_of(role.ids[0])
    return "company" if role.ids[0] in _COMPANIES else kind if kind in KINDS else ""


class _Nouns(msgspec.Struct, frozen=True):
    """The nouns that introduce bodies: all of them, those of each sort in the order of `KINDS`, and the endings of each."""

    every: frozenset[str]
    sorts: tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]
    endings: tuple[str, ...]

    def any_of(self, token: Token) -> bool:
        """Whether a token is one of them."""
        return token.lemma in self.every or token.norm in self.every or token.norm.endswith(self.endings)


@lru_cache(maxsize=64)  # one for each language, and those of tests
def _introducing(classes: tuple[frozenset[str], ...], compounds: bool) -> _Nouns:
    """The nouns of the classes `_CLASSES`; with `compounds` those too that end in one ("Boulevardblatt", "Justizportal")."""
    endings = [tuple(sorted(word for word in listed if len(word) > 3)) if compounds else () for listed in classes]
    sorts = tuple(zip(KINDS, classes, endings, strict=True))
    return _Nouns(frozenset[str]().union(*classes), sorts, tuple(e for of in endings for e in of))


def _sort(token: Token, nouns: _Nouns, quoted: bool) -> str:
    """What sort of body a noun introduces."""
    if (token.number == "p" and not quoted) or token.pos not in _NOUNS:
        return ""
    for sort, listed, endings in nouns.sorts:
        if token.lemma in listed or token.norm in listed or token.norm.endswith(endings):
            return sort
    return ""


def _behind(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words, settings: Settings) -> tuple[int, int] | None:
    """The name that begins at a position, in quotation marks or by its capitals."""
    while at < len(tokens) and tokens[at].pos == "ADJ" and tokens[at].text.islower() and words.adjectives == "after":
        at += 1
    at = _past_genitive(tokens, at, words)
    if at < len(tokens) and tokens[at].text in _OPENING:
        return _quoted(tokens, at)
    last = _run(tokens, at, covered, words, settings)
    return (at, last) if last > at else None


def _without_seat(tokens: Sequence[Token], span: tuple[int, int], words: Words, is_city: Callable[[str], bool]) -> tuple[int, int]:
    """A name without the city at its end that says where the body is: "l'agenzia Terra Nostra | di Bari", but "La Gazzetta di Parma"."""
    first, last = span
    seated = last - first > 3 and tokens[last - 2].norm in words.of and tokens[first].norm not in words.articles
    return (first, last - 2) if seated and tokens[first].text not in _OPENING and is_city(tokens[last - 1].text) else span


def _past_genitive(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Where a name may begin behind what the noun is of: "sindicato de la construcción Suntracs", "профсоюз связистов «Радио»"; `at` itself
    where no name follows there."""
    here = at
    if words.of:
        if here >= len(tokens) or tokens[here].norm not in words.of:
            return at
        here += 1
        while here < len(tokens) and tokens[here].norm in words.articles:
            here += 1
    if here >= len(tokens) or tokens[here].pos != "NOUN" or not tokens[here].text.islower() or not (words.of or "g" in tokens[here].cases):
        return at
    here += 1
    while here < len(tokens) and tokens[here].pos == "ADJ" and tokens[here].text.islower() and words.of:
        here += 1
    follows = here < len(tokens) and (tokens[here].text in _OPENING or (bool(words.of) and tokens[here].text[:1].isupper()))
    return here if follows else at


def _before(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words, settings: Settings) -> tuple[int, int] | None:
    """The name right before an English noun ("Dawn newspaper"), where nothing is known of it."""
    if not settings.bare_complements or words.adjectives != "before" or not at:
        return None
    first = at
    while first and first > at - _LONGEST and _proper(tokens, first - 1, covered, words) and first - 1 > 0:
        first -= 1
    return (first, at) if first < at else None


def _quoted(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A short name in quotation marks from their opening to their closing."""
    for last in range(at + 2, min(len(tokens), at + 2 + _LONGEST)):
        if tokens[last].text in _CLOSING:
            inside = tokens[at + 1 : last]
            named = inside[0].text[:1].isupper() or inside[0].text[:1].isdigit()
            return (at, last + 1) if named and all(t.pos not in ("VERB", "AUX") or t.text[:1].isupper() for t in inside) else None
    return None


def _run(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words, settings: Settings) -> int:
    """Where the capitalised words from a position on end, over small words between two of them."""
    here = last = at
    while here < min(len(tokens), at + _LONGEST):
        capital = here > at and here not in covered and tokens[here].text[:1].isupper() and words.capitals != "nouns"
        if capital or _proper(tokens, here, covered, words) or (here == at and _opens(tokens, here, covered, words)):
            last = here + 1
        elif here == at or here - last > 1 or not _small(tokens[here], words):
            break
        here += 1
    return last


def _small(token: Token, words: Words) -> bool:
    """Whether a word may stand between two words of a name: "Pour la République", "Mines de l'Aïr"."""
    return token.norm in words.of or token.norm in words.articles or token.text in ("-", "&", "'", ".")


def _opens(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words) -> bool:
    """Whether a small word with a capital begins a name: "le parti Les Transformateurs"."""
    small = tokens[at].pos in ("DET", "ADP") and tokens[at].text[:1].isupper() and words.capitals != "nouns"
    after = tokens[at + 1 : at + 3]
    article = len(after) > 1 and after[0].norm in words.articles and _proper(tokens, at + 2, covered, words)
    return small and bool(after) and (after[0].text[:1].isupper() or article)


def _proper(tokens: Sequence[Token], at: int, covered: Collection[int], words: Words) -> bool:
    """Whether a word may belong to a body's name: a capital, and in German nothing that is a common noun."""
    token = tokens[at]
    if at in covered or len(token.text) < 2 or not token.text[:1].isupper():
        return False
    if words.capitals == "nouns":
        return token.pos in ("PROPN", "X") or token.text.isupper()
    return token.pos not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "NUM", "AUX") and (token.pos != "VERB" or token.text.isupper())
