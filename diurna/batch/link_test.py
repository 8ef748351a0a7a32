"""Copies and happenings over Parquet: what the ledger finds on the same articles, in however many blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.batch.conftest import batch, lines, row
from diurna.batch.link import Found, link
from diurna.batch.merge import merge
from diurna.batch.run import Manifest
from diurna.ledger.writer import Writer
from diurna.link import link as link_ledger

ROOT = Path(__file__).parents[2]
AGENCY = (
    "Russia attacked the Ukrainian city of Kharkiv on Thursday with missiles, killing four people, the regional governor said. "
    "Rescuers worked through the night to clear the ruins of a warehouse near the station, and the fire was put out towards the morning. "
    "Ukraine called on its partners to send more air defence, while Moscow did not comment on the strike at first. "
    "France condemned the attack on Friday and promised to raise it at the next meeting of ministers in Brussels."
)
ROWS = (
    row("a", AGENCY, "Klow Courier"),
    row("b", AGENCY.replace("at first", "until noon"), "Strelsau Post"),
    row("c", AGENCY, "Zenda Times"),
    row("d", "Missiles hit Kharkiv in Ukraine on Thursday. Russia attacked the city and four people were killed.", "Ruritania Today"),
    row("e", "Russian missiles struck the Ukrainian city of Odesa on Friday.", "Klow Courier", "2025-06-06"),
    row("f", "Vladimir Putin met Xi Jinping in Moscow on Tuesday.", "Klow Courier", "2025-06-10"),
    row("g", "Putin and Xi Jinping met in Moscow on Tuesday, June 10.", "Strelsau Post", "2025-06-11"),
    {**row("h", "Turkey condemned the attack on Kharkiv."), "url": "https://x.org/h"},
    {**row("i", "Turkey condemned the attack on Odesa."), "url": "https://x.org/h"},
)


def of_ledger(out: Path, place: Path) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The groups of copies and of events that a ledger makes of a batch."""
    with Writer(place) as ledger:
        list(merge(out, ledger))
        list(link_ledger(ledger))
        return _grouped(ledger, "copy"), _grouped(ledger, "happening")


def _grouped(ledger: Writer, kind: str) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lead, item in ledger.db.rows("SELECT lead, item FROM grouped WHERE kind = ?", (kind,)):
        found.setdefault(lead, set()).add(item)
    return {frozenset(group) for group in found.values()}


def groups(found: Found) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The same as found over Parquet."""
    copied: list[set[str]] = []
    for copy in found.copies:
        touched = [g for g in copied if g & {copy.article, copy.origin}]
        copied = [g for g in copied if g not in touched] + [{copy.article, copy.origin}.union(*touched)]
    return set(map(frozenset, copied)), set(map(frozenset, found.happenings))


def made(tmp_path: Path, inputs: list[str]) -> tuple[Path, Manifest]:
    return tmp_path / "out", batch(tmp_path / "out", inputs)


@pytest.mark.parametrize("block", [1, 4, 1000])
def test_what_is_joined_is_what_the_ledger_joins(tmp_path: Path, block: int) -> None:
    inputs = [lines(tmp_path / f"{n}.jsonl", ROWS[n : n + 3]) for n in (0, 3, 6)]
    inputs.append(lines(tmp_path / "again.jsonl", ROWS[:2]))
    out, manifest = made(tmp_path, inputs)
    copies, happenings = groups(link(out, manifest, block))
    assert (copies, happenings) == of_ledger(out, tmp_path / "x.db")
    assert [len(c) for c in copies] == [3] and len(happenings) >= 2


def test_the_same_holds_for_the_example_articles_and_those_told_by_many(tmp_path: Path) -> None:
    inputs = [str(p) for p in sorted((ROOT / "examples").glob("*.txt"))] + [str(ROOT / "evaluation/happenings/open.jsonl")]
    out, manifest = made(tmp_path, inputs)
    copies, happenings = groups(link(out, manifest, 10))
    assert (copies, happenings) == of_ledger(out, tmp_path / "x.db")
    assert copies and len(happenings) > 20


def test_linking_leaves_nothing_behind(tmp_path: Path) -> None:
    out, manifest = made(tmp_path, [lines(tmp_path / "a.jsonl", ROWS[:2])])
    before = sorted(out.rglob("*"))
    link(out, manifest)
    assert sorted(out.rglob("*")) == before


def test_a_batch_without_articles_has_no_links(tmp_path: Path) -> None:
    out, manifest = made(tmp_path, [lines(tmp_path / "a.jsonl", [row("a", "")])])
    assert link(out, manifest) == Found()
