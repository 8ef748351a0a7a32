"""What the canonical form promises, for any Unicode text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.readers.canonical import MAX_MARKS, canonical

ANY = st.text(st.characters(codec=None) | st.sampled_from("a\u0301\u200d\u200c\u00ad\r\n\x00\u202e\ud83d\ude00\u212a\u2029е́"))


@given(ANY)
def test_is_idempotent_and_encodable(raw: str) -> None:
    once = canonical(raw)
    assert canonical(once) == once
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n")))
def test_leaves_plain_text_alone(raw: str) -> None:
    assert canonical(raw) == raw


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("a\u2029b", "a\n\nb"),
        ("Pu\u00adtin\u200b said\u202e no\x00", "Putin said no"),
        ("\ufeffKyiv\u00a0news", "Kyiv news"),
        ("Zele\u200dnskyy", "Zelenskyy"),
        ("cafe\u0301", "café"),
        ("\ud83d\ude00", "😀"),
        ("lone \ud83d end", "lone \ufffd end"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("“l’Ucraina” — Київ", "“l’Ucraina” — Київ"),
    ],
)
def test_each_rule(raw: str, wanted: str) -> None:
    assert canonical(raw) == wanted


def test_a_flood_of_combining_marks_is_cut() -> None:
    text = canonical("a" + "\u0301\u0323" * 500_000)
    assert len(text) <= MAX_MARKS + 1
