"""Names: the marks of names.toml, the forms they make, and the matcher."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import langs
from diurna.analysis import Token
from diurna.gazetteer.load import load
from diurna.langs import names
from diurna.langs.name_entries import parse
from diurna.langs.name_forms import Grammar, rules_of

ROOT = Path(langs.__file__).parent


@lru_cache(maxsize=16)
def loaded(lang: str) -> names.Names:
    return names.load(ROOT / lang)


def tokens(text: str) -> tuple[Token, ...]:
    """Words at spaces, apostrophes and hyphens kept apart the way no tokeniser of ours does."""
    found, start = [], 0
    for word in text.split(" "):
        found.append(Token(start, start + len(word), word, names.normal(word), names.normal(word), "X"))
        start += len(word) + 1
    return tuple(found)


def ids(lang: str, text: str) -> list[tuple[str, str]]:
    table = loaded(lang)
    return [(text[h.start : h.end], h.readings[0][0].id) for h in table.find(tokens(text), text)]


def test_marks_are_read() -> None:
    (entry,) = parse("people", "person/x", "name", "Ursula *von der Leyen /f")
    assert (entry.words, entry.alone, entry.bold, entry.gender) == (("Ursula", "von", "der", "Leyen"), (1, 4), True, "f")
    (entry,) = parse("people", "person/x", "name", "_Kim Jong Un")
    assert (entry.alone, entry.bold) == ((0, 1), False)
    (entry,) = parse("office", "head_of_government", "name", "Kanzlerin @DEU,AUT /f")
    assert (entry.owners, entry.gender) == (("DEU", "AUT"), "f")
    (entry,) = parse("generic", "generic/troops", "name", "+=forze /fp")
    assert (entry.form, entry.fixed, entry.number) == ("bound", True, "p")
    assert [e.words for e in parse("generic", "g", "name", "(forze) armate")] == [("forze", "armate"), ("armate",)]


def test_an_entry_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="no words"):
        list(parse("orgs", "org/x", "name", " = "))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("it", "le forze armate dell’Iraq", [("forze armate", "generic/military")]),
        ("it", "Kim Jong-un ride", [("Kim Jong-un", "person/kim-jong-un")]),
        ("en", "they told us in the US", [("they", "pronoun"), ("US", "USA")]),
        ("en", "TURKEY and turkey", [("TURKEY", "TUR")]),
        ("uk", "про Сергія Шойгу та Шойгу", [("Сергія Шойгу", "person/sergei-shoigu"), ("Шойгу", "person/sergei-shoigu")]),
        ("uk", "північнокорейських військових", [("північнокорейських", "PRK"), ("військових", "generic/military")]),
    ],
)
def test_the_longest_match_wins_and_capitals_count(lang: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert ids(lang, text) == wanted


def test_cases_come_with_the_forms_of_a_case_language() -> None:
    table = loaded("uk")
    assert {c for s, f in table.readings("росією") if s.id == "RUS" for c in f.cases} == {"i"}


def test_a_compound_gives_its_first_part_as_owner() -> None:
    text = "US-president spoke"
    (hit,) = loaded("en").find(tokens(text), text)
    assert (hit.owner, hit.readings[0][0].id) == ("USA", "head_of_state")


def test_a_pack_may_give_its_own_ending_rules() -> None:
    rules = rules_of({"adjective": ["ski>ski/ms.n|skiego/ms.ga"]})
    grammar = Grammar(lambda phrase, kind: {}, rules, case=True, of=frozenset(), every=True)
    (entry,) = parse("states", "POL", "adjective", "polski")
    forms = {" ".join(f.words): (f.cases, f.number, f.gender) for f in grammar.forms(entry)}
    assert forms == {"polski": ("n", "s", "m"), "polskiego": ("ga", "s", "m")}


@pytest.mark.parametrize("lang", sorted(p.parent.name for p in ROOT.glob("*/names.toml")))
def test_every_pack_compiles(lang: str) -> None:
    table = loaded(lang)
    assert table.forms
    assert all(first and length for first, length in table.first.items())


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["it", "en", "uk"]))
def test_matches_lie_inside_the_text_for_any_text(text: str, lang: str) -> None:
    row = tuple(t for t in tokens(text) if t.text.strip())
    for hit in loaded(lang).find(row, text):
        assert 0 <= hit.first < hit.last <= len(row)
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("lang", sorted(p.parent.name for p in ROOT.glob("*/names.toml")))
def test_every_id_is_the_gazetteers(lang: str) -> None:
    gazetteer = load()
    senses = [s for s in loaded(lang).senses if s.section != "words"]
    offices = {*gazetteer.offices, "leader"}
    unknown = {s.id for s in senses if s.section == "office" and s.id not in offices}
    unknown |= {s.id for s in senses if s.section != "office" and gazetteer.entity(s.id) is None}
    unknown |= {o for s in senses for o in s.owners if gazetteer.entity(o) is None}
    assert not unknown


@pytest.mark.parametrize(("lang", "text"), [("es", "El exvicepresidente calla."), ("es", "El excanciller calla.")])
def test_a_role_with_ex_written_to_it_is_that_role_of_former_days(lang: str, text: str) -> None:
    (hit,) = loaded(lang).find(tuple(t for t in tokens(text) if t.text.strip()), text)
    assert hit.former


@pytest.mark.parametrize(("written", "plain"), [("viktor orbán", "viktor orban"), ("łukasz", "lukasz"), ("орбан", "орбан")])
def test_people_go_without_their_accents_where_the_script_is_latin(written: str, plain: str) -> None:
    assert names.unaccented(written) == plain


def test_a_person_is_found_in_the_letters_of_a_desk_without_accents() -> None:
    assert [s.id for s, _ in loaded("en").readings("viktor orban")] == ["person/viktor-orban"]


@pytest.mark.parametrize("lang", ["de", "en", "es", "fr", "it", "pl", "ru", "uk"])
def test_no_particle_of_a_name_is_a_surname_of_its_own(lang: str) -> None:
    small = [
        w
        for w in loaded(lang).words.particles
        for sense, feature in loaded(lang).readings(w)
        if feature.caps == "l" and feature.part == "family"
    ]
    assert small == []
