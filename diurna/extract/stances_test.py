"""Acts that a content makes of a plain cue."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.coding import packs
from diurna.extract.stages import run

CASES = [
    ("en", "The minister said that the army had not shelled the market.", "deny"),
    ("en", "“The report is baseless,” the spokesman said.", "deny"),
    ("en", "The minister said that the government would not sign the treaty.", "refuse"),
    ("en", "The minister said that the law was a betrayal of the farmers.", "accuse"),
    ("en", "The minister said that the law was no betrayal of the farmers.", "deny"),
    ("en", "The minister said that the road was closed.", "say"),
    ("it", "Il ministro ha detto di non aver ricevuto alcuna lettera.", "deny"),
    ("it", "Il ministro giura di aver visto la nave.", "say"),
    ("uk", "Міністр заявив, що уряд не підпише угоду.", "refuse"),
    ("ru", "Министр сообщил, что делегация страны не покидала.", "deny"),
    ("ru", "Министр не подтверждает и не опровергает эти сведения.", "decline_to_comment"),
    ("fr", "Le ministère affirme n'avoir jamais vendu ces navires.", "deny"),
    ("es", "El ministro dijo que la ley es una traición.", "accuse"),
    ("uk", "Президент пообіцяв не йти з посади.", "promise"),
]


@pytest.mark.parametrize(("lang", "text", "act"), CASES, ids=lambda value: value[:40])
def test_the_act_of_a_plain_cue_is_read_from_its_content(lang: str, text: str, act: str) -> None:
    analysis = run(Input("case", text, lang=lang), packs())
    assert [c.act for c in analysis.claims] == [act]
