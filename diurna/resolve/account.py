"""The account of a happening: its articles, whose word they pass on, in which languages and blocs, and where they differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from diurna.resolve.carriers import Carrier, independent
from diurna.resolve.tellings import Figure, Telling

TOLLS = ("killed", "injured", "missing", "arrested", "displaced")


class Count(msgspec.Struct, frozen=True):
    """A figure as one article gave it, on the day of that article."""

    article: str
    published: str | None
    min: float | None
    max: float | None


class Toll(msgspec.Struct, frozen=True):
    """The figures of one measure. `latest` is what stands: a later figure supersedes an earlier one, and does not contradict it.
    `disputed`: earlier figures that the latest takes back: tolls grow, they do not shrink by themselves."""

    measure: str
    latest: Count
    earlier: tuple[Count, ...]
    disputed: tuple[Count, ...]


class Account(msgspec.Struct, frozen=True):
    """One happening. `origins` are the independent ones: agencies, else outlets; `quoted` the speakers of the claims about it.

    `blamed` has more than one state or body where tellings name different actors; `days` more than one where they date it differently.
    `denied` lists articles in which it stands only as denied. `fulfils` is the plan it fulfils (an event id).
    """

    events: tuple[str, ...]
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    quoted: tuple[str, ...]
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    blocs: tuple[str, ...]
    tolls: tuple[Toll, ...]
    blamed: tuple[str, ...]
    days: tuple[str, ...]
    denied: tuple[str, ...]
    fulfils: str | None = None


def account(
    told: Sequence[Telling],
    carriers: Mapping[str, Carrier],
    origins: Mapping[str, frozenset[str]],
    quoted: Iterable[str] = (),
    members: Mapping[str, Iterable[str]] | None = None,
    fulfils: str | None = None,
) -> Account:
    """The account of one cluster of tellings. `carriers` and `origins` are by article, `members` gives the states of each bloc."""
    articles = sorted({t.article for t in told})
    countries = sorted({c for a in articles if a in carriers and (c := carriers[a].country)})
    blocs = sorted(bloc for bloc, states in (members or {}).items() if set(states) & set(countries))
    denied = {a for a in articles if all(t.assertion == "denied_only" for t in told if t.article == a)}
    return Account(
        events=tuple(sorted(t.event for t in told)),
        articles=tuple(sorted(articles, key=lambda a: (carriers[a].published or "9999" if a in carriers else "9999", a))),
        origins=tuple(sorted(independent(articles, origins))),
        quoted=tuple(sorted(set(quoted))),
        languages=tuple(sorted({t.lang for t in told if t.lang})),
        countries=tuple(countries),
        blocs=tuple(blocs),
        tolls=tuple(toll for measure in TOLLS if (toll := _toll(measure, told)) is not None),
        blamed=_blamed(told),
        days=tuple(sorted({t.first for t in told if t.dated == "day" and t.first is not None})),
        denied=tuple(sorted(denied)),
        fulfils=fulfils,
    )


def _blamed(told: Sequence[Telling]) -> tuple[str, ...]:
    """Whom the tellings make the actor, states for those who act for them; nobody where all are parties alike."""
    sides = [frozenset(m.country or m.entity or "" for m in t.actors) - {""} for t in told if t.type and t.recipients]
    named = [s for s in sides if s]
    return tuple(sorted({side for sides in named for side in sides}))


def _toll(measure: str, told: Sequence[Telling]) -> Toll | None:
    counts = sorted({_count(t, f) for t in told for f in t.figures if f.measure == measure}, key=_order)
    if not counts:
        return None
    *before, latest = counts
    disputed = [c for c in before if _contradicts(c, latest)]
    return Toll(measure, latest, tuple(c for c in before if c not in disputed), tuple(disputed))


def _count(telling: Telling, figure: Figure) -> Count:
    return Count(telling.article, telling.published, figure.min, figure.max)


def _order(count: Count) -> tuple[str, float, str]:
    return count.published or "", _least(count), count.article


def _least(count: Count) -> float:
    return count.min if count.min is not None else count.max if count.max is not None else 0.0


def _contradicts(earlier: Count, later: Count) -> bool:
    """Whether an earlier count cannot have grown into the later one: it was higher than that allows."""
    return (earlier.min or 0.0) > (later.max if later.max is not None else float("inf"))
