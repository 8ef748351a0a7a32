"""Slots: where the phrases around a verb or noun stand, named as frames name them.

`subj` and `obj` are logical: a passive's subject is `obj`, its agent `subj`. Prepositional phrases stand under their preposition and, where
the pack says so, under `by`, `dat`, `with`, `between`, `of` as well. Case languages also have `gen`, `ins`.
"""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses import absolutes, arguments, clitics, rows, subjectless, subjects
from diurna.extract.clauses.adverbials import (
    attributes,
    behind_adverbial,
    behind_patient,
    example,
    fills,
    jointly,
    of_apposition,
    renamed,
    scene_setting,
    up,
)
from diurna.extract.clauses.arguments import Slots
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb, is_comma
from diurna.extract.events import marked_objects
from diurna.langs.settings import Settings


def of_verb(clause: Clause, tokens: tuple[Token, ...], s: Settings, depth: int = 0) -> Slots:
    """The slots of a clause's verb; empty when it has none. Worked out once a clause: events and claims both ask."""
    if depth:
        return _of_verb(clause, tokens, s, depth)
    if clause.slots is None:
        clause.slots = _of_verb(clause, tokens, s, 0)
    return clause.slots


def _of_verb(clause: Clause, tokens: tuple[Token, ...], s: Settings, depth: int) -> Slots:
    verb = clause.verb
    if verb is None:
        return {}
    slots: Slots = {}
    bare: list[Phrase] = []
    places: list[int] = []
    at = clause.units.index(verb) if verb in clause.units else 0
    aside = _aside(clause.units, at, s)
    for place, unit in _outward(clause.units, at):
        if not isinstance(unit, Phrase) or unit.time or fills(clause.units, place, tokens, s) or example(clause.units, place, tokens, s):
            continue
        free = unit.owner is None or (place < at and _many(unit, verb, tokens, s))
        source = clause.units[place - 1] if place and s.by_case else None
        if isinstance(source, Phrase) and source.last == unit.first and unit.before_comma and attributes(source, tokens, s):
            continue  # "по подсчётам «ОВД-Инфо», ..."
        shares = bool(s.determiner_cases) or (s.bare_complements and unit.group[:1] and unit.group[0] in clause.units)
        if shares and not unit.prep and unit.group and unit.group[0].prep:
            continue  # "gemeinsam mit Berlin und Paris", "between Manila and Beijing": the preposition holds for both
        if free and (not unit.prep or _partitive(clause, verb, unit, s)):
            bare.append(unit)
            places.append(place)
        elif scene_setting(clause, unit, s):
            continue
        elif attributes(unit, tokens, s) or (s.determiner_cases and any(attributes(p, tokens, s) for p in up(unit))):
            continue  # "nach Angaben der Polizei", "по приказу президента": a source or reason, no party
        elif unit.prep and not s.case and of_apposition(unit):
            continue
        elif s.bare_complements and unit.prep in s.dat and place < at and unit.before is not None and not unit.before.time:
            continue  # "an aide to Orban promised Kyiv a loan"
        elif unit.prep and not (unit.owner is not None and unit.last <= verb.first and not s.case):
            _add_prepositional(slots, unit, s)
            if jointly(unit, tokens, s):  # "gemeinsam mit Berlin": who acts with the subject is not whom it is done to
                slots[unit.prep] = [p for p in slots[unit.prep] if p is not unit]
            if verb.passive and unit.prep in s.by and (behind_adverbial(unit, tokens, s) or behind_patient(unit, verb, tokens, s)):
                slots.setdefault("by", []).append(unit)
                slots["of"] = [p for p in slots.get("of", []) if p is not unit]
    before = [p for p, place in zip(bare, places, strict=True) if place < at and place not in aside]
    marked = marked_objects.of_clause(clause, s)
    named = [p for p in before if not renamed(p, marked, tokens, s)]
    before = named if named or marked else before
    after = [p for p, place in zip(bare, places, strict=True) if place > at]
    arguments.fill(slots, clause, verb, arguments.heads(before), arguments.heads(after), tokens, s)
    slots.update(subjects.given_to(verb, slots, s))
    _by_law(slots, clause, tokens, s, depth)
    marked_objects.invert(slots, clause, verb, tokens, s)
    _missing_subject(slots, clause, verb, tokens, s, depth)
    marked_objects.fill(slots, clause, verb, s)
    if clause.joint is not None and not verb.passive and not slots.get("obj") and depth < 2 and clitics.of_object(tokens, verb, s) is None:
        slots["obj"] = of_verb(clause.joint, tokens, s, depth + 1).get("obj", [])
    if subjects.shares_object(clause, verb, slots, tokens, s) and depth < 2 and clause.base is not None:
        slots["obj"] = of_verb(clause.base, tokens, s, depth + 1).get("obj", [])
    own = [p for p in slots.get("subj", []) if p in clause.units]
    if s.by_case and (base := subjectless.sharing(clause, verb, own, s)) is not None and not slots.get("obj") and depth < 2:
        slots["obj"] = subjectless.ahead(base, of_verb(base, tokens, s, depth + 1).get("obj", []))
    _voice(slots, verb, s)
    if not slots.get("subj") and depth < 3 and (doers := _of_row(clause, verb, tokens, s, depth)):
        slots["subj"] = doers
    return slots


