"""Figures as claims: who counts gives one ("the police counted 300"), and so does who only stands beside one ("the mayor 2,000")."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.claims import parties, speakers
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.extents import piece
from diurna.extract.claims.speakers import Source
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.model import Entity

STOPS = frozenset({",", ";", ":", ".", "!", "?", "…", "(", ")", "—", "–", "--"})
DASHES = frozenset({"—", "–", "-", "--", ","})
"""Marks that may stand for the verb that a second source leaves out: "опозиція — про 40", "los organizadores, 2.000"."""
SAID = frozenset({"say", "assess", "confirm", "acknowledge", "accuse"})
LONGEST = 9
"""How many words a second source and its figure may take."""
Figure = tuple[int, int]


def read(index: int, stage: Stage, told: list[Draft], mentions: list[Mention], entities: dict[str, Entity]) -> list[Draft]:
    """The figures of one sentence that somebody gives by counting, and those of the sources set beside him; `told`: its other claims,
    of which those with a second source end before it.
    """
    numbers = _figures(stage)
    if not numbers:
        return []
    counts = [d for v in stage.units if isinstance(v, Verb) and (d := _counts(index, stage, v, numbers, told, mentions, entities))]
    out = list(counts)
    if len(numbers) > 1:
        for base in [*told, *counts]:
            out += _beside(index, stage, base, numbers, [*told, *out], mentions, entities)
    return out


def _figures(stage: Stage) -> list[int]:
    """Tokens that are figures: numbers outside times, "twice", "hundreds"."""
    words = stage.speech.list("fewer") | stage.speech.list("thousands")
    timed = [(u.first, u.last) for u in stage.units if isinstance(u, Phrase) and u.time]
    found = [i for i, t in enumerate(stage.tokens) if t.pos == "NUM" or t.norm in words or t.lemma in words]
    return [i for i in found if stage.tokens[i].pos != "DET" and not any(a <= i < b for a, b in timed)]


def _counts(
    index: int, stage: Stage, verb: Verb, numbers: list[int], told: list[Draft], mentions: list[Mention], entities: dict[str, Entity]
) -> Draft | None:
    """The claim of a verb of counting whose subject can speak: "counted thirty arrests", "puts the damage at 20 million"."""
    tokens = stage.tokens
    direct = verb.lemma in stage.speech.list("tallying")
    if not (direct or verb.lemma in stage.speech.list("counting")) or verb.form != "fin" or verb.passive or verb.future or verb.negated:
        return None
    at = tokens[verb.head].start
    if any(a <= at < b for d in told for a, b in (*d.cue, *d.content)):
        return None
    clause = stage.homes.get(verb.first)
    first, last = _stretch(stage, verb.head)
    subjects = slotting.of_verb(clause, tokens, stage.settings).get("subj", []) if clause is not None else []
    subject = min(subjects, key=lambda p: (not first <= p.head < last, p.first), default=None)
    if subject is None or not _gives(stage, subject):
        return None
    own = range(subject.first, subject.last)
    inside = [i for i in numbers if first <= i < last and i not in own and not verb.first <= i < verb.last]
    inside.sort(key=lambda i: (i < verb.first, i))
    for i in inside:
        start, end = _span(stage, i)
        led = start > 0 and tokens[start - 1].norm in stage.speech.list("counted_at")
        led = led and not (tokens[start - 1].norm in stage.settings.of and tokens[start - 2].pos == "NOUN")  # "the root of nine"
        between = range(min(verb.last, end), max(verb.first, start))
        apart = any(tokens[k].pos in ("NOUN", "PROPN", "VERB") and k not in own for k in between)
        if (led and verb.last <= start) or (direct and not apart and _tells(stage, verb, subject, i, last, numbers)):
            found = piece(stage, start, end, "obj")
            source = speakers.source(stage, subject)
            cue = [(tokens[verb.first].start, tokens[verb.last - 1].end)]
            return None if found is None else _draft(index, stage, "counted", cue, found.pieces, source, mentions, entities)
    return None


def _gives(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase names who gives figures: who can speak, or several people ("die Veranstalter")."""
    head = stage.tokens[phrase.head]
    several = head.number == "p" or phrase.number == "p" or head.norm != head.lemma
    return can_speak(stage, phrase) or (several and head.lemma in stage.settings.classes.get("people", ()))


def _tells(stage: Stage, verb: Verb, subject: Phrase, figure: int, last: int, numbers: list[int]) -> bool:
    """Whether a verb of counting gives a figure. In the present it may tell what somebody has ("l'armée compte 300 chars"), and a child
    that counts to nine says nothing; a figure that another's follows behind a stop is a count."""
    noun = any(stage.tokens[k].pos in ("NOUN", "PROPN") for k in range(figure + 1, last))
    head = stage.tokens[subject.head]
    office = head.pos == "PROPN" or head.lemma in stage.speech.speakers
    return any(i > last for i in numbers) or (verb.tense != "pres" if noun else office)


def _stretch(stage: Stage, at: int) -> tuple[int, int]:
    """The tokens between stops around one."""
    first = next((i + 1 for i in range(at, -1, -1) if stage.tokens[i].text in STOPS), 0)
    return first, next((i for i in range(at, len(stage.tokens)) if stage.tokens[i].text in STOPS), len(stage.tokens))


