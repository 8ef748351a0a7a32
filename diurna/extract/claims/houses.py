"""Houses: institutions in which something is said, in languages that say so without a subject: "в прокуратуре признали"."""

from __future__ import annotations

from diurna.extract.claims.cues import Stage
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses import subjectless
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb


def in_house(stage: Stage, verb: Verb, content: list[tuple[int, int]]) -> Phrase | None:
    """The institution or document in which it is said, in languages that say so without a subject: "в прокуратуре признали", "у
    МЗС заявили", "в отчёте сказано"; a verb that goes on without a subject has that of the main clause before."""
    if verb.form != "fin" or verb.person == "1":
        return None
    if stage.settings.housing:
        k = stage.unit_at[verb.first]
        found = subjectless.said_from(stage.units[max(0, k - 4) : k], verb, stage.tokens, stage.settings)
        return None if found is None or _inside(stage, found, content) else found
    if not stage.settings.case or stage.settings.verb_final:
        return None
    k = stage.unit_at[verb.first]
    near = [*_back(stage, k), *stage.units[k + 1 : k + 3]]
    found = _house(stage, verb, near, content)
    if found is not None or not _goes_on(stage, k):
        return found
    upper = next((c for c in reversed(stage.syntax.clauses) if c.kind == "main" and c.verb is not None and c.verb.first < verb.first), None)
    if upper is None or upper.verb is None or upper.verb.number != verb.number or upper.verb.passive:
        return None
    if any("n" in p.cases and can_speak(stage, p) and not p.prep for p in upper.phrases()):
        return None
    return _house(stage, upper.verb, _back(stage, stage.unit_at[upper.verb.first]), [])


def things(stage: Stage, verb: Verb, slots: dict[str, list[Phrase]]) -> list[Phrase]:
    """The objects of a verb, or what looks like its subject where a house says it: "у Кремлі ці слова розкритикували"."""
    objects = slots.get("obj", [])
    looks = [p for p in slots.get("subj", []) if "a" in p.cases and p.last <= verb.first and not can_speak(stage, p)]
    return objects if objects or not looks or verb.number != "p" or in_house(stage, verb, []) is None else looks


def _goes_on(stage: Stage, k: int) -> bool:
    """Whether the verb at unit `k` stands behind "and" or "but", perhaps with its object in between: "..., но удар отрицали"."""
    ahead = _back(stage, k)
    first = k - len(ahead)
    opened = first > 0 and isinstance(m := stage.units[first - 1], Marker) and m.kind == "comma" and stage.tokens[m.first].text == ","
    return any(isinstance(u, Marker) and (u.kind in ("and", "sub") or (u.kind == "adv" and opened)) for u in ahead)


def _back(stage: Stage, k: int) -> list[Unit]:
    """The units before unit `k`, the nearest first, up to another clause."""
    out: list[Unit] = []
    for unit in reversed(stage.units[max(0, k - 5) : k]):
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind in ("stop", "that", "comma")):
            break
        out.append(unit)
    return out


def _house(stage: Stage, verb: Verb, near: list[Unit], content: list[tuple[int, int]]) -> Phrase | None:
    written = verb.passive or verb.number != "p"
    for unit in near:
        if not isinstance(unit, Phrase) or unit.time:
            continue
        if unit.prep not in stage.settings.inside and not (unit.prep in stage.settings.at and _office(unit)):
            continue
        head = stage.tokens[unit.head]
        body = unit.mention is not None or head.text.isupper() or stage.speech.speakers.get(head.lemma) == "institution"
        if stage.speech.speakers.get(head.lemma) == "document" if written else body:
            return None if _inside(stage, unit, content) else unit
    return None


def _office(phrase: Phrase) -> bool:
    """Whether a phrase names a body of a state by its seat: "на Банковій"."""
    entity = (phrase.mention.entity or "") if phrase.mention is not None else ""
    return entity[3:4] == "/" and entity[:3].isupper()


def _inside(stage: Stage, phrase: Phrase, content: list[tuple[int, int]]) -> bool:
    at = stage.tokens[phrase.head].start
    return any(a <= at < b for a, b in content)
