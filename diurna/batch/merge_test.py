"""A batch into a ledger: as if its inputs had been added; again adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.batch.merge import merge
from diurna.batch.run import Manifest
from diurna.ingest import Tally, add
from diurna.ledger.writer import Writer

Coded = tuple[Path, list[str], Manifest]


def merged(out: Path, ledger: Writer) -> Tally:
    tally = Tally()
    for done in merge(out, ledger):
        tally.count(done)
    return tally


def test_a_merged_ledger_holds_what_adding_gives(coded: Coded, tmp_path: Path) -> None:
    out, inputs, manifest = coded
    columns = "a.document, a.key, a.url, a.title, a.day, a.lang, a.state, i.name"
    sql = f"SELECT {columns} FROM article a JOIN identity i ON i.article = a.id ORDER BY 1, 8"
    with Writer(tmp_path / "merged.db") as ledger, Writer(tmp_path / "added.db") as other:
        tally = merged(out, ledger)
        assert (tally.seen, tally.coded, tally.rejected) == (manifest.seen, manifest.coded, manifest.rejected)
        assert all(done.problem is None or done.outcome == "rejected" for done in add(inputs[:2], other, jobs=1))
        mine = [r for r in ledger.db.rows(sql) if "t.parquet" not in r[7]]
        assert mine == other.db.rows(sql) and mine
        records = "SELECT a.document, c.record FROM coding c JOIN article a ON a.id = c.article ORDER BY 1"
        assert len(ledger.db.rows(records)) == manifest.coded


def test_merging_again_adds_nothing(coded: Coded, tmp_path: Path) -> None:
    out, _, manifest = coded
    with Writer(tmp_path / "x.db") as ledger:
        merged(out, ledger)
        tally = merged(out, ledger)
    assert (tally.coded, tally.unchanged) == (0, manifest.coded)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with Writer(tmp_path / "x.db") as ledger, pytest.raises(ValueError, match="no manifest"):
        list(merge(tmp_path, ledger))
