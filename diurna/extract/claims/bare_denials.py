"""Bare denials: a cue that is its own content, because it denies what somebody just said or does not comment on it."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.claims import extents, hedges, speakers
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import Found
from diurna.extract.claims.houses import in_house
from diurna.extract.claims.speaking import can_speak, names_people
from diurna.extract.clauses import clitics
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting


def bare(stage: Stage, anchor: Anchor) -> Found | None:
    """The cue as its own content where somebody just denies, takes back or does not comment: "Abedini nega", "the ministry did not
    comment", "s'est rétracté mardi"."""
    verb, tokens = anchor.verb, stage.tokens
    if verb is None or verb.form not in ("fin", "part") or verb.passive or anchor.cues[0].kind != "speech":
        return None
    act = hedges.act(stage, anchor, anchor.cues[0], anchor.last)
    if act not in ("deny", "decline_to_comment", "retract", "refuse"):
        return None
    first = _behind_adverbials(stage, anchor.last, act in ("retract", "decline_to_comment"))
    after = next((t for t in tokens[first:] if not _passed(stage, t)), None)
    goes_on = act == "retract" and after is not None and after.norm in stage.settings.coordinators  # "lenkte ein und versprach ..."
    pointed = act == "deny" and after is not None and after.norm in stage.settings.coordinators
    goes_on = goes_on or (pointed and any(t.norm in stage.speech.list("back") for t in tokens[max(0, verb.first - 2) : verb.first]))
    if after is not None and after.text not in ".,;!?…" and not goes_on and not of_what_was_said(stage, anchor):
        return None
    if act == "decline_to_comment" and _has_thing(stage, anchor):
        return None
    subject = speakers.subject(stage, anchor) or in_house(stage, verb, [])
    own = subject is not None and any(a <= subject.head < b for a, b in anchor.pieces)
    given_up = subject is None and act == "retract" and stage.settings.prodrop
    if given_up or ((subject is None or own) and _of_himself(stage, anchor)):
        return Found([(tokens[a].start, tokens[b - 1].end) for a, b in anchor.pieces], "self", anchor.first)
    if subject is None or subject.first > verb.first or not (can_speak(stage, subject) or names_people(stage, subject)):
        return None
    return Found([(tokens[a].start, tokens[b - 1].end) for a, b in anchor.pieces], "self", anchor.first)


def _has_thing(stage: Stage, anchor: Anchor) -> bool:
    """Whether a German verb that is negated has an object that tells something of its own: "weil er die Namen nicht genannt hatte"."""
    objects = slotting.of_verb(anchor.clause, stage.tokens, stage.settings).get("obj", []) if stage.settings.verb_final else []
    return any(stage.tokens[p.head].pos == "NOUN" for p in objects)


def _passed(stage: Stage, token: Token) -> bool:
    """Whether a word behind a bare denial adds nothing to it: an adverb, in German also the pronoun for what was said, the negator and
    the verb's own particle ("kommentierte das nicht", "streitet das ab")."""
    s = stage.settings
    if s.verb_final:
        listed = stage.speech.list("back") | stage.speech.list("pointing") | s.negators | s.particles | s.reflexives
        return token.norm in listed or token.norm in s.classes.get("thereto", ()) or token.pos == "ADV"
    return token.pos == "ADV" and not s.case


def _of_himself(stage: Stage, anchor: Anchor) -> bool:
    """Whether a Romance verb without subject says what somebody is, by a word of its cue: "si è sempre dichiarato innocente"."""
    verb, cue, s = anchor.verb, anchor.cues[0], stage.settings
    return verb is not None and verb.person not in ("1", "2") and cue.reflexive and bool(cue.words) and s.prodrop and not s.case


def of_what_was_said(stage: Stage, anchor: Anchor) -> bool:
    """Whether a verb has a pronoun for what was just said as its object and goes on with another verb ("lo desmintió y afirmó que ..."),
    or a colon opens what somebody says ("lo negó: su portavoz alegó que ...")."""
    verb, tokens = anchor.verb, stage.tokens
    if verb is None or not _points_back(stage, verb) or anchor.last >= len(tokens):
        return False
    if tokens[anchor.last].norm in stage.settings.coordinators:
        return True
    told = (a for a in stage.anchors if a.first > anchor.last and a.verb is not None and a.verb.form == "fin")
    return tokens[anchor.last].text == ":" and any("that" in c.content for a in told for c in a.cues)


def _points_back(stage: Stage, verb: Verb) -> bool:
    if stage.settings.case and not stage.settings.verb_final:
        before = stage.units[stage.unit_at[verb.first] - 1] if stage.unit_at[verb.first] else None
        if not isinstance(before, Phrase) or before.prep or before.last - before.first > 1:
            return False
        return stage.tokens[before.first].norm in stage.speech.list("back") and "a" in before.cases  # "Київ це заперечує й ..."
    at = clitics.of_object(stage.tokens, verb, stage.settings)
    return at is not None and stage.tokens[at].norm in stage.speech.list("back")


def _behind_adverbials(stage: Stage, first: int, any_place: bool) -> int:
    """The token behind the phrases of time and manner ("nie en bloc"), with `any_place` behind all with a preposition, from a token on."""
    for unit in stage.units[extents.first_unit(stage, first) :]:
        if not isinstance(unit, Phrase):
            return unit.first
        manner = unit.prep in stage.settings.manner and unit.head == unit.first + 1 and unit.mention is None
        if not (unit.time or manner or (any_place and unit.prep)):
            return unit.first
        first = unit.last
    return first
