"""Whole records against expectations, worked out by hand on a made-up article."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from diurna.eval.acceptable import Reading, same_time
from diurna.eval.expected import Expected, article_of, expected_files, read
from diurna.eval.record import Report, score, summary
from diurna.eval.rows import BadGold
from diurna.model import Claim, Coder, Document, Entity, Event, Evidence, Party, Record, Time, Title

TEXT = "Arcadia raids Borduria\n\nArcadia attacked Borduria on Monday. Ruritania denied that it helped Arcadia."


def at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def entity(id_: str, country: str) -> Entity:
    spans = [at(id_, n) for n in range(TEXT.count(id_))]
    mentions = tuple(Evidence(*s) for s in spans)
    return Entity(id_, id_, {"en": id_}, "state", country, "GOV", None, True, None, mentions)


def party(words: str, nth: int = 0) -> Party:
    return Party(words, *at(words, nth))


MONDAY = Time("2025-03-03", "2025-03-03", "day", source="relative")
ATTACK = Event(
    "e1", "ASSAULT", ("raid",), (), "material conflict", None, "actual", "narrator",
    (party("Arcadia", 1),), (party("Borduria", 1),), (), MONDAY, None, (),
    Evidence(*at("attacked")), Evidence(24, 60), "en/frames/attack", None, (),
)  # fmt: skip
DENIAL = Claim(
    "c1", "deny", (party("Ruritania"),), "institution", (Evidence(*at("denied")),),
    (Evidence(*at("that it helped Arcadia")),), "none", "none", None, (), (), (),
)  # fmt: skip


def record(events: tuple[Event, ...] = (ATTACK,), claims: tuple[Claim, ...] = (DENIAL,)) -> Record:
    document = Document("k", "d", None, TEXT, ("en",), Title(0, 22, "en"), "Gazette", None, None)
    entities = (entity("Arcadia", "ARC"), entity("Borduria", "BOR"), entity("Ruritania", "RUR"))
    return Record("diurna.record/1", Coder("0", "0"), document, (), (), entities, events, claims, (), (), ())


WANTED = {
    "document": {"title": "Arcadia raids Borduria", "outlet": "Gazette", "published": "2025-03-04"},
    "entities": [{"text": "Borduria", "is": "state; government of BOR"}, {"text": "Monday", "is": "nothing"}],
    "events": [
        {
            "id": "e1", "evidence": "attacked Borduria on Monday", "type": ["ASSAULT"], "actor": ["ARC"],
            "recipient": ["Borduria"], "place": None, "time": ["2025-03-02", "2025-03-04"], "mode": "raid",
        }
    ],
    "claims": [
        {
            "id": "c1", "cue": "denied", "content": "it helped Arcadia", "act": ["deny"], "speaker": ["RUR"],
            "time": None, "hedge": None, "chain": None,
        }
    ],
    "same": [["Arcadia", "Arcadia"], ["Arcadia", "Borduria"]],
}  # fmt: skip


def against(wanted: dict[str, object], coded: Record) -> Report:
    return score(msgspec.convert(wanted, Expected), coded)


def verdicts(report: Report) -> dict[str, str]:
    return {f"{i.kind} {i.id}": i.verdict + "".join(f" {s}" for s in i.slots) for i in report.items}


def test_every_kind_has_its_verdict() -> None:
    assert verdicts(against(WANTED, record())) == {
        "document title": "found",
        "document outlet": "found",
        "document published": "missed",
        "entities Borduria": "found",
        "entities Monday": "missed",
        "events e1": "found",
        "claims c1": "found",
        "same Arcadia = Arcadia": "found",
        "same Arcadia = Borduria": "wrong",
    }
    scores = summary([against(WANTED, record())])
    assert (scores["events"].recall, scores["events"].precision) == (1.0, 1.0)
    assert scores["document"].recall == pytest.approx(2 / 3)
    assert "contested" not in scores


def test_wrong_slots_are_named_and_cost_precision() -> None:
    bad = msgspec.structs.replace(ATTACK, actors=(party("Ruritania"),), time=None, status="negated")
    report = against(WANTED, record(events=(bad,)))
    assert verdicts(report)["events e1"] == "wrong actor time status"
    assert report.on_evidence["events"].precision == 0.0


def test_what_is_coded_twice_on_the_evidence_is_half_right() -> None:
    report = against(WANTED, record(events=(ATTACK, ATTACK)))
    assert report.on_evidence["events"].precision == 0.5
    assert report.tally("events") == {"found": 1, "missed": 0, "wrong": 0}


def test_what_is_coded_elsewhere_costs_nothing_here() -> None:
    elsewhere = msgspec.structs.replace(ATTACK, trigger=Evidence(*at("raids")))
    assert against(WANTED, record(events=(ATTACK, elsewhere))).on_evidence["events"].precision == 1.0


def event_wanted(**changes: object) -> dict[str, object]:
    return {"events": [{**WANTED["events"][0], **changes}]}


def test_optional_slots_may_be_empty_but_not_something_else() -> None:
    no_recipient = msgspec.structs.replace(ATTACK, recipients=())
    wanted = event_wanted(optional=["recipient"])
    assert verdicts(against(wanted, record(events=(no_recipient,))))["events e1"] == "found"
    other = msgspec.structs.replace(ATTACK, recipients=(party("Ruritania"),))
    assert verdicts(against(wanted, record(events=(other,))))["events e1"] == "wrong recipient"


def test_neutral_events_cost_nothing_to_find_or_to_miss() -> None:
    wanted = event_wanted(neutral=True)
    for events in ((ATTACK,), ()):
        report = against(wanted, record(events=events))
        assert report.tally("events") == {"found": 0, "missed": 0, "wrong": 0}
        assert report.on_evidence["events"].predicted == 0


def test_several_times_are_accepted_give_or_take_a_day() -> None:
    assert same_time(MONDAY, [["2025-03-04", "2025-03-04"]])
    assert same_time(MONDAY, [["2024-01-01", "2024-01-01"], ["2025-03-03", "2025-03-03"]])
    assert not same_time(MONDAY, [["2025-03-05", "2025-03-05"]])
    assert not same_time(MONDAY, [["2025-03-03", None]])
    assert same_time(None, [None]) and not same_time(MONDAY, [None])


def test_a_carpet_trigger_is_not_on_the_evidence() -> None:
    carpet = msgspec.structs.replace(ATTACK, trigger=Evidence(0, len(TEXT)))
    assert verdicts(against(WANTED, record(events=(carpet,))))["events e1"] == "missed"


def test_a_party_is_known_by_country_name_or_words() -> None:
    reading = Reading(record())
    assert reading.parties([party("Arcadia")], ["ARC"])
    assert reading.parties([Party(None, *at("Arcadia"))], ["Arcadia"])
    assert not reading.parties([party("Arcadia"), party("Borduria")], ["ARC"])
    assert not reading.parties([], ["ARC"]) and reading.parties([], None)


def test_gold_files_are_found_beside_their_articles(tmp_path: Path) -> None:
    (tmp_path / "en_raid.txt").write_text(TEXT)
    gold = tmp_path / "en_raid.expected.json"
    gold.write_text(json.dumps(WANTED))
    assert expected_files(tmp_path) == [gold]
    assert article_of(gold) == tmp_path / "en_raid.txt"
    assert len(read(gold).events) == 1
    gold.write_text("{")
    with pytest.raises(BadGold, match="en_raid"):
        read(gold)
