"""Verbs that a tagger takes for adjectives or infinitives, nouns that it takes for participles, seen from the words around them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from diurna.langs.lemmas import Habits
from diurna.langs.shapes import norm_of

Infinitive = Callable[[str], str | None]

_ISH = ("ische", "ischen", "ischer", "isches")

_JOINTS = frozenset([",", "und", "oder", "sowie", "doch", "aber"])


def mended(words: Sequence[str], tags: Sequence[str], habits: Habits, infinitive: Infinitive) -> dict[int, str]:
    """The tags of German verbs that `tags` has as adjectives or infinitives, and of adjectives that it has as names, by place."""
    found = dict.fromkeys(pasts(words, tags, habits.rescue, habits.same_participle, infinitive), "VERB fin past ind")
    found |= dict.fromkeys(peoples(words, tags), "ADJ")
    return found | dict.fromkeys(closing_participles(words, tags, habits.before_participles, habits.same_participle), "VERB part past")


def peoples(words: Sequence[str], tags: Sequence[str]) -> list[int]:
    """German: where an adjective that opens a sentence before its noun looks like a name: "Thailändische Kampfflugzeuge haben ..."."""
    return [
        i
        for i in range(len(words) - 1)
        if tags[i].startswith(("PROPN", "NOUN"))
        and tags[i + 1].startswith("NOUN")
        and words[i].endswith(_ISH)
        and (i == 0 or not words[i - 1][0].isalnum())
    ]


def pasts(words: Sequence[str], tags: Sequence[str], endings: tuple[str, ...], alike: tuple[str, ...], infinitive: Infinitive) -> list[int]:
    """German: where a word that looks like an adjective is the next verb of a row: right behind a comma or "und", behind no adjective or
    article, and before an article, pronoun or name, or in the plural before a bare noun ("enterten das Boot, beschlagnahmten Gewehre
    und verletzten einen Matrosen"). `endings`: those of the past tense.
    """
    found: list[int] = []
    finite = False
    for i in range(1, len(words) - 1):
        finite = finite or " fin" in tags[i - 1]
        if not finite or norm_of(words[i - 1]) not in _JOINTS or i < 2 or not tags[i].startswith("ADJ"):
            continue
        lower, before, after = norm_of(words[i]), tags[i - 2], tags[i + 1]
        if not words[i].islower() or not lower.endswith(endings) or infinitive(lower) in (None, lower) or before.startswith(("ADJ", "DET")):
            continue
        object_ = after.startswith(("DET", "PRON", "NUM")) or (after.startswith("PROPN") and lower.endswith("te"))
        object_ = object_ or not (lower.startswith(alike) or lower.endswith(("ierte", "ierten")))  # no participle: "und dankte Paris"
        bare = lower.endswith("ten") and after.startswith("NOUN") and not before.endswith("c=d")
        if object_ or bare:
            found.append(i)
    return found


def closing_participles(words: Sequence[str], tags: Sequence[str], auxiliaries: Collection[str], alike: tuple[str, ...]) -> list[int]:
    """German: where what looks like an infinitive stands right before the passive's auxiliary in the past and so is a participle: "wo
    ihm eine Note übergeben wurde". `alike`: prefixes of verbs whose participle may look so.
    """
    return [
        i
        for i in range(len(words) - 1)
        if tags[i] == "VERB inf" and norm_of(words[i + 1]) in auxiliaries and norm_of(words[i]).startswith(alike)
    ]


def counted(words: Sequence[str], tags: Sequence[int], at: int, participle: int, number: int) -> bool:
    """Whether a plural participle stands right behind a number and so is a noun: "deja veinte heridos"."""
    return bool(at) and tags[at] == participle and tags[at - 1] == number and words[at].endswith("s")
