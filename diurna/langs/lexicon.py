"""`lexicon.txt` of a pack: closed parts of speech for the tagger, and own lemmas where dictionary or learnt rules err."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Lexicon(msgspec.Struct, frozen=True):
    """`lemmas`: "form POS" -> lemma (POS `*`: any). `parts`: form -> the closed parts of speech it is listed with.

    `only`: form -> the parts of speech it has in the press, whatever dictionary and training say: one, or several joined by "|".
    """

    lemmas: dict[str, str]
    parts: dict[str, tuple[str, ...]]
    only: dict[str, str]


CLOSED = frozenset(["ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART"])


def read_lexicon(folder: Path) -> Lexicon:
    """Lines are `form POS lemma`; a lemma `-` leaves it to dictionary and rules; `#` starts a comment; else a ValueError.

    `POS!` says that the form is never anything else ("nuclear ADJ! -": no verb); on several lines, only these.
    """
    path = folder / "lexicon.txt"
    lemmas: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    only: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        fields = line.partition("#")[0].split()
        if not fields:
            continue
        if len(fields) != 3:
            raise ValueError(f"{folder.name}/lexicon.txt, line {number}: expected `form POS lemma`")
        form, pos, lemma = fields
        if pos.endswith("!"):
            pos = pos[:-1]
            only[form] = f"{only[form]}|{pos}" if form in only else pos
        if lemma != "-":
            lemmas[f"{form} {pos}"] = lemma
        if pos in CLOSED and pos not in parts.get(form, ()):
            parts[form] = (*parts.get(form, ()), pos)
    return Lexicon(lemmas, parts, only)
