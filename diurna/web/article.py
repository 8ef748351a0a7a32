"""One article: its words with every span marked, the rows that stand on them, its versions, copies and bytes."""

from __future__ import annotations

import hashlib

import msgspec
from starlette.responses import Response

from diurna import pages
from diurna.ledger.event_rows import claims_by_id, events_by_id
from diurna.model import Record
from diurna.web import marks
from diurna.web.page import NotThere, Page, Shown
from diurna.wording import Words


class Came(msgspec.Struct, frozen=True):
    """When, how and from where an article's bytes came, how many, and their SHA-256; None once they were forgotten."""

    at: str
    how: str
    place: str
    size: int | None
    hash: str | None


def article(page: Page) -> Response:
    """An article by its document id, or the start of one."""
    page.read()
    which = page.request.path_params["document"]
    documents = page.reader.documents(which)
    row = page.reader.article(documents[0]) if documents else None
    if row is None:
        raise NotThere(f"No article has the id {which}.")
    told = row.document if row.state != "copy" or row.same is None else row.same
    coded = page.reader.coded(told)
    common = {"row": row, "copy_of": row.same, "came": _came(page, row.document), "versions": page.reader.versions(row.document)}
    copies = [a for d in page.reader.group("copy", row.document) if d != row.document and (a := page.reader.article(d)) is not None]
    if coded is None:
        return page.html("article_bare.html", title=row.title or row.key, text=page.reader.text(row.document), copies=copies, **common)
    now = page.reader.judged(coded)
    record = _with_overruled(coded, now)
    ids = [*(e.id for e in record.events), *(c.id for c in record.claims)]
    events, claims = events_by_id(page.reader, [e.id for e in record.events]), claims_by_id(page.reader, [c.id for c in record.claims])
    return page.html(
        "article.html", title=row.title or row.key, record=record, names=Words(record), parts=marks.parts(record),
        labels=marks.labels(record), copies=copies, judged=pages.judged(page.reader, ids),
        event_rows=[events[e.id] for e in record.events if e.id in events],
        claim_rows=[claims[c.id] for c in record.claims if c.id in claims],
        claims={c.id: c for c in record.claims},
        happenings={e.id: len(page.reader.group("happening", e.id)) for e in record.events},
        export=Shown(tuple(e.id for e in now.events), tuple(c.id for c in now.claims)), **common,
    )  # fmt: skip


def _with_overruled(coded: Record, now: Record) -> Record:
    """The record as persons have corrected it, with what they called wrong still in its place: the page shows it struck out."""
    events, claims = {e.id: e for e in now.events}, {c.id: c for c in now.claims}
    return msgspec.structs.replace(
        coded, entities=now.entities, events=tuple(events.get(e.id, e) for e in coded.events),
        claims=tuple(claims.get(c.id, c) for c in coded.claims),
    )  # fmt: skip


def _came(page: Page, document: str) -> list[Came]:
    return [
        Came(at, how, place, None if data is None else len(data), None if data is None else hashlib.sha256(data).hexdigest())
        for at, how, place, data in page.reader.raw(document)
    ]
