"""Quantities: the cases of every pack, and laws that hold for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import langs
from diurna.analysis import Analysis, Input, Mention, Sentence
from diurna.extract.circumstances.layer_cases import Case, analysis_of, cases, wanted_quantity
from diurna.extract.circumstances.quantities import quantities
from diurna.extract.circumstances.times import times
from diurna.langs.pack import Packs

ROOT = Path(langs.__file__).parent
PACKS = Packs()
LANGS = ("en", "it", "uk", "ru", "es", "fr", "de")
CASES = [(lang, case) for lang in LANGS for case in cases(ROOT / lang / "cases" / "quantities.txt")]


@pytest.mark.parametrize(("lang", "case"), CASES, ids=[c.where for _, c in CASES])
def test_quantities_of_the_cases(lang: str, case: Case) -> None:
    text = case.sentence.text
    found = quantities(times(analysis_of(case, lang), PACKS), PACKS).quantities
    shown = [(text[q.start : q.end], q) for _, q in found]
    assert len(found) == len(case.sentence.marks), shown
    for mark, (_, quantity) in zip(case.sentence.marks, found, strict=True):
        measure, low, high, unit, side = wanted_quantity(mark.label)
        assert (quantity.measure, quantity.min, quantity.max) == (measure, low, high), shown
        assert unit is None or quantity.unit == unit, shown
        assert side is None or quantity.of == side, shown
        assert quantity.start < mark.end and mark.start < quantity.end
        assert quantity.end - quantity.start <= 2 * (mark.end - mark.start)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pack_has_enough_cases(lang: str) -> None:
    assert sum(1 for code, _ in CASES if code == lang) >= 40


def test_a_side_named_by_an_adjective_is_kept_in_its_words() -> None:
    text = "Загинули дванадцять українських військових."
    start = text.index("українських")
    actor = Mention(0, 2, 3, 2, "UKR", "adjective", start, start + len("українських"))
    analysis = Analysis(Input("x", text), sentences=(Sentence(0, len(text), "uk", 0),), mentions=(actor,))
    ((_, found),) = quantities(analysis, PACKS).quantities
    assert (found.measure, found.of, found.min) == ("killed", "українських", 12)


_SEED = """at least 12 , . 1 000 000 between and 20 people Russian were killed $ 5 million euros dozens of wounded п’ять осіб İ
двісті"""
_WORDS = st.sampled_from(_SEED.split())


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)), st.sampled_from(LANGS))
def test_any_text_gives_spans_that_stand_in_it(text: str, lang: str) -> None:
    analysis = Analysis(Input("x", "ab " + text), sentences=(Sentence(3, 3 + len(text), lang, 0),))
    for _, found in quantities(analysis, PACKS).quantities:
        assert 3 <= found.start < found.end <= 3 + len(text)
        assert found.of is None or found.of in text
