"""The account of a happening: tolls, blame, days, denials, blocs."""

from __future__ import annotations

from diurna.resolve.account import account
from diurna.resolve.carriers import Carrier, origins
from diurna.resolve.proposition import Member
from diurna.resolve.tellings import Figure, Telling


def telling(article: str, day: str, killed: float | None = None, actor: str = "RUS", assertion: str = "narrator") -> Telling:
    return Telling(
        event=f"e{article}", article=article, lang="en", type="ASSAULT", actors=frozenset((Member(actor, actor),)),
        recipients=frozenset((Member("UKR", "UKR"),)), first="2022-04-08", last="2022-04-08", dated="day",
        published=day, assertion=assertion,
        figures=(Figure("killed", killed, killed),) if killed else (),
    )  # fmt: skip


def test_a_later_toll_supersedes_and_does_not_contradict() -> None:
    (toll,) = account([telling("a", "2022-04-08", 39), telling("b", "2022-04-09", 52), telling("c", "2022-04-08", 30)], {}, {}).tolls
    assert (toll.latest.min, [c.min for c in toll.earlier], toll.disputed) == (52, [30, 39], ())


def test_a_toll_that_shrinks_is_disputed() -> None:
    (toll,) = account([telling("a", "2022-04-08", 500), telling("b", "2022-04-20", 100)], {}, {}).tolls
    assert [c.min for c in toll.disputed] == [500]


def test_who_is_blamed_and_where_it_is_only_denied_are_shown() -> None:
    found = account([telling("a", "2022-04-08"), telling("b", "2022-04-08", actor="UKR", assertion="denied_only")], {}, {})
    assert (found.blamed, found.denied) == (("RUS", "UKR"), ("b",))


def test_articles_come_by_date_with_their_languages_origins_and_blocs() -> None:
    carriers = {c.article: c for c in (Carrier("a", "A", "ITA", published="2022-04-09"), Carrier("b", "B", "RUS", published="2022-04-08"))}
    told = [telling("a", "2022-04-09"), telling("b", "2022-04-08")]
    found = account(told, carriers, origins(carriers.values()), members={"org/eu": ("ITA",), "org/csto": ("RUS",), "org/gcc": ("SAU",)})
    assert found.articles == ("b", "a")
    assert (found.origins, found.countries, found.blocs) == (("A", "B"), ("ITA", "RUS"), ("org/csto", "org/eu"))
