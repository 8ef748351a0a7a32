"""Rows in, one Input or one Problem each."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers import jsonl


def rows(data: bytes) -> list[Input | Problem]:
    return list(jsonl.from_lines("news.jsonl", io.BytesIO(data)))


def test_a_full_row_keeps_what_it_says() -> None:
    row = {"id": 7, "text": "Paris has spoken.", "title": "Paris speaks", "date": "2025-03-03", "outlet": "X"}
    row |= {"url": "u", "lang": "EN"}
    (got,) = rows(json.dumps(row).encode())
    assert isinstance(got, Input)
    assert (got.key, got.published, got.outlet, got.url, got.lang) == ("7", "2025-03-03", "X", "u", "en")
    assert got.text == "Paris speaks\n\nParis has spoken." and got.title == (0, 12)


def test_a_title_that_opens_the_text_is_not_doubled() -> None:
    (got,) = rows(json.dumps({"text": "\nParis speaks\nMore.", "title": "Paris speaks"}).encode())
    assert isinstance(got, Input) and got.title == (1, 13) and got.text.count("Paris") == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "Paris has', "bad-json"),
        (b'{"text": "Paris"', "bad-json"),
        (b"not json", "bad-json"),
        (b"[1, 2]", "bad-row"),
        (b'{"title": "x"}', "no-text"),
        (b'{"text": "  "}', "no-text"),
        (b'{"text": 5}', "bad-row"),
        (b"[" * 100_000, "bad-json"),
        (b'{"text": ' + b"9" * 6000 + b"}", "bad-row"),
    ],
)
def test_a_bad_row_is_one_problem_and_the_next_goes_on(line: bytes, code: str) -> None:
    got = rows(line + b'\n\n{"text": "Kyiv answers."}\n')
    assert isinstance(got[0], Problem) and got[0].code in (code, "bad-json") and "news.jsonl:1" in got[0].message
    assert isinstance(got[1], Input) and got[1].key == "news.jsonl:3" and len(got) == 2


def test_a_cut_line_says_so() -> None:
    (got,) = rows(b'{"id": "a", "text": "Paris has')
    assert isinstance(got, Problem) and "too early" in got.message


def test_lone_surrogates_become_replacement_characters() -> None:
    (got,) = rows(b'{"text": "bad \\ud800 end"}')
    assert isinstance(got, Input) and got.text == "bad \ufffd end"


def test_a_line_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    got = rows(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "Kyiv"}')
    assert isinstance(got[0], Problem) and got[0].code == "too-large" and isinstance(got[1], Input)


@given(st.lists(st.binary(max_size=60).filter(lambda b: b"\n" not in b and bool(b.strip()))))
def test_every_line_is_accounted_for_once(lines: list[bytes]) -> None:
    got = rows(b"\n".join(lines))
    written = b"\n".join(lines).removeprefix(b"\xef\xbb\xbf").split(b"\n")
    assert len(got) == sum(bool(line.strip()) for line in written)


FIELDS = st.sampled_from(["id", "text", "title", "date", "outlet", "lang"])


@given(st.dictionaries(FIELDS, st.text() | st.integers() | st.none()))
def test_the_title_span_is_in_the_text(row: dict[str, object]) -> None:
    (got,) = rows(json.dumps(row).encode())
    if isinstance(got, Input) and got.title:
        assert got.text[slice(*got.title)].strip()
