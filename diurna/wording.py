"""The words of a record's parts: names, times, figures, chains. Pure functions, no colours, no layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from diurna.model import Claim, Event, Evidence, Party, Place, Quantity, Record, Time

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ACTS = {
    "say": "says",
    "confirm": "confirms",
    "deny": "denies",
    "acknowledge": "acknowledges",
    "retract": "takes back",
    "promise": "promises",
    "refuse": "refuses",
    "accuse": "accuses",
    "demand": "demands",
    "threaten": "threatens",
    "assess": "assesses",
    "not_rule_out": "does not rule out",
    "decline_to_comment": "declines to comment",
}
STATUSES = {
    "negated": "did not happen",
    "hypothetical": "hypothetical",
    "future": "planned",
    "historical": "long past",
    "actual": "",
}
ASSERTIONS = {"narrator": "", "attributed": "attributed", "denied_only": "only denied", "disputed": "disputed"}


def plain(text: str) -> str:
    """One printable line: what is not printable goes, so that a text cannot steer the terminal."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(c for c in line if c.isprintable())


def short(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where that is near."""
    line = plain(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut) + "…"


class Words:
    """A record with what is needed to name its parts."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.entities = {e.id: e for e in record.entities}
        self.event_labels = {e.id: f"e{n}" for n, e in enumerate(record.events, start=1)}
        self.claim_labels = {c.id: f"c{n}" for n, c in enumerate(record.claims, start=1)}

    def quote(self, span: Evidence | Party | Place | Quantity) -> str:
        """The words that a span stands on, in one line."""
        return plain(self.text[span.start : span.end])

    def name(self, entity: str | None, otherwise: str = "unknown") -> str:
        """An entity's name, `otherwise` where it is unresolved."""
        known = self.entities.get(entity or "")
        return plain(known.name) if known else otherwise

    def party(self, party: Party | Place) -> str:
        """Who is meant; the words themselves where nobody knows."""
        return self.name(party.entity, self.quote(party))

    def parties(self, parties: Iterable[Party]) -> str:
        """Several parties, each name once."""
        return ", ".join(dict.fromkeys(map(self.party, parties)))

    def places(self, places: Iterable[Place]) -> str:
        """`in Kursk Oblast, toward Kyiv`; the last words say how the act relates to a place."""
        words = {"at": "in", "toward": "toward", "near": "near"}
        return ", ".join(dict.fromkeys(f"{words[p.relation]} {self.party(p)}" for p in places))

    def chain(self, claim: Claim) -> str:
        """`Outlet < agency < speaker`: who reports whom, the outermost first."""
        outlet = plain(self.record.document.outlet or "")
        links = [outlet, *map(self.party, claim.via), self.parties(claim.speakers) or "nobody named"]
        return " < ".join(link for place, link in enumerate(links) if link and link not in links[:place])

    def content(self, claim: Claim) -> str:
        """The words of a claim's content: pieces that lie side by side run on, gaps are shown."""
        whole: list[Evidence] = []
        for piece in claim.content:
            last = whole[-1] if whole else None
            if last is not None and not self.record.document.text[last.end : piece.start].strip(" ,;\n"):
                whole[-1] = Evidence(last.start, piece.end)
            else:
                whole.append(piece)
        return " … ".join(map(self.quote, whole))


def act(event: Event) -> str:
    """`SANCTION boycott`, and what is agreed, asked or refused: `AGREE: CONSULT visit`."""
    words = " ".join((event.type, *event.modes))
    if event.object is None:
        return words
    return f"{words}: {' '.join((event.object.type, *event.object.modes))}"


def standing(event: Event) -> str:
    """Status and assertion where they are more than plain fact: `planned, attributed`."""
    return ", ".join(w for w in (STATUSES[event.status], ASSERTIONS[event.assertion]) if w)


def figure(quantity: Quantity) -> str:
    """`12 to 15 injured`, `at least 3 killed`, `2000000 USD`."""
    low, high = (None if v is None else f"{v:,.0f}" if v == int(v) else f"{v:,}" for v in (quantity.min, quantity.max))
    if low == high:
        number = low or "some"
    elif low is None:
        number = f"up to {high}"
    else:
        number = f"at least {low}" if high is None else f"{low} to {high}"
    what = quantity.unit if quantity.measure in ("money", "units") else quantity.measure
    return plain(" ".join(w for w in (number, what, f"({quantity.of})" if quantity.of else "") if w))


def figures(quantities: Sequence[Quantity]) -> str:
    """Several figures in one line."""
    return ", ".join(map(figure, quantities))


def when(time: Time | None) -> str:
    """A time as short as its precision allows: `5 Jun 2025`, `Apr 2025`, `since 2022`; "" where there is none."""
    if time is None or (time.start is None and time.end is None):
        return ""
    if time.start is None:
        return f"until {_point(time.end or '', time.precision)}"
    first = _point(time.start, time.precision)
    if time.end is None:
        return f"since {first}"
    if time.precision == "week":
        return f"week of {_day(time.start)}"
    if time.precision == "minute" and len(time.start) > 10:
        return f"{first} {time.start[11:16]}"
    last = _point(time.end, time.precision)
    return first if first == last else f"{first} – {last}"


def _point(iso: str, precision: str) -> str:
    year, month = iso[:4], iso[5:7]
    if precision == "year" or not month.isdigit():
        return year
    if precision == "decade":
        return f"{year[:3]}0s"
    if precision == "quarter":
        return f"Q{(int(month) + 2) // 3} {year}"
    return f"{_month(month)} {year}" if precision == "month" else _day(iso)


def _month(number: str) -> str:
    return MONTHS[(int(number) - 1) % 12]


def _day(iso: str) -> str:
    found = re.match(r"(\d+)-(\d\d)-(\d\d)", iso)
    return f"{int(found[3])} {_month(found[2])} {found[1]}" if found else plain(iso)


def order(event: Event) -> tuple[int, str, int]:
    """A key for timelines: dated events by their time, then the undated, each in text order where times tie."""
    time = event.time or (event.object.time if event.object else None)
    if time is None or (time.start or time.end) is None:
        return (1, "", event.trigger.start)
    start = time.start or _before(time.end or "")
    return (0, start, event.trigger.start)


def _before(iso: str) -> str:
    """The day before an open interval's end."""
    try:
        return (date.fromisoformat(iso[:10]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return iso
