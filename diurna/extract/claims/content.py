"""Contents: which words a cue reports: to its right (clause, infinitive, object, quotation) or before it.

All positions are token indices of the cue's sentence until `Found.pieces`, which are offsets of the text.
"""

from __future__ import annotations

from diurna.extract.claims import addressees, fronting, openings
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.extents import (
    Found,
    completes,
    end,
    ends_quote,
    finite_ahead,
    first_unit,
    has_finite,
    piece,
    says,
    spelled,
    titles,
    turned,
    turning,
)
from diurna.extract.claims.quotes import Quote
from diurna.extract.claims.speaking import is_thing
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.langs.speech import Cue

SAYING = frozenset({"speech", "finding"})
"""Kinds of cues that a colon may follow behind their object: "posed a question: ..."; who wants a thing says no more by it."""

MAX_SKIPPED = 4
"""Adverbials and addressees that may stand between a cue and its content."""


def right(stage: Stage, anchor: Anchor, cue: Cue, stops: list[int], skip: list[Phrase]) -> Found | None:
    """The content that follows the cue; `stops` are tokens where other reporting clauses begin, `skip` the cue's own subject."""
    slots, units = cue.content, stage.units
    k = first_unit(stage, anchor.last)
    obj: Phrase | None = None
    skipped = 0
    ahead = fronting.ahead(stage, anchor, cue) or _quote_right(stage, anchor, slots)
    if ahead is not None:
        return ahead
    while k < len(units):
        unit = units[k]
        q = stage.quote_at(unit.first)
        if q is not None and q.words(stage.text) < 2 and not stage.settings.case and k and openings.qualifies(stage, unit.first):
            q = None  # "una risposta «speculare»"
        if q is not None and "quote" in slots and (obj is None or "obj" not in slots):
            return _quote(stage, q, unit.first)
        if isinstance(unit, Marker):
            step = _marker(stage, anchor, cue, unit, k, obj, stops)
            if isinstance(step, Found):
                return step
            if not step:
                break
            k = step
            continue
        if isinstance(unit, Verb):
            found = _verb(stage, anchor, cue, unit, obj, stops)
            if found is not None:
                return found
            if not openings.equates(stage, anchor, unit, units[k + 1] if k + 1 < len(units) else None):
                break
            k += 1
            continue
        if unit in skip or completes(stage, anchor, unit, k) or titles(stage, unit, k, skip):
            k += 1
            continue
        if unit.first == anchor.last and "obj" in slots and unit.prep and openings.partitive(stage, anchor, unit):
            return piece(stage, unit.first, end(stage, unit.first, stops, nominal=True), "obj")
        if unit.first < anchor.last and "obj" in slots and not addressees.correlative(stage, unit):
            return piece(stage, anchor.last, end(stage, anchor.last, stops, nominal=True), "obj")
        step = _phrase(stage, anchor, cue, unit, k, obj, stops)
        if step is not None:
            return step
        if (
            not unit.prep
            and obj is None
            and not addressees.correlative(stage, unit)
            and not (unit.time and unit.mention is None)
            and not addressees.told(stage, unit, k, slots)
        ):
            obj = unit
        elif unit.prep or unit.time:
            skipped += 1
        if skipped > MAX_SKIPPED:
            break
        k = _after_group(stage, unit, k)
    told = cue.act in ("demand", "threaten") and stage.settings.case and obj is not None and addressees.is_pronoun(obj)  # "попередив його"
    if obj is not None and "obj" in slots and not told and stage.tokens[obj.head].norm not in stage.settings.reflexives:
        return piece(stage, obj.first, end(stage, obj.first, stops, nominal=True), "obj")
    return None


def _quote_right(stage: Stage, anchor: Anchor, slots: tuple[str, ...]) -> Found | None:
    """A quotation right behind the cue, perhaps after a comma or colon or a short addressee."""
    if "quote" not in slots:
        return None
    tokens = stage.tokens
    for i in range(anchor.last, min(len(tokens), anchor.last + 3)):
        q = stage.quote_at(i)
        if q is not None and (i == anchor.last or tokens[i - 1].text in ",:"):
            return None if addressees.named(stage, q) else _quote(stage, q, i)
        if tokens[i].text not in ",:":
            break
    return None


