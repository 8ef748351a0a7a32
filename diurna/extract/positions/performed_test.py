"""Who says and who does, where one word tells both."""

from __future__ import annotations

from diurna.analysis import Analysis, Input
from diurna.extract.positions.performed import performed
from diurna.extract.stages import STAGES
from diurna.langs.pack import Packs

PACKS = Packs()


def before_and_after(text: str, lang: str) -> tuple[Analysis, Analysis]:
    analysis = Analysis(Input("x", text, lang=lang, published="2025-06-05"))
    for stage in STAGES:
        if stage is performed:
            return analysis, performed(analysis, PACKS)
        analysis = stage(analysis, PACKS)
    raise AssertionError("the stage is not among STAGES")


def test_who_says_so_does_it_where_a_frame_found_but_words() -> None:
    text = "Anoche llegó Claudia Sheinbaum, la alcaldesa electa, quien saludó a los músicos y prometió ayuda a Kiev."
    before, after = before_and_after(text, "es")
    assert [p.entity for p in before.events[-1].actors] == [None]
    assert [p.entity for p in after.events[-1].actors] == ["person/claudia-sheinbaum"]
    assert after.events[-1].id != before.events[-1].id and "speaker=Claudia Sheinbaum" in after.events[-1].rule


def test_who_does_it_says_so_where_a_cue_found_nobody() -> None:
    text = "Володимир Путін, який у вівторок дзвонив до Мінська, готовий підписати угоду."
    before, after = before_and_after(text, "uk")
    assert before.claims[0].speakers == ()
    assert [p.entity for p in after.claims[0].speakers] == ["person/vladimir-putin"]
    assert after.claims[0].speaker_class == "named_person" and after.claims[0].id != before.claims[0].id


def test_each_keeps_whom_it_knows() -> None:
    before, after = before_and_after("Berlin demanded the release of the captain.", "en")
    assert (before.events, before.claims) == (after.events, after.claims)
