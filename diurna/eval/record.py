"""Scoring whole records against what a careful analyst expects: found, missed and wrong, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

import msgspec

from diurna.eval.acceptable import Reading, same_time
from diurna.eval.expected import (
    Expected,
    ExpectedChange,
    ExpectedClaim,
    ExpectedDocument,
    ExpectedEvent,
    TitleEvent,
    listed,
    overlaps,
)
from diurna.eval.measures import Counts, matching, total
from diurna.model import Change, Claim, Event, Evidence, Record

KINDS = ("document", "entities", "events", "claims", "changes", "contested", "notes", "same")
G = TypeVar("G", ExpectedEvent, ExpectedClaim)
C = TypeVar("C", Event, Claim)


class Item(msgspec.Struct, frozen=True):
    """One expected thing and how it came out; `slots` names what was wrong."""

    kind: str
    id: str
    verdict: Literal["found", "missed", "wrong"]
    slots: tuple[str, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """What is counted apart: of the events found, whose mode was right; of the claims found, whose hedge."""

    modes: Counts = Counts()
    hedges: Counts = Counts()


class Report(msgspec.Struct, frozen=True):
    """One article. `on_evidence`: of the events and claims coded on the gold's evidence, how many are right."""

    items: tuple[Item, ...]
    on_evidence: dict[str, Counts]
    labels: Labels

    def tally(self, kind: str) -> dict[str, int]:
        """found, missed and wrong of a kind."""
        verdicts = [i.verdict for i in self.items if i.kind == kind]
        return {v: verdicts.count(v) for v in ("found", "missed", "wrong")}


class KindScore(msgspec.Struct, frozen=True):
    """A kind over all articles. `precision` is on the gold's evidence, for events and claims only."""

    found: int
    missed: int
    wrong: int
    recall: float
    precision: float | None = None


def summary(reports: Sequence[Report]) -> dict[str, KindScore]:
    """Every kind that the gold has, over all articles."""
    scores: dict[str, KindScore] = {}
    for kind in KINDS:
        tallies = [r.tally(kind) for r in reports]
        found, missed, wrong = (sum(t[v] for t in tallies) for v in ("found", "missed", "wrong"))
        if not found + missed + wrong:
            continue
        counts = total(r.on_evidence[kind] for r in reports if kind in r.on_evidence)
        precision = counts.precision if kind in ("events", "claims") else None
        scores[kind] = KindScore(found, missed, wrong, found / (found + missed + wrong), precision)
    return scores


def verdicts(expected: Expected, record: Record) -> list[tuple[Event, bool]]:
    """The events that a record has on the gold's evidence and whether each is right; what the gold leaves open is left out."""
    reading = Reading(record)
    matched = _matched_events(expected, record, reading)
    free = {j for i, (j, slots) in matched.pairs.items() if expected.events[i].neutral and "type" not in slots}
    right = {j for i, (j, slots) in matched.pairs.items() if not slots and not expected.events[i].neutral}
    return [(record.events[j], j in right) for j in sorted(matched.on_evidence - free)]


def score(expected: Expected, record: Record) -> Report:
    """Compare a record with what is expected of its article."""
    reading = Reading(record)
    events = _matched_events(expected, record, reading)
    claims = _match(
        expected.claims,
        record.claims,
        lambda g, c: _on_claim(reading.text, g, c),
        lambda g, c: claim_faults(reading, g, c),
    )
    items = [
        *_document(reading, expected.document),
        *(_item("entities", e.text, reading.entity(e)) for e in expected.entities),
        *_items("events", expected.events, events),
        *_items("claims", expected.claims, claims),
        *_changes(reading, expected.changes_of_position),
        *(_item("contested", c.evidence, _is_contested(reading, c.evidence) or None) for c in expected.contested),
        *(_item("notes", n.code, n.code in {m.code for m in record.notes} or None) for n in expected.notes),
        *(_item("same", " = ".join(group), reading.one(group)) for group in expected.same),
    ]
    return Report(
        items=tuple(items),
        on_evidence={
            "events": _precision(expected.events, record.events, events),
            "claims": _precision(expected.claims, record.claims, claims),
        },
        labels=Labels(_modes(expected.events, record.events, events), _hedges(expected.claims, record.claims, claims)),
    )


def _item(kind: str, id_: str, right: bool | None) -> Item:
    return Item(kind, id_, "missed" if right is None else "found" if right else "wrong")


def _spans(evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in evidence]


class _Matched(msgspec.Struct, frozen=True):
    """Gold to coded, one to one, with the faults of each; the coded ones that lie on any gold evidence."""

    pairs: dict[int, tuple[int, tuple[str, ...]]]
    on_evidence: frozenset[int]


