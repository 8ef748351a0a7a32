"""Origins: copies and citations of one agency count once; own reporting counts as its outlet."""

from __future__ import annotations

from diurna.resolve.carriers import Carrier, independent, origins
from diurna.resolve.copies import Group

REUTERS = frozenset(("media/reuters",))


def of(*carriers: Carrier, groups: tuple[Group, ...] = ()) -> frozenset[str]:
    return independent([c.article for c in carriers], origins(carriers, groups))


def test_three_outlets_that_credit_one_agency_are_one_origin() -> None:
    assert of(*(Carrier(n, f"outlet {n}", credited=REUTERS) for n in "abc")) == REUTERS


def test_an_article_that_cites_only_an_agency_counts_as_that_agency() -> None:
    assert of(Carrier("a", "A", credited=REUTERS), Carrier("b", "B", cited=REUTERS)) == REUTERS


def test_own_reporting_counts_beside_the_agency_it_cites() -> None:
    assert of(Carrier("a", "A", credited=REUTERS), Carrier("b", "B", cited=REUTERS, own=True)) == REUTERS | {"B"}


def test_a_copy_without_credit_has_the_origin_of_what_it_copies() -> None:
    group = Group(("a", "b"), "a", None)
    assert of(Carrier("a", "A"), Carrier("b", "B"), groups=(group,)) == {"A"}


def test_a_copy_that_lost_its_credit_has_the_agency_of_its_group() -> None:
    group = Group(("a", "b"), "a", "media/reuters")
    assert of(Carrier("a", "A", credited=REUTERS), Carrier("b", "B"), groups=(group,)) == REUTERS


def test_outlets_without_a_name_are_origins_of_their_own() -> None:
    assert len(of(Carrier("a"), Carrier("b"))) == 2
