"""Learning the tagger's weights: an averaged perceptron, left to right with its own guesses as history."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import msgspec

from diurna.langs.tagger import (
    LIMIT,
    SCALE,
    START,
    Entry,
    history_features,
    joint_features,
    labels_of,
    side_features,
    state_after,
    word_features,
)

EPOCHS = {"words": 10, "readings": 6}
"""Rounds over the sentences, by engine; with readings each takes longer and fewer are enough."""
LEAST = 2


class Example(msgspec.Struct):
    """A sentence: its words as the tagger sees them and the numbers of their right tags (-1: unknown, not learnt)."""

    entries: list[Entry]
    gold: tuple[int, ...]


class Learner:
    """Weights in training: feature -> label -> weight, with running sums for the average."""

    def __init__(self, tags: Sequence[str], labels: Sequence[str], openers: Sequence[str]) -> None:
        self.tags = tags
        self.openers = frozenset(openers)
        at = {label: i for i, label in enumerate(labels)}
        self.parts = [tuple(at[label] for label in labels_of(t)) for t in tags]
        self.weights: dict[str, dict[int, float]] = {}
        self._sums: dict[tuple[str, int], float] = {}
        self._since: dict[tuple[str, int], int] = {}
        self._step = 0
        self._kept: set[str] = set()

    def fit(self, examples: Sequence[Example], epochs: int) -> None:
        order = list(range(len(examples)))
        shuffle = random.Random(1).shuffle
        fixed = [_static(e.entries) for e in examples]
        self._keep(fixed)
        fixed = [[[f for f in features if f in self._kept] for features in sentence] for sentence in fixed]
        for _ in range(epochs):
            shuffle(order)
            for at in order:
                self._learn(examples[at], fixed[at])
        self._average()

    def _keep(self, fixed: Sequence[Sequence[Sequence[str]]]) -> None:
        """Features met only once or twice are left out: a word seen once must be told by its ending, as new words will be."""
        counts = Counter(f for sentence in fixed for features in sentence for f in features)
        self._kept = {f for f, n in counts.items() if n >= LEAST}

    def _learn(self, example: Example, fixed: Sequence[Sequence[str]]) -> None:
        first, second, state = START, START, "-"
        for entry, gold, features in zip(example.entries, example.gold, fixed, strict=True):
            guess = entry.only
            if guess < 0:
                joint = joint_features(entry.lower, first, state)
                if "w" + entry.lower not in self._kept:
                    joint = joint[1:]
                every = [*features, *history_features(first, second), *joint]
                guess = self._guess(every, entry.candidates)
                self._step += 1
                if gold >= 0 and guess != gold and gold in entry.candidates:
                    self._correct(every, gold, guess)
            name = self.tags[guess]
            state = state_after(state, name, entry.lower, self.openers)
            first, second = name, first

    def _guess(self, features: Sequence[str], candidates: Sequence[int]) -> int:
        scores: dict[int, float] = {}
        weights = self.weights
        for feature in features:
            for label, weight in weights.get(feature, {}).items():
                scores[label] = scores.get(label, 0.0) + weight
        get = scores.get
        return max(candidates, key=lambda t: (sum(get(p, 0.0) for p in self.parts[t]), -t))

    def _correct(self, features: Sequence[str], gold: int, guess: int) -> None:
        right, wrong = set(self.parts[gold]), set(self.parts[guess])
        changes = [(p, 1.0) for p in right - wrong] + [(p, -1.0) for p in wrong - right]
        for feature in features:
            row = self.weights.setdefault(feature, {})
            for label, change in changes:
                key = (feature, label)
                before = row.get(label, 0.0)
                self._sums[key] = self._sums.get(key, 0.0) + (self._step - self._since.get(key, 0)) * before
                self._since[key] = self._step
                row[label] = before + change

    def _average(self) -> None:
        for feature, row in self.weights.items():
            for label, weight in row.items():
                key = (feature, label)
                total = self._sums.get(key, 0.0) + (self._step - self._since.get(key, 0)) * weight
                row[label] = total / max(1, self._step)

    def packed(self, least: float) -> dict[str, bytes]:
        """The averaged weights as triples (label, weight as 16 bits, big-endian, shifted); those below `least` are left out: one
        correction that later ones never confirmed is worth about 1.
        """
        packed = {}
        for feature, row in sorted(self.weights.items()):
            kept = [(label, max(-LIMIT, min(LIMIT, round(w * SCALE)))) for label, w in sorted(row.items()) if abs(w) >= least]
            if kept:
                packed[feature] = b"".join(bytes((label, *divmod(w + LIMIT, 256))) for label, w in kept)
        return packed


def _static(entries: Sequence[Entry]) -> list[list[str]]:
    """Of each word, the features that do not depend on tags."""
    edge = Entry(START, START, (), (0,))
    last = len(entries) - 1
    found = []
    for at, entry in enumerate(entries):
        features = word_features(entry.lower, entry.shape, entry.known)
        for side, other in (("L", at - 1), ("M", at - 2), ("R", at + 1), ("S", at + 2)):
            near = entries[other] if 0 <= other <= last else edge
            features += side_features(side, near.lower, near.shape, near.known)
        found.append(features)
    return found
