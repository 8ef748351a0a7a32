"""Places: own places by the packs' names, towns by GeoNames, capitals that are where something happens and not who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.circumstances import toponyms, unlisted
from diurna.extract.circumstances.seats import seated
from diurna.extract.circumstances.toponyms import Context, Found
from diurna.langs import notplaces
from diurna.langs.names import normal
from diurna.langs.romanised import nominative, spelled
from diurna.model import Entity, Evidence

if TYPE_CHECKING:
    from diurna.gazetteer.atlas import PlaceEntry
    from diurna.langs.pack import Pack, Packs

_PREPOSITION_REACH = 3


def places(analysis: Analysis, packs: Packs) -> Analysis:
    """Add place mentions and their entities; capitals behind a preposition of place become places.

    Tokens that actors already cover are left alone. A place's country and the ones the article speaks of choose between
    towns of one name; a town nobody would know without its country is not taken.
    """
    mentions = list(analysis.mentions)
    found: dict[str, PlaceEntry] = {}
    countries = _countries(analysis)
    lower = {t.norm for s in analysis.sentences for t in s.tokens if t.text[:1].islower()}
    by_sentence: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, []).append(i)
    for index, sentence in enumerate(analysis.sentences):
        pack = packs[sentence.lang] if sentence.lang is not None and sentence.lang in packs else None
        if pack is None or not sentence.tokens:
            continue
        mine = by_sentence.get(index, [])
        for i in mine:
            city = _capital(mentions[i], sentence, pack, packs)
            if city is not None:
                mentions[i] = msgspec.structs.replace(mentions[i], entity=city.id)
                found[city.id] = city
        taken = {t for i in mine for t in range(mentions[i].first, mentions[i].last)}
        for new, place in _new(index, sentence, taken, [mentions[i] for i in mine], analysis, pack, packs, countries, lower):
            mentions.append(new)
            found[place.id] = place
    mentions.sort(key=lambda m: (m.sentence, m.first, -m.last))
    entities = _entities(analysis, mentions, found, packs)
    return seated(msgspec.structs.replace(analysis, mentions=tuple(mentions), entities=entities), packs)


def _countries(analysis: Analysis) -> dict[str, int]:
    """ISO-3 of the states an article speaks of, by its actors and their countries, with how often."""
    counts: dict[str, int] = {}
    for mention in analysis.mentions:
        entity = analysis.entities.get(mention.entity or "")
        if entity is not None and entity.country:
            counts[entity.country] = counts.get(entity.country, 0) + 1
    return counts


def _capital(mention: Mention, sentence: Sentence, pack: Pack, packs: Packs) -> PlaceEntry | None:
    """The city, where a state is mentioned by its capital's name and as a place: "in Pyongyang", "the capital Pyongyang"."""
    if mention.form != "name" or mention.entity is None or "/" in mention.entity:
        return None
    tokens = sentence.tokens[mention.first : mention.last]
    key = normal(" ".join(t.norm for t in tokens))
    if mention.entity not in pack.names.capitals(key) or not _located(mention, sentence, pack) or _speaks(mention, sentence, pack):
        return None
    return packs.gazetteer.capital(mention.entity)


def _located(mention: Mention, sentence: Sentence, pack: Pack) -> bool:
    """Whether a preposition of place governs a mention; one that also marks the receiver ("a", "à") counts at the sentence's
    start only, where no receiver stands, and behind a verb that has none ("ha incontrato Putin a Roma")."""
    tokens, inside, towns = sentence.tokens, pack.names.words.inside, pack.settings.classes.get("town", frozenset())
    at = mention.first - 1
    if at >= 0 and tokens[at].lemma in towns:
        return True
    while at >= 0 and at >= mention.first - _PREPOSITION_REACH and tokens[at].pos in ("DET", "ADJ") and tokens[at].norm not in inside:
        at -= 1
    if at < 0 or tokens[at].norm not in inside:
        return False
    receiver = tokens[at].norm in pack.settings.dat or tokens[at].lemma in pack.settings.dat
    return not receiver or not any(t.pos in ("VERB", "NOUN", "AUX", "PROPN") for t in tokens[:at]) or _without_receiver(tokens, at, pack)


