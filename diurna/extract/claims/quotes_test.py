"""Quotations are found in every pair of marks, closed or not."""

from __future__ import annotations

import pytest

from diurna.extract.claims.quotes import dialogue, outer, quotes


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in outer(quotes(text, [(0, len(text))]))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “we stay” and left.", ["“we stay”"]),
        ("Er sagte: „Wir bleiben“ und ging.", ["„Wir bleiben“"]),
        ("Er sagte: »Wir bleiben« und ging.", ["»Wir bleiben«"]),
        ("Ha detto «restiamo» ed è uscito.", ["«restiamo»"]),
        ("Il a dit : « nous restons », puis il est parti.", ["« nous restons »"]),
        ('He said "we stay" and "they go" at once.', ['"we stay"', '"they go"']),
        ("He said ''we stay'' and left.", ["''we stay''"]),
        ("‘We stay’ say the farmers’ leaders.", ["‘We stay’"]),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ("Він сказав: „Ми тут“.", ["„Ми тут“"]),
        ("The '90s were the company's best years.", []),
        ("It isn't Kyiv's fault.", []),
    ],
)
def test_outer_quotations(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = "He said: “We stay.\nNobody answered."
    assert found(text) == ["“We stay."]


def test_paragraphs_that_open_with_a_mark_continue_the_quotation() -> None:
    text = "“We stay.\n“We always did.”"
    first, second = outer(quotes(text, [(0, len(text))]))
    assert first.continues and not first.closed
    assert second.closed


def test_every_quotation_lies_in_the_text() -> None:
    text = "“«‘\"'' » ”’ „ “ ' \" x"
    for q in quotes(text, [(0, len(text))]):
        assert 0 <= q.start < q.end <= len(text)


def test_dash_opens_direct_speech() -> None:
    text = "— Ми залишаємося тут, — сказав мер."
    span = dialogue(text, 0, len(text))
    assert span is not None and text[span[0] : span[1]] == "Ми залишаємося тут"
    assert dialogue("Мер поїхав.", 0, 11) is None
