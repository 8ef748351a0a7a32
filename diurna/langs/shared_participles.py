"""Participles that share an auxiliary and that a tagger takes for nouns or adjectives: "a condamné les faits et exigé que", "è stata
fermata, perquisita e sequestrata"."""

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
            if shared and tags[i + 1] == "ADP" and norm_of(words[i + 1]) in habits.shared_articles:
                out[i + 1] = "DET"  # "a rappelé son ambassadeur, gelé des comptes et ..."
            shared = auxiliary
        elif shared and _joined(tags, i) and words[i].islower() and _participle(words, tags, i, habits, infinitive):
            out[i] = "VERB part past"
            if tags[i + 1] == "ADP" and norm_of(words[i + 1]) in habits.shared_articles:
                out[i + 1] = "DET"
        elif tags[i].startswith(("VERB fin", "SCONJ")):
            auxiliary = shared = False
    return out


def passives(words: Sequence[str], tags: Sequence[str], habits: Habits, infinitive: Callable[[str], str | None]) -> dict[int, str]:
    """The participles of a row of passives, by place: right behind a comma that parts it from another one, or behind "and" where no verb
    stands between ("ont été arrêtés, fouillés puis relâchés", "were arrested on Monday and later released")."""
    out: dict[int, str] = {}
    passive = False
    for i in range(1, len(words)):
        kind = tags[i].split(" ")[0]
        if tags[i].startswith("VERB part"):
            passive = passive or (tags[i - 1].startswith("AUX") and (tags[i - 1] != "AUX fin pres ind" or tags[i - 2].startswith("AUX")))
        elif kind in ("VERB", "AUX", "SCONJ") or (kind == "PUNCT" and words[i] != ","):
            passive = False
        elif passive and kind in ("NOUN", "ADJ") and words[i].islower() and _in_row(words, tags, i, out):
            lower = norm_of(words[i])
            ends = any(form.endswith(habits.passive_endings) for form in (lower, lower.removesuffix("s"), lower.rstrip("es")))
            if ends and infinitive(lower) not in (None, lower):
                out[i] = "VERB part past"
    return out


def _in_row(words: Sequence[str], tags: Sequence[str], at: int, found: dict[int, str]) -> bool:
    """Whether a word goes on with the participle before it: but a comma or adverb stands between, or it closes behind "and" and no other
    adjective, with an adverb at most."""
    before = at - 1
    while before > 0 and (words[before] == "," or tags[before].startswith(("CCONJ", "ADV"))):
        before -= 1
    if before == at - 1:
        return False
    if tags[before].startswith("VERB part") or before in found:
        return True
    joined = any(tags[k].startswith("CCONJ") for k in range(before + 1, at))
    closes = at + 1 == len(words) or tags[at + 1].startswith(("PUNCT", "ADP", "CCONJ"))
    return joined and closes and not tags[before].startswith("ADJ")


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
