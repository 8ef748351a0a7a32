"""Cues in a sentence: the verbs, nouns, adjectives and introducers by which a text says that somebody says or thinks something."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from diurna.analysis import Sentence, Token
from diurna.extract.claims.quotes import Quote
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Cue, Speech

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
            out.extend([max(0, k - 1)] * (u.first - len(out)))
        out.extend([len(self.units) - 1] * (len(self.tokens) + 1 - len(out)))
        for k, u in enumerate(self.units):
            first, end = u.first, end_of(u)
            if end - first == 1:
                out[first] = k
            else:
                out[first:end] = [k] * (end - first)
        return out

    @cached_property
    def anchors(self) -> list[Anchor]:
        """All cue anchors in text order."""
        return sorted(_anchors(self), key=lambda a: a.first)

    def quote_at(self, token: int) -> Quote | None:
        """The quotation that opens at a token (its mark may be the token or stick to it)."""
        if token >= len(self.tokens):
            return None
        start = self.tokens[token].start
        found = next((q for q in self.quotes if q.start == start), None)
        return None if found is not None and self._addressed(token, found) else found

    def _addressed(self, token: int, q: Quote) -> bool:
        """Whether quotation marks only hold the name of whom it is said to, in the dative: ru "рассказал «Правде», что"."""
        inside = [i for i in range(token, len(self.tokens)) if q.start <= self.tokens[i].start < q.end]
        words = [i for i in inside if self.tokens[i].pos != "PUNCT"]
        if not self.settings.by_case or not words or len(words) > 3:
            return False
        named = self.tokens[token - 1] if token else None
        if named is not None and named.pos == "NOUN" and self.tokens[words[0]].text[:1].isupper() and q.end - q.start < 40:
            return not any(self.tokens[i].pos == "VERB" for i in words)  # "телеканалу «Россия»", "движение «Форпост»"
        phrase = self.units[self.unit_at[words[0]]]
        if not isinstance(phrase, Phrase) or phrase.prep or phrase.last <= words[-1] or self.tokens[words[0]].text[:1].islower():
            return False
        return phrase.cases[:1] == "d" or (phrase.mention is not None and "d" in phrase.cases and "n" not in phrase.cases)

    def quoted_part(self, pieces: list[tuple[int, int]]) -> Literal["full", "part", "none"]:
        """How much of a content stands in quotation marks."""
        if pieces and all(any(q.start <= a and b <= q.end + 1 for q in self.quotes) for a, b in pieces):
            return "full"
        return "part" if any(q.start < b and a < q.end for q in self.quotes for a, b in pieces) else "none"

    def inside_quote(self, token: int) -> Quote | None:
        """The quotation a token stands in, marks included."""
        start = self.tokens[token].start
        return next((q for q in self.quotes if q.start <= start < q.end), None)


def made(anchor: Anchor, anchors: list[Anchor]) -> bool:
    """Whether an infinitive is a further word of another's cue: "fa sapere che"."""
    inner = anchor.verb is not None and anchor.verb.form == "inf"
    return inner and any(x <= anchor.token < y for other in anchors if other is not anchor for x, y in other.pieces)


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
    out += [a for a in _predicative(stage) if a.token not in seen]
    return out


def _verb(stage: Stage, verb: Verb, clause: Clause) -> Anchor | None:
    head = stage.tokens[verb.head]
    if verb.auxiliary_only or head.lemma in stage.settings.copula:
        found = _adjective(stage, verb, clause)
        if found is not None:
            return found
    if head.form == "part" and (adjectives := stage.speech.of("a", head.norm)):
        fitting = [(c, w) for c in adjectives if (w := _further(stage, c, verb.head, verb.first, verb.last)) is not None]
        if fitting and verb.passive and verb.last - verb.first > 1:
            longest = max(len(w) for _, w in fitting)
            return _anchor(stage, verb.head, verb.first, verb.last, [x for x in fitting if len(x[1]) == longest], clause, verb=verb)
    best: list[tuple[Cue, list[int]]] = []
    particle = _particle(stage, verb)
    joined = f"{stage.tokens[particle].norm}{head.lemma}" if particle >= 0 else verb.lemma
    for cue in stage.speech.of("v", joined, verb.lemma, head.lemma):
        if (cue.reflexive and not verb.reflexive) or not _meets(stage, cue, clause):
            continue
        words = _further(stage, cue, verb.head, verb.first, verb.last)
        if words is not None and not (words and _points(stage, words[-1])):
            best.append((cue, [*words, particle] if particle >= 0 and cue.head != head.lemma else words))
    if not best:
        return None
    longest = max(len(words) for _, words in best)
    chosen = [(c, w) for c, w in best if len(w) == longest]
    first, last = verb.first, verb.last
    return _anchor(stage, verb.head, first, last, chosen, clause, verb=verb)


