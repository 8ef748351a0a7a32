"""Corrections as cases for the language packs: marked sentences, one a line, under the language they are in."""

from __future__ import annotations

from collections.abc import Iterator

from diurna import pages
from diurna.ledger.judged import ROLES, corrected, ground, of_record
from diurna.ledger.reader import Reader
from diurna.model import Event, Record

_MOST = 10_000


def cases_of(reader: Reader) -> Iterator[str]:
    """Lines of a cases file: `- sentence` for what is no event, marks for what is right or was put right."""
    last = {(j.kind, j.item): j for j in sorted(pages.each_judgement(reader, _MOST), key=lambda j: j.id)}
    found: dict[str, list[str]] = {}
    for (kind, item), row in last.items():
        if row.verdict == "open" or (kind != "event" and kind.partition("/")[0] not in ROLES):
            continue
        record = reader.coded(ground(row).document)
        event = next((e for e in record.events if e.id == item), None) if record is not None else None
        if record is None or event is None:
            continue
        lang = next((s.lang for s in record.sentences if s.start <= event.trigger.start < s.end and s.lang), "und")
        line = _line(reader, record, event, wrong=kind == "event" and row.verdict == "wrong")
        if line not in found.setdefault(lang, []):
            found[lang].append(line)
    yield "# Judged in review. Look at each line before it goes into a pack: a case is written for the language, not for one article."
    for lang, lines in sorted(found.items()):
        yield f"\n# {lang}"
        yield from lines


def _line(reader: Reader, record: Record, event: Event, wrong: bool) -> str:
    start, end = event.sentence.start, event.sentence.end
    if wrong:
        return f"- {_escaped(_one_line(record.document.text[start:end]))}"
    said = of_record(reader.db, record)
    now = next((e for e in corrected(record, said, reader.entity).events if e.id == event.id), event)
    label = ".".join((now.type, *now.modes)) + (f"/{now.status}" if now.status != "actual" else "")
    spans = [(now.trigger.start, now.trigger.end, label)]
    spans += [(p.start, p.end, "actor") for p in now.actors]
    spans += [(p.start, p.end, "recipient") for p in now.recipients]
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
