"""What `Morphology.forms` gives the names compiler."""

import pytest

from diurna.langs.morphology import Morphology, load
from diurna.langs.pack import HERE


def morphology(lang: str) -> Morphology:
    return load(HERE / lang)


@pytest.mark.parametrize(
    ("lang", "phrase", "kind", "form", "value"),
    [
        ("uk", "Володимир Зеленський", "name", "Володимира Зеленського", "gas"),
        ("uk", "Марія Захарова", "name", "Марією Захаровою", "is"),
        ("uk", "Ангела Меркель", "name", "Ангелі Меркель", "dls"),
        ("uk", "Міхай Попшой", "name", "Міхаєм Попшоєм", "is"),
        ("uk", "Меркель", "name", "Меркель", "ngdailvs"),
        ("uk", "Біньямін Нетаньягу", "name", "Біньяміном Нетаньягу", "is"),
        ("uk", "Олександр Лукашенко", "name", "Олександра Лукашенка", "gas"),
        ("uk", "Міністерство оборони", "name", "Міністерством оборони", "is"),
        ("uk", "Сполучені Штати Америки", "name", "Сполученими Штатами Америки", "ip"),
        ("uk", "Рада Федерації", "name", "Радою Федерації", "is"),
        ("uk", "ООН", "name", "ООН", "ngdailvs"),
        ("uk", "український", "adjective", "української", "gs"),
        ("uk", "українець", "noun", "українців", "gap"),
        ("uk", "міністр оборони", "noun", "міністрами оборони", "ip"),
        ("uk", "бойовик", "noun", "бойовики", "navp"),
        ("uk", "силовик", "noun", "силовиками", "ip"),
        ("ru", "дипработник", "noun", "дипработников", "gap"),
        ("ru", "Владимир Зеленский", "name", "Владимира Зеленского", "gas"),
        ("ru", "Эммануэль Макрон", "name", "Эммануэлем Макроном", "is"),
        ("ru", "Мария Захарова", "name", "Марии Захаровой", "gdls"),
        ("ru", "Хезболла", "name", "Хезболлы", "gs"),
        ("ru", "Соединённые Штаты Америки", "name", "Соединёнными Штатами Америки", "ip"),
        ("ru", "россиянин", "noun", "россиян", "gap"),
        ("de", "Deutschland", "name", "Deutschlands", "gs"),
        ("de", "Auswärtiges Amt", "name", "Auswärtigen Amtes", "gs"),
        ("de", "Europäische Union", "name", "Europäischen Union", "gds"),
        ("de", "Russe", "noun", "Russen", "gdas ngdap"),
        ("de", "Ukrainer", "noun", "Ukrainern", "dp"),
        ("it", "turco", "adjective", "turchi", "p"),
        ("it", "austriaco", "noun", "austriaci", "p"),
        ("es", "alemán", "noun", "alemanas", "p"),
        ("fr", "grec", "adjective", "grecque", "s"),
        ("fr", "européen", "noun", "européennes", "p"),
        ("en", "Frenchman", "noun", "Frenchmen", "p"),
    ],
)
def test_a_phrase_has_its_inflected_forms(lang: str, phrase: str, kind: str, form: str, value: str) -> None:
    assert morphology(lang).forms(phrase, kind)[form] == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "phrase", "kind", "wrong"),
    [
        ("uk", "Рада Федерації", "name", "Радих Федерацій"),
        ("uk", "Ангела Меркель", "name", "Ангела Меркеля"),
        ("ru", "Соединённые Штаты Америки", "name", "Соединившие Штаты Америки"),
        ("it", "turco", "adjective", "turci"),
        ("fr", "allemand", "adjective", "allemane"),
    ],
)
def test_forms_that_are_not_words_are_left_out(lang: str, phrase: str, kind: str, wrong: str) -> None:
    assert wrong not in morphology(lang).forms(phrase, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "it", "es", "fr", "de", "uk", "ru"])
def test_the_phrase_itself_is_always_a_form(lang: str) -> None:
    for phrase in ("NATO", "Xyzzy", "Bab al-Mandab", "Чужий Дім", "О’Коннор"):
        assert phrase in morphology(lang).forms(phrase, "name")
