"""The tables hold together: ids, dates, places, and what lookups answer."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from diurna.gazetteer import atlas, entries, load
from diurna.gazetteer.load import Gazetteer, bounds

STATES = ("state", "territory", "de_facto", "historic")
SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
    "MED", "REF", "OPP", "PRE", "REL", "SOC",
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load.load()


def test_no_id_stands_in_two_sections() -> None:
    ids = Counter(
        id
        for path in load.sources()
        for section, lines in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if section != "offices"
        for id in lines
    )
    assert [id for id, n in ids.items() if n > 1] == []


def test_compiled_ids_are_current(gazetteer: Gazetteer) -> None:
    assert (load.HERE / "ids.msgpack").read_bytes()[:20] == load.fingerprint(load.sources()), "run python -m diurna.gazetteer.build"
    assert entries.read(load.sources()).entries == gazetteer.entries


def test_every_entry_is_found_by_its_id_with_known_country_and_sector(gazetteer: Gazetteer) -> None:
    states = {id for id, e in gazetteer.entries.items() if e.kind == "state"}
    for id, entry in gazetteer.entries.items():
        assert gazetteer.entity(id) is entry
        assert entry.label
        assert entry.country is None or entry.country in states, id
        assert entry.sector is None or entry.sector in SECTORS, id
        assert entry.kind == "place" or entry.sector is not None, id
        assert set(entry.members) <= states, id


def test_the_tables_have_the_sizes_that_were_asked_for(gazetteer: Gazetteer) -> None:
    kinds = Counter(id.partition("/")[0] if "/" in id else "state" for id in gazetteer.entries)
    armed = sum(e.kind == "armed_group" for e in gazetteer.entries.values())
    assert kinds["org"] >= 120 and kinds["media"] >= 150 and kinds["person"] >= 400 and kinds["place"] >= 500
    assert armed >= 150
    assert sum(e.kind == "state" and e.status == "state" for e in gazetteer.entries.values()) >= 195


def test_offices_name_known_offices_and_owners_and_end_after_they_began(gazetteer: Gazetteer) -> None:
    for id, entry in gazetteer.entries.items():
        for held in entry.offices:
            assert held.office in gazetteer.offices, id
            assert gazetteer.entity(held.of) is not None, (id, held.of)
            since, until = bounds(held)
            assert since <= until, id


def test_nobody_shares_an_office_that_one_person_holds(gazetteer: Gazetteer) -> None:
    terms = defaultdict(list)
    for id, entry in gazetteer.entries.items():
        for held in entry.offices:
            if not gazetteer.offices[held.office].many:
                terms[held.office, held.of].append((held.since or "", held.until or "9999", id))
    for key, found in terms.items():
        found.sort()
        for (_, until, before), (since, _, after) in pairwise(found):
            assert until[: len(since)] <= since[: len(until)], f"{key}: {before} and {after}"


def test_states_have_codes_capitals_and_owners(gazetteer: Gazetteer) -> None:
    for id, entry in gazetteer.entries.items():
        if entry.kind != "state":
            continue
        assert entry.status in STATES, id
        assert entry.of is None or entry.of in gazetteer.entries, id
        if entry.status == "state":
            assert len(id) == 3 and entry.iso2 and len(entry.iso2) == 2
            city = gazetteer.capital(id)
            assert city is not None, id
            assert city.country == id
            assert gazetteer.capital_of(city.geonames or 0) == id


def test_every_place_lies_on_earth(gazetteer: Gazetteer) -> None:
    own = [gazetteer.place(id) for id, e in gazetteer.entries.items() if e.kind == "place"]
    for place in [*own, *gazetteer.atlas.all()]:
        assert place is not None and place.geo.lat is not None and place.geo.lon is not None
        assert -90 <= place.geo.lat <= 90 and -180 <= place.geo.lon <= 180, place.id
        assert place.country is None or place.country in gazetteer.entries, place.id


def test_disputed_places_name_known_holders(gazetteer: Gazetteer) -> None:
    for id, entry in gazetteer.entries.items():
        assert entry.de_facto is None or (entry.de_facto in gazetteer.entries and entry.geo is not None and entry.geo.disputed), id


@pytest.mark.parametrize(
    ("office", "of", "date", "person"),
    [
        ("defence_minister", "RUS", "2024-01-15", "person/sergei-shoigu"),
        ("security_council_secretary", "RUS", "2025-06-05", "person/sergei-shoigu"),
        ("defence_minister", "RUS", "2025-06-05", "person/andrei-belousov"),
        ("head_of_state", "PRK", "2025-06-05", "person/kim-jong-un"),
        ("head_of_state", "USA", "2020-06-05", "person/donald-trump"),
        ("head_of_state", "USA", "2022-06-05", "person/joe-biden"),
        ("secretary_general", "org/nato", "2023-07-11", "person/jens-stoltenberg"),
        ("spokesperson", "RUS", "2023-07-11", "person/dmitry-peskov"),
        ("army_chief", "UKR", "2024-02-08", "person/oleksandr-syrskyi"),
        ("head_of_government", "ITA", "1995-01-01", None),
        ("special_envoy", "org/un", "2020-01-01", None),
        ("no_such_office", "RUS", "2020-01-01", None),
    ],
)
def test_holder_of_an_office_on_a_day(gazetteer: Gazetteer, office: str, of: str, date: str, person: str | None) -> None:
    assert gazetteer.holder(office, of, date) == person


def test_offices_of_a_person_on_a_day(gazetteer: Gazetteer) -> None:
    assert [h.office for h in gazetteer.offices_of("person/mark-rutte", "2025-01-01")] == ["secretary_general"]
    assert gazetteer.offices_of("person/nobody") == ()


def test_a_persons_sector_follows_the_office(gazetteer: Gazetteer) -> None:
    assert gazetteer.sector("person/keir-starmer", "2025-01-01") == "GOV"
    assert gazetteer.sector("person/angela-merkel", "2025-01-01") == "ELI"
    assert gazetteer.sector("person/yahya-sinwar", "2025-01-01") == "REB"
    assert gazetteer.sector("org/nato", "2025-01-01") == "MIL"


def test_roles_of_states_are_composed(gazetteer: Gazetteer) -> None:
    police = gazetteer.entity("TUR/police")
    assert police is not None and (police.country, police.sector, police.kind) == ("TUR", "COP", "government")
    pentagon = gazetteer.entity("USA/defence_ministry")
    assert pentagon is not None and pentagon.label == "Pentagon"
    assert gazetteer.entity("XXX/police") is None
    assert gazetteer.entity("TUR/nonsense") is None


@pytest.mark.parametrize("name", ["Kyiv", "Київ", "Киев", "KIEW", "Kiev"])
def test_a_city_is_found_by_its_names_in_both_scripts(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.place_by_name(name)[0].id == "geo/703448"


def test_of_two_towns_of_one_name_the_better_known_comes_first(gazetteer: Gazetteer) -> None:
    assert [p.country for p in gazetteer.place_by_name("Donetsk")] == ["UKR", "RUS"]
    assert gazetteer.place_by_name("Paris")[0].country == "FRA"


def test_towns_in_disputed_land_say_so(gazetteer: Gazetteer) -> None:
    city = gazetteer.place_by_name("Simferopol")[0]
    assert (city.country, city.geo.disputed, city.geo.admin1) == ("UKR", True, "Crimea")
    division = gazetteer.division("RUS", "Kursk")
    assert division is not None and division.id == "place/kursk-oblast"


def test_a_name_nobody_has_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.place_by_name("Xyzzyq") == []
    assert gazetteer.place_by_name("") == []
    assert gazetteer.entity("geo/1") is None
    assert atlas.normal("Saint-Denis’ ") == "saintdenis"


def test_a_users_list_adds_and_overrides(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[people]\n"person/ada-prova" = {label="Ada Prova", country="ITA", gender="f", sector="GOV", '
        'names={it=["Ada Prova"]}, offices=[{office="mayor", of="ITA", from="2024-06"}]}\n[places]\n'
        '"place/my-field" = {label="My Field", lat=1.5, lon=2, names={en="My Field", it=["Mio Campo"]}}\n'
        '[media]\n"media/ansa" = {label="ANSA (mine)"}\n',
        encoding="utf-8",
    )
    found = load.load([mine])
    assert found.holder("mayor", "ITA", "2025-01-01") == "person/ada-prova"
    assert found.names("it") == {"person/ada-prova": ("Ada Prova",), "place/my-field": ("Mio Campo",)}
    assert [p.id for p in found.place_by_name("mio campo")] == ["place/my-field"]
    ansa = found.entity("media/ansa")
    assert ansa is not None and (ansa.label, ansa.country) == ("ANSA (mine)", "ITA")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[people", "mine.toml"),
        ("[weather]\na = {}", "unknown section"),
        ("[people]\na = 1", "inline table"),
        ("[people]\na = {gender=1}", "gender"),
    ],
)
def test_a_malformed_list_is_named(tmp_path: Path, text: str, words: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words.replace("[", r"\[")):
        load.load([mine])


def test_a_body_of_a_state_has_its_english_names(gazetteer: Gazetteer) -> None:
    composed = gazetteer.entity("PHL/foreign_ministry")
    assert composed is not None and composed.label == "Ministry of Foreign Affairs of the Philippines"
    assert gazetteer.bare("PHL/foreign_ministry") == "Ministry of Foreign Affairs"
    assert gazetteer.bare("ITA/upper_house") == "Senate of the Republic"
    assert gazetteer.bare("RUS") is None and gazetteer.bare("org/nato") is None
