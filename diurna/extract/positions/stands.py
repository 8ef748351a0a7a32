"""Stands: what changes of position, contested points and replies need to know of claims: who speaks, when, about what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from diurna.analysis import Analysis, Sentence, Token
from diurna.extract.clauses.syntax import Syntax
from diurna.langs.pack import Packs
from diurna.langs.speech import Speech
from diurna.model import Claim, Entity, Evidence, Time
from diurna.resolve.proposition import Match

STATES = frozenset({"state", "government"})
OFFICIAL = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})
"""Sectors whose members speak for their state."""
CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
BEHIND = 40
"""How many code points behind a cue words of "first" and "later" may stand before the content."""
FEW = 4
"""Content words in a content that only points back ("these words of the minister"), at most."""


class Told:
    """The sentence and the pack of each place in the text, and the words of each claim's content."""

    def __init__(self, analysis: Analysis, packs: Packs) -> None:
        self.analysis = analysis
        self.packs = packs
        self.starts = [s.start for s in analysis.sentences]
        self.content_ends = sorted(c.end for claim in analysis.claims for c in claim.content)
        self.asides = sorted(c.cue[-1].end for c in analysis.claims if c.cue and self.aside(c))
        self.timed = {t.time.text.start: t.time.text.end for t in analysis.times if t.time.text is not None}
        self.time_starts = sorted(self.timed)
        languages = {s.lang for s in analysis.sentences if s.lang is not None and s.lang in packs}
        self.articles = frozenset(w for lang in languages for w in packs[lang].settings.determiners)
        self.words: dict[str, frozenset[str]] = {}
        self.word_starts: dict[int, list[int]] = {}
        self.marks: dict[str, tuple[bool, bool]] = {}

    def of(self, claim: Claim) -> Sentence | None:
        at = claim.cue[0].start if claim.cue else claim.content[0].start
        place = bisect_right(self.starts, at) - 1
        if place < 0 or self.analysis.sentences[place].end <= at:
            return None
        return self.analysis.sentences[place]

    def aside(self, claim: Claim) -> bool:
        """Whether a claim is told in a relative clause or by a participle: "X, who in May had denied it, ..."."""
        sentence = self.of(claim)
        if sentence is None or not claim.cue:
            return False
        syntax = self.analysis.clauses[bisect_right(self.starts, sentence.start) - 1]
        if not isinstance(syntax, Syntax):
            return False
        at = [i for i, t in enumerate(sentence.tokens) if any(c.start <= t.start < c.end for c in claim.cue)]
        found = [c for c in syntax.clauses if c.verb is not None and c.verb.head in at]
        cased = sentence.lang is not None and self.packs[sentence.lang].settings.case
        return any(c.kind == "rel" or (cased and c.kind == "part") for c in found)

    def floor(self, at: int) -> int:
        """Where the last content before `at` ends, 0 where there is none."""
        place = bisect_right(self.content_ends, at) - 1
        return self.content_ends[place] if place >= 0 else 0

    def content_words(self, claim: Claim) -> frozenset[str]:
        """The lemmas of the nouns, names, verbs, adjectives and numbers in a claim's content."""
        if claim.id not in self.words:
            self.words[claim.id] = frozenset(
                t.lemma for span in claim.content for t in self.tokens(span) if t.pos in CONTENT_WORDS and not self._in_time(t)
            )
        return self.words[claim.id]

    def _in_time(self, token: Token) -> bool:
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
        return bisect_right(self.starts, min(e.start for e in (*claim.cue, *claim.content))) - 1

    def unnamed(self, claim: Claim) -> bool:
        """Whether a claim's speakers are pronouns that nothing resolves: they may be anybody."""
        return all(
            p.entity is None and all(t.pos in ("PRON", "DET") for t in self.tokens(Evidence(p.start, p.end))) for p in claim.speakers
        )

    def names(self, span: Evidence, entities: set[str]) -> bool:
        """Whether a stretch of text mentions one of some entities."""
        for m in self.analysis.mentions:
            if m.entity in entities:
                sentence = self.analysis.sentences[m.sentence]
                if sentence.end > span.start and span.start <= m.start < span.end:
                    return True
        return False

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

    def first_time(self, claim: Claim) -> bool:
        """Whether a claim is told as the first of its kind: "acknowledged for the first time that"."""
        speech = self.speech(self.of(claim))
        return speech is not None and _has(_reporting(self, claim), speech.list("first_time"))

    def tokens(self, span: Evidence) -> list[Token]:
        """The words of a stretch of text."""
        out: list[Token] = []
        for sentence in self._between(span.start, span.end):
            first, last = self._reach(sentence, span)
            out.extend(t for t in sentence.tokens[first:last] if t.end <= span.end)
        return out

    def _reach(self, sentence: Sentence, span: Evidence) -> tuple[int, int]:
        """The places of the first word of a sentence that begins in a stretch of text and of the first behind it."""
        if sentence.start not in self.word_starts:
            self.word_starts[sentence.start] = [t.start for t in sentence.tokens]
        starts = self.word_starts[sentence.start]
        return bisect_left(starts, span.start), bisect_left(starts, span.end)

    def _between(self, start: int, end: int) -> Sequence[Sentence]:
        return self.analysis.sentences[max(0, bisect_right(self.starts, start) - 1) : bisect_right(self.starts, end)]

    def speech(self, sentence: Sentence | None) -> Speech | None:
        if sentence is None or sentence.lang is None or sentence.lang not in self.packs:
            return None
        return self.packs[sentence.lang].speech


