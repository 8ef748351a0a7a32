"""The commands of the ledger, from the line to what is printed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from diurna.cli.main import main

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "news.db"
    assert main(["add", *map(str, sorted(EXAMPLES.glob("*.txt"))), "--db", str(path), "--jobs", "2"]) == 0
    return path


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["search", "Каховської ГЕС"], "Дніпровський вісник"),
        (["search", "junta", "-n", "1"], "Sahel Monitor"),
        (["timeline", "--actor", "RUS", "--type", "assault"], "Russia ASSAULT"),
        (["happenings", "--place", "UKR"], "1 article · 1 origin"),
        (["claims", "--speaker", "Peskov", "--act", "deny"], "Dmitry Peskov denies"),
        (["changes", "--speaker", "ETH"], "denies"),
        (["dyad", "Russia", "UKR", "--since", "2020", "--until", "2023"], "RUS → UKR"),
        (["actors", "--since", "2023"], "France"),
        (["sources", "--lang", "uk"], "Чорноморський оглядач"),
        (["verify", "--no-recode"], "all sound"),
        (["recode"], "0 of 0 articles coded anew"),
        (["search", "zyxwort"], "No articles as asked for."),
        (["search", '"; DROP TABLE article; --', "*"], "No articles as asked for."),
    ],
    ids=lambda w: w[0] if isinstance(w, list) else "",
)
def test_a_command_answers(news: Path, capsys: pytest.CaptureFixture[str], words: list[str], shown: str) -> None:
    assert main([*words, "--db", str(news)]) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("name", ["timeline", "happenings", "claims", "changes", "actors", "sources", "search Iran", "dyad RUS UKR"])
def test_json_is_one_object_a_line(news: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main([*name.split(), "--json", "--db", str(news)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows and all(isinstance(row, dict) for row in rows)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["timeline", "--type", "WAR"], "--type WAR: there are AGREE"),
        (["claims", "--act", "shout"], "--act shout: there are say"),
        (["timeline", "--actor", "Atlantis"], "Atlantis: nobody and nothing in this ledger is called so"),
        (["timeline", "--since", "soon"], "soon: not a day"),
        (["sources", "--source", "Nowhere"], "Nowhere: no such source"),
        (["forget", "article", "nowhere", "--yes"], "nowhere: there is no such article"),
        (["forget", "person", "Russia", "--yes"], "Russia: no person"),
    ],
)
def test_a_question_that_cannot_be_asked(news: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert main([*words, "--db", str(news)]) == 2
    assert told in capsys.readouterr().err


def test_there_is_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["timeline"]) == 1
    assert "diurna.db: there is no ledger" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_add_says_what_became_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("France condemned Russia on Monday.", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    words = ["add", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--db", str(tmp_path / "x.db")]
    assert main([*words, "--json"]) == 3
    out, err = capsys.readouterr()
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["coded", "rejected"]
    assert "b.txt: the file is empty" in err
    assert main(words) == 3
    assert "seen 2 = coded 0 + copies 0 + unchanged 1 + rejected 1" in capsys.readouterr().out


def test_what_was_added_is_linked_unless_it_is_to_be_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "France condemned Russia on Monday for the attack on the port of Odesa, the foreign ministry said in Paris."
    for name, more in (("a", ""), ("b", " It gave no details.")):
        (tmp_path / f"{name}.txt").write_text(f"{told} Officials in Moscow denied that they ordered it.{more}", encoding="utf-8")
    words = ["add", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--date", "2025-06-05", "--db", str(tmp_path / "x.db")]
    assert main([*words, "--no-link"]) == 0
    assert "compared" not in capsys.readouterr().out
    assert main(words) == 0
    seen, linked = capsys.readouterr().out.splitlines()
    assert "coded 0" in seen and linked.startswith("compared 2 articles: 1 copies")
    assert main(words) == 0
    assert "compared" not in capsys.readouterr().out
    assert main(["link", "--db", str(tmp_path / "x.db")]) == 0
    assert capsys.readouterr().out.startswith("compared 0 articles")


def test_judgements_are_taken_by_a_key_and_kept(news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("r\nx\nw\ns\nr\nq\n"))
    assert main(["audit", "-n", "9", "--seed", "3", "--db", str(news)]) == 0
    out = capsys.readouterr().out
    assert "precision" in out and "0.67" in out
    assert main(["audit", "--report", "--db", str(news)]) == 0
    assert "0.67" in capsys.readouterr().out


def test_what_was_stored_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "text": "France condemned Russia on Monday.",
        "title": "\x1b[2J\x1b]0;x\x07 news",
        "outlet": "<script>\x1b[31m",
        "date": "2025-06-05",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    db = ["--db", str(tmp_path / "x.db")]
    assert main(["add", str(tmp_path / "a.jsonl"), *db]) == 0
    for words in (["timeline"], ["search", "France"], ["sources"], ["happenings"], ["claims"]):
        assert main([*words, *db]) == 0
    assert "\x1b" not in capsys.readouterr().out
