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
