"""Slavic phrases that look like another's genitive and are parties of their verb, and such that only complete the noun before them."""

from __future__ import annotations

from diurna.extract.clauses.units import Phrase
from diurna.extract.events.meant import names_act
from diurna.extract.events.predicates import Anchor, Scene, in_class


def of_occasion(scene: Scene, phrase: Phrase, words: tuple[int, ...]) -> bool:
    """Whether a Slavic phrase completes the noun before it, which only says on what occasion a verb was done: "під час візиту до Осло"."""
    before = scene.syntax.phrase_at.get(phrase.first - 1)
    if before is None or before.last != phrase.first or before.head in words or not names_act(scene, before):
        return False
    if before.owner is not None and not before.prep:
        return bool(before.owner.prep) and in_class(scene, scene.tokens[before.owner.head], "during")
    return before.prep in scene.settings.manner


def hidden(scene: Scene, anchor: Anchor, slot: str, words: tuple[int, ...]) -> list[Phrase]:
    """Named phrases that look like the genitive of the noun before them but may fill a slot of the anchor by their form.

    A dative behind an object ("gave tanks Ukraine-GEN/DAT"), an object behind a prepositional phrase ("took into custody X-GEN/ACC").
    """
    case = "d" if slot == "dat" else "a"
    found: list[Phrase] = []
    for unit in anchor.clause.units:
        if not isinstance(unit, Phrase) or unit.prep or unit.mention is None:
            continue
        if unit.first <= anchor.token:
            verb = anchor.verb
            right_before = verb is not None and unit.last == verb.first and verb.number == "p" and not verb.passive
            owner = unit.owner
            many = owner is not None and in_class(scene, scene.tokens[owner.head], "partitive")
            if slot == "obj" and right_before and "a" in unit.cases and owner is not None and owner.owner is not None and not many:
                found.append(unit)  # "после перекрытия мостов задержанных отпустили"
            continue
        owner = unit.owner
        if owner is None or owner is anchor.phrase or case not in unit.cases:
            continue
        if slot == "obj":
            oblique = owner.prep != "" or owner.cases.startswith(scene.settings.by_case or "-")
            fits = anchor.pos == "v" and (owner.head in words or (oblique and owner.mention is None))
        else:
            deep = bool(scene.settings.determiner_cases) and owner.owner is not None  # "Chef des Ausschusses der Duma"
            fits = not owner.prep and not deep and (owner.mention is None or (anchor.pos == "n" and owner.owner is anchor.phrase))
        if fits:
            found.append(unit)
    return found
