"""What does a thing must be able to do it, and a place alone is nobody."""

import pytest

from diurna.check import analysed
from diurna.extract.events.events import events
from diurna.langs.pack import Packs

PACKS = Packs()


def coded(text: str, lang: str = "en") -> int:
    return len(events(analysed(text, lang, PACKS), PACKS).events)


@pytest.mark.parametrize(
    "text", ["The quake destroyed homes in Turkey.", "The app was deployed in Germany.", "The hills surround a lake in Austria."]
)
def test_lifeless_subjects_and_bare_places_make_no_event(text: str) -> None:
    assert coded(text) == 0


@pytest.mark.parametrize(
    "text", ["The army destroyed homes in Turkey.", "Missiles destroyed homes of civilians.", "Activists were detained in Minsk."]
)
def test_actors_arms_and_passives_with_parties_stand(text: str) -> None:
    assert coded(text) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Los maestros exigen un aumento de sueldo.", 1),
        ("El maestro exige silencio.", 0),
        ("Los docentes marcharon ayer en protesta contra el plan.", 1),
    ],
)
def test_trades_demand_together_and_a_protest_is_told_once(text: str, count: int) -> None:
    assert len(events(analysed(text, "es", PACKS), PACKS).events) == count


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Quatre bergers ont été tués dimanche."),
        ("it", "Almasri era stato arrestato domenica."),
        ("it", "Il primo ministro ha imposto il coprifuoco."),
        ("fr", "Olivier Véran a condamné les violences."),
    ],
)
def test_people_harmed_by_nobody_named_and_office_holders_of_no_known_state_stand(lang: str, text: str) -> None:
    assert coded(text, lang) == 1


@pytest.mark.parametrize(("lang", "text"), [("de", "Der Euro hat zuletzt den Rückzug angetreten.")])
def test_one_capitalised_word_alone_is_no_known_actor(lang: str, text: str) -> None:
    assert coded(text, lang) == 0


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("Ten people were killed overnight.", "en", 1),
        ("At least five people were killed in Kharkiv.", "en", 1),
        ("More than 100 people were arrested.", "en", 1),
        ("Ten people were killed in a bus crash.", "en", 0),
        ("Zehn Menschen wurden in der Nacht getötet.", "de", 1),
        ("Zehn Menschen wurden bei einem Busunfall verletzt.", "de", 0),
    ],
)
def test_victims_stand_without_a_doer_unless_by_mishap(text: str, lang: str, count: int) -> None:
    assert coded(text, lang) == count
