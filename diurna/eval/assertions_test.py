"""Status and assertion scores, computed by hand."""

from __future__ import annotations

import pytest

from diurna.eval.assertions import Coded, Gold, paired, standing


def test_events_are_paired_by_their_triggers_and_by_type_first() -> None:
    gold = [Gold((0, 8), "ASSAULT", "actual", "narrator"), Gold((20, 26), "AGREE", "actual", "attributed")]
    wrong_type, right_type = Coded((0, 4), "COERCE", "negated", "narrator"), Coded((5, 8), "ASSAULT", "actual", "narrator")
    assert paired(gold, [wrong_type, right_type]) == [(gold[0], right_type)]


def test_a_carpet_over_the_sentence_is_no_trigger() -> None:
    gold = [Gold((10, 15), "ASSAULT", "actual", "narrator")]
    assert paired(gold, [Coded((0, 60), "ASSAULT", "actual", "narrator")]) == []


def test_figures_are_over_the_events_that_were_found() -> None:
    first, second = Gold((0, 8), "ASSAULT", "actual", "narrator"), Gold((20, 26), "AGREE", "future", "attributed")
    pairs = [(first, Coded((0, 8), "ASSAULT", "actual", "narrator")), (second, Coded((20, 26), "AGREE", "actual", "attributed"))]
    figures = standing(pairs, 3)
    assert figures is not None and (figures.gold, figures.found) == (3, 2)
    assert figures.status_accuracy == 0.5 and figures.assertion_macro_f1 == 1.0
    # actual: precision 1/2, recall 1 -> F1 2/3; future: 0
    assert figures.status_macro_f1 == pytest.approx(1 / 3)


def test_a_gold_without_events_has_no_figures() -> None:
    assert standing([], 0) is None
