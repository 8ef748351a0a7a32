"""Checking a language pack: do its examples hold, is every frame needed, would its counter-examples catch a sloppy matcher.

A sense counts when its own `yes` sentence passes, its table's `no` sentences hold its head word and pass, and no other frame does its work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from diurna.analysis import Analysis, Input
from diurna.extract.clauses.clauses import clauses
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.events.events import events
from diurna.extract.stages import STAGES
from diurna.langs import frames as framing
from diurna.langs.marked import Mark, Marked, parse
from diurna.langs.pack import Pack, Packs
from diurna.langs.patterns import Patterns
from diurna.model import Event, Party
from diurna.ontology.load import load as load_ontology


class Finding(msgspec.Struct, frozen=True):
    """What is wrong with an entry: where (file and rule), a short code, and a message that shows the sentence."""

    where: str
    code: str
    message: str


class Report(msgspec.Struct, frozen=True):
    """`senses`: how many the pack has; `counted`: how many of them count; `examples` and `passed`: sentences run and right."""

    lang: str
    senses: int
    counted: int
    examples: int
    passed: int
    findings: tuple[Finding, ...]


def analysed(text: str, lang: str, packs: Packs, date: str | None = None) -> Analysis:
    """A sentence through every stage before events."""
    analysis = Analysis(Input("case", text, lang=lang, published=date))
    for stage in STAGES:
        if stage is events:
            break
        analysis = stage(analysis, packs)
    return analysis


def check(packs: Packs, lang: str, needed: bool = True) -> Report:
    """Run the examples of a pack's frames; `needed` also asks of each sense whether its case breaks without it (slower)."""
    pack = packs[lang]
    findings: list[Finding] = [*_unknown_words(pack)]
    good: set[str] = set()
    examples = passed = senses = 0
    for table in framing.examples(pack.folder):
        senses += len(table.rules)
        problems, right, total, proven = _table(packs, pack, table, needed)
        findings += problems
        examples, passed = examples + total, passed + right
        good |= proven
    return Report(lang, senses, len(good), examples, passed, tuple(findings))


def _unknown_words(pack: Pack) -> Iterator[Finding]:
    ontology = load_ontology()
    for frames in pack.frames.by_head.values():
        for frame in frames:
            if frame.act is not None and frame.act not in ontology.acts:
                yield Finding(frame.rule, "unknown-act", f"no act is called {frame.act}")
            if frame.op is not None and frame.op not in ontology.operators:
                yield Finding(frame.rule, "unknown-operator", f"no operator is called {frame.op}")


def _table(packs: Packs, pack: Pack, table: framing.Examples, needed: bool) -> tuple[list[Finding], int, int, set[str]]:
    """Findings, sentences right, sentences run, and the rules that count, of one `[[frame]]` table."""
    findings: list[Finding] = []
    right = 0
    shown: dict[str, list[Marked]] = {rule: [] for rule in table.rules}
    for line in table.yes:
        try:
            marked = parse(line)
        except ValueError as problem:
            findings.append(Finding(f"{table.file}: {table.rules[0]}", "malformed", str(problem)))
            continue
        analysis = analysed(marked.text, pack.code, packs)
        found = events(analysis, packs).events
        missing = compare(marked, found)
        fired = [r for r in table.rules if any(r in e.rule.split(" > ") for e in found)]
        if missing:
            findings.append(Finding(f"{table.file}: {table.rules[0]}", "yes-fails", f"{line}  -- {missing}"))
            continue
        right += 1
        for rule in fired:
            shown[rule].append(marked)
        if not fired:
            findings.append(Finding(f"{table.file}: {table.rules[0]}", "not-needed", f"another frame does it: {line}"))
    refused, quiet = _noes(packs, pack, table)
    findings += refused
    proven = {rule for rule, cases in shown.items() if cases and (not needed or _breaks(packs, pack, rule, cases[0]))}
    findings += [Finding(f"{table.file}: {r}", "no-example", "no yes sentence fires it") for r in table.rules if not shown[r]]
    return findings, right + quiet, len(table.yes) + len(table.no), proven if table.no and not refused else set()


def _noes(packs: Packs, pack: Pack, table: framing.Examples) -> tuple[list[Finding], int]:
    """A `no` sentence must hold a head word of the table (or it proves nothing), and none of the table's rules may fire."""
    findings: list[Finding] = []
    quiet = 0
    patterns = Patterns(pack.folder)
    heads = {patterns.parse(rule.split("/", 2)[2].split("#")[0], "v")[0] for rule in table.rules}
    for line in table.no:
        analysis = analysed(line, pack.code, packs)
        words = {w for s in analysis.sentences for t in s.tokens for w in (t.lemma, t.norm)}
        words |= {c.verb.lemma for syntax in analysis.clauses if isinstance(syntax, Syntax) for c in syntax.clauses if c.verb is not None}
        fired = [e for e in events(analysis, packs).events if set(e.rule.split(" > ")) & set(table.rules)]
        if fired:
            findings.append(Finding(f"{table.file}: {table.rules[0]}", "no-fires", f"{line}  -- {describe(fired)}"))
        elif not any(h in words or any(w.endswith(h) or w.startswith(h[:5]) for w in words) for h in heads):
            findings.append(Finding(f"{table.file}: {table.rules[0]}", "no-proves-nothing", f"no head word in: {line}"))
        else:
            quiet += 1
    if not table.no:
        findings.append(Finding(f"{table.file}: {table.rules[0]}", "no-counterexample", "the table has no `no` sentence"))
    return findings, quiet


