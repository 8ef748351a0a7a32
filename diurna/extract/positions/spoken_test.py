"""Spoken acts: what is done by what somebody says, where no frame has read it."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs
from diurna.model import Event

PACKS = Packs()


def read(text: str, lang: str) -> Analysis:
    return run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)


def spoken(text: str, lang: str) -> list[Event]:
    return [e for e in read(text, lang).events if e.rule.startswith("spoken/")]


DONE = [
    ("en", "ACCUSE", "Ankara called the treaty a stab in the back."),
    ("en", "ACCUSE", 'Foreign Minister Hakan Fidan said that Greece "lies to its own sailors".'),
    ("de", "ACCUSE", "Ministerpräsident Viktor Orban nannte den Beschluss grotesk."),
    ("de", "REJECT", "„Niemals werden wir diese Insel aufgeben“, sagte Präsident Selenskyj."),
    ("fr", "ACCUSE", "Paris a qualifié le raid d'agression."),
    ("it", "ACCUSE", "«Una farsa vergognosa», ha detto la premier Giorgia Meloni."),
    ("es", "THREATEN", "«Si cierran el puerto, responderemos», advirtió el presidente Gustavo Petro."),
    ("uk", "ACCUSE", "Речник МЗС Георгій Тихий заявив: «Це ганебний шантаж»."),
    ("ru", "THREATEN", "Министр обороны Андрей Белоусов предупредил: Россия ответит, если облёты не прекратятся."),
]


@pytest.mark.parametrize(("lang", "kind", "text"), DONE)
def test_what_is_said_does_what_its_act_says(lang: str, kind: str, text: str) -> None:
    found = spoken(text, lang)
    assert [e.type for e in found] == [kind]
    assert found[0].assertion == "narrator" and found[0].actors


def test_an_act_that_a_frame_has_read_is_there_once() -> None:
    assert spoken("Iran accused Israel of shelling the port.", "en") == []
    assert spoken("Berlin demanded the release of the captain.", "en") == []


def test_a_promise_that_is_a_threat_threatens() -> None:
    (event,) = read("Захарова пообіцяла, що такий крок не залишиться безкарним.", "uk").events
    assert (event.type, event.rule.partition(" ")[0]) == ("THREATEN", "uk/v/пообіцяти")


def test_who_is_blamed_is_the_subject_of_what_is_said() -> None:
    (event,) = spoken('Foreign Minister Hakan Fidan said that Greece "lies to its own sailors".', "en")
    assert [p.entity for p in event.recipients] == ["GRC"]


@pytest.mark.parametrize(
    ("lang", "text", "blamed"),
    [
        ("en", '"Brussels broke its word," complained Foreign Minister Hakan Fidan.', ["org/eu"]),
        ("de", "»Moskau bricht sein Wort«, kritisierte Bundeskanzler Olaf Scholz.", ["RUS"]),
        ("uk", "«Будапешт порушив угоду», — обурився Андрій Сибіга.", ["HUN"]),
        ("it", "Save the Children denuncia che tre bambini sono morti.", []),
    ],
)
def test_an_accusation_that_a_frame_has_read_takes_whom_its_own_words_blame(lang: str, text: str, blamed: list[str]) -> None:
    event = next(e for e in read(text, lang).events if e.type == "ACCUSE")
    assert [p.entity for p in event.recipients] == blamed


def test_the_words_that_do_it_are_the_trigger() -> None:
    text = "«Una farsa vergognosa», ha detto la premier Giorgia Meloni."
    (event,) = spoken(text, "it")
    assert text[event.trigger.start : event.trigger.end] == "«Una farsa vergognosa»"


def test_nobody_speaks_where_the_speaker_is_a_question() -> None:
    assert spoken("Chi abbia ordinato il delitto resta un mistero.", "it") == []


def test_a_minister_without_a_name_accuses_in_his_own_voice() -> None:
    (event,) = spoken("Il ministro ha definito la sentenza «scioccante».", "it")
    assert (event.type, event.assertion) == ("ACCUSE", "narrator")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Foreign Minister Hakan Fidan described the cargo as crude oil made in Norway."),
        ("fr", "Le ministre Sébastien Lecornu a qualifié le lieu de village paisible."),
        ("uk", "Президент Зеленський назвав угоду кроком уперед."),
        ("de", "Außenminister Johann Wadephul nannte den Vertrag vielversprechend."),
    ],
)
def test_a_plain_name_for_a_thing_damns_nobody(lang: str, text: str) -> None:
    assert spoken(text, lang) == []
