"""Places that no table knows, by the words around them: "the town of X", "село X", "in X, in northern Mali"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from diurna.analysis import Token
from diurna.extract.actors.given import is_given
from diurna.extract.actors.strangers import slug
from diurna.gazetteer.atlas import PlaceEntry
from diurna.model import Geo

if TYPE_CHECKING:
    from diurna.langs.pack import Pack

_PREFIX = "place/unknown-"
_MOST = 3
"""Words that such a name has at most."""
_PROPER = ("PROPN", "X")
_NOMINAL = ("PROPN", "X", "NOUN", "ADJ")
_NOWHERE = Geo(None, None, None, None, None, "point")


def is_unlisted(entity: str) -> bool:
    """Whether an id is that of a place no table knows."""
    return entity.startswith(_PREFIX)


def named(
    tokens: Sequence[Token],
    starts: Sequence[int],
    taken: Collection[int],
    stop: Collection[str],
    pack: Pack,
    is_scene: Callable[[int], bool],
) -> Iterator[tuple[int, int]]:
    """Token spans `[first, last)` that name a place: `starts` are capitalised words outside `taken`, `stop` words that are no places.

    `is_scene` tells of a preposition's position whether it sets a scene where it may also mark a receiver ("à Kasindi").
    """
    behind = 0
    for at in starts:
        town = bool(at) and _of_town(tokens, at, pack)
        if at < behind or at in taken or not at or not _name(tokens[at], stop, pack, _NOMINAL if town and pack.settings.case else _PROPER):
            continue
        last = at + 1
        while last < len(tokens) and last - at < _MOST and last not in taken and tokens[last].text[:1].isupper() and _proper(tokens[last]):
            last += 1
        if last < len(tokens) and last not in taken and tokens[last].text[:1].isupper():
            continue
        if last == at + 1 and tokens[at].pos == "ADJ" and last < len(tokens) and _is_town(tokens[last], pack):
            last += 1  # "Баткенской области"
        if town or (last == at + 1 and _in(tokens, at, last, taken, pack, is_scene)):
            yield at, last
            behind = last


def entry(name: str, countries: Mapping[str, int], beside: Mapping[int, str], last: int) -> PlaceEntry:
    """What the text tells of such a place: its name, and the state named behind it, else the only one of its sentence, else the one
    that the article tells most of by far."""
    near = next((beside[i] for i in range(last, last + 6) if i in beside), None)
    if near is None and len(set(beside.values())) == 1:
        near = next(iter(beside.values()))
    ranked = sorted(countries.items(), key=lambda item: -item[1])
    sole = ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]) else None
    return PlaceEntry(_PREFIX + slug(name), name, near or sole, _NOWHERE)


def _name(token: Token, stop: Collection[str], pack: Pack, nominal: tuple[str, ...]) -> bool:
    if token.lemma in pack.settings.time_words or token.norm in pack.settings.time_words or is_given(token, pack.names.words):
        return False
    shaped = (
        len(token.text) > 2 and not token.text.isupper() and token.text[1:].replace("-", "").replace("'", "").replace("’", "").isalpha()
    )
    return shaped and token.pos in nominal and token.norm not in stop and token.lemma not in stop


def _proper(token: Token) -> bool:
    return token.pos in _PROPER


def _of_town(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether a noun for a town stands before a name: "the village of X", "місті X"."""
    words, before = pack.names.words, at - 1
    if tokens[before].norm in words.of and before:
        before -= 1
    elif words.of and not pack.settings.case:
        return False
    return _is_town(tokens[before], pack)


def _is_town(token: Token, pack: Pack) -> bool:
    return token.lemma in pack.settings.classes.get("settlement", frozenset())


def _in(tokens: Sequence[Token], at: int, last: int, taken: Collection[int], pack: Pack, is_scene: Callable[[int], bool]) -> bool:
    """Whether a preposition of place that marks no receiver stands right before a name, and no other part of a name around it."""
    before, settings = tokens[at - 1], pack.settings
    if before.norm not in pack.names.words.inside or before.pos != "ADP" or settings.determiner_cases:
        return False
    behind = tokens[last + 1].norm if last + 1 < len(tokens) and tokens[last].text == "," else ""
    wider = behind in pack.names.words.inside  # "à Kasindi, dans l'est du pays"
    if any(before.norm in (d, d + "d") for d in settings.dat) and not wider and not is_scene(at - 1):
        return False
    return last >= len(tokens) or tokens[last].pos in ("PUNCT", "ADP", "VERB", "AUX", "CCONJ", "ADV", "SCONJ") or last in taken
