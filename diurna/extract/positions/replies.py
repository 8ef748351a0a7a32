"""Replies: which claim a denial answers, where its own words do not say ("denied the allegation", "rejected these words"), which claims
counter the one before them without denying it, and which denials say by their form that somebody asserts what they deny.
"""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.positions.stands import STATES, Told, points_back, same_speaker
from diurna.langs.speech import Speech
from diurna.model import Claim, Evidence
from diurna.resolve.positions import speaks_for

BACK = 6
"""How many claims back the claim that is answered may stand."""
SENTENCES = 3
"""How many sentences back it may stand."""
TELLING = frozenset({"say", "confirm", "assess", "accuse"})
ANSWERED = TELLING | {"acknowledge", "promise"}
"""Acts of what a denial right behind may meet: "took credit for the theft; Lisbon denied any role"."""
OPENING = 8
"""Within how many words a content that is negated as a whole has its negation."""
STEM, ENDING = 4, 3
"""Letters that words of one stem share at least, and those that the shorter may have besides."""
WEIGHTY = 5
"""Letters of a word that two contents must share to be about one thing."""


def replies(told: Told) -> dict[str, str]:
    """The id of each denial that answers an earlier claim of somebody else, with the id of that claim.

    A content that points back answers the nearest accusation, else the nearest statement; any denial answers an accusation that
    stands right before it in its sentence or accuses the one who denies.
    """
    out: dict[str, str] = {}
    claims = told.analysis.claims
    for at, claim in enumerate(claims):
        if claim.act != "deny" or not claim.speakers:
            continue
        place = told.place(claim)
        earlier = [
            c
            for c in reversed(claims[max(0, at - BACK) : at])
            if c.act in TELLING and c.speakers and 0 <= place - told.place(c) <= SENTENCES and _others(told, c, claim)
        ]
        found = _answered(told, claim, earlier)
        if found is not None:
            out[claim.id] = found.id
    return out


def _answered(told: Told, denial: Claim, earlier: list[Claim]) -> Claim | None:
    accusations = [c for c in earlier if c.act == "accuse"]
    if points_back(told, denial):
        near = [c for c in accusations if told.place(denial) - told.place(c) <= 1]
        return next(iter([*near, *(accusations if _of_blame(told, denial) else earlier)]), None)
    for c in accusations:
        distance = told.place(denial) - told.place(c)
        if (distance == 0 and c is earlier[0] and _tells(told, c)) or _names(told, c, denial):
            return c
    return None


def _of_blame(told: Told, denial: Claim) -> bool:
    """Whether what is denied is called an accusation: then no mere statement is meant."""
    speech = told.speech(told.of(denial))
    blaming = speech.list("blaming") if speech is not None else frozenset[str]()
    return any(t.lemma in blaming or t.norm in blaming for span in denial.content for t in told.tokens(span))


def _tells(told: Told, claim: Claim) -> bool:
    """Whether a content says what somebody did, and does not only name a thing ("condemned the raid")."""
    return any(t.pos == "VERB" or (t.pos == "AUX" and t.form == "fin") for span in claim.content for t in told.tokens(span))


def _others(told: Told, a: Claim, b: Claim) -> bool:
    """Whether two claims are of different speakers."""
    return not told.unnamed(a) and not told.unnamed(b) and same_speaker(a, b, told.analysis.entities) is None


def _names(told: Told, accusation: Claim, denial: Claim) -> bool:
    """Whether an accusation is against the one who denies: the speaker, or the state it speaks for, is named in it behind its cue."""
    entities = told.analysis.entities
    speakers = {p.entity for p in denial.speakers if p.entity}
    states = {s for i in speakers if (s := speaks_for(entities.get(i))) is not None}
    accused = speakers | {e.id for e in entities.values() if e.kind in STATES and e.country in states}
    text = told.analysis.input.text
    spoken = {text[p.start : p.end] for p in denial.speakers if p.end - p.start > 2}
    inside = [text[c.start : c.end] for c in accusation.content]
    spans = [*accusation.content]
    if accusation.cue:
        spans.append(Evidence(accusation.cue[0].start, max(accusation.cue[-1].end, accusation.content[0].start)))
    return any(w in part for w in spoken for part in inside) or any(told.names(c, accused) for c in spans)


def counters(told: Told, a: Claim, b: Claim) -> bool:
    """Whether `b` contradicts the claim right before it: the accused says that it was not so, or a word of contrast sets the two against
    each other and `b` insists or speaks of the same thing.
    """
    if not 0 <= told.place(b) - told.place(a) <= 1 or told.unnamed(a) or told.unnamed(b):
        return False
    if a.act == "accuse" and b.act in TELLING and _tells(told, a) and _names(told, a, b) and _negated(told, b):
        return True
    return b.act in (*TELLING, "deny") and contrasted(told, b) and (insists(told, b) or _about_one(told, a, b))