def same_speaker(a: Claim, b: Claim, entities: dict[str, Entity]) -> str | None:
    """The entity that speaks in both, or the state whose officials do: its id (a state's where the speakers differ)."""
    ids_a, ids_b = {p.entity for p in a.speakers if p.entity}, {p.entity for p in b.speakers if p.entity}
    shared = sorted(ids_a & ids_b)
    if shared:
        return shared[0]
    states = {s for i in ids_a if (s := state_of(entities.get(i))) is not None} & {
        s for i in ids_b if (s := state_of(entities.get(i))) is not None
    }
    if not states:
        return None
    country = sorted(states)[0]
    return next((e.id for e in entities.values() if e.kind == "state" and e.country == country), country)


def state_of(entity: Entity | None) -> str | None:
    """The state an entity speaks for."""
    if entity is None or entity.country is None:
        return None
    if entity.kind in STATES or (entity.sector in OFFICIAL and entity.kind in ("person", "organization", "group", "armed_group")):
        return entity.country
    return None


def order(told: Told, a: Claim, b: Claim) -> int:
    """-1 where `a` was said before `b`, 1 where after, 0 where the text does not tell."""
    first, second = _earliest(a.said), _earliest(b.said)
    if first is not None and second is not None and first != second:
        return -1 if first < second else 1
    early_a, early_b = _early(told, a), _early(told, b)
    return (early_b > early_a) - (early_b < early_a)


def _early(told: Told, claim: Claim) -> int:
    """How plainly a claim is told as what was said first: 2 by words, 1 by its tense or as a dated aside, 0 not, -1 as what came later."""
    first, later = marked(told, claim)
    if then_still(told, claim):
        return 2
    if first != later:
        return -1 if later else 1 if not by_word(told, claim) else 2
    return 1 if not later and over(told, claim) else 0


def _earliest(time: Time | None) -> str | None:
    return (time.start or time.end) if time is not None else None


def marked(told: Told, claim: Claim) -> tuple[bool, bool]:
    """Whether words of "first" and of "later" stand in the reporting clause of a claim; worked out once a claim. A clause of "before"
    tells what came later: "denied it before admitting"."""
    if claim.id not in told.marks:
        told.marks[claim.id] = _marked(told, claim)
    return told.marks[claim.id]


def _marked(told: Told, claim: Claim) -> tuple[bool, bool]:
    sentence = told.of(claim)
    speech = told.speech(sentence)
    words = _reporting(told, claim)
    if sentence is None or speech is None or not words:
        return False, False
    if turns(told, claim):
        return False, True
    before = _pluperfect(told, sentence, claim) or _has(words, speech.list("earlier")) or then_still(told, claim)
    return before, _has(words, speech.list("later")) or _has(words, speech.list("first_time"))


def by_word(told: Told, claim: Claim) -> bool:
    """Whether a word such as "at first" or "only last month" tells that a claim was made earlier, and not its tense alone."""
    speech = told.speech(told.of(claim))
    return speech is not None and (_has(_reporting(told, claim), speech.list("earlier")) or then_still(told, claim))


