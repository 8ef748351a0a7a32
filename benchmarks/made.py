"""Articles and records made up for measuring the ledger: as many events, claims and words as the example articles have, in their languages.

Every record is one of an example whose words, entities, days and ids are drawn anew, all of the same length, so that spans still stand.
Nothing is coded: it is the store that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import msgspec

from benchmarks.texts import articles
from diurna.analysis import Input, document_id
from diurna.coding import code_input, packs
from diurna.ids import content_id
from diurna.model import Claim, Entity, Event, Party, Place, Record, Time

FIRST_DAY = date(2020, 1, 1)
DAYS = 2000
OUTLETS = 200
PEOPLE, TOWNS = 20_000, 10_000
_CODES = """
RUS UKR USA CHN IRN ISR FRA DEU GBR ITA ESP POL TUR SYR PRK KOR JPN IND PAK VEN BRA MEX EGY SDN ETH NGA MLI NER SRB HUN BLR KAZ AZE ARM
GEO MDA ROU BGR GRC NLD BEL SWE FIN NOR DNK AUT CHE CZE SVK LTU LVA EST CAN AUS IDN PHL VNM THA MMR AFG IRQ SAU YEM QAT ARE JOR LBN LBY
TUN DZA MAR COL PER CHL ARG CUB HTI ZAF KEN SOM COD RWA UGA
"""
COUNTRIES = tuple(_CODES.split())
_WORD = re.compile(r"[^\W\d_]+")
_Spanned = TypeVar("_Spanned", Party, Place)


def made(count: int, seed: int = 1) -> Iterator[tuple[Input, Record]]:
    """`count` articles with their records, all different, in the order of their days."""
    random = Random(seed)
    examples = [r for r in (code_input(a, packs()) for a in articles()) if isinstance(r, Record)]
    words = _vocabulary(examples, random)
    for number in range(count):
        example = examples[number % len(examples)]
        day = FIRST_DAY + timedelta(days=number * DAYS // count)
        yield _article(random, example, words[example.document.languages[0]], number, day)


def _vocabulary(examples: Sequence[Record], random: Random) -> dict[str, dict[int, list[str]]]:
    """Words by language and length: those of the examples over and over, and as many rare ones as a large collection has."""
    found: dict[str, dict[int, list[str]]] = {}
    for record in examples:
        by_length = found.setdefault(record.document.languages[0], {})
        for word in _WORD.findall(record.document.text):
            by_length.setdefault(len(word), []).append(word)
    for by_length in found.values():
        for length, common in by_length.items():
            letters = "".join(common)
            rare = ["".join(random.choices(letters, k=length)) for _ in range(min(3000, 40 * length))] if length > 3 else []
            by_length[length] = common * max(1, 9 * len(rare) // max(1, len(common))) + rare
    return found


def _article(random: Random, example: Record, words: dict[int, list[str]], number: int, day: date) -> tuple[Input, Record]:
    """One article: the example's shape, everything else drawn."""
    text = _WORD.sub(lambda m: random.choice(words.get(len(m[0]), [m[0]])), example.document.text)
    outlet = f"Outlet {int(random.paretovariate(1)) % OUTLETS}"
    url = f"https://outlet-{number % OUTLETS}.example/{day:%Y/%m}/{number}"
    document = Input(url, text, None, day.isoformat(), outlet, url, example.document.languages[0])
    key = document_id(document)
    entities = {e.id: _entity(random, e) for e in example.entities}
    start = example.document.published.start if example.document.published else None
    shift = day - date.fromisoformat((start or "2024-01-01")[:10])
    events = {e.id: content_id("event", key, e.id) for e in example.events}
    claims = {c.id: content_id("claim", key, c.id) for c in example.claims}
    published = Time(day.isoformat(), day.isoformat(), "day", source="published")
    head = msgspec.structs.replace(example.document, key=url, id=key, url=url, text=text, outlet=outlet, published=published, credits=())
    unique = {e.id: e for e in entities.values()}
    record = msgspec.structs.replace(
        example, document=head, entities=tuple(unique.values()),
        events=tuple(_event(e, entities, events, claims, shift) for e in example.events),
        claims=tuple(_claim(c, entities, events, claims, shift) for c in example.claims),
        changes=tuple(
            msgspec.structs.replace(
                c, speaker=entities[c.speaker].id, source=claims[c.source], to=claims[c.to], about=tuple(events[e] for e in c.about)
            )
            for c in example.changes
            if c.speaker in entities
        ),
        contested=tuple(
            msgspec.structs.replace(c, events=tuple(events[e] for e in c.events), claims=tuple(claims[i] for i in c.claims))
            for c in example.contested
        ),
    )  # fmt: skip
    return document, record


def _entity(random: Random, entity: Entity) -> Entity:
    """Another entity of the same kind, a few of them often and most of them seldom."""
    country = COUNTRIES[int(random.paretovariate(0.8)) % len(COUNTRIES)]
    if entity.kind == "state":
        return msgspec.structs.replace(entity, id=country, name=f"State {country}", names={}, country=country)
    if entity.kind in ("person", "place"):
        rank = int(random.paretovariate(0.6)) % (PEOPLE if entity.kind == "person" else TOWNS)
        owner = COUNTRIES[rank % len(COUNTRIES)]
        return msgspec.structs.replace(entity, id=f"{entity.kind}/{rank}", name=f"{entity.kind.title()} {rank}", names={}, country=owner)
    if entity.country:
        return msgspec.structs.replace(entity, id=f"{country}/{entity.kind}", name=f"{entity.kind} of {country}", names={}, country=country)
    return entity


def _shifted(time: Time | None, by: timedelta) -> Time | None:
    if time is None:
        return None

    def moved(iso: str | None) -> str | None:
        return iso and (date.fromisoformat(iso[:10]) + by).isoformat() + iso[10:]

    return msgspec.structs.replace(time, start=moved(time.start), end=moved(time.end))


def _parties(parties: tuple[_Spanned, ...], entities: dict[str, Entity]) -> tuple[_Spanned, ...]:
    return tuple(msgspec.structs.replace(p, entity=entities[p.entity].id) if p.entity in entities else p for p in parties)


def _event(event: Event, entities: dict[str, Entity], events: dict[str, str], claims: dict[str, str], by: timedelta) -> Event:
    return msgspec.structs.replace(
        event, id=events[event.id], actors=_parties(event.actors, entities), recipients=_parties(event.recipients, entities),
        places=_parties(event.places, entities), time=_shifted(event.time, by), claims=tuple(claims[c] for c in event.claims),
    )  # fmt: skip


def _claim(claim: Claim, entities: dict[str, Entity], events: dict[str, str], claims: dict[str, str], by: timedelta) -> Claim:
    return msgspec.structs.replace(
        claim, id=claims[claim.id], speakers=_parties(claim.speakers, entities), via=_parties(claim.via, entities),
        said=_shifted(claim.said, by), events=tuple(events[e] for e in claim.events),
    )  # fmt: skip
