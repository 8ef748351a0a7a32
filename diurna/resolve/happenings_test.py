"""Same happening: what is joined, what is kept apart, and that neither order nor repetition matters.

A telling is written `article TYPE actors > recipients @place day =OBJECT`; a party is `entity/COUNTRY` or a state, a place `name:lat,lon`.
"""

from __future__ import annotations

import random
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.resolve.happenings import Judged, fulfilments, happenings, pairs
from diurna.resolve.proposition import Member
from diurna.resolve.tellings import Figure, Spot, Telling
from diurna.resolve.verdicts import kin, verdict

FORM = re.compile(
    r"(\w+) ([A-Z]+)(?:\.(\w+))? (\S+) > (\S+)"
    r"(?: @(\S+))?(?: (\d{4}-\d\d-\d\d))?(?: pub (\S+))?(?: =([A-Z]+))?(?: killed (\d+))?"
)


def member(words: str) -> Member:
    entity, _, country = words.rpartition("/")
    return Member(f"person/{entity}" if entity else country, country)


def spot(words: str) -> Spot:
    name, _, rest = words.partition(":")
    lat, _, lon = rest.partition(",")
    return Spot(name, "UKR", name, float(lat or 0), float(lon or 0), "city")


def telling(words: str) -> Telling:
    found = FORM.fullmatch(words)
    assert found is not None, words
    article, kind, mode, actors, recipients, place, day, published, aim, killed = found.groups()
    published = published or day or "2024-05-05"
    return Telling(
        event=words, article=article, lang="en", type=kind, modes=frozenset((mode,)) if mode else frozenset(),
        actors=frozenset(member(p) for p in actors.split(",") if p != "-"),
        recipients=frozenset(member(p) for p in recipients.split(",") if p != "-"),
        first=day or published, last=day or published, dated="day" if day else "assumed", published=published,
        spots=(spot(place),) if place else (), object=aim, lead=True,
        figures=(Figure("killed", float(killed), float(killed)),) if killed else (),
    )  # fmt: skip


TOGETHER = """
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05         | b ASSAULT army/RUS > - @kharkiv:50,36.2 2024-05-05
a ASSAULT RUS > UKR 2024-05-05                          | b ASSAULT RUS > UKR pub 2024-05-06
a CONSULT putin/RUS,kim/PRK > - 2024-05-05              | b CONSULT kim/PRK > putin/RUS 2024-05-05
a COERCE - > navalny/RUS 2024-05-05                     | b COERCE RUS > navalny/RUS pub 2024-05-05
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05         | b COERCE RUS > UKR @kharkiv:50,36.2 2024-05-05
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05         | b ASSAULT UKR > UKR @kharkiv:50,36.2 2024-05-05
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05 killed 7 | b ASSAULT - > - @kharkiv:50,36.2 pub 2024-05-05 killed 9
"""
APART = """
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05         | b ASSAULT RUS > UKR @odesa:46.5,30.7 2024-05-05
a ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05         | b ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-08
a ASSAULT IRN > ISR pub 2024-05-05                      | b ASSAULT ISR > IRN pub 2024-05-05
a CONSULT biden/USA > UKR 2024-05-05                    | b CONSULT yellen/USA > UKR 2024-05-05
a COERCE - > navalny/RUS 2024-05-05                     | b COERCE - > sobol/RUS 2024-05-05
a CONSULT.phone putin/RUS > USA pub 2024-05-05          | b CONSULT.visit putin/RUS > CHN pub 2024-05-05
a SANCTION USA > RUS 2024-05-05                         | b ACCUSE USA > RUS 2024-05-05
a ASSAULT RUS > - pub 2024-05-05                        | b CONSULT RUS > UKR pub 2024-05-05
a AGREE putin/RUS > PRK pub 2024-05-05 =CONSULT         | b AGREE putin/RUS > PRK pub 2024-05-05 =AID
"""


def sides(table: str) -> list[tuple[str, str]]:
    rows = [re.sub(" +", " ", row).partition("|") for row in table.strip().splitlines()]
    return [(a.strip(), b.strip()) for a, _, b in rows]


