"""Who a phrase means where it stands: names, composed roles, holders of offices, surnames, pronouns, "both sides".

The article is read in order; `Discourse` remembers who was named. A reference that fits nobody is left unresolved.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from diurna.extract.actors import renamed
from diurna.extract.actors.actor_atoms import HEADS, Atom
from diurna.extract.actors.knowledge import FORCES, LEADING, NATIONAL, PAIR, UNKNOWN, Knowledge, is_state, members
from diurna.extract.actors.remembered import Antecedent, Scene, fits, scene_of
from diurna.langs.origins import states_of

_REPORTING = frozenset({"JRN", "EDU", "UNK"})
"""Sectors of those who tell of others: sources, analysts, media."""
_FORMER = "generic/former_officials"
_WORLD = {"generic/security_council": "org/un-security-council"}
"""Bodies that are the world's where nothing says whose: "the Security Council"."""
_BODIES = frozenset({"generic", "national", "media"})
"""Whose heads lead no state or organisation."""
_ADJECTIVAL = frozenset({"adjective"})
_NEAR = 2
"""How many sentences back a pronoun, a bare role or "both sides" may reach."""
_WIDE = 6
"""How many sentences back "both sides" may reach where the last ones name no two."""
_FAR = 30
"""How many sentences back "the minister" may reach for the person named before."""


_MEMORY = 64
"""How many antecedents are kept: what is further back is not meant, and time stays linear in the text."""


