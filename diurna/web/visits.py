"""What is new since the last visit: how far a browser had seen the ledger, kept in a cookie. Pure."""

from __future__ import annotations

import re

import msgspec

COOKIE = "seen"
PAUSE = 1800
"""Seconds without a look at the front page after which the next look is another visit."""
_VALUE = re.compile(r"([0-9TZ:-]{0,25})~([0-9TZ:-]{0,25})~(\d{1,12})")


class Visit(msgspec.Struct, frozen=True):
    """`before`: when the newest article was added that the visit before this one could see ("" at the first visit); `latest`: the same of
    this visit; `at`: the last look, in seconds."""

    before: str = ""
    latest: str = ""
    at: int = 0

    def cookie(self) -> str:
        """As it is kept."""
        return f"{self.before}~{self.latest}~{self.at}"


def visit(cookie: str, newest: str, now: int) -> Visit:
    """The visit that a look at the front page belongs to; `newest` is when the newest article was added."""
    found = _VALUE.fullmatch(cookie)
    if found is None:
        return Visit("", newest, now)
    before, latest, at = found[1], found[2], int(found[3])
    return Visit(before if 0 <= now - at < PAUSE else latest, newest, now)