def _quote(stage: Stage, q: Quote, token: int) -> Found:
    """A quotation as content: with what follows it where the quotation is only the beginning of a clause."""
    tokens = stage.tokens
    after = next((i for i in range(token, len(tokens)) if tokens[i].start >= q.end), len(tokens))
    if after < len(tokens) and tokens[after].text not in ",.;:!?—–-)" and q.end - q.start < 60:
        stop = end(stage, token, [], nominal=True)
        last = tokens[stop - 1].end
        return Found([(q.start, max(q.end, last))], "quote", token, q)
    return Found([(q.start, q.end)], "quote", token, q)


def _marker(stage: Stage, anchor: Anchor, cue: Cue, m: Marker, k: int, obj: Phrase | None, stops: list[int]) -> Found | int:
    """What a marker on the way means: a content, the next unit to look at, or 0 to stop."""
    slots, units = cue.content, stage.units
    nxt = units[k + 1] if k + 1 < len(units) else None
    if m.kind in ("that", "sub", "if", "rel"):
        if obj is not None and "obj" in slots:
            return 0
        since = m.kind == "sub" and m.norm in stage.speech.list("since_that") and anchor.verb is not None and anchor.verb.perfect
        if since and "that" in slots and nxt is not None:  # "il a admis depuis que ...": has since admitted that
            return piece(stage, nxt.first, end(stage, nxt.first, stops), "that") or 0
        if openings.opens_clause(stage, m, slots):
            return _clause(stage, m, stops)
        return 0
    if m.kind in ("adv", "quote", "particle"):
        if "that" in slots and m.kind == "adv" and m.norm in stage.speech.list("question"):
            return _clause(stage, m, stops)
        return k + 1
    if m.kind == "comma":
        return _comma(stage, anchor, cue, k, obj, stops)
    if m.kind == "stop":
        if anchor.verb is not None and anchor.verb.passive and anchor.verb.form == "part" and not stage.settings.case:
            return 0  # "uno scambio concordato a Istanbul: tornano 146 soldati"
        lean = stage.settings.prodrop and not stage.settings.case
        if lean and anchor.verb is not None and anchor.verb.form == "inf" and nxt is not None and stage.quote_at(nxt.first) is None:
            return 0  # "nega di aver tradito: i suoi volevano un'altra via"
        own = (spelled(stage, m) or _denies(stage, anchor)) and _has_thing(stage, anchor, k)  # the quotation is a claim of its own
        feels = cue.kind == "feeling" and nxt is not None and stage.quote_at(nxt.first) is None
        told = nxt is not None and ("quote" in slots or "that" in slots) and (obj is None or says(stage, cue))
        if m.norm == ":" and not feels and told and nxt is not None and not own:
            return piece(stage, nxt.first, len(stage.tokens), "quote", keep_stop=True) or 0
        return 0
    if m.kind == "open":
        while k < len(units) and not (isinstance(c := units[k], Marker) and c.kind == "close"):
            k += 1
        return k + 1
    return 0


def _denies(stage: Stage, anchor: Anchor) -> bool:
    """Whether what follows a colon only argues for a Romance denial or demand: "respinge le accuse: il dossier è vuoto"."""
    return (
        any(c.act in ("deny", "refuse", "demand") for c in anchor.cues) and not stage.settings.case and not stage.settings.bare_complements
    )


def _has_thing(stage: Stage, anchor: Anchor, k: int) -> bool:
    """Whether what a cue other than a plain "said" reports stands before the colon at unit `k`: "ha chiesto una tregua: «Basta»"."""
    takes = any("obj" in c.content and c.act != "say" for c in anchor.cues)
    between = stage.units[first_unit(stage, anchor.last) : k]
    return takes and any(isinstance(u, Phrase) and not u.prep and not u.time and is_thing(stage, u) for u in between)


def _clause(stage: Stage, m: Marker, stops: list[int]) -> Found | int:
    start = m.first
    keep = stage.speech.convention.opener or m.kind != "that"
    first = start if keep else start + 1
    return piece(stage, first, end(stage, start, stops), "that") or 0


