"""Changes of position and contested points within one article.

A change: the same speaker, or the state it speaks for, takes another stand on the same proposition, and the text says which came first
(dates of saying, or words such as "initially" and "later"). Contested: two speakers assert and deny the same proposition or give
different figures for it, or the text itself says that it is disputed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from diurna.analysis import Analysis, Sentence
from diurna.langs.pack import Packs
from diurna.langs.speech import Speech
from diurna.model import Change, Claim, ClaimAct, Contested, Entity, Event, Time
from diurna.resolve.proposition import Match, of_event, same_proposition

MOVES: frozenset[tuple[ClaimAct, ClaimAct]] = frozenset(
    {
        ("deny", "acknowledge"), ("deny", "confirm"), ("acknowledge", "deny"), ("confirm", "deny"), ("promise", "refuse"),
        ("refuse", "promise"), ("say", "retract"), ("accuse", "retract"), ("assess", "retract"), ("confirm", "retract"),
        ("promise", "retract"), ("demand", "retract"), ("threaten", "retract"), ("not_rule_out", "deny"), ("deny", "not_rule_out"),
        ("decline_to_comment", "acknowledge"), ("decline_to_comment", "confirm"), ("say", "deny"), ("deny", "say"),
    }
)  # fmt: skip
"""From which act to which a speaker's stand has changed."""
MOVING = frozenset(act for move in MOVES for act in move)
REACH = 48
"""How many claims back a claim is compared with: far more than an article has of one speaker, and it keeps long texts linear."""
ASSERTING = frozenset({"say", "confirm", "acknowledge", "accuse", "assess"})
STATES = frozenset({"state", "government"})
OFFICIAL = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})
"""Sectors whose members speak for their state."""


