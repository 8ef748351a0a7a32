"""Speakers: the phrase that a cue's words belong to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.analysis import Token
from diurna.extract.claims import neighbours
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.houses import in_house, things
from diurna.extract.claims.leads import span_of
from diurna.extract.claims.speaking import addressed, after_quote, can_speak, is_thing, names_time, no_subject, some
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.edges import last_words
from diurna.langs.speech import Cue


class Source(msgspec.Struct):
    """A speaker in the text: token span, head token, and the phrase it was read from (the antecedent of a relative pronoun)."""

    first: int
    last: int
    head: int
    phrase: Phrase | None = None


def of_anchor(stage: Stage, anchor: Anchor, cue: Cue, content: list[tuple[int, int]]) -> Source | None:
    """The speaker of a cue, None where the text names none. What stands in the cue's own content is not its speaker."""
    found = _of_anchor(stage, anchor, cue)
    verb = anchor.verb
    if found is not None and verb is not None and found.first == found.last - 1 and _relative(stage, anchor.clause) == found.first:
        found = None if as_clause(stage, anchor) >= 0 else found
    unsure = found is None or _cannot_be(stage, found) or _within(stage, found.head, content)
    if found is not None and anchor.clause.kind == "rel" and found.phrase is not None:
        unsure = unsure or found.phrase not in (*anchor.clause.units, anchor.clause.antecedent)  # "которых в Баку называют"
    if verb is not None and unsure and (house := in_house(stage, verb, content)) is not None:
        span = source(stage, house)
        return Source(span.first, house.last, span.head, house) if house.last < span.last and house.mention is not None else span
    behind = verb is not None and bool(content) and not cue.speaker and content[0][0] < stage.tokens[verb.first].start
    if found is None and verb is not None and behind and not verb.passive:
        phrase = _reporter(stage, anchor, verb, content)
        if phrase is not None and _named_by(stage, phrase):
            return source(stage, phrase, verb.first)
    if found is None and verb is not None and as_clause(stage, anchor) >= 0 and not verb.passive:
        phrase = _reporter(stage, anchor, verb, content)
        return source(stage, phrase, verb.first) if phrase is not None else None
    if found is None or anchor.verb is None or not _within(stage, found.head, content):
        return found
    phrase = _reporter(stage, anchor, anchor.verb, content)
    return _widened(stage, source(stage, phrase, anchor.verb.first), anchor) if phrase is not None else None


def _cannot_be(stage: Stage, found: Source) -> bool:
    """Whether what looks like the subject may be none: a thing ("у відомстві тиск заперечують"), a pronoun in no nominative."""
    head = stage.tokens[found.head]
    if head.pos in ("PRON", "DET") or found.phrase is None:
        filler = head.norm in stage.settings.expletives | stage.settings.nobody or (
            head.gender == "n" and head.norm in stage.speech.list("back")
        )
        return filler or "n" not in head.cases
    return not can_speak(stage, found.phrase)


def as_clause(stage: Stage, anchor: Anchor) -> int:
    """The token of the "as" that opens a clause such as "as X said", "wie X mitteilte", -1 for other clauses."""
    verb, tokens, openers = anchor.verb, stage.tokens, stage.speech.list("reported_by")
    if verb is None or verb.form != "fin":
        return -1
    for i in range(verb.first - 1, max(-1, verb.first - 9), -1):
        if (first := opener(stage, i, openers)) >= 0:
            tied = first > 1 and tokens[first - 2].norm in stage.settings.correlatives  # "after that, as ..."
            return first if first == 0 or (tokens[first - 1].pos == "PUNCT" and not tied) else -1
        if (tokens[i].pos == "PUNCT" and tokens[i].text not in '«»„“”"()') or tokens[i].pos == "VERB":
            return -1
    return -1


def opener(stage: Stage, last: int, openers: frozenset[str]) -> int:
    """Where an opener of one word or more that ends at a token begins ("come", "a quanto", "ainsi que l'"), -1 where none ends there."""
    tokens = stage.tokens
    if tokens[last].norm not in last_words(openers):
        return -1
    for width in (4, 3, 2, 1):
        first = last - width + 1
        if first >= 0 and joined(tokens[first : last + 1]) in openers:
            return first
    return -1


def joined(tokens: Sequence[Token]) -> str:
    """Words as a pack writes them: "d'après ce que"."""
    return " ".join(t.norm for t in tokens).replace("' ", "'")


def _named_by(stage: Stage, phrase: Phrase) -> bool:
    return phrase.mention is not None or stage.tokens[phrase.head].pos in ("NOUN", "PROPN")


def _within(stage: Stage, token: int, content: list[tuple[int, int]]) -> bool:
    at = stage.tokens[token].start
    return any(a <= at < b for a, b in content)


