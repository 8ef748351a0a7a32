"""Words of the templates: languages and their direction, days, dates of events, colours of kinds."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from diurna.conftest import sample_record
from diurna.export.choice import event_row
from diurna.model import ClaimAct, Type
from diurna.web.conftest import client, ledger_of
from diurna.web.phrases import STANCES, date_of, day, direction, plural, quad, quote_parts


@pytest.mark.parametrize(("lang", "dir"), [("ar", "rtl"), ("he", "rtl"), ("uk", "ltr"), ("ja", "ltr"), (None, "auto"), ("", "auto")])
def test_a_language_has_a_direction(lang: str | None, dir: str) -> None:
    assert direction(lang) == dir


def test_a_text_in_a_script_from_right_to_left_sets_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وزير الخارجية\n\nالتقى وزير الخارجية نظيره المصري يوم الاثنين في القاهرة.\n", encoding="utf-8")
    pages = client(ledger_of([tmp_path / "a.txt"], tmp_path / "x.db"))
    article = pages.get("/search").text.partition('href="/article/')[2].partition('"')[0]
    assert 'class="seg seg-paragraph" lang="" dir="auto"' in pages.get(f"/article/{article}").text


def test_every_type_and_every_act_has_a_colour() -> None:
    assert {quad(type) for type in get_args(Type)} == {"vc", "mc", "vx", "mx"}
    assert set(STANCES) == set(get_args(ClaimAct))


def test_days_and_counts_read_as_people_write_them() -> None:
    assert day("2025-06-05") == "5 Jun 2025"
    assert day(None) == "undated"
    assert (plural(1, "article"), plural(1200, "article")) == ("1 article", "1,200 articles")


def test_an_event_without_a_time_of_its_own_has_its_articles_day_marked_as_such() -> None:
    record = sample_record()
    raid, talks = (event_row(record, event) for event in record.events)
    assert date_of(raid) == "2 Mar 2025"
    assert date_of(talks) == "~3 Mar 2025"


def test_a_sentence_is_cut_around_its_trigger() -> None:
    record = sample_record()
    row = event_row(record, record.events[0])
    before, trigger, after = quote_parts(row)
    assert trigger == "attacked"
    assert before + trigger + after == row.quote
