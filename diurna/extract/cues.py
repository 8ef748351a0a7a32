"""Cues in a sentence: the verbs, nouns, adjectives and introducers by which a text says that somebody says or thinks something."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from diurna.analysis import Mention, Sentence, Token
from diurna.extract.clauses import Clause, Syntax
from diurna.extract.quotes import Quote
from diurna.extract.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Cue, Introducer, Speech

REACH = 7
"""How many tokens after a verb the further words of its pattern may stand; in languages with free order, on either side."""
FREE_REACH = 16


class Anchor(msgspec.Struct, eq=False):
    """One place where a cue fires: its tokens, the verb group or noun phrase it stands in, and the cues that fit, best first.

    `pieces`: token ranges of the cue's words in order; `last`: the token after the cue, where contents to the right begin.
    """

    token: int
    pieces: list[tuple[int, int]]
    first: int
    last: int
    cues: list[Cue]
    clause: Clause
    verb: Verb | None = None
    phrase: Phrase | None = None


class Lead(msgspec.Struct, eq=False):
    """An introducer at tokens `[first, last)` with its source phrases (none when it stands alone)."""

    introducer: Introducer
    first: int
    last: int
    source: Phrase | None
    source_first: int = -1
    source_last: int = -1


class Stage:
    """A sentence ready to be read for claims. `quotes` are the document's outermost quotations."""

    def __init__(self, text: str, sentence: Sentence, syntax: Syntax, settings: Settings, speech: Speech, quotes: list[Quote]) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.syntax = syntax
        self.units: list[Unit] = syntax.units
        self.settings = settings
        self.speech = speech
        self.quotes = [q for q in quotes if q.start < sentence.end and q.end > sentence.start]

    @cached_property
    def free_order(self) -> bool:
        """Whether the words of a pattern may stand on either side of its verb."""
        return self.settings.case

    @cached_property
    def homes(self) -> dict[int, Clause]:
        """First token of each unit to its clause."""
        return {u.first: c for c in self.syntax.clauses for u in c.units}

    @cached_property
    def unit_at(self) -> list[int]:
        """Token index to the index of the unit that covers it (or the one before)."""
        out: list[int] = []
        for k, u in enumerate(self.units):
            while len(out) < u.first:
                out.append(max(0, k - 1))
        while len(out) < len(self.tokens) + 1:
            out.append(len(self.units) - 1)
        for k, u in enumerate(self.units):
            for i in range(u.first, end_of(u)):
                out[i] = k
        return out

    @cached_property
    def anchors(self) -> list[Anchor]:
        """All cue anchors in text order."""
        return sorted(_anchors(self), key=lambda a: a.first)

    @cached_property
    def leads(self) -> list[Lead]:
        """All introducers in text order."""
        return _leads(self)

    def quote_at(self, token: int) -> Quote | None:
        """The quotation that opens at a token (its mark may be the token or stick to it)."""
        if token >= len(self.tokens):
            return None
        start = self.tokens[token].start
        return next((q for q in self.quotes if q.start == start), None)

    def quoted_part(self, pieces: list[tuple[int, int]]) -> Literal["full", "part", "none"]:
        """How much of a content stands in quotation marks."""
        if pieces and all(any(q.start <= a and b <= q.end + 1 for q in self.quotes) for a, b in pieces):
            return "full"
        return "part" if any(q.start < b and a < q.end for q in self.quotes for a, b in pieces) else "none"

    def inside_quote(self, token: int) -> Quote | None:
        """The quotation a token stands in, marks included."""
        start = self.tokens[token].start
        return next((q for q in self.quotes if q.start <= start < q.end), None)


def end_of(unit: Unit) -> int:
    """The token after a unit."""
    if isinstance(unit, Marker):
        return max(unit.first, unit.token) + 1
    return unit.last


