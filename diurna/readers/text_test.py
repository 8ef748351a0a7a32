"""Plain text and Markdown."""

from collections.abc import Callable

import pytest

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers.text import from_markdown, from_text

MD = """---
title: "Ignored when a heading stands"
date: 2025-03-03
outlet: The Example
lang: EN
---
# Paris **answers** Moscow

By [Ann Lee](https://example.org/ann)

> The minister *denied* it.

- first point
![a picture](x.png)
"""


def test_text_is_kept_as_it_stands() -> None:
    got = from_text("a.txt", b"Title\r\n\r\nParis  spoke.\n")
    assert isinstance(got, Input) and got.text == "Title\n\nParis  spoke.\n" and got.title is None


def test_markdown_loses_its_markup_and_keeps_its_words() -> None:
    got = from_markdown("a.md", MD.encode())
    assert isinstance(got, Input)
    assert got.title and got.text[slice(*got.title)] == "Paris answers Moscow"
    assert (got.published, got.outlet, got.lang) == ("2025-03-03", "The Example", "en")
    assert "By Ann Lee\n\nThe minister denied it.\n\nfirst point" in got.text
    assert not set("*[]#>") & set(got.text)


def test_a_title_in_front_matter_is_put_on_top() -> None:
    got = from_markdown("a.md", b"---\ntitle: Kyiv votes\n---\nThe parliament voted.")
    assert isinstance(got, Input) and got.text.startswith("Kyiv votes\n\nThe") and got.title == (0, 10)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b".", "no-text"),
        (b"%PDF-1.7", "not-text"),
        (bytes(range(256)) * 9, "not-text"),
    ],
)
@pytest.mark.parametrize("read", [from_text, from_markdown])
def test_what_has_no_text_is_a_problem(read: Callable[[str, bytes], Input | Problem], data: bytes, code: str) -> None:
    got = read("a.txt", data)
    assert isinstance(got, Problem) and got.code == code and "a.txt" in got.message and "\n" not in got.message


def test_damage_and_guesses_are_noted() -> None:
    got = from_text("a.txt", "Министр заявил, что переговоры продолжатся в Москве на неделе.".encode("cp1251"))
    assert isinstance(got, Input) and got.notes[0].code == "encoding-guessed"
    got = from_text("a.txt", "Міністр оборони заявив про переговори в Женеві".encode()[:-1])
    assert isinstance(got, Input) and got.notes[0].code == "text-damaged" and got.text[got.notes[0].start] == "\ufffd"
