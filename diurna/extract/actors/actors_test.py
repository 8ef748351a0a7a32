"""The actor layer on the packs' own cases (langs/xx/cases/actors.txt) and on whole little articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import langs
from diurna.analysis import Analysis, Input, Mention, Sentence
from diurna.extract.actors import garbled
from diurna.extract.actors.actors import actors
from diurna.extract.document.sentences import split
from diurna.extract.document.words import words
from diurna.langs.marked import Mark, parse
from diurna.langs.pack import Packs
from diurna.model import Segment, SegmentKind, Time

ROOT = Path(langs.__file__).parent
DAY = "2025-06-05"
LEAST = 30


@lru_cache(maxsize=1)
def packs() -> Packs:
    return Packs()


def read(*parts: tuple[SegmentKind, str, str]) -> Analysis:
    """An article of (kind, language, text) segments, cut into tokens and read for actors."""
    text, segments, sentences = "", [], []
    for kind, lang, words_of in parts:
        start = len(text)
        text += words_of + "\n\n"
        segments.append(Segment(kind, lang, start, start + len(words_of)))
    for at, segment in enumerate(segments):
        for start, end in split(text, segment.start, segment.end, segment.lang):
            cut = words(text, start, end, segment.lang)
            tokens = packs()[segment.lang].morphology.tokens(text, cut)
            sentences.append(Sentence(start, end, segment.lang, at, tokens))
    document = Input("case", text)
    time = Time(DAY, DAY, "day")
    return actors(Analysis(document, published=time, segments=tuple(segments), sentences=tuple(sentences)), packs())


def cases() -> Iterator[tuple[str, int, str]]:
    for file in sorted(ROOT.glob("*/cases/actors.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield file.parent.parent.name, number, line


def failure(mark: Mark, analysis: Analysis) -> str | None:
    """What is wrong with a mark; None when the mentions are as it says."""
    there = [m for m in analysis.mentions if m.start < mark.end and mark.start < m.end]
    said = [(m.entity, analysis.input.text[m.start : m.end]) for m in there]
    label = mark.label.replace("pair=", "pair:")
    if label == "none":
        return None if not there else f"nobody should stand there: {said}"
    if label == "unresolved":
        return None if all(m.entity is None for m in there) else f"should stay open: {said}"
    fitting = [m for m in there if m.entity == label and _near(m, mark)]
    return None if fitting else f"wanted {label}, found {said}"


def _near(mention: Mention, mark: Mark) -> bool:
    ours, marks = mention.end - mention.start, mark.end - mark.start
    return ours <= 2 * marks and marks <= 2 * ours


@pytest.mark.parametrize(("lang", "number", "line"), list(cases()), ids=lambda v: str(v)[:60])
def test_a_marked_case_is_read_as_it_says(lang: str, number: int, line: str) -> None:
    marked = parse(line)
    assert marked.marks, f"{lang}/cases/actors.txt:{number} marks nothing"
    analysis = read(("paragraph", lang, marked.text))
    wrong = [f"{marked.text[m.start : m.end]!r}: {w}" for m in marked.marks if (w := failure(m, analysis))]
    assert not wrong, f"{lang}/cases/actors.txt:{number} {wrong}"


def test_every_language_with_names_has_cases_enough() -> None:
    have: dict[str, int] = {}
    for lang, _, _ in cases():
        have[lang] = have.get(lang, 0) + 1
    assert all(count >= LEAST for count in have.values()), have


def test_a_malformed_case_fails() -> None:
    with pytest.raises(ValueError, match="not closed"):
        parse("[RUS/military:російські військові обстріляли місто.")


def test_a_bare_surname_in_the_title_is_the_person_whom_the_body_names_in_another_script() -> None:
    analysis = read(
        ("title", "uk", "Кім пообіцяв Шойгу підтримку"),
        ("paragraph", "it", "Kim Jong Un ha ricevuto Sergei Shoigu. Secondo Kim la visita è riuscita."),
    )
    found = {analysis.input.text[m.start : m.end]: m.entity for m in analysis.mentions}
    assert found["Шойгу"] == found["Sergei Shoigu"] == "person/sergei-shoigu"
    assert found["Кім"] == found["Kim"] == "person/kim-jong-un"
    assert analysis.entities["person/sergei-shoigu"].names == {"uk": "Сергій Шойгу", "it": "Sergei Shoigu"}


def test_a_family_name_alone_is_nobody_where_the_article_names_no_such_person() -> None:
    assert read(("paragraph", "it", "Kim ha vinto la gara.")).mentions == ()


@pytest.mark.parametrize(("text", "meant"), [("KCMA", "media/kcna"), ("CTAC", "media/kcna"), ("TACC", "media/tass"), ("QXZW", None)])
def test_a_garbled_acronym_beside_an_agency_is_what_it_nearly_is(text: str, meant: str | None) -> None:
    analysis = read(("paragraph", "it", f"La Corea del Nord tace, scrive l'agenzia {text} da Mosca."))
    found = {analysis.input.text[m.start : m.end]: m.entity for m in analysis.mentions}
    assert found.get(text) == meant
    assert [n.code for n in analysis.notes] == (["garbled-acronym"] if meant else [])


def test_letters_of_two_scripts_are_alike_and_of_one_script_only_themselves() -> None:
    assert garbled.distance("CTAC", "ЦТАК") == 0
    assert garbled.distance("ЦТАК", "КТАК") == 1
    assert garbled.distance("TASS", "ТАСС") == 0


def test_bylines_and_footers_name_no_actors() -> None:
    analysis = read(("byline", "en", "By Donald Trump"), ("paragraph", "en", "Russia spoke."))
    assert [m.entity for m in analysis.mentions] == ["RUS"]


def test_an_unknown_person_is_an_entity_that_says_so() -> None:
    analysis = read(("paragraph", "en", "Colonel Tomas Brennick denied the report."))
    entity = analysis.entities["unknown/tomas-brennick"]
    assert (entity.known, entity.kind, entity.name) == (False, "person", "Tomas Brennick")


_PIECES = st.sampled_from(
    [
        "il",
        "ministro",
        "russo",
        "Putin",
        ",",
        "(",
        ")",
        ".",
        "Kim",
        "CTAC",
        "agenzia",
        "di",
        "della",
        "e",
        "la",
        "polizia",
        "turca",
        "'s",
        "the",
        "US-led",
        "entrambe",
        "le",
        "parti",
        "«ПВК",
        "російські",
        "військові",
        "́",
        "İ",
        "ß",
        "\ud7ff",
        "X.",
        "J.",
        "Mario",
        "Rossi",
        "dice",
        "lui",
        "loro",
        "suo",
        "governo",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=30), st.sampled_from(["it", "en", "uk"]))
def test_spans_hold_and_reading_is_repeatable_for_any_text(pieces: list[str], lang: str) -> None:
    first = read(("paragraph", lang, " ".join(pieces)))
    for mention in first.mentions:
        sentence = first.sentences[mention.sentence]
        assert 0 <= mention.first <= mention.head < mention.last <= len(sentence.tokens)
        assert sentence.tokens[mention.first].start <= mention.start < mention.end <= sentence.tokens[mention.last - 1].end
    assert msgspec.json.encode(first) == msgspec.json.encode(read(("paragraph", lang, " ".join(pieces))))


def test_an_adjective_that_opens_a_sentence_is_no_surname() -> None:
    assert [m.form for m in read(("paragraph", "ru", "Тихий разговор мешал туристам.")).mentions] == ["generic"]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "Moskau ließ Evan Brandtner frei.", "Evan Brandtner"),
        ("uk", "Суд виправдав Олега Пулайка за браком доказів.", "Олега Пулайка"),
        ("es", "La policía detuvo a Gabriela Somerfeldt en Quito.", "Gabriela Somerfeldt"),
    ],
)
def test_a_given_name_and_a_surname_are_a_person_that_nobody_knows(lang: str, text: str, name: str) -> None:
    found = read(("paragraph", lang, text))
    persons = [text[m.start : m.end] for m in found.mentions if (m.entity or "").startswith("unknown/")]
    assert persons == [name]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "Суд распустил партию «Великая Молдова».",
            [("Суд", "generic/court"), ("партию «Великая Молдова»", "unknown/великая-молдова")],
        ),
        ("ru", "Дрон убил командира «Хезболлы».", [("командира «Хезболлы»", "group/hezbollah")]),
        ("uk", "Бойовики взяли у заручники працівників ООН.", [("Бойовики", "generic/militants"), ("працівників ООН", "org/un")]),
        ("uk", "Колумбія розірвала з ним відносини.", [("Колумбія", "COL"), ("ним", None)]),
        ("uk", "Колумбія та його уряд.", [("Колумбія", "COL"), ("його", None), ("уряд", "COL/government")]),
        (
            "ru",
            "Полиция задержала Анну Брискину. Суд оправдал её.",
            [
                ("Полиция", "generic/police"),
                ("Анну Брискину", "unknown/анну-брискину"),
                ("Суд", "generic/court"),
                ("её", "unknown/анну-брискину"),
            ],
        ),
        ("uk", "Польща закрила кордон. Київ подав проти неї позов.", [("Польща", "POL"), ("Київ", "UKR"), ("неї", "POL")]),
        ("uk", "Польща внесла проєкт. Київ його схвалив.", [("Польща", "POL"), ("Київ", "UKR"), ("його", None)]),
    ],
)
def test_slavic_names_in_quotation_marks_hostages_and_object_pronouns(lang: str, text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = read(("paragraph", lang, text))
    assert [(text[m.start : m.end], m.entity) for m in found.mentions] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "entity"),
    [
        ("de", "Das Außenministerium in Teheran schwieg.", "IRN/foreign_ministry"),
        ("de", "Die Regierung in London schwieg.", "GBR/government"),
        ("en", "The government in London kept silent.", "GBR/government"),
        ("it", "Il ministero degli Esteri a Teheran tace.", "IRN/foreign_ministry"),
    ],
)
def test_a_body_named_by_its_seat_is_that_states(lang: str, text: str, entity: str) -> None:
    assert entity in [m.entity for m in read(("paragraph", lang, text)).mentions]


def test_a_german_role_whose_plural_looks_the_same_takes_the_name_behind_it() -> None:
    assert [m.entity for m in read(("paragraph", "de", "Machthaber Alexander Lukaschenko schwieg.")).mentions] == [
        "person/alexander-lukashenko"
    ]


def test_a_german_surname_that_looks_like_a_noun_goes_with_its_given_name() -> None:
    found = read(("paragraph", "de", "Der Kandidat Fernando Dias schwieg.")).mentions
    assert [m.entity for m in found] == ["unknown/fernando-dias"]


def test_a_german_compound_for_a_role_introduces_the_name_behind_it() -> None:
    found = read(("paragraph", "de", "Fischereiminister Paul Anders schwieg.")).mentions
    assert [m.entity for m in found] == ["unknown/paul-anders"]


def test_a_body_named_before_a_german_hyphen_is_an_entity_of_its_own() -> None:
    found = read(("paragraph", "de", "SPÖ-Chefin Anna Berg kam. Ein Reuters-Korrespondent schwieg.")).entities
    assert {"group/spo", "media/reuters"} <= set(found)


def test_a_common_noun_goes_with_the_organisation_it_introduces() -> None:
    found = read(("paragraph", "de", "Die Hilfsorganisation Ärzte ohne Grenzen half.")).mentions
    assert [m.entity for m in found] == ["org/msf"]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("es", "Viajó la ministra francesa de Defensa.", "FRA/defence_minister"),
        ("es", "El Ministerio chino de Comercio calló.", "CHN/trade_ministry"),
        ("it", "Il ministero cinese degli Esteri tace.", "CHN/foreign_ministry"),
        ("es", "El canciller boliviano calló.", "BOL/foreign_minister"),
        ("es", "El canciller austriaco calló.", "AUT/head_of_government"),
    ],
)
def test_a_role_may_be_parted_by_its_country_and_means_what_it_means_there(lang: str, text: str, wanted: str) -> None:
    analysis = read(("paragraph", lang, text))
    found = [m.entity for m in analysis.mentions]
    entity = analysis.entities.get(found[0] or "")
    assert len(found) == 1 and (found[0] == wanted or (entity is not None and entity.kind == "person" and entity.country == wanted[:3])), (
        found
    )


def test_a_weekday_is_no_given_name() -> None:
    found = read(("paragraph", "en", "On Sunday Georgia's defence ministry thanked the sailors."))
    assert [m.entity for m in found.mentions][:1] == ["GEO/defence_ministry"]
