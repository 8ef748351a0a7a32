"""Many articles in one transaction: nothing is reported before it is on the disk, and what fails leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diurna.ledger import writer as writer_module
from diurna.ledger.batches import committed
from diurna.ledger.conftest import article, coded, put
from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer
from diurna.query import Ledger

Reading = Callable[[], Reader]
PRAISE = tuple(f"France praised Germany on day {n}. Poland condemned Russia." for n in range(12))


def added(ledger: Writer, texts: tuple[str, ...] = PRAISE) -> Iterator[str]:
    for n, text in enumerate(texts):
        yield put(ledger, article(text, f"file:/{n}.txt"))


def test_what_is_reported_is_on_the_disk(ledger: Writer, reading: Reading) -> None:
    reader = reading()
    reported = 0
    for _ in committed(ledger, added(ledger)):
        reported += 1
        assert len(list(reader.articles())) >= reported
    assert reported == len(PRAISE)


def test_they_are_few_transactions_that_grow(ledger: Writer, path: Path) -> None:
    sizes: list[int] = []
    with Reader(path) as reader:
        for _ in committed(ledger, added(ledger)):
            there = len(list(reader.articles()))
            sizes += [there] if there not in sizes else []
    assert sizes[0] == 1 and len(sizes) < len(PRAISE)


def test_sums_are_those_of_articles_added_one_by_one(ledger: Writer, tmp_path: Path) -> None:
    with Writer(tmp_path / "other.db") as other:
        for outcome in added(other):
            assert outcome == "coded"
    assert list(committed(ledger, added(ledger))) == ["coded"] * len(PRAISE)
    with Ledger(ledger.path) as one, Ledger(tmp_path / "other.db") as two:
        assert list(one.actors()) == list(two.actors()) != []
        assert list(one.actors(since="2025")) == list(two.actors(since="2025")) != []


def test_where_one_fails_those_before_it_in_the_transaction_were_not_reported(
    ledger: Writer, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = writer_module.record_digest

    def fails_late(record: object) -> bytes:
        if "day 9" in record.document.text:  # pyright: ignore[reportAttributeAccessIssue]
            raise RuntimeError("in the middle")
        return real(record)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(writer_module, "record_digest", fails_late)
    reported: list[str] = []
    with pytest.raises(RuntimeError):
        reported += committed(ledger, added(ledger))
    seen = len(list(reading().articles()))
    assert seen < 9
    monkeypatch.undo()
    assert list(committed(ledger, added(ledger))) == ["unchanged"] * seen + ["coded"] * (len(PRAISE) - seen)
    reader = reading()
    assert list(verify(reader, Verified())) == []


def test_who_stops_listening_leaves_whole_articles(ledger: Writer, reading: Reading) -> None:
    for number, _ in enumerate(committed(ledger, added(ledger))):
        if number == 4:
            break
    reader = reading()
    assert 5 <= len(list(reader.articles())) < len(PRAISE)
    assert list(verify(reader, Verified())) == []
    assert put(ledger, article("Japan thanked Turkey.", "file:/after.txt")) == "coded"


def test_a_slow_stream_is_reported_as_it_comes(ledger: Writer, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = iter(range(1000))
    monkeypatch.setattr("diurna.ledger.batches.time.monotonic", lambda: float(next(hours)))
    reader = reading()
    for number, _ in enumerate(committed(ledger, added(ledger)), start=1):
        assert len(list(reader.articles())) == number


def test_an_edit_within_a_transaction_is_a_version(ledger: Writer, reading: Reading) -> None:
    texts = (PRAISE[0], "Nothing of the sort happened.")
    outcomes = committed(ledger, (ledger.add(arrival, coded(arrival))[1:] for arrival in (article(t, "file:/a.txt") for t in texts)))
    assert list(outcomes) == [(1, "coded"), (2, "coded")]
    assert [a.version for a in reading().articles()] == [2]


def test_a_ledger_may_be_closed_before_its_stream_is(path: Path) -> None:
    with Writer(path) as ledger:
        stream = committed(ledger, added(ledger))
        assert next(stream) == "coded"
    stream.close()  # pyright: ignore[reportAttributeAccessIssue]
    with Reader(path) as reader:
        assert len(list(reader.articles())) == 1
