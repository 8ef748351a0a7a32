"""The layers that the stages add to one document on its way from text to record.

Every stage is `(Analysis, Packs) -> Analysis`; an Analysis is frozen and each stage returns a copy with its own layer filled.
Token indices are positions in `Sentence.tokens`; a `Mention` or `TimeMention` covers tokens `[first, last)` of its sentence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from diurna.ids import content_id
from diurna.model import Change, Claim, Contested, Entity, Event, Note, Quantity, Segment, Time


class Input(msgspec.Struct, frozen=True, gc=False):
    """One document as a reader hands it on: canonical text and what its container says about it.

    `title` is the span of the title in `text` where the container names one. `published` is an ISO date or date-time as found;
    `captured` is when an archive took the page, which serves where nothing else tells when it appeared.
    """

    key: str
    text: str
    title: tuple[int, int] | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    notes: tuple[Note, ...] = ()
    captured: str | None = None


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or a punctuation mark.

    `norm`: casefolded, with apostrophes and hyphens made plain. `lemma`: casefolded dictionary form. `pos`: a UPOS tag.
    `cases`: possible cases as letters n g d a i l v ("" where the language or the word has none). `number`: s, p or "".
    `gender`: m, f, n or "". `person`: 1, 2, 3 or "". `form`: fin, inf, part, ger or "" (verbs). `tense`: past, pres, fut or
    "". `mood`: ind, imp, cond, sub or "". `voice`: pass for a morphological passive or passive participle, else "".
    """

    start: int
    end: int
    text: str
    norm: str
    lemma: str
    pos: str
    cases: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    form: str = ""
    tense: str = ""
    mood: str = ""
    voice: str = ""


class Sentence(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    lang: str | None
    segment: int
    tokens: tuple[Token, ...] = ()


class Mention(msgspec.Struct, frozen=True, gc=False):
    """An actor or place where the text names it. `entity` is None while unresolved (an unresolvable pronoun stays so).

    `form`: name (a proper name), adjective (a state's or organisation's adjective), inhabitant, generic (a role noun, a
    "police", "rebels"), title (an office with or without its holder's name), pronoun. `head` is the token that carries case,
    number and the syntax of the whole phrase. `sentence` indexes `Analysis.sentences`. `cases`, `number`: what the list of
    names says of this form, "" where it says nothing or the language has none; `gender`: what it says of a pronoun.
    """

    sentence: int
    first: int
    last: int
    head: int
    entity: str | None
    form: Literal["name", "adjective", "inhabitant", "generic", "title", "pronoun"]
    start: int
    end: int
    cases: str = ""
    number: str = ""
    gender: str = ""


class TimeMention(msgspec.Struct, frozen=True, gc=False):
    """A time expression. `time.text` is its span. `ahead`: it dates what stands behind it ("three days after X resigned")."""

    sentence: int
    first: int
    last: int
    time: Time
    ahead: bool = False


class Analysis(msgspec.Struct, frozen=True, gc=False):
    """One document's layers, from the input to the parts of the record. `asked`: what the stages of positions have worked out about claims
    as they are, so that it is worked out once; who gives claims another act, or adds one, begins it anew."""

    input: Input
    published: Time | None = None
    dateline_place: str | None = None
    outlet: str | None = None
    outlet_entity: str | None = None
    credits: tuple[Mention, ...] = ()
    segments: tuple[Segment, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: dict[str, Entity] = {}
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[tuple[int, Quantity], ...] = ()
    clauses: tuple[object, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    contested: tuple[Contested, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: dict[tuple[object, str], object] = {}


@lru_cache(maxsize=1)  # every event and claim of a document asks for it
def document_id(document: Input) -> str:
    """The document's content hash: canonical text and what its container says about it (not its path)."""
    return content_id("document", document.text, document.outlet or "", document.published or document.captured or "", document.url or "")
