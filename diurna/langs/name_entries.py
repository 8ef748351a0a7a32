"""The values of names.toml: words with their marks, read into `Entry` values (see NAMES.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from diurna.langs.tables import read_toml

SECTIONS = ("states", "orgs", "media", "people", "groups", "national", "generic", "office", "title", "place")
PREFIX = {
    "orgs": "org/", "media": "media/", "people": "person/", "groups": "group/", "place": "place/",
    "generic": "generic/", "title": "generic/",
}  # fmt: skip
_STATE_FORMS = {"name": "name", "adj": "adjective", "people": "inhabitant", "capital": "capital", "prefix": "prefix"}
_MARKS = re.compile(r"^(?P<words>.*?)(?:\s+@(?P<owner>\S+))?(?:\s+/(?P<marks>[mfnsp]+))?$")
_OPTIONAL = re.compile(r"\(([^()]*)\)\s*")


class Entry(msgspec.Struct, frozen=True):
    """One way to say one thing.

    `section` and `id` say what it means (`id` is a full gazetteer id; an office key for offices). `form`: name,
    adjective, inhabitant, capital, prefix, or bound (a role that counts only with its owner). `owners`: the states or
    organisations it belongs to unless the text names another. `alone` is the index range of the words that stand for a
    person without the rest, `bold` whether they do so before the full name was read.
    """

    section: str
    id: str
    form: str
    words: tuple[str, ...]
    owners: tuple[str, ...] = ()
    gender: str = ""
    number: str = ""
    fixed: bool = False
    alone: tuple[int, int] = (0, 0)
    bold: bool = False


def entries(folder: Path) -> Iterator[Entry]:
    """Every entry of the pack's name files, in file order; ValueError says where something is malformed."""
    for file in sources(folder):
        tables = read_toml(file)
        for section in SECTIONS:
            for key, value in _table(tables, section, file).items():
                try:
                    yield from _of_key(section, key, value)
                except ValueError as problem:
                    raise ValueError(f"{folder.name}/{file.name} [{section}] {key}: {problem}") from None


def sources(folder: Path) -> list[Path]:
    """The name files of a pack."""
    return [folder / "names.toml", *sorted(folder.glob("names_*.toml"))]


def settings(folder: Path, section: str) -> dict[str, object]:
    """A settings table ([words] or [inflect]) merged over the pack's name files."""
    merged: dict[str, object] = {}
    for file in sources(folder):
        merged.update(_table(read_toml(file), section, file))
    return merged


def _table(tables: Mapping[str, object], section: str, file: Path) -> dict[str, object]:
    table = tables.get(section, {})
    if not isinstance(table, dict):
        raise ValueError(f"{file.parent.name}/{file.name}: [{section}] must be a table")
    return table


def _of_key(section: str, key: str, value: object) -> Iterator[Entry]:
    full = PREFIX.get(section, "") + key
    if section != "states":
        for text in as_list(value):
            yield from parse(section, full, "name", text)
        return
    if not isinstance(value, dict):
        raise ValueError('a state is a table like {name = "Italia", adj = "italiano"}')
    if unknown := value.keys() - _STATE_FORMS.keys():
        raise ValueError(f"unknown fields {sorted(unknown)}")
    for field, form in _STATE_FORMS.items():
        for text in as_list(value.get(field, [])):
            yield from parse(section, full, form, text)


def as_list(value: object) -> list[str]:
    """A string or a list of strings, as a list."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
        raise ValueError(f"expected words or a list of words, not {value!r}")
    return items


def parse(section: str, full_id: str, form: str, text: str) -> Iterator[Entry]:
    """The entries of one marked string: two or more where words are optional."""
    start, text = _start(text)
    match = _MARKS.match(text)
    if match is None or not match["words"].strip():
        raise ValueError(f"no words in {text!r}")
    marks = match["marks"] or ""
    for words in _variants(match["words"]):
        plain, alone, bold = _stars(words, person=section == "people")
        yield Entry(
            section=section,
            id=full_id,
            form="bound" if "+" in start else form,
            words=plain,
            owners=tuple((match["owner"] or "").split(",")) if match["owner"] else (),
            gender=next((m for m in marks if m in "mfn"), ""),
            number=next((m for m in marks if m in "sp"), ""),
            fixed="=" in start,
            alone=alone,
            bold=bold,
        )


def _start(text: str) -> tuple[str, str]:
    """The marks at the start of an entry, and the rest."""
    rest = text.strip().lstrip("=+")
    return text.strip()[: len(text.strip()) - len(rest)], rest


def _variants(words: str) -> list[str]:
    found = _OPTIONAL.search(words)
    if not found:
        return [" ".join(words.split())]
    before, after = words[: found.start()], words[found.end() :]
    return _variants(before + found[1] + " " + after) + _variants(before + after)


def _stars(text: str, *, person: bool) -> tuple[tuple[str, ...], tuple[int, int], bool]:
    """Words without marks, the range that stands alone, and whether it does so at once."""
    words = text.split()
    plain = tuple(w.lstrip("*_").rstrip("*") for w in words)
    stars = [i for i, w in enumerate(words) if w.startswith("*")]
    bars = [i for i, w in enumerate(words) if w.startswith("_")]
    if stars:
        closed = next((i + 1 for i, w in enumerate(words) if i >= stars[0] and w.endswith("*")), len(words))
        return plain, (stars[0], stars[1] if len(stars) > 1 else closed), True
    if bars:
        return plain, (bars[0], bars[0] + 1), False
    if person and len(words) > 1:
        return plain, (len(words) - 1, len(words)), False
    return plain, (0, 0), False
