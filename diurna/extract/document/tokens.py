"""Sentences -> sentences with tokens: words with lemma, part of speech and the categories that roles depend on."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis, Sentence, Token
from diurna.extract.document.words import words
from diurna.langs.pack import Packs
from diurna.langs.shapes import norm_of


def tokens(analysis: Analysis, packs: Packs) -> Analysis:
    """Fills `Sentence.tokens`. A sentence whose language is unknown or has no pack gets lemma=norm and pos="X"."""
    text = analysis.input.text
    sentences = tuple(msgspec.structs.replace(s, tokens=_tokens(text, s, packs)) for s in analysis.sentences)
    return msgspec.structs.replace(analysis, sentences=sentences)


def _tokens(text: str, sentence: Sentence, packs: Packs) -> tuple[Token, ...]:
    spans = words(text, sentence.start, sentence.end, sentence.lang)
    if sentence.lang is None or sentence.lang not in packs:
        return tuple(_plain(text, start, end) for start, end in spans)
    return packs[sentence.lang].morphology.tokens(text, spans)


def _plain(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    norm = norm_of(word)
    return Token(start, end, word, norm, norm, "X")
