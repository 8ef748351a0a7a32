"""CAMEO's codes and our own acts say the same."""

from __future__ import annotations

from diurna.eventdata.cameo import cameo, is_code
from diurna.ontology.load import load


def test_codes_are_strings_of_digits() -> None:
    assert is_code("042") and is_code("01") and is_code("1823")
    assert not any(map(is_code, ("42", "4", "00", "21", "04a", "²3", "04200", "---", "")))


def test_our_acts_have_the_types_of_their_codes() -> None:
    yields = {"RETREAT": "CONCEDE"}  # CAMEO 08 does not tell them apart
    apart = {
        act.cameo for act in load().acts.values()
        if yields.get(act.type, act.type) != yields.get(str(cameo().type_of(act.cameo)), cameo().type_of(act.cameo))
    }  # fmt: skip
    assert apart == {"175"}, "repression that is violence has a code of coercion"
