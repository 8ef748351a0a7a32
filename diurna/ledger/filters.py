"""What is asked for, and the SQL that finds it by the index that leaves least to look at. Values are parameters, never text of the SQL."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.ledger.codes import ACTS, ASSERTIONS, STATUSES, TYPES, code
from diurna.ledger.database import Value
from diurna.ledger.days import LONGEST
from diurna.ledger.rows import ACTOR, PLACE, RECIPIENT, type_bits

FOREVER = 10_000_000


class Who(msgspec.Struct, frozen=True):
    """Rows of sides (a country with all who stand for it) and of single entities; either may be meant by one name."""

    sides: tuple[int, ...] = ()
    entities: tuple[int, ...] = ()


class Filter(msgspec.Struct, frozen=True):
    """What rows must be like; None asks for nothing. Days are ordinals, inclusive. `between` is a dyad, either way round."""

    since: int | None = None
    until: int | None = None
    place: Who | None = None
    type: str | None = None
    lang: str | None = None
    source: tuple[int, ...] | None = None
    actor: Who | None = None
    recipient: Who | None = None
    between: tuple[int, int] | None = None
    status: str | None = None
    assertion: str | None = None
    speaker: Who | None = None
    act: str | None = None


class Sql(msgspec.Struct, frozen=True):
    """A statement and its values."""

    text: str
    values: tuple[Value, ...]


class _Where:
    """Conditions that gather, with their values."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Value] = []

    def add(self, condition: str, *values: Value) -> None:
        self.parts.append(condition)
        self.values += values

    def text(self) -> str:
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def among_rows(table: str) -> str:
    """That a row of `event` or `claim` is one of an article's, which the value is."""
    return f"BETWEEN (SELECT {table}_from FROM article WHERE id = ?1) AND (SELECT {table}_to FROM article WHERE id = ?1)"


def marks(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))


def _in(column: str, values: Sequence[int]) -> str:
    return f"{column} = ?" if len(values) == 1 else f"{column} IN ({marks(values)})"


def _window(where: _Where, column: str, filter: Filter, reach: int = LONGEST) -> None:
    if filter.since is not None:
        where.add(f"{column} >= ?", filter.since - reach)
    if filter.until is not None:
        where.add(f"{column} <= ?", filter.until)
        if filter.since is None:
            where.add(f"{column} > 0")


def _by_party(where: _Where, who: Who, role: int, filter: Filter) -> str:
    """Start from the parties of one role; the FROM clause."""
    if who.sides and who.entities:
        where.add(f"({_in('p.side', who.sides)} OR {_in('p.entity', who.entities)})", *who.sides, *who.entities)
    elif who.sides:
        where.add(_in("p.side", who.sides), *who.sides)
    else:
        where.add(_in("p.entity", who.entities or (-1,)), *(who.entities or (-1,)))
    where.add("p.role = ?", role)
    if filter.type is not None:
        where.add("p.type = ?", code(TYPES, filter.type))
    _window(where, "p.first", filter)
    return "party p CROSS JOIN event e ON e.id = p.event"


def _has_party(where: _Where, who: Who, role: int) -> None:
    """The event has this party too."""
    parts: list[str] = []
    values: list[Value] = []
    for column, rows in (("q.side", who.sides), ("q.entity", who.entities)):
        if rows:
            parts.append(
                f"EXISTS (SELECT 1 FROM party q WHERE {_in(column, rows)} AND q.role = ? AND q.first = e.first AND q.event = e.id)"
            )
            values += [*rows, role]
    where.add(f"({' OR '.join(parts)})" if parts else "0", *values)


def events(filter: Filter, columns: str, newest: bool = True) -> Sql:
    """Events by their first day; an event may come twice where two of its parties fit."""
    where = _Where()
    first = "e.first"
    parties = [(filter.actor, ACTOR), (filter.recipient, RECIPIENT), (filter.place, PLACE)]
    wanted = [(who, role) for who, role in parties if who is not None]
    index = ""
    if filter.between is not None:
        a, b = filter.between
        where.add("d.a = ? AND d.b = ?", a, b)
        if filter.type is not None:
            where.add("d.type = ?", code(TYPES, filter.type))
        _window(where, "d.first", filter)
        table, first, order = "dyad d CROSS JOIN event e ON e.id = d.event", "d.first", "d.event"
    elif wanted:
        wanted.sort(key=lambda w: len(w[0].sides))  # one entity leaves less to look at than a country
        (who, role), *wanted = wanted
        table, first, order = _by_party(where, who, role, filter), "p.first", "p.event"
    else:
        index = "event_source" if filter.source else "event_lang" if filter.lang else "event_type" if filter.type else "event_first"
        table, order = f"event e INDEXED BY {index}", "e.id"
        _window(where, "e.first", filter)
    for who, role in wanted:
        _has_party(where, who, role)
    _plain(where, filter)
    direction = "DESC" if newest else "ASC"
    return Sql(f"SELECT {columns} FROM {table}{where.text()} ORDER BY {first} {direction}, {order} {direction}", tuple(where.values))


