"""Contested points: denials that point back, rivals that counter, figures that differ, and what the text itself calls disputed."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


def read(text: str, lang: str) -> Analysis:
    return run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)


def shown(text: str, lang: str) -> list[str]:
    return [text[c.start : c.end] for c in read(text, lang).contested]


POINTING_BACK = [
    ("en", "Russian gunners shelled the market. The Kremlin denied it."),
    ("en", "Turkey rejected reports that its troops had crossed the river."),
    ("it", "Secondo i residenti la polizia ha sparato sui manifestanti. Il governo lo nega."),
    ("it", "Il ministero della Difesa ha smentito le voci di un ritiro delle truppe."),
    ("uk", "За словами свідків, поліція застосувала газ. Міністерство внутрішніх справ це заперечує."),
    ("ru", "По словам очевидцев, полиция применила газ. Министерство обороны это отрицает."),
    ("es", "Según los vecinos, los soldados dispararon desde un camión. El Ejército lo niega."),
    ("fr", "Kiev dit avoir reçu une lettre du ministre, ce que Moscou dément."),
    ("de", "Nach Angaben von Augenzeugen schoss die Polizei auf Demonstranten. Das Innenministerium bestritt dies."),
]


@pytest.mark.parametrize(("lang", "text"), POINTING_BACK)
def test_a_denial_that_points_back_is_a_contested_point(lang: str, text: str) -> None:
    assert len(shown(text, lang)) == 1


def test_a_denial_of_one_s_own_plan_is_none() -> None:
    assert shown("The minister denied planning a second term.", "en") == []


def test_the_accused_who_says_that_it_was_not_so_counters() -> None:
    text = "Kyiv accused Hungary of passing weapons to the rebels. Hungary said no weapons had been passed to the rebels."
    assert [len(c.claims) for c in read(text, "en").contested] == [2]


def test_who_insists_by_contrast_counters_the_claim_before() -> None:
    text = "Kyiv said the embargo would end in May. But Poland insisted that the embargo would stay."
    assert [len(c.claims) for c in read(text, "en").contested] == [2]


def test_points_that_share_a_claim_are_one() -> None:
    text = (
        "Niger accused France of planning to strike the palace. Mali accused France of planning to strike the palace. "
        "Paris denied planning to strike the palace."
    )
    assert [len(c.claims) for c in read(text, "en").contested] == [3]


def test_a_point_stands_where_it_is_denied() -> None:
    text = (
        "Niger accused France of planning to strike the palace in the capital. Minister Catherine Colonna denied the allegation on Monday."
    )
    assert shown(text, "en") == ["Minister Catherine Colonna denied the allegation on Monday"]


def test_a_bare_number_against_a_toll_is_a_difference_of_figures() -> None:
    text = "Al menos siete personas han muerto en las protestas, según Amnistía Internacional; el Gobierno de Perú reconoce cinco."
    assert [c.quantity for c in read(text, "es").contested] == [True]


TAKEN_UP = [
    ("en", "Kyiv said the troops had left, which Moscow denies.", "the troops had left"),
    ("it", "Kiev sostiene che le truppe si sono ritirate, cosa che Mosca smentisce.", "le truppe si sono ritirate"),
    ("uk", "Київ заявив, що війська відступили, що Москва заперечує.", "війська відступили"),
    ("ru", "Киев заявил, что войска отступили, что Москва отрицает.", "войска отступили"),
    ("es", "El ministro afirmó que las tropas se retiraron, algo que Moscú desmintió.", "las tropas se retiraron"),
    ("fr", "Kiev affirme avoir reçu une lettre, ce que Moscou dément.", "avoir reçu une lettre"),
    ("de", "Kiew sagte, der Minister sei geflohen, was Moskau bestreitet.", "der Minister sei geflohen"),
]


@pytest.mark.parametrize(("lang", "text", "content"), TAKEN_UP)
def test_what_a_relative_word_takes_up_is_said_and_denied_in_the_same_words(lang: str, text: str, content: str) -> None:
    analysis = read(text, lang)
    told = {c.act: [text[s.start : s.end] for s in c.content] for c in analysis.claims}
    assert told["deny"][0] == content
    assert len(told) == 2
    assert [len(c.claims) for c in analysis.contested] == [2]


STATED = [
    ("en", "The number of dead remains disputed."),
    ("en", "The opposition speaks of a higher toll."),
    ("en", "Both sides blamed each other."),
    ("it", "Il numero delle vittime resta incerto."),
    ("it", "I due governi si accusano a vicenda."),
    ("uk", "Скільки людей загинуло, точно не встановлено."),
    ("uk", "Влада називає одні цифри, правозахисники з міста — інші."),
    ("ru", "Сколько человек погибло, точно не установлено."),
    ("ru", "Стороны обвиняют друг друга."),
    ("es", "La cifra de heridos varía según la fuente."),
    ("es", "Los dos gobiernos se acusan mutuamente."),
    ("fr", "Le nombre de morts reste incertain."),
    ("fr", "Les deux camps se rejettent la responsabilité."),
    ("de", "Die Zahl der Toten bleibt umstritten."),
    ("de", "Wer den Schuss abgab, wird unterschiedlich dargestellt."),
]


@pytest.mark.parametrize(("lang", "text"), STATED)
def test_what_the_text_calls_disputed_is_a_contested_point(lang: str, text: str) -> None:
    assert len(shown(text, lang)) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "China patrols the disputed islands."),
        ("it", "La nave ha raggiunto il territorio conteso."),
        ("de", "Die umstrittene Wahl fand im August statt."),
    ],
)
def test_an_adjective_beside_its_noun_disputes_nothing_that_is_told(lang: str, text: str) -> None:
    assert shown(text, lang) == []


def test_what_is_taken_up_behind_its_reporting_clause_has_no_chain() -> None:
    text = "«Es un acto hostil», dijo la portavoz María Zajárova, algo que Lisboa rechaza."
    told = {c.act: c for c in read(text, "es").claims}
    first = told["deny"].content[0]
    assert text[first.start : first.end] == "«Es un acto hostil»"
    assert told["accuse"].via == ()
