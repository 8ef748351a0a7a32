"""Stored script never becomes script: planted in every field of a record, of its article and of judgements, it is shown as words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from starlette.testclient import TestClient

from diurna.analysis import Input, document_id
from diurna.conftest import TEXT, sample_record
from diurna.ledger.arrivals import Arrival
from diurna.ledger.judged import Ground
from diurna.ledger.rows import Fetched, NewLink
from diurna.ledger.writer import Writer
from diurna.model import Record
from diurna.web.conftest import HOME, client

PLANT = '"\'><script>planted()</script><img src=x onerror=planted()><a href="javascript:planted()">{{7*7}}</a>\u202e'
CLOSED = {"kind", "type", "quad", "status", "assertion", "act", "speaker_class", "quoted", "hedge", "precision", "from", "match",
          "relation", "measure", "schema", "start", "end"}  # fmt: skip
"""Fields that hold one word of a closed list, or a date."""


def planted(value: Any, field: str = "") -> Any:
    """A record as plain data with the plant in every text that may be any text; ids stay apart from each other."""
    if isinstance(value, dict):
        return {k: planted(v, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [planted(v, field) for v in value]
    return value + PLANT if isinstance(value, str) and field not in CLOSED else value


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two articles whose every field is planted, linked, judged and noted."""
    path = tmp_path_factory.mktemp("planted") / f"x{quote(PLANT, safe='')[:40]}.db"
    with Writer(path) as writer:
        for n in (1, 2):
            text = TEXT + PLANT + str(n)
            place = f"file:/{PLANT}{n}"
            document = Input(place, text, None, "2025-03-03", f"{PLANT}{n}", f"javascript:planted({n})//{PLANT}", "en")
            plain = planted(msgspec.to_builtins(sample_record()))
            for item in (*plain["events"], *plain["claims"]):
                item["id"] = f"{n}{item['id'].encode().hex()}"[:64].ljust(64, "0")
            for event in plain["events"]:
                event["claims"] = [c["id"] for c in plain["claims"]]
            for point in plain["contested"]:
                point |= {"events": [e["id"] for e in plain["events"]], "claims": [c["id"] for c in plain["claims"]]}
            for change in plain["changes"]:
                change |= {"from": plain["claims"][0]["id"], "to": plain["claims"][1]["id"]}
            plain["document"] |= {"text": text, "id": document_id(document)}
            record = msgspec.convert(plain, Record)
            writer.add(Arrival(document, place, Fetched("2025-03-03T00:00:00Z", "file", place, PLANT), text.encode(), "correction"), record)
        ids = [r[0].hex() for r in writer.db.rows("SELECT event FROM event ORDER BY id")]
        writer.add_links([NewLink("happening", ids[0], ids[2], PLANT, 0.5)])
        writer.judge("event", ids[0], "right", msgspec.json.encode(Ground(PLANT, PLANT, PLANT)).decode(), PLANT)
        writer.judge(PLANT, PLANT, PLANT, PLANT, PLANT)
    return path


@pytest.fixture(scope="module")
def pages(ledger: Path) -> TestClient:
    return client(ledger)


class Look(HTMLParser):
    """Notes what a browser would run, and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "object", "embed", "style", "base") and not (given.get("src") or "").startswith("/assets/"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.bad.append(name)
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "#", "?")):
                self.bad.append(f"{name}={value}")
            if name == "href" and (value or "").startswith("/") and not (value or "").startswith("//"):
                self.links.add((value or "").partition("#")[0])


def everywhere(pages: TestClient) -> Iterator[tuple[str, Look]]:
    """All pages that can be reached by links, and those that say what was asked for."""
    asked = "&".join(f"{name}={quote(PLANT)}" for name in ("q", "actor", "place", "source", "type", "page", "since", "only"))
    waiting = ["/", "/review?kind=link", "/review?kind=claim", f"/search?{asked}", f"/claims?q={quote(PLANT)}", f"/{quote(PLANT)}"]
    waiting += [f"/{page}?{asked}" for page in ("timeline", "map", "actors", "dyad", "review", "")]
    seen: set[str] = set()
    while waiting and len(seen) < 150:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/assets", "/export")):
            continue
        seen.add(path)
        answer = pages.get(path)
        assert answer.status_code < 500, path
        if answer.headers["content-type"].startswith("text/html"):
            look = Look()
            look.feed(answer.text)
            waiting += sorted(look.links - seen)
            yield path, look


def test_no_page_runs_what_is_stored(pages: TestClient) -> None:
    looked = dict(everywhere(pages))
    assert {path: look.bad for path, look in looked.items() if look.bad} == {}
    kinds = {path.split("?")[0].split("/")[1] for path in looked}
    assert {"happening", "article", "actor", "timeline", "map", "network", "review", "contested", "changes", "claims"} <= kinds


def test_no_template_runs_what_is_stored(pages: TestClient) -> None:
    assert "{{7*7}}" in pages.get("/review").text


def test_what_is_stored_is_no_header(pages: TestClient) -> None:
    answer = pages.get(f"/export/csv/events/{quote(PLANT)}")
    assert answer.status_code == 404
    assert "script" not in answer.headers.get("content-disposition", "")


def test_json_and_exports_are_never_taken_for_pages(pages: TestClient) -> None:
    for path in ("/api/events", "/map/places.json", "/export/csv/events/timeline", "/export/atom/happenings/timeline", "/review/cases.txt"):
        answer = pages.get(path)
        assert answer.status_code == 200, answer.text
        assert not answer.headers["content-type"].startswith("text/html")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_judgement_may_hold_anything(pages: TestClient) -> None:
    answer = pages.post(
        "/review/judge", headers={"origin": HOME}, data={"kind": PLANT, "item": PLANT, "verdict": "wrong", "document": PLANT}
    )
    assert answer.status_code == 404
