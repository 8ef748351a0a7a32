"""TimelineJS slides: what it asks for is there, and articles cannot put HTML into it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from diurna.export.conftest import made
from diurna.export.origins import RecordsOrigin
from diurna.ledger.conftest import article, coded


def slides(origin: RecordsOrigin) -> list[dict[str, Any]]:
    found = json.loads(made("timelinejs", origin))
    assert set(found) == {"events"}
    return found["events"]


def origin_of(tmp_path: Path, text: str, **about: Any) -> RecordsOrigin:
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode(coded(article(text, **about))))
    return RecordsOrigin([path])


def test_every_slide_has_a_date_that_is_one_and_a_headline(files: RecordsOrigin) -> None:
    found = slides(files)
    assert len({slide["unique_id"] for slide in found}) == len(found) > 2
    for slide in found:
        assert date(*(slide["start_date"].get(part, 1) for part in ("year", "month", "day")))
        assert slide["text"]["headline"]


def test_what_did_not_happen_has_no_slide(files: RecordsOrigin) -> None:
    assert not [s for s in slides(files) if "bombed" in s["text"]["text"] or "If France" in s["text"]["text"]]


def test_a_day_that_is_the_articles_is_shown_as_that(files: RecordsOrigin) -> None:
    (slide,) = [s for s in slides(files) if s["text"]["headline"] == "Ukraine ACCUSE → Russia"]
    assert slide["display_date"] == "undated; told on 2025-06-03"


def test_a_month_is_no_day(tmp_path: Path) -> None:
    (slide,) = slides(origin_of(tmp_path, "France condemned Russia in March 2024."))
    assert slide["start_date"] == {"year": 2024, "month": 3} and "end_date" not in slide


def test_html_in_an_article_stays_text(tmp_path: Path) -> None:
    text = "France condemned Russia on Monday <script>alert(1)</script>."
    (slide,) = slides(origin_of(tmp_path, text, outlet='<img src="x">', url='https://x.example/?"><script>'))
    assert "<script" not in slide["text"]["text"] and "<img" not in slide["text"]["text"]
    assert slide["autolink"] is False