def _span(stage: Stage, figure: int) -> Figure:
    """A figure with its noun and the adverbs before it: "at least forty people"."""
    tokens = stage.tokens
    start = figure
    while start > 0 and tokens[start - 1].pos in ("ADV", "NUM") and tokens[start - 1].text not in STOPS:
        start -= 1
    unit = stage.units[stage.unit_at[figure]]
    end = unit.last if isinstance(unit, Phrase) and unit.first <= figure < unit.last else figure + 1
    others = [u for u in stage.units if isinstance(u, Phrase) and start <= u.first < end and u is not unit]
    return start, max([figure + 1, end, *(u.last for u in others)])


def _beside(
    index: int, stage: Stage, base: Draft, numbers: list[int], taken: list[Draft], mentions: list[Mention], entities: dict[str, Entity]
) -> list[Draft]:
    """The second source of a claim that gives a figure, with a figure but no verb; the claim ends before it."""
    tokens = stage.tokens
    if base.act not in SAID or not base.speakers or not base.content or base.slot in ("that", "hearsay"):
        return []
    inside = [i for i in numbers if any(a <= tokens[i].start < b for a, b in base.content)]
    if not inside:
        return []
    out: list[Draft] = []
    at = inside[0]
    while (stop := next((i for i in range(at + 1, len(tokens)) if _parts(stage, i)), -1)) > 0:
        found = _second(stage, stop)
        if found is None:
            break
        source, (start, end) = found
        content = [(tokens[start].start, tokens[end - 1].end)]
        others = [d for d in taken if d is not base and any(a < content[0][1] and content[0][0] < b for a, b in (*d.cue, *d.content))]
        if others:
            break
        if not out:
            limit = tokens[stop - 1].end if tokens[stop - 1].text not in DASHES else tokens[stop - 2].end
            base.content = [(a, min(b, limit)) for a, b in base.content if a < limit]
        out.append(_draft(index, stage, "beside", [], content, source, mentions, entities))
        at = end - 1
    return out


def _parts(stage: Stage, i: int) -> bool:
    """Whether a second source may begin behind a token: a comma, a semicolon, "while"."""
    token = stage.tokens[i]
    return token.text in (",", ";") or token.pos in ("CCONJ", "SCONJ")


def _second(stage: Stage, stop: int) -> tuple[Source, Figure] | None:
    """Who and how many, where nothing else stands between a stop and the next one: ", the organisers 2,000", "; los vecinos, de 40"."""
    tokens = stage.tokens
    first = stop
    while first < len(tokens) and (tokens[first].pos in ("CCONJ", "SCONJ") or tokens[first].text in (",", ";")):
        first += 1
    last, dash = first, -1
    while last < len(tokens) and last - first < LONGEST:
        if tokens[last].text in STOPS or tokens[last].pos in ("VERB", "AUX", "SCONJ", "CCONJ"):
            if dash >= 0 or tokens[last].text not in DASHES or last == first:
                break
            dash = last
        last += 1
    if last < len(tokens) and tokens[last].text not in STOPS and tokens[last].pos not in ("SCONJ", "CCONJ"):
        return None
    figures = [i for i in _figures(stage) if first <= i < last]
    if not figures:
        return None
    start, end = figures[0], figures[-1] + 1
    if start == first:  # German: "acht die Gesundheitsdirektion"
        nouns = [i for i in range(end, last) if tokens[i].pos in ("NOUN", "PROPN")]
        return _who(stage, end, last, nouns, (start, end), False) if stage.settings.verb_final and dash < 0 else None
    while start > first and tokens[start - 1].pos in ("ADV", "ADP", "PART", "ADJ", "PUNCT"):
        start -= 1
    nouns = [i for i in range(first, start) if tokens[i].pos in ("NOUN", "PROPN")]
    between = start + (tokens[start].pos == "ADP" or tokens[start].text in DASHES)
    between += tokens[between].pos == "ADP" if between > start and between < figures[0] else 0
    return _who(stage, first, start, nouns, (between, last), dash >= 0 or between > start) if 0 < start - first <= 6 else None


def _who(stage: Stage, first: int, last: int, nouns: list[int], figure: Figure, parallel: bool) -> tuple[Source, Figure] | None:
    """A stretch as a source, where its first noun can speak and no preposition opens it; `parallel`: a dash or preposition stands for the
    verb, so that any noun will do."""
    if not nouns or stage.tokens[first].pos == "ADP":
        return None
    phrase = stage.units[stage.unit_at[nouns[0]]]
    if not isinstance(phrase, Phrase) or not (parallel or _gives(stage, phrase)):
        return None
    return Source(first, last, nouns[0], phrase if phrase.first == first and phrase.last <= last else None), figure


def _draft(
    index: int, stage: Stage, rule: str, cue: list[Piece], content: list[Piece], found: Source, mentions: list[Mention],
    entities: dict[str, Entity],
) -> Draft:  # fmt: skip
    tokens = stage.tokens
    people = parties.parties(found, stage, mentions)
    inside = [i for i, t in enumerate(tokens) if content[0][0] <= t.start < content[-1][1]]
    return Draft(
        sentence=index,
        rule=f"{stage.sentence.lang}/speech/{rule}",
        act="say",
        kind="speech",
        cue=cue,
        content=content,
        source=[(tokens[found.first].start, tokens[found.last - 1].end)],
        speakers=people,
        speaker_class=parties.speaker_class(stage, found, people, entities),
        quoted=stage.quoted_part(content),
        slot="obj",
        first=min(found.first, inside[0]),
        last=inside[-1] + 1,
    )
