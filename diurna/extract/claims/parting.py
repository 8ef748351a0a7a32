"""Contents that a reporting clause parts: "the plan, says X, is dead", "si Paris cède, prévient X, Rome suivra"."""

from __future__ import annotations

from diurna.extract.claims import speakers, starts
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import Found, end, ends_quote_before, finite_ahead, first_unit, has_finite, piece
from diurna.extract.clauses.units import Marker, Phrase, Verb


def parted(stage: Stage, anchor: Anchor, start: int, floor: int, stops: list[int]) -> Found | None:
    """A content that the reporting clause at token `start` parts before its verb: "the plan, says X, is dead"."""
    tokens = stage.tokens
    if tokens[start - 1].text != ",":
        return None
    first = max([floor, *(i + 1 for i in range(floor, start - 1) if tokens[i].text in ":;" and stage.inside_quote(i) is None)])
    again = _behind_condition(stage, anchor, first, start)
    if again < 0 and has_finite(stage, first, start - 1):
        return None
    if not any(t.pos in ("NOUN", "PROPN", "PRON") for t in tokens[first : start - 1]):
        return None
    again = again if again > 0 else _resumes(stage, anchor)
    if again < 0:
        return None
    rest = piece(stage, again, end(stage, again, stops), "that")
    return None if rest is None else Found([(tokens[first].start, tokens[start - 2].end), *rest.pieces], "that", first)


def both_sides(stage: Stage, anchor: Anchor, found: Found, stops: list[int]) -> None:
    """ "A, he said, B": add what follows the reporting clause to a content that stands before it."""
    tokens = stage.tokens
    i = anchor.last
    while i < len(tokens) and tokens[i].text not in (",", ".", ":", ";") and stage.quote_at(i) is None:
        i += 1
    if i >= len(tokens) - 1:
        return
    if found.quote is not None and (later := starts.next_quote(stage, anchor)) is not None:
        found.pieces.append((later.start, later.end))
        return
    nxt = i if stage.quote_at(i) is not None else i + 1
    q = stage.quote_at(nxt)
    romance = bool(stage.settings.clitics) and not stage.settings.case
    added = found.slot == "that" and (ends_quote_before(stage, found.pieces[-1][1]) or (romance and tokens[i].text == ":"))
    if q is not None and (found.quote is not None or added):
        found.pieces.append((q.start, q.end))
        return
    if tokens[i].text != "," or found.quote is not None or i > anchor.last + 6:
        return
    unit = stage.units[stage.unit_at[nxt]]
    subject = speakers.subject(stage, anchor)
    if (
        isinstance(unit, Marker)
        or (isinstance(unit, Verb) and unit.form != "fin")
        or (subject is not None and subject.first > anchor.token and not _condition(stage, found))
    ):
        return
    if finite_ahead(stage, stage.unit_at[nxt]):
        rest = piece(stage, nxt, end(stage, nxt, stops), "that")
        if rest is not None:
            found.pieces.extend(rest.pieces)


def _condition(stage: Stage, found: Found) -> bool:
    """Whether what stands before a Slavic reporting clause is but a condition: "если обстрелы продолжатся, предупредил он, ..."."""
    words = stage.settings.conditionals
    return bool(stage.settings.by_case) and any(t.norm in words for t in stage.tokens[found.start : found.start + 1])


def _behind_condition(stage: Stage, anchor: Anchor, first: int, start: int) -> int:
    """Where a Romance main clause begins whose condition the reporting clause ends: "si Paris cède, prévient X, | Rome suivra"; -1 else."""
    s = stage.settings
    if s.case or s.bare_complements:
        return -1
    for c in stage.syntax.clauses:
        main = c.parent
        if c.kind != "if" or main is None or main.verb is None or c.verb is None or not first <= c.verb.head < start:
            continue
        if main.verb.first > anchor.last and main.units and main.units[0].first > anchor.last:
            return main.units[0].first
    return -1


def _resumes(stage: Stage, anchor: Anchor) -> int:
    """The token after a comma behind a reporting clause where a finite verb or a quotation goes on with the content, -1 without one."""
    units = stage.units
    for k in range(first_unit(stage, anchor.last), len(units) - 1):
        unit = units[k]
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind not in ("comma", "and", "adv", "open", "close")):
            return -1
        if isinstance(unit, Phrase) and unit.prep in stage.settings.by and unit.first == anchor.last:
            return -1
        if not isinstance(unit, Marker) or unit.kind != "comma":
            continue
        j = k + 1
        while j < len(units) - 1 and isinstance(m := units[j], Marker) and m.kind == "adv":
            j += 1
        slavic = stage.settings.by_case != ""
        after = next((u for u in units[j:] if not (slavic and isinstance(u, Phrase))), units[j])  # "X, says Y, к ней отношения не имел"
        quoted = stage.quote_at(after.first) is not None or _clause_ahead(stage, anchor, j)
        if quoted or (isinstance(after, Verb) and after.form == "fin") or (isinstance(after, Marker) and after.kind == "quote"):
            return units[k + 1].first
    return -1


def _clause_ahead(stage: Stage, anchor: Anchor, j: int) -> bool:
    """Whether behind an inverted Romance report a clause begins with its subject: "A Sumy, dice il sindaco, un drone ha ..."."""
    if stage.settings.case or stage.settings.bare_complements or not anchor.clause.inverted:
        return False
    subject = stage.units[j]
    if not isinstance(subject, Phrase) or subject.prep or subject.time:
        return False
    behind = (u for u in stage.units[j + 1 :] if not (isinstance(u, Marker) and u.kind == "adv"))
    behind = (u for u in behind if not (isinstance(u, Phrase) and (u.prep or u.time or u.owner is not None)))
    verb = next(behind, None)
    return isinstance(verb, Verb) and verb.form == "fin"
