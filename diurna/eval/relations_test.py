"""Relation scores, computed by hand."""

from __future__ import annotations

import pytest

from diurna.eval.measures import Counts
from diurna.eval.relations import Prediction, Row, score


def row(id_: str, type_: str, lang: str = "xx") -> Row:
    return Row(id_, lang, "A hits B", (0, 1), (7, 8), type_)


def test_macro_f1_averages_classes_and_abstaining_is_wrong() -> None:
    gold = [row("1", "ASSAULT"), row("2", "ASSAULT"), row("3", "AID"), row("4", "AID")]
    predictions = [Prediction("1", "ASSAULT"), Prediction("2", "AID"), Prediction("3", "AID"), None]
    scores = score(gold, predictions).languages["xx"]
    # ASSAULT: 1 right of 1 predicted, 2 gold: 2/3. AID: 1 right of 2 predicted, 2 gold: 1/2.
    assert scores.macro_f1.value == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert scores.accuracy == pytest.approx(0.5)
    assert scores.abstained == 1
    assert scores.classes == {"AID": Counts(1, 2, 2), "ASSAULT": Counts(1, 1, 2)}
    assert scores.confusion == [("AID", None, 1), ("ASSAULT", "AID", 1)]


def test_concede_and_retreat_count_as_yield() -> None:
    gold = [row("1", "YIELD"), row("2", "RETREAT")]
    predictions = [Prediction("1", "CONCEDE"), Prediction("2", "CONCEDE")]
    assert score(gold, predictions).languages["xx"].macro_f1.value == 1.0


def test_a_predicted_class_that_the_gold_lacks_costs() -> None:
    gold = [row("1", "AID"), row("2", "AID")]
    predictions = [Prediction("1", "AID"), Prediction("2", "ACCUSE")]
    assert score(gold, predictions).languages["xx"].macro_f1.value == pytest.approx((2 / 3 + 0) / 2)


def test_every_fourth_row_is_reported_apart_and_languages_are_averaged() -> None:
    gold = [row(str(n), "AID") for n in range(4)] + [row("x", "AID", "yy")]
    predictions = [Prediction(str(n), "AID") for n in range(3)] + [Prediction("3"), None]
    report = score(gold, predictions)
    assert (report.read["xx"].rows, report.unread["xx"].rows) == (3, 1)
    assert (report.read["xx"].accuracy, report.unread["xx"].accuracy) == (1.0, 0.0)
    assert report.mean_macro_f1 == pytest.approx((6 / 7 + 0) / 2)