def _of_row(clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings, depth: int) -> list[Phrase]:
    """Who does what a verb tells that has its doer by the next one in a row, behind that, or by the one before it."""
    behind = rows.passive_behind(clause) if verb.passive else rows.active_behind(clause, verb, s)
    found = of_verb(behind, tokens, s, depth + 1).get("subj", []) if behind is not None else []
    found = [p for p in found if behind is not None and behind.verb is not None and p.first >= behind.verb.last]
    found = [p for p in found if verb.passive or not subjects.clashes(verb, p, tokens)]
    ahead = rows.passive_ahead(clause, s) if verb.passive and not found else None
    return of_verb(ahead, tokens, s, depth + 1).get("subj", []) if ahead is not None else found


def _many(phrase: Phrase, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a noun of quantity behind another noun is rather the subject: "в годовщину беспорядков тысячи кенийцев вышли"."""
    slavic = s.case and not s.determiner_cases
    return slavic and verb.number == "p" and "n" in phrase.cases and tokens[phrase.head].lemma in s.classes.get("partitive", ())


def _outward(units: list[Unit], at: int) -> list[tuple[int, Unit]]:
    """Units with their places, those behind the verb first: what stands behind it is closer to it."""
    numbered = list(enumerate(units))
    return numbered[at:] + numbered[:at]


def _aside(units: list[Unit], at: int, s: Settings) -> range:
    """The places of what stands between commas right before the verb, an apposition or adverbial: "X, governor of Y, banned ..."."""
    end = at - 1
    while end > 0 and isinstance(unit := units[end], Marker) and unit.kind == "adv":
        end -= 1
    if end < 2 or not is_comma(units[end]):
        return range(0)
    start = next((i for i in range(end - 1, 0, -1) if is_comma(units[i]) or isinstance(units[i], Verb)), 0)
    if not start or not is_comma(units[start]):
        return range(0)
    inside = [u for u in units[start:end] if isinstance(u, Phrase)]
    told = s.object_prepositions  # "a la cabecilla, Carla Díaz, le impuso una multa"
    before = [u for u in units[:start] if isinstance(u, Phrase) and (not u.prep or u.prep in told) and u.owner is None and not u.time]
    return range(start, end) if before and not any(u in p.group for u in before for p in inside) else range(0)


def unfit(verb: Verb | None, found: Slots, tokens: tuple[Token, ...], s: Settings) -> set[int]:
    """The tokens that no further word of a German frame may be: those of the subject's own title ("Außenminister X bestätigte" confirms
    no minister), and the verb's own particle ("schloss nicht aus" shuts nobody out of anything).
    """
    if not s.determiner_cases or verb is None:
        return set()
    mentions = [] if verb.passive else [p.mention for p in found.get("subj", []) if p.mention is not None]
    own = tokens[verb.head].lemma
    apart = [i for i in range(verb.last, len(tokens)) if tokens[i].norm in s.particles and tokens[i].norm + own == verb.lemma]
    return {i for m in mentions if m.form == "title" for i in range(m.first, m.last)} | set(apart[-1:])


def agentless(verb: Verb | None, s: Settings) -> bool:
    """Whether a German passive leaves its doer unsaid where it has none, so that nothing is asked of him: "wurden Zölle verhängt"."""
    return bool(s.determiner_cases) and verb is not None and verb.passive


def _partitive(clause: Clause, verb: Verb, phrase: Phrase, s: Settings) -> bool:
    """Whether a phrase is the object of a negated verb, which has a preposition: "n'a pas livré d'armes"."""
    return verb.negated and phrase.prep in s.partitive and phrase.first == verb.last


def _add_prepositional(slots: Slots, phrase: Phrase, s: Settings) -> None:
    owned = phrase.owner is not None
    names = [phrase.prep]
    if phrase.cases:
        names.append(f"{phrase.prep}+{_CASES.get(phrase.cases[0], '')}")
    for name, words in (("by", s.by), ("dat", s.dat), ("with", s.together), ("between", s.between)):
        if phrase.prep in words and not (owned and (name == "dat" or (name == "by" and phrase.prep in s.of))):
            names.append(name)
    if phrase.prep in s.of:
        names.append("of")
    for name in dict.fromkeys(names):
        slots.setdefault(name, []).append(phrase)


_CASES = {"n": "nom", "g": "gen", "d": "dat", "a": "acc", "i": "ins", "l": "loc", "v": "voc"}


def _missing_subject(slots: Slots, clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings, depth: int) -> None:
    if slots.get("subj") or depth > 5 or _nobody(clause, verb, s):
        return
    if s.prodrop and verb.first and tokens[verb.first - 1].norm in s.free_relatives:
        return  # "multare chi bloccherà le strade"
    if (subject := subjectless.in_infinitive(clause, verb, tokens, s)) is not None:
        slots["subj"] = [subject]
        return
    if clause.kind == "part":
        if absolutes.absolute(slots, clause, verb, tokens, s):
            slots["subj"] = slots.pop("obj")
        elif clause.antecedent is not None:
            slots["subj"] = [clause.antecedent]
        elif clause.parent is not None and clause.parent.verb is not None:
            slots["subj"] = _subject(clause.parent, tokens, s, depth)
        elif verb.passive and slots.get("obj") and not s.case:
            slots["subj"] = slots.pop("obj")
        return
    if (charged := _charged(clause, verb, tokens, s)) is not None:
        slots["subj"] = [charged]
        return
    source = clause.base or (clause.parent if clause.kind in ("inf", "ger") or (s.prodrop and verb.person != "1") else None)
    if s.by_case and clause.kind == "rel" and clause.base is None and verb.form == "fin" and verb.number == "p" and verb.person != "1":
        return  # "премьера, которого подозревают": nobody in particular does
    if clause.kind == "ger" and clause.antecedent is not None and clause.parent is not None and _modifies(clause, tokens, s):
        slots["subj"] = [clause.antecedent]
        return
    own = clause.base is None or (verb.reflexive and s.prodrop and not s.case) or (verb.passive and s.case)
    if own and clause.kind in ("main", "that", "sub", "if", "rel") and (verb.passive or verb.reflexive) and slots.get("obj"):
        slots["subj"] = slots.pop("obj")
        return
    if (controlled := _controlled(clause, verb, tokens, s, depth)) is not None:
        slots["subj"] = [controlled]
        return
    if _for_what(clause, verb, s) and clause.parent is not None:
        object_ = [p for p in of_verb(clause.parent, tokens, s, depth + 1).get("obj", []) if p.mention is not None]
        if object_:
            slots["subj"] = object_[:1]
            return
    if source is not None and source is not clause:
        if source is clause.base and s.by_case and subjectless.apart(clause, verb, slots.get("obj", []), tokens):
            return  # "..., обеих к вечеру отпустили"
        found = _subject(source, tokens, s, depth)
        if (shared := _shared_subject(clause, verb, source, found, tokens, s, depth)) is not None:
            slots["subj"] = shared
    elif clause.before is not None and s.prodrop and verb.form == "fin" and verb.person != "1":
        if subjectless.impersonal(slots.get("obj", []), clause, verb, s):
            return
        found = _subject(clause.before, tokens, s, depth)
        if found and not subjects.clashes(verb, found[0], tokens):
            slots["subj"] = found


def _shared_subject(
    clause: Clause, verb: Verb, source: Clause, found: list[Phrase], tokens: tuple[Token, ...], s: Settings, depth: int
) -> list[Phrase] | None:
    """The subject that a clause has from the one it goes on with, or, where that disagrees, from the clause above it."""
    told = source is clause.base or (s.case and not s.determiner_cases and verb.form == "fin")
    agrees = s.verb_final and source.verb is not None and source.verb.number in ("", verb.number)
    clashes = bool(found) and told and (s.case or s.prodrop) and subjects.clashes(verb, found[0], tokens)
    if found and (agrees or not clashes):
        return found
    if clashes and s.by_case and (upper := source.parent) is not None:
        above = _subject(upper, tokens, s, depth)  # "сказав, що Москва зволікає, і закликав": the subject of the clause above
        return above if above and not subjects.clashes(verb, above[0], tokens) else None
    return None


def _by_law(slots: Slots, clause: Clause, tokens: tuple[Token, ...], s: Settings, depth: int) -> None:
    """What a law does is done by who makes it: "el Parlamento aprobó una ley que suspende la cooperación" (class "measure")."""
    law, upper = clause.antecedent, clause.parent
    if clause.kind != "rel" or law is None or upper is None or slots.get("subj") != [law] or depth > 1:
        return
    if tokens[law.head].lemma in s.classes.get("measure", ()) and law.mention is None:
        above = of_verb(upper, tokens, s, depth + 1)
        if law in above.get("obj", []) and above.get("subj"):
            slots["subj"] = above["subj"]


def _nobody(clause: Clause, verb: Verb, s: Settings) -> bool:
    """Whether a reflexive only leaves the doer unsaid: "de los que se acusa a la hermana del presidente" (class "impersonal" of verbs)."""
    told = verb.reflexive and verb.form == "fin" and verb.number != "p" and verb.lemma in s.classes.get("impersonal", ())
    return told and bool(marked_objects.of_clause(clause, s))


def _modifies(clause: Clause, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a gerund tells of the noun before it and not of its clause's subject: the clause has no verb, or people stand right before
    ("pushing back people seeking asylum")."""
    noun, verb, upper = clause.antecedent, clause.verb, clause.parent
    if noun is None or verb is None or upper is None or upper.verb is None:
        return True
    kinds = ("people", "craft") if noun.prep else ("people",)  # "fired at boats bringing food"
    people = any(tokens[noun.head].lemma in s.classes.get(kind, ()) for kind in kinds) and tokens[noun.head].pos == "NOUN"
    return people and noun.last == verb.first and upper.verb.first < noun.first and not verb.marker


