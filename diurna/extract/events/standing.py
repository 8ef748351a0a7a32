"""Which readings tell of somebody doing something: the gate between a predicate with some phrases around it and an event."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Mention, Token
from diurna.extract.actors.knowledge import PAIR
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import impersonal, measures, victims
from diurna.extract.events.predicates import Scene, in_class
from diurna.extract.events.readings import Reading
from diurna.langs.settings import Settings

PLAYED = frozenset({"ASSAULT", "RETREAT", "COERCE", "CONCEDE", "THREATEN", "MOBILIZE", "SUPPORT"})
"""Types whose words sport and art use of their own."""

PRIVATE = frozenset({"MED", "EDU", "CVL", "AGR", "BUS", "LAB", "REL"})
"""Sectors of nameless people whose doings matter only where they are done to somebody known."""

LOUD = frozenset({"REQUEST", "THREATEN", "REJECT"})
"""What makes politics of what a trade or lot of people says together."""

GROUND = frozenset({"withdraw-forces", "seize-territory"})
"""Acts that are done to ground."""

DONE_TO_PEOPLE = frozenset({"COERCE", "ASSAULT", "RETREAT"})
"""Types of acts whose doer often goes without saying."""

UNTOLD = frozenset({"evacuate", "rescue", "bar-entry"})
"""Acts to people whose doer goes without saying: "two hundred were evacuated", "активистку не выпустили из страны"."""

SENTENCED = frozenset({"convict", "pardon", "drop-charges"})
"""Acts of courts whose doer often goes without saying too: "three journalists were sentenced to five years"."""

BY_COURTS = frozenset({"convict", "charge", "drop-charges", "deport", "extradite", "issue-warrant"})
"""Acts of other types that a court or state does to people."""

TO_HIM = frozenset({"arrest", "jail", "release", "beat", "torture", "abduct", "capture", "evacuate", "fine"})
"""Acts that are done to people alone, so that a pronoun is enough: "его задержали", "he was released"."""

CIVIC = frozenset(
    {
        "generic/protesters",
        "generic/activists",
        "generic/trade_union",
        "generic/indigenous",
        "generic/students",
        "generic/miners",
        "generic/farmers",
        "generic/workers",
        "generic/prisoners",
        "generic/settlers",
    }
)
"""Private people who make politics also when nobody else is named: strikers, unions, protesting students."""

TRADES = frozenset({"generic/students", "generic/miners", "generic/farmers", "generic/workers"})
"""Those of them who make none one by one: "a farmer"."""


def stands(scene: Scene, reading: Reading) -> bool:
    """Whether a reading is an event: its parties are known, and what does it can do things.

    A noun needs a party that is named, or named with the other one; a verb needs any known party, no lifeless subject of its own
    ("the quake destroyed homes in Turkey"), and more than a place for its only party. A crowd that protests needs no name; nor do two
    unknown parties of a plain act, or of a composed one where a title says that one is somebody.
    """
    parties = [*reading.actors, *reading.recipients]
    known = [m for m in parties if m.entity is not None]
    both = bool(reading.actors and reading.recipients) or (reading.meaning.both and len(reading.actors) > 1)
    if reading.meaning.type == "REQUEST" and asks_no_name(reading.anchor.clause, scene.settings, scene.tokens):
        return False
    if reading.meaning.type in ("ACCUSE", "SUPPORT") and not reading.actors and (v := reading.anchor.clause.verb) is not None and v.negated:
        return False  # "il n'y a aucun doute sur ...": nobody's words
    if reading.meaning.type == "REJECT" and _says_nothing(scene, reading):
        return False
    if reading.anchor.clause.inverted and reading.anchor.pos == "v" and reading.meaning.type == "ASSAULT":
        return False  # "«...», ha attaccato Salvini": with words
    if reading.anchor.clause.inverted and reading.anchor.pos == "v" and reading.meaning.type == "SUPPORT" and not reading.recipients:
        return False  # "«...», defendió Sánchez": his words
    if _according(scene, reading) or (_feared(scene, reading) and not reading.recipients):
        return False
    if _named_so(scene, reading) or _nominal(scene, reading) or _barred(scene, reading):
        return False
    if _lifeless(scene, reading) or (not reading.actors and _only_where(scene, reading)):
        return False
    if reading.meaning.type in PLAYED and _played(scene) and not any(_armed(scene, m) for m in parties):
        return False
    if (not parties and _goes_by_itself(scene, reading)) or _on_ground(scene, reading):
        return True
    if reading.anchor.pos == "n" and reading.meaning.both and len(known) < 2 and not any(_officer(m) for m in known):
        return False
    if (
        reading.meaning.type != "PROTEST"
        and not _organised(scene, reading)
        and reading.actors
        and len(known) == len(reading.actors)
        and not any(m.entity is None and m.sentence != scene.syntax.sentence for m in reading.actors)  # whom the sentence before told of
        and all(_private(scene, m) for m in known)
    ):
        return False
    crowd = bool(reading.actors) and (reading.meaning.type == "PROTEST" or _organised(scene, reading))
    if reading.anchor.pos == "n":
        if victims.counted(scene, reading) or victims.forces_hit(scene, reading):
            return True
        heads = [scene.tokens[m.head] for m in reading.actors]
        fasts = reading.meaning.act == "hunger-strike" and any(
            in_class(scene, t, "people") for t in heads
        )  # "la huelga de hambre del activista"
        return any(not m.entity.startswith("generic/") for m in known if m.entity) or ((both or crowd) and bool(known)) or fasts
    if measures.unsaid(scene, reading):
        return True
    plain = len(reading.chain) == 1 or any(m.form == "title" for m in parties)
    return bool(known) or crowd or _harmed(scene, reading) or _titled(scene, reading) or (both and plain)


def _according(scene: Scene, reading: Reading) -> bool:
    """Whether a noun only helps to name a source: "..., de acuerdo con el Ministerio"."""
    at, tokens, s = reading.anchor.token, scene.tokens, scene.settings
    if reading.anchor.pos != "n" or s.case or s.bare_complements or not 0 < at < len(tokens) - 1:
        return False
    return (at < 2 or tokens[at - 2].pos == "PUNCT") and tokens[at - 1].norm in s.of and tokens[at + 1].norm in s.together


def _feared(scene: Scene, reading: Reading) -> bool:
    """Whether somebody only fears or doubts what no other is named for: "teme interferenze" (class "supposing" of the pack)."""
    return reading.meaning.act == "mistrust" and scene.tokens[reading.anchor.token].lemma in scene.settings.classes.get("supposing", ())


def _named_so(scene: Scene, reading: Reading) -> bool:
    """Whether a verb of calling stands in a free relative clause, where it only says how something is named: "condemned what he called an
    attack" (class "calling" of the pack)."""
    clause, verb = reading.anchor.clause, reading.anchor.verb
    if verb is None or reading.anchor.pos != "v" or verb.lemma not in scene.settings.classes.get("calling", ()):
        return False
    first = clause.units[0].first
    if first > 0 and scene.tokens[first - 1].norm in scene.settings.free_relatives:
        return True
    behind = [u for u in clause.units if not isinstance(u, Verb) and u.first > verb.head][1:2]
    named = isinstance(next(iter(behind), None), Marker) and isinstance(behind[0], Marker) and behind[0].kind == "quote"
    return reading.meaning.type == "CONSULT" and named  # 'called them "symbolic"'


