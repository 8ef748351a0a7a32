"""Changes of position and contested points in whole short articles of this project's own."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


def read(text: str, lang: str) -> Analysis:
    return run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)


def moves(analysis: Analysis) -> list[tuple[str, str]]:
    acts = {c.id: c.act for c in analysis.claims}
    return [(acts[c.source], acts[c.to]) for c in analysis.changes]


CHANGES = [
    ("it", "Inizialmente Mosca aveva negato la presenza dei soldati coreani. Poi Mosca ha riconosciuto la presenza dei soldati coreani."),
    ("en", "Initially Moscow denied the presence of Korean soldiers there. Later Moscow acknowledged the presence of Korean soldiers."),
    ("en", "Later Moscow acknowledged the presence of Korean soldiers. Initially Moscow had denied the presence of Korean soldiers."),
    ("uk", "Спочатку Москва заперечувала присутність корейських солдатів. Згодом Москва визнала присутність корейських солдатів."),
]


@pytest.mark.parametrize(("lang", "text"), CHANGES)
def test_denial_then_acknowledgement_is_a_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("deny", "acknowledge")]


TIED = [
    (
        "en",
        "On 2 June Iran denied that a missile had hit the plane. "
        "On 4 June, after two days of denials, Iran acknowledged that its forces shot it down.",
        ("deny", "acknowledge"),
    ),
    (
        "uk",
        "Москва спочатку запевняла, що все спокійно, й заперечувала підрив греблі. "
        "Проте вже за кілька годин Москва визнала, що споруда зруйнована.",
        ("deny", "acknowledge"),
    ),
    (
        "fr",
        "Le président Macky Sall a promis vendredi d'organiser l'élection. Il avait alors refusé de revenir sur sa décision.",
        ("refuse", "promise"),
    ),
]


STANCES = [
    (
        "fr",
        "Le Premier ministre Ariel Henry s'est engagé mardi à démissionner. Jusque-là, M. Henry refusait de démissionner.",
        ("refuse", "promise"),
    ),
    ("en", "Initially Viktor Orban refused to resign. On Friday Viktor Orban agreed to resign.", ("refuse", "promise")),
    ("it", "In un primo momento Viktor Orban si era rifiutato di dimettersi. Poi Orban ha promesso di dimettersi.", ("refuse", "promise")),
]


@pytest.mark.parametrize(("lang", "text", "move"), STANCES, ids=lambda value: str(value)[:20])
def test_who_refuses_and_then_agrees_to_do_a_thing_has_changed(lang: str, text: str, move: tuple[str, str]) -> None:
    assert moves(read(text, lang)) == [move]


GIVEN_UP = [
    ("it", "Ancora mercoledì Viktor Orban escludeva qualsiasi sbarco. Oggi Orban ha ammesso che i pescatori sono scesi a terra."),
    ("en", "Only last month Viktor Orban ruled out any tax. On Friday Viktor Orban acknowledged that fishermen would pay more."),
    ("ru", "Ещё в пятницу Виктор Орбан исключал досрочный уход. В субботу Орбан признал, что кабинет распущен."),
]


@pytest.mark.parametrize(("lang", "text"), GIVEN_UP)
def test_what_was_still_denied_then_and_is_admitted_now_is_a_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("deny", "acknowledge")]


def test_what_is_admitted_of_something_else_is_no_change_of_an_undated_denial() -> None:
    text = "Viktor Orban ruled out any tax. Viktor Orban acknowledged that fishermen would pay more."
    assert moves(read(text, "en")) == []


def test_who_takes_back_the_last_thing_said_has_changed() -> None:
    text = "On 2 June Viktor Orban told the BBC that the minister had fled. On 4 June Orban withdrew the remark."
    assert moves(read(text, "en")) == [("say", "retract")]


def test_another_saying_at_its_distance_in_time_is_a_claim_of_its_own() -> None:
    text = "Viktor Orban said on Friday that the talks were over, three days after he denied that there were any talks."
    assert [c.act for c in read(text, "en").claims] == ["say", "deny"]


@pytest.mark.parametrize(("lang", "text", "move"), TIED, ids=lambda value: str(value)[:20])
def test_claims_without_a_common_word_are_tied_by_the_text(lang: str, text: str, move: tuple[str, str]) -> None:
    assert moves(read(text, lang)) == [move]


NONE = [
    ("en", "Iran denied on 2 June that a missile had hit the plane. On 4 June Iran acknowledged that the harvest had failed."),
    ("en", "Initially Moscow denied the presence of Korean soldiers. Moscow has yet to acknowledge the presence of Korean soldiers."),
    ("en", "Initially Moscow denied the presence of Korean soldiers. Later Kyiv acknowledged the loss of the eastern bridge."),
    ("en", "Moscow denied the presence of Korean soldiers. Moscow acknowledged the failure of its wheat harvest later."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_no_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == []


def test_text_that_calls_a_point_disputed() -> None:
    analysis = read("Le circostanze della sua morte sono oggetto di controversie. Il porto è aperto.", "it")
    assert len(analysis.contested) == 1
    assert analysis.contested[0].start == 0


def test_assertion_against_denial_is_contested() -> None:
    told = "Kyiv said Russian troops had blown up the eastern dam. Moscow denied that Russian troops had blown up the eastern dam."
    analysis = read(told, "en")
    assert [len(c.claims) for c in analysis.contested] == [2]


ANSWERED = [
    ("en", "Niger accused France of planning to strike the palace. Foreign Minister Catherine Colonna denied the allegation."),
    ("uk", "Україна звинуватила Росію у підриві греблі, Москва провину заперечує."),
    ("ru", "Правозащитники утверждают, что в изоляторах людей избивают. МВД России отвергает сообщения о пытках."),
    ("fr", "Paris accuse Bakou d'avoir noué un accord avec les insurgés. Bakou a rejeté ces propos."),
]


@pytest.mark.parametrize(("lang", "text"), ANSWERED)
def test_a_denial_that_points_back_answers_the_claim_before_it(lang: str, text: str) -> None:
    assert [len(c.claims) for c in read(text, lang).contested] == [2]


def test_who_condemns_a_raid_is_not_contradicted_by_a_denial_of_something_else() -> None:
    assert not read("Brazil condemned the raid. The United States denied any breach of the trade treaty.", "en").contested


def test_figures_of_two_sources_side_by_side_differ() -> None:
    found = read("According to the police, 12 people were killed. According to the opposition, 20 people were killed.", "en").contested
    assert [c.quantity for c in found] == [True]
