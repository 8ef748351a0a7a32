"""Counts into figures: precision, recall, F1, macro-F1, intersection over union, bootstrap. Pure functions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

T = TypeVar("T")
L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)
# A label is None where the coder abstained.
Pair = tuple[str, str | None]
Spans = tuple[tuple[int, int], ...]

RESAMPLES = 1000


class Counts(msgspec.Struct, frozen=True):
    """How many were right, of how many predicted and how many in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 0.0


class Figure(msgspec.Struct, frozen=True):
    """A value with the 2.5th and 97.5th percentile of its bootstrap distribution."""

    value: float
    low: float
    high: float


class PRF(msgspec.Struct, frozen=True):
    """Precision, recall and F1 with the counts behind them; `f1` carries the interval."""

    precision: float
    recall: float
    f1: Figure
    counts: Counts


def total(counts: Iterable[Counts]) -> Counts:
    """The sum, zero for nothing."""
    return sum(counts, Counts())


def prf(by_document: Sequence[Counts]) -> PRF:
    """Figures over all documents, the interval by resampling documents."""
    counts = total(by_document)
    return PRF(counts.precision, counts.recall, bootstrap(by_document, lambda sample: total(sample).f1), counts)


def bootstrap(items: Sequence[T], measure: Callable[[Sequence[T]], float], resamples: int = RESAMPLES) -> Figure:
    """`measure` of `items` with its 95% percentile interval over resamples of `items`; the seed is fixed."""
    value = measure(items)
    if len(items) < 2:
        return Figure(value, value, value)
    chance = random.Random(20240619)
    values = sorted(measure(chance.choices(items, k=len(items))) for _ in range(resamples))
    return Figure(value, values[int(0.025 * resamples)], values[min(resamples - 1, int(0.975 * resamples))])


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the labels that occur as gold or as prediction. Abstaining (None) is a miss and no false alarm."""
    by_label = per_label(pairs)
    return sum(c.f1 for c in by_label.values()) / len(by_label) if by_label else 0.0


def per_label(pairs: Iterable[Pair]) -> dict[str, Counts]:
    """Counts of each label, in alphabetical order."""
    tallies = Counter(pairs)
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for (true, guess), number in tallies.items():
        gold[true] += number
        if guess is not None:
            predicted[guess] += number
        if true == guess:
            right[true] += number
    return {label: Counts(right[label], predicted[label], gold[label]) for label in sorted(gold | predicted)}


def confusion(pairs: Iterable[Pair]) -> list[tuple[str, str | None, int]]:
    """(gold, predicted, how often) for what went wrong, most frequent first."""
    wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [(t, g, n) for (t, g), n in sorted(wrong.items(), key=lambda row: (-row[1], row[0][0], row[0][1] or ""))]


def points(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The code points that spans cover, each counted once."""
    return frozenset(p for start, end in spans for p in range(start, end))


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union of two sets of code points, 0 when both are empty."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def matching(edges: Mapping[L, Sequence[R]]) -> dict[L, R]:
    """A largest one-to-one matching; `edges[left]` lists the acceptable rights in order of preference."""
    owner: dict[R, L] = {}

    def place(left: L, tried: set[R]) -> bool:
        for right in edges[left]:
            if right not in tried:
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    for left in edges:
        place(left, set())
    return {left: right for right, left in owner.items()}


def counts_for(span_length: int, gold_length: int, limit: int | None = None) -> bool:
    """Whether a coded span is short enough to score: at most twice the gold's length plus 20, and `limit` for slots.

    So a coder cannot score by laying a carpet over the sentence.
    """
    return span_length <= 2 * gold_length + 20 and (limit is None or span_length <= limit)


SLOT_LIMIT = 120


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand in `text`, to the letter; where there is none, without regard to case."""
    if not words:
        return []
    found = _places(text, words)
    if not found and len(text.lower()) == len(text):
        found = _places(text.lower(), words.lower())
    return found


def _places(text: str, words: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    start = text.find(words)
    while start >= 0:
        places.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return places
