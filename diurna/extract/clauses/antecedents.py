"""Relative clauses and what is around them: the noun phrase they go with, and the clause whose verb comes only behind them."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses import clitics, closings, doers
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb, is_comma
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


def of(before: list[Phrase], units: list[Unit], tokens: tuple[Token, ...], s: Settings, defining: bool = False) -> Phrase | None:
    """What a relative clause behind the phrases `before`, at the end of `units`, goes with: the last phrase.

    Behind a comma that is the whole noun phrase and not the place or party in it ("la masacre de Gao, que dejó ..."), and the name that a
    noun stands in apposition to ("X, ally of Y, whom ..."). `defining`: the clause says which one is meant, so that no name is.
    """
    if not before:
        return None
    last = before[-1]
    if (
        defining
        and s.bare_complements
        and len(before) > 1
        and last.mention is not None
        and last.mention.form == "name"
        and last.prep
        and last.first == before[-2].last
    ):
        noun = before[-2]
        return noun if tokens[noun.head].pos == "NOUN" and noun.mention is None else last  # "a deal with Bulgaria that clears the way"
    while (owner := last.owner) is not None and last.mention is None and owner.mention is not None:
        last = owner
    if not units or not isinstance(units[-1], Marker) or s.case:
        return last
    if not s.prodrop:
        return _named(before, last) or last
    place = last.mention is not None and (last.mention.entity or "").startswith(("geo/", "place/"))
    while place and last.owner is None and last.prep in s.inside and last in before and before.index(last):
        last = before[before.index(last) - 1]  # "la firma, con sede en Dubái, que ofreció ..."
        place = last.prep in s.together
    while (owner := last.owner) is not None and (place or doers.acts(owner, tokens, s)):
        last = owner
    named = _named(before, last)
    return named if named is not None and doers.acts(last, tokens, s) else last


def agreeing(found: Phrase | None, before: list[Phrase], at: int, tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """The noun phrase that a Slavic relative in the nominative, at token `at`, agrees with, where the nearest cannot be it: "судно під
    прапором Габону, яке ..."; a person keeps it, whose office may have the other gender.
    """
    relative = tokens[at]
    if found is None or not s.by_case or relative.cases[:1] != "n" or not relative.number or _agrees(found, relative, tokens):
        return found
    entity = found.mention.entity or "" if found.mention is not None else ""
    if entity.startswith(("person/", "unknown/")) or (found.mention is not None and found.mention.form == "title"):
        return found
    place = before.index(found) if found in before else len(before)
    near = [p for p in reversed(before[max(0, place - 3) : place]) if not p.time and _agrees(p, relative, tokens)]
    seat = bool(near) and near[0] is found.owner and found.mention is not None and near[0].mention is None
    if seat and tokens[near[0].head].lemma in s.classes.get("target", ()):
        return found  # "здание штаба, которое ...": a building stands for whose it is
    return near[0] if near else found


def _agrees(phrase: Phrase, relative: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase has the number, and in the singular the gender, of a relative pronoun, as far as its head shows them."""
    head = tokens[phrase.head]
    number = "p" if len(phrase.group) > 1 or phrase.amount or head.pos == "NUM" else head.number
    if number and number != relative.number:
        return False
    return relative.number == "p" or not head.gender or not relative.gender or head.gender == relative.gender


def _named(before: list[Phrase], last: Phrase) -> Phrase | None:
    """The name that a nameless noun between commas stands in apposition to: "ECOWAS, the regional bloc, which ..."."""
    k = before.index(last) if last in before else 0
    named = before[k - 1] if k else None
    if named is None or named.mention is None or named.mention.form != "name" or not named.before_comma or not last.after_comma:
        return None
    return named if not last.prep and len(last.group) == 1 and last.mention is None else None


def joint_above(c: Clause) -> Clause | None:
    """The clause around a relative one that has its verb and behind it "and X", whose verb comes only now: "A asked B to stop, and C,
    which mediates, offered ..."."""
    if c.kind not in ("rel", "that") or c.verb is None or c.parent is None or c.parent.verb is None:
        return None
    upper = c.parent
    behind = upper.units[upper.joined + 1 :] if upper.joined >= 0 else []
    subject = next((u for u in behind if isinstance(u, Phrase) and not u.prep and u.owner is None and not u.time), None)
    last = upper.units[-1] if upper.units else None
    closed = isinstance(last, Marker) and last.kind == "comma" and bool(c.units) and isinstance(c.units[-1], Marker)
    return upper if subject is not None and closed and not any(isinstance(u, Verb) for u in behind) else None


