"""Questions to a ledger: filters, names, happenings, both sides of a dyad, tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diurna.ledger.conftest import article, coded
from diurna.ledger.rows import NewLink
from diurna.ledger.writer import Writer
from diurna.query import Ledger, Unknown

ARTICLES = (
    (
        "Russia attacked Kharkiv on Monday, killing 12 people. Ukraine condemned Russia. "
        "Ukraine said that Russia attacked Kharkiv on Monday.",
        "2025-06-03",
        "Klow Courier",
    ),
    (
        "Russian troops attacked Kharkiv on Monday, killing 15 people. The Kremlin denied that Russia attacked Kharkiv.",
        "2025-06-04",
        "Szohôd Times",
    ),
    ("France praised Germany on Tuesday. Germany thanked France.", "2025-07-02", "Klow Courier"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        for n, (text, date, outlet) in enumerate(ARTICLES):
            arrival = article(text, url=f"https://x.example/{n}", date=date, outlet=outlet)
            writer.add(arrival, coded(arrival))
    with Ledger(path) as found:
        yield found


def test_a_country_means_all_who_stand_for_it(ledger: Ledger) -> None:
    by_code = {r.event.id for r in ledger.events(actor="RUS")}
    assert by_code == {r.event.id for r in ledger.events(actor="russia")} == {r.event.id for r in ledger.events(actor="Russia")}
    assert {r.document for r in ledger.events(actor="RUS", type="assault")} == {
        r.document for r in ledger.events(until="2025-06-30", type="ASSAULT")
    }


def test_filters_narrow_and_combine(ledger: Ledger) -> None:
    every = list(ledger.events())
    assert {r.source for r in ledger.events(source="szohod")} == {"Szohôd Times"}
    assert {r.document for r in ledger.events(since="2025-07")} == {
        r.document for r in every if r.source == "Klow Courier" and (r.first or "") > "2025-06-30"
    }
    assert not ledger.events(lang="it")
    assert all(r.event.type == "ASSAULT" for r in ledger.events(type="ASSAULT", place="Kharkiv"))
    assert [r.first for r in ledger.timeline()] == sorted(r.first or "" for r in every)
    assert len(ledger.events(limit=2)) == 2


def test_a_name_that_nobody_has_is_told_with_what_comes_near(ledger: Ledger) -> None:
    with pytest.raises(Unknown, match="Rusia: nobody and nothing in this ledger is called so; near: russia"):
        ledger.events(actor="Rusia")
    with pytest.raises(ValueError, match="not a day"):
        ledger.events(since="soon")
    with pytest.raises(Unknown, match="no such source"):
        ledger.events(source="Pravda'; DROP TABLE article; --")
    with pytest.raises(Unknown):
        ledger.events(actor="\udcff")


def test_claims_by_speaker_act_and_what_they_are_about(ledger: Ledger) -> None:
    (denial,) = ledger.claims(speaker="RUS", act="deny")
    assert "attacked Kharkiv" in denial.quote
    types = {r.event.id: r.event.type for r in ledger.events()}
    for kind in set(types.values()):
        about = {c.claim for c in ledger.claims() if kind in {types[e] for e in c.events}}
        assert {c.claim for c in ledger.claims(type=kind)} == about
    assert ledger.claims(type="ASSAULT", speaker="UKR")
    assert not ledger.claims(type="AID")


def test_a_dyad_has_both_ways(ledger: Ledger) -> None:
    found = ledger.dyad("Russia", "UKR")
    assert (found.a, found.b) == ("RUS", "UKR")
    assert found.back.get("ACCUSE") == 1
    assert {e.event.id for e in found.events} >= {r.event.id for r in ledger.events(actor="UKR", recipient="RUS")}
    assert ledger.dyad("FRA", "DEU", since="2026").events == ()


def test_events_that_are_linked_are_one_happening(ledger: Ledger) -> None:
    first, second = sorted(r.event.id for r in ledger.events(type="ASSAULT", status="actual", until="2025-06-04") if r.event.quantities)
    alone = len(ledger.happenings(type="ASSAULT"))
    with Writer(ledger.reader.path) as writer:
        writer.add_links([NewLink("happening", first, second, "type, roles, day", 8.0)])
    joined = ledger.happenings(type="ASSAULT")
    assert len(joined) == alone - 1
    (one,) = [h for h in joined if len(h.events) == 2]
    assert (one.id, len(one.articles), one.origins, one.languages) == (first, 2, 2, ("en",))
    assert set(one.sources) == {"Klow Courier", "Szohôd Times"}


def test_copies_count_as_one_origin(ledger: Ledger) -> None:
    copy = article(ARTICLES[0][0], url="https://y.example/copy", date="2025-06-03", outlet="Borduria Today")
    with Writer(ledger.reader.path) as writer:
        writer.add(copy, None)
    found = [h for h in ledger.happenings(type="ASSAULT") if "Borduria Today" in h.sources]
    assert found and all((len(h.articles), h.origins) == (2, 1) for h in found)


def test_actors_are_the_same_by_sums_and_by_looking(ledger: Ledger) -> None:
    summed = {(a.entity, a.actor, a.recipient) for a in ledger.actors()}
    looked = {(a.entity, a.actor, a.recipient) for a in ledger.actors(since="2025-01-01", until="2025-12-31", lang="en")}
    window = {(a.entity, a.actor, a.recipient) for a in ledger.actors(since="2025-01-01", until="2025-12-31")}
    assert summed == looked == window != set()


def test_sums_follow_an_edit(ledger: Ledger) -> None:
    with Writer(ledger.reader.path) as writer:
        for n in range(2):
            edited = article("Nothing happened.", url=f"https://x.example/{n}")
            writer.add(edited, coded(edited))
    assert {a.country for a in ledger.actors()} == {"FRA", "DEU"}
    assert not ledger.changes()


def test_silence_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        for day in (1, 2, 3, 4, 20, 21):
            arrival = article(
                f"France praised Germany on day {day}.", url=f"https://x.example/{day}", date=f"2025-06-{day:02}", outlet="Daily"
            )
            writer.add(arrival, coded(arrival))
    with Ledger(path) as ledger:
        (source,) = ledger.sources()
    assert (source.articles, source.first, source.last, source.days["2025-06-03"]) == (6, "2025-06-01", "2025-06-21", 1)
    assert [(g.first, g.last, g.days) for g in source.gaps] == [("2025-06-05", "2025-06-19", 15)]


def test_rows_become_tables(ledger: Ledger) -> None:
    events, claims = ledger.events(), ledger.claims()
    assert events.to_polars().shape[0] == len(events) == events.to_arrow().num_rows == len(events.to_pandas())
    assert claims.to_polars()["act"].to_list() == [c.act for c in claims]
    assert events.to_polars()["sentence"][0] == events[0].quote
    assert ledger.events(type="AID").to_polars().shape == (0, 0)
    for rows in (ledger.happenings(), ledger.actors(), ledger.sources(), ledger.changes(), ledger.search("Kharkiv"), ledger.articles()):
        assert rows.to_arrow().num_rows == len(rows)


def test_a_missing_library_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"polars is not installed; pip install 'diurna\[tables\]' brings it"):
        ledger.events().to_polars()
