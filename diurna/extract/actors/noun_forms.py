"""What the form of a role's noun tells where one form is several words' or several numbers': "die Minister", "на енергетику"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.langs.names import Feature, Hit, Names, Sense
from diurna.langs.settings import Settings


def plural_determiner(
    first: int, gender: str, readings: Sequence[tuple[Sense, Feature]], tokens: Sequence[Token], settings: Settings
) -> bool:
    """Whether the article before an office, which is a woman's only by a form of its own, can be but a plural's: "die Minister"."""
    if gender == "f" or all(f.number != "p" for _, f in readings):
        return False
    at = first - 1
    while at >= 0 and tokens[at].pos == "ADJ":
        at -= 1
    table = settings.determiner_cases.get(tokens[at].norm) if at >= 0 else None
    return table is not None and "p" in table and "m" not in table


def other_noun(hit: Hit, readings: Sequence[tuple[Sense, Feature]], tokens: Sequence[Token], names: Names, settings: Settings) -> bool:
    """`удар на енергетику`: another noun's form, in a case that a role's form of the same letters is not in."""
    token = tokens[hit.first]
    if not settings.case or settings.determiner_cases or hit.last - hit.first > 1 or token.pos != "NOUN" or not token.cases:
        return False
    if any(set(f.cases) & set(token.cases) or not f.cases for _, f in readings):
        return False
    return all(s.id != readings[0][0].id for s, _ in names.readings(token.lemma))
