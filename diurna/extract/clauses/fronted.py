"""Slavic infinitives that stand before the verb that governs them: "Комментировать удар мэр отказался", "... , а сдаваться не намерен"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.langs.settings import Settings

JOINTS = frozenset({"comma", "and", "stop", "that", "rel", "sub", "if", "quote"})


def governed(clauses: Sequence[Clause], tokens: Sequence[Token], s: Settings) -> None:
    """Give every fronted infinitive to the finite verb behind it, and that verb the subject that stands between the two."""
    for inner in clauses if s.by_case else ():
        if inner.kind != "inf" or inner.verb is None or inner.verb.marker:
            continue
        above = _governor(clauses, inner, inner.verb)
        if above is None or above.verb is None:
            continue
        if inner.parent is not above:
            if inner.parent is not None:
                inner.parent.children.remove(inner)
            inner.parent = above
            above.children.append(inner)
        inner.fronted = True
        _release(inner, above, above.verb, tokens)


def _governor(clauses: Sequence[Clause], inner: Clause, verb: Verb) -> Clause | None:
    """The clause of the finite verb that an infinitive stands before, with no comma or conjunction between the two."""
    end = inner.units[-1]
    last = end.first + 1 if isinstance(end, Marker) else end.last
    if any(isinstance(u, Marker) and u.kind in JOINTS for u in inner.units[inner.units.index(verb) :]):
        return None
    found = next((c for c in clauses if c.verb is not None and c.verb.form == "fin" and c.verb.first == last), None)
    upper = inner.parent
    if found is None or found is upper:
        return found
    if found.verb is None or upper is None or upper is not found.base or upper.verb is None or upper.verb.last > verb.first:
        return None
    own = found.units[: found.units.index(found.verb)]
    return found if not any(isinstance(u, Phrase) for u in own) else None


def _release(inner: Clause, above: Clause, verb: Verb, tokens: Sequence[Token]) -> None:
    """Move the subject, or of an impersonal verb the dative, out of the infinitive's clause: "комментировать удар | мэр отказался"."""
    adverbs = [u for u in inner.units[-2:] if isinstance(u, Marker) and u.kind == "adv"]
    phrase = inner.units[-1 - len(adverbs)]
    if not isinstance(phrase, Phrase) or phrase.prep or phrase.time or phrase.last != (adverbs[0].first if adverbs else verb.first):
        return
    impersonal = tokens[verb.head].gender == "n" and phrase.cases[:1] == "d"
    if not impersonal and not _subject(inner, above, phrase, verb, tokens):
        return
    del inner.units[-1 - len(adverbs) :]
    at = above.units.index(verb)
    above.units[at:at] = [phrase, *adverbs]
    phrase.owner = None


def _subject(inner: Clause, above: Clause, phrase: Phrase, verb: Verb, tokens: Sequence[Token]) -> bool:
    """Whether a phrase right before a finite verb is its subject by form, and somebody who can be."""
    if "n" not in phrase.cases or any("n" in u.cases and not u.prep for u in above.units if isinstance(u, Phrase)):
        return False
    own, gender = tokens[phrase.head], tokens[verb.head].gender
    several = len(phrase.group) > 1
    if gender and own.gender and gender != own.gender and not several:
        return False
    disagrees = bool(verb.number and own.number) and verb.number != own.number and not several
    if not disagrees and (phrase.mention is not None or own.pos != "NOUN" or own.cases == "n"):
        return True
    objects = [u for u in inner.units if isinstance(u, Phrase) and u is not phrase and not u.prep and "a" in u.cases]
    return bool(objects) and verb.number == own.number