def changes(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `analysis.changes` and `analysis.contested`."""
    sentences = _Sentences(analysis, packs)
    events = {e.id: e for e in analysis.events}
    moved = [c for a, b in _by_one_speaker(analysis) if (c := _change(analysis, sentences, events, a, b)) is not None]
    disputed = [*_disputes(analysis, sentences, events), *_stated(analysis, sentences)]
    return msgspec.structs.replace(analysis, changes=tuple(moved), contested=tuple(sorted(disputed, key=lambda c: (c.start, c.end))))


def _by_one_speaker(analysis: Analysis) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims, in order of text, that the same entity makes or that speak for the same state, each with the `REACH` before it."""
    spoken: dict[str, list[int]] = {}
    paired: set[tuple[int, int]] = set()
    for place, claim in enumerate(analysis.claims):
        if claim.act not in MOVING:
            continue
        ids = {p.entity for p in claim.speakers if p.entity}
        for key in sorted(ids | {s for i in ids if (s := _state(analysis.entities.get(i)))}):
            before = spoken.setdefault(key, [])
            paired.update((other, place) for other in before[-REACH:])
            before.append(place)
    for a, b in sorted(paired):
        yield analysis.claims[a], analysis.claims[b]


class _Sentences:
    """The sentence and the pack of each place in the text, and the words of each claim's content."""

    def __init__(self, analysis: Analysis, packs: Packs) -> None:
        self.analysis = analysis
        self.packs = packs
        self.starts = [s.start for s in analysis.sentences]
        self.content_ends = sorted(c.end for claim in analysis.claims for c in claim.content)
        self.words: dict[str, frozenset[str]] = {}

    def of(self, claim: Claim) -> Sentence | None:
        at = claim.cue[0].start if claim.cue else claim.content[0].start
        place = bisect_right(self.starts, at) - 1
        if place < 0 or self.analysis.sentences[place].end <= at:
            return None
        return self.analysis.sentences[place]

    def floor(self, at: int) -> int:
        """Where the last content before `at` ends, 0 where there is none."""
        place = bisect_right(self.content_ends, at) - 1
        return self.content_ends[place] if place >= 0 else 0

    def content_words(self, claim: Claim) -> frozenset[str]:
        """The lemmas of the nouns, names, verbs, adjectives and numbers in a claim's content."""
        if claim.id not in self.words:
            self.words[claim.id] = frozenset(
                t.lemma
                for span in claim.content
                for s in self._between(span.start, span.end)
                for t in s.tokens
                if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and span.start <= t.start and t.end <= span.end
            )
        return self.words[claim.id]

    def _between(self, start: int, end: int) -> Sequence[Sentence]:
        return self.analysis.sentences[max(0, bisect_right(self.starts, start) - 1) : bisect_right(self.starts, end)]

    def speech(self, sentence: Sentence | None) -> Speech | None:
        if sentence is None or sentence.lang is None or sentence.lang not in self.packs:
            return None
        return self.packs[sentence.lang].speech


def _change(analysis: Analysis, sentences: _Sentences, events: dict[str, Event], a: Claim, b: Claim) -> Change | None:
    if (a.act, b.act) not in MOVES and (b.act, a.act) not in MOVES:
        return None
    speaker = _same_speaker(a, b, analysis.entities)
    if speaker is None:
        return None
    order = _order(sentences, a, b)
    if order == 0:
        return None
    first, second = (a, b) if order < 0 else (b, a)
    if (first.act, second.act) not in MOVES:
        return None
    match = _match(analysis, sentences, events, first, second)
    if match is None:
        return None
    about = tuple(dict.fromkeys((*first.events, *second.events)))
    return Change(speaker=speaker, source=first.id, to=second.id, about=about, match=match)


def _same_speaker(a: Claim, b: Claim, entities: dict[str, Entity]) -> str | None:
    """The entity that speaks in both, or the state whose officials do: its id (a state's where the speakers differ)."""
    ids_a, ids_b = {p.entity for p in a.speakers if p.entity}, {p.entity for p in b.speakers if p.entity}
    shared = sorted(ids_a & ids_b)
    if shared:
        return shared[0]
    states = {s for i in ids_a if (s := _state(entities.get(i))) is not None} & {
        s for i in ids_b if (s := _state(entities.get(i))) is not None
    }
    if not states:
        return None
    country = sorted(states)[0]
    return next((e.id for e in entities.values() if e.kind == "state" and e.country == country), country)


def _state(entity: Entity | None) -> str | None:
    """The state an entity speaks for."""
    if entity is None or entity.country is None:
        return None
    if entity.kind in STATES or (entity.sector in OFFICIAL and entity.kind in ("person", "organization", "group", "armed_group")):
        return entity.country
    return None


def _order(sentences: _Sentences, a: Claim, b: Claim) -> int:
    """-1 where `a` was said before `b`, 1 where after, 0 where the text does not tell."""
    first, second = _earliest(a.said), _earliest(b.said)
    if first is not None and second is not None and first != second:
        return -1 if first < second else 1
    early_a, late_a = _marked(sentences, a)
    early_b, late_b = _marked(sentences, b)
    if (early_a and not early_b) or (late_b and not late_a):
        return -1
    if (early_b and not early_a) or (late_a and not late_b):
        return 1
    return 0


def _earliest(time: Time | None) -> str | None:
    return (time.start or time.end) if time is not None else None


def _marked(sentences: _Sentences, claim: Claim) -> tuple[bool, bool]:
    """Whether words of "first" and of "later" stand in the reporting clause of a claim."""
    sentence = sentences.of(claim)
    speech = sentences.speech(sentence)
    if sentence is None or speech is None or not claim.cue:
        return False, False
    text = sentences.analysis.input.text
    at = claim.cue[0].start
    start = max(sentences.floor(at), sentence.start)
    words = f" {_plain(text[start : claim.cue[-1].end])} "
    before = _pluperfect(sentences, sentence, claim)
    return before or _has(words, speech.list("earlier")), _has(words, speech.list("later")) or _has(words, speech.list("first_time"))


def _pluperfect(sentences: _Sentences, sentence: Sentence, claim: Claim) -> bool:
    """Whether the cue stands in the past before the past: "had denied", "avevano negato", "hatte bestritten"."""
    assert sentence.lang is not None
    perfect = sentences.packs[sentence.lang].settings.perfect
    at = [t for t in sentence.tokens if any(c.start <= t.start < c.end for c in claim.cue)]
    return any(t.lemma in perfect and t.tense == "past" and t.form == "fin" for t in at) and any(t.form == "part" for t in at)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c in "'-" else " " for c in text.casefold().replace("’", "'")).split())


def _has(words: str, listed: frozenset[str]) -> bool:
    return any(f" {w} " in words for w in listed)