def _speaks(mention: Mention, sentence: Sentence, pack: Pack) -> bool:
    """Whether a government is meant by where it says so, in languages whose plural verbs need no subject: "в Москве заявили"."""
    tokens, at, s = sentence.tokens, mention.last, pack.settings
    while at < len(tokens) and (tokens[at].pos in ("ADV", "PART") or (s.nobody and tokens[at].text == ",")):
        at += 1
    if not s.by_case:
        return bool(s.housing) and _nobody_tells(tokens, at, pack)
    if at < len(tokens) and _told(tokens[at], pack):
        return not any(_can_tell(t, pack) for t in tokens[at + 1 : at + 3])
    told = mention.first - 2
    if told < 0 or not _told(tokens[told], pack):
        return False
    before = next((t for t in reversed(tokens[:told]) if t.pos not in ("ADV", "PART")), None)
    return before is None or (before.pos in ("PUNCT", "SCONJ", "PRON", "CCONJ") and "n" not in before.cases)


def _nobody_tells(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether a verb of saying comes next whose subject is nobody: "a Mosca negano", "à Moscou, on dément", "in Moskau wies man"."""
    s, near = pack.settings, tokens[at : at + 4]
    if s.nobody:
        return any(t.norm in s.nobody for t in near[:2]) and any(pack.speech.of("v", t.lemma) for t in near if t.pos == "VERB")
    if not near or near[0].form != "fin" or not near[0].norm.endswith(s.plural_verbs):
        return False
    verb = next((i for i, t in enumerate(near) if t.pos == "VERB" and _says(t, pack)), -1)
    people = s.classes.get("people", ())
    return verb in (0, 1) and not any(t.pos == "PROPN" or t.lemma in people for t in tokens[at + verb + 1 : at + verb + 3])


def _says(verb: Token, pack: Pack) -> bool:
    """Whether a verb tells of words, as "protest" need not."""
    crowd = any(f.act == "demonstrate" for f in pack.frames.of("v", verb.lemma, verb.norm))
    return bool(pack.speech.of("v", verb.lemma)) and not crowd


def _told(token: Token, pack: Pack) -> bool:
    return token.pos == "VERB" and (token.form, token.number) == ("fin", "p") and bool(pack.speech.of("v", token.lemma))


def _can_tell(token: Token, pack: Pack) -> bool:
    return token.pos in ("NOUN", "PROPN", "PRON") and "n" in token.cases and token.lemma in pack.settings.classes.get("people", ())


def _without_receiver(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether the verb before the preposition at a token has frames that name their other party, none of them by that preposition."""
    start = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].pos == "PUNCT"), 0)
    verb = next((t for t in reversed(tokens[start:at]) if t.pos == "VERB"), None)
    frames = pack.frames.of("v", verb.lemma, verb.norm) if verb is not None else ()
    return bool(frames) and all(f.recipient and not {"dat", tokens[at].norm, tokens[at].lemma} & set(f.recipient) for f in frames)


