"""English words of one form and several parts of speech, mended by what stands right before them: `Habits.past_is_participle`.

In: the words of a sentence and their tags. Out: the tags that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.langs.shapes import norm_of
from diurna.langs.tagger import Tagger

_BE_OR_HAVE = frozenset(
    [
        "be",
        "been",
        "being",
        "is",
        "are",
        "was",
        "were",
        "am",
        "'s",
        "'re",
        "'m",
        "has",
        "have",
        "had",
        "having",
        "'ve",
        "'d",
        "get",
        "gets",
        "got",
        "getting",
    ]
)
_HAVE = {"had": "AUX fin past ind", "has": "AUX fin pres ind", "have": "AUX fin pres ind"}
_SUBJECTS = frozenset(["who", "which", "that", "he", "she", "they", "we", "i"])
_QUOTES = frozenset(['"', "“", "”", "'", "‘", "’", "``", "''"])
_RELATIVES = frozenset(["which", "that", "whom", "what"])
_HAVING = frozenset(["have", "has", "had", "having"])
_SAME = frozenset(
    [
        "bid",
        "burst",
        "cast",
        "cost",
        "cut",
        "hit",
        "hurt",
        "let",
        "put",
        "quit",
        "rid",
        "set",
        "shed",
        "shut",
        "split",
        "spread",
        "beat",
        "read",
        "found",
        "wound",
        "saw",
        "fell",
        "lay",
        "left",
        "felt",
        "bound",
        "ground",
    ]
)
_STRUCK = frozenset(["hit", "cut", "hurt", "shut", "split"])
_BE = frozenset(["be", "been", "being", "is", "are", "was", "were"])
_BEHIND_PARTICIPLES = frozenset(["by", "on", "in", "during", "near", "at", "off", "down", "with", "when", "."])
_OF_PEOPLE = frozenset(
    [
        *("protesting", "fleeing", "retreating", "visiting", "advancing", "opposing", "warring", "striking", "surviving", "remaining"),
        *("invading", "occupying", "returning", "departing", "mourning", "marauding", "attacking", "demonstrating", "rioting"),
    ]
)
"""Participles that stand before the people of whom they say what they do."""
_BEFORE_PEOPLE = ("ADP", "PART", "CCONJ", "VERB", "NUM", "ADJ")
_BEFORE_GERUNDS = frozenset(["of", "for", "from", "by", "without", "after", "before", "against"])
_MODALS = frozenset(["will", "would", "can", "could", "may", "might", "must", "shall", "should", "wo", "ca", "'ll", "'d", "cannot"])
_NEGATORS = frozenset(["not", "n't", "never"])
_OBJECT = ("DET", "NUM", "PRON", "PROPN", "NOUN", "ADJ", "ADP", "PART")
_MONTH = "May"

Infinitive = Callable[[str], str | None]
"""The infinitive of a verb's form, None where the dictionary has no such verb."""


def retagged(
    words: Sequence[str], tags: Sequence[int], tagger: Tagger, infinitive: Infinitive, inflects: Callable[[str], bool]
) -> list[int]:
    """The tags of a sentence, another one where the words before a word leave it only that. `inflects`: whether a word may be a verb that
    the dictionary does not count among them."""
    names = [tagger.tags[t] for t in tags]
    other = [_first(words, names)] if words else []
    other += [_governed(words, names, i, infinitive, inflects) or _tag(words, names, i, infinitive) for i in range(1, len(words))]
    return [tag if name is None else tagger.number[name] for tag, name in zip(tags, other, strict=True)]


def _first(words: Sequence[str], tags: Sequence[str]) -> str | None:
    """A past form that opens a sentence before a preposition, with a comma behind, is a participle: "Asked about the veto, he ..."."""
    opens = tags[0] == "VERB fin past ind" and tags[1:2] == ["ADP"] and "," in words
    if opens:
        return "VERB part past"
    comma = words.index(",") if "," in words else len(words)
    behind = any(t.startswith(("VERB fin", "AUX fin")) for t in tags[2:comma])
    past = tags[0].startswith("VERB") and norm_of(words[0]).endswith("ed")
    return "ADJ" if past and behind and tags[1].startswith(("ADJ", "NOUN", "PROPN")) else None  # "Jailed activist X began a fast"


def _governed(words: Sequence[str], tags: Sequence[str], i: int, infinitive: Infinitive, inflects: Callable[[str], bool]) -> str | None:
    """The tag of an infinitive behind "to" or a modal that the tagger takes for another word."""
    tag, lower = tags[i], norm_of(words[i])
    if tag not in ("NOUN", "ADJ", "ADV", "VERB fin pres ind") or not (infinitive(lower) == lower or inflects(lower)):
        return None
    if tag in ("NOUN", "ADJ") and norm_of(words[i - 1]) == "to" and _object(tags, i, tags[i - 1] == "PART"):
        return "VERB inf"  # "ordered his troops to attack Georgia"
    before = _before(words, tags, i)
    if norm_of(words[before]) not in _MODALS or not tags[before].startswith("AUX"):
        return None
    follows = tags[i + 1].split(" ")[0] if i + 1 < len(tags) else ""
    if tag == "ADV":  # "will supply Kyiv with jets"
        return "VERB inf" if before == i - 1 and follows in ("DET", "PROPN", "NUM") else None
    return "VERB inf" if follows in _OBJECT and (tag != "NOUN" or follows != "NOUN") else None  # "would free 33 hostages"


