"""Who does as another did, and what two do to one another."""

from __future__ import annotations

import pytest

import diurna


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Chile condemned Israel. Bolivia did the same."),
        ("es", "Chile condenó a Israel. Lo mismo hizo Bolivia."),
        ("fr", "Le Chili a condamné Israël. La Bolivie a fait de même."),
        ("de", "Chile verurteilte Israel. Bolivien tat am Montag dasselbe."),
        ("ru", "Чили осудила Израиль. Так же поступила Боливия."),
    ],
)
def test_what_another_did_is_done_again(lang: str, text: str) -> None:
    events = diurna.code(text=text, lang=lang, date="2025-06-05").events
    found = [(e.type, [p.entity for p in e.actors], [p.entity for p in e.recipients]) for e in events]
    assert found == [("ACCUSE", ["CHL"], ["ISR"]), ("ACCUSE", ["BOL"], ["ISR"])]


def test_what_nobody_does_again_is_no_event() -> None:
    events = diurna.code(text="Chile condemned Israel. Bolivia will not do the same.", lang="en", date="2025-06-05").events
    assert len(events) == 1


def test_what_two_do_to_one_another_is_done_to_both() -> None:
    events = diurna.code(text="Armenia and Azerbaijan accused each other of lying.", lang="en", date="2025-06-05").events
    assert [p.entity for p in events[0].recipients] == ["ARM", "AZE"]
