"""The merge side: new articles of a ledger are compared with those that may belong to them, and links are appended.

    with Writer(path) as ledger:
        for step in link(ledger): ...

Copies first, then happenings, the plans that these fulfil, and changes of position across articles. Candidates come from indexes, so the
cost goes with the new articles and with how many were near them. Nothing is rewritten: a link that no longer holds is taken back by a row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from diurna.coding import packs
from diurna.ledger import linked, links
from diurna.ledger.database import Database
from diurna.ledger.days import number
from diurna.ledger.judged import Ground, Verdict, kinds_of, possible
from diurna.ledger.linked import Kept
from diurna.ledger.rows import NewChange, NewLink
from diurna.ledger.writer import Writer
from diurna.model import Record
from diurna.resolve.carriers import Carrier, carrier, sheet
from diurna.resolve.copies import Copy, Sheet, Sketch, compare, root, sketch
from diurna.resolve.happenings import LONGEST_SPAN, PLAN_DAYS, Judged, Link, edges, fulfilments, join, key_numbers, pairs
from diurna.resolve.positions import MOVES, REACH, Stand, lines, stands
from diurna.resolve.tellings import Telling, sides, tellings
from diurna.resolve.verdicts import STALE, kin

BATCH = 100
"""New articles that are linked in one transaction."""
MADE = "coder"
_PLANNING = ("AGREE", "CONCEDE", "THREATEN")
_MOVING = frozenset(act for move in MOVES for act in move)


class Step(msgspec.Struct, frozen=True):
    """What one batch gave. `undone`: links of the linker's own that no longer held."""

    articles: int = 0
    copies: int = 0
    happenings: int = 0
    fulfils: int = 0
    changes: int = 0
    undone: int = 0

    def __add__(self, other: Step) -> Step:
        return Step(*(a + b for a, b in zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)))


class _New(msgspec.Struct, frozen=True):
    """An article to be linked, read once."""

    article: int
    coding: int
    day: int
    record: Record
    sheet: Sheet
    sketch: Sketch


def waiting(ledger: Writer) -> int:
    """How many articles are to be linked."""
    return linked.count_waiting(ledger.db)


def link(ledger: Writer, batch: int = BATCH) -> Iterator[Step]:
    """Link what is new, batch by batch; each is one transaction, and a run that was killed goes on where it was."""
    while found := linked.waiting(ledger.db, batch):
        with ledger.transaction():
            step = _linked(ledger, [new for row in found if (new := _read(ledger, *row)) is not None])
        yield msgspec.structs.replace(step, articles=len(found))


def again(ledger: Writer) -> None:
    """Have everything looked at again by the next `link`; links stay until it finds that they do not hold."""
    with ledger.transaction():
        linked.forget_all(ledger.db)


def undo(ledger: Writer, number: int) -> bool:
    """A person takes a link back; the pair stays apart whatever scores say. False where no such link stands."""
    return ledger.undo_link(number)


def judge(ledger: Writer, kind: str, item: str, verdict: Verdict, made: str, about: Ground) -> bool:
    """Keep what a person decided; it holds at once in all that answers. False where there is nothing of that kind with that id.

    `kind`: see `judged.Standing`. A `wrong` link is taken back; `open` takes a decision on anything else back.
    """
    if kind == "link":
        if not item.isdecimal() or (verdict == "wrong" and not undo(ledger, int(item))):
            return False
        ledger.judge(kind, item, verdict, _noted(about), made)
        return True
    if not _judgeable(ledger, kind, item, about.document) or (verdict == "wrong" and not possible(ledger.db, kind, about.instead)):
        return False
    ledger.judge(kind, item, verdict, _noted(about), made, about.document)
    _relink(ledger, about.document)
    return True


def _judgeable(ledger: Writer, kind: str, item: str, document: str) -> bool:
    """Whether an article's record has what is to be judged."""
    row = ledger.db.one("SELECT id FROM article WHERE document = ?", (document,))
    record = ledger.record(row[0]) if row is not None else None
    return record is not None and kind in kinds_of(record, item)


def _noted(about: Ground) -> str:
    return msgspec.json.encode(about).decode()


