"""Which stretches of a sentence name a town of GeoNames, and which town of that name the article means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log10
from typing import TYPE_CHECKING

import msgspec

from diurna.analysis import Token
from diurna.gazetteer.atlas import normal

if TYPE_CHECKING:
    from diurna.gazetteer.atlas import PlaceEntry
    from diurna.gazetteer.load import Gazetteer

_LONGEST = 5
_ACRONYM = 4
"""Capitals that are rather an acronym than a name."""
_LARGE = 100_000
"""People a town needs to be recognised where the article does not mention its country."""
_HUGE = 500_000
"""The same, where the article calls it by another name than its main one."""
_CYRILLIC_ENDINGS = (
    "ами", "ями", "ого", "ому", "ему", "ими", "ої", "ою", "ею", "єю", "ій", "ой", "ей", "ом", "ем", "ём", "ах", "ях", "ым", "им",
    "ую", "а", "я", "у", "ю", "е", "і", "ї", "и", "ы", "о",
)  # fmt: skip
_CYRILLIC_NOMINATIVES = ("", "а", "я", "ь", "е", "о", "и", "ы", "ий", "ый", "й", "не", "ье")
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
_PROPER = ("PROPN", "X")
_SURNAMES = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF"})
"""Countries whose towns are mostly called as people are: their small towns are taken only behind a preposition or beside their state."""


class Found(msgspec.Struct, frozen=True):
    """A town where tokens `[first, last)` name it."""

    first: int
    last: int
    place: PlaceEntry


class Context(msgspec.Struct, frozen=True):
    """What the article says around a name: `countries` it mentions (ISO-3 -> how often), `lower`: words it also writes small,
    `stop`: words that are no places in its language, `inside`: prepositions of place."""

    countries: Mapping[str, int]
    lower: Collection[str]
    stop: Collection[str]
    inside: Collection[str]
    nouns_capital: bool = False
    case: bool = False


def capitals(tokens: Sequence[Token], taken: Collection[int]) -> list[int]:
    """Where a name may begin outside the tokens `taken`: at a word with a capital that is no acronym."""
    large = [i for i, t in enumerate(tokens) if t.text[0].isupper() and len(t.text) > 1 and i not in taken]
    return [i for i in large if len(tokens[i].text) > _ACRONYM or not tokens[i].text.isupper()]


def towns(
    tokens: Sequence[Token],
    starts: Sequence[int],
    taken: Collection[int],
    beside: Mapping[int, str],
    context: Context,
    gazetteer: Gazetteer,
) -> Iterator[Found]:
    """The towns a sentence names at its `capitals` outside the tokens `taken`, from the left, longest names first.

    `beside`: states named in this sentence by the position of their first token ("Odessa, Texas" needs no more).
    """
    begins = _beginning(tokens)
    behind = 0
    for at in starts:
        if at < behind:
            continue
        found = _longest(tokens, at, begins, taken, beside, context, gazetteer)
        if found is not None:
            yield found
            behind = found.last


def _beginning(tokens: Sequence[Token]) -> set[int]:
    """Positions whose capital says nothing: the first word, and what follows a colon or an opening quotation mark."""
    starts: set[int] = set()
    fresh = True
    for i, token in enumerate(tokens):
        if token.text.isalnum() or any(map(str.isalnum, token.text)):
            if fresh:
                starts.add(i)
            fresh = False
        elif token.text in ':«„“"‹•—–.!?…':
            fresh = True
    return starts


def _longest(
    tokens: Sequence[Token],
    at: int,
    begins: Collection[int],
    taken: Collection[int],
    beside: Mapping[int, str],
    context: Context,
    gazetteer: Gazetteer,
) -> Found | None:
    end = at + 1
    while end < min(len(tokens), at + _LONGEST) and end not in taken and _goes_on(tokens[end]):
        end += 1
    for last in range(end, at, -1):
        if not tokens[last - 1].text[0].isupper() and not tokens[last - 1].text[0].isdigit():
            continue
        if last == at + 1 and not _alone(tokens, at, at in begins, taken, context):
            continue
        if any(t.text.endswith(".") and len(t.text) > 3 for t in tokens[at:last]):
            continue
        candidates = _called(tokens[at:last], context, gazetteer)
        place = _meant(candidates, tokens, at, last, at in begins, beside, context)
        if place is not None:
            return Found(at, last, place)
    return None


def _goes_on(token: Token) -> bool:
    """Whether a token may belong to a name of several words."""
    if token.text in ("-", "–", "'", "’"):
        return True
    return token.text[:1].isalpha() and (token.text[0].isupper() or len(token.text) <= 4)


def _alone(tokens: Sequence[Token], at: int, begins: bool, taken: Collection[int], context: Context) -> bool:
    """Whether a single word may be a place where it stands: no common word, no part of a longer name."""
    token = tokens[at]
    if token.norm in context.stop or token.lemma in context.stop:
        return False
    before = tokens[at - 1] if at else None
    located = before is not None and before.norm in context.inside
    if "?" + token.norm in context.stop and not located:
        return False
    proper = token.pos in _PROPER
    if (begins or context.nouns_capital) and (not (proper or _bare(token, before, begins, context)) or token.norm in context.lower):
        return False
    if not proper and token.pos not in ("NOUN", "ADJ"):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and at - 1 not in taken and _name_part(before) and not (at - 1 == 0 and before.pos not in _PROPER):
        return False
    if after is not None and at + 1 not in taken and _name_part(after) and after.pos in _PROPER:
        return located and not context.nouns_capital
    return True


def _bare(token: Token, before: Token | None, begins: bool, context: Context) -> bool:
    """Whether a German noun stands with nothing that nouns have before them, as names do: "greift Charkiw an", "nach Aleppo"."""
    if not context.nouns_capital or begins or token.pos != "NOUN" or token.lemma != token.norm or before is None:
        return False
    return before.pos in ("ADP", "VERB", "AUX", "CCONJ", "PUNCT", "ADV", "PROPN") and not before.text[0].isupper()


def _name_part(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha() and token.pos in (*_PROPER, "NOUN", "ADJ")


def _called(tokens: Sequence[Token], context: Context, gazetteer: Gazetteer) -> list[tuple[PlaceEntry, int]]:
    """Places of this name, each with how it was found: 0 as written, 1 by the lemma, 2 guessed from an inflected form."""
    text = "".join(t.text for t in tokens)
    exact = gazetteer.place_by_name(text)
    if exact:
        return [(p, 0) for p in exact]
    lemma = gazetteer.place_by_name("".join(t.lemma for t in tokens)) if context.case or context.nouns_capital else []
    if lemma:
        return [(p, 1) for p in lemma]
    if context.nouns_capital and text.endswith("s"):
        return [(p, 1) for p in gazetteer.place_by_name(text[:-1])]
    if context.case and not context.nouns_capital:
        head = "".join(t.lemma for t in tokens[:-1])
        guesses = dict.fromkeys(nominatives(tokens[-1].norm))
        return [(p, 2) for g in guesses for p in gazetteer.place_by_name(head + g)]
    return []


def nominatives(word: str) -> Iterator[str]:
    """What dictionary forms an inflected Ukrainian or Russian place name may have, by its ending; many are no words at all."""
    for ending in ("", *_CYRILLIC_ENDINGS):
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: len(word) - len(ending)] if ending else word
        stems = [stem, stem[:-1] + _SOFTENED[stem[-1]]] if stem[-1] in _SOFTENED and ending in ("і", "е") else [stem]
        for base in stems:
            yield from (base + nominative for nominative in _CYRILLIC_NOMINATIVES)


def _meant(
    candidates: list[tuple[PlaceEntry, int]],
    sentence: Sequence[Token],
    first: int,
    last: int,
    begins: bool,
    beside: Mapping[int, str],
    context: Context,
) -> PlaceEntry | None:
    """The place an article means by a name: of the state named beside it, of a state it speaks of, or the best known one."""
    tokens = sentence[first:last]
    explicit = {beside[i] for i in range(last, last + 3) if i in beside}
    located = first > 0 and sentence[first - 1].norm in context.inside
    called = normal("".join(t.text for t in tokens))
    best: tuple[float, PlaceEntry] | None = None
    for place, guessed in candidates:
        near = place.country in explicit
        spoken = near or place.country in context.countries
        if place.country in _SURNAMES and place.population < _LARGE and place.geonames and not (near or located):
            continue
        if not (spoken or (_famous(place, tokens, guessed > 0, begins) and (guessed < 2 or located))):
            continue
        weight = log10(max(place.population, 1_000)) + 3 * spoken + 10 * near + 1.5 * place.capital - 0.5 * guessed
        weight += 0.5 * (normal(place.name) == called)
        weight += min(context.countries.get(place.country or "", 0), 10) / 10
        if place.id.startswith("place/"):
            weight += 5
        if best is None or weight > best[0]:
            best = (weight, place)
    if best is None:
        return None
    sure = any(t.pos in _PROPER for t in tokens) or (located and not context.nouns_capital)
    return best[1] if sure or best[1].population >= _LARGE or best[1].id.startswith("place/") else None


def _famous(place: PlaceEntry, tokens: Sequence[Token], guessed: bool, begins: bool) -> bool:
    """Whether a place needs no mention of its country."""
    if (place.capital and not guessed) or place.id.startswith("place/"):
        return True
    floor = _LARGE if place.name.casefold() == " ".join(t.text for t in tokens).casefold() else _HUGE
    if not tokens[0].text.isascii() and tokens[0].text[0] > "ɏ":  # other scripts never have the main name
        floor = _LARGE
    return place.population >= floor * (2 if guessed or begins else 1)
