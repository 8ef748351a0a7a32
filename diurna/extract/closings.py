"""Where a clause ends: what a comma, or a comma and "and", says of the verb behind it."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract import arguments
from diurna.extract.syntax import Clause
from diurna.extract.units import Phrase
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


def ends_member(c: Clause) -> bool:
    """Whether one comma behind a verb ends the first member of a row: "condemned the attack, called it a crime"."""
    since = c.units[c.units.index(c.verb) :] if c.verb in c.units else []
    return bool(since) and arguments.comma(since[-1]) and sum(map(arguments.comma, since)) == 1


def tells(upper: Clause, c: Clause, speech: Speech) -> bool:
    """Whether a relative clause between commas stands in a complement without "that": "said the army, which held it, had left"."""
    known = upper.verb is not None and any("that" in cue.content for cue in speech.of("v", upper.verb.lemma))
    phrases = upper.phrases()
    return known and bool(phrases) and phrases[-1] is c.antecedent and not phrases[-1].prep


def reopened(c: Clause, tokens: tuple[Token, ...], s: Settings) -> Clause | None:
    """The clause that goes on behind ", and" where that closes one inside it and no new subject stands behind, the "and" moved into it:
    "blamed X for the raid, which X denied, and shut the border"; None where `c` itself goes on.
    """
    upper, at = c.parent, c.joined
    while upper is not None and upper.kind in ("inf", "ger", "part"):
        upper = upper.parent
    if not s.bare_complements or c.kind not in ("rel", "sub") or at < 1 or not arguments.comma(c.units[at - 1]) or c.verb is None:
        return None
    behind = [u for u in c.units[at + 1 :] if isinstance(u, Phrase) and not u.prep and not u.time]
    if upper is None or upper.verb is None or upper.kind not in ("main", "that"):
        return None
    if any(tokens[p.head].norm not in s.time_words for p in behind):
        return None
    moved = c.units[at - 1 :]
    del c.units[at - 1 :]
    upper.joined = len(upper.units) + 1
    upper.units.extend(moved)
    return upper
