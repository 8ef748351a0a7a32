"""CAMEO's codes in PLOVER's words: `cameo.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from diurna.model import Type

STATEMENT = "01"
"""What CAMEO calls a public statement: PLOVER has no type for it."""
_ROOTS = range(1, 21)


class Cameo(msgspec.Struct, frozen=True):
    """Types by the beginning of a code, countries by CAMEO's letters."""

    type: dict[str, Type]
    country: dict[str, str]

    def type_of(self, code: str) -> Type | None:
        """The type of a code; None for statements. Ask `is_code` first."""
        return next((self.type[code[:size]] for size in range(len(code), 1, -1) if code[:size] in self.type), None)

    def iso(self, letters: str) -> str:
        """The ISO-3 code of a country in CAMEO's letters; theirs as they are where it is a region."""
        return self.country.get(letters, letters)


def is_code(code: str) -> bool:
    """Whether it is written as a CAMEO code, leading zero and all."""
    return code.isascii() and code.isdigit() and 2 <= len(code) <= 4 and int(code[:2]) in _ROOTS


@cache
def cameo() -> Cameo:
    """The tables, read once."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_name("cameo.toml").read_text(encoding="utf-8")), Cameo)
