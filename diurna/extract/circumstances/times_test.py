"""Times: the cases of every pack, and laws that hold for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import langs
from diurna.analysis import Analysis, Input, Sentence
from diurna.extract.circumstances.layer_cases import Case, analysis_of, cases, wanted_time
from diurna.extract.circumstances.times import times
from diurna.extract.stages import run
from diurna.langs.marked import Marked
from diurna.langs.pack import Packs
from diurna.langs.phrases import pieces

ROOT = Path(langs.__file__).parent
PACKS = Packs()
LANGS = ("en", "it", "uk", "ru", "es", "fr", "de")
CASES = [(lang, case) for lang in LANGS for case in cases(ROOT / lang / "cases" / "times.txt")]


@pytest.mark.parametrize(("lang", "case"), CASES, ids=[c.where for _, c in CASES])
def test_times_of_the_cases(lang: str, case: Case) -> None:
    text = case.sentence.text
    found = times(analysis_of(case, lang), PACKS).times
    shown = [(text[t.time.text.start : t.time.text.end], t.time) for t in found if t.time.text]
    assert len(found) == len(case.sentence.marks), shown
    for mark, mention in zip(case.sentence.marks, found, strict=True):
        span = mention.time.text
        assert span is not None
        assert (mention.time.start, mention.time.end, mention.time.precision) == wanted_time(mark.label), shown
        assert span.start < mark.end and mark.start < span.end
        assert span.end - span.start <= 2 * (mark.end - mark.start)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pack_has_enough_cases(lang: str) -> None:
    assert sum(1 for code, _ in CASES if code == lang) >= 60


def test_without_a_date_of_publication_a_relative_time_stays_unknown() -> None:
    case = Case("", None, Marked("It was signed last year, on 3 March 2025.", ()), False)
    first, second = times(analysis_of(case, "en"), PACKS).times
    assert (first.time.start, first.time.end, first.time.precision) == (None, None, "unknown")
    assert (second.time.start, second.time.source) == ("2025-03-03", "stated")


def test_a_following_day_counts_from_the_last_day_named_in_an_earlier_sentence() -> None:
    text = "Talks began on 3 March 2025. They ended the next day."
    sentences = (Sentence(0, 28, "en", 0), Sentence(29, len(text), "en", 0))
    found = times(Analysis(Input("x", text), sentences=sentences), PACKS).times
    assert found[1].time.start == "2025-03-04"


_SEED = """from to 3 5 March 2025 - since last year of the first quarter Monday , at 14:30 two days ago ' 90 s по 5 березня
року il fa ́ İ"""
_WORDS = st.sampled_from(_SEED.split())


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)), st.sampled_from(LANGS))
def test_any_text_gives_spans_in_order_that_stand_in_it(text: str, lang: str) -> None:
    found = times(analysis_of(Case("", None, Marked(text, ()), True), lang), PACKS).times
    last = 0
    for mention in found:
        span = mention.time.text
        assert span is not None
        assert last <= span.start < span.end <= len(text)
        assert mention.first < mention.last
        last = span.end


def test_pieces_keep_offsets_of_the_text() -> None:
    text = "L’accordo del 2015, п’ять днів"
    assert [text[p.start : p.end] for p in pieces(text)] == ["L", "’", "accordo", "del", "2015", ",", "п’ять", "днів"]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("de", "Der Kanzler reist am Freitag nach Ankara.", "2025-06-06"),
        ("de", "Der Kanzler reiste am Freitag nach Ankara.", "2025-05-30"),
        ("ru", "Министр встречается в пятницу с послом.", "2025-06-06"),
        ("es", "Pidió que la policía irrumpiera el viernes en la sede.", "2025-05-30"),
        ("en", "The minister says on Friday that nothing changed.", "2025-05-30"),
        ("de", "Der Kanzler kündigt am Freitag ein Gesetz an.", "2025-05-30"),
        ("en", "The union called on workers to march on Friday.", "2025-06-06"),
        ("en", "The union called on Lisbon to keep the promise made on Friday.", "2025-05-30"),
        ("fr", "Le syndicat a appelé les mineurs à défiler vendredi.", "2025-06-06"),
        ("de", "Die Gewerkschaft rief die Leute auf, am Freitag zu feiern.", "2025-06-06"),
    ],
)
def test_a_weekday_is_the_coming_one_beside_a_present_tense_or_what_is_wanted(lang: str, text: str, day: str) -> None:
    analysis = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    assert [t.time.start for t in analysis.times] == [day]
