"""Acts that a content makes of a plain cue."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.coding import code, packs
from diurna.extract.stages import run

CASES = [
    ("en", "The minister said that the army had not shelled the market.", "deny"),
    ("en", "“The report is baseless,” the spokesman said.", "deny"),
    ("en", "The minister said that the government would not sign the treaty.", "refuse"),
    ("en", "The minister said that the law was a betrayal of the farmers.", "accuse"),
    ("en", "The minister said that the law was no betrayal of the farmers.", "deny"),
    ("en", "The minister said that the road was closed.", "say"),
    ("it", "La ministra ha detto di non aver firmato nessun decreto.", "deny"),
    ("it", "Il ministro giura di aver visto la nave.", "say"),
    ("uk", "Міністр заявив, що уряд не підпише угоду.", "refuse"),
    ("ru", "Министр сообщил, что делегация страны не покидала.", "deny"),
    ("ru", "Посол не подтверждает и не опровергает слухи об отъезде.", "decline_to_comment"),
    ("fr", "Le ministère affirme n'avoir jamais vendu ces navires.", "deny"),
    ("es", "El ministro dijo que la ley es una traición.", "accuse"),
    ("uk", "Президент пообіцяв не йти з посади.", "promise"),
    ("uk", "Президент пообіцяв відповісти на висилку.", "threaten"),
    ("ru", "Министр пообещал самые суровые последствия.", "threaten"),
    ("uk", "Посол запевнив, що уряд «не винен».", "deny"),
    ("uk", "Посол запевнив: уряд «не винен».", "deny"),
    ("it", "Il premier promette «la risposta più forte».", "threaten"),
    ("fr", "Le ministre jure que la vente n'avait pas été annoncée.", "deny"),
    ("uk", "Посол наголосив, що обстрілів не було.", "deny"),
    ("ru", "Посол дал понять, что уходить никто не собирается.", "refuse"),
    ("ru", "Посол заявил: «Пусть они вернут земли».", "demand"),
    ("ru", "Посол сказал: «Мы ошиблись, я виноват».", "acknowledge"),
    ("uk", "Посол назвав обшук «недружнім кроком».", "accuse"),
    ("ru", "Предполагается, что мост взорвали.", "assess"),
]


@pytest.mark.parametrize(("lang", "text", "act"), CASES, ids=lambda value: value[:40])
def test_the_act_of_a_plain_cue_is_read_from_its_content(lang: str, text: str, act: str) -> None:
    analysis = run(Input("case", text, lang=lang), packs())
    assert [c.act for c in analysis.claims] == [act]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("it", "Il ministro spiega che i reati non trovano corrispondenza nel codice."),
        ("fr", "Des voisins assurent qu'aucune vitre n'a été brisée."),
    ],
)
def test_what_is_not_so_or_was_done_by_nobody_is_told_and_not_denied(lang: str, text: str) -> None:
    analysis = run(Input("case", text, lang=lang), packs())
    assert [c.act for c in analysis.claims] == ["say"]


def test_a_word_of_refusal_makes_a_refusal() -> None:
    analysis = run(Input("case", "« Pas question de voter ce texte », répond la députée.", lang="fr"), packs())
    assert [c.act for c in analysis.claims] == ["refuse"]


@pytest.mark.parametrize(
    ("lang", "text", "hedge"),
    [
        ("fr", "Lisbonne assurait que la réunion aurait lieu en mai.", "none"),
        ("fr", "D'après l'état-major, ils seraient un millier sur le terrain.", "reported"),
        ("it", "L'esercito aveva dichiarato che avrebbe rispettato la Costituzione.", "none"),
        ("it", "Il portavoce dice che la nave sarebbe affondata.", "reported"),
    ],
)
def test_the_conditional_is_rumour_unless_it_is_the_future_of_the_past(lang: str, text: str, hedge: str) -> None:
    analysis = run(Input("case", text, lang=lang), packs())
    assert [c.hedge for c in analysis.claims] == [hedge]


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        ("Analysts warned that the border would stay closed.", "en", "assess"),
        ("Gli analisti hanno avvertito che la frontiera resterà chiusa.", "it", "assess"),
        ("Kim warned that Seoul would pay a heavy price.", "en", "threaten"),
    ],
)
def test_who_has_no_part_in_it_warns_of_a_danger(text: str, lang: str, act: str) -> None:
    assert [c.act for c in code(text=text, lang=lang, date="2025-06-04").claims] == [act]


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        ("El Gobierno rechazó la propuesta de diálogo.", "es", "refuse"),
        ("El Gobierno rechazó las acusaciones de tortura.", "es", "deny"),
        ("Москва отвергла предложение о посредничестве.", "ru", "refuse"),
        ("Il portavoce sostiene che la nave era vuota.", "it", "say"),
    ],
)
def test_an_offer_is_refused_and_an_accusation_denied(text: str, lang: str, act: str) -> None:
    assert [c.act for c in code(text=text, lang=lang, date="2025-06-04").claims] == [act]


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        ("Il ministro ha detto che non c'è dubbio.", "it", "say"),
        ("Secondo Kiev, non ci sarebbero soldati russi nel villaggio.", "it", "deny"),
        ("Le ministre a dit qu'il n'y a aucun doute.", "fr", "say"),
        ("Il premier ha detto che a Bengasi non esistono mercenari.", "it", "deny"),
    ],
)
def test_that_there_is_none_states_and_that_there_would_be_none_denies(text: str, lang: str, act: str) -> None:
    assert [c.act for c in code(text=text, lang=lang, date="2025-06-04").claims] == [act]


def test_a_german_clause_with_its_subject_in_front_reports_nothing_before_it() -> None:
    record = code(text="Riga wies drei Diplomaten aus, Minsk kündigte Vergeltung an.", lang="de", date="2025-06-04")
    assert [record.document.text[c.start : c.end] for claim in record.claims for c in claim.content] == ["Minsk kündigte Vergeltung an."]
    assert {e.assertion for e in record.events} == {"narrator"}
