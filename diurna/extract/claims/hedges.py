"""Acts and hedges: what negation, modals and particles make of a cue."""

from __future__ import annotations

from diurna.extract.claims import extents
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.langs.speech import Cue, Hedge
from diurna.model import ClaimAct

NEGATED: dict[ClaimAct, ClaimAct] = {
    "deny": "not_rule_out",
    "confirm": "decline_to_comment",
    "say": "decline_to_comment",
    "acknowledge": "refuse",
    "promise": "refuse",
    "accuse": "say",
    "demand": "say",
    "threaten": "say",
    "retract": "confirm",
    "refuse": "say",
}
"""What a cue says when it is negated. A negated belief stays a belief ("does not think that"): the doubt is in its content."""


def act(stage: Stage, anchor: Anchor, cue: Cue, start: int) -> ClaimAct:
    """The act of a cue with its negation, the verb that governs it and the one its content begins with at token `start`
    ("refused to confirm", "declined to comment", "neither confirmed nor denied")."""
    if _paired(stage, anchor):
        return "decline_to_comment"
    if cue.act == "refuse" and (inner := _silence(stage, start)) is not None:
        return inner
    negated = is_negated(stage, anchor) or is_pending(stage, anchor) or _no_longer(stage, anchor)
    governor = _governor(stage, anchor)
    if governor == "refuse":
        return "not_rule_out" if cue.act == "deny" else "decline_to_comment" if cue.act in ("say", "confirm", "acknowledge") else "refuse"
    if not negated or any(set(w) <= stage.settings.negators for w in cue.words):
        return cue.act  # a negator of the cue's own words negates nothing more: "не скрывал, что"
    if cue.kind in ("thought", "feeling", "finding"):
        return cue.act
    if cue.act == "refuse" and rules_out(stage, cue):
        return "not_rule_out"
    guilt = tuple(stage.speech.list("guilt"))
    heads = [min(start, len(stage.tokens) - 1), *(p.head for p in anchor.clause.phrases() if not p.prep)] if guilt else []
    if cue.act == "acknowledge" and any(stage.tokens[i].norm.startswith(guilt) for i in heads):
        return "deny"  # "не признал вину", "вину не признал"
    return "refuse" if cue.kind == "intent" else NEGATED.get(cue.act, cue.act)


def _no_longer(stage: Stage, anchor: Anchor) -> bool:
    """Whether a clause says "no longer" of its cue apart from the verb: "schließt einen Kauf nicht mehr aus", "no longer denies it"."""
    words, s = stage.speech.list("no_longer"), stage.settings
    at = [i for u in (anchor.clause.units if words else ()) for i in range(u.first, getattr(u, "last", u.first + 1))]
    return any(i and stage.tokens[i].norm in words and stage.tokens[i - 1].norm in s.negators | s.no_determiners for i in at)


def rules_out(stage: Stage, cue: Cue) -> bool:
    """Whether a cue is one by which one rules out: "rule out", "escludere"."""
    return " ".join([cue.head, *("|".join(w) for w in cue.words)]) in stage.speech.list("excluding")


def _silence(stage: Stage, start: int) -> ClaimAct | None:
    """What a refusal to speak amounts to, where the refused act is one of speaking."""
    for unit in stage.units[stage.unit_at[min(start, len(stage.tokens) - 1)] :][:3]:
        if isinstance(unit, Verb) and unit.lemma in stage.speech.list("light") and unit.form == "inf":
            continue  # "declinó hacer comentarios"
        if isinstance(unit, Marker) and unit.kind in ("comma", "stop"):
            return None  # "who declined such a step, said ..."
        if isinstance(unit, Verb):
            cues = [c for c in stage.speech.of("v", unit.lemma) if c.kind == "speech" and not c.words]
            behind = stage.units[stage.unit_at[unit.head] + 1 :][:1]
            thing = any(isinstance(u, Phrase) and not u.prep and not u.time and u.mention is None for u in behind)
            acts = {c.act for c in cues if not thing or "obj" in c.content}  # "rechazó adelantar las elecciones" is no silence
            if "deny" in acts:
                return "not_rule_out"
            return "decline_to_comment" if acts & {"say", "confirm"} else None
        if isinstance(unit, Phrase) and stage.tokens[unit.head].lemma in stage.speech.list("comment"):
            return "decline_to_comment"
    return None


def is_negated(stage: Stage, anchor: Anchor) -> bool:
    """Whether a negator stands in the verb group, or right before it."""
    if anchor.verb is not None:
        return anchor.verb.negated and not _only(stage, anchor) and not _negates_next(stage, anchor.verb)
    return bool(anchor.phrase is not None and anchor.phrase.negative)


def _negates_next(stage: Stage, verb: Verb) -> bool:
    """ "promised not to go", "affirme n'avoir pas appelé", "said no shot was fired": the negator belongs to what is behind the verb."""
    k = stage.unit_at[verb.first]
    nxt = stage.units[k + 1] if k + 1 < len(stage.units) else None
    if isinstance(nxt, Phrase) and nxt.negative:  # "said no weapons had been passed"
        nxt = next((u for u in stage.units[k + 2 : k + 6] if not isinstance(u, Phrase)), None)
        return isinstance(nxt, Verb) and nxt.form == "fin"
    if stage.settings.verb_final or not isinstance(nxt, Verb) or not nxt.negated:
        return False
    own = stage.tokens[max(0, verb.first - 2) : verb.last]
    return not any(t.norm.replace("’", "'") in stage.settings.negators for t in own)


