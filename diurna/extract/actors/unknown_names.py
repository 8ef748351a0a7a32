"""Names the tables lack: capitalised words beside a title or a verb of saying, and acronyms the text defines."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from diurna.analysis import Token
from diurna.extract.actors.actor_atoms import Atom
from diurna.extract.actors.given import NOUNS, is_given
from diurna.langs.names import Words
from diurna.langs.settings import Settings

_LONGEST = 5
_NOT_NAMES = frozenset({"VERB", "AUX", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "NUM", "PUNCT", "ADV", "INTJ", "PART"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_MOST = 0.8
"""Share of capitals among the content words of a headline in title case."""
_NAMES = frozenset({"PROPN", "X"})
_SURNAMES = frozenset({"NOUN", "ADJ", "VERB"})
_GERMAN_SURNAMES = frozenset({"NOUN"})
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""The second half of a Korean or Taiwanese name: "Dong-hoon"."""
_NO_PEOPLE = ("town", "country", "region", "troops", "sort_media", "sort_company", "sort_organization", "sort_group", "sort_armed_group")
"""Classes of a pack whose nouns are no single people."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_WINDOW = 3
"""How far from an unknown name its verb of saying may stand, in tokens."""


def name_run(tokens: Sequence[Token], at: int, limit: int, words: Words) -> int:
    """Where the run of words of a person's name that begins at `at` ends; `at` itself when there is none."""
    last = at
    here = at
    while here < min(limit, at + _LONGEST):
        token = tokens[here]
        if _capital(token, words) or (here > at and _inside(tokens, here, limit, words)) or _surname(tokens, here, words):
            last = here + 1
        elif not (here > at and (token.norm in words.particles or token.norm in (".", "-"))):
            break
        here += 1
    return last


def free_until(at: int, end: int, covered: Container[int]) -> int:
    """The first covered position from `at` on, `end` at most, looking no further than a name can reach."""
    last = min(end, at + _LONGEST)
    return next((i for i in range(at, last) if i in covered), last)


def _capital(token: Token, words: Words) -> bool:
    """Whether a token may begin or carry on a name."""
    text = token.text.partition("-")[2] or token.text if token.text[:1].islower() else token.text
    if _INITIALS.fullmatch(text):
        return True
    if not text[:1].isupper() or (text.isupper() and len(text) > 2):
        return False
    return token.pos in _NAMES if words.capitals == "nouns" else token.pos not in _NOT_NAMES


def _surname(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """A capitalised word right behind a first name, whatever else it looks like: "Fernando Dias", "Alessandro Pagano"."""
    if at == 0 or not tokens[at].text[:1].isupper() or tokens[at].text.isupper():
        return False
    open_class = _SURNAMES if words.adjectives != "before" else _GERMAN_SURNAMES if words.capitals == "nouns" else frozenset[str]()
    return tokens[at].pos in open_class and tokens[at - 1].pos == "PROPN" and is_given(tokens[at - 1], words)


def _inside(tokens: Sequence[Token], at: int, limit: int, words: Words) -> bool:
    """`Luigi Li Gotti`: a capitalised word between two words of a name, whatever else it could be."""
    inner = tokens[at].text[:1].isupper() and len(tokens[at].text) > 1
    return inner and at + 1 < min(limit, len(tokens)) and _capital(tokens[at + 1], words)


def title_cased(tokens: Iterable[Token]) -> bool:
    """Whether a sentence has capitals throughout, so that they say nothing about names."""
    content = [w for t in tokens if (len(w := t.text) > 3 or t.pos in _CONTENT) and w[:1].isalpha()]
    return len(content) > 3 and sum([w[0].isupper() for w in content]) > _MOST * len(content)


def speakers(tokens: Sequence[Token], taken: Sequence[Atom], words: Words, settings: Settings) -> list[Atom]:
    """Persons the tables lack: two or more capitalised proper nouns next to a verb of saying or a noun for people, or the first of them a
    given name.

    Of nouns of time one that a figure stands by or a person's name follows begins no name ("On 2 June Jane Doe said").
    """
    covered = {i for a in taken for i in range(a.first, a.last)}
    covered |= {i for i, t in enumerate(tokens) if t.lemma in settings.time_words and not (is_given(t, words) and _alone(tokens, i))}
    found = []
    at = 0
    while at < len(tokens):
        large = tokens[at].text[:1].isupper()
        if at in covered or not (large or tokens[at].pos == "PROPN"):
            at += 1
            continue
        given = large and (is_given(tokens[at], words) or _before_hyphen(tokens, at))
        if not (given or (tokens[at].pos == "PROPN" and _capital(tokens[at], words))):
            at += 1
            continue
        small = given and at + 1 < len(tokens) and tokens[at + 1].norm in words.particles - words.joint  # "Francisco de Roux"
        last = name_run(tokens, at + given + small, _agreeing(tokens, at, free_until(at, len(tokens), covered), settings, words), words)
        if small and last == at + 2:
            last = at + 1  # a particle alone makes no name
        if not given and (first := next((i for i in range(at + 1, last - 1) if is_given(tokens[i], words)), 0)):
            at, given = first, True  # "попередник Телуса Генрик Ковальчик"
        loose = given and words.adjectives != "before"
        proper = loose or all(t.pos == "PROPN" or not _capital(t, words) for t in tokens[at + given : last])
        if (
            last - at >= 2
            and proper
            and (given or _says(tokens, at, last, words) or _role(tokens, at, words) or _called(tokens, at, last, settings, words))
        ):
            found.append(unknown_person(tokens, at, last))
        at = max(last, at + 1)
    return found


def _agreeing(tokens: Sequence[Token], at: int, end: int, settings: Settings, words: Words) -> int:
    """Where a Slavic word stands that cannot be of the name that begins at `at`, having no case of it: "в Одесі | Байден", else `end`."""
    first = tokens[at].cases if settings.by_case and not is_given(tokens[at], words) else ""
    return next((i for i in range(at + 1, end) if first and tokens[i].cases and not set(first) & set(tokens[i].cases)), end)


def _before_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word stands before a hyphened second name: "Han Dong-hoon"."""
    return tokens[at].pos in NOUNS and at + 1 < len(tokens) and _HYPHENED.fullmatch(tokens[at + 1].text) is not None


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether no figure stands on either side of a word and no preposition before it."""
    near = [t.pos for t in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])]
    return "NUM" not in near and (at == 0 or tokens[at - 1].pos != "ADP")


