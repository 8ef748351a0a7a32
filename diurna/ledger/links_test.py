"""Links: appended, undone by a later row, groups that follow; a person outranks a score."""

from __future__ import annotations

import sqlite3

import pytest

from diurna.ledger import linked
from diurna.ledger.database import Database
from diurna.ledger.reader import Reader
from diurna.ledger.rows import NewLink
from diurna.ledger.writer import Writer


def happening(left: str, right: str, score: float = 9.0) -> NewLink:
    return NewLink("happening", left, right, "type, roles, day", score)


def groups(ledger: Writer, kind: str = "happening") -> list[tuple[str, ...]]:
    with Reader(ledger.path) as reader:
        return list(reader.groups(kind))


def test_links_make_groups(ledger: Writer) -> None:
    assert ledger.add_links([happening("b", "a"), happening("b", "c"), happening("x", "y")]) == 3
    assert groups(ledger) == [("a", "b", "c"), ("x", "y")]
    ledger.add_links([happening("c", "y")])
    assert groups(ledger) == [("a", "b", "c", "x", "y")]


def test_a_link_that_stands_is_not_made_again_either_way_round(ledger: Writer) -> None:
    assert ledger.add_links([happening("a", "b"), happening("a", "b"), happening("b", "a"), happening("a", "a")]) == 1


def test_undoing_is_one_more_row_and_parts_the_group(ledger: Writer) -> None:
    ledger.add_links([happening("a", "b"), happening("b", "c")])
    assert ledger.undo_link(2)
    assert groups(ledger) == [("a", "b")]
    assert not ledger.undo_link(2), "it was taken back before"
    assert not ledger.undo_link(99)
    assert ledger.db.rows("SELECT id, undoes, made FROM link ORDER BY id") == [(1, None, "coder"), (2, None, "coder"), (3, 2, "person")]
    with Reader(ledger.path) as reader:
        assert [(link.id, link.undone) for link in reader.links(undone=True)] == [(1, False), (2, True)]
        assert reader.group("happening", "c") == ("c",)


def test_what_a_person_took_apart_no_score_joins_again(ledger: Writer) -> None:
    ledger.add_links([happening("a", "b")])
    ledger.undo_link(1, "person")
    assert ledger.add_links([happening("b", "a", 99.0)]) == 0
    assert ledger.add_links([happening("a", "b")], made="person") == 1
    assert groups(ledger) == [("a", "b")]


def test_what_the_coder_took_back_it_may_join_again(ledger: Writer) -> None:
    ledger.add_links([happening("a", "b")])
    ledger.undo_link(1, "coder")
    assert ledger.add_links([happening("a", "b")]) == 1


def test_a_plan_fulfilled_is_a_pair_and_no_group(ledger: Writer) -> None:
    ledger.add_links([NewLink("fulfils", "plan", "event", "same parties, later day", 7.0)])
    assert groups(ledger, "fulfils") == []
    with Reader(ledger.path) as reader:
        assert [(link.left, link.right) for link in reader.links("fulfils", "event")] == [("plan", "event")]


def test_links_are_looked_up_by_what_they_join_and_not_all_looked_through(ledger: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = Database.rows

    def noted(self: Database, sql: str, values: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(sql)
        return rows(self, sql, values)

    monkeypatch.setattr(Database, "rows", noted)
    ledger.add_links([happening("a", "b")])
    linked.standing_links(ledger.db, "happening", ["a"])
    linked.parted(ledger.db, "happening")
    with Reader(ledger.path) as reader:
        reader.links("happening", "a")
    with sqlite3.connect(ledger.path) as db:
        plans = [
            (sql, step)
            for sql in asked
            if " link l " in sql
            for *_, step in db.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * (sql.count("?") if "?1" not in sql else 2))
        ]
    assert len(plans) > 4
    assert not [p for p in plans if p[1].startswith("SCAN l") or "SEARCH l USING INDEX link_undoes" in p[1]]
