"""What counts as a right answer in an expected record: parties, places and times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from diurna.eval.expected import Days, ExpectedEntity, listed, overlaps
from diurna.gazetteer.load import load
from diurna.model import Entity, Party, Place, Record, Time

_COUNTRY = re.compile(r"\b[A-Z]{3}\b")
_KINDS = {"person": ["person"], "igo": ["igo"], "media": ["media"], "place": ["place", "state", "government"]}
_SAME = re.compile(r"the same \w+ as (.+?)(?:[;,(]|$)")


class Reading:
    """A record with its entities at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.entities = {e.id: e for e in record.entities}

    def names(self, entity: Entity) -> set[str]:
        """Everything an entity is called: country, names and the words of its mentions, case folded."""
        words = {entity.id, entity.name, *entity.names.values(), *(self.text[m.start : m.end] for m in entity.mentions)}
        words |= {w for w in (entity.country, entity.wikidata) if w}
        return {w.casefold() for w in words}

    def party(self, party: Party | Place, wanted: Iterable[str]) -> bool:
        """Whether a party is one of `wanted`: by its entity, the entity's country, or its words."""
        entity = self.entities.get(party.entity or "")
        names = self.names(entity) if entity else set()
        return any(w.casefold() in names or overlaps(self.text, w, [(party.start, party.end)], True) for w in wanted)

    def parties(self, coded: Sequence[Party], wanted: Sequence[str] | None) -> bool:
        """Whether there is a party where one is wanted, and every party is wanted."""
        if not wanted:
            return not coded
        return bool(coded) and all(self.party(p, wanted) for p in coded)

    def place(self, coded: Sequence[Place], wanted: Sequence[str]) -> bool:
        """Whether one of the places is wanted, and the others are only the country it lies in."""
        if not wanted:
            return not coded
        right = [p for p in coded if self._is_place(p, wanted)]
        countries = {e.country for p in right if (e := self.entities.get(p.entity or ""))}
        return bool(right) and all(p in right or self._is_country(p, countries) for p in coded)

    def _is_place(self, place: Place, wanted: Sequence[str]) -> bool:
        if self.party(place, wanted):
            return True
        entity = self.entities.get(place.entity or "")
        words = {w for name in self.names(entity) for w in re.findall(r"\w+", name)} if entity else set()
        return any(w.casefold() in words for w in wanted)

    def _is_country(self, place: Place, countries: set[str | None]) -> bool:
        entity = self.entities.get(place.entity or "")
        if entity is None or entity.country not in countries:
            return False
        return entity.kind == "state" or (entity.geo is not None and entity.geo.precision == "country")

    def mentioned(self, words: str) -> set[str]:
        """The ids of the entities that have a mention where `words` stand."""
        return {e.id for e in self.record.entities if any(overlaps(self.text, words, [(m.start, m.end)], True) for m in e.mentions)}

    def entity(self, wanted: ExpectedEntity) -> bool | None:
        """Whether the mention resolves to what it is: None where nothing is found, False where something else is."""
        found = [self.entities[i] for i in self.mentioned(wanted.text)]
        if not found:
            return None
        return any(self._fits(e, wanted) for e in found)

    def _fits(self, entity: Entity, wanted: ExpectedEntity) -> bool:
        kinds = listed(wanted.kind) or _kinds_in(wanted.says)
        countries = {wanted.country} if wanted.country else _states(wanted.says)
        same = _SAME.search(wanted.says)
        return (
            (not kinds or entity.kind in kinds)
            and (not wanted.name or self._called(entity, wanted, countries))
            and (same is not None or not countries or entity.country in countries)
            and (same is None or bool(self.mentioned(same[1].strip()) & {entity.id}))
        )

    def _called(self, entity: Entity, wanted: ExpectedEntity, countries: set[str]) -> bool:
        """Whether it has one of the names, marks on letters aside; what stands for a government by metonymy may be called by its state."""
        if "metonymy" in wanted.says and entity.country is not None and entity.country in countries:
            return True
        names = {unmarked(n) for n in self.names(entity)}
        return any(unmarked(n.casefold()) in names for n in wanted.name)

    def one(self, group: Sequence[str]) -> bool | None:
        """Whether all words of `group` can be one entity; None where one of them is no mention at all."""
        ids = [self.mentioned(words) for words in group]
        return bool(set.intersection(*ids)) if ids and all(ids) else None


def unmarked(name: str) -> str:
    """Letters without their marks: "erdoğan" is "erdogan"."""
    return "".join(c for c in unicodedata.normalize("NFD", name.replace("ı", "i")) if not unicodedata.combining(c))


def _states(says: str) -> set[str]:
    """The ISO-3 codes in a description; what stands in brackets, and other words of three capitals ("OAS"), are none."""
    known = load().entries
    return {code for code in _COUNTRY.findall(says.split("(")[0]) if code in known}


def _kinds_in(says: str) -> list[str]:
    first = says.replace(",", ";").split(";")[0].strip()
    return _KINDS.get(first, [])


def same_time(coded: Time | None, wanted: Sequence[Days]) -> bool:
    """Whether the interval is one of `wanted`, give or take a day at either end; for no interval: no time."""
    intervals = [w for w in wanted if w]
    if not intervals:
        return coded is None
    return coded is not None and any(_near(coded.start, w[0]) and _near(coded.end, w[1]) for w in intervals)


def _near(coded: str | None, wanted: str | None) -> bool:
    if coded is None or wanted is None:
        return coded is wanted
    a, b = _day(coded), _day(wanted)
    return a is not None and b is not None and abs(a - b) <= timedelta(days=1)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
