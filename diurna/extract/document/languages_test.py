"""Languages of segments and sentences."""

import pytest

from diurna.analysis import Analysis, Input
from diurna.extract.document.languages import identify, languages, sentence_language
from diurna.langs.pack import Packs
from diurna.model import Segment, SegmentKind

PACKS = Packs()
TEXTS = {
    "en": "The minister of defence said on Monday that the talks in the capital would go on for another week.",
    "it": "Il ministro della difesa ha detto che i colloqui nella capitale andranno avanti per un'altra settimana.",
    "uk": "Міністр оборони заявив у понеділок, що переговори в столиці триватимуть ще один тиждень.",
    "ru": "Министр обороны заявил в понедельник, что переговоры в столице будут продолжаться ещё неделю.",
    "es": "El ministro de Defensa dijo el lunes que las conversaciones en la capital seguirán una semana más.",
    "fr": "Le ministre de la Défense a déclaré lundi que les pourparlers dans la capitale dureront une semaine.",
    "de": "Der Minister hat am Montag gesagt, dass die Gespräche in der Hauptstadt noch eine Woche dauern werden.",
}


def coded(*parts: tuple[SegmentKind, str], lang: str | None = None) -> Analysis:
    text, segments = "", []
    for kind, words in parts:
        segments.append(Segment(kind, None, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return languages(Analysis(Input("x", text, lang=lang), segments=tuple(segments)), PACKS)


@pytest.mark.parametrize("code", TEXTS)
def test_each_language_is_known(code: str) -> None:
    assert identify(TEXTS[code], PACKS) == code
    assert sentence_language(TEXTS[code], code, PACKS) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pt", "O ministro da Defesa disse na segunda-feira que as conversas não vão continuar, e que os soldados saem."),
        ("nl", "De minister van Defensie zei maandag dat het overleg in de hoofdstad nog een week zal duren."),
        ("sv", "Försvarsministern sade i måndags att samtalen i huvudstaden kommer att pågå en vecka till."),
        ("bg", "Министърът на отбраната каза в понеделник, че преговорите в столицата ще продължат още седмица."),
    ],
)
def test_a_language_without_a_pack_is_none_with_a_note(code: str, text: str) -> None:
    got = coded(("paragraph", text))
    assert got.segments[0].lang is None
    assert [n.code for n in got.notes] == ["unknown-language"] and repr(code) in got.notes[0].message


def test_the_title_may_be_in_another_language() -> None:
    got = coded(("title", "Міністр підтвердив переговори"), ("byline", "X - 3/3/2025"), ("paragraph", TEXTS["it"]))
    assert [s.lang for s in got.segments] == ["uk", "it", "it"]
    assert [n.code for n in got.notes] == ["title-language-differs"]


def test_short_lines_inherit() -> None:
    assert coded(("title", "Kim, Putin"), ("paragraph", TEXTS["de"]), ("footer", "Quelle")).segments[0].lang == "de"


def test_a_paragraph_in_another_language_is_noted() -> None:
    got = coded(("paragraph", TEXTS["uk"] * 3), ("paragraph", TEXTS["fr"]))
    assert [s.lang for s in got.segments] == ["uk", "fr"] and [n.code for n in got.notes] == ["mixed-language"]


def test_the_callers_language_stands_but_for_letters_that_belong_to_another() -> None:
    got = coded(("title", "Міністр підтвердив переговори"), ("paragraph", TEXTS["es"]), lang="it")
    assert [s.lang for s in got.segments] == ["uk", "it"]


def test_a_language_the_caller_states_without_a_pack_is_none() -> None:
    assert coded(("paragraph", TEXTS["es"]), lang="pt").segments[0].lang is None


@pytest.mark.parametrize("text", ["", "1234 5678", "?!", "\ufffd" * 50])
def test_no_words_no_language(text: str) -> None:
    assert identify(text, PACKS) is None
