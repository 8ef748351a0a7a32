"""Names the tables lack."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On 2 June Jane Millerton told reporters that the minister had fled.", "Jane Millerton"),
        ("On Monday Jane Millerton told reporters that the minister had fled.", "Jane Millerton"),
        ("On June 2 Jane Millerton told reporters that the minister had fled.", "Jane Millerton"),
        ("The lawyer June Millerton told reporters that the minister had fled.", "June Millerton"),
    ],
)
def test_a_noun_of_time_is_no_part_of_a_name(text: str, name: str) -> None:
    found = run(Input("x", text, lang="en", published="2025-06-05"), PACKS)
    assert name in {e.name for e in found.entities.values()}


def test_a_noun_of_time_is_no_first_name_of_a_surname_behind_it() -> None:
    text = "Emmanuel Macron was in Rome. On Monday Macron told reporters that the minister had fled."
    found = run(Input("x", text, lang="en", published="2025-06-05"), PACKS)
    assert [[p.entity for p in c.speakers] for c in found.claims] == [["person/emmanuel-macron"]]


def test_the_owner_of_an_office_is_no_part_of_its_bearer_s_name() -> None:
    found = run(
        Input("x", "Очільник Нової Каховки Володимир Леонтьєв визнав, що греблю зруйновано.", lang="uk", published="2025-06-05"), PACKS
    )
    assert "Володимир Леонтьєв" in {e.name for e in found.entities.values()}
