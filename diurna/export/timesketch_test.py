"""Timesketch lines: what it asks for is on each, dates are read by pandas as it does, nothing is too long for its index."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from diurna.export.conftest import made
from diurna.export.origins import RecordsOrigin
from diurna.export.timesketch import LIMIT
from diurna.ledger.conftest import article, coded
from diurna.model import Record


@pytest.mark.parametrize("table", ["events", "claims"])
def test_lines_are_read_as_timesketch_reads_them(files: RecordsOrigin, table: str) -> None:
    import pandas as pd

    read: Any = pd.read_json
    frame: Any = read(io.BytesIO(made("timesketch", files, table=table)), lines=True, dtype=False)
    assert {"message", "datetime", "timestamp_desc"} <= set(frame.columns)
    assert not frame[["message", "datetime", "timestamp_desc"]].isna().any().any()
    when: Any = pd.to_datetime(frame["datetime"], utc=True)
    assert set(when.dt.year) == {2025}


def test_what_is_no_fact_says_so_in_its_message(files: RecordsOrigin, records: list[Record]) -> None:
    lines = [json.loads(line) for line in made("timesketch", files).splitlines()]
    assert {line["event_id"] for line in lines} == {e.id for r in records for e in r.events if e.assertion != "denied_only"}
    for line in lines:
        assert (line["status"] == "actual" and line["assertion"] == "narrator") or "[" in line["message"]


def test_an_undated_event_has_the_articles_day_and_says_so(files: RecordsOrigin) -> None:
    (line,) = [json.loads(line) for line in made("timesketch", files).splitlines() if b"Ukraine ACCUSE" in line]
    assert (line["datetime"], line["timestamp_desc"]) == ("2025-06-03T00:00:00+00:00", "Article published, event undated")


def test_no_value_is_longer_than_the_index_takes(tmp_path: Path) -> None:
    record = coded(article("France condemned Russia on Monday.", outlet="Ж" * LIMIT))
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode(record))
    (line,) = [json.loads(line) for line in made("timesketch", RecordsOrigin([path])).splitlines()]
    assert len(line["source"].encode()) == LIMIT and set(line["source"]) == {"Ж"}
