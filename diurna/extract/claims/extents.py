"""Extents: how far a content reaches: to the end of its clause or sentence, to an aside, or to the next report."""

from __future__ import annotations

import msgspec

from diurna.extract.claims import taking_up
from diurna.extract.claims.cues import Anchor, Stage, end_of
from diurna.extract.claims.quotes import Quote
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.edges import begins
from diurna.langs.speech import Cue

LONGEST = 250
"""Units in the longest content: no journalist writes one, and it keeps nested reports of any depth linear."""

TURNING = 4
"""Words of an opener such as "before", "перед тим як" at most, and how far before its verb it may stand."""
TOLD_INSTEAD = frozenset({"acknowledge", "confirm", "promise", "retract", "deny", "refuse"})


class Found(msgspec.Struct):
    """A content: its pieces in the text, the slot it was found in, and the addressee that stood between."""

    pieces: list[tuple[int, int]]
    slot: str
    start: int
    quote: Quote | None = None


def first_unit(stage: Stage, token: int) -> int:
    """Index of the first unit that begins at or after a token."""
    if token >= len(stage.tokens):
        return len(stage.units)
    k = stage.unit_at[token]
    while k < len(stage.units) and end_of(stage.units[k]) <= token:
        k += 1
    return k


def finite_ahead(stage: Stage, k: int) -> bool:
    """Whether a finite verb follows before the next comma or stop."""
    for unit in stage.units[k:]:
        if isinstance(unit, Verb) and unit.form == "fin":
            return True
        if isinstance(unit, Marker) and unit.kind in ("stop",):
            return False
    return False


def piece(stage: Stage, first: int, last: int, slot: str, keep_stop: bool = False) -> Found | None:
    """The tokens `[first, last)` as a content without stops at its edges, None where nothing is left."""
    tokens = stage.tokens
    while last > first and tokens[last - 1].text in (",", ";", ":", "—", "–", "-", ".") and not keep_stop:
        last -= 1
    while first < last and tokens[first].text in (",", "—", "–"):
        first += 1
    if last <= first:
        return None
    start, stop = tokens[first].start, tokens[last - 1].end
    for q in stage.quotes:
        if q.start < stop < q.end and q.start >= start:
            stop = q.end
    return Found([(start, stop)], slot, first)


SAYING = frozenset({"speech", "finding"})
"""Kinds of cues that a colon may follow behind their object: "posed a question: ..."; who wants a thing says no more by it."""

OF_THINGS = frozenset({"accuse", "deny", "refuse", "acknowledge", "demand"})
"""Acts that in Slavic are about their object, whatever stands behind a colon."""


def says(stage: Stage, cue: Cue) -> bool:
    """Whether what follows a colon is what is said, though the cue has an object before it."""
    return cue.kind in SAYING and not (stage.settings.by_case and cue.act in OF_THINGS)


def completes(stage: Stage, anchor: Anchor, phrase: Phrase, k: int) -> bool:
    """Whether the bare phrase at unit `k` only completes the prepositional phrase right before it: ru "сообщил о гибели солдат"."""
    before = stage.units[k - 1] if k else None
    if not stage.settings.case or phrase.prep or not isinstance(before, Phrase) or not before.prep or before.first < anchor.last:
        return False
    return phrase.owner is before


def titles(stage: Stage, phrase: Phrase, k: int, skip: list[Phrase]) -> bool:
    """Whether a Slavic noun only says who the subject right behind it is: "осудил беглый банкир Мухтар Аблязов"."""
    nxt = stage.units[k + 1] if k + 1 < len(stage.units) else None
    return stage.settings.by_case != "" and not phrase.prep and phrase.cases[:1] == "n" and nxt in skip and nxt is not None


def what_of(stage: Stage, anchor: Anchor, obj: Phrase) -> Found | None:
    """What follows an object that is a word of the cue itself: "возложил вину | на соседей"; None where nothing does."""
    k = first_unit(stage, anchor.last)
    after = stage.units[k] if k < len(stage.units) else None
    own = any(a <= obj.head < b for a, b in anchor.pieces) and anchor.verb is not None and obj.first > anchor.verb.first
    if not own or not isinstance(after, Phrase) or after.prep not in stage.settings.against or after.first != anchor.last:
        return None
    return piece(stage, anchor.last, end(stage, anchor.last, [], nominal=True), "obj")


