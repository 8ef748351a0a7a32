"""What is asked for, and the SQL that finds it by the index that leaves least to look at. Values are parameters, never text of the SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from diurna.ledger.codes import ACTS, ASSERTIONS, STATUSES, TYPES, code
from diurna.ledger.database import Database, Value
from diurna.ledger.days import LONGEST
from diurna.ledger.pieces import ARTICLE_BITS, PERIOD_BITS, Kept, by_period, period
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


def _in_periods(where: _Where, table: Kept, short: str, filter: Filter, reach: int = LONGEST) -> str:
    """A table whose key begins with the period; the FROM clause, and the window."""
    if filter.since is not None:
        where.add("n.number >= ?", period(table, filter.since - reach))
    if filter.until is not None:
        where.add("n.number <= ?", period(table, filter.until))
    _window(where, f"{short}.first", filter, reach)
    return by_period(table, short)


def _either(where: _Where, table: Kept, row: str, column: str, who: Who, role: int | None = None) -> None:
    """Rows of a side, or of an entity: no index has both, and to look through all rows would take long; each is asked for by its own."""
    parts: list[str] = []
    for kind, rows in (("side", who.sides), ("entity", who.entities)):
        parts.append(
            f"SELECT x.{row} FROM {by_period(table, 'x')} WHERE {_in(f'x.{kind}', rows)}{'' if role is None else ' AND x.role = ?'}"
        )
        where.values += rows if role is None else (*rows, role)
    where.parts.append(f"{column} IN ({' UNION ALL '.join(parts)})")


def _ordered(keys: str, newest: bool) -> str:
    direction = " DESC" if newest else " ASC"
    return f" ORDER BY {', '.join(key + direction for key in keys.split())}"


def _by_party(where: _Where, who: Who, role: int, filter: Filter) -> str:
    """Start from the parties of one role, sides or entities; the FROM clause."""
    if who.sides:
        where.add(_in("p.side", who.sides), *who.sides)
    else:
        where.add(_in("p.entity", who.entities or (-1,)), *(who.entities or (-1,)))
    where.add("p.role = ?", role)
    if filter.type is not None:
        where.add("p.type = ?", code(TYPES, filter.type))
    return f"{_in_periods(where, 'party', 'p', filter)} CROSS JOIN event e ON e.id = p.event"


def _has_party(where: _Where, who: Who, role: int) -> None:
    """The event has this party too."""
    parts: list[str] = []
    values: list[Value] = []
    for column, rows in (("q.side", who.sides), ("q.entity", who.entities)):
        if rows:
            parts.append(
                f"EXISTS (SELECT 1 FROM party q WHERE q.period = e.first >> {PERIOD_BITS['party']} AND {_in(column, rows)} AND q.role = ? "
                "AND q.first = e.first AND q.event = e.id)"
            )
            values += [*rows, role]
    where.add(f"({' OR '.join(parts)})" if parts else "0", *values)


def taking_part(events: Sequence[int], who: Who) -> Sql:
    """Those of some events (rows) in which somebody acts or is acted on."""
    where = _Where()
    where.add(f"e.id IN ({marks(events)})", *events)
    either = _Where()
    _has_party(either, who, ACTOR)
    _has_party(either, who, RECIPIENT)
    where.add(f"({' OR '.join(either.parts)})", *either.values)
    return Sql(f"SELECT e.id FROM event e{where.text()}", tuple(where.values))


def events(filter: Filter, columns: str, newest: bool = True) -> Sql:
    """Events by their first day; an event may come twice where two of its parties fit."""
    where = _Where()
    parties = [(filter.actor, ACTOR), (filter.recipient, RECIPIENT), (filter.place, PLACE)]
    wanted = [(who, role) for who, role in parties if who is not None]
    if filter.between is not None:
        a, b = filter.between
        where.add("d.a = ? AND d.b = ?", a, b)
        if filter.type is not None:
            where.add("d.type = ?", code(TYPES, filter.type))
        table, keys = f"{_in_periods(where, 'dyad', 'd', filter)} CROSS JOIN event e ON e.id = d.event", "n.number d.first d.event"
    elif wanted:
        wanted.sort(key=lambda w: len(w[0].sides))  # one entity leaves less to look at than a country
        (who, role), *wanted = wanted
        if who.sides and who.entities:
            _either(where, "party", "event", "e.id", who, role)
            _window(where, "e.first", filter)
            table, keys = "event e", "e.first e.id"
        else:
            table, keys = _by_party(where, who, role, filter), "n.number p.first p.event"
    else:
        index = "event_source" if filter.source else "event_lang" if filter.lang else "event_type" if filter.type else "event_first"
        table, keys = f"event e INDEXED BY {index}", "e.first e.id"
        _window(where, "e.first", filter)
    for who, role in wanted:
        _has_party(where, who, role)
    _plain(where, filter)
    return Sql(f"SELECT {columns} FROM {table}{where.text()}{_ordered(keys, newest)}", tuple(where.values))


def days_of_party(filter: Filter) -> Sql | None:
    """Row, first day and type of events of one side or entity in one role, read off the parties' own rows; None where more is asked."""
    role, who = (ACTOR, filter.actor) if filter.recipient is None else (RECIPIENT, filter.recipient)
    alone = Filter(actor=who) if role == ACTOR else Filter(recipient=who)
    if who is None or filter != alone or (who.sides and who.entities):
        return None
    where = _Where()
    column, rows = ("p.side", who.sides) if who.sides else ("p.entity", who.entities or (-1,))
    where.add(_in(column, rows), *rows)
    where.add("p.role = ?", role)
    table, order = by_period("party", "p"), _ordered("n.number p.first p.event", newest=True)
    return Sql(f"SELECT p.event AS event, p.first AS first, p.type AS type FROM {table}{where.text()}{order}", tuple(where.values))