def _for_what(clause: Clause, verb: Verb, s: Settings) -> bool:
    """Whether an infinitive tells what somebody is praised or punished for, so that he is its doer: "ha multato Roma per aver violato"."""
    upper = clause.parent
    governed = upper is not None and upper.verb is not None and not upper.verb.passive
    return governed and not s.case and clause.kind == "inf" and verb.perfect and verb.marker in s.purpose


def _controlled(clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings, depth: int) -> Phrase | None:
    """The object of a verb of asking, making or letting, right before the infinitive of what it is to do ("urged X to return"), or of
    blaming before a gerund ("accused X of spying").
    """
    upper = clause.parent
    governors = s.classes.get("object_control")
    if not governors or clause.kind not in ("inf", "ger") or upper is None or upper.verb is None or upper.verb.passive:
        return None
    if clause.kind == "ger" and verb.marker not in (*s.of, "for", "from"):
        return None
    slots = of_verb(upper, tokens, s, depth + 1)
    asked = list(slots.get("obj", [])) if upper.verb.lemma in governors else []
    if upper.verb.lemma in s.classes.get("control_behind", ()):
        asked += [p for name in s.recipient_prepositions for p in slots.get(name, [])]  # "called on X to ..."
    before = next((u for u in reversed(upper.units) if isinstance(u, Phrase) and u.last <= verb.first and not u.time), None)
    if clause.kind == "ger" and asked and before is not None and before.after_comma:
        return asked[-1]  # "accused X, a lobby group, of lying"
    return before if before is not None and any(before is p or before in p.group for p in asked) else None


