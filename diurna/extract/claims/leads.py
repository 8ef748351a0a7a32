"""Introducers and names: where "according to X" and its like stand, and how far the name of a source reaches."""

from __future__ import annotations

import msgspec

from diurna.analysis import Mention
from diurna.extract.claims.cues import Stage, end_of
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.speech import Introducer


class Lead(msgspec.Struct, eq=False):
    """An introducer at tokens `[first, last)` with its source phrases (none when it stands alone)."""

    introducer: Introducer
    first: int
    last: int
    source: Phrase | None
    source_first: int = -1
    source_last: int = -1


def leads(stage: Stage) -> list[Lead]:
    """All introducers of a sentence in text order."""
    out: list[Lead] = []
    table, contractions = stage.speech.introducers, stage.settings.contractions
    if not table:
        return out
    for i, tok in enumerate(stage.tokens):
        norm = tok.norm
        if norm not in table:
            if norm not in contractions:
                continue
            norm = contractions[norm]
        for option in table.get(norm, ()):
            lead = _lead(stage, option, i)
            if lead is not None and not (out and lead.first < out[-1].last):
                out.append(lead)
                break
    return out


def _lead(stage: Stage, option: Introducer, i: int) -> Lead | None:
    tokens, contractions = stage.tokens, stage.settings.contractions
    last = i + len(option.words)
    if last > len(tokens) or (len(option.words) > 1 and not _goes_on(stage, option, i + 1)):
        return None
    if (owned := _possessed(stage, option, i)) is not None:
        return owned
    for at, (word, tok) in enumerate(zip(option.words, tokens[i:last], strict=True), i + 1):
        # An article may only open the source: "a juicio del juez"; "del acuerdo con" is no "de acuerdo con".
        contracted = contractions.get(tok.norm)
        if word not in (
            (tok.norm, tok.lemma) if contracted is None else (tok.norm, contracted if at == last or stage.settings.case else tok.norm)
        ):
            return None
    if option.side == "alone":
        return Lead(option, i, last, None)
    if option.side == "behind" and (i == 0 or tokens[i - 1].pos != "PUNCT" or tokens[i - 1].text == "("):
        return None
    if option.side == "before" and len(option.words) == 1 and i and tokens[i - 1].pos == "DET":
        return None  # "un secondo attacco": a number
    ahead = option.side in ("before", "behind")
    source = _source_after(stage, i, last) if ahead else _source_before(stage, i)
    if source is None:
        return None
    first, end = span_of(stage, source, after=last if ahead else -1)
    if option.side == "after":
        end = min(end, i)
        if stage.settings.determiner_cases and source.cases and "d" not in source.cases:
            return None  # "zog die Meldung nach zwei Minuten zurück"
    if option.heads and not _headed(stage, source, first, end, option.heads):
        return None
    return Lead(option, i, last, source, first, end)


def _goes_on(stage: Stage, option: Introducer, i: int) -> bool:
    """Whether the second word of an introducer may stand at a token, or a possessive that owns it: most stop here."""
    tok, s = stage.tokens[i], stage.settings
    return option.words[1] in (tok.norm, tok.lemma, s.contractions.get(tok.norm)) or tok.norm in s.possessives


def _possessed(stage: Stage, option: Introducer, i: int) -> Lead | None:
    """ "По его словам", "за її даними": the introducer's last word owned by whom a possessive before it stands for."""
    tokens, words = stage.tokens, option.words
    at = i + len(words) - 1
    if option.side != "before" or len(words) < 2 or at + 1 >= len(tokens) or tokens[at].norm not in stage.settings.possessives:
        return None
    if any(w not in (t.norm, t.lemma, stage.settings.contractions.get(t.norm)) for w, t in zip(words[:-1], tokens[i:at], strict=True)):
        return None
    if words[-1] not in (tokens[at + 1].norm, tokens[at + 1].lemma):
        return None
    return Lead(option, i, at + 2, Phrase(at, at + 1, at), at, at + 1)


def _headed(stage: Stage, source: Phrase, first: int, end: int, name: str) -> bool:
    """Whether the source is headed by a word of a named list."""
    words = stage.speech.list(name)
    tok = stage.tokens[source.head]
    compound = tok.norm.rpartition("-")[2] if stage.settings.verb_final else ""
    return (
        tok.lemma in words
        or tok.norm in words
        or any(compound.startswith(w) for w in words if compound)  # "UN-Angaben"
        or any(t.lemma in words or t.norm in words for t in stage.tokens[first : min(end, first + 4)])
    )


def _source_after(stage: Stage, i: int, last: int) -> Phrase | None:
    if last >= len(stage.tokens):
        return None
    unit = stage.units[stage.unit_at[last]]
    if not isinstance(unit, Phrase) and isinstance(unit, Marker) and unit.kind in ("quote", "adv"):
        k = stage.unit_at[last] + 1
        unit = stage.units[k] if k < len(stage.units) else unit
    if not isinstance(unit, Phrase) or unit.head < last or unit.time or _opens_report(stage, i, last):
        return None
    return unit


