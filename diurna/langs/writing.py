"""How a language is written (writing.toml): what words are cut at, and the fixed words around an article's prose.

`common`: function words that few other languages share, to tell the language by. `own_letters`: letters that tell it from
its neighbours, `no_letters`: letters it never has. `ordinal_stop`: a stop after a number makes it an ordinal ("3. März").

[words] `elided`: words that end in an apostrophe and are cut off after it (l', dell', qu'). `truncated`: words that keep
their last apostrophe (po'). `clitics`: what is cut off from an apostrophe on ('s). `negation`: n't is cut off. `inversions`: pronouns
cut off with their hyphen (-t-il). `whole`: never cut. `spaced_numbers`: thousands are set apart by spaces.

[layout] phrases separated by `|`: `by`, `dated`, `updated`, `photo` open a byline; `source` is a line that points at where the text
came from; `credits`, `more` (links to other articles), `closing` open a line of boilerplate, `anywhere` makes one wherever
it stands.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The [words] table; lists of words are separated by spaces."""

    elided: str = ""
    truncated: str = ""
    clitics: str = ""
    negation: bool = False
    inversions: str = ""
    whole: str = ""
    spaced_numbers: bool = False


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The [layout] table; lists of phrases are separated by `|`. `papers` are words, or ends of words, of the names of papers; `desk`
    words of their desks ("Politics desk")."""

    by: str = ""
    papers: str = ""
    desk: str = ""
    dated: str = ""
    updated: str = ""
    photo: str = ""
    source: str = ""
    credits: str = ""
    more: str = ""
    closing: str = ""
    anywhere: str = ""

    def phrases(self, field: str) -> tuple[str, ...]:
        """The phrases of one field."""
        return tuple(part.strip() for part in getattr(self, field).split("|") if part.strip())


class Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's writing.toml."""

    common: str = ""
    own_letters: str = ""
    no_letters: str = ""
    ordinal_stop: bool = False
    words: Words = Words()
    layout: Layout = Layout()


@lru_cache(maxsize=64)
def load(folder: Path) -> Writing:
    """Read `folder/writing.toml`, empty where the pack has none; a field of the wrong shape is a ValueError naming it."""
    path = folder / "writing.toml"
    if not path.exists():
        return Writing()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Writing)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise ValueError(f"{folder.name}/writing.toml: {problem}") from problem
