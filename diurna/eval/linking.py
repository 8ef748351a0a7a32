"""Linking scored on labelled articles: copies, happenings within and across languages, origins; from coded records and from gold events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from diurna.analysis import Input
from diurna.coding import code_input, packs
from diurna.eval.measures import Counts
from diurna.eval.rows import BadGold, rows
from diurna.model import Record
from diurna.resolve.carriers import Carrier, carrier, independent, origins, sheet
from diurna.resolve.copies import Group, copies, groups
from diurna.resolve.happenings import fulfilments, happenings
from diurna.resolve.proposition import Member
from diurna.resolve.tellings import DAYS_LATE, Figure, Spot, Telling, lead_of, shifted, tellings

Span = tuple[int, int]
BARS = {"copies": 0.95, "within": 0.85, "across": 0.75, "origins": 0.90}


class GoldEvent(msgspec.Struct, frozen=True):
    """What a perfect coder gives: entity ids, a place id, a day."""

    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    day: str | None = None
    killed: int | None = None
    object: str | None = None


class GoldUnit(msgspec.Struct, frozen=True):
    """A happening as one article tells it."""

    happening: str
    triggers: tuple[Span, ...]
    origins: tuple[str, ...]
    event: GoldEvent


class GoldCopy(msgspec.Struct, frozen=True):
    of: str
    reason: Literal["exact", "near", "contained"]


class GoldArticle(msgspec.Struct, frozen=True):
    """One line of the set; evaluation/happenings/README.md has the rules."""

    id: str
    lang: str
    date: str
    outlet: str
    text: str
    copy: GoldCopy | None
    happenings: tuple[GoldUnit, ...]


class GoldHappening(msgspec.Struct, frozen=True):
    id: str
    what: str
    fulfils: str | None = None


class Bcubed(msgspec.Struct, frozen=True):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Linked(msgspec.Struct, frozen=True):
    """B-cubed F1 and the share of right origin counts of one way of feeding the linker; `coded`: items that had an event to link."""

    items: int
    coded: int
    within: Bcubed
    across: Bcubed
    within_company: Bcubed
    across_company: Bcubed
    origins_right: int
    happenings: int
    wrong: tuple[str, ...]
    plans_right: int
    plans: int


class Scores(msgspec.Struct, frozen=True):
    """One file's scores."""

    name: str
    articles: int
    copies: Counts
    coded: Linked
    gold: Linked


Item = tuple[str, str]
"""An article and a happening that it tells."""


def score(gold: Path) -> tuple[Scores, ...]:
    """Score every `*.jsonl` file of articles in a folder, or one file; `happenings.jsonl` beside them lists the plans."""
    folder = gold if gold.is_dir() else gold.parent
    files = sorted(f for f in folder.glob("*.jsonl") if f.name != "happenings.jsonl") if gold.is_dir() else [gold]
    if not files:
        raise BadGold(f"{gold}: no .jsonl file in this folder")
    listed = folder / "happenings.jsonl"
    plans = {h.id: h.fulfils for h in rows(listed, GoldHappening) if h.fulfils} if listed.exists() else {}
    return tuple(_scores(f.stem, rows(f, GoldArticle), plans) for f in files)


def _scores(name: str, articles: Sequence[GoldArticle], plans: Mapping[str, str]) -> Scores:
    coded = {a.id: _record(a) for a in articles}
    ids = {record.document.id: key for key, record in coded.items()}
    sheets = {s.article: s for s in map(sheet, coded.values())}
    found = copies(sheets.values())
    carriers = [carrier(r) for r in coded.values()]
    copied = groups(found, sheets)
    text = {a: g.origin for g in copied for a in g.articles}
    told = {key: tellings(record, text.get(record.document.id)) for key, record in coded.items()}
    matched = _Matching(articles, coded, [[ids[a] for a in g.articles] for g in copied]).items()
    ideal = {(a.id, u.happening): _ideal(a, u, coded[a.id].document.id) for a in articles for u in a.happenings}
    scoring = _Scoring(articles, plans, carriers, copied)
    return Scores(
        name=name,
        articles=len(articles),
        copies=_copies(articles, copied, ids),
        coded=scoring.linked([t for ts in told.values() for t in ts], matched),
        gold=scoring.linked(list(ideal.values()), {item: (t.event,) for item, t in ideal.items()}),
    )


