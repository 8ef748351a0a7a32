"""Cases of claims: marked sentences in `langs/xx/cases/claims.txt` and the `yes` and `no` of `speech*.toml`.

Marks: the cue under its act in lower case (`[deny:ha negato]`), `speaker`, `content`, `via`. Two claims in a sentence are told apart by
the order of their cues: a speaker or content mark belongs to the nearest cue. A line that begins with `- ` must give no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from diurna.analysis import Analysis, Input
from diurna.extract.claims.stances import MADE, NEUTRAL, OPINION
from diurna.langs.marked import Mark, Marked, parse
from diurna.langs.pack import Packs
from diurna.model import Claim, ClaimAct, Evidence, Party

ACTS: frozenset[str] = frozenset(get_args(ClaimAct))
CONTENT_SHARE = 0.5
"""A content is right when it shares at least this much with the marked one (intersection over union)."""


class Case(msgspec.Struct, frozen=True):
    """One line: where it stands, the sentence with its marks, and whether it must give no claim."""

    where: str
    sentence: Marked
    none: bool


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file; ValueError names a malformed line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.parent.parent.name}/{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        none = line.startswith("- ")
        yield case(where, line[2:] if none else line, none)


def case(where: str, line: str, none: bool) -> Case:
    """One marked sentence; a sentence without a cue mark is malformed unless it must give nothing."""
    try:
        sentence = parse(line)
    except ValueError as problem:
        raise ValueError(f"{where}: {problem}") from problem
    if none != (not any(m.label in ACTS for m in sentence.marks)):
        raise ValueError(f"{where}: a case marks a cue, or must give nothing and marks none: {line}")
    return Case(where, sentence, none)


def problems(found: Case, lang: str, packs: Packs) -> list[str]:
    """What is wrong with the claims of a case's sentence; empty when it passes."""
    from diurna.extract.stages import run

    analysis = run(Input("case", found.sentence.text, lang=lang), packs)
    if found.none:
        return [f"{found.where}: unexpected {shown(analysis, c)}" for c in analysis.claims]
    out: list[str] = []
    for cue in (m for m in found.sentence.marks if m.label in ACTS):
        wanted = _of_cue(found.sentence, cue)
        if not any(_right(c, cue, wanted) for c in analysis.claims):
            seen = "; ".join(shown(analysis, c) for c in analysis.claims) or "nothing"
            out.append(f"{found.where}: no {cue.label} at {found.sentence.text[cue.start : cue.end]!r}, but {seen}")
    return out


def _of_cue(sentence: Marked, cue: Mark) -> list[Mark]:
    """The speaker, content and via marks that belong to a cue: those nearer to it than to any other."""
    cues = [m for m in sentence.marks if m.label in ACTS]
    return [
        m for m in sentence.marks if m.label in ("speaker", "content", "via") and min(cues, key=lambda c: (_distance(c, m), c.start)) is cue
    ]


def _distance(a: Mark, b: Mark) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _right(claim: Claim, cue: Mark, wanted: list[Mark]) -> bool:
    if not _same_act(claim, cue) or (claim.cue and not any(_overlap(e, cue) for e in claim.cue)):
        return False
    speakers = [m for m in wanted if m.label == "speaker"]
    contents = [m for m in wanted if m.label == "content"]
    via = [m for m in wanted if m.label == "via"]
    if not all(_named(claim.speakers, m) for m in speakers) or not all(_named(claim.via, m) for m in via):
        return False
    return not contents or _share(claim.content, contents) >= CONTENT_SHARE


def _same_act(claim: Claim, cue: Mark) -> bool:
    """Whether a claim has the marked act, or one that its content makes of a plain cue: the examples are about cues."""
    return claim.act == cue.label or (cue.label in NEUTRAL | OPINION and claim.act in MADE)


def _overlap(e: Evidence | Party, m: Mark) -> bool:
    return e.start < m.end and m.start < e.end


def _named(parties: tuple[Party, ...], m: Mark) -> bool:
    return any(_overlap(p, m) and p.end - p.start <= 2 * (m.end - m.start) + 20 for p in parties)


def _share(found: tuple[Evidence, ...], marks: list[Mark]) -> float:
    a = {i for e in found for i in range(e.start, e.end)}
    b = {i for m in marks for i in range(m.start, m.end)}
    return len(a & b) / len(a | b) if a | b else 0.0


def shown(analysis: Analysis, claim: Claim) -> str:
    """A claim on one line, for messages."""
    text = analysis.input.text
    speakers = ", ".join(text[p.start : p.end] for p in claim.speakers) or "nobody"
    content = " … ".join(text[e.start : e.end] for e in claim.content)
    return f"{claim.act} by {speakers}: {content!r}"
