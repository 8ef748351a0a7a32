"""What persons decided about a record's events, claims and parties, and the record as it stands then: a person outranks a score.

Judgements are appended and never rewritten; of one thing the last holds, and `open` takes a decision back. Records stay as they were
coded: what answers is made from the record and the judgements, and can be made again from both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from diurna.gazetteer.load import Gazetteer, load
from diurna.ledger.database import Database
from diurna.ledger.filters import marks
from diurna.ledger.rows import JudgementRow
from diurna.model import Change, Claim, Contested, Entity, Event, Party, Record

Verdict = Literal["right", "wrong", "open"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "open")
ROLES = ("actor", "recipient")
_PART = 400


class Ground(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is noted with a judgement: the article it is about, the type or act that was judged, who it should have been."""

    document: str = ""
    what: str = ""
    instead: str | None = None


Standing = Mapping[tuple[str, str], JudgementRow]
"""The last judgement of each (kind, item). Kinds: `event`, `claim`, `link`, and of an event's parties `actor/ID`, `recipient/ID`."""


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
    claims = tuple(_claim(c, gone) for c in record.claims if c.id not in gone)
    known = {e.id for e in record.entities}
    named = {p.entity for e in events for p in (*e.actors, *e.recipients) if p.entity is not None and p.entity not in known}
    more = [found for id in sorted(named) if (found := entity(id) or listed(id)) is not None]
    return msgspec.structs.replace(
        record, events=events, claims=claims, entities=(*record.entities, *more),
        changes=tuple(_change(c, gone) for c in record.changes if c.source not in gone and c.to not in gone),
        contested=tuple(c for c in (_contested(c, gone) for c in record.contested) if c.events or c.claims),
    )  # fmt: skip


def _event(event: Event, said: Standing, gone: set[str]) -> Event:
    return msgspec.structs.replace(
        event, actors=_parties(event, "actor", event.actors, said), recipients=_parties(event, "recipient", event.recipients, said),
        claims=tuple(c for c in event.claims if c not in gone),
    )  # fmt: skip


def _parties(event: Event, role: str, parties: tuple[Party, ...], said: Standing) -> tuple[Party, ...]:
    kept: list[Party] = []
    for party in parties:
        row = said.get((f"{role}/{party_key(party)}", event.id))
        if row is None or row.verdict != "wrong":
            kept.append(party)
        elif (instead := ground(row).instead) is not None:
            kept.append(msgspec.structs.replace(party, entity=instead))
    return tuple(kept)


def party_key(party: Party) -> str:
    """By what a judgement names a party: its entity, else where its words begin."""
    return party.entity if party.entity is not None else f"@{party.start}"


def _claim(claim: Claim, gone: set[str]) -> Claim:
    return msgspec.structs.replace(claim, events=tuple(e for e in claim.events if e not in gone))


def _change(change: Change, gone: set[str]) -> Change:
    return msgspec.structs.replace(change, about=tuple(e for e in change.about if e not in gone))


def _contested(point: Contested, gone: set[str]) -> Contested:
    return msgspec.structs.replace(
        point, events=tuple(e for e in point.events if e not in gone), claims=tuple(c for c in point.claims if c not in gone)
    )
