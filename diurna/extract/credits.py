"""Credits: the agencies and outlets that bylines, datelines and closing lines name ("KYIV, March 3 (Reuters) -", "dpa/AFP")."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis, Mention, Sentence
from diurna.extract.actors import naming
from diurna.extract.entities import entities
from diurna.extract.knowledge import Knowledge
from diurna.langs.pack import Packs
from diurna.model import Entity

APART = frozenset({"byline", "dateline", "footer"})


def credits(analysis: Analysis, packs: Packs) -> Analysis:
    """Add the media named outside the running text to `analysis.credits`, with their entities."""
    body = next((s.lang for s in analysis.sentences if s.lang in packs), None)
    found: list[tuple[Mention, str]] = []
    for index, sentence in enumerate(analysis.sentences):
        if analysis.segments and analysis.segments[sentence.segment].kind in APART:
            lang = sentence.lang if sentence.lang in packs else body
            if lang is not None:
                found += [(m, lang) for m in _media(index, sentence, lang, analysis, packs)]
    if not found:
        return analysis
    knowledge = Knowledge(packs.gazetteer, analysis.published.start if analysis.published else None)
    known = dict(analysis.entities)
    for entity in entities(found, analysis, knowledge, {}, packs).values():
        known[entity.id] = _together(known.get(entity.id), entity)
    return msgspec.structs.replace(analysis, credits=(*analysis.credits, *(m for m, _ in found)), entities=known)


def _media(index: int, sentence: Sentence, lang: str, analysis: Analysis, packs: Packs) -> list[Mention]:
    """The media names of one sentence."""
    out: list[Mention] = []
    for hit in naming(packs[lang], packs.gazetteer).find(sentence.tokens, analysis.input.text):
        ids = [sense.id for sense, _ in hit.readings if sense.section == "media"]
        if ids:
            out.append(Mention(index, hit.first, hit.last, hit.first, ids[0], "name", hit.start, hit.end))
    return out


def _together(old: Entity | None, new: Entity) -> Entity:
    if old is None:
        return new
    spans = sorted({*old.mentions, *new.mentions}, key=lambda e: (e.start, e.end))
    return msgspec.structs.replace(old, mentions=tuple(spans))