def _match(gold: Sequence[G], coded: Sequence[C], on: Callable[[G, C], bool], faults: Callable[[G, C], tuple[str, ...]]) -> _Matched:
    """As many right pairs as possible, then the rest of the gold with what has the fewest faults on its evidence."""
    found = {(i, j): faults(g, c) for i, g in enumerate(gold) for j, c in enumerate(coded) if on(g, c)}
    right = matching({i: [j for j in range(len(coded)) if found.get((i, j)) == ()] for i in range(len(gold))})
    pairs: dict[int, tuple[int, tuple[str, ...]]] = {i: (j, ()) for i, j in right.items()}
    used = set(right.values())
    for (i, j), slots in sorted(found.items(), key=lambda item: (len(item[1]), item[0])):
        if i not in pairs and j not in used:
            pairs[i] = (j, slots)
            used.add(j)
    return _Matched(pairs, frozenset(j for _, j in found))


def _matched_events(expected: Expected, record: Record, reading: Reading) -> _Matched:
    return _match(
        expected.events,
        record.events,
        lambda g, c: overlaps(reading.text, g.evidence, _spans([c.trigger])),
        lambda g, c: event_faults(reading, g, c),
    )


def _items(kind: str, gold: Sequence[ExpectedEvent | ExpectedClaim], matched: _Matched) -> list[Item]:
    items: list[Item] = []
    for place, wanted in enumerate(gold):
        if wanted.neutral:
            continue
        if place not in matched.pairs:
            items.append(Item(kind, wanted.id, "missed"))
        else:
            slots = matched.pairs[place][1]
            items.append(Item(kind, wanted.id, "wrong" if slots else "found", slots))
    return items


def _precision(gold: Sequence[ExpectedEvent | ExpectedClaim], coded: Sequence[Event | Claim], matched: _Matched) -> Counts:
    """Right of what is coded on gold evidence. What has a neutral expectation's type or act counts neither way."""
    free = {j for i, (j, slots) in matched.pairs.items() if gold[i].neutral and not {"type", "act"} & set(slots)}
    right = {j for i, (j, slots) in matched.pairs.items() if not slots and not gold[i].neutral}
    wanted = sum(not g.neutral for g in gold)
    return Counts(len(right), len(matched.on_evidence - free), wanted)


def event_faults(reading: Reading, gold: ExpectedEvent, event: Event) -> tuple[str, ...]:
    """The slots in which a coded event differs from the expected one."""
    planned = event.object if event.type == "AGREE" else None
    places = event.places or (planned.places if planned else ())
    time = event.time or (planned.time if planned else None)
    if gold.either_side or event.type == "CONSULT":
        either = [*(gold.actor or []), *(gold.recipient or [])]
        actor = reading.parties((*event.actors, *event.recipients), either)
        recipient = True
    else:
        actor = reading.parties(event.actors, gold.actor)
        recipient = reading.parties(event.recipients, gold.recipient)
    verdicts = {
        "type": event.type in gold.type,
        "actor": actor or ("actor" in gold.optional and not event.actors),
        "recipient": recipient or ("recipient" in gold.optional and not event.recipients),
        "place": reading.place(places, listed(gold.place)) or ("place" in gold.optional and not places),
        "time": same_time(time, [gold.time, *gold.times]) or ("time" in gold.optional and time is None),
        "status": gold.status is None or event.status in listed(gold.status),
        "assertion": gold.assertion is None or event.assertion in listed(gold.assertion),
    }
    return tuple(slot for slot, right in verdicts.items() if not right)


def claim_faults(reading: Reading, gold: ExpectedClaim, claim: Claim) -> tuple[str, ...]:
    """The slots in which a coded claim differs from the expected one."""
    text = reading.text
    verdicts = {
        "act": claim.act in gold.act,
        "content": gold.content is None or overlaps(text, gold.content, _spans(claim.content)),
        "speaker": reading.parties(claim.speakers, gold.speaker) or ("speaker" in gold.optional and not claim.speakers),
        "time": same_time(claim.said, [gold.time, *gold.times]) or ("time" in gold.optional and claim.said is None),
        "chain": _chained(reading, gold, claim) or ("chain" in gold.optional and not claim.via),
    }
    return tuple(slot for slot, right in verdicts.items() if not right)


def _chained(reading: Reading, gold: ExpectedClaim, claim: Claim) -> bool:
    """Whether every phrase of the expected chain holds a link of `via`. A chain that nobody expects is no fault."""
    return all(any(reading.party(link, [phrase]) for link in claim.via) for phrase in gold.chain or [])


def _on_claim(text: str, gold: ExpectedClaim, claim: Claim) -> bool:
    if gold.cue is not None and claim.cue:
        return overlaps(text, gold.cue, _spans(claim.cue))
    return overlaps(text, gold.content, _spans(claim.content))


