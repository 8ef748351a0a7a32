"""Contested points: claims against denials, figures against figures, and what the text itself calls disputed."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.analysis import Analysis, Sentence
from diurna.extract.replies import replies
from diurna.extract.stands import Told, by_words, points_back, same_speaker
from diurna.model import Claim, Contested, Entity, Event
from diurna.resolve.proposition import of_event, same_proposition

REACH = 48
"""How many claims back a claim is compared with: far more than an article has on one point, and it keeps long texts linear."""
NEXT = 2
"""How many claims back a figure of the same measure is taken to count the same thing."""
COUNTED = frozenset({"killed", "injured", "arrested", "displaced", "missing", "participants"})
ASSERTING = frozenset({"say", "confirm", "acknowledge", "accuse", "assess"})


def contested(analysis: Analysis, told: Told) -> tuple[Contested, ...]:
    """The contested points of one document, in order of text."""
    events = {e.id: e for e in analysis.events}
    answered = replies(told)
    found = [*_disputes(analysis, told, events, answered), *_stated(analysis, told)]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _disputes(analysis: Analysis, told: Told, events: dict[str, Event], answered: dict[str, str]) -> list[Contested]:
    out: list[Contested] = []
    for gap, a, b in _near(analysis):
        if not _rivals(a, b, analysis.entities):
            continue
        opposed = (a.act == "deny" and b.act in ASSERTING) or (b.act == "deny" and a.act in ASSERTING)
        figures = _figures_differ(a, b)
        if not (opposed or figures):
            continue
        about_one = answered.get(b.id) == a.id or (figures and gap <= NEXT and _same_count(a, b))
        if not about_one and (
            any(c.act == "deny" and c.id in answered and points_back(told, c) for c in (a, b)) or not _same(analysis, told, events, a, b)
        ):
            continue
        spans = [*a.content, *b.content]
        about = tuple(dict.fromkeys((*a.events, *b.events)))
        out.append(Contested(about, (a.id, b.id), not opposed, min(s.start for s in spans), max(s.end for s in spans)))
    return out


def _same(analysis: Analysis, told: Told, events: dict[str, Event], a: Claim, b: Claim) -> bool:
    """Whether two claims state the same proposition, by their events or by their words."""
    for i in a.events:
        for j in b.events:
            if same_proposition(of_event(events[i], analysis.entities), of_event(events[j], analysis.entities)) is not None:
                return True
    return by_words(told, a, b) is not None


def _near(analysis: Analysis) -> Iterator[tuple[int, Claim, Claim]]:
    """Pairs of claims at most `REACH` apart, with their distance, of which one denies or both give figures: what may be in dispute."""
    claims = analysis.claims
    for place, b in enumerate(claims):
        first = max(0, place - REACH)
        for gap, a in enumerate(reversed(claims[first:place]), 1):
            if "deny" in (a.act, b.act) or (a.quantities and b.quantities):
                yield gap, a, b


def _rivals(a: Claim, b: Claim, entities: dict[str, Entity]) -> bool:
    """Whether two claims have different speakers, none of whom speaks for the other's state."""
    return bool(a.speakers and b.speakers and a.content and b.content) and same_speaker(a, b, entities) is None


def _same_count(a: Claim, b: Claim) -> bool:
    """Whether two neighbouring claims count the same kind of victims or people."""
    return any(x.measure == y.measure and x.measure in COUNTED for x in a.quantities for y in b.quantities)


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


def _stated(analysis: Analysis, told: Told) -> list[Contested]:
    """Sentences in which the text itself says that something is disputed."""
    out: list[Contested] = []
    for sentence in analysis.sentences:
        speech = told.speech(sentence)
        if speech is None or not sentence.tokens:
            continue
        here = {w for t in sentence.tokens for w in (t.norm, t.lemma)}
        at = next((i for p in speech.contested if not here.isdisjoint(p[0].split("|")) and (i := _pattern(sentence, p)) >= 0), -1)
        if at >= 0:
            start, end = _stretch(sentence, at)
            inside = tuple(e.id for e in analysis.events if sentence.start <= e.trigger.start < sentence.end)
            claims = tuple(c.id for c in analysis.claims if c.content and sentence.start <= c.content[0].start < sentence.end)
            out.append(Contested(inside, claims, False, start, end))
    return out


def _stretch(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons or colons in which a token stands."""
    tokens = sentence.tokens
    first = max((i + 1 for i in range(at) if tokens[i].text in (";", ":")), default=0)
    last = next((i for i in range(at, len(tokens)) if tokens[i].text in (";", ":")), len(tokens))
    return tokens[first].start, tokens[last - 1].end


def _pattern(sentence: Sentence, words: tuple[str, ...]) -> int:
    """The token where the words of a pattern begin, in order, each at most three tokens after the one before; -1 where they do not
    stand.
    """
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
            return i
    return -1


def _fits(norm: str, lemma: str, word: str) -> bool:
    return any(w in (norm, lemma) for w in word.split("|"))