def _record(article: GoldArticle) -> Record:
    given = Input(article.id, article.text, published=article.date, outlet=article.outlet)
    found = code_input(given, packs())
    if not isinstance(found, Record):
        raise BadGold(f"{article.id}: {found.message}")
    return found


class _Matching:
    """Which coded events tell which labelled happening in which article."""

    def __init__(self, articles: Sequence[GoldArticle], coded: Mapping[str, Record], copied: Iterable[Sequence[str]]) -> None:
        self.articles = articles
        self.coded = coded
        self.mates = {a: [m for m in group if m != a] for group in copied for a in group}

    def items(self) -> dict[Item, tuple[str, ...]]:
        return {(a.id, u.happening): self._events(a, u) for a in self.articles for u in a.happenings}

    def _events(self, article: GoldArticle, unit: GoldUnit) -> tuple[str, ...]:
        """The coded events whose trigger overlaps one of the happening's words; for want of any the article's lead, where it tells it, and
        then that of an article with the same text: what is joined by its lead is shown with all its copies."""
        record = self.coded[article.id]
        spans = unit.triggers
        events = tuple(e.id for e in record.events if any(e.trigger.start < end and start < e.trigger.end for start, end in spans))
        if events:
            return events
        words = [article.text[start:end] for start, end in spans]
        for other in (article.id, *sorted(self.mates.get(article.id, ()))):
            lead = lead_of(self.coded[other])
            if lead is not None and any(word in self.coded[other].document.text[: lead.end] for word in words):
                return (lead.id,)
        return ()


def _ideal(article: GoldArticle, unit: GoldUnit, document: str) -> Telling:
    """The telling that a perfect coder's event makes."""
    event = unit.event
    return Telling(
        event=f"{article.id} {unit.happening}",
        article=document,
        lang=article.lang,
        type=event.type,
        actors=frozenset(map(_member, event.actors)),
        recipients=frozenset(map(_member, event.recipients)),
        first=event.day if event.object is None else shifted(article.date, -DAYS_LATE),
        last=event.day if event.object is None else article.date,
        dated="assumed" if event.object is not None else "day" if event.day is not None else "open",
        published=article.date,
        spots=(_place(event.place),) if event.place is not None else (),
        object=event.object,
        figures=(Figure("killed", event.killed, event.killed),) if event.killed is not None else (),
    )


def _member(entity: str) -> Member:
    found = packs().gazetteer.entity(entity)
    return Member(entity, found.country if found is not None else None)


def _place(entity: str) -> Spot:
    found = packs().gazetteer.place(entity)
    if found is None:
        return Spot(entity)
    return Spot(entity, found.country, found.geo.admin1, found.geo.lat, found.geo.lon, found.geo.precision)


def _copies(articles: Sequence[GoldArticle], found: Iterable[Group], ids: Mapping[str, str]) -> Counts:
    """Pairs of articles that carry one text."""
    families: dict[str, set[str]] = {}
    for article in articles:
        if article.copy is not None:
            families.setdefault(article.copy.of, {article.copy.of}).add(article.id)
    gold = _pairs(families.values())
    coded = _pairs({ids[a] for a in group.articles} for group in found)
    return Counts(len(gold & coded), len(coded), len(gold))


