"""Who counts gives a figure, and so does who stands beside him without a verb; reports within reports are claims of their own."""

from __future__ import annotations

import pytest

from diurna.coding import code


def _said(text: str, lang: str) -> list[tuple[str, str, str]]:
    """Act, speaker and content of each claim, in text order."""
    found: list[tuple[str, str, str]] = []
    for claim in code(text=text, lang=lang, date="2025-06-04").claims:
        who = " ".join(text[x.start : x.end] for x in claim.speakers)
        found.append((claim.act, who, " ".join(text[x.start : x.end] for x in claim.content)))
    return found


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        (
            "Police counted 300 demonstrators, the organisers 2,000.",
            "en",
            [("say", "Police", "300 demonstrators"), ("say", "the organisers", "2,000")],
        ),
        (
            "Il ministero parla di 12 morti, l'opposizione di 40.",
            "it",
            [("say", "Il ministero", "12 morti"), ("say", "l'opposizione", "40")],
        ),
        (
            "Bamako bestreitet das: Die Soldaten seien Ausbilder.",
            "de",
            [("deny", "Bamako", "bestreitet das"), ("say", "Bamako", "Die Soldaten seien Ausbilder")],
        ),
        (
            "No comment from the Kremlin.",
            "en",
            [("decline_to_comment", "the Kremlin", "No comment from the Kremlin")],
        ),
        ("El ejército cuenta con 30.000 hombres y 200 tanques.", "es", []),
    ],
)  # fmt: skip
def test_figures_and_reasons_are_claims(text: str, lang: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(act, who.strip(), what.rstrip(".")) for act, who, what in _said(text, lang)] == wanted


def test_a_report_within_a_report_has_its_reporter_in_its_chain() -> None:
    text = "The mayor said the engineer had told him that the bridge was closed."
    told = [c for c in code(text=text, lang="en", date="2025-06-04").claims if text[c.cue[0].start :].startswith("had told")]
    assert [text[p.start : p.end] for c in told for p in c.via] == ["The mayor"]


def test_who_tells_of_a_crime_accuses_nobody() -> None:
    assert [act for act, _, _ in _said("The bank said that robbers had forged the papers of a crime.", "en")] == ["say"]
    assert [act for act, _, _ in _said("The union wrote that the council 'betrayed its people'.", "en")] == ["accuse"]
