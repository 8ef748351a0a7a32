"""`verify` finds what somebody changed behind the ledger's back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from diurna.coder import coder
from diurna.ledger.blobs import packed_text_apart, record_digest, with_text
from diurna.ledger.conftest import article, put
from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer
from diurna.recode import code_inputs


@pytest.fixture
def stored(path: Path) -> Path:
    with Writer(path) as ledger:
        put(ledger, article())
        put(ledger, article("Germany praised Poland on Tuesday.", "file:/b.txt"))
    return path


def codes(path: Path) -> set[str]:
    with Reader(path) as reader:
        return {f.code for f in verify(reader, Verified(), coder().hash, lambda inputs: code_inputs(inputs, jobs=1))}


def test_a_sound_ledger_is_repeated_to_the_byte(stored: Path) -> None:
    counts = Verified()
    with Reader(stored) as reader:
        assert list(verify(reader, counts, coder().hash, lambda inputs: code_inputs(inputs, jobs=1))) == []
    assert (counts.articles, counts.codings, counts.repeated, counts.other) == (2, 2, 2, 0)
    assert counts.spans > 20


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE blob SET data = x'78' WHERE id = 1", "wrong-hash"),
        ("UPDATE blob SET data = (SELECT data FROM blob WHERE id = 2) WHERE id = 1", "wrong-hash"),
        ("UPDATE coding SET record = (SELECT record FROM coding WHERE id = 2) WHERE id = 1", "wrong-hash"),
        ("UPDATE coding SET record = x'00' WHERE id = 1", "broken-record"),
        ("UPDATE article SET input = replace(input, '2025-06-05', '2024-06-05') WHERE id = 1", "wrong-id"),
        ("UPDATE event SET type = 2 WHERE type = 8", "wrong-rows"),
        ("DELETE FROM claim", "wrong-rows"),
        ("DELETE FROM claim_key", "wrong-rows"),
        ("UPDATE event_key SET key = key + 1", "wrong-rows"),
        ("DELETE FROM topic", "wrong-rows"),
        ("UPDATE source_day SET articles = articles + 1", "wrong-rows"),
        ("DELETE FROM source_day", "wrong-rows"),
        ("UPDATE topic SET act = act + 1", "wrong-rows"),
        ("DELETE FROM period", "wrong-rows"),
        ("UPDATE actor_day SET actor = actor + 1", "wrong-rows"),
        ("DELETE FROM actor_sum", "wrong-rows"),
        ("DELETE FROM coding WHERE id = 1", "no-coding"),
        ("UPDATE article SET current = 0 WHERE id = 1", "wrong-rows"),
    ],
)
def test_a_change_is_found(stored: Path, sql: str, code: str) -> None:
    db = sqlite3.connect(stored)
    db.execute(sql)
    db.commit()
    db.close()
    assert code in codes(stored)


def test_a_record_that_does_not_follow_from_its_input_is_found(stored: Path) -> None:

    with Writer(stored) as ledger:
        record = ledger.record(1)
        assert record is not None
        invented = msgspec.structs.replace(record, notes=())
        event = msgspec.structs.replace(record.events[0], confidence=0.99)
        invented = msgspec.structs.replace(record, events=(event, *record.events[1:]))
        with ledger.db.transaction():
            values = (packed_text_apart(invented, ledger.dictionary), record_digest(invented))
            ledger.db.run("UPDATE coding SET record = ?, hash = ? WHERE article = 1", values)
        assert with_text(values[0], ledger.dictionary, record.document.text) == invented
    assert codes(stored) == {"not-repeated"}


def test_a_span_outside_the_text_is_found(stored: Path) -> None:

    from diurna.model import Note

    with Writer(stored) as ledger:
        record = ledger.record(1)
        assert record is not None
        broken = msgspec.structs.replace(record, notes=(Note("x", "y", 5, 5_000),))
        with ledger.db.transaction():
            values = (packed_text_apart(broken, ledger.dictionary), record_digest(broken))
            ledger.db.run("UPDATE coding SET record = ?, hash = ? WHERE article = 1", values)
    assert "span-outside" in codes(stored)
