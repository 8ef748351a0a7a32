"""The actor layer: every phrase that names a state, organisation, group, person or role, and who it means.

`actors` reads each sentence (matches -> atoms -> noun phrases), then the article as a whole (who is named in full, which
acronyms it defines or garbles), then resolves every phrase in reading order. It fills `mentions`, `entities` and `notes`.

What mentions mean:
* a capital is a mention of its state (form "name"); whether it is meant as a place is the reader's to say by the phrase it
  stands in (`Names.capitals` tells capitals by their words, `Gazetteer.capital` gives the place);
* a role of a state is "TUR/police", of nobody in particular "generic/police"; what organisations and groups own is theirs;
* "both sides" is "pair:A+B" (`knowledge.members` gives the two), which has no entity of its own in the record;
* persons and organisations the tables lack are "unknown/<name>", `known` false;
* a mention covers its whole noun phrase without the article; a role in apposition is a mention of its own, of the same person;
* whose role it is ("the secretary-general of NATO") is an entity of the record with its own span, and no mention, for it is no party.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from diurna.analysis import Analysis, Mention, Sentence, Token
from diurna.extract.actors import garbled, initials, sorts
from diurna.extract.actors.actor_atoms import HEADS, OWNERS, Atom, What, atoms
from diurna.extract.actors.actor_phrases import joined
from diurna.extract.actors.appositions import linked
from diurna.extract.actors.coreference import Discourse
from diurna.extract.actors.entities import entities
from diurna.extract.actors.home import home
from diurna.extract.actors.knowledge import UNKNOWN, Knowledge
from diurna.extract.actors.naming import naming
from diurna.extract.actors.remembered import Scene, counted
from diurna.extract.actors.renamed import ONLY_AGAIN
from diurna.extract.actors.strangers import Strangers
from diurna.extract.actors.unknown_names import definitions, speakers, title_cased
from diurna.langs.names import Hit, Names
from diurna.langs.pack import Packs
from diurna.langs.romanised import nominative
from diurna.model import Note

_ABBREVIATED = frozenset({"org", "media", "group", "national"})
_UNKNOWN = 16
"""Abbreviations of one article that names in full are looked for at most: time stays linear in the text."""
_BETWEEN = 2
"""Words at most between a state's adjective and the name of its citizen."""
_OWNING = OWNERS | HEADS | {"person"}
"""What may be named as the one that a role belongs to."""
_APART = frozenset({"byline", "dateline", "footer"})
_LARGE = 100_000
"""People of a town whose name tells where a body is."""
_FORMS: dict[What, Literal["name", "adjective", "inhabitant", "generic", "title", "pronoun"]] = {
    "adjective": "adjective", "inhabitant": "inhabitant", "generic": "generic", "pair": "generic", "same": "generic",
    "office": "title", "pronoun": "pronoun",
}  # fmt: skip


class Reading(msgspec.Struct):
    """One sentence while it is read: its noun phrases, where it has words like "agency", and whom compounds name before their hyphen, as
    (id, token, start, end)."""

    index: int
    sentence: Sentence
    lang: str
    atoms: list[Atom]
    agencies: list[tuple[int, int]]
    compounds: list[tuple[str, int, int, int]]

    def covered(self) -> set[int]:
        """Token positions inside its phrases."""
        return {i for a in self.atoms for i in range(a.first, a.last)}


