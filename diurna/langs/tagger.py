"""An averaged perceptron over the words of a sentence: inference only (training is `diurna.langs.train`).

A tag is a space-separated string, `VERB fin past ind` or `NOUN c=g n=s`. Weights belong to labels, the parts of a tag
(`labels_of`), so that what is learnt of a genitive holds for nouns and adjectives alike; a tag's score is the sum over its
labels. All that depends on one word type is summed once and kept, so a known word costs a few additions per candidate tag.
Integer weights: the same text gives the same tags on every machine.
"""

from __future__ import annotations

import gzip
import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add, itemgetter
from pathlib import Path
from struct import Struct

import msgspec

START = "^"
SCALE = 1000
LIMIT = 32_000
"""Weights are kept as whole thousandths between plus and minus 32."""


_MOVING = ("PUNCT", "SCONJ", "PRON", "ADV", "AUX", "VERB fin")
"""Beginnings of the tags after which `state_after` may give another state."""
_PAIRS = Struct(">BH").iter_unpack
_LANE = 4
"""Bytes that a tag's sum has where the sums for all tags are one whole number, so that adding two of them is one addition."""
_ABOVE = 1 << 24
"""What is added to each such sum, so that none is negative: features of a word sum up to some millions, five of these fit in a lane."""


class Weights(msgspec.Struct, frozen=True):
    """What training found. `features`: feature -> triples of bytes, label and weight (big-endian, plus `LIMIT`);
    `closed`: word -> the only tags it may have; `open_tags`: those of any other word.

    `endings` are the tables of `diurna.langs.endings`; `lemmas` are learnt exceptions, "form pos" -> lemma; `verbs` lists
    the infinitives of the lemma dictionary, one a line; `openers` the words that begin a clause.
    """

    tags: tuple[str, ...]
    labels: tuple[str, ...]
    features: dict[str, bytes]
    closed: dict[str, tuple[int, ...]]
    open_tags: tuple[int, ...]
    endings: dict[str, dict[str, str]] = {}
    lemmas: dict[str, str] = {}
    verbs: str = ""
    openers: tuple[str, ...] = ()


def read_weights(path: Path) -> Weights:
    """The weights file of a language: msgpack, gzipped."""
    return msgspec.msgpack.decode(gzip.decompress(path.read_bytes()), type=Weights)


def write_weights(path: Path, weights: Weights) -> None:
    """Byte for byte the same for the same weights."""
    path.write_bytes(gzip.compress(msgspec.msgpack.encode(weights, order="deterministic"), 9, mtime=0))


@lru_cache(maxsize=4096)
def labels_of(tag: str) -> tuple[str, ...]:
    """The labels a tag is scored by: its part of speech, its case and number, the verb form, and the whole."""
    pos, *parts = tag.split(" ")
    labels = {pos, tag}
    nominal = [p for p in parts if "=" in p]
    plain = [p for p in parts if "=" not in p]
    labels.update(nominal)
    if nominal:
        labels.update((" ".join(nominal), f"{pos} {nominal[0]}"))
    if plain:
        labels.update((" ".join(plain), plain[0], f"{pos} {plain[0]}"))
    return tuple(sorted(labels))


def word_features(lower: str, shape: str, known: Sequence[str]) -> list[str]:
    """Features of a word by itself. `known`: what dictionaries say of it (ending of its lemma, possible readings)."""
    found = ["b", "w" + lower, "1" + lower[-1:], "2" + lower[-2:], "3" + lower[-3:], "4" + lower[-4:], "5" + lower[-5:]]
    found += ["p" + lower[:3], "q" + lower[:2], "c" + shape, "d" + shape + lower[-2:]]
    found += ["k" + k for k in known]
    return found


def side_features(side: str, lower: str, shape: str, known: Sequence[str]) -> list[str]:
    """Features of a neighbour; `side` is L, R (next to the word), or M, S (one further)."""
    if side in "MS":
        return [side + "w" + lower, side + "3" + lower[-3:]]
    return [side + "w" + lower, side + "2" + lower[-2:], side + "3" + lower[-3:], side + "c" + shape] + [side + "k" + k for k in known]


def history_features(first: str, second: str) -> list[str]:
    """Features of the two tags before: `first` is the nearer."""
    pos, *parts = first.split(" ")
    before = second.split(" ")[0]
    found = ["T" + first, "U" + first + "|" + second, "P" + pos, "Q" + pos + "|" + before]
    return found + ["N" + p for p in parts]


def joint_features(lower: str, first: str, state: str) -> list[str]:
    """Features of a word with the tag before it and with the state of the clause (its auxiliary, or that a verb was met)."""
    pos = first.split(" ")[0]
    return [
        "t" + first + "|" + lower, "u" + first + "|" + lower[-3:], "v" + pos + "|" + lower[-2:],
        "a" + state, "e" + state + "|" + lower[-2:], "f" + state + "|" + pos,
    ]  # fmt: skip


def state_after(state: str, tag: str, lower: str, openers: frozenset[str]) -> str:
    """The state of the clause after a word: "-" at its start, its last auxiliary, or "F" after a full finite verb.

    `openers` are words that begin a clause as conjunction, relative pronoun or adverb.
    """
    if tag.startswith(("PUNCT", "SCONJ")) or (lower in openers and tag.startswith(("PRON", "ADV"))):
        return "-"
    if tag.startswith("AUX"):
        return lower
    if tag.startswith("VERB fin"):
        return "F"
    return state