def _modes(gold: Sequence[ExpectedEvent], coded: Sequence[Event], matched: _Matched) -> Counts:
    right = [
        (bool(set(listed(gold[i].mode)) & set(coded[j].modes)), bool(coded[j].modes))
        for i, (j, slots) in matched.pairs.items()
        if gold[i].mode is not None and not slots
    ]
    return Counts(sum(r for r, _ in right), sum(given for _, given in right), len(right))


def _hedges(gold: Sequence[ExpectedClaim], coded: Sequence[Claim], matched: _Matched) -> Counts:
    right = [(gold[i].hedge or "none") == coded[j].hedge for i, (j, slots) in matched.pairs.items() if not slots]
    return Counts(sum(right), len(right), len(right))


def _document(reading: Reading, wanted: ExpectedDocument) -> list[Item]:
    record, text = reading.record, reading.text
    document = record.document
    title, published = document.title, document.published
    footers = [text[s.start : s.end].strip() for s in record.segments if s.kind == "footer"]
    start = published.start if published else None
    facts: list[tuple[str, object, object]] = [
        ("title", wanted.title, text[title.start : title.end] if title else None),
        ("title_language", wanted.title_language, title.lang if title else None),
        ("body_language", wanted.body_language, document.languages[0] if document.languages else None),
        ("outlet", wanted.outlet, document.outlet),
        ("published", wanted.published, start[: len(wanted.published or "")] if start else None),
        ("published_precision", wanted.published_precision, published.precision if published else None),
        ("footer", wanted.footer, next((wanted.footer for f in footers if wanted.footer and wanted.footer in f), None)),
    ]  # fmt: skip
    items = [_item("document", name, None if have is None else have == want) for name, want, have in facts if want is not None]
    if wanted.title_event is not None:
        items.append(_item("document", "title_event", _title_event(reading, wanted.title_event)))
    credits = document.credits
    items += [_item("document", f"credit {name}", any(reading.party(c, [name]) for c in credits) or None) for name in wanted.credits]
    return items


def _title_event(reading: Reading, wanted: TitleEvent) -> bool | None:
    title = reading.record.document.title
    told = [e for e in reading.record.events if title and title.start <= e.trigger.start < title.end]
    if not told:
        return None
    return any(
        e.type in wanted.type and reading.parties(e.actors, wanted.actor) and reading.parties(e.recipients, wanted.recipient) for e in told
    )


def _changes(reading: Reading, gold: Sequence[ExpectedChange]) -> list[Item]:
    """Each expected change, and each coded one that nobody expects as wrong: inventing a change of mind is grave."""
    coded = list(reading.record.changes)
    claims = {c.id: c for c in reading.record.claims}
    names = [f"{'/'.join(listed(w.speaker))} {'/'.join(listed(w.source))} > {'/'.join(listed(w.to))}" for w in gold]
    faults = {(i, j): _change_faults(reading, claims, w, c) for i, w in enumerate(gold) for j, c in enumerate(coded)}
    taken: dict[int, int] = {}
    for i, j in sorted(faults, key=lambda pair: (len(faults[pair]), pair)):
        if i not in taken and j not in taken.values():
            taken[i] = j
    items = [
        Item("changes", name, "missed") if i not in taken else Item("changes", name, "wrong" if (f := faults[i, taken[i]]) else "found", f)
        for i, name in enumerate(names)
    ]
    left = [c for j, c in enumerate(coded) if j not in taken.values()]
    return [*items, *(Item("changes", f"{c.source} > {c.to}", "wrong", ("not expected",)) for c in left)]


def _change_faults(reading: Reading, claims: dict[str, Claim], gold: ExpectedChange, change: Change) -> tuple[str, ...]:
    before, after = claims.get(change.source), claims.get(change.to)
    if before is None or after is None:
        return ("claims",)
    speaker = reading.entities.get(change.speaker)
    names = reading.names(speaker) if speaker else set()
    said = after.said.start if after.said else None
    verdicts = {
        "speaker": any(w.casefold() in names for w in listed(gold.speaker)),
        "from": before.act in listed(gold.source),
        "to": after.act in listed(gold.to),
        "when": gold.when is None or (said is not None and said.startswith(gold.when)),
        "evidence": _passages(reading, gold, before, after),
    }
    return tuple(slot for slot, right in verdicts.items() if not right)


def _passages(reading: Reading, gold: ExpectedChange, before: Claim, after: Claim) -> bool:
    """Whether the claims stand on the gold's passages: each on its own where it names both, one of them where it names one."""
    hits = [[overlaps(reading.text, words, _spans([*c.cue, *c.content])) for c in (before, after)] for words in gold.evidence]
    return any(hits[0]) if len(hits) == 1 else hits[0][0] and hits[-1][1]


def _is_contested(reading: Reading, evidence: str) -> bool:
    return any(overlaps(reading.text, evidence, [(c.start, c.end)]) for c in reading.record.contested)
