"""Positions: lines of claims across articles, and what in them is a change."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.model import ClaimAct
from diurna.resolve.positions import Stand, lines
from diurna.resolve.proposition import Member, Proposition

TROOPS = Proposition("AID", actors=frozenset((Member("PRK", "PRK"),)), recipients=frozenset((Member("RUS", "RUS"),)))
TALKS = Proposition("CONSULT", actors=frozenset((Member("USA", "USA"), Member("RUS", "RUS"))))


def stand(claim: str, act: ClaimAct, day: str | None, about: Proposition = TROOPS, speaker: str = "PRK") -> Stand:
    return Stand(claim, f"article of {claim}", act, frozenset((speaker,)), day, True, "en", ((f"event of {claim}", about),))


def changes(*said: Stand) -> list[tuple[str, str | None]]:
    return [(s.claim, s.changed) for line in lines(said) for s in line.steps if s.changed]


def test_a_denial_and_a_later_admission_in_another_article_are_a_change() -> None:
    assert changes(stand("b", "acknowledge", "2025-04-28"), stand("a", "deny", "2024-10-21")) == [("b", "a")]


def test_the_second_admission_is_no_second_change() -> None:
    said = (stand("a", "deny", "2024-10-21"), stand("b", "acknowledge", "2025-04-28"), stand("c", "acknowledge", "2025-05-01"))
    assert changes(*said) == [("b", "a")]


def test_another_speaker_or_another_matter_is_no_change() -> None:
    assert changes(stand("a", "deny", "2024-10-21"), stand("b", "acknowledge", "2025-04-28", speaker="RUS")) == []
    assert changes(stand("a", "deny", "2024-10-21"), stand("b", "acknowledge", "2025-04-28", about=TALKS)) == []


def test_two_claims_of_one_day_have_no_order() -> None:
    assert changes(stand("a", "deny", "2024-10-21"), stand("b", "acknowledge", "2024-10-21")) == []


def test_what_is_merely_said_of_a_like_matter_takes_no_denial_back() -> None:
    assert changes(stand("a", "deny", "2024-10-21"), stand("b", "say", "2025-04-28")) == []


def test_claims_about_one_happening_are_about_the_same() -> None:
    one = Stand("a", "x", "deny", frozenset(("RUS",)), "2022-04-08", about=(("e", TALKS),), happenings=frozenset(("h",)))
    two = Stand("b", "y", "acknowledge", frozenset(("RUS",)), "2022-04-10", about=(("f", TROOPS),), happenings=frozenset(("h",)))
    assert changes(one, two) == [("b", "a")]


@settings(deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_lines_do_not_depend_on_the_order_of_reading(chance: random.Random) -> None:
    acts: tuple[ClaimAct, ...] = ("deny", "acknowledge", "say", "deny", "confirm", "retract")
    said = [stand(f"c{n}", act, f"2024-0{n + 1}-01", TROOPS if n % 2 else TALKS) for n, act in enumerate(acts)]
    expected = lines(said)
    chance.shuffle(said)
    assert lines(said) == expected