def _anchors(stage: Stage) -> list[Anchor]:
    out: list[Anchor] = []
    seen: set[int] = set()
    for clause in stage.syntax.clauses:
        for unit in clause.units:
            found = None
            if isinstance(unit, Verb) and unit.head not in seen:
                found = _verb(stage, unit, clause)
            elif isinstance(unit, Phrase) and unit.head not in seen:
                found = _noun(stage, unit, clause)
            if found is not None:
                seen.add(found.token)
                out.append(found)
    return out


def _verb(stage: Stage, verb: Verb, clause: Clause) -> Anchor | None:
    head = stage.tokens[verb.head]
    if verb.auxiliary_only or head.lemma in stage.settings.copula:
        found = _adjective(stage, verb, clause)
        if found is not None:
            return found
    best: list[tuple[Cue, list[int]]] = []
    particle = _particle(stage, verb)
    joined = f"{stage.tokens[particle].norm}{head.lemma}" if particle >= 0 else verb.lemma
    for cue in stage.speech.of("v", joined, verb.lemma, head.lemma):
        if cue.reflexive and not verb.reflexive:
            continue
        words = _further(stage, cue, verb.head, verb.first, verb.last)
        if words is not None:
            best.append((cue, [*words, particle] if particle >= 0 and cue.head != head.lemma else words))
    if not best:
        return None
    longest = max(len(words) for _, words in best)
    chosen = [(c, w) for c, w in best if len(w) == longest]
    first, last = verb.first, verb.last
    return _anchor(stage, verb.head, first, last, chosen, clause, verb=verb)


def _particle(stage: Stage, verb: Verb) -> int:
    """The token of a separable verb's particle at the end of its clause, -1 without one."""
    particles, tokens = stage.settings.particles, stage.tokens
    if not stage.settings.verb_final or verb.form != "fin" or verb.perfect or verb.auxiliary_only:
        return -1
    for i in range(verb.last, len(tokens)):
        tok = tokens[i]
        if tok.norm in particles and (i + 1 == len(tokens) or tokens[i + 1].pos in ("PUNCT", "CCONJ")):
            return i
        if tok.text in ".;:!?" or (tok.text == "," and i + 1 < len(tokens) and tokens[i + 1].norm in stage.settings.complementisers):
            return -1
    return -1


def _adjective(stage: Stage, verb: Verb, clause: Clause) -> Anchor | None:
    tokens = stage.tokens
    for i in range(max(0, verb.first - (FREE_REACH if stage.free_order else 0)), min(len(tokens), verb.last + REACH)):
        tok = tokens[i]
        if tok.pos not in ("ADJ", "VERB", "ADV", "NOUN") or (verb.first <= i < verb.last and i != verb.head):
            continue
        found = [(c, w) for c in stage.speech.of("a", tok.lemma, tok.norm) if (w := _further(stage, c, i, i, i + 1)) is not None]
        if found:
            longest = max(len(w) for _, w in found)
            chosen = [(c, w) for c, w in found if len(w) == longest]
            anchor = _anchor(stage, i, min(verb.first, i), i + 1, chosen, clause, verb=verb)
            return anchor
        if tok.text in ".;:":
            break
    return None


def _noun(stage: Stage, phrase: Phrase, clause: Clause) -> Anchor | None:
    tok = stage.tokens[phrase.head]
    if tok.pos not in ("NOUN", "PROPN") or phrase.time:
        return None
    found = [
        (c, w)
        for c in stage.speech.of("n", tok.lemma, tok.norm)
        if (w := _further(stage, c, phrase.head, phrase.head, phrase.last)) is not None
    ]
    if not found:
        return None
    longest = max(len(w) for _, w in found)
    chosen = [(c, w) for c, w in found if len(w) == longest]
    return _anchor(stage, phrase.head, phrase.head, phrase.head + 1, chosen, clause, phrase=phrase)


def _anchor(
    stage: Stage, token: int, first: int, last: int, chosen: list[tuple[Cue, list[int]]], clause: Clause,
    verb: Verb | None = None, phrase: Phrase | None = None,
) -> Anchor:  # fmt: skip
    words = sorted(chosen[0][1])
    pieces = [(first, last)]
    if verb is not None and not first <= verb.head < last:
        words = sorted({*words, verb.head})
    for w in words:
        if pieces[-1][1] == w:
            pieces[-1] = (pieces[-1][0], w + 1)
        elif not any(a <= w < b for a, b in pieces):
            pieces.append((w, w + 1))
    pieces.sort()
    return Anchor(token, pieces, pieces[0][0], max(b for _, b in pieces), [c for c, _ in chosen], clause, verb, phrase)


