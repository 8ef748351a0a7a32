"""What a Polish form may be."""

from pathlib import Path

import pytest

from diurna.langs.closed_words import read_closed
from diurna.langs.pack import HERE
from diurna.langs.polish_readings import PolishReader

READER = PolishReader(HERE / "pl")


@pytest.mark.parametrize(
    ("form", "lemma", "tag"),
    [
        ("zaatakowała", "zaatakować", "VERB fin past"),
        ("wstrzymały", "wstrzymać", "VERB fin past"),
        ("zatrzymano", "zatrzymać", "VERB fin pass"),
        ("dostarcza", "dostarczać", "VERB fin pres"),
        ("dostarczy", "dostarczyć", "VERB fin fut"),
        ("negocjując", "negocjować", "VERB ger"),
        ("oskarżeni", "oskarżyć", "VERB short n=p"),
        ("potępienie", "potępienie", "NOUN c=n n=s"),
        ("rządowi", "rząd", "NOUN c=d n=s"),
        ("uchodźców", "uchodźca", "NOUN c=g n=p"),
        ("stosunki", "stosunek", "NOUN c=a n=p"),
        ("górnicy", "górnik", "NOUN c=n n=p"),
        ("ostro", "ostro", "ADV"),
    ],
)
def test_a_form_has_the_reading(form: str, lemma: str, tag: str) -> None:
    assert (lemma, tag) in {(r.lemma, r.tag) for r in READER.readings(form, "")}


def test_men_in_the_nominative_are_no_object() -> None:
    assert not any(r.tag == "NOUN c=a n=p" for r in READER.readings("górnicy", ""))


def test_a_name_may_be_the_genitive_of_one_in_a() -> None:
    assert ("polska", "PROPN c=g n=s") in {(r.lemma, r.tag) for r in READER.readings("polski", "sure")}


def test_a_short_line_of_closed_words_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text("ten DET\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"closed\.txt, line 1"):
        read_closed(tmp_path)
