"""Coding again what a ledger keeps: the present coder's records beside the old ones, and how the two differ."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from diurna.analysis import Input
from diurna.coder import coder
from diurna.coding import code_input, packs
from diurna.ledger.reader import Reader
from diurna.ledger.writer import Writer
from diurna.model import Claim, Event, Problem, Record
from diurna.readers.problems import problem
from diurna.workers import Died, answers, receive, send

_WORTH_A_POOL = 8
_ROOT = str(Path(__file__).parent.parent)
_WORKER = f"import sys; sys.path.insert(0, {_ROOT!r}); from diurna.recode import serve; serve()"


class _Order(msgspec.Struct, frozen=True):
    document: Input
    gazetteer: tuple[str, ...]


class _Reply(msgspec.Struct, frozen=True):
    record: Record | None = None
    problem: Problem | None = None


class Difference(msgspec.Struct, frozen=True):
    """What of one record another lacks (`lost`), has besides (`gained`) or has otherwise (`changed`), as (type or act, language)."""

    gained: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    same: int = 0


class Recoded(msgspec.Struct):
    """A recoding so far: articles seen, coded anew, with a difference; counts by (type or act, language)."""

    seen: int = 0
    coded: int = 0
    differing: int = 0
    failed: int = 0
    same: int = 0
    gained: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter[tuple[str, str]])
    lost: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter[tuple[str, str]])
    changed: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter[tuple[str, str]])

    def count(self, difference: Difference) -> None:
        """One more article."""
        self.coded += 1
        self.same += difference.same
        self.gained.update(difference.gained)
        self.lost.update(difference.lost)
        self.changed.update(difference.changed)
        self.differing += bool(difference.gained or difference.lost or difference.changed)


def recode(
    ledger: Writer, counts: Recoded, gazetteer: tuple[str, ...] = (), *, jobs: int | None = None
) -> Iterator[tuple[str, Difference | Problem]]:
    """Code all current articles that the present coder has not coded; each with its difference, once it is on the disk.

    What a run that was stopped has done stays done: the next goes on from there.
    """
    present = coder(tuple(Path(p) for p in gazetteer)).hash
    with Reader(ledger.path) as reader:
        wanted = [r[0] for r in ledger.db.rows(
            "SELECT a.document FROM article a WHERE a.state = 'coded' AND a.current = 1 AND a.redacted = 0 AND NOT EXISTS "
            "(SELECT 1 FROM coding c JOIN coder k ON k.id = c.coder WHERE c.article = a.id AND c.current = 1 AND k.hash = ?) ORDER BY a.id",
            (present,),
        )]  # fmt: skip
        inputs = (found for document in wanted if (found := reader.document_input(document)) is not None)
        for document, result in zip(wanted, code_inputs(inputs, gazetteer, jobs=jobs), strict=True):
            counts.seen += 1
            if isinstance(result, Problem):
                counts.failed += 1
                yield document, result
                continue
            before = reader.coded(document)
            ledger.recoded(document, result)
            difference = differ(before, result)
            counts.count(difference)
            yield document, difference


def code_inputs(inputs: Iterable[Input], gazetteer: tuple[str, ...] = (), *, jobs: int | None = None) -> Iterator[Record | Problem]:
    """Code documents that were read before, `jobs` at a time, in order."""
    jobs = jobs or os.cpu_count() or 1
    first = list(islice(stream := iter(inputs), _WORTH_A_POOL))
    if jobs == 1 or len(first) < _WORTH_A_POOL:
        yield from (code_input(document, packs(gazetteer), gazetteer) for document in chain(first, stream))
        return
    sent: deque[str] = deque()
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Reply)

    def orders() -> Iterator[bytes]:
        for document in chain(first, stream):
            sent.append(document.key)
            yield encoder.encode(_Order(document, gazetteer))

    for answer in answers(_WORKER, orders(), jobs):
        key = sent.popleft()
        if isinstance(answer, Died):
            yield problem(key, "worker-died", f"the process that coded this input ended (status {answer.status})")
            continue
        reply = decoder.decode(answer)
        yield reply.record or reply.problem or problem(key, "coder-failed", "the worker gave no answer")


def serve() -> None:
    """A worker's life: code documents until standard input ends."""
    import signal
    import sys

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    decoder, encoder = msgspec.msgpack.Decoder(_Order), msgspec.msgpack.Encoder()
    while (data := receive(sys.stdin.buffer)) is not None:
        order = decoder.decode(data)
        result = code_input(order.document, packs(order.gazetteer), order.gazetteer)
        reply = _Reply(record=result) if isinstance(result, Record) else _Reply(problem=result)
        send(replies, encoder.encode(reply))


def differ(before: Record | None, after: Record) -> Difference:
    """How two records of one article differ. Rule and confidence are no difference.

    An event of another id on the same words is a changed one: its type or its roles are others now.
    """
    old, new = _items(before) if before is not None else [], _items(after)
    by_id = {item.id: item for item in old}
    kept = [(by_id[item.id], item) for item in new if item.id in by_id]
    same = [item for one, item in kept if one.what == item.what]
    changed = [item.kind for one, item in kept if one.what != item.what]
    ids = {item.id for item in new}
    lost, gained = [item for item in old if item.id not in ids], [item for item in new if item.id not in by_id]
    moved = _on_the_same_words(lost, gained)
    changed += [now.kind for _, now in moved]
    gone, come = {one.id for one, _ in moved}, {now.id for _, now in moved}
    return Difference(
        tuple(i.kind for i in gained if i.id not in come), tuple(i.kind for i in lost if i.id not in gone), tuple(changed), len(same)
    )


class _Item(msgspec.Struct, frozen=True):
    """An event or a claim, ready to be compared: `kind` is its type or act with its language, `what` all that it says."""

    id: str
    kind: tuple[str, str]
    start: int
    end: int
    what: Event | Claim


def _items(record: Record) -> list[_Item]:
    found = [_Item(e.id, (e.type, _lang(record, e.trigger.start)), e.trigger.start, e.trigger.end, _bare(e)) for e in record.events]
    for claim in record.claims:
        words = claim.cue or claim.content
        start, end = (words[0].start, words[-1].end) if words else (-1, -1)
        found.append(_Item(claim.id, (claim.act, _lang(record, start)), start, end, claim))
    return found


def _bare(event: Event) -> Event:
    return msgspec.structs.replace(event, rule="", confidence=None)


def _lang(record: Record, at: int) -> str:
    return next((s.lang for s in record.sentences if s.start <= at < s.end and s.lang), "") or next(iter(record.document.languages), "")


def _on_the_same_words(lost: list[_Item], gained: list[_Item]) -> list[tuple[_Item, _Item]]:
    """Pairs of a lost and a gained item whose words overlap, each in one pair at most."""
    pairs: list[tuple[_Item, _Item]] = []
    free = list(gained)
    for one in lost:
        match = next((n for n in free if n.kind[0].isupper() == one.kind[0].isupper() and n.start < one.end and one.start < n.end), None)
        if match is not None:
            free.remove(match)
            pairs.append((one, match))
    return pairs


__all__ = ["Difference", "Recoded", "code_inputs", "differ", "recode", "serve"]
