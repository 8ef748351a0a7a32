"""Coding again: what a difference is, that the old coding stays, that a stopped run goes on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from diurna.conftest import sample_record
from diurna.ledger.conftest import article, coded
from diurna.ledger.reader import Reader
from diurna.ledger.writer import Writer
from diurna.model import Coder
from diurna.query import Ledger
from diurna.recode import Difference, Recoded, differ, recode


def test_rule_and_confidence_are_no_difference() -> None:
    before = sample_record()
    events = tuple(msgspec.structs.replace(e, rule="other", confidence=0.1) for e in before.events)
    assert differ(before, msgspec.structs.replace(before, events=events)) == Difference(same=4)


def test_gained_lost_and_changed_are_told_apart() -> None:
    before = sample_record()
    raid, talks = before.events
    moved = msgspec.structs.replace(raid, id="raid2", type="COERCE")
    after = msgspec.structs.replace(
        before, events=(moved,), claims=(*before.claims, msgspec.structs.replace(before.claims[0], id="new", act="say", cue=(), content=()))
    )
    found = differ(before, after)
    assert (found.lost, found.changed, found.gained) == (((talks.type, "en"),), (("COERCE", "en"),), (("say", "en"),))
    status = msgspec.structs.replace(before, events=(msgspec.structs.replace(raid, status="historical"), talks))
    assert differ(before, status).changed == (("ASSAULT", "en"),)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger whose records an older coder made: one of them without its events."""
    path = tmp_path / "news.db"
    with Writer(path) as ledger:
        for n in range(3):
            arrival = article(f"France condemned Russia on Monday, {n}.", f"file:/{n}.txt")
            record = msgspec.structs.replace(coded(arrival), coder=Coder("0.0.1", "older"))
            ledger.add(arrival, msgspec.structs.replace(record, events=(), claims=()) if n == 0 else record)
    return path


def test_records_are_added_beside_the_old_ones_and_answer(old: Path) -> None:
    counts = Recoded()
    with Writer(old) as ledger:
        results = list(recode(ledger, counts, jobs=1))
    assert (counts.coded, counts.differing, counts.failed) == (3, 1, 0)
    assert dict(counts.gained) == {("ACCUSE", "en"): 1, ("accuse", "en"): 1}
    with Reader(old) as reader:
        for document, _ in results:
            first, second = reader.codings(document)
            assert (first.coder.hash, second.coder.hash == "older") == ("older", False)
    with Ledger(old) as asked:
        assert len(asked.events(type="ACCUSE")) == 3


def test_a_run_that_was_stopped_goes_on(old: Path) -> None:
    with Writer(old) as ledger:
        next(recode(ledger, Recoded(), jobs=1))
        counts = Recoded()
        list(recode(ledger, counts, jobs=1))
        assert counts.seen == 2
        assert list(recode(ledger, Recoded(), jobs=1)) == []


def test_judgements_survive_a_recoding(old: Path) -> None:
    with Ledger(old) as asked:
        ids = [r.event.id for r in asked.events()]
    with Writer(old) as ledger:
        ledger.judge("event", ids[0], "right")
        list(recode(ledger, Recoded(), jobs=1))
    with Ledger(old) as asked:
        assert ids[0] in {r.event.id for r in asked.events()}
        assert [j.item for j in asked.reader.judgements("event")] == [ids[0]]