def _reporter(stage: Stage, anchor: Anchor, verb: Verb, content: list[tuple[int, int]]) -> Phrase | None:
    """The bare phrase of the reporting clause: after an inverted verb and its further words, else before it, never in the content."""
    k = stage.unit_at[verb.first]
    behind = max(k, stage.unit_at[anchor.last - 1] if len(anchor.pieces) == 1 else k) + 1
    before, after = list(reversed(stage.units[max(0, k - 4) : k])), stage.units[behind : behind + 4]
    for unit in [*before, *after] if stage.settings.verb_final and before and isinstance(before[0], Phrase) else [*after, *before]:
        bare = isinstance(unit, Phrase) and (not unit.prep or unit.prep in stage.speech.list("reported_by") or some(stage, unit))
        lean = stage.settings.prodrop and not stage.settings.case
        thing = lean and isinstance(unit, Phrase) and is_thing(stage, unit) and (names_time(stage, unit) or not after_quote(stage, verb))
        free = isinstance(unit, Phrase) and bare and not (unit.time or thing or addressed(stage, unit))
        if isinstance(unit, Phrase) and free and not _within(stage, unit.head, content):
            return unit
        if isinstance(unit, Verb):
            return None
    return None


def _of_anchor(stage: Stage, anchor: Anchor, cue: Cue) -> Source | None:
    if cue.speaker == ("none",):
        return None
    if anchor.verb is None and anchor.phrase is None:
        return _before(stage, anchor)
    if anchor.verb is None:
        return _of_noun(stage, anchor)
    if cue.speaker:
        return _in_slots(stage, anchor, cue)
    return _of_verb(stage, anchor)


def _before(stage: Stage, anchor: Anchor) -> Source | None:
    """The nearest bare phrase before a predicative adjective, perhaps the one it was taken to belong to."""
    for unit in reversed(stage.units[: stage.unit_at[anchor.token] + 1]):
        if isinstance(unit, Phrase) and not unit.prep and not unit.time and unit.first < anchor.token:
            first, last = span_of(stage, unit)
            return Source(first, min(last, anchor.token), min(unit.head, anchor.token - 1), unit)
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind in ("stop", "that")):
            return None
    return None


def _in_slots(stage: Stage, anchor: Anchor, cue: Cue) -> Source | None:
    found = slotting.of_verb(anchor.clause, stage.tokens, stage.settings)
    for slot in cue.speaker:
        if slot == "none":
            return None
        phrases = found.get(slot)
        if phrases:
            return source(stage, phrases[0])
    return None


def subject(stage: Stage, anchor: Anchor) -> Phrase | None:
    """The phrase that is the subject of a cue's verb, as slots have it or by its place beside the verb."""
    verb = anchor.verb
    if verb is None:
        return None
    found = slotting.of_verb(anchor.clause, stage.tokens, stage.settings)
    stative = verb.passive and (verb.reflexive or anchor.cues[0].pos == "a")
    phrases = found.get("subj") or (found.get("obj") if stative else None)
    if phrases and stage.tokens[phrases[0].first].norm in stage.speech.list("clause_relatives") | stage.settings.object_relatives:
        phrases = (found.get("obj") or [])[:1]  # ", was Moskau bestreitet": what is denied comes first, whoever the cases let it be
    if phrases and phrases[0] not in found.get("obj", []) and phrases[0] in things(stage, verb, found):
        return None
    if phrases:
        phrase = neighbours.able(stage, anchor, phrases[0])
        if not may_be_object(stage, phrase, verb):
            return _outside(stage, phrase, verb)
        return _shared(stage, anchor) or phrase
    if stands_finite(stage, anchor):
        return _beside(stage, verb) or _before_joint(stage, verb)
    if verb.passive or verb.form in ("inf", "ger", "part"):
        return None
    beside = _beside(stage, verb)
    slavic = stage.settings.case and not stage.settings.verb_final
    oblique = beside is not None and bool(beside.cases) and "n" not in beside.cases
    if beside is not None and slavic and (oblique or beside in found.get("obj", [])):
        return _before_joint(stage, verb) or _shared(stage, anchor)  # "в МИД удар отрицают"
    return beside or _before_joint(stage, verb) or _shared(stage, anchor)


def may_be_object(stage: Stage, phrase: Phrase, verb: Verb) -> bool:
    """Whether a thing behind its verb may as well be what is said: "запевняв ..., й заперечував підрив греблі"."""
    return stage.settings.case and phrase.first > verb.first and "a" in phrase.cases and not can_speak(stage, phrase) and not verb.passive


