"""Who the article's outlet is: the medium that its name means, from metadata or a byline, with country and ownership known by its id."""

from __future__ import annotations

import pytest

import diurna
from diurna.model import Record

BODY = "France condemned Russia on Monday. The minister will travel again next week, officials in the capital said."
UKRAINIAN = "Франція засудила Росію в понеділок. Міністр знову поїде до столиці наступного тижня, повідомили посадовці."


def coded(text: str, outlet: str | None = None) -> Record:
    record = diurna.code(text=text, date="2025-06-05", outlet=outlet)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("outlet", "text", "entity", "country"),
    [
        ("TASS", BODY, "media/tass", "RUS"),
        ("tass", BODY, "media/tass", "RUS"),
        ("ТАСС", UKRAINIAN, "media/tass", "RUS"),
        ("Укрінформ", UKRAINIAN, "media/ukrinform", "UKR"),
        ("Ukrinform", UKRAINIAN, "media/ukrinform", "UKR"),
        ("Reuters", BODY, "media/reuters", "GBR"),
    ],
)
def test_a_known_outlet_is_an_entity(outlet: str, text: str, entity: str, country: str) -> None:
    record = coded(text, outlet)
    assert (record.document.outlet, record.document.outlet_entity) == (outlet, entity)
    assert [(e.country, e.kind, e.known) for e in record.entities if e.id == entity] == [(country, "media", True)]


def test_the_outlet_of_a_byline_is_an_entity_with_its_words() -> None:
    record = coded(f"Talks go on in the capital\n\nUkrinform | March 3, 2025\n\n{BODY}")
    assert record.document.outlet_entity == "media/ukrinform"
    (found,) = (e for e in record.entities if e.id == "media/ukrinform")
    assert [record.document.text[m.start : m.end] for m in found.mentions] == ["Ukrinform"]


@pytest.mark.parametrize("outlet", ["The Example", "France", "Moscow", "reporters", None])
def test_an_outlet_that_is_no_known_medium_has_no_entity(outlet: str | None) -> None:
    assert coded(BODY, outlet).document.outlet_entity is None
