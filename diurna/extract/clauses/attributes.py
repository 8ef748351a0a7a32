"""Extended attributes of German nouns: "die von Russland besetzten Gebiete", "der in Rom verurteilte Händler"."""

from __future__ import annotations

from diurna.extract.clauses.view import View

_REACH = 10
"""Words between an article and the participle that its noun waits for, at most."""


def noun_of(view: View, first: int) -> int:
    """The noun of the article at `first` where a preposition stands right behind the article and a participle before the noun; else -1."""
    tokens, s = view.t, view.s
    endings = s.attribute_endings
    if not endings or first + 1 >= len(tokens) or tokens[first].norm not in s.determiner_cases or tokens[first + 1].pos != "ADP":
        return -1
    for k in range(first + 2, min(first + _REACH, len(tokens) - 1)):
        tok = tokens[k]
        if tok.text in ",.;:()–—" or tok.form == "fin" or tok.pos in ("SCONJ", "CCONJ"):
            return -1
        before = tokens[k - 1]
        inside = view.owner[k] is None or view.owner[k] is view.owner[k + 1]
        shown = tok.pos in ("ADJ", "VERB") and tok.text[:1].islower() and tok.norm.endswith(endings) and inside
        if shown and before.pos in ("NOUN", "PROPN", "ADV", "NUM", "X") and tokens[k + 1].pos in ("NOUN", "PROPN"):
            return k + 1
    return -1


def names_doer(view: View, at: int) -> bool:
    """Whether a mention inside an attribute stands behind the agent's preposition: "die von Russland besetzten Gebiete"."""
    before = at - 1
    while before > 0 and view.t[before].pos in ("DET", "ADJ"):
        before -= 1
    tok = view.t[before] if before >= 0 else None
    return tok is not None and view.s.contractions.get(tok.norm, tok.norm) in view.s.by
