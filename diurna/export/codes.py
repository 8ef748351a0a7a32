"""What others call what the record has codes for: `codes.toml`, and a happening's or an event's number."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_FLOAT_BITS = 13
"""Hexadecimal digits of an id in a number: 52 bits, which every reader keeps, those that take numbers for floats too."""


class Codes(msgspec.Struct, frozen=True):
    """Tables by the record's own codes."""

    fips: dict[str, str]
    cameo_country: dict[str, str]
    cameo_type: dict[str, str]
    goldstein: dict[str, float]

    def country(self, iso: str | None) -> str:
        """CAMEO's three letters of a country; nothing for a de facto entity."""
        if iso is None or len(iso) != 3 or not iso.isupper():
            return ""
        return self.cameo_country.get(iso, iso)


@cache
def codes() -> Codes:
    """The tables, read once."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")), Codes)


def number_of(id: str, nth: int = 0) -> int:
    """A content hash as a number, for formats whose ids are numbers; `nth` tells pairs of parties of one event apart."""
    return (int(id[:_FLOAT_BITS], 16) + nth) % 16**_FLOAT_BITS
