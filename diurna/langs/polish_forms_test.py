"""Polish names and nouns in all cases."""

import pytest

from diurna.langs.forms import inflector


@pytest.mark.parametrize(
    ("phrase", "kind", "form", "reading"),
    [
        ("Stany Zjednoczone", "name", "Stanach Zjednoczonych", "lp"),
        ("Korea Północna", "name", "Koreą Północną", "is"),
        ("Wielka Brytania", "name", "Wielkiej Brytanii", "g"),
        ("Rada Bezpieczeństwa ONZ", "name", "Radzie Bezpieczeństwa ONZ", "d"),
        ("Wołodymyr Zełenski", "name", "Wołodymyrowi Zełenskiemu", "ds"),
        ("Donald Trump", "name", "Donaldem Trumpem", "is"),
        ("Maria Zacharowa", "name", "Marię Zacharową", "as"),
        ("Mark Rutte", "name", "Marka Ruttego", "ga"),
        ("Białoruś", "name", "Białorusią", "is"),
        ("Niemcy", "name", "Niemczech", "lp"),
        ("minister spraw zagranicznych", "noun", "ministrowie spraw zagranicznych", "np"),
        ("rosyjski", "adjective", "rosyjscy", "np"),
        ("Rosjanin", "noun", "Rosjanie", "np"),
        ("żołnierz", "noun", "żołnierzy", "gap"),
    ],
)
def test_phrases_are_inflected(phrase: str, kind: str, form: str, reading: str) -> None:
    found = inflector("pl", "readings", "polish")(phrase, kind)  # type: ignore[arg-type]
    assert form in found
    assert set(reading) <= set(found[form])


def test_what_stands_in_the_genitive_stays() -> None:
    found = inflector("pl", "readings", "polish")("Ministerstwo Obrony", "name")
    assert all(form.endswith(" Obrony") for form in found)
