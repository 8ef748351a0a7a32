"""Encodings by evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.readers.encoding import Decoded, Undecodable, decode

RU = "Министр обороны заявил, что переговоры в Женеве продолжатся на следующей неделе. Москва пока молчит."
UK = "Міністр оборони заявив, що переговори в Женеві триватимуть наступного тижня. Її слова підтвердив Київ."
FR = "Le ministre de la Défense a déclaré que les négociations à Genève dureront « encore » une semaine. L’été compte."
DE = "Der Außenminister äußerte sich zurückhaltend über die Gespräche in Genf, die für März geplant sind."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "cp1251"),
        (UK, "cp1251"),
        (RU, "koi8-r"),
        (UK, "koi8-u"),
        (RU, "cp866"),
        (FR, "cp1252"),
        (DE, "cp1252"),
        (DE, "latin-1"),
    ]
    + [(t, e) for t in (RU, UK, FR) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")],
)
def test_reads_back_what_was_written(text: str, encoding: str) -> None:
    if encoding == "utf-16-le":
        text += "." * (len(text) % 2)
    found = decode(text.encode(encoding))
    assert isinstance(found, Decoded)
    assert found.text == text


def test_a_declared_code_page_is_used() -> None:
    found = decode(b"<html><head><meta charset='iso-8859-2'></head><p>" + "Łódź, Polska".encode("iso-8859-2"))
    assert isinstance(found, Decoded) and "Łódź" in found.text


def test_utf8_cut_inside_a_character_is_still_utf8() -> None:
    found = decode(UK.encode()[:-2])
    assert isinstance(found, Decoded) and found.encoding == "utf-8" and found.damaged == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + bytes(50), bytes(range(256)) * 20, b"\x00" * 1000])
def test_binary_is_no_text(data: bytes) -> None:
    assert isinstance(decode(data), Undecodable)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    found = decode(data)
    assert found.text is not None if isinstance(found, Decoded) else found.reason


@given(st.text())
def test_utf8_without_controls_is_read_to_the_letter(text: str) -> None:
    clean = "".join(c for c in text if c >= " " and c not in "\ufeff\ufffd" and not "\ud800" <= c <= "\udfff")
    found = decode(("News: " + clean).encode("utf-8"))
    assert isinstance(found, Decoded) and found.text == "News: " + clean