def _meets(stage: Stage, cue: Cue, clause: Clause) -> bool:
    """Whether the heads of the clause's bare phrases satisfy a cue's needs ("subj:!court": no court among them), or those behind the
    preposition that a need names ("a:!consulta")."""
    for need in cue.needs:
        prep = need.slot if need.slot in stage.settings.prepositions else ""
        heads = [stage.tokens[p.head] for p in clause.phrases() if p.prep == prep]
        wanted = {w for kind in need.kinds for w in stage.settings.classes.get(kind, frozenset()) | {kind}}
        if any(t.lemma in wanted or t.norm in wanted for t in heads) == need.absent:
            return False
    return True


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
            return _anchor(stage, i, min(verb.first, i), i + 1, chosen, clause, verb=verb)
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


def _predicative(stage: Stage) -> list[Anchor]:
    """Adjectives that are predicates without a verb, as in Slavic: "посол впевнений, що"."""
    if not stage.free_order or stage.settings.verb_final:
        return []
    out: list[Anchor] = []
    for i, tok in enumerate(stage.tokens[:-1]):
        if tok.pos in ("ADJ", "VERB") and (cues := stage.speech.of("a", tok.lemma, tok.norm)):
            following = stage.tokens[i + 1]
            if following.text == "," or following.form == "inf" or (following.norm == following.lemma and following.pos == "VERB"):
                home = stage.homes.get(stage.units[stage.unit_at[i]].first, stage.syntax.clauses[0])
                out.append(_anchor(stage, i, i, i + 1, [(c, []) for c in cues], home))
    return out


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
        if tok.norm in stage.settings.infinitive and i + 1 < len(tokens) and tokens[i + 1].form == "inf":
            return False
        unit = stage.units[stage.unit_at[i]]
        if isinstance(unit, Phrase) and unit.time and unit.prep and unit.first == i:
            return False  # "called off the strike on Wednesday" calls on nobody
        if isinstance(unit, Phrase) and unit.owner is not None and unit.first == i and _infinitive_behind(stage, i):
            return False  # "acusó a la fiscal de la Nación de mentir": the blame is in the infinitive
        return tok.norm in alternatives or tok.lemma in alternatives or contractions.get(tok.norm) in alternatives

    if stage.free_order and set(alternatives) <= stage.settings.negators:  # it stands right before its verb, in no later clause
        return next((i for i in range(max(0, first - 1), head + 1) if fits(i)), -1)
    for i in range(after, min(len(tokens), after + reach)):
        if tokens[i].text in ".;:—–" or (tokens[i].text == "," and (_leaves(stage, i) if stage.free_order else i > after + 1)):
            break
        if fits(i):
            return i
        governs = set(alternatives) <= stage.settings.prepositions and tokens[i].form == "fin"  # a preposition is of the nearest verb
        if tokens[i].pos == "VERB" and i > head and (governs or not stage.free_order):
            break  # "responded by closing its airspace to": what follows is the other verb's
    if stage.settings.verb_final and (own := next((i for i in range(first, after) if i != head and fits(i)), -1)) >= 0:
        return own  # "ließ verlauten": the auxiliary in front is a word of the pattern
    if stage.free_order or any(w in stage.speech.list("quoted_with") for w in alternatives):
        for i in range(first - 1, max(-1, first - reach), -1):
            if tokens[i].text in ".;:—–":
                break
            if fits(i) and i != head:
                return i
    return -1


def _infinitive_behind(stage: Stage, at: int) -> bool:
    """Whether the preposition at a token stands again before an infinitive, with no verb or stop between."""
    tokens = stage.tokens
    for i in range(at + 1, min(len(tokens) - 1, at + REACH)):
        if tokens[i].pos in ("VERB", "AUX") or tokens[i].text in ",.;:":
            return False
        if tokens[i].norm == stage.settings.contractions.get(tokens[at].norm, tokens[at].norm) and tokens[i + 1].form == "inf":
            return True
    return False


def _leaves(stage: Stage, comma: int) -> bool:
    """Whether a comma opens what is said or another act: "объявил, что ... о", "признало потери, не уточнив"."""
    following = [t for t in stage.tokens[comma + 1 : comma + 3] if t.norm not in stage.settings.negators]
    return bool(following) and (following[0].norm in stage.settings.complementisers or following[0].form == "ger")


def _points(stage: Stage, word: int) -> bool:
    """Whether a pattern's last word only governs a pronoun that points back: "про це повідомив мер: ..."."""
    return " ".join(t.norm for t in stage.tokens[word : word + 2]) in stage.speech.list("pointing")
