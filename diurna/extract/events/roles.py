"""Roles: which mentions fill actor and recipient of a reading, by the frame's slots or the defaults of part of speech and act."""

from __future__ import annotations

from collections.abc import Iterable

from diurna.analysis import Mention
from diurna.extract.actors.knowledge import PAIR
from diurna.extract.clauses import clitics
from diurna.extract.clauses.units import Phrase
from diurna.extract.events import forces, impersonal, lookalikes, meant, own_words, sides, things
from diurna.extract.events.meant import as_mention, but_where, house, in_manner, nameable, names_act, of_phrase, seated, sets_scene, worded
from diurna.extract.events.predicates import Anchor, Scene, governed_by, in_class
from diurna.langs.frames import Frame
from diurna.ontology.load import Meaning

NOUN_ACTOR = ("by", "poss", "adj", "of")
VERB_ACTOR = ("subj",)
OBJECTS = ("obj", "dat", "of")
MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types that are done to things as well as to people."""
VERBAL = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types that are words about what stands as the verb's object."""


def fill(scene: Scene, anchor: Anchor, frame: Frame, meaning: Meaning, words: tuple[int, ...] = ()) -> tuple[list[Mention], list[Mention]]:
    """Actors and recipients of a bare act or of an operator's own words. `words`: the tokens of the frame's further words."""
    noun = anchor.pos == "n"
    taken: list[Mention] = []
    both = meaning.both if frame.both is None else frame.both
    actor_slots = frame.actor or (NOUN_ACTOR if noun else VERB_ACTOR)
    recipient_slots = frame.recipient or default_recipients(scene, anchor, meaning)
    governed = _governed(scene, anchor, frame, recipient_slots, words)
    if both:
        return _reciprocal(scene, anchor, actor_slots, recipient_slots, governed, words)
    slots = _around(scene, anchor, words)
    if scene.settings.by_case and not noun and frame.op is None and _on_somebody(scene, frame, slots, words):
        governed = []  # "внёс журналистку в реестр агентов", "освободили из российской колонии активиста"
    explicit = [s for s in recipient_slots if s in ("of", "adj", "poss")] if noun and frame.recipient else []
    actors = _first(scene, anchor, [s for s in actor_slots if s not in explicit], taken, slots=_shallow(scene, anchor, slots, words))
    actors = [m for m in actors if anchor.pos != "v" or not sets_scene(scene, m)]
    if impersonal.behind(scene, anchor, frame):
        return [], actors or _first(scene, anchor, recipient_slots, taken, words, slots)
    taken = list(actors)
    harmed = _harmed(scene, anchor, frame, meaning, recipient_slots, words)
    recipients = (harmed if scene.settings.determiner_cases else []) or [m for m in governed if not any(sides.same(m, t) for t in taken)]
    recipients = recipients or _first(scene, anchor, recipient_slots, taken, words, slots)
    recipients = recipients or harmed or _first(scene, anchor, recipient_slots, taken, slots=slots)
    recipients = recipients or worded(scene, anchor, meaning, recipient_slots, words)
    recipients = recipients or [m for m in things.parted(scene, anchor, words) if not sides.same_side(scene, m, actors)]
    if meaning.type in MATERIAL and but_where(scene, anchor, recipients):
        searched = bool(words) and meaning.act == "search"  # "registró dos viviendas en Quito": whose they are is not said
        recipients = unnamed(scene, anchor, ["obj"], people=False, things=True, words=words) or ([] if searched else recipients)
    if words and not noun and recipients and actors and meaning.type in things.ON_THINGS:
        recipients = things.not_own(scene, anchor, meaning, words, actors, recipients)
    if forces.leave_only(scene, meaning, recipients, actors):
        recipients = _first(scene, anchor, recipient_slots, taken, words, forces.without_own(scene, slots, actors))
    if meaning.type == "MOBILIZE":
        recipients = [m for m in recipients if not sides.own_force(scene, m, actors)] or forces.across(scene, anchor, actors)
    owned = not noun and "of" in frame.recipient and bool(scene.settings.determiner_cases)  # "nahm die Einladung Orbans an"
    if (owned or (noun and actors)) and not recipients and not {"of", *scene.settings.of}.isdisjoint(recipient_slots):
        recipients = [m for m in own_words.of_words(scene, anchor, words) if not any(sides.same(m, a) for a in actors)]
    if noun and not actors:
        actors = _first(scene, anchor, [s for s in actor_slots if s in explicit], recipients, slots=slots)
        actors, recipients = _whose_noun(scene, anchor, meaning, words, "of" in actor_slots, actors, recipients)
    if not actors and (actors := own_words.stepping(scene, anchor, meaning, words)):
        recipients = [m for m in recipients if not any(sides.same(m, a) for a in actors)]
    if not actors:
        actors = unnamed(scene, anchor, [s for s in actor_slots if s not in explicit], people=True)
    tried = meaning.act in ("charge", "investigate")  # "у Вільнюсі судять": the town is where
    if not actors and not tried and (meaning.type in SPOKEN or frame.op == "do") and "subj" in actor_slots:
        actors = house(scene, anchor)
        recipients = [m for m in recipients if not any(sides.same(m, a) for a in actors)]
    if not recipients:
        recipients = _unnamed_recipients(scene, anchor, frame, meaning, recipient_slots, words)
        free = [m for m in recipients if not any(sides.same(m, a) or m.head == a.head for a in actors)]
        recipients = free or _seized(scene, anchor, meaning, words)
    if not recipients and not noun:
        recipients = things.whose(scene, anchor, meaning, words, actors, meaning.type in VERBAL and "obj" in recipient_slots)
    if meaning.act == "withdraw-forces" and scene.settings.by_case:
        recipients = [m for m in recipients if not sides.ground(scene, m) and not sides.own_force(scene, m, actors)]
    if meaning.act in BETWEEN_STATES:
        recipients = [seated(scene, m) for m in recipients]
    return (recipients, actors) if meaning.swap else (actors, recipients)


