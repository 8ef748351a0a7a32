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
    assert "Володимир Леонтьєв" in {e.names.get("uk") for e in found.entities.values()}


def people(text: str, lang: str) -> dict[str, str | None]:
    """English names of the people of a text, and whose they are."""
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    return {e.name: e.country for e in found.entities.values() if e.kind == "person"}


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Ayer quedaron libres Brígida Zamudio y otros dos presos de la misma causa.", "es", "Brigida Zamudio"),
        ("La sentenza riguarda anche Tommaso Pagano e la sua collaboratrice.", "it", "Tommaso Pagano"),
        ("Berthe Kamissoko a été libérée lundi avec deux autres otages.", "fr", "Berthe Kamissoko"),
        ("The party's deputies walked out behind Min Seung-ho after the vote.", "en", "Min Seung-ho"),
        ("У справі затримали Остапа Гнатюка та його заступника.", "uk", "Ostap Hnatiuk"),
        ("Вчера задержали Глеба Ташкина и его помощника.", "ru", "Gleb Tashkin"),
    ],
)
def test_a_first_name_shows_a_person_without_a_verb_of_saying(text: str, lang: str, name: str) -> None:
    assert name in people(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "name", "country"),
    [
        ("France has voted. Its interior minister, Lucien Tavernier, resigned on Tuesday.", "en", "Lucien Tavernier", "FRA"),
        ("Liberato anche l'ingegnere iraniano Bahram Golestani, detenuto da mesi.", "it", "Bahram Golestani", "IRN"),
        ("Українська сторона чекає. Речник МЗС Остап Гнатюк заперечив це.", "uk", "Ostap Hnatiuk", "UKR"),
        ("Kenia reagiert. Der kenianische Verkehrsminister Juma Odhiambo trat zurück.", "de", "Juma Odhiambo", "KEN"),
    ],
)
def test_a_stranger_has_the_state_that_the_role_beside_tells(text: str, lang: str, name: str, country: str) -> None:
    assert people(text, lang).get(name) == country
