"""W3C Web Annotation with PROV-O, as JSON-LD: every event and claim is an annotation of the words it rests on.

Positions are code points of the article's canonical text, of which its id is a hash. The body of an annotation is the event or claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from diurna.export.choice import Chosen, Origin, Spanned, Wanted, event_row, source_name
from diurna.export.linked_data import graph
from diurna.model import Claim, Entity, Event, Party, Place, Quantity, Time

AROUND = 32
"""Characters before and after a quote that help to find it again."""
VOCABULARY = "urn:diurna:vocabulary:"
# Our own context, inline: a reader needs no network, and every term says which vocabulary it is of.
CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "schema": "https://schema.org/", "@vocab": VOCABULARY, "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource", "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector", "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"}, "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"}, "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"}, "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "title": "dcterms:title", "publisher": "dcterms:publisher", "issued": "dcterms:issued", "language": "dcterms:language",
    "name": "rdfs:label", "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "actor": {"@type": "@id"}, "recipient": {"@type": "@id"}, "place": {"@type": "@id"}, "speaker": {"@type": "@id"},
    "via": {"@type": "@id"}, "about": {"@type": "@id"}, "claim": {"@type": "@id"}, "entity": {"@type": "@id"},
}  # fmt: skip
Node = dict[str, Any]


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write one JSON-LD document; the number of annotations."""
    return graph((node for one in origin.chosen(wanted) for node in _nodes(one)), CONTEXT, "Annotation", out)


def _nodes(one: Chosen) -> Iterator[Node]:
    yield from _article(one)
    used = {p.entity for e in one.events for p in (*e.actors, *e.recipients, *e.places)}
    used |= {p.entity for c in one.claims for p in (*c.speakers, *c.via)}
    yield from (_entity(e) for e in one.record.entities if e.id in used)
    for event in one.events:
        yield _annotation(one, event_id(event.id), "oa:classifying", _event(one, event), _event_words(event))
    for claim in one.claims:
        yield _annotation(one, claim_id(claim.id), "oa:identifying", _claim(one, claim), [*claim.content, *claim.cue])


def article_id(document: str) -> str:
    """The name of an article."""
    return f"urn:diurna:article:{document}"


def event_id(id: str) -> str:
    """The name of an event."""
    return f"urn:diurna:event:{id}"


def claim_id(id: str) -> str:
    """The name of a claim."""
    return f"urn:diurna:claim:{id}"


def entity_id(id: str) -> str:
    """The name of an entity."""
    from urllib.parse import quote

    return f"urn:diurna:entity:{quote(id, safe='/-')}"


def _article(one: Chosen) -> Iterator[Node]:
    d, coder = one.document, one.record.coder
    coding = f"urn:diurna:coding:{coder.hash}:{d.id}"
    yield _filled({
        "id": article_id(d.id), "type": "prov:Entity", "title": one.text(d.title) if d.title is not None else None,
        "publisher": source_name(d), "issued": d.published.start if d.published is not None else None, "language": list(d.languages),
        "address": d.url, "length": len(d.text),
    })  # fmt: skip
    yield {
        "id": coding,
        "type": "prov:Activity",
        "prov:used": {"id": article_id(d.id)},
        "wasAssociatedWith": f"urn:diurna:coder:{coder.hash}",
    }
    yield {"id": f"urn:diurna:coder:{coder.hash}", "type": ["prov:Agent", "prov:SoftwareAgent"], "name": f"diurna {coder.version}"}


def _entity(entity: Entity) -> Node:
    geo = entity.geo
    return _filled({
        "id": entity_id(entity.id), "type": ["prov:Entity"] if entity.kind == "place" else ["prov:Agent"], "name": entity.name,
        "kind": entity.kind, "country": entity.country, "sector": entity.sector,
        "sameAs": f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
        "geonames": geo.geonames if geo is not None else None, "latitude": geo.lat if geo is not None else None,
        "longitude": geo.lon if geo is not None else None,
    })  # fmt: skip


