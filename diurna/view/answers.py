"""A ledger's answers in the terminal: what happened, who said it, who changed position, who tells and who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from diurna.audit import Precision
from diurna.ledger.rows import ActorRow, ChangeRow, ClaimRow, EventRow, Hit, SourceRow
from diurna.model import Party, Place
from diurna.query import Dyad, Happening
from diurna.recode import Recoded
from diurna.view.terminal import LOUD, QUADS
from diurna.wording import ACTS, act, figures, plain, short, standing, when

_AROUND = 70
_MANY_FAILED = 2
"""Failed polls in a row from which on it is an outage: one alone is nothing."""
_BARS = " ▁▂▃▄▅▆▇█"
_WORDS = {"at": "in", "toward": "toward", "near": "near"}


def _columns(first: int = 12) -> Table:
    """A date and the rest."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=first, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    return table


def nothing(what: str) -> RenderableType:
    """What is shown where nothing was found."""
    return Text(f"No {what} as asked for.", style="dim")


def hits(found: Sequence[Hit]) -> RenderableType:
    """Articles with the sentence that shows the words."""
    table = _columns()
    for hit in found:
        article = hit.article
        head = Text(plain(article.title or article.key), style="bold")
        facts = " · ".join(plain(f) for f in (article.source, article.lang or "", article.notice or "", article.document[:8]) if f)
        table.add_row(Text(day(article.day)), Group(head, _sentence(hit), Text(facts, style="dim"), Text("")))
    return table


def _sentence(hit: Hit) -> Text:
    """The sentence, cut to what stands around the first of the words, all of them underlined."""
    start = max(0, min((s for s, _ in hit.marks), default=0) - 2 * _AROUND)
    while 0 < start < len(hit.sentence) and not hit.sentence[start - 1].isspace():
        start += 1
    end = min(len(hit.sentence), start + 5 * _AROUND)
    text = Text("" if start == 0 else "… ")
    for at in range(start, end):
        char = hit.sentence[at]
        inside = any(s <= at < e for s, e in hit.marks)
        text.append(char if char.isprintable() else " ", style="bold underline" if inside else "")
    return text if end == len(hit.sentence) else text.append(" …")


def day(iso: str | None) -> str:
    """`5 Jun 2025`, `undated`."""
    return f"{(d := date.fromisoformat(iso)).day} {d:%b %Y}" if iso else "undated"


def timeline(rows: Iterable[EventRow]) -> RenderableType:
    """Events, each with its date, its parties and the words it rests on."""
    table = _columns()
    for row in rows:
        table.add_row(_date(row), event(row))
    return table


def _date(row: EventRow) -> Text:
    """The event's own time; that of its article, dimmed, where it has none."""
    if row.dated and (words := when(row.event.time)):
        return Text(words, style="bold")
    return Text(f"~{day(row.first)}" if row.first else "·", style="dim")


def event(row: EventRow) -> RenderableType:
    """An event in two or three lines."""
    where = ", ".join(dict.fromkeys(f"{_WORDS[p.relation]} {called(p, row.names)}" for p in row.event.places))
    about = " · ".join(a for a in (where, figures(row.event.quantities)) if a)
    lines = [headline(row), *([Text(about)] if about else []), _excerpt(row)]
    lines.append(Text(" · ".join(p for p in (plain(row.source), row.lang or "", row.event.id[:8]) if p), style="dim"))
    return Group(*lines)


def headline(row: EventRow) -> Text:
    """`A ASSAULT raid → B  (disputed)`."""
    found = row.event
    line = Text.assemble((parties(found.actors, row.names) or "someone", "bold"), " ", (act(found), f"bold {QUADS[found.quad]}"))
    if found.recipients:
        line.append(" → ").append(parties(found.recipients, row.names), style="bold")
    if said := standing(found):
        line.append(f"  ({said})", style="italic magenta")
    return line


def called(party: Party | Place, names: Mapping[str, str]) -> str:
    """Who is meant; the words themselves where nobody knows."""
    return plain(names.get(party.entity or f"@{party.start}", "") or "someone")


def parties(found: Iterable[Party], names: Mapping[str, str]) -> str:
    """Several parties, each name once."""
    return ", ".join(dict.fromkeys(called(p, names) for p in found))


