"""`diurna batch` and `diurna add` of what it made, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from diurna.cli.main import main

ARTICLE = {
    "id": "a",
    "date": "2025-06-05",
    "lang": "en",
    "outlet": "A",
    "text": "Russia attacked the Ukrainian city of Kharkiv on Thursday.",
}
OTHER = {"id": "b", "date": "2025-06-05", "lang": "en", "outlet": "B", "text": "On Thursday Russia attacked Kharkiv in Ukraine again."}


def plan(folder: Path) -> str:
    (folder / "in").mkdir()
    (folder / "in/a.jsonl").write_text(json.dumps(ARTICLE) + "\n")
    (folder / "in/b.jsonl").write_text(json.dumps(OTHER) + "\n" + json.dumps({**OTHER, "id": "bad", "text": ""}) + "\n")
    (folder / "plan.toml").write_text('inputs = ["in"]\nout = "out"\n')
    return str(folder / "plan.toml")


def test_a_plan_is_coded_linked_reported_and_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = plan(tmp_path)
    assert main(["batch", given, "--jobs", "1"]) == 3
    said = capsys.readouterr().out
    assert "seen 3 = coded 2 + rejected 1 + duplicates 0 in 2 shards" in said and "1 happenings are told more than once" in said
    assert "no-text" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert len(set(pq.read_table(tmp_path / "out/links/happenings.parquet")["document"].to_pylist())) == 2
    assert main(["add", str(tmp_path / "out"), "--db", str(tmp_path / "x.db")]) == 3
    assert "seen 3 = coded 2 + copies 0 + unchanged 0 + rejected 1" in capsys.readouterr().out
    assert main(["batch", given, "--jobs", "1", "--json", "--no-link"]) == 3
    assert capsys.readouterr().out == ""


def test_wrong_use_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.toml").write_text("inputs = 1")
    assert main(["batch", str(tmp_path / "plan.toml")]) == 2
    assert main(["batch", "x.jsonl"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 and "plan.toml" in lines[0] and "--out" in lines[1]
