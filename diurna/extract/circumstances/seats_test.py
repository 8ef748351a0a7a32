"""Bodies of towns."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("it", "La polizia di Napoli ha chiuso due strade.", "ITA/police"),
        ("en", "Police in Osaka closed two roads.", "JPN/police"),
        ("ru", "Мэрия Казани закрыла парк.", "RUS/local_authorities"),
    ],
)
def test_a_body_of_a_town_is_its_states(lang: str, text: str, wanted: str) -> None:
    assert run(Input("x", text, lang=lang, published="2025-06-05"), Packs()).mentions[0].entity == wanted
