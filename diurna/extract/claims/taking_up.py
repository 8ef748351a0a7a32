"""Taking up: relative clauses that deny or confirm what stands before them (", ce que Moscou dément", ", was Berlin bestreitet")."""

from __future__ import annotations

from diurna.extract.claims.cues import Stage
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb

TAKING_UP = frozenset({"deny", "confirm", "decline_to_comment", "refuse"})


def verb(stage: Stage, k: int) -> Verb | None:
    """The verb of a relative clause at unit `k` that denies or confirms what stands before it: ", ce que Moscou dément", ", algo que el
    instituto desmintió", ", was Berlin bestreitet".
    """
    units = stage.units
    if k < len(units) and isinstance(units[k], Phrase) and not relative(stage, units[k]):
        if (told := _participle(stage, k)) is not None:
            return told
        k += 1
    if k >= len(units) or not relative(stage, units[k]):
        return None
    if stage.settings.comma_relatives and stage.tokens[units[k].first].norm not in stage.speech.list("clause_relatives"):
        return None  # "Peking, das jede Beteiligung bestreitet": the pronoun is Peking's
    return _denial(stage, k + 1)


def sums_up(stage: Stage, k: int) -> bool:
    """Whether a bare Romance noun with a relative clause sums up what stands before it: ", mossa che Roma ha definito «ridicola»"."""
    units, s = stage.units, stage.settings
    noun = units[k] if k + 1 < len(units) else None
    if not s.prodrop or s.case or not isinstance(noun, Phrase) or noun.prep or noun.mention is not None or noun.last - noun.first > 1:
        return False
    head = stage.tokens[noun.head]
    return head.pos == "NOUN" and head.lemma not in s.time_words and relative(stage, units[k + 1]) and not noun.time


def _participle(stage: Stage, k: int) -> Verb | None:
    """The Romance participle behind a noun for what was said, with who denies it: ", accusa respinta dal governo"."""
    units, s = stage.units, stage.settings
    if s.case or s.bare_complements or k + 2 >= len(units):
        return None
    noun, verb, agent = units[k], units[k + 1], units[k + 2]
    if not (isinstance(noun, Phrase) and isinstance(verb, Verb) and isinstance(agent, Phrase)) or noun.prep or noun.mention is not None:
        return None
    denies = any(c.act in TAKING_UP and c.kind == "speech" and not c.words for c in stage.speech.of("v", verb.lemma))
    return verb if denies and verb.form == "part" and verb.passive and agent.prep in s.by and noun.last - noun.first == 1 else None


def _denial(stage: Stage, k: int) -> Verb | None:
    """The verb of denying or confirming in a relative clause from unit `k`, where it has a subject of its own and reports nothing else."""
    units = stage.units
    subject = False
    for j, unit in enumerate(units[k : k + 7], k):
        if isinstance(unit, Phrase):
            nobody = stage.tokens[unit.head].pos == "PRON" and unit.mention is None
            subject = subject or not (unit.prep or unit.time or unit.cases == "a" or nobody)
        elif isinstance(unit, Verb):
            cues = stage.speech.of("v", unit.lemma)
            denies = any(c.act in TAKING_UP and c.kind == "speech" and not c.words for c in cues)
            after = units[j + 1] if j + 1 < len(units) else None
            last = after is None or (isinstance(after, Marker) and after.kind not in ("that", "if", "quote"))
            inverted = not subject and isinstance(after, Phrase) and not after.prep and after.mention is not None and _ends(units, j + 2)
            return unit if denies and unit.form in ("fin", "part") and ((subject and last) or inverted) else None
        elif not isinstance(unit, Marker) or unit.kind != "adv":
            return None
    return None


def _ends(units: tuple[Unit, ...] | list[Unit], k: int) -> bool:
    """Whether only of-phrases stand between unit `k` and the next comma or stop."""
    while k < len(units) and isinstance(p := units[k], Phrase) and p.owner is not None:
        k += 1
    return k >= len(units) or (isinstance(m := units[k], Marker) and m.kind in ("comma", "stop"))


def relative(stage: Stage, unit: Unit) -> bool:
    """Whether a unit is a relative word: a marker or, where the word has case, a phrase of one word."""
    if isinstance(unit, Phrase):
        return unit.last - unit.first == 1 and stage.tokens[unit.first].norm in stage.settings.relatives
    return isinstance(unit, Marker) and unit.norm in stage.settings.relatives