def _whose_noun(
    scene: Scene,
    anchor: Anchor,
    meaning: Meaning,
    words: tuple[int, ...],
    owned: bool,
    actors: list[Mention],
    recipients: list[Mention],
) -> tuple[list[Mention], list[Mention]]:
    """Roles of a noun whose slots name no actor: whose its further words are where it may be `owned`, else who owns it."""
    if not actors and owned:
        actors = [m for m in own_words.of_words(scene, anchor, words) if not any(sides.same(m, r) for r in recipients)]
    if actors:
        return actors, recipients
    actors, owned_by = _owners(scene, anchor, meaning)
    return actors, recipients or owned_by


def _governed(scene: Scene, anchor: Anchor, frame: Frame, names: Iterable[str], words: tuple[int, ...]) -> list[Mention]:
    """Whom a frame's own preposition opens, unless a Romance frame says where else its recipient stands: "lo tachó de dictador"."""
    s = scene.settings
    elsewhere = bool(frame.recipient) and anchor.pos != "n" and bool(s.clitics) and not s.case
    pointed = elsewhere and "obj" in frame.recipient and clitics.points(scene.tokens, anchor.verb, s)
    harmed = "subj" in frame.recipient and (bool(s.by_case) or len(frame.recipient) == 1)  # "died in a raid of X": X did it
    if "none" in names or harmed or pointed or (elsewhere and _first(scene, anchor, names, [], words)):
        return []
    marked = [n for n in frame.recipient[:1] if s.by_case and anchor.pos == "v" and n not in OBJECTS]
    if marked and _first(scene, anchor, marked, [], words):  # "вышли на улицы Минска против президента"
        return []
    return [m for m in of_phrases(scene, governed_by(scene, anchor, words)) if m.head not in words]


def _owners(scene: Scene, anchor: Anchor, meaning: Meaning) -> tuple[list[Mention], list[Mention]]:
    """Whose a noun is, as its doers, or as those it is done to: "sa libération", "il loro arresto"."""
    owner = sides.possessor(scene, anchor)
    if meaning.act not in BODILY:
        return owner, []
    return [], owner if owner and scene.kind(owner[0]) in ("person", "group", "") else []


