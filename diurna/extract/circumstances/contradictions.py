"""Notes where the text puts a known place inside a country it is not in (`place-contradiction`).

Read from two constructions, in any language: `in the east of X, in particular in Y` (the pack's `where` words) and `in Y, in X` or
`Y (X)` with a state X. Disputed places contradict nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.langs.names import Names
from diurna.langs.pack import Packs
from diurna.model import Entity, Note

_GAP = 9
_BEFORE = 6
_FUNCTION = frozenset({"ADP", "DET", "NOUN", "ADJ", "PROPN", "PUNCT", "X", "ADV", "PRON"})


def contradictions(analysis: Analysis, packs: Packs) -> Analysis:
    """Add a note for each place that the text puts into another country than the gazetteer does."""
    notes = [*analysis.notes]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in analysis.mentions:
        if mention.entity and _country(analysis.entities.get(mention.entity)):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for index, mentions in by_sentence.items():
        sentence = analysis.sentences[index]
        if sentence.lang is not None and sentence.lang in packs:
            names = packs[sentence.lang].names
            ordered = sorted(mentions, key=lambda m: (m.first, m.last))
            notes += _read(sentence, ordered, analysis, names)
    return msgspec.structs.replace(analysis, notes=tuple(notes))


def _read(sentence: Sentence, mentions: Sequence[Mention], analysis: Analysis, names: Names) -> Iterator[Note]:
    for left, right in pairwise(mentions):
        gap = sentence.tokens[left.last : right.first]
        if len(gap) > _GAP or any(t.pos not in _FUNCTION for t in gap):
            continue
        a, b = (analysis.entities[m.entity or ""] for m in (left, right))
        if _country(a) == _country(b) or _disputed(a) or _disputed(b):
            continue
        if _placed(b) and _especially(gap, names, analysis) and _located(sentence.tokens, left, names):
            yield _note(analysis, b, a, _start(sentence.tokens, left, names), right.end)
        elif _placed(a) and b.kind == "state" and _inside(sentence.tokens, left, right, names):
            yield _note(analysis, a, b, left.start, right.end)


def _country(entity: Entity | None) -> str | None:
    if entity is None or entity.kind not in ("place", "state"):
        return None
    return entity.country


def _placed(entity: Entity) -> bool:
    """Whether an entity is a place in a country, not a country."""
    return entity.kind == "place" and entity.geo is not None and entity.geo.precision != "country"


def _disputed(entity: Entity) -> bool:
    return entity.geo is not None and entity.geo.disputed


def _especially(gap: Sequence[Token], names: Names, analysis: Analysis) -> bool:
    """Whether the words between begin with a comma or nothing and then "in particular"."""
    hits = names.find(gap, analysis.input.text)
    for hit in hits:
        if hit.first <= 1 and any(s.section == "words" and s.id == "where" for s, _ in hit.readings):
            return all(t.text in ",(—–-" for t in gap[: hit.first])
    return False


def _located(tokens: Sequence[Token], mention: Mention, names: Names) -> bool:
    return _preposition(tokens, mention, names) is not None


def _start(tokens: Sequence[Token], mention: Mention, names: Names) -> int:
    at = _preposition(tokens, mention, names)
    return mention.start if at is None else tokens[at].start


def _preposition(tokens: Sequence[Token], mention: Mention, names: Names) -> int | None:
    """Where the preposition of place stands that governs a mention (`nell'est dell'Ucraina`)."""
    for at in range(mention.first - 1, max(-1, mention.first - 1 - _BEFORE), -1):
        token = tokens[at]
        if token.norm in names.words.inside:
            return at
        if token.pos in ("VERB", "AUX", "PUNCT", "CCONJ"):
            return None
    return None


def _inside(tokens: Sequence[Token], left: Mention, right: Mention, names: Names) -> bool:
    """`a Kursk, in Ucraina` or `Kursk (Ucraina)`, and no list of places."""
    gap = [t.norm for t in tokens[left.last : right.first] if t.norm not in names.words.articles]
    after = tokens[right.last].norm if right.last < len(tokens) else ""
    if after in names.words.joint:
        return False
    if gap == ["("]:
        return after == ")"
    return len(gap) == 2 and gap[0] == "," and gap[1] in names.words.inside and _located(tokens, left, names)


def _note(analysis: Analysis, place: Entity, container: Entity, start: int, end: int) -> Note:
    home = analysis.entities.get(place.country or "")
    where = home.name if home is not None else place.country
    message = f"the text puts {place.name} in {container.name}; it is in {where}"
    return Note("place-contradiction", message, start, end)
