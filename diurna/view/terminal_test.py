"""The view of a record: everything is there, nothing is wider than the terminal."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.cells import cell_len

from diurna.model import Record
from diurna.view.derivation import derivations
from diurna.view.terminal import console, show


def rendered(record: Record, width: int = 80) -> str:
    to = console(io.StringIO())
    to.width = width
    show(record, to)
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def flowing(text: str) -> str:
    return " ".join(text.split())


def test_the_view_tells_all(sample: Record) -> None:
    text = flowing(rendered(sample))
    for words in (
        "Ruritania to meet Borduria after raid",
        "Klow Courier · 3 Mar 2025 08:15 (zone unknown) · en",
        "e1 2 Mar 2025 Borduria ASSAULT raid → Ruritania (disputed)",
        "near Kropow · 12 to 15 killed · see c1 c2",
        "AGREE: CONSULT visit for week of 10 Mar 2025 in 東京",
        "Kurvi Müsstler named person c1 denies “that Bordurian troops took part”",
        "Klow Courier < Bordurian News Agency < Kurvi Müsstler",
        "Kurvi Müsstler changed position: denies (c1) → acknowledges (c2, Apr 2025)",
        "≠ that Bordurian troops took part",
        "! 08:15 has no time zone published-timezone-unknown",
    ):
        assert words in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(sample: Record, width: int) -> None:
    assert max(map(cell_len, rendered(sample, width).splitlines())) <= width


def test_wide_scripts_and_long_words_fit(sample: Record) -> None:
    text = "習近平" * 60 + " " + "x" * 300
    document = msgspec.structs.replace(sample.document, text=text + sample.document.text[len(text) :], outlet="外" * 90)
    assert max(map(cell_len, rendered(msgspec.structs.replace(sample, document=document)).splitlines())) <= 80


def test_a_record_without_anything_says_so(sample: Record) -> None:
    empty = msgspec.structs.replace(sample, events=(), claims=(), changes=(), contested=(), notes=())
    text = rendered(empty)
    assert "No events and no claims" in text
    assert "Events" not in text


def test_a_derivation_shows_rule_roles_and_the_marked_sentence(sample: Record) -> None:
    to = console(io.StringIO())
    to.width = 200
    for block in derivations(sample, "e1"):
        to.print(block)
    assert isinstance(to.file, io.StringIO)
    text = flowing(to.file.getvalue())
    assert "rule en/frames/attack > subj=Borduria > obj=a Ruritanian convoy" in text
    assert "[actor:Borduria] [ASSAULT:attacked] [recipient:a Ruritanian convoy] near [place:Kropow]" in text
    assert "c1" in text and "c-deny" not in text


def test_events_and_claims_are_found_by_label_or_id(sample: Record) -> None:
    assert len(derivations(sample)) == 4
    assert len(derivations(sample, "c2")) == 1
    assert len(derivations(sample, "raid")) == 1
    assert derivations(sample, "e9") == []
