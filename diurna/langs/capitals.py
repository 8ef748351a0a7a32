"""Capitals inside a sentence: where only names have one, a seeming verb or foreign word behind a name or preposition is a name."""

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
