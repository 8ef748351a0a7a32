"""The state an article is at home in."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


def police(text: str, lang: str) -> set[str | None]:
    """Whose the police, the army and the courts of an article are."""
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    return {e.country for e in found.entities.values() if e.kind == "government"}


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("Tegucigalpa. El Correo del Istmo", "HND"),
        ("Por Ana Solís | El Correo del Istmo | Lima, 13 de diciembre de 2022", "PER"),
        ("Por Ana Solís | El Correo del Istmo | 13 de diciembre de 2022", None),
    ],
)
def test_a_bare_body_is_of_the_state_that_the_head_lines_name(head: str, state: str | None) -> None:
    text = f"Cientos de detenidos tras una noche de disturbios\n\n{head}\n\nLa policía detuvo a cientos de manifestantes durante la noche."
    assert police(text, "es") == {state}


def test_what_an_article_tells_of_goes_before_where_it_was_written() -> None:
    text = (
        "Iran arrests dozens\n\nLONDON - Iran has arrested dozens of protesters, Iranian media said. Iran blamed Iran's exiles abroad.\n\n"
        "The police fired shots into the air."
    )
    assert police(text, "en") == {"IRN"}


@pytest.mark.parametrize(
    ("text", "lang", "name", "state"),
    [
        (
            "Iran and Italy traded barbs on Monday. «This is no revenge», said Fatemeh Rostami. Italy recalled its envoy from Iran.",
            "en",
            "Rostami",
            "IRN",
        ),
        ("Bolivia reclamó a Italia una respuesta. El abogado Carlos Villalba dijo que Italia mentía.", "es", "Villalba", "BOL"),
        ("Spain has arrested two men. The Spanish police named the lawyer Aurelio Bravo. Spain said so on Monday.", "en", "Bravo", "ESP"),
    ],
)
def test_a_person_without_a_state_is_of_the_one_that_fits_the_name_else_of_the_articles_own(
    text: str, lang: str, name: str, state: str
) -> None:
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    assert {e.country for e in found.entities.values() if name in e.name} == {state}


def test_a_bare_body_is_of_the_state_of_the_language_where_the_article_names_it_and_no_other_stands_out() -> None:
    text = "Україна, Польща й Литва домовилися про навчання.\n\nУ Генштабі про це не повідомляли."
    assert "UKR" in police(text, "uk")


def test_who_owns_a_role_is_an_entity_with_its_own_words() -> None:
    text = "The secretary-general of NATO, Mark Rutte, met the ministers."
    found = run(Input("x", text, lang="en", published="2025-06-05"), PACKS)
    assert [text[m.start : m.end] for m in found.entities["org/nato"].mentions] == ["NATO"]
    assert not any(text[m.start : m.end] == "NATO" for m in found.mentions)
