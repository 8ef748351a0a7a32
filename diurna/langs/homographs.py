"""Nouns and verbs that look alike and that a tagger mistakes, told by what stands around them: French "l'attaque", "menace".

In: the words of a sentence and their tags. Out: the tags that hold, by place.
"""

from __future__ import annotations

from collections.abc import Sequence

from diurna.langs.lemmas import Habits
from diurna.langs.shapes import norm_of

_FINITE = ("VERB fin", "AUX fin")
_JOINTS = ("PUNCT", "CCONJ", "SCONJ")
_TOPIC = 3
_TOPIC_ENDS = (":", ",")


def found(words: Sequence[str], tags: Sequence[str], habits: Habits) -> dict[int, str]:
    """What is no second verb of its clause, and what tells who reports between commas."""
    out: dict[int, str] = {}
    if words and words[0] in habits.unaccented and tags[0].startswith(_FINITE):
        out[0] = "ADP"  # "A en croire un diplomate"
    finite = False
    for i in range(1, len(words)):
        lower = norm_of(words[i - 1])
        if tags[i - 1].startswith(_JOINTS) or lower in habits.clause_openers:
            finite = False
        elif tags[i - 1].startswith(_FINITE):
            finite = True
        if finite and lower in habits.elided_articles and tags[i].startswith("VERB fin"):
            out[i - 1], out[i] = "DET", "NOUN"  # "impute à l'armée l'attaque": a clause has one finite verb
        elif _reports(words, tags, i, habits) or _says(words, tags, i, habits) or (not finite and _governs(words, tags, i, habits)):
            out[i] = "VERB fin pres ind"
    return out


def titled(words: Sequence[str], tags: Sequence[str], habits: Habits) -> int:
    """The place of a noun of `Habits.title_nouns` that the tagger did not see, or -1: the first word ("Incontro a Berlino tra ..."), or the
    first behind the name that a title opens with ("Ucrania: llamada de Trump")."""
    at = 0
    while at < _TOPIC and at + 2 < len(words) and tags[at].startswith("PROPN"):
        at += 1
    at = at + 1 if at and words[at] in _TOPIC_ENDS else 0
    if at + 2 >= len(words) or tags[at].startswith("NOUN") or tags[at + 1] not in ("ADP", "PART") or not words[0][:1].isupper():
        return -1
    noun, behind = norm_of(words[at]), norm_of(words[at + 1])
    for entry in habits.title_nouns:
        first, _, wanted = entry.partition(" ")
        if first == noun and (not wanted or behind in wanted.split("|")):
            return at
    return -1


def reported(words: Sequence[str], tags: Sequence[str], habits: Habits) -> dict[int, str]:
    """Verbs of saying that look like nouns (`Habits.reporting`): behind "and" with an object, or alone between commas."""
    out: dict[int, str] = {}
    finite = False
    for i, word in enumerate(words):
        bare = i > 0 and tags[i].startswith("NOUN") and word in habits.reporting
        if bare and (_aside(words, i) or _whole(words, tags, i) or (finite and _joined(words, tags, i, habits)) or _calls(words, tags, i)):
            out[i] = "VERB fin pres ind"
        finite = finite or tags[i].startswith(_FINITE)
    return out


def _aside(words: Sequence[str], at: int) -> bool:
    """Whether a bare noun would stand alone between two marks: "los militares, denuncia, golpean a jóvenes"."""
    return words[at - 1] in (",", "»", "”") and at + 1 < len(words) and words[at + 1] in (",", ".", ":")


def _whole(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a name and the word are a clause of their own: "...; Teheran protesta."."""
    alone = at == 1 or words[at - 2] in (";", ":", ".")
    return alone and tags[at - 1].startswith("PROPN") and at + 1 < len(words) and words[at + 1] in (".", ";")


def _calls(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a bare noun stands between another and a quotation: "el oficialismo denuncia «un golpe»"."""
    return tags[at - 1].startswith(("NOUN", "PROPN")) and at + 1 < len(words) and words[at + 1] in ("«", "“", '"')


def _joined(words: Sequence[str], tags: Sequence[str], at: int, habits: Habits) -> bool:
    """Whether a bare noun behind "and" would have an object: "récuse ces faits et menace de saisir la Cour"."""
    if not tags[at - 1].startswith("CCONJ") or at + 2 >= len(words):
        return False
    if tags[at + 1].startswith("ADP"):
        return norm_of(words[at + 1]) in habits.reporting_infinitives and tags[at + 2].endswith(" inf")
    return tags[at + 1].startswith(("DET", "PROPN", "SCONJ"))


def _says(words: Sequence[str], tags: Sequence[str], at: int, habits: Habits) -> bool:
    """Whether what looks like a participle without an auxiliary has a complement: ", dit n'avoir rien vu"."""
    if norm_of(words[at]) not in habits.participle_like or not tags[at].startswith("VERB part") or at + 1 >= len(words):
        return False
    before = next((t for t in reversed(tags[:at]) if not t.startswith(("ADV", "PART"))), "")
    if norm_of(words[at]) == "interdit":
        return False  # "interdit de quitter le pays" is a participle
    return not before.startswith("AUX") and (tags[at + 1].endswith(" inf") or norm_of(words[at + 1]) in ("n'", "ne", "que", "qu'"))


def _reports(words: Sequence[str], tags: Sequence[str], at: int, habits: Habits) -> bool:
    """Whether a word that may be a noun stands right behind a comma and before a name or an article: ", menace Philippe Martinez"."""
    if words[at] not in habits.reporting or not tags[at].startswith("NOUN") or words[at - 1] != "," or at + 1 >= len(words):
        return False
    marked = tags[at + 1] == "ADP" and norm_of(words[at + 1]) in habits.reporting_infinitives
    threat = marked and at + 2 < len(words) and tags[at + 2].endswith(" inf")
    return threat or tags[at + 1].startswith(("PROPN", "DET"))


def _governs(words: Sequence[str], tags: Sequence[str], at: int, habits: Habits) -> bool:
    """Whether what looks like a participle behind a comma has an object and no verb before it: "X, affilié à Y, interdit depuis mai toute
    vente".
    """
    if norm_of(words[at]) not in habits.participle_like or not tags[at].startswith("VERB part") or words[at - 1] != ",":
        return False
    if any(t.startswith(_FINITE) for t in tags[:at]):
        return False
    for k in range(at + 1, min(at + 5, len(words) - 1)):
        if tags[k].startswith(("PUNCT", "VERB", "AUX")) or norm_of(words[k]) == "par":
            return False
        if tags[k].startswith("DET") and not tags[k - 1].startswith("ADP"):
            return True
    return False
