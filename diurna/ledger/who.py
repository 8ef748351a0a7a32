"""Whom a name means: a country with all who stand for it, or single entities."""

from __future__ import annotations

from difflib import get_close_matches

from diurna.ledger.database import Database
from diurna.ledger.entities import folded
from diurna.ledger.filters import Who, marks
from diurna.ledger.words import storable

_NEAR = 3


class Unknown(ValueError):
    """A name that nothing in the ledger has; the message says what comes near."""


def who(db: Database, name: str, kinds: tuple[str, ...] = ()) -> Who:
    """Rows for an id (`RUS`, `org/un`, `geo/706448`) or a name in any of the languages, case and accents aside.

    A country means all who stand for it. `kinds` keeps entities of these kinds only. Raises Unknown.
    """
    name = storable(name)
    rows = _named(db, name, kinds) or _family(db, name)
    if not rows:
        raise Unknown(f"{name}: nobody and nothing in this ledger is called so{_near(db, name)}")
    sides = tuple(sorted({side for _, side, id, code in rows if id == code}))
    return Who(sides, tuple(sorted({row for row, side, _, _ in rows if side not in sides})))


def _named(db: Database, name: str, kinds: tuple[str, ...]) -> list[tuple[int, int, str, str]]:
    sql = "SELECT e.id, e.side, e.entity, s.code FROM entity e JOIN side s ON s.id = e.side WHERE e.entity = ?"
    rows: list[tuple[int, int, str, str]] = []
    for id in (name, name.upper()):
        rows = rows or [(r[0], r[1], r[2], r[3]) for r in db.rows(sql, (id,))]
    if not rows and len(name) == 3 and (side := db.one("SELECT id FROM side WHERE code = ?", (name.upper(),))) is not None:
        return [(0, side[0], name.upper(), name.upper())]
    if not rows:
        found = db.rows(
            "SELECT e.id, e.side, e.entity, s.code, e.kind FROM entity_name n JOIN entity e ON e.id = n.entity "
            "JOIN side s ON s.id = e.side WHERE n.name = ?",
            (folded(name),),
        )
        kept = [r for r in found if r[4] in kinds] or found
        rows = [(r[0], r[1], r[2], r[3]) for r in kept]
    return rows


def _family(db: Database, name: str) -> list[tuple[int, int, str, str]]:
    """The one person whose name ends in a word: `Peskov`. Raises Unknown where there are several."""
    word = folded(name)
    if not word:
        return []
    found = db.rows(
        "SELECT DISTINCT e.id, e.side, e.entity, s.code FROM entity_name n JOIN entity e ON e.id = n.entity JOIN side s ON s.id = e.side "
        "WHERE n.family = ?1 AND substr(n.name, -length(?2)) = ?2",
        (word.rpartition(" ")[2], f" {word}"),
    )
    if len(found) > 1:
        raise Unknown(f"{name}: this may be {', '.join(sorted(r[2] for r in found)[:10])}; give one of these")
    return [(r[0], r[1], r[2], r[3]) for r in found]


def _near(db: Database, name: str) -> str:
    start = folded(name)[:1]
    names = [
        r[0]
        for r in db.rows("SELECT DISTINCT name FROM entity_name WHERE name >= ? AND name < ? LIMIT 20000", (start, start + "\U0010ffff"))
    ]
    close = get_close_matches(folded(name), names, n=_NEAR, cutoff=0.7) if start else []
    inside = [n for n in names if folded(name) and folded(name) in n][:_NEAR]
    found = list(dict.fromkeys([*close, *inside]))[:_NEAR]
    return f"; near: {', '.join(found)}" if found else ""


def side(db: Database, name: str) -> int:
    """The one side that a name means: for dyads. Raises Unknown where it is nobody, or several."""
    found = who(db, name)
    rows = db.rows(f"SELECT DISTINCT side FROM entity WHERE id IN ({marks(found.entities)})", found.entities) if found.entities else []
    sides = list(dict.fromkeys([*found.sides, *(r[0] for r in rows)]))
    if len(sides) == 1:
        return sides[0]
    codes = [r[0] for r in db.rows(f"SELECT code FROM side WHERE id IN ({marks(sides)}) ORDER BY code LIMIT 10", sides)]
    raise Unknown(f"{name}: this may be {', '.join(codes)}; give one of these")


def sources(db: Database, name: str) -> tuple[int, ...]:
    """The rows of the sources with a name, case and accents aside; else of those whose name has it in it. Raises Unknown."""
    name = storable(name)
    wanted = folded(name)
    if exact := db.rows("SELECT id FROM source WHERE folded = ?", (wanted,)):
        return tuple(r[0] for r in exact)
    rows = db.rows("SELECT id, name, folded FROM source")
    found = [r for r, _, n in rows if wanted and wanted in n]
    if not found:
        close = get_close_matches(name, [n for _, n, _ in rows], n=_NEAR, cutoff=0.5)
        near = f"; near: {', '.join(close)}" if close else ""
        raise Unknown(f"{name}: no such source in this ledger{near}")
    return tuple(found)
