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


NONE = [
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
