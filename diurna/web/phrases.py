"""Words, colours' names and small sums that templates need. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from diurna.ledger.judged import party_key
from diurna.ledger.rows import ClaimRow, EventRow, JudgementRow
from diurna.model import Party, Place, Time
from diurna.ontology.load import load
from diurna.wording import ACTS, ASSERTIONS, STATUSES, act, figures, plain, short, standing, when

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv"})
LANGUAGES = {
    "it": "Italian", "uk": "Ukrainian", "ru": "Russian", "es": "Spanish", "fr": "French", "de": "German", "en": "English",
    "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese",
    "tr": "Turkish",
}  # fmt: skip
STANCES = {
    "say": "say", "confirm": "say", "assess": "say", "not_rule_out": "say", "decline_to_comment": "say", "deny": "deny",
    "refuse": "deny", "retract": "concede", "acknowledge": "concede", "promise": "promise", "accuse": "press", "demand": "press",
    "threaten": "press",
}  # fmt: skip
"""The colour of each act: acts that do the same with a statement share one."""
QUADS = {"verbal cooperation": "vc", "material cooperation": "mc", "verbal conflict": "vx", "material conflict": "mx"}
_RELATIONS = {"at": "in", "toward": "toward", "near": "near"}


@cache
def _quads() -> Mapping[str, str]:
    return {name: QUADS[plover.quad] for name, plover in load().types.items()}


def quad(type: str) -> str:
    """The short name of a type's quad class: vc, mc, vx, mx."""
    return _quads().get(type, "vc")


@lru_cache(maxsize=4096)
def day(iso: str | None) -> str:
    """`5 Jun 2025`, `undated`."""
    return f"{(d := date.fromisoformat(iso[:10])).day} {d:%b %Y}" if iso else "undated"


def called(party: Party | Place, names: Mapping[str, str]) -> str:
    """The name of a party, else its words."""
    return plain(names.get(party.entity or "", "") or names.get(f"@{party.start}", "") or "somebody")


def parties(found: Iterable[Party], names: Mapping[str, str]) -> list[tuple[str | None, str]]:
    """(entity, name) of several parties, each name once."""
    return list({name: (p.entity, name) for p in found for name in (called(p, names),)}.values())


def places(row: EventRow) -> str:
    """`in Kursk Oblast, toward Kyiv`."""
    return ", ".join(dict.fromkeys(f"{_RELATIONS[p.relation]} {called(p, row.names)}" for p in row.event.places))


def date_of(row: EventRow) -> str:
    """The event's own time as exact as it is; `~` and the article's day where it has none."""
    own = when(row.event.time) if row.dated else ""
    return own or (f"~{day(row.first)}" if row.first else "undated")


def quote_parts(row: EventRow) -> tuple[str, str, str]:
    """A sentence as what stands before its trigger, the trigger, and what stands after."""
    at = max(0, row.event.trigger.start - row.event.sentence.start)
    end = at + row.event.trigger.end - row.event.trigger.start
    return row.quote[:at], row.quote[at:end], row.quote[end:]


def direction(lang: str | None) -> str:
    """ltr, rtl, or auto where the language does not tell."""
    return "auto" if not lang else "rtl" if lang in RIGHT_TO_LEFT else "ltr"


def language(code: str | None) -> str:
    """The English name of a language, else its code."""
    return LANGUAGES.get(code or "", code or "unknown")


def said(row: ClaimRow) -> str:
    """When a claim was made, as exact as it is."""
    own = when(row.said) if row.dated else ""
    return own or (f"~{day(row.day)}" if row.day else "undated")


def stance(of: str) -> str:
    """The colour of an act."""
    return STANCES.get(of, "say")


def plural(count: int, one: str, more: str | None = None) -> str:
    """`1 article`, `3 articles`."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def decision(row: JudgementRow | None) -> str:
    """What a person decided last about an event or claim: `judged right by Ada`, `type put right by Ada`; nothing where it stands open."""
    if row is None or row.verdict == "open":
        return ""
    part = row.kind.partition("/")[0]
    return f"judged {row.verdict} by {row.made}" if part in ("event", "claim") else f"{part} put right by {row.made}"


def moment(time: Time | None) -> str:
    """A time with its hour and zone where it has them."""
    if time is None:
        return "undated"
    zone = f" {time.zone}" if time.zone else " (zone unknown)" if time.precision == "minute" else ""
    return (when(time) or "undated") + zone


def lower_words(value: str) -> str:
    """`not_rule_out` as words."""
    return value.replace("_", " ")


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "quad": quad, "parties": parties, "places": places, "date_of": date_of, "quote_parts": quote_parts, "said": said, "stance": stance,
    "plural": plural, "act_of": act, "figures": figures, "standing": standing, "called": called, "when": when, "party_key": party_key,
    "decision": decision,
}  # fmt: skip
FILTERS: Mapping[str, Callable[..., Any]] = {
    "day": day, "dir": direction, "language": language, "short": short, "moment": moment, "words": lower_words,
    "verb": lambda act: ACTS.get(act, act), "status_word": lambda s: STATUSES.get(s, s), "assertion_word": lambda a: ASSERTIONS.get(a, a),
}  # fmt: skip
