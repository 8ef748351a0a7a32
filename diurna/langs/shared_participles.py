"""Participles that share an auxiliary and that a tagger takes for nouns or adjectives: "a condamné les faits et exigé que"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.langs.lemmas import Habits
from diurna.langs.shapes import norm_of

_OPENERS = frozenset(["DET", "NUM", "SCONJ", "PRON", "PROPN", "ADV", "ADJ"])
"""What an object may begin with."""
_ELSE = ("NOUN", "ADJ", "ADV", "VERB", "PROPN")
"""What a tagger takes such a participle for."""
_REACH = 6
"""Words within which an object follows an adverbial."""


def found(
    words: Sequence[str], tags: Sequence[str], having: Sequence[bool], habits: Habits, infinitive: Callable[[str], str | None]
) -> dict[int, str]:
    """The tags that hold, by place: of second participles, and of articles before their objects that look like prepositions.

    `having`: where a finite auxiliary stands that takes an active participle.
    """
    out: dict[int, str] = {}
    auxiliary = shared = False
    for i in range(len(words) - 1):
        if tags[i].startswith("AUX fin"):
            auxiliary, shared = having[i], False
        elif tags[i].startswith("VERB part"):
            shared = auxiliary
        elif shared and _joined(tags, i) and words[i].islower() and _participle(words, tags, i, habits, infinitive):
            out[i] = "VERB part past"
            if tags[i + 1] == "ADP" and norm_of(words[i + 1]) in habits.shared_articles:
                out[i + 1] = "DET"
        elif tags[i].startswith(("VERB fin", "SCONJ")):
            auxiliary = shared = False
    return out


def _participle(words: Sequence[str], tags: Sequence[str], at: int, habits: Habits, infinitive: Callable[[str], str | None]) -> bool:
    """Whether a word with a participle's ending, which a verb has, stands before an object."""
    lower, after = norm_of(words[at]), tags[at + 1]
    if not lower.endswith(habits.shared_endings) or tags[at].split(" ")[0] not in _ELSE:
        return False
    object_ = after.split(" ")[0] in _OPENERS or norm_of(words[at + 1]) in habits.shared_articles
    if after == "ADP" and at + 2 < len(words):  # "e chiesto di trattare"
        object_ = object_ or tags[at + 2] == "VERB inf" or _object_behind(tags, at + 1)
    return object_ and infinitive(lower) not in (None, lower)


def _joined(tags: Sequence[str], at: int) -> bool:
    """Whether a coordinator stands before a word, perhaps with an adverb between: "et aussitôt rappelé"."""
    before = at - 2 if at > 1 and tags[at - 1].startswith("ADV") else at - 1
    return tags[before].startswith("CCONJ")


def _object_behind(tags: Sequence[str], at: int) -> bool:
    """Whether an object follows the noun of the preposition at `at`: "et bloqué dès l'aube le dépôt"."""
    kinds = [tag.split(" ")[0] for tag in tags[at + 1 : at + _REACH]]
    noun = next((i for i, kind in enumerate(kinds) if kind in ("NOUN", "PROPN")), len(kinds))
    return kinds[noun + 1 : noun + 2] == ["DET"] and not any(kind in ("VERB", "AUX", "PUNCT") for kind in kinds[:noun])
