"""Search: articles that hold the words, each with the sentence that shows most."""

from __future__ import annotations

from starlette.responses import Response

from diurna import pages
from diurna.web.page import Page, cut

FILTERS = ("since", "until", "lang", "source")
SIZE = 20


def search(page: Page) -> Response:
    """Articles by their words; without words the latest."""
    ask = page.read()
    size = page.size(SIZE)
    wanted = ask.page * size + 1
    if ask.q:
        rows = list(page.ledger.search(ask.q, limit=wanted, **page.asked))
        shown, paging = cut(page, rows, size)
        return page.html("search.html", title="Search", rows=shown, paging=paging, filters=FILTERS, latest=(), words=ask.q)
    documents = pages.latest_articles(page.reader, wanted)
    found = page.reader.article_rows(documents)
    shown, paging = cut(page, [found[d] for d in documents if d in found], size)
    return page.html("search.html", title="Search", rows=(), latest=shown, paging=paging, filters=FILTERS)


def sources(page: Page) -> Response:
    """Who tells, and when they were silent."""
    page.read()
    rows, paging = cut(page, list(page.ledger.sources(**page.asked)), page.size(100))
    first = min((r.first for r in rows if r.first), default=None)
    last = max((r.last for r in rows if r.last), default=None)
    return page.html("sources.html", title="Sources", rows=rows, filters=("since", "until", "lang"), first=first, last=last, paging=paging)
