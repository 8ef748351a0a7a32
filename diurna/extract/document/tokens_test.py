"""Own sentences in each language, `langs/xx/cases/morphology.txt`: words that could be several things, told apart by context."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.analysis import Analysis, Input, Sentence, Token
from diurna.extract.document.tokens import tokens
from diurna.langs.pack import HERE, Packs

PACKS = Packs()
CASES = sorted(HERE.glob("*/cases/morphology.txt"))

Expected = tuple[str, str, dict[str, str]]


def parse(line: str) -> tuple[str, dict[int, Expected]]:
    """(text, what is expected of the token that starts at an offset)."""
    text, expected = "", {}
    for part in line.split():
        word, *marks = part.split("/")
        if text and not text.endswith("'"):
            text += " "
        if marks:
            fields = dict(f.split("=") for f in marks[2].split(",")) if len(marks) > 2 else {}
            expected[len(text)] = (marks[0], marks[1], fields)
        text += word
    return text, expected


def read(text: str, lang: str | None) -> dict[int, Token]:
    sentence = Sentence(0, len(text), lang, 0)
    return {t.start: t for t in tokens(Analysis(Input("k", text), sentences=(sentence,)), PACKS).sentences[0].tokens}


def wrong(line: str, lang: str) -> list[str]:
    text, expected = parse(line)
    found = read(text, lang)
    problems = []
    for start, (pos, lemma, fields) in expected.items():
        token = found[start]
        got = {name: token.cases[:1] if name == "case" else getattr(token, name) for name in fields}
        if token.pos not in pos.split("|") or (token.lemma, got) != (lemma, fields):
            problems.append(f"{token.text}: {token.pos} {token.lemma} {got}, not {pos} {lemma} {fields}")
    return problems


def lines(path: Path) -> list[str]:
    return [s for s in path.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#")]


@pytest.mark.parametrize(("lang", "line"), [(path.parent.parent.name, line) for path in CASES for line in lines(path)])
def test_words_are_told_apart_by_context(lang: str, line: str) -> None:
    assert wrong(line, lang) == []


@pytest.mark.parametrize("lang", ["en", "it", "es", "fr", "de", "uk", "ru"])
def test_every_language_has_fifteen_sentences(lang: str) -> None:
    assert len(lines(HERE / lang / "cases" / "morphology.txt")) >= 15


@pytest.mark.parametrize("lang", [None, "xx"])
def test_a_sentence_without_a_pack_has_plain_tokens(lang: str | None) -> None:
    token = read("Łódź’s news", lang)[0]
    assert (token.pos, token.lemma, token.norm) == ("X", token.norm, token.norm)
    assert token.norm.startswith("łódź")


def test_spans_are_those_of_the_document() -> None:
    text = "Title\n\nRussia strikes Kyiv."
    analysis = Analysis(Input("k", text), sentences=(Sentence(7, len(text), "en", 0),))
    found = tokens(analysis, PACKS).sentences[0].tokens
    assert [text[t.start : t.end] for t in found] == ["Russia", "strikes", "Kyiv", "."]
    assert [t.text for t in found] == ["Russia", "strikes", "Kyiv", "."]


@pytest.mark.parametrize("lang", ["en", "it", "de", "uk"])
def test_what_was_read_before_changes_nothing(lang: str) -> None:
    text = {"en": "Police found arms.", "it": "L'accusa nega.", "de": "Die Armee griff an.", "uk": "Росія атакувала Київ."}[lang]
    fresh = read(text, lang)
    for line in lines(HERE / lang / "cases" / "morphology.txt"):
        read(parse(line)[0], lang)
    assert read(text, lang) == fresh
