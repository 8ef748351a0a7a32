"""Meant: which mentions a phrase stands for: its own, the one it stands in apposition to, the bearer of its office, those of its list."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from diurna.analysis import Mention
from diurna.extract.actors.knowledge import PAIR
from diurna.extract.clauses import subjectless
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.extract.events.predicates import Anchor, Scene, in_class
from diurna.ontology.load import Meaning

_TITLE = 5
"""Units that an office has before its holder's name: "le haut-commissaire de la République en Nouvelle-Calédonie, Louis Le Franc"."""


def of_phrase(scene: Scene, phrase: Phrase) -> list[Mention]:
    """The actors a phrase stands for: its own, or those that own or modify its head ("the invasion of Ukraine by Russia")."""
    found: list[Mention] = []
    for member in phrase.group or [phrase]:
        direct = member.mention
        if direct is not None and member.owner is not None and _common(scene, member, direct):
            return []
        if (both := _of_both(scene, member)) is not None:
            found.append(both)
            continue
        if direct is not None and not (direct.form == "pronoun" and direct.entity is None):
            found.extend(_bearers(scene, member, direct) or [_named(scene, member, direct), *_of_another(scene, member, direct)])
    if found:
        named = found[0].entity is not None and found[0].form == "name"
        if not named and len(phrase.group) == 2:
            found = [m for p in phrase.group for m in _member(scene, p, found)]
        return [m for m in found if m.entity is not None] if named else found  # "Arce, his former minister and now rival" is one
    for member in phrase.group or [phrase]:
        if (named := _apposed(scene, member)) is not None:
            found.append(named)
            continue
        found.extend(
            m for m in through(scene, member) if m.entity is not None or m.form != "pronoun" or scene.settings.case
        )  # "trois d'entre eux"
    return found


def _of_both(scene: Scene, phrase: Phrase) -> Mention | None:
    """The pair that the bodies or people of a phrase are of: "the leaders of both countries", "делегації двох країн"."""
    if phrase.mention is not None and (phrase.mention.entity is not None and not phrase.mention.entity.startswith("generic/")):
        return None
    for unit in scene.after(phrase, 2):
        if isinstance(unit, Phrase) and unit.owner is phrase and unit.mention is not None:
            return unit.mention if (unit.mention.entity or "").startswith(PAIR) else None
    return None


def of_town(scene: Scene, mention: Mention) -> bool:
    """Whether a mention only says whose the town is that something happens in: "gathered in the Italian city of Stresa"."""
    phrase = scene.syntax.phrase_at.get(mention.head)
    return phrase is not None and phrase.prep in scene.settings.inside and in_class(scene, scene.tokens[phrase.head], "town")


def sets_scene(scene: Scene, mention: Mention) -> bool:
    """Whether a place stands but in the genitive of an act or of people: "la masacre de Gao dejó ..." is nothing that Gao does, nor what
    "los estibadores de Génova" do.
    """
    phrase = scene.syntax.phrase_at.get(mention.head)
    if scene.kind(mention) != "place" or phrase is None or phrase.owner is None:
        return False
    people = not scene.settings.case and in_class(scene, scene.tokens[phrase.owner.head], "people")
    return people or names_act(scene, phrase.owner)


def _apposed(scene: Scene, phrase: Phrase) -> Mention | None:
    """The person whose name follows a word for people behind a comma: "su homólogo cubano, Bruno Rodríguez", "la segretaria del Pri, Elly
    Schlein"."""
    if phrase.number == "p" or len(phrase.group) > 1 or not in_class(scene, scene.tokens[phrase.head], "people"):
        return None
    return _behind_comma(scene, phrase)


def _behind_comma(scene: Scene, phrase: Phrase) -> Mention | None:
    """The person whose name stands alone behind a comma behind a phrase and its owner, in the phrase's case where names show one."""
    near = scene.after(phrase, 3)
    if near and isinstance(near[0], Phrase) and near[0].owner is phrase:
        near = near[1:]
    if len(near) < 2 or not isinstance(near[0], Marker) or near[0].kind != "comma" or not isinstance(near[1], Phrase):
        return None
    name, apart = near[1].mention, scene.settings.by_case and not set(near[1].cases) & set(phrase.cases)
    person = name is not None and name.form == "name" and scene.kind(name) == "person"
    return name if person and not apart and not near[1].prep and len(near[1].group) == 1 else None


