"""One noun phrase: where it ends, which token is its head, which actors modify it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.analysis import Mention, Token
from diurna.extract.phrases import HEADS, Phrase

if TYPE_CHECKING:
    from diurna.extract.phrases import Reader

POSSESSIVE = frozenset({"'s", "’s", "'"})


def group(reader: Reader, start: int, first: int, prep: str) -> tuple[Phrase, int]:
    """The noun phrase whose words begin at `first` (its preposition at `start`), and the position after it."""
    tokens, end = reader.t, _end(reader, first)
    head = _head(reader, first, end)
    mention = _head_mention(reader, first, end, head)
    tok = tokens[head]
    cases = tok.cases
    if reader.s.english == "German":
        cases = _german_cases(tokens, first, head) or cases
    phrase = Phrase(
        first=start,
        last=end,
        head=head,
        prep=prep,
        cases=cases,
        number=tok.number,
        mention=mention,
        modifiers=_modifiers(reader, first, end, mention),
        negative=any(t.norm in reader.s.no_determiners for t in tokens[first:end]),
    )
    return phrase, end


def _end(reader: Reader, first: int) -> int:
    """Where the phrase that begins at `first` ends."""
    tokens, s = reader.t, reader.s
    i, headed = first, False
    while i < len(tokens):
        owned = reader.owner[i]
        if owned is not None:
            if headed and not _continues(reader, i, owned):
                break
            i = max(owned.last, i + 1)
            headed = True
            if i < len(tokens) and tokens[i].norm in POSSESSIVE and s.english == "English":
                i, headed = i + 1, False
            continue
        tok = tokens[i]
        if not _belongs(reader, i, first, headed):
            break
        if tok.pos in HEADS and tok.norm not in POSSESSIVE:
            headed = True
        i += 1
        if i < len(tokens) and tokens[i].norm in POSSESSIVE and s.english == "English" and tokens[i].pos in ("PART", "PUNCT", "X"):
            if tokens[i].pos != "PUNCT":
                i, headed = i + 1, False
    return max(i, first + 1)


def _continues(reader: Reader, i: int, mention: Mention) -> bool:
    """Whether a mention right behind a headed phrase is part of it: English modifiers, Romance names after a common noun."""
    s, tokens = reader.s, reader.t
    if s.english == "English":
        after = mention.last
        return after < len(tokens) and tokens[after].pos in ("NOUN", "ADJ") and reader.owner[i - 1] is None
    if s.case:
        return False
    return mention.form == "name" and reader.owner[i - 1] is None and tokens[i - 1].pos == "NOUN" and i - 1 >= 0


def _belongs(reader: Reader, i: int, first: int, headed: bool) -> bool:
    tokens, s = reader.t, reader.s
    tok = tokens[i]
    if i == first:
        return True
    if tok.norm in s.relatives and tok.pos in ("PRON", "SCONJ"):
        return False
    if headed:
        return _after_head(reader, i)
    if tok.pos in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "DET"):
        return True
    if tok.pos == "ADV":
        return i + 1 < len(tokens) and tokens[i + 1].pos in ("ADJ", "NUM", "VERB") and reader.owner[i + 1] is None
    if tok.pos == "VERB" and tok.form == "part":
        return reader.attributive(i)
    if tok.pos == "PUNCT":
        return tok.text in '«"“„' and i == first + 1 or tok.text == "-"
    return tok.pos == "PRON" and tokens[i - 1].pos in ("DET", "ADJ")


def _after_head(reader: Reader, i: int) -> bool:
    """Whether a token may follow the head inside the phrase."""
    tokens, s = reader.t, reader.s
    tok, before = tokens[i], tokens[i - 1]
    if s.english == "English":
        return tok.pos in ("NOUN", "PROPN", "X") and before.pos in ("NOUN", "PROPN", "X") and reader.owner[i - 1] is None or (
            tok.pos == "NOUN" and reader.owner[i - 1] is not None
        )
    if s.english == "German":
        return tok.pos == "PROPN" and before.pos in ("PROPN", "NOUN") and reader.owner[i - 1] is None
    if s.case:
        return tok.pos in ("PROPN", "X") and before.pos in ("PROPN", "NOUN", "X") and "g" not in tok.cases[:1]
    if tok.pos == "ADJ":
        return True
    if tok.pos == "VERB" and tok.form == "part":
        return False
    return tok.pos in ("PROPN", "X", "NUM") and before.pos in ("PROPN", "NOUN", "X", "ADJ")


def _head(reader: Reader, first: int, end: int) -> int:
    """The head: the last noun in English and German, the first one elsewhere; a mention's own head where it is the nucleus."""
    tokens, s = reader.t, reader.s
    nouns = [i for i in range(first, end) if tokens[i].pos in HEADS and tokens[i].norm not in POSSESSIVE]
    if not nouns:
        owned = [m for m in reader.owner[first:end] if m is not None]
        return owned[-1].head if owned else end - 1
    if s.english == "English":
        last = nouns[-1]
        owner = reader.owner[last]
        return owner.head if owner is not None and owner.last == end else last
    pick = nouns[0]
    owner = reader.owner[pick]
    return owner.head if owner is not None and first <= owner.head < end else pick


