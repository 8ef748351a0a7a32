"""What the gazetteer knows of an entity id at an article's date, composed ids ("TUR/police") included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from diurna.model import EntityKind

if TYPE_CHECKING:
    from diurna.gazetteer.load import Gazetteer

PAIR = "pair:"
UNKNOWN = "unknown/"
_GENERIC = "generic/"
LEADING = ("supreme_leader", "head_of_state", "head_of_government")
_HEADED_BY_GOVERNMENT = (
    "ALB AND ARM ATG AUS AUT BEL BGD BGR BHS BLZ BRB BTN CAN CHE CPV CZE DEU DMA DNK ESP EST ETH FIN FJI GBR GEO GRC GRD "
    "HRV HUN IND IRL IRQ ISL ISR ITA JAM JPN KHM KNA LAO LBN LCA LSO LUX LVA MKD MLT MNE MUS MYS NLD NOR NPL NZL PAK PNG "
    "POL PRT SGP SLB SVK SVN SWE THA TON TTO TUV VCT VUT WSM XKX ZAF"
)
FORCES = frozenset(
    f"generic/{name}"
    for name in (
        *("military", "police", "security_forces", "special_forces", "prosecutors", "air_force", "navy", "air_defence", "border_guards"),
        *("investigators", "coast_guard", "authorities", "trade_union", "riot_police"),
    )
)
"""Bodies of a state that a plural with its article names as a whole: "las Fuerzas Armadas", "les gendarmes"."""
NATIONAL = frozenset(f"generic/{name}" for name in ("opposition", "ruling_party", "trade_union", "central_bank", "coalition"))
"""Bodies that are no government's and yet some state's: which, the article tells."""
_PARLIAMENTARY = frozenset(_HEADED_BY_GOVERNMENT.split())
"""States led by the head of government: "the German leader" is the chancellor. Elsewhere the head of state leads."""
_OWNED_BY_ORGANISATION = ("org/", "group/", "media/")
_HEADING = ("organization_president", "secretary_general", "group_leader", "party_leader", "director_general")

_PRIVATE = frozenset({"JRN", "CVL", "BUS", "REL"})
"""Sectors of roles whose bearers are people of a state and no part of its government: "three Turkish journalists"."""


class Facts(msgspec.Struct, frozen=True, gc=False):
    """One entity as the record shows it: English label, kind, country, sector and, where certain, the Wikidata id."""

    label: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gender: str = ""


def members(entity: str) -> tuple[str, ...]:
    """The entities an id stands for: two for a pair ("pair:RUS+UKR"), itself otherwise."""
    return tuple(entity.removeprefix(PAIR).split("+")) if entity.startswith(PAIR) else (entity,)


def is_state(entity: str) -> bool:
    """Whether `entity` is the id of a state or territory."""
    return "/" not in entity and not entity.startswith(PAIR)


class Knowledge:
    """The gazetteer at the date of one article (ISO, None when unknown: then nobody holds an office)."""

    def __init__(self, gazetteer: Gazetteer, date: str | None) -> None:
        self.gazetteer = gazetteer
        self.date = date[:10] if date else None
        self._facts: dict[str, Facts | None] = {}
        self._offices: dict[str, frozenset[str]] = {}

    def facts(self, entity: str) -> Facts | None:
        """What is known of an id; None for ids of unknown names and pairs."""
        if entity not in self._facts:
            self._facts[entity] = self._read(entity)
        return self._facts[entity]

    def country(self, entity: str) -> str | None:
        """The state an entity is or belongs to."""
        if is_state(entity):
            return entity
        facts = self.facts(entity)
        return facts.country if facts else None

    def party(self, entity: str | None) -> bool:
        """Whether an entity is a party, whose president is no state's: "le président des Républicains"."""
        known = self.facts(entity) if entity is not None else None
        return known is not None and known.sector == "PTY"

    def de_jure(self, country: str | None) -> str | None:
        """The state that a territory or de facto state belongs to by law: Abkhazia to Georgia, Hong Kong to China; others are their own."""
        found = self.gazetteer.entity(country) if country else None
        return found.of if found is not None and found.of else country

    def composed(self, owner: str, role: str) -> str:
        """The id of a role of `owner`: "TUR/police"; an organisation or group stands for what is its own."""
        if owner.startswith(_OWNED_BY_ORGANISATION):
            return owner
        return f"{owner}/{role.removeprefix(_GENERIC)}"

    def holder(self, office: str, owner: str) -> str | None:
        """Who holds `office` in `owner` at the article's date; "leader" is whoever leads it."""
        if self.date is None:
            return None
        if office == "leader" or (office in _HEADING and not is_state(owner)):
            return self._leader(owner)
        found = self.gazetteer.holder(office, owner, self.date)
        abroad = found is not None and office == "ambassador" and self.country(found) != owner
        return None if abroad else found  # who serves in Washington is not "the US ambassador"

    def _leader(self, owner: str) -> str | None:
        assert self.date is not None
        offices = LEADING if is_state(owner) else _HEADING
        if owner in _PARLIAMENTARY:
            offices = ("head_of_government", "head_of_state")
        holders = (self.gazetteer.holder(office, owner, self.date) for office in offices)
        return next((h for h in holders if h), None)

    def plays(self, person: str, roles: tuple[str, ...], office: str) -> bool:
        """Whether a role word may mean a person: by the words that introduced them, or by an office they hold."""
        held = {*roles, *self._held(person)}
        if office in held:
            return True
        if office == "leader":
            return bool(held & {*LEADING, *_HEADING, "leader"})
        if office in ("minister", "generic/minister"):
            return any(h.endswith("_minister") for h in held)
        return False

    def played(self, person: str, offices: tuple[str, ...]) -> bool:
        """Whether a person held one of these offices before the article's date and holds it no more; "leader" is a head of any kind."""
        found = self.gazetteer.entity(person)
        if found is None or self.date is None:
            return False
        wanted = {*offices, *(LEADING if "leader" in offices else ())}
        past = [h for h in found.offices if h.until is not None and h.until < self.date[: len(h.until)]]
        return any(h.office in wanted for h in past) and not any(office in self._held(person) for office in wanted)

    def of_people(self, generic: str) -> bool:
        """Whether a role's word is for people ("general", "journalist") rather than for a body."""
        found = self.gazetteer.entity(generic)
        return found is not None and found.plural

    def institution(self, generic: str) -> bool:
        """Whether a bare role ("the army") is some state's, to be found from the context; people and media are not."""
        facts = self.facts(generic)
        return facts is not None and facts.kind == "government"

    def person_like(self, entity: str) -> bool:
        """Whether an entity is a person, known or not."""
        facts = self.facts(entity)
        return facts is not None and facts.kind == "person"

    def is_place(self, name: str) -> bool:
        """Whether some place is called `name`."""
        return bool(self.gazetteer.place_by_name(name))

    def serves(self, person: str, kind: str) -> bool:
        """Whether a person holds an office of an entity whose id begins with `kind` on the article's date."""
        return any(h.of.startswith(kind) for h in (self.gazetteer.offices_of(person, self.date) if self.date else ()))

    def _held(self, person: str) -> frozenset[str]:
        if person not in self._offices:
            held = self.gazetteer.offices_of(person, self.date) if self.date else ()
            self._offices[person] = frozenset(h.office for h in held)
        return self._offices[person]

    def _read(self, entity: str) -> Facts | None:
        if entity.startswith((PAIR, UNKNOWN)):
            return None
        found = self.gazetteer.entity(entity)
        if found is None:
            return self._compose(entity)
        sector = self.gazetteer.sector(entity, self.date) if self.date and found.kind == "person" else found.sector
        return Facts(found.label, found.kind, found.country, sector, found.wikidata, found.gender or "")

    def _compose(self, entity: str) -> Facts | None:
        """An office that nobody is known to hold: "SYR/foreign_minister"."""
        owner, slash, role = entity.partition("/")
        state, office = self.gazetteer.entity(owner), self.gazetteer.offices.get(role)
        if not slash or state is None:
            return None
        label = office.label if office else role.replace("_", " ")
        kind = "group" if office is not None and office.sector in _PRIVATE else "government"
        return Facts(f"{label} of {state.label}", kind, owner, office.sector if office else "GOV")
