"""Scoring events in short texts: type, actor, recipient, status and assertion; false alarms; direction pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from diurna.eval.measures import (
    PRF,
    SLOT_LIMIT,
    Counts,
    Figure,
    Pair,
    Spans,
    bootstrap,
    counts_for,
    macro_f1,
    matching,
    occurrences,
    prf,
)

# In these acts either side may be given as the actor.
_EITHER_SIDE = frozenset({"CONSULT"})


class GoldEvent(msgspec.Struct, frozen=True):
    """An event by its words. An empty actor or recipient means that there is none; a null one is not scored."""

    type: str
    actor: str | None = None
    recipient: str | None = None
    status: str | None = None
    assertion: str | None = None
    either_side: bool = False


class Row(msgspec.Struct, frozen=True):
    """A short text and every event in it. Rows with the same `pair` differ in who acts."""

    id: str
    lang: str
    text: str
    events: tuple[GoldEvent, ...]
    date: str | None = None
    pair: str | None = None


class CodedEvent(msgspec.Struct, frozen=True):
    """What was predicted: parties as spans of the row's text."""

    type: str
    actors: Spans = ()
    recipients: Spans = ()
    status: str = "actual"
    assertion: str = "narrator"


class Prediction(msgspec.Struct, frozen=True):
    """What was predicted for a row."""

    id: str
    events: tuple[CodedEvent, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """A label of the gold events: an event that was not coded has none and counts as wrong."""

    events: int
    accuracy: float
    macro_f1: Figure


class Directions(msgspec.Struct, frozen=True):
    """Pairs of sentences that differ in who acts: both right, and how many sentences were coded the wrong way round."""

    pairs: int
    right: int
    swapped: int

    @property
    def share(self) -> float:
        return self.right / self.pairs if self.pairs else 0.0


class Scores(msgspec.Struct, frozen=True):
    """The figures of one language. `false_alarms`: events of any status on 100 texts that have none."""

    rows: int
    type: PRF
    type_actor: PRF
    type_roles: PRF
    type_roles_status: PRF | None
    status: Labels | None
    assertion: Labels | None
    eventless: int
    false_alarms: Figure | None
    directions: Directions | None


def score(gold: Sequence[Row], predictions: Sequence[Prediction | None]) -> dict[str, Scores]:
    """Score rows against their predictions, one for one, per language."""
    by_language: dict[str, list[tuple[Row, tuple[CodedEvent, ...]]]] = {}
    for row, prediction in zip(gold, predictions, strict=True):
        by_language.setdefault(row.lang, []).append((row, prediction.events if prediction else ()))
    return {language: _scores(rows) for language, rows in by_language.items()}


_Rows = Sequence[tuple[Row, tuple[CodedEvent, ...]]]
_Agree = Callable[[str, GoldEvent, CodedEvent], bool]


def _scores(rows: _Rows) -> Scores:
    with_status = any(e.status is not None for row, _ in rows for e in row.events)
    alarms = [float(len(coded)) for row, coded in rows if not row.events]
    return Scores(
        rows=len(rows),
        type=_figures(rows, same_type),
        type_actor=_figures(rows, same_actor),
        type_roles=_figures(rows, same_roles),
        type_roles_status=_figures(rows, same_status) if with_status else None,
        status=_labels(rows, lambda e: e.status, lambda e: e.status),
        assertion=_labels(rows, lambda e: e.assertion, lambda e: e.assertion),
        eventless=len(alarms),
        false_alarms=bootstrap(alarms, lambda sample: 100 * sum(sample) / len(sample)) if alarms else None,
        directions=_directions(rows),
    )


def _figures(rows: _Rows, agree: _Agree) -> PRF:
    return prf([Counts(len(matched(row, coded, agree)), len(coded), len(row.events)) for row, coded in rows])


def matched(row: Row, coded: Sequence[CodedEvent], agree: _Agree) -> dict[int, int]:
    """The largest one-to-one matching of gold events to coded ones that `agree`."""
    return matching({i: [j for j, event in enumerate(coded) if agree(row.text, g, event)] for i, g in enumerate(row.events)})


def same_type(text: str, gold: GoldEvent, coded: CodedEvent) -> bool:
    """The same of the sixteen types."""
    return gold.type == coded.type


def same_actor(text: str, gold: GoldEvent, coded: CodedEvent) -> bool:
    """The same type and actor."""
    if not same_type(text, gold, coded):
        return False
    if _either(gold):
        return _names(text, (gold.actor, gold.recipient), (*coded.actors, *coded.recipients), every=False)
    return _names(text, (gold.actor,), coded.actors)


def same_roles(text: str, gold: GoldEvent, coded: CodedEvent) -> bool:
    """The same type, actor and recipient. Where both sides act (a meeting), all may stand on either side."""
    if not same_type(text, gold, coded):
        return False
    if _either(gold):
        return _names(text, (gold.actor, gold.recipient), (*coded.actors, *coded.recipients))
    return _names(text, (gold.actor,), coded.actors) and _names(text, (gold.recipient,), coded.recipients)


def same_status(text: str, gold: GoldEvent, coded: CodedEvent) -> bool:
    """The same type, roles and status."""
    return same_roles(text, gold, coded) and gold.status in (None, coded.status)


def _either(gold: GoldEvent) -> bool:
    return gold.either_side or gold.type in _EITHER_SIDE


def _names(text: str, words: Sequence[str | None], spans: Spans, every: bool = True) -> bool:
    """Whether `spans` name what `words` name: each word of the gold (or one, if not `every`) and nothing beside."""
    wanted = [w for w in words if w]
    if not wanted and None in words:
        return True
    hits = [{place for place, w in enumerate(wanted) if hit(text, w, span)} for span in spans]
    if not all(hits):
        return False
    found = set().union(*hits)
    return len(found) == len(wanted) if every else bool(found) or not wanted


def hit(text: str, words: str, span: tuple[int, int]) -> bool:
    """Whether a coded span names `words`: overlaps where they stand and is no carpet.

    Words that the text lacks (gold that was tidied) are compared as words.
    """
    start, end = span
    if not counts_for(end - start, len(words), SLOT_LIMIT):
        return False
    places = occurrences(text, words)
    if places:
        return any(start < e and s < end for s, e in places)
    mine, theirs = (" ".join(part.casefold().split()) for part in (text[start:end], words))
    return bool(mine) and (mine in theirs or theirs in mine)


def _labels(rows: _Rows, of_gold: Callable[[GoldEvent], str | None], of_coded: Callable[[CodedEvent], str]) -> Labels | None:
    """A label over the gold events that carry it, an event matched by roles where it can be, else by type."""
    pairs: list[Pair] = []
    for row, coded in rows:
        found = _matched_by_roles_or_type(row, coded)
        for place, event in enumerate(row.events):
            label = of_gold(event)
            if label is not None:
                pairs.append((label, of_coded(coded[found[place]]) if place in found else None))
    if not pairs:
        return None
    return Labels(len(pairs), sum(t == g for t, g in pairs) / len(pairs), bootstrap(pairs, macro_f1))


def _matched_by_roles_or_type(row: Row, coded: Sequence[CodedEvent]) -> dict[int, int]:
    found = matched(row, coded, same_roles)
    for place, gold in enumerate(row.events):
        free = (j for j, event in enumerate(coded) if j not in found.values() and same_type(row.text, gold, event))
        if place not in found and (other := next(free, None)) is not None:
            found[place] = other
    return found


def _directions(rows: _Rows) -> Directions | None:
    by_pair: dict[str, list[tuple[bool, bool]]] = {}
    for row, coded in rows:
        if row.pair is not None:
            right = len(matched(row, coded, same_roles)) == len(row.events)
            by_pair.setdefault(row.pair, []).append((right, bool(matched(row, coded, swapped))))
    if not by_pair:
        return None
    return Directions(
        pairs=len(by_pair),
        right=sum(all(right and not turned for right, turned in both) for both in by_pair.values()),
        swapped=sum(turned for both in by_pair.values() for _, turned in both),
    )


def swapped(text: str, gold: GoldEvent, coded: CodedEvent) -> bool:
    """The same type the wrong way round."""
    if _either(gold) or not gold.actor or not gold.recipient or gold.type != coded.type:
        return False
    return any(hit(text, gold.actor, s) for s in coded.recipients) and any(hit(text, gold.recipient, s) for s in coded.actors)
