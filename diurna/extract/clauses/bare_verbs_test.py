"""Coordinated verbs of one word: which share an auxiliary, and with it tense and voice, and which are participles of a noun."""

import pytest

import diurna
from diurna.analysis import Analysis, Input
from diurna.coding import packs
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.clauses.units import Verb
from diurna.extract.stages import STAGES


def verbs(lang: str, text: str) -> list[Verb]:
    """The verbs of the clauses of one sentence, in the order of the text."""
    analysis = Analysis(Input("x", text, lang=lang))
    for stage in STAGES:
        analysis = stage(analysis, packs())
    found = [c.verb for syntax in analysis.clauses if isinstance(syntax, Syntax) for c in syntax.clauses if c.verb is not None]
    return sorted(found, key=lambda v: v.head)


@pytest.mark.parametrize(
    ("lang", "text", "shape"),
    [
        ("fr", "Tokyo a appelé les deux pays au calme et proposé sa médiation.", ["active", "active"]),
        ("fr", "Paris a condamné Moscou, rappelé son ambassadeur et expulsé trois diplomates.", ["active", "active", "active"]),
        ("it", "Roma ha condannato Mosca e richiamato il suo ambasciatore.", ["active", "active"]),
        ("it", "Il diplomatico è stato arrestato lunedì ed espulso.", ["passive", "passive"]),
        ("es", "Madrid ha condenado a Moscú y retirado a su embajador.", ["active", "active"]),
        ("de", "Berlin hat Moskau verurteilt und seinen Botschafter abberufen.", ["active", "active"]),
        ("de", "Der Diplomat wurde am Montag festgenommen und abgeschoben.", ["passive", "passive"]),
        ("de", "Die Armee hat die Stadt angegriffen, Häuser zerstört und Zivilisten getötet.", ["active", "active", "active"]),
        ("en", "The diplomat was arrested on Monday and deported.", ["passive", "passive"]),
        ("en", "Paris has condemned Moscow and recalled its ambassador.", ["active", "active"]),
        ("en", "The envoy was criticised on Monday and recalled his deputy.", ["passive", "active"]),
        ("fr", "Paris a libéré un homme et expulsé trois diplomates.", ["active", "active"]),
        ("fr", "Paris a libéré un homme accusé d'espionnage et expulsé par Rome.", ["active", "participle", "participle"]),
        ("en", "Amnesty says fighters executed a dozen men in May.", ["active", "active"]),
        ("en", "Police detained a man arrested and released by Rome.", ["active", "participle", "participle"]),
    ],
)
def test_a_coordinated_verb_shares_the_auxiliary(lang: str, text: str, shape: list[str]) -> None:
    got = ["participle" if v.form == "part" else "passive" if v.passive else "active" for v in verbs(lang, text)]
    assert got == shape


def test_both_countries_are_not_the_one_that_calls_on_them() -> None:
    text = (
        "Un diplomate expulsé\n\nLa Corée du Sud a expulsé lundi un diplomate birman. Tokyo a appelé les deux pays au calme et proposé "
        "sa médiation."
    )
    call = next(event for event in diurna.code(text=text).events if event.type == "REQUEST")
    assert [p.entity for p in call.actors] == ["JPN"]
    assert "JPN" not in [p.entity for p in call.recipients]


def test_an_indefinite_diplomat_is_not_of_the_country_that_expels_him() -> None:
    text = "Séoul expulse un diplomate\n\nLa Corée du Sud a expulsé lundi un diplomate birman."
    title = diurna.code(text=text).events[0]
    assert [p.entity for p in title.actors] == ["KOR"]
    assert not any((p.entity or "").startswith("KOR") for p in title.recipients)
