"""What an address asks for, and addresses that ask for something else: every view is one, so that it can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args
from urllib.parse import quote, urlencode

import msgspec

from diurna.model import Assertion, ClaimAct, Status, Type
from diurna.query import Asked

FIELDS = Asked.__struct_fields__
CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(Type),
    "status": get_args(Status),
    "assertion": get_args(Assertion),
    "act": get_args(ClaimAct),
}
LABELS = {
    "since": "from", "until": "until", "place": "place", "type": "type", "lang": "language", "source": "outlet", "actor": "actor",
    "recipient": "recipient", "status": "status", "assertion": "said by", "speaker": "speaker", "act": "act", "q": "words",
    "origins": "fewer origins than", "only": "only", "kind": "queue", "about": "about",
}  # fmt: skip
ONLY = ("contested", "changed", "new")
"""What `only` may keep of happenings."""
KINDS = ("event", "claim", "link")
"""The queues of review."""
MOST = 500
PAGES = 400
LONGEST = 300


_EVENTS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source")
_WIDE = ("since", "until", "type", "place", "lang", "source")
MENU: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("/", "Happenings", _EVENTS), ("/timeline", "Timeline", _EVENTS), ("/map", "Map", _EVENTS), ("/actors", "Actors", _WIDE),
    ("/network", "Network", _EVENTS), ("/claims", "Claims", _WIDE), ("/contested", "Contested", _EVENTS),
    ("/changes", "Changes", ("since", "until", "type", "lang", "source")), ("/review", "Review", _EVENTS),
    ("/sources", "Sources", ("since", "until", "lang")),
)  # fmt: skip
"""The pages that the head of every page leads to, and the filters that go along: days chosen on one hold on the next."""


class Question(msgspec.Struct, frozen=True):
    """What is asked for: the filters, words to look for, who takes part in what is said, a bound for independent origins, one kind of
    happening, which queue, the page."""

    asked: Asked = Asked()
    q: str = ""
    about: str | None = None
    origins: int | None = None
    only: str | None = None
    kind: str | None = None
    page: int = 1
    limit: int | None = None

    def filters(self) -> dict[str, str]:
        """What is asked for besides the page, as an address has it."""
        found = {name: value for name in FIELDS if (value := getattr(self.asked, name)) is not None}
        more = {"q": self.q or None, "about": self.about, "origins": self.origins, "only": self.only}
        return found | {name: str(value) for name, value in more.items() if value is not None}


def question(query: Mapping[str, str], strict: bool = False) -> Question:
    """Read a query string. Raises ValueError for a value that is none; with `strict` also for a name that is none."""
    given = {k: v.strip()[:LONGEST] for k, v in query.items() if v.strip()}
    if strict and (unknown := sorted(set(query) - {*FIELDS, "q", "about", "origins", "only", "kind", "page", "limit"})):
        raise ValueError(f"{unknown[0][:40]}: nothing is called so here")
    for name, allowed in (*CHOICES.items(), ("only", ONLY), ("kind", KINDS)):
        if name in given:
            given[name] = _choice(name, given[name], allowed)
    asked = Asked(**{name: given.get(name) for name in FIELDS})
    return Question(
        asked, given.get("q", ""), given.get("about"), _number(given, "origins", 1, 1000), given.get("only"), given.get("kind"),
        _number(given, "page", 1, PAGES) or 1, _number(given, "limit", 1, MOST),
    )  # fmt: skip


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> str:
    found = next((a for a in allowed if a.lower() == value.lower()), None)
    if found is None:
        raise ValueError(f"{LABELS[name]} {value}: there are {', '.join(allowed)}")
    return found


def _number(given: Mapping[str, str], name: str, low: int, high: int) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 6 and low <= int(value) <= high):
        raise ValueError(f"{name} {value}: a number from {low} to {high}")
    return int(value)


def address(path: str, query: Mapping[str, object]) -> str:
    """A path with a query; empty values are left out."""
    kept = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def part(text: str) -> str:
    """One part of a path; the slash of an entity's id stays."""
    return quote(text, safe="/")
