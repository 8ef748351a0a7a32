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
    (
        "it",
        "Inizialmente Varsavia aveva negato la vendita dei cantieri navali. Poi Varsavia ha riconosciuto la vendita dei cantieri navali.",
    ),
    ("en", "Initially Warsaw denied the sale of the old shipyards. Later Warsaw acknowledged the sale of the shipyards."),
    ("en", "Later Warsaw acknowledged the sale of the old shipyards. Initially Warsaw had denied the sale of the shipyards."),
    ("uk", "Спочатку Варшава заперечувала продаж старих верфей. Згодом Варшава визнала продаж старих верфей."),
]


@pytest.mark.parametrize(("lang", "text"), CHANGES)
def test_denial_then_acknowledgement_is_a_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("deny", "acknowledge")]


TIED = [
    ("en", "After insisting for weeks that no dam had burst, Norway admitted on Tuesday that two had.", ("deny", "acknowledge")),
    ("de", "Nachdem Norwegen tagelang bestritten hatte, dass Wölfe flohen, räumte es am Montag eine Panne ein.", ("deny", "acknowledge")),
    ("fr", "Après avoir assuré qu'aucun loup n'avait fui, la Norvège a reconnu lundi une panne.", ("deny", "acknowledge")),
    (
        "fr",
        "Viktor Orban, qui promettait depuis deux ans un tunnel, a reconnu lundi qu'il ne serait jamais creusé.",
        ("promise", "acknowledge"),
    ),
    ("de", "Norwegen hatte am Montag erklärt, niemand sei ertrunken. Am Mittwoch räumte Norwegen elf Tote ein.", ("deny", "acknowledge")),
    (
        "en",
        "On 2 June Norway denied that a tanker had leaked. On 4 June, after two days of denials, Norway acknowledged that valves broke.",
        ("deny", "acknowledge"),
    ),
    (
        "uk",
        "Варшава спочатку запевняла, що склад порожній, й заперечувала крадіжку зерна. "
        "Проте вже за два дні Варшава визнала, що вагони зникли.",
        ("deny", "acknowledge"),
    ),
    (
        "fr",
        "Le président Emmanuel Macron a promis vendredi d'ouvrir les archives. Il avait d'abord refusé de changer sa décision.",
        ("refuse", "promise"),
    ),
]


STANCES = [
    (
        "fr",
        "Le maire Viktor Orban s'est engagé mardi à démissionner. Auparavant, Viktor Orban refusait de démissionner.",
        ("refuse", "promise"),
    ),
    ("en", "Initially Viktor Orban refused to resign. On Friday Viktor Orban agreed to resign.", ("refuse", "promise")),
    ("it", "In un primo momento Viktor Orban si era rifiutato di dimettersi. Poi Orban ha promesso di dimettersi.", ("refuse", "promise")),
]


@pytest.mark.parametrize(("lang", "text", "move"), STANCES, ids=lambda value: str(value)[:20])
def test_who_refuses_and_then_agrees_to_do_a_thing_has_changed(lang: str, text: str, move: tuple[str, str]) -> None:
    assert moves(read(text, lang)) == [move]


GIVEN_UP = [
    ("it", "Ancora lunedì Viktor Orban escludeva ogni aumento dei pedaggi. Oggi Orban ha ammesso che i camionisti pagheranno di più."),
    ("en", "Only last month Viktor Orban ruled out any tax. On Friday Viktor Orban acknowledged that fishermen would pay more."),
    ("ru", "Ещё в пятницу Виктор Орбан исключал продажу шахты. В субботу Орбан признал, что покупатель найден."),
]


@pytest.mark.parametrize(("lang", "text"), GIVEN_UP)
def test_what_was_still_ruled_out_then_and_is_admitted_now_is_a_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("refuse", "acknowledge")]


