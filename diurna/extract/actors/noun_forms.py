"""What the form of a role's noun tells where one form is several words' or several numbers': "die Minister", "на енергетику"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.langs.names import Feature, Hit, Names, Sense
from diurna.langs.settings import Settings

_ACTS = frozenset({"generic/opposition"})


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


def verbal(hit: Hit, tokens: Sequence[Token], settings: Settings) -> bool:
    """`ha inviato`, `ont employé`, `Alger juge`, `donne sospettate di`: a participle behind its auxiliary or noun or a finite verb,
    not who is called by the same form."""
    if hit.last - hit.first > 1 or tokens[hit.first].pos != "VERB":
        return False
    if tokens[hit.first].form == "part" and not settings.case and hit.first and tokens[hit.first - 1].pos == "NOUN":
        return True
    if tokens[hit.first].form == "fin" and not settings.case and not settings.bare_complements and hit.first:
        return tokens[hit.first - 1].pos not in ("DET", "ADP", "NUM", "ADJ")
    before = next((t for t in reversed(tokens[max(0, hit.first - 3) : hit.first]) if t.pos not in ("ADV", "PART")), None)
    return before is not None and before.lemma in settings.perfect | settings.passive


def act(hit: Hit, generic: str, tokens: Sequence[Token], settings: Settings) -> bool:
    """`la sua opposizione all'Ucraina`, `opposition to the deal`: what someone does, not who does it."""
    if generic not in _ACTS or hit.last >= len(tokens):
        return False
    after = tokens[hit.last].norm
    return settings.contractions.get(after, after) in settings.dat


def made(hit: Hit, tokens: Sequence[Token], names: Names, settings: Settings) -> bool:
    """Whether a word only says what somebody is made: "взяли в заложники", an old accusative of persons that no party stands in."""
    if not settings.case or settings.determiner_cases or not hit.first or hit.last - hit.first > 1:
        return False
    token = tokens[hit.first]
    return (
        token.lemma in settings.classes.get("prisoner", ()) and tokens[hit.first - 1].norm in names.words.inside and "g" not in token.cases
    )
