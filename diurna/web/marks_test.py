"""A record's spans over its text: nothing of the text is lost, every row has its words, brackets close."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from diurna.conftest import sample_record
from diurna.model import Record, Segment
from diurna.query import Ledger
from diurna.web.marks import labels, parts


@pytest.fixture(scope="module")
def records(examples: Path) -> list[Record]:
    with Ledger(examples) as ledger:
        return list(ledger.reader.records())


def test_the_pieces_are_the_text(records: list[Record]) -> None:
    for record in records:
        for segment, part in zip(record.segments, parts(record), strict=True):
            assert "".join(p.text for p in part.pieces) == record.document.text[segment.start : segment.end]


def test_every_event_and_claim_with_words_in_the_segments_can_be_reached(records: list[Record]) -> None:
    for record in records:
        pieces = [p for part in parts(record) for p in part.pieces]
        reached = {label for p in pieces for label in p.of.split()}
        assert {labels(record)[e.id] for e in record.events} <= reached
        begun = [p.at for p in pieces if p.at]
        assert len(begun) == len(set(begun))


def test_brackets_close_in_the_order_in_which_they_open(records: list[Record]) -> None:
    for record in records:
        for part in parts(record):
            opened = sum(len(p.opens) for p in part.pieces)
            assert opened == sum(len(p.closes) for p in part.pieces)


def test_a_claim_within_a_claim_is_one_deeper() -> None:
    record = sample_record()
    denial, admission = record.claims
    inside = msgspec.structs.replace(admission, content=denial.content)
    found = parts(msgspec.structs.replace(record, claims=(denial, inside)))
    depths = sorted(depth for part in found for p in part.pieces for _, depth in p.opens)
    assert depths == [0, 1]


def test_a_text_without_segments_is_one_paragraph() -> None:
    record = msgspec.structs.replace(sample_record(), segments=())
    (part,) = parts(record)
    assert "".join(p.text for p in part.pieces) == record.document.text


def test_spans_outside_a_segment_are_left_out() -> None:
    record = msgspec.structs.replace(sample_record(), segments=(Segment("title", "en", 0, 9),))
    (part,) = parts(record)
    assert "".join(p.text for p in part.pieces) == record.document.text[:9]
