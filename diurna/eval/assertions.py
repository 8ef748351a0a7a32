"""Scoring status and assertion: of the events that the gold points at, how many were coded, and what was said about them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.eval.measures import counts_for, macro_f1, matching


class Gold(msgspec.Struct, frozen=True):
    """An event of the gold: the span of its trigger (code points, half-open), its type, status and assertion."""

    span: tuple[int, int]
    type: str
    status: str
    assertion: str


class Coded(msgspec.Struct, frozen=True):
    """A coded event, in the same terms."""

    span: tuple[int, int]
    type: str
    status: str
    assertion: str


class Standing(msgspec.Struct, frozen=True):
    """Figures for status and assertion over the gold events whose trigger was coded (`found` of `gold`)."""

    gold: int
    found: int
    status_accuracy: float
    status_macro_f1: float
    assertion_accuracy: float
    assertion_macro_f1: float


def paired(gold: Sequence[Gold], coded: Sequence[Coded]) -> list[tuple[Gold, Coded]]:
    """Gold and coded events whose triggers overlap, one to one; of several the one of the same type goes first.

    A coded trigger counts when it is at most twice as long as the gold's plus 20 characters.
    """
    edges: dict[int, list[int]] = {}
    for i, g in enumerate(gold):
        near = [j for j, c in enumerate(coded) if _overlap(g.span, c.span) and counts_for(_length(c.span), _length(g.span))]
        edges[i] = sorted(near, key=lambda j: (coded[j].type != g.type, coded[j].span))
    return [(gold[i], coded[j]) for i, j in sorted(matching(edges).items())]


def standing(pairs: Sequence[tuple[Gold, Coded]], gold: int) -> Standing | None:
    """The figures of all pairs; None where the gold has no events."""
    if not gold:
        return None
    status = [(g.status, c.status) for g, c in pairs]
    assertion = [(g.assertion, c.assertion) for g, c in pairs]
    return Standing(gold, len(pairs), _accuracy(status), macro_f1(status), _accuracy(assertion), macro_f1(assertion))


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(true == guess for true, guess in pairs) / len(pairs) if pairs else 0.0


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]