ASIDE = [
    ("en", "Viktor Orban, who only last week had ruled out a meeting, agreed to meet the farmers.", ("refuse", "promise")),
    ("es", "Viktor Orban, que en abril había negado cualquier contacto con los mineros, reconoció ayer que habló con ellos.", None),
    (
        "es",
        "Viktor Orban, que el sábado sostenía que el pacto era firme, admitió que el texto era un borrador.",
        ("say", "acknowledge"),
    ),
    ("it", "Viktor Orban, che ad aprile aveva negato di conoscere il banchiere, mercoledì ha riconosciuto che lo aveva incontrato.", None),
    ("fr", "Viktor Orban, qui niait encore en avril tout contact avec les mineurs, a admis mardi leur avoir parlé.", None),
    (
        "de",
        "Viktor Orban, der im April jeden Kontakt mit den Bergleuten bestritten hatte, gab am Dienstag zu, mit ihnen gesprochen zu haben.",
        None,
    ),
    ("ru", "Виктор Орбан, ещё весной исключавший любые переговоры, вчера признал, что договор готов.", ("refuse", "acknowledge")),
    ("uk", "Віктор Орбан, який у травні заперечував будь-які домовленості, тепер визнав їхні умови.", None),
]


@pytest.mark.parametrize(("lang", "text", "move"), ASIDE, ids=lambda value: str(value)[:20])
def test_what_a_relative_clause_tells_as_over_is_a_position_that_is_left(lang: str, text: str, move: tuple[str, str] | None) -> None:
    assert moves(read(text, lang)) == [move or ("deny", "acknowledge")]


BEFORE = [
    ("en", "Viktor Orban denied any contact with the miners before admitting that he had met them."),
    ("es", "Viktor Orban negó cualquier contacto con los mineros, antes de admitir que los había recibido."),
    ("fr", "Viktor Orban a nié tout contact avec les mineurs avant d'admettre qu'il les avait rencontrés."),
    ("it", "Viktor Orban ha negato ogni contatto con i minatori, salvo poi ammettere che li aveva incontrati."),
    ("de", "Viktor Orban bestritt das zunächst, ehe er einräumte, dass die Brücke gesperrt war."),
]


@pytest.mark.parametrize(("lang", "text"), BEFORE)
def test_a_clause_of_before_tells_what_came_later(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("deny", "acknowledge")]


def test_what_is_admitted_for_the_first_time_ends_long_denials() -> None:
    text = "Viktor Orban hat erstmals eingeräumt, dass die Brücke gesperrt war. Monatelang hatte Orban das bestritten."
    assert moves(read(text, "de")) == [("deny", "acknowledge")]


TAKEN_BACK = [
    ("en", "On 2 June Viktor Orban told the BBC that the minister had fled. On 4 June Orban withdrew the remark."),
    ("ru", "2 июня Виктор Орбан сказал, что министр бежал. 4 июня Орбан извинился за свои слова."),
    ("fr", "Viktor Orban avait dit avoir vu le ministre, puis s'était rétracté mardi."),
]


@pytest.mark.parametrize(("lang", "text"), TAKEN_BACK)
def test_who_takes_back_the_last_thing_said_has_changed(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("say", "retract")]


def test_another_saying_at_its_distance_in_time_is_a_claim_of_its_own() -> None:
    text = "Viktor Orban said on Friday that the talks were over, three days after he denied that there were any talks."
    assert [c.act for c in read(text, "en").claims] == ["say", "deny"]


@pytest.mark.parametrize(("lang", "text", "move"), TIED, ids=lambda value: str(value)[:20])
def test_claims_without_a_common_word_are_tied_by_the_text(lang: str, text: str, move: tuple[str, str]) -> None:
    assert moves(read(text, lang)) == [move]


AMOUNTS = [
    (
        "en",
        "Viktor Orban conceded on Wednesday that the mill was closed. As recently as Monday Orban had insisted that nobody had shut it.",
        None,
    ),
    (
        "en",
        "Viktor Orban will receive the nurses after all, he said on Monday. In March Orban had ruled out any such meeting.",
        ("refuse", "promise"),
    ),
    (
        "en",
        "Viktor Orban promised in May not to close the mill. On Monday Orban said that he would close it in autumn.",
        ("refuse", "promise"),
    ),
    ("uk", "Ще вчора Віктор Орбан запевняв, що млин ніхто не закриває. Сьогодні Орбан визнав, що там порожньо.", None),
]


