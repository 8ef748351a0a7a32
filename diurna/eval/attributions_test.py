"""Attribution scores, computed by hand."""

from __future__ import annotations

import pytest

from diurna.eval.attributions import Article, Attribution, Prediction, pairs, score
from diurna.eval.measures import Counts

#       0123456789012345678901234567890123456789
TEXT = "Ann said it rained. Bob denied he was there."


def article(*attributions: Attribution) -> Article:
    return Article("1", "en", TEXT, attributions)


ANN = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 18),), act="say", hedge="none")
BOB = Attribution(source=((20, 23),), cue=((24, 30),), content=((31, 43),), act="deny", hedge="none")


def test_what_is_right_to_the_letter_is_right_by_overlap() -> None:
    scores = score([article(ANN, BOB)], [Prediction("1", (ANN, BOB))])["en"]
    assert all(figure.f1.value == 1.0 for figure in (*scores.parts.values(), *scores.exact.values()))
    assert scores.act is not None and (scores.act.found, scores.act.accuracy) == (2, 1.0)


def test_content_needs_half_and_source_three_tenths() -> None:
    near = Attribution(source=((0, 8),), cue=((4, 8),), content=((9, 13),))
    scores = score([article(ANN)], [Prediction("1", (near,))])["en"]
    # content 4 of 9 shared: .44, wrong; source 3 of 8: .375, right; cue to the letter.
    assert scores.parts["content"].counts == Counts(0, 1, 1)
    assert scores.parts["source"].counts == Counts(1, 1, 1)
    assert scores.exact["source"].counts == Counts(0, 1, 1)
    assert scores.exact["cue"].counts == Counts(1, 1, 1)
    assert scores.act is None


def test_pairs_are_one_to_one_and_a_carpet_wins_one_at_most() -> None:
    carpet = Attribution(content=((0, 44),))
    assert [(i, j) for i, j, _ in pairs([ANN, BOB], [carpet, carpet])] == [(1, 0), (0, 1)]
    scores = score([article(ANN, BOB)], [Prediction("1", (carpet, carpet))])["en"]
    assert scores.parts["content"].counts == Counts(0, 2, 2)


def test_an_absent_source_is_neither_gold_nor_predicted() -> None:
    nameless = Attribution(cue=((4, 8),), content=((9, 18),))
    scores = score([article(nameless)], [Prediction("1", (nameless,))])["en"]
    assert scores.parts["source"].counts == Counts(0, 0, 0)
    invented = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 18),))
    assert score([article(nameless)], [Prediction("1", (invented,))])["en"].parts["source"].counts == Counts(0, 1, 0)


def test_articles_without_a_prediction_count_as_missed_and_acts_as_said() -> None:
    scores = score([article(ANN), article(BOB)], [None, Prediction("1", (Attribution(content=((31, 43),)),))])["en"]
    assert scores.parts["content"].counts == Counts(1, 1, 2)
    assert scores.parts["content"].f1.value == pytest.approx(2 / 3)
    assert scores.act is not None and scores.act.accuracy == 0.0
