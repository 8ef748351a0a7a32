"""Argued: a denial that only points back and says behind a colon why: "Bamako denies this: the soldiers are instructors"; two claims."""

from __future__ import annotations

import msgspec

from diurna.extract.claims import stances
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.clauses.units import Verb

DENYING = frozenset({"deny", "refuse"})


def parted(stage: Stage, drafts: list[Draft]) -> list[Draft]:
    """The claims of a sentence, a denial and what stands behind its colon as two where the denial has no other object than a pronoun."""
    out: list[Draft] = []
    for draft in drafts:
        colon = _colon(stage, draft)
        if colon < 0:
            out.append(draft)
            continue
        tokens = stage.tokens
        said = [(tokens[colon + 1].start, draft.content[-1][1])]
        cue = draft.cue
        whole = [(cue[0][0], max(cue[-1][1], tokens[colon - 1].end))]
        act = stances.by_content(stage, "say", "speech", said, "quote", tokens[colon].end)
        own = msgspec.structs.replace(draft, content=whole, quoted="none", slot="self", last=colon)
        why = msgspec.structs.replace(
            draft, rule=draft.rule + "/argued", act=act, content=said, quoted=stage.quoted_part(said), slot="quote"
        )
        out += [own, why]
    return out


def _colon(stage: Stage, draft: Draft) -> int:
    """The token of the colon between a denial and what it was given as content, with nothing but pronouns and adverbs between them; else
    -1."""
    romance = bool(stage.settings.clitics) and not stage.settings.case  # "lo desmiente: su candidato ganó" is told as one
    if romance or draft.act not in DENYING or not draft.cue or not draft.content or draft.slot not in ("quote", "that", "mark"):
        return -1
    tokens = stage.tokens
    start = next((i for i, t in enumerate(tokens) if t.start >= draft.content[0][0]), 0)
    if start < 1 or tokens[start - 1].text != ":" or draft.cue[-1][1] > tokens[start - 1].start:
        return -1
    verb = next((u for u in stage.units if isinstance(u, Verb) and draft.cue[0][0] <= tokens[u.head].start < draft.cue[-1][1]), None)
    home = stage.homes.get(verb.first) if verb is not None else None
    if (
        verb is None
        or home is None
        or home.kind == "rel"
        or verb.form != "fin"
        or not any(c.act in DENYING for c in stage.speech.of("v", verb.lemma))
    ):
        return -1
    inside = [t for t in tokens[: start - 1] if t.start >= draft.cue[0][0] and not any(a <= t.start < b for a, b in draft.cue)]
    back = stage.speech.list("back")
    near = tokens[max(0, verb.first - 2) : start - 1]
    if not any(t.norm in back and not _source(draft, t.start) for t in near):
        return -1
    thing = any(t.pos in ("NOUN", "PROPN", "VERB", "NUM") for t in inside if not _source(draft, t.start))
    return -1 if thing else start - 1


def _source(draft: Draft, at: int) -> bool:
    return any(a <= at < b for a, b in draft.source)