def _comma(stage: Stage, anchor: Anchor, cue: Cue, k: int, obj: Phrase | None, stops: list[int]) -> Found | int:
    """A comma on the way: languages that put one before every clause go on behind it; elsewhere it closes, or opens an aside."""
    units, slots = stage.units, cue.content
    nxt = units[k + 1] if k + 1 < len(units) else None
    if nxt is None:
        return 0
    if isinstance(nxt, Marker):
        if nxt.kind in ("that", "sub", "if", "rel") and openings.opens_clause(stage, nxt, slots):
            pronoun = stage.settings.prodrop or (nxt.kind == "rel" and not stage.settings.bare_complements)
            if pronoun and not stage.settings.case and _relates(stage, anchor, k):
                return 0  # "sospechan de la flota, que ...": a relative clause of something in between
            return _clause(stage, nxt, stops)
        if nxt.kind == "quote":
            return k + 1
        if nxt.kind == "adv" and "that" in slots and nxt.norm in stage.settings.allegedly:
            return piece(stage, nxt.first + 1, end(stage, nxt.first + 1, stops), "that") or 0
        own = stage.settings.verb_final and "that" in slots and obj is None and anchor.phrase is None  # "sagte, auch sein Land würde ..."
        if nxt.kind == "adv" and own and _mood_ahead(stage, k + 1) == "sub" and not turning(stage, nxt.first):
            return piece(stage, nxt.first, end(stage, nxt.first, stops), "that") or 0
        if nxt.kind == "adv":
            return k + 1 if stage.settings.case else 0
    if stage.quote_at(nxt.first) is not None:
        return k + 1
    if stage.settings.verb_final and (obj is None or "obj" not in slots or anchor.verb is None or not anchor.verb.perfect):
        if (isinstance(nxt, Verb) and nxt.form == "inf") or _infinitive_ahead(stage, k + 1):
            if "inf" in slots:
                return piece(stage, nxt.first, end(stage, nxt.first, stops), "inf") or 0
            return 0
        # a verb stands second in a statement
        goes_on = isinstance(nxt, Verb) or turning(stage, nxt.first) or (isinstance(nxt, Marker) and nxt.kind in ("rel", "and"))
        told = anchor.phrase is None or _mood_ahead(stage, k + 1) == "sub"
        if "that" in slots and not goes_on and told and finite_ahead(stage, k + 1):
            return piece(stage, nxt.first, end(stage, nxt.first, stops), "that") or 0
    aside = _aside(stage, k)
    return aside if aside else 0


def _mood_ahead(stage: Stage, k: int) -> str:
    """The mood of the next finite verb: a noun's content without "dass" stands in that of reported speech ("die Meldung, er sei tot")."""
    return next((u.mood for u in stage.units[k:] if isinstance(u, Verb) and u.form == "fin"), "")


def _relates(stage: Stage, anchor: Anchor, k: int) -> bool:
    """Whether "que" behind the comma at a unit is a relative pronoun: a phrase stands before it and no comma opened an aside."""
    start = stage.unit_at[anchor.last - 1]
    commas = sum(isinstance(u, Marker) and u.kind == "comma" for u in stage.units[start + 1 : k])
    return commas % 2 == 0 and isinstance(stage.units[k - 1], Phrase)


def _aside(stage: Stage, k: int) -> int:
    """The unit after the second comma of a short aside that leads to a complement: "said, on Monday, that"."""
    units = stage.units
    for j in range(k + 1, min(len(units), k + 11)):
        unit = units[j]
        if isinstance(unit, Verb) and (unit.form != "ger" or j > k + 1):
            return 0
        if isinstance(unit, Marker) and unit.kind == "comma":
            after = units[j + 1] if j + 1 < len(units) else None
            asked = stage.settings.prodrop and not stage.settings.case and isinstance(after, Verb) and after.form == "inf"
            opens = (
                asked
                or (isinstance(after, Marker) and after.kind in ("that", "quote"))
                or (after is not None and stage.quote_at(after.first) is not None)
            )
            return j + 1 if opens else 0
    return 0


def _infinitive_ahead(stage: Stage, k: int) -> bool:
    """German "..., die Truppen abzuziehen": an infinitive with zu before the next comma and no finite verb before it."""
    for unit in stage.units[k:]:
        if isinstance(unit, Verb):
            return unit.form == "inf"
        if isinstance(unit, Marker) and unit.kind in ("comma", "stop", "that", "rel", "if", "sub"):
            return False
    return False