def _tag(words: Sequence[str], tags: Sequence[str], i: int, infinitive: Infinitive) -> str | None:
    tag, lower = tags[i], norm_of(words[i])
    if words[i] == _MONTH and (tags[i - 1] == "ADP" or words[i - 1].isdigit()):
        return "PROPN"  # "who in May had said"
    if lower in _HAVE and tag.startswith("VERB") and (tags[i + 1 : i + 2] == ["VERB part past"] or _unmarked(words, tags, i + 1)):
        return _HAVE[lower]  # "who in May had said", "a missile had hit the plane"
    if norm_of(words[i - 1]) in _HAVING and _unmarked(words, tags, i):
        return "VERB part past"
    if lower == "as" and tag == "SCONJ" and words[i + 1 : i + 2] and words[i + 1] in _QUOTES and _closes(words, i + 2):
        return "ADP"  # 'dismissed it as "wrong" and told ...'
    if lower == "to" and tag == "PART" and not _governs(words, tags, i + 1, infinitive):
        return "ADP"  # "added Minsk to its blacklist"
    if tag == "VERB fin past ind" and infinitive(lower) == lower and lower not in _SAME and not lower.endswith("ed"):
        return "VERB fin pres ind"  # "insisted that Minsk release activists"
    if (found := _beside(words, tags, i, infinitive)) is not None:
        return found
    before = _before(words, tags, i)
    if tag == "VERB part past" and norm_of(words[before]) in _SUBJECTS and tags[before] in ("SCONJ", "PRON"):
        return "VERB fin past ind"  # "the states that paid the levy", "she met him"
    if tag in ("ADJ", "NOUN") and tags[i - 1] == "SCONJ" and norm_of(words[i - 1]) in _BEFORE_GERUNDS and lower.endswith("ing"):
        return "VERB ger"  # "accused them of funding radicals"
    if tag == "ADJ" and lower.startswith("re-") and lower.endswith("ed") and norm_of(words[before]) in _HAVING:
        return "VERB part past"  # "has re-established ties"
    if tag in ("ADJ", "NOUN") and lower in _SAME and norm_of(words[before]) in _HAVING:
        return "VERB part past"  # "having spread lies"
    if tag in ("ADJ", "NOUN") and lower in _STRUCK and norm_of(words[before]) in _BE and _follows(words, i + 1):
        return "VERB part past"  # "was hit on Monday by missiles"
    if tag == "VERB fin past ind" and norm_of(words[before]) in _BE_OR_HAVE:
        return "VERB part past"  # "were shot", "has hit"
    if tag == "VERB inf" and norm_of(words[before]) in _HAVING and tags[before].startswith("AUX"):
        return "VERB part past"  # "had come under fire"
    if tag == "VERB fin pres ind" and tags[i - 1] == "CCONJ" and infinitive(lower) == lower and _of_infinitives(tags, i):
        return "VERB inf"  # "to call off the action and return"
    if tag == "VERB fin pres ind" and lower.endswith("s") and (_counted(tags, i) or _behind_verb(words, tags, i)):
        return "NOUN"  # "the 26 member states that ...", "had dismissed reports that ..."
    return None


def _beside(words: Sequence[str], tags: Sequence[str], i: int, infinitive: Infinitive) -> str | None:
    """What the two words beside a word leave it."""
    tag, lower, before = tags[i], norm_of(words[i]), tags[i - 1]
    after = tags[i + 1] if i + 1 < len(tags) else ""
    past = lower.endswith("ed") and tag in ("ADJ", "VERB part past")
    if tag == "VERB ger" and before == "DET" and after.split(" ")[0] in ("ADJ", "NOUN", "PROPN"):
        return "ADJ"  # "the ruling party"
    if tag == "VERB ger" and lower in _OF_PEOPLE and after.startswith("NOUN") and before.startswith(_BEFORE_PEOPLE):
        return "ADJ"  # "bowed to protesting farmers"
    if tag.startswith("NOUN") and before.startswith(("PROPN", "NOUN")) and infinitive(lower) == lower and _only_verb(words, tags, i):
        return "VERB fin pres ind"  # "Chad and Togo plan to hold a summit"
    if lower == "no" and tag.startswith("VERB"):
        return "DET"  # "would no longer stop"
    if past and tag == "ADJ" and before == "CCONJ" and after in ("ADP", "SCONJ") and _passive(words, tags, i):
        return "VERB part past"  # "was picked up and charged with arson"
    if past and tag == "ADJ" and words[i].islower() and before == "PROPN" and after in ("PROPN", "DET"):
        return "VERB fin past ind" if infinitive(lower) not in (None, lower) else None  # "Kim invited President Moon"
    if past and norm_of(words[i - 1]) in ("each", "both") and after in ("NUM", "DET"):
        return "VERB fin past ind"  # "Oslo and Riga each expelled six diplomats"
    names = before == "PROPN" and i > 1 and norm_of(words[i - 2]) in _RELATIVES
    if tag == "NOUN" and names and lower.endswith("s") and after == "DET" and infinitive(lower) not in (None, lower):
        return "VERB fin pres ind"  # ", which Caracas calls an invention"
    if tag == "ADJ" and before == "DET" and " fin" in after and infinitive(lower) == lower:
        return "NOUN"  # "the dispute began"
    if tag in ("ADV", "NOUN", "ADJ", "ADP") and lower == "back" and before in ("PART", "ADP") and norm_of(words[i - 1]) == "to":
        return "VERB inf"  # "persuaded Minsk to back down"
    return None


