"""Event scores, computed by hand."""

from __future__ import annotations

import pytest

from diurna.eval.events import CodedEvent, GoldEvent, Prediction, Row, Scores, hit, score
from diurna.eval.measures import Counts

#       01234567890123456789012345
TEXT = "Rebels attacked the police."
REBELS, POLICE = (0, 6), (16, 26)
ATTACK = GoldEvent("ASSAULT", "Rebels", "the police", status="actual")
RIGHT = CodedEvent("ASSAULT", (REBELS,), (POLICE,))


def one(gold: tuple[GoldEvent, ...], coded: tuple[CodedEvent, ...], pair: str | None = None) -> Scores:
    return score([Row("1", "en", TEXT, gold, pair=pair)], [Prediction("1", coded)])["en"]


def test_type_roles_and_status_are_levels() -> None:
    scores = one((ATTACK,), (CodedEvent("ASSAULT", (REBELS,), (), status="negated"),))
    assert scores.type.counts == scores.type_actor.counts == Counts(1, 1, 1)
    assert scores.type_roles.counts == Counts(0, 1, 1)
    scores = one((ATTACK,), (CodedEvent("ASSAULT", (REBELS,), (POLICE,), status="negated"),))
    assert scores.type_roles.counts == Counts(1, 1, 1)
    assert scores.type_roles_status is not None and scores.type_roles_status.counts == Counts(0, 1, 1)


def test_events_match_one_to_one() -> None:
    scores = one((ATTACK,), (RIGHT, RIGHT))
    assert (scores.type_roles.precision, scores.type_roles.recall) == (0.5, 1.0)
    assert scores.type_roles.f1.value == pytest.approx(2 / 3)


def test_a_party_too_many_is_wrong_and_so_is_one_where_there_is_none() -> None:
    assert one((ATTACK,), (CodedEvent("ASSAULT", (REBELS, POLICE), (POLICE,)),)).type_actor.counts.right == 0
    lonely = GoldEvent("ASSAULT", "Rebels", "")
    assert one((lonely,), (RIGHT,)).type_roles.counts.right == 0
    unscored = GoldEvent("ASSAULT", "Rebels", None)
    assert one((unscored,), (RIGHT,)).type_roles.counts.right == 1


def test_in_a_meeting_all_may_stand_on_either_side() -> None:
    meeting = GoldEvent("CONSULT", "Rebels", "the police")
    assert one((meeting,), (CodedEvent("CONSULT", (REBELS, POLICE)),)).type_roles.counts.right == 1
    assert one((meeting,), (CodedEvent("CONSULT", (POLICE,), (REBELS,)),)).type_roles.counts.right == 1
    assert one((meeting,), (CodedEvent("CONSULT", (POLICE,)),)).type_roles.counts.right == 0
    assert one((ATTACK,), (CodedEvent("ASSAULT", (REBELS, POLICE)),)).type_roles.counts.right == 0


def test_false_alarms_count_events_of_any_status_on_eventless_texts() -> None:
    rows = [Row(str(n), "en", TEXT, ()) for n in range(4)]
    alarm = CodedEvent("AID", status="hypothetical")
    scores = score(rows, [Prediction("0", (alarm, alarm)), None, None, Prediction("3")])["en"]
    assert scores.false_alarms is not None and scores.false_alarms.value == 50.0
    assert scores.eventless == 4


def test_a_direction_pair_needs_both_sentences() -> None:
    turned = "The police attacked rebels."
    gold = [
        Row("1", "en", TEXT, (ATTACK,), pair="p"),
        Row("2", "en", turned, (GoldEvent("ASSAULT", "The police", "rebels"),), pair="p"),
    ]
    second = CodedEvent("ASSAULT", ((0, 10),), ((20, 26),))
    both = score(gold, [Prediction("1", (RIGHT,)), Prediction("2", (second,))])["en"].directions
    assert both is not None and (both.pairs, both.right, both.swapped, both.share) == (1, 1, 0, 1.0)
    wrong = CodedEvent("ASSAULT", ((20, 26),), ((0, 10),))
    one_way = score(gold, [Prediction("1", (RIGHT,)), Prediction("2", (wrong,))])["en"].directions
    assert one_way is not None and (one_way.right, one_way.swapped) == (0, 1)


def test_assertion_counts_an_uncoded_event_as_wrong() -> None:
    gold = [Row(str(n), "en", TEXT, (GoldEvent("ASSAULT", "Rebels", "the police", assertion="attributed"),)) for n in (1, 2)]
    coded = CodedEvent("ASSAULT", (REBELS,), (POLICE,), assertion="attributed")
    labels = score(gold, [Prediction("1", (coded,)), None])["en"].assertion
    assert labels is not None and labels.accuracy == 0.5
    assert labels.macro_f1.value == pytest.approx(2 / 3)


def test_a_slot_is_hit_by_overlap_and_never_by_a_carpet() -> None:
    assert hit(TEXT, "police", (16, 26))
    assert not hit(TEXT, "police", REBELS)
    long = "Rebels " + "x" * 200
    assert not hit(long, "Rebels", (0, 40))
    assert hit(TEXT, "Rebels  in the hills", REBELS), "words that are not in the text are compared"
