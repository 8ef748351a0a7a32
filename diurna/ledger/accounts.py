"""The account of a happening out of the ledger's rows: articles, copies, independent origins, whom they quote, where they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from diurna.ledger.database import Database
from diurna.ledger.days import iso
from diurna.ledger.filters import marks
from diurna.ledger.linked import Kept, articles_of, groups, load, members, standing_links
from diurna.resolve.account import Account, account
from diurna.resolve.carriers import Carrier, origins
from diurna.resolve.copies import Group, Sheet, group_of


def account_of(db: Database, events: Collection[str], blocs: Mapping[str, Iterable[str]] | None = None) -> Account | None:
    """What is known of some events as one happening; None where the linker has not seen them. `blocs` gives the states of each bloc."""
    kept = load(db, articles_of(db, events))
    told = [t for k in kept.values() for t in k.tellings if t.event in events]
    if not told:
        return None
    copied, carriers = _copied(db, kept.values())
    quoted = {s for k in kept.values() for stand in k.stands if any(e in events for e, _ in stand.about) for s in stand.speakers}
    plans = [known.left for known in standing_links(db, "fulfils", events) if known.right in events]
    return account(told, carriers, origins(carriers.values(), copied), quoted, blocs, plans[0] if plans else None)


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