def _opens_report(stage: Stage, i: int, last: int) -> bool:
    """Whether an introducer is the beginning of "as X said": "secondo quanto riferisce X"."""
    words = " ".join(t.norm for t in stage.tokens[i : last + 1]).replace("' ", "'")
    return any(w == words or w.startswith(f"{words} ") for w in stage.speech.list("reported_by"))


def _source_before(stage: Stage, i: int) -> Phrase | None:
    k = stage.unit_at[i]
    unit = stage.units[k]
    if isinstance(unit, Phrase) and unit.head < i:
        return unit if unit.owner is None else _root(unit)
    if k > 0 and isinstance(before := stage.units[k - 1], Phrase):
        return _root(before)
    return None


def _root(phrase: Phrase) -> Phrase:
    seen = 0
    while phrase.owner is not None and seen < 6:
        phrase, seen = phrase.owner, seen + 1
    return phrase


def span_of(stage: Stage, phrase: Phrase, after: int = -1) -> tuple[int, int]:
    """The tokens of a noun phrase as a name: without its preposition, with what it owns, what it is coordinated with, and its
    apposition between commas or brackets."""
    tokens, units = stage.tokens, stage.units
    first = phrase.first if after < 0 else max(phrase.first, after)
    if phrase.prep and first == phrase.first and phrase.first < phrase.head and after < 0:
        width = 1
        first = phrase.first + width
    last, k = phrase.last, stage.unit_at[phrase.head] + 1
    while k < len(units):
        unit = units[k]
        if isinstance(unit, Phrase) and unit.first == last and _belongs(stage, unit):
            last = unit.last
        elif isinstance(unit, Marker) and unit.kind == "and" and k + 1 < len(units) and _joined(stage, units[k + 1], units[k - 1], phrase):
            last, k = end_of(units[k + 1]), k + 1
        elif isinstance(unit, Marker) and unit.kind in ("open", "quote"):
            close = _closing(units, k, unit.kind)
            if close < 0:
                break
            last, k = units[close].first + 1, close
        else:
            break
        k += 1
    return min(first, len(tokens) - 1), max(_with_apposition(stage, k, last), first + 1)


def _belongs(stage: Stage, unit: Phrase) -> bool:
    """Whether a phrase right behind another is part of it: its of-phrase, a genitive, a name in apposition."""
    if unit.prep:
        return unit.prep in stage.settings.of
    first = stage.tokens[unit.first]
    return unit.owner is not None or first.pos == "PROPN" or (stage.settings.case and "g" in unit.cases)


def _joined(stage: Stage, unit: Unit, before: Unit, phrase: Phrase) -> bool:
    """Whether a phrase behind "and" goes with a name: coordinated with it, or a second of-phrase of it."""
    if not isinstance(unit, Phrase):
        return False
    return unit in phrase.group or (unit.prep in stage.settings.of and isinstance(before, Phrase) and before.prep == unit.prep)


def _closing(units: list[Unit], k: int, kind: str) -> int:
    """The unit that closes a bracket or a quoted name, -1 where none does nearby."""
    wanted = "close" if kind == "open" else "quote"
    for j in range(k + 1, min(len(units), k + 8)):
        unit = units[j]
        if isinstance(unit, Marker) and unit.kind == wanted:
            return j
        if isinstance(unit, Verb):
            return -1
    return -1


def _with_apposition(stage: Stage, k: int, last: int) -> int:
    """The end of a name with its apposition between commas: "X, the head of Y," - phrases only, no verb."""
    units = stage.units
    if k >= len(units) or not isinstance(m := units[k], Marker) or m.kind != "comma":
        return last
    if k + 1 >= len(units) or not isinstance(apart := units[k + 1], Phrase) or apart.first != m.first + 1:
        return last
    people = apart.mention is not None or stage.tokens[apart.head].lemma in stage.settings.classes.get("people", ())
    if stage.settings.by_case and not (people and stage.tokens[apart.first].pos != "NUM"):
        return last  # "убив, по данным больницы, 22 человека"
    for j in range(k + 1, min(len(units), k + 10)):
        unit = units[j]
        if isinstance(unit, Marker) and unit.kind in ("comma", "stop"):
            return unit.first
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind not in ("and", "open", "close", "quote")):
            return last
        if isinstance(unit, Phrase) and (unit.time or (stage.quote_at(unit.first) is not None and len(stage.quotes) > 0)):
            return last
    return last


def mentions_in(mentions: list[Mention], first: int, last: int) -> list[Mention]:
    """The mentions that lie in a token range."""
    return [m for m in mentions if m.first >= first and m.last <= last]
