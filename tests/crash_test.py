"""`kill -9` at random moments while articles are added: nothing is half written, nothing that was reported is lost, a re-run completes it,
its links too.

Ten times here; `make crash` does it two hundred times.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer
from diurna.link import waiting

KILLS = int(os.environ.get("DIURNA_KILLS", "10"))
ARTICLES = 24
HERE = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
ADD = [sys.executable, "-m", "diurna", "add", "news.jsonl", "--db", "news.db", "--json", "--jobs", "2"]
DID = ("condemned", "praised", "warned", "attacked", "thanked")
WHO = ("France", "Germany", "Poland", "Japan", "Turkey")


def rows() -> list[str]:
    """Articles; the last one is an edit of the first, at the same address."""
    found = [
        {
            "id": f"{n}", "url": f"https://news.example/{n}", "date": f"2025-06-{n % 28 + 1:02}", "outlet": f"Outlet {n % 3}",
            "text": f"{WHO[n % 5]} {DID[n // 5 % 5]} Russia on Monday, for the {n}th time. Russian officials denied it. " * 3,
        }
        for n in range(ARTICLES)
    ]  # fmt: skip
    return [json.dumps(r) for r in (*found, {**found[0], "text": "France praised Russia on Monday."})]


def killed_after(folder: Path, seconds: float) -> list[str]:
    """Start adding, end it without warning; the documents that it reported as added."""
    with (folder / "told.jsonl").open("wb") as told:
        process = subprocess.Popen(ADD, cwd=folder, env=HERE, stdout=told, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
    whole = (folder / "told.jsonl").read_bytes().rpartition(b"\n")[0].splitlines()
    return [row["document"] for row in map(json.loads, whole) if row["outcome"] == "coded"]


def run_time(folder: Path) -> float:
    """How long one undisturbed run takes: moments are drawn from it, and a little beyond."""
    start = time.monotonic()
    subprocess.run(ADD, cwd=folder, env=HERE, check=True, capture_output=True)
    spent = time.monotonic() - start
    for path in folder.glob("news.db*"):
        path.unlink()
    return spent


def test_a_killed_run_loses_nothing_and_is_completed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("\n".join(rows()), encoding="utf-8")
    longest = run_time(tmp_path)
    moments = random.Random()
    told: set[str] = set()
    for _ in range(KILLS):
        if (tmp_path / "news.db").exists() and len(told) > ARTICLES:
            for path in tmp_path.glob("news.db*"):
                path.unlink()
            told.clear()
        told |= set(killed_after(tmp_path, longest * moments.uniform(0.3, 1.1)))
        if (tmp_path / "news.db").exists():
            check(tmp_path / "news.db", told)
    subprocess.run(ADD, cwd=tmp_path, env=HERE, check=True, capture_output=True)
    check(tmp_path / "news.db", told)
    with Reader(tmp_path / "news.db") as reader:
        assert len(list(reader.articles())) == ARTICLES
        assert len(list(reader.articles(current=False))) == ARTICLES + 1
    with Writer(tmp_path / "news.db") as ledger:
        assert waiting(ledger) == 0
    assert not (tmp_path / "news.db-writer").exists()


def check(path: Path, told: set[str]) -> None:
    """Every article is whole and every reported one is there. A file without its tables yet holds no article."""
    with Writer(path):  # what the killed run left in the log goes into the file
        pass
    with Reader(path) as reader:
        assert list(verify(reader, Verified())) == []
        assert told <= {a.document for a in reader.articles(current=False)}
