"""The parts of the morphology: dictionary in place, ending tables, capitals, own words, weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import simplemma

from diurna.langs import endings, lemma_dictionary
from diurna.langs.lexicon import read_lexicon
from diurna.langs.morphology import WEIGHTS, load
from diurna.langs.pack import HERE
from diurna.langs.shapes import as_read, norm_of, plain_tag
from diurna.langs.tagger import LIMIT, Weights, labels_of, read_weights, write_weights

LANGS = ["de", "en", "es", "fr", "it", "ru", "uk"]


@pytest.mark.parametrize("lang", ["en", "it", "es", "fr", "de"])
def test_the_dictionary_in_place_says_what_simplemma_says(lang: str) -> None:
    dictionary = lemma_dictionary.load(HERE / lang)
    forms = [form for i, form in enumerate(dictionary) if i % 5003 == 0]
    assert forms
    for form in forms:
        assert simplemma.is_known(form, lang)
        assert dictionary.get(form) == simplemma.lemmatize(form, lang)
    assert dictionary.get("xyzzyx") is None
    assert dictionary.get("") is None


def test_endings_are_read_by_longest_match() -> None:
    table = endings.learn([("gatti", "p"), ("cani", "p"), ("gatto", "s"), ("cane", "s"), ("crisi", "s"), ("analisi", "s")])
    assert endings.lookup(table, "tesi") == "s"
    assert endings.lookup(table, "lupi") == "p"


@pytest.mark.parametrize(("form", "lemma"), [("accusa", "accusare"), ("went", "go"), ("a", "a"), ("griff", "greifen")])
def test_a_change_of_form_can_be_made_again(form: str, lemma: str) -> None:
    assert endings.changed(form, endings.change(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("sentence", "capitals"),
    [
        ("RUSSIA ATTACKS KYIV", True),
        ("Russia Attacks Kharkiv With Missiles", True),
        ("Russia attacks Kharkiv with missiles", False),
        ("The army attacks", False),
        ("Kyiv", False),
        ("KYIV BURNS", True),
    ],
)
def test_headline_capitals_are_seen(sentence: str, capitals: bool) -> None:
    assert as_read(sentence.split()) is capitals


@pytest.mark.parametrize(
    ("word", "tag"), [("!", "PUNCT"), ("%", "SYM"), ("1.200", "NUM"), ("2025", "NUM"), ("Su-34", None), ("20-річний", None), ("a", None)]
)
def test_marks_and_numbers_need_no_tagger(word: str, tag: str | None) -> None:
    assert plain_tag(word) == tag


def test_spelling_is_made_plain() -> None:
    assert norm_of("Дев’ятеро") == "дев'ятеро"
    assert norm_of("Franco‑Allemand") == "franco-allemand"


def test_a_malformed_lexicon_line_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_text("left VERB leave\nfound VERB\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_lexicon(tmp_path)


def test_a_form_may_have_one_part_of_speech_only(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_text("nuclear ADJ! -\ngrata ADJ! grato\nche SCONJ! -\nche PRON! -\n", encoding="utf-8")
    lexicon = read_lexicon(tmp_path)
    assert lexicon.only == {"nuclear": "ADJ", "grata": "ADJ", "che": "SCONJ|PRON"}
    assert lexicon.lemmas == {"grata ADJ": "grato"}


@pytest.mark.parametrize(
    ("capitals", "norm"),
    [("POLICIA", "policía"), ("PIDIO", "pidió"), ("EJERCITO", "ejército"), ("BOMBARDEA", "bombardea")],
)
def test_capitals_may_lack_their_accent(capitals: str, norm: str) -> None:
    text = f"LA {capitals} A LOS REBELDES"
    words = [(0, 2), (3, 3 + len(capitals))]
    assert load(HERE / "es").tokens(text, words)[1].norm == norm


def test_a_tag_is_scored_by_its_parts() -> None:
    assert labels_of("NOUN c=g n=s") == ("NOUN", "NOUN c=g", "NOUN c=g n=s", "c=g", "c=g n=s", "n=s")
    assert "VERB fin" in labels_of("VERB fin past ind")


def test_the_same_weights_make_the_same_file(tmp_path: Path) -> None:
    weights = Weights(("NOUN", "VERB inf"), ("NOUN", "VERB"), {"b": bytes((0, *divmod(5 + LIMIT, 256)))}, {"a": (0,)}, (0, 1))
    write_weights(tmp_path / "one", weights)
    write_weights(tmp_path / "two", read_weights(tmp_path / "one"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_weights_are_small_and_use_known_tags(lang: str) -> None:
    path = HERE / lang / WEIGHTS
    assert path.stat().st_size < 1_500_000
    weights = read_weights(path)
    assert len(weights.labels) <= 256
    assert {"NUM", "PUNCT", "SYM"} <= set(weights.tags)


@pytest.mark.parametrize("lang", LANGS)
def test_odd_words_are_read_without_complaint(lang: str) -> None:
    text = "— 🙂 ß ﬁ ſ İ … 3½ ’ Ⅷ ا 中文 x\u0301 A"
    words, at = [], 0
    for part in text.split(" "):
        words.append((at, at + len(part)))
        at += len(part) + 1
    tokens = load(HERE / lang).tokens(text, words)
    assert [t.text for t in tokens] == text.split(" ")
    assert all(t.pos and t.lemma for t in tokens)
    assert load(HERE / lang).tokens("", []) == ()


@pytest.mark.parametrize(
    ("lang", "text", "acronym"), [("fr", "Le FLNZ a plastiqué la mairie.", "FLNZ"), ("it", "La XRT ha lasciato il vertice.", "XRT")]
)
def test_an_acronym_that_no_dictionary_has_is_a_name(lang: str, text: str, acronym: str) -> None:
    start = text.index(acronym)
    words = [(0, start - 1), (start, start + len(acronym)), (start + len(acronym) + 1, len(text) - 1)]
    assert load(HERE / lang).tokens(text, words)[1].pos == "PROPN"
