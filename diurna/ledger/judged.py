"""What persons decided about a record's events, claims and parties, and the record as it stands then: a person outranks a score.

Judgements are appended and never rewritten; of one thing the last holds, and `open` takes a decision back. Records stay as they were
coded: what answers is made from the record and the judgements, and can be made again from both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal, TypeVar

import msgspec

from diurna.gazetteer.load import Gazetteer, load
from diurna.ledger.codes import TYPES
from diurna.ledger.database import Database
from diurna.ledger.days import iso, parsed, parsed_end
from diurna.ledger.filters import marks
from diurna.ledger.rows import JudgementRow
from diurna.model import Change, Claim, Contested, Entity, Event, Party, Place, Precision, Record, Time, Type
from diurna.ontology.load import load as ontology

Verdict = Literal["right", "wrong", "open"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "open")
ROLES = ("actor", "recipient", "place")
"""Of an event: whoever or whatever may be put in place of another. Of a claim there is `speaker`."""
TIME = "time"
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_BY_LENGTH: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
_Named = TypeVar("_Named", Party, Place)
_PART = 400


class Ground(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is noted with a judgement: the article it is about, the type or act that was judged, what should have been there.

    `instead`: an entity's id; for `type` one of the sixteen; for `time` a day, month, year or `first..last`. None is nobody,
    nowhere, at no known time.
    """

    document: str = ""
    what: str = ""
    instead: str | None = None


Standing = Mapping[tuple[str, str], JudgementRow]
"""The last judgement of each (kind, item). Kinds: `event`, `claim`, `link`; of an event's parts `actor/ID`, `recipient/ID`, `place/ID`,
`type/TYPE`, `time`; of a claim's `speaker/ID`."""


def ground(row: JudgementRow) -> Ground:
    """What was noted with a judgement; nothing where the note is something else."""
    try:
        return msgspec.json.decode(row.note or "{}", type=Ground)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Ground()


def standing(db: Database, items: Sequence[str]) -> Standing:
    """The last judgements of some events and claims, those on the parties of the events among them."""
    if not items or db.one("SELECT 1 FROM judgement LIMIT 1") is None:
        return {}
    found: dict[tuple[str, str], JudgementRow] = {}
    for at in range(0, len(items), _PART):
        part = items[at : at + _PART]
        sql = f"SELECT id, kind, item, verdict, note, made, at FROM judgement WHERE item IN ({marks(part)}) ORDER BY id"
        for row in db.rows(sql, part):
            found[row[1], row[2]] = JudgementRow(*row)
    return found


def listed(id: str) -> Entity | None:
    """An entity of the gazetteer, for what a person put in place of another and no article names."""
    entry = _gazetteer().entity(id)
    if entry is None:
        return None
    return Entity(id, entry.label, {"en": entry.label}, entry.kind, entry.country, entry.sector, entry.wikidata, True, entry.geo, ())


@cache
def _gazetteer() -> Gazetteer:
    return load()


def kinds_of(record: Record, item: str) -> tuple[str, ...]:
    """All that can be judged of an event or a claim of a record, as kinds; nothing where it has none of that id."""
    found: list[str] = []
    for claim in record.claims:
        if claim.id == item:
            found += ["claim", *(f"speaker/{party_key(p)}" for p in claim.speakers)]
    for event in record.events:
        if event.id == item:
            named = zip(ROLES, (event.actors, event.recipients, event.places), strict=True)
            found += ["event", TIME, f"type/{event.type}", *(f"{role}/{party_key(p)}" for role, some in named for p in some)]
    return tuple(found)


def possible(db: Database, kind: str, instead: str | None) -> bool:
    """Whether that can stand in place of what is wrong: a type, a time, somebody who is known, nobody."""
    part = kind.partition("/")[0]
    if part == TIME:
        try:
            given_time(instead or "")
        except ValueError:
            return False
        return True
    if part == "type":
        return instead in TYPES and kind != f"type/{instead}"
    return instead is None or stored(db, instead) is not None or listed(instead) is not None


def of_record(db: Database, record: Record) -> Standing:
    """The last judgements of what a record holds."""
    return standing(db, [*(e.id for e in record.events), *(c.id for c in record.claims)])


def as_judged(db: Database, record: Record) -> Record:
    """A record as persons have corrected it."""
    return corrected(record, of_record(db, record), lambda id: stored(db, id))


def stored(db: Database, id: str) -> Entity | None:
    """An entity as a ledger has it, without its mentions."""
    row = db.one("SELECT data FROM entity WHERE entity = ?", (id,))
    return msgspec.json.decode(row[0], type=Entity) if row is not None else None