def _member(scene: Scene, phrase: Phrase, found: list[Mention]) -> list[Mention]:
    """The actor of one of two coordinated phrases, though it be no known one: "policías y grupos de jóvenes"."""
    own = [m for m in found if phrase.first <= m.head < phrase.last]
    if phrase.amount and not own and (counted := through(scene, phrase)):
        return counted
    if own or phrase.mention is not None or not nameable(scene, phrase, people=True):
        return own
    return [as_mention(scene, phrase)]


def _named(scene: Scene, phrase: Phrase, mention: Mention) -> Mention:
    """The name behind a role in apposition: "the prime minister, Sheikh Hasina, ..." stands for the name."""
    if _of_its_chief(scene, phrase, mention) and (name := _behind_comma(scene, phrase)) is not None:
        return name
    if mention.form not in ("title", "generic"):
        return mention
    if mention.form == "title" and scene.settings.by_case and (name := _behind_title(scene, phrase)) is not None:
        return name
    if mention.entity is None:
        return _bearer(scene, phrase) or mention if mention.form == "title" else mention
    for unit in scene.after(phrase, 2):
        if isinstance(unit, Phrase):
            other = unit.mention
            same = other is not None and other.entity == mention.entity and not unit.prep
            return other if same and other is not None and other.form in ("name", "title") else mention
    return mention


def _of_its_chief(scene: Scene, phrase: Phrase, mention: Mention) -> bool:
    """Whether a phrase's mention is but the body that one person leads: "il leader del partito Akhali, Nika Gvaramia"."""
    if phrase.number == "p" or len(phrase.group) > 1 or scene.kind(mention) not in ("group", "organization", "armed_group", ""):
        return False
    first = next((t for t in scene.tokens[phrase.first : phrase.last] if t.pos not in ("DET", "ADP", "ADJ")), None)
    if mention.form == "title" and mention.entity is not None:
        return True
    return first is not None and first is not scene.tokens[mention.head] and in_class(scene, first, "people")


def _behind_title(scene: Scene, phrase: Phrase) -> Mention | None:
    """The name, in the same case, behind an office and the body in quotation marks it belongs to: "лидер партии «Воля» Пётр Орлов"."""
    quoted = False
    for unit in scene.after(phrase, _TITLE + 1):
        if isinstance(unit, Marker) and unit.kind == "quote":
            quoted = True
        elif not isinstance(unit, Phrase) or unit.prep:
            return None
        elif unit.mention is not None and unit.mention.form == "name" and scene.kind(unit.mention) == "person":
            return unit.mention if quoted and set(unit.cases) & set(phrase.cases) else None
        elif unit.owner is None:
            return None
    return None


def _bearers(scene: Scene, phrase: Phrase, mention: Mention) -> list[Mention]:
    """The holders of one office of several states, named between commas: "los presidentes de Argentina, Javier Milei, y de Colombia,
    Gustavo Petro, se reunieron"."""
    if mention.form != "title" or scene.tokens[mention.head].number != "p" or not scene.settings.prodrop or scene.settings.case:
        return []
    found: list[Mention] = []
    for unit in scene.after(phrase):
        if isinstance(unit, Verb):
            break
        if isinstance(unit, Phrase) and unit.after_comma and unit.mention is not None and scene.kind(unit.mention) == "person":
            found.append(unit.mention)
    return found if len(found) > 1 and all(m.form == "name" for m in found) else []


def _of_another(scene: Scene, phrase: Phrase, mention: Mention) -> list[Mention]:
    """The second of two states whose officials one plural names: "les ministres des Finances du Kenya et de la Tanzanie"."""
    s = scene.settings
    many = mention.form == "title" and (scene.tokens[mention.head].number == "p" or "p" in (mention.number, phrase.number))
    units = scene.after(phrase, 2)
    if not many or len(units) < 2 or not isinstance(units[0], Marker) or units[0].kind != "and" or not isinstance(units[1], Phrase):
        return []
    second = units[1]
    own = second.prep in s.of if second.prep or not s.case else "g" in second.cases
    state = second.mention is not None and second.mention.form == "name" and scene.kind(second.mention) in ("state", "organization")
    return [second.mention] if state and own and second.mention is not None and second.owner is None and len(second.group) == 1 else []


def _bearer(scene: Scene, phrase: Phrase) -> Mention | None:
    """The name behind an office that no table has, over what belongs to the office: "il commissario al Commercio Maros Sefcovic"."""
    for unit in scene.after(phrase, _TITLE):
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind != "comma"):
            return None
        if isinstance(unit, Phrase) and not unit.prep and unit.owner is None:
            name = unit.mention
            return name if name is not None and name.form == "name" and scene.kind(name) == "person" else None
    return None


