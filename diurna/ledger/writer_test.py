"""Adding: what is kept, what is new, what is the same, and that all of an article is written or nothing of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diurna.analysis import document_id
from diurna.ledger import writer as writer_module
from diurna.ledger.conftest import TEXT, article, coded, put
from diurna.ledger.event_rows import find_claims, find_events
from diurna.ledger.filters import Filter
from diurna.ledger.problems import LedgerError
from diurna.ledger.reader import Reader
from diurna.ledger.writer import Writer
from diurna.model import Problem

Reading = Callable[[], Reader]


def test_what_was_added_comes_back_to_the_letter(ledger: Writer, reading: Reading) -> None:
    arrival = article(raw=b"<html>the page</html>")
    record = coded(arrival)
    assert put(ledger, arrival) == "coded"
    reader = reading()
    assert reader.record(record.document.id) == record
    assert reader.document_input(record.document.id) == arrival.document
    assert reader.raw(record.document.id) == [("2025-06-05T10:00:00Z", "file", "file:/news/a.txt", b"<html>the page</html>")]
    events = find_events(reader, Filter(), None, newest=False)
    assert {e.event.id for e in events} == {e.id for e in record.events}
    assert all(e.quote == TEXT[e.event.sentence.start : e.event.sentence.end] for e in events)
    assert [c.claim for c in find_claims(reader, Filter(), None, newest=False)] == [c.id for c in record.claims]


def test_an_event_row_has_all_of_the_event_but_its_rule(ledger: Writer, reading: Reading) -> None:
    arrival = article("Russia attacked Kyiv on Monday, killing 12 to 15 people, Ukrainian officials said.")
    record = coded(arrival)
    put(ledger, arrival)
    import msgspec

    rows = {r.event.id: r.event for r in find_events(reading(), Filter())}
    assert [rows[e.id] for e in record.events] == [msgspec.structs.replace(e, rule="") for e in record.events]


def test_adding_again_adds_nothing(ledger: Writer) -> None:
    assert put(ledger, article()) == "coded"
    before = ledger.db.rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM fetch), (SELECT count(*) FROM event)")
    assert put(ledger, article()) == "unchanged"
    assert ledger.db.rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM fetch), (SELECT count(*) FROM event)") == before


def test_an_edited_article_is_a_new_version_beside_the_old_one(ledger: Writer, reading: Reading) -> None:
    put(ledger, article())
    edited = article("France praised Russia on Monday. Russian officials denied that their troops attacked Kyiv.")
    assert put(ledger, edited) == "coded"
    reader = reading()
    old, new = reader.versions(document_id(edited.document))
    assert (old.article.version, old.article.current, new.article.version, new.article.current) == (1, False, 2, True)
    assert "-France condemned Russia" in new.difference and "+France praised Russia" in new.difference
    assert {e.document for e in find_events(reader, Filter())} == {new.article.document}
    assert reader.record(old.article.document) == coded(article())
    assert reader.text(old.article.document) == TEXT


def test_an_edit_that_is_taken_back_makes_the_first_version_current_again(ledger: Writer, reading: Reading) -> None:
    put(ledger, article())
    put(ledger, article("Something else happened."))
    assert put(ledger, article()) == "unchanged"
    versions = reading().versions(document_id(article().document))
    assert [v.article.current for v in versions] == [True, False]
    assert {e.event.id for e in find_events(reading(), Filter())} == {e.id for e in coded(article()).events}


def test_the_same_text_in_another_outlet_is_a_copy_with_a_link_to_its_original(ledger: Writer, reading: Reading) -> None:
    first, second = article(url="https://a.example/1", outlet="A"), article(url="https://b.example/2", outlet="B", date="2025-06-06")
    assert [put(ledger, first), put(ledger, second), put(ledger, second)] == ["coded", "copy", "unchanged"]
    reader = reading()
    (link,) = reader.links("copy")
    original, copy = document_id(first.document), document_id(second.document)
    assert (link.left, link.right, link.reason, link.origin) == (copy, original, "exact", original)
    found = reader.article(copy)
    assert found is not None and (found.state, found.same, found.source, found.day) == ("copy", original, "B", "2025-06-06")
    assert {e.document for e in find_events(reader, Filter())} == {original}


def test_the_same_file_at_a_second_place_gets_no_row_of_its_own_and_may_be_edited_apart(ledger: Writer, reading: Reading) -> None:
    put(ledger, article(place="file:/one.txt"))
    assert put(ledger, article(place="file:/two.txt")) == "copy"
    assert len(list(reading().articles())) == 1
    assert put(ledger, article("Germany praised Poland on Tuesday.", place="file:/two.txt")) == "coded"
    assert [(a.version, a.current) for a in reading().articles()] == [(1, True), (1, True)]
    assert put(ledger, article(place="file:/one.txt")) == "unchanged"


def test_an_article_is_known_by_its_address_wherever_it_is_read(ledger: Writer) -> None:
    put(ledger, article(url="https://a.example/1", place="file:/one.html"))
    assert put(ledger, article(url="https://a.example/1", place="file:/two.html")) == "unchanged"
    assert put(ledger, article("New words.", url="https://a.example/1", place="file:/two.html")) == "coded"
    assert ledger.db.rows("SELECT max(version), count(DISTINCT series) FROM article") == [(2, 1)]


def test_a_copy_whose_original_was_edited_speaks_for_itself(ledger: Writer, reading: Reading) -> None:
    put(ledger, article(url="https://a.example/1"))
    copy = article(url="https://b.example/2")
    put(ledger, copy)
    put(ledger, article("Nothing of the sort.", url="https://a.example/1"))
    assert ledger.orphans() == [document_id(copy.document)]
    ledger.adopt(document_id(copy.document), coded(copy))
    assert ledger.orphans() == []
    assert {e.document for e in find_events(reading(), Filter())} == {document_id(copy.document)}


def test_nothing_of_an_article_stays_where_writing_it_fails(ledger: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [r[0] for r in ledger.db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%'")]
    before = {t: ledger.db.rows(f'SELECT * FROM "{t}"') for t in tables}

    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr(writer_module, "record_digest", fail)  # the last thing that happens: rows and words are written by then
        with pytest.raises(RuntimeError):
            put(ledger, article())
    assert {t: ledger.db.rows(f'SELECT * FROM "{t}"') for t in tables} == before
    assert put(ledger, article()) == "coded"


def test_a_second_writer_is_told_who_writes(ledger: Writer, path: Path) -> None:
    import os

    with pytest.raises(LedgerError, match=f"another process is writing to it \\(process {os.getpid()}\\)"):
        Writer(path)


def test_the_lock_goes_with_the_process_that_held_it(path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from diurna.ledger.writer import Writer; ledger = Writer(Path(sys.argv[1])); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, path]).returncode == 9
    with Writer(path):
        pass
    assert sorted(p.name for p in path.parent.iterdir()) == ["news.db"]


def test_readers_in_other_processes_read_while_one_writes(ledger: Writer, path: Path) -> None:
    put(ledger, article())
    program = "import sys; import diurna; print(len(diurna.Ledger(sys.argv[1]).events()))"
    with ledger.db.transaction():
        ledger.db.run("DELETE FROM event")
        done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(coded(article()).events)


def test_a_rejected_input_is_kept_once_with_its_reason(ledger: Writer) -> None:
    for _ in range(2):
        ledger.reject(Problem("a.bin", "not-text", "a.bin: the file is binary"))
    assert ledger.db.rows("SELECT key, code, message FROM rejection") == [("a.bin", "not-text", "a.bin: the file is binary")]


def test_a_source_is_the_medium_that_its_name_means(ledger: Writer) -> None:
    put(ledger, article(outlet="Reuters"))
    put(ledger, article("Germany condemned Russia on Monday.", "file:/news/b.txt", outlet="Somebody"))
    put(ledger, article("Poland condemned Russia on Monday.", "file:/news/c.txt", outlet="Reuters"))
    assert ledger.db.rows("SELECT name, entity FROM source ORDER BY id") == [("Reuters", "media/reuters"), ("Somebody", None)]


def test_a_clock_that_jumps_back_changes_no_order(ledger: Writer, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger, article())
    monkeypatch.setattr(writer_module, "now", lambda: "1999-01-01T00:00:00Z")
    put(ledger, article("France praised Russia on Monday."))
    assert [v.article.version for v in reading().versions(document_id(article().document))] == [1, 2]
    assert put(ledger, article("France praised Russia on Monday.")) == "unchanged"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2031-99-99", "Mon, 99 Foo 2031", "", "tomorrow"])
def test_any_date_an_article_may_carry_is_taken(ledger: Writer, reading: Reading, day: str) -> None:
    assert put(ledger, article(date=day)) == "coded"
    assert len(list(reading().articles())) == 1
