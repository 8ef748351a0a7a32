"""The front page: what happened lately, each happening once; and one happening with all who tell it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable

import msgspec
from starlette.responses import Response

from diurna import pages
from diurna.ledger.rows import ArticleRow, EventRow
from diurna.query import Happening
from diurna.web.asked import Question
from diurna.web.page import NotThere, Page, Shown, turning
from diurna.web.visits import COOKIE, visit

FILTERS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source", "status", "assertion", "origins", "only")
SIZE = 20
AHEAD = 500
"""Happenings dated later than the last article that are stepped over, at most, on the way to what happened."""
LOOK = 80
"""Happenings that each page looks at for those that are contested, changed, new or of few origins; the next page looks further."""


class Told(msgspec.Struct, frozen=True):
    """A happening as the front page shows it."""

    happening: Happening
    lead: EventRow
    contested: bool
    changed: bool
    new: bool
    day: str | None


def front(page: Page) -> Response:
    """What happened lately; what is dated later than the last article is stepped over and counted."""
    ask = page.read()
    now = visit(page.request.cookies.get(COOKIE, ""), pages.last_added(page.reader) or "", int(time.time()))
    count, first, last = pages.totals(page.reader)
    free = last is not None and ask.asked.since is ask.asked.until is None
    later = page.ledger.begun_after(last, AHEAD, **page.asked) if free and last is not None else 0
    narrow = bool(ask.only or ask.origins)
    size = LOOK if narrow else page.size(SIZE)
    told = list(page.ledger.each_happening(limit=size + 1, skip=later + (ask.page - 1) * size, **page.asked))
    fitting = [h for h in told[:size] if _fits(ask, h)]
    about = pages.changed(page.reader, {a.document for h in fitting for a in h.articles})
    shown = [t for t in (describe(h, about, now.before) for h in fitting) if _marked(ask, t)]
    answer = page.html(
        "front.html", title="Happenings", rows=shown, paging=turning(page, len(told) > size), filters=FILTERS, count=count, first=first,
        last=last, fresh=_fresh(page, now.before), seen=bool(now.before), later=later, ahead=AHEAD, looked=LOOK if narrow else None,
        export=_shown(t.happening for t in shown),
    )  # fmt: skip
    answer.set_cookie(COOKIE, now.cookie(), max_age=400 * 86400, httponly=True, samesite="strict", path="/")
    return answer


def _fits(ask: Question, found: Happening) -> bool:
    return ask.origins is None or found.origins < ask.origins


def _marked(ask: Question, told: Told) -> bool:
    return ask.only is None or bool(getattr(told, ask.only))


def _fresh(page: Page, seen: str) -> int:
    """How many of the latest articles were added since the last visit."""
    if not seen:
        return 0
    articles = page.reader.article_rows(pages.latest_articles(page.reader, 200))
    return sum(a.added > seen for a in articles.values())


def describe(found: Happening, about: Collection[str], seen: str = "") -> Told:
    """A happening with what marks it; `about` are events about which somebody changed position."""
    account = found.account
    contested = any(row.event.assertion in ("disputed", "denied_only") for row in found.events) or (
        account is not None and (bool(account.denied) or any(t.disputed for t in account.tolls))
    )
    changed = any(row.event.id in about for row in found.events) or any(a.version > 1 for a in found.articles)
    new = bool(seen) and any(a.added > seen for a in found.articles)
    return Told(found, found.events[0], contested, changed, new, found.first)


def _shown(found: Iterable[Happening]) -> Shown:
    happenings = list(found)
    return Shown(tuple(row.event.id for h in happenings for row in h.events), happenings=tuple(h.id for h in happenings))


class Outlet(msgspec.Struct, frozen=True):
    """An article that tells a happening, with its events in it and the articles that copy it."""

    article: ArticleRow
    events: tuple[EventRow, ...]


def happening(page: Page) -> Response:
    """One happening: all who tell it, tolls, blame, claims, quote beside quote."""
    id = page.request.path_params["id"]
    page.read()
    found = page.ledger.happening(id)
    if found is None:
        raise NotThere(f"No happening has the event {id}. It may have been coded anew; search for its words.")
    told = describe(found, pages.changed(page.reader, [a.document for a in found.articles]))
    outlets = [Outlet(a, tuple(e for e in found.events if e.document == a.document)) for a in found.articles]
    claims = page.ledger.claims_about([row.event.id for row in found.events])
    links = [link for row in found.events for link in page.reader.links("happening", row.event.id)]
    unique = {link.id: link for link in links}
    shown = Shown(tuple(r.event.id for r in found.events), tuple(c.claim for c in claims), (found.id,))
    return page.html(
        "happening.html", title="Happening", told=told, found=found, outlets=outlets, claims=claims, links=list(unique.values()),
        names=_names(page, found), judged=pages.judged(page.reader, [row.event.id for row in found.events]), export=shown,
    )  # fmt: skip


def _names(page: Page, found: Happening) -> dict[str, str]:
    """Names of the origins, speakers and states that an account gives by id."""
    account = found.account
    ids = {*account.origins, *account.quoted, *account.blamed, *account.countries} if account is not None else set[str]()
    return {id: named[1].name if (named := pages.entity(page.reader, id)) is not None else id.rpartition("/")[2] for id in sorted(ids)}
