"""Which time belongs to which reading of a sentence: that of its own clause, of its own noun, or of the clause that it goes on from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from diurna.analysis import TimeMention
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase
from diurna.extract.events.attach import OWN_SCENE, aside
from diurna.extract.events.predicates import Scene
from diurna.extract.events.readings import Reading

_HOPS = 4
_BEHIND = 5
"""Words that a time before the rest of a cleft sentence may have."""
_OWN_TIME = (*OWN_SCENE, "sub")
"""Clauses whose times are no times of the clause around them."""
ABOUT = ("REQUEST", "THREATEN", "AGREE", "ACCUSE", "REJECT")
"""Acts that are about another, whose time is not theirs."""


class _Bid(msgspec.Struct, frozen=True):
    """A time that may be a reading's. `rank`: 0 of its own noun or relative clause, 1 of its clause, 2 of the clause around it."""

    reading: Reading
    time: TimeMention
    rank: int


def times_of(
    stage: Scene, readings: list[Reading], times: list[TimeMention], reports: Callable[[str], bool] = lambda _: False
) -> dict[int, TimeMention]:
    """The time of each reading by `id(reading)`. `reports`: whether a verb, by its lemma, reports: a time beside it dates the saying."""
    dating = _Dating(stage, readings, reports)
    bids = [bid for time in times if not _limit(time) for bid in dating.bids(time)]
    near = stage.settings.verb_final  # "2020 entführt und 2023 verurteilt"; elsewhere the first one is that at the head of the clause
    out: dict[int, TimeMention] = {}
    for bid in sorted(bids, key=lambda b: (b.rank, abs(b.time.first - b.reading.anchor.token) if near or not b.rank else 0, b.time.first)):
        out.setdefault(id(bid.reading), bid.time)
    for inner in [r for r in readings if id(r) in out and _lasts(stage, r.anchor.phrase)]:
        outer = _Dating(stage, [r for r in readings if r is not inner], reports).nearest(inner.anchor.token)
        if outer is not None:
            out.setdefault(id(outer), out[id(inner)])
    return {**_carried(readings, out), **out}


