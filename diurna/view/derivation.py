"""Why a record says what it says: rule, words, roles and sentence of events and claims. Nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from diurna.model import Claim, Event, Evidence, Party, Place, Quantity, Record
from diurna.view.terminal import QUADS
from diurna.wording import Words, act, figure, plain, standing, when

Marks = list[tuple[int, int, str]]


def derivations(record: Record, wanted: str | None = None) -> list[RenderableType]:
    """One block for each event and claim, or for the one that `wanted` names: e1, c2 or the start of an id."""
    words = Words(record)
    blocks: list[RenderableType] = []
    for event in record.events:
        if _is(wanted, event.id, words.event_labels[event.id]):
            blocks.append(_event(words, event))
    for claim in record.claims:
        if _is(wanted, claim.id, words.claim_labels[claim.id]):
            blocks.append(_claim(words, claim))
    return blocks


def _is(wanted: str | None, id_: str, label: str) -> bool:
    return wanted is None or wanted == label or (len(wanted) >= 4 and id_.startswith(wanted))


def _event(words: Words, event: Event) -> RenderableType:
    head = Text.assemble((words.event_labels[event.id], "bold"), "  ", (act(event), f"bold {QUADS[event.quad]}"), f"  {event.id}")
    said = standing(event) or "actual, the outlet says so itself"
    rows = [("rule", step) for step in _steps(event.rule)]
    rows += [("status", said), ("trigger", _quoted(words, event.trigger))]
    rows += [("actor", _party(words, p)) for p in event.actors]
    rows += [("recipient", _party(words, p)) for p in event.recipients]
    rows += [(f"place ({p.relation})", _party(words, p)) for p in event.places]
    if event.time is not None:
        source = _quoted(words, event.time.text) if event.time.text else "no words of its own"
        rows.append(("time", f"{when(event.time)}  {event.time.source}: {source}"))
    rows += [("quantity", f"{figure(q)}  {_quoted(words, q)}") for q in event.quantities]
    if event.object is not None:
        rows.append(("object", f"{event.object.type} {when(event.object.time)} {words.places(event.object.places)}"))
    rows += [("claim", words.claim_labels.get(c, c)) for c in event.claims]
    if event.confidence is not None:
        rows.append(("confidence", f"{event.confidence:.2f}"))
    rows.append(("sentence", bracketed(words.text, event.sentence, _event_marks(event))))
    return Group(head, _table(rows), Text(""))


def _steps(rule: str) -> Iterator[str]:
    """The rule's chain, a line for each step."""
    first, *rest = rule.split(" > ")
    yield plain(first)
    yield from (f"  > {plain(step)}" for step in rest)


def _claim(words: Words, claim: Claim) -> RenderableType:
    head = Text.assemble((words.claim_labels[claim.id], "bold"), "  ", (claim.act, "bold"), f"  {claim.id}")
    rows = [("speaker", _party(words, p)) for p in claim.speakers] or [("speaker", "nobody is named")]
    rows.append(("class", claim.speaker_class.replace("_", " ")))
    rows += [("cue", _quoted(words, c)) for c in claim.cue]
    rows += [("content", _quoted(words, c)) for c in claim.content]
    rows += [("quoted", claim.quoted), ("hedge", claim.hedge), ("chain", words.chain(claim))]
    if claim.said is not None:
        rows.append(("said", f"{when(claim.said)}  {claim.said.source}"))
    rows += [("quantity", f"{figure(q)}  {_quoted(words, q)}") for q in claim.quantities]
    rows += [("event", words.event_labels.get(e, e)) for e in claim.events]
    if (sentence := _around(words.record, [*claim.cue, *claim.content])) is not None:
        rows.append(("sentence", bracketed(words.text, sentence, _claim_marks(claim))))
    return Group(head, _table(rows), Text(""))


def _around(record: Record, spans: Sequence[Evidence]) -> Evidence | None:
    """The sentences that hold `spans`."""
    if not spans:
        return None
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    held = [s for s in record.sentences if s.start < last and first < s.end]
    return Evidence(min(s.start for s in held), max(s.end for s in held)) if held else None


def _quoted(words: Words, span: Evidence | Party | Place | Quantity) -> str:
    return f"“{words.quote(span)}” {span.start}-{span.end}"


def _party(words: Words, party: Party | Place) -> str:
    return f"{words.name(party.entity, 'unresolved')}  {_quoted(words, party)}"


def _event_marks(event: Event) -> Marks:
    return [
        (event.trigger.start, event.trigger.end, event.type),
        *((p.start, p.end, "actor") for p in event.actors),
        *((p.start, p.end, "recipient") for p in event.recipients),
        *((p.start, p.end, "place") for p in event.places),
        *((q.start, q.end, "quantity") for q in event.quantities),
        *((t.text.start, t.text.end, "time") for t in (event.time,) if t and t.text),
    ]


def _claim_marks(claim: Claim) -> Marks:
    return [
        *((p.start, p.end, "speaker") for p in claim.speakers),
        *((p.start, p.end, "via") for p in claim.via),
        *((c.start, c.end, claim.act) for c in claim.cue),
        *((c.start, c.end, "content") for c in claim.content),
    ]


def bracketed(text: str, sentence: Evidence, marks: Marks) -> str:
    """A sentence in the notation of the packs' cases: `[actor:Paris] has [ACCUSE:condemned] [recipient:Moscow]`."""
    opens: dict[int, list[tuple[int, str]]] = {}
    closes: dict[int, int] = {}
    for start, end, label in dict.fromkeys(marks):
        if sentence.start <= start < end <= sentence.end:
            opens.setdefault(start, []).append((end, label))
            closes[end] = closes.get(end, 0) + 1
    pieces: list[str] = []
    for place in range(sentence.start, sentence.end + 1):
        pieces.append("]" * closes.get(place, 0))
        pieces += [f"[{label}:" for _, label in sorted(opens.get(place, ()), reverse=True)]
        if place < sentence.end:
            pieces.append(text[place])
    return plain("".join(pieces))


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=3)
    table.add_column(width=14, style="dim")
    table.add_column(ratio=1, overflow="fold")
    before = ""
    for name, value in rows:
        table.add_row("", Text(name if name != before else ""), Text(value))
        before = name
    return table
