"""Treebanks in CoNLL-U -> sentences of words as news tokenisation has them, with this project's tags (training and measuring only)."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

CASES = {"Nom": "n", "Gen": "g", "Dat": "d", "Acc": "a", "Ins": "i", "Loc": "l", "Voc": "v"}
_TENSES = {"Past": "past", "Imp": "past", "Pres": "pres", "Fut": "fut", "Pqp": "past"}
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM"])
_SLAVIC = ("uk", "ru")


class Word(msgspec.Struct, frozen=True):
    """A word of a training sentence. `tag` None: the annotation is unusable, neither learnt nor counted."""

    form: str
    tag: str | None
    lemma: str | None
    feats: dict[str, str] = {}


class Row(msgspec.Struct, frozen=True):
    first: int
    last: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: dict[str, str]
    glued: bool


def sentences(path: Path, lang: str) -> Iterator[list[Word]]:
    """The sentences of a .conllu.xz file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: list[Row] = []
        for line in lines:
            if line == "\n":
                if rows:
                    yield _words(rows, lang)
                rows = []
            elif line[0].isdigit():
                row = _row(line)
                if row is not None:
                    rows.append(row)
        if rows:
            yield _words(rows, lang)


def _row(line: str) -> Row | None:
    number, form, lemma, upos, xpos, feats, _, _, _, misc = line.rstrip("\n").split("\t")
    if "." in number:
        return None
    first, _, last = number.partition("-")
    pairs = dict(f.split("=", 1) for f in feats.split("|")) if feats != "_" else {}
    return Row(int(first), int(last or first), form, lemma, upos, xpos, pairs, "SpaceAfter=No" in misc)


def _words(rows: Sequence[Row], lang: str) -> list[Word]:
    words: list[Word] = []
    glued: list[bool] = []
    skip_to = 0
    for at, row in enumerate(rows):
        if row.first == row.last and row.first <= skip_to:
            continue
        if row.last > row.first:
            parts = [r for r in rows[at + 1 :] if r.first == r.last and row.first <= r.first <= row.last]
            if lang == "en" and "".join(p.form for p in parts) == row.form:
                words += [_word(p, lang) for p in parts]
                glued += [True] * (len(parts) - 1) + [row.glued]
            else:
                words.append(_contracted(row, parts, lang))
                glued.append(row.glued)
            skip_to = row.last
            continue
        words.append(_word(row, lang))
        glued.append(row.glued)
    return _hyphened(words, glued)


def _word(row: Row, lang: str) -> Word:
    return Word(row.form, tag_of(row, lang), row.lemma.casefold(), row.feats)


def _contracted(row: Row, parts: Sequence[Row], lang: str) -> Word:
    """One word for several: a verb with clitics counts as the verb, a preposition with article as the preposition."""
    main = next((p for p in parts if p.upos in ("VERB", "AUX")), parts[0])
    feats = {**parts[-1].feats, **main.feats}
    return Word(row.form, tag_of(main, lang), main.lemma.casefold(), feats)


def _hyphened(words: Sequence[Word], glued: Sequence[bool]) -> list[Word]:
    """Compounds that the treebank cuts at hyphens, joined: `15 - year` counts as its last part."""
    result: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        while at + 2 < len(words) and glued[at] and words[at + 1].form in "-‑" and glued[at + 1]:
            last = words[at + 2]
            word = Word(f"{word.form}{words[at + 1].form}{last.form}", last.tag, None, last.feats)
            at += 2
        if at + 1 < len(words) and len(word.form) > 1 and word.form.endswith("-") and glued[at]:
            last = words[at + 1]
            word = Word(word.form + last.form, last.tag, None, last.feats)
            at += 1
        result.append(word)
        at += 1
    return result


def tag_of(row: Row, lang: str) -> str | None:
    """The tag: part of speech, then verb form, tense and mood, or case and number where the language's tagger decides them."""
    upos, feats = row.upos, row.feats
    if upos in ("VERB", "AUX"):
        return _slavic_verb(row) if lang in _SLAVIC else _verb(row)
    if lang in _SLAVIC and upos in _NOMINAL:
        if upos == "ADJ" and feats.get("VerbForm") == "Part" and feats.get("Voice") == "Pass":
            upos = "VERB part"
        if feats.get("Variant") == "Short":
            return f"{upos} short n={_number(feats)}"
        case = CASES.get(feats.get("Case", ""))
        return f"{upos} c={case} n={_number(feats)}" if case else upos
    if lang == "de" and upos in ("NOUN", "PROPN", "ADJ", "DET", "PRON") and (case := CASES.get(feats.get("Case", ""))):
        return f"{upos} c={case}"
    if upos == "_":
        return None
    return upos


def _number(feats: dict[str, str]) -> str:
    return "p" if feats.get("Number") in ("Plur", "Ptan") else "s"


def _slavic_verb(row: Row) -> str | None:
    feats, upos = row.feats, row.upos
    form = feats.get("VerbForm")
    if form == "Inf":
        return f"{upos} inf"
    if form == "Conv":
        return f"{upos} ger"
    if form == "Part":
        if feats.get("Variant") == "Short":
            return f"{upos} short n={_number(feats)}"
        case = CASES.get(feats.get("Case", ""))
        return f"{upos} part c={case} n={_number(feats)}" if case else None
    if feats.get("Mood") == "Imp":
        return f"{upos} fin imp"
    tense = _TENSES.get(feats.get("Tense", ""))
    if tense:
        return f"{upos} fin {tense}"
    if form == "Fin":
        return f"{upos} fin pass" if row.form.lower().endswith(("но", "то")) else None
    return upos


def _verb(row: Row) -> str | None:
    feats, upos = row.feats, row.upos
    mood, tense = feats.get("Mood"), _TENSES.get(feats.get("Tense", ""))
    form = feats.get("VerbForm") or _from_xpos(row, mood)
    if form == "Inf":
        return f"{upos} inf"
    if form == "Ger" or (form == "Part" and tense == "pres" and row.xpos == "VBG"):
        return f"{upos} ger"
    if form == "Part":
        return f"{upos} part {'pres' if tense == 'pres' else 'past'}"
    if form != "Fin":
        return None
    if mood == "Imp":
        return f"{upos} fin imp"
    if mood == "Cnd":
        return f"{upos} fin pres cond"
    if mood is None:
        return f"{upos} fin pres ind" if row.xpos == "MD" else None
    return f"{upos} fin {tense or 'pres'} {mood.lower()}"


def _from_xpos(row: Row, mood: str | None) -> str | None:
    """The verb form of a treebank that leaves it to the language-specific tag (Italian PUD)."""
    if mood:
        return "Fin"
    return {"VBN": "Part", "VBG": "Ger", "VB": "Inf", "VBC": "Fin"}.get(row.xpos)
