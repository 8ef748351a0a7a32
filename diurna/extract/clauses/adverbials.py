"""Phrases that stand by a verb and are no party to it: scenes, sources, fillers, companions."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings


def fills(units: list[Unit], place: int, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase only holds the subject's place or counts, or is the number before such a word ("une nouvelle fois")."""
    if not s.expletives:
        return False
    unit, after = units[place], units[place + 1] if place + 1 < len(units) else None
    if isinstance(unit, Phrase) and tokens[unit.head].norm in s.expletives:
        return True
    counts = isinstance(after, Phrase) and after.first == getattr(unit, "last", -1) and tokens[after.head].norm in s.expletives
    return counts and isinstance(unit, Phrase) and tokens[unit.head].pos in ("PRON", "DET", "ADJ", "NUM") and not s.case


def scene_setting(clause: Clause, unit: Phrase, s: Settings) -> bool:
    """Whether a phrase at the head of a main clause, before a comma, says only where: "À Strasbourg, des élus ont demandé ..."."""
    if s.case or unit.prep not in s.at or unit.mention is None or unit.mention.form != "name" or clause.kind != "main":
        return False
    second = clause.units[1] if len(clause.units) > 1 else None
    office = isinstance(second, Phrase) and second.mention is not None and second.mention.form in ("title", "generic")
    subject = s.prodrop and office and isinstance(second, Phrase) and not second.prep
    apart = unit.before_comma or subject  # "A Tirana il premier Rama ha difeso ..."
    return apart and (clause.units[0] is unit or unit.opens)


def example(units: list[Unit], place: int, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase only names some of those just named: "detuvo a 34 manifestantes, entre ellos dos dirigentes"."""
    before = units[place - 1] if place else None
    return isinstance(before, Phrase) and before.prep in s.between and tokens[before.head].pos == "PRON" and before.last - before.first == 2


def attributes(phrase: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase names a source or reason: "nach Angaben", "по приказу", "grazie alla mediazione di Oslo" (classes "attribution" and
    "owing")."""
    if not phrase.prep:
        return False
    owing = s.classes.get("owing")
    if owing and phrase.first and phrase.mention is None and tokens[phrase.first - 1].norm in owing:
        return phrase.first < 2 or tokens[phrase.first - 2].norm not in s.determiners  # not "la grâce à des opposants"
    words = s.classes.get("attribution")
    if not words or (s.determiner_cases and phrase.prep in s.inside):
        return False  # "heißt es in einem Bericht"
    lemma = tokens[phrase.head].lemma
    return lemma in words or f"{phrase.prep} {lemma}" in words


def fronted(clause: Clause, tokens: tuple[Token, ...], s: Settings) -> list[Phrase]:
    """What an infinitive is done to, before the impersonal word that governs it: "Санкції треба посилити"."""
    upper = clause.parent
    if clause.kind != "inf" or upper is None or upper.verb is not None or not s.impersonal:
        return []
    last = upper.units[-1] if upper.units else None
    if not isinstance(last, Marker) or tokens[last.first].norm not in s.impersonal:
        return []
    return [p for p in upper.phrases() if not p.prep and p.owner is None and not p.time and "a" in p.cases][-1:]


def of_apposition(unit: Phrase) -> bool:
    """Whether a phrase belongs to a noun set apart by a comma that is no member of a list: "s'est insurgé X, un cadre du parti"."""
    owner = unit.owner
    return owner is not None and owner.after_comma and not owner.prep and len(owner.group) < 2


def up(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase and those it depends on, one after the other."""
    above: Phrase | None = phrase
    while above is not None:
        yield above
        above = above.owner


def behind_adverbial(phrase: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """An agent right behind an adverbial of time or place is nobody's genitive: "wurde in der Nacht von X angegriffen"."""
    owner = phrase.owner
    if owner is None or not owner.prep:
        return False
    place = owner.mention is not None and owner.prep in s.at
    return place or tokens[owner.head].lemma in s.time_words or (owner.owner is not None and owner.prep == phrase.prep)


def jointly(phrase: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a word such as "gemeinsam" stands right before a phrase of company (class "jointly" of the pack)."""
    words = s.classes.get("jointly")
    return bool(words) and phrase.prep in s.together and phrase.first > 0 and tokens[phrase.first - 1].norm in words


def behind_patient(phrase: Phrase, verb: Verb, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether an agent stands between a German passive's subject and its participle: somebody behind people that nobody knows ("wurden
    Hunderte Menschen von der Polizei vertrieben"), arms behind what they hit ("wurde ein Lager von einer Drohne getroffen"); or behind
    both, where the participle opens the clause.
    """
    owner = phrase.owner
    if not s.determiner_cases or owner is None or owner.first < verb.last:
        return False
    if verb.head == verb.first and verb.last - verb.first > 1 and not owner.prep:
        return phrase.mention is not None  # "unterstützt werden die Kurden von den USA"
    if owner.mention is not None:
        return False
    if owner.prep:  # "wurden Menschen aus mehreren Staaten von der Polizei vertrieben"
        role = phrase.mention is not None and phrase.mention.form == "generic"
        return role and not any(tokens[owner.head].lemma in s.classes.get(name, ()) for name in ("people", "bodies"))
    kinds, head = s.classes, tokens[phrase.head].lemma
    arms = any(head in kinds.get(name, ()) for name in ("weapon", "craft", "troops"))
    return arms or (phrase.mention is not None and tokens[owner.head].lemma in kinds.get("people", ()))


def renamed(phrase: Phrase, marked: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase before a verb only names again whom a preposition makes its object, or is a by-name: "a la cabecilla, Carla Díaz,
    alias «la Reina», le impuso una multa" (class "byname" of the pack)."""
    words = s.classes.get("byname", ())
    if not words:
        return False
    if any(tokens[i].lemma in words or tokens[i].norm in words for i in range(max(0, phrase.first - 2), phrase.last)):
        return True
    entity = phrase.mention.entity if phrase.mention is not None else None
    told = [p.mention.entity for p in marked if p.last <= phrase.first and p.mention is not None]
    return entity is not None and entity in told
