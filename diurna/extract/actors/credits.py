"""Credits: the agencies and outlets that bylines, datelines and closing lines name ("KYIV, March 3 (Reuters) -", "dpa/AFP"), and who the
article's own outlet is."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis, Mention, Sentence
from diurna.extract.actors.entities import entities, unnamed
from diurna.extract.actors.knowledge import Knowledge
from diurna.extract.actors.naming import naming
from diurna.extract.actors.strangers import Strangers
from diurna.langs.names import normal
from diurna.langs.pack import Packs
from diurna.model import Entity

APART = frozenset({"byline", "dateline", "footer"})


def credits(analysis: Analysis, packs: Packs) -> Analysis:
    """Add the media named outside the running text to `analysis.credits`, and fill `outlet_entity`; both with their entities."""
    return _with_outlet(_with_credits(analysis, packs), packs)


def _with_outlet(analysis: Analysis, packs: Packs) -> Analysis:
    """The medium that the outlet's name means in a language of the article or in English, where one is known."""
    langs = dict.fromkeys([*(s.lang for s in analysis.sentences if s.lang), "en"])
    key = normal(analysis.outlet or "")
    known = (sense for lang in langs if key and lang in packs for sense, _ in packs[lang].names.readings(key))
    medium = next((sense.id for sense in known if sense.section == "media"), None)
    if medium is None:
        return analysis
    own = unnamed(medium, _knowledge(analysis, packs), packs)
    return msgspec.structs.replace(
        analysis, outlet_entity=medium, entities={**analysis.entities, medium: analysis.entities.get(medium, own)}
    )


def _knowledge(analysis: Analysis, packs: Packs) -> Knowledge:
    return Knowledge(packs.gazetteer, analysis.published.start if analysis.published else None)


def _with_credits(analysis: Analysis, packs: Packs) -> Analysis:
    body = next((s.lang for s in analysis.sentences if s.lang in packs), None)
    found: list[tuple[Mention, str]] = []
    for index, sentence in enumerate(analysis.sentences):
        if analysis.segments and analysis.segments[sentence.segment].kind in APART:
            lang = sentence.lang if sentence.lang in packs else body
            if lang is not None:
                found += [(m, lang) for m in _media(index, sentence, lang, analysis, packs)]
    if not found:
        return analysis
    knowledge = _knowledge(analysis, packs)
    known = dict(analysis.entities)
    for entity in entities(found, analysis, knowledge, Strangers(), packs).values():
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