class Entry:
    """One word type as the tagger sees it. `joint` holds sums for its candidates, the others for every tag, in lanes."""

    __slots__ = ("candidates", "cur", "joint", "known", "left", "left2", "lower", "only", "pick", "right", "right2", "shape")

    def __init__(self, lower: str, shape: str, known: Sequence[str], candidates: tuple[int, ...]) -> None:
        self.lower = lower
        self.shape = shape
        self.known = known
        self.candidates = candidates
        self.only = candidates[0] if len(candidates) == 1 else -1
        self.pick = itemgetter(*candidates) if len(candidates) > 1 else None
        self.cur: int | None = None
        self.joint: dict[tuple[int, str], array[int]] = {}
        self.left: int | None = None
        self.right: int | None = None
        self.left2: int | None = None
        self.right2: int | None = None


class Tagger:
    """Best tags of a sentence, left to right."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.tags = weights.tags
        self.number = {t: i for i, t in enumerate(weights.tags)}
        parts = [labels_of(tag) for tag in weights.tags]
        # By label: one in the lane of each tag that it is a part of.
        self._ones = [_in_lanes([int(label in part) for part in parts]) for label in weights.labels]
        self._width = _LANE * len(weights.tags)
        self._floor = _in_lanes([_ABOVE] * len(weights.tags))
        self._spread: dict[str, int] = {}
        self._openers = frozenset(weights.openers)
        self._moving = frozenset(i for i, tag in enumerate(weights.tags) if tag.startswith(_MOVING))
        self._history: dict[tuple[int, int], int] = {}
        edge = Entry(START, START, (), (0,))
        self._edge = edge
        self._fill(edge)

    def sums(self, features: Iterable[str]) -> int:
        """The summed weights of `features` for every tag, in lanes; `_ABOVE` in each for none."""
        return self._added(self._floor, features)

    def _added(self, total: int, features: Iterable[str]) -> int:
        """A sum in lanes with more features. What a feature gives is spread over the tags once: there are a few thousand, and any word has
        some twenty of them."""
        spread, table = self._spread, self.weights.features
        for feature in features:
            lanes = spread.get(feature)
            if lanes is None:
                packed = table.get(feature)
                if packed is None:
                    continue
                lanes = spread[feature] = self._lanes(packed)
            total += lanes
        return total

    def _lanes(self, packed: bytes) -> int:
        """The weights of one feature as the number by which it changes a sum in lanes."""
        ones = self._ones
        return sum([(weight - LIMIT) * ones[label] for label, weight in _PAIRS(packed)])

    def _fill(self, entry: Entry) -> None:
        args = entry.lower, entry.shape, entry.known
        entry.left = self.sums(side_features("L", *args))
        entry.right = self.sums(side_features("R", *args))
        entry.left2 = self.sums(side_features("M", *args))
        entry.right2 = self.sums(side_features("S", *args))

    def _joint(self, entry: Entry, first: int, state: str) -> array[int]:
        if entry.cur is None:
            entry.cur = self.sums(word_features(entry.lower, entry.shape, entry.known))
        tag = START if first < 0 else self.tags[first]
        lanes = self._added(entry.cur, joint_features(entry.lower, tag, state)).to_bytes(self._width, sys.byteorder)
        assert entry.pick is not None  # asked of words with several candidates
        both = array("i", [s - _ABOVE for s in entry.pick(memoryview(lanes).cast("I"))])
        if len(entry.joint) < 64:
            entry.joint[first, state] = both
        return both

    def _past(self, first: int, second: int) -> int:
        names = [START if t < 0 else self.tags[t] for t in (first, second)]
        found = self._history[first, second] = self.sums(history_features(names[0], names[1]))
        return found

    def best(self, entries: Sequence[Entry]) -> list[int]:
        """The number of each word's tag."""
        first = second = -1
        state = "-"
        chosen: list[int] = []
        tags = self.tags
        history = self._history
        edge = self._edge
        openers = self._openers
        moving = self._moving
        width = self._width
        last = len(entries) - 1
        for at, entry in enumerate(entries):
            if entry.left is None:
                self._fill(entry)
            tag, pick = entry.only, entry.pick
            if pick is not None:
                cur = entry.joint.get((first, state)) or self._joint(entry, first, state)
                past = history.get((first, second)) or self._past(first, second)
                left = entries[at - 1].left if at else edge.left
                left2 = entries[at - 2].left2 if at > 1 else edge.left2
                after = entries[at + 1] if at < last else edge
                after2 = entries[at + 2] if at + 1 < last else edge
                if after.right is None:
                    self._fill(after)
                if after2.right2 is None:
                    self._fill(after2)
                right, right2 = after.right, after2.right2
                total = past + left + left2 + right + right2  # type: ignore[operator]
                lanes = memoryview(total.to_bytes(width, sys.byteorder)).cast("I")
                scores = list(map(add, cur, pick(lanes)))
                tag = entry.candidates[scores.index(max(scores))]
            chosen.append(tag)
            if tag in moving:
                state = state_after(state, tags[tag], entry.lower, openers)
            second, first = first, tag
        return chosen


def _in_lanes(sums: Sequence[int]) -> int:
    """A number for each tag as one whole number."""
    return int.from_bytes(array("I", sums).tobytes(), sys.byteorder)