def _excerpt(row: EventRow) -> Text:
    """The sentence around the trigger, which is underlined."""
    at = row.event.trigger.start - row.event.sentence.start
    length = row.event.trigger.end - row.event.trigger.start
    if not (row.quote and 0 <= at <= len(row.quote)):
        return Text(f"“{short(row.trigger or row.quote, 2 * _AROUND)}”", style="dim")
    before, after = row.quote[:at], row.quote[at + length :]
    start = before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
    end = after[:_AROUND].rpartition(" ")[0] if len(after) > _AROUND else after
    text = Text("“" if start == before else "“… ", style="dim")
    text.append(_line(start)).append(_line(row.quote[at : at + length]), style=f"bold underline {QUADS[row.event.quad]}").append(_line(end))
    return text.append("”" if end == after else " …”")


def _line(text: str) -> str:
    """One line that cannot steer the terminal; spaces at the ends stay."""
    return "".join(c if c.isprintable() else " " for c in text)


def happenings(found: Iterable[Happening]) -> RenderableType:
    """Happenings with who tells them; of the events only the first, and how the others differ."""
    table = _columns()
    for one in found:
        first = one.events[0]
        lines: list[RenderableType] = [headline(first)]
        if where := ", ".join(dict.fromkeys(called(p, r.names) for r in one.events for p in r.event.places)):
            lines.append(Text(f"in {where}"))
        if len(one.events) > 1:
            tolls = dict.fromkeys(figures(r.event.quantities) for r in one.events if r.event.quantities)
            lines += [Text(" ≠ ".join(tolls), style="magenta")] if len(tolls) > 1 else [Text(next(iter(tolls)))] if tolls else []
        lines.append(_excerpt(first))
        lines.append(Text(_told(one), style="dim"))
        table.add_row(Text(_between(one.first, one.last), style="bold"), Group(*lines))
    return table


def _told(one: Happening) -> str:
    counts = [(len(one.articles), "article"), (one.origins, "origin"), (len(one.sources), "source")]
    words = [f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts]
    return " · ".join([*words, " ".join(one.languages), short(", ".join(one.sources), 60), one.id[:8]])


def claims(rows: Iterable[ClaimRow]) -> RenderableType:
    """Claims, each with who makes it and its words."""
    table = _columns()
    for row in rows:
        table.add_row(Text(day(row.day), style="bold" if row.dated else "dim"), claim(row))
    return table


def claim(row: ClaimRow) -> RenderableType:
    """A claim in two or three lines."""
    who = parties(row.speakers, row.names) or "nobody named"
    line = Text.assemble((who, "bold"), " ", (ACTS.get(row.act, row.act), LOUD.get(row.act, "")))
    if row.via:
        line.append(f"  via {parties(row.via, row.names)}", style="dim")
    kind = row.speaker_class.replace("_", " ") if row.speaker_class != "unknown" else ""
    facts = [kind, row.hedge if row.hedge != "none" else "", plain(row.source), row.lang or "", row.claim[:8]]
    lines: list[RenderableType] = [line, *([Text(f"“{short(row.quote, 240)}”")] if row.quote else [])]
    return Group(*lines, Text(" · ".join(f for f in facts if f), style="dim"))


def changes(rows: Iterable[ChangeRow]) -> RenderableType:
    """Changes of position: what was said first, and what was said later."""
    table = _columns()
    for row in rows:
        head = Text.assemble(("↻ ", "bold magenta"), (plain(row.name), "bold"), (f"  {row.match}" if row.match != "same" else "", "dim"))
        lines: list[RenderableType] = [head]
        for said in (row.source, row.to):
            if said is not None:
                act = Text.assemble((ACTS.get(said.act, said.act), LOUD.get(said.act, "")), f" “{short(said.quote, 160)}”")
                lines.append(act.append(f"  {day(said.day) if said.dated else ''} {plain(said.source)}".rstrip(), style="dim"))
        table.add_row(Text(day(row.day), style="bold"), Group(*lines))
    return table


def dyad(found: Dyad) -> RenderableType:
    """Counts by type each way, then the events."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("type")
    table.add_column(f"{found.a} → {found.b}", justify="right")
    table.add_column(f"{found.b} → {found.a}", justify="right")
    kinds = sorted({*found.there, *found.back}, key=lambda k: -(found.there.get(k, 0) + found.back.get(k, 0)))
    for kind in kinds:
        table.add_row(kind, str(found.there.get(kind, "")), str(found.back.get(kind, "")))
    return Group(table, Text(""), timeline(found.events)) if kinds else nothing("events")


def actors(rows: Sequence[ActorRow]) -> RenderableType:
    """Who acts and is acted on most."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name in ("entity", "id", "kind"):
        table.add_column(name, overflow="fold")
    table.add_column("acts", justify="right")
    table.add_column("acted on", justify="right")
    for row in rows:
        table.add_row(
            Text(plain(row.name), style="bold"),
            Text(row.entity, style="dim"),
            Text(row.kind, style="dim"),
            str(row.actor),
            str(row.recipient),
        )
    return table