class _Dating:
    """The readings of a sentence by clause, asked for those that a time may date."""

    def __init__(self, stage: Scene, readings: list[Reading], reports: Callable[[str], bool]) -> None:
        self.stage = stage
        self.readings = readings
        self.reports = reports
        self.by_clause: dict[int, list[Reading]] = {}
        for reading in readings:
            self.by_clause.setdefault(id(reading.anchor.clause), []).append(reading)

    def bids(self, time: TimeMention) -> Iterator[_Bid]:
        """The readings that a time may belong to."""
        if time.ahead:
            mine = self._ahead(time)
            if mine is not None and time.time.start is not None:
                yield _Bid(mine, time, 0)
            return
        owner = self._owner(time)
        if owner is not None:
            mine = self._of_noun(owner)
            if mine is not None:
                yield _Bid(mine, time, 0)
            return
        clause = self.stage.clause_of(time.first) or self.stage.clause_of(time.last - 1)
        when = self._opened_behind(time)
        if when is not None:
            yield from (_Bid(r, time, 1) for r in self.by_clause.get(id(when), []))
        found = self._around(time.first, clause)
        if found is not None and not self._dates_saying(found[0], time):
            yield _Bid(found[0], time, found[1])

    def _ahead(self, time: TimeMention) -> Reading | None:
        """The reading of the clause or noun that stands right behind a lag ("three days after X resigned", "zwei Tage nach dem Sturz")."""
        for clause in self.stage.syntax.clauses:
            if clause.opens_behind(time.last):
                here = self.by_clause.get(id(clause), [])
                return next((r for r in here if r.anchor.pos == "v"), None)
        behind = (self.stage.syntax.phrase_at.get(at) for at in range(time.last, min(time.last + 3, len(self.stage.tokens))))
        noun = next((p for p in behind if p is not None), None)
        if noun is None:
            return None
        return self._of_noun(noun) or next((r for r in self.readings if noun in self.stage.slots(r.anchor).get("subj", [])), None)

    def nearest(self, first: int) -> Reading | None:
        """The reading that a word at token `first` stands with."""
        found = self._around(first, self.stage.clause_of(first))
        return found[0] if found is not None else None

    def _around(self, first: int, where: Clause | None) -> tuple[Reading, int] | None:
        """The reading of a token's own clause, else of the clause that governs it, as far as both are told of one time."""
        clause, hops = where, 0
        while clause is not None and hops < _HOPS:
            found = self._of_clause(clause, first) or (self._cleft(clause, first) if not hops else None)
            if found is not None:
                return found, 1 if not hops else 2
            if aside(clause) or clause.kind == "part":
                mine = self._of_noun(clause.antecedent, clause.kind != "part")
                return (mine, 0) if mine is not None else None
            if not _one_time(clause) and not self._part_of(clause):
                return None
            clause, hops = clause.parent, hops + 1
        return self._only(where)

    def _cleft(self, clause: Clause, first: int) -> Reading | None:
        """The act behind a copula that only sets a time or a doer before it: "it was the minister, on 8 August, who broke with X"."""
        if clause.verb is None or clause.verb.lemma not in self.stage.settings.copula:
            return None
        below = [c for c in self.stage.syntax.clauses if c.parent is clause and (c.kind == "inf" or _behind(c, first))]
        return next((r for c in below for r in self.by_clause.get(id(c), []) if r.anchor.pos == "v"), None)

    def _part_of(self, clause: Clause) -> bool:
        """Whether a clause's verb is one of the words of a reading: "tried to storm the airport on Sunday"."""
        verb = clause.verb
        acts = (r for r in self.readings if r.meaning.object is None and r.meaning.type not in ABOUT)
        return verb is not None and any(verb.head in r.used or verb.head in r.words for r in acts)

    def _of_clause(self, clause: Clause, first: int) -> Reading | None:
        """The reading of a clause that a time at token `first` dates: a noun's behind which it stands, else the verb's."""
        here = self.by_clause.get(id(clause), [])
        verbs = [r for r in here if r.anchor.pos != "n"]
        behind = [r for r in here if r.anchor.token < first]
        return min(behind if behind else verbs or here, key=lambda r: (abs(r.anchor.token - first), r.anchor.pos != "v"), default=None)

    def _only(self, where: Clause | None) -> tuple[Reading, int] | None:
        """The first reading without a verb, or the only one, for a time in a clause that has no verb to be dated."""
        if where is None or where.verb is not None:
            return None
        if where.parent is None:
            verbless = (r for r in self.readings if r.anchor.clause.verb is None and r.anchor.clause.parent is None)
            if (first := min(verbless, key=lambda r: r.anchor.token, default=None)) is not None:
                return first, 2
        return (self.readings[0], 2) if len(self.readings) == 1 else None

    def _owner(self, time: TimeMention) -> Phrase | None:
        """The noun whose own time an expression is that stands right behind it: "the vote of May", "l'attacco di ieri"."""
        s, phrase = self.stage.settings, self.stage.syntax.phrase_at.get(time.first)
        noun = self.stage.syntax.phrase_at.get(time.first - 1)
        if phrase is None or noun is None or noun is phrase or noun.time:
            return None
        head = self.stage.tokens[noun.head]
        if s.by_case and not phrase.prep and head.lemma in s.classes.get("agreement", ()):
            return noun  # "пересмотреть соглашение 1968 года"
        if phrase.prep not in s.of:
            return None
        if head.lemma in s.time_words or head.pos not in ("NOUN", "PROPN"):
            return None
        return noun

    def _of_noun(self, noun: Phrase | None, words: bool = True) -> Reading | None:
        """The reading a noun or what it belongs to is an anchor or, with `words`, any word of."""
        while noun is not None:
            for reading in self.readings:
                if reading.anchor.phrase is noun or (words and noun.head in reading.used):
                    return reading
            noun = noun.owner
        return None

    def _opened_behind(self, time: TimeMention) -> Clause | None:
        """The clause that says what happened at the time it stands right behind: "on Saturday, when the minister resigned"."""
        for clause in self.stage.syntax.clauses:
            if clause.kind == "sub" and clause.opens_behind(time.last):
                return clause
        return None

    def _dates_saying(self, reading: Reading, time: TimeMention) -> bool:
        """Whether a time stands by a verb of reporting and before what is reported: "in April the ministry acknowledged the attack"."""
        clause = self.stage.clause_of(time.first)
        verb = clause.verb if clause is not None else None
        if clause is None or verb is None or verb is reading.anchor.verb or not self.reports(verb.lemma):
            return False
        if clause.kind == "ger" and reading.anchor.pos == "v":
            return False
        return max(time.first, verb.head) < reading.anchor.token


def _limit(time: TimeMention) -> bool:
    """Whether a time only says until or by when: "until last night", "до полудня четверга"."""
    return time.time.start is None and time.time.end is not None


def _behind(clause: Clause, first: int) -> bool:
    """Whether a clause is opened right behind a time at token `first`: "fue el lunes cuando", "c'est lundi que"."""
    return clause.marker is not None and clause.kind in ("that", "rel", "sub") and 0 < clause.marker.first - first <= _BEHIND


def _one_time(clause: Clause) -> bool:
    """Whether a clause is told of the time of the clause around it."""
    return clause.verb is None or clause.kind not in _OWN_TIME


def _carried(readings: list[Reading], dated: dict[int, TimeMention]) -> dict[int, TimeMention]:
    """Times at the head of a clause that goes on with another: "yesterday A resigned and B took over"."""
    out: dict[int, TimeMention] = {}
    for reading in readings:
        clause, first = reading.anchor.clause, reading.anchor.clause.base
        if id(reading) in dated or first is None or clause.verb is None or first.verb is None or reading.anchor.pos != "v":
            continue
        for other in readings:
            time = dated.get(id(other))
            if other.anchor.clause is first and other.anchor.pos == "v" and time is not None and time.first < first.verb.first:
                out[id(reading)] = time
    return out


def _lasts(stage: Scene, phrase: Phrase | None) -> bool:
    """Whether an act is the time of another: "signed during the visit", "під час візиту" with a noun of time that owns the act."""
    words = stage.settings.classes.get("during", ())
    if phrase is None or not words:
        return False
    return phrase.prep in words or (phrase.owner is not None and stage.tokens[phrase.owner.head].lemma in words)