BETWEEN_STATES = frozenset({"recognise", "restore-ties", "recall-ambassador", "break-relations"})
"""Acts of one state towards another, which may be told by the town of an embassy."""


def _seized(scene: Scene, anchor: Anchor, meaning: Meaning, words: tuple[int, ...]) -> list[Mention]:
    """What an English passive tells was taken or hit, though it is a further word of the frame: "three ships were seized"."""
    verb = anchor.verb
    if verb is None or not verb.passive or verb.form != "fin" or meaning.type not in MATERIAL or not scene.settings.bare_complements:
        return []
    objects = [p for p in scene.slots(anchor).get("obj", []) if p.head in words and p.mention is None]
    return [as_mention(scene, p) for p in objects if in_class(scene, scene.tokens[p.head], "target")]


def _unnamed_recipients(
    scene: Scene, anchor: Anchor, frame: Frame, meaning: Meaning, names: Iterable[str], words: tuple[int, ...]
) -> list[Mention]:
    """Recipients that no gazetteer has; a frame's own word only of acts that are done to people or by force ("высылает двоих атташе")."""
    open_slots = [s for s in names if s in OBJECTS or frame.recipient]
    found = unnamed(scene, anchor, open_slots, people=False, things=meaning.type in MATERIAL or meaning.act == "release", words=words)
    bodily = (meaning.act in BODILY | MOVED or meaning.type in ("ASSAULT", "COERCE")) and bool(scene.settings.by_case)
    return [m for m in found if bodily or not set(range(m.first, m.head + 1)) & set(words)]


def _on_somebody(scene: Scene, frame: Frame, slots: dict[str, list[Phrase]], words: tuple[int, ...]) -> bool:
    """Whether people stand as the object or dative that a frame names as its recipient."""
    found = [p for name in frame.recipient if name in ("obj", "dat") for p in slots.get(name, []) if p.head not in words]
    return any(p.mention is not None or in_class(scene, scene.tokens[p.head], "people") for p in found)


SPOKEN = VERBAL | {"REQUEST", "THREATEN", "AGREE", "CONCEDE"}
"""Types that are said by somebody."""

MOVED = frozenset({"evacuate", "rescue"})
"""Acts that take people out of danger, told by a frame's own word for them: "вивезли сорок дітей"."""

BODILY = frozenset({"arrest", "jail", "kill", "injure", "beat", "release", "convict", "deport", "abduct", "torture", "expel-diplomat"})
"""Acts whose object is whom they are done to, though nobody known: "арестовали двух мужчин по заказу Москвы"."""


def _harmed(scene: Scene, anchor: Anchor, frame: Frame, meaning: Meaning, names: Iterable[str], words: tuple[int, ...]) -> list[Mention]:
    """The nameless people that are the object of a bodily act, before any party that stands farther off."""
    slots = scene.slots(anchor)
    if anchor.pos != "v" or meaning.act not in BODILY or "obj" not in names or not scene.settings.by_case:
        return []
    if any(of_phrase(scene, p) for p in slots.get("obj", [])):
        return []
    return unnamed(scene, anchor, ["obj"], people=False, words=words)


def default_recipients(scene: Scene, anchor: Anchor, meaning: Meaning) -> tuple[str, ...]:
    """Where the recipient stands when the frame does not say; words on a thing ("condemned the use of force against X") are about it."""
    prepositions = scene.settings.recipient_prepositions
    if anchor.pos == "v" and meaning.type in VERBAL and any(p.mention is None for p in scene.slots(anchor).get("obj", [])):
        return ("obj", "dat")
    if anchor.pos == "v" and meaning.type == "PROTEST":
        places = scene.settings.at | scene.settings.dat
        return ("obj", *(p for p in prepositions if p not in places))  # "hanno protestato a Roma": where, not at whom
    if anchor.pos == "n":
        return (*prepositions, "obj", "dat", "of")
    if anchor.pos == "a":
        return (*prepositions, "dat")
    if scene.settings.prodrop and not scene.settings.case:
        prepositions = [p for p in prepositions if p not in scene.settings.of]  # "cerró la frontera tras la muerte de dos guardias"
    return ("obj", "dat", *prepositions)


