"""Bad input: one clear line naming the file and the cause, the right exit status, never a traceback, nothing lost."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "France condemned Russia on Monday.\n"


def diurna(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in `cwd`."""
    done = subprocess.run(
        [sys.executable, "-m", "diurna", *map(str, arguments)],
        cwd=cwd, input=stdin, capture_output=True, env=os.environ | (environment or {}), timeout=120,
    )  # fmt: skip
    result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.stderr
    return result


BAD_FILES = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "binary.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "blank.txt": b" \n\t\n",
    "marks.txt": b"--- *** ---\n",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_article_is_named_with_its_cause(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    done = diurna("code", name, cwd=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert name in line
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["document"]["key"] == name and row["rejected"]["code"] and row["rejected"]["message"]


def test_a_batch_goes_on_and_says_that_it_is_not_whole(tmp_path: Path) -> None:
    for name, data in BAD_FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD)
    done = diurna("code", ".", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 3
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(r["document"]["key"]).name for r in rows] == sorted([*BAD_FILES, "good.txt"])
    assert [("rejected" in r) for r in rows].count(False) == 1
    assert len(done.stderr.splitlines()) == len(BAD_FILES)


def test_every_line_of_json_lines_is_accounted_for_in_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": GOOD}), '{"id": "b", "text": "cut', "[]", '{"text": 5}', '{"text": "\\ud800 word"}']
    (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n")
    done = diurna("code", "rows.jsonl", cwd=tmp_path)
    assert done.returncode == 3
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("rejected" in r) for r in rows] == [False, True, True, True, False]
    assert rows[0]["document"]["key"] == "a"


def test_feeds_and_archives_are_coded_entry_by_entry_and_page_by_page(tmp_path: Path) -> None:
    entry = "<item><guid>{0}</guid><title>Report {0}</title><description>{1}</description></item>"
    entries = "".join(entry.format(n, GOOD if n != 3 else "") for n in range(10))
    (tmp_path / "feed.xml").write_text(f"<rss><channel><title>The Example</title>{entries}</channel></rss>")
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{GOOD}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.org/1\r\nContent-Length: {len(answer)}\r\n\r\n"
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(f"{head}{answer}\r\n\r\n".encode()) + b"cut")
    done = diurna("code", "feed.xml", "a.warc.gz", "--jobs", "2", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3 and len(rows) == 12 and [n for n, row in enumerate(rows) if "rejected" in row] == [3, 11]
    assert rows[0]["document"]["key"] == "feed.xml#0" and rows[10]["document"]["url"] == "https://x.org/1"
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["feed.xml#3", rows[11]["document"]["key"]]


def test_many_workers_write_what_one_writes(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": GOOD.replace("Monday", f"Monday the {n}th")}) for n in range(20)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    one, two = (diurna("code", "rows.jsonl", "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "2"))
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert [json.loads(line)["document"]["key"] for line in two.stdout.splitlines()] == [str(n) for n in range(20)]


@pytest.mark.parametrize("path", ["nowhere.txt", "."])
def test_what_is_not_there_fails(path: str, tmp_path: Path) -> None:
    done = diurna("code", path, cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = diurna("code", "-", "--format", "json", cwd=tmp_path, stdin=GOOD.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["text"].strip() == GOOD.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("cod",),
        ("code",),
        ("code", "x.txt", "--format", "xml"),
        ("code", "x.txt", "--date", "yesterday"),
        ("code", "x.txt", "--lang", "tlh"),
        ("code", "x.txt", "--jobs", "0"),
        ("eval", "taste", "x"),
        ("languages", "check", "tlh"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert diurna(*arguments, cwd=tmp_path).returncode == 2


def test_gold_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "1"}\n')
    done = diurna("eval", "relations", "gold.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert "gold.jsonl, line 1" in done.stderr
    assert diurna("eval", "relations", "none.jsonl", cwd=tmp_path).returncode == 1
    assert diurna("eval", "record", ".", cwd=tmp_path).returncode == 1


def test_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = diurna("code", "good.txt", "--out", "no/such/folder.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert "folder.jsonl" in done.stderr


def test_settings_come_from_file_then_environment_then_options(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "diurna.toml").write_text('outlet = "From File"\n')

    def outlet(*options: str, **environment: str) -> str:
        done = diurna("code", "good.txt", *options, cwd=tmp_path, environment=environment)
        return json.loads(done.stdout)["document"]["outlet"]

    assert outlet() == "From File"
    assert outlet(DIURNA_OUTLET="From Environment") == "From Environment"
    assert outlet("--outlet", "From Option", DIURNA_OUTLET="From Environment") == "From Option"


@pytest.mark.parametrize("text", ["colour = 1\n", "jobs = many", 'gazetteer = ["none.toml"]\n'])
def test_bad_settings_are_wrong_usage(text: str, tmp_path: Path) -> None:
    (tmp_path / "diurna.toml").write_text(text)
    done = diurna("code", "x.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_names_of_ones_own_that_cannot_be_read_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "diurna.toml").write_text('gazetteer = ["mine.toml"]')
    (tmp_path / "mine.toml").write_text("[[[")
    (tmp_path / "good.txt").write_text(GOOD)
    done = diurna("code", "good.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "mine.toml" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_program_may_stop_reading(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": GOOD}) for _ in range(50))
    (tmp_path / "rows.jsonl").write_text(rows)
    command = f"{sys.executable} -m diurna code rows.jsonl --jobs 1 | head -c 10"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr
