"""Cyrillic names in Latin letters and in the nominative."""

from __future__ import annotations

import pytest

from diurna.extract.document.words import words
from diurna.langs.pack import Packs
from diurna.langs.romanised import nominative, romanised

PACKS = Packs()


@pytest.mark.parametrize(
    ("name", "lang", "country", "latin"),
    [
        ("Юрій Згурський", "uk", "UKR", "Yurii Zghurskyi"),
        ("Ганна Мар'яненко", "uk", None, "Hanna Marianenko"),
        ("Євген Їжакевич", "uk", None, "Yevhen Yizhakevych"),
        ("Алексей Щербаков", "ru", "RUS", "Alexei Shcherbakov"),
        ("Екатерина Соловьёва", "ru", None, "Yekaterina Solovyova"),
        ("Анна-Мария Белых", "ru", "RUS", "Anna-Maria Belykh"),
        ("Сергій Щеголєв", "uk", "RUS", "Sergei Shchegolev"),
        ("Игорь Гладкий", "ru", "UKR", "Ihor Hladkyi"),
    ],
)
def test_names_of_the_region_are_romanised(name: str, lang: str, country: str | None, latin: str) -> None:
    assert romanised(name, lang, country) == latin


@pytest.mark.parametrize(("name", "lang", "country"), [("Гійом Лефевр", "uk", None), ("Джон Смит", "ru", "USA"), ("Jan Nový", "de", "CZE")])
def test_other_names_stay_as_they_are(name: str, lang: str, country: str | None) -> None:
    assert romanised(name, lang, country) is None


@pytest.mark.parametrize(
    ("said", "lang", "name"),
    [
        ("Миколою Сольченком", "uk", "Микола Сольченко"),
        ("Марією Дубинською", "uk", "Марія Дубинська"),
        ("Камчыбеком Садыровым", "ru", "Камчыбек Садыров"),
        ("Остап Гнатюк", "uk", "Остап Гнатюк"),
        ("Рустама Юнусдека", "ru", "Рустам Юнусдек"),
        ("Lucien Tavernier", "fr", "Lucien Tavernier"),
    ],
)
def test_a_register_has_the_nominative(said: str, lang: str, name: str) -> None:
    text = f"{said}."
    tokens = PACKS[lang].morphology.tokens(text, words(text, 0, len(said), lang))
    assert nominative(tokens, lang) == name