def _goes_by_itself(scene: Scene, reading: Reading) -> bool:
    """Whether force or protest is told as going on, or arms as being used, with nobody named: "на околицах идут бои", "скинуто 60 бомб"."""
    verb, s = reading.anchor.clause.verb, scene.settings
    if impersonal.told(scene, reading.anchor, reading.frame):
        return reading.meaning.act in ("clash", "shoot")  # "si combatte a Pokrovsk"
    if verb is None or verb.form != "fin" or victims.mishap(scene, reading):
        return False
    if reading.anchor.pos == "n" or not s.by_case:
        return measures.breaks_out(scene, reading, verb)
    governing = reading.anchor if reading.anchor.pos == "v" else scene.anchors.get(verb.head)
    slots = scene.slots(governing) if governing is not None else {}
    if reading.meaning.both and reading.meaning.type == "ASSAULT" and any(p.head in reading.words for p in slots.get("subj", [])):
        return True
    imposed = verb.passive or (reading.anchor.verb is verb and measures.nobodys(scene, reading))
    act = reading.meaning.act
    ruled = reading.meaning.type == "COERCE" or act in ("drop-charges", "pardon")  # "дело прекратят"
    ruled = ruled or (verb.passive and (reading.meaning.type == "MOBILIZE" or act in SENTENCED))
    ruled = ruled or (reading.meaning.act == "impose-sanctions" and verb.passive)
    if reading.meaning.type == "PROTEST" and reading.anchor.verb is verb and measures.nobodys(scene, reading):
        return True  # "в столице третий день протестуют"
    if imposed and ruled and reading.words:
        return True  # "введён комендантский час", "интернет отключили"
    heads = [scene.tokens[p.head] for p in slots.get("obj", [])]
    arms = any(in_class(scene, t, "weapon") for t in heads)
    forces = reading.meaning.type in ("RETREAT", "MOBILIZE") and any(in_class(scene, t, "troops") for t in heads)
    return verb.passive and ((arms and reading.meaning.type == "ASSAULT") or forces)


