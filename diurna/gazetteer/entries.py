"""What the gazetteer's TOML files say, as frozen entries: ids, kinds, countries, offices by date, geography.

A file holds one or more sections (`[states]`, `[organizations]`, `[national]`, `[media]`, `[people]`, `[groups]`, `[generics]`,
`[offices]`, `[places]`), one inline table a line. A user's own file has the same shape and may add `names = {it = ["..."]}` to an entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from diurna.model import EntityKind, Geo, SpeakerClass

SECTIONS = ("states", "organizations", "national", "media", "people", "groups", "generics", "places")
_KINDS: Mapping[str, EntityKind] = {"states": "state", "media": "media", "people": "person", "places": "place"}
_SECTORS = {"states": "GOV", "media": "JRN"}


class Office(msgspec.Struct, frozen=True, gc=False):
    """An office that people hold. `scope`: state, org or any. `many`: several people hold it at one time."""

    label: str
    sector: str
    scope: str = "any"
    many: bool = False


class Held(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An office somebody held in `of` (state, organisation, group, institution, place). `since`, `until`: ISO dates as exact
    as they are known (year, month or day), inclusive; None is unknown or open."""

    office: str
    of: str
    since: str | None = msgspec.field(name="from", default=None)
    until: str | None = msgspec.field(name="to", default=None)


class GazetteerEntry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One id. `country` is the ISO-3 state it belongs to (a state's own id for states; the state de jure for de facto entities).

    `article`: its English name has one ("of the Philippines").
    `status`: state, territory, de_facto or historic; `of`: whose territory; `capital`, `seats`: GeoNames ids of cities that stand for
    the government. `members`: states of a bloc. `ownership`, `form`: of media. `gender`: of people. `speaker`, `plural`: of generic
    roles. `disputed`, `de_facto`: of places. `names`: by language, from a user's own list only.
    """

    id: str
    label: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    geo: Geo | None = None
    article: bool = False
    status: str | None = None
    of: str | None = None
    iso2: str | None = None
    cow: str | None = None
    cow_number: int | None = None
    region: str | None = None
    capital: int | None = None
    seats: tuple[int, ...] = ()
    until: str | None = msgspec.field(name="to", default=None)
    successor: str | None = None
    members: tuple[str, ...] = ()
    ownership: str | None = None
    form: str | None = None
    gender: str | None = None
    offices: tuple[Held, ...] = ()
    speaker: SpeakerClass | None = msgspec.field(name="class", default=None)
    plural: bool = msgspec.field(name="plural_people", default=False)
    de_facto: str | None = None
    names: dict[str, tuple[str, ...]] = {}


class Ids(msgspec.Struct, frozen=True, gc=False):
    """All entries and offices, as the compiled file holds them."""

    entries: dict[str, GazetteerEntry]
    offices: dict[str, Office]


def read(files: Iterable[Path]) -> Ids:
    """The entries of TOML files in order; a later file's fields replace an earlier one's. ValueError names what is malformed."""
    raw: dict[str, dict[str, Any]] = {}
    offices: dict[str, Office] = {}
    for path in files:
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise ValueError(f"{path.name}: {problem}") from problem
        for section, lines in tables.items():
            if section == "offices":
                offices |= msgspec.convert(lines, dict[str, Office])
            elif section in SECTIONS:
                _merge(raw, section, lines, path)
            else:
                raise ValueError(f"{path.name}: unknown section [{section}]; known: {', '.join((*SECTIONS, 'offices'))}")
    return Ids({key: _entry(key, values) for key, values in raw.items()}, offices)


def _merge(raw: dict[str, dict[str, Any]], section: str, lines: object, path: Path) -> None:
    if not isinstance(lines, dict):
        raise ValueError(f"{path.name}: [{section}] must hold one inline table a line")
    for key, values in lines.items():
        if not isinstance(values, dict):
            raise ValueError(f"{path.name}: [{section}] {key}: not an inline table")
        raw[key] = {"section": section, **raw.get(key, {}), **values}


def _entry(key: str, given: Mapping[str, Any]) -> GazetteerEntry:
    values = {k: v for k, v in given.items() if k != "section"}
    section = given["section"]
    values.setdefault("kind", _KINDS.get(section))
    values.setdefault("sector", _SECTORS.get(section))
    values.setdefault("label", key.rpartition("/")[2].replace("-", " "))
    if section == "states":
        _state(key, values)
    if section == "national":
        values.setdefault("country", key.partition("/")[0])
    if section == "places":
        values["geo"] = _geo(values)
    values["names"] = {lang: [n] if isinstance(n, str) else n for lang, n in values.get("names", {}).items()}
    try:
        return msgspec.convert({"id": key, **values}, GazetteerEntry)
    except msgspec.ValidationError as problem:
        raise ValueError(f"[{section}] {key}: {problem}") from problem


def _state(key: str, values: dict[str, Any]) -> None:
    if values.get("status") == "de_facto":
        values["sector"] = "PRE"
        values.setdefault("country", values.get("of"))
    values.setdefault("country", values.get("successor", key))


def _geo(values: dict[str, Any]) -> dict[str, Any]:
    known = {k: values.pop(k, None) for k in ("geonames", "lat", "lon", "admin1", "feature")}
    return {**known, "precision": values.pop("precision", "point"), "disputed": values.pop("disputed", False)}
