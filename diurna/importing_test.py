"""Other people's events come in once, are counted, and stay apart from the record."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from diurna import importing
from diurna.cli.main import main
from diurna.eventdata.conftest import gdelt_line, polecat_lines
from diurna.ledger.conftest import article, as_first_released, put
from diurna.ledger.writer import Writer
from diurna.query import Ledger


@pytest.fixture
def gdelt(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text("\n".join([gdelt_line("1"), gdelt_line("2", code="042"), gdelt_line("3", b=""), "oops", gdelt_line("1")]))
    return path


def test_counts_add_up_and_again_adds_nothing(tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = str(tmp_path / "news.db")
    assert main(["import", "gdelt", str(gdelt), "--db", db]) == 3
    out = capsys.readouterr()
    assert out.out == "read 5 = added 3 + known 1 + rejected 1 (of the added: 2 between two countries)\n"
    assert "1 rejected for their columns; the first: line 4, 1 columns instead of 61" in out.err
    assert main(["import", "gdelt", str(gdelt), "--db", db, "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["added"] == 0


def test_many_transactions_give_the_same(tmp_path: Path, gdelt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    counts = importing.Imported()
    with Writer(tmp_path / "news.db") as ledger:
        seen = [step.read for step in importing.import_file(ledger, "gdelt", gdelt, counts)]
    assert seen == [2, 4, 5] and (counts.added, counts.known, counts.rejected) == (3, 1, 1)


def test_no_answer_about_the_record_has_them(tmp_path: Path, gdelt: Path) -> None:
    with Writer(tmp_path / "news.db") as ledger:
        put(ledger, article())
    with Ledger(tmp_path / "news.db") as ledger:
        before = (len(ledger.events()), ledger.dyad("RUS", "UKR").there, len(ledger.actors()))
    main(["import", "gdelt", str(gdelt), "--db", str(tmp_path / "news.db")])
    with Ledger(tmp_path / "news.db") as ledger:
        assert (len(ledger.events()), ledger.dyad("RUS", "UKR").there, len(ledger.actors())) == before
    assert main(["verify", "--db", str(tmp_path / "news.db"), "--no-recode"]) == 0


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "old.db"
    with Writer(path) as ledger:
        put(ledger, article())
    as_first_released(path)
    assert main(["beside", "gdelt", "--db", str(path)]) == 1
    assert "an older ledger (schema 1); any `diurna add` brings it to" in capsys.readouterr().err
    assert main(["import", "gdelt", str(gdelt), "--db", str(path)]) == 3
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM imported").fetchone() == (3,)
    with Ledger(path) as found:
        assert len(list(found.articles())) == 1


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["import", "acled", "x"], 2, "acled: no event data that is read here; there are gdelt, polecat"),
        (["import", "gdelt", "nowhere.csv"], 2, "nowhere.csv: there is no such file"),
        (["beside", "polecat"], 2, "nothing of polecat is in this ledger; `diurna import polecat FILE` puts it there"),
        (["beside", "gdelt", "Atlantis"], 2, "Atlantis: nobody"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: int, told: str
) -> None:
    db = str(tmp_path / "news.db")
    main(["import", "gdelt", str(gdelt), "--db", db])
    assert main([*words, "--db", db]) == status
    assert told in capsys.readouterr().err


def test_what_was_imported_can_be_taken_out_and_come_again(tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = ["--db", str(tmp_path / "news.db")]
    main(["import", "gdelt", str(gdelt), *db])
    assert main(["forget", "imported", "gdelt", *db]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert main(["forget", "imported", "gdelt", "--yes", *db]) == 0
    assert capsys.readouterr().out == "removed 3 events of gdelt\n"
    assert main(["beside", "gdelt", *db]) == 2 == main(["forget", "imported", "gdelt", "--yes", *db])
    assert main(["import", "gdelt", str(gdelt), *db]) == 3
    assert "added 3" in capsys.readouterr().out


def test_a_file_that_is_not_theirs_changes_nothing(tmp_path: Path, gdelt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "polecat", str(gdelt), "--db", str(tmp_path / "news.db")]) == 1
    assert "not the head line of POLECAT" in capsys.readouterr().err


def test_a_file_of_polecat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "polecat.txt"
    path.write_text(polecat_lines({}, {"Event ID": "p2", "Event Type": "CONSULT"}))
    assert main(["import", "polecat", str(path), "--db", str(tmp_path / "news.db")]) == 0
    assert "added 2" in capsys.readouterr().out
