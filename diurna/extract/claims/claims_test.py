"""Claims are found as the packs' cases and the cues' examples mark them."""

from __future__ import annotations

import pytest

from diurna.coding import code
from diurna.extract import claim_cases
from diurna.langs import speech
from diurna.langs.pack import Packs
from diurna.model import Evidence, Party

PACKS = Packs()
FILES = [(lang, PACKS[lang].folder / "cases" / "claims.txt") for lang in PACKS]
CASES = [(lang, c) for lang, path in FILES if path.exists() for c in claim_cases.cases(path)]


@pytest.mark.parametrize(("lang", "found"), CASES, ids=lambda value: value if isinstance(value, str) else value.where)
def test_case_holds(lang: str, found: claim_cases.Case) -> None:
    assert claim_cases.problems(found, lang, PACKS) == []


@pytest.mark.parametrize("lang", list(PACKS))
def test_examples_of_cues_hold(lang: str) -> None:
    wrong: list[str] = []
    for table in speech.examples(PACKS[lang].folder):
        for none, lines in ((False, table.yes), (True, table.no)):
            for line in lines:
                wrong += claim_cases.problems(claim_cases.case(f"{lang}/{table.file} {table.act}", line, none), lang, PACKS)
    assert wrong == []


def test_as_behind_that_opens_no_report() -> None:
    text = "Уряд закрив кордон після того, як суд засудив журналіста."
    done = code(text=text, lang="uk", date="2025-06-04")
    assert not [c for c in done.claims if any(text[s.start : s.end].startswith("Уряд") for s in c.content)]


def told(text: str, lang: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of each claim, in the text's words."""
    done = code(text=text, lang=lang, date="2025-06-04")

    def words(spans: tuple[Evidence, ...] | tuple[Party, ...]) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return [(words(c.speakers), words(c.cue), words(c.content)) for c in done.claims]


@pytest.mark.parametrize(
    ("text", "lang", "speaker", "cue", "content"),
    [
        (
            "Премьер Каллас предупредила, что это не конец спора: если всё повторится, Таллин будет требовать компенсации.",
            "ru",
            "Премьер Каллас",
            "предупредила",
            "это не конец спора: … если всё повторится, … Таллин будет требовать компенсации",
        ),
        (
            "Sollte Ankara zustimmen, werde man entsprechend antworten, drohte Kyriakos Mitsotakis.",
            "de",
            "Kyriakos Mitsotakis",
            "drohte",
            "Sollte Ankara zustimmen, werde man entsprechend antworten",
        ),
    ],
)
def test_a_verb_inside_what_another_reports_is_no_report_of_its_own(text: str, lang: str, speaker: str, cue: str, content: str) -> None:
    assert (speaker, cue, content) in told(text, lang)


def test_a_relative_clause_ends_what_is_denied_in_it() -> None:
    text = "Il portavoce Peskov, che in maggio aveva negato di conoscere il piano, mercoledì ha riconosciuto che il piano esiste."
    assert [(cue, content) for _, cue, content in told(text, "it")] == [
        ("aveva negato", "di conoscere il piano"),
        ("ha riconosciuto", "il piano esiste"),
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Boluarte negó durante meses todo vínculo. La semana pasada, tras la publicación de las actas, reconoció los pagos.", "es"),
        ("Meloni ha taciuto a lungo. «Nessuno mi ricatta», ha detto ieri, poi ha ammesso i pagamenti.", "it"),
    ],
)
def test_a_thing_behind_its_verb_does_not_speak(text: str, lang: str) -> None:
    assert not [t for t in told(text, lang) if "pag" in t[0]]


def test_no_content_ends_before_it_begins() -> None:
    text = "Selon un diplomate cité par Le Monde, Ankara, qui s'est abstenue, aurait tenté de fléchir Oslo ; la mission turque se tait."
    done = code(text=text, lang="fr", date="2025-06-04")
    assert done.claims and all(s.start < s.end for c in done.claims for s in (*c.cue, *c.content))