def through(scene: Scene, phrase: Phrase) -> list[Mention]:
    """The actor behind a phrase that names a thing or act of somebody: possessor, adjective, genitive, in this order."""
    head = scene.tokens[phrase.head]
    if in_class(scene, head, "apart"):
        return []  # "los seguidores de Evo Morales" are not he
    for wanted in ("poss", "adj"):
        found = [m for slot, m in phrase.modifiers if slot == wanted]
        if found:
            return found[:1]
    if in_class(scene, head, "agreement"):
        return []  # "the Convention of Vienna" is nobody's
    for unit in scene.after(phrase):
        if isinstance(unit, Phrase) and unit.owner is phrase:
            named = [m for m in (u.mention for u in (unit.group or [unit])) if m is not None and not _common(scene, unit, m)]
            inner = scene.tokens[unit.head]
            deeper = unit.amount or bool(scene.frames.of("n", inner.lemma, inner.norm)) or any(slot == "adj" for slot, _ in unit.modifiers)
            deeper = deeper or _bare(scene, unit)
            return named or (through(scene, unit) if deeper else [])
    return []


def _bare(scene: Scene, phrase: Phrase) -> bool:
    """Whether a Romance noun without article only qualifies its owner: "la misión de observación de la OEA"."""
    s, inside = scene.settings, scene.tokens[phrase.first + 1 : phrase.head]
    plain = s.prodrop and not s.case and bool(phrase.prep) and scene.tokens[phrase.first].norm not in s.contractions
    return plain and all(t.pos == "ADJ" for t in inside)


def in_manner(scene: Scene, phrase: Phrase) -> bool:
    """Whether a Romance noun behind a bare preposition says how, not with whom: "con forza", "«con decisione»"."""
    token = scene.tokens[phrase.head]
    return _bare(scene, phrase) and token.pos == "NOUN" and token.number == "s" and phrase.mention is None


def _common(scene: Scene, phrase: Phrase, mention: Mention) -> bool:
    """Whether a noun without article only says what kind of thing its owner is: "cambio de gobierno" (class "kinds")."""
    kind = mention.form == "generic" and in_class(scene, scene.tokens[phrase.head], "kinds") and _bare(scene, phrase)
    return kind and not any(slot == "adj" for slot, _ in phrase.modifiers)


