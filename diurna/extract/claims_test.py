"""Claims are found as the packs' cases and the cues' examples mark them."""

from __future__ import annotations

import pytest

from diurna.coding import code
from diurna.extract import claim_cases
from diurna.langs import speech
from diurna.langs.pack import Packs

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
