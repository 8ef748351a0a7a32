"""Search: articles that hold the words, each with the sentence that shows most."""

from __future__ import annotations

from starlette.responses import Response

from diurna import pages
from diurna.web.page import Page, cut, turning

FILTERS = ("since", "until", "lang", "source")
SIZE = 20
SOURCES, DAYS = 50, 100
"""Sources of a page, and the last days with articles of each between which its silence is looked for."""


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
    size = page.size(SOURCES)
    rows = list(page.ledger.some_sources(limit=size + 1, skip=(page.ask.page - 1) * size, days=DAYS, **page.asked))
    paging = turning(page, len(rows) > size)
    return page.html("sources.html", title="Sources", rows=rows[:size], filters=("since", "until", "lang"), days=DAYS, paging=paging)