def names_act(scene: Scene, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a noun for an act that some frame knows ("the coup", "el bloqueo")."""
    token = scene.tokens[phrase.head]
    return bool(scene.frames.of("n", token.lemma, token.norm))


def nameable(scene: Scene, phrase: Phrase, people: bool, things: bool = False) -> bool:
    """Whether a phrase that names no known actor may fill a role in its own words: people where `people`, else also bodies, and with
    `things` what is destroyed or taken.
    """
    token = scene.tokens[phrase.head]
    mention = phrase.mention
    people_like = (
        token.pos in ("ADJ", "NUM") and bool(scene.settings.by_case) and in_class(scene, token, "people")
    )  # "невідомі", "служащие", "двоих"
    if (
        phrase.time
        or not (token.pos in ("NOUN", "PROPN") or people_like)
        or (mention is not None and (mention.entity or mention.form == "pronoun"))
    ):
        return False
    if phrase.amount:
        inside = next((u for u in scene.after(phrase, 2) if isinstance(u, Phrase) and u.owner is phrase), None)
        if inside is not None and (nameable(scene, inside, people, things) or not in_class(scene, token, "people")):
            return nameable(scene, inside, people, things)
    kinds = ("people", "troops", "prisoner", "target") if things else ("people", "troops", "prisoner")
    return any(in_class(scene, token, kind) for kind in kinds) or token.pos == "PROPN"


def as_mention(scene: Scene, phrase: Phrase) -> Mention:
    """A phrase without its preposition as a mention of nobody in particular."""
    tokens = scene.tokens
    first = phrase.first + (1 if phrase.prep and phrase.first < phrase.head else 0)
    while first < phrase.head and (tokens[first].pos == "PUNCT" or (tokens[first].pos == "ADP" and phrase.prep)):
        first += 1  # without a preposition it says how many: "at least 57"
    last = phrase.last
    if phrase.amount or in_class(scene, tokens[phrase.head], "partitive"):
        inside = next((u for u in scene.after(phrase, 2) if isinstance(u, Phrase) and u.owner is phrase), None)
        last = inside.last if inside is not None else last  # "thousands of supporters"
    return Mention(scene.syntax.sentence, first, last, phrase.head, None, "generic", tokens[first].start, tokens[last - 1].end)


def seated(scene: Scene, mention: Mention) -> Mention:
    """A town where an embassy stands, as the state it lies in, where the article names that one: "die Botschaft in Damaskus"."""
    entity = scene.entities.get(mention.entity or "")
    if entity is None or entity.kind != "place" or entity.country is None or entity.country not in scene.entities:
        return mention
    return msgspec.structs.replace(mention, entity=entity.country)


TO_PEOPLE = frozenset(
    {"arrest", "jail", "kill", "injure", "beat", "release", "deport", "abduct", "torture", "execute", "assassinate", "disperse"}
    | {"bar-entry", "grant-asylum", "rescue", "evacuate"}
)
"""Acts done to people, whoever they are."""


def worded(scene: Scene, anchor: Anchor, meaning: Meaning, names: Iterable[str], words: tuple[int, ...]) -> list[Mention]:
    """The people that a German frame names among its further words, where the act is done to people: "drängten 9000 Menschen zurück"."""
    if anchor.pos != "v" or "obj" not in names or not scene.settings.determiner_cases or meaning.act not in TO_PEOPLE:
        return []
    objects = [p for p in scene.slots(anchor).get("obj", []) if p.head in words and in_class(scene, scene.tokens[p.head], "people")]
    return [m for p in objects[:1] for m in of_phrase(scene, p) or [as_mention(scene, p)]]


def but_where(scene: Scene, anchor: Anchor, recipients: list[Mention]) -> bool:
    """Whether a Romance verb's only recipients stand behind "at" or "in": "colpito un condominio a Odessa"."""
    s = scene.settings
    if anchor.pos != "v" or s.case or s.bare_complements or not recipients or not scene.slots(anchor).get("obj"):
        return False
    phrases, objects = [scene.syntax.phrase_at.get(m.head) for m in recipients], scene.slots(anchor)["obj"]
    where = all(p is not None and p.prep in s.inside | s.at and (p.owner is None or p.owner in objects) for p in phrases)
    verb = anchor.verb
    ahead = verb is not None and all(m.last <= verb.first for m in recipients)  # "A Bruxelles è stato perquisito un ufficio"
    return where and (ahead or all(scene.kind(m) == "place" for m in recipients))


def where(scene: Scene, anchor: Anchor, phrase: Phrase) -> bool:
    """Whether a nameless place behind a preposition of place or origin is but where a verb's act happens: nobody is named by it."""
    s = scene.settings
    token = scene.tokens[phrase.head]
    if anchor.pos != "v" or phrase.prep not in s.inside | s.of:
        return False
    return in_class(scene, token, "town") or in_class(scene, token, "country")


def house(scene: Scene, anchor: Anchor) -> list[Mention]:
    """The institution in which it is said, where a plural verb has no subject: "в Госдепартаменте требуют", "у МЗС засудили"."""
    verb, s = anchor.verb, scene.settings
    if s.housing and verb is not None and anchor.pos == "v" and not scene.slots(anchor).get("subj"):
        before = [u for u in anchor.clause.units if u.first < verb.first]
        found = subjectless.said_from(before, verb, scene.tokens, s)
        return [found.mention] if found is not None and found.mention is not None else []
    if not s.by_case or verb is None or anchor.pos != "v" or verb.form != "fin" or verb.number != "p" or verb.passive or verb.person == "1":
        return []
    if scene.slots(anchor).get("subj"):
        return []
    base = anchor.clause.base
    shared = (
        base is not None and base.verb is not None and base.verb.number == "p" and not slotting.of_verb(base, scene.tokens, s).get("subj")
    )
    for unit in [*anchor.clause.units, *(base.units if base is not None and shared else [])]:
        where = isinstance(unit, Phrase) and unit.first < verb.first and unit.prep in s.inside | s.at and not unit.time
        if where and isinstance(unit, Phrase) and unit.prep not in s.inside:  # "на Смоленской площади", not "на Украине"
            where = unit.mention is not None and (unit.mention.entity or "")[3:4] == "/" and (unit.mention.entity or "")[:3].isupper()
        if where and isinstance(unit, Phrase) and unit.mention is not None and (not unit.cases or "l" in unit.cases):
            capital = unit.mention.form == "name" and unit.prep in s.inside and anchor.clause.kind == "main"  # "в Берлине осудили"
            return [unit.mention] if unit.mention.entity and (capital or scene.kind(unit.mention) != "place") else []
    return []