def actors(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill `mentions` and `entities`, and add notes on garbled acronyms."""
    readings = [r for i, s in enumerate(analysis.sentences) if (r := _read(i, s, analysis, packs)) is not None]
    knowledge = Knowledge(packs.gazetteer, analysis.published.start if analysis.published else None)
    scene = _scene(readings, knowledge, analysis, packs)
    strangers = Strangers()
    _introduced(readings, strangers, knowledge, analysis.input.text)
    _abbreviated(readings, strangers, analysis.input.text)
    notes = _ungarbled(readings, strangers, packs, knowledge, scene)
    _met_again(readings, strangers, packs, scene)
    discourse = Discourse(knowledge, scene, strangers.names, strangers.sorts)
    mentions = _resolved(readings, discourse, strangers, analysis.input.text)
    every = sorted([*mentions, *_within(readings, discourse, mentions)], key=lambda pair: pair[0].start)
    abroad = {e for e, sort in strangers.sorts.items() if sort == "company"}  # whose state only the text may tell
    told = {e: state for e in strangers.names if (state := discourse.countries.get(e) if e in abroad else discourse.state_of(e))}
    found = entities(every, analysis, knowledge, strangers, packs, told, _sectors(readings, knowledge))
    return msgspec.structs.replace(
        analysis,
        mentions=tuple(m for m, _ in mentions),
        entities={**analysis.entities, **found},
        notes=(*analysis.notes, *notes),
    )


def _sectors(readings: list[Reading], knowledge: Knowledge) -> dict[str, str]:
    """The sector of an unknown person, from the role that introduces them: "the blogger X"."""
    out: dict[str, str] = {}
    for atom in (a for r in readings for a in r.atoms if a.ids and a.ids[0].startswith("unknown/")):
        for role in atom.role:
            known = knowledge.gazetteer.offices.get(role) or knowledge.facts(role)
            if known is not None and known.sector:
                out.setdefault(atom.ids[0], known.sector)
    return out


def _read(index: int, sentence: Sentence, analysis: Analysis, packs: Packs) -> Reading | None:
    """The noun phrases of one sentence; None where its language has no pack or its segment is no running text."""
    lang = sentence.lang
    if lang is None or lang not in packs or not sentence.tokens:
        return None
    if analysis.segments and analysis.segments[sentence.segment].kind in _APART:
        return None
    pack, tokens = packs[lang], sentence.tokens
    names = naming(pack, packs.gazetteer)
    hits = names.find(tokens, analysis.input.text)
    found = joined(atoms(hits, tokens, names, pack.settings), tokens, names, pack.settings.time_words)
    if pack.settings.solid_compounds or not title_cased(tokens):  # German nouns are capitalised throughout
        found = linked(found, tokens, names.words)
        bodies = {a.last for a in found if a.what == "generic" and _kind(a.ids[0], packs) in ("media", "organization")}
        strangers = [a for a in speakers(tokens, found, names.words, pack.settings) if a.first not in bodies]
        found = sorted([*found, *strangers], key=lambda a: (a.first, a.start))
    found = sorts.named(found, tokens, names.words, pack.settings, lambda role: _kind(role, packs), lambda name: _is_city(name, packs))
    agencies = [(h.first, h.last) for h in hits if any(s.section == "words" and s.id == "agency" for s, _ in h.readings)]
    return Reading(index, sentence, lang, found, agencies, _compounds(hits, tokens, names) if pack.settings.solid_compounds else [])


def _compounds(hits: Sequence[Hit], tokens: Sequence[Token], names: Names) -> list[tuple[str, int, int, int]]:
    """The bodies that compounds name before their hyphen ("SPÖ-Chefin", "Reuters-Reporter"), where the whole is no name."""
    whole = {h.first for h in hits if h.owner is None and h.end == tokens[h.last - 1].end}
    hyphened = ((at, t, names.before_hyphen(t)) for at, t in enumerate(tokens) if "-" in t.text and at not in whole)
    return [(named[0], at, t.start, named[1]) for at, t, named in hyphened if named is not None]


def _kind(role: str, packs: Packs) -> str:
    """The kind of a role's body; none for a role of people ("workers"), which no name would be a body's behind."""
    known = packs.gazetteer.entity(role)
    return known.kind if known is not None and not known.plural else ""


def _is_city(name: str, packs: Packs) -> bool:
    """Whether a large town has a name."""
    return any(place.population >= _LARGE for place in packs.gazetteer.atlas.named(name))


def _scene(readings: list[Reading], knowledge: Knowledge, analysis: Analysis, packs: Packs) -> Scene:
    """Who and which states the article names without doubt."""
    every = [a for r in readings for a in r.atoms]
    persons = [a.partner if a.role and a.partner is not None else a for a in every if a.what == "person"]
    named = {a.ids[0] for a in persons if not a.surname}
    owners = [a.owned_by for a in every if a.owned_by is not None]
    states = counted(a.ids for a in [*every, *owners] if a.what in ("state", "capital", "adjective", "inhabitant"))
    for person in named:
        if country := knowledge.country(person):
            states[country] = states.get(country, 0) + 1
    bodies = frozenset(a.ids[0] for a in [*every, *owners] if a.what in _ABBREVIATED and len(a.ids) == 1)
    return Scene(frozenset(named), states, home(analysis, packs, states), bodies)


def _introduced(readings: list[Reading], strangers: Strangers, knowledge: Knowledge, text: str) -> None:
    """Register unknown persons and the acronyms the article defines; what is called like a place is no person."""
    for reading in readings:
        kept = []
        for atom in reading.atoms:
            if atom.what == "unknown_person":
                name = atom.partner or atom
                words = text[name.start : name.end].split()
                if not atom.role and knowledge.is_place(" ".join(words)):
                    continue
                lemma = reading.sentence.tokens[name.head].lemma
                if atom.role and len(words) == 1 and lemma and knowledge.is_place(lemma[:1].upper() + lemma[1:]):
                    atom.what = "generic" if atom.role[0].startswith("generic/") else "office"
                    atom.ids, atom.role, atom.partner = atom.role, (), None  # "мэр Стамбула" is nobody called so
                    kept.append(atom)
                    continue
                atom.ids = (strangers.person(words, atom.gender),)
                tokens = reading.sentence.tokens
                before = tokens[name.first - 1] if name.first else None
                strangers.called(atom.ids[0], nominative(tokens[name.first : name.last], reading.lang, before), reading.lang)
            if atom.what == "unknown_org" and not atom.ids and atom.partner is not None:
                name, atom.partner = atom.partner, None
                atom.ids = (strangers.organisation(text[name.start : name.end], atom.sort or "organization"),)
                strangers.called(atom.ids[0], text[name.start : name.end], reading.lang)
                strangers.named(reading.sentence.tokens[name.first : name.last], atom)
            kept.append(atom)
        reading.atoms = kept
        _defined(reading, strangers, text)


def _defined(reading: Reading, strangers: Strangers, text: str) -> None:
    """`Agenzia per la sicurezza nazionale (Nsa)`: the short form means what the long one means."""
    tokens = reading.sentence.tokens
    for first, end, acronym in definitions(tokens, reading.atoms):
        long = next((a for a in reading.atoms if a.first == first and a.last == end), None)
        if long is None:
            start, stop = tokens[first].start, tokens[end - 1].end
            ids = (strangers.organisation(text[start:stop]),)
            long = Atom(first, end, first, start, stop, "unknown_org", ids, number="s")
            reading.atoms = [a for a in reading.atoms if a.last <= first or a.first >= end]
            reading.atoms.append(long)
        strangers.short(tokens[acronym].text, long)


def _abbreviated(readings: list[Reading], strangers: Strangers, text: str) -> None:
    """Let abbreviations mean what the article names in full by these initials, before the tables' other bodies of that abbreviation."""
    full: dict[str, Atom] = {}
    for reading in readings:
        for letters, atom in initials.spelled(reading.atoms, reading.sentence.tokens):
            full.setdefault(letters, atom)
    bodies = {i for atom in full.values() for i in atom.ids}
    unknown: set[str] = set()
    for reading in readings:
        tokens, covered = reading.sentence.tokens, reading.covered()
        for atom in reading.atoms:
            meant = full.get(tokens[atom.first].text.upper()) if atom.what in _ABBREVIATED and atom.last - atom.first == 1 else None
            if meant is not None and meant.ids and bodies.isdisjoint(atom.ids) and initials.is_abbreviation(tokens[atom.first]):
                atom.what, atom.ids, atom.sort = meant.what, meant.ids, meant.sort
        for at, token in enumerate(tokens):
            if at in covered or not initials.is_abbreviation(token):
                continue
            if (meant := full.get(token.text.upper())) is not None:
                strangers.short(token.text, meant)
            elif token.text.isupper():
                unknown.add(token.text)
    for letters in sorted(unknown)[:_UNKNOWN]:
        _spelled_out(letters, readings, strangers, text)


def _spelled_out(letters: str, readings: list[Reading], strangers: Strangers, text: str) -> None:
    """Register the body that the tables lack and that the article names in full by some abbreviation's letters."""
    for reading in readings:
        tokens = reading.sentence.tokens
        span = initials.named_in_full(letters, tokens, reading.covered())
        if span is not None:
            start, stop = tokens[span[0]].start, tokens[span[1] - 1].end
            ids = (strangers.organisation(text[start:stop]),)
            long = Atom(*span, span[0], start, stop, "unknown_org", ids, number="s")
            reading.atoms = sorted([*reading.atoms, long], key=lambda a: (a.first, a.start))
            strangers.short(letters, long)
            return


def _ungarbled(readings: list[Reading], strangers: Strangers, packs: Packs, knowledge: Knowledge, scene: Scene) -> list[Note]:
    """Resolve unknown acronyms beside "agency" to what they nearly are; a note for each."""
    notes: list[Note] = []
    for reading in readings:
        if not reading.agencies:
            continue
        tokens, newly = reading.sentence.tokens, _acronyms(reading)
        covered = reading.covered() - newly.keys()
        for at in garbled.beside(tokens, reading.agencies, covered):
            token = tokens[at]
            meant = _acronym(token.text, [r.lang for r in readings], packs, knowledge, scene)
            if meant is None:
                continue
            entity, acronym = meant
            what: What = "media" if entity.startswith("media/") else "org" if entity.startswith("org/") else "national"
            known = Atom(at, at + 1, at, token.start, token.end, what, (entity,), number="s")
            strangers.short(token.text, known)
            reading.atoms = [known if a is newly.get(at) else a for a in reading.atoms]
            facts = knowledge.facts(entity)
            if acronym != token.text:
                message = f"{token.text} is most likely {acronym}" + (f", {facts.label}" if facts else "")
                notes.append(Note("garbled-acronym", message, token.start, token.end))
    return notes


def _acronyms(reading: Reading) -> dict[int, Atom]:
    """The acronyms that only the noun before them shows to be an agency's, by their token: they may be a known one that is garbled."""
    tokens = reading.sentence.tokens
    media = (a for a in reading.atoms if a.what == "unknown_org" and a.sort == "media")
    return {a.last - 1: a for a in media if tokens[a.last - 1].text.isupper()}


def _acronym(text: str, langs: list[str], packs: Packs, knowledge: Knowledge, scene: Scene) -> tuple[str, str] | None:
    """What an acronym nearly is, first among the names of the article's languages, then of all."""
    for codes in (dict.fromkeys(langs), dict.fromkeys(packs)):
        known: dict[str, list[str]] = {}
        for code in codes:
            for entity, acronyms in packs[code].names.acronyms.items():
                if near := [a for a in acronyms if abs(len(a) - len(text)) <= 1]:
                    known.setdefault(entity, []).extend(near)
        named = [e for e in known if knowledge.country(e) in scene.states]
        if meant := garbled.nearest(text, known, named):
            return meant
    return None


def _met_again(readings: list[Reading], strangers: Strangers, packs: Packs, scene: Scene) -> None:
    """Add the surnames and acronyms that only the article itself explains, also where somebody it does not name has the surname."""
    if not strangers:
        return
    for reading in readings:
        others = [a for a in reading.atoms if a.what == "person" and a.surname == "family" and scene.named.isdisjoint(a.ids)]
        free = reading.covered() - {i for a in others for i in range(a.first, a.last)}
        found = strangers.find(reading.sentence.tokens, free, packs[reading.lang].settings.case)
        if found:
            at = {a.first for a in found}
            kept = [a for a in reading.atoms if a not in others or a.first not in at]
            reading.atoms = sorted([*kept, *found], key=lambda a: (a.first, a.start))


def _national(reading: Reading, at: int) -> str | None:
    """The state whose adjective stands before a name with nothing but a noun between: "l'ingegnere iraniano X", "US reporter X"."""
    left, atom = (reading.atoms[at - 1] if at else None), reading.atoms[at]
    if left is None or left.what not in ("adjective", "inhabitant", "state") or len(left.ids) != 1 or atom.what != "unknown_person":
        return None
    between = reading.sentence.tokens[left.last : atom.first]
    if len(between) > _BETWEEN or any(t.pos not in ("NOUN", "ADJ") for t in between) or (left.what == "state" and not left.modifies):
        return None
    return left.ids[0]


def _within(readings: list[Reading], discourse: Discourse, mentions: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """Who is named inside other phrases as the one a role belongs to, where no mention stands there alone."""
    alone = {(m.start, m.end) for m, _ in mentions}
    found: list[tuple[Mention, str]] = []
    for reading in readings:
        for entity, at, start, end in reading.compounds:
            if (start, end) not in alone:
                found.append((Mention(reading.index, at, at + 1, at, entity, "name", start, end), reading.lang))
        for atom in reading.atoms:
            inner = atom.owned_by
            while inner is not None and inner is not atom:
                if inner.what in _OWNING and (inner.start, inner.end) not in alone and (entity := discourse.named(inner)) is not None:
                    place = (reading.index, inner.first, inner.last, inner.head)
                    found.append((Mention(*place, entity, _FORMS.get(inner.what, "name"), inner.start, inner.end), reading.lang))
                inner = inner.owned_by
    return found


def _resolved(readings: list[Reading], discourse: Discourse, strangers: Strangers, text: str) -> list[tuple[Mention, str]]:
    """Every phrase as a mention, in reading order, with the language it stands in."""
    mentions: list[tuple[Mention, str]] = []
    for reading in readings:
        discourse.enter(reading.index)
        for at, atom in enumerate(reading.atoms):
            if atom.what == "place":
                continue
            entity = discourse.resolve(atom)
            if entity is None and atom.ids and atom.ids[0] in ONLY_AGAIN:
                continue
            if entity is not None and entity.startswith(UNKNOWN) and (state := _national(reading, at)):
                discourse.countries.setdefault(entity, state)
            if entity is not None and atom.what == "unknown_org" and (owner := discourse.owner(atom)):
                discourse.countries.setdefault(entity, discourse.knowledge.country(owner) or owner)
            if entity is None and atom.what == "person":
                if not atom.role or atom.partner is None:
                    continue
                words = text[atom.partner.start : atom.partner.end].split()
                atom.what, atom.ids = "unknown_person", (strangers.person(words, atom.gender),)
                entity = discourse.resolve(atom)
            form = "title" if atom.role else _FORMS.get(atom.what, "name")
            place = (reading.index, atom.first, atom.last, atom.head)
            mentions.append((Mention(*place, entity, form, atom.start, atom.end, *_shown(atom, form)), reading.lang))
    return mentions


def _shown(atom: Atom, form: str) -> tuple[str, str, str]:
    """What the list of names says of a mention's cases, number and gender: of names, of the officials of a plural, of pronouns."""
    if form == "name":
        return atom.cases, atom.number, ""
    if form == "title":
        return "", "p" if atom.number == "p" else "", ""
    return ("", atom.number, atom.gender) if form == "pronoun" else ("", "", "")
