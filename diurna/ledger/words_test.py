"""Full text: any language is found, and whatever is typed into a search box is words and never syntax."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.ledger.conftest import article, coded
from diurna.ledger.filters import Filter
from diurna.ledger.reader import Reader
from diurna.ledger.search import Sentences, search
from diurna.ledger.words import indexed, query
from diurna.ledger.writer import Writer

SYNTAX = [
    '"', "'", "*", "(", ")", "-", "+", "^", ":", "{", "}", "AND", "OR", "NOT", "NEAR", "NEAR(a b, 3)", "title:", "body:", "a*",
    "; DROP TABLE article; --", "\x00", "%", "_", "\\", "é", "東京", "กรุงเทพ", "ї", "\ud800", "🙂", " ", "--", "rowid", "rank", "words",
    "''''", "((",
]  # fmt: skip
ANY = st.text(max_size=60)
SPACED, SOLID = (st.lists(st.sampled_from(SYNTAX), max_size=12).map(gap.join) for gap in (" ", ""))


def index(text: str) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE w USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 2')")
    db.execute("INSERT INTO w (rowid, title, body) VALUES (1, '', ?)", (indexed(text),))
    return db


def found(text: str, words: str) -> bool:
    wanted = query(words)
    return wanted is not None and index(text).execute("SELECT rowid FROM w WHERE w MATCH ?", (wanted,)).fetchall() == [(1,)]


@given(st.one_of(ANY, SPACED, SOLID))
@settings(max_examples=400, deadline=None)
def test_no_string_is_an_error(words: str) -> None:
    wanted = query(words)
    if wanted is not None:
        db = index("anything at all")
        db.execute("SELECT rowid FROM w WHERE w MATCH ?", (wanted,)).fetchall()
        Sentences(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iran denied it.", "iran DENIED"),
        ("L'État a nié.", "etat nie"),
        ("Зеленський заявив", "зеленський"),
        ("a prisoner exchange took place", '"prisoner exchange"'),
        ("the prisoners returned", "prison*"),
        ("Kyiv was hit", "Lviv OR Kyiv"),
        ("Kyiv was hit", "Kyiv -Lviv"),
        ("日本の首相は東京で会談した。", "東京"),
        ("日本の首相は東京で会談した。", "首相 会談"),
        ("日本の首相は東京で会談した。", "東京で会談"),
        ("北京", "京"),
        ("俄罗斯外交部否认了这一指控", "外交部"),
        ("นายกรัฐมนตรีเดินทางไปกรุงเทพมหานคร", "กรุงเทพ"),
        ("นายกรัฐมนตรีเดินทางไปกรุงเทพมหานคร", "รัฐมนตรี"),
        ("10% of GDP", "10%"),
        ("well-known C++ code", "well-known"),
        ("ကNOTက", "ကNOTက"),
    ],
)
def test_words_are_found(text: str, words: str) -> None:
    assert found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the exchange of a prisoner", '"prisoner exchange"'),
        ("Kyiv and Lviv were hit", "Kyiv -Lviv"),
        ("東の京", "東京"),
        ("京都は東の都", "東京"),
        ("Iran denied it", "Iran confirmed"),
        ("a prison", "prisoners"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, words: str) -> None:
    assert not found(text, words)


@pytest.mark.parametrize("words", ["", " ", '"', "*", "()", "AND", "OR NOT", "-", "\x00", "🙂", "-word"])
def test_no_words_no_query(words: str) -> None:
    assert query(words) is None


def test_results_show_the_sentence_with_the_words(ledger: Writer, path: object) -> None:
    texts = (
        "Nothing here. France condemned Russia on Monday! The weather was fine.",
        "Das Wetter. Frankreich hat Russland am Montag verurteilt. Ende.",
        "天気です。日本の首相は東京で会談した。以上です。",
    )
    for n, text in enumerate(texts):
        arrival = article(text, f"file:/{n}.txt", url=f"https://x.example/{n}")
        ledger.add(arrival, coded(arrival))
    with Reader(ledger.path) as reader:
        (hit,) = search(reader, "russia condemned", Filter())
        assert hit.sentence == "France condemned Russia on Monday!"
        assert [hit.sentence[s:e] for s, e in hit.marks] == ["condemned", "Russia"]
        assert texts[0][hit.start : hit.end] == hit.sentence
        (hit,) = search(reader, "東京", Filter())
        assert hit.sentence == "日本の首相は東京で会談した。"
        assert [hit.sentence[s:e] for s, e in hit.marks] == ["東京"]
        assert search(reader, "verurteilt", Filter(lang="fr")) == []
        assert search(reader, "'; DROP TABLE article; --", Filter()) == []


def test_an_edited_article_is_no_longer_found_by_its_old_words(ledger: Writer) -> None:
    for text in ("The old zebra spoke.", "The new giraffe spoke."):
        arrival = article(text)
        ledger.add(arrival, coded(arrival))
    with Reader(ledger.path) as reader:
        assert search(reader, "zebra", Filter()) == []
        assert len(search(reader, "giraffe", Filter())) == 1
