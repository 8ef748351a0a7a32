"""Decisions of a person: kept with who and when, in force at once on all pages, and written out as cases."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from diurna.langs.marked import parse
from diurna.query import Ledger
from diurna.web.cases import marked
from diurna.web.conftest import HOME


def event_of(own: TestClient, query: str, page: str = "timeline") -> tuple[str, str]:
    """(event, document) of the first event of a timeline, or (claim, document) of `claims`."""
    found = re.search(r'href="/article/([0-9a-f]+)#([0-9a-f]+)"', own.get(f"/{page}?{query}").text)
    assert found is not None
    return found[2], found[1]


def judge(own: TestClient, **given: str) -> int:
    return own.post("/review/judge", headers={"origin": HOME}, data=given, follow_redirects=False).status_code


def test_a_wrong_event_is_gone_from_pages_and_exports(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    assert event in own.get("/review?type=COERCE").text
    assert judge(own, kind="event", item=event, document=document, what="COERCE", verdict="wrong") == 303
    for path in ("/timeline", "/review?type=COERCE", "/export/csv/events/timeline", "/api/events", "/map?type=COERCE", "/actor/IRN"):
        assert event not in own.get(path).text.partition("Judged lately")[0], path
    assert "judged wrong by tester" in own.get(f"/article/{document}").text


def test_a_decision_is_taken_back(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    for verdict in ("wrong", "open"):
        assert judge(own, kind="event", item=event, document=document, verdict=verdict) == 303
    assert event in own.get("/timeline").text


def test_a_wrong_actor_is_put_right(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    assert judge(own, kind="actor/IRN", item=event, document=document, verdict="wrong", instead="Frankreich") == 303
    (row,) = csv.DictReader(io.StringIO(own.get("/export/csv/events/timeline?type=COERCE").text))
    assert (row["event"], row["actors"], row["actor_names"]) == (event, "FRA", "France")


def test_a_link_that_is_taken_apart_stays_apart(own: TestClient) -> None:
    link = re.findall(r'name="kind" value="link"><input type="hidden" name="item" value="(\d+)"', own.get("/review?kind=link").text)[0]
    assert judge(own, kind="link", item=link, verdict="wrong") == 303
    assert f'name="item" value="{link}"' not in own.get("/review?kind=link").text
    assert judge(own, kind="link", item=link, verdict="wrong") == 404


def test_who_and_when_are_kept(own: TestClient, copied: Path) -> None:
    event, document = event_of(own, "type=COERCE")
    assert judge(own, kind="event", item=event, document=document, what="COERCE", verdict="right") == 303
    with Ledger(copied) as ledger:
        (row,) = ledger.reader.judgements("event", event)
    assert (row.verdict, row.made) == ("right", "tester")
    assert row.at.startswith("20")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"kind": "event", "item": "x", "verdict": "maybe"}, 400),
        ({"kind": "event", "item": "x", "verdict": "wrong"}, 404),
        ({"kind": "link", "item": "99", "verdict": "wrong"}, 404),
    ],
)
def test_what_cannot_be_kept_is_told(own: TestClient, given: dict[str, str], status: int) -> None:
    assert judge(own, **given) == status


def test_a_name_that_nobody_has_changes_nothing(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    assert judge(own, kind="actor/IRN", item=event, document=document, verdict="wrong", instead="Nemo") == 400
    assert event in own.get("/timeline?actor=IRN").text


def test_decisions_are_written_as_cases(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    assert judge(own, kind="event", item=event, document=document, verdict="right") == 303
    line = own.get("/review/cases.txt").text.splitlines()[-1]
    assert line == "[actor:Iran] [COERCE.arrest:arrested] two [recipient:Iraqi officials] in Basra on Tuesday."
    assert parse(line).text == "Iran arrested two Iraqi officials in Basra on Tuesday."
    assert judge(own, kind="event", item=event, document=document, verdict="wrong") == 303
    assert own.get("/review/cases.txt").text.splitlines()[-1] == "- Iran arrested two Iraqi officials in Basra on Tuesday."


def test_type_time_and_place_are_put_right_in_the_queue(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    queue = own.get("/review?type=COERCE").text
    (place,) = set(re.findall(r'name="kind" value="(place/[^"]+)"', queue))
    given = {"item": event, "document": document, "verdict": "wrong"}
    for kind, instead in (("type/COERCE", "sanction"), ("time", "2024-03-10"), (place, "Iran")):
        assert f'value="{kind}"' in queue
        assert judge(own, kind=kind, instead=instead, **given) == 303
    (row,) = csv.DictReader(io.StringIO(own.get("/export/csv/events/timeline?type=SANCTION").text))
    assert (row["event"], row["first"], row["places"], row["quad"]) == (event, "2024-03-10", "IRN", "material conflict")
    assert "place put right by tester" in own.get(f"/article/{document}").text
    assert event in own.get("/review?type=SANCTION").text, "the rest of it still waits for an eye"
    assert judge(own, kind="event", item=event, document=document, verdict="right") == 303
    assert event not in own.get("/review?type=SANCTION").text.partition("Judged lately")[0]


def test_a_speaker_is_put_right_in_the_queue(own: TestClient) -> None:
    claim, document = event_of(own, "act=acknowledge", "claims")
    assert 'value="speaker/RUS"' in own.get("/review?kind=claim&act=acknowledge").text
    assert judge(own, kind="speaker/RUS", item=claim, document=document, verdict="wrong", instead="China") == 303
    assert claim in own.get("/claims?speaker=CHN").text and claim not in own.get("/claims?speaker=RUS").text
    assert "China" in own.get("/review?kind=claim").text


@pytest.mark.parametrize(("kind", "instead"), [("type/COERCE", "WAR"), ("type/COERCE", ""), ("time", "soon")])
def test_a_part_that_cannot_be_put_right_is_told(own: TestClient, kind: str, instead: str) -> None:
    event, document = event_of(own, "type=COERCE")
    assert judge(own, kind=kind, item=event, document=document, verdict="wrong", instead=instead) in (400, 404)


def test_corrections_are_written_for_the_files_that_they_belong_into(own: TestClient) -> None:
    event, document = event_of(own, "type=COERCE")
    given = {"item": event, "document": document, "verdict": "wrong"}
    assert judge(own, kind="actor/IRN", instead="Frankreich", **given) == 303
    assert judge(own, kind="time", instead="2024-03-10", **given) == 303
    assert judge(own, kind="type/COERCE", instead="SANCTION", **given) == 303
    claim, article = event_of(own, "act=acknowledge", "claims")
    assert judge(own, kind="claim", item=claim, document=article, verdict="right") == 303
    parts = own.get("/review/cases.txt").text.split("\n\n")[1:]
    files = {head.removeprefix("# en/cases/"): lines for head, *lines in (part.splitlines() for part in parts)}
    assert files["actors.txt"] == ["[FRA:Iran] arrested two Iraqi officials in Basra on Tuesday."]
    assert files["times.txt"] == ["@published 2024-03-12", "Iran arrested two Iraqi officials in Basra [time=2024-03-10:on Tuesday]."]
    assert files["events.txt"] == ["[actor:Iran] [SANCTION:arrested] two [recipient:Iraqi officials] in Basra on Tuesday."]
    (line,) = files["claims.txt"]
    assert "[speaker:Russia] [acknowledge:acknowledged]" in line
    assert all(parse(one) for lines in files.values() for one in lines if not one.startswith("@"))


def test_marks_nest_and_never_cross() -> None:
    line = marked("a [b] c d", [(0, 7, "actor"), (2, 5, "recipient"), (4, 9, "place")])
    assert line == r"[actor:a [recipient:\[b\]] c] d"
    assert parse(line).text == "a [b] c d"


def test_a_request_that_is_too_long_is_refused(own: TestClient) -> None:
    assert judge(own, kind="event", item="x" * 200_000, verdict="wrong") == 413
