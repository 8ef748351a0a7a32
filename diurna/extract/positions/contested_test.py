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


STANDING = [
    ("es", "La policía desmiente haber usado gas."),
    ("uk", "У Міністерстві оборони відповіли, що нікого не тримали."),
    ("uk", "Польща назвала цей лист фейком."),
    ("es", "Según el sindicato hay treinta heridos; la policía, que cerró la calle, cuenta apenas doce."),
    ("de", "Die Bauern beziffern ihre Ernte auf 30 Tonnen, die Behörde auf nur 20."),
]


@pytest.mark.parametrize(("lang", "text"), STANDING)
def test_a_denial_that_stands_or_answers_and_two_figures_are_contested_points(lang: str, text: str) -> None:
    assert len(shown(text, lang)) == 1


def test_what_two_people_do_with_different_numbers_is_no_point() -> None:
    assert shown("Der Minister sprach mit drei Bauern, der Präsident mit vier.", "de") == []


def test_the_accused_who_says_that_it_was_not_so_counters() -> None:
    text = "Oslo accused Denmark of cutting the northern cable. Denmark said no cable had been cut in the north."
    assert [len(c.claims) for c in read(text, "en").contested] == [2]


def test_who_insists_by_contrast_counters_the_claim_before() -> None:
    text = "Kyiv said the embargo would end in May. But Poland insisted that the embargo would stay."
    assert [len(c.claims) for c in read(text, "en").contested] == [2]


def test_points_that_share_a_claim_are_one() -> None:
    text = (
        "Chile accused Spain of planning to buy the mines. Peru accused Spain of planning to buy the mines. "
        "Madrid denied planning to buy the mines."
    )
    assert [len(c.claims) for c in read(text, "en").contested] == [3]


def test_a_point_stands_where_it_is_denied() -> None:
    text = "Chile accused Spain of planning to buy the mines in the north. Minister José Manuel Albares denied the allegation on Monday."
    assert shown(text, "en") == ["Minister José Manuel Albares denied the allegation on Monday"]


def test_a_bare_number_against_a_toll_is_a_difference_of_figures() -> None:
    text = "Al menos nueve mineros han muerto en la galería, según el sindicato; el Gobierno de Chile reconoce tres."
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
    ("en", "The two ministries tell different stories."),
    ("en", "Each side says the other fired first."),
    ("de", "Die beiden Ministerien streiten darüber, wer gefeuert hat."),
    ("de", "Das Ministerium stellt den Ablauf anders dar."),
    ("it", "Sui danni al ponte le cifre non coincidono."),
    ("uk", "Свідчення двох сторін не збігаються."),
    ("ru", "Ущерб в двух столицах оценивают по-разному."),
    ("es", "Los dos gobiernos se atribuyen mutuamente el disparo."),
    ("fr", "Les deux récits ne concordent pas."),
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


TALLIES = [
    ("en", "The union counted 90 sacked miners; the firm put the number at 20."),
    ("it", "A bordo, secondo il sindacato, c'erano 90 operai; l'azienda ne conta 20."),
    ("uk", "За оцінкою профспілки, страйкувало 90 шахтарів; підприємство наполягає на 20."),
    ("ru", "По оценке профсоюза, бастовало девяносто шахтёров; предприятие насчитало двадцать."),
    ("es", "El sindicato documenta 90 despidos, mientras que la empresa habla de 20."),
    ("fr", "90 mineurs renvoyés, dit le syndicat ; 20, rétorque la direction."),
    ("de", "Die Gewerkschaft zählt 90 Entlassene, die Firma spricht von 20."),
    ("de", "Am Sonntag streikten laut Gewerkschaft 90, nach Angaben der Firma 20 Bergleute."),
]


@pytest.mark.parametrize(("lang", "text"), TALLIES)
def test_figures_of_two_sources_of_which_one_has_no_noun_differ(lang: str, text: str) -> None:
    assert [c.quantity for c in read(text, lang).contested] == [True]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "According to the police, 12 miners were hurt, five of them badly, the mayor said."),
        ("en", "The union counts 90 miners; the firm has 20 lorries."),
        ("de", "Die Gewerkschaft zählt 90 Entlassene, am 3. Mai spricht die Firma."),
    ],
)
def test_figures_of_different_things_do_not_differ(lang: str, text: str) -> None:
    assert shown(text, lang) == []


def test_denials_of_two_things_are_two_points() -> None:
    text = (
        "Lisbon accused Oslo of stealing the bell. Oslo denied the allegation. Fishermen rang it in fog. "
        "Norway denies that its sailors cut the old trees."
    )
    assert len(shown(text, "en")) == 2


MEETING = [
    ("en", "Oslo said the minister had written to Lisbon; the embassy of Portugal denied that any letter was written."),
    ("es", "Lisboa acusó al Tribunal Supremo de haber alterado las listas. El presidente del Tribunal, David Lara, negó cualquier engaño."),
    ("fr", "Le tribunal soupçonne Viktor Orban d'avoir caché le vol, ce qu'il conteste."),
    ("es", "El ministro Luis Planas dijo que Lisboa taló el bosque. Portugal negó haberlo hecho."),
    ("en", "A miners' union claimed the theft of the bell; Lisbon denied any role."),
    ("ru", "Рыбаки сообщили о взрыве на пристани. В порту взрыв на пристани отрицают."),
]


@pytest.mark.parametrize(("lang", "text"), MEETING)
def test_a_denial_that_meets_what_was_just_told_is_a_contested_point(lang: str, text: str) -> None:
    assert len(shown(text, lang)) == 1