def _further(stage: Stage, cue: Cue, head: int, first: int, last: int) -> list[int] | None:
    """The tokens of a pattern's further words, None where one is missing."""
    if not cue.words:
        return []
    found: list[int] = []
    position = last
    for alternatives in cue.words:
        place = _seek(stage, alternatives, first, position, head)
        if place < 0:
            return None
        found.append(place)
        position = max(position, place + 1)
    return found


def _seek(stage: Stage, alternatives: tuple[str, ...], first: int, after: int, head: int) -> int:
    tokens, contractions = stage.tokens, stage.settings.contractions
    reach = FREE_REACH if stage.free_order else REACH

    def fits(i: int) -> bool:
        tok = tokens[i]
        return tok.norm in alternatives or tok.lemma in alternatives or contractions.get(tok.norm) in alternatives

    for i in range(after, min(len(tokens), after + reach)):
        if tokens[i].text in ".;:—–" or (i > after + 1 and not stage.free_order and tokens[i].text == ","):
            break
        if fits(i):
            return i
    if stage.free_order or any(w in stage.speech.list("quoted_with") for w in alternatives):
        for i in range(first - 1, max(-1, first - reach), -1):
            if tokens[i].text in ".;:—–":
                break
            if fits(i) and i != head:
                return i
    return -1


def _leads(stage: Stage) -> list[Lead]:
    out: list[Lead] = []
    table, tokens = stage.speech.introducers, stage.tokens
    if not table:
        return out
    for i, tok in enumerate(tokens):
        options = table.get(tok.norm)
        if options is None:
            base = stage.settings.contractions.get(tok.norm)
            options = table.get(base, ()) if base is not None else ()
        for option in options:
            lead = _lead(stage, option, i)
            if lead is not None and not (out and lead.first < out[-1].last):
                out.append(lead)
                break
    return out


def _lead(stage: Stage, option: Introducer, i: int) -> Lead | None:
    tokens, contractions = stage.tokens, stage.settings.contractions
    last = i + len(option.words)
    if last > len(tokens):
        return None
    for word, tok in zip(option.words, tokens[i:last], strict=True):
        if word not in (tok.norm, contractions.get(tok.norm), tok.lemma):
            return None
    if option.side == "alone":
        return Lead(option, i, last, None)
    if option.side == "behind" and (i == 0 or tokens[i - 1].pos != "PUNCT" or tokens[i - 1].text == "("):
        return None
    ahead = option.side in ("before", "behind")
    source = _source_after(stage, i, last) if ahead else _source_before(stage, i)
    if source is None:
        return None
    first, end = span_of(stage, source, after=last if ahead else -1)
    if option.side == "after":
        end = min(end, i)
    if option.heads and not _headed(stage, source, first, end, option.heads):
        return None
    return Lead(option, i, last, source, first, end)


def _headed(stage: Stage, source: Phrase, first: int, end: int, name: str) -> bool:
    """Whether the source is headed by a word of a named list."""
    words = stage.speech.list(name)
    tok = stage.tokens[source.head]
    return (
        tok.lemma in words
        or tok.norm in words
        or any(t.lemma in words or t.norm in words for t in stage.tokens[first : min(end, first + 4)])
    )


def _source_after(stage: Stage, i: int, last: int) -> Phrase | None:
    if last >= len(stage.tokens):
        return None
    unit = stage.units[stage.unit_at[last]]
    if not isinstance(unit, Phrase) and isinstance(unit, Marker) and unit.kind in ("quote", "adv"):
        k = stage.unit_at[last] + 1
        unit = stage.units[k] if k < len(stage.units) else unit
    if not isinstance(unit, Phrase) or unit.head < last or unit.time:
        return None
    return unit


