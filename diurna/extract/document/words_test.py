"""Tokens: each language's cuts, and laws that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.extract.document.words import words

LANGS = ("en", "it", "uk", "ru", "es", "fr", "de", None)
ANY = st.text(st.characters(codec="utf-8") | st.sampled_from("a1.'’- \u0301«»…A"))


@pytest.mark.parametrize(
    ("lang", "text", "tokens"),
    [
        ("it", "dell'incontro all’Aquila, un po' c'è", "dell' incontro all’ Aquila , un po' c' è"),
        ("it", "Sana'a e O'Brien", "Sana'a e O'Brien"),
        ("fr", "A-t-il dit qu'aujourd'hui Aix-en-Provence", "A -t-il dit qu' aujourd'hui Aix-en-Provence"),
        ("fr", "quelqu’un au rendez-vous, dit-elle", "quelqu’un au rendez-vous , dit -elle"),
        ("fr", "1 200 000 euros", "1_200_000 euros"),
        ("en", "Kyiv's army didn't, can't, states' O'Brien's", "Kyiv 's army did n't , ca n't , states ' O'Brien 's"),
        ("en", "U.S.-led forces, 3rd, 1990s, $5.5bn", "U.S.-led forces , 3rd , 1990s , $ 5.5bn"),
        ("en", "on March 3 500 people", "on March 3 500 people"),
        ("uk", "дев'ятеро п’ятниця Су-34 20-річний", "дев'ятеро п’ятниця Су-34 20-річний"),
        ("uk", "О. В. Коваленко", "О. В. Коваленко"),
        ("de", "Am 3. März um 10:30 Uhr", "Am 3. März um 10:30 Uhr"),
        ("es", "¿Quién?, dijo... (EE.UU.)", "¿ Quién ? , dijo ... ( EE . UU . )"),
        ("ru", "«ТАСС» — 05.06.2025", "« ТАСС » — 05.06.2025"),
        (None, "a@b https://x.org/a?b=1 #tag -- 10-15", "a @b https://x.org/a?b=1 #tag -- 10 - 15"),
    ],
)
def test_cuts(lang: str | None, text: str, tokens: str) -> None:
    assert [text[a:b] for a, b in words(text, 0, len(text), lang)] == [t.replace("_", " ") for t in tokens.split()]


@given(ANY, st.sampled_from(LANGS), st.data())
def test_tokens_cover_all_but_space_in_order(text: str, lang: str | None, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for a, b in words(text, start, end, lang):
        assert at <= a < b <= end and not text[at:a].strip()
        at = b
    assert not text[at:end].strip()
