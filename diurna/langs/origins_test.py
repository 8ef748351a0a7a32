"""Where names are at home."""

from __future__ import annotations

import tomllib

import pytest

from diurna.gazetteer.load import load
from diurna.langs.given_names import HERE, grouped
from diurna.langs.origins import states_of


@pytest.mark.parametrize(
    ("name", "state", "another"),
    [
        ("Oksana Danylenko", "UKR", "RUS"),
        ("Тамаз Гогоберишвили", "GEO", "RUS"),
        ("Nguyen Thi Lan", "VNM", "CHN"),
        ("Carlos Villalba", "BOL", "ITA"),
        ("Fatemeh Rostami", "IRN", "ITA"),
        ("Пйотр Вільк", "POL", "UKR"),
        ("Thorvald Jónsson", "ISL", "USA"),
    ],
)
def test_a_name_is_at_home_in_some_states_and_not_in_others(name: str, state: str, another: str) -> None:
    assert state in states_of(name)
    assert another not in states_of(name)


def test_a_name_that_shows_nothing_is_at_home_nowhere() -> None:
    assert states_of("Xyzzy Plugh") == states_of("") == frozenset()


def test_every_group_is_there_and_every_state_is_known() -> None:
    raw = tomllib.loads((HERE / "origins.toml").read_text(encoding="utf-8"))
    known = load().entries
    assert set(raw["groups"]) <= set(grouped()) and set(raw["shared"]) <= set(raw["groups"])
    assert {s for states in (*raw["groups"].values(), *raw["leading"], *raw["endings"]) for s in states.split()} <= set(known)
