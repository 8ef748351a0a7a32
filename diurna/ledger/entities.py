"""Entities and sides as rows: each once, by its id; names folded for questions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import msgspec

from diurna.ledger.database import Database
from diurna.model import Entity


def folded(name: str) -> str:
    """A name as it is looked up: no accents, no case, one space between words."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def side_of(entity: Entity) -> str:
    """Whom an entity stands for in a dyad: its country, else itself."""
    return entity.country or entity.id


class Entities:
    """Row numbers of entities and sides, remembered while a writer lives."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._entities: dict[str, tuple[int, int]] = {}
        self._sides: dict[str, int] = {}
        self._names: set[tuple[int, str]] = set()

    def rows(self, entities: Iterable[Entity]) -> dict[str, tuple[int, int]]:
        """(entity row, side row) by id; what is new is written."""
        return {e.id: self._row(e) for e in entities}

    def forget(self) -> None:
        """Drop what is remembered: after a transaction that was rolled back, or rows that were removed."""
        self._entities.clear()
        self._sides.clear()
        self._names.clear()

    def _row(self, entity: Entity) -> tuple[int, int]:
        row = self._entities.get(entity.id)
        if row is None:
            found = self._db.one("SELECT id, side FROM entity WHERE entity = ?", (entity.id,))
            row = self._entities[entity.id] = (found[0], found[1]) if found is not None else self._written(entity)
        self._named(row[0], entity)
        return row

    def _named(self, row: int, entity: Entity) -> None:
        """Note what an entity is called here: every article knows it in its own languages only."""
        for name in (entity.id, entity.name, *entity.names.values()):
            if (row, name) not in self._names:
                self._names.add((row, name))
                if plain := folded(name):
                    _, _, family = plain.rpartition(" ") if entity.kind == "person" and " " in plain else ("", "", None)
                    names = (plain, row, family)
                    self._db.run("INSERT INTO entity_name (name, entity, family) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", names)

    def _written(self, entity: Entity) -> tuple[int, int]:
        side = self.side(side_of(entity))
        data = msgspec.json.encode(msgspec.structs.replace(entity, mentions=())).decode()
        admin1 = entity.geo.admin1 if entity.geo is not None else None
        row = self._db.run(
            "INSERT INTO entity (entity, side, name, kind, country, sector, known, admin1, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entity.id, side, entity.name, entity.kind, entity.country, entity.sector, int(entity.known), admin1, data),
        )
        return row, side

    def side(self, code: str) -> int:
        """The row of a side; a new one is written."""
        if code not in self._sides:
            found = self._db.one("SELECT id FROM side WHERE code = ?", (code,))
            self._sides[code] = found[0] if found is not None else self._db.run("INSERT INTO side (code) VALUES (?)", (code,))
        return self._sides[code]
