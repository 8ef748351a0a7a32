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
from diurna.extract.claims.said_before import opened
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.model import Time

_DEPENDENT = ("inf", "ger", "part")
"""Clauses that have the time of the clause around them."""
_TOLD = frozenset({"main", "that", "ger"})
"""Clauses in which one speaker's claims go on, whatever the parser hangs them on."""
_BESIDE = ("part", "ger")
"""Forms of a verb that keeps the time beside it to itself."""
_NOUN = 5
"""How many words from a participle what it is said of may stand."""


@dataclass(frozen=True)
class Cue:
    """Where a draft's cue stands: its first token, its clause and its pieces."""

    token: int
    clause: Clause | None
    pieces: tuple[tuple[int, int], ...] = ()
    source: tuple[tuple[int, int], ...] = ()

    @property
    def stands(self) -> bool:
        """Whether what is said is told in the present: only a time beside the verb itself dates it."""
        verb = self.clause.verb if self.clause is not None else None
        plain = verb is not None and verb.form == "fin" and verb.tense == "pres" and not verb.perfect
        return plain and verb is not None and verb.first <= self.token < verb.last


def date(stage: Stage, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> None:
    """Fill `said` of the drafts of one sentence from its `times`; a coordinated claim without its own takes that of the first."""
    for draft in drafts:
        draft.said = _own(stage, draft, drafts, times)
    ordered = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0][0])
    for first, second in pairwise(ordered):
        retold = any(a <= second.cue[0][0] < b for a, b in first.content) or cue_of(stage, second).stands
        if second.said is None and first.said is not None and not retold and _goes_on(stage, first, second):
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
    cue = cue_of(stage, draft)
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
    clause = cue_of(stage, draft).clause
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


def cue_of(stage: Stage, draft: Draft) -> Cue:
    """Where the cue of a draft stands, which must have one."""
    at = draft.cue[0][0]
    token = next((i for i, t in enumerate(stage.tokens) if t.end > at), 0)
    return Cue(token, _clause(stage, token), tuple(draft.cue), tuple(draft.source))


def _clause(stage: Stage, token: int) -> Clause | None:
    if not stage.units:
        return None
    return stage.homes.get(stage.units[stage.unit_at[token]].first)


def _beside(stage: Stage, cue: Cue, time: TimeMention) -> bool:
    """Whether a time may belong to the cue's verb: in its clause, in one without a verb or around it, and not by a participle."""
    clause = _clause(stage, time.first)
    if clause is None or cue.clause is None:
        return True
    if clause is not cue.clause and clause.verb is not None:
        dependent = cue.clause.kind in _DEPENDENT and not _reason(stage, cue.clause)
        own = dependent or cue.clause.opens_behind(time.last) or _held_at(cue.clause)
        around = cue.clause.parent is clause and own and not (cue.stands and _held_at(cue.clause))
        coordinated = cue.clause.base is clause and time.first < cue.token and not cue.stands
        if (
            not (around or coordinated or _let_know(cue, clause))
            and not (_opens(stage, cue, time) and not cue.stands)
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


def _let_know(cue: Cue, clause: Clause) -> bool:
    """Whether a clause is only the infinitive of a cue of two verbs: "a fait savoir mercredi", "hizo saber el lunes"."""
    own = cue.clause.verb if cue.clause is not None else None
    return (
        clause.kind == "inf"
        and clause.parent is cue.clause
        and own is not None
        and clause.verb is not None
        and clause.verb.first == own.last
    )


def _opens(stage: Stage, cue: Cue, time: TimeMention) -> bool:
    """Whether a time stands right behind an "and" and no verb between it and the cue: "he denied it, but on Friday in Rome admitted"."""
    here = stage.unit_at[time.first]
    ahead = stage.units[here - 1] if here else None
    between = (u for u in stage.units[here:] if u.first < cue.token)
    behind = isinstance(ahead, Marker) and ahead.kind == "and" and time.first < cue.token
    return behind and not any(isinstance(u, Verb) and not u.first <= cue.token < u.last for u in between)


def _set_apart(stage: Stage, draft: Draft, cue: Cue, time: TimeMention) -> bool:
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


def _uttered(stage: Stage, cue: Cue, time: TimeMention, clause: Clause) -> bool:
    """Whether a clause tells by what or on what occasion the cue's speaker spoke: "asked on Monday, he said", "in a report that came out
    on Friday, the court said", "al salir el martes dijo"."""
    verb = clause.verb
    if verb is None or cue.clause is None:
        return False
    if _going(stage, cue, time, clause):
        return True
    if clause.parent is not cue.clause:
        return _reduced(clause) and time.first < cue.token and _utters(stage, verb)
    if clause.kind == "rel" and not verb.passive and _of_speaker(stage, cue, clause):
        return False
    if clause.kind in _BESIDE or clause.kind == "rel":
        return _utters(stage, verb)
    return clause.kind == "inf" and stage.tokens[verb.first].norm in stage.speech.list("on_doing") and time.first < cue.token


def _going(stage: Stage, cue: Cue, time: TimeMention, clause: Clause) -> bool:
    """Whether a clause before a cue tells what its speaker was doing on the day that he spoke: "visiting the base on Sunday, he said"."""
    verb, own = clause.verb, cue.clause
    if verb is None or own is None or cue.stands or clause.parent not in (own, own.base) or verb.perfect or verb.passive or verb.tense:
        return False
    going = clause.kind == "ger" or (clause.kind == "part" and stage.settings.bare_complements)
    return going and time.first < cue.token and time.time.precision in ("day", "minute")


def _of_speaker(stage: Stage, cue: Cue, clause: Clause) -> bool:
    """Whether a relative clause tells what else the cue's speaker did: "the minister, who met her colleague on Monday, denied"."""
    noun = clause.antecedent
    return noun is not None and any(a <= stage.tokens[noun.head].start < b for a, b in cue.source)


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


def _participles(stage: Stage, cue: Cue, time: TimeMention) -> bool:
    """Whether a participle other than the cue stands right before the time, or in case languages right behind it."""
    here = stage.unit_at[time.first]
    near = [stage.units[here - 1]] if here else []
    after = stage.unit_at[min(time.last, len(stage.tokens) - 1)]
    if stage.settings.case and time.last < len(stage.tokens):
        near.append(stage.units[after])
    own = cue.clause.verb if cue.clause is not None else None
    if any(_adjectival(stage, u) for u in near):
        return True
    home = _clause(stage, time.first)
    if home is not None and home is not cue.clause and _going(stage, cue, time, home):
        return False
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
    one, other = cue_of(stage, first).clause, cue_of(stage, second).clause
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
