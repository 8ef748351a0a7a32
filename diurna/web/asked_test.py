"""Addresses and questions: what an address asks for is read and written back the same."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.web.asked import CHOICES, address, question


def test_an_address_and_its_question_are_one() -> None:
    asked = {"actor": "RUS", "type": "ASSAULT", "since": "2024", "q": "a & b", "about": "Україна", "origins": "2", "only": "contested"}
    query = dict(parse_qsl(urlsplit(address("/", asked)).query))
    assert question(query).filters() == asked


def test_empty_fields_ask_for_nothing() -> None:
    assert question({"actor": " ", "type": ""}).filters() == {}
    assert address("/map", {"actor": "", "type": None}) == "/map"


def test_a_type_may_be_written_small() -> None:
    assert question({"type": "assault"}).asked.type == "ASSAULT"


@pytest.mark.parametrize(
    "query",
    [{"type": "WAR"}, {"page": "0"}, {"page": "x"}, {"page": "²"}, {"limit": "501"}, {"origins": "-1"}, {"only": "all"}, {"kind": "x"}],
)
def test_a_value_that_means_nothing_is_told(query: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"there are|a number from"):
        question(query)


def test_an_unknown_name_is_told_where_it_matters() -> None:
    assert question({"utm": "1"}).filters() == {}
    with pytest.raises(ValueError, match="nothing is called so"):
        question({"utm": "1"}, strict=True)


@given(st.dictionaries(st.sampled_from(["actor", "q", "type", "page", "limit", "only", "since", *CHOICES]), st.text(max_size=400)))
def test_any_query_is_a_question_or_a_reason(query: dict[str, str]) -> None:
    try:
        assert question(query).page >= 1
    except ValueError as problem:
        assert str(problem)
