"""Confidence: of the development cases with the same derivation, how many were right (confidence.toml, built by eval/confidence.py).

A derivation is seen without its words, so that all languages share the counts: the parts of speech of its steps, who fills its roles,
whether
the outlet or a claim tells it. Where too few cases had the whole of it, what is left out last counts; with too few even then, there is
none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from diurna.analysis import Analysis
from diurna.langs.pack import Packs
from diurna.model import Event, Party

TABLE = Path(__file__).with_name("confidence.toml")
FEWEST = 20
"""Cases that a share rests on at least: under that, one case more moves it by a twentieth or so."""


def confidence(analysis: Analysis, packs: Packs) -> Analysis:
    """Fill the confidence of each event."""
    shares = _shares()
    events = tuple(msgspec.structs.replace(e, confidence=_share(e, shares)) for e in analysis.events)
    return msgspec.structs.replace(analysis, events=events)


def shapes(event: Event) -> Iterator[str]:
    """The derivation of an event without its words, the fullest first: "v>v actor=named recipient=generic narrator"."""
    steps = ">".join(s.split("/")[1] for s in event.rule.split(" > ") if s.count("/") > 1 and "=" not in s.split("/")[0])
    actor, recipient = f"actor={_who(event.actors)}", f"recipient={_who(event.recipients)}"
    told = "narrator" if event.assertion == "narrator" else "claim"
    yield f"{steps} {actor} {recipient} {told}"
    yield f"{steps} {actor} {recipient}"
    yield f"{actor} {recipient}"
    yield steps


def _who(parties: tuple[Party, ...]) -> str:
    """The best known of some parties: named, generic, unknown (to the tables), words (that nothing resolves), nobody."""
    kinds = {"words" if p.entity is None else p.entity.partition("/")[0] for p in parties}
    if kinds - {"words", "unknown", "generic"}:
        return "named"
    return next((k for k in ("generic", "unknown", "words") if k in kinds), "nobody")


def _share(event: Event, shares: Mapping[str, float]) -> float | None:
    return next((shares[s] for s in shapes(event) if s in shares), None)


@cache
def _shares() -> Mapping[str, float]:
    counts = tomllib.loads(TABLE.read_text(encoding="utf-8"))["right_of"]
    return {shape: round(right / cases, 2) for shape, (right, cases) in counts.items() if cases >= FEWEST}
