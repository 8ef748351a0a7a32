"""Copies: which articles carry one text, whole or in part, and who wrote it first. Pure; knows no store and no language.

Candidates share a band of their MinHash (near copies) or a sampled shingle (agency text inside a longer article); what decides is the exact
containment of their shingles. Quoted words are left out: two reporters who print one statement have not copied from each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from rensa import RMinHash  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]  (compiled, without stubs)

Reason = Literal["exact", "near", "contained", "excerpt"]
WIDTH = 5
"""Words of a shingle."""
PERMUTATIONS = 64
ROWS = 4
"""Values of the MinHash in one band: sixteen bands of four find two texts with Jaccard .6 with a chance of .89, .7 with .99."""
SAMPLE = 16
"""One shingle in so many is a key of its own: a contained text of 100 words shares about six, however long the other article is."""
FEWEST = 20
"""Shingles that a text must have, and a shared stretch as well, before it counts."""
CONTAINED = 0.5
"""Share of the shorter text's shingles that makes a copy; rewrites stay below .2."""
CREDITED = 0.3
"""The same where both articles credit the same agency: the strongest sign that there is."""
BOTH = 0.6
"""Containment of each in the other that makes a near copy."""
PART = 0.3
"""Share of the longer text that the common stretch must fill: one item of a round-up is an excerpt and joins nobody's group."""
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"«[^«»]{1,600}»|“[^“”„]{1,600}”|„[^„“”]{1,600}[“”]|\"[^\"\n]{1,600}\"|»[^«»\n]{1,600}«")
_BREAK = "\x00"


class Sheet(msgspec.Struct, frozen=True):
    """What copies are told from: `text` is the body (no title, byline, dateline, footer); `origin` agencies are entity ids."""

    article: str
    text: str
    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    agencies: frozenset[str] = frozenset()


class Sketch(msgspec.Struct, frozen=True):
    """A sheet's shingles and the keys under which its likely copies are found; all are 63-bit numbers."""

    article: str
    whole: int
    shingles: frozenset[int]
    keys: frozenset[int]


class Copy(msgspec.Struct, frozen=True):
    """`article` has its text from `origin`. `score` is the share of the shorter text that stands in the other."""

    article: str
    origin: str
    reason: Reason
    score: float


class Group(msgspec.Struct, frozen=True):
    """Articles that carry one text. `origin` is the article to start from, `agency` the one credited, where there is one."""

    articles: tuple[str, ...]
    origin: str
    agency: str | None


def sketch(sheet: Sheet) -> Sketch:
    """The shingles and keys of a body."""
    words = [w.casefold() for w in WORD.findall(sheet.text)]
    own = _shingles(QUOTED.sub(f" {_BREAK} ", sheet.text))
    shingles = own if len(own) >= FEWEST else _shingles(sheet.text)
    return Sketch(sheet.article, numbered(" ".join(words)), shingles, _keys(shingles) | {numbered(" ".join(words))})


def _shingles(text: str) -> frozenset[int]:
    found: set[int] = set()
    for stretch in text.split(_BREAK):
        words = [w.casefold() for w in WORD.findall(stretch)]
        found.update(numbered(" ".join(words[i : i + WIDTH])) for i in range(len(words) - WIDTH + 1))
    return frozenset(found)


