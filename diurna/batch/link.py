"""Copies and happenings over the Parquet output of a batch: what a ledger finds on the same articles, without one machine that holds all.

Articles and tellings are put aside by key; a part of the keys at a time is sorted, and those that share one are pairs. Pairs are put aside
by the block of their first, then, with what is compared of it, by the block of their second: each block is read twice, however many pairs
there are. What agrees connects; each connected component is judged alone, which gives what judging all at once gives.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from diurna.batch.run import Manifest
from diurna.batch.sketches import Head, Sketches
from diurna.batch.spill import Spill
from diurna.ledger.linked import CROWDED
from diurna.link import with_text
from diurna.resolve.copies import Copy, Sheet, Sketch, compare, numbered, root
from diurna.resolve.happenings import Link, edges, is_month, is_wide, join, keys
from diurna.resolve.tellings import Telling

BLOCK = 20_000
"""Articles of which what is compared is held at a time: some 100 MB."""
MOST_PARTS = 1024
_TELLINGS = 256
"""Numbers of tellings that an article has: more than it may have tellings."""
_Key = tuple[int, int, bool, bool]
_Pair = tuple[int, int]
_Joined = tuple[tuple[tuple[str, ...], ...], dict[str, str]]


class Found(msgspec.Struct, frozen=True):
    """What was joined. Copies in the order of their articles; happenings as the ids of their events, each at least two, in order.
    `groups`: the smallest id of the articles with one text, by article; `articles`: whose each joined event is."""

    copies: tuple[Copy, ...] = ()
    happenings: tuple[tuple[str, ...], ...] = ()
    groups: dict[str, str] = {}
    articles: dict[str, str] = {}


class _Told(msgspec.Struct, frozen=True, array_like=True):
    """A telling on its way to the one that it is compared with."""

    number: int
    other: int
    telling: Telling


class _Body(msgspec.Struct, frozen=True, array_like=True):
    number: int
    other: int
    sheet: Sheet
    shingles: list[int]
    whole: int


class _Edge(msgspec.Struct, frozen=True, array_like=True):
    lead: str
    a: Telling
    b: Telling
    link: Link


def link(out: Path, manifest: Manifest, block: int = BLOCK) -> Found:
    """Find copies and happenings among the articles of a batch. Works in a temporary folder beside the output."""
    sketches = Sketches(out, manifest, block)
    with tempfile.TemporaryDirectory(prefix=".link-", dir=out) as folder:
        work = Path(folder)
        parts = min(max(sketches.blocks, 1), MOST_PARTS)
        left_out, exact = _standing(sketches, work, parts)
        copies = (*exact, *_near(sketches, work, parts, left_out))
        texts = _texts(copies)
        happenings, articles = _happenings(sketches, work, parts, left_out, texts)
    return Found(tuple(sorted(copies, key=lambda c: (c.article, c.origin))), happenings, texts, articles)


def _standing(sketches: Sketches, work: Path, parts: int) -> tuple[frozenset[int], list[Copy]]:
    """The articles that a ledger would not compare: those that are there twice, carry another's text to the letter, or were edited
    later; and the copies among them."""
    by_id = Spill(work, "ids", parts, Head)
    for head in sketches.heads():
        by_id.put(numbered(head.document), head)
    by_text = Spill(work, "texts", parts, Head)
    gone: set[int] = set()
    for part in range(parts):
        seen: set[str] = set()
        for head in by_id.take(part):
            if head.document in seen:
                gone.add(head.number)
                continue
            seen.add(head.document)
            by_text.put(head.text, head)
    by_address = Spill(work, "addresses", parts, Head)
    exact: list[Copy] = []
    for part in range(parts):
        first: dict[int, str] = {}
        for head in sorted(by_text.take(part), key=lambda h: h.number):
            origin = first.setdefault(head.text, head.document)
            if origin != head.document:
                exact.append(Copy(head.document, origin, "exact", 1.0))
                gone.add(head.number)
            elif head.address is not None:
                by_address.put(head.address, head)
    for part in range(parts):
        last: dict[int, int] = {}
        for head in sorted(by_address.take(part), key=lambda h: h.number):
            if head.address is not None:
                gone.update({last[head.address]} if head.address in last else ())
                last[head.address] = head.number
    return frozenset(gone), exact


def _near(sketches: Sketches, work: Path, parts: int, left_out: frozenset[int]) -> Iterator[Copy]:
    """Copies that are not to the letter; excerpts join nobody."""
    by_key = Spill(work, "keys", parts, _Key)
    for number, found in sketches.copy_keys():
        if number not in left_out:
            for key in found:
                by_key.put(key, (key, number, False, False))
    pairs = Spill(work, "pairs", sketches.blocks or 1, _Pair)
    for part in range(parts):
        for a, b in sharing(by_key.take(part)):
            pairs.put(a // sketches.block, (a, b))
    carried = Spill(work, "bodies", sketches.blocks or 1, _Body)
    for block in range(sketches.blocks):
        wanted = sorted(set(pairs.take(block)))
        bodies = sketches.bodies(block) if wanted else {}
        for a, b in wanted:
            one = bodies[a]
            carried.put(b // sketches.block, _Body(a, b, one.sheet, sorted(one.sketch.shingles), one.sketch.whole))
    for block in range(sketches.blocks):
        bodies = None
        for one in carried.take(block):
            bodies = bodies or sketches.bodies(block)
            other = bodies[one.other]
            mine = Sketch(one.sheet.article, one.whole, frozenset(one.shingles), frozenset())
            copy = compare(one.sheet, other.sheet, {mine.article: mine, other.sketch.article: other.sketch})
            if copy is not None and copy.reason != "excerpt":
                yield copy


def sharing(rows: Iterable[_Key]) -> Iterator[_Pair]:
    """The pairs of numbers that share a key; each with the last so many before it, so that pairs grow with the articles.

    A key that is a month counts only where one of the two is wide.
    """
    here: int | None = None
    narrow: list[int] = []
    wide: list[int] = []
    for key, number, is_broad, month in _twice(rows):
        if key != here:
            here, narrow, wide = key, [], []
        others = (*narrow[-CROWDED:], *wide[-CROWDED:]) if is_broad or not month else wide[-CROWDED:]
        yield from ((other, number) for other in others if other != number)
        (wide if is_broad else narrow).append(number)


def _twice(rows: Iterable[_Key]) -> list[_Key]:
    """The rows in order, without those whose key nobody else has: most of them."""
    found = list(rows)
    seen: set[int] = set()
    shared = {key for key, *_ in found if key in seen or seen.add(key)}
    return sorted({row for row in found if row[0] in shared})


def _texts(copies: Iterable[Copy]) -> dict[str, str]:
    """The smallest id of those that carry one text, by article."""
    above: dict[str, str] = {}
    for copy in copies:
        _unite(above, copy.article, copy.origin)
    return {article: root(above, article) for article in sorted(above)}


def _unite(above: dict[str, str], a: str, b: str) -> None:
    one, other = root(above, a), root(above, b)
    above[max(one, other)] = min(one, other)


def _tellings(sketches: Sketches, block: int, left_out: frozenset[int], texts: dict[str, str]) -> Iterator[tuple[int, Telling]]:
    for number, kept in sketches.kept(block):
        if number not in left_out:
            yield from enumerate(with_text(kept, texts), number * _TELLINGS)


def _happenings(sketches: Sketches, work: Path, parts: int, left_out: frozenset[int], texts: dict[str, str]) -> _Joined:
    """Happenings, and whose their events are."""
    by_key = Spill(work, "told", parts, _Key)
    for block in range(sketches.blocks):
        for number, telling in _tellings(sketches, block, left_out, texts):
            broad = is_wide(telling)
            for key in keys(telling):
                short = numbered(key)
                by_key.put(short, (short, number, broad, is_month(key)))
    size = sketches.block * _TELLINGS
    pairs = Spill(work, "told-pairs", sketches.blocks or 1, _Pair)
    for part in range(parts):
        for a, b in sharing(by_key.take(part)):
            pairs.put(min(a, b) // size, (min(a, b), max(a, b)))
    carried = Spill(work, "tellings", sketches.blocks or 1, _Told)
    for block in range(sketches.blocks):
        wanted = sorted(set(pairs.take(block)))
        told = dict(_tellings(sketches, block, left_out, texts)) if wanted else {}
        for a, b in wanted:
            carried.put(b // size, _Told(a, b, told[a]))
    return _joined(_agreeing(sketches, carried, left_out, texts), work, parts)


def _agreeing(
    sketches: Sketches, carried: Spill[_Told], left_out: frozenset[int], texts: dict[str, str]
) -> Iterator[tuple[Telling, Telling, Link]]:
    """The pairs that agree enough to be one happening."""
    for block in range(sketches.blocks):
        told: dict[int, Telling] | None = None
        for one in carried.take(block):
            told = told if told is not None else dict(_tellings(sketches, block, left_out, texts))
            a, b = sorted((one.telling, told[one.other]), key=lambda t: t.event)
            yield from ((a, b, edge) for edge in edges({a.event: a, b.event: b}, [(a.event, b.event)]))


def _joined(agreeing: Iterable[tuple[Telling, Telling, Link]], work: Path, parts: int) -> _Joined:
    """Clusters, component by component, and whose their events are."""
    above: dict[str, str] = {}
    found = Spill(work, "edges", 1, _Edge)
    for a, b, edge in agreeing:
        _unite(above, a.event, b.event)
        found.put(0, _Edge("", a, b, edge))
    by_lead = Spill(work, "components", parts, _Edge)
    for edge in found.take(0):
        lead = root(above, edge.a.event)
        by_lead.put(numbered(lead), msgspec.structs.replace(edge, lead=lead))
    clusters: list[tuple[str, ...]] = []
    articles: dict[str, str] = {}
    for part in range(parts):
        components: dict[str, list[_Edge]] = {}
        for edge in by_lead.take(part):
            components.setdefault(edge.lead, []).append(edge)
        for held in components.values():
            told = {t.event: t for edge in held for t in (edge.a, edge.b)}
            joined, _ = join(told, [edge.link for edge in held])
            clusters += joined
            articles.update((event, told[event].article) for cluster in joined for event in cluster)
    return tuple(sorted(clusters)), articles
