"""The format of speech.toml: what it reads and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.langs import speech
from diurna.langs.pack import Packs

PACKS = Packs()


def build(folder: Path, text: str) -> speech.Speech:
    (folder / "speech.toml").write_text(text, encoding="utf-8")
    return speech.build(folder)


def test_patterns_with_more_words_come_first(tmp_path: Path) -> None:
    built = build(tmp_path, '[[cue]]\nact = "say"\nverb = ["call", "call for"]\n')
    assert [c.words for c in built.of("v", "call")] == [(("for",),), ()]


@pytest.mark.parametrize(
    "text",
    [
        '[[cue]]\nact = "mutter"\nverb = ["say"]\n',
        '[[cue]]\nact = "say"\nverbs = ["say"]\n',
        '[[cue]]\nact = "say"\nkind = "noise"\nverb = ["say"]\n',
        '[[cue]]\nact = "say"\nneeds = ["court"]\nverb = ["say"]\n',
        "[convention]\nopener = 3\n",
        "[cues]\nx = 1\n",
    ],
)
def test_malformed_files_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"speech\.toml|acts are"):
        build(tmp_path, text)


@pytest.mark.parametrize("lang", list(PACKS))
def test_every_language_has_cues_for_the_acts_that_matter(lang: str) -> None:
    acts = {c.act for cues in PACKS[lang].speech.cues.values() for c in cues}
    wanted = {"say", "confirm", "deny", "acknowledge", "retract", "promise", "refuse", "accuse", "demand", "threaten", "assess"}
    assert wanted <= acts
