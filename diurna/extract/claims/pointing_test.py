"""Sentences that only say who said what stands before them."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


@pytest.mark.parametrize(
    ("lang", "told", "pointing", "speaker"),
    [
        ("uk", "У порту загинули троє людей", "Про це повідомив мер Ігор Терехов.", "person/ihor-terekhov"),
        ("ru", "В порту погибли три человека", "Об этом сообщил губернатор Вячеслав Гладков.", "person/vyacheslav-gladkov"),
        ("it", "Due marinai sono morti nel porto", "Lo ha riferito l'esercito israeliano.", "ISR/army"),
        ("fr", "Deux marins sont morts dans le port", "C'est ce qu'a annoncé l'armée israélienne.", "ISR/army"),
        ("es", "Dos marineros murieron en el puerto", "Así lo informó el Ejército israelí.", "ISR/army"),
        ("de", "Zwei Matrosen starben im Hafen", "Das teilte die israelische Armee mit.", "ISR/military"),
        ("en", "Two sailors died in the port", "This was announced by the Israeli army.", "ISR/army"),
    ],
)
def test_the_sentence_before_is_what_is_said(lang: str, told: str, pointing: str, speaker: str) -> None:
    text = f"{told}. {pointing}"
    (claim,) = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS).claims
    assert [p.entity for p in claim.speakers] == [speaker]
    assert [text[c.start : c.end] for c in claim.content] == [told]


def test_an_agency_that_cites_somebody_stands_in_the_chain() -> None:
    text = "Росія атакувала порт. Про це повідомляє Reuters з посиланням на мера Ігоря Терехова."
    (claim,) = run(Input("x", text, lang="uk", published="2025-06-05"), PACKS).claims
    assert [p.entity for p in claim.speakers] == ["person/ihor-terekhov"]
    assert [p.entity for p in claim.via] == ["media/reuters"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Dos marineros murieron. El ministro lo acusó de mentir."),
        ("de", "Zwei Matrosen starben. Das Ministerium teilte mit, dass der Hafen sicher ist."),
        ("it", "Due marinai sono morti. Il ministro lo ha detto: il porto è chiuso."),
    ],
)
def test_a_sentence_that_reports_something_itself_points_at_nothing(lang: str, text: str) -> None:
    first = text.index(".")
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    assert all(c.start > first for claim in found.claims for c in claim.content)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("it", "Due marinai sono morti nel porto. Gli inquirenti non lo escludono."),
        ("es", "Dos marineros murieron en el puerto. El Ejército no lo descarta."),
        ("de", "Zwei Matrosen starben im Hafen. Die Polizei schließt das nicht aus."),
    ],
)
def test_what_stands_before_is_not_ruled_out(lang: str, text: str) -> None:
    (claim,) = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS).claims
    assert claim.act == "not_rule_out"
    assert text[claim.content[0].start : claim.content[0].end] == text[: text.index(".")]