def _match(analysis: Analysis, sentences: _Sentences, events: dict[str, Event], first: Claim, second: Claim) -> Match | None:
    """How the propositions of two claims relate: by their events where they have any, by the words of their contents else."""
    for i in first.events:
        for j in second.events:
            found = same_proposition(of_event(events[i], analysis.entities), of_event(events[j], analysis.entities))
            if found is not None:
                return found
    return _by_words(sentences, first, second)


def _by_words(sentences: _Sentences, first: Claim, second: Claim) -> Match | None:
    """Contents that share at least two content words and half of the shorter one's; one word where a denial is taken back."""
    a, b = sentences.content_words(first), sentences.content_words(second)
    shared = a & b
    taken_back = first.act == "deny" and second.act in ("acknowledge", "confirm")
    if not (taken_back and any(len(w) > 4 for w in shared)) and (len(shared) < 2 or 2 * len(shared) < min(len(a), len(b))):
        return None
    return "same" if len(a) == len(b) else "narrower" if len(b) > len(a) else "broader"


def _disputes(analysis: Analysis, sentences: _Sentences, events: dict[str, Event]) -> list[Contested]:
    out: list[Contested] = []
    for a, b in _near(analysis):
        if not _rivals(a, b, analysis.entities):
            continue
        opposed = (a.act == "deny" and b.act in ASSERTING) or (b.act == "deny" and a.act in ASSERTING)
        figures = _figures_differ(a, b)
        if not (opposed or figures) or _match(analysis, sentences, events, a, b) is None:
            continue
        spans = [*a.content, *b.content]
        about = tuple(dict.fromkeys((*a.events, *b.events)))
        out.append(Contested(about, (a.id, b.id), not opposed, min(s.start for s in spans), max(s.end for s in spans)))
    return out


def _near(analysis: Analysis) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims at most `REACH` apart of which one denies or both give figures: what may be in dispute."""
    claims = analysis.claims
    for place, b in enumerate(claims):
        for a in claims[max(0, place - REACH) : place]:
            if "deny" in (a.act, b.act) or (a.quantities and b.quantities):
                yield a, b


def _rivals(a: Claim, b: Claim, entities: dict[str, Entity]) -> bool:
    """Whether two claims have different speakers, none of whom speaks for the other's state."""
    return bool(a.speakers and b.speakers and a.content and b.content) and _same_speaker(a, b, entities) is None


def _figures_differ(a: Claim, b: Claim) -> bool:
    """Whether two claims give figures of the same measure whose ranges do not touch."""
    for x in a.quantities:
        for y in b.quantities:
            if x.measure == y.measure and x.unit == y.unit and (x.of is None or y.of is None or x.of == y.of):
                low, high = max(x.min or 0, y.min or 0), min(_top(x.max), _top(y.max))
                if low > high:
                    return True
    return False


def _top(value: float | None) -> float:
    return float("inf") if value is None else value


def _stated(analysis: Analysis, sentences: _Sentences) -> list[Contested]:
    """Sentences in which the text itself says that something is disputed."""
    out: list[Contested] = []
    for sentence in analysis.sentences:
        speech = sentences.speech(sentence)
        if speech is None or not sentence.tokens:
            continue
        here = {w for t in sentence.tokens for w in (t.norm, t.lemma)}
        if any(not here.isdisjoint(p[0].split("|")) and _pattern(sentence, p) for p in speech.contested):
            inside = tuple(e.id for e in analysis.events if sentence.start <= e.trigger.start < sentence.end)
            told = tuple(c.id for c in analysis.claims if c.content and sentence.start <= c.content[0].start < sentence.end)
            out.append(Contested(inside, told, False, sentence.start, sentence.end))
    return out


def _pattern(sentence: Sentence, words: tuple[str, ...]) -> bool:
    """Whether the words of a pattern stand in order, each at most three tokens after the one before."""
    tokens = sentence.tokens
    for i, tok in enumerate(tokens):
        if not _fits(tok.norm, tok.lemma, words[0]):
            continue
        at, ok = i, True
        for word in words[1:]:
            at = next((j for j in range(at + 1, min(len(tokens), at + 4)) if _fits(tokens[j].norm, tokens[j].lemma, word)), -1)
            if at < 0:
                ok = False
                break
        if ok:
            return True
    return False


def _fits(norm: str, lemma: str, word: str) -> bool:
    return any(w in (norm, lemma) for w in word.split("|"))
