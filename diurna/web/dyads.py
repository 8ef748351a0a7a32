"""Who does what to whom: the network of the latest events, as a picture and as a table; and two sides with each other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import msgspec
from starlette.responses import Response

from diurna import pages
from diurna.beside import Beside
from diurna.ledger import imported
from diurna.ledger.days import iso
from diurna.pages import Known, Sketch
from diurna.web.page import Page, Shown
from diurna.web.phrases import quad

FILTERS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source", "status", "assertion")
REACH = 1000
"""Events that the network is made of: the latest as asked for."""
EDGES = 60
SIZE = 640.0
YEAR = 365


class Node(msgspec.Struct, frozen=True):
    """A side, where it stands in the picture, and how much it has to do."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    count: int
    angle: float
    """How far its label is turned, so that labels side by side do not cover each other."""
    left: bool


class Edge(msgspec.Struct, frozen=True):
    """What one side did to another: counts by quad class; `sign` is the quad class that prevails."""

    a: str
    b: str
    a_name: str
    b_name: str
    count: int
    kinds: dict[str, int]
    sign: str
    path: str = ""
    width: float = 1.0


def pairs(sketch: Sketch, known: dict[int, Known]) -> set[tuple[Known, Known]]:
    """Pairs of sides of an event, who acts first; those that act together with nobody to receive are pairs both ways."""
    actors = {known[p].side: known[p] for p in sketch.actors if p in known}
    recipients = {known[p].side: known[p] for p in sketch.recipients if p in known}
    if recipients:
        return {(a, b) for a in actors.values() for b in recipients.values() if a.side != b.side}
    return {(a, b) for a in actors.values() for b in actors.values() if a.side != b.side}


def network(page: Page) -> Response:
    """The network of the latest events as asked for."""
    ask = page.read()
    found = pages.sketches(page.reader, page.ledger.filter(ask.asked), REACH)
    known = pages.known(page.reader, (p for s in found for p in (*s.actors, *s.recipients)))
    edges, shown = _edges(found, known)
    nodes = _nodes(edges)
    placed = {n.id: n for n in nodes}
    drawn = [msgspec.structs.replace(e, path=_curve(placed[e.a], placed[e.b]), width=_width(e.count)) for e in edges]
    return page.html(
        "network.html", title="Network", nodes=nodes, edges=drawn, reach=REACH, full=len(found) == REACH, size=SIZE, filters=FILTERS,
        count=len(found), export=Shown(shown),
    )  # fmt: skip


def _edges(found: list[Sketch], known: dict[int, Known]) -> tuple[list[Edge], tuple[str, ...]]:
    """The strongest edges, and the events that they stand for."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    events: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for sketch in found:
        for a, b in pairs(sketch, known):
            counts[a.side, b.side][quad(sketch.type)] += 1
            events[a.side, b.side].append(sketch.id)
            names |= {a.side: a.side_name, b.side: b.side_name}
    best = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0]))[:EDGES]
    edges = [Edge(a, b, names[a], names[b], sum(k.values()), dict(k), k.most_common(1)[0][0]) for (a, b), k in best]
    return edges, tuple(dict.fromkeys(id for pair, _ in best for id in events[pair]))


def _nodes(edges: list[Edge]) -> list[Node]:
    """Sides on a circle, those that have much to do with each other side by side."""
    weight: Counter[str] = Counter()
    near: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for e in edges:
        for one, other, name in ((e.a, e.b, e.a_name), (e.b, e.a, e.b_name)):
            weight[one] += e.count
            near[one][other] += e.count
            names[one] = name
    order: list[str] = []
    while len(order) < len(weight):
        left = [n for n in weight if n not in order]
        last = order[-1] if order else ""
        order.append(max(left, key=lambda n: (near[last][n], weight[n], n)))
    most = max(weight.values(), default=1)
    middle, reach = SIZE / 2, SIZE / 2 - 125
    return [
        Node(
            id, names[id], round(middle + reach * math.sin(angle), 1), round(middle - reach * math.cos(angle), 1),
            round(4 + 10 * math.sqrt(weight[id] / most), 1), weight[id],
            round(math.degrees(angle) - 90 + (180 if math.sin(angle) < -0.01 else 0), 1), math.sin(angle) < -0.01,
        )
        for n, id in enumerate(order)
        for angle in (2 * math.pi * n / len(order),)
    ]  # fmt: skip


def _curve(a: Node, b: Node) -> str:
    """An arc from one node to the other, bent to the right of its direction, so that the way back is another arc."""
    middle = SIZE / 2
    dx, dy = b.x - a.x, b.y - a.y
    length = math.hypot(dx, dy) or 1.0
    cx = (a.x + b.x) / 2 * 0.7 + middle * 0.3 - dy / length * 14
    cy = (a.y + b.y) / 2 * 0.7 + middle * 0.3 + dx / length * 14
    back = math.hypot(b.x - cx, b.y - cy) or 1.0
    ex, ey = b.x - (b.x - cx) / back * (b.radius + 7), b.y - (b.y - cy) / back * (b.radius + 7)
    return f"M{a.x:.1f} {a.y:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"


def _width(count: int) -> float:
    return round(min(7.0, 1.0 + math.log2(count)), 1)


def dyad(page: Page) -> Response:
    """What two sides, the actor and the recipient of the address, did to each other."""
    asked = page.read().asked
    if asked.actor is None or asked.recipient is None:
        return page.html("dyad_choice.html", title="Two sides", filters=("actor", "recipient"))
    rest = page.asked | {"actor": None, "recipient": None}
    found = page.ledger.dyad(asked.actor, asked.recipient, limit=page.size(50), **rest)
    names = {code: named[1].name if (named := pages.entity(page.reader, code)) else code for code in (found.a, found.b)}
    kinds = sorted({*found.there, *found.back}, key=lambda k: -(found.there.get(k, 0) + found.back.get(k, 0)))
    most = max([*found.there.values(), *found.back.values()], default=1)
    return page.html(
        "dyad.html", title=f"{names[found.a]} and {names[found.b]}", found=found, names=names, kinds=kinds, most=most,
        judged=pages.judged(page.reader, [r.event.id for r in found.events]),
        filters=("actor", "recipient", "since", "until", "type", "place", "lang", "source"),
        export=Shown(tuple(r.event.id for r in found.events)), others=_beside(page, found.a, found.b),
    )  # fmt: skip


def _beside(page: Page, a: str, b: str) -> list[tuple[str, list[Beside]]]:
    """The two beside imported event data, the latest months first; without a first day asked for, of the last year of that data."""
    asked = page.ask.asked
    if asked.place or asked.lang or asked.source:
        return []  # their data has no such thing to ask for
    found: list[tuple[str, list[Beside]]] = []
    for origin in imported.origins(page.reader.db):
        covered = imported.days(page.reader.db, origin)
        since = asked.since or (iso(covered[1] - YEAR) if covered is not None else None)
        rows = list(page.ledger.beside(origin, a, b, since=since, until=asked.until, type=asked.type))
        if rows:
            found.append((origin, rows[::-1]))
    return found
