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


def event_of(own: TestClient, query: str) -> tuple[str, str]:
    """(event, document) of the first event of a timeline."""
    found = re.search(r'href="/article/([0-9a-f]+)#([0-9a-f]+)"', own.get(f"/timeline?{query}").text)
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


def test_marks_nest_and_never_cross() -> None:
    line = marked("a [b] c d", [(0, 7, "actor"), (2, 5, "recipient"), (4, 9, "place")])
    assert line == r"[actor:a [recipient:\[b\]] c] d"
    assert parse(line).text == "a [b] c d"


def test_a_request_that_is_too_long_is_refused(own: TestClient) -> None:
    assert judge(own, kind="event", item="x" * 200_000, verdict="wrong") == 413