def _shared(stage: Stage, anchor: Anchor) -> Phrase | None:
    """The subject of the main clause before, for a verb that goes on without one: "X rejected this and, later, denied any link"."""
    verb = anchor.verb
    if verb is None or verb.passive or verb.form not in ("fin", "part"):
        return None
    before = stage.units[stage.unit_at[verb.first] - 1] if stage.unit_at[verb.first] else None
    if not isinstance(before, Marker) or before.kind not in ("and", "comma", "adv"):
        return None
    for clause in reversed(stage.syntax.clauses):
        other = clause.verb
        if other is None or other.first >= verb.first or clause.kind != "main" or other.form != "fin" or other.passive:
            continue
        if verb.number and other.number and verb.number != other.number:
            return None
        found = slotting.of_verb(clause, stage.tokens, stage.settings).get("subj")
        return found[0] if found and (can_speak(stage, found[0]) or found[0].cases == "n") else None
    return None


def stands_finite(stage: Stage, anchor: Anchor) -> bool:
    """Whether a bare participle is the sentence's past tense: its form is both ("demanded"), and no clause has a finite verb of its own."""
    verb = anchor.verb
    if verb is None or verb.form != "part" or (verb.last - verb.first > 1 and not verb.negated) or not stage.settings.bare_complements:
        return False
    return not any(c.kind == "main" and c.verb is not None for c in stage.syntax.clauses)


def _before_joint(stage: Stage, verb: Verb) -> Phrase | None:
    """The subject of the verb that this one is coordinated with: "neither confirmed nor denied"."""
    k = stage.unit_at[verb.first]
    for j in range(k - 1, max(-1, k - 4), -1):
        unit = stage.units[j]
        if isinstance(unit, Verb):
            home = stage.homes.get(unit.first)
            found = slotting.of_verb(home, stage.tokens, stage.settings).get("subj") if home is not None and home.verb is unit else None
            return found[0] if found else _beside(stage, unit)
        if isinstance(unit, Phrase) or (unit.kind not in ("and", "adv") and unit.norm not in stage.settings.negators):
            return None
    return None


def _outside(stage: Stage, phrase: Phrase, verb: Verb) -> Phrase:
    """The phrase before an aside in brackets or commas, where the one beside the verb stands in it: "X (R-Texas) said"."""
    if phrase.first > verb.first:
        return phrase
    k = stage.unit_at[phrase.head]
    opened = k > 0 and isinstance(m := stage.units[k - 1], Marker) and m.kind in ("open", "comma")
    after = stage.units[k + 1] if k + 1 < len(stage.units) else None
    closed = isinstance(after, Marker) and after.kind in ("close", "comma") and after.first < verb.first
    if not (opened and closed):
        return phrase
    for unit in reversed(stage.units[: k - 1]):
        if isinstance(unit, Phrase):
            if unit.owner is None and not unit.prep:
                return unit
        elif isinstance(unit, Verb) or unit.kind not in ("adv", "and"):
            break
    return phrase


def _of_verb(stage: Stage, anchor: Anchor) -> Source | None:
    relative = _relative(stage, anchor.clause)
    phrase = subject(stage, anchor)
    if phrase is not None and anchor.verb is not None and no_subject(stage, phrase, anchor.verb):
        phrase = _shared(stage, anchor)
    if relative is not None and anchor.verb is not None and (not anchor.verb.passive or anchor.cues[0].pos == "a"):
        marker_head = anchor.clause.marker
        own = [p for p in anchor.clause.phrases() if not p.prep and p is phrase]
        if not own and stage.settings.by_case and anchor.verb.number == "p" and "n" not in stage.tokens[relative].cases:
            return None  # "премьера, которого подозревают": nobody in particular
        slavic = stage.settings.case and not stage.settings.verb_final and stage.tokens[relative].cases
        if slavic and "n" not in stage.tokens[relative].cases:
            return (
                None if phrase is anchor.clause.antecedent or phrase is None else source(stage, phrase, anchor.verb.first)
            )  # "яких підозрюють"
        if not own and marker_head is not None and (phrase is None or phrase is anchor.clause.antecedent):
            return Source(relative, relative + 1, relative, anchor.clause.antecedent)
    return _widened(stage, source(stage, phrase, anchor.verb.first if anchor.verb else -1), anchor) if phrase is not None else None


def _widened(stage: Stage, found: Source, anchor: Anchor) -> Source:
    """A subject right before its verb reaches up to it: "a study by X | found"; one behind an inverted verb takes its "of X, Y"."""
    verb = anchor.verb
    if verb is None:
        return found
    last = found.last
    for unit in stage.units[stage.unit_at[found.head] + 1 :]:
        if isinstance(unit, Phrase) and unit.prep and unit.first == last and not unit.time:
            if found.head > verb.head and unit.prep not in stage.settings.of:
                break
            last = unit.last
        elif isinstance(unit, Phrase) and unit.first < last:
            last = max(last, unit.last)
        else:
            break
    if found.head < verb.first and last > verb.first:
        last = found.last
    return Source(found.first, max(last, found.last), found.head, found.phrase)


