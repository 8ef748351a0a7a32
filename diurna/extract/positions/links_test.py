"""What claims make of an event, and which claims an event belongs to."""

from __future__ import annotations

import msgspec
import pytest

from diurna.analysis import Analysis, Input
from diurna.extract.positions.links import assertion, links
from diurna.langs.pack import Packs
from diurna.model import Claim, ClaimAct, Event, Evidence

TEXT = "Moscow denied that it had shelled the port. Kyiv said Russia had shelled the port. The port burned."


def claim(name: str, act: ClaimAct, cue: str, content: str) -> Claim:
    return Claim(name, act, (), "unknown", (at(cue),), (at(content),), "none", "none", None, (), (), ())


def at(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words))


def event(name: str, start: int, end: int) -> Event:
    return Event(
        name, "ASSAULT", (), (), "material conflict", None, "actual", "narrator", (), (), (), None, None, (),
        Evidence(start, end), Evidence(0, len(TEXT)), "rule", None, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "wanted"),
    [
        ((), "narrator"),
        (("say",), "attributed"),
        (("deny",), "denied_only"),
        (("deny", "deny"), "denied_only"),
        (("deny", "say"), "disputed"),
        (("decline_to_comment",), "attributed"),
        (("deny", "decline_to_comment"), "denied_only"),
    ],
)
def test_assertion(acts: tuple[ClaimAct, ...], wanted: str) -> None:
    assert assertion([claim(str(i), act, "denied", "had shelled") for i, act in enumerate(acts)]) == wanted


def test_events_carry_the_claims_whose_content_holds_their_trigger() -> None:
    denial = claim("denial", "deny", "denied", "that it had shelled the port")
    report = claim("report", "say", "said", "Russia had shelled the port")
    first, second = TEXT.index("shelled"), TEXT.rindex("shelled")
    told = [event("e1", first, first + 7), event("e2", second, second + 7), event("e3", at("burned").start, at("burned").end)]
    done = links(Analysis(Input("x", TEXT), claims=(denial, report), events=tuple(told)), Packs())
    assert [e.assertion for e in done.events] == ["denied_only", "attributed", "narrator"]
    assert [c.events for c in done.claims] == [("e1",), ("e2",)]


def test_who_rejects_an_accusation_does_not_deny_that_it_was_made() -> None:
    denial = claim("denial", "deny", "denied", "that it had shelled the port")
    accusation = msgspec.structs.replace(event("e1", at("shelled").start, at("shelled").end), type="ACCUSE")
    done = links(Analysis(Input("x", TEXT), claims=(denial,), events=(accusation,)), Packs())
    assert [e.assertion for e in done.events] == ["narrator"]
