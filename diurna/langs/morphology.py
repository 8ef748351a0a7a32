"""Words of a sentence -> tokens with lemma, part of speech and the categories that roles depend on.

`load(folder)` reads a language's folder: `morphology.toml` (which engine), `tagger.*` (weights), `lexicon.txt` (overrides).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from diurna.analysis import Token
from diurna.langs.forms import inflector
from diurna.langs.pack import read_toml


class Morphology:
    """One language's word forms. Deterministic; caches grow with the vocabulary met."""

    def __init__(self, folder: Path) -> None:
        self.lang = folder.name
        self.folder = folder
        self.engine = cast(str, read_toml(folder / "morphology.toml").get("engine", "words"))

    def tokens(self, text: str, words: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
        """The tokens of one sentence, given its words as (start, end) in `text`."""
        return tuple(Token(s, e, text[s:e], text[s:e].casefold(), text[s:e].casefold(), "X") for s, e in words)

    def forms(self, lemma_phrase: str, kind: Literal["name", "adjective", "noun"]) -> dict[str, str]:
        """Every inflected form of a phrase -> its case letters and number. Slow: for building packs only.

        `lemma_phrase` is in the nominative (dictionary) form with its usual capitals: "Збройні сили України",
        "Мария Захарова", "Auswärtiges Amt", "italiano". kind `name` keeps the number the phrase has (persons with both
        names are declined by their gender, lone surnames as the dictionary has them, unknown foreign names by ending);
        `noun` adds the plural; `adjective` gives all genders, cases and numbers; in it/es/fr `noun` gives both genders.

        Values: letters of the cases n g d a i l v, then s or p: "gdls"; forms of both numbers have two groups,
        singular first: "ls navp". Languages without cases give "s", "p" or "sp". The phrase itself is always among the
        keys. Capitals are as in `lemma_phrase`; all-capitals words (НАТО, ООН) stay as they are.
        """
        found = inflector(self.lang, self.engine)(lemma_phrase, kind)
        return found if lemma_phrase in found else {lemma_phrase: "", **found}


def load(folder: Path) -> Morphology:
    """The morphology of the pack in `folder`."""
    return Morphology(folder)
