"""Verbs of titles, and the topic before them."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()
BODY = {
    "en": "The minister spoke on Monday in the capital and gave no details.",
    "it": "Il ministro ha parlato lunedì nella capitale e non ha dato dettagli.",
    "de": "Der Minister sprach am Montag in der Hauptstadt und nannte keine Einzelheiten.",
}


def told(title: str, lang: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, actors and recipients of each event of a title."""
    text = f"{title}\n\n{BODY[lang]}"
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    return [
        (e.type, [text[p.start : p.end] for p in e.actors], [text[p.start : p.end] for p in e.recipients])
        for e in found.events
        if e.sentence.start < len(title)
    ]


@pytest.mark.parametrize(
    ("title", "lang", "event"),
    [
        ("Turkey jails opposition leader as unrest grows", "en", ("COERCE", ["Turkey"], ["opposition leader"])),
        ("Kosovo police arrest Serb mayor", "en", ("COERCE", ["Kosovo police"], ["Serb mayor"])),
        ("Taliban ban women from universities", "en", ("COERCE", ["Taliban"], ["women"])),
        ("Macron to visit Cairo next week", "en", ("AGREE", ["Macron"], ["Cairo"])),
        ("Nigeria, rapiti 30 studenti", "it", ("ASSAULT", [], ["studenti"])),
        ("Turchia, arrestato il leader dell'opposizione", "it", ("COERCE", [], ["leader dell'opposizione"])),
        ("Sudan, esercito e ribelli si accusano a vicenda", "it", ("ACCUSE", ["esercito", "ribelli"], ["esercito", "ribelli"])),
        ("Oppositionsführer festgenommen", "de", ("COERCE", [], ["Oppositionsführer"])),
        ("Ex-Minister zu neun Jahren Haft verurteilt", "de", ("SANCTION", [], ["Ex-Minister"])),
        ("Regierung zurückgetreten", "de", ("RETREAT", ["Regierung"], [])),
    ],
)
def test_a_title_has_a_verb_where_its_words_may_be_nouns(title: str, lang: str, event: tuple[str, list[str], list[str]]) -> None:
    assert event in told(title, lang)


@pytest.mark.parametrize(
    ("title", "lang"),
    [("Russia trade figures in March", "en"), ("Kenia: Zahl der Toten steigt", "de"), ("Iran oil exports at record high", "en")],
)
def test_a_title_without_a_deed_has_none(title: str, lang: str) -> None:
    assert told(title, lang) == []


def test_what_ends_like_a_sentence_is_left_as_it_is() -> None:
    assert told("Kosovo police arrest reports are late.", "en") == []
