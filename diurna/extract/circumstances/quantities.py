"""The layer of quantities: figures of people, money and arms, each with its sentence."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.langs.figures import FoundQuantity
from diurna.langs.pack import Packs
from diurna.model import Quantity

_SIDES = frozenset({"name", "adjective", "inhabitant"})


def quantities(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.quantities` with (sentence index, quantity). Times are no figures, so run it after them, and after actors."""
    text = analysis.input.text
    taken: dict[int, list[tuple[int, int]]] = {}
    sides: dict[int, list[tuple[int, int]]] = {}
    for mention in analysis.times:
        if mention.time.text is not None:
            taken.setdefault(mention.sentence, []).append((mention.time.text.start, mention.time.text.end))
    for actor in analysis.mentions:
        if actor.form in _SIDES:
            sides.setdefault(actor.sentence, []).append((actor.start, actor.end))
    for spans in sides.values():
        spans.sort()
    found: list[tuple[int, Quantity]] = []
    for index, sentence in enumerate(analysis.sentences):
        if sentence.lang is None or sentence.lang not in packs:
            continue
        grammar = packs[sentence.lang].quantities
        part = text[sentence.start : sentence.end]
        for item in grammar.find(part, sentence.start, taken.get(index, ()), sides.get(index, ())):
            found.append((index, as_quantity(text, item)))
    return msgspec.structs.replace(analysis, quantities=tuple(found))


def as_quantity(text: str, item: FoundQuantity) -> Quantity:
    """The contract's Quantity; `of` is the side's words as they stand in the text."""
    of = text[item.of[0] : item.of[1]] if item.of is not None else None
    return Quantity(item.measure, item.min, item.max, item.unit, of, item.start, item.end)
