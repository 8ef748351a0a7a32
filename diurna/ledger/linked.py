"""What the linker keeps of each article, and how it finds those that may belong together. Lookups by index, never over all articles."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from diurna.ledger.codes import TYPES, code
from diurna.ledger.database import Database
from diurna.ledger.filters import marks
from diurna.ledger.pieces import by_period, period, rows_of_ids
from diurna.ledger.rows import key
from diurna.resolve.carriers import Carrier
from diurna.resolve.positions import Stand
from diurna.resolve.tellings import Telling

T = TypeVar("T", int, str)
CROWDED = 200
"""Articles under one key that are looked at, the latest first: what more of them share is a phrase of the house, not a copied text."""
MOST = 400
"""Articles that are compared with a new one, those with most sides in common first."""
_PART = 400


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What the linker needs of an article without reading its record again."""

    document: str
    carrier: Carrier
    tellings: tuple[Telling, ...]
    stands: tuple[Stand, ...] = ()


class _Closed(msgspec.Struct, frozen=True, array_like=True):
    """The same with each telling and stand still packed."""

    document: str
    carrier: Carrier
    tellings: tuple[msgspec.Raw, ...]
    stands: tuple[msgspec.Raw, ...] = ()


class _EventOf(msgspec.Struct, frozen=True):
    """The event of a telling."""

    event: str


class _EventsOf(msgspec.Struct, frozen=True):
    """The events that a stand is about."""

    about: tuple[tuple[str, msgspec.Raw], ...] = ()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Kept).decode
_closed = msgspec.msgpack.Decoder(_Closed).decode
_event_of = msgspec.msgpack.Decoder(_EventOf).decode
_events_of = msgspec.msgpack.Decoder(_EventsOf).decode
_telling = msgspec.msgpack.Decoder(Telling).decode
_stand = msgspec.msgpack.Decoder(Stand).decode


_WAITING = (
    "SELECT a.id, c.id, a.day, a.document FROM coding c JOIN article a ON a.id = c.article AND a.current = 1 "
    "WHERE c.id > (SELECT coalesce(max(coding), 0) FROM linked) AND c.current = 1 AND c.record IS NOT NULL "
    "UNION SELECT a.id, c.id, a.day, a.document FROM linked l JOIN article a ON a.id = l.article AND a.current = 1 "
    "JOIN coding c ON c.article = a.id AND c.current = 1 AND c.record IS NOT NULL WHERE l.coding = 0"
)


def waiting(db: Database, limit: int) -> list[tuple[int, int, int, str]]:
    """(article, coding, day, document) of current articles that were coded after what the linker has seen, or changed since."""
    rows = db.rows(f"{_WAITING} ORDER BY 2 LIMIT ?", (limit,))
    return [(article, coding, day, document) for article, coding, day, document in rows]


def changed(db: Database, document: str) -> tuple[int, int, int] | None:
    """(article, coding, day) of an article that the linker has seen and whose rows were made anew since."""
    return db.one(
        "SELECT a.id, c.id, a.day FROM article a JOIN linked l ON l.article = a.id AND l.coding = 0 "
        "JOIN coding c ON c.article = a.id AND c.current = 1 AND c.record IS NOT NULL WHERE a.document = ? AND a.current = 1",
        (document,),
    )  # pyright: ignore[reportReturnType]


def count_waiting(db: Database) -> int:
    """How many there are."""
    row = db.one(f"SELECT count(*) FROM ({_WAITING})")
    return row[0] if row is not None else 0


def keep(db: Database, article: int, coding: int, day: int, kept: Kept, keys: Iterable[int]) -> None:
    """Remember an article and the keys it is found by. Inside a transaction."""
    db.run("DELETE FROM block WHERE article = ?", (article,))
    db.run(
        "INSERT OR REPLACE INTO linked (article, coding, day, data) VALUES (?, ?, ?, ?)",
        (article, coding, day, zlib.compress(_encode(kept), 6)),
    )
    db.many("INSERT INTO block (key, article) VALUES (?, ?)", [(short, article) for short in _short(keys)])


