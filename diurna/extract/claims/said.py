"""When a claim was said: the time expression of its cue's own clause, else of the claim it goes on from.

A time in a relative clause, beside a participle ("arrested in May") or in somebody's words dates something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from diurna.analysis import TimeMention
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.parties import identities
from diurna.extract.claims.said_before import opened, pluperfect
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.model import Time

_DEPENDENT = ("inf", "ger", "part")
"""Clauses that have the time of the clause around them."""
_TOLD = frozenset({"main", "that", "ger"})
"""Clauses in which one speaker's claims go on, whatever the parser hangs them on."""
_BESIDE = ("part", "ger")
"""Forms of a verb that keeps the time beside it to itself."""
_BEHIND = 20
"""How many code points behind a cue words of "then" and "since" may stand before the content."""
_NOUN = 5
"""How many words from a participle what it is said of may stand."""


@dataclass(frozen=True)
class _Cue:
    """Where a draft's cue stands: its first token, its clause and its pieces."""

    token: int
    clause: Clause | None
    pieces: tuple[tuple[int, int], ...] = ()


def date(stage: Stage, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    """Fill `said` of the drafts of one sentence from its `times`; a coordinated claim without its own takes that of the first."""
    for draft in drafts:
        draft.said = _own(stage, draft, drafts, times)
    ordered = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0][0])
    for first, second in pairwise(ordered):
        if second.said is None and first.said is not None and _goes_on(stage, first, second):
            second.said = first.said


