"""Links and the groups they make. Links are appended; a group is what live links connect, made anew where one comes or goes."""

from __future__ import annotations

from collections.abc import Iterable

from diurna.ledger.database import Database
from diurna.ledger.days import now
from diurna.ledger.rows import GROUPED, LinkRow, NewLink

_COLUMNS = 'l.id, l.kind, l."left", l."right", l.reason, l.score, l.origin, l.made, l.at'
_UNDONE = "EXISTS (SELECT 1 FROM link u WHERE u.undoes = l.id)"
_PERSON = "person"


def add(db: Database, links: Iterable[NewLink], made: str) -> int:
    """Append links, and how many there were to append. Inside a transaction.

    A pair that is joined already is left, and so is one that a person has taken apart: a person outranks a score.
    """
    added = 0
    joined: dict[str, list[str]] = {}
    for new in links:
        if new.left == new.right or _decided(db, new, made):
            continue
        db.run(
            'INSERT INTO link (kind, "left", "right", reason, score, origin, made, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            (new.kind, new.left, new.right, new.reason, new.score, new.origin, made, now()),
        )
        joined.setdefault(new.kind, []).append(new.left)
        added += 1
    for kind, items in joined.items():
        _regroup(db, kind, items)
    return added


def _decided(db: Database, new: NewLink, made: str) -> bool:
    rows = db.rows(
        f'SELECT {_UNDONE}, (SELECT max(u.made = ?) FROM link u WHERE u.undoes = l.id) FROM link l '
        'WHERE l.kind = ? AND l.undoes IS NULL AND ((l."left" = ? AND l."right" = ?) OR (l."left" = ? AND l."right" = ?))',
        (_PERSON, new.kind, new.left, new.right, new.right, new.left),
    )  # fmt: skip
    joined = any(not undone for undone, _ in rows)
    parted = any(undone and by_person for undone, by_person in rows)
    return joined or (parted and made != _PERSON)


def undo(db: Database, number: int, made: str) -> bool:
    """Take a link back by appending a row that says so; False where it is none or was taken back before. Inside a transaction."""
    row = db.one(f"SELECT {_COLUMNS} FROM link l WHERE l.id = ? AND l.undoes IS NULL AND NOT {_UNDONE}", (number,))
    if row is None:
        return False
    _, kind, left, right, reason, score, origin, _, _ = row
    db.run(
        'INSERT INTO link (kind, "left", "right", reason, score, origin, made, at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        (kind, left, right, reason, score, origin, made, now(), number),
    )
    _regroup(db, kind, (left, right))
    return True


def links(db: Database, kind: str | None = None, item: str | None = None, undone: bool = False) -> list[LinkRow]:
    """Links in the order of their making; with `undone` those that were taken back too."""
    asked: list[tuple[str, tuple[str, ...]]] = [("l.undoes IS NULL", ())]
    asked += [("l.kind = ?", (kind,))] if kind is not None else []
    asked += [('(l."left" = ? OR l."right" = ?)', (item, item))] if item is not None else []
    asked += [] if undone else [(f"NOT {_UNDONE}", ())]
    where = " AND ".join(condition for condition, _ in asked)
    values = [value for _, some in asked for value in some]
    rows = db.rows(f"SELECT {_COLUMNS}, {_UNDONE} FROM link l WHERE {where} ORDER BY l.id", values)
    return [LinkRow(*row[:-1], undone=bool(row[-1])) for row in rows]


def _regroup(db: Database, kind: str, items: Iterable[str]) -> None:
    """Make the groups of some items anew: a group's lead is its smallest id; an item alone has no row."""
    if kind not in GROUPED:
        return
    seen: set[str] = set()
    for item in items:
        if item in seen:
            continue
        group = _connected(db, kind, item)
        seen |= group
        db.many("DELETE FROM grouped WHERE kind = ? AND item = ?", [(kind, i) for i in sorted(group)])
        if len(group) > 1:
            lead = min(group)
            db.many("INSERT INTO grouped (kind, item, lead) VALUES (?, ?, ?)", [(kind, i, lead) for i in sorted(group)])


def _connected(db: Database, kind: str, item: str) -> set[str]:
    found, waiting = {item}, [item]
    while waiting:
        here = waiting.pop()
        for left, right in db.rows(
            f'SELECT l."left", l."right" FROM link l WHERE l."left" = ?1 AND l.kind = ?2 AND l.undoes IS NULL AND NOT {_UNDONE} '
            f'UNION SELECT l."left", l."right" FROM link l WHERE l."right" = ?1 AND l.kind = ?2 AND l.undoes IS NULL AND NOT {_UNDONE}',
            (here, kind),
        ):
            other = right if left == here else left
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