def _new(
    index: int,
    sentence: Sentence,
    taken: set[int],
    actors: Iterable[Mention],
    analysis: Analysis,
    pack: Pack,
    packs: Packs,
    countries: Mapping[str, int],
    lower: set[str],
) -> Iterator[tuple[Mention, PlaceEntry]]:
    """The places of a sentence that no actor covers: own places first, then towns."""
    tokens = sentence.tokens
    norms = [t.norm for t in tokens]
    named = not pack.place_words.isdisjoint(norms) or any("-" in norm and len(norm) > 1 for norm in norms)
    for hit in pack.names.find(tokens, analysis.input.text) if named else ():
        own = next((s.id for s, _ in hit.readings if s.section == "place"), None)
        place = packs.gazetteer.place(own) if own is not None else None
        if place is None or any(i in taken for i in range(hit.first, hit.last)):
            continue
        taken.update(range(hit.first, hit.last))
        yield Mention(index, hit.first, hit.last, hit.last - 1, place.id, "name", hit.start, hit.end), place
    capitals = toponyms.capitals(tokens, taken)
    if not capitals:
        return
    beside = {m.first: m.entity for m in actors if m.entity is not None and "/" not in m.entity}
    settings = pack.settings
    nouns = settings.case and bool(settings.determiner_cases)
    context = Context(countries, lower, notplaces.load(pack.folder), pack.names.words.inside, nouns, settings.case)
    for town in toponyms.towns(tokens, capitals, taken, beside, context, packs.gazetteer):
        start, end = tokens[town.first].start, tokens[town.last - 1].end
        place = _region(town, sentence, pack, packs) or town.place
        taken.update(range(town.first, town.last))
        yield Mention(index, town.first, town.last, town.last - 1, place.id, "name", start, end), place
    for first, last in unlisted.named(tokens, capitals, taken, context.stop, pack, lambda at: _without_receiver(tokens, at, pack)):
        start, end = tokens[first].start, tokens[last - 1].end
        said = nominative(tokens[first:last], sentence.lang or "", tokens[first - 1])
        place = unlisted.entry(spelled(said), countries, beside, last)
        yield Mention(index, first, last, last - 1, place.id, "name", start, end), place


def _region(town: Found, sentence: Sentence, pack: Pack, packs: Packs) -> PlaceEntry | None:
    """The region called after its seat: "regione di Kursk", "Region Kursk", "Kursk oblast"."""
    if town.place.geo.feature not in ("seat", "capital") or town.place.geo.admin1 is None:
        return None
    tokens, regions = sentence.tokens, pack.settings.classes.get("region", frozenset())
    before = town.first - 1
    while before > 0 and (tokens[before].norm in pack.names.words.of or tokens[before].pos in ("DET", "PUNCT", "NOUN")):
        if tokens[before].lemma in regions:
            break
        if before < town.first - 2:
            return None
        before -= 1
    ahead = pack.settings.compounds and town.last < len(tokens) and tokens[town.last].lemma in regions
    if ahead or (before >= 0 and tokens[before].lemma in regions):
        return packs.gazetteer.division(town.place.country, town.place.geo.admin1)
    return None


def _entities(analysis: Analysis, mentions: list[Mention], found: Mapping[str, PlaceEntry], packs: Packs) -> dict[str, Entity]:
    """The entities with those of new places, and with the spans that moved from a state to its capital."""
    moved = {(m.start, m.end) for m in mentions if m.entity in found}
    entities: dict[str, Entity] = {}
    for id, entity in analysis.entities.items():
        kept = tuple(e for e in entity.mentions if id in found or (e.start, e.end) not in moved)
        entities[id] = entity if len(kept) == len(entity.mentions) else msgspec.structs.replace(entity, mentions=kept)
    for id, place in found.items():
        entities[id] = _entity(place, [m for m in mentions if m.entity == id], analysis, packs)
    return entities


def _entity(place: PlaceEntry, mentions: list[Mention], analysis: Analysis, packs: Packs) -> Entity:
    names: dict[str, str] = {}
    for mention in mentions:
        lang = analysis.sentences[mention.sentence].lang
        if lang is not None and lang not in names:
            names[lang] = packs[lang].names.label(place.id) or analysis.input.text[mention.start : mention.end]
    entry = packs.gazetteer.entity(place.id)
    return Entity(
        id=place.id,
        name=place.name,
        names=names,
        kind="place",
        country=place.country,
        sector=None,
        wikidata=entry.wikidata if entry is not None else None,
        known=not unlisted.is_unlisted(place.id),
        geo=None if unlisted.is_unlisted(place.id) else place.geo,
        mentions=tuple(sorted((Evidence(m.start, m.end) for m in mentions), key=lambda e: (e.start, e.end))),
    )