def meets(told: Told, a: Claim, b: Claim) -> bool:
    """Whether a denial meets what somebody else told right before it: by a word of one stem ("had written" and "no letter was sent"), or as
    "any" or "such" a thing behind an accusation or statement that says what was done.
    """
    if b.act != "deny" or a.act not in ANSWERED or not 0 <= told.place(b) - told.place(a) <= 1 or not _others(told, a, b):
        return False
    if akin(told, a, b):
        return True
    speech = told.speech(told.of(b))
    words = speech.list("whatever") if speech is not None else frozenset[str]()
    open_end = any(t.norm in words or t.lemma in words for t in told.tokens(b.content[0])[:OPENING])
    return open_end and (_tells(told, a) or told.place(a) == told.place(b))


def akin(told: Told, a: Claim, b: Claim) -> bool:
    """Whether two contents have words of one stem: "no meeting" and "to meet", "снизится" and "снизил"."""
    return any(akin_words(x, y) for x in told.content_words(a) for y in told.content_words(b))


def akin_words(a: str, b: str) -> bool:
    """Whether two lemmas have one stem."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= max(STEM, min(len(a), len(b)) - ENDING)


def _negated(told: Told, claim: Claim) -> bool:
    sentence = told.of(claim)
    if sentence is None or sentence.lang is None:
        return False
    negators = told.packs[sentence.lang].settings.negators
    return any(t.norm in negators for t in told.tokens(claim.content[0])[:OPENING])


def contrasted(told: Told, claim: Claim) -> bool:
    """Whether a word of contrast stands by the cue of a claim, outside what it says: "insists, however, that"."""
    speech = told.speech(told.of(claim))
    words = [t for t in told.beside(claim) if not any(s.start <= t.start < s.end for s in claim.content)]
    return speech is not None and any(t.norm in speech.list("contrast") for t in words)


def insists(told: Told, claim: Claim) -> bool:
    """Whether a claim is made with a verb of holding to what one said: "insisted", "наполягає"."""
    speech = told.speech(told.of(claim))
    return speech is not None and any(t.lemma in speech.list("insisting") for c in claim.cue for t in told.tokens(c))


def _about_one(told: Told, a: Claim, b: Claim) -> bool:
    return any(len(w) >= WEIGHTY for w in told.content_words(a) & told.content_words(b))


def rejects(told: Told, denial: Claim) -> bool:
    """Whether a denial says by its form that somebody asserts what it denies: it only points back, its object is an assertion ("media
    reports that ..."), or what it denies has been told before it and a relative word takes it up ("..., which Bamako disputes"). So does
    one that stands today ("Caracas denies any ill-treatment") or is an answer ("the ministry replied that nobody had been held").
    """
    return points_back(told, denial) or _of_assertion(told, denial) or takes_up(told, denial) or _stands(told, denial)


def _stands(told: Told, denial: Claim) -> bool:
    """Whether a denial is told by a verb of denying in the present, by one of answering, or by calling something false."""
    verb, speech = told.verb(denial), told.speech(told.of(denial))
    if verb is None or speech is None or verb.negated:
        return False
    if verb.lemma in speech.list("answering"):
        return True
    words = {w for c in denial.cue for t in told.tokens(c) for w in (t.norm, t.lemma)}
    if words & speech.list("calling_false"):
        return True
    denies = any(c.act == "deny" for c in speech.of("v", verb.lemma))
    return denies and verb.tense == "pres" and verb.form == "fin" and not verb.perfect and verb.mood in ("", "ind")


def _of_assertion(told: Told, denial: Claim) -> bool:
    """Whether the first noun of a content is one of assertion, with what is asserted behind it or nothing."""
    speech = told.speech(told.of(denial))
    tokens = told.tokens(denial.content[0])
    if any(_asserted(told, denial, tokens, i, speech) for i in range(min(len(tokens) - 1, OPENING))):
        return True
    at = next((i for i, t in enumerate(tokens) if t.pos == "NOUN"), None)
    if speech is None or at is None or any(t.pos in ("SCONJ", "VERB", "AUX") for t in tokens[:at]):
        return False
    nouns = [tokens[at]]
    for token in tokens[at + 1 :]:
        if token.pos != "NOUN":
            break
        nouns.append(token)
    return any(t.lemma in speech.list("anaphoric") or t.norm in speech.list("anaphoric") for t in nouns)


def _asserted(told: Told, denial: Claim, tokens: list[Token], i: int, speech: Speech | None) -> bool:
    """Whether a word of assertion with what is asserted right behind it stands at a token: "media reports that"."""
    sentence = told.of(denial)
    if speech is None or sentence is None or sentence.lang is None:
        return False
    opened = tokens[i + 1].norm in told.packs[sentence.lang].settings.complementisers
    return opened and bool({tokens[i].norm, tokens[i].lemma} & speech.list("anaphoric"))


def takes_up(told: Told, denial: Claim) -> bool:
    """Whether a relative word between what is denied and the cue, in one sentence, takes up what was told."""
    sentence = told.of(denial)
    if sentence is None or sentence.lang is None or not denial.cue:
        return False
    cue, end = denial.cue[0].start, denial.content[-1].end
    if not sentence.start <= end <= cue:
        return False
    relatives = told.packs[sentence.lang].settings.relatives
    bridge: list[Token] = [*told.tokens(denial.content[-1])[-1:], *told.tokens(Evidence(end, cue))]
    return any(t.norm in relatives for t in bridge)
