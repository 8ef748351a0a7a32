"""The record beside imported events: the same is found to be the same, and what one lacks is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.beside import Beside
from diurna.cli.main import main
from diurna.eventdata.conftest import gdelt_line
from diurna.ledger.conftest import article, put
from diurna.ledger.writer import Writer
from diurna.query import Ledger

TEXTS = (
    "Russian troops attacked Ukraine on Monday. Ukraine condemned Russia. Russia has not bombed Ukraine again.",
    "Ukraine and France signed an agreement on Tuesday. Iran denied that Iran attacked Israel.",
)
Import = Callable[..., Path]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Writer(path) as ledger:
        for n, text in enumerate(TEXTS):
            put(ledger, article(text, url=f"https://x.example/{n}", date="2025-06-04"))
    return path


def imported(news: Path, *lines: str) -> Path:
    path = news.with_suffix(".csv")
    path.write_text("\n".join(lines))
    assert main(["import", "gdelt", str(path), "--db", str(news)]) == 0
    return news


def found(news: Path, *sides: str, type: str | None = None) -> list[Beside]:
    with Ledger(news) as ledger:
        return list(ledger.beside("gdelt", *sides, type=type))


def told(kinds: tuple[object, ...]) -> list[tuple[str | None, str | None, int]]:
    return [(k.type, k.actor, k.count) for k in kinds]  # pyright: ignore[reportAttributeAccessIssue]


def test_what_we_export_is_found_again(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "ours.tsv"
    assert main(["export", "gdelt", "--db", str(news), "--out", str(out)]) == 0
    main(["import", "gdelt", str(out), "--db", str(news)])
    rows = found(news)
    assert rows and all(row.both and not row.only_ours and not row.only_theirs for row in rows)


def test_both_alone_and_theirs_alone(news: Path) -> None:
    imported(news, gdelt_line("1", "20250603"), gdelt_line("2", "20250604", "112"), gdelt_line("3", "20250604", "010"))
    (row,) = found(news, "Russia", "UKR")
    assert (row.a, row.b, row.month) == ("RUS", "UKR", "2025-06")
    assert told(row.both) == [("ASSAULT", "RUS", 1)]
    assert told(row.only_ours) == [("ACCUSE", "UKR", 1)], "the same type the other way round is not the same"
    assert told(row.only_theirs) == [(None, "RUS", 1), ("ACCUSE", "RUS", 1)]
    assert row.apart == 3 and row.only_theirs[1].ids == ("2",)


def test_days_that_lie_further_apart_are_two(news: Path) -> None:
    imported(news, gdelt_line("1", "20250605"), gdelt_line("2", "20250601", "010"))
    (row,) = found(news, "RUS", "UKR", type="ASSAULT")
    assert told(row.both) == [] and told(row.only_ours) == told(row.only_theirs) == [("ASSAULT", "RUS", 1)]


def test_one_of_theirs_is_one_of_ours_only(news: Path) -> None:
    imported(news, gdelt_line("1"), gdelt_line("2"))
    (row,) = found(news, "RUS", "UKR", type="ASSAULT")
    assert told(row.both) == told(row.only_theirs) == [("ASSAULT", "RUS", 1)]


def test_what_is_done_together_stands_in_their_data_twice_and_counts_once(news: Path) -> None:
    imported(news, gdelt_line("1", "20250603", "040", "FRA", "DEU"), gdelt_line("2", "20250603", "040", "DEU", "FRA"))
    (row,) = found(news, "Germany", "France")
    assert told(row.only_theirs) == [("CONSULT", None, 1)] and (row.a, row.b) == ("DEU", "FRA")


def test_days_that_their_data_does_not_cover_do_not_count(news: Path) -> None:
    imported(news, gdelt_line("1", "20240101"))
    (row,) = found(news)
    assert row.month == "2024-01" and not row.only_ours


def test_what_is_denied_or_did_not_happen_is_not_ours(news: Path) -> None:
    imported(news, gdelt_line("1", "20250601", "010", "IRN", "ISR"), gdelt_line("2", "20250630", "010", "IRN", "ISR"))
    rows = found(news)
    assert not [row for row in rows if row.only_ours and {row.a, row.b} == {"IRN", "ISR"}]
    assert sum(k.count for row in rows for k in row.only_ours if k.type == "ASSAULT") == 1


def test_the_command_shows_and_lists_what_only_they_have(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(news, gdelt_line("1"), gdelt_line("7", code="1822", address="https://y.example/seven"))
    capsys.readouterr()
    assert main(["beside", "gdelt", "RUS", "UKR", "--db", str(news)]) == 0
    shown = capsys.readouterr().out
    assert "1 ASSAULT by RUS" in shown and "RUSGOV" in shown and "y.example/seven" in shown
    assert main(["beside", "gdelt", "--json", "--db", str(news)]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"origin", "a", "b", "month", "both", "only_ours", "only_theirs"} == set(row)