def _relink(ledger: Writer, document: str) -> None:
    """Compare an article anew whose rows were changed, where the linker had seen it."""
    row = linked.changed(ledger.db, document)
    if row is not None and (new := _read(ledger, *row, document)) is not None:
        with ledger.transaction():
            _linked(ledger, [new])


def _read(ledger: Writer, article: int, coding: int, day: int, document: str) -> _New | None:
    record = ledger.judged_record(article)
    if record is None:
        return None
    body = sheet(record)
    return _New(article, coding, day, record, body, sketch(body))


def _carrier(record: Record) -> Carrier:
    """The carrier of a record, with the country of its outlet."""
    found = carrier(record)
    entity = packs().gazetteer.entity(record.document.outlet_entity) if record.document.outlet_entity else None
    return found if entity is None else msgspec.structs.replace(found, country=entity.country)


def _linked(ledger: Writer, new: Sequence[_New]) -> Step:
    db = ledger.db
    copies = _copies(ledger, new)
    kept = _kept(db, new)
    happened, undone = _happenings(db, kept)
    return Step(copies=copies, undone=undone, **happened, changes=_changes(db, kept))


def _copies(ledger: Writer, new: Sequence[_New]) -> int:
    """Compare each new article with those that share keys with it, and remember its own."""
    found: list[Copy] = []
    seen: dict[int, tuple[Sheet, Sketch]] = {n.article: (n.sheet, n.sketch) for n in new}
    for one in new:
        shared = linked.under(ledger.db, one.sketch.keys)
        for other in sorted(a for a in shared if a != one.article):
            if other not in seen and (record := ledger.record(other)) is not None:
                body = sheet(record)
                seen[other] = (body, sketch(body))
            if other in seen and (copy := _compared(seen[one.article], seen[other])) is not None:
                found.append(copy)
        linked.keep(ledger.db, one.article, one.coding, one.day, Kept(one.record.document.id, _carrier(one.record), ()), one.sketch.keys)
    rows = [NewLink("copy", c.article, c.origin, c.reason, c.score, c.origin) for c in found if c.reason != "excerpt"]
    return links.add(ledger.db, rows, MADE)


def _compared(a: tuple[Sheet, Sketch], b: tuple[Sheet, Sketch]) -> Copy | None:
    return compare(a[0], b[0], {a[1].article: a[1], b[1].article: b[1]})


def _kept(db: Database, new: Sequence[_New]) -> dict[int, Kept]:
    """Remember what the comparisons need of each new article."""
    found: dict[int, Kept] = {}
    for one in new:
        kept = Kept(one.record.document.id, _carrier(one.record), tellings(one.record), stands(one.record))
        untyped = [t for t in kept.tellings if not t.type]
        linked.keep(db, one.article, one.coding, one.day, kept, one.sketch.keys | key_numbers(untyped))
        found[one.article] = kept
    return found


def _happenings(db: Database, new: Mapping[int, Kept]) -> tuple[dict[str, int], int]:
    """Join the tellings of new articles with those near them, and take back what no longer holds."""
    leads = linked.groups(db, "copy", [kept.document for kept in new.values()])
    same_text = set(linked.rows_of(db, linked.members(db, "copy", set(leads.values()))).values())
    near = linked.load(db, {a for kept in new.values() for a in _candidates(db, kept)}.union(same_text) - set(new))
    told = _with_texts(db, [*new.values(), *near.values()])
    mine = {t.event for kept in new.values() for t in kept.tellings}
    found = edges(told, pairs(told.values(), mine))
    if not found:
        return {"happenings": 0, "fulfils": _fulfils(db, told, mine)}, 0
    universe = _universe(db, told, found)
    judged = _judged(db)
    rest = (p for p in pairs(universe.values(), set(universe) - mine) if mine.isdisjoint(p))
    clusters, held = join(universe, (*found, *edges(universe, rest)), judged)
    undone = _take_back(db, clusters, universe)
    added = links.add(db, _forest(db, clusters, held, judged), MADE)
    return {"happenings": added, "fulfils": _fulfils(db, told, mine)}, undone