def type_counts(filter: Filter) -> Sql:
    """How many events of a dyad there are of each type; read off the dyad's own rows where nothing else is asked."""
    if filter.between is not None and filter == Filter(between=filter.between, type=filter.type):
        where = _Where()
        where.add("d.a = ? AND d.b = ?", *filter.between)
        if filter.type is not None:
            where.add("d.type = ?", code(TYPES, filter.type))
        table = _in_periods(where, "dyad", "d", filter)
        return Sql(f"SELECT d.type, count(*) FROM {table}{where.text()} GROUP BY d.type ORDER BY 2 DESC, d.type", tuple(where.values))
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


def of_article(filter: Filter) -> tuple[list[str], list[Value]]:
    """What an article (`a`) must be like, of its day, language and source; one of its events, of its type; and that it names a place."""
    where = _Where()
    if filter.since is not None:
        where.add("a.day >= ?", filter.since)
    if filter.until is not None:
        where.add("a.day BETWEEN 1 AND ?", filter.until)
    if filter.lang is not None:
        where.add("a.lang = ?", filter.lang)
    if filter.source is not None:
        where.add(_in("a.source", filter.source or (-1,)), *(filter.source or (-1,)))
    # An exact copy has no rows of its own: those of its original say what it is about.
    if filter.type is not None:
        events = "article o JOIN event e ON e.id BETWEEN o.event_from AND o.event_to"
        where.add(f"EXISTS (SELECT 1 FROM {events} WHERE o.id = coalesce(a.same, a.id) AND e.type = ?)", code(TYPES, filter.type))
    if filter.place is not None:
        sides, entities = filter.place.sides, filter.place.entities
        piece = f"p.slice = coalesce(a.same, a.id) >> {ARTICLE_BITS} AND p.article = coalesce(a.same, a.id)"
        mentioned = f"SELECT 1 FROM entity x CROSS JOIN appearance p ON p.entity = x.id AND {piece}"
        where.add(f"EXISTS ({mentioned} WHERE x.side IN ({marks(sides)}) OR x.id IN ({marks(entities)}))", *sides, *entities)
    return where.parts, where.values


def claims(filter: Filter, columns: str, newest: bool = True) -> Sql:
    """Claims by the day they were made; a claim may come twice where two of its speakers fit."""
    where = _Where()
    keys = "c.first c.id"
    who = filter.speaker
    if who is not None and not (who.sides and who.entities):
        table, keys = f"{_in_periods(where, 'voice', 'v', filter, 0)} CROSS JOIN claim c ON c.id = v.claim", "n.number v.first v.claim"
        where.add(_in("v.side", who.sides) if who.sides else _in("v.entity", who.entities or (-1,)), *(who.sides or who.entities or (-1,)))
        if filter.act is not None:
            where.add("v.act = ?", code(ACTS, filter.act))
    elif filter.type is not None and who is None:
        table, keys = f"{_in_periods(where, 'topic', 't', filter, 0)} CROSS JOIN claim c ON c.id = t.claim", "n.number t.first t.claim"
        where.add("t.type = ?", code(TYPES, filter.type))
        if filter.act is not None:
            where.add("t.act = ?", code(ACTS, filter.act))
    else:
        table = "claim c" if who is not None else f"claim c INDEXED BY {'claim_act' if filter.act is not None else 'claim_first'}"
        if who is not None:
            _either(where, "voice", "claim", "c.id", who)
        _window(where, "c.first", filter, reach=0)
        if filter.act is not None:
            where.add("c.act = ?", code(ACTS, filter.act))
    _claim_is_about(where, filter)
    return Sql(f"SELECT {columns} FROM {table}{where.text()}{_ordered(keys, newest)}", tuple(where.values))


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
        inner.add("e.event IN (SELECT id_bytes(value) FROM json_each(x.about))")  # those of both articles are looked through
        if filter.type is not None:
            inner.add("e.type = ?", code(TYPES, filter.type))
        if filter.place is not None:
            _has_party(inner, filter.place, PLACE)
        events = "article a CROSS JOIN event e ON e.id BETWEEN a.event_from AND a.event_to"
        inner.add("a.id IN (x.from_article, x.to_article)")
        where.add(f"EXISTS (SELECT 1 FROM {events}{inner.text()})", *inner.values)
    return Sql(f"SELECT {columns} FROM change x{where.text()} ORDER BY x.first DESC, x.id DESC", tuple(where.values))


def changes_at(db: Database, rows: Sequence[int]) -> list[tuple[Any, ...]]:
    """Changes by their rows, in the order in which they are asked for: speaker, from, to, match, about, first, document, both articles."""
    document = "(SELECT document FROM article a WHERE a.id = x.article)"
    sql = f'SELECT x.id, x.speaker, x."from", x."to", x.match, x.about, x.first, {document}, x.from_article, x.to_article FROM change x '
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        found.update({row[0]: row[1:] for row in db.rows(f"{sql}WHERE x.id IN ({marks(part)})", part)})
    return [found[row] for row in rows]