def pointed(stage: Stage, anchor: Anchor, found: Found, stops: list[int]) -> Found | None:
    """What a Slavic content that only points ahead stands for: the clause behind "в том, что", the quotation behind the colon of "выразил
    сомнение: «...»"; None where it says something itself."""
    tokens, s = stage.tokens, stage.settings
    if not s.by_case or found.slot != "obj" or len(found.pieces) != 1:
        return None
    inside = [i for i, t in enumerate(tokens) if found.pieces[0][0] <= t.start < found.pieces[0][1]]
    last = inside[-1] + 1 if inside else len(tokens)
    if last + 1 >= len(tokens):
        return None
    if (
        len(inside) == 1
        and tokens[inside[0]].lemma in s.pointers
        and tokens[last].text == ","
        and tokens[last + 1].norm in s.complementisers
    ):
        return piece(stage, last + 2, end(stage, last + 1, stops), "that")
    own = any(a <= inside[0] < b for a, b in anchor.pieces) if inside else False
    quote = stage.quote_at(last + 1) if own and tokens[last].text == ":" else None
    return Found([(quote.start, quote.end)], "quote", last + 1, quote) if quote is not None else None


def up_to(stage: Stage, last: int, anchor: Anchor) -> int:
    """The end of an object before a further word of its cue, with what belongs to it in between: "удар по мечети | отрицают"."""
    bound = next((a for a, _ in anchor.pieces if a > last), -1)
    between = [u for u in stage.units if last <= u.first < bound] if not stage.settings.verb_final else []
    own = all(isinstance(u, Phrase) and not u.time and (u.prep or u.owner is not None) for u in between)
    return bound if between and own else last


def end(stage: Stage, first: int, stops: list[int], nominal: bool = False) -> int:
    """The token after a content that begins at `first`."""
    tokens, units, n = stage.tokens, stage.units, len(stage.tokens)
    k = stage.unit_at[first]
    farthest = k + LONGEST
    limit = min([s for s in stops if s > first], default=n)
    verbs = opened = 0
    opened_by = tokens[first].norm in stage.settings.complementisers
    pronoun = opened_by and first + 1 < n and tokens[first + 1].norm in stage.settings.coordinators  # "що та не прийде": she
    flat = nominal and not stage.settings.case and not stage.settings.compounds
    bare = bool(stage.settings.by_case) and isinstance(lead := units[k], Verb) and lead.form == "inf"
    while k < len(units):
        if k >= farthest:
            return units[k].first
        unit = units[k]
        at = unit.first
        if (turn := _turning_before(stage, at, first)) > first:
            return min(turn, limit)
        if at >= limit:
            return limit
        inside = stage.inside_quote(at)
        if inside is not None and inside.start >= tokens[first].start:
            while k < len(units) and tokens[units[k].first].start < inside.end:
                k += 1
            continue
        if isinstance(unit, Verb):
            verbs += unit.form == "fin"
            if flat and verbs > opened:
                return (
                    _joined(stage, unit, first) or at
                )  # "los vecinos que rechazan la ley cortaron la ruta": the verb is the upper clause's
        elif (
            isinstance(unit, Marker)
            and at > first + pronoun
            and (_closes(stage, unit, k, nominal, verbs) or (bare and _next_clause(stage, unit, k)))
        ):
            return at
        opened += isinstance(unit, Marker) and unit.kind in ("rel", "that", "sub", "if")
        k += 1
    return _without_final(stage, n)


def _joined(stage: Stage, verb: Verb, first: int) -> int:
    """Where an "and" behind `first` opens the clause of a verb with its own subject, 0 for others: "... de mensonges et Rome a rappelé"."""
    clause = next((c for c in stage.syntax.clauses if c.verb is verb), None)
    start = min(u.first for u in clause.units) if clause is not None and clause.kind == "main" else 0
    k = stage.unit_at[start] - 1
    opens = start > first and isinstance(m := stage.units[k], Marker) and m.kind == "and"
    return stage.units[k].first if opens else 0


def _without_final(stage: Stage, end: int) -> int:
    tokens = stage.tokens
    while end > 0 and tokens[end - 1].text in ".!?…":
        end -= 1
    return end