def _annotation(one: Chosen, id: str, motivation: str, body: Node, spans: Iterable[Spanned]) -> Node:
    d, coder = one.document, one.record.coder
    return {
        "id": f"{id}:annotation", "type": "Annotation", "motivation": motivation,
        "wasGeneratedBy": f"urn:diurna:coding:{coder.hash}:{d.id}", "wasDerivedFrom": article_id(d.id),
        "body": _filled({"id": id, **body}), "target": [target(one, s) for s in spans],
    }  # fmt: skip


def target(one: Chosen, span: Spanned) -> Node:
    """A stretch of an article: by position, and by its words with some before and after."""
    text = one.document.text
    return {
        "type": "SpecificResource", "source": article_id(one.document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": text[span.start : span.end], "prefix": text[max(0, span.start - AROUND) : span.start],
             "suffix": text[span.end : span.end + AROUND]},
        ],
    }  # fmt: skip


def _event_words(event: Event) -> list[Spanned]:
    return [event.trigger, event.sentence]


def _event(one: Chosen, event: Event) -> Node:
    row = event_row(one.record, event)
    return {
        "type": ["Event", "prov:Entity"], "eventType": event.type, "mode": list(event.modes), "context": list(event.contexts),
        "quad": event.quad, "cameo": event.cameo, "status": event.status, "assertion": event.assertion, "actor": _ids(event.actors),
        "recipient": _ids(event.recipients), "place": _ids(event.places), "first": row.first, "last": row.last, "dated": row.dated,
        "time": _time(one, event.time), "objectType": event.object.type if event.object is not None else None,
        "part": [*_roles(one, event.actors, "actor"), *_roles(one, event.recipients, "recipient"), *_roles(one, event.places, "place")],
        "quantity": _quantities(one, event.quantities), "confidence": event.confidence, "rule": event.rule,
        "claim": [claim_id(c) for c in event.claims], "wasQuotedFrom": article_id(one.document.id),
    }  # fmt: skip


def _claim(one: Chosen, claim: Claim) -> Node:
    return {
        "type": ["Claim", "prov:Entity"], "act": claim.act, "speakerClass": claim.speaker_class, "hedge": claim.hedge,
        "quoted": claim.quoted,
        "speaker": _ids(claim.speakers), "via": _ids(claim.via), "wasAttributedTo": _ids(claim.speakers), "said": _time(one, claim.said),
        "part": [*_roles(one, claim.speakers, "speaker"), *_roles(one, claim.via, "via"), *_roles_of(one, claim.cue, "cue")],
        "quantity": _quantities(one, claim.quantities), "about": [event_id(e) for e in claim.events],
        "wasQuotedFrom": article_id(one.document.id),
    }  # fmt: skip


def _ids(parties: Iterable[Party | Place]) -> list[str]:
    return list(dict.fromkeys(entity_id(p.entity) for p in parties if p.entity is not None))


def _roles(one: Chosen, parties: Iterable[Party | Place], role: str) -> list[Node]:
    return [
        _filled({"role": role, "entity": entity_id(p.entity) if p.entity is not None else None, "words": target(one, p)}) for p in parties
    ]


def _roles_of(one: Chosen, spans: Iterable[Spanned], role: str) -> list[Node]:
    return [{"role": role, "words": target(one, s)} for s in spans]


def _quantities(one: Chosen, quantities: Iterable[Quantity]) -> list[Node]:
    return [
        _filled({"measure": q.measure, "min": q.min, "max": q.max, "unit": q.unit, "of": q.of, "words": target(one, q)}) for q in quantities
    ]


def _time(one: Chosen, time: Time | None) -> Node | None:
    if time is None:
        return None
    words = target(one, time.text) if time.text is not None else None
    return _filled({"from": time.start, "to": time.end, "precision": time.precision, "zone": time.zone, "words": words})


def _filled(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value is not None and value != []}
