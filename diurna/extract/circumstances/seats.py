"""Bodies of towns: whose state they are: "la polizia di Napoli", "суд в Новосибирске", "the Chicago city council"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from diurna.analysis import Analysis, Mention, Token
from diurna.extract.actors.knowledge import Knowledge
from diurna.model import Entity, Evidence

if TYPE_CHECKING:
    from diurna.langs.pack import Pack, Packs

_GENERIC = "generic/"
_ABROAD = frozenset(
    f"generic/{name}"
    for name in (
        *("embassy", "consulate", "delegation", "troops", "army", "military", "peacekeepers", "diplomats", "ambassador", "envoy"),
        *("marines", "special_forces", "mercenaries", "company", "ngo", "aid_workers", "media", "newspaper", "rebels", "militants"),
    )
)
"""Roles whose bearers are often in towns of other states than their own."""
_SEATED = frozenset(
    f"generic/{name}"
    for name in (
        *("police", "court", "prosecutors", "local_authorities", "regional_government", "prison_service", "riot_police", "supreme_court"),
        *("investigators", "emergency_services", "authorities", "residents", "mayor", "governor", "university", "parliament"),
    )
)
"""Roles that are of the town which "in" sets them in."""
_CITY_OFFICES = ("mayor", "region_head")
_GAP = 4
"""Words between a body and its town at most."""


def seated(analysis: Analysis, packs: Packs) -> Analysis:
    """Give bodies that no state is named for that of the town they belong to, and so what the article calls by the same role again."""
    mentions = list(analysis.mentions)
    whose: dict[str, set[str]] = {}
    changed: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        role = _role(mention, analysis, packs)
        if role is not None and (state := _state(at, mentions, analysis, packs, role)) is not None:
            changed[at] = f"{state}/{role.removeprefix(_GENERIC)}"
            whose.setdefault(role, set()).add(changed[at])
    if not changed:
        return analysis
    for at, mention in enumerate(mentions):
        meant = whose.get(mention.entity or "", set())
        if at not in changed and at > min(changed) and len(meant) == 1 and _bare(at, mentions, analysis):
            changed[at] = next(iter(meant))
    return _moved(analysis, changed, packs)


def _role(mention: Mention, analysis: Analysis, packs: Packs) -> str | None:
    """The role of a mention that no state owns yet: a generic id, or the office of a city that the tables know nobody in."""
    if mention.form not in ("generic", "title"):
        return None
    if mention.entity is not None and "/" not in mention.entity:
        return None
    tokens, lang = analysis.sentences[mention.sentence].tokens, analysis.sentences[mention.sentence].lang
    key = " ".join(t.norm for t in tokens[mention.first : mention.last])
    senses = [s for s, _ in packs[lang or ""].names.readings(key)]
    if mention.entity is None:
        return next((s.id for s in senses if s.section == "office" and s.id in _CITY_OFFICES), None)
    role = mention.entity if mention.entity.startswith(_GENERIC) else _GENERIC + mention.entity.partition("/")[2]
    said = mention.entity == role or any(s.id == role for s in senses)  # else its own words say whose it is
    return role if said and role not in _ABROAD and packs.gazetteer.entity(role) is not None else None


def _state(at: int, mentions: Sequence[Mention], analysis: Analysis, packs: Packs, role: str) -> str | None:
    """The state of the town right behind a body, or right before it where what owns comes first."""
    mention = mentions[at]
    sentence = analysis.sentences[mention.sentence]
    pack = packs[sentence.lang or ""]
    behind = mentions[at + 1] if at + 1 < len(mentions) else None
    if behind is not None and behind.sentence == mention.sentence and (town := _town(behind, analysis)) is not None:
        if _owns(sentence.tokens[mention.last : behind.first], behind, sentence.tokens, pack, role):
            return town.country
    before = mentions[at - 1] if at else None
    if before is None or before.sentence != mention.sentence or pack.names.words.adjectives != "before":
        return None
    town, gap = _town(before, analysis), sentence.tokens[before.last : mention.first]
    owning = len(gap) <= 2 and all(t.norm in pack.names.words.possessive or t.pos == "ADJ" or _is_town(t, pack) for t in gap)
    plain = before.first == 0 or sentence.tokens[before.first - 1].norm not in pack.names.words.inside or bool(gap)
    return town.country if town is not None and owning and plain and pack.settings.bare_complements else None


def _town(mention: Mention, analysis: Analysis) -> Entity | None:
    """The town that a mention names; none in disputed land, where somebody else's police may be."""
    entity = analysis.entities.get(mention.entity or "")
    if entity is None or entity.kind != "place" or entity.geo is None or entity.geo.disputed or entity.country is None:
        return None
    return entity


def _is_town(token: Token, pack: Pack) -> bool:
    return token.lemma in pack.settings.classes.get("town", frozenset())


def _owns(gap: Sequence[Token], town: Mention, tokens: Sequence[Token], pack: Pack, role: str) -> bool:
    """Whether the words between a body and a town make it the town's: "of", "in" for bodies that sit in theirs, or its genitive alone."""
    words = pack.names.words
    if len(gap) > _GAP or any(t.pos in ("VERB", "AUX", "PUNCT", "CCONJ") for t in gap):
        return False
    if not gap:
        return pack.settings.case and "g" in tokens[town.head].cases
    if any(t.norm not in words.of | words.articles | words.inside and t.pos != "ADJ" and not _is_town(t, pack) for t in gap):
        return False
    if gap[0].norm in words.of:
        return True
    inside = gap[0].norm in words.inside or gap[0].lemma in words.inside
    return (inside and role in _SEATED) or (
        not inside and pack.settings.case and gap[-1].pos in ("NOUN", "ADJ") and _is_town(gap[-1], pack)
    )


def _bare(at: int, mentions: Sequence[Mention], analysis: Analysis) -> bool:
    """Whether a later mention of a role is but the role: one word, its own state nowhere said."""
    mention = mentions[at]
    return mention.form == "generic" and mention.last - mention.first == 1 and analysis.sentences[mention.sentence].lang is not None


def _moved(analysis: Analysis, changed: dict[int, str], packs: Packs) -> Analysis:
    """The analysis with mentions and their spans given to other entities."""
    knowledge = Knowledge(packs.gazetteer, analysis.published.start if analysis.published else None)
    mentions = list(analysis.mentions)
    entities = dict(analysis.entities)
    for at, id in changed.items():
        mention = mentions[at]
        span, old = Evidence(mention.start, mention.end), entities.get(mention.entity or "")
        mentions[at] = msgspec.structs.replace(mention, entity=id)
        if old is not None:
            kept = tuple(e for e in old.mentions if e != span)
            entities[old.id] = msgspec.structs.replace(old, mentions=kept)
            if not kept:
                del entities[old.id]
        if (new := entities.get(id)) is not None:
            spans = tuple(sorted({*new.mentions, span}, key=lambda e: (e.start, e.end)))
            entities[id] = msgspec.structs.replace(new, mentions=spans)
        elif (facts := knowledge.facts(id)) is not None:
            lang = analysis.sentences[mention.sentence].lang or ""
            names = {lang: packs[lang].names.label(id) or analysis.input.text[mention.start : mention.end]}
            entities[id] = Entity(
                id, facts.label, names, facts.kind, knowledge.de_jure(facts.country), facts.sector, facts.wikidata, True, None, (span,)
            )
        else:
            mentions[at] = mention
    return msgspec.structs.replace(analysis, mentions=tuple(mentions), entities=entities)