def _candidates(db: Database, kept: Kept) -> set[int]:
    """The articles that may tell something that an article tells: by side, type and day; untyped leads by their keys; plans by dyad."""
    found = linked.under(db, key_numbers(t for t in kept.tellings if t.lead))
    wanted: dict[str, list[_Wanted]] = {}
    for telling in kept.tellings:
        first, last = number(telling.first or telling.last), number(telling.last or telling.first)
        if not first or last - first > LONGEST_SPAN:
            continue
        for side in sides(telling) | {s.country or s.id for s in telling.spots}:
            wanted.setdefault(side, []).append(_Wanted(_types(telling), first - 1, last + STALE))
        found.update(_planned(db, telling, first, last))
    for side, asked in wanted.items():
        rows = [row for first, last in _stretches(asked) for row in linked.near(db, side, first - LONGEST_SPAN, last)]
        found.update({a for a, kind, day, end in rows if any(kind in w.types and w.first <= end and day <= w.last for w in asked)})
    return {article for article, _ in sorted(found.items(), key=lambda item: (-item[1], -item[0]))[: linked.MOST]}


class _Wanted(msgspec.Struct, frozen=True):
    """Events of which types, from which day to which: those that begin before and last into these days are wanted too."""

    types: frozenset[str]
    first: int
    last: int


def _stretches(asked: Iterable[_Wanted]) -> Iterator[tuple[int, int]]:
    """The days asked for, those that touch as one."""
    here: tuple[int, int] | None = None
    for first, last in sorted({(w.first, w.last) for w in asked}):
        if here is not None and first <= here[1] + 1:
            here = here[0], max(here[1], last)
            continue
        if here is not None:
            yield here
        here = first, last
    if here is not None:
        yield here


def _planned(db: Database, telling: Telling, first: int, last: int) -> set[int]:
    """The articles with a plan that a telling may fulfil, or, for a plan, with what may fulfil it."""
    if telling.object is None:
        types, window = _PLANNING, (first - PLAN_DAYS, last)
    else:
        types, window = (telling.object,), (first, (number(telling.object_last) or last) + PLAN_DAYS)
    return {a for one, other in combinations(sorted(sides(telling)), 2) for a in linked.between(db, one, other, types, *window)}


def _types(telling: Telling) -> frozenset[str]:
    """The types by which the same may be told."""
    if not telling.type:
        return _ALL
    return frozenset({telling.type}.union(*(both for both in kin() if telling.type in both)))


_ALL = frozenset(t for both in kin() for t in both) | {"CONSULT", "PROTEST"}


def _with_texts(db: Database, kept: Iterable[Kept]) -> dict[str, Telling]:
    """Tellings by event, each with the group of its article's text where others carry it."""
    rows = list(kept)
    texts = linked.groups(db, "copy", [k.document for k in rows])
    return {t.event: t for k in rows for t in with_text(k, texts)}


def with_text(kept: Kept, texts: Mapping[str, str]) -> Iterator[Telling]:
    """An article's tellings, with the group of its text (`texts` is by document)."""
    for telling in kept.tellings:
        yield msgspec.structs.replace(telling, text=texts[kept.document]) if kept.document in texts else telling


def _universe(db: Database, told: Mapping[str, Telling], found: Sequence[Link]) -> dict[str, Telling]:
    """The tellings that edges touch, and all that are joined with these already."""
    touched = {e for k in found for e in (k.a, k.b)}
    joined = linked.members(db, "happening", set(linked.groups(db, "happening", touched).values()))
    missing = joined - set(told)
    more = _with_texts(db, linked.load(db, linked.articles_of(db, missing)).values()) if missing else {}
    return {e: t for e, t in {**more, **told}.items() if e in touched or e in joined}


def _judged(db: Database) -> Judged:
    decided = linked.parted(db, "happening")
    by: dict[str, set[tuple[str, str]]] = {"apart": set(), "together": set()}
    for both, verdict in decided.items():
        by[verdict].add(both)
    return Judged(frozenset(by["apart"]), frozenset(by["together"]))