def is_pending(stage: Stage, anchor: Anchor) -> bool:
    """ "has yet to admit", "ещё не признал": what has not been said so far."""
    start, yet = stage.tokens[max(0, anchor.first - 4)].start, stage.speech.list("yet")
    if not yet:
        return False
    words = " ".join(stage.text[start : stage.tokens[anchor.last - 1].end].casefold().replace("’", "'").split())
    return any(f"{y} " in f"{words} " for y in yet)


def _only(stage: Stage, anchor: Anchor) -> bool:
    """ "not only confirmed": a negator that negates the next word and not the verb."""
    only, negators = stage.speech.list("only"), stage.settings.negators
    first = max(1, anchor.first - 2)
    return any(t.norm in only and stage.tokens[i - 1].norm in negators for i, t in enumerate(stage.tokens[first : anchor.last], first))


def _governor(stage: Stage, anchor: Anchor) -> ClaimAct | None:
    """The act of the verb that governs an infinitive cue: "declined to comment"."""
    verb, parent = anchor.verb, anchor.clause.parent
    if verb is None or verb.form != "inf" or parent is None or parent.verb is None or extents.turned(stage, verb):
        return None
    for cue in stage.speech.of("v", parent.verb.lemma):
        if "inf" in cue.content and not cue.words:
            return cue.act
    return None


def _paired(stage: Stage, anchor: Anchor) -> bool:
    """ "neither confirmed nor denied", "не подтверждает и не опровергает": a negated confirmation coordinated with a negated denial."""
    neither = stage.speech.list("neither")
    if anchor.verb is not None and anchor.verb.negated and any(c.act == "deny" for c in anchor.cues):
        k = stage.unit_at[anchor.verb.first]
        before = next((u for u in reversed(stage.units[max(0, k - 3) : k]) if isinstance(u, Verb)), None)
        if before is not None and before.negated and any(c.act == "confirm" for c in stage.speech.of("v", before.lemma)):
            return True
    before = range(max(0, anchor.first - 4), anchor.first + 1)
    said = any(stage.tokens[i].norm in neither and stage.inside_quote(i) is None for i in before)
    return said and any(c.act in ("confirm", "deny") for c in anchor.cues)


def hedge(stage: Stage, first: int, last: int, base: Hedge, told: str = "") -> Hedge:
    """The hedge of a content over tokens `[first, last)`: of its main clause, from modals, adverbs and particles.

    `told`: "past" where a cue in the past governs the content ("assured that it would"): there the form in which the language tells a
    coming thing from the past is no hearsay.
    """
    if base != "none":
        return base
    found: Hedge = "none"
    if (
        first > 0
        and stage.tokens[first - 1].norm in stage.settings.allegedly
        and stage.speech.hedges.get(stage.tokens[first - 1].norm) == "reported"
    ):
        return "reported"  # the word that opened the content: "заявив, нібито ..."
    hearsay = stage.speech.convention.conditional_hearsay
    coming = stage.speech.convention.future_in_past if told == "past" else ""
    for i, tok in enumerate(stage.tokens[first:last], first):
        if hearsay and tok.mood == "cond" and tok.lemma in stage.settings.perfect and coming != _conditional(stage, i):
            return "reported"
        if tok.pos == "NOUN" and tok.lemma in stage.settings.possible:
            continue
        kind = stage.speech.hedges.get(tok.lemma) or stage.speech.hedges.get(tok.norm)
        if kind == "reported":
            return kind
        if kind is not None:
            found = kind
    return found


def _conditional(stage: Stage, i: int) -> str:
    """Whether the auxiliary at a token makes a conditional perfect ("aurait livré") or another ("serait convoqué", "aurait lieu")."""
    tokens, passive = stage.tokens, stage.settings.passive
    behind = next((t for t in tokens[i + 1 : i + 5] if t.form == "part"), None)
    if behind is None or (tokens[i].lemma in passive and behind.lemma not in stage.settings.motion and behind.lemma not in passive):
        return "simple"
    return "perfect"


def of_cue(stage: Stage, cue: Cue) -> Hedge:
    """The hedge that a cue brings itself: suspicion and fear suppose what they are about."""
    return "speculative" if cue.hedge == "none" and cue.head in stage.speech.list("supposing") else cue.hedge


def of_introducer(stage: Stage, first: int, last: int, base: Hedge) -> Hedge:
    """As `hedge`, for "according to X": there any conditional is hearsay ("selon X, ils seraient mille")."""
    if base == "none" and stage.speech.convention.conditional_hearsay and not any(c.kind == "if" for c in stage.syntax.clauses):
        tokens = stage.tokens[first:last]
        if any(t.mood == "cond" and t.form == "fin" and t.lemma not in stage.settings.possible for t in tokens):
            return "reported"
    return hedge(stage, first, last, base)
