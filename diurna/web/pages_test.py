"""Every page answers, with filters and without, on a full ledger and on an empty one; strangers are refused."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from diurna.eventdata.theirs import Theirs
from diurna.ledger.conftest import article, put
from diurna.ledger.imported import keep
from diurna.ledger.writer import Writer
from diurna.web.conftest import PORT, client, ledger_of

PATHS = (
    "/", "/search", "/timeline", "/map", "/map/places.json", "/actors", "/network", "/dyad", "/claims", "/contested", "/changes",
    "/sources", "/review", "/review?kind=link", "/review?kind=claim", "/help", "/api",
)  # fmt: skip


def test_two_sides_stand_beside_imported_event_data(tmp_path: Path) -> None:
    path = ledger_of([], tmp_path / "news.db")
    with Writer(path) as writer:
        put(writer, article("Russian troops attacked Ukraine on Monday.", date="2025-06-04"))
        theirs = (Theirs(str(n), f"2025-06-0{n}", "ASSAULT", "190", (("RUS", "UKR"),), "<b>RUS", "UKR") for n in (2, 9))
        keep(writer, "gdelt", list(theirs))
    text = client(path).get("/dyad?actor=RUS&recipient=UKR").text
    (row,) = client(path).get("/api/beside/gdelt?actor=RUS&recipient=UKR").json()["rows"]
    assert (row["month"], [kind["ids"] for kind in row["only_theirs"]]) == ("2025-06", [["9"]]) and row["both"]
    assert client(path).get("/api/beside/polecat").status_code == 404
    assert "Beside gdelt" in text and text.count("ASSAULT by") == 2
    assert "Beside gdelt" not in client(path).get("/dyad?actor=RUS&recipient=UKR&lang=en").text


@pytest.mark.parametrize("path", [*PATHS, "/actor/RUS", "/dyad?actor=RUS&recipient=UKR", "/search?q=missile", "/claims?q=war&act=say"])
def test_every_page_answers(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers_on_an_empty_ledger(tmp_path: Path, path: str) -> None:
    Writer(tmp_path / "empty.db").close()
    assert client(tmp_path / "empty.db").get(path).status_code == 200


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    Writer(tmp_path / "empty.db").close()
    assert "diurna add" in client(tmp_path / "empty.db").get("/").text


def test_every_link_leads_somewhere(pages: TestClient) -> None:
    found = {html.unescape(link) for path in (*PATHS, "/actor/RUS") for link in re.findall(r'href="(/[^"#]*)', pages.get(path).text)}
    links = sorted(link for link in found if not link.startswith(("/export/", "/assets/")))
    assert len(links) > 200
    assert [link for link in links if pages.get(link).status_code != 200] == []


def test_all_articles_and_happenings_open(pages: TestClient) -> None:
    links = set(re.findall(r'href="(/(?:happening|article)/[^"#]*)', pages.get("/timeline?limit=500").text))
    assert len(links) > 40
    assert [link for link in links if pages.get(link).status_code != 200] == []


def test_a_state_that_articles_name_only_by_those_who_stand_for_it_has_a_page(own: TestClient) -> None:
    assert "North Korea" in own.get("/network").text
    answer = own.get("/actor/PRK")
    assert answer.status_code == 200
    assert "Corea del Nord" in answer.text


def test_a_filter_that_means_nothing_is_told_in_words(pages: TestClient) -> None:
    answer = pages.get("/?actor=Nemo+Nobody")
    assert answer.status_code == 400
    assert "nobody and nothing in this ledger is called so" in answer.text


def test_an_address_that_leads_nowhere_is_told_in_words(pages: TestClient) -> None:
    answer = pages.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no page /nowhere." in answer.text


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1:1", "", f"127.0.0.1.evil.example:{PORT}"])
def test_another_host_is_refused(pages: TestClient, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", f"https://127.0.0.1:{PORT}", f"http://localhost:{PORT}"])
def test_a_request_that_writes_must_come_from_a_page_of_this_server(pages: TestClient, origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert pages.post("/review/judge", headers=headers, data={}).status_code == 403


def test_every_answer_has_the_policy(pages: TestClient) -> None:
    for path in ("/", "/assets/style.css", "/nowhere"):
        policy = pages.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("path", [*PATHS, "/actor/RUS"])
def test_no_page_has_inline_script_or_style(pages: TestClient, path: str) -> None:
    text = pages.get(path).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_all_assets_together_are_small() -> None:
    assets = Path(__file__).parent / "assets"
    assert sum(p.stat().st_size for p in assets.rglob("*") if p.is_file()) < 2_000_000


def test_days_chosen_on_one_page_hold_on_the_next(pages: TestClient) -> None:
    text = html.unescape(pages.get("/timeline?since=2024&type=ASSAULT&status=actual").text)
    assert 'href="/map?since=2024&type=ASSAULT"' in text
    assert 'href="/sources?since=2024"' in text