def _pairs(sets: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {(a, b) for members in sets for a in members for b in members if a < b}


class _Scoring:
    """What both ways of feeding the linker are scored with."""

    def __init__(
        self,
        articles: Sequence[GoldArticle],
        plans: Mapping[str, str],
        carriers: Sequence[Carrier],
        copied: Sequence[Group],
    ) -> None:
        self.articles = articles
        self.plans = plans
        self.origins = origins(carriers, copied)
        self.lang = {a.id: a.lang for a in articles}

    def linked(self, told: Sequence[Telling], matched: Mapping[Item, Sequence[str]]) -> Linked:
        article = {t.event: t.article for t in told}
        found = happenings(told)
        cluster = {event: number for number, events in enumerate(found) for event in events}
        sizes = [len({article[e] for e in events}) for events in found]
        given = {item: _most([cluster[e] for e in events if e in cluster], sizes) for item, events in matched.items()}
        given = {item: n if n is not None else -1 - i for i, (item, n) in enumerate(given.items())}
        right, wrong = self._origins(found, given, article)
        plans = [(p, h) for h, p in self.plans.items() if any(item[1] == p for item in matched) and any(item[1] == h for item in matched)]
        return Linked(
            items=len(matched),
            coded=sum(n >= 0 for n in given.values()),
            within=self._bcubed(given, lambda a, b: a == b),
            across=self._bcubed(given, lambda a, b: a != b),
            within_company=self._bcubed(given, lambda a, b: a == b, company=True),
            across_company=self._bcubed(given, lambda a, b: a != b, company=True),
            origins_right=right,
            happenings=right + len(wrong),
            wrong=tuple(wrong),
            plans_right=self._plans(told, cluster, given, plans),
            plans=len(plans),
        )

    def _bcubed(self, given: Mapping[Item, int], seen: Callable[[str, str], bool], company: bool = False) -> Bcubed:
        """B-cubed among the items that `seen` lets each see, and itself; with `company` only over those not alone, in gold or as linked."""
        precision: list[float] = []
        recall: list[float] = []
        for item, number in given.items():
            others = [o for o in given if o == item or (o[0] != item[0] and seen(self.lang[item[0]], self.lang[o[0]]))]
            gold = {o for o in others if o[1] == item[1]}
            mine = {o for o in others if given[o] == number}
            both = len(gold & mine)
            if company and len(gold) == len(mine) == 1:
                continue
            precision.append(both / len(mine))
            recall.append(both / len(gold))
        return Bcubed(sum(precision) / len(precision), sum(recall) / len(recall)) if precision else Bcubed(0.0, 0.0)

    def _origins(self, found: Sequence[Sequence[str]], given: Mapping[Item, int], article: Mapping[str, str]) -> tuple[int, list[str]]:
        """How many happenings have the right number of origins, and those that do not."""
        gold: dict[str, set[str]] = {}
        for a in self.articles:
            for unit in a.happenings:
                gold.setdefault(unit.happening, set()).update(unit.origins)
        wrong: list[str] = []
        for happening, wanted in sorted(gold.items()):
            number = _most([n for item, n in given.items() if item[1] == happening and n >= 0], [len(c) for c in found])
            articles = {article[e] for e in found[number]} if number is not None else set[str]()
            count = len(independent(articles, self.origins))
            if count != len(wanted):
                wrong.append(f"{happening}: {count} instead of {len(wanted)}")
        return len(gold) - len(wrong), wrong

    def _plans(
        self, told: Sequence[Telling], cluster: Mapping[str, int], given: Mapping[Item, int], plans: Sequence[tuple[str, str]]
    ) -> int:
        """How many labelled plans were seen to be fulfilled by their happening."""
        seen = {(cluster[k.a], cluster[k.b]) for k in fulfilments(told)}
        numbers = {h: {n for item, n in given.items() if item[1] == h} for pair in plans for h in pair}
        return sum(any((a, b) in seen for a in numbers[p] for b in numbers[h]) for p, h in plans)


def _most(numbers: Sequence[int], sizes: Sequence[int]) -> int | None:
    """The cluster that occurs most often; of two the larger."""
    return min(set(numbers), key=lambda n: (-numbers.count(n), -sizes[n], n)) if numbers else None