def _on_ground(scene: Scene, reading: Reading) -> bool:
    """Whether somebody nameless takes or leaves a place that has a name: "ворог просунувся біля Малинівки"."""
    if reading.meaning.act not in GROUND or not reading.actors or not scene.settings.by_case:
        return False
    if reading.meaning.act == "withdraw-forces" and reading.words and in_class(scene, scene.tokens[reading.actors[0].head], "troops"):
        return True
    phrases = [u for u in reading.anchor.clause.units if isinstance(u, Phrase) and not any(m.head == u.head for m in reading.actors)]
    if reading.anchor.pos == "n":
        phrases = [p for p in phrases if p.prep in scene.settings.outside]  # "отступление боевиков из Мосула"
    return any(scene.tokens[p.head].pos == "PROPN" or (p.mention is not None and scene.kind(p.mention) == "place") for p in phrases)


def _nominal(scene: Scene, reading: Reading) -> bool:
    """Whether a participle is a noun behind a neuter article: "lo acordado en México"."""
    verb, tokens = reading.anchor.verb, scene.tokens
    if verb is None or tokens[verb.head].form != "part" or verb.form == "fin":
        return False
    return any(t.norm in scene.settings.neuter_articles for t in tokens[max(0, verb.first - 1) : verb.head])


def _barred(scene: Scene, reading: Reading) -> bool:
    """Whether an infinitive names what is forbidden, or what for ("in order to free him"): classes "barring" and "aiming"."""
    clause, words = reading.anchor.clause, scene.settings.classes
    upper = clause.parent.verb if clause.parent is not None else None
    aims = scene.settings.bare_complements and scene.tokens[max(0, clause.units[0].first - 1)].norm in words.get("aiming", ())
    return clause.kind == "inf" and (aims or (upper is not None and upper.lemma in words.get("barring", ())))


def _says_nothing(scene: Scene, reading: Reading) -> bool:
    """Whether somebody only declines to comment, a claim and no act (class "answering" of the pack)."""
    words = scene.settings.classes.get("answering", ())
    inner = [c.verb for c in reading.anchor.clause.children if c.kind == "inf" and c.verb is not None]
    return bool(inner) and inner[0].lemma in words


def asks_no_name(clause: Clause, settings: Settings, tokens: Sequence[Token]) -> bool:
    """Whether a source only asks to stay unnamed: "who asked not to be named", "que pidió el anonimato" (classes "naming", "anonymity")."""
    words, unnamed = settings.classes.get("naming", ()), settings.classes.get("anonymity", ())
    if unnamed and any(tokens[p.head].lemma in unnamed for p in clause.phrases() if not p.prep):
        return True
    return any(c.kind == "inf" and (v := c.verb) is not None and v.negated and v.lemma in words for c in clause.children)