def drop(db: Database, article: int) -> None:
    """Forget what is kept of an article whose rows go; should it be current again, it waits to be linked anew. Inside a transaction."""
    db.run("DELETE FROM block WHERE article = ?", (article,))
    db.run("UPDATE linked SET coding = 0, data = x'' WHERE article = ?", (article,))


def forget_all(db: Database) -> None:
    """Drop what is remembered, so that everything is looked at again. Links stay. Inside a transaction."""
    db.run("DELETE FROM block")
    db.run("DELETE FROM linked")


def load(db: Database, articles: Collection[int]) -> dict[int, Kept]:
    """What is remembered of some articles."""
    found: dict[int, Kept] = {}
    for part in _parts(sorted(articles)):
        for article, data in db.rows(f"SELECT article, data FROM linked WHERE coding > 0 AND article IN ({marks(part)})", part):
            found[article] = _decode(zlib.decompress(data))
    return found


def about(db: Database, documents: Collection[str], events: Collection[str]) -> list[Kept]:
    """What is remembered of some articles (document ids) about some events: the others of an article are most of it, and not decoded."""
    sql = "SELECT l.data FROM article a JOIN linked l ON l.article = a.id AND l.coding > 0 WHERE a.document IN ({})"
    rows = (data for part in _parts(sorted(documents)) for (data,) in db.rows(sql.format(marks(part)), part))
    return [_of_events(_closed(zlib.decompress(data)), events) for data in rows]


def _of_events(kept: _Closed, events: Collection[str]) -> Kept:
    return Kept(
        kept.document,
        kept.carrier,
        tuple(_telling(data) for data in kept.tellings if _event_of(data).event in events),
        tuple(_stand(data) for data in kept.stands if any(event in events for event, _ in _events_of(data).about)),
    )


def under(db: Database, keys: Collection[int]) -> Counter[int]:
    """The articles that share keys, and how many."""
    found: Counter[int] = Counter()
    for short in _short(keys):
        found.update(r[0] for r in db.rows("SELECT article FROM block WHERE key = ? ORDER BY article DESC LIMIT ?", (short, CROWDED)))
    return found


def _short(keys: Iterable[int]) -> list[int]:
    """Keys as 31-bit numbers: half the room, and one in some hundreds of lookups finds an article that has nothing to do with it."""
    return sorted({number & 0x7FFFFFFF for number in keys})


def near(db: Database, side: str, first: int, last: int) -> list[tuple[int, str, int, int]]:
    """(article, type, first day, last day) of the events in which a side takes part, by day of beginning."""
    row = db.one("SELECT id FROM side WHERE code = ?", (side,))
    if row is None:
        return []
    return [
        (article, TYPES[kind], day, end or day)
        for role in (0, 1, 2)
        for article, kind, day, end in db.rows(
            f"SELECT DISTINCT e.article, p.type, p.first, e.last FROM {by_period('party', 'p')} JOIN event e ON e.id = p.event "
            "WHERE p.side = ? AND p.role = ? AND n.number BETWEEN ? AND ? AND p.first BETWEEN ? AND ?",
            (row[0], role, period("party", first), period("party", last), first, last),
        )
    ]


def between(db: Database, a: str, b: str, types: Collection[str], first: int, last: int) -> set[int]:
    """The articles with an event of some types between two sides, whichever acts."""
    rows = db.rows(f"SELECT id FROM side WHERE code IN ({marks((a, b))})", (a, b))
    if len(rows) < 2:
        return set()
    found: set[int] = set()
    for one, other in ((rows[0][0], rows[1][0]), (rows[1][0], rows[0][0])):
        sql = (
            f"SELECT DISTINCT e.article FROM {by_period('dyad', 'd')} JOIN event e ON e.id = d.event WHERE d.a = ? AND d.b = ? "
            f"AND n.number BETWEEN ? AND ? AND d.first BETWEEN ? AND ? AND d.type IN ({marks(tuple(types))})"
        )
        days = (period("dyad", first), period("dyad", last), first, last)
        found.update(r[0] for r in db.rows(sql, (one, other, *days, *sorted(code(TYPES, t) for t in types))))
    return found


