"""Tense and modals as operators: what will be done, is refused, must be done."""

import pytest

import diurna
from diurna.check import analysed
from diurna.extract.events.events import events
from diurna.langs.pack import Packs

PACKS = Packs()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Macron will visit Kyiv.", "AGREE"),
        ("Minsk said it would release activists.", "CONCEDE"),
        ("Minsk will not release activists.", "REJECT"),
        ("Berlin said that Minsk must release activists.", "REQUEST"),
        ("Berlin said Minsk must ensure order.", "REQUEST"),
        ("Berlin released activists.", "RETREAT"),
    ],
)
def test_tense_and_modals_make_of_an_act_what_the_ontology_says(text: str, kind: str) -> None:
    assert kind in [e.type for e in events(analysed(text, "en", PACKS), PACKS).events]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Kanzler Olaf Scholz reist am Freitag nach Ankara."),
        ("ru", "Президент Макрон встречается в пятницу с Шольцем."),
        ("en", "Biden meets Scholz in Berlin on Friday."),
    ],
)
def test_a_present_tense_of_a_coming_day_is_a_plan(lang: str, text: str) -> None:
    (event,) = diurna.code(text=text, lang=lang, date="2024-05-02").events
    assert (event.type, event.object and event.object.type) == ("AGREE", "CONSULT")
