"""A person's judgement outranks the record in everything that answers, stays through a recoding, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diurna.cli.demo import example_articles
from diurna.coding import Known
from diurna.ingest import add
from diurna.ledger.conftest import article, put
from diurna.ledger.judged import Ground, party_key
from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer
from diurna.link import judge, link
from diurna.query import Ledger


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judged") / "x.db"
    with Writer(path) as ledger:
        for _ in add([str(p) for p in example_articles()[:6]], ledger, Known(), jobs=1):
            pass
        for _ in link(ledger):
            pass
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "copy.db"
    copy.write_bytes(made.read_bytes())
    yield copy
    with Reader(copy) as reader:
        assert list(verify(reader, Verified())) == []


def _acting(path: Path) -> tuple[str, str, str]:
    """(event, document, actor) of an event with an actor that is known."""
    with Ledger(path) as ledger:
        row = next(r for r in ledger.events() if r.event.actors and r.event.actors[0].entity and "/" not in r.event.actors[0].entity)
        return row.event.id, row.document, row.event.actors[0].entity or ""


def _decide(path: Path, kind: str, item: str, verdict: str, about: Ground) -> bool:
    with Writer(path) as ledger:
        return judge(ledger, kind, item, verdict, "tester", about)  # pyright: ignore[reportArgumentType]


def test_an_event_called_wrong_is_gone_from_all_answers(path: Path) -> None:
    event, document, actor = _acting(path)
    assert _decide(path, "event", event, "wrong", Ground(document))
    with Ledger(path) as ledger:
        assert event not in {r.event.id for r in ledger.events()}
        assert event not in {r.event.id for r in ledger.events(actor=actor)}
        assert event not in {r.event.id for h in ledger.happenings(limit=None) for r in h.events}
        assert event not in {e.id for e in ledger.record(document).events}
        coded = ledger.reader.coded(document)
        assert coded is not None and event in {e.id for e in coded.events}


def test_a_wrong_actor_is_gone_and_the_right_one_stands_in(path: Path) -> None:
    event, document, actor = _acting(path)
    with Ledger(path) as ledger:
        other = next(a.entity for a in ledger.actors() if a.kind == "state" and a.entity != actor)
    assert _decide(path, f"actor/{actor}", event, "wrong", Ground(document, instead=other))
    with Ledger(path) as ledger:
        assert event not in {r.event.id for r in ledger.events(actor=actor)}
        assert event in {r.event.id for r in ledger.events(actor=other)}


def test_what_was_decided_can_be_taken_back(path: Path) -> None:
    event, document, _ = _acting(path)
    for verdict in ("wrong", "open"):
        assert _decide(path, "event", event, verdict, Ground(document))
    with Ledger(path) as ledger:
        assert event in {r.event.id for r in ledger.events()}


def test_the_sums_of_actors_follow(path: Path) -> None:
    event, document, actor = _acting(path)

    def acts() -> int:
        with Ledger(path) as ledger:
            return sum(a.actor for a in ledger.actors(limit=None) if a.entity == actor)

    before = acts()
    assert _decide(path, "event", event, "wrong", Ground(document))
    assert acts() == before - 1


def test_a_judgement_stays_through_a_recoding(path: Path) -> None:
    event, document, _ = _acting(path)
    assert _decide(path, "event", event, "wrong", Ground(document))
    with Writer(path) as writer, Reader(path) as reader:
        coded = reader.coded(document)
        assert coded is not None
        writer.recoded(document, coded)
    with Ledger(path) as ledger:
        assert event not in {r.event.id for r in ledger.events()}


def test_the_linker_does_not_bring_it_back(path: Path) -> None:
    event, document, _ = _acting(path)
    assert _decide(path, "event", event, "wrong", Ground(document))
    with Writer(path) as writer:
        for _ in link(writer):
            pass
    with Ledger(path) as ledger:
        accounts = [h.account for h in ledger.happenings(limit=None) if h.account is not None]
        assert not any(event in a.events for a in accounts)


@pytest.mark.parametrize(("kind", "item"), [("event", "nope"), ("claim", "nope"), ("actor/RUS", "nope"), ("link", "9999"), ("link", "x")])
def test_what_is_not_there_cannot_be_judged(path: Path, kind: str, item: str) -> None:
    _, document, _ = _acting(path)
    assert not _decide(path, kind, item, "wrong", Ground(document))
    with Reader(path) as reader:
        assert reader.judgements() == []


def test_a_party_without_an_entity_is_named_by_its_words(path: Path) -> None:
    with Ledger(path) as ledger:
        row = next(r for r in ledger.events() if r.event.recipients)
    party = row.event.recipients[0]
    assert _decide(path, f"recipient/{party_key(party)}", row.event.id, "wrong", Ground(row.document))
    with Ledger(path) as ledger:
        record = ledger.record(row.document)
        assert party not in next(e for e in record.events if e.id == row.event.id).recipients


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Path, str, str]]:
    """A ledger of one article; (path, the attack, its document)."""
    path = tmp_path / "own.db"
    with Writer(path) as ledger:
        text = "Russian troops attacked Ukrainian soldiers in Kyiv on Monday. Ukraine condemned Russia. Iran said Ukraine was attacked."
        put(ledger, article(text))
    with Ledger(path) as ledger:
        (row,) = ledger.events(actor="RUS", type="ASSAULT")
    yield path, row.event.id, row.document
    with Reader(path) as reader:
        assert list(verify(reader, Verified())) == []


def test_a_type_is_put_right_with_its_quad_and_sums(own: tuple[Path, str, str]) -> None:
    path, event, document = own
    assert _decide(path, "type/ASSAULT", event, "wrong", Ground(document, instead="CONSULT"))
    with Ledger(path) as ledger:
        (row,) = [r for r in ledger.events(actor="RUS") if r.event.id == event]
        assert (row.event.type, row.event.modes, row.event.quad, row.event.cameo) == ("CONSULT", (), "verbal cooperation", "04")
        assert not [r for r in ledger.events(type="ASSAULT") if r.event.id == event]
        assert sum(r.actor for r in ledger.actors(type="CONSULT")) == 1
    assert _decide(path, "type/ASSAULT", event, "open", Ground(document))
    with Ledger(path) as ledger:
        assert [r for r in ledger.events(type="ASSAULT") if r.event.id == event]


@pytest.mark.parametrize(
    ("given", "first", "last", "precision"),
    [
        ("2025-05-30", "2025-05-30", "2025-05-30", "day"),
        ("2025-04", "2025-04-01", "2025-04-30", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2025-05-01..2025-05-03", "2025-05-01", "2025-05-03", "day"),
    ],
)
def test_a_time_is_put_right(own: tuple[Path, str, str], given: str, first: str, last: str, precision: str) -> None:
    path, event, document = own
    assert _decide(path, "time", event, "wrong", Ground(document, instead=given))
    with Ledger(path) as ledger:
        (row,) = [r for r in ledger.events(actor="RUS") if r.event.id == event]
        assert row.event.time is not None
        assert (row.first, row.last, row.dated, row.event.time.precision) == (first, last, True, precision)
        assert [r.event.id for r in ledger.events(actor="RUS", since=first, until=last)] == [event]


def test_a_time_that_is_not_known_leaves_the_articles_day(own: tuple[Path, str, str]) -> None:
    path, event, document = own
    assert _decide(path, "time", event, "wrong", Ground(document))
    with Ledger(path) as ledger:
        (row,) = [r for r in ledger.events(actor="RUS") if r.event.id == event]
        assert (row.event.time, row.first, row.dated) == (None, "2025-06-05", False)


def test_a_place_is_put_right_or_taken_away(own: tuple[Path, str, str]) -> None:
    path, event, document = own
    with Ledger(path) as ledger:
        (place,) = next(r for r in ledger.events(actor="RUS") if r.event.id == event).event.places
    kind = f"place/{party_key(place)}"
    assert _decide(path, kind, event, "wrong", Ground(document, instead="IRN"))
    with Ledger(path) as ledger:
        assert event in {r.event.id for r in ledger.events(place="IRN")} and event not in {r.event.id for r in ledger.events(place="UKR")}
    assert _decide(path, kind, event, "wrong", Ground(document))
    with Ledger(path) as ledger:
        assert event not in {r.event.id for r in ledger.events(place="IRN")}


def test_a_speaker_is_put_right_or_taken_away(own: tuple[Path, str, str]) -> None:
    path, _, document = own
    with Ledger(path) as ledger:
        (said,) = ledger.claims(speaker="IRN")
    assert _decide(path, "speaker/IRN", said.claim, "wrong", Ground(document, instead="FRA"))
    with Ledger(path) as ledger:
        assert [c.claim for c in ledger.claims(speaker="FRA")] == [said.claim] and not ledger.claims(speaker="IRN")
    assert _decide(path, "speaker/IRN", said.claim, "wrong", Ground(document))
    with Ledger(path) as ledger:
        assert said.claim in {c.claim for c in ledger.claims()} and not ledger.claims(speaker="FRA")


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("type/ASSAULT", None), ("type/ASSAULT", "WAR"), ("type/ASSAULT", "ASSAULT"), ("type/AID", "ASSAULT"), ("time", "soon"),
        ("time", "2025-02-30"), ("time", "2025-06-05..2025-06-01"), ("time", "30d"), ("place/FRA", "IRN"), ("actor/RUS/troops", "no/body"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_right_is_refused(own: tuple[Path, str, str], kind: str, instead: str | None) -> None:
    path, event, document = own
    assert not _decide(path, kind, event, "wrong", Ground(document, instead=instead))
    with Reader(path) as reader:
        assert reader.judgements() == []
