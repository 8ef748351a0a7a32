"""Stands: what changes of position, contested points and replies need to know of claims: who speaks, when, about what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from typing import Any, TypeVar

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.pack import Packs
from diurna.langs.speech import Speech
from diurna.model import Claim, Entity, Evidence
from diurna.resolve.positions import speaks_for
from diurna.resolve.proposition import Match

STATES = frozenset({"state", "government"})
OFFICIAL = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})
"""Sectors whose members speak for their state."""
CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
BEHIND = 40
"""How many code points behind a cue words of "first" and "later" may stand before the content."""
FEW = 4
"""Content words in a content that only points back ("these words of the minister"), at most."""
_UNASKED: Any = object()
Answer = TypeVar("Answer")


def once(ask: Callable[[Told, Claim], Answer]) -> Callable[[Told, Claim], Answer]:
    """A question about a claim that comes up again for each pair the claim stands in, worked out once a claim: by its id, so that none may
    be asked of a claim that has none yet. The answer serves later stages too: nothing in it may hang on events or figures of claims."""

    @wraps(ask)
    def answered(told: Told, claim: Claim) -> Answer:
        key = (ask, claim.id)
        found = told.answers.get(key, _UNASKED)
        if found is _UNASKED:
            found = told.answers[key] = ask(told, claim)
        return found

    return answered


class Told:
    """The sentence and the pack of each place in the text, and the words of each claim's content."""

    def __init__(self, analysis: Analysis, packs: Packs) -> None:
        self.analysis = analysis
        self.packs = packs
        self.starts = [s.start for s in analysis.sentences]
        self.content_ends = sorted(c.end for claim in analysis.claims for c in claim.content)
        self.timed = {t.time.text.start: t.time.text.end for t in analysis.times if t.time.text is not None}
        self.time_starts = sorted(self.timed)
        self.languages = {lang for lang in {s.lang for s in analysis.sentences} if lang is not None and lang in packs}
        self.articles = frozenset(w for lang in self.languages for w in packs[lang].settings.determiners)
        self.word_starts: dict[int, list[int]] = {}
        self.answers: dict[tuple[object, str], Any] = analysis.asked
        self.places: dict[str, int] = {}
        self.here: dict[int, list[Claim]] = {}
        for claim in analysis.claims:
            self.here.setdefault(self.place(claim), []).append(claim)

    def of(self, claim: Claim) -> Sentence | None:
        at = claim.cue[0].start if claim.cue else claim.content[0].start
        place = bisect_right(self.starts, at) - 1
        if place < 0 or self.analysis.sentences[place].end <= at:
            return None
        return self.analysis.sentences[place]

    def at(self, start: int) -> Sentence | None:
        """The sentence in which a character stands."""
        return next(iter(self._between(start, start + 1)), None)

    def syntax(self, sentence: Sentence) -> Syntax | None:
        """The clauses of a sentence, None where it has none."""
        found = self.analysis.clauses[bisect_right(self.starts, sentence.start) - 1]
        return found if isinstance(found, Syntax) else None

    def clauses(self, claim: Claim) -> list[Clause]:
        """The clauses whose verb is in a claim's cue."""
        sentence = self.of(claim)
        syntax = self.syntax(sentence) if sentence is not None and claim.cue else None
        if sentence is None or syntax is None:
            return []
        at = {i for c in claim.cue for i in range(*self._reach(sentence, c))}
        return [c for c in syntax.clauses if c.verb is not None and c.verb.head in at]

    def aside(self, claim: Claim) -> bool:
        """Whether a claim is told in a relative clause or by a participle: "X, who in May had denied it, ..."."""
        sentence = self.of(claim)
        cased = sentence is not None and sentence.lang is not None and self.packs[sentence.lang].settings.case
        return any(c.kind == "rel" or (cased and c.kind == "part") for c in self.clauses(claim))

    def verb(self, claim: Claim) -> Verb | None:
        """The verb group of a claim's cue."""
        return next((c.verb for c in self.clauses(claim)), None)

    def behind(self, claim: Claim) -> list[Phrase]:
        """The noun phrase right behind the first finite verb of a content: "owned no such equipment"."""
        units = self.told_by(claim)
        last = units[-1] if units else None
        sentence = self.at(claim.content[0].start) if claim.content else None
        syntax = self.syntax(sentence) if sentence is not None else None
        if syntax is None or not isinstance(last, Verb):
            return []
        after = syntax.units[syntax.units.index(last) + 1 :][:1]
        return [u for u in after if isinstance(u, Phrase)]

    def told_by(self, claim: Claim) -> list[Unit]:
        """The verb groups and noun phrases of a claim's content, as far as its first finite verb."""
        first = claim.content[0] if claim.content else None
        sentence = self.at(first.start) if first is not None else None
        syntax = self.syntax(sentence) if sentence is not None else None
        if first is None or sentence is None or syntax is None:
            return []
        out: list[Unit] = []
        for unit in syntax.units:
            if isinstance(unit, Marker) or not in_content(claim, sentence.tokens[unit.first].start):
                continue
            out.append(unit)
            if isinstance(unit, Verb) and (unit.form == "fin" or unit.perfect):
                break
        return out

    def times_in(self, claim: Claim) -> bool:
        """Whether an expression of time stands in the reporting clause of a claim."""
        return any(bisect_left(self.time_starts, s.start) < bisect_left(self.time_starts, s.end) for s in self.reporting(claim))

    def near(self, claim: Claim, sentences: int) -> list[Claim]:
        """The claims of the sentences around a claim's, at most so many away, in order of text; itself among them."""
        at = self.place(claim)
        return [c for place in range(at - sentences, at + sentences + 1) for c in self.here.get(place, ())]

    @once
    def reporting(self, claim: Claim) -> list[Evidence]:
        """The reporting clause of a claim: what stands before its cue, as far as the last content before it, with the cue and the words
        to its own content; and the head of the sentence, where an aside stands between ("Now Orban, who in May denied it, admits ...")."""
        sentence = self.of(claim)
        if sentence is None or not claim.cue:
            return []
        at, end = claim.cue[0].start, claim.cue[-1].end
        behind = claim.content[0].start if claim.content else end
        floor = max(self.floor(at), sentence.start)
        if claim.content and claim.content[-1].end <= at:  # "..., assured the minister as late as Monday"
            behind = self._stop(sentence, end)
        own = Evidence(floor, behind if end < behind <= end + BEHIND else end)
        opening = min(self._opening(sentence, claim, own), floor)
        return [Evidence(sentence.start, opening), own] if sentence.start < opening else [own]

    def _stop(self, sentence: Sentence, end: int) -> int:
        """Where the words behind an offset come to a stop, as far as words of "first" and "later" may stand."""
        behind = (t.start for t in sentence.tokens if t.start >= end and t.pos == "PUNCT")
        return min(next(behind, sentence.end), end + BEHIND)

    def _opening(self, sentence: Sentence, claim: Claim, own: Evidence) -> int:
        """How far the head of a sentence goes that tells of a later claim in it too: up to an aside ("Now X, who in May denied it, admits")
        or to the cue of the first of a row ("at first assured ... and denied ..."); 0 where it has nothing to do with it."""
        at = claim.cue[0].start
        before = [c for c in self.near(claim, 1) if c.cue and sentence.start <= c.cue[0].start < at]
        first = min(before, key=lambda c: c.cue[0].start, default=None)
        if first is None:
            return 0
        if self.aside(first):
            commas = (t.start for t in sentence.tokens if t.text == "," and t.start < first.cue[0].start)
            return max(commas, default=0)
        shared = all(p.start < first.cue[0].start or p.start in {q.start for q in first.speakers} for p in claim.speakers)
        speech = self.speech(sentence)
        fresh = speech is None or any(t.norm in speech.list("contrast") or t.norm in speech.list("later") for t in self.tokens(own))
        dated = bisect_left(self.time_starts, own.start) < bisect_left(self.time_starts, own.end)
        return first.cue[0].start if shared and not dated and not fresh else 0

    def floor(self, at: int) -> int:
        """Where the last content before `at` ends, 0 where there is none."""
        place = bisect_right(self.content_ends, at) - 1
        return self.content_ends[place] if place >= 0 else 0

    @once
    def content_words(self, claim: Claim) -> frozenset[str]:
        """The lemmas of the nouns, names, verbs, adjectives and numbers in a claim's content."""
        words = (t for span in claim.content for t in self.tokens(span) if t.pos in CONTENT_WORDS)
        return frozenset(t.lemma for t in words if not self.in_time(t))

    def in_time(self, token: Token) -> bool:
        """Whether a word belongs to an expression of time: two claims about Wednesday need not be about one thing."""
        place = bisect_right(self.time_starts, token.start) - 1
        return place >= 0 and token.start < self.timed[self.time_starts[place]]

    def bare_number(self, claim: Claim) -> frozenset[str]:
        """The figures of a content that has no other content word ("the ministry admits five"); empty where it has."""
        words = [t for span in claim.content for t in self.tokens(span) if t.pos in CONTENT_WORDS]
        return frozenset(t.norm for t in words) if all(t.pos == "NUM" for t in words) else frozenset()

    def numbers(self, claim: Claim) -> frozenset[str]:
        """The figures of a content."""
        return frozenset(t.norm for span in claim.content for t in self.tokens(span) if t.pos == "NUM")

    def beside(self, claim: Claim) -> list[Token]:
        """The words of a claim's cue and the two on either side of each of its parts, as far as its sentence goes."""
        sentence = self.of(claim)
        if sentence is None:
            return []
        tokens = sentence.tokens
        at = [i for c in claim.cue for i in range(*self._reach(sentence, c))]
        return [tokens[i] for i in sorted({j for i in at for j in range(max(0, i - 2), min(len(tokens), i + 3))})]

    def place(self, claim: Claim) -> int:
        """The index of the sentence in which a claim's first span stands."""
        found = self.places.get(claim.id)
        if found is None:
            found = self.places[claim.id] = bisect_right(self.starts, min([e.start for e in (*claim.cue, *claim.content)])) - 1
        return found

    def unnamed(self, claim: Claim) -> bool:
        """Whether a claim's speakers are pronouns that nothing resolves: they may be anybody."""
        return all(
            p.entity is None and all(t.pos in ("PRON", "DET") for t in self.tokens(Evidence(p.start, p.end))) for p in claim.speakers
        )

    def names(self, span: Evidence, entities: set[str]) -> bool:
        """Whether a stretch of text mentions one of some entities."""
        return any(m.entity in entities for m in self.mentions(span))

    def mentions(self, span: Evidence) -> list[Mention]:
        """What is named in a stretch of text, in order of text."""
        return [m for k in self.places_of(span) for m in self._named.get(k, ()) if span.start <= m.start < span.end]

    def places_of(self, span: Evidence) -> range:
        """The indices of the sentences that a stretch of text touches."""
        return range(max(0, bisect_right(self.starts, span.start) - 1), bisect_left(self.starts, span.end))

    @cached_property
    def _named(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for m in self.analysis.mentions:
            found.setdefault(m.sentence, []).append(m)
        return found

    def reversed(self, claim: Claim) -> bool:
        """Whether the sentence of a claim, or of one that says the same for the same speaker, speaks of a change of position."""
        speakers = {p.entity for p in claim.speakers if p.entity}
        alike = [c for c in self.analysis.claims if c.act == claim.act and any(p.entity in speakers for p in c.speakers)]
        return any(self._tells_reversal(self.of(c)) for c in alike)

    def _tells_reversal(self, sentence: Sentence | None) -> bool:
        speech = self.speech(sentence)
        if sentence is None or speech is None:
            return False
        words = speech.list("reversal")
        return any(t.lemma in words or t.norm in words for t in sentence.tokens)

    def tokens(self, span: Evidence) -> list[Token]:
        """The words of a stretch of text."""
        out: list[Token] = []
        for sentence in self.sentences(span):
            first, last = self._reach(sentence, span)
            out.extend(t for t in sentence.tokens[first:last] if t.end <= span.end)
        return out

    def _reach(self, sentence: Sentence, span: Evidence) -> tuple[int, int]:
        """The places of the first word of a sentence that begins in a stretch of text and of the first behind it."""
        if sentence.start not in self.word_starts:
            self.word_starts[sentence.start] = [t.start for t in sentence.tokens]
        starts = self.word_starts[sentence.start]
        return bisect_left(starts, span.start), bisect_left(starts, span.end)

    def sentences(self, span: Evidence) -> Sequence[Sentence]:
        """The sentences that a stretch of text touches."""
        return self._between(span.start, span.end)

    def _between(self, start: int, end: int) -> Sequence[Sentence]:
        return self.analysis.sentences[max(0, bisect_right(self.starts, start) - 1) : bisect_right(self.starts, end)]

    def speech(self, sentence: Sentence | None) -> Speech | None:
        if sentence is None or sentence.lang is None or sentence.lang not in self.packs:
            return None
        return self.packs[sentence.lang].speech


def in_content(claim: Claim, at: int) -> bool:
    """Whether a character stands in what a claim says, and not in its cue, which may stand within."""
    return any(s.start <= at < s.end for s in claim.content) and not any(c.start <= at < c.end for c in claim.cue)


def same_speaker(a: Claim, b: Claim, entities: dict[str, Entity]) -> str | None:
    """The entity that speaks in both, or the state whose officials do: its id (a state's where the speakers differ)."""
    return same_voice(speaking(a), speaking(b), entities) if a.speakers and b.speakers else None


def speaking(claim: Claim) -> set[str]:
    """The entities that speak in a claim."""
    return {p.entity for p in claim.speakers if p.entity}


def same_voice(a: set[str], b: set[str], entities: dict[str, Entity]) -> str | None:
    """As `same_speaker`, of the ids of who speaks in either."""
    if not a or not b:
        return None
    if shared := a & b:
        return min(shared)
    states = _states(a, entities)
    states = states and states & _states(b, entities)
    return state_id(min(states), entities) if states else None


def states_of(claim: Claim, entities: dict[str, Entity]) -> set[str]:
    """The states (ISO-3) for which a claim's speakers speak."""
    return _states(speaking(claim), entities)


def _states(ids: set[str], entities: dict[str, Entity]) -> set[str]:
    return {s for i in ids if (s := speaks_for(entities.get(i))) is not None}


def state_id(country: str, entities: dict[str, Entity]) -> str:
    """The entity of a state in the text, its country code where the text does not name it."""
    return next((e.id for e in entities.values() if e.kind == "state" and e.country == country), country)


def by_words(told: Told, first: Claim, second: Claim) -> Match | None:
    """Contents that share at least two content words and half of the shorter one's; one word where a denial is taken back."""
    a, b = told.content_words(first), told.content_words(second)
    shared = a & b
    taken_back = first.act == "deny" and second.act in ("acknowledge", "confirm")
    if not (taken_back and any(len(w) > 4 for w in shared)) and (len(shared) < 2 or 2 * len(shared) < min(len(a), len(b))):
        return None
    return "same" if len(a) == len(b) else "narrower" if len(b) > len(a) else "broader"


@once
def points_back(told: Told, claim: Claim) -> bool:
    """Whether a content names nothing by itself: "this", "the allegation", "ces propos", "провину"; also where a claim has no words but its
    cue's, or what it has only follows on a pronoun ("denied this: the meeting had been planned").
    """
    if not claim.content:
        return False
    speech = told.speech(told.of(claim))
    if speech is not None and _pronoun_beside(told, claim, speech.list("back")):
        return True
    if claim.cue and all(any(c.start <= s.start and s.end <= c.end for c in claim.cue) for s in claim.content):
        return True
    tokens = [t for t in told.tokens(claim.content[0]) if t.pos != "PUNCT"]
    words = [t for t in tokens if t.pos in CONTENT_WORDS]
    if speech is None or len(words) > FEW:
        return False
    if not words:
        return any(t.pos in ("PRON", "DET") for t in tokens)
    if all({t.lemma, t.norm} & speech.list("doing") for t in words):
        return True  # "denied having done so"
    nouns = [t for t in words if t.pos == "NOUN"]
    if not nouns:
        return False
    back = speech.list("anaphoric") | (speech.list("anaphoric_bare") if _bare(words) else frozenset())
    return nouns[0].lemma in back or nouns[0].norm in back


def _pronoun_beside(told: Told, claim: Claim, listed: frozenset[str]) -> bool:
    """Whether a pronoun for what was just said stands by a cue: before no noun, whatever the tagger calls it."""
    sentence = told.of(claim)
    if sentence is None:
        return False
    following = dict(zip((t.start for t in sentence.tokens), [*sentence.tokens[1:], None], strict=True))
    own = {p.start for p in claim.speakers}  # "hatte es abgelehnt": it is who speaks
    found = ((t, following[t.start]) for t in told.beside(claim) if t.norm in listed and t.pos in ("PRON", "DET") and t.start not in own)
    return any(after is None or after.pos == "PUNCT" or (t.pos == "PRON" and after.pos != "NOUN") for t, after in found)


def _bare(words: list[Token]) -> bool:
    """Whether a noun stands alone or at the end of an infinitive: "guilt", "to go back on his decision", not "guilt for the fire"."""
    return sum(t.pos in ("NOUN", "PROPN", "ADJ") for t in words) == 1
