"""Questions to a ledger: filters, names, happenings, both sides of a dyad, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from diurna.ledger.conftest import article, coded
from diurna.ledger.event_rows import find_claims, find_events
from diurna.ledger.filters import Filter, Who
from diurna.ledger.rows import NewLink, Outage
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
    with pytest.raises(Unknown, match="Rusiya: nobody and nothing in this ledger is called so; near: russia"):
        ledger.events(actor="Rusiya")
    with pytest.raises(ValueError, match="not a day"):
        ledger.events(since="soon")
    with pytest.raises(Unknown, match="no such source"):
        ledger.events(source="Pravda'; DROP TABLE article; --")
    with pytest.raises(Unknown):
        ledger.events(actor="\udcff")


def test_a_state_is_known_by_its_name_in_languages_that_no_article_is_in(ledger: Ledger) -> None:
    assert list(ledger.events(actor="Rusia")) == list(ledger.events(actor="RUS")) != []
    assert ledger.dyad("Russland", "Ucraina").a == "RUS"


def test_claims_by_speaker_act_and_what_they_are_about(ledger: Ledger) -> None:
    (denial,) = ledger.claims(speaker="RUS", act="deny")
    assert "attacked Kharkiv" in denial.quote
    types = {r.event.id: r.event.type for r in ledger.events()}
    for kind in set(types.values()):
        about = {c.claim for c in ledger.claims() if kind in {types[e] for e in c.events}}
        assert {c.claim for c in ledger.claims(type=kind)} == about
    assert ledger.claims(type="ASSAULT", speaker="UKR")
    assert not ledger.claims(type="AID")


def test_a_name_may_mean_a_country_and_somebody_elsewhere(ledger: Ledger) -> None:
    db = ledger.reader.db
    ((side,),) = db.rows("SELECT id FROM side WHERE code = 'RUS'")
    ((entity,),) = db.rows("SELECT id FROM entity WHERE entity = 'UKR'")
    both = Who((side,), (entity,))
    apart = (Who((side,)), Who((), (entity,)))
    acts = [{r.event.id for r in find_events(ledger.reader, Filter(actor=who))} for who in (both, *apart)]
    assert acts[0] == acts[1] | acts[2] and acts[1] and acts[2]
    said = [{r.claim for r in find_claims(ledger.reader, Filter(speaker=who, act="say"))} for who in (both, *apart)]
    assert said[0] == said[1] | said[2] != set()
    newest = find_events(ledger.reader, Filter(actor=both))
    assert [r.first for r in newest] == sorted((r.first or "" for r in newest), reverse=True)


def test_events_of_many_years_come_in_the_order_of_their_days(ledger: Ledger) -> None:
    days = ["1991-12-08", "2014-03-18", "2022-02-24", "2025-06-05"]
    with Writer(ledger.reader.path) as writer:
        for n, day in enumerate(days):
            arrival = article(
                f"Poland condemned Hungary. Poland denied that Hungary was right, for the {n}th time.", f"file:/{n}", date=day
            )
            writer.add(arrival, coded(arrival))
    for actor, recipient, type in (("POL", None, None), (None, "HUN", None), ("POL", "HUN", "ACCUSE")):
        found = [r.first or "" for r in ledger.events(actor=actor, recipient=recipient, type=type)]
        assert sorted(set(found)) == days and found == sorted(found, reverse=True)
        within = ledger.events(since="2014", until="2022-03", actor=actor, recipient=recipient, type=type)
        assert {r.first for r in within} == set(days[1:3])
    assert ledger.dyad("POL", "HUN").there["ACCUSE"] == len(ledger.events(actor="POL", recipient="HUN", type="ACCUSE"))
    assert {r.day for r in ledger.claims(speaker="POL", until="2015")} == set(days[:2])


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


ASKED: dict[str, Callable[..., Iterable[object]]] = {
    "search": lambda db, **f: db.search("Russia", **f),
    "timeline": lambda db, **f: db.timeline(**f),
    "happenings": lambda db, **f: db.happenings(**f),
    "claims": lambda db, **f: db.claims(**f),
    "changes": lambda db, **f: db.changes(**f),
    "dyad": lambda db, **f: db.dyad("RUS", "UKR", **f).events,
    "actors": lambda db, **f: db.actors(**f),
    "sources": lambda db, **f: db.sources(**f),
}


@pytest.mark.parametrize("name", ASKED)
def test_every_question_takes_every_filter(ledger: Ledger, name: str) -> None:
    with Writer(ledger.reader.path) as writer:
        turned = article(
            "Russia denied on 3 June 2025 that it attacked Ukraine in Kharkiv. Russia acknowledged on 5 June 2025 that it attacked Ukraine "
            "in Kharkiv. Russia attacked Ukraine near Kharkiv on Monday.",
            url="https://x.example/turned", date="2025-06-06", outlet="Klow Courier",
        )  # fmt: skip
        other = article("France praised Japan on Monday.", url="https://x.example/other", date="2025-06-06", outlet="Borduria Today")
        for arrival in (turned, other):
            writer.add(arrival, coded(arrival))
    ask = ASKED[name]
    everything = {"since": "2025-06-01", "until": "2025-06-30", "place": "Kharkiv", "type": "ASSAULT", "lang": "en", "source": "Klow"}
    assert list(ask(ledger, **everything)), "all filters together leave what fits them all"
    for filter, other in (
        ("since", "2025-08"), ("until", "2025-05"), ("place", "FRA"), ("type", "AID"), ("lang", "it"), ("source", "Borduria"),
    ):  # fmt: skip
        assert not list(ask(ledger, **{**everything, filter: other})), filter


HOSTILE = ("'; DROP TABLE event; --", '" OR 1=1', "%", "_", "\x00", "\udcff", "a" * 10_000, "*", "(", "NEAR(a b)", "title : x", "-", "")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_in_any_filter_are_more_than_words(ledger: Ledger, words: str) -> None:
    before = [len(list(ask(ledger))) for ask in ASKED.values()]
    for filter in ("since", "until", "place", "type", "lang", "source", "actor", "recipient", "speaker", "act", "status", "assertion"):
        for ask in ASKED.values():
            try:
                found = list(ask(ledger, **{filter: words}))
            except ValueError as problem:
                assert str(problem)
            else:
                assert found == [] or filter in ("actor", "recipient", "speaker", "act", "status", "assertion", "source")
    ledger.search(words)
    assert [len(list(ask(ledger))) for ask in ASKED.values()] == before


def test_a_record_is_found_by_id_by_its_beginning_by_address_and_by_path(ledger: Ledger) -> None:
    with Writer(ledger.reader.path) as writer:
        for text in ("Poland thanked Japan.", "Poland condemned Japan."):
            arrival = article(text, "file:/news/edited.txt")
            writer.add(arrival, coded(arrival))
    for which in [a.document for a in ledger.articles()]:
        assert ledger.record(which).document.id == ledger.record(which[:8]).document.id == which
    assert ledger.record("https://x.example/0").document.text == ARTICLES[0][0]
    assert ledger.record("/news/edited.txt").document.text == "Poland condemned Japan."
    assert ledger.record("/news/a.txt").document.text in {text for text, _, _ in ARTICLES}
    with pytest.raises(Unknown, match="there is no such article"):
        ledger.record("https://x.example/none")


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


def test_a_source_that_ends_before_the_others_is_silent_since(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        for outlet, days in (("Daily", (1, 2, 3, 4)), ("Weekly", (1, 8, 15, 22)), ("Prophet", (2,))):
            for day in days:
                arrival = article(
                    f"France praised Germany, {outlet} says on day {day}.", f"file:/{outlet}{day}", date=f"2025-06-{day:02}", outlet=outlet
                )
                writer.add(arrival, coded(arrival))
        ahead = article("France praised Poland.", "file:/ahead", date="9999-01-01", outlet="Prophet")
        writer.add(ahead, coded(ahead))
    with Ledger(path) as ledger:
        silent = {source.source: source.gaps for source in ledger.sources(until="2025-06-22")}
        assert [(g.first, g.last) for g in silent["Daily"]] == [("2025-06-05", "2025-06-22")]
        assert silent["Weekly"] == ()
        later = {source.source: source.gaps for source in ledger.sources()}
        assert max(g.last for gaps in later.values() for g in gaps) < "9999"  # no silence in days that are still to come


def test_polls_that_fail_are_outages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    polls = [(1, 6), (1, 12), (0, 18), (0, 20), (0, 22), (1, 23), (0, 24), (1, 30), (0, 40)]
    with Writer(path) as writer:
        arrival = article(outlet="Daily")
        writer.add(arrival, coded(arrival))
        for ok, hour in polls:
            monkeypatch.setattr("diurna.ledger.writer.now", lambda hour=hour: f"2025-06-{5 + hour // 24:02}T{hour % 24:02}:00:00Z")
            writer.polled("https://x.example/feed", bool(ok), source="Daily")
    with Ledger(path) as ledger:
        ((daily,), (narrow,)) = ledger.sources(), ledger.sources(since="2025-06-05", until="2025-06-05")
    assert daily.outages == (
        Outage("2025-06-05T18:00:00Z", "2025-06-05T22:00:00Z", 3, "2025-06-05T23:00:00Z"),
        Outage("2025-06-06T00:00:00Z", "2025-06-06T00:00:00Z", 1, "2025-06-06T06:00:00Z"),
        Outage("2025-06-06T16:00:00Z", "2025-06-06T16:00:00Z", 1, None),
    )
    assert narrow.outages == daily.outages[:1]


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


def test_a_happening_is_found_by_any_of_its_events(ledger: Ledger) -> None:
    every = list(ledger.happenings(limit=None))
    for one in every:
        for row in one.events:
            assert ledger.happening(row.event.id) == one
    assert ledger.happening("0" * 24) is None


def test_happenings_can_be_read_page_by_page(ledger: Ledger) -> None:
    every = list(ledger.happenings(limit=None))
    assert len(every) > 3
    assert [*ledger.each_happening(limit=2), *ledger.each_happening(skip=2)] == every


def test_happenings_after_a_day_are_counted(ledger: Ledger) -> None:
    every = [h.first or "" for h in ledger.happenings(limit=None)]
    day = sorted(every)[len(every) // 2]
    assert ledger.begun_after(day, 100) == sum(first > day for first in every)
    assert ledger.begun_after("2100-01-01", 100) == 0


def test_a_name_means_one_entity_here_or_in_the_gazetteer(ledger: Ledger) -> None:
    assert ledger.one("Росія") == "RUS"
    assert ledger.one("Norvegia") == "NOR"
    assert ledger.one("org/un") == "org/un"
    with pytest.raises(Unknown):
        ledger.one("Nemo")
