"""Subjectless: what grammar says of verbs whose clause names no subject, and of phrases that only look like one, where cases decide."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings


def active_participle(verb: Verb, s: Settings) -> bool:
    """Whether a Slavic participle of doing has no subject but what it describes: "Алжир, разорвавший с Мадридом договор"."""
    return bool(s.by_case) and verb.form == "part" and not verb.passive


def unowned_plural(before: list[Phrase], number: str) -> None:
    """Make nominatives of what looks like a genitive of the singular, stands first before a plural verb and completes nothing: ru "стороны
    договорились", "власти заявили"."""
    for phrase in before:
        if number == "p" and phrase.owner is None and not phrase.prep and phrase.cases[:1] == "g" and {"n", "a"} <= set(phrase.cases):
            phrase.cases, phrase.number = "na" + phrase.cases.replace("n", "").replace("a", ""), "p"


def housed(clause: Clause, verb: Verb, s: Settings) -> bool:
    """Whether a Slavic verb in the plural stands with the place or body in which it is said or done: "...; в МВД говорят о сорока"."""
    if not s.by_case or verb.number != "p" or verb.form != "fin":
        return False
    ahead = [u for u in clause.units if isinstance(u, Phrase) and u.last <= verb.first and not u.time]
    return any(u.prep in s.inside and u.mention is not None for u in ahead)


def asked(clause: Clause, verb: Verb, best: Phrase, s: Settings) -> bool:
    """Whether what looks like the subject behind a verb is whom a house asks to do something: "в ООН призвали стороны защитить людей"."""
    told = any(c.kind == "inf" for c in clause.children) and best.first > verb.first and "a" in best.cases
    return told and housed(clause, verb, s)


def said_in(clause: Clause, verb: Verb, best: Phrase, s: Settings) -> bool:
    """Whether a thing beside a plural verb is what a body or state does something to: "в НАТО планы Польши поддержали", "в Киеве отвергли
    обвинения" (verbs of the class "judging" where it stands behind)."""
    if best.mention is not None or "a" not in best.cases or verb.number != "p" or verb.form != "fin" or not s.by_case or verb.passive:
        return False
    behind = best.first > verb.first
    if verb.lemma not in s.classes.get("judging", ()) if behind else verb.lemma in s.classes.get("intransitive", ()):
        return False
    houses = [u for u in clause.units if isinstance(u, Phrase) and u.prep in s.inside and u.last <= min(best.first, verb.first)]
    named = [u.mention.entity or "" for u in houses if u.mention is not None]
    return any(not e.startswith(("geo/", "place/")) and ("/" in e or (behind and e)) for e in named)


def said_from(before: Sequence[Unit], verb: Verb, tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """The government or body from which it is said, in languages that name one so (`Settings.housing`), where the verb's subject is nobody:
    "desde Moscú aseguran", "à Moscou, on dément", "in Moskau wies man". `before`: the units before the verb."""
    beside = {t.norm for t in (*tokens[max(0, verb.first - 1) : verb.first], *tokens[verb.first + 1 : verb.last + 1])}
    plural = verb.number == "p" or bool(s.plural_verbs and tokens[verb.first].norm.endswith(s.plural_verbs))
    if verb.passive or verb.form != "fin" or not (s.nobody & beside if s.nobody else plural):
        return None
    for unit in reversed(before):
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind in ("stop", "that")):
            return None
        if isinstance(unit, Phrase) and unit.prep in s.housing and not unit.time and _governs(unit):
            return unit
    return None


def _governs(phrase: Phrase) -> bool:
    """Whether a phrase names a state or a body of one, or an organisation of states."""
    entity = (phrase.mention.entity or "") if phrase.mention is not None else ""
    return (entity[:3].isupper() and entity[3:4] in ("", "/")) or entity.startswith("org/")


def done_to(clause: Clause, verb: Verb, objects: list[Phrase]) -> bool:
    """Whether an object opens the clause of a plural verb, so that nobody in particular acts: "...: демонстрантов рассеяли дубинками"."""
    first = next((u for u in clause.units if isinstance(u, Phrase) and not u.time), None)
    return verb.number == "p" and not verb.passive and first is not None and first.last <= verb.first and first in objects


def apart(clause: Clause, verb: Verb, objects: list[Phrase], tokens: tuple[Token, ...]) -> bool:
    """Whether a comma alone stands before a clause that its object opens: what nobody named does is no act of the subject before."""
    first = next((u for u in clause.units if not isinstance(u, Marker)), None)
    return first is not None and first.first > 0 and tokens[first.first - 1].text == "," and done_to(clause, verb, objects)


def sharing(clause: Clause, verb: Verb, subject: list[Phrase], s: Settings) -> Clause | None:
    """The clause whose object, ahead of its verb, a verb behind "and" has too that has nothing but a subject behind it: "его задержали и
    отпустили", "танкер зупинили й захопили військові"."""
    base = clause.base
    bare = [u for u in clause.units if isinstance(u, Phrase) and not u.prep and not u.time and u.owner is None]
    alone = all(p in subject and p.first >= verb.last for p in bare)
    return (
        base
        if base is not None and base.verb is not None and alone and not verb.passive and not verb.lemma.endswith(s.reflexive_verbs)
        else None
    )


def ahead(base: Clause, objects: list[Phrase]) -> list[Phrase]:
    """Those of a clause's objects that stand before its verb."""
    return [p for p in objects if base.verb is not None and p.last <= base.verb.first]


def in_infinitive(clause: Clause, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> Phrase | None:
    """The subject that stands behind the object of an infinitive before its verb: "захватить Киев Россия не смогла"."""
    if not s.by_case or verb.form != "fin":
        return None
    for child in clause.children:
        if child.kind != "inf" or child.verb is None or child.verb.first > verb.first:
            continue
        last = next((u for u in reversed(child.units) if isinstance(u, Phrase)), None)
        if last is not None and last.cases[:1] == "n" and not last.prep and child.verb.first < last.first and last.last <= verb.first:
            return last if not (verb.number and last.number and verb.number != last.number) else None
    return None


def impersonal(objects: list[Phrase], clause: Clause, verb: Verb, s: Settings) -> bool:
    """Whether nobody of the clause before is meant by a plural verb without subject."""
    return bool(s.by_case) and (housed(clause, verb, s) or done_to(clause, verb, objects))
