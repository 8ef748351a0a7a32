"""Pieces that keys are cut into, so that new rows stand together whatever their key: periods of days, slices in the order of arrival.

A lookup asks every piece; there are a dozen a year of news, and one for so many thousand articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from diurna.ledger.database import Database

Kept = Literal["party", "dyad", "voice", "topic"]
PERIOD_BITS: dict[Kept, int] = {"party": 6, "dyad": 8, "voice": 6, "topic": 7}
"""A period is 64 days, of topics 128, of the few rows of dyads 256: whoever shares bits is looked for in the periods of both."""
SLICE_BITS = 17
"""A slice of ids has so many rows of `event` or `claim`."""
ARTICLE_BITS = 12
"""A slice of appearances has so many articles."""
_AT_ONCE = 400
Kind = Literal["event", "claim"]


def period(table: Kept, day: int) -> int:
    """The period of a table that a day (an ordinal) lies in."""
    return day >> PERIOD_BITS[table]


def by_period(table: Kept, short: str) -> str:
    """A table whose key begins with the period, period by period (`n.number`); the FROM clause."""
    return f"period n CROSS JOIN {table} {short} ON n.bits = {PERIOD_BITS[table]} AND {short}.period = n.number"


def article_slice(article: int) -> int:
    """The slice of appearances that an article's stand in."""
    return article >> ARTICLE_BITS


def appears(db: Database, entity: int) -> bool:
    """Whether an article mentions an entity (row)."""
    (last,) = db.one("SELECT max(id) FROM article") or (None,)
    slices = range(article_slice(last or 0) + 1)
    sql = f"SELECT 1 FROM appearance WHERE slice IN ({', '.join(map(str, slices))}) AND entity = ? LIMIT 1"
    return db.one(sql, (entity,)) is not None


def key_row(id: bytes, row: int) -> tuple[int, int, int]:
    """What stands in `event_key` or `claim_key` for a row: its slice, the beginning of its id, itself."""
    return row >> SLICE_BITS, _short(id), row


def _short(id: bytes) -> int:
    return int.from_bytes(id[:4], "big")


def rows_of_ids(db: Database, kind: Kind, ids: Collection[bytes]) -> list[int]:
    """The rows of some ids, and now and then of another that begins alike."""
    (last,) = db.one(f"SELECT max(id) FROM {kind}") or (None,)
    if last is None or not ids:
        return []
    slices = range((last >> SLICE_BITS) + 1)
    keys = sorted({_short(id) for id in ids})
    sql = f"SELECT {kind} FROM {kind}_key WHERE slice IN ({', '.join(map(str, slices))}) AND key IN ({{}})"
    return [row for part in _parts(keys) for (row,) in db.rows(sql.format(", ".join("?" * len(part))), part)]


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
