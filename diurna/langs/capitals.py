"""Capitals: where only names have one, a seeming verb behind a name is a name; which capitals a name asks for."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.langs.tagger import Tagger


def named(tagger: Tagger, words: Sequence[str], tags: list[int]) -> list[int]:
    """Tags in which a capitalised verb form behind a name or a preposition is a name: it "Mario Burlò", "a Tripoli".

    A headline that gives most of its words a capital is left as it is.
    """
    name = tagger.number.get("PROPN", -1)
    long = [w for w in words if len(w) > 3 and w.isalpha()]
    if name < 0 or sum(w[0].isupper() for w in long) * 2 > len(long) + 2:
        return tags
    found = list(tags)
    for i in range(1, len(words)):
        word, before = words[i], tagger.tags[found[i - 1]]
        capital = word[:1].isupper() and not word.isupper() and tagger.tags[found[i]].startswith(("VERB", "X"))
        behind_name = before == "PROPN" and words[i - 1][:1].isupper()
        if capital and (behind_name or before == "ADP"):
            found[i] = name
    return found


def of_word(word: str) -> str:
    """The capitals of a word: "U" all, "C" the first, "l" none."""
    if word.isupper() and sum(c.isalpha() for c in word) > 1:
        return "U"
    return "C" if word[0].isupper() else "l"


def fits(caps: str, words: Sequence[str]) -> bool:
    """Whether words have the capitals that `caps` asks for."""
    for want, word in zip(caps, words, strict=False):
        if want == "U" and not word.isupper():
            return False
        if want == "C" and not word[0].isupper():
            return False
    return True
