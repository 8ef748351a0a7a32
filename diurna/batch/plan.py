"""What a batch is to do: its inputs as shards, each with a name that follows from its source and from nothing else."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from diurna.coding import Known
from diurna.ids import content_id
from diurna.model import Problem
from diurna.readers.folder import files

SECONDS = 120
"""What one article may take before its worker is ended."""
PARQUET = ".parquet"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


class Shard(msgspec.Struct, frozen=True):
    """One input file: where it is read from, and what its output is called."""

    name: str
    source: str


class Order(msgspec.Struct, frozen=True):
    """What a worker is sent. `skip` are places of articles that ended workers before; they are left out and said to be."""

    shard: Shard
    out: str
    known: Known = Known()
    seconds: float = SECONDS
    skip: tuple[int, ...] = ()


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plan file: the inputs and where the output goes, relative to the file; what the inputs do not say themselves."""

    inputs: tuple[str, ...]
    out: str
    date: str | None = None
    lang: str | None = None
    outlet: str | None = None


class BadPlan(ValueError):
    """A plan that cannot be followed; the message says why."""


def is_address(source: str) -> bool:
    """Whether a source is read through fsspec: `s3://...`, `https://...`."""
    return _ADDRESS.match(source) is not None


def load(path: Path) -> Plan:
    """A plan from its TOML file. Raises BadPlan."""
    try:
        plan = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Plan)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise BadPlan(f"{path}: {problem}") from problem
    placed = tuple(i if is_address(i) else os.path.normpath(path.parent / i) for i in plan.inputs)
    return msgspec.structs.replace(plan, inputs=placed, out=os.path.normpath(path.parent / plan.out))


def shards(inputs: Iterable[str]) -> tuple[tuple[Shard, ...], tuple[Problem, ...]]:
    """The shards of some inputs, each source once, in the order of their names; and what is wrong with the inputs themselves."""
    found: dict[str, Shard] = {}
    wrong: list[Problem] = []
    for source in (s for given in inputs for s in _sources(given)):
        if isinstance(source, Problem):
            wrong.append(source)
        else:
            shard = Shard(name_of(source), source)
            found.setdefault(shard.name, shard)
    return tuple(found[name] for name in sorted(found)), tuple(wrong)


def name_of(source: str) -> str:
    """What a shard is called: the end of its source, so that people know it, and a hash of all of it."""
    stem = _NO_NAME.sub("-", source.rstrip("/").rpartition("/")[2]).strip("-")[:60]
    return f"{stem}-{content_id('shard', source)[:12]}"


def _sources(given: str) -> Iterator[str | Problem]:
    if is_address(given) or not Path(given).is_dir():
        yield given
        return
    parquet = sorted(os.fspath(p) for p in Path(given).rglob(f"*{PARQUET}") if p.is_file())
    yield from parquet
    for entry in files(Path(given)):
        if not isinstance(entry, Problem):
            yield os.fspath(entry)
        elif entry.code == "unreadable" or (entry.code == "no-articles" and not parquet):
            yield entry
