"""One act told twice, as a blow and as its harm, is one event with the doer of the one and the victim of the other."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


@pytest.mark.parametrize(
    ("lang", "text", "doer", "victim"),
    [
        ("en", "An Israeli air strike on Tyre killed nine soldiers.", "ISR", "generic/troops"),
        ("en", "Nine soldiers were killed in an Israeli raid on Tyre.", "ISR", "generic/troops"),
        ("it", "Nove soldati sono rimasti uccisi in un raid israeliano su Tiro.", "ISR", "generic/troops"),
        ("fr", "Neuf soldats ont été tués dans une frappe israélienne sur Tyr.", "ISR", "generic/troops"),
        ("es", "Nueve soldados murieron en un ataque israelí contra Tiro.", "ISR", "generic/troops"),
        ("de", "Bei einem israelischen Luftangriff auf Tyros wurden neun Soldaten getötet.", "ISR", "generic/troops"),
        ("uk", "Унаслідок ізраїльського удару по Тиру загинули дев'ять солдатів.", "ISR", "generic/troops"),
        ("ru", "При ударе израильской авиации по Тиру погибли девять солдат.", "ISR", "generic/troops"),
    ],
)
def test_the_blow_says_who_and_the_harm_whom(lang: str, text: str, doer: str, victim: str) -> None:
    (event,) = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS).events
    assert [(p.entity or "").split("/")[0] for p in event.actors] == [doer]
    assert [p.entity for p in event.recipients] == [victim]


def test_a_blow_that_harmed_nobody_stays_its_own_event() -> None:
    found = run(Input("x", "No soldiers were killed in the Israeli raid on Tyre.", lang="en", published="2025-06-05"), PACKS).events
    assert "raid" in {e.rule.split("/")[-1].split(" ")[0] for e in found}
