"""When a claim without a time of its own was said: on the occasion that the text told before it.

It is said "then", in the evening of the last day told, or in one breath with the claim before it of the same speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diurna.analysis import TimeMention
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.said import cue_of
from diurna.extract.claims.said_before import pluperfect
from diurna.extract.clauses.units import Phrase, Verb
from diurna.model import Time

_BEHIND = 20
"""How many code points behind a cue words of "then" and "since" may stand before the content."""


class Before(NamedTuple):
    """What the sentences before one tell of time: `times` of the sentence right before, `day` the last day that the text told."""

    times: Sequence[TimeMention] = ()
    day: Time | None = None


def carry(stage: Stage, made: Sequence[Draft], before: Sequence[Draft], told: Before) -> None:
    """Give claims without a time that of what stands before them: those said "then", "by evening", and those by which a speaker goes on.

    `made`: of one sentence; `before`: of the sentences before, in text order.
    """
    _then(stage, made, before, told)
    _spoken_on(stage, made, before)


def _then(stage: Stage, made: Sequence[Draft], before: Sequence[Draft], told: Before) -> None:
    if not made:
        return
    words, parts = stage.speech.list("then"), stage.speech.list("that_day")
    whole = stage.text[stage.sentence.start : stage.sentence.end].casefold()
    if not any(w in whole for w in words | parts):
        return
    for d in made:
        if d.said is not None or not d.cue or _timeless(stage, d):
            continue
        of_day = _has_outside(stage, d, parts)
        if of_day or _has_outside(stage, d, words):
            d.said = _last_dated(d, [*before, *made], told.times) or (told.day if of_day else None)


def _last_dated(draft: Draft, spoken: Sequence[Draft], times: Sequence[TimeMention]) -> Time | None:
    """The time of the last claim before one, at most two sentences back, else the first time of the sentence before."""
    earlier = [d for d in spoken[-8:] if d.said is not None and 0 <= draft.sentence - d.sentence <= 2 and d.cue and d.cue[0] < draft.cue[0]]
    first = next((t.time for t in times if t.time.start is not None and t.time.end is not None), None)
    if earlier and (first is None or earlier[-1].sentence >= draft.sentence - 1):
        return earlier[-1].said
    return first


def _has_outside(stage: Stage, d: Draft, words: frozenset[str]) -> bool:
    """Whether one of some words stands in the reporting clause: in the sentence, in no content and in no relative clause."""
    start, cue = stage.sentence.start, d.cue[-1][1]
    behind = d.content[0][0] if d.content and cue < d.content[0][0] <= cue + _BEHIND else cue + 1  # "has since admitted", "said then that"
    last = min(stage.sentence.end, behind)
    around = [p for p in d.content if not p[0] <= d.cue[0][0] < p[1]]  # a whole sentence that is content and cue in one hides nothing
    apart = [*around, *_relatives(stage, d)]
    kept = "".join(" " if any(a <= i < b for a, b in apart) else stage.text[i] for i in range(start, last)).casefold()
    plain = f" {' '.join(kept.replace('’', chr(39)).replace(',', ' ').split())} "
    return any(f" {w} " in plain and not _conjoins(stage, w, plain) for w in words)


def _relatives(stage: Stage, d: Draft) -> list[tuple[int, int]]:
    """The phrases and verbs of relative clauses, as stretches of text, in which a cue does not stand itself."""
    own = cue_of(stage, d).clause
    units = (u for u in stage.units if isinstance(u, (Phrase, Verb)))
    homes = ((u, stage.homes.get(u.first)) for u in units)
    inside = (u for u, home in homes if home is not None and home is not own and home.kind == "rel")
    return [(stage.tokens[u.first].start, stage.tokens[u.last - 1].end) for u in inside]


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
        if d.said is not None or _timeless(stage, d) or _apart(stage, d) or not _one_mouth(stage, last, d, others):
            return
        d.said = last.said


def _timeless(stage: Stage, d: Draft) -> bool:
    """Whether a claim is told without a verb in the past: by an introducer or in the present."""
    cue = cue_of(stage, d)
    verb = cue.clause.verb if cue.clause is not None else None
    return cue.stands or verb is None or not verb.first <= cue.token < verb.last


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
