"""What rows add up to: how often entities act and are acted on, which periods there are. Gathered in a transaction, written at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from diurna.ledger.database import Database, Value
from diurna.ledger.days import month
from diurna.ledger.filters import marks
from diurna.ledger.pieces import PERIOD_BITS, Kept, period
from diurna.ledger.rows import ACTOR

Act = tuple[int, int, str, str, int]
"""That an entity (row) acts or is acted on: on which day, in which language, the event's type, the role."""


class Sums:
    """Counts on their way into `actor_sum`, `actor_month`, `actor_day` and `period`: the same few entities come in every article."""

    def __init__(self) -> None:
        self._acts: Counter[Act] = Counter()
        self._periods: set[tuple[int, int]] = set()

    def add(self, acts: Iterable[Act], count: int = 1) -> None:
        """Count acts, or with -1 count them no longer."""
        for act in acts:
            self._acts[act] += count

    def period(self, table: Kept, day: int) -> int:
        """The period of a day that rows of a table are written for."""
        number = period(table, day)
        self._periods.add((PERIOD_BITS[table], number))
        return number

    def forget(self) -> None:
        """Drop what is not written: after a transaction that was rolled back."""
        self._acts.clear()
        self._periods.clear()

    def write(self, db: Database) -> None:
        """Add all to the tables: by language and type ("" is all), by month, by day. Inside the transaction."""
        sums: Counter[tuple[Value, ...]] = Counter()
        months: Counter[tuple[Value, ...]] = Counter()
        days: Counter[tuple[Value, ...]] = Counter()
        for (entity, first, lang, kind, role), count in self._acts.items():
            for scope in {("", ""), (lang, ""), ("", kind), (lang, kind)}:
                sums[(*scope, entity, role)] += count
            months[month(first), entity, role] += count
            days[first, entity, role] += count
        self._acts.clear()
        db.many("INSERT INTO period (bits, number) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(self._periods))
        self._periods.clear()
        for table, columns, counted in (("actor_sum", "lang, type", sums), ("actor_month", "month", months), ("actor_day", "day", days)):
            _added(db, table, f"{columns}, entity, actor, recipient", counted)


def _added(db: Database, table: str, names: str, counted: Mapping[tuple[Value, ...], int]) -> None:
    both: dict[tuple[Value, ...], list[int]] = {}
    for (*of, role), count in counted.items():
        both.setdefault(tuple(of), [0, 0])[role != ACTOR] += count
    db.many(
        f"INSERT INTO {table} ({names}) VALUES ({marks(names.split(','))}) "
        "ON CONFLICT DO UPDATE SET actor = actor + excluded.actor, recipient = recipient + excluded.recipient",
        [(*of, *counts) for of, counts in sorted(both.items(), key=lambda item: str(item[0])) if any(counts)],
    )