def _closes(stage: Stage, m: Marker, k: int, nominal: bool, verbs: int) -> bool:
    """Whether a marker ends a content. `verbs`: the finite verbs met so far; without any, the next one behind "and" is the
    reporting clause's own ("se negó a declarar y fue enviado a prisión").
    """
    units = stage.units
    nxt = units[k + 1] if k + 1 < len(units) else None
    if m.kind == "stop":
        ends = m.norm == ":" and (nominal or spelled(stage, m) or taking_up.verb(stage, k + 1) is not None or _reported_behind(stage, m))
        return ends or m.norm in (";", "—", "–", "--", "―", ".", "!", "?")
    if m.kind == "comma":
        return _comma_closes(stage, nxt, k, nominal, verbs)
    if m.kind == "close":
        return not any(isinstance(u, Marker) and u.kind == "open" for u in units[max(0, k - 12) : k])
    if nominal and m.kind in ("sub", "if"):
        return True
    if m.kind == "and":
        return isinstance(nxt, Verb) and nxt.form == "fin" and (nominal or not verbs or _cue_verb(stage, nxt))
    return False


def _reported_behind(stage: Stage, colon: Marker) -> bool:
    """Whether what follows a Romance colon has its own reporting verb: "nega di aver tradito: i suoi, dice, volevano altro"."""
    if stage.settings.case or stage.settings.bare_complements:
        return False
    later = (a for a in stage.anchors if a.verb is not None and a.first > colon.first and a.verb.form == "fin")
    return any(stage.tokens[a.first - 1].text == "," and any("before" in c.content for c in a.cues) for a in later)


def spelled(stage: Stage, colon: Marker) -> bool:
    """Whether a Romance colon leads to a quotation that spells a content out, a claim of its own: "nega: «...»"."""
    romance = not stage.settings.case and not stage.settings.bare_complements
    return romance and (q := stage.quote_at(colon.first + 1)) is not None and q.words(stage.text) > 1


def _next_clause(stage: Stage, m: Marker, k: int) -> bool:
    """Whether a comma ends a Slavic infinitive as content, since a subject with its verb comes next: "призвал уйти, Париж попросил ..."."""
    nxt = stage.units[k + 1] if m.kind == "comma" and k + 1 < len(stage.units) else None
    if not isinstance(nxt, Phrase) or nxt.prep or nxt.cases[:1] != "n":
        return False
    for unit in stage.units[k + 2 : k + 8]:
        if isinstance(unit, Verb):
            return unit.form == "fin"
        if isinstance(unit, Marker) and unit.kind in ("comma", "stop", "that", "rel"):
            return False
    return False


def _comma_closes(stage: Stage, nxt: Unit | None, k: int, nominal: bool, verbs: int) -> bool:
    if nxt is None or taking_up.verb(stage, k + 1) is not None or taking_up.sums_up(stage, k + 1):
        return True
    if _afterwards(stage, k) or (not nominal and verbs and not stage.settings.case and _apposed(stage, k)):
        return True
    if isinstance(nxt, Marker):
        if nxt.kind == "sub":
            return nxt.norm in stage.speech.list("closing") or nominal or _reported_by(stage, k + 1)
        if nxt.kind in ("and",):
            joined = nominal and not _listed(stage, k)
            return joined or nxt.norm in stage.speech.list("closing") or (not verbs and finite_ahead(stage, k + 1))
        if nxt.kind == "rel":
            return nominal or not stage.settings.case
        if nxt.kind == "adv" and stage.settings.case and not stage.settings.verb_final:
            return nominal and not _listed(stage, k)  # "..., який просив про мир, тепер дорікає"
        return nominal and nxt.kind in ("that", "if")
    if isinstance(nxt, Verb) and nxt.form in ("ger", "part") and not stage.settings.case:
        return nominal or _cue_verb(stage, nxt)
    if isinstance(nxt, Verb) and nxt.form == "ger" and not stage.settings.verb_final and _cue_verb(stage, nxt):
        return True  # "відмовився коментувати, наголосивши, що ..."
    return nominal and not _listed(stage, k)