@pytest.mark.parametrize(("lang", "text", "move"), AMOUNTS, ids=lambda value: str(value)[:20])
def test_plain_words_amount_to_what_the_text_sets_them_against(lang: str, text: str, move: tuple[str, str] | None) -> None:
    assert moves(read(text, lang)) == [move or ("deny", "acknowledge")]


DEEDS = [
    (
        "en",
        "Poland put nothing off. Norway postponed the summit. Only on Monday Norway had assured reporters that the summit would go ahead.",
        "retract",
    ),
    ("de", "Norwegen hat den Gipfel abgesagt. Noch am Montag hatte Norwegen versichert, der Gipfel werde stattfinden.", "refuse"),
    ("de", "Noch am Montag hatte Norwegen eine Parade zugesagt. Am Dienstag sagte Norwegen die Wahl ab und sagte die Parade ab.", "refuse"),
    ("es", "Noruega aplazó la cumbre. Apenas el lunes Noruega había asegurado que la cumbre tendría lugar en mayo.", "retract"),
]


@pytest.mark.parametrize(("lang", "text", "act"), DEEDS, ids=lambda value: str(value)[:20])
def test_an_act_that_undoes_what_was_held_is_the_later_stand(lang: str, text: str, act: str) -> None:
    assert moves(read(text, lang)) == [("promise", act)]


VOICES = [
    ("en", "For three weeks the Polish army had denied shelling the barn. On Sunday its spokesman, Jan Nowak, admitted two hits."),
    ("de", "Norwegens Armee hatte den Unfall zunächst bestritten. Nun gab ihr Sprecher zu, dass zwei Boote sanken."),
    ("de", "Der Konzern Alpenstrom räumte am Dienstag den Brand ein. Zwei Wochen lang hatte das Unternehmen jeden Schaden bestritten."),
]


@pytest.mark.parametrize(("lang", "text"), VOICES)
def test_a_body_speaks_by_its_mouth(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == [("deny", "acknowledge")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Only last week Robert Fico threatened a boycott, but now he calls for talks."),
        ("it", "Robert Fico, che ancora a maggio minacciava un boicottaggio, ora chiede un negoziato."),
        ("uk", "Ще торік Віктор Орбан погрожував бойкотом, а тепер він закликає до перемовин."),
    ],
)
def test_what_was_still_held_is_set_against_what_is_held_now(lang: str, text: str) -> None:
    assert len(moves(read(text, lang))) == 1


def test_a_speaker_revises_his_figure() -> None:
    text = "La Norvège, qui dénombrait d'abord douze blessés, a porté son bilan à 41."
    assert moves(read(text, "fr")) == [("say", "say")]