def repeats(scene: Scene, reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a noun names again what its governing words say: "marched in protest", "a demonstration of protest"."""
    phrase = reading.anchor.phrase
    if reading.anchor.pos != "n" or phrase is None:
        return False
    attached = scene.slots(reading.anchor).get("subj") or _object_of_its_verb(scene, reading, phrase) or _means(scene, reading, phrase)
    above = {phrase.owner.head} if phrase.owner is not None else set[int]()
    if attached and reading.anchor.clause.verb is not None:
        above.add(reading.anchor.clause.verb.head)
    return any(r.anchor.token in above and r.meaning.type == reading.meaning.type for r in readings)


def _object_of_its_verb(scene: Scene, reading: Reading, phrase: Phrase) -> bool:
    """Whether a noun is what its clause's verb is done to, or what that is made of: "ratified the treaty", "ухвалив пакет санкцій"."""
    verb = reading.anchor.clause.verb
    above = scene.anchors.get(verb.head) if verb is not None else None
    if above is None or not scene.settings.case or scene.settings.determiner_cases:
        return False
    objects = scene.slots(above).get("obj", [])
    return phrase in objects or (phrase.owner is not None and phrase.owner in objects and not phrase.prep)


def _means(scene: Scene, reading: Reading, phrase: Phrase) -> bool:
    """Whether a noun is the agent of a passive: "ont été tuées par des tirs"."""
    verb = reading.anchor.clause.verb
    above = scene.anchors.get(verb.head) if verb is not None and verb.passive else None
    return above is not None and phrase in scene.slots(above).get("subj", [])


def _organised(scene: Scene, reading: Reading) -> bool:
    """Whether several people of one trade or lot demand or threaten something: "los maestros exigen", "farmers threatened to"."""
    if reading.meaning.type not in LOUD or reading.anchor.pos != "v":
        return False
    heads = [scene.tokens[m.head] for m in reading.actors]
    return bool(heads) and all(t.number == "p" and (in_class(scene, t, "labour") or in_class(scene, t, "crowd")) for t in heads)


def _officer(mention: Mention) -> bool:
    """A party whose meetings are news with nobody else named: a person, a role of a state, a pair."""
    entity = mention.entity or ""
    return entity.startswith(("person/", PAIR)) or ("/" in entity and entity.split("/")[0].isupper())


def _private(scene: Scene, mention: Mention) -> bool:
    """Whether a party is a nameless private person or firm: "tourists", "the bank", "a farmer"; alone it makes no politics."""
    entity = scene.entities.get(mention.entity or "")
    if entity is None or not entity.id.startswith("generic/") or entity.sector not in PRIVATE:
        return False
    return entity.id not in CIVIC or (entity.id in TRADES and scene.tokens[mention.head].number != "p")


def _played(scene: Scene) -> bool:
    """Whether the sentence is about sport or art, where states and teams attack, defend and surrender without harm."""
    classes = scene.settings.classes
    words = classes.get("game", frozenset()) | classes.get("art", frozenset())
    return any(t.lemma in words and t.pos in ("NOUN", "PROPN") and not _of_name(scene, i) for i, t in enumerate(scene.tokens))


def _of_name(scene: Scene, token: int) -> bool:
    """Whether a word is part of a name, or says whose leader somebody is: ru "Роман Петров" is no novel, "líder del partido" no sport."""
    phrase = scene.syntax.phrase_at.get(token)
    own, owner = (phrase.mention, phrase.owner and phrase.owner.mention) if phrase is not None else (None, None)
    named = own is not None and own.form == "name" and scene.kind(own) in ("person", "group", "organization")
    return named or any(m is not None and m.form == "title" for m in (own, owner))


def _armed(scene: Scene, mention: Mention) -> bool:
    """A party that is no team: police, soldiers, an armed group, a role of a state."""
    return "/" in (mention.entity or "") and not (mention.entity or "").startswith(("person/", "place/", "geo/", "unknown/"))


def _harmed(scene: Scene, reading: Reading) -> bool:
    """ "107 people were detained", "a drone hit a depot": who does such things need not be said."""
    subject = scene.slots(reading.anchor).get("subj")
    if not reading.actors and subject and not any(m.head == p.head for m in reading.recipients for p in subject):
        doers = [scene.tokens[p.head] for p in subject]
        if not any(in_class(scene, t, "weapon") or scene.frames.of("n", t.lemma, t.norm) for t in doers):
            return False  # "the ads bombard people": something else is said to do it; a bomb, a blast do what somebody did
    heads = [scene.tokens[m.head] for m in reading.recipients]
    arms = bool(subject) and all(in_class(scene, scene.tokens[p.head], "weapon") for p in subject or ())
    if arms and reading.meaning.type == "ASSAULT" and any(in_class(scene, head, "target") for head in heads):
        return True
    person = any(head.pos == "NUM" or in_class(scene, head, name) for head in heads for name in ("people", "amount"))
    person = person or any(m.head == reading.anchor.token for m in reading.recipients)  # "Sono stati rilasciati": people named before
    if reading.meaning.type == "SANCTION" and any(m.form == "title" for m in reading.recipients):
        return True  # "el ministro, que fue destituido"
    verb = reading.anchor.verb
    passive = verb is not None and verb.passive
    passive = passive or impersonal.told(scene, reading.anchor, reading.frame)  # "si bombarda il campo profughi"
    slavic = bool(scene.settings.by_case)
    struck = verb is not None and ((passive and verb.form == "fin") or (slavic and verb.form in ("fin", "part")))
    headline = verb is not None and verb.passive and verb.form == "part" and scene.settings.prodrop and _verbless(scene, reading)
    act = reading.meaning.act or ""
    taken = (reading.meaning.type == "COERCE" or act == "release") and (slavic or (passive and scene.settings.bare_complements))
    assault = reading.meaning.type == "ASSAULT" and (struck or headline)
    if (assault or (taken and struck)) and not reading.actors:
        person = person or any(in_class(scene, head, "target") for head in heads)  # "des boutiques ont été pillées", "three ships"
    tried = act in BY_COURTS and (passive or (struck and slavic and verb is not None and verb.person != "2"))
    to_people = reading.meaning.type in DONE_TO_PEOPLE or act in SENTENCED | UNTOLD or tried
    if _him(scene, reading):
        return True
    named = reading.meaning.type in ("COERCE", "ASSAULT") or act in SENTENCED
    return (to_people and person and not victims.mishap(scene, reading)) or (named and any(head.pos == "PROPN" for head in heads))


def _verbless(scene: Scene, reading: Reading) -> bool:
    """Whether a participle is all the verb that its sentence has, before its noun: "Colpito un condominio a Odessa"."""
    finite = any(c.verb is not None and c.verb.form == "fin" for c in scene.syntax.clauses)
    return not finite and bool(reading.recipients) and reading.recipients[0].first > reading.anchor.token


def _him(scene: Scene, reading: Reading) -> bool:
    """Whether it is told that somebody just spoken of was arrested, tried or let go: "He was detained", "il est jugé", "его задержали"."""
    verb, s = reading.anchor.verb, scene.settings
    if verb is None or reading.actors:
        return False
    passive = verb.passive and not s.case and not s.prodrop and (s.bare_complements or bool(reading.recipients))
    if not passive and not (s.by_case and verb.number in ("p", "")) and not measures.nobodys(scene, reading):
        return False
    done = (reading.meaning.act or "") in BY_COURTS | TO_HIM
    pronoun = any(scene.tokens[p.head].pos == "PRON" for p in scene.slots(reading.anchor).get("obj", []))
    return done and pronoun


def _titled(scene: Scene, reading: Reading) -> bool:
    """Whether who acts has a name or an office, known or not: "the prime minister imposed a curfew"."""
    if reading.meaning.type == "CONSULT" and any(m.form == "title" and scene.tokens[m.head].number == "p" for m in reading.actors):
        return True  # "the presidents of the two countries met"
    if reading.meaning.both or (reading.meaning.type == "ASSAULT" and not reading.recipients):
        return False  # "the chef attacked his dish"
    return any(m.form in ("name", "title") or _called(scene, m) for m in reading.actors)


def _called(scene: Scene, mention: Mention) -> bool:
    """Whether the words of a mention hold a name: two proper nouns, or one behind people or a body: "el grupo Ransomhouse"."""
    names = sum(t.pos == "PROPN" for t in scene.tokens[mention.first : mention.last])
    return names > 1 or (names == 1 and in_class(scene, scene.tokens[mention.head], "people"))


def _lifeless(scene: Scene, reading: Reading) -> bool:
    """Whether an active verb has a subject of its own that is neither an actor, nor arms or force, nor itself an act."""
    verb = reading.anchor.verb
    if verb is None or reading.anchor.pos != "v" or verb.passive:
        return False
    subjects = scene.slots(reading.anchor).get("subj", [])
    if any(m.head == p.head for m in reading.recipients for p in subjects):
        return False  # "аэропорт подвергся обстрелу": it is done to the subject
    if "none" in reading.frame.actor and any(p.head in reading.words for p in subjects):
        return False  # "die Schuld liege bei Belgrad": the subject is a word of the frame
    return bool(subjects) and not any(_acts(scene, member) for p in subjects for member in (p.group or [p]))


def _acts(scene: Scene, phrase: Phrase) -> bool:
    token = scene.tokens[phrase.head]
    if phrase.mention is not None or token.pos not in ("NOUN", "ADJ"):
        return True
    if any(in_class(scene, token, name) for name in ("people", "troops", "weapon", "craft", "amount")):
        return True
    return bool(scene.frames.of("n", token.lemma, token.norm))


def _only_where(scene: Scene, reading: Reading) -> bool:
    """Whether all that is known of a bare predicate is where it is: "the app was deployed in Germany"."""
    if not reading.recipients or len(reading.words) or len(reading.chain) > 1 or reading.meaning.act == "extradite":
        return False
    s = scene.settings
    places = s.inside | ((s.at | s.near) - set(reading.frame.recipient))  # "attack on X": the frame asks for that preposition
    return all(_preposition(scene, reading, m) in places for m in reading.recipients)


def _preposition(scene: Scene, reading: Reading, mention: Mention) -> str:
    for unit in reading.anchor.clause.units:
        if isinstance(unit, Phrase) and unit.first <= mention.head < unit.last:
            return unit.prep
    return ""