@pytest.mark.parametrize(("a", "b"), sides(TOGETHER))
def test_what_tells_one_happening_is_joined(a: str, b: str) -> None:
    assert len(happenings([telling(a), telling(b)])) == 1


@pytest.mark.parametrize(("a", "b"), sides(APART))
def test_what_tells_two_stays_apart(a: str, b: str) -> None:
    assert len(happenings([telling(a), telling(b)])) == 2


@pytest.mark.parametrize(("a", "b"), [*sides(TOGETHER), *sides(APART)])
def test_a_verdict_is_symmetric(a: str, b: str) -> None:
    assert verdict(telling(a), telling(b)).score == verdict(telling(b), telling(a)).score


def test_a_vague_telling_does_not_chain_two_towns() -> None:
    kharkiv = [telling(f"{a} ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05") for a in "ab"]
    odesa = [telling(f"{a} ASSAULT RUS > UKR @odesa:46.5,30.7 2024-05-05") for a in "cd"]
    found = happenings([*kharkiv, *odesa, telling("e ASSAULT RUS > UKR 2024-05-05")])
    towns = [{t.spots[0].id for t in (*kharkiv, *odesa) if t.event in cluster} for cluster in found]
    assert sorted(towns, key=sorted) == [{"kharkiv"}, {"odesa"}]


def test_what_stands_further_down_in_texts_does_not_keep_a_lead_of_no_type_out() -> None:
    shelled = [telling(f"{a} ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05") for a in "abcd"]
    lead = msgspec.structs.replace(shelled[3], event="lead/d", type="")
    told = [shelled[0], *(msgspec.structs.replace(t, lead=False) for t in shelled[1:3]), lead]
    assert happenings(told) == (tuple(sorted(t.event for t in told)),)


def test_who_refuses_and_is_refused_in_one_article_does_two_things() -> None:
    assert len(happenings([telling("a REJECT rutte/NLD > fico/SVK"), telling("a REJECT fico/SVK > -")])) == 2


def test_what_a_person_took_apart_stays_apart_and_what_was_put_together_stays() -> None:
    a, b, c = (telling(f"{n} ASSAULT RUS > UKR @kharkiv:50,36.2 2024-05-05") for n in "abc")
    far = telling("d ASSAULT RUS > UKR @odesa:46.5,30.7 2024-05-05")
    assert len(happenings([a, b, c], Judged(apart=frozenset(((a.event, b.event),))))) == 2
    assert (a.event, far.event) in happenings([a, far], Judged(together=frozenset(((a.event, far.event),))))


def test_a_plan_is_no_happening_and_is_fulfilled_by_the_next_that_fits() -> None:
    plan = telling("a AGREE putin/RUS,kim/PRK > - 2024-05-05 =CONSULT")
    early, later = (telling(f"{n} CONSULT putin/RUS,kim/PRK > - 2024-05-{d}") for n, d in (("b", "01"), ("c", "09")))
    assert len(happenings([plan, early, later])) == 3
    assert [(k.a, k.b) for k in fulfilments([plan, early, later])] == [(plan.event, later.event)]


def test_kinship_of_types_is_symmetric_and_names_types() -> None:
    from typing import get_args

    from diurna.model import Type

    assert all(len(both) == 2 and both <= set(get_args(Type)) for both in kin())


WORLD = [telling(re.sub(r"^\w", str(n), side)) for n, side in enumerate(s for row in (*sides(TOGETHER), *sides(APART)) for s in row)]


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(2, len(WORLD)))
def test_clusters_do_not_depend_on_the_order_of_articles_nor_on_telling_them_twice(chance: random.Random, size: int) -> None:
    some = chance.sample(WORLD, size)
    expected = happenings(some)
    mixed = [*some, *some[:3]]
    chance.shuffle(mixed)
    assert happenings(mixed) == expected
    assert sorted(e for cluster in expected for e in cluster) == sorted({t.event for t in some})


def test_blocking_leaves_days_and_sides_that_have_nothing_in_common() -> None:
    many = [telling(f"{n}x ASSAULT RUS > UKR 2024-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(300)]
    assert len(list(pairs(many))) < 300 * 10
