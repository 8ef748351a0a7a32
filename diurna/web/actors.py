"""Actors: who acts and is acted on most, and a page for each: names, offices, what it does and suffers over time, what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from starlette.responses import Response

from diurna import pages
from diurna.coding import packs
from diurna.gazetteer.entries import Held
from diurna.ledger.filters import Filter
from diurna.ledger.rows import ChangeRow
from diurna.model import Entity
from diurna.query import Unknown
from diurna.tables import Table
from diurna.web.chart import monthly
from diurna.web.page import NotThere, Page, Shown, cut
from diurna.web.phrases import quad

SIZE = 50
SHOWN = 6
REACH = 2000
"""Events each way that the picture counts, at most: the latest."""
LATEST = 200
"""Events of an actor from which its partners are counted: the latest."""


class Office(msgspec.Struct, frozen=True):
    """An office that somebody held: in what, or, on the page of what it is held in, by whom."""

    office: str
    of: str
    of_id: str
    since: str | None
    until: str | None


class Partner(msgspec.Struct, frozen=True):
    """Another side with what went there and what came back, by quad class."""

    id: str
    name: str
    there: dict[str, int]
    back: dict[str, int]


def actors(page: Page) -> Response:
    """Who acts and is acted on most."""
    ask = page.read()
    size = page.size(SIZE)
    shown, paging = cut(page, list(page.ledger.actors(limit=ask.page * size + 1, **page.asked)), size)
    most = max((r.actor + r.recipient for r in shown), default=1)
    return page.html(
        "actors.html", title="Actors", rows=shown, paging=paging, filters=("since", "until", "type", "place", "lang", "source"), most=most,
    )  # fmt: skip


def actor(page: Page) -> Response:
    """One actor."""
    id = page.request.path_params["id"]
    page.read()
    found = pages.entity(page.reader, id)
    if found is None:
        raise NotThere(f"Nobody in this ledger has the id {id}. Search the actors for the name.")
    row, entity = found
    whole = entity.id == (entity.country or entity.id)
    try:
        acting = page.ledger.filter(msgspec.structs.replace(page.ask.asked, actor=id))
        acted_on = page.ledger.filter(msgspec.structs.replace(page.ask.asked, recipient=id))
    except Unknown:
        return page.html(
            "actor.html", title=entity.name, entity=entity, whole=whole, names=_names(entity), offices=_offices(id), holders=_holders(id),
            doing=(), suffering=(), said=(), moved=(), chart=monthly(()), partners=(), named=False,
        )  # fmt: skip
    doing, suffering = (page.ledger.events(limit=SHOWN, **page.asked | {role: id}) for role in ("actor", "recipient"))
    said, moved = page.ledger.claims(limit=SHOWN, **page.asked | {"speaker": id}), _moved(page, id)
    claims = [*(c.claim for c in said), *(c.claim for m in moved for c in (m.source, m.to) if c is not None)]
    return page.html(
        "actor.html", title=entity.name, entity=entity, whole=whole, names=_names(entity), offices=_offices(id), holders=_holders(id),
        doing=doing, suffering=suffering, said=said, moved=moved, named=True,
        chart=monthly(pages.by_month(page.reader, (acting, acted_on), REACH)), partners=_partners(page, id, row, whole, acting, acted_on),
        export=Shown(tuple(dict.fromkeys(r.event.id for r in (*doing, *suffering))), tuple(dict.fromkeys(claims))),
    )  # fmt: skip


def _moved(page: Page, id: str) -> Table[ChangeRow]:
    return page.ledger.changes(limit=SHOWN, **page.asked | {"speaker": id})


def _names(entity: Entity) -> list[tuple[str, str]]:
    """Names by language: those of the packs, else those that an article gave."""
    known = dict(entity.names)
    if not entity.id.startswith(("unknown/", "generic/")):
        known |= {lang: name for lang in packs() if (name := packs()[lang].names.label(entity.id)) is not None}
    return sorted(known.items())


def _offices(id: str) -> list[Office]:
    """The offices of a person, the latest first."""
    entry = packs().gazetteer.entity(id)
    held: Sequence[Held] = entry.offices if entry is not None else ()
    return [_office(h, h.of) for h in sorted(held, key=lambda h: h.since or "", reverse=True)]


def _office(held: Held, with_: str) -> Office:
    gazetteer = packs().gazetteer
    office, of = gazetteer.offices.get(held.office), gazetteer.entity(with_)
    return Office(office.label if office else held.office, of.label if of else with_, with_, held.since, held.until)


@lru_cache(maxsize=256)  # the whole gazetteer is looked through
def _holders(id: str) -> tuple[Office, ...]:
    """Who held which office of a state or a body, the latest first; `of` is the person."""
    entries = packs().gazetteer.entries.values()
    found = [_office(h, entry.id) for entry in entries if entry.kind == "person" for h in entry.offices if h.of == id]
    return tuple(sorted(found, key=lambda h: h.since or "", reverse=True)[:40])


def _partners(page: Page, id: str, row: int, whole: bool, acting: Filter, acted_on: Filter) -> list[Partner]:
    """The sides with which it had to do in its latest events, the most frequent first."""
    there: dict[str, Counter[str]] = {}
    back: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for counts, found, mine in ((there, acting, "actors"), (back, acted_on, "recipients")):
        sketches = pages.sketches(page.reader, found, LATEST)
        known = pages.known(page.reader, (p for s in sketches for p in (*s.actors, *s.recipients)))
        ours = known[row].side if row in known else id
        for s in sketches:
            others = {known[p] for p in (s.recipients if mine == "actors" else s.actors) if p in known and p != row}
            for side in {o.side for o in others if not whole or o.side != ours}:
                counts.setdefault(side, Counter())[quad(s.type)] += 1
            names.update({o.side: o.side_name for o in others})
    sides = sorted({*there, *back}, key=lambda s: -(sum(there.get(s, {}).values()) + sum(back.get(s, {}).values())))
    return [Partner(s, names.get(s, s), dict(there.get(s, {})), dict(back.get(s, {}))) for s in sides[:20]]
