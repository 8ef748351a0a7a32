"""What the user set once: diurna.toml in the working folder, then DIURNA_* variables; options on the line come last."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

FILE = "diurna.toml"
PREFIX = "DIURNA_"
Level = Literal["debug", "info", "warning", "error"]
Format = Literal["text", "json", "jsonl"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings; None is "not set". `gazetteer` lists the user's own name files, `allow` networks that may be fetched from
    though they are no public ones; `contact` is told to the sites that are asked."""

    allow: tuple[str, ...] = ()
    contact: str | None = None
    format: Format | None = None
    db: str | None = None
    gazetteer: tuple[str, ...] = ()
    jobs: int | None = None
    lang: str | None = None
    log_level: Level | None = None
    ontology: Literal["manual", "plv"] | None = None
    outlet: str | None = None


class BadSettings(ValueError):
    """A setting that cannot be used; the message names where it stands."""


def load(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `folder` and `environment`. Raises BadSettings. Files named in diurna.toml lie beside it."""
    values = _from_file(folder / FILE)
    values.update(_from_environment(environment))
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as problem:
        raise BadSettings(f"settings ({FILE}, {PREFIX}*): {problem}") from problem
    missing = next((name for name in settings.gazetteer if not Path(name).is_file()), None)
    if missing is not None:
        raise BadSettings(f"settings: there is no gazetteer file {missing}")
    return settings


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        values: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadSettings(f"{FILE}: {problem}") from problem
    names = values.get("gazetteer")
    if isinstance(names, str):
        names = [names]
    if isinstance(names, list):
        values["gazetteer"] = [str(path.parent / str(name)) for name in names]
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in Settings.__struct_fields__:
        value = environment.get(PREFIX + field.upper())
        if value:
            parted = {"gazetteer": ":", "allow": ","}.get(field)
            values[field] = value.split(parted) if parted else value
    return values