def contact(c: Clause, everything: list[Clause], tokens: tuple[Token, ...], speech: Speech, s: Settings) -> Clause:
    """The clause of a finite verb behind `c`: a relative one without pronoun where a noun and a subject pronoun or name stand side by side
    at the end of `c` ("a minister he had sacked", "the deal Oslo signed"), else `c` itself. `everything`: the sentence's clauses so far.
    """
    noun, subject = c.units[-2:] if len(c.units) > 1 else (None, None)
    if not isinstance(noun, Phrase) or not isinstance(subject, Phrase) or not s.classes.get("nominative"):
        return c
    if tokens[subject.head].norm not in s.classes["nominative"] and not names_doer(noun, subject, c, tokens, s):
        return c
    if noun.time or noun.last != subject.first or subject.prep or tokens[noun.head].pos != "NOUN" or (noun.prep and c.verb is None):
        return c
    lemma = tokens[noun.head].lemma
    told = (
        c.verb is not None and closings.complements(c.verb, speech) and (noun.mention is not None or lemma in s.classes.get("people", ()))
    )
    if lemma in s.time_words or told or (c.verb is not None and c.verb not in c.units):
        return c  # "told reporters he ..."
    inner = Clause("rel", parent=c, antecedent=noun, marker=Marker(subject.first, "rel", ""), units=[c.units.pop()])
    c.children.append(inner)
    everything.append(inner)
    return inner


def names_doer(noun: Phrase, subject: Phrase, c: Clause, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a name right behind a thing that has an article is the subject of a relative clause: "an account Manila called a lie"."""
    name, lemma = subject.mention, tokens[noun.head].lemma
    if name is None or name.form == "pronoun" or noun.mention is not None or noun.prep or tokens[noun.first].pos != "DET":
        return False
    apposed = lemma in s.classes.get("people", ()) or (name.entity or "geo/").startswith(("geo/", "place/", "unknown/", "generic/"))
    return not apposed and (c.verb is None or c.verb.lemma not in s.classes.get("giving", ()))


def beyond(base: Clause, upper: Clause, v: Verb, tokens: tuple[Token, ...], s: Settings) -> Clause:
    """Which clause a Romance verb behind ", and" goes on with: not the relative clause of a thing, "derogó la ley que fijaba precios, y
    anunció ..."."""
    thing = base.kind == "rel" and base.antecedent is not None
    if thing and base.antecedent is not None and doers.acts(base.antecedent, tokens, s):
        thing = clitics.of_object(tokens, v, s) is not None  # "sancionó al juez, que instruye la causa, y le retiró el visado"
    main: Clause | None = upper
    while main is not None and (main.verb is None or main.verb.form != "fin"):
        main = main.parent
    agree = main is not None and main.verb is not None and main.verb.mood == v.mood and v.number == main.verb.number
    return main if thing and agree and main is not None and not s.case and s.prodrop else base


def governing(c: Clause, v: Verb, s: Settings) -> Clause:
    """The clause that governs a Romance infinitive: behind "and" that of the infinitive before it, "acusó a X de perseguir y matar"."""
    joined = c.kind == "inf" and bool(c.units) and isinstance(last := c.units[-1], Marker) and last.kind == "and"
    alike = joined and c.verb is not None and v.marker in ("", c.verb.marker) and not s.case and not s.bare_complements
    return c.parent if alike and c.parent is not None else c


def right_before(units: list[Unit], index: int, tokens: tuple[Token, ...] = ()) -> Phrase | None:
    """The phrase right before a unit, over a comma or adverb; with `tokens`, not the noun it belongs to where only it agrees with a
    participle: "fait état de onze soldats tués"."""
    verb = units[index]
    participle = tokens[verb.head] if tokens and isinstance(verb, Verb) and verb.form == "part" else None
    for unit in reversed(units[max(0, index - 3) : index]):
        if isinstance(unit, Phrase):
            if unit.time and unit.mention is None and isinstance(units[index - 1], Marker):
                return None  # "dimessosi martedì, arrestato ...": a day is no party
            while unit.owner is not None and unit.mention is None:
                if participle is not None and _agree(participle, unit, tokens) and not _agree(participle, unit.owner, tokens):
                    break
                unit = unit.owner
            return unit
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind not in ("comma", "adv")):
            return None
    return None