def _charged(clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """Who is said to have done what an infinitive names behind a word of suspicion: "a un hombre acusado de espiar"."""
    words = s.classes.get("charged")
    if not words or clause.kind != "inf" or verb.marker not in s.of or clause.parent is None:
        return None
    before = next((p for p in clause.parent.phrases() if p.last == verb.first), None)
    return before if before is not None and tokens[before.last - 1].lemma in words and before.last - 1 >= before.head else None


def _subject(clause: Clause, tokens: tuple[Token, ...], s: Settings, depth: int) -> list[Phrase]:
    """The grammatical subject of a governing or coordinated clause."""
    slots = of_verb(clause, tokens, s, depth + 1)
    if clause.verb is not None and clause.verb.passive:
        return slots.get("obj", [])
    return slots.get("subj", [])


def _voice(slots: Slots, verb: Verb, s: Settings) -> None:
    if not verb.passive:
        return
    subject = slots.pop("subj", [])
    agents = [p for p in slots.get("by", []) if p not in subject]
    objects = slots.pop("obj", []) if s.case else []
    slots["obj"] = subject or objects
    if agents:
        slots["subj"] = agents
    if subject and verb.form == "fin" and verb.lemma in s.classes.get("giving", ()) and slots.get("post"):
        slots["dat"], slots["obj"] = [*subject, *slots.get("dat", [])], slots["post"][:1]  # "Croatia was given four helicopters"


def of_noun(phrase: Phrase, clause: Clause, s: Settings) -> Slots:
    """The slots of a noun that names an act: what depends on it before the next verb or stop."""
    slots: Slots = {}
    for unit in phrase.group if phrase.group and phrase.group[0] is phrase else [phrase]:
        _dependents(slots, unit, clause, s)
    if not slots.get("of") and phrase.group and phrase.group[-1] is not phrase:
        _dependents(slots, phrase.group[-1], clause, s)
    return slots


def _dependents(slots: Slots, phrase: Phrase, clause: Clause, s: Settings) -> None:
    if phrase not in clause.units:
        return
    at = clause.units.index(phrase)
    for unit in clause.units[at + 1 :]:
        if isinstance(unit, Verb):
            break
        if isinstance(unit, Marker):
            if unit.kind in ("quote", "adv", "and"):
                continue
            break
        if (unit in phrase.group and unit is not phrase) or (unit.group and unit.group[0] is not unit and unit.group[0].prep):
            continue
        if unit.owner is phrase and (not unit.prep or unit.prep in s.of):
            slots.setdefault("of", []).append(unit)
        if unit.prep:
            if unit.owner is None or unit.owner is phrase or unit.owner in phrase.group:
                _add_prepositional(slots, unit, s)
        elif s.by_case and unit.cases[:1] == s.by_case:
            slots.setdefault("by", []).append(unit)
        elif s.case and unit.cases[:1] == "d" and unit.owner is None:
            slots.setdefault("dat", []).append(unit)
        elif not unit.prep and unit.owner is None and not unit.time:
            break
    for unit in _around(phrase, clause, s):
        _add_prepositional(slots, unit, s)


def _around(phrase: Phrase, clause: Clause, s: Settings) -> list[Phrase]:
    """Prepositional phrases elsewhere in the clause that may belong to its noun: before it in free-order languages, after the verb."""
    at = clause.units.index(phrase)
    found = [u for u in clause.units if isinstance(u, Phrase) and u.prep and u.owner is None and not u.time]
    if s.determiner_cases and clause.verb is not None and clause.verb.passive:
        found = [u for u in found if u.prep not in s.by]  # "von Soldaten seien trotz der Waffenruhe Männer getötet worden"
    if s.case:
        outer = phrase
        while outer.owner is not None:
            outer = outer.owner
        ahead = [] if outer.prep else [u for u in found if clause.units.index(u) < at]  # "sanctions on X for the ban on protests"
        return ahead + [u for u in found if clause.units.index(u) > at]
    verb = clause.verb
    if verb is None or verb not in clause.units or phrase.prep or phrase.owner is not None:
        return []
    found = [u for u in found if not (verb.passive and u.prep in s.by)]  # "la propuesta fue rechazada por X" is not X's proposal
    edge = clause.units.index(verb)
    if at < edge:
        found = [u for u in found if not (verb.passive and u.prep in s.by and u.prep not in s.of)]
        return [u for u in found if clause.units.index(u) > edge]
    return [u for u in found if clause.units.index(u) > at]


def of_occasion(phrase: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a Slavic noun says on what occasion its clause is told: "під час візиту до Осло", "после визита в Осло"."""
    if phrase.prep or phrase.owner is None:
        return phrase.prep in s.manner
    return bool(phrase.owner.prep) and tokens[phrase.owner.head].lemma in s.classes.get("during", ())
