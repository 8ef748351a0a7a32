"""The comparison with other people's event data, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from diurna.beside import Beside, Kind
from diurna.ledger.imported import ImportedRow
from diurna.view.terminal import plain


def beside(rows: Sequence[Beside]) -> RenderableType:
    """A line a pair and month: what both have, what is only here, what is only there."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name in ("month", "pair"):
        table.add_column(name, no_wrap=True)
    for name in ("both", "only here", f"only {rows[0].origin}"):
        table.add_column(name, overflow="fold", ratio=1)
    for row in rows:
        table.add_row(row.month, f"{plain(row.a)} ⇄ {plain(row.b)}", *map(_words, (row.both, row.only_ours, row.only_theirs)))
    return table


def _words(kinds: Iterable[Kind]) -> str:
    return ", ".join(f"{k.count} {k.type or 'statement'}{f' by {plain(k.actor)}' if k.actor else ''}" for k in kinds)


def lone(origin: str, rows: Sequence[ImportedRow]) -> RenderableType:
    """Events that only they have: day, who, type with their code, whom, where they saw it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name in ("day", "acts", "type", "on", "in"):
        table.add_column(name, overflow="fold")
    for row in rows:
        kind = Text(row.type or "statement", style="bold")
        kind.append(f" {plain(row.code)}", style="dim")
        table.add_row(row.day, plain(row.actor or row.a), kind, plain(row.recipient or row.b), Text(plain(row.address or ""), style="dim"))
    return Group(Text(""), Text(f"Only {origin} has:"), table)