def _source_before(stage: Stage, i: int) -> Phrase | None:
    k = stage.unit_at[i]
    unit = stage.units[k]
    if isinstance(unit, Phrase) and unit.head < i:
        return unit if unit.owner is None else _root(unit)
    if k > 0 and isinstance(before := stage.units[k - 1], Phrase):
        return _root(before)
    return None


def _root(phrase: Phrase) -> Phrase:
    seen = 0
    while phrase.owner is not None and seen < 6:
        phrase, seen = phrase.owner, seen + 1
    return phrase


def span_of(stage: Stage, phrase: Phrase, after: int = -1) -> tuple[int, int]:
    """The tokens of a noun phrase as a name: without its preposition, with what it owns, what it is coordinated with, and its
    apposition between commas or brackets."""
    tokens, units = stage.tokens, stage.units
    first = phrase.first if after < 0 else max(phrase.first, after)
    if phrase.prep and first == phrase.first and phrase.first < phrase.head and after < 0:
        width = 1
        first = phrase.first + width
    last, k = phrase.last, stage.unit_at[phrase.head] + 1
    while k < len(units):
        unit = units[k]
        if isinstance(unit, Phrase) and unit.first == last and _belongs(stage, unit):
            last = unit.last
        elif isinstance(unit, Marker) and unit.kind == "and" and k + 1 < len(units) and _joined(stage, units[k + 1], units[k - 1], phrase):
            last, k = end_of(units[k + 1]), k + 1
        elif isinstance(unit, Marker) and unit.kind in ("open", "quote"):
            close = _closing(units, k, unit.kind)
            if close < 0:
                break
            last, k = units[close].first + 1, close
        else:
            break
        k += 1
    return min(first, len(tokens) - 1), max(_with_apposition(stage, k, last), first + 1)


def _belongs(stage: Stage, unit: Phrase) -> bool:
    """Whether a phrase right behind another is part of it: its of-phrase, a genitive, a name in apposition."""
    if unit.prep:
        return unit.prep in stage.settings.of
    first = stage.tokens[unit.first]
    return unit.owner is not None or first.pos == "PROPN" or (stage.settings.case and "g" in unit.cases)


def _joined(stage: Stage, unit: Unit, before: Unit, phrase: Phrase) -> bool:
    """Whether a phrase behind "and" goes with a name: coordinated with it, or a second of-phrase of it."""
    if not isinstance(unit, Phrase):
        return False
    return unit in phrase.group or (unit.prep in stage.settings.of and isinstance(before, Phrase) and before.prep == unit.prep)


def _closing(units: list[Unit], k: int, kind: str) -> int:
    """The unit that closes a bracket or a quoted name, -1 where none does nearby."""
    wanted = "close" if kind == "open" else "quote"
    for j in range(k + 1, min(len(units), k + 8)):
        unit = units[j]
        if isinstance(unit, Marker) and unit.kind == wanted:
            return j
        if isinstance(unit, Verb):
            return -1
    return -1


def _with_apposition(stage: Stage, k: int, last: int) -> int:
    """The end of a name with its apposition between commas: "X, the head of Y," - phrases only, no verb."""
    units = stage.units
    if k >= len(units) or not isinstance(m := units[k], Marker) or m.kind != "comma":
        return last
    if k + 1 >= len(units) or not isinstance(units[k + 1], Phrase) or units[k + 1].first != m.first + 1:
        return last
    for j in range(k + 1, min(len(units), k + 10)):
        unit = units[j]
        if isinstance(unit, Marker) and unit.kind in ("comma", "stop"):
            return unit.first
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind not in ("and", "open", "close", "quote")):
            return last
        if isinstance(unit, Phrase) and (unit.time or stage.quote_at(unit.first) is not None and len(stage.quotes) > 0):
            return last
    return last


def mentions_in(mentions: list[Mention], first: int, last: int) -> list[Mention]:
    """The mentions that lie in a token range."""
    return [m for m in mentions if m.first >= first and m.last <= last]