def _follows(words: Sequence[str], i: int) -> bool:
    """Whether what stands here may follow a participle that looks like a noun."""
    return i < len(words) and norm_of(words[i]) in _BEHIND_PARTICIPLES


def _only_verb(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a word before an infinitive must be its clause's verb: none before the next comma is finite, and several or many act."""
    if i + 2 >= len(tags) or norm_of(words[i + 1]) != "to" or not tags[i + 2].startswith("VERB inf"):
        return False
    comma = next((k for k in range(i, len(words)) if words[k] == ","), len(words))
    finite = any(t.startswith(("VERB fin", "AUX fin")) for t in tags[:comma])
    several = "CCONJ" in tags[:i] or norm_of(words[i - 1]).endswith("s")
    return several and not finite


def _unmarked(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a verb stands here whose participle looks like its infinitive: "hit", "cut"."""
    return i < len(words) and tags[i] in ("VERB fin pres ind", "VERB inf") and norm_of(words[i]) in _SAME


def _closes(words: Sequence[str], start: int) -> bool:
    """Whether a quotation whose first word stands at `start` has three words at most."""
    return any(w in _QUOTES for w in words[start + 1 : start + 4])


def _governs(words: Sequence[str], tags: Sequence[str], i: int, infinitive: Infinitive) -> bool:
    """Whether a "to" right before a word may open an infinitive."""
    pos = tags[i].split(" ")[0] if i < len(tags) else "VERB"
    if pos in ("NOUN", "ADJ"):
        lower = norm_of(words[i])
        return infinitive(lower) == lower and _object(tags, i, True)
    return pos not in ("DET", "PRON", "PROPN", "NUM") and not (tags[i : i + 1] == ["VERB ger"] and norm_of(words[i]) in _OF_PEOPLE)


def _object(tags: Sequence[str], i: int, marked: bool) -> bool:
    """Whether an object stands behind a word: where it is `marked` as an infinitive any noun, else one with a name or an article."""
    after = tags[i + 1].split(" ")[0] if i + 1 < len(tags) else ""
    return after in ("DET", "PRON", "PROPN") or (marked and after in ("NOUN", "NUM", "ADJ", "ADV"))


def _counted(tags: Sequence[str], i: int) -> bool:
    """Whether a number stands before a word, with one noun between at most."""
    return tags[i - 1] == "NUM" or (tags[i - 1] == "NOUN" and i > 1 and tags[i - 2] == "NUM")


def _passive(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether the last verb before a word is a participle behind "be"."""
    last = next((k for k in range(i - 2, 0, -1) if tags[k].startswith("VERB")), 0)
    return last > 0 and tags[last] == "VERB part past" and norm_of(words[_before(words, tags, last)]) in _BE_OR_HAVE - _HAVING


def _behind_verb(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a past tense stands right before a word, or a participle that completes "have"."""
    if tags[i - 1] == "VERB fin past ind":
        return True
    before = _before(words, tags, i - 1) if i > 1 else 0
    return tags[i - 1] == "VERB part past" and norm_of(words[before]) in _HAVING


def _before(words: Sequence[str], tags: Sequence[str], i: int) -> int:
    """The place of the word before, over adverbs and negators."""
    at = i - 1
    while at > 0 and (tags[at] == "ADV" or norm_of(words[at]) in _NEGATORS):
        at -= 1
    return at


def _of_infinitives(tags: Sequence[str], i: int) -> bool:
    """Whether the verb before an "and" is an infinitive with its marker."""
    last = next((k for k in range(i - 2, -1, -1) if tags[k].startswith(("VERB", "AUX"))), -1)
    return last > 0 and tags[last] == "VERB inf" and tags[last - 1] in ("PART", "ADV")
