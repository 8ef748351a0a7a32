"""Three tasks of an analyst, done in a real browser from a cold start: with the pages alone, by hand and by keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from diurna.web.browsing import chromium, serving


@pytest.fixture
def home(copied: Path) -> Iterator[str]:
    with serving(copied) as address:
        yield address


@pytest.fixture
def page(home: str) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(home)
        yield page
        browser.close()
        assert told == []


def exported(page: Page, name: str) -> list[dict[str, str]]:
    """The rows that the export button gives."""
    page.locator("details.export > summary").click()
    with page.expect_download() as download:
        page.locator("details.export").get_by_role("link", name=name, exact=True).click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))


def filtered(page: Page, **fields: str) -> None:
    """Open the filters and fill them in."""
    page.locator("details.filters > summary").click()
    for label, value in fields.items():
        page.locator(f"#f-{label}").fill(value)
    page.get_by_role("button", name="Show").click()


def test_what_russia_said_over_time_about_north_korean_soldiers(page: Page) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Actors").click()
    page.get_by_role("link", name="Russia", exact=True).click()
    page.get_by_role("link", name="what it says").click()
    filtered(page, about="North Korea")
    expect(page.locator(".rows > .row")).to_have_count(3)
    expect(page.locator(".rows")).to_contain_text("denies")
    expect(page.locator(".rows")).to_contain_text("acknowledges")
    rows = exported(page, "csv · claims")
    assert [(r["act"], r["lang"]) for r in rows] == [("deny", "en"), ("deny", "it"), ("acknowledge", "en")]
    assert rows[0]["content"] == "that North Korean soldiers were fighting against Ukraine"
    assert rows[2]["content"] == "that North Korean soldiers had fought against Ukraine"


def test_every_happening_of_a_week_with_fewer_than_two_independent_origins(page: Page) -> None:
    filtered(page, since="2024-03-11", until="2024-03-17")
    expect(page.locator(".rows > .row")).to_have_count(2)
    filtered(page, origins="2")
    expect(page.locator(".rows > .row")).to_have_count(1)
    expect(page.locator(".rows > .row")).to_contain_text("COERCE arrest")
    expect(page.locator(".chips")).to_contain_text("fewer origins than 2")
    assert [r["type"] for r in exported(page, "csv · happenings")] == ["COERCE"]


def test_a_wrong_actor_is_corrected_and_gone_from_map_network_and_export(page: Page, home: str) -> None:
    page.goto(f"{home}/network?since=2024-03-11&until=2024-03-17")
    expect(page.locator("tbody")).to_contain_text("Iran")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Review").click()
    filtered(page, actor="Iran")
    row = page.locator(".queue > .row")
    expect(row).to_have_count(1)
    row.get_by_text("actor Iran is wrong").click()
    row.get_by_label("The actor should be").fill("China")
    row.get_by_role("button", name="Correct").first.click()
    expect(page.locator("#said")).to_contain_text("Kept")
    page.goto(f"{home}/network?since=2024-03-11&until=2024-03-17")
    expect(page.locator("tbody")).to_contain_text("China")
    expect(page.locator("tbody")).not_to_contain_text("Iran")
    page.goto(f"{home}/map?actor=Iran")
    expect(page.locator("main")).to_contain_text("No places here")
    page.goto(f"{home}/map?actor=China&type=COERCE")
    expect(page.locator("tbody")).to_contain_text("Basrah")
    page.goto(f"{home}/timeline?type=COERCE")
    assert [r["actors"] for r in exported(page, "csv · events")] == ["CHN"]


def test_type_and_time_are_put_right_and_the_rest_is_judged(page: Page, home: str) -> None:
    page.goto(f"{home}/review?type=COERCE")
    row = page.locator(".queue > .row")
    for part, words in (("type", "SANCTION"), ("time", "2024-03-10")):
        row.get_by_text(f"{part} ").locator("visible=true").filter(has_text="is wrong").click()
        row.get_by_label(f"The {part} should be").fill(words)
        row.locator(".put-right[open]").get_by_role("button", name="Correct").click()
        expect(page.locator("#said")).to_contain_text(f"Kept: The {part} should be {words}")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_contain_text("Kept: right")
    page.goto(f"{home}/timeline?type=SANCTION")
    expect(page.locator(".rows > .row")).to_contain_text("10 Mar 2024")
    assert [(r["type"], r["first"]) for r in exported(page, "csv · events")] == [("SANCTION", "2024-03-10")]


def test_rows_are_judged_by_keys_and_a_judgement_is_taken_back(page: Page, home: str) -> None:
    page.goto(f"{home}/review?type=COERCE")
    page.keyboard.press("j")
    page.keyboard.press("w")
    expect(page.locator("#said")).to_contain_text("Kept: wrong")
    with page.expect_response("**/review/judge*"):
        page.keyboard.press("u")
    page.goto(f"{home}/timeline?type=COERCE")
    expect(page.locator(".rows > .row")).to_have_count(1)


def test_a_row_lights_its_words_and_the_words_their_row(page: Page, home: str) -> None:
    page.goto(f"{home}/timeline?type=COERCE")
    page.locator("[data-open]").first.click()
    page.locator("#e1").hover()
    expect(page.locator("#words .k-trigger.lit")).to_have_text("arrested")
    page.locator("#words .k-actor").first.hover()
    expect(page.locator("#e1.lit")).to_have_count(1)


def test_days_are_chosen_by_dragging_over_the_strip(page: Page, home: str) -> None:
    page.goto(f"{home}/timeline")
    box = page.locator("[data-strip]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 20)
    page.mouse.up()
    expect(page.locator(".chips")).to_contain_text("from 2024-03-12")
    expect(page.locator(".rows").first).to_contain_text("COERCE arrest")


def test_keys_search_move_open_and_tell(page: Page, home: str) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator(".kicker")).to_contain_text("Happening")
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("soldiers")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Articles with “soldiers”")