def of_phrases(scene: Scene, phrases: list[Phrase]) -> list[Mention]:
    """The actors of the first phrase that has any."""
    return next((found for p in phrases if (found := of_phrase(scene, p))), [])


def _reciprocal(
    scene: Scene,
    anchor: Anchor,
    actor_slots: Iterable[str],
    recipient_slots: Iterable[str],
    governed: list[Mention],
    words: tuple[int, ...],
) -> tuple[list[Mention], list[Mention]]:
    """All parties of a meeting or a clash stand as actors."""
    found: list[Mention] = []
    slots = _around(scene, anchor, words)
    for slot in dict.fromkeys([*actor_slots, "with", "between", *recipient_slots]):
        met = slot == "obj" and anchor.pos == "v" and scene.settings.bare_complements  # "A and B met C"
        if slot in ("with", "between") or slot in actor_slots or len(found) < 2 or met:
            for mention in parties(scene, anchor, slot, slots):
                if mention not in found and scene.kind(mention) != "place":
                    found.append(mention)
    found += [m for m in governed if m not in found and scene.kind(m) != "place" and not meant.of_town(scene, m)]
    if anchor.pos == "v" and len(found) == 1 and not (found[0].entity or "").startswith(PAIR):
        subject = unnamed(scene, anchor, [s for s in actor_slots if s == "subj"], people=True)
        found = [m for m in subject if not sides.same(m, found[0])] + found  # "grupos de jóvenes se enfrentaron a la Policía"
    if anchor.pos == "n" and len(found) == 1 and found[0] in parties(scene, anchor, "with", slots):
        found += [m for m in _host(scene, anchor) if not sides.same(m, found[0]) and m.entity != found[0].entity]
    return found, []


def _host(scene: Scene, anchor: Anchor) -> list[Mention]:
    """Who met in "during a meeting with X, Y said ...": the subject of the clause the noun stands in, where the noun is not that
    subject.
    """
    verb = anchor.clause.verb
    governing = scene.anchors.get(verb.head) if verb is not None else None
    if governing is None or anchor.phrase is None or (verb is not None and verb.passive):
        return []  # "were killed in fighting near X"
    if scene.settings.by_case and anchor.phrase.prep in scene.settings.against - scene.settings.at:
        return []  # "протестуют против соглашения с Москвой" is no agreement of theirs
    for phrase in scene.slots(governing).get("subj", [])[:1]:
        if phrase is not anchor.phrase and phrase.mention is not None and phrase.mention.entity and scene.kind(phrase.mention) != "place":
            return [m for m in (p.mention for p in phrase.group or [phrase]) if m is not None]
    return []


_BEYOND = frozenset({"adj", "poss", "dat", "obj"})
"""Slots that may name somebody although no phrase stands in them."""


def _first(
    scene: Scene,
    anchor: Anchor,
    names: Iterable[str],
    taken: list[Mention],
    words: tuple[int, ...] = (),
    slots: dict[str, list[Phrase]] | None = None,
) -> list[Mention]:
    """The parties of the first slot that has any not yet taken, but no further words of the frame ("took X hostage")."""
    slots = _around(scene, anchor, words) if slots is None else slots
    for name in names:
        if name == "none":
            return []
        if name not in slots and name not in _BEYOND:
            continue
        found = [m for m in parties(scene, anchor, name, slots, words) if m.head not in words and not any(sides.same(m, t) for t in taken)]
        if found:
            return found
    return []


