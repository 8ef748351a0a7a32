"""An event as somebody else's data has it, and why a line gives none."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from diurna.model import Type

Origin = Literal["gdelt", "polecat"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
"""New ones come last for ever: a ledger keeps their numbers."""


class Theirs(msgspec.Struct, frozen=True):
    """An event of theirs. `key`: their id; `day`: ISO; `type`: None where PLOVER has none; `code`: theirs, to the letter.

    `pairs`: the countries, who acts first; one pair for those who act together and nobody receives. Empty where it is not between two.
    `actor`, `recipient`: their codes. `articles`: in how many they saw it, where they say so; `address`: where.
    """

    key: str
    day: str
    type: Type | None
    code: str
    pairs: tuple[tuple[str, str], ...]
    actor: str
    recipient: str
    articles: int | None = None
    address: str | None = None


class BadRow(msgspec.Struct, frozen=True):
    """A line that gives no event: which line, what is wrong with it in general, and with this one."""

    line: int
    code: str
    message: str
