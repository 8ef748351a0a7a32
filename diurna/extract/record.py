"""From the layers of a document to its record."""

from __future__ import annotations

from diurna.analysis import Analysis, document_id
from diurna.model import SCHEMA, Coder, Document, Party, Record, Sentence, Title


def record(analysis: Analysis) -> Record:
    """The record of an analysis. The coder's version and hash are put in by the caller, who knows them."""
    source = analysis.input
    title = next((s for s in analysis.segments if s.kind == "title"), None)
    weights: dict[str, int] = {}
    for s in analysis.sentences:
        if s.lang is not None:
            weights[s.lang] = weights.get(s.lang, 0) + s.end - s.start
    mentioned = set(_mentioned(analysis))
    return Record(
        schema=SCHEMA,
        coder=Coder("", ""),
        document=Document(
            key=source.key,
            id=document_id(source),
            url=source.url,
            text=source.text,
            languages=tuple(sorted(weights, key=lambda code: (-weights[code], code))),
            title=None if title is None else Title(title.start, title.end, title.lang),
            outlet=analysis.outlet,
            outlet_entity=analysis.outlet_entity,
            published=analysis.published,
            credits=tuple(Party(m.entity, m.start, m.end) for m in analysis.credits),
        ),
        segments=analysis.segments,
        sentences=tuple(Sentence(s.start, s.end, s.lang) for s in analysis.sentences),
        entities=tuple(e for e in analysis.entities.values() if e.mentions or e.id in mentioned),
        events=analysis.events,
        claims=analysis.claims,
        changes=analysis.changes,
        contested=analysis.contested,
        notes=tuple(sorted({*source.notes, *analysis.notes}, key=lambda n: (n.start, n.end, n.code))),
    )


def _mentioned(analysis: Analysis) -> list[str]:
    """Entities that records point at: parties of events and claims, credits, the outlet."""
    out = [analysis.outlet_entity or ""]
    for event in analysis.events:
        out += [p.entity or "" for p in (*event.actors, *event.recipients)] + [p.entity or "" for p in event.places]
    for claim in analysis.claims:
        out += [p.entity or "" for p in (*claim.speakers, *claim.via)]
    return out + [m.entity or "" for m in analysis.credits]
