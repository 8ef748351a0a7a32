"""The export button gives exactly what is on the screen: the same events and claims, in every format."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from starlette.testclient import TestClient

SHOWN = re.compile(r'href="/article/[0-9a-f]+#([0-9a-f]{24})"')


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "path",
    ["/timeline", "/timeline?page=2", "/timeline?type=ASSAULT&since=2022&limit=7", "/timeline?actor=RUS", "/dyad?actor=RUS&recipient=UKR"],
)
def test_the_events_of_a_page_and_no_others(pages: TestClient, path: str) -> None:
    shown = set(SHOWN.findall(pages.get(path).text))
    exported = {row["event"] for row in rows(pages.get(f"/export/csv/events{path}").text)}
    assert shown and exported == shown


@pytest.mark.parametrize(
    "path", ["/claims", "/claims?page=2", "/claims?speaker=RUS", "/claims?about=UKR&act=deny", "/changes", "/contested"]
)
def test_the_claims_of_a_page_and_no_others(pages: TestClient, path: str) -> None:
    shown = set(SHOWN.findall(pages.get(path).text))
    exported = {row["claim"] for row in rows(pages.get(f"/export/csv/claims{path}").text)}
    assert shown and exported == shown


@pytest.mark.parametrize("path", ["/", "/?page=2", "/?only=contested", "/?type=ASSAULT"])
def test_the_happenings_of_a_page_and_no_others(pages: TestClient, path: str) -> None:
    shown = re.findall(r'data-open href="/happening/([0-9a-f]+)"', pages.get(path).text)
    exported = [row["happening"] for row in rows(pages.get(f"/export/csv/happenings{path}").text)]
    assert shown and sorted(exported) == sorted(shown)


def test_an_article_gives_its_own_record(pages: TestClient) -> None:
    article = re.findall(r'href="(/article/[0-9a-f]+)#', pages.get("/timeline").text)[0]
    exported = rows(pages.get(f"/export/csv/events{article}").text)
    assert exported and {row["document"] for row in exported} == {article.rpartition("/")[2]}


def test_geojson_has_the_events_of_the_map(pages: TestClient) -> None:
    features = json.loads(pages.get("/export/geojson/events/map?type=ASSAULT").text)["features"]
    assert len(features) > 20
    assert {f["properties"]["type"] for f in features} == {"ASSAULT"}


@pytest.mark.parametrize("path", ["csv/nope/timeline", "nope/events/timeline", "csv/events/nowhere", "csv/events/help"])
def test_what_cannot_be_exported_is_told(pages: TestClient, path: str) -> None:
    answer = pages.get(f"/export/{path}")
    assert answer.status_code == 404
    assert "There is no export" in answer.text or "nothing to export" in answer.text


def test_every_format_offered_is_written(pages: TestClient) -> None:
    happening = re.findall(r"/happening/[0-9a-f]+", pages.get("/").text)[0]
    links = re.findall(r'href="(/export/[^"]+)" download', pages.get(happening).text)
    assert len(links) >= 9
    assert [link for link in links if pages.get(link.replace("&amp;", "&")).status_code != 200] == []
