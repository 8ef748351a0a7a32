"""Adding files: counts add up, in the order of the inputs, with workers and without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diurna.coding import Known
from diurna.ingest import Tally, add
from diurna.ledger.reader import Reader
from diurna.ledger.writer import Writer

WHO = ("France", "Germany", "Poland", "Japan", "Turkey", "Italy", "Spain", "Greece", "Norway", "Sweden")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Ten articles, one of them twice, one empty file, one that corrects."""
    folder = tmp_path / "news"
    folder.mkdir()
    for n, who in enumerate(WHO):
        (folder / f"{n}.txt").write_text(f"{who} condemned Russia on Monday.\n", encoding="utf-8")
    (folder / "copy.txt").write_text("France condemned Russia on Monday.\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "later.txt").write_text("Correction: Malta never condemned Russia.\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    return folder


def run(path: Path, *given: Path, jobs: int = 1, known: Known = Known()) -> tuple[Tally, list[str]]:  # noqa: B008
    tally, keys = Tally(), list[str]()
    with Writer(path) as ledger:
        for done in add(given, ledger, known, jobs=jobs):
            tally.count(done)
            keys.append(Path(done.key).name)
    return tally, keys


@pytest.mark.parametrize("jobs", [1, 2])
def test_counts_add_up_and_inputs_keep_their_order(news: Path, tmp_path: Path, jobs: int) -> None:
    tally, keys = run(tmp_path / "x.db", news, jobs=jobs)
    assert keys == sorted(keys)
    assert (tally.seen, tally.coded, tally.copies, tally.unchanged, tally.rejected) == (14, 11, 1, 0, 2)
    assert tally.notices == 1
    again, _ = run(tmp_path / "x.db", news, jobs=jobs)
    assert (again.seen, again.coded, again.copies, again.unchanged, again.rejected) == (14, 0, 0, 12, 2)
    with Reader(tmp_path / "x.db") as reader:
        assert {r[0] for r in reader.db.rows("SELECT code FROM rejection")} == {"empty", "not-text"}
        assert [a.notice for a in reader.articles() if a.notice] == ["correction"]


def test_workers_and_one_process_write_the_same(news: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        run(tmp_path / f"{jobs}.db", news, jobs=jobs)
    with Reader(tmp_path / "1.db") as one, Reader(tmp_path / "2.db") as two:
        assert list(one.records()) == list(two.records())


def test_an_edited_file_is_a_new_version(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "x.db", news)
    (news / "3.txt").write_text("Japan praised Russia on Tuesday.\n", encoding="utf-8")
    tally, _ = run(tmp_path / "x.db", news)
    assert (tally.coded, tally.versions, tally.unchanged) == (1, 1, 11)


def test_a_copy_speaks_for_itself_once_its_original_is_edited(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"url": f"https://{host}.example/1", "text": "France condemned Russia."} for host in ("x", "y")]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run(tmp_path / "x.db", file)
    rows[0]["text"] = "France praised Russia."
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run(tmp_path / "x.db", file)
    with Reader(tmp_path / "x.db") as reader:
        assert sorted(e.type for r in reader.records() for e in r.events) == ["ACCUSE", "SUPPORT"]


def test_what_the_caller_knows_goes_in(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "x.db", news / "1.txt", known=Known(date="2025-06-05", outlet="Klow Courier"))
    with Reader(tmp_path / "x.db") as reader:
        (article,) = reader.articles()
    assert (article.day, article.source) == ("2025-06-05", "Klow Courier")


def test_rows_are_known_by_their_address_or_their_place(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "url": "https://x.example/1", "text": "France condemned Russia."},
        {"id": "2", "text": "Germany condemned Russia."},
        {"id": "3", "url": "https://y.example/1", "text": "France condemned Russia."},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    tally, _ = run(tmp_path / "x.db", file)
    assert (tally.coded, tally.copies) == (2, 1)
    file.rename(tmp_path / "b.jsonl")
    tally, _ = run(tmp_path / "x.db", tmp_path / "b.jsonl")
    assert (tally.coded, tally.copies, tally.unchanged) == (0, 1, 2)
    with Reader(tmp_path / "x.db") as reader:
        assert len(list(reader.articles())) == 3
        assert json.loads(reader.raw(next(reader.articles()).document)[0][3] or b"")["id"] == "1"


def test_a_page_that_names_only_its_site_is_known_by_its_file(tmp_path: Path) -> None:
    page = '<html><head><link rel="canonical" href="https://x.example/"></head><body><h1>{0} condemned</h1><p>{1}</p></body></html>'
    for who in ("France", "Germany"):
        body = f"{who} condemned Russia on Monday. " * 12
        (tmp_path / f"{who}.html").write_text(page.format(who, body), encoding="utf-8")
    tally, _ = run(tmp_path / "x.db", tmp_path / "France.html", tmp_path / "Germany.html")
    assert (tally.coded, tally.versions) == (2, 0)
