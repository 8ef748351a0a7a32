"""The record in the terminal: a heading, events as a timeline, claims by speaker, what is contested, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from diurna.model import Change, Claim, Event, Record
from diurna.wording import ACTS, Words, act, figures, order, plain, short, standing, when

QUADS = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
LOUD = {"deny": "bold red", "refuse": "red", "retract": "bold magenta", "acknowledge": "bold green", "confirm": "green"}
WIDEST = 100
_AROUND = 56


def console(file: IO[str] | None = None) -> Console:
    """A console as wide as the terminal, but no wider than reads well; NO_COLOR and pipes are minded by rich."""
    found = Console(file=file, highlight=False, markup=False, emoji=False)
    found.width = min(found.width, WIDEST)
    return found


def show(record: Record, to: Console) -> None:
    """Print a record."""
    for part in parts(record):
        to.print(part)


def parts(record: Record) -> Iterator[RenderableType]:
    """The view's blocks from top to bottom; empty ones are left out."""
    words = Words(record)
    yield heading(words)
    if record.events:
        yield _title("Events", len(record.events))
        yield timeline(words)
    if record.claims:
        yield _title("Claims", len(record.claims))
        yield claims(words)
    if record.contested:
        yield _title("Contested", len(record.contested))
        for point in record.contested:
            quoted = short(words.text[point.start : point.end], 300)
            yield _indented(Text.assemble(("≠ ", "bold magenta"), quoted))
    if record.notes:
        yield _title("Notes", len(record.notes))
        yield notes(words)
    if not record.events and not record.claims:
        yield _indented(Text("No events and no claims were found.", style="dim"))
    yield Text("")


def heading(words: Words) -> RenderableType:
    """Title, then outlet, date, languages, credits."""
    document = words.record.document
    title = document.title
    head = plain(words.text[title.start : title.end]) if title else short(words.text, 90)
    published = when(document.published)
    if document.published and document.published.precision == "minute":
        published += f" {document.published.zone or '(zone unknown)'}"
    facts = [document.outlet, published or "undated", ", ".join(document.languages)]
    line = Text(" · ".join(plain(f) for f in facts if f), style="dim")
    if document.credits:
        line.append(f" · credits {words.parties(document.credits)}")
    return Group(Text(""), Text(head, style="bold"), line)


def _title(name: str, count: int) -> RenderableType:
    return Group(Text(""), Rule(Text(f"{name} {count}", style="bold"), align="left", style="dim", characters="─"))


def _indented(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, 2))