class Discourse:
    """Resolves the phrases of one article, sentence by sentence. `unknown`, `sorts`: the names of those the tables lack, and of what sort
    bodies of them are, by id."""

    def __init__(
        self,
        knowledge: Knowledge,
        scene: Scene,
        unknown: Mapping[str, str] = MappingProxyType({}),
        sorts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.knowledge = knowledge
        self.scene = scene
        self.unknown = unknown
        self.sorts = sorts
        self.past: deque[Antecedent] = deque(maxlen=_MEMORY)
        self.sentence = 0
        self.rank = 0
        self.persons: set[str] = set()
        self.countries: dict[str, str] = {}

    def enter(self, sentence: int) -> None:
        """Begin reading a sentence."""
        self.sentence, self.rank = sentence, 0

    def resolve(self, atom: Atom, unknown: str | None = None) -> str | None:
        """The entity that `atom` means, remembered for later references; None where nobody fits.

        `unknown` is the id of the person or organisation when the tables lack it.
        """
        entity = unknown or self._entity(atom)
        if entity is not None and atom.what != "place":
            self._remember(atom, entity)
        return entity

    def named(self, atom: Atom) -> str | None:
        """The entity that a phrase inside another names, which is not remembered; None for what says nothing of whose it is."""
        entity = self._entity(atom)
        return None if entity is None or entity.startswith("generic/") else entity

    def _entity(self, atom: Atom) -> str | None:
        what = atom.what
        if what in ("state", "adjective", "inhabitant", "capital"):
            return self._state(atom)
        if what == "person":
            return self._person(atom)
        if what == "office":
            return self._office(atom)
        if what == "generic":
            return self._generic(atom)
        if what == "pronoun":
            return self._pronoun(atom)
        if what == "pair":
            return self._pair(atom)
        if what == "same":
            return self._land() if atom.bound else self._same()
        return self._called(atom)

    # Names --------------------------------------------------------------------------------------------------------

    def _state(self, atom: Atom) -> str:
        """Of several states with the same word ("coreano"), the one the article is about."""
        return max(atom.ids, key=lambda i: self.scene.states.get(i, 0))

    def _called(self, atom: Atom) -> str | None:
        """Of several bodies with one name or acronym the one whose state the article speaks of most."""
        if len(atom.ids) < 2:
            return atom.ids[0] if atom.ids else None
        return max(atom.ids, key=lambda i: (i in self.scene.bodies, self.scene.states.get(self.knowledge.country(i) or "", 0)))

    def _person(self, atom: Atom) -> str | None:
        ids = [i for i in atom.ids if i in self.scene.named] or list(atom.ids)
        if atom.surname == "family" and ids[0] not in self.scene.named:
            owner = self.owner(atom)
            ids = [i for i in ids if owner and self.knowledge.country(i) == owner]
        ids.sort(key=lambda i: self.scene.states.get(self.knowledge.country(i) or "", 0), reverse=True)
        return ids[0] if ids else None

    # Roles --------------------------------------------------------------------------------------------------------

    def owner(self, atom: Atom) -> str | None:
        """The state, organisation or group that a role phrase belongs to, as the text says."""
        if atom.owned_by is None:
            return atom.owner
        inner = atom.owned_by
        entity = self._entity(inner)
        if entity is None or inner.what in ("state", "adjective", "inhabitant", "capital", "org", "media", "group"):
            return entity
        return self.knowledge.country(entity) or (entity if not entity.startswith("generic/") else None)

    def _office(self, atom: Atom) -> str | None:
        if atom.partner is not None and (entity := self._apposed(atom)):
            return entity
        if (inner := atom.owned_by) is not None and inner.what in _BODIES:
            if atom.ids[0] == "leader" or self.knowledge.party(self._entity(inner)):
                return self._head_of(inner)
        owner = self.owner(atom)
        office = _meant(atom, owner)
        if atom.number == "p":
            return self.knowledge.composed(owner, office) if owner else None
        if owner is None:
            return self._bare_office(atom)
        if atom.former:
            return self.knowledge.composed(owner, _FORMER)
        composed = self.knowledge.composed(owner, office)
        if atom.indefinite:
            return composed
        return self.knowledge.holder(office, owner) or self._role(atom, owner, office) or composed

    def _head_of(self, inner: Atom) -> str | None:
        """`the director of NABU`: whom the article calls so, else the body, which stands for its people as an organisation does."""
        body = self._entity(inner)
        for past in self._back(_FAR):
            if body is not None and past.person and past.of == body and "leader" in past.roles:
                return past.entity
        return body

    def _bare_office(self, atom: Atom) -> str | None:
        """`the minister`: who was named with that role, or who holds it where the article's country is clear."""
        if atom.former:
            return self._former(atom, atom.ids)
        if atom.indefinite or not atom.bare:
            return None
        if earlier := self._role(atom, None):
            return earlier
        country = self._possessor() if atom.possessive else self._context(atom)
        return self.knowledge.holder(_meant(atom, country), country) if country else None

    def _generic(self, atom: Atom) -> str | None:
        if atom.partner is not None and (entity := self._apposed(atom)):
            return entity
        generic, owner = atom.ids[0], self.owner(atom)
        if generic == _FORMER and owner is None and (known := self._former(atom, LEADING)):
            return known
        if owner is None and atom.possessive:
            owner = self._possessor()
        if owner is None and atom.bare and (earlier := self._again(atom) or self._introduced(atom)):
            return earlier
        if (meant := renamed.again(atom, self._back(renamed.REACH), self.knowledge, self.sorts)) or generic in renamed.ONLY_AGAIN:
            return meant
        if owner is None and generic in _WORLD:
            return _WORLD[generic]
        named = atom.number != "p" or (atom.definite and generic in FORCES)
        if owner is None and atom.bare and not atom.indefinite and named and (generic in NATIONAL or self.knowledge.institution(generic)):
            owner = self.scene.home or self._context(atom) or self.scene.foremost()
        return self.knowledge.composed(owner, generic) if owner else generic

    def _apposed(self, atom: Atom) -> str | None:
        """The person a role stands beside, where country and role do not speak against it."""
        partner = atom.partner
        if partner is None:
            return None
        entity = self._person(partner) if partner.what == "person" else partner.ids[0] if partner.ids else None
        owner = self.owner(atom)
        country = self.knowledge.country(entity) if entity else None
        return None if owner and country and is_state(owner) and owner != country else entity

    def _role(self, atom: Atom, owner: str | None, office: str = "") -> str | None:
        """`the (Ukrainian) minister`: the person last named with such a role, of that country where one is named."""
        for past in self._back(_FAR):
            same = past.person and past.number != "p" and fits(atom.gender, past.gender)
            role = office or _meant(atom, past.country)
            if same and owner in (None, past.country, past.of) and self.knowledge.plays(past.entity, past.roles, role):
                return past.entity
        return None

    def _again(self, atom: Atom) -> str | None:
        """`the police` after `Turkish police`: the same, when that role was of one country only."""
        tail = atom.ids[0].removeprefix("generic/")
        same = [p.entity for p in self._back(_FAR) if p.entity.endswith("/" + tail) and "/" in p.entity]
        known = {e for e in same if not e.startswith("generic/")}
        return known.pop() if len(known) == 1 and atom.definite else None

    def _introduced(self, atom: Atom) -> str | None:
        """`the general` after `General X`: the person last named who was introduced with that word."""
        if atom.number == "p" or not atom.definite or atom.indefinite or atom.former or not self.knowledge.of_people(atom.ids[0]):
            return None
        for past in self._back(_FAR):
            if past.person and past.number != "p" and atom.ids[0] in past.roles and fits(atom.gender, past.gender):
                return past.entity
        return None

    def _former(self, atom: Atom, offices: tuple[str, ...]) -> str | None:
        """`the ex-president`: the person last named who once held such an office and does not hold it now."""
        if atom.indefinite or not atom.definite or atom.number == "p":
            return None
        for past in self._back(_FAR):
            if past.person and past.number != "p" and fits(atom.gender, past.gender) and self.knowledge.played(past.entity, offices):
                return past.entity
        return None

    def _context(self, atom: Atom) -> str | None:
        """The country of a bare `the minister`: the only one in the last sentences, else the article's own."""
        if not atom.definite and atom.what == "office":
            return None
        countries = {p.country for p in self._back(_NEAR) if p.country and is_state(p.country)}
        return countries.pop() if len(countries) == 1 else self.scene.home

    # References ---------------------------------------------------------------------------------------------------

    def _pronoun(self, atom: Atom) -> str | None:
        """The most prominent of the nearest sentence that has anyone who fits."""
        near = [p for p in self._back(_NEAR) if p.weight and not self._acts_there(atom, p)]
        if atom.nearest:
            behind = [p for p in near if p.rank or p.sentence < self.sentence]  # "la mairie reproche à ce dernier": another
            return next((p.entity for p in behind if self._is_latter(atom, p)), None)
        fitting, bodies = [p for p in near if self._may_mean(atom, p)], [p for p in near if self._of_gender(atom, p)]
        shown = [p for p in fitting if p.gender]
        if bodies and not shown and bodies[0].sentence > max((p.sentence for p in fitting), default=-1):
            fitting = bodies  # "La société X ... Elle": rather than somebody of a sentence before who shows no gender
        if not fitting:
            return None
        heavy = max(p.weight for p in fitting)
        return min((p for p in fitting if p.weight == heavy), key=lambda p: (-p.sentence, p.rank)).entity

    @staticmethod
    def _is_latter(atom: Atom, past: Antecedent) -> bool:
        """Whether the one named last may be meant by "the latter": by number and gender, where both show them."""
        one = not (atom.number and past.number) or atom.number == past.number
        gender = past.gender or past.word_gender
        return one and fits(atom.gender, gender) and (past.person or atom.number != "p" or past.number == "p")

    def _acts_there(self, atom: Atom, past: Antecedent) -> bool:
        """Whether somebody is the subject of an object pronoun's own clause: "Колумбія розірвала з ним відносини"."""
        bare = not atom.cases and past.weight > 2
        return (past.subject or bare or atom.cases[:1] == "n") and past.sentence == self.sentence and past.first >= atom.since >= 0

    def _of_gender(self, atom: Atom, past: Antecedent) -> bool:
        """Whether a pronoun's gender fits what is no person, where its words show one: "Польща ... скарга проти неї"; the object that may
        as well be a thing ("план ... його підтримав") means none of them."""
        thing = not atom.modifies and not past.person and past.number != "p"
        return thing and atom.gender == past.word_gender != "" and (atom.cases != "" or (past.subject and past.weight > 2))

    def _may_mean(self, atom: Atom, past: Antecedent) -> bool:
        if atom.number and past.number and atom.number != past.number:
            return False
        if atom.modifies and atom.since >= 0 and atom.number == "p" and not past.person and "/" not in past.entity:
            return False  # "умови ... їх відкинули": rather things than states
        if atom.gender == "n" or not atom.gender:
            return atom.number == "p" or not past.person or atom.gender != "n"
        return past.person and fits(atom.gender, past.gender)

    def _possessor(self) -> str | None:
        """The country of the likely subject: of this sentence, or of the one before."""
        found = [p for p in self._back(1) if p.weight and p.country]
        return min(found, key=lambda p: (-p.sentence, p.rank)).country if found else None

    def _same(self) -> str | None:
        return self._possessor()

    def _land(self) -> str | None:
        """Whose "the country's" ministry is."""
        near = [p for p in self._back(_NEAR) if p.country and is_state(p.country)]
        return scene_of(near, is_state) or self.scene.home or self.scene.foremost() or self._possessor()

    def _pair(self, atom: Atom) -> str | None:
        """The two last-named countries or organisations that are actors, in text order; none of the clause whose object they are, nor who
        speaks to them in the same sentence."""
        speaking = {p.country for p in self._back(0) if p.subject and not p.rank and p.person} - {None}
        return self._two(atom, speaking) or (self._two(atom, set()) if speaking else None)

    def _two(self, atom: Atom, speaking: set[str | None]) -> str | None:
        """The two parties named last that may be "both sides", but those of the states in `speaking`."""
        for least, here, reach in ((3, False, _NEAR), (3, True, _NEAR), (2, True, _NEAR), (3, True, _WIDE)):
            found: list[str] = []
            for past in self._back(reach):
                if past.country in speaking or (past.sentence == self.sentence and (not here or past.first >= atom.since >= 0)):
                    continue
                party = past.country if past.country and is_state(past.country) and not self._international(past) else past.entity
                if past.weight >= least and not party.startswith(("generic/", "media/", UNKNOWN, PAIR)) and party not in found:
                    found.append(party)
                if len(found) == 2:
                    return PAIR + "+".join(reversed(found))
        return None

    def _international(self, past: Antecedent) -> bool:
        """Whether a person speaks for an international body, so that "both governments" does not mean his own."""
        return past.person and self.knowledge.serves(past.entity, "org/")

    # Memory -------------------------------------------------------------------------------------------------------

    def _remember(self, atom: Atom, entity: str) -> None:
        beside = atom.partner.what if atom.partner is not None else ""
        if "unknown_person" in (atom.what, beside) or atom.what == "person" or self.knowledge.person_like(entity):
            self.persons.add(entity)
        owner = self.owner(atom) if atom.owned_by is not None or atom.owner else None
        if entity.startswith(UNKNOWN) and (atom.role or atom.what in HEADS) and entity not in self.countries:
            self._place(atom, entity, owner)
        for member in members(entity):
            self.past.append(
                Antecedent(
                    entity=member,
                    gender=self._gender(atom, member),
                    number=atom.number,
                    sentence=self.sentence,
                    rank=self.rank,
                    country=self.knowledge.country(member) or owner or self.countries.get(member),
                    roles=atom.role or (atom.ids if atom.what in HEADS else ()),
                    person=member in self.persons,
                    weight=self._weight(atom, member),
                    located=atom.located,
                    first=atom.first,
                    subject=not self.rank and (not atom.cases or "n" in atom.cases),
                    word_gender=atom.word_gender,
                    of=self._entity(atom.owned_by) if atom.owned_by is not None and atom.owned_by.what in _BODIES else owner,
                )
            )
        self.rank += 1

    def _place(self, atom: Atom, entity: str, owner: str | None) -> None:
        """The state that an unknown person speaks for: the one their role names, else what a bare role means here."""
        near = self._possessor() if atom.possessive else self._context(atom)
        told = self.knowledge.country(owner) if owner else None
        sure = told and self._says_whose(atom) and (atom.owned_by is not None or told in self._at_home(entity, told))
        country = told if sure else self._likely(entity, told or near)
        if country:
            self.countries[entity] = country

    @staticmethod
    def _says_whose(atom: Atom) -> bool:
        """Whether the words of a role name its state or body, rather than a bare "the government" whose state the article must tell."""
        inner = atom.owned_by
        return inner is None or inner.what not in HEADS or inner.owner is not None or inner.owned_by is not None

    def state_of(self, entity: str) -> str | None:
        """The state of an unknown person: as the text tells, else what the name tells of the states in it, else the article's own."""
        return self.countries.get(entity) or self._likely(entity, self.scene.home)

    def _at_home(self, entity: str, near: str) -> frozenset[str]:
        """The states where an unknown person's name is at home; `near` for a name that does not tell."""
        return states_of(self.unknown.get(entity, "")) or frozenset({near})

    def _likely(self, entity: str, near: str | None) -> str | None:
        """`near`, unless the person's name is at home in other states of those the article names: then the one named most."""
        states = self.scene.states
        named = [s for s in states_of(self.unknown.get(entity, "")) if s in states]
        return near if near in named or not named else max(named, key=lambda s: (states[s], s))

    def _gender(self, atom: Atom, entity: str) -> str:
        facts = self.knowledge.facts(entity)
        return (facts.gender if facts else "") or atom.gender

    def _weight(self, atom: Atom, entity: str) -> int:
        if atom.what in _ADJECTIVAL or atom.located:
            return 0
        facts = self.knowledge.facts(entity)
        if facts is not None and facts.sector in _REPORTING:
            return 1
        return 2 if atom.genitive else 3

    def _back(self, sentences: int) -> Iterator[Antecedent]:
        """Antecedents from the nearest back, over this sentence and so many before it."""
        for past in reversed(self.past):
            if past.sentence < self.sentence - sentences:
                return
            yield past


def _meant(atom: Atom, owner: str | None) -> str:
    """What a role word means in a state: "canciller" is the head of government in Berlin, the foreign minister in Lima."""
    free = [i for i in atom.ids if owner in atom.spheres.get(i, (owner,))]
    return free[0] if free else atom.ids[0]