def spoken(db: Database, speakers: Collection[str], reach: int) -> set[int]:
    """The articles of the last claims of some speakers: of an entity, or of all who speak for a state."""
    found: set[int] = set()
    for speaker in speakers:
        rows: set[tuple[int, int, int]] = set()
        for column, known in (("side", "SELECT id FROM side WHERE code = ?"), ("entity", "SELECT id FROM entity WHERE entity = ?")):
            sql = (
                f"SELECT v.first, v.claim, c.article FROM {by_period('voice', 'v')} CROSS JOIN claim c ON c.id = v.claim "
                f"WHERE v.{column} = ({known}) ORDER BY n.number DESC, v.first DESC LIMIT ?"
            )
            rows.update(db.rows(sql, (speaker, reach)))
        found.update(article for _, _, article in sorted(rows, reverse=True)[:reach])
    return found


def articles_of(db: Database, events: Collection[str]) -> set[int]:
    """The articles of some event ids; of a lead the article that it names."""
    leads = [e.partition("/")[2] for e in events if e.startswith("lead/")]
    found: set[int] = set()
    for part in _parts(sorted(e for e in events if "/" not in e)):
        ids = [key(e) for e in part]
        rows = rows_of_ids(db, "event", ids)
        sql = f"SELECT article FROM event WHERE id IN ({marks(rows)}) AND event IN ({marks(ids)})"
        found.update(r[0] for r in db.rows(sql, (*rows, *ids)))
    return found | _selected(db, "SELECT id FROM article WHERE document IN ({})", leads)


def rows_of(db: Database, documents: Collection[str]) -> dict[str, int]:
    """Article rows by document id."""
    found: dict[str, int] = {}
    for part in _parts(sorted(documents)):
        found.update(db.rows(f"SELECT document, id FROM article WHERE document IN ({marks(part)})", part))
    return found


def groups(db: Database, kind: str, items: Collection[str]) -> dict[str, str]:
    """The lead of each item's group, for those that are in one."""
    found: dict[str, str] = {}
    for part in _parts(sorted(items)):
        found.update(db.rows(f"SELECT item, lead FROM grouped WHERE kind = ? AND item IN ({marks(part)})", (kind, *part)))
    return found


def by_lead(db: Database, kind: str, leads: Collection[str]) -> dict[str, tuple[str, ...]]:
    """All items of each of some groups, in their order."""
    found: dict[str, list[str]] = {}
    for part in _parts(sorted(leads)):
        sql = f"SELECT lead, item FROM grouped WHERE kind = ? AND lead IN ({marks(part)}) ORDER BY lead, item"
        for lead, item in db.rows(sql, (kind, *part)):
            found.setdefault(lead, []).append(item)
    return {lead: tuple(items) for lead, items in found.items()}


def members(db: Database, kind: str, leads: Collection[str]) -> set[str]:
    """All items of some groups."""
    return {item for items in by_lead(db, kind, leads).values() for item in items}


class Standing(msgspec.Struct, frozen=True):
    """A live link."""

    id: int
    left: str
    right: str
    made: str
    score: float


def standing_links(db: Database, kind: str, items: Collection[str]) -> tuple[Standing, ...]:
    """The live links of some items, by number."""
    found: dict[int, Standing] = {}
    for part in _parts(sorted(items)):
        for column in ('"left"', '"right"'):
            rows = db.rows(
                f'SELECT l.id, l."left", l."right", l.made, l.score FROM link l WHERE l.{column} IN ({marks(part)}) AND l.kind = ? '
                "AND l.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM link u WHERE u.undoes = l.id)",
                (*part, kind),
            )
            found.update({row[0]: Standing(*row) for row in rows})
    return tuple(found[number] for number in sorted(found))


def parted(db: Database, kind: str) -> Mapping[tuple[str, str], str]:
    """The pairs that a person took apart (`apart`) or put together (`together`), the later decision of each."""
    rows = db.rows(
        'SELECT l."left", l."right", l.undoes IS NOT NULL FROM link l WHERE l.kind = ? AND l.made = \'person\' ORDER BY l.id', (kind,)
    )
    return {(min(a, b), max(a, b)): "apart" if undone else "together" for a, b, undone in rows}


def _selected(db: Database, sql: str, items: Sequence[str]) -> set[int]:
    return {r[0] for part in _parts(sorted(items)) for r in db.rows(sql.format(marks(part)), part)}


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _PART):
        yield items[start : start + _PART]
