"""Files that cannot be used: the message says what to do, and the file stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from diurna.ledger import migrations
from diurna.ledger.conftest import article, as_first_released, put
from diurna.ledger.database import open_to_read
from diurna.ledger.problems import LedgerError
from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer


def filled(path: Path, articles: int = 1) -> Path:
    """A closed ledger with some articles."""
    with Writer(path) as ledger:
        for n in range(articles):
            put(ledger, article(f"France condemned Russia on Monday, for the {n}th time.", f"file:/{n}.txt"))
    return path


def refused(path: Path, words: str, write: bool = True) -> None:
    """Opening fails with a message that has these words, for reading and for writing, and changes no byte."""
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(LedgerError, match=words):
        Reader(path)
    if write:
        with pytest.raises(LedgerError, match=words):
            Writer(path)
    assert (path.read_bytes() if path.exists() else None) == before
    assert not path.with_name(path.name + "-wal").exists()


def test_there_is_no_ledger(path: Path) -> None:
    refused(path, "there is no ledger; `diurna add PATH... --db news.db` makes one", write=False)


def test_a_file_of_another_kind(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"x" * 5000)
    refused(path, "no SQLite file")


def test_a_database_of_somebody_else(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.commit()
    db.close()
    refused(path, "not a ledger of diurna")


def test_a_ledger_from_a_newer_version(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    newer = migrations.LATEST + 1
    refused(path, f"written by a newer diurna \\(schema {newer}, this one knows {migrations.LATEST}\\); nothing was changed")


def test_an_older_ledger_is_brought_up_to_date_by_a_writer_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)

    def second(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr("diurna.ledger.migrations.MIGRATIONS", (*migrations.MIGRATIONS, second))
    for module in ("migrations", "database"):
        monkeypatch.setattr(f"diurna.ledger.{module}.LATEST", migrations.LATEST + 1 if module == "migrations" else migrations.LATEST)
    with pytest.raises(LedgerError, match="an older ledger"):
        Reader(path)
    with Writer(path) as ledger:
        numbers = ledger.db.rows("SELECT number, name FROM migration ORDER BY number")
    assert [n for n, _ in numbers] == [*range(1, len(migrations.MIGRATIONS) + 1)] and numbers[-1][1] == "second"
    with Reader(path) as reader:
        assert len(list(reader.articles())) == 1


def test_what_an_older_ledger_has_not_kept_is_made_of_what_it_has(path: Path) -> None:
    with Writer(path) as ledger:
        put(ledger, article())
        before = [ledger.db.rows(f"SELECT * FROM {table}") for table in ("topic", "source_day", "event", "claim")]
    as_first_released(path)
    Writer(path).close()
    with Reader(path) as reader:
        assert [reader.db.rows(f"SELECT * FROM {table}") for table in ("topic", "source_day", "event", "claim")] == before
        assert all(before)
        assert list(verify(reader, Verified())) == []


def test_a_migration_that_fails_leaves_the_ledger_at_its_number(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)

    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")

    with monkeypatch.context() as patched:
        patched.setattr("diurna.ledger.migrations.MIGRATIONS", (*migrations.MIGRATIONS, broken))
        with pytest.raises(LedgerError, match="half"):
            Writer(path)
    with Reader(path) as reader:
        assert reader.db.rows("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == [(0,)]


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with Writer(path) as ledger:
        assert put(ledger, article()) == "coded"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be written here"):
        Writer(tmp_path / "nowhere" / "x.db")


READ_ONLY = """
import os, sys
from pathlib import Path
from diurna.ledger.conftest import article, coded
from diurna.ledger.problems import LedgerError
from diurna.ledger.reader import Reader
from diurna.ledger.writer import Writer
path = Path(sys.argv[1])
new = article("Germany praised Poland.", "file:/b.txt")
record = coded(new)
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)  # nobody: root may write what is read-only
print(len(list(Reader(path).articles())))
try:
    with Writer(path) as ledger:
        ledger.add(new, record)
except LedgerError as problem:
    print(problem)
