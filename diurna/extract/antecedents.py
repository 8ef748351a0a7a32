"""Relative clauses and what is around them: the noun phrase they go with, and the clause whose verb comes only behind them."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract import arguments
from diurna.extract.syntax import Clause
from diurna.extract.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings


def of(before: list[Phrase], units: list[Unit], tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """What a relative clause behind the phrases `before`, at the end of `units`, goes with: the last phrase.

    Behind a comma that is the whole noun phrase and not the place or party in it ("la masacre de Gao, que dejó ..."), and the name that a
    noun stands in apposition to ("X, ally of Y, whom ...").
    """
    if not before:
        return None
    last = before[-1]
    while (owner := last.owner) is not None and last.mention is None and owner.mention is not None:
        last = owner
    if not units or not isinstance(units[-1], Marker) or s.case:
        return last
    if not s.prodrop:
        return _named(before, last) or last
    place = last.mention is not None and (last.mention.entity or "").startswith(("geo/", "place/"))
    while (owner := last.owner) is not None and (place or arguments.acts(owner, tokens, s)):
        last = owner
    named = _named(before, last)
    return named if named is not None and arguments.acts(last, tokens, s) else last


def _named(before: list[Phrase], last: Phrase) -> Phrase | None:
    """The name that a nameless noun between commas stands in apposition to: "ECOWAS, the regional bloc, which ..."."""
    k = before.index(last) if last in before else 0
    named = before[k - 1] if k else None
    if named is None or named.mention is None or named.mention.form != "name" or not named.before_comma or not last.after_comma:
        return None
    return named if not last.prep and len(last.group) == 1 and last.mention is None else None


def joint_above(c: Clause) -> Clause | None:
    """The clause around a relative one that has its verb and behind it "and X", whose verb comes only now: "A asked B to stop, and C,
    which mediates, offered ..."."""
    if c.kind not in ("rel", "that") or c.verb is None or c.parent is None or c.parent.verb is None:
        return None
    upper = c.parent
    behind = upper.units[upper.joined + 1 :] if upper.joined >= 0 else []
    subject = next((u for u in behind if isinstance(u, Phrase) and not u.prep and u.owner is None and not u.time), None)
    last = upper.units[-1] if upper.units else None
    closed = isinstance(last, Marker) and last.kind == "comma" and bool(c.units) and isinstance(c.units[-1], Marker)
    return upper if subject is not None and closed and not any(isinstance(u, Verb) for u in behind) else None
