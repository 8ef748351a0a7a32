"""Verbs and nouns that only the words around them tell apart."""

from __future__ import annotations

import pytest

from diurna.langs.morphology import load
from diurna.langs.pack import HERE


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Matrosen enterten das Boot , beschlagnahmten Gewehre und verletzten einen Mann .", "beschlagnahmten", "VERB fin past ind"),
        ("Matrosen enterten das Boot , beschlagnahmten Gewehre und verletzten einen Mann .", "verletzten", "VERB fin past ind"),
        ("Thailändische Kampfflugzeuge haben den Hafen bombardiert .", "Thailändische", "ADJ"),
        ("Helfer pflegten die verletzten und erschöpften Männer .", "erschöpften", "ADJ"),
        ("Der Botschafter kam ins Ministerium , wo ihm eine Note übergeben wurde .", "übergeben", "VERB part past"),
    ],
)
def test_german_verbs_in_a_row_and_at_the_end(text: str, word: str, tag: str) -> None:
    words = text.split()
    assert load(HERE / "de").tags(words)[words.index(word)].startswith(tag)
