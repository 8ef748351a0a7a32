"""schema.org `Claim`, as JSON-LD: what was said, by whom, in which article. Never a rating: whether it is true is not ours to say.

schema.org takes a claim's text for what its author holds to be true. A denial's content is the opposite of that, so the text of every
claim is the passage with the words of saying in it; the bare content, the act and the events it is about are in terms of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from diurna.export.annotations import VOCABULARY, article_id, claim_id, entity_id, event_id
from diurna.export.choice import Chosen, Origin, Wanted, claim_lang, known_source
from diurna.export.dates import partial
from diurna.export.linked_data import graph
from diurna.model import Claim, Entity, EntityKind, SpeakerClass

# Our own context, inline: a reader needs no network.
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/", "diurna": VOCABULARY, "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "sameAs": {"@id": "https://schema.org/sameAs", "@type": "@id"},
    "diurna:changesPositionOf": {"@type": "@id"}, "diurna:via": {"@type": "@id"},
}  # fmt: skip
_KINDS: dict[EntityKind, str] = {"person": "Person", "government": "GovernmentOrganization", "media": "NewsMediaOrganization"}
"""What an entity is; a state, a body or a group is an Organization, and so is a place that speaks."""
_CLASSES: dict[SpeakerClass, str] = {
    "named_person": "Person", "unnamed_official": "Person", "expert": "Person", "witness": "Person", "institution": "Organization",
    "media": "NewsMediaOrganization", "public": "Organization",
}  # fmt: skip
Node = dict[str, Any]


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write one JSON-LD document; the number of claims."""
    return graph((node for one in origin.chosen(wanted) for node in _nodes(one)), CONTEXT, "Claim", out)


def _nodes(one: Chosen) -> Iterator[Node]:
    if not one.claims:
        return
    yield _article(one)
    said_by = {p.entity for c in one.claims for p in (*c.speakers, *c.via)}
    yield from (_entity(e) for e in one.record.entities if e.id in said_by and not _nameless(e.id))
    about = {id for c in one.claims for id in c.events}
    for event in one.events:
        if event.id in about:
            parties = [one.called(p) for p in (*event.actors, *event.recipients)]
            yield {"@id": event_id(event.id), "@type": "Thing", "name": " · ".join([event.type, *parties])}
    for claim in one.claims:
        yield _claim(one, claim)


def _article(one: Chosen) -> Node:
    d = one.document
    return _filled({
        "@id": article_id(d.id), "@type": "NewsArticle", "headline": one.text(d.title) if d.title is not None else None,
        "url": d.url if d.url and d.url.startswith(("http://", "https://")) else None, "inLanguage": list(d.languages),
        "datePublished": d.published.start if d.published is not None else None,
        "publisher": {"@type": "Organization", "name": source} if (source := known_source(d)) is not None else None,
    })  # fmt: skip


def _entity(entity: Entity) -> Node:
    return _filled({
        "@id": entity_id(entity.id), "@type": _KINDS.get(entity.kind, "Organization"), "name": entity.name,
        "alternateName": [name for name in dict.fromkeys(entity.names.values()) if name != entity.name],
        "sameAs": f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
    })  # fmt: skip


def _claim(one: Chosen, claim: Claim) -> Node:
    chosen = {e.id for e in one.events}
    date = partial(claim.said)
    return _filled({
        "@id": claim_id(claim.id), "@type": "Claim", "text": _passage(one, claim), "inLanguage": claim_lang(claim, one.record),
        "author": _speakers(one, claim), "datePublished": date, "appearance": {"@id": article_id(one.document.id)},
        "about": [{"@id": event_id(id)} for id in claim.events if id in chosen],
        "diurna:act": claim.act, "diurna:content": " … ".join(map(one.text, claim.content)) or None, "diurna:hedge": claim.hedge,
        "diurna:speakerClass": claim.speaker_class,
        "diurna:via": [entity_id(p.entity) for p in claim.via if p.entity is not None and not _nameless(p.entity)],
        "diurna:saidFrom": claim.said.start if claim.said is not None and date is None else None,
        "diurna:saidTo": claim.said.end if claim.said is not None and date is None else None,
        "diurna:changesPositionOf": [claim_id(c.source) for c in one.record.changes if c.to == claim.id],
    })  # fmt: skip


def _passage(one: Chosen, claim: Claim) -> str:
    """The sentences in which the claim is made and stands."""
    spans = (*claim.cue, *claim.content)
    touched = [s for s in one.record.sentences if any(s.start < span.end and span.start < s.end for span in spans)]
    return " ".join(one.text(s).strip() for s in touched) or " … ".join(map(one.text, spans))


def _speakers(one: Chosen, claim: Claim) -> list[Node]:
    """Those who say it: known ones by reference, others by the words that stand for them, where it is clear what they are."""
    kind = _CLASSES.get(claim.speaker_class)
    found: list[Node] = []
    for party in claim.speakers:
        if party.entity is not None and party.entity in one.entities and not _nameless(party.entity):
            found.append({"@id": entity_id(party.entity)})
        elif kind is not None:
            found.append({"@type": kind, "name": one.text(party)})
    return [node for n, node in enumerate(found) if node not in found[:n]]


def _nameless(id: str) -> bool:
    """Whether an entity is a role without a name: the witnesses of two articles are not one and the same."""
    return id.startswith("generic/")


def _filled(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value is not None and value != []}
