"""Words that the tables know and that are but part of the name of somebody they do not: "Francesco Greco", "Eduardo del Castillo"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.actors.given import is_given
from diurna.langs.names import Hit, Names
from diurna.langs.settings import Settings


def in_name(at: int, what: str, tokens: Sequence[Token], long: set[int], covered: set[int], names: Names) -> bool:
    """Whether a word that may be a state, its people or a role (`what` it was read as) is but part of a person's name: "Francesco Greco",
    "Riad al-Maliki". `long`: the words of names of several words, `covered` of all."""
    token, words = tokens[at], names.words
    if what not in ("state", "capital", "adjective", "inhabitant", "generic") or not token.text[:1].isupper() or token.text.isupper():
        return False
    if words.capitals == "nouns" and what == "generic":
        return False
    before = tokens[at - 1] if at and at - 1 not in long else None
    after = tokens[at + 1] if at + 1 < len(tokens) and at + 1 not in long else None
    if after is not None and after.start == token.end + 1 and what in ("state", "capital"):
        name = at + 1 not in covered and _may_be_surname(after)
        loose = words.adjectives != "before" or words.capitals == "nouns"
        if _with_particle(after) or (name and loose and is_given(token, words)):
            return True
    first = before is not None and before.text[:1].isupper() and not before.text.isupper() and before.end + 1 == token.start
    return first and before is not None and before.pos == "PROPN" and words.capitals != "nouns" and is_given(before, words)


def _may_be_surname(token: Token) -> bool:
    """Whether a word looks like somebody's surname: a name with a capital that is no acronym or initial."""
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper() and len(token.text) > 2


def _with_particle(token: Token) -> bool:
    """Whether a word is a surname that begins with a small particle: "al-Maliki", "аль-Асади"."""
    small, _, rest = token.text.partition("-")
    return bool(rest) and len(small) < 4 and small.islower() and rest[:1].isupper()


def of_another(hit: Hit, tokens: Sequence[Token], covered: set[int], settings: Settings, names: Names) -> bool:
    """Whether a bare surname is part of a longer name of somebody else: "Qassem Soleimani", "Brigitte Macron", "Eduardo del Castillo"."""
    at = hit.first - 2
    linked = at >= 0 and at not in covered and tokens[at + 1].norm in names.words.particles and tokens[at + 1].text.islower()
    if linked and tokens[at].text[:1].isupper() and is_given(tokens[at], names.words):
        return True
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) and hit.last + 1 not in covered else None
    joint = tokens[hit.last] if hit.last < len(tokens) else None
    if joint is not None and joint.start == hit.end + 1 and _with_particle(joint):
        return True
    if (
        after is not None
        and joint is not None
        and hit.last - hit.first == 1
        and joint.norm in names.words.particles
        and joint.text.islower()
    ):
        if after.pos == "PROPN" and after.text[:1].isupper() and is_given(tokens[hit.first], names.words):
            return True  # "Francisco de Roux"
    for i in (hit.first - 1, hit.last):
        if not 0 <= i < len(tokens) or i in covered or tokens[i].lemma in settings.time_words:
            continue
        near = tokens[i]
        head = tokens[hit.last - 1]
        disagree = bool(near.cases and head.cases) and not set(near.cases) & set(head.cases)
        if settings.by_case and disagree and not is_given(near, names.words):
            continue  # "в Одесі Байден ...": words of one name agree
        gap = near.start - hit.end if i == hit.last else hit.start - near.end
        if gap == 1 and _may_be_surname(near):
            return True
    return False