def _verb(stage: Stage, anchor: Anchor, cue: Cue, verb: Verb, obj: Phrase | None, stops: list[int]) -> Found | None:
    slots = cue.content
    if anchor.phrase is not None and stage.settings.infinitive and not _marked(stage, verb):
        return None
    if _is_infinitive(stage, verb):
        if obj is not None and "objinf" in slots:
            return piece(stage, obj.first, end(stage, obj.first, stops), "inf")
        if ("inf" in slots or "objinf" in slots) and not turned(stage, verb):
            adverbial = anchor.verb is not None and anchor.verb.form == "ger" and stage.settings.case  # its comma closes it
            return piece(stage, verb.first, end(stage, verb.first, stops, nominal=adverbial), "inf")
    lean = stage.settings.prodrop and not stage.settings.case
    if verb.form == "ger" and ("ger" in slots or ("obj" in slots and not lean)) and obj is None:
        return piece(stage, verb.first, end(stage, verb.first, stops), "ger")
    return None


def _is_infinitive(stage: Stage, verb: Verb) -> bool:
    """An infinitive by its tag or, in Slavic, by its form: the form of the dictionary."""
    tok = stage.tokens[verb.head]
    return verb.form == "inf" or (stage.settings.case and not stage.settings.verb_final and tok.norm == tok.lemma and tok.pos == "VERB")


def _marked(stage: Stage, verb: Verb) -> bool:
    """Whether an infinitive has its marker ("to", "zu", "de"), inside the word where the language puts it there."""
    words = stage.settings.infinitive
    tokens = stage.tokens[max(0, verb.first - 1) : verb.last]
    return bool(verb.marker) or any(t.norm in words for t in tokens) or any(w in stage.tokens[verb.head].norm[1:] for w in words)


def _phrase(stage: Stage, anchor: Anchor, cue: Cue, phrase: Phrase, k: int, obj: Phrase | None, stops: list[int]) -> Found | None:
    """A bare clause ("said X did Y") begins with a phrase that has a finite verb of its own."""
    if "that" not in cue.content or stage.settings.verb_final or anchor.phrase is not None:
        return None
    if phrase.time and not phrase.mention:
        return None
    j = _after_group(stage, phrase, k)
    while j < len(stage.units) and isinstance(u := stage.units[j], Marker) and u.kind in ("adv", "quote", "open", "close"):
        j += 1
    nxt = stage.units[j] if j < len(stage.units) else None
    if phrase.prep and not isinstance(nxt, Phrase):
        return None
    if not stage.settings.bare_complements:
        return None
    if isinstance(nxt, Verb) and nxt.form == "fin" and not phrase.prep:
        return piece(stage, phrase.first, end(stage, phrase.first, stops), "that")
    return None


def _after_group(stage: Stage, phrase: Phrase, k: int) -> int:
    """The unit after a phrase, its of-phrases and what it is coordinated with."""
    units = stage.units
    j = k + 1
    while j < len(units):
        unit = units[j]
        if isinstance(unit, Phrase) and unit.owner is not None and unit.prep in stage.settings.of:
            j += 1
        elif (
            isinstance(unit, Marker)
            and unit.kind in ("and", "comma")
            and j + 1 < len(units)
            and isinstance(n := units[j + 1], Phrase)
            and n in phrase.group
        ):
            j += 2
        else:
            break
    return j


def left(stage: Stage, start: int, floor: int) -> Found | None:
    """The content before a reporting clause that begins at token `start`: "..., said X"; `floor` is where an earlier one ended."""
    tokens = stage.tokens
    i = start - 1
    while i >= floor and tokens[i].text in (",", "—", "–", "-", "--", "―"):
        i -= 1
    if i < floor or (i == start - 1 and not ends_quote(stage, i)):
        return None
    end = tokens[i].end
    for q in stage.quotes:
        long = q.words(stage.text) > 1 or q.start <= stage.sentence.start
        if long and q.start < end <= q.end <= tokens[start].start and q.end - end <= 2:
            return _left_quote(stage, q, floor, i)
    if not has_finite(stage, floor, i):
        return None
    first = floor
    while first < i and (tokens[first].text in (",", "—", "–", "-", "--", ";", ":") or tokens[first].text == ")"):
        first += 1
    return Found([(tokens[first].start, tokens[i].end)], "that", first)


def _left_quote(stage: Stage, q: Quote, floor: int, i: int) -> Found:
    """The quotation that ends before the reporting clause, with the words that lead into it in the same sentence."""
    tokens = stage.tokens
    lead = [j for j in range(floor, i + 1) if tokens[j].end <= q.start]
    if lead and q.start > stage.sentence.start and len(lead) > 1:
        return Found([(tokens[lead[0]].start, q.end)], "that", lead[0], None)
    return Found([(q.start, q.end)], "quote", max(floor, 0), q)