def _own(stage: Stage, draft: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> Time | None:
    """The time nearest the cue, in its clause, in no claim's content and not beyond another claim's cue.

    What holds the cue itself (a whole sentence) or is the object of its verb ("denied the report on Monday") may hold its time too.
    """
    if not draft.cue or not times:
        return None
    at = draft.cue[0][0]
    taken = [p for d in drafts if d is not draft or d.slot != "obj" for p in d.content if not (p[0] <= at < p[1])]
    others = [d for d in drafts if d is not draft and d.cue]
    ahead = [d for d in others if d.cue[-1][1] <= at and not _own_head(stage, d)]
    floor = max([_own_head(stage, draft), *(p[1] for d in ahead for p in d.content if p[1] <= at), *(d.cue[-1][1] for d in ahead)])
    limit = min([_begins(d, draft, at) for d in others if d.cue[0][0] > at], default=1 << 60)
    cue = _cue(stage, draft)
    found = [
        t.time
        for t in (_by_then(stage, t) for t in times)
        if t.time.text is not None
        and floor <= t.time.text.start < limit
        and not any(a <= t.time.text.start < b for a, b in taken)
        and not _leads_on(draft, others, t.time.text.start)
        and (t.time.start is None) == (t.time.end is None)  # "since 2013" dates no saying
        and _beside(stage, cue, t)
        and (not t.ahead or (cue.clause is not None and cue.clause.opens_behind(t.last)))
        and not _set_apart(stage, draft, cue, t)
    ]
    return min(found, key=lambda t: abs(t.text.start - at) if t.text is not None else 0, default=None)


def _own_head(stage: Stage, draft: Draft) -> int:
    """Where a clause of "after" in which a claim is told begins: a time before it is of the clause around."""
    clause = _cue(stage, draft).clause
    verb = clause.verb if clause is not None else None
    place = opened([t.norm for t in stage.tokens], verb, stage.speech) if verb is not None else -1
    return stage.tokens[place].start if place > 0 else 0


def _begins(other: Draft, draft: Draft, at: int) -> int:
    """Where what another claim of the sentence is told by begins; a speaker whom both have belongs to the first."""
    own = other.source and other.source[0][0] > at and (not draft.source or other.source[0][0] != draft.source[0][0])
    return other.source[0][0] if own else other.cue[0][0]


def _by_then(stage: Stage, time: TimeMention) -> TimeMention:
    """A time by which something had been said, as the day of it: "by Sunday he was saying"."""
    text = time.time.text
    if time.time.start is not None or text is None or stage.tokens[time.first].norm not in stage.speech.list("by_then"):
        return time
    return msgspec.structs.replace(time, time=msgspec.structs.replace(time.time, start=time.time.end))


def _leads_on(draft: Draft, others: list[Draft], at: int) -> bool:
    """Whether a time behind a claim's content belongs to the next claim of the sentence."""
    reported = bool(draft.content) and draft.content[-1][1] > draft.cue[-1][1]  # not a quotation before its cue
    return reported and at >= draft.content[-1][1] and any(d.cue[0][0] > at for d in others)


def _cue(stage: Stage, draft: Draft) -> _Cue:
    at = draft.cue[0][0]
    token = next((i for i, t in enumerate(stage.tokens) if t.end > at), 0)
    return _Cue(token, _clause(stage, token), tuple(draft.cue))


def _clause(stage: Stage, token: int) -> Clause | None:
    if not stage.units:
        return None
    return stage.homes.get(stage.units[stage.unit_at[token]].first)


def _beside(stage: Stage, cue: _Cue, time: TimeMention) -> bool:
    """Whether a time may belong to the cue's verb: in its clause, in one without a verb or around it, and not by a participle."""
    clause = _clause(stage, time.first)
    if clause is None or cue.clause is None:
        return True
    if clause is not cue.clause and clause.verb is not None:
        dependent = cue.clause.kind in _DEPENDENT and not _reason(stage, cue.clause)
        own = dependent or cue.clause.opens_behind(time.last) or _held_at(cue.clause)
        around = cue.clause.parent is clause and own
        coordinated = cue.clause.base is clause and time.first < cue.token
        if (
            not (around or coordinated or _let_know(cue, clause))
            and not _opens(stage, cue, time)
            and not _uttered(stage, cue, time, clause)
        ):
            return False
    return not _participles(stage, cue, time)


def _reason(stage: Stage, clause: Clause) -> bool:
    """Whether a cue only tells for what its speaker is punished or praised, and so what he said before: "fined on Tuesday for calling"."""
    verb = clause.verb
    if verb is None or not verb.first or clause.kind == "part":
        return False
    ahead = {t.norm for t in stage.tokens[verb.first - 1 : verb.first + 1]}  # French counts "pour" to the verb
    return not ahead.isdisjoint(stage.speech.list("said_for")) or (
        verb.perfect and not ahead.isdisjoint(stage.speech.list("said_for_perfect"))
    )


def _let_know(cue: _Cue, clause: Clause) -> bool:
    """Whether a clause is only the infinitive of a cue of two verbs: "a fait savoir mercredi", "hizo saber el lunes"."""
    own = cue.clause.verb if cue.clause is not None else None
    return (
        clause.kind == "inf"
        and clause.parent is cue.clause
        and own is not None
        and clause.verb is not None
        and clause.verb.first == own.last
    )


def _opens(stage: Stage, cue: _Cue, time: TimeMention) -> bool:
    """Whether a time stands right behind an "and" and no verb between it and the cue: "he denied it, but on Friday in Rome admitted"."""
    here = stage.unit_at[time.first]
    ahead = stage.units[here - 1] if here else None
    between = (u for u in stage.units[here:] if u.first < cue.token)
    behind = isinstance(ahead, Marker) and ahead.kind == "and" and time.first < cue.token
    return behind and not any(isinstance(u, Verb) and not u.first <= cue.token < u.last for u in between)


def _set_apart(stage: Stage, draft: Draft, cue: _Cue, time: TimeMention) -> bool:
    """Whether a time opens what comes behind the cue ("denied it, and on Friday resigned") or dates what is set beside its speaker ("X,
    today ambassador in London, denied it")."""
    if not stage.units:
        return False
    here = stage.unit_at[time.first]
    ahead = stage.units[here - 1] if here else None
    if not isinstance(ahead, Marker):
        return False
    if time.first > cue.token:
        return ahead.kind == "and"
    behind = [u for u in stage.units[here:] if time.last <= u.first < cue.token]
    beside = bool(behind) and isinstance(behind[0], Phrase) and not behind[0].prep
    closed = any(isinstance(u, Marker) and u.kind == "comma" for u in behind)
    at = stage.tokens[ahead.first].start
    return ahead.kind == "comma" and beside and closed and any(a < at <= b + 1 for a, b in draft.source)


def _uttered(stage: Stage, cue: _Cue, time: TimeMention, clause: Clause) -> bool:
    """Whether a clause tells by what or on what occasion the cue's speaker spoke: "asked on Monday, he said", "in a report that came out
    on Friday, the court said", "al salir el martes dijo"."""
    verb = clause.verb
    if verb is None or cue.clause is None:
        return False
    if clause.parent is not cue.clause:
        return _reduced(clause) and time.first < cue.token and _utters(stage, verb)
    if clause.kind in _BESIDE or clause.kind == "rel":
        going = clause.kind == "ger" and not verb.perfect and time.time.precision in ("day", "minute")
        return (going and time.first < cue.token) or _utters(stage, verb)
    return clause.kind == "inf" and stage.tokens[verb.first].norm in stage.speech.list("on_doing") and time.first < cue.token


def _reduced(clause: Clause) -> bool:
    """Whether what looks like a main clause is a noun behind a preposition with its participle: "in a statement released on Monday"."""
    before = [u for u in clause.units if clause.verb is not None and u.first < clause.verb.first]
    nouns = [u for u in before if isinstance(u, Phrase)]
    return clause.kind == "main" and clause.parent is None and clause.base is None and bool(nouns) and all(u.prep for u in nouns)


def _utters(stage: Stage, verb: Verb) -> bool:
    """Whether a participle or gerund is of asking, speaking and publishing; "released" only beside what one may publish."""
    if {verb.lemma, stage.tokens[verb.head].norm} & stage.speech.list("dating"):
        return True
    if verb.lemma not in stage.speech.list("issued"):
        return False
    near = stage.tokens[max(0, verb.first - _NOUN) : verb.last + _NOUN]
    papers = stage.speech.list("utterances") | stage.speech.list("papers")
    return any(t.pos == "NOUN" and (stage.speech.speakers.get(t.lemma) == "document" or t.lemma in papers) for t in near)


def _held_at(clause: Clause) -> bool:
    """Whether a relative clause tells what was said at what the clause around it tells of: "a meeting at which he accused"."""
    return clause.kind == "rel" and clause.marker is not None and bool(clause.marker.prep)


def _participles(stage: Stage, cue: _Cue, time: TimeMention) -> bool:
    """Whether a participle other than the cue stands right before the time, or in case languages right behind it."""
    here = stage.unit_at[time.first]
    near = [stage.units[here - 1]] if here else []
    after = stage.unit_at[min(time.last, len(stage.tokens) - 1)]
    if stage.settings.case and time.last < len(stage.tokens):
        near.append(stage.units[after])
    own = cue.clause.verb if cue.clause is not None else None
    if any(_adjectival(stage, u) for u in near):
        return True
    return any(
        isinstance(u, Verb)
        and u is not own
        and not (u.form == "ger" and not u.first)
        and not any(a <= stage.tokens[u.first].start < b for a, b in cue.pieces)
        and u.form in _BESIDE
        and u.last - u.first == 1
        and not u.first <= cue.token < u.last
        and not _utters(stage, u)
        for u in near
    )


def _adjectival(stage: Stage, unit: Unit) -> bool:
    """Whether a unit is a participle that stands for a noun phrase, and of nothing that is said: "Élu en mars, le maire affirme"."""
    token = stage.tokens[unit.first]
    alone = isinstance(unit, Phrase) and unit.last - unit.first == 1 and token.pos == "VERB" and token.form == "part"
    return alone and not {token.lemma, token.norm} & stage.speech.list("dating")


def _goes_on(stage: Stage, first: Draft, second: Draft) -> bool:
    """Whether the second claim is told in one breath with the first: of the same speaker, behind the first's time, its cue in nobody's
    words."""
    at, time = second.cue[0][0], first.said.text if first.said is not None else None
    if time is None or time.start > at or any(a <= at < b for a, b in first.content):
        return False
    if any(first.cue[-1][1] <= t.start < second.cue[-1][1] and t.norm in stage.speech.list("now") for t in stage.tokens):
        return False  # "only last week he denied it, but now he admits"
    one, other = _cue(stage, first).clause, _cue(stage, second).clause
    if one is not None and other is not None and other.base is one and not _named(other):
        return True
    if not _one_breath(one, other):
        return False
    return bool(first.speakers) and identities(first.speakers) == identities(second.speakers)


def _named(clause: Clause) -> bool:
    """Whether a clause names a subject of its own before its verb."""
    return any(isinstance(u, Phrase) and not u.prep and clause.verb is not None and u.first < clause.verb.first for u in clause.units)


def _one_breath(first: Clause | None, second: Clause | None) -> bool:
    """Whether the second clause is coordinated with the first or depends on it, and neither is a clause of its own."""
    if first is None or second is None or first is second:
        return True
    joined = second.base is first or (second.base is not None and second.base is first.base)
    return (
        joined
        or (second.parent is first and second.kind in _DEPENDENT)
        or {first.kind, second.kind} <= _TOLD
        or first.kind == second.kind != "rel"
    )


def carry(stage: Stage, made: Sequence[Draft], before: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    """Give claims without a time that of what stands before them: those said "then", "by evening", and those by which a speaker goes on.

    `made`: of one sentence; `before`: of the sentences before, in text order; `times`: of the sentence right before.
    """
    _then(stage, made, before, times)
    _spoken_on(stage, made, before)


def _then(stage: Stage, made: Sequence[Draft], before: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    if not made:
        return
    words = stage.speech.list("then")
    whole = stage.text[stage.sentence.start : stage.sentence.end].casefold()
    if not any(w in whole for w in words):
        return
    for d in made:
        if d.said is None and d.cue and _has_outside(stage, d, words):
            d.said = _last_dated(d, [*before, *made], times)


def _last_dated(draft: Draft, told: Sequence[Draft], times: Sequence[TimeMention]) -> Time | None:
    """The time of the last claim before one, at most two sentences back, else the first time of the sentence before."""
    earlier = [d for d in told[-8:] if d.said is not None and 0 <= draft.sentence - d.sentence <= 2 and d.cue and d.cue[0] < draft.cue[0]]
    first = next((t.time for t in times if t.time.start is not None and t.time.end is not None), None)
    if earlier and (first is None or earlier[-1].sentence >= draft.sentence - 1):
        return earlier[-1].said
    return first


def _has_outside(stage: Stage, d: Draft, words: frozenset[str]) -> bool:
    """Whether one of some words stands in the reporting clause: in the sentence, in no content."""
    start, cue = stage.sentence.start, d.cue[-1][1]
    behind = d.content[0][0] if d.content and cue < d.content[0][0] <= cue + _BEHIND else cue + 1  # "has since admitted", "said then that"
    last = min(stage.sentence.end, behind)
    kept = "".join(" " if any(a <= i < b for a, b in d.content) else stage.text[i] for i in range(start, last)).casefold()
    plain = f" {' '.join(kept.replace('’', chr(39)).replace(',', ' ').split())} "
    return any(f" {w} " in plain and not _conjoins(stage, w, plain) for w in words)


def _conjoins(stage: Stage, word: str, plain: str) -> bool:
    """Whether a word is the first of a conjunction in some words: "alors que", but not "has admitted since that"."""
    s = stage.settings
    joined = word in s.before_complementisers and any(f" {word} {c} " in plain for c in s.complementisers)
    return joined and word not in stage.speech.list("since_that")


def _spoken_on(stage: Stage, made: Sequence[Draft], before: Sequence[Draft]) -> None:
    """`"We shall see," he said.` right behind a dated claim of his; not where he is told to have said it earlier or to say it now."""
    last = before[-1] if before else None
    told = [d for d in made if d.cue]
    if last is None or not told or last.said is None or last.sentence != told[0].sentence - 1:
        return
    if "\n" in stage.text[last.content[-1][1] if last.content else last.cue[-1][1] : stage.sentence.start]:
        return
    others = [d for d in before[-8:] if d.sentence == last.sentence]
    if any(d.said is None and d.cue and d.speakers == last.speakers for d in others):
        return  # what is dated is an aside
    for d in told:
        if d.said is not None or _apart(stage, d) or not _one_mouth(stage, last, d, others):
            return
        d.said = last.said


def _one_mouth(stage: Stage, first: Draft, second: Draft, others: Sequence[Draft]) -> bool:
    """Whether two claims have one speaker: by name, or as the second has none but a pronoun and one alone spoke before."""
    people = {p.entity for p in second.speakers}
    if people and None not in people:
        return people == {p.entity for p in first.speakers}
    at = {p.start: p.end for p in second.speakers}
    words = [t for t in stage.tokens if t.start in at]
    bare = all(t.pos == "PRON" and t.person == "3" and t.gender != "n" and t.end == at[t.start] for t in words)
    bare = bare and not any(t.lemma in stage.settings.determiners for t in words)
    alone = len({tuple((p.start, p.entity) for p in d.speakers) for d in others}) == 1
    return bare and alone and bool(first.speakers) and bool(second.speakers)


def _apart(stage: Stage, d: Draft) -> bool:
    """Whether words or tense set a claim off in time from what stands before it: "had denied", "at first denied", "now admits"."""
    speech = stage.speech
    at = [t for t in stage.tokens if any(a <= t.start < b for a, b in d.cue)]
    words = speech.list("earlier") | speech.list("later") | speech.list("now") | speech.list("then_still")
    return pluperfect(at, stage.settings) or _has_outside(stage, d, frozenset(w for w in words if "*" not in w))
