"""Times of events: an act has the time of its own clause or noun, or of the act that it goes on from."""

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


OWN = {
    "de": "Polen beschuldigte Belarus, im Jahr 2008 eine Moschee in Brand gesteckt zu haben.",
    "es": "Colombia rechazó la entrega de Juan Peralta, condenado en 2008.",
    "fr": "Le Gabon accuse la Guinée d'avoir espionné ses ministres en 2008.",
    "it": "L'Albania accusa la Grecia di aver violato nel 2008 il trattato.",
    "en": "Poland condemned Belarus if the pipeline closed in 2008.",
    "uk": "Польща звинувачує Білорусь у тому, що 2008 року вона закрила газопровід.",
    "ru": "Польша обвиняет Белоруссию в том, что в 2008 году она закрыла газопровод.",
}


@pytest.mark.parametrize("lang", list(OWN))
def test_what_an_act_is_about_keeps_its_time(lang: str) -> None:
    events = [e for e in diurna.code(text=f"Streit - {lang}\n\n{OWN[lang]}", date="2024-03-07").events if e.type in ("ACCUSE", "REJECT")]
    assert [event.time for event in events[:1]] == [None]


def when(text: str) -> dict[str, str | None]:
    """The first day of each event of an article published on Thursday, 7 March 2024, by type."""
    events = diurna.code(text=f"News of the day\n\n{text}", date="2024-03-07").events
    return {e.type: e.time.start if e.time else None for e in events}


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("The crisis began on Monday, when Poland attacked Belarus.", "ASSAULT", "2024-03-04"),
        (
            "The court, which reads the vote of 2019 in its own way, was closed on Monday. Poland condemned the raid of 2019.",
            "ACCUSE",
            None,
        ),
        ("Poland recalled its ambassador from Minsk on Wednesday, three days after Belarus attacked Lithuania.", "ASSAULT", "2024-03-03"),
        ("Four days after Belarus attacked Lithuania, Poland is sending tanks.", "ASSAULT", "2024-03-03"),
        ("Poland attacked Belarus on Monday. That same evening Lithuania condemned Poland.", "ACCUSE", "2024-03-04"),
        ("Poland attacked Belarus last week. The next day Lithuania condemned Poland.", "ACCUSE", None),
        ("Poland attacked Belarus on Monday. Hours later Lithuania condemned Poland.", "ACCUSE", "2024-03-04"),
        ("Yesterday's attack by Poland on Belarus was the first.", "ASSAULT", "2024-03-06"),
        ("Poland condemned Belarus two weeks ago.", "ACCUSE", "2024-02-22"),
        ("Poland demanded that Belarus leave by the end of July.", "REQUEST", None),
        ("В воскресенье Польша атаковала Литву. Через два дня Белоруссия осудила Польшу.", "ACCUSE", "2024-03-05"),
    ],
)
def test_times_that_count_from_another(text: str, type_: str, day: str | None) -> None:
    assert when(text)[type_] == day


def test_a_time_at_the_head_goes_on_with_the_next_clause() -> None:
    events = diurna.code(
        text="Noticias\n\nAyer la Fiscalía imputó a Juan Peralta y un juez ordenó su arresto.", lang="es", date="2024-03-07"
    ).events
    assert {e.time.start if e.time else None for e in events} == {"2024-03-06"}


def test_a_limit_dates_no_act() -> None:
    text = "Ultimatum\n\nPoland demanded until Friday evening that Russia return the ship."
    (event,) = diurna.code(text=text, date="2025-06-05").events[:1]
    assert (event.type, event.time) == ("REQUEST", None)
