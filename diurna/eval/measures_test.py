"""Figures that can be worked out on paper."""

from __future__ import annotations

import pytest

from diurna.eval.measures import Counts, bootstrap, counts_for, iou, macro_f1, matching, occurrences, points, prf


def test_precision_recall_f1() -> None:
    counts = Counts(right=3, predicted=4, gold=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, pytest.approx(0.6))
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


def test_figures_are_over_all_documents_not_the_mean_of_documents() -> None:
    assert prf([Counts(1, 1, 1), Counts(0, 3, 1)]).precision == 0.25


def test_the_bootstrap_is_repeatable_and_brackets_the_value() -> None:
    items = [0.0] * 50 + [1.0] * 50
    first = bootstrap(items, lambda sample: sum(sample) / len(sample))
    assert first == bootstrap(items, lambda sample: sum(sample) / len(sample))
    assert 0.38 < first.low < 0.42 and 0.58 < first.high < 0.62


def test_intersection_over_union_counts_each_code_point_once() -> None:
    assert iou(points([(0, 10), (5, 10)]), points([(5, 15)])) == pytest.approx(5 / 15)
    assert iou(points([]), points([])) == 0.0


def test_a_matching_is_as_large_as_it_can_be() -> None:
    assert matching({"a": [1, 2], "b": [1]}) == {"a": 2, "b": 1}
    assert matching({"a": [1], "b": [1]}) == {"a": 1}


def test_carpets_do_not_count() -> None:
    assert counts_for(60, 20) and not counts_for(61, 20)
    assert counts_for(120, 200, limit=120) and not counts_for(121, 200, limit=120)


def test_words_are_found_to_the_letter_first() -> None:
    assert occurrences("Rome, rome", "rome") == [(6, 10)]
    assert occurrences("ROME", "Rome") == [(0, 4)]
    assert occurrences("aaa", "aa") == [(0, 2), (1, 3)]
    assert occurrences("text", "") == []


def test_macro_f1_of_nothing_is_zero() -> None:
    assert macro_f1([]) == 0.0