def type_counts(filter: Filter) -> Sql:
    """How many events of a dyad there are of each type; read off the dyad's own rows where nothing else is asked."""
    if filter.between is not None and filter == Filter(between=filter.between, type=filter.type):
        where = _Where()
        where.add("d.a = ? AND d.b = ?", *filter.between)
        if filter.type is not None:
            where.add("d.type = ?", code(TYPES, filter.type))
        return Sql(f"SELECT d.type, count(*) FROM dyad d{where.text()} GROUP BY d.type ORDER BY 2 DESC, d.type", tuple(where.values))
    found = events(filter, "e.id AS id, e.type AS type")
    inner = f"SELECT DISTINCT id, type FROM ({found.text})"
    return Sql(f"SELECT type, count(*) FROM ({inner}) GROUP BY type ORDER BY 2 DESC, type", found.values)


def _plain(where: _Where, filter: Filter) -> None:
    if filter.since is not None:
        where.add("e.last >= ?", filter.since)
    if filter.source is not None:
        where.add(_in("e.source", filter.source or (-1,)), *(filter.source or (-1,)))
    if filter.lang is not None:
        where.add("e.lang = ?", filter.lang)
    coded = (("type", TYPES, filter.type), ("status", STATUSES, filter.status), ("assertion", ASSERTIONS, filter.assertion))
    for column, words, value in coded:
        if value is not None:
            where.add(f"e.{column} = ?", code(words, value))


def claims(filter: Filter, columns: str, newest: bool = True) -> Sql:
    """Claims by the day they were made; a claim may come twice where two of its speakers fit."""
    where = _Where()
    first, order = "c.first", "c.id"
    who = filter.speaker
    if who is not None:
        table = "voice v CROSS JOIN claim c ON c.id = v.claim"
        parts = [(_in(col, rows), rows) for col, rows in (("v.side", who.sides), ("v.entity", who.entities)) if rows]
        where.add(f"({' OR '.join(p for p, _ in parts) or '0'})", *(r for _, rows in parts for r in rows))
        first, order = "v.first", "v.claim"
        if filter.act is not None:
            where.add("v.act = ?", code(ACTS, filter.act))
    elif filter.act is not None:
        table = "claim c INDEXED BY claim_act"
        where.add("c.act = ?", code(ACTS, filter.act))
    else:
        table = "claim c INDEXED BY claim_first"
    _window(where, first, filter, reach=0)
    _claim_is_about(where, filter)
    direction = "DESC" if newest else "ASC"
    return Sql(f"SELECT {columns} FROM {table}{where.text()} ORDER BY {first} {direction}, {order} {direction}", tuple(where.values))


def _claim_is_about(where: _Where, filter: Filter) -> None:
    if filter.source is not None:
        where.add(_in("c.source", filter.source or (-1,)), *(filter.source or (-1,)))
    if filter.lang is not None:
        where.add("c.lang = ?", filter.lang)
    if filter.type is not None:
        where.add("c.about & ? <> 0", type_bits((filter.type,)))
    elif filter.place is not None:
        where.add("c.about <> 0")


def among(filter: Filter, article: int, places: Sequence[int]) -> Sql:
    """Whether one of some events of an article, given by their places in it, has the type and the place asked for."""
    where = _Where()
    where.add("a.id = ?", article)
    where.add(f"e.id - a.event_from IN ({marks(places)})", *places)
    if filter.type is not None:
        where.add("e.type = ?", code(TYPES, filter.type))
    if filter.place is not None:
        _has_party(where, filter.place, PLACE)
    return Sql(
        f"SELECT 1 FROM article a JOIN event e ON e.id BETWEEN a.event_from AND a.event_to{where.text()} LIMIT 1", tuple(where.values)
    )


def changes(filter: Filter, columns: str) -> Sql:
    """Changes of position by the day of the later claim."""
    where = _Where()
    if filter.speaker is not None:
        sides = f"SELECT id FROM entity WHERE {_in('side', filter.speaker.sides)}" if filter.speaker.sides else ""
        parts = [f"x.speaker IN ({sides})"] if sides else []
        parts += [_in("x.speaker", filter.speaker.entities)] if filter.speaker.entities else []
        where.add(f"({' OR '.join(parts) or '0'})", *filter.speaker.sides, *filter.speaker.entities)
    _window(where, "x.first", filter, reach=0)
    if filter.source is not None:
        where.add(_in("x.source", filter.source or (-1,)), *(filter.source or (-1,)))
    if filter.lang is not None:
        where.add("x.lang = ?", filter.lang)
    if filter.type is not None or filter.place is not None:
        inner = _Where()
        inner.add("e.event IN (SELECT id_bytes(value) FROM json_each(x.about))")
        if filter.type is not None:
            inner.add("e.type = ?", code(TYPES, filter.type))
        if filter.place is not None:
            _has_party(inner, filter.place, PLACE)
        where.add(f"EXISTS (SELECT 1 FROM event e{inner.text()})", *inner.values)
    return Sql(f"SELECT {columns} FROM change x{where.text()} ORDER BY x.first DESC, x.id DESC", tuple(where.values))
