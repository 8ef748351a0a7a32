"""Complete dates in seven languages, and the numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.langs.calendar import find_dates

ALL = ("it", "en", "uk", "ru", "es", "fr", "de")


@pytest.mark.parametrize(
    ("text", "langs", "iso", "zone"),
    [
        ("Testata - 05 Giugno 2025 06:50", ALL, "2025-06-05T06:50", None),
        ("March 3, 2025", ["en"], "2025-03-03", None),
        ("MARCH 3, 2025 at 4:05 p.m. EST", ["en"], "2025-03-03T16:05", "EST"),
        ("3rd of March 2025", ["en"], "2025-03-03", None),
        ("3 березня 2025 року", ["uk"], "2025-03-03", None),
        ("3 березня 2025, 14:05 за Києвом", ["uk"], "2025-03-03T14:05", "Europe/Kyiv"),
        ("12 мая 2025 г., 09:30 (МСК)", ["ru"], "2025-05-12T09:30", "MSK"),
        ("3. März 2025, 14:05 Uhr", ["de"], "2025-03-03T14:05", None),
        ("am 3. März 2025 um 14.05 Uhr MEZ", ["de"], "2025-03-03T14:05", "CET"),
        ("3 mars 2025 à 14h05", ["fr"], "2025-03-03T14:05", None),
        ("1er avril 2025", ["fr"], "2025-04-01", None),
        ("7 de julio de 2024 a las 18:00 horas", ["es"], "2024-07-07T18:00", None),
        ("05.06.2025", ALL, "2025-06-05", None),
        ("05.06.2025 | 14:00 CET", ALL, "2025-06-05T14:00", "CET"),
        ("5/6/2025", ["en"], "2025-06-05", None),
        ("5/6/2025", ["en-US"], "2025-05-06", None),
        ("5/25/2025", ["en"], "2025-05-25", None),
        ("2025-06-05T06:50Z", ALL, "2025-06-05T06:50", "UTC"),
        ("2025-06-05 06:50:11+02:00", ALL, "2025-06-05T06:50", "+02:00"),
        ("11 settembre 2024 alle ore 10.30", ["it"], "2024-09-11T10:30", None),
    ],
)
def test_a_complete_date_is_read(text: str, langs: list[str], iso: str, zone: str | None) -> None:
    (found,) = find_dates(text, langs)
    assert (found.iso, found.zone) == (iso, zone)
    assert found.precision == ("minute" if "T" in iso else "day")


@pytest.mark.parametrize("text", ["31.02.2025", "192.168.10.20", "3:2", "1.234.567", "version 1.2.3", "45/46/2025", "3 marzo"])
def test_other_numbers_are_no_date(text: str) -> None:
    assert find_dates(text, ALL) == []


@given(st.text())
def test_spans_stand_inside_any_text_in_order(text: str) -> None:
    last = 0
    for found in find_dates(text, ALL):
        assert last <= found.start < found.end <= len(text)
        last = found.end