def _reported_by(stage: Stage, k: int) -> bool:
    """Whether the opener at unit `k` leads to who else says so, with a pronoun for what stands before: ", como le reprocha Díaz"."""
    opener, verb = stage.units[k], stage.units[k + 1] if k + 1 < len(stage.units) else None
    if not isinstance(opener, Marker) or opener.norm not in stage.speech.list("reported_by") or not isinstance(verb, Verb):
        return False
    pointing = any(t.norm in stage.settings.clitics for t in stage.tokens[verb.first : verb.head])
    return pointing and verb.form == "fin" and bool(stage.speech.of("v", verb.lemma))


def _afterwards(stage: Stage, k: int) -> bool:
    """Whether the comma at unit `k` leads to another saying at its distance in time: ", three days after he conceded that"."""
    units = stage.units
    when, opener = (units[j] if j < len(units) else None for j in (k + 1, k + 2))
    if not (isinstance(when, Phrase) and isinstance(opener, Marker) and opener.kind == "sub"):
        return False
    if not when.time and stage.tokens[when.head].lemma not in stage.settings.time_words:
        return False
    verb = next((u for u in units[k + 3 : k + 7] if isinstance(u, Verb)), None)
    return verb is not None and any(c.kind == "speech" for c in stage.speech.of("v", verb.lemma))


def _turning_before(stage: Stage, at: int, first: int) -> int:
    """Where a clause of "before" opens at a unit's first token or at the words between it and the unit before, -1 where none does."""
    k = stage.unit_at[at]
    since = max(first + 1, end_of(stage.units[k - 1]) if k else 0)
    return next((i for i in range(since, at + 1) if turning(stage, i)), -1)


def turning(stage: Stage, first: int) -> bool:
    """Whether a clause of "before" opens at a token that tells what was said instead: "before admitting that", "ehe er einräumte"."""
    if not begins(stage.tokens, first, TURNING, stage.speech.list("turning")):
        return False
    verb = next((u for u in stage.units[stage.unit_at[first] : stage.unit_at[first] + 6] if isinstance(u, Verb)), None)
    return verb is not None and any(c.kind == "speech" and c.act in TOLD_INSTEAD and not c.words for c in stage.speech.of("v", verb.lemma))


def turned(stage: Stage, verb: Verb) -> bool:
    """Whether a verb is told in a clause that `turning` finds."""
    before = range(max(0, verb.first - TURNING), verb.head)
    return any(turning(stage, i) and not any(t.text in ",;" for t in stage.tokens[i : verb.first]) for i in before)


def _apposed(stage: Stage, k: int) -> bool:
    """Whether after a comma only a phrase without a verb of its own is left of the sentence: an apposition or afterthought."""
    units = stage.units
    nxt = units[k + 1] if k + 1 < len(units) else None
    if not isinstance(nxt, Phrase) or nxt.prep or nxt.time or _listed(stage, k):
        return False
    return not any(isinstance(u, Verb) or (isinstance(u, Marker) and u.kind in ("comma", "and")) for u in units[k + 2 :])


def _listed(stage: Stage, k: int) -> bool:
    """Whether a comma stands inside an enumeration of phrases."""
    units = stage.units
    before = next((u for u in reversed(units[:k]) if isinstance(u, Phrase)), None)
    after = next((u for u in units[k + 1 : k + 3] if isinstance(u, Phrase)), None)
    return before is not None and after is not None and after in before.group


def _cue_verb(stage: Stage, verb: Verb) -> bool:
    return any(c.kind == "speech" and "that" in c.content for c in stage.speech.of("v", verb.lemma))


def ends_quote(stage: Stage, i: int) -> bool:
    """Whether a quotation ends at a token, or right behind it."""
    end = stage.tokens[i].end
    return any(q.end == end or (q.start < end and 0 <= q.end - end <= 1) for q in stage.quotes)


def ends_quote_before(stage: Stage, offset: int) -> bool:
    """Whether a quotation ends at an offset, give or take its mark."""
    return any(abs(q.end - offset) <= 2 for q in stage.quotes)


def has_finite(stage: Stage, first: int, last: int) -> bool:
    """Whether a clause with a finite verb of its own stands in a token range: what is reported is a clause."""
    return any(
        c.verb is not None
        and c.verb.form == "fin"
        and first <= c.verb.head <= last
        and (c.kind in ("main", "if", "sub") or (c.kind == "that" and c.marker is not None and c.marker.first == first))
        and not (c.marker is not None and c.marker.norm in stage.speech.list("reported_by"))
        for c in stage.syntax.clauses
    )