def around_relative(base: Clause, moved: list[Unit], s: Settings) -> Clause:
    """The clause that a verb behind "and" with a subject of its own goes on with: not the one that "qui" opens, "A a expulsé ceux qui
    restaient et B a protesté".
    """
    marker, upper = base.marker, base.parent
    if base.kind != "rel" or marker is None or marker.norm not in s.subject_relatives or s.case or s.bare_complements:
        return base
    own = any(isinstance(u, Phrase) and not u.prep and not u.time and u.owner is None for u in moved)
    while own and upper is not None and upper.verb is None:
        upper = upper.parent
    return upper if own and upper is not None else base


def participle_row(c: Clause, v: Verb, units: list[Unit], index: int, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a Romance participle behind a comma goes on with the one before it: "arrêté mardi à Dakar, libéré jeudi, X a accusé ...". Not
    where people stand between that it may go with.
    """
    if c.kind != "part" or c.verb is None or not c.verb.passive or v.tense == "pres" or s.case or s.bare_complements:
        return False
    first, second = tokens[c.verb.head], tokens[v.head]
    alike = all(not a or not b or a == b for a, b in ((first.number, second.number), (first.gender, second.gender)))
    joint = units[index - 1] if index else None
    if not alike or not isinstance(joint, Marker) or joint.kind not in ("comma", "adv"):
        return False  # "arrêté dimanche, relâché", "arrêté dimanche puis relâché"
    near = right_before(units, index)
    place = near is not None and near.prep in s.inside and near.mention is not None and near.mention.form == "name"
    return c.antecedent is None or near is None or near.time or place or not doers.acts(near, tokens, s)


def described(units: list[Unit], index: int, tokens: tuple[Token, ...]) -> Phrase | None:
    """The noun before a comma that a Slavic participle behind it describes, over words of time: "X, ещё весной исключавший Y"."""
    verb = units[index]
    at = next((k for k in range(index - 1, max(-1, index - 5), -1) if is_comma(units[k])), -1)
    between = units[at + 1 : index]
    if at < 1 or any(isinstance(u, Verb) or (isinstance(u, Phrase) and not (u.time or u.prep)) for u in between):
        return None
    participle = tokens[verb.head] if isinstance(verb, Verb) else None
    for unit in reversed(units[max(0, at - 4) : at]):
        if isinstance(unit, Marker) and unit.kind in ("quote", "adv"):
            continue
        if not isinstance(unit, Phrase) or participle is None:
            return None
        number = unit.number or tokens[unit.head].number
        if set(participle.cases) & set(unit.cases) and (not number or not participle.number or number == participle.number):
            return unit
    return None


def of_participle(noun: Phrase, clause: Clause, participle: Token, tokens: tuple[Token, ...]) -> Phrase:
    """What a participle behind a comma goes with where the noun before it does not agree: "los venezolanos que llevó a El Salvador,
    acusados de ..."."""
    placed = (noun.mention.entity if noun.mention is not None else None) or ""
    scene = bool(noun.prep) and noun.owner is None and placed.startswith(("geo/", "place/"))
    if scene and (victim := _before_scene(noun, clause, participle, tokens)) is not None:
        return victim
    if _agree(participle, noun, tokens):
        return noun
    around: Clause | None = clause
    while around is not None:
        near = [p for p in reversed(around.phrases()) if p.first < noun.first and p.owner is None and not p.time]
        found = next((p for p in near if p.last < noun.first and _agree(participle, p, tokens)), None)
        relative = around.antecedent if around.kind == "rel" else None
        if relative is not None and _agree(participle, relative, tokens):
            return relative
        if found is not None:
            return found
        around = around.parent
    return noun


def _before_scene(noun: Phrase, clause: Clause, participle: Token, tokens: tuple[Token, ...]) -> Phrase | None:
    """The nearest phrase before a place that a participle behind a comma agrees with, where an actor is named in it: "la muerte de un
    manifestante en Cobán, tiroteado por ..."."""
    near = [p for p in reversed(clause.phrases()) if p.last <= noun.first and not p.time]
    who = next((p for p in near if p.mention is not None and not (p.mention.entity or "").startswith(("geo/", "place/"))), None)
    form, head = participle.gender, tokens[who.head].gender if who is not None else ""
    return who if who is not None and _agree(participle, who, tokens) and (not form or not head or form == head) else None


def _agree(participle: Token, noun: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a participle may go with a noun by number; a name of one place or person is singular."""
    one = noun.mention is not None and (noun.mention.entity or "").startswith(("person/", "place/", "geo/"))
    state = noun.mention is not None and noun.mention.form == "name" and len(noun.mention.entity or "") == len("FRA")
    number = "p" if len(noun.group) > 1 else noun.number or ("s" if one or state else tokens[noun.head].number)
    return not participle.number or not number or number == participle.number
