"""Citing: whom a reporter cites for what it reports: "riferisce l'Ansa citando fonti di governo", "fonti di governo, citate dall'Ansa"."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.claims import parties, speakers
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.leads import span_of
from diurna.extract.claims.speakers import Source
from diurna.extract.clauses.units import Phrase
from diurna.langs.edges import first_words
from diurna.model import Entity


def cited(stage: Stage, drafts: list[Draft], mentions: list[Mention], entities: dict[str, Entity]) -> set[int]:
    """Give each draft whose source or cue cites somebody that somebody as speaker, and put who reports before him into the chain; the
    offsets at which the words of citing begin that were read so."""
    read: set[int] = set()
    for draft in drafts:
        if not draft.source:
            continue
        end = draft.source[-1][1]
        after = _next(stage, end)
        at = next((a for a in (after, *(_next(stage, b) for _, b in draft.cue)) if _opened(stage, a) >= 0), -1)
        if at >= 0 and (found := _behind(stage, _opened(stage, at))) is not None:
            read.add(stage.tokens[at].start)
            _pass_on(stage, draft, found, mentions, entities)
        elif (found := _by(stage, after) or _by(stage, after - 1)) is not None:  # "testimoni citati | dall'Ansa": an adjective of theirs
            reporters = [p for p in parties.parties(found, stage, mentions) if p not in draft.via]
            if any(p.entity for p in reporters):
                draft.via = [*reporters, *draft.via]
                draft.content = [p for piece in draft.content for p in _without(stage, piece, end, stage.tokens[found.last - 1].end)]
    return read


def _next(stage: Stage, end: int) -> int:
    """The token behind an offset, without the marks that close a name and a comma."""
    after = next((i for i, t in enumerate(stage.tokens) if t.start >= end), len(stage.tokens))
    while after < len(stage.tokens) and stage.tokens[after].text in (",", "»", "”", '"'):
        after += 1
    return after


def opens(stage: Stage, last: int) -> bool:
    """Whether words of citing end at a token: "che cita" makes no claim of its own."""
    return speakers.opener(stage, last, stage.speech.list("citing")) >= 0


def _opened(stage: Stage, at: int) -> int:
    """The token behind words of citing that begin at a token ("citando", "che cita"), -1 where none do."""
    tokens, listed = stage.tokens, stage.speech.list("citing")
    if at >= len(tokens) or tokens[at].norm not in first_words(listed):
        return -1
    for words in listed:
        width = len(words.split())
        if " ".join(t.norm for t in tokens[at : at + width]) == words:
            return at + width
    return -1


def _behind(stage: Stage, at: int) -> Source | None:
    """The phrase that begins at a token as a source."""
    if not 0 <= at < len(stage.tokens):
        return None
    unit = stage.units[stage.unit_at[at]]
    if not isinstance(unit, Phrase) or unit.time or unit.head < at:
        return None
    first, last = span_of(stage, unit)
    return Source(max(first, at), last, unit.head, unit)


def _by(stage: Stage, at: int) -> Source | None:
    """Who quotes, behind a participle of quoting: "riprese dall'Ansa", "cité par l'AFP"."""
    tokens, s = stage.tokens, stage.settings
    if at + 2 >= len(tokens) or tokens[at].norm not in stage.speech.list("quoted_by"):
        return None
    preposition = tokens[at + 1].norm
    return _behind(stage, at + 2) or _agent(stage, at + 1) if preposition in s.by or s.contractions.get(preposition) in s.by else None


def _agent(stage: Stage, at: int) -> Source | None:
    unit = stage.units[stage.unit_at[at]]
    if not isinstance(unit, Phrase):
        return None
    first, last = span_of(stage, unit)
    return Source(first, last, unit.head, unit)


def _pass_on(stage: Stage, draft: Draft, found: Source, mentions: list[Mention], entities: dict[str, Entity]) -> None:
    tokens = stage.tokens
    reporter = draft.source[-1][1]
    draft.via = [*draft.via, *(p for p in draft.speakers if p not in draft.via)]
    draft.source = [(tokens[found.first].start, tokens[found.last - 1].end)]
    draft.speakers = parties.parties(found, stage, mentions)
    draft.speaker_class = parties.speaker_class(stage, found, draft.speakers, entities)
    draft.content = [p for piece in draft.content for p in _without(stage, piece, reporter, tokens[found.last - 1].end)]


def _without(stage: Stage, piece: Piece, start: int, end: int) -> list[Piece]:
    """A piece of content without the words `[start, end)` that cite, and without the comma behind them."""
    a, b = piece
    if b <= start or end <= a:
        return [piece]
    rest = [(t.start, b) for t in stage.tokens if end <= t.start < b and t.text not in ",;:—–"][:1]
    return ([(a, start)] if a < start else []) + rest