def over(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as made earlier, or in an aside with a time of its own: "who in May denied any contact"."""
    return marked(told, claim)[0] or (claim.said is not None and told.aside(claim))


def turns(told: Told, claim: Claim) -> bool:
    """Whether a claim is told in a clause of "before", by which what its speaker said until then ends: "ehe er einräumte"."""
    speech = told.speech(told.of(claim))
    sentence = told.of(claim)
    if speech is None or sentence is None or not claim.cue:
        return False
    at = claim.cue[0].start
    words = _plain(told.analysis.input.text[max(told.floor(at), sentence.start) : claim.cue[-1].end])
    return any(words.startswith(f"{w} ") or (w.endswith("'") and words.startswith(w)) for w in speech.list("turning"))


def then_still(told: Told, claim: Claim) -> bool:
    """Whether a claim is told as what its speaker still said at a time that is over: "only in March she had denied", "ancora mercoledì
    escludeva", "noch im Herbst"."""
    speech = told.speech(told.of(claim))
    return speech is not None and claim.said is not None and _has(_reporting(told, claim), speech.list("then_still"))


def _reporting(told: Told, claim: Claim) -> str:
    """The words of a claim's reporting clause up to its cue, or to its content right behind ("denied at first that"), with spaces around
    them; "" where it has no cue."""
    sentence = told.of(claim)
    if sentence is None or not claim.cue:
        return ""
    at = claim.cue[0].start
    floor = told.floor(at)
    shared = any(sentence.start <= p.start < floor for p in claim.speakers)
    aside = bisect_right(told.asides, at) - 1  # a report in an aside before it has words of its own
    start = max(sentence.start, told.asides[aside] if aside >= 0 else 0) if shared else max(floor, sentence.start)
    end = claim.cue[-1].end
    behind = claim.content[0].start if claim.content else end
    return f" {_plain(told.analysis.input.text[start : behind if end < behind <= end + BEHIND else end])} "


def _pluperfect(told: Told, sentence: Sentence, claim: Claim) -> bool:
    """Whether the cue stands in the past before the past: "had denied", "avevano negato", "hatte bestritten"."""
    assert sentence.lang is not None
    perfect = told.packs[sentence.lang].settings.perfect
    at = [t for c in claim.cue for t in told.tokens(c)]
    return any(t.lemma in perfect and t.tense == "past" and t.form == "fin" for t in at) and any(t.form == "part" for t in at)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c in "'-" else " " for c in text.casefold().replace("’", "'")).split())


def _has(words: str, listed: frozenset[str]) -> bool:
    return any(f" {w} " in words for w in listed)


def by_words(told: Told, first: Claim, second: Claim) -> Match | None:
    """Contents that share at least two content words and half of the shorter one's; one word where a denial is taken back."""
    a, b = told.content_words(first), told.content_words(second)
    shared = a & b
    taken_back = first.act == "deny" and second.act in ("acknowledge", "confirm")
    if not (taken_back and any(len(w) > 4 for w in shared)) and (len(shared) < 2 or 2 * len(shared) < min(len(a), len(b))):
        return None
    return "same" if len(a) == len(b) else "narrower" if len(b) > len(a) else "broader"


def points_back(told: Told, claim: Claim) -> bool:
    """Whether a content names nothing by itself: "this", "the allegation", "ces propos", "провину"; also where a claim has no words but its
    cue's, or what it has only follows on a pronoun ("denied this: the meeting had been planned").
    """
    if not claim.content:
        return False
    speech = told.speech(told.of(claim))
    if speech is not None and _pronoun_beside(told.beside(claim), speech.list("back")):
        return True
    if claim.cue and all(any(c.start <= s.start and s.end <= c.end for c in claim.cue) for s in claim.content):
        return True
    tokens = [t for t in told.tokens(claim.content[0]) if t.pos != "PUNCT"]
    words = [t for t in tokens if t.pos in CONTENT_WORDS]
    if speech is None or len(words) > FEW:
        return False
    if not words:
        return any(t.pos in ("PRON", "DET") for t in tokens)
    nouns = [t for t in words if t.pos == "NOUN"]
    if not nouns:
        return False
    back = speech.list("anaphoric") | (speech.list("anaphoric_bare") if _bare(words) else frozenset())
    return nouns[0].lemma in back or nouns[0].norm in back


def _pronoun_beside(tokens: list[Token], listed: frozenset[str]) -> bool:
    """Whether a pronoun for what was just said stands among some words: before no noun, whatever the tagger calls it."""
    following = [*tokens[1:], None]
    return any(
        t.norm in listed and (t.pos == "PRON" or (t.pos == "DET" and (after is None or after.pos == "PUNCT")))
        for t, after in zip(tokens, following, strict=True)
    )


def _bare(words: list[Token]) -> bool:
    """Whether a noun stands alone or at the end of an infinitive: "guilt", "to go back on his decision", not "guilt for the fire"."""
    return sum(t.pos in ("NOUN", "PROPN", "ADJ") for t in words) == 1
