"""Places of events: the seat of an office is none, nor is what only tells which noun is meant."""

import pytest

import diurna

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


@pytest.mark.parametrize(
    "text",
    [
        "Poland recalled its ambassador in Minsk.",
        "Poland called the arrest of Belarus's opposition a setback for democracy in Europe.",
        "Poland demanded that Belarus open its border in Grodno.",
    ],
)
def test_a_place_of_what_an_act_is_about_is_none_of_the_act(text: str) -> None:
    events = [e for e in diurna.code(text=f"News of the day\n\n{text}").events if e.type in ("SANCTION", "ACCUSE", "REQUEST")]
    assert events
    assert [event.places for event in events] == [()] * len(events)
