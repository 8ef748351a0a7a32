"""The shape of a claim in the making, shared by the modules that find claims."""

from __future__ import annotations

from typing import Literal

import msgspec

from diurna.langs.speech import Kind
from diurna.model import ClaimAct, Party, SpeakerClass, Time

Piece = tuple[int, int]
Quoted = Literal["full", "part", "none"]
HedgeOf = Literal["none", "reported", "speculative"]


class Draft(msgspec.Struct):
    """A claim in the making. `source`, `cue` and `content` are offsets of the text, in pieces.

    `slot`: where the content was found (that, inf, ger, obj, quote, introduced, colon, free). `first`, `last`: its tokens in the
    sentence. `open_end`: the cue stands before a colon at the end of its sentence, what follows is its content. `carries`: a wire credit.
    """

    sentence: int
    rule: str
    act: ClaimAct
    kind: Kind
    cue: list[Piece]
    content: list[Piece]
    source: list[Piece] = []
    speakers: list[Party] = []
    speaker_class: SpeakerClass = "unknown"
    hedge: HedgeOf = "none"
    quoted: Quoted = "none"
    said: Time | None = None
    via: list[Party] = []
    slot: str = "that"
    first: int = 0
    last: int = 0
    open_end: bool = False
    carries: bool = False
