"""Every page in a real browser, at two widths, light and dark: accessible, nothing in the console, nothing that runs over the edge.

`make web-check` runs this. PICTURES=folder keeps a picture of each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from diurna.query import Ledger
from diurna.web.browsing import breaches, chromium, serving

PAGES = {
    "happenings": "/", "happening": "/happening/{event}", "article": "/article/{document}", "timeline": "/timeline", "map": "/map",
    "actors": "/actors", "actor": "/actor/RUS", "network": "/network", "dyad": "/dyad?actor=RUS&recipient=UKR", "claims": "/claims",
    "contested": "/contested", "changes": "/changes", "review": "/review", "review-claims": "/review?kind=claim",
    "review-links": "/review?kind=link", "sources": "/sources",
    "search": "/search?q=missile", "filters": "/timeline?type=ASSAULT&since=2022", "help": "/help", "json": "/api",
    "empty": "/?since=2090", "problem": "/?actor=Nemo",
}  # fmt: skip
WIDTHS = {"wide": 1280, "narrow": 360}


@pytest.fixture(scope="module")
def home(examples: Path) -> Iterator[str]:
    with serving(examples) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])


@pytest.fixture(scope="module")
def named(examples: Path) -> dict[str, str]:
    """An event that several tellings have, and an article with changes of position."""
    with Ledger(examples) as ledger:
        event = max(ledger.happenings(limit=None), key=lambda h: (len(h.events), h.id)).id
        return {"event": event, "document": next(c.within for c in ledger.changes() if c.within)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_all(home: str, browser: Browser, named: dict[str, str], name: str, width: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 860}, color_scheme=scheme)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(home + PAGES[name].format(**named))
    if name == "map":
        page.wait_for_selector("#map[data-drawn]")
    pictures = os.environ.get("PICTURES")
    if pictures and scheme == "light":
        Path(pictures).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{pictures}/{name}-{width}.png")
    # An answer that is a problem by intent is in the console as such.
    assert [t for t in told if not (name == "problem" and "400" in t)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    assert breaches(page) == []
    context.close()
