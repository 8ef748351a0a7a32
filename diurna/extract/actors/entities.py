"""The record's entities: every id that a mention means, with its names in the article's languages, a body's English one, and its spans."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from diurna.analysis import Analysis, Mention
from diurna.extract.actors.knowledge import Facts, Knowledge, members
from diurna.extract.actors.sorts import KINDS
from diurna.extract.actors.strangers import Strangers
from diurna.langs.pack import Packs
from diurna.langs.romanised import romanised, spelled
from diurna.model import Entity, EntityKind, Evidence


def entities(
    mentions: Sequence[tuple[Mention, str]],
    analysis: Analysis,
    knowledge: Knowledge,
    strangers: Strangers,
    packs: Packs,
    countries: Mapping[str, str] = MappingProxyType({}),
    sectors: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Entity]:
    """Id -> entity for all resolved mentions (each with its language), in order of first mention.

    `countries`, `sectors`: state and sector of an unknown person, from the role that introduced them.

    `strangers`: who the tables lack. A pair ("both sides") counts as a mention of either side.
    """
    spans: dict[str, list[Evidence]] = {}
    words: dict[str, dict[str, str]] = {}
    for mention, lang in mentions:
        for entity in members(mention.entity) if mention.entity else ():
            spans.setdefault(entity, []).append(Evidence(mention.start, mention.end))
            if mention.form not in ("pronoun", "adjective"):
                words.setdefault(entity, {}).setdefault(lang, analysis.input.text[mention.start : mention.end])
    return {
        e: _entity(e, found, words.get(e, {}), knowledge, strangers, packs, (countries.get(e), sectors.get(e)))
        for e, found in spans.items()
    }


def unnamed(id: str, knowledge: Knowledge, packs: Packs) -> Entity:
    """An entity that an article has without a word for it: its outlet, which metadata name."""
    return _entity(id, [], {}, knowledge, Strangers(), packs)


def _entity(
    entity: str,
    spans: list[Evidence],
    words: Mapping[str, str],
    knowledge: Knowledge,
    strangers: Strangers,
    packs: Packs,
    told: tuple[str | None, str | None] = (None, None),
) -> Entity:
    """`words`: how the article calls it, by language, which stands in where a pack has no name for it. `told`: country and sector that the
    article tells."""
    facts = knowledge.facts(entity) or _stranger(entity, strangers, told[0])
    named = not entity.startswith("generic/")
    names = {lang: (packs[lang].names.label(entity) if named else None) or said for lang, said in words.items()}
    if entity in strangers.names:
        names = dict.fromkeys(names, strangers.names[entity])
    if named and "en" not in names and (bare := knowledge.gazetteer.bare(entity)) is not None:
        names["en"] = bare
    return Entity(
        id=entity,
        name=plain(facts.label) if facts.kind == "person" else facts.label,
        names=names,
        kind=facts.kind,
        country=knowledge.de_jure(facts.country or told[0]),
        sector=facts.sector or told[1],
        wikidata=facts.wikidata,
        known=entity not in strangers.names,
        geo=None,
        mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
    )


def plain(name: str) -> str:
    """A person's name as English newspapers print it: Latin letters without marks ("Erdoğan" is Erdogan); other scripts as they are."""
    folded = unicodedata.normalize("NFD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in folded if not unicodedata.combining(c)) if folded[:1].isascii() else name


def _stranger(entity: str, strangers: Strangers, country: str | None) -> Facts:
    """What the article alone tells of somebody: the name, in Latin letters where the rules for it are clear."""
    kind: EntityKind = KINDS.get(strangers.sorts.get(entity, ""), "person")
    name = strangers.names.get(entity, entity)
    latin = romanised(name, strangers.langs.get(entity, ""), country)
    return Facts(latin or (spelled(name) if kind == "person" else name), kind)