def corrected(record: Record, said: Standing, entity: Callable[[str], Entity | None]) -> Record:
    """The record without what a person called wrong, and with the parties that a person put in place of others."""
    if not any(row.verdict == "wrong" for row in said.values()):
        return record
    wrong = {(kind, item) for (kind, item), row in said.items() if row.verdict == "wrong"}
    gone = {item for kind, item in wrong if kind in ("event", "claim")}
    events = tuple(_event(e, said, gone) for e in record.events if e.id not in gone)
    claims = tuple(_claim(c, said, gone) for c in record.claims if c.id not in gone)
    known = {e.id for e in record.entities}
    parties = [*(p for e in events for p in (*e.actors, *e.recipients, *e.places)), *(p for c in claims for p in c.speakers)]
    named = {p.entity for p in parties if p.entity is not None and p.entity not in known}
    moved = gone | {item for kind, item in wrong if kind.startswith("speaker/")}
    more = [found for id in sorted(named) if (found := entity(id) or listed(id)) is not None]
    return msgspec.structs.replace(
        record, events=events, claims=claims, entities=(*record.entities, *more),
        changes=tuple(_change(c, gone) for c in record.changes if not moved & {c.source, c.to}),
        contested=tuple(c for c in (_contested(c, gone) for c in record.contested) if c.events or c.claims),
    )  # fmt: skip


def _event(event: Event, said: Standing, gone: set[str]) -> Event:
    type, time = _wrong(said, f"type/{event.type}", event.id), _wrong(said, TIME, event.id)
    event = msgspec.structs.replace(
        event, actors=_put_right("actor", event.id, event.actors, said),
        recipients=_put_right("recipient", event.id, event.recipients, said), places=_put_right("place", event.id, event.places, said),
        claims=tuple(c for c in event.claims if c not in gone), time=event.time if time is None else given_time(ground(time).instead or ""),
    )  # fmt: skip
    new: Type | None = next((t for t in TYPES if type is not None and t == ground(type).instead), None)
    return event if new is None else _retyped(event, new)


def _retyped(event: Event, type: Type) -> Event:
    """The event under another type: modes and the CAMEO code went with the old one, the root's is what is known of the new."""
    plover = ontology().types[type]
    return msgspec.structs.replace(event, type=type, modes=(), quad=plover.quad, cameo=plover.cameo)


def _wrong(said: Standing, kind: str, item: str) -> JudgementRow | None:
    """What stands of a thing, where it was called wrong."""
    row = said.get((kind, item))
    return row if row is not None and row.verdict == "wrong" else None


def _put_right(role: str, item: str, parties: tuple[_Named, ...], said: Standing) -> tuple[_Named, ...]:
    kept: list[_Named] = []
    for party in parties:
        row = _wrong(said, f"{role}/{party_key(party)}", item)
        if row is None:
            kept.append(party)
        elif (instead := ground(row).instead) is not None:
            kept.append(msgspec.structs.replace(party, entity=instead))
    return tuple(kept)


def party_key(party: Party | Place) -> str:
    """By what a judgement names a party or a place: its entity, else where its words begin."""
    return party.entity if party.entity is not None else f"@{party.start}"


def given_time(words: str) -> Time | None:
    """A time as a person gives it: `2025-06-05`, `2025-06`, `2025`, `2025-06-01..2025-06-05`; None for no words. Raises ValueError."""
    if not words:
        return None
    first, apart, last = words.partition("..")
    start, end = parsed(first), parsed_end(last if apart else first)
    if end < start or not all(_ISO.fullmatch(part) for part in ([first, last] if apart else [first])):
        raise ValueError(f"{words}: not a time; write 2025-06-05, 2025-06, 2025 or 2025-06-01..2025-06-05")
    precision: Precision = "day" if apart else _BY_LENGTH[len(first)]
    return Time(iso(start), iso(end), precision)


def _claim(claim: Claim, said: Standing, gone: set[str]) -> Claim:
    speakers = _put_right("speaker", claim.id, claim.speakers, said)
    return msgspec.structs.replace(claim, speakers=speakers, events=tuple(e for e in claim.events if e not in gone))


def _change(change: Change, gone: set[str]) -> Change:
    return msgspec.structs.replace(change, about=tuple(e for e in change.about if e not in gone))


def _contested(point: Contested, gone: set[str]) -> Contested:
    return msgspec.structs.replace(
        point, events=tuple(e for e in point.events if e not in gone), claims=tuple(c for c in point.claims if c not in gone)
    )
