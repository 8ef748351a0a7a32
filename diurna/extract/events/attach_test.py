"""Times and places of events: an act during another has its time; the seat of an office is no place."""

import pytest

import diurna

DURING = {
    "en": "Treaty signed\n\nRussia and North Korea signed a treaty during the visit of Vladimir Putin to Pyongyang on 19 June 2024.",
    "it": "Firmato il trattato\n\nLa Russia e la Corea del Nord hanno firmato un trattato durante la visita di Vladimir Putin a Pyongyang "
    "il 19 giugno 2024.",
    "es": "Firman un tratado\n\nRusia y Corea del Norte firmaron un tratado durante la visita de Vladímir Putin a Pyongyang "
    "el 19 de junio de 2024.",
    "fr": "Un traité signé\n\nLa Russie et la Corée du Nord ont signé un traité pendant la visite de Vladimir Poutine à Pyongyang "
    "le 19 juin 2024.",
    "de": "Vertrag unterzeichnet\n\nRussland und Nordkorea unterzeichneten während des Besuchs von Wladimir Putin in Pjöngjang "
    "am 19. Juni 2024 einen Vertrag.",
    "ru": "Подписан договор\n\nРоссия и КНДР подписали договор во время визита Владимира Путина в Пхеньян 19 июня 2024 года.",
    "uk": "Підписано договір\n\nРосія і КНДР підписали договір під час візиту Володимира Путіна до Пхеньяна 19 червня 2024 року.",
}


@pytest.mark.parametrize("lang", list(DURING))
def test_an_act_during_another_has_its_time(lang: str) -> None:
    got = {event.type: event.time.start if event.time else None for event in diurna.code(text=DURING[lang]).events}
    assert got == {"SUPPORT": "2024-06-19", "CONSULT": "2024-06-19"}


def test_an_act_after_another_has_its_own_time() -> None:
    text = "Treaty signed\n\nRussia and North Korea signed a treaty after the visit of Vladimir Putin to Pyongyang on 19 June 2024."
    times = {event.type: event.time for event in diurna.code(text=text).events}
    assert times["SUPPORT"] is None


SEAT = {
    "en": "Diplomats\n\nThe foreign ministry in Moscow condemned Latvia on Monday.",
    "de": "Diplomaten\n\nDas Außenministerium in Moskau verurteilte am Montag die Ausweisung lettischer Diplomaten.",
    "ru": "Дипломаты\n\nМинистерство иностранных дел в Москве осудило Латвию в понедельник.",
}


@pytest.mark.parametrize("lang", list(SEAT))
def test_the_seat_of_an_office_is_not_where_it_acts(lang: str) -> None:
    (condemned,) = [event for event in diurna.code(text=SEAT[lang]).events if event.type == "ACCUSE"]
    assert condemned.places == ()


def test_where_a_crowd_is_and_where_an_office_is_hit_are_places() -> None:
    text = "Protesters\n\nProtesters in Moscow attacked the police. Russia attacked a ministry in Kyiv."
    events = diurna.code(text=text).events
    assert [[text[place.start : place.end] for place in event.places] for event in events] == [["Moscow"], ["Kyiv"]]


SAID = {
    "en": "Reports\n\nIn April 2025 the ministry acknowledged an attack by Russian troops on Kharkiv.",
    "it": "Notizie\n\nNell'aprile 2025 il ministero ha riconosciuto un attacco delle truppe russe contro Kharkiv.",
    "de": "Berichte\n\nIm April 2025 bestätigte das Ministerium einen Angriff russischer Truppen auf Charkiw.",
}


@pytest.mark.parametrize("lang", list(SAID))
def test_a_time_beside_a_verb_of_reporting_dates_the_saying(lang: str) -> None:
    record = diurna.code(text=SAID[lang], date="2025-06-05")
    assert [event.time for event in record.events if event.type == "ASSAULT"] == [None]
    assert [claim.said.start if claim.said else None for claim in record.claims] == ["2025-04-01"]


ASIDE = {
    "es": "Plan criticado\n\nLa exministra María Robles, que dirigió el Interior en 2019, criticó a Noboa.",
    "it": "Piano criticato\n\nL'ex sindaco Carlo Verri, che guidò la città nel 2019, ha criticato Meloni.",
    "en": "Plan criticised\n\nMary Robles, who led the party in 2019, criticised Biden.",
}


@pytest.mark.parametrize("lang", list(ASIDE))
def test_a_time_in_a_relative_clause_is_not_that_of_the_clause_around_it(lang: str) -> None:
    (event,) = diurna.code(text=ASIDE[lang], lang=lang).events[-1:]
    assert (event.type, event.time) == ("ACCUSE", None)
