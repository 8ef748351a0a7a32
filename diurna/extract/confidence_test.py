"""Confidence from the derivations of development cases."""

from __future__ import annotations

import tomllib

from diurna.analysis import Input
from diurna.extract import confidence
from diurna.extract.stages import run
from diurna.langs.pack import Packs
from diurna.model import Event

PACKS = Packs()


def only(text: str) -> Event:
    (event,) = run(Input("x", text, lang="en", published="2025-06-05"), PACKS).events
    return event


def test_a_derivation_has_no_words_and_ends_in_its_least() -> None:
    event = only("France arrested the rebels.")
    assert list(confidence.shapes(event)) == [
        "v actor=named recipient=generic narrator",
        "v actor=named recipient=generic",
        "actor=named recipient=generic",
        "v",
    ]


def test_what_differs_in_words_only_has_one_derivation() -> None:
    assert list(confidence.shapes(only("France arrested the rebels."))) == list(confidence.shapes(only("Poland attacked the protesters.")))


def test_an_event_has_the_share_of_the_fullest_shape_with_enough_cases() -> None:
    event = only("France condemned Poland.")
    counts = tomllib.loads(confidence.TABLE.read_text(encoding="utf-8"))["right_of"]
    right, cases = next(counts[s] for s in confidence.shapes(event) if counts.get(s, (0, 0))[1] >= confidence.FEWEST)
    assert event.confidence == round(right / cases, 2)
