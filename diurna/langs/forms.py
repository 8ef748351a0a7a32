"""Inflected forms of names, adjectives and nouns in any language of the packs (build time)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from diurna.langs import western_forms
from diurna.langs.western_forms import Kind

HERE = Path(__file__).parent


@lru_cache(maxsize=16)
def inflector(lang: str, engine: str, paradigms: str = "") -> Callable[[str, Kind], dict[str, str]]:
    """The function that lists the forms of a phrase in `lang`; see `Morphology.forms`."""
    if paradigms == "polish":
        from diurna.langs import lemma_dictionary
        from diurna.langs.polish_forms import PolishForms

        return PolishForms(lemma_dictionary.load(HERE / lang).get).forms
    if engine == "readings":
        import pymorphy3

        from diurna.langs.slavic_forms import SlavicForms

        return SlavicForms(lang, pymorphy3.MorphAnalyzer(lang=lang)).forms
    import simplemma

    known = lru_cache(maxsize=None)(lambda word: simplemma.is_known(word, lang))
    return lambda phrase, kind: western_forms.forms(lang, phrase, kind, known)