def _relative(stage: Stage, clause: Clause) -> int | None:
    marker = clause.marker
    if clause.kind == "rel" and marker is not None and marker.token >= 0 and not marker.prep:
        return marker.token
    return None


def _beside(stage: Stage, verb: Verb) -> Phrase | None:
    """The nearest bare phrase: right after an inverted verb, else before it."""
    k = stage.unit_at[verb.head]
    for unit in stage.units[k + 1 : k + 2]:
        if isinstance(unit, Phrase) and not unit.prep and not unit.time and _inverted(stage, verb):
            return unit
    for unit in reversed(stage.units[max(0, k - 6) : k]):
        if isinstance(unit, Phrase) and not unit.prep and not unit.time:
            free = unit.owner is None or _after_comma(stage, unit)
            if free and stage.tokens[unit.head].norm not in stage.settings.reflexives:
                return unit
        if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind == "stop"):
            return None
    return None


def _after_comma(stage: Stage, phrase: Phrase) -> bool:
    return phrase.first > 0 and stage.tokens[phrase.first - 1].text == ","


def _inverted(stage: Stage, verb: Verb) -> bool:
    before = stage.tokens[verb.first - 1] if verb.first else None
    return before is None or before.pos == "PUNCT"


def source(stage: Stage, phrase: Phrase, before: int = -1) -> Source:
    """A phrase as a speaker, with what it is coordinated with; `before`: the verb, whose subject is the nearest coordination."""
    members = coordinated(stage, phrase, before)
    if before >= 0 and len(members) == 1:
        members = neighbours.left_half(stage, members[0], before)
    first, last = span_of(stage, members[0])
    if len(members) > 1:
        _, end = span_of(stage, members[-1])
        last = max(last, end)
    return Source(first, last, members[0].head, members[0])


def coordinated(stage: Stage, phrase: Phrase, before: int = -1) -> list[Phrase]:
    """The members of a phrase's coordination: "A, B and C" is one, but "A and B, C" and "A, C" are two."""
    if phrase.group in ([], [phrase]):
        return [phrase]
    runs: list[list[Phrase]] = []
    pending: list[Phrase] = []
    for member in sorted(phrase.group, key=lambda p: p.first):
        joined = member.first > 0 and stage.tokens[member.first - 1].norm in stage.settings.coordinators
        pending.append(member)
        if joined and len(pending) > 1:
            runs.append(pending)
            pending = []
        elif joined and runs:
            runs[-1].extend(pending)
            pending = []
    runs.extend([p] for p in pending)
    if before >= 0:
        ahead = [r for r in runs if r[0].first < before]
        if phrase.first < before and ahead:
            return ahead[-1]
    return next((r for r in runs if phrase in r), [phrase])


def _of_noun(stage: Stage, anchor: Anchor) -> Source | None:
    """Whose claim a noun names: its possessor, its of-phrase or agent, or the subject of the light verb it stands with."""
    phrase, tokens = anchor.phrase, stage.tokens
    if phrase is None:
        return None
    owned = [m for slot, m in phrase.modifiers if slot == "poss"] or [m for slot, m in phrase.modifiers if slot == "adj"]
    if owned:
        m = owned[0]
        first = phrase.first + (1 if phrase.prep else 0)
        last = m.last + (1 if m.last < phrase.head and tokens[m.last].norm in ("'s", "'") else 0)
        return Source(min(first, m.first), last, m.head, None)
    possessor = next((i for i in range(max(0, phrase.first - 1), phrase.head) if tokens[i].norm in stage.settings.possessives), None)
    if possessor is not None:
        first = min(possessor, phrase.first + (1 if phrase.prep else 0))
        own = tokens[possessor].norm not in ("'s", "'")
        return Source(possessor if own else first, possessor + 1, possessor, None)
    by = slotting.of_noun(phrase, anchor.clause, stage.settings)
    for slot in ("by", "of", "from"):
        for dependent in by.get(slot, []):
            if dependent.first < anchor.last + 8 and dependent.first >= phrase.last - 1 and dependent.mention is not None:
                return source(stage, dependent)
    verb = anchor.clause.verb
    if verb is not None and verb.lemma in stage.speech.list("light") and not verb.passive:
        light = slotting.of_verb(anchor.clause, tokens, stage.settings).get("subj")
        if light and light[0] is not phrase:
            return source(stage, light[0])
    return None
