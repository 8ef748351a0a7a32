"""Verbs of a row share the doer that stands by one of them."""

from __future__ import annotations

import pytest

import diurna


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two Greek sailors were arrested and then expelled by Turkey."),
        ("es", "Dos marineros griegos fueron detenidos y luego expulsados por Turquía."),
        ("it", "Due marinai greci sono stati arrestati e poi espulsi dalla Turchia."),
        ("fr", "Deux marins grecs ont été arrêtés puis expulsés par la Turquie."),
        ("de", "Zwei griechische Seeleute wurden von der Türkei festgenommen und ausgewiesen."),
        ("uk", "Двох грецьких моряків затримала, а потім вислала Туреччина."),
        ("ru", "Двое греческих моряков были задержаны, а затем высланы Турцией."),
    ],
)
def test_verbs_in_a_row_have_one_doer(lang: str, text: str) -> None:
    events = diurna.code(text=text, lang=lang, date="2025-06-05").events
    assert len(events) == 2
    assert [[p.entity for p in e.actors] for e in events] == [["TUR"], ["TUR"]]
