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
    found |= dict.fromkeys(subjunctives(words, tags), "AUX fin pres sub")
    return found | dict.fromkeys(closing_participles(words, tags, habits.before_participles, habits.same_participle), "VERB part past")


def opened(words: Sequence[str], tags: Sequence[str], habits: Habits, infinitive: Infinitive) -> int:
    """German: where a past tense stands between an opening adverbial and a bare name, taken for an adjective: "Kurz darauf verurteilte
    Paris den Angriff"; 0 for nowhere."""
    end = words.index(",") if "," in words else len(words)
    if any(tag.startswith(("VERB fin", "AUX fin")) for tag in tags[:end]):
        return 0
    for i in range(1, min(5, end - 1)):
        past = words[i].islower() and words[i].endswith(habits.rescue) and tags[i].startswith("ADJ") and (i == 1 or words[i - 1].islower())
        if past and words[i + 1][:1].isupper() and infinitive(norm_of(words[i])) is not None:
            return i
    return 0


def subjunctives(words: Sequence[str], tags: Sequence[str]) -> list[int]:
    """German: where an auxiliary has no infinitive's ending and so is the reported speech of what came before: "ob es gesunken sei"."""
    return [i for i, tag in enumerate(tags) if tag == "AUX inf" and not norm_of(words[i]).endswith("n")]


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


def counted(words: Sequence[str], tags: Sequence[int], at: int, participle: int, number: int, plurals: tuple[str, ...]) -> bool:
    """Whether a plural participle stands right behind a number, which is no year, and so is a noun: "deja veinte heridos"."""
    if not at or tags[at] != participle or tags[at - 1] != number or not words[at].endswith(plurals):
        return False
    return not (len(words[at - 1]) == _YEAR and words[at - 1].isdigit())


def shown(norm: str, tag: str, lemma: str, habits: Habits, opens: bool, behind: Sequence[str]) -> str:
    """The tag of a German verb by what its form shows: "ge" that the verb itself has not is a participle's ("die Grenzen geschlossen",
    "auseinandergetrieben"); a form in "en" with neither that nor a prefix which takes its place is a past tense ("trafen", "griffen");
    an infinitive without "zu" that `opens` the stretch behind a comma is a plural ("ob er geht, bezweifeln Beobachter").
    """
    if not habits.same_participle or len(norm) < _SHORT:
        return tag
    passive = behind[:1] == ["worden"] or (behind[:1] == ["und"] and behind[2:] == ["worden"])
    if tag.startswith(("ADJ", "ADV")) and passive and norm.endswith(("t", "en")):
        return "VERB part past"  # "die entführt und gefoltert worden waren"
    if not tag.startswith("VERB"):
        return tag
    if opens and tag == "VERB inf" and lemma == norm:
        return "VERB fin pres ind"
    particle = next((p for p in habits.particles if norm.startswith(p + "ge") and lemma.startswith(p)), "")
    marked = norm.startswith(particle + "ge") and not lemma.startswith(particle + "ge")
    if tag.startswith("VERB fin") and marked and norm.endswith(("en", "t")):
        return "VERB part past"
    bare = tag == "VERB part past" and norm.endswith("en") and not norm.startswith((*habits.same_participle, *habits.particles))
    return "VERB fin past ind" if bare and not marked and lemma != norm else tag


_YEAR = 4
_SHORT = 6
"""Letters that such a form has at least."""
