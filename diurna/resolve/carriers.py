"""Carriers: the articles that carry a happening, whose word each passes on, and how many origins stand behind all of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from diurna.model import Record
from diurna.resolve.copies import Group, Sheet

LEAD = 2
"""Paragraphs in which an agency that an article builds on is named; further down it is cited for a detail."""
OWN = frozenset({"generic/newspaper", "generic/magazine"})
"""How an outlet speaks of itself: "told this newspaper"."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Carrier(msgspec.Struct, frozen=True):
    """An article as one of many: its outlet (an entity id, else its name), the agencies that byline, dateline and footer credit, the
    media cited in the lead, and whether it shows reporting of its own."""

    article: str
    outlet: str | None = None
    country: str | None = None
    lang: str | None = None
    published: str | None = None
    credited: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()
    own: bool = False


def carrier(record: Record) -> Carrier:
    """What a record says about whose word its article passes on."""
    document = record.document
    paragraphs = [s for s in record.segments if s.kind == "paragraph"]
    lead = paragraphs[min(LEAD, len(paragraphs)) - 1].end if paragraphs else 0
    media = {e.id: e for e in record.entities if e.id.startswith("media/")}
    credited = frozenset(p.entity for p in document.credits if p.entity is not None)
    cited = frozenset(i for i, e in media.items() if any(m.start < lead for m in e.mentions)) - credited - {document.outlet_entity}
    entity = next((e for e in record.entities if e.id == document.outlet_entity), None)
    return Carrier(
        article=document.id,
        outlet=document.outlet_entity or document.outlet,
        country=entity.country if entity is not None else None,
        lang=document.languages[0] if document.languages else None,
        published=document.published.start if document.published is not None else None,
        credited=credited,
        cited=cited,
        own=_own(record),
    )


def _own(record: Record) -> bool:
    """Whether a reporter is named or the outlet speaks of itself as the one that asked."""
    text = record.document.text
    if any(e.id in OWN for e in record.entities):
        return True
    named = (text[s.start : s.end] for s in record.segments if s.kind == "byline")
    return any(not any(c.isdigit() for c in line) and len(_LETTERS.findall(line)) > 1 for line in named)


def sheet(record: Record) -> Sheet:
    """The body of a record's article, from which copies are told."""
    document = record.document
    body = "\n\n".join(document.text[s.start : s.end] for s in record.segments if s.kind == "paragraph")
    return Sheet(
        article=document.id,
        text=body,
        lang=document.languages[0] if document.languages else None,
        published=document.published.start if document.published is not None else None,
        outlet=document.outlet_entity or document.outlet,
        agencies=frozenset(p.entity for p in document.credits if p.entity is not None),
    )


def origins(carriers: Iterable[Carrier], groups: Iterable[Group] = ()) -> Mapping[str, frozenset[str]]:
    """Whose word each article passes on, by article: agencies, other media, or its own outlet.

    Copies have the origin of their group. An article that cites only others for it, and shows no reporting of its own, counts as those.
    """
    by_article = {c.article: c for c in carriers}
    found = {a: _alone(c) for a, c in by_article.items()}
    for group in groups:
        first = by_article.get(group.origin)
        given = frozenset((group.agency,)) if group.agency else _alone(first) if first is not None else frozenset((group.origin,))
        found.update({a: given for a in group.articles if a in found and not (by_article[a].credited - given)})
    return found


def _alone(carrier: Carrier) -> frozenset[str]:
    if carrier.credited:
        return carrier.credited
    if carrier.cited and not carrier.own:
        return carrier.cited
    return frozenset((carrier.outlet or carrier.article,))


def independent(articles: Iterable[str], of: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The different origins behind some articles."""
    return frozenset(origin for article in articles for origin in of.get(article, ()))
