"""Who said what: claims, contested points, changes of position; quote beside quote."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from diurna import pages
from diurna.ledger.event_rows import find_claims_about
from diurna.ledger.rows import ClaimRow
from diurna.query import Asked
from diurna.web.page import Page, Shown, cut

FILTERS = ("speaker", "about", "act", "q", "type", "since", "until", "place", "lang", "source")
SIZE = 25
NEAR, REACH = 200, 1500
"""Claims that are looked at for words and parties: as many at first, and at most."""
SIDES = (
    ("Asserts", ("say", "confirm", "accuse", "assess", "threaten", "promise", "demand")),
    ("Denies", ("deny", "refuse", "retract")),
    ("Acknowledges", ("acknowledge",)),
    ("Leaves open", ("not_rule_out", "decline_to_comment")),
)
"""Where each act stands to a contested point, in the order in which the page shows them."""


def claims(page: Page) -> Response:
    """Claims by the day they were made."""
    ask = page.read()
    size = page.size(SIZE)
    wanted = ask.page * size + 1
    rows = found(page, wanted)
    shown, paging = cut(page, rows, size)
    return page.html(
        "claims.html", title="Claims", rows=shown, paging=paging, filters=FILTERS, reach=REACH if ask.q or ask.about else None,
        judged=pages.judged(page.reader, [c.claim for c in shown]), export=Shown(claims=tuple(c.claim for c in shown)),
    )  # fmt: skip


def found(page: Page, wanted: int) -> list[ClaimRow]:
    """Claims as asked for, `wanted` at most: with the words in what is said, about events in which somebody takes part."""
    ask = page.ask
    if not ask.q and ask.about is None:
        return list(page.ledger.claims(limit=wanted, **page.asked))
    words = ask.q.casefold().split()
    rows: list[ClaimRow] = []
    for part in _looked_at(page):
        rows += [c for c in part if all(w in c.quote.casefold() for w in words)]
        if len(rows) >= wanted:
            break
    return rows[:wanted]


def _looked_at(page: Page) -> Iterator[list[ClaimRow]]:
    """The latest claims, some at a time, REACH at most; where it matters whom they are about, those that are."""
    if page.ask.about is None:
        yield list(page.ledger.claims(limit=NEAR, **page.asked))
        yield list(page.ledger.claims(limit=REACH, **page.asked))[NEAR:]
        return
    whom = page.ledger.filter(Asked(actor=page.ask.about)).actor
    assert whom is not None
    yield from find_claims_about(page.reader, page.ledger.filter(page.ask.asked), whom, REACH)


def changes(page: Page) -> Response:
    """Who said otherwise before: both passages, side by side."""
    ask = page.read()
    size = page.size(SIZE)
    shown, paging = cut(page, list(page.ledger.changes(limit=ask.page * size + 1, **page.asked)), size)
    both = [c.claim for row in shown for c in (row.source, row.to) if c is not None]
    about = [e for row in shown for e in row.about]
    return page.html(
        "changes.html", title="Changes of position", rows=shown, paging=paging,
        filters=("speaker", "since", "until", "type", "lang", "source"),
        export=Shown(tuple(dict.fromkeys(about)), tuple(dict.fromkeys(both))),
    )  # fmt: skip


def contested(page: Page) -> Response:
    """Points that some assert and others deny."""
    ask = page.read()
    size = page.size(15)
    filter = page.ledger.filter(ask.asked)
    rows = pages.contested(page.reader, filter, ask.page * size + 1)
    shown, paging = cut(page, rows, size)
    return page.html(
        "contested.html", title="Contested", rows=[(point, sides(point.claims)) for point in shown], paging=paging,
        filters=("since", "until", "type", "actor", "recipient", "place", "lang", "source"),
        export=Shown(
            tuple(dict.fromkeys(e.event.id for p in shown for e in p.events)),
            tuple(dict.fromkeys(c.claim for p in shown for c in p.claims)),
        ),
    )  # fmt: skip


def sides(found: tuple[ClaimRow, ...]) -> list[tuple[str, list[ClaimRow]]]:
    """Claims by where they stand, each side in time order; sides that nobody takes are left out."""
    parted = [(name, [c for c in found if c.act in acts]) for name, acts in SIDES]
    return [(name, said) for name, said in parted if said]
