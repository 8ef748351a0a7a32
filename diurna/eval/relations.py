"""Scoring relations: one type for a given actor and recipient. Macro-F1 over the 15 classes, per language."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.eval.measures import Counts, Figure, Pair, bootstrap, confusion, macro_f1, per_label

# The relation data do not part conceding in words from retreating on the ground.
YIELD = "YIELD"
_JOINED = {"CONCEDE": YIELD, "RETREAT": YIELD}


class Row(msgspec.Struct, frozen=True):
    """A gold row: spans of actor and recipient in `text`, and the type."""

    id: str
    lang: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    type: str


class Prediction(msgspec.Struct, frozen=True):
    """What was predicted for a row; no type where the coder abstains."""

    id: str
    type: str | None = None
    mode: str | None = None
    score: float | None = None


class Scores(msgspec.Struct, frozen=True):
    """The figures of one language, or of one part of it."""

    rows: int
    abstained: int
    accuracy: float
    macro_f1: Figure
    classes: dict[str, Counts]
    confusion: list[tuple[str, str | None, int]]


class Report(msgspec.Struct, frozen=True):
    """Per language, and per language the rows read while writing rules (three of four) and those left unread."""

    languages: dict[str, Scores]
    read: dict[str, Scores]
    unread: dict[str, Scores]
    mean_macro_f1: float


def joined(type_: str | None) -> str | None:
    """A type as one of the 15 classes."""
    return _JOINED.get(type_, type_) if type_ is not None else None


def unread(place: int) -> bool:
    """Whether the row at `place` (from 0, in its file) is one of every fourth that stays unread: the 4th, 8th, ..."""
    return place % 4 == 3


def score(gold: Sequence[Row], predictions: Sequence[Prediction | None]) -> Report:
    """Score rows against their predictions, one for one. A row without a type is wrong."""
    by_language: dict[str, list[Pair]] = {}
    for row, prediction in zip(gold, predictions, strict=True):
        by_language.setdefault(row.lang, []).append(_pair(row, prediction))
    whole: dict[str, Scores] = {}
    parts: dict[bool, dict[str, Scores]] = {False: {}, True: {}}
    for language, pairs in by_language.items():
        whole[language] = _scores(pairs)
        for kept in (False, True):
            part = [pair for place, pair in enumerate(pairs) if unread(place) is kept]
            if part:
                parts[kept][language] = _scores(part)
    mean = sum(s.macro_f1.value for s in whole.values()) / len(whole) if whole else 0.0
    return Report(whole, parts[False], parts[True], mean)


def _pair(row: Row, prediction: Prediction | None) -> Pair:
    return joined(row.type) or row.type, joined(prediction.type) if prediction else None


def _scores(pairs: Sequence[Pair]) -> Scores:
    return Scores(
        rows=len(pairs),
        abstained=sum(guess is None for _, guess in pairs),
        accuracy=sum(true == guess for true, guess in pairs) / len(pairs),
        macro_f1=bootstrap(pairs, macro_f1),
        classes=per_label(pairs),
        confusion=confusion(pairs),
    )