def _around(scene: Scene, anchor: Anchor, words: tuple[int, ...] = ()) -> dict[str, list[Phrase]]:
    """The slots of an anchor and of what is one with it: a causative's infinitive ("ha fatto esplodere l'ambasciata"), an infinitive
    that is a further word of the frame ("vowed to retaliate against X", "citó a declarar a X"), and the further
    word of a noun that stands behind it as a phrase of its own ("il via libera di X a Y").
    """
    slots = scene.slots(anchor)
    below = _imposed(scene, anchor, words)
    if anchor.pos == "v" and scene.tokens[anchor.token].lemma in scene.settings.causative:
        inner = [c for c in anchor.clause.children if c.kind == "inf" and c.verb is not None and c.verb.first == anchor.token + 1]
        below += [scene.slots(a) for c in inner if c.verb is not None and (a := scene.anchors.get(c.verb.head)) is not None]
    elif anchor.pos == "v" and words:
        held = [c for c in anchor.clause.children if c.kind == "inf" and c.verb is not None and c.verb.head in words]
        found = [scene.slots(a) for c in held if c.verb is not None and (a := scene.anchors.get(c.verb.head)) is not None]
        marks = scene.settings.object_prepositions
        if not scene.settings.bare_complements:  # people only: "citó a declarar a X", "помститися Х", not "prohibió abandonar el país"
            found = [{n: [p for p in phrases if n != "obj" or p.prep in marks] for n, phrases in s.items()} for s in found]
        below += found
    elif anchor.pos == "n" and anchor.phrase is not None:
        close = [u for u in scene.after(anchor.phrase, 1) if isinstance(u, Phrase) and not u.prep and u.head in words]
        below += [scene.slots(a) for u in close if (a := scene.anchors.get(u.head)) is not None and a.pos == "n"]
    if not below:
        return slots
    names = dict.fromkeys([*slots, *(n for s in below for n in s if n != "subj")])
    return {n: [*slots.get(n, []), *(p for s in below if n != "subj" for p in s.get(n, []))] for n in names}


def _imposed(scene: Scene, anchor: Anchor, words: tuple[int, ...]) -> list[dict[str, list[Phrase]]]:
    """The slots of a participle that says whom a frame's noun is laid on: "lifted the sanctions imposed on X" (class "imposing")."""
    imposing, loaded = scene.settings.classes.get("imposing", ()), scene.settings.classes.get("loaded", ())
    parts = [(c.verb, c.antecedent) for c in anchor.clause.children if c.kind == "part" and c.verb is not None and c.antecedent is not None]
    nouns, sent = {*words, anchor.token}, scene.slots(anchor).get("obj", [])
    laid = [verb.head for verb, noun in parts if verb.lemma in imposing and noun.head in nouns]
    laid += [verb.head for verb, noun in parts if verb.lemma in loaded and noun in sent]  # "sent trucks loaded with flour to X"
    if anchor.pos == "v" and anchor.verb is not None and anchor.verb.passive and imposing:  # "support for X was voiced by Y"
        laid += [p.head for p in sent if p.head in words and p.first < anchor.token]
    found = [scene.slots(scene.anchors[head]) for head in laid if head in scene.anchors]
    return [{name: phrases for name, phrases in slots.items() if name not in ("subj", "obj", "by")} for slots in found]


def unnamed(
    scene: Scene, anchor: Anchor, names: Iterable[str], people: bool, things: bool = False, words: tuple[int, ...] = ()
) -> list[Mention]:
    """What fills a role although the gazetteer knows no such actor ("three boats", "the mayor"): the phrases of the first slot that has
    any.

    Only nouns for people and bodies, as the pack's classes list them, with `things` also what can be attacked or seized (class target).
    `people`: subjects, where a capitalised unknown name will do. The mentions have no entity.
    """
    slots = scene.slots(anchor)
    for name in names:
        if name == "none":
            return []
        for phrase in slots.get(name, []) or _taken_in(scene, anchor, name, words):
            if anchor.pos == "v" and phrase.owner is not None and phrase.owner.head not in words and names_act(scene, phrase.owner):
                continue  # "condemned the coup d'état": what belongs to an act is not what the verb is about
            if phrase.prep in scene.settings.together and in_manner(scene, phrase):
                continue  # "ha respinto con forza"
            if meant.where(scene, anchor, phrase):
                continue  # "desplegó tropas en la ciudad", "retire ses soldats du pays"
            if words and any(p.head in words for p in phrase.group):
                continue  # "выпустили ракеты и дроны": what stands beside a further word of the frame is of its kind
            verb = anchor.verb if scene.tokens[phrase.head].pos == "NUM" else None
            done = verb is not None and (verb.passive or phrase.prep in scene.settings.object_prepositions)
            counted = verb is not None and (done if name == "obj" else name == "subj" and not people)  # "Otto di loro restano in cella"
            members = [phrase] if counted else [p for p in phrase.group or [phrase] if nameable(scene, p, people, things)]
            if members:
                return [as_mention(scene, p) for p in members]
    return []


