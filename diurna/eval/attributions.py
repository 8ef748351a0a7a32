"""Scoring attributions: who is said to have said what, with which words, against whole annotated articles."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.eval.assertions import Coded, Gold, Standing, paired, standing
from diurna.eval.measures import PRF, Counts, Spans, iou, macro_f1, points, prf

CONTENT_RIGHT = 0.5
SOURCE_OR_CUE_RIGHT = 0.3
PARTS = ("source", "cue", "content")


class Attribution(msgspec.Struct, frozen=True):
    """Spans of source, cue and content, each possibly in pieces or absent; act and hedge where annotated."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    act: str | None = None
    hedge: str | None = None


class Article(msgspec.Struct, frozen=True):
    """A gold row."""

    id: str
    lang: str
    text: str
    attributions: tuple[Attribution, ...]
    date: str | None = None
    events: tuple[Gold, ...] = ()


class Prediction(msgspec.Struct, frozen=True):
    """What was predicted for an article."""

    id: str
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Coded, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """How often a label was right among the attributions whose content was found and whose gold carries the label."""

    found: int
    accuracy: float
    macro_f1: float


class Scores(msgspec.Struct, frozen=True):
    """The figures of one language: each part by overlap and to the letter."""

    articles: int
    parts: dict[str, PRF]
    exact: dict[str, PRF]
    act: Labels | None
    hedge: Labels | None
    events: Standing | None = None


class _Paired(msgspec.Struct, frozen=True):
    """One article: counts of each part by overlap and to the letter, the gold and predicted labels, and the events that were found."""

    parts: dict[str, Counts]
    exact: dict[str, Counts]
    acts: list[tuple[str, str]]
    hedges: list[tuple[str, str]]
    events: list[tuple[Gold, Coded]]
    gold_events: int


def score(gold: Sequence[Article], predictions: Sequence[Prediction | None]) -> dict[str, Scores]:
    """Score articles against their predictions, one for one, per language."""
    by_language: dict[str, list[_Paired]] = {}
    for article, prediction in zip(gold, predictions, strict=True):
        by_language.setdefault(article.lang, []).append(_paired(article, prediction or Prediction(article.id)))
    return {
        language: Scores(
            articles=len(articles),
            parts={part: prf([a.parts[part] for a in articles]) for part in PARTS},
            exact={part: prf([a.exact[part] for a in articles]) for part in PARTS},
            act=_labels([pair for a in articles for pair in a.acts]),
            hedge=_labels([pair for a in articles for pair in a.hedges]),
            events=standing([pair for a in articles for pair in a.events], sum(a.gold_events for a in articles)),
        )
        for language, articles in by_language.items()
    }


def pairs(gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[tuple[int, int, float]]:
    """(gold, predicted, IoU of their contents), one to one, the best overlaps first."""
    gold_points = [points(a.content) for a in gold]
    predicted_points = [points(a.content) for a in predicted]
    overlaps = [(iou(g, p), i, j) for i, g in enumerate(gold_points) for j, p in enumerate(predicted_points)]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    chosen: list[tuple[int, int, float]] = []
    for share, i, j in sorted(overlaps, key=lambda row: (-row[0], row[1], row[2])):
        if share > 0 and i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            chosen.append((i, j, share))
    return chosen


def _paired(article: Article, prediction: Prediction) -> _Paired:
    gold, predicted = article.attributions, prediction.attributions
    right = dict.fromkeys(PARTS, 0)
    exact = dict.fromkeys(PARTS, 0)
    acts: list[tuple[str, str]] = []
    hedges: list[tuple[str, str]] = []
    for i, j, share in pairs(gold, predicted):
        for part in PARTS:
            true, guess = points(getattr(gold[i], part)), points(getattr(predicted[j], part))
            least = CONTENT_RIGHT if part == "content" else SOURCE_OR_CUE_RIGHT
            right[part] += iou(true, guess) >= least
            exact[part] += bool(true) and _letters(article.text, true) == _letters(article.text, guess)
        if share >= CONTENT_RIGHT:
            act, hedge = gold[i].act, gold[i].hedge
            if act is not None:
                acts.append((act, predicted[j].act or "say"))
            if hedge is not None:
                hedges.append((hedge, predicted[j].hedge or "none"))
    sizes = {part: (_having(predicted, part), _having(gold, part)) for part in PARTS}
    return _Paired(
        {part: Counts(right[part], *sizes[part]) for part in PARTS},
        {part: Counts(exact[part], *sizes[part]) for part in PARTS},
        acts,
        hedges,
        paired(article.events, prediction.events),
        len(article.events),
    )


def _having(attributions: Sequence[Attribution], part: str) -> int:
    return sum(bool(getattr(a, part)) for a in attributions)


def _letters(text: str, covered: frozenset[int]) -> frozenset[int]:
    """What is covered but for white space: to the letter does not mean to the blank."""
    return frozenset(p for p in covered if p < len(text) and not text[p].isspace())


def _labels(pairs: Sequence[tuple[str, str]]) -> Labels | None:
    if not pairs:
        return None
    return Labels(len(pairs), sum(t == g for t, g in pairs) / len(pairs), macro_f1(list(pairs)))
