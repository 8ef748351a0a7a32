"""What holds for any text: spans in range, references that lead somewhere, the same bytes twice, time that grows with length."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.coding import Known, code_input, packs, text_input
from diurna.model import Evidence, Problem, Record

PIECES = (
    "France condemned Russia on Monday.", "Putin a nié que des soldats aient attaqué Kyiv.", "«Ми не відступимо», — заявив міністр.",
    "KYIV, March 3 (Reuters) - ", "L'Esempio - 07 Luglio 2025 18:05", "12 to 15 people", "Mosca", "Шойгу", "der Kanzler sagte: „Nein“",
    "last year", "已经", "\u0301", "\u200d", "\ud800", "\x00", "\n\n", "(((", "“", "—", "...", "Source",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=12).map(" ".join)


def coded(text: str) -> Record | Problem:
    return code_input(text_input(text, known=Known(date="2025-06-05")), packs())


def spans(value: object) -> Iterator[tuple[int, int]]:
    """Every (start, end) in a record; times have ends of another kind."""
    if isinstance(value, msgspec.Struct):
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield start, end
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from spans(item)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_text_has_a_record_that_holds_together(text: str) -> None:
    result = coded(text)
    if isinstance(result, Problem):
        assert result.code != "coder-failed", result.message
        return
    length = len(result.document.text)
    assert all(0 <= start < end <= length for start, end in spans(result))
    entities, events, claims = ({x.id for x in part} for part in (result.entities, result.events, result.claims))
    for event in result.events:
        parties = (*event.actors, *event.recipients, *event.places)
        assert {p.entity for p in parties if p.entity} <= entities
        assert set(event.claims) <= claims
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
    for claim in result.claims:
        assert {p.entity for p in (*claim.speakers, *claim.via) if p.entity} <= entities
        assert set(claim.events) <= events
    for change in result.changes:
        assert {change.source, change.to} <= claims
    assert len(entities) == len(result.entities) and len(events) == len(result.events) and len(claims) == len(result.claims)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_bytes_and_reads_back(text: str) -> None:
    first, second = coded(text), coded(text)
    data = msgspec.json.encode(first)
    assert data == msgspec.json.encode(second)
    if isinstance(first, Record):
        assert msgspec.json.decode(data, type=Record) == first


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_segments_cover_the_text_in_order(text: str) -> None:
    result = coded(text)
    if isinstance(result, Problem):
        return
    place = 0
    for segment in result.segments:
        assert segment.start >= place
        assert not result.document.text[place : segment.start].strip()
        place = segment.end
    assert not result.document.text[place:].strip()


@pytest.mark.parametrize(
    "piece",
    ["a", "A. ", "Kim ", "«", "(", "1 ", "said ", "\u0301", "France condemned Russia, ", "he said that ", "di ", "und ", "не "],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Calls are counted, not seconds, so that the answer is the same on a busy machine; `make bench` measures the seconds."""

    def calls(times: int) -> int:
        count = 0

        def tick(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        text = piece * times
        sys.setprofile(tick)
        try:
            coded(text)
        finally:
            sys.setprofile(None)
        return count

    calls(150)  # packs loaded, words remembered
    small, large = calls(150), calls(600)
    assert large < 4 * small * 1.3 + 5000, f"4 times the text took {large / small:.1f} times the work"


def test_a_span_is_what_its_field_says() -> None:
    result = coded("France condemned Russia on Monday.")
    assert isinstance(result, Record)
    (event,) = result.events
    words = [result.document.text[p.start : p.end] for p in (*event.actors, *event.recipients)]
    assert words == ["France", "Russia"]
    assert isinstance(event.trigger, Evidence)
    assert result.document.text[event.trigger.start : event.trigger.end] == "condemned"
