"""The accounts of happenings out of the ledger's rows: articles, copies, independent origins, whom they quote, where they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from diurna.ledger.database import Database
from diurna.ledger.days import iso
from diurna.ledger.filters import marks
from diurna.ledger.linked import Kept, groups, load, members, standing_links
from diurna.resolve.account import Account, account
from diurna.resolve.carriers import Carrier, origins
from diurna.resolve.copies import Group, Sheet, group_of
from diurna.resolve.tellings import Telling


def accounts_of(
    db: Database, happenings: Mapping[str, Collection[str]], kept: Collection[Kept], blocs: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Account]:
    """What is known of happenings, given as event ids, from what the linker keeps of the articles that tell them.

    Those that the linker has not seen are left out. `blocs` gives the states of each bloc. All are read in a few questions.
    """
    if not kept:
        return {}
    tellings: dict[str, Telling] = {t.event: t for k in kept for t in k.tellings}
    copied, carriers = _copied(db, kept)
    whose = origins(carriers.values(), copied)
    quoted: dict[str, set[str]] = {}
    for stand in (s for k in kept for s in k.stands):
        for event, _ in stand.about:
            quoted.setdefault(event, set()).update(stand.speakers)
    plans: dict[str, tuple[int, str]] = {}
    for known in standing_links(db, "fulfils", {e for events in happenings.values() for e in events}):
        plans.setdefault(known.right, (known.id, known.left))
    found: dict[str, Account] = {}
    for lead, events in happenings.items():
        if told := [tellings[e] for e in events if e in tellings]:
            speakers = {s for e in events for s in quoted.get(e, ())}
            _, plan = min((plans[e] for e in events if e in plans), default=(0, None))
            found[lead] = account(told, carriers, whose, speakers, blocs, plan)
    return found


def _copied(db: Database, kept: Collection[Kept]) -> tuple[list[Group], dict[str, Carrier]]:
    """The groups of articles with one text that some articles belong to, and the carriers of all of them."""
    carriers = {k.document: k.carrier for k in kept}
    leads = groups(db, "copy", list(carriers))
    rest = members(db, "copy", set(leads.values())) - set(carriers)
    carriers.update(_others(db, rest))
    by_lead: dict[str, list[str]] = {}
    for document, lead in groups(db, "copy", list(carriers)).items():
        by_lead.setdefault(lead, []).append(document)
    return [group_of([_sheet(carriers[d]) for d in sorted(together)]) for _, together in sorted(by_lead.items())], carriers


def _others(db: Database, documents: Collection[str]) -> dict[str, Carrier]:
    """Carriers of articles that were not loaded: of exact copies, which have no record, only outlet and day are known."""
    if not documents:
        return {}
    wanted = sorted(documents)
    rows = db.rows(
        "SELECT a.id, a.document, s.name, a.lang, a.day FROM article a JOIN source s ON s.id = a.source "
        f"WHERE a.document IN ({marks(wanted)})",
        wanted,
    )
    known = load(db, [row[0] for row in rows])
    bare = {row: Carrier(document, source, None, lang, iso(day)) for row, document, source, lang, day in rows}
    return {document: known[row].carrier if row in known else bare[row] for row, document, *_ in rows}


def _sheet(carrier: Carrier) -> Sheet:
    return Sheet(carrier.article, "", carrier.lang, carrier.published, carrier.outlet, carrier.credited)