def _breaks(packs: Packs, pack: Pack, rule: str, case: Marked) -> bool:
    """Whether a case fails once a rule is taken out of the pack."""
    analysis = analysed(case.text, pack.code, packs)
    full = pack.frames
    fewer = {k: tuple(f for f in v if f.rule != rule) for k, v in full.by_head.items()}
    pack.__dict__["frames"] = framing.Frames(fewer)
    try:
        return compare(case, events(analysis, packs).events) != ""
    finally:
        pack.__dict__["frames"] = full


def cases(packs: Packs, lang: str, file: str = "events.txt") -> Iterator[Finding]:
    """Run the marked sentences of `xx/cases/<file>`: one a line; "- " opens one without any event; "#" a comment; "@date" a date for
    what follows.
    """
    path = packs[lang].folder / "cases" / file
    date: str | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if path.exists() else ():
        line = raw.strip()
        if line.startswith("@date "):
            date = line.removeprefix("@date ").strip()
        elif line and not line.startswith("#"):
            try:
                marked = parse(line.removeprefix("- "))
            except ValueError as problem:
                yield Finding(f"{lang}/cases/{file}:{number}", "malformed", str(problem))
                continue
            if line.startswith("- ") == bool(marked.triggers):
                yield Finding(f"{lang}/cases/{file}:{number}", "malformed", f"a line has triggers or begins with '- ': {line}")
                continue
            wrong = compare(marked, events(analysed(marked.text, lang, packs, date), packs).events)
            if wrong:
                yield Finding(f"{lang}/cases/{file}:{number}", "case-fails", f"{line}  -- {wrong}")


def compare(marked: Marked, found: Iterable[Event]) -> str:
    """What of a marked sentence the events do not say, "" when they say all of it and fill no other role."""
    events_found = list(found)
    for trigger in marked.triggers:
        matches = [e for e in events_found if _is(trigger, e)]
        if not matches:
            return f"no {trigger.label} at {marked.text[trigger.start : trigger.end]!r}; found {describe(events_found) or 'nothing'}"
        if len(marked.triggers) == 1:
            wrong = _roles(marked, matches[0])
            if wrong:
                return f"{wrong}; found {describe(matches)}"
        elif not any(not _roles(marked, e, every=False) for e in matches):
            return f"roles of {trigger.label}; found {describe(matches)}"
    if not marked.triggers and events_found:
        return f"no event expected; found {describe(events_found)}"
    return ""


def _is(trigger: Mark, event: Event) -> bool:
    apart = event.trigger.end <= trigger.start or trigger.end <= event.trigger.start
    if apart or event.type != trigger.type:
        return False
    return all(m in event.modes for m in trigger.modes) and event.status == (trigger.status or event.status)


def _roles(marked: Marked, event: Event, every: bool = True) -> str:
    for label, parties in (("actor", event.actors), ("recipient", event.recipients)):
        marks = marked.of(label)
        for party in parties:
            if not any(_on(party, m) for m in marks):
                return f"{label} {marked.text[party.start : party.end]!r} is not marked"
        if every:
            for mark in marks:
                if not any(_on(p, mark) for p in parties):
                    return f"{label} {marked.text[mark.start : mark.end]!r} is not found"
    return ""


def _on(party: Party, mark: Mark) -> bool:
    shared = min(party.end, mark.end) - max(party.start, mark.start)
    return shared > 0 and party.end - party.start <= 2 * (mark.end - mark.start) + 20


def describe(found: Iterable[Event]) -> str:
    """Events in one line, for messages."""
    return "; ".join(f"{e.type}{''.join('.' + m for m in e.modes)}/{e.status} [{e.rule}]" for e in found)


def unknown_words(analysis: Analysis, packs: Packs) -> tuple[Counter[str], Counter[str]]:
    """Verb lemmas and capitalised names of a text that its packs do not know, with their counts."""
    verbs: Counter[str] = Counter()
    names: Counter[str] = Counter()
    covered = {(m.sentence, i) for m in analysis.mentions for i in range(m.first, m.last)}
    for index, sentence in enumerate(analysis.sentences):
        if sentence.lang is None or sentence.lang not in packs:
            continue
        frames = packs[sentence.lang].frames
        for i, token in enumerate(sentence.tokens):
            if token.pos == "VERB" and not frames.of("v", token.lemma, token.norm):
                verbs[token.lemma] += 1
            elif token.pos == "PROPN" and (index, i) not in covered:
                names[token.text] += 1
    return verbs, names


__all__ = ["Finding", "Report", "analysed", "check", "clauses", "compare", "describe", "unknown_words"]
