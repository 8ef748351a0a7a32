"""ACLED's columns: read by their names, every row says that it is not ACLED's, what ACLED does not record is no row."""

from __future__ import annotations

import csv
import io

from diurna.export.acled import COLUMNS, NOT_THEIRS
from diurna.export.conftest import made
from diurna.export.origins import RecordsOrigin


def rows(origin: RecordsOrigin) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(made("acled", origin).decode()))
    found = list(reader)
    assert tuple(reader.fieldnames or ()) == COLUMNS and len(COLUMNS) == 31
    return found


def test_violence_is_a_row_and_says_whose_it_is(files: RecordsOrigin) -> None:
    found = rows(files)
    assert found and all(row["tags"].startswith(NOT_THEIRS) and row["event_id_cnty"].startswith("diurna-") for row in found)
    (strike,) = [row for row in found if row["location"]]
    assert (strike["event_date"], strike["year"], strike["time_precision"]) == ("2025-06-02", "2025", "1")
    assert (strike["event_type"], strike["sub_event_type"]) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert (strike["country"], strike["location"], strike["geo_precision"]) == ("Ukraine", "Kharkiv", "1")
    assert strike["inter1"] == "State forces"


def test_diplomacy_and_what_did_not_happen_are_no_rows(files: RecordsOrigin) -> None:
    assert {row["disorder_type"] for row in rows(files)} == {"Political violence"}
    assert not [row for row in rows(files) if row["actor1"] == "France"]


def test_no_figure_of_dead_is_not_nobody(files: RecordsOrigin) -> None:
    assert sorted(row["fatalities"] for row in rows(files)) == ["", "", "12"]


def test_a_day_that_is_the_articles_has_no_precision_and_says_so(files: RecordsOrigin) -> None:
    (killing,) = [row for row in rows(files) if row["fatalities"] == "12"]
    assert killing["event_date"] == "2025-06-03" and killing["time_precision"] == "" and "[undated" in killing["notes"]


def test_an_outlet_that_is_a_formula_is_none(files: RecordsOrigin) -> None:
    assert {row["source"] for row in rows(files)} == {"'=Klow Courier", "Szohôd Times"}
