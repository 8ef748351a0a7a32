"""The gazetteer: `load()` gives all ids, who held which office when, and the places a name may mean.

The ids come compiled (`ids.msgpack`, written by `python -m diurna.gazetteer.build`, headed by the hash of its TOML sources; a stale file is
rebuilt in memory). Places are read from `places.bin` when first asked for. No surface forms in any language but an English label an id:
names stand in the packs, or in a user's own list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

import msgspec

from diurna.gazetteer import entries
from diurna.gazetteer.atlas import Atlas, PlaceEntry, normal
from diurna.gazetteer.entries import GazetteerEntry, Held, Ids, Office

HERE = Path(__file__).parent
REVISION = "1"
"""Changes when `entries.read` gives other entries for the same files."""
_HEAD = 20
_GENERIC = "generic/"
_SPAN = ("01", "01"), ("12", "31")


class Gazetteer:
    """Ids and places, frozen. Lookups are pure and cost microseconds."""

    def __init__(self, ids: Ids, places: Path = HERE / "places.bin") -> None:
        self._ids = ids
        self.atlas = Atlas(places)

    @property
    def entries(self) -> Mapping[str, GazetteerEntry]:
        """Every entry by id, in the order of the files."""
        return self._ids.entries

    @property
    def offices(self) -> Mapping[str, Office]:
        """Every office by its id."""
        return self._ids.offices

    def entity(self, id: str) -> GazetteerEntry | None:
        """The entry of an id; None when unknown. "TUR/police" is composed from "generic/police" and the state, "geo/703448" is a place."""
        found = self._ids.entries.get(id)
        if found is not None or "/" not in id:
            return found
        owner, _, role = id.partition("/")
        if owner == "geo":
            place = self.atlas.place(int(role)) if role.isdecimal() else None
            return None if place is None else GazetteerEntry(id, place.name, "place", place.country, geo=place.geo)
        state, generic = self._ids.entries.get(owner), self._ids.entries.get(_GENERIC + role)
        if state is None or generic is None or state.kind != "state":
            return None
        label = f"{generic.label} of {'the ' if state.article else ''}{state.label}"
        return msgspec.structs.replace(generic, id=id, label=label, country=state.country, of=owner)

    def bare(self, id: str) -> str | None:
        """What English calls a body of a state at home: "Ministry of Defence", "Senate"; None for what is no such body."""
        owner, _, role = id.partition("/")
        if owner not in self._ids.entries or not role:
            return None
        own, generic = self._ids.entries.get(id), self._ids.entries.get(_GENERIC + role)
        if own is not None and (generic is None or " (" in own.label):
            return own.label.partition(" (")[0]
        return generic.label if generic is not None else None

    def holder(self, office: str, of: str, date: str) -> str | None:
        """Who held `office` in a state or organisation on an ISO date: a person's id. Where several did, the one who came last;
        None where nobody is known, or where many hold the office and more than one did."""
        spans = self._holders.get((office, of), ())
        fitting = [(since, person) for since, until, person in spans if since <= date <= until]
        if not fitting:
            return None
        many = self._ids.offices[office].many if office in self._ids.offices else True
        if many and len({person for _, person in fitting}) > 1:
            return None
        return max(fitting)[1]

    def offices_of(self, person: str, date: str | None = None) -> tuple[Held, ...]:
        """The offices of a person, all of them or those on an ISO date."""
        entry = self._ids.entries.get(person)
        if entry is None:
            return ()
        return tuple(h for h in entry.offices if date is None or bounds(h)[0] <= date <= bounds(h)[1])

    def sector(self, id: str, date: str | None = None) -> str | None:
        """The PLOVER sector of an entity on an ISO date: of a person, that of the office held then; ELI (a former official) where
        the last one had ended by then; the entry's own where nothing is dated."""
        entry = self.entity(id)
        if entry is None or date is None or not entry.offices:
            return None if entry is None else entry.sector
        held = [(bounds(h)[0], self._ids.offices[h.office].sector) for h in self.offices_of(id, date) if h.office in self._ids.offices]
        if held:
            return entry.sector if entry.sector in {s for _, s in held} else max(held)[1]
        return "ELI" if all(bounds(h)[1] < date for h in entry.offices) and entry.sector not in ("REB", "CRM", "PRM") else entry.sector

    def place_by_name(self, name: str) -> list[PlaceEntry]:
        """The places called `name`: own places (English labels, a user's names) first, then GeoNames, capitals and large ones first."""
        own = [self._own(self._ids.entries[id]) for id in self._own_names.get(normal(name), ())]
        return [*own, *self.atlas.named(name)]

    def place(self, id: str) -> PlaceEntry | None:
        """The place with an id ("place/donbas", "geo/703448"); None when there is none."""
        if id.startswith("geo/"):
            return self.atlas.place(int(id[4:])) if id[4:].isdecimal() else None
        entry = self._ids.entries.get(id)
        return self._own(entry) if entry is not None and entry.kind == "place" else None

    def capital(self, state: str) -> PlaceEntry | None:
        """The capital of a state."""
        entry = self._ids.entries.get(state)
        return self.atlas.place(entry.capital) if entry is not None and entry.capital else None

    def capital_of(self, geonames: int) -> str | None:
        """The state whose government a city stands for, by the city's GeoNames id."""
        return self._capitals.get(geonames)

    def division(self, state: str | None, admin1: str) -> PlaceEntry | None:
        """The own place that is a state's first-level division of this name ("RUS", "Kursk"); None where we have none."""
        id = self._divisions.get((state, admin1))
        return self.place(id) if id is not None else None

    def names(self, lang: str) -> Mapping[str, tuple[str, ...]]:
        """Id -> surface forms in a language, from a user's own lists; the packs hold all others."""
        return {e.id: e.names[lang] for e in self._ids.entries.values() if lang in e.names}

    @cached_property
    def _holders(self) -> Mapping[tuple[str, str], list[tuple[str, str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for entry in self._ids.entries.values():
            for held in entry.offices:
                found.setdefault((held.office, held.of), []).append((*bounds(held), entry.id))
        return found

    @cached_property
    def _capitals(self) -> Mapping[int, str]:
        return {c: e.id for e in self._ids.entries.values() for c in (e.capital, *e.seats) if c}

    @cached_property
    def _divisions(self) -> Mapping[tuple[str | None, str], str]:
        own = (e for e in self._ids.entries.values() if e.kind == "place" and e.geo is not None and e.geo.feature == "admin1")
        return {(e.country, e.geo.admin1): e.id for e in own if e.geo is not None and e.geo.admin1 is not None}

    @cached_property
    def _own_names(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self._ids.entries.values():
            if entry.kind == "place":
                for name in (entry.label, *(n for names in entry.names.values() for n in names)):
                    found.setdefault(normal(name), []).append(entry.id)
        return found

    @staticmethod
    def _own(entry: GazetteerEntry) -> PlaceEntry:
        assert entry.geo is not None
        return PlaceEntry(entry.id, entry.label, entry.country, entry.geo)


def bounds(held: Held) -> tuple[str, str]:
    """The first and last ISO day of an office, as wide as its dates allow."""
    return _day(held.since, 0) or "0000-01-01", _day(held.until, 1) or "9999-12-31"


def _day(date: str | None, end: int) -> str | None:
    if date is None:
        return None
    given = date.split("-")
    return "-".join([*given, *_SPAN[end][len(given) - 1 :]])


def sources() -> list[Path]:
    """The TOML files of the package, in a fixed order."""
    return sorted(HERE.glob("*.toml"))


def fingerprint(files: Iterable[Path]) -> bytes:
    """A 20-byte hash of files' names and bytes and of this module's revision."""
    digest = blake2b(REVISION.encode(), digest_size=_HEAD)
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name}:{len(data)}:".encode())
        digest.update(data)
    return digest.digest()


def load(extra: Sequence[Path] = ()) -> Gazetteer:
    """The package's gazetteer and, on top of it, a user's own TOML files; a malformed file is a ValueError that names it."""
    return Gazetteer(entries.read([*sources(), *extra]) if extra else _compiled())


@cache
def blocs() -> Mapping[str, tuple[str, ...]]:
    """The states of each bloc whose membership is a closed list."""
    return {id: entry.members for id, entry in _compiled().entries.items() if entry.members}


def _compiled() -> Ids:
    files, target = sources(), HERE / "ids.msgpack"
    if target.exists():
        data = target.read_bytes()
        if data[:_HEAD] == fingerprint(files):
            return msgspec.msgpack.decode(data[_HEAD:], type=Ids)
    return entries.read(files)


def compile_ids() -> bytes:
    """The bytes of ids.msgpack."""
    files = sources()
    return fingerprint(files) + msgspec.msgpack.encode(entries.read(files))
