"""Slots: where the phrases around a verb or noun stand, named as frames name them.

`subj` and `obj` are logical: a passive's subject is `obj`, its agent `subj`. Prepositional phrases stand under their preposition and, where
the pack says so, under `by`, `dat`, `with`, `between`, `of` as well. Case languages also have `gen`, `ins`.
"""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.syntax import Clause
from diurna.extract.units import Marker, Phrase, Verb
from diurna.langs.settings import Settings

Slots = dict[str, list[Phrase]]


def of_verb(clause: Clause, tokens: tuple[Token, ...], s: Settings, depth: int = 0) -> Slots:
    """The slots of a clause's verb; empty when it has none."""
    verb = clause.verb
    if verb is None:
        return {}
    slots: Slots = {}
    bare: list[Phrase] = []
    places: list[int] = []
    for place, unit in enumerate(clause.units):
        if not isinstance(unit, Phrase) or unit.time:
            continue
        if unit.owner is None and (not unit.prep or _partitive(clause, verb, unit, s)):
            bare.append(unit)
            places.append(place)
        elif unit.prep and tokens[unit.head].lemma in s.classes.get("attribution", ()):
            continue  # "nach Angaben der Polizei": a source, no party
        elif unit.prep and not (unit.owner is not None and unit.last <= verb.first and not s.case):
            _add_prepositional(slots, unit, s)
            if verb.passive and unit.prep in s.by and _behind_time(unit, tokens, s):
                slots.setdefault("by", []).append(unit)
    at = clause.units.index(verb) if verb in clause.units else 0
    before = [p for p, place in zip(bare, places, strict=True) if place < at]
    after = [p for p, place in zip(bare, places, strict=True) if place > at]
    bare = _heads(bare)
    _core(slots, clause, verb, _heads(before), _heads(after), tokens, s)
    _inverted(slots, clause, verb, tokens, s)
    _missing_subject(slots, clause, verb, tokens, s, depth)
    _marked_object(slots, clause, verb, s)
    _voice(slots, verb, s)
    return slots


