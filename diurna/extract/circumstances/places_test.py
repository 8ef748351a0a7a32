"""Places in sentences: towns, own places, capitals as places or as governments, what is no place."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Input, Mention, Sentence, Token
from diurna.extract.circumstances.places import places
from diurna.extract.circumstances.toponyms import nominatives
from diurna.extract.stages import run
from diurna.langs.pack import Packs
from diurna.model import Entity, Evidence

PACKS = Packs()
STATE = {"UKR": "Ukraine", "PRK": "North Korea", "USA": "United States", "RUS": "Russia", "FRA": "France", "GBR": "United Kingdom"}


def analysed(lang: str, words: str, *states: tuple[str, str]) -> Analysis:
    """A sentence of `word/POS` or `word/POS/lemma`, and the words that mean states as (word, id)."""
    tokens: list[Token] = []
    text = ""
    for item in words.split():
        word, pos, *lemma = item.split("|")
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + word
        tokens.append(Token(start, start + len(word), word, word.casefold(), lemma[0] if lemma else word.casefold(), pos))
    mentions, entities = [], {}
    for word, state in states:
        at = next(i for i, t in enumerate(tokens) if t.text == word)
        span = Evidence(tokens[at].start, tokens[at].end)
        mentions.append(Mention(0, at, at + 1, at, state, "name", span.start, span.end))
        entities[state] = Entity(state, STATE[state], {}, "state", state, "GOV", None, True, None, (span,))
    sentence = Sentence(0, len(text), lang, 0, tuple(tokens))
    return Analysis(Input("x", text), sentences=(sentence,), mentions=tuple(mentions), entities=entities)


def found(analysis: Analysis) -> list[tuple[str, str]]:
    """(words, entity id) of the places that are found."""
    result = places(analysis, PACKS)
    text = analysis.input.text
    kinds = {id: e.kind for id, e in result.entities.items()}
    return [(text[m.start : m.end], m.entity or "") for m in result.mentions if kinds.get(m.entity or "") == "place"]


def test_a_large_town_is_found_anywhere() -> None:
    assert found(analysed("en", "Troops|NOUN entered|VERB Kharkiv|PROPN .|PUNCT")) == [("Kharkiv", "geo/706483")]


def test_a_small_town_needs_its_country() -> None:
    words = "Fighting|NOUN near|ADP Sudzha|PROPN continued|VERB in|ADP Russia|PROPN .|PUNCT"
    assert [place for _, place in found(analysed("en", words)) if place.startswith("geo/")] == []
    assert found(analysed("en", words, ("Russia", "RUS"))) == [("Sudzha", "geo/486816")]


def test_the_state_named_beside_a_town_chooses_it() -> None:
    plain = analysed("en", "He|PRON lives|VERB in|ADP Paris|PROPN .|PUNCT")
    assert found(plain) == [("Paris", "geo/2988507")]


@pytest.mark.parametrize(("form", "lemma"), [("Покровську", "покровськ"), ("Покровська", "покровська"), ("Покровськом", "покровськом")])
def test_inflected_names_are_read_by_lemma_or_ending(form: str, lemma: str) -> None:
    analysis = analysed("uk", f"Бої|NOUN точилися|VERB у|ADP {form}|PROPN|{lemma} в|ADP Україні|PROPN .|PUNCT", ("Україні", "UKR"))
    assert [id for _, id in found(analysis)] == ["geo/704422"]


def test_a_capital_behind_a_preposition_is_a_place_and_elsewhere_its_government() -> None:
    inside = analysed("en", "They|PRON met|VERB in|ADP Pyongyang|PROPN .|PUNCT", ("Pyongyang", "PRK"))
    assert found(inside) == [("Pyongyang", "geo/1871859")]
    assert places(inside, PACKS).entities["PRK"].mentions == ()
    assert found(analysed("en", "Pyongyang|PROPN denied|VERB it|PRON .|PUNCT", ("Pyongyang", "PRK"))) == []


@pytest.mark.parametrize(
    ("lang", "text", "there"),
    [
        ("it", "Macron ha incontrato ieri a Roma Olaf Scholz.", ["Roma"]),
        ("it", "Macron ha chiesto ieri a Roma spiegazioni.", []),
        ("fr", "Scholz a rencontré Macron à Paris.", ["Paris"]),
    ],
)
def test_a_preposition_of_receivers_is_one_of_place_behind_a_verb_that_has_none(lang: str, text: str, there: list[str]) -> None:
    analysis = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    assert [text[m.start : m.end] for m in analysis.mentions if (m.entity or "").startswith("geo/")] == there


def test_what_an_actor_covers_is_no_place() -> None:
    assert found(analysed("en", "Kyiv|PROPN denied|VERB it|PRON .|PUNCT", ("Kyiv", "UKR"))) == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("it", "Due|NUM soldati|NOUN sono|AUX morti|VERB .|PUNCT"),
        ("it", "La|DET Camera|PROPN ha|AUX votato|VERB .|PUNCT"),
        ("en", "March|PROPN was|AUX cold|ADJ .|PUNCT"),
        ("en", "Jack|PROPN London|PROPN wrote|VERB it|PRON .|PUNCT"),
        ("en", "said|VERB Graham|PROPN ,|PUNCT a|DET senator|NOUN"),
        ("de", "Der|DET Angriff|NOUN dauerte|VERB an|ADP .|PUNCT"),
        ("uk", "Нова|ADJ влада|NOUN мовчить|VERB .|PUNCT"),
    ],
)
def test_common_words_and_persons_are_no_places(lang: str, words: str) -> None:
    assert found(analysed(lang, words)) == []


def test_endings_lead_back_to_the_dictionary_form() -> None:
    assert "покровськ" in nominatives("покровську")
    assert "авдіївка" in nominatives("авдіївці")
    assert "одеса" in nominatives("одесою")