NONE = [
    ("fr", "Le ministère français de l'Intérieur a confirmé mercredi la vente du phare. La veille, la préfecture avait démenti tout vol."),
    (
        "en",
        "Norway confirmed the strike on Monday. In April Norway had refused the loan, in May Norway promised to keep the trains running.",
    ),
    ("de", "Norwegen hat am Montag Züge zugesagt. Im Mai hatte es abgelehnt, das Gesetz über die Schulen zu ändern."),
    ("en", "After the meeting Viktor Orban denied the sale. On Tuesday Orban admitted that the harvest had failed."),
    ("en", "Norway denied on 2 June that a tanker had leaked. On 4 June Norway acknowledged that the harvest had failed."),
    ("en", "Initially Warsaw denied the sale of the old shipyards. Warsaw has yet to acknowledge the sale of the shipyards."),
    ("en", "Initially Warsaw denied the sale of the old shipyards. Later Kyiv acknowledged the loss of the eastern bridge."),
    ("en", "Warsaw denied the sale of the old shipyards. Warsaw acknowledged the failure of its wheat harvest later."),
    ("en", "Viktor Orban ruled out any tax. Viktor Orban acknowledged that fishermen would pay more."),
    ("en", "Viktor Orban denied the charges but acknowledged that the harvest had failed."),
    ("en", "Only last week Viktor Orban denied the charges. On Friday Robert Fico acknowledged that the harvest had failed."),
    ("en", "Viktor Orban, who in May had denied any contact with the miners, denied it again on Tuesday."),
    ("en", "Viktor Orban, who had refused to resign, now promises a new tax law."),
    ("en", "Viktor Orban, who in March had said that the pit would close, said on Tuesday that the pit would close in June."),
    ("ru", "Виктор Орбан отрицал вину и обещал построить мост."),
    ("es", "Viktor Orban rechazó el lunes el ultimátum y prometió ayer reconstruir el puente."),
    ("de", "Viktor Orban wies den Vorwurf zurück und räumte ein, dass die Ernte schlecht war."),
    ("it", "Viktor Orban ha respinto le accuse e ora promette una nuova legge sulle pensioni."),
    ("uk", "Віктор Орбан відкинув звинувачення, але визнав, що врожай поганий."),
    ("fr", "Viktor Orban rejette les accusations mais reconnaît que la récolte est mauvaise."),
    ("en", "On 2 June Viktor Orban said that the minister had fled. On 4 June Robert Fico withdrew the remark."),
    ("en", "Viktor Orban recalled that in May Robert Fico had ruled out a meeting. On Friday Orban agreed to a meeting."),
    ("en", "The bank of Norway postponed its meeting. Two weeks earlier Norway had promised its nurses a bigger bonus."),
    ("en", "Norway suspended flights to Baku on Friday. Only on Monday Norway had promised to answer the raid."),
    ("de", "Norwegen sagte das Fest ab. Noch im Mai hatte Norwegen neue Züge versprochen."),
    ("it", "Ancora ieri Viktor Orban prometteva più agenti. Oggi Orban ha negato di conoscere l'imprenditore."),
    ("fr", "Viktor Orban nie avoir menti. En avril, Orban avait admis des erreurs de calcul."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_no_change(lang: str, text: str) -> None:
    assert moves(read(text, lang)) == []


def test_text_that_calls_a_point_disputed() -> None:
    analysis = read("Le ragioni del guasto sono oggetto di controversie. Il porto è aperto.", "it")
    assert len(analysis.contested) == 1
    assert analysis.contested[0].start == 0


def test_assertion_against_denial_is_contested() -> None:
    told = "Oslo said Danish trawlers had cut the northern cable. Copenhagen denied that Danish trawlers had cut the northern cable."
    analysis = read(told, "en")
    assert [len(c.claims) for c in analysis.contested] == [2]


ANSWERED = [
    ("en", "Chile accused Spain of planning to buy the mines. Foreign Minister José Manuel Albares denied the allegation."),
    ("uk", "Варшава звинуватила Берлін у крадіжці зерна, Берлін провину заперечує."),
    ("ru", "Профсоюзы утверждают, что на шахтах людей обманывают. МВД России отвергает сообщения об обмане."),
    ("fr", "Lisbonne accuse Madrid d'avoir caché la pollution du fleuve. Madrid a rejeté ces propos."),
]


@pytest.mark.parametrize(("lang", "text"), ANSWERED)
def test_a_denial_that_points_back_answers_the_claim_before_it(lang: str, text: str) -> None:
    assert [len(c.claims) for c in read(text, lang).contested] == [2]


def test_who_condemns_a_raid_is_not_contradicted_by_a_denial_of_something_else() -> None:
    assert not read("Brazil condemned the raid. The United States denied any breach of the trade treaty.", "en").contested


def test_figures_of_two_sources_side_by_side_differ() -> None:
    found = read("According to the police, 12 people were killed. According to the opposition, 20 people were killed.", "en").contested
    assert [c.quantity for c in found] == [True]