def _head_mention(reader: Reader, first: int, end: int, head: int) -> Mention | None:
    owner = reader.owner[head]
    if owner is not None:
        return owner
    if reader.s.case or reader.s.english == "English":
        return None
    for i in range(head + 1, end):
        m = reader.owner[i]
        if m is not None and m.form == "name" and reader.t[head].lemma in _ROLE_LIKE:
            return m
    return None


_ROLE_LIKE = frozenset({"signor", "signora", "señor", "señora", "monsieur", "madame"})


def _modifiers(reader: Reader, first: int, end: int, mention: Mention | None) -> list[tuple[str, Mention]]:
    """Actors inside the phrase that are not its head: adjectives, noun modifiers, possessors."""
    out: list[tuple[str, Mention]] = []
    seen: set[tuple[int, int]] = set()
    for i in range(first, end):
        adjective = reader.adjective[i]
        if adjective is not None and (adjective.first, adjective.last) not in seen:
            seen.add((adjective.first, adjective.last))
            if mention is None or not (mention.first <= adjective.first < mention.last):
                out.append(("adj", adjective))
        owned = reader.owner[i]
        if owned is not None and owned is not mention and (owned.first, owned.last) not in seen:
            seen.add((owned.first, owned.last))
            after = reader.t[owned.last] if owned.last < len(reader.t) else None
            possessive = after is not None and after.norm in POSSESSIVE or owned.form == "pronoun"
            out.append(("poss" if possessive else "adj", owned))
    return out


def _german_cases(tokens: tuple[Token, ...], first: int, head: int) -> str:
    """German shows case on the determiner: the letters that article and noun share."""
    det = tokens[first]
    table = _GERMAN.get(det.norm)
    if table is None:
        return ""
    if tokens[head].number == "p":
        return table.get("p", "") or "".join(table.values())
    gender = tokens[head].gender
    if gender and gender in table:
        return table[gender]
    seen = "".join(table.values())
    return "".join(dict.fromkeys(seen))


_GERMAN: dict[str, dict[str, str]] = {
    "der": {"m": "n", "f": "gd", "p": "g"},
    "die": {"f": "na", "p": "na"},
    "das": {"n": "na"},
    "den": {"m": "a", "p": "d"},
    "dem": {"m": "d", "n": "d"},
    "des": {"m": "g", "n": "g"},
    "ein": {"m": "n", "n": "na"},
    "eine": {"f": "na"},
    "einen": {"m": "a"},
    "einem": {"m": "d", "n": "d"},
    "einer": {"f": "gd"},
    "eines": {"m": "g", "n": "g"},
    "dieser": {"m": "n", "f": "gd", "p": "g"},
    "diese": {"f": "na", "p": "na"},
    "dieses": {"n": "nag", "m": "g"},
    "diesen": {"m": "a", "p": "d"},
    "diesem": {"m": "d", "n": "d"},
    "seine": {"f": "na", "p": "na"},
    "seinen": {"m": "a", "p": "d"},
    "seiner": {"f": "gd", "p": "g"},
    "ihre": {"f": "na", "p": "na"},
    "ihren": {"m": "a", "p": "d"},
    "ihrer": {"f": "gd", "p": "g"},
    "mehrere": {"p": "na"},
    "zwei": {"p": "na"},
}