def _columns() -> Table:
    """A label, a date or an act, and the rest."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=4, style="dim")
    table.add_column(width=12, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    return table


def timeline(words: Words) -> RenderableType:
    """Dated events in the order of their time, then the undated in the order of the text."""
    table = _columns()
    for event in sorted(words.record.events, key=order):
        date = Text(when(event.time) or "·", style="bold" if event.time else "dim")
        table.add_row(Text(words.event_labels[event.id]), date, _event(words, event))
    return table


def _event(words: Words, event: Event) -> RenderableType:
    line = Text.assemble((words.parties(event.actors) or "someone", "bold"), " ", (act(event), f"bold {QUADS[event.quad]}"))
    if event.recipients:
        line.append(" → ").append(words.parties(event.recipients), style="bold")
    if said := standing(event):
        line.append(f"  ({said})", style="italic magenta")
    lines: list[RenderableType] = [line]
    about = [words.places(event.places), figures(event.quantities), _later(words, event), _by(words, event)]
    if any(about):
        lines.append(Text(" · ".join(a for a in about if a)))
    lines.append(excerpt(words, event))
    return Group(*lines)


def _later(words: Words, event: Event) -> str:
    """When and where the thing agreed or asked for is to be."""
    if event.object is None or not (event.object.time or event.object.places):
        return ""
    return " ".join(w for w in ("for", when(event.object.time), words.places(event.object.places)) if w)


def _by(words: Words, event: Event) -> str:
    labels = [words.claim_labels[c] for c in event.claims if c in words.claim_labels]
    return f"see {' '.join(labels)}" if labels else ""


def excerpt(words: Words, event: Event) -> Text:
    """The words that an event rests on, with a little of the sentence around them; trigger and parties stand out."""
    marked = [(event.trigger.start, event.trigger.end, f"bold underline {QUADS[event.quad]}")]
    marked += [(p.start, p.end, "underline") for p in (*event.actors, *event.recipients, *event.places)]
    inside = [m for m in marked if event.sentence.start <= m[0] and m[1] <= event.sentence.end] or marked[:1]
    start = max(event.sentence.start, min(m[0] for m in inside) - 12)
    start = max(start, event.trigger.start - 2 * _AROUND)
    end = min(event.sentence.end, max(event.trigger.end + _AROUND, max(m[1] for m in inside) + 12))
    end = max(event.trigger.end, min(end, event.trigger.end + 2 * _AROUND))
    start, end = _whole_words(words.text, start, end, (event.sentence.start, event.sentence.end))
    text = Text("“" if start == event.sentence.start else "“… ", style="dim")
    text.append_text(marked_up(words.text, start, end, marked))
    return text.append("”" if end == event.sentence.end else " …”")


def _whole_words(text: str, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
    """Move cuts to the next gaps between words, at most 15 characters away."""
    for _ in range(15):
        if within[0] < start and not text[start - 1].isspace():
            start -= 1
    for _ in range(15):
        if end < within[1] and not text[end].isspace():
            end += 1
    return start, end


def marked_up(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Text:
    """`text[start:end]` in one line with styles laid over `marks`."""
    result = Text()
    edges = sorted({start, end, *(min(max(p, start), end) for s, e, _ in marks for p in (s, e))})
    for left, right in pairwise(edges):
        piece = "".join(c if c.isprintable() else " " for c in text[left:right])
        style = " ".join(dict.fromkeys(style for s, e, style in marks if s <= left and right <= e))
        result.append(piece, style=style)
    return result


def claims(words: Words) -> RenderableType:
    """Claims by speaker, the speakers in the order in which they come to speak."""
    by_speaker: dict[str, list[Claim]] = {}
    for claim in words.record.claims:
        by_speaker.setdefault(words.parties(claim.speakers) or "Nobody named", []).append(claim)
    blocks: list[RenderableType] = []
    for speaker, said in by_speaker.items():
        table = _columns()
        for claim in said:
            table.add_row(words.claim_labels[claim.id], _act(claim), _claim(words, claim))
        kind = said[0].speaker_class.replace("_", " ")
        name = Text.assemble((speaker, "bold"), (f"  {kind}" if kind != "unknown" else "", "dim"))
        blocks += [name, table]
    blocks += [_change(words, change) for change in words.record.changes]
    return Group(*blocks)


def _act(claim: Claim) -> Text:
    return Text(ACTS[claim.act], style=LOUD.get(claim.act, ""))


def _claim(words: Words, claim: Claim) -> RenderableType:
    lines: list[RenderableType] = [Text(f"“{short(words.content(claim), 240)}”" if claim.content else "")]
    about = [when(claim.said), claim.hedge if claim.hedge != "none" else "", figures(claim.quantities)]
    if claim.via:
        about.append(words.chain(claim))
    events = [words.event_labels[e] for e in claim.events if e in words.event_labels]
    about.append(f"see {' '.join(events)}" if events else "")
    if any(about):
        lines.append(Text(" · ".join(a for a in about if a), style="dim"))
    return Group(*lines)


def _change(words: Words, change: Change) -> RenderableType:
    by_id = {c.id: c for c in words.record.claims}
    steps: list[str] = []
    for claim in (by_id.get(change.source), by_id.get(change.to)):
        if claim is not None:
            date = when(claim.said)
            steps.append(f"{ACTS[claim.act]} ({', '.join(w for w in (words.claim_labels[claim.id], date) if w)})")
    line = Text.assemble(("↻ ", "bold magenta"), (words.name(change.speaker), "bold"), " changed position: ")
    return _indented(line.append(" → ".join(steps), style="magenta"))


def notes(words: Words) -> RenderableType:
    """Each note with its code and, where it points at some, the words."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=2)
    table.add_column(ratio=1, overflow="fold")
    for note in words.record.notes:
        table.add_row(Text("!", style="bold yellow"), Text.assemble(plain(note.message), (f"  {note.code}", "dim")))
    return table