def _role(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a solid compound right before position `at` says what somebody is: "Schifffahrtsminister", "VVD-Chefin"."""
    before = tokens[at - 1] if at else None
    return bool(words.roles) and before is not None and before.pos == "NOUN" and before.norm.endswith(tuple(words.roles))


def _called(tokens: Sequence[Token], first: int, last: int, settings: Settings, words: Words) -> bool:
    """Whether a noun for one person stands before a name ("des früheren Polizisten X", "Su sucesor, X, ...") or explains it behind a comma
    ("X, hijo de ...")."""
    before = first - 1
    comma = before > 0 and tokens[before].text == ","
    closed = last < len(tokens) and tokens[last].text == ","
    if comma and closed:
        before -= 1
    while before > 0 and tokens[before].pos == "ADJ" and tokens[before].text.islower():
        before -= 1
    if before >= 0 and (not comma or closed) and _one(tokens[before], settings):
        return True
    after = last + 1
    while after < len(tokens) and (tokens[after].norm in words.articles or tokens[after].pos in ("ADJ", "DET")):
        after += 1
    return closed and after < len(tokens) and _one(tokens[after], settings)


def _one(token: Token, settings: Settings) -> bool:
    """Whether a noun is for a single person, and for no place or body, which the class of people may list for what they do."""
    if token.pos != "NOUN" or token.number == "p":
        return False
    people = settings.classes.get("people", ())
    named = token.lemma in people or token.norm in people
    return named and not any(token.lemma in settings.classes.get(name, ()) for name in _NO_PEOPLE)


def _says(tokens: Sequence[Token], first: int, last: int, words: Words) -> bool:
    near = [*tokens[max(0, first - _WINDOW) : first], *tokens[last : last + _WINDOW]]
    return any(t.lemma in words.say and t.pos in ("VERB", "AUX", "X") for t in near)


def unknown_person(tokens: Sequence[Token], first: int, last: int) -> Atom:
    """A person the tables lack, over tokens `[first, last)`."""
    return Atom(first, last, last - 1, tokens[first].start, tokens[last - 1].end, "unknown_person", (), number="s")


def definitions(tokens: Sequence[Token], taken: Sequence[Atom]) -> list[tuple[int, int, int]]:
    """Acronyms in brackets with what they stand for: (first token of the long form, its end, token of the acronym)."""
    found = []
    ends = {a.last: a.first for a in taken if a.what not in ("pronoun", "adjective")}
    for at in range(1, len(tokens) - 2):
        if tokens[at].text == "(" and tokens[at + 2].text == ")" and _acronym(tokens[at + 1].text):
            first = _long_form(tokens, at, tokens[at + 1].text, ends)
            if first is not None:
                found.append((first, at, at + 1))
    return found


def _acronym(text: str) -> bool:
    return 2 <= len(text) <= 8 and text.isalpha() and (text.isupper() or (len(text) < 6 and text[0].isupper()))


def _long_form(tokens: Sequence[Token], end: int, acronym: str, ends: Mapping[int, int]) -> int | None:
    """Where the words before position `end` begin whose initials are the acronym's letters, in order."""
    if end in ends:
        return ends[end]
    wanted = acronym.casefold()
    initials = ""
    for at in range(end - 1, max(-1, end - 10), -1):
        token = tokens[at]
        if not token.text[:1].isalpha():
            return None
        initials = token.norm[0] + initials
        if token.text[0].isupper() and initials[0] == wanted[0] and _within(wanted, initials):
            return at
    return None


def _within(wanted: str, initials: str) -> bool:
    """Whether `wanted` is `initials` with some letters left out."""
    rest = iter(initials)
    return all(letter in rest for letter in wanted)