def _take_back(db: Database, clusters: Sequence[Sequence[str]], universe: Collection[str]) -> int:
    """Undo the linker's own links whose ends are no longer in one cluster."""
    of = {e: n for n, cluster in enumerate(clusters) for e in cluster}
    undone = 0
    for one in linked.standing_links(db, "happening", universe):
        a, b = one.left, one.right
        if one.made == MADE and a in universe and b in universe and (a not in of or of.get(a) != of.get(b)):
            undone += links.undo(db, one.id, MADE)
    return undone


def _forest(db: Database, clusters: Sequence[Sequence[str]], held: Sequence[Link], judged: Judged) -> list[NewLink]:
    """The links that are still missing for each cluster to hang together, the strongest first."""
    above: dict[str, str] = {}
    for known in linked.standing_links(db, "happening", [e for cluster in clusters for e in cluster]):
        _unite(above, known.left, known.right)
    added: list[NewLink] = []
    for one in held:
        if root(above, one.a) != root(above, one.b) and (one.a, one.b) not in judged.apart:
            _unite(above, one.a, one.b)
            added.append(NewLink("happening", one.a, one.b, " + ".join(one.reasons), one.score))
    return added


def _unite(above: dict[str, str], a: str, b: str) -> None:
    one, other = root(above, a), root(above, b)
    above[max(one, other)] = min(one, other)


def _fulfils(db: Database, told: Mapping[str, Telling], new: Collection[str]) -> int:
    """Plans and what fulfils them, where one of the two is new; where something fits a plan better than what was linked, that goes."""
    found = {k.a: k for k in fulfilments(told.values()) if k.a in new or k.b in new}
    for known in linked.standing_links(db, "fulfils", found):
        better = found.get(known.left)
        if better is None or known.right == better.b:
            continue
        if known.made != MADE or (known.score, known.right) >= (better.score, better.b):
            del found[known.left]
        else:
            links.undo(db, known.id, MADE)
    return links.add(db, [NewLink("fulfils", k.a, k.b, " + ".join(k.reasons), k.score) for k in found.values()], MADE)


def _changes(db: Database, new: Mapping[int, Kept]) -> int:
    """Changes of position between a new article's claims and the same speaker's in other articles."""
    speakers = {s for kept in new.values() for stand in kept.stands if stand.act in _MOVING for s in stand.speakers}
    others = linked.load(db, linked.spoken(db, speakers, REACH) - set(new))
    said = _placed(db, [s for kept in (*new.values(), *others.values()) for s in kept.stands if s.speakers & speakers])
    article = {s.claim: s.article for s in said}
    day = {s.claim: s.day for s in said}
    mine = {s.claim for kept in new.values() for s in kept.stands}
    found = [
        NewChange(
            line.speaker, step.changed, article[step.changed], step.claim, article[step.claim], step.match or "same", day[step.claim],
            line.about,
        )
        for line in lines(said)
        for step in line.steps
        if step.changed is not None and article[step.changed] != article[step.claim] and mine & {step.claim, step.changed}
    ]  # fmt: skip
    return _written(db, found)


def _placed(db: Database, said: Sequence[Stand]) -> list[Stand]:
    """Stands with the happenings that their events belong to."""
    of = linked.groups(db, "happening", {e for s in said for e, _ in s.about})
    return [msgspec.structs.replace(s, happenings=frozenset(of[e] for e, _ in s.about if e in of)) for s in said]


def _written(db: Database, changes: Sequence[NewChange]) -> int:
    added = 0
    articles = linked.rows_of(db, {document for new in changes for document in (new.source_article, new.to_article)})
    for new in changes:
        speaker = db.one("SELECT id FROM entity WHERE entity = ?", (new.speaker,))
        if speaker is None or db.one('SELECT 1 FROM change WHERE "from" = ? AND "to" = ?', (new.source, new.to)) is not None:
            continue
        db.run(
            'INSERT INTO change (speaker, "from", "to", match, about, first, from_article, to_article) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            (
                speaker[0], new.source, new.to, new.match, msgspec.json.encode(new.about).decode(), number(new.day),
                articles[new.source_article], articles[new.to_article],
            ),
        )  # fmt: skip
        added += 1
    return added
