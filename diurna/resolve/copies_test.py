"""Copies: exact, near, contained, and what is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.resolve.copies import Sheet, candidates, copies, groups, sketch

AGENCY = (
    "Rescuers reached the last of the flooded villages on Tuesday evening and brought forty people to the school of the district "
    "town, the civil protection said. Bridges over two rivers remain closed, and engineers do not expect them to open before the "
    "weekend. The regional council met at night and asked the government for tents, pumps and drinking water, its chairwoman told "
    "reporters. Farmers say that most of the wheat is lost."
)
OWN = (
    "In our own valley the fire brigade has filled sandbags since the morning. The mayor keeps the gymnasium open for those who do "
    "not want to sleep near the river, and the bakery gives bread to everybody who helps. Old people compare the water with that of "
    "the year in which the mill was carried away, and children measure it with sticks on the steps of the church."
)
REWRITE = (
    "Forty inhabitants of villages cut off by the flood are safe in a school since Tuesday night, according to civil protection. "
    "Until the weekend nobody will cross the two bridges, which engineers have closed. Tents and water are what the council of the "
    "region wants from the capital; it sat until midnight. As for the wheat, growers have given up most of it."
)


def sheet(article: str, text: str, published: str = "2024-06-04", agency: str | None = None, outlet: str | None = None) -> Sheet:
    return Sheet(article, text, "en", published, outlet, frozenset((agency,)) if agency else frozenset())


def reasons(*sheets: Sheet) -> list[tuple[str, str, str]]:
    return [(c.article, c.origin, c.reason) for c in copies(sheets)]


def test_the_same_words_are_an_exact_copy_of_the_earlier() -> None:
    assert reasons(sheet("b", AGENCY.upper(), "2024-06-05"), sheet("a", AGENCY)) == [("b", "a", "exact")]


def test_a_shortened_and_retouched_text_is_a_near_copy() -> None:
    cut = AGENCY.replace("the last of the flooded", "all flooded").rpartition(" Farmers")[0]
    assert reasons(sheet("a", AGENCY), sheet("b", cut, "2024-06-05")) == [("b", "a", "near")]


def test_agency_text_inside_a_longer_article_is_contained() -> None:
    found = copies([sheet("a", AGENCY), sheet("b", f"{OWN}\n\n{AGENCY}\n\n{OWN.replace('valley', 'town')}", "2024-06-05")])
    assert [(c.reason, c.score) for c in found] == [("contained", 1.0)]


def test_a_rewrite_is_no_copy() -> None:
    assert reasons(sheet("a", AGENCY), sheet("b", REWRITE)) == []


def test_a_quoted_statement_makes_no_copy() -> None:
    statement = f"“{OWN}”"
    assert reasons(sheet("a", f"{AGENCY} {statement}"), sheet("b", f"{REWRITE} {statement}")) == []


def test_an_item_of_a_round_up_joins_no_group() -> None:
    items = [f"{AGENCY} {OWN}", *(f"{REWRITE.replace('Forty', n)} {' '.join(n + w for w in OWN.split())}" for n in ("Six", "Ten", "Two"))]
    sheets = [sheet("a", OWN), sheet("r", "\n\n".join(items), "2024-06-05")]
    found = copies(sheets)
    assert [c.reason for c in found] == ["excerpt"]
    assert groups(found, {s.article: s for s in sheets}) == ()


def test_the_credited_agencys_own_page_is_the_origin_however_late() -> None:
    sheets = [sheet("a", AGENCY, "2024-06-04", "media/x"), sheet("b", AGENCY, "2024-06-06", "media/x", outlet="media/x")]
    (group,) = groups(copies(sheets), {s.article: s for s in sheets})
    assert (group.origin, group.agency) == ("b", "media/x")


def test_pairs_grow_with_the_copies_and_not_with_their_square() -> None:
    sheets = {f"{n:03}": sheet(f"{n:03}", AGENCY, f"2024-06-{n % 28 + 1:02}") for n in range(200)}
    assert len(list(candidates(sheets, map(sketch, sheets.values())))) < 2 * len(sheets)
    (group,) = groups(copies(sheets.values()), sheets)
    assert len(group.articles) == 200


@pytest.mark.parametrize("text", ["", "Six words are not enough here", "«" * 50 + AGENCY, AGENCY + "\x00" * 9])
def test_hostile_texts_are_sketched(text: str) -> None:
    assert copies([sheet("a", text), sheet("b", text)])[0].reason == "exact"


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(chance: random.Random) -> None:
    sheets = [sheet("a", AGENCY), sheet("b", AGENCY + " " + OWN), sheet("c", OWN), sheet("d", REWRITE), sheet("e", AGENCY, "2024-06-05")]
    expected = copies(sheets)
    chance.shuffle(sheets)
    assert copies(sheets) == expected
    by_id = {s.article: s for s in sheets}
    mixed = list(expected)
    chance.shuffle(mixed)
    assert groups(mixed, by_id) == groups(expected, by_id)
