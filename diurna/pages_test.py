"""What pages ask a ledger says the same as the longer way to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from diurna import pages
from diurna.ledger.conftest import article, put
from diurna.ledger.event_rows import find_claims_about
from diurna.ledger.writer import Writer
from diurna.query import Asked, Ledger

TEXTS = (
    ("Russian troops attacked Kharkiv on Monday. Russia attacked Russia on Tuesday. Iran said that Russia attacked Ukraine.", "2025-06-04"),
    ("Russia condemned Ukraine. Ukraine and Russia met in Geneva. France said that Germany helped Poland.", "2025-07-02"),
    ("Iran denied that Russia attacked Ukraine. Russia praised Iran.", "2025-11-20"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Writer(tmp_path / "news.db") as writer:
        for n, (text, day) in enumerate(TEXTS):
            put(writer, article(text, url=f"https://x.example/{n}", date=day, outlet="Klow Courier" if n != 1 else "Szohôd Times"))
        for n, day in enumerate(("2025-06-05", "2025-06-06", "2025-06-08")):
            put(writer, article(f"Nothing happened, number {n}.", url=f"https://y.example/{n}", date=day, outlet="Klow Courier"))
    with Ledger(tmp_path / "news.db") as found:
        yield found


@pytest.mark.parametrize("name", ["RUS", "Ukraine", "RUS/troops"])
def test_events_by_month_are_those_of_the_actor_each_once(ledger: Ledger, name: str) -> None:
    rows = {r.event.id: r for r in (*ledger.events(actor=name), *ledger.events(recipient=name))}
    wanted = Counter(((r.first or "")[:7], r.event.type) for r in rows.values())
    found = pages.by_month(ledger.reader, (ledger.filter(Asked(actor=name)), ledger.filter(Asked(recipient=name))), 100)
    assert found == sorted((*key, n) for key, n in wanted.items()) != []


def test_what_else_is_asked_holds_by_month_too(ledger: Ledger) -> None:
    filter = ledger.filter(Asked(actor="RUS", type="ASSAULT", since="2025-06"))
    assert {(month, kind) for month, kind, _ in pages.by_month(ledger.reader, (filter,), 100)} == {
        ((r.first or "")[:7], r.event.type) for r in ledger.events(actor="RUS", type="ASSAULT", since="2025-06")
    }


@pytest.mark.parametrize(("speaker", "about"), [("IRN", "UKR"), ("IRN", "RUS"), (None, "DEU"), ("FRA", "UKR")])
def test_claims_about_somebody_are_those_whose_events_name_it(ledger: Ledger, speaker: str | None, about: str) -> None:
    whom = ledger.filter(Asked(actor=about)).actor
    assert whom is not None
    part = {r.event.id for r in (*ledger.events(actor=about), *ledger.events(recipient=about))}
    wanted = [c.claim for c in ledger.claims(speaker=speaker) if part & set(c.events)]
    found = [c.claim for rows in find_claims_about(ledger.reader, ledger.filter(Asked(speaker=speaker)), whom, 50) for c in rows]
    assert found == wanted and bool(found) == (speaker != "FRA")


def test_some_sources_have_the_figures_of_all(ledger: Ledger) -> None:
    every = list(ledger.sources())
    assert list(ledger.some_sources(limit=10)) == every and len(every) == 2
    (second,) = ledger.some_sources(limit=5, skip=1)
    assert second == every[1]


def test_what_lies_before_the_days_that_are_looked_at_is_no_gap(ledger: Ledger) -> None:
    (whole, *_), (some, *_) = ledger.sources(since="2025-01"), ledger.some_sources(limit=1, days=2, since="2025-01")
    assert (some.source, some.articles, some.first, some.last) == (whole.source, whole.articles, whole.first, whole.last)
    assert whole.gaps[0].first == "2025-01-01" and set(some.gaps) < set(whole.gaps)
