"""Corrections as cases for the language packs: marked sentences, one a line, under the language they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diurna import pages
from diurna.ledger.judged import ROLES, TIME, corrected, ground, of_record, party_key
from diurna.ledger.reader import Reader
from diurna.ledger.rows import JudgementRow
from diurna.model import Event, Party, Place, Record

_MOST = 10_000
FILES = ("actors.txt", "claims.txt", "times.txt", "events.txt")
"""The files of a pack's cases that corrections go into, in the order in which they are written."""
Line = tuple[str, int, str]
"""The file, where the sentence begins, the case."""
Span = tuple[int, int, str]


def cases_of(reader: Reader) -> Iterator[str]:
    """Lines for a pack's `cases`, under language and file: marks for what is right or was put right, `- sentence` for what is none."""
    last = {(j.kind, j.item): j for j in sorted(pages.each_judgement(reader, _MOST), key=lambda j: j.id)}
    found: dict[tuple[str, str], dict[str, None]] = {}
    for (kind, item), row in last.items():
        record = reader.coded(ground(row).document) if row.verdict != "open" and kind != "link" else None
        if record is None:
            continue
        now = corrected(record, of_record(reader.db, record), reader.entity)
        for file, at, line in (*_of_event(record, now, kind, item, row), *_of_claim(record, now, kind, item, row)):
            lang = next((s.lang for s in record.sentences if s.start <= at < s.end and s.lang), "und")
            found.setdefault((lang, file), {}).setdefault(line)
    yield "# Judged in review. Look at each line before it goes into a pack: a case is written for the language, not for one article."
    for lang, file in sorted(found, key=lambda key: (key[0], FILES.index(key[1]))):
        yield f"\n# {lang}/cases/{file}"
        yield from found[lang, file]


def _of_event(record: Record, now: Record, kind: str, item: str, row: JudgementRow) -> Iterator[Line]:
    """An event that was judged, or a part of it that was put right."""
    event = next((e for e in record.events if e.id == item), None)
    if event is None:
        return
    start, end, part = event.sentence.start, event.sentence.end, kind.partition("/")[0]
    if kind == "event" and row.verdict == "wrong":
        yield "events.txt", start, f"- {_escaped(_one_line(record.document.text[start:end]))}"
    after = next((e for e in now.events if e.id == item), None)
    if after is None:
        return
    if part in ROLES:
        yield from _of_entity(record, start, end, (*event.actors, *event.recipients, *event.places), kind, row)
    if part == TIME and (words := event.time.text if event.time is not None else None) is not None and row.verdict == "wrong":
        published = record.document.published.start if record.document.published is not None else None
        line = _marked(record, start, end, [(words.start, words.end, f"time={ground(row).instead or 'unknown'}")])
        yield "times.txt", start, (f"@published {published[:10]}\n" if published else "") + line
    yield "events.txt", start, _marked(record, start, end, _event_marks(after))


def _event_marks(event: Event) -> list[Span]:
    label = ".".join((event.type, *event.modes)) + (f"/{event.status}" if event.status != "actual" else "")
    spans = [(event.trigger.start, event.trigger.end, label)]
    spans += [(p.start, p.end, "actor") for p in event.actors]
    return spans + [(p.start, p.end, "recipient") for p in event.recipients]


def _of_claim(record: Record, now: Record, kind: str, item: str, row: JudgementRow) -> Iterator[Line]:
    """A claim that was judged, or its speaker who was put right; where all of it stands in one sentence."""
    claim = next((c for c in record.claims if c.id == item), None)
    cue = claim.cue[0] if claim is not None and claim.cue else None
    sentence = next((s for s in record.sentences if cue is not None and s.start <= cue.start < s.end), None)
    if claim is None or sentence is None:
        return
    start, end = sentence.start, sentence.end
    if kind == "claim" and row.verdict == "wrong":
        yield "claims.txt", start, f"- {_escaped(_one_line(record.document.text[start:end]))}"
    after = next((c for c in now.claims if c.id == item), None)
    if after is None:
        return
    yield from _of_entity(record, start, end, claim.speakers, kind, row)
    spans = [(s.start, s.end, claim.act) for s in after.cue] + [(s.start, s.end, "speaker") for s in after.speakers]
    spans += [(s.start, s.end, "content") for s in after.content]
    if all(start <= first and last <= end for first, last, _ in spans):
        yield "claims.txt", start, _marked(record, start, end, spans)


def _of_entity(record: Record, start: int, end: int, parties: Sequence[Party | Place], kind: str, row: JudgementRow) -> Iterator[Line]:
    """Who stands there, where a person said who it is."""
    instead = ground(row).instead
    party = next((p for p in parties if party_key(p) == kind.partition("/")[2]), None)
    if row.verdict == "wrong" and instead is not None and party is not None:
        yield "actors.txt", start, _marked(record, start, end, [(party.start, party.end, instead)])


def _marked(record: Record, start: int, end: int, spans: Sequence[Span]) -> str:
    inside = sorted({s for s in spans if start <= s[0] < s[1] <= end}, key=lambda s: (s[0], -s[1]))
    return marked(record.document.text[start:end], [(s - start, e - start, what) for s, e, what in inside])


def marked(sentence: str, spans: list[tuple[int, int, str]]) -> str:
    """A sentence with its marks, `[actor:Paris]`; a span that crosses one before it is left out."""
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if not any(k[0] < span[0] < k[1] < span[1] for k in kept):
            kept.append(span)
    out: list[str] = []
    for at, char in enumerate([*sentence, ""]):
        out += ["]" for _, end, _ in kept if end == at]
        out += [f"[{what}:" for start, _, what in kept if start == at]
        out.append(_escaped(" " if char.isspace() else char))
    return "".join(out)


def _escaped(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")


def _one_line(text: str) -> str:
    return " ".join(text.split())
