"""Notices of correction and retraction, by the words of the packs (notices.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

Notice = Literal["correction", "retraction"]
FILE = "notices.toml"
_PARAGRAPHS = 3
"""Paragraphs at the beginning, the title among them, where a notice may stand; as many at the end."""
_LONGEST = 160
"""Characters of a paragraph's beginning that are looked at: a notice names itself first."""


class Notices(msgspec.Struct, frozen=True):
    """notices.toml: how an article says that it corrects or withdraws something. A phrase that ends in a colon opens a paragraph."""

    correction: tuple[str, ...] = ()
    retraction: tuple[str, ...] = ()


def notice(text: str, title: tuple[int, int] | None, folders: Iterable[Path]) -> Notice | None:
    """Whether an article says that it is, or carries, a correction or a retraction, in the words of any of the packs in `folders`."""
    lines = [line for line in text.split("\n") if line.strip()]
    looked_at = lines[:_PARAGRAPHS] + lines[max(_PARAGRAPHS, len(lines) - _PARAGRAPHS) :]
    if title is not None:
        looked_at.insert(0, text[title[0] : title[1]])
    heads = "\n".join(" ".join(line.casefold().split())[:_LONGEST] for line in looked_at)
    retraction, correction = _patterns(tuple(folders))
    if retraction is not None and retraction.search(heads):
        return "retraction"
    return "correction" if correction is not None and correction.search(heads) else None


@cache
def _patterns(folders: tuple[Path, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    lists = [load(folder) for folder in folders]
    return _pattern([p for n in lists for p in n.retraction]), _pattern([p for n in lists for p in n.correction])


def load(folder: Path) -> Notices:
    """The phrases of one pack; none where it has no such file. A field of the wrong shape is a ValueError that names the file."""
    path = folder / FILE
    if not path.is_file():
        return Notices()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Notices)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise ValueError(f"{folder.name}/{FILE}: {problem}") from problem


def _pattern(phrases: list[str]) -> re.Pattern[str] | None:
    openings = [rf"^\W*{re.escape(p.casefold())}" for p in phrases if p.endswith(":")]
    inside = [rf"(?<!\w){re.escape(p.casefold())}(?!\w)" for p in phrases if not p.endswith(":")]
    return re.compile("|".join([*openings, *inside]), re.M) if phrases else None
