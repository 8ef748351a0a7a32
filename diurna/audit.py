"""Drawing rows at random for a person to judge, and what the judgements say: precision with its interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Literal

import msgspec

from diurna.ledger.event_rows import claims_by_id, events_by_id
from diurna.ledger.filters import Filter, claims, events
from diurna.ledger.judged import ground
from diurna.ledger.reader import Reader
from diurna.ledger.rows import ClaimRow, EventRow, name

Verdict = Literal["right", "wrong"]
Kind = Literal["event", "claim"]
_Z = 1.959964
"""The normal quantile of a 95% interval."""


class Precision(msgspec.Struct, frozen=True):
    """A share of right ones with its 95% interval (Wilson)."""

    right: int
    judged: int
    share: float | None
    low: float
    high: float


def draw(reader: Reader, kind: Kind, count: int, filter: Filter, seed: int | None = None) -> list[EventRow] | list[ClaimRow]:
    """`count` different rows, each as likely as any other of those asked for, leaving out what was judged before. In random order."""
    found = events(filter, "e.event") if kind == "event" else claims(filter, "c.claim")
    judged = {item for item, verdict in {j.item: j.verdict for j in reader.judgements(kind)}.items() if verdict != "open"}
    ids = sorted({name(row[0]) for row in reader.db.each(found.text, found.values)} - judged)
    drawn = Random(seed).sample(ids, min(count, len(ids)))
    if kind == "event":
        rows = events_by_id(reader, drawn)
        return [rows[id] for id in drawn if id in rows]
    said = claims_by_id(reader, drawn)
    return [said[id] for id in drawn if id in said]


def precision(verdicts: Sequence[str]) -> Precision:
    """The share of `right` among `right` and `wrong`."""
    counts = Counter(verdicts)
    right, judged = counts["right"], counts["right"] + counts["wrong"]
    if not judged:
        return Precision(0, 0, None, 0.0, 1.0)
    share = right / judged
    middle = (share + _Z * _Z / (2 * judged)) / (1 + _Z * _Z / judged)
    reach = _Z / (1 + _Z * _Z / judged) * math.sqrt(share * (1 - share) / judged + _Z * _Z / (4 * judged * judged))
    return Precision(right, judged, share, max(0.0, middle - reach), min(1.0, middle + reach))


def judged(reader: Reader, kind: Kind, ids: Sequence[str] | None = None) -> dict[str, Precision]:
    """Precision over all that was judged (of `ids`, where given): "" for all together, then by type or act. The last judgement holds."""
    rows = {j.item: j for j in reader.judgements(kind)}
    last = {item: row.verdict for item, row in rows.items()}
    noted = {item: what for item, row in rows.items() if (what := ground(row).what)}  # what was called wrong has no row that answers
    wanted = list(last if ids is None else (i for i in ids if i in last))
    if kind == "event":
        types = noted | {id: row.event.type for id, row in events_by_id(reader, wanted).items()}
    else:
        types = noted | {id: row.act for id, row in claims_by_id(reader, wanted).items()}
    groups: dict[str, list[str]] = {"": []}
    for id in wanted:
        groups[""].append(last[id])
        groups.setdefault(types.get(id, "no longer coded"), []).append(last[id])
    return {name: precision(verdicts) for name, verdicts in sorted(groups.items())}