def _behind_time(phrase: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """An agent right behind an adverbial of time is nobody's genitive: "wurde in der Nacht von X angegriffen"."""
    owner = phrase.owner
    return owner is not None and bool(owner.prep) and tokens[owner.head].lemma in s.time_words


def _marked(clause: Clause, s: Settings) -> list[Phrase]:
    """The phrases behind what stands before persons as objects."""
    return [u for u in clause.units if isinstance(u, Phrase) and u.prep in s.object_prepositions and u.owner is None and not u.time]


def _inverted(slots: Slots, clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> None:
    """A bare actor behind a verb whose object is marked is its subject: es "Condenó Managua a San José", "A Chile lo felicitó Perú"."""
    marked = _marked(clause, s)
    if not marked or verb.passive or verb.form != "fin" or slots.get("subj"):
        return
    clitic = any(t.norm in s.clitics and t.norm not in s.reflexives for t in tokens[verb.first : verb.head])
    bare = [p for p in slots.get("post", []) if not p.prep and p.mention is not None and (clitic or p.mention.form in ("name", "title"))]
    if not bare or (not clitic and clause.units.index(marked[0]) < clause.units.index(bare[-1]) - 1):
        return
    subject = bare[-1]
    rest = [p for p in slots.get("post", []) if p is not subject]
    slots["subj"] = [subject]
    slots["obj"] = rest[:1] or _heads(marked)
    slots["dat"] = [p for p in slots.get("dat", []) if p is not subject] or _heads(marked)


def _marked_object(slots: Slots, clause: Clause, verb: Verb, s: Settings) -> None:
    """Persons as objects behind a preposition (es "detuvo a tres hombres"): the object of a verb that has no other."""
    if verb.passive or slots.get("obj"):
        return
    marked = _marked(clause, s)
    antecedent, marker = clause.antecedent, clause.marker
    if clause.kind == "rel" and antecedent is not None and marker is not None and marker.prep in s.object_prepositions:
        marked.insert(0, antecedent)
    if marked:
        slots["obj"] = _heads(marked)


def _partitive(clause: Clause, verb: Verb, phrase: Phrase, s: Settings) -> bool:
    """Whether a phrase is the object of a negated verb, which has a preposition: "n'a pas livré d'armes"."""
    return verb.negated and phrase.prep in s.partitive and phrase.first == verb.last


def _heads(phrases: list[Phrase]) -> list[Phrase]:
    """The first phrase of each coordination among `phrases`."""
    return [p for p in phrases if not p.group or p.group[0] is p or p.group[0] not in phrases]


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


def _core(
    slots: Slots, clause: Clause, verb: Verb, before: list[Phrase], after: list[Phrase], tokens: tuple[Token, ...], s: Settings
) -> None:
    """Subject and objects of the verb as grammar has them."""
    if s.case:
        _by_case(slots, verb, before, after, clause, s)
    else:
        _by_order(slots, clause, verb, before, after)
    if clause.kind == "rel":
        _relative(slots, clause, before, tokens, s)


def _by_case(slots: Slots, verb: Verb, before: list[Phrase], after: list[Phrase], clause: Clause, s: Settings) -> None:
    bare = before + after
    for phrase in bare:
        phrase.cases = phrase.cases.replace("l", "").replace("v", "")  # no locative stands without a preposition
    subject = None if verb.form in ("inf", "ger") else _nominative(verb, before, after, clause, s)
    if subject is not None:
        slots["subj"] = [subject]
    rest = [p for p in bare if p is not subject]
    open_case = [p for p in rest if s.determiner_cases and {"a", "d"} <= set(p.cases)]
    for phrase in rest:
        if phrase in open_case:
            continue
        first = phrase.cases[:1]
        if s.determiner_cases and first in ("n", "g"):
            first = next((c for c in "dga" if c in phrase.cases and not (c == "d" and "a" in phrase.cases)), first)
        if first == "d" and "a" not in phrase.cases[:2]:
            slots.setdefault("dat", []).append(phrase)
        elif first == "i":
            slots.setdefault("ins", []).append(phrase)
            slots.setdefault("by", []).append(phrase)
        elif first == "a" or "a" in phrase.cases or not phrase.cases:
            slots.setdefault("obj", []).append(phrase)
        elif first == "g":
            slots.setdefault("gen", []).append(phrase)
            slots.setdefault("obj" if verb.negated else "gen2", []).append(phrase)
        elif first == "d":
            slots.setdefault("dat", []).append(phrase)
    for phrase in open_case:
        # A bare name shows no case: the accusative unless another phrase has it ("dankte Prag", "verlieh Prag einen Orden").
        if "obj" not in slots or any(q in open_case for q in slots["obj"]):
            slots.setdefault("obj", []).append(phrase)
        slots.setdefault("dat", []).append(phrase)
    if "obj" not in slots:
        either = [p for p in slots.get("dat", []) if "a" in p.cases]
        slots["obj"] = either or list(slots.get("gen", []))
        if not slots["obj"]:
            del slots["obj"]


def _nominative(verb: Verb, before: list[Phrase], after: list[Phrase], clause: Clause, s: Settings) -> Phrase | None:
    """The subject by case, agreement, then order."""

    def rank(p: Phrase, position: int) -> tuple[int, int, int, int]:
        strong = 0 if p.cases[:1] == "n" or not p.cases else 1
        number = p.number or "s"
        if len(p.group) > 1:
            number = "p"
        agrees = 0 if not verb.number or number == verb.number else 1
        return (agrees, strong, 0 if p in before else 1, position)

    candidates = [p for p in before + after if not p.cases or "n" in p.cases]
    if not candidates:
        return None
    if s.verb_final and clause.base is not None and not before and clause.kind == "main" and clause.units[0] is verb:
        return None  # "X griff an und zerstörte die Stadt": the verb first, its subject that of the clause before
    if s.verb_final:
        strict = [p for p in candidates if p.cases == "n"]
        ordered = sorted(enumerate(strict or candidates), key=lambda item: (rank(item[1], 0)[0], item[0]))
        return ordered[0][1]
    near = list(reversed(before)) + after
    best = min(candidates, key=lambda p: rank(p, near.index(p)))
    if verb.number and rank(best, 0)[0] == 1 and best.cases[:1] != "n":
        return None
    if clause.base is not None and not before and "a" in best.cases and best.mention is None:
        return None  # "A said x and denied y": what may be an object behind a coordinated verb is one
    return best


def _by_order(slots: Slots, clause: Clause, verb: Verb, before: list[Phrase], after: list[Phrase]) -> None:
    if before and verb.form == "fin":
        slots["subj"] = [_pick(before)]
    elif before and clause.kind in ("part", "ger", "inf"):
        pass
    if after:
        close = after[0]
        if len(after) > 1 and not verb.passive and _adjacent(clause, after[0], after[1]):
            slots["dat"] = [after[0], *slots.get("dat", [])]
            slots["obj"] = [after[1]]
        elif close.after_comma and clause.units.index(close) - clause.units.index(verb) > 4:
            slots["obj"] = []
        else:
            slots["obj"] = [close]
    slots["post"] = after


def _adjacent(clause: Clause, a: Phrase, b: Phrase) -> bool:
    return clause.units.index(b) == clause.units.index(a) + 1 and a.mention is not None and not b.after_comma


def _pick(before: list[Phrase]) -> Phrase:
    """The nearest phrase before the verb, over an apposition between commas."""
    last = before[-1]
    if len(before) > 1 and last.after_comma and last.before_comma and last.group[0] is last:
        return before[-2]
    return last


def _relative(slots: Slots, clause: Clause, before: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> None:
    """Put the antecedent where its relative pronoun stands."""
    antecedent, marker = clause.antecedent, clause.marker
    if antecedent is None or marker is None:
        return
    if clause.base is not None and clause.verb is not None and clause.verb.reflexive and s.prodrop and slots.get("obj"):
        return
    if marker.prep:
        slots.setdefault(marker.prep, []).insert(0, antecedent)
        if marker.prep in s.by:
            slots.setdefault("by", []).insert(0, antecedent)
        return
    token = tokens[marker.token] if marker.token >= 0 else None
    if marker.norm in s.object_relatives:
        slots["obj"] = [antecedent]
    elif marker.norm in s.subject_relatives:
        slots["subj"] = [antecedent]
    elif s.case and token is not None and token.cases:
        subject = slots.get("subj")
        number = token.number or (subject[0].number if subject and s.determiner_cases and "obj" not in slots else "")
        if subject and token.cases[0] == "n" and "a" in subject[0].cases and number and number == subject[0].number:
            slots["obj"] = slots.pop("subj")  # "the general, who criticised X": the relative pronoun is the likelier nominative
            subject = None
        _relative_by_case(slots, antecedent, token.cases, bool(subject))
    elif before:
        slots["obj"] = [antecedent]
    else:
        slots["subj"] = [antecedent]


def _relative_by_case(slots: Slots, antecedent: Phrase, cases: str, subject: bool) -> None:
    if (cases[0] == "n" and not subject) or ("n" in cases and not subject):
        slots["subj"] = [antecedent]
    elif "a" in cases:
        slots["obj"] = [antecedent, *slots.get("obj", [])]
    elif cases[0] == "d":
        slots["dat"] = [antecedent]
    elif cases[0] == "i":
        slots["by"] = [antecedent]


def _missing_subject(slots: Slots, clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings, depth: int) -> None:
    if slots.get("subj") or depth > 5:
        return
    if clause.kind == "part":
        if clause.antecedent is not None:
            slots["subj"] = [clause.antecedent]
        elif clause.parent is not None and clause.parent.verb is not None:
            slots["subj"] = _subject(clause.parent, tokens, s, depth)
        elif verb.passive and slots.get("obj") and not s.case:
            slots["subj"] = slots.pop("obj")
        return
    source = clause.base or (clause.parent if clause.kind in ("inf", "ger") or (s.prodrop and verb.person != "1") else None)
    if clause.kind == "ger" and clause.antecedent is not None and clause.parent is not None and clause.parent.verb is None:
        slots["subj"] = [clause.antecedent]
        return
    own = clause.base is None or (verb.reflexive and s.prodrop and not s.case) or (verb.passive and s.case)
    if own and clause.kind in ("main", "that", "sub", "if", "rel") and (verb.passive or verb.reflexive) and slots.get("obj"):
        slots["subj"] = slots.pop("obj")
        return
    if source is not None and source is not clause:
        found = _subject(source, tokens, s, depth)
        if found:
            slots["subj"] = found


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
    if s.case:
        return [u for u in found if clause.units.index(u) < at] + [u for u in found if clause.units.index(u) > at]
    verb = clause.verb
    if verb is None or verb not in clause.units or phrase.prep or phrase.owner is not None:
        return []
    edge = clause.units.index(verb)
    if at < edge:
        return [u for u in found if clause.units.index(u) > edge]
    return [u for u in found if clause.units.index(u) > at]