"""


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_read_only_ledger_is_read_and_not_written(folder_too: bool) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest keeps its own folders from other users
        folder = Path(name)
        path = filled(folder / "news.db")
        path.chmod(0o444)
        folder.chmod(0o555 if folder_too else 0o777)
        before = path.read_bytes()
        done = subprocess.run([sys.executable, "-c", READ_ONLY, path], capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        after = path.read_bytes()
    assert done.returncode == 0, done.stderr
    read, message = done.stdout.splitlines()
    assert read == "1"
    assert "read-only" in message or "cannot be written here" in message or "cannot be opened" in message
    assert after == before


def test_a_full_disk_loses_nothing_that_was_added(path: Path) -> None:
    filled(path)
    with Writer(path) as ledger:
        pages = ledger.db.rows("PRAGMA page_count")[0][0]
        ledger.db.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="the disk is full; what was reported as added is safe"):
            for n in range(1, 60):
                put(ledger, article(f"Germany praised Poland on the {n}. of June. " * 20, f"file:/{n}.txt"))
    with Writer(path) as ledger:
        put(ledger, article("Germany praised Poland.", "file:/there is room again.txt"))
    with Reader(path) as reader:
        assert list(verify(reader, Verified())) == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from diurna.ledger.conftest import article, as_first_released, put
from diurna.ledger.problems import LedgerError
from diurna.ledger.writer import Writer
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
added = 0
try:
    with Writer(Path(sys.argv[1])) as ledger:
        for added in range(200):
            put(ledger, article(f"Germany praised Poland on the {added}. of June. " * 20, f"file:/{added}.txt"))
except LedgerError as problem:
    print(added, problem)
"""


@pytest.mark.parametrize("room", [30_000, 500_000, 2_000_000])
def test_a_disk_that_takes_no_more_bytes_leaves_whole_articles_only(path: Path, room: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, path, str(room)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    added, message = done.stdout.split(" ", 1)
    assert "what was reported as added is safe" in message
    with Writer(path) as ledger:  # also where there was not room enough for the empty tables
        assert ledger.db.rows("SELECT count(*) FROM article") == [(int(added),)]
    with Reader(path) as reader:
        assert list(verify(reader, Verified())) == []


def test_a_damaged_page_is_told_and_verify_finds_it(path: Path) -> None:
    filled(path, 6)
    with Reader(path) as reader:
        ((root,),) = reader.db.rows("SELECT rootpage FROM sqlite_master WHERE name = 'event'")
        ((size,),) = reader.db.rows("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    damaged = path.read_bytes()
    with Reader(path) as reader:
        with pytest.raises(LedgerError, match="the file is damaged; `diurna verify` says where; restore it from a copy"):
            reader.db.rows("SELECT * FROM event")
        assert "damaged" in {f.code for f in verify(reader, Verified())}
    with Writer(path) as ledger, pytest.raises(LedgerError, match="damaged"):
        put(ledger, article("Germany praised Poland on Tuesday.", "file:/new.txt"))
    assert path.read_bytes() == damaged


def test_a_damaged_first_page(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 300)
    with pytest.raises(LedgerError, match="damaged"):
        Reader(path)


def test_a_cut_off_file(path: Path) -> None:
    filled(path, 4)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(LedgerError, match="damaged"), Reader(path) as reader:
        list(reader.records())
        reader.db.rows("PRAGMA quick_check")
        for table in ("blob", "coding", "event", "claim", "entity", "words_data"):
            reader.db.rows(f"SELECT * FROM {table}")


def test_a_log_left_by_a_killed_writer_is_read(path: Path, tmp_path: Path) -> None:
    ledger = Writer(path)
    put(ledger, article())
    for name in ("news.db", "news.db-wal"):
        shutil.copy(path.with_name(name), tmp_path / f"copy{name[4:]}")
    ledger.close()
    with Reader(tmp_path / "copy.db") as reader:
        assert len(list(reader.articles())) == 1


def test_names_of_files_that_are_odd_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=memory&x=#1 %20'\".db"
    filled(path)
    assert path.exists()
    open_to_read(path).close()


def test_no_pickle_anywhere() -> None:
    folder = Path(__file__).parent.parent
    users = [p.name for p in folder.rglob("*.py") if p.name != Path(__file__).name and "import pickle" in p.read_text(encoding="utf-8")]
    assert users == []
