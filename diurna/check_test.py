"""The packs under test: every example of every frame, every case of every language."""

import pytest

from diurna.check import cases, check, compare
from diurna.extract.events.events import events
from diurna.langs.marked import parse
from diurna.langs.pack import Packs

PACKS = Packs()
WRONG = {"malformed", "unknown-act", "unknown-operator", "yes-fails", "no-fires", "no-proves-nothing", "no-counterexample"}
"""What is wrong with an entry; a sense without a sentence of its own, or one that another sense could stand in for, only does not count."""


@pytest.mark.parametrize("lang", sorted(PACKS))
def test_the_examples_of_frames_hold(lang: str) -> None:
    report = check(PACKS, lang, needed=False)
    assert not [f"{f.code} {f.where}: {f.message}" for f in report.findings if f.code in WRONG]


@pytest.mark.parametrize("lang", sorted(PACKS))
def test_cases_of_events_hold(lang: str) -> None:
    assert not [f"{f.where}: {f.message}" for f in cases(PACKS, lang)]


def test_a_wrong_role_is_told() -> None:
    from diurna.check import analysed

    found = events(analysed("Paris condemned Moscow.", "en", PACKS), PACKS).events
    assert compare(parse("[actor:Paris] [ACCUSE:condemned] [recipient:Moscow]."), found) == ""
    assert "Paris" in compare(parse("[recipient:Paris] [ACCUSE:condemned] [actor:Moscow]."), found)
    assert "no ASSAULT" in compare(parse("[actor:Paris] [ASSAULT:condemned] [recipient:Moscow]."), found)
