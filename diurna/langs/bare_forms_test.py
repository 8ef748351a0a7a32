"""English words whose part of speech the words before them decide."""

from __future__ import annotations

import pytest

from diurna.coding import packs


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Two sailors were shot in Riga .", "shot", "VERB part past"),
        ("The envoy , who in May had said so , left .", "May", "PROPN"),
        ("Oslo would free ten sailors .", "free", "VERB inf"),
        ("Oslo thanked the ten member states that paid .", "states", "NOUN"),
        ("Oslo told its guards to attack Minsk .", "attack", "VERB inf"),
        ("Oslo added Minsk to its list .", "to", "ADP"),
        ("Oslo insisted that Minsk release sailors .", "release", "VERB fin pres ind"),
        ("Oslo said its men had come under fire .", "come", "VERB part past"),
        ("Oslo , which had dismissed reports of a raid , admitted it .", "reports", "NOUN"),
        ("Oslo accused the ruling Norwegian Dream of lying .", "ruling", "ADJ"),
        ("Oslo persuaded Minsk to back down .", "back", "VERB inf"),
        ("The dispute began in May .", "dispute", "NOUN"),
        ("He was picked up at his home and charged with arson .", "charged", "VERB part past"),
        ("Kim Jong Un invited South Korean President Moon Jae-in .", "invited", "VERB fin past ind"),
        ("Oslo and Riga each expelled six diplomats .", "expelled", "VERB fin past ind"),
        ("Asked about the raid , the envoy left .", "Asked", "VERB part past"),
    ],
)
def test_the_word_before_decides_the_part_of_speech(text: str, word: str, tag: str) -> None:
    words = text.split()
    assert packs()["en"].morphology.tags(words)[words.index(word)] == tag
