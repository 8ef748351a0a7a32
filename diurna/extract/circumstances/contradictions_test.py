"""Places that the text puts in the wrong country."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Mention
from diurna.extract.actors.actors_test import packs, read
from diurna.extract.circumstances.contradictions import contradictions
from diurna.model import Entity, Geo


def placed(text: str, lang: str, place: str, country: str, *, disputed: bool = False) -> Analysis:
    """The actors of `text`, and `place` read as a region of `country`, as the places stage leaves them."""
    import msgspec

    analysis = read(("paragraph", lang, text))
    start = text.index(place)
    tokens = analysis.sentences[0].tokens
    at = next(i for i, t in enumerate(tokens) if t.start == start)
    mention = Mention(0, at, at + 1, at, "place/there", "name", start, start + len(place))
    geo = Geo(None, 0.0, 0.0, None, None, "admin1", disputed)
    entity = Entity("place/there", place, {}, "place", country, None, None, True, geo, ())
    return msgspec.structs.replace(analysis, mentions=(*analysis.mentions, mention), entities={**analysis.entities, entity.id: entity})


@pytest.mark.parametrize(
    ("lang", "text", "place", "country"),
    [
        ("it", "Scontri nel nord dell'Iraq, soprattutto nella provincia di Aleppo, dove mancano i viveri.", "Aleppo", "SYR"),
        ("en", "Fighting goes on in northern Iraq, especially in Aleppo.", "Aleppo", "SYR"),
        ("uk", "Бої тривають на сході України, зокрема в Курську.", "Курську", "RUS"),
        ("it", "Un ordigno è esploso a Kursk, in Ucraina.", "Kursk", "RUS"),
        ("en", "A bomb went off in Aleppo (Iraq) today.", "Aleppo", "SYR"),
    ],
)
def test_a_place_in_a_country_it_is_not_in_is_noted(lang: str, text: str, place: str, country: str) -> None:
    notes = contradictions(placed(text, lang, place, country), packs()).notes
    assert [n.code for n in notes] == ["place-contradiction"]
    assert place in text[notes[0].start : notes[0].end]


@pytest.mark.parametrize(
    ("lang", "text", "place", "country", "disputed"),
    [
        ("it", "Scontri nel nord dell'Ucraina, soprattutto nella zona di Sumy.", "Sumy", "UKR", False),
        ("it", "Scontri nel nord dell'Ucraina, soprattutto a Kursk.", "Kursk", "RUS", True),
        ("it", "Arresti a Lilla, in Germania e in Italia.", "Lilla", "FRA", False),
        ("en", "Troops moved from Iraq towards Aleppo.", "Aleppo", "SYR", False),
        ("en", "Iraq fears for Aleppo.", "Aleppo", "SYR", False),
    ],
)
def test_lists_disputed_places_and_other_relations_are_no_contradiction(
    lang: str, text: str, place: str, country: str, disputed: bool
) -> None:
    assert contradictions(placed(text, lang, place, country, disputed=disputed), packs()).notes == ()
