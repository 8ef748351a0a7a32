"""Tellings from records: what is kept of an event, and the lead for want of one."""

from __future__ import annotations

import diurna
from diurna.resolve.carriers import carrier, sheet
from diurna.resolve.tellings import lead_of, tellings

STRIKE = """Russian strike on Kharkiv kills seven

KHARKIV, June 5 (Reuters) - Russian missiles struck the Ukrainian city of Kharkiv on Thursday, killing at least seven people.

"We were asleep," a resident told this newspaper.
"""
PLAN = "The week ahead\n\nVladimir Putin will meet Kim Jong Un on September 13, the Kremlin said on Monday.\n"


def test_a_telling_has_type_sides_place_and_publication() -> None:
    told = next(t for t in tellings(diurna.code(text=STRIKE, date="2025-06-05")) if t.lead)
    assert told.type == "ASSAULT"
    assert {m.country for m in told.actors} == {"RUS"}
    assert "geo/706483" in {s.id for s in told.spots}
    assert told.published == "2025-06-05"


def test_a_meeting_to_come_is_the_plan_to_meet() -> None:
    plans = [t for t in tellings(diurna.code(text=PLAN, date="2023-09-11")) if t.object == "CONSULT"]
    assert [(t.type, t.object_first) for t in plans] == [("AGREE", "2023-09-13")]


def test_an_article_without_events_has_its_lead() -> None:
    record = diurna.code(text="Weather\n\nIt rained on the mayor's garden near Kharkiv all day.\n\nNobody minded.\n", date="2025-06-05")
    lead = lead_of(record)
    assert lead is not None
    assert [t.event for t in tellings(record) if not t.type] == [lead.id]


def test_the_body_is_told_from_dateline_and_title_and_the_credit_is_kept() -> None:
    record = diurna.code(text=STRIKE, date="2025-06-05", outlet="The Example")
    assert sheet(record).text.startswith("Russian missiles")
    found = carrier(record)
    assert (found.credited, found.outlet) == ({"media/reuters"}, "The Example")


def test_a_headline_has_the_day_that_the_lead_gives_to_the_same_act() -> None:
    told = [t for t in tellings(diurna.code(text=STRIKE, date="2025-06-06")) if t.lead and t.type == "ASSAULT"]
    assert len(told) > 1
    assert {(t.first, t.dated) for t in told} == {("2025-06-05", "day")}
