"""What the coder says about gold texts, in the form that the scorers compare.

Gold texts go in as they stand, not in canonical form, because the gold's spans point into them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from diurna.analysis import Input
from diurna.coding import classify_relation, code_input, code_path, packs
from diurna.eval import assertions, attributions, events, relations
from diurna.model import Event, Evidence, Party, Problem, Record
from diurna.ontology.load import load as ontology

Labels = Literal["manual", "agency"]


class PairRow(msgspec.Struct, frozen=True):
    """A text with the spans of an actor and a recipient."""

    id: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    lang: str | None = None

    def __post_init__(self) -> None:
        for name, (start, end) in (("actor", self.actor), ("recipient", self.recipient)):
            if not 0 <= start < end <= len(self.text):
                raise ValueError(f"{self.id}: the {name} span {start}-{end} is not inside the text")


def relation(row: PairRow | relations.Row, ontology: Literal["manual", "plv"]) -> relations.Prediction:
    """The type for a row's pair."""
    found = classify_relation(row.text, row.actor, row.recipient, row.lang, ontology)
    return relations.Prediction(row.id, found.type, found.mode, found.score)


def event_prediction(row: events.Row, labels: Labels = "manual") -> events.Prediction:
    """The events coded in a row's text, with the types that the manual or other annotators (ontology/decisions.md) give them."""
    result = _coded(row.id, row.text, row.lang, row.date)
    coded = result.events if isinstance(result, Record) else ()
    return events.Prediction(row.id, tuple(_event(event, labels) for event in coded))


def _event(event: Event, labels: Labels) -> events.CodedEvent:
    kind = ontology().by_agency(event.type, event.cameo) if labels == "agency" else event.type
    return events.CodedEvent(kind, _spans(event.actors), _spans(event.recipients), event.status, event.assertion)


def attribution_prediction(article: attributions.Article) -> attributions.Prediction:
    """The claims and the events coded in an article."""
    result = _coded(article.id, article.text, article.lang, article.date)
    claims, coded = (result.claims, result.events) if isinstance(result, Record) else ((), ())
    return attributions.Prediction(
        article.id,
        tuple(attributions.Attribution(_spans(c.speakers), _spans(c.cue), _spans(c.content), c.act, c.hedge) for c in claims),
        tuple(assertions.Coded((e.trigger.start, e.trigger.end), e.type, e.status, e.assertion) for e in coded),
    )


def record_of(article: Path) -> Record | Problem:
    """The record of an article's file."""
    return next(code_path(article))


def _coded(key: str, text: str, lang: str | None, date: str | None) -> Record | Problem:
    return code_input(Input(key, text, published=date, lang=lang), packs())


def _spans(parts: tuple[Party, ...] | tuple[Evidence, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((p.start, p.end) for p in parts)