def sources(rows: Sequence[SourceRow]) -> RenderableType:
    """Sources with their articles day by day, and when they were silent."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("source", overflow="fold", ratio=2)
    table.add_column("articles", justify="right")
    table.add_column("days", overflow="fold", ratio=2)
    table.add_column("by time", width=24, no_wrap=True)
    first = min((r.first for r in rows if r.first), default=None)
    last = max((r.last for r in rows if r.last), default=None)
    for row in rows:
        copies = f" ({row.copies} copies)" if row.copies else ""
        table.add_row(
            Text(plain(row.source), style="bold"), f"{row.articles}{copies}", _between(row.first, row.last), _spark(row, first, last)
        )
    silent = [(row.source, gap) for row in rows for gap in row.gaps]
    lines = [
        Text.assemble(
            ("· ", "bold red"),
            plain(name),
            f": nothing from {day(gap.first)} to {day(gap.last)} ({gap.days} days)",
            _polls(gap.polls, gap.failed),
        )
        for name, gap in silent
    ]
    outages = [
        Text.assemble(
            ("· ", "bold red"), plain(row.source), f": its feed could not be read from {_minute(out.first)} ",
            f"to {_minute(out.over)}" if out.over else "until now", f" ({out.failed} polls)",
        )
        for row in rows
        for out in row.outages
        if out.failed >= _MANY_FAILED
    ]  # fmt: skip
    silence = [Text(""), Text("Silence", style="bold"), *lines] if lines else []
    return Group(table, *silence, *([Text(""), Text("Outages", style="bold"), *outages] if outages else []))


def _minute(instant: str) -> str:
    """An instant as day and time of day, UTC."""
    return instant[:16].replace("T", " ")


def _between(first: str | None, last: str | None) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _polls(polls: int, failed: int) -> str:
    if not polls:
        return ", and nobody looked" if failed == 0 else ""
    return f", {failed} of {polls} polls failed"


def _spark(row: SourceRow, first: str | None, last: str | None, width: int = 24) -> Text:
    """The articles of a source over the time of all sources, as a row of bars."""
    if first is None or last is None:
        return Text("")
    low, high = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    counts = [0] * width
    for iso, n in row.days.items():
        if iso:
            counts[min(width - 1, (date.fromisoformat(iso).toordinal() - low) * width // max(1, high - low + 1))] += n
    most = max(counts) or 1
    return Text("".join(_BARS[-(-n * 8 // most)] for n in counts), style="cyan")


def recoding(counts: Recoded) -> RenderableType:
    """What a recoding gained, lost and changed, by type or act and language."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name in ("type or act", "language"):
        table.add_column(name)
    for name in ("gained", "lost", "changed"):
        table.add_column(name, justify="right")
    for kind in sorted({*counts.gained, *counts.lost, *counts.changed}, key=lambda k: (not k[0].isupper(), k)):
        table.add_row(*kind, *(str(c[kind] or "") for c in (counts.gained, counts.lost, counts.changed)))
    return table


def event_with_sentence(row: EventRow) -> RenderableType:
    """An event as somebody sees it who is to judge it: with the whole sentence and its time."""
    at = row.event.trigger.start - row.event.sentence.start
    end = at + row.event.trigger.end - row.event.trigger.start
    sentence = Text(_line(row.quote[: max(at, 0)]))
    sentence.append(_line(row.quote[max(at, 0) : end]), style=f"bold underline {QUADS[row.event.quad]}").append(_line(row.quote[end:]))
    places = ", ".join(dict.fromkeys(f"{_WORDS[p.relation]} {called(p, row.names)}" for p in row.event.places))
    about = " · ".join(a for a in (when(row.event.time) or "no time", places, figures(row.event.quantities)) if a)
    source = " · ".join(p for p in (plain(row.source), row.lang or "", day(row.first), row.event.id[:8]) if p)
    return Group(Text(""), headline(row), Text(about), sentence, Text(source, style="dim"))


def precision(found: Mapping[str, Precision]) -> RenderableType:
    """Shares of right ones with their intervals: all together, then by type or act."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("")
    for name in ("right", "judged", "precision", "95% interval"):
        table.add_column(name, justify="right")
    for name, one in found.items():
        share = f"{one.share:.2f}" if one.share is not None else "·"
        table.add_row(name or "all", str(one.right), str(one.judged), share, f"{one.low:.2f} – {one.high:.2f}")
    return table