def _taken_in(scene: Scene, anchor: Anchor, name: str, words: tuple[int, ...]) -> list[Phrase]:
    """The object that looks like the genitive of a frame's further word: "взяли в заложники 20 пассажиров"."""
    if name != "obj" or anchor.pos != "v" or not scene.settings.by_case:
        return []
    behind = [u for u in anchor.clause.units if isinstance(u, Phrase) and u.owner is not None and not u.prep]
    verb = anchor.verb
    before = [u for u in behind if verb is not None and verb.number == "p" and u.last == verb.first and {"a", "g"} <= set(u.cases)]
    before = [u for u in before if in_class(scene, scene.tokens[u.head], "people")]  # "в изоляторах людей избивают"
    return before or [u for u in behind if u.owner is not None and u.owner.prep and u.owner.head in words and "g" in u.cases]


def parties(scene: Scene, anchor: Anchor, name: str, slots: dict[str, list[Phrase]], words: tuple[int, ...] = ()) -> list[Mention]:
    """The actors that a slot names: of the first phrase there that has any, with those it is coordinated with."""
    if anchor.phrase is not None and anchor.pos == "n" and name in ("adj", "poss"):
        return [m for slot, m in anchor.phrase.modifiers if slot == name]
    if name == "by" and anchor.pos == "n" and not scene.settings.case:
        slots = {name: [p for p in slots.get(name, []) if p.mention is not None or not names_act(scene, p)]}  # "críticas por el bloqueo"
    named = slots.get(name, [])
    free = name in ("dat", "obj") and scene.settings.case and all(p.head in words for p in named)  # "лишили вида на жительство россиянина"
    for phrase in [*named, *lookalikes.hidden(scene, anchor, name, words)] if free else named:
        if phrase.owner is not None and in_class(scene, scene.tokens[phrase.owner.head], "apart"):
            continue
        if anchor.pos == "v" and phrase.prep and scene.settings.by_case and lookalikes.of_occasion(scene, phrase, words):
            continue
        found = of_phrase(scene, phrase)
        if found and not (name == "by" and anchor.pos == "n" and all(scene.kind(m) == "place" for m in found)):
            return found  # "acusaciones por el Sáhara" are not its own
    return []


def _shallow(scene: Scene, anchor: Anchor, slots: dict[str, list[Phrase]], words: tuple[int, ...]) -> dict[str, list[Phrase]]:
    """The slots in which a verb finds who acts: a genitive is not of them that belongs to a phrase with a preposition which is none of the
    frame's words ("a essuyé des tirs dans le sud du Liban")."""
    own = [p for p in slots.get("subj", []) if p.head in words and (p.mention is None or p.mention.head != p.head)]
    if own and anchor.verb is not None and anchor.verb.reflexive and not anchor.verb.passive:
        slots = {**slots, "subj": [p for p in slots["subj"] if p not in own]}  # "se aprobó la destitución de X": not by X
    if anchor.pos != "v" or scene.settings.case:
        return slots
    kept = {
        n: [p for p in slots[n] if p.owner is None or not p.owner.prep or p.owner.head in words] for n in scene.settings.of & slots.keys()
    }
    return {**slots, **kept}