def numbered(text: str) -> int:
    """A 63-bit number of some words, the same everywhere."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _keys(shingles: frozenset[int]) -> frozenset[int]:
    if len(shingles) < FEWEST:
        return frozenset()
    digest = _minhash([format(s, "x") for s in sorted(shingles)])
    bands = {numbered(f"band {i} {digest[i : i + ROWS]}") for i in range(0, PERMUTATIONS, ROWS)}
    return frozenset(bands | {s for s in shingles if s % SAMPLE == 0})


def _minhash(words: list[str]) -> list[int]:
    counted: Any = RMinHash(num_perm=PERMUTATIONS, seed=1)
    counted.update(words)
    return counted.digest()


def candidates(sheets: Mapping[str, Sheet], sketches: Iterable[Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs that share a key, each once, the earlier article first.

    Of many under one key each is paired with the first and with the one before it, so that pairs grow with the articles and not
    with their square; copies share many keys and meet under one of them.
    """
    buckets: dict[int, list[str]] = {}
    for one in sketches:
        for key in one.keys:
            buckets.setdefault(key, []).append(one.article)
    seen: set[tuple[str, str]] = set()
    for key in sorted(k for k, found in buckets.items() if len(found) > 1):
        found = sorted(buckets[key], key=lambda a: order(sheets[a]))
        for place, article in enumerate(found[1:], start=1):
            seen.update({(found[0], article), (found[place - 1], article)})
    yield from sorted(seen)


def order(sheet: Sheet) -> tuple[str, str]:
    """Earliest first; an unknown date comes last, the id decides between equals."""
    return sheet.published or "9999", sheet.article


def compare(a: Sheet, b: Sheet, of: Mapping[str, Sketch]) -> Copy | None:
    """Whether one of two articles has its text from the other; None where they share too little."""
    mine, other = of[a.article], of[b.article]
    first, second = sorted((a, b), key=origin_order)
    if mine.whole == other.whole:
        return Copy(second.article, first.article, "exact", 1.0)
    shared = len(mine.shingles & other.shingles)
    fewer, more = sorted((len(mine.shingles), len(other.shingles)))
    if shared < FEWEST or not fewer:
        return None
    score = round(shared / fewer, 3)
    if score < (CREDITED if a.agencies & b.agencies else CONTAINED):
        return None
    if shared / more < PART:
        return Copy(second.article, first.article, "excerpt", score)
    return Copy(second.article, first.article, "near" if shared / more >= BOTH else "contained", score)


def origin_order(sheet: Sheet) -> tuple[bool, str, str]:
    """Who comes first as the origin of a text: the agency's own page, then the earliest."""
    return sheet.outlet is None or sheet.outlet not in sheet.agencies, *order(sheet)


def copies(sheets: Iterable[Sheet]) -> tuple[Copy, ...]:
    """All copies among some articles, in the order of their ids."""
    by_id = {s.article: s for s in sheets}
    sketches = {a: sketch(by_id[a]) for a in sorted(by_id)}
    found = (compare(by_id[a], by_id[b], sketches) for a, b in candidates(by_id, sketches.values()))
    return tuple(sorted((c for c in found if c is not None), key=lambda c: (c.article, c.origin)))


def groups(found: Iterable[Copy], sheets: Mapping[str, Sheet]) -> tuple[Group, ...]:
    """The articles that carry one text, grouped; excerpts join nobody."""
    above: dict[str, str] = {}
    for copy in found:
        if copy.reason != "excerpt":
            a, b = root(above, copy.article), root(above, copy.origin)
            above[max(a, b)] = min(a, b)
    members: dict[str, list[str]] = {}
    for article in sorted({*above, *above.values()}):
        members.setdefault(root(above, article), []).append(article)
    return tuple(group_of([sheets[a] for a in m]) for m in members.values())


def root(above: dict[str, str], item: str) -> str:
    """The representative of an item in a union of sets; paths are shortened as they are walked."""
    while (up := above.setdefault(item, item)) != item:
        above[item] = above.setdefault(up, up)
        item = up
    return item


def group_of(sheets: Sequence[Sheet]) -> Group:
    """The group that some articles with one text make: where it came from, and the agency that most of them credit."""
    first = min(sheets, key=origin_order)
    credited: dict[str, int] = {}
    for sheet in sheets:
        for agency in sheet.agencies:
            credited[agency] = credited.get(agency, 0) + 1
    agency = min(credited, key=lambda a: (-credited[a], a)) if credited else None
    return Group(tuple(sorted(s.article for s in sheets)), first.article, agency)
