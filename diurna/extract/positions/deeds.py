"""Deeds: acts by which a speaker undoes what he had only just said would be: "called off the visit", "le texte est retiré".

A change of position has a claim at both ends. Where the later stand is done and not said, the verb that undoes is read as a claim of its
doer: `refuse` where it cancels, `retract` where it puts off or takes back, with what is undone as the content. Only beside a stand that the
text tells as still held at a time that is over, in the same sentence or the next; elsewhere who cancels a thing has said nothing.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Sentence
from diurna.extract.claims.claims import identity
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.extract.positions.marks import still_held, then_still
from diurna.extract.positions.performed import class_of
from diurna.extract.positions.replies import akin_words
from diurna.extract.positions.stands import Told, same_speaker
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech
from diurna.model import Claim, ClaimAct, Evidence, Party, Time

HELD: frozenset[ClaimAct] = frozenset({"say", "confirm", "promise", "assess", "demand", "threaten", "refuse"})
"""What can be undone: what was said would be, asked for or refused."""
ASSURED: frozenset[ClaimAct] = frozenset({"say", "confirm", "promise"})
"""What a deed undoes where only its tense tells that it is over."""
NEAR = 1
"""How many sentences from the stand the deed may stand."""


def deeds(told: Told) -> list[Claim]:
    """The claims that deeds make, each beside the stand it undoes; none where the speaker already says so beside it."""
    out: dict[str, Claim] = {}
    for claim in told.analysis.claims:
        if not _stands(told, claim):
            continue
        if any(c.act == "retract" for c in told.near(claim, NEAR)):
            continue
        found = _beside(told, claim)
        if found is not None:
            out.setdefault(found.id, found)
    return list(out.values())


def _stands(told: Told, claim: Claim) -> bool:
    """Whether a claim is one that a deed may undo: told as still held, or as assured on a day of its own."""
    if claim.act not in HELD or not claim.speakers:
        return False
    return then_still(told, claim) or (claim.act in ASSURED and still_held(told, claim))


def _beside(told: Told, claim: Claim) -> Claim | None:
    """The nearest deed of a claim's speaker: before it, in its sentence or behind it."""
    here = told.place(claim)
    for place in (here - 1, here + 1, here):
        if not 0 <= place < len(told.analysis.sentences):
            continue
        sentence = told.analysis.sentences[place]
        syntax = told.syntax(sentence)
        speech = told.speech(sentence)
        if syntax is None or speech is None or sentence.lang is None:
            continue
        settings = told.packs[sentence.lang].settings
        for clause in syntax.clauses:
            if _undoes(sentence, clause, speech, settings) and not _said_by_another(told, sentence, clause, claim):
                made = _claim(told, sentence, clause, claim)
                if made is not None:
                    return made
    return None


def _undoes(sentence: Sentence, clause: Clause, speech: Speech, settings: Settings) -> bool:
    """Whether a clause tells, as done, that something is undone."""
    verb = clause.verb
    if verb is None or verb.negated or verb.future or verb.possible or verb.mood in ("cond", "sub", "imp") or clause.kind in ("if", "rel"):
        return False
    if verb.form not in ("fin",) and not verb.perfect:
        return False
    return _listed(sentence, verb, speech.list("undoing"), settings)


def _listed(sentence: Sentence, verb: Verb, listed: frozenset[str], settings: Settings) -> bool:
    """Whether a verb is in a list, with its particle or the word behind it ("call off", "sagte ... ab")."""
    head = sentence.tokens[verb.head]
    particle = next((t.norm for t in reversed(sentence.tokens[verb.last :]) if t.norm in settings.particles), "")
    forms = [
        head.lemma,
        verb.lemma,
        f"{particle}{head.lemma}",
        *(f"{head.lemma} {t.norm}" for t in sentence.tokens[verb.head + 1 : verb.last + 2]),
    ]
    return any(w in listed for w in forms)


def _said_by_another(told: Told, sentence: Sentence, clause: Clause, stand: Claim) -> bool:
    """Whether a clause stands in what somebody says, or in the stand itself."""
    assert clause.verb is not None
    at = sentence.tokens[clause.verb.head].start
    return any(s.start <= at < s.end for s in (*stand.content, *stand.cue))


def _claim(told: Told, sentence: Sentence, clause: Clause, stand: Claim) -> Claim | None:
    verb = clause.verb
    assert verb is not None and sentence.lang is not None
    slots = slotting.of_verb(clause, sentence.tokens, told.packs[sentence.lang].settings)
    subject = next((p for p in slots.get("subj", []) if p.mention is not None and p.mention.entity is not None), None)
    party = _party(subject)
    if party is None and slots.get("subj"):
        return None
    analysis = told.analysis
    speakers = (party,) if party is not None else ()
    cue = _cue(sentence, verb)
    thing = next((p for p in slots.get("obj", []) if p is not subject), None)
    content = (Evidence(sentence.tokens[thing.first].start, sentence.tokens[thing.last - 1].end),) if thing is not None else cue
    settings = told.packs[sentence.lang].settings
    speech = told.packs[sentence.lang].speech
    act: ClaimAct = "refuse" if _listed(sentence, verb, speech.list("cancelling"), settings) else "retract"
    made = Claim(
        id="", act=act, speakers=speakers, speaker_class=class_of(told, party), cue=cue, content=content, quoted="none", hedge="none",
        said=_said(told, sentence, clause), via=(), quantities=(), events=(),
    )  # fmt: skip
    made = msgspec.structs.replace(made, id=identity(analysis.input, made))  # before it is asked about: answers are kept by id
    if (speakers and same_speaker(stand, made, analysis.entities) is None) or not _of_it(told, stand, made, speech):
        return None
    return made


def _of_it(told: Told, stand: Claim, deed: Claim, speech: Speech) -> bool:
    """Whether what was held is about what is undone: by a word of one stem, by a verb of taking place ("would go ahead"), or by a pronoun
    that has no noun beside it ("that it would be adopted")."""
    if any(akin_words(a, b) for a in told.content_words(stand) for b in told.content_words(deed)):
        return True
    tokens = [t for span in stand.content for t in told.tokens(span)]
    words = f" {' '.join(t.lemma for t in tokens)} "
    if any(f" {w} " in words or all(f" {part} " in words for part in w.split()) for w in speech.list("going_on")):
        return True
    nouns = any(t.pos in ("NOUN", "PROPN") and not told.in_time(t) for t in tokens)
    return any(t.pos == "PRON" and t.norm in speech.list("back") for t in tokens) or (not nouns and any(t.pos == "PRON" for t in tokens))


def _party(subject: Phrase | None) -> Party | None:
    if subject is None or subject.mention is None:
        return None
    return Party(subject.mention.entity, subject.mention.start, subject.mention.end)


def _cue(sentence: Sentence, verb: Verb) -> tuple[Evidence, ...]:
    tokens = sentence.tokens
    first = Evidence(tokens[verb.first].start, tokens[verb.last - 1].end)
    if verb.first <= verb.head < verb.last:
        return (first,)
    return tuple(sorted((first, Evidence(tokens[verb.head].start, tokens[verb.head].end)), key=lambda e: e.start))


def _said(told: Told, sentence: Sentence, clause: Clause) -> Time | None:
    """The time in the clause of the deed, the nearest to its verb."""
    assert clause.verb is not None
    at = clause.verb.head
    here = {i for u in clause.units for i in range(u.first, getattr(u, "last", u.first + 1))}
    times = [t for t in told.analysis.times if told.analysis.sentences[t.sentence] is sentence and t.first in here]
    return min(times, key=lambda t: abs(t.first - at)).time if times else None
