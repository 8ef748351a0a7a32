"""Claims without a verb of saying: "according to X", "laut X", "за словами X", "X zufolge", and headlines "X: ..."."""

from __future__ import annotations

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import extents, hedges, parties, speakers, stances
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.leads import Lead, leads
from diurna.extract.claims.speakers import Source
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.model import Entity

HEADLINE_SOURCE = 9
"""A headline's source before its colon is at most this many tokens long."""


def read(index: int, stage: Stage, mentions: list[Mention], entities: dict[str, Entity]) -> list[Draft]:
    """The claims that introducers make in one sentence."""
    out: list[Draft] = []
    for lead in leads(stage):
        if stage.inside_quote(lead.first) is not None:
            continue
        pieces = _pieces(stage, lead)
        if not pieces:
            continue
        out.append(_draft(index, stage, lead, pieces, mentions, entities))
    return out or _viewpoint(index, stage, mentions, entities)


def _viewpoint(index: int, stage: Stage, mentions: list[Mention], entities: dict[str, Entity]) -> list[Draft]:
    """What a sentence says that opens with "for X", X's view where it judges or quotes or X is a person: "Pour X, c'est une faute"."""
    tokens, phrase = stage.tokens, next((u for u in stage.units if not isinstance(u, Marker)), None)
    words = stage.speech.list("viewpoint")
    if not isinstance(phrase, Phrase) or phrase.prep not in words or tokens[phrase.first].pos != "ADP":
        return []
    if any(t.pos != "PUNCT" for t in tokens[: phrase.first]) or not any(isinstance(u, Verb) and u.form == "fin" for u in stage.units):
        return []
    last = _named_last(stage, phrase)
    after, limit = last, _limit(stage, last)
    while after < limit and tokens[after].text == ",":
        after += 1
    mention = next((m for m in mentions if phrase.first < m.head < last and m.form in ("name", "title")), None)
    entity = entities.get(mention.entity or "") if mention is not None else None
    if (
        after >= limit
        or entity is None
        or entity.kind not in ("person", "government", "organization", "group", "armed_group", "igo", "state")
    ):
        return []
    pieces = _with_quotes(stage, [(tokens[after].start, tokens[limit - 1].end)])
    act = stances.of_introducer(stage, "assess", (phrase.prep,), pieces)
    first = next(u for u in stage.units if isinstance(u, Verb) and u.form == "fin")
    verdict = entity.kind == "person" and tokens[first.head].lemma in stage.settings.copula
    verdict = verdict or stage.speech.speakers.get(tokens[phrase.head].lemma) == "expert"  # "Per gli analisti, il rischio cresce"
    if not (stage.quoted_part(pieces) != "none" or act != "assess" or verdict):
        return []
    found = Source(phrase.first + 1, last, phrase.head, phrase)
    people = parties.parties(found, stage, mentions)
    return [
        Draft(
            sentence=index,
            rule=f"{stage.sentence.lang}/speech/{phrase.prep}",
            act=act,
            kind="speech",
            cue=[(tokens[phrase.first].start, tokens[phrase.first].end)],
            content=pieces,
            source=[(tokens[found.first].start, tokens[last - 1].end)],
            speakers=people,
            speaker_class=parties.speaker_class(stage, found, people, entities),
            hedge=hedges.of_introducer(stage, after, limit, "none"),
            quoted=stage.quoted_part(pieces),
            slot="introduced",
            first=phrase.first,
            last=limit,
        )
    ]


def _named_last(stage: Stage, phrase: Phrase) -> int:
    """The token behind a phrase and what belongs to it: "for the minister of X Y"."""
    last, at = phrase.last, stage.units.index(phrase) + 1
    while at < len(stage.units) and isinstance(unit := stage.units[at], Phrase) and unit.first == last:
        if unit.owner is None and (unit.prep or unit.mention is None):
            break
        last, at = unit.last, at + 1
    return last


def as_reported(stage: Stage, anchor: Anchor) -> list[Piece]:
    """The rest of the sentence around a clause such as "as X said", "wie X mitteilte", "як повідомляє X"; empty for other clauses."""
    opener, tokens = speakers.as_clause(stage, anchor), stage.tokens
    if opener < 0:
        return []
    last = anchor.last
    while last < len(tokens) and tokens[last].text not in ",.;:—–" and last < anchor.last + 14:
        last += 1
    out: list[Piece] = []
    start, head = _own_start(stage, opener), opener
    while head > start and tokens[head - 1].text in ",—–-":
        head -= 1
    if head > start:
        out.append((tokens[start].start, tokens[head - 1].end))
    limit = _limit(stage, last)
    while last < limit and tokens[last].text in ",—–-:":
        last += 1
    if last < limit:
        out.append((tokens[last].start, tokens[limit - 1].end))
    return _with_quotes(stage, out)


def _own_start(stage: Stage, opener: int) -> int:
    """Where what an "as X said" reports begins: behind the last ", but" or ", and" before it, where a clause of its own begins there in
    languages that set a comma before every clause.
    """
    tokens, start = stage.tokens, _start(stage, opener)
    if not stage.settings.case or stage.settings.verb_final:
        return start
    for i in range(opener - 2, start, -1):
        if tokens[i].text == "," and tokens[i + 1].norm in stage.speech.list("closing") and stage.inside_quote(i) is None:
            told = any(u.form == "fin" for u in stage.units if isinstance(u, Verb) and start <= u.first < i)
            return i + 2 if told and i + 2 < opener else start
    return start


def _bounds(stage: Stage, lead: Lead) -> tuple[int, int]:
    """Token range of the whole introducing phrase."""
    if lead.source is None:
        return lead.first, lead.last
    return min(lead.first, lead.source_first), max(lead.last, lead.source_last)


def _pieces(stage: Stage, lead: Lead) -> list[Piece]:
    """The rest of the sentence on either side of the introducing phrase."""
    tokens = stage.tokens
    first, last = _bounds(stage, lead)
    limit = _limit(stage, last)
    start = _start(stage, first)
    out: list[Piece] = []
    head = first
    while head > start and tokens[head - 1].text in ",—–-":
        head -= 1
    if stage.settings.verb_final and _opened(stage, head) == "rel":
        limit = next((i for i in range(last, limit) if tokens[i].text == "," and tokens[i - 1].pos in ("VERB", "AUX")), limit)
    if head > start and not _opened(stage, head):
        out.append((tokens[start].start, tokens[head - 1].end))
    tail = last
    while tail < limit and (tokens[tail].text in ",—–-:" or (tail == last and tokens[tail].norm in stage.settings.complementisers)):
        tail += 1
    if out and tail == last and lead.introducer.side in ("before", "behind") and not stage.settings.verb_final:
        return out
    if tail < limit:
        out.append((tokens[tail].start, tokens[limit - 1].end))
    return _with_quotes(stage, out)


def credit_line(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> Draft | None:
    """A quotation signed behind a dash: "“...” — Name"."""
    tokens = stage.tokens
    at = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].text in "―—–" or tokens[i].text == "--"), -1)
    if at <= 0 or at + 1 >= len(tokens) or len(tokens) - at > HEADLINE_SOURCE:
        return None
    q = next((q for q in stage.quotes if q.end <= tokens[at].start and not stage.text[q.end : tokens[at].start].strip()), None)
    words = [t for t in tokens[at + 1 :] if t.pos != "PUNCT"]
    if q is None or not words or not all(t.text[:1].isupper() for t in words):
        return None
    last = max(i for i, t in enumerate(tokens) if t.pos != "PUNCT") + 1
    return _named(index, stage, mentions, analysis, (at, at + 1), Source(at + 1, last, last - 1), [(q.start, q.end)])


def _opened(stage: Stage, head: int) -> str:
    """The kind of clause that was opened right before the introducer: "where, according to X, ..." reports that clause alone; else ""."""
    unit = stage.units[stage.unit_at[head - 1]] if head > 0 else None
    return unit.kind if isinstance(unit, Marker) and unit.kind in ("rel", "sub", "that", "and") else ""


def _with_quotes(stage: Stage, pieces: list[Piece]) -> list[Piece]:
    """Pieces that end inside a quotation's closing mark take the mark along."""
    return [(a, next((q.end for q in stage.quotes if a <= q.start < b < q.end), b)) for a, b in pieces]


def _limit(stage: Stage, last: int) -> int:
    """Where the introduced content ends: the sentence's last word, or an adversative clause of its own."""
    tokens = stage.tokens
    end = len(tokens)
    while end > last and (tokens[end - 1].text in ".!?…" or tokens[end - 1].text in ",;:"):
        end -= 1
    for i in range(last + 1, end):
        if tokens[i].text == ";" and stage.inside_quote(i) is None:
            return i
    return end


def _start(stage: Stage, first: int) -> int:
    tokens = stage.tokens
    start = 0
    for i in range(first - 1, -1, -1):
        told = (
            stage.settings.by_case and tokens[i].text == ":" and extents.has_finite(stage, 0, i)
        )  # "он отрицает: отход, по его словам, ..."
        if (tokens[i].text == ";" or told) and stage.inside_quote(i) is None:
            start = i + 1
            break
    while start < first and tokens[start].pos == "PUNCT" and stage.quote_at(start) is None:
        start += 1
    return start


def _draft(index: int, stage: Stage, lead: Lead, pieces: list[Piece], mentions: list[Mention], entities: dict[str, Entity]) -> Draft:
    tokens = stage.tokens
    found = None if lead.source is None else Source(lead.source_first, lead.source_last, lead.source.head, lead.source)
    people = parties.parties(found, stage, mentions)
    first = next((i for i, t in enumerate(tokens) if t.start >= pieces[0][0]), 0)
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].end <= pieces[-1][1]), 0) + 1
    return Draft(
        sentence=index,
        rule=lead.introducer.rule,
        act=stances.of_introducer(stage, lead.introducer.act, lead.introducer.words, pieces),
        kind="speech",
        cue=[(tokens[lead.first].start, tokens[lead.last - 1].end)],
        content=pieces,
        source=[] if found is None else [(tokens[found.first].start, tokens[found.last - 1].end)],
        speakers=people,
        speaker_class=parties.speaker_class(stage, found, people, entities),
        hedge=hedges.of_introducer(stage, first, last, lead.introducer.hedge),
        quoted=stage.quoted_part(pieces),
        slot="introduced",
        first=lead.first,
        last=last,
    )


def hearsay(index: int, stage: Stage) -> Draft | None:
    """A rumour: a sentence in the conditional of hearsay ("l'Iran aurait livré"), told by nobody in particular."""
    if not stage.speech.convention.conditional_hearsay or any(c.kind == "if" for c in stage.syntax.clauses):
        return None
    tokens = stage.tokens
    for clause in stage.syntax.clauses:
        verb = clause.verb
        if clause.kind != "main" or verb is None or not verb.perfect:
            continue
        at = next((i for i in range(verb.first, verb.last) if tokens[i].mood == "cond" and tokens[i].pos == "AUX"), -1)
        if at < 0 or tokens[at].lemma not in stage.settings.perfect or stage.inside_quote(at) is not None:
            continue
        start, end = _start(stage, len(tokens)), _limit(stage, 0)
        return Draft(
            sentence=index,
            rule=f"{stage.sentence.lang}/speech/hearsay",
            act="say",
            kind="speech",
            cue=[(tokens[at].start, tokens[at].end)],
            content=_with_quotes(stage, [(tokens[start].start, tokens[end - 1].end)]),
            hedge="reported",
            slot="hearsay",
            last=len(tokens),
        )
    return None


def colon(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> Draft | None:
    """A headline or line that names its speaker before a colon: "Putin: ..."."""
    tokens = stage.tokens
    at = next((i for i, t in enumerate(tokens[: HEADLINE_SOURCE + 1]) if t.text == ":"), -1)
    if at <= 0 or at + 2 >= len(tokens) or any(isinstance(u, Verb) and u.first < at for u in stage.units):
        return None
    title = _in_title(stage, analysis) or _transcript(stage, at)
    phrase = next((u for u in stage.units if isinstance(u, Phrase)), None)
    quoted = stage.quote_at(at + 1) is not None
    if (
        phrase is None
        or phrase.head >= at
        or any(isinstance(u, Marker) and u.kind in ("rel", "that") and u.first < at for u in stage.units)
    ):
        return None
    if not _may_speak(stage, phrase, mentions, at) or not (title or quoted):
        return None
    if not quoted and (_topic(mentions, at, analysis) or not _nobody_else(stage, phrase, mentions, at)):
        return None
    end = len(tokens)
    while end > at + 2 and tokens[end - 1].text == ".":
        end -= 1
    pieces = _with_quotes(stage, [(tokens[at + 1].start, tokens[end - 1].end)])
    return _named(index, stage, mentions, analysis, (at, at + 1), Source(0, at, phrase.head, phrase), pieces)


def _named(
    index: int, stage: Stage, mentions: list[Mention], analysis: Analysis, cue: tuple[int, int], found: Source, pieces: list[Piece]
) -> Draft:
    """A claim whose cue is a mark: a colon or a dash beside a name."""
    tokens = stage.tokens
    people = parties.parties(found, stage, mentions)
    first = next((i for i, t in enumerate(tokens) if t.start >= pieces[0][0]), 0)
    return Draft(
        sentence=index,
        rule=f"{stage.sentence.lang}/speech/{tokens[cue[0]].text}",
        act=stances.by_content(stage, "say", "speech", pieces, "mark"),
        kind="speech",
        cue=[(tokens[cue[0]].start, tokens[cue[1] - 1].end)],
        content=pieces,
        source=[(tokens[found.first].start, tokens[found.last - 1].end)],
        speakers=people,
        speaker_class=parties.speaker_class(stage, found, people, analysis.entities),
        hedge=hedges.hedge(stage, first, len(tokens), "none"),
        quoted=stage.quoted_part(pieces),
        slot="mark",
        first=min(found.first, first),
        last=len(tokens),
    )


def _in_title(stage: Stage, analysis: Analysis) -> bool:
    segments = analysis.segments
    if not segments:
        return stage.sentence.start == 0
    return segments[stage.sentence.segment].kind == "title"


def _topic(mentions: list[Mention], at: int, analysis: Analysis) -> bool:
    """Whether a headline's first words are a country or place: what it is about, not who speaks ("Niger: ...")."""
    named = [analysis.entities.get(m.entity or "") for m in mentions if m.last <= at]
    return bool(named) and all(e is not None and e.kind in ("state", "place") for e in named)


def _nobody_else(stage: Stage, phrase: Phrase, mentions: list[Mention], at: int) -> bool:
    """Whether a name is all that stands before an unquoted headline's colon, with a place or occasion behind it at most: not "Customs
    duties: ...", "Spies, hackers: ..." or "Sala free after 21 days: ..."."""
    tokens = stage.tokens
    first = min((m for m in mentions if m.last <= at), key=lambda m: (m.first, -m.last), default=None)
    start, last = (first.first, first.last) if first is not None else (phrase.first, phrase.last)
    lead = all(t.pos == "DET" for t in tokens[:start])
    return lead and (last == at or tokens[last].pos in ("ADP", "PROPN")) and not any(t.text == "," for t in tokens[:at])


def _transcript(stage: Stage, at: int) -> bool:
    """A line of a transcript or interview: a name in capitals before the colon."""
    words = [t for t in stage.tokens[:at] if t.pos != "PUNCT"]
    return 0 < len(words) <= 4 and all(t.text.isupper() and len(t.text) > 2 for t in words)


def _may_speak(stage: Stage, phrase: Phrase, mentions: list[Mention], at: int) -> bool:
    """Whether what stands before a colon names somebody who can speak."""
    if any(m.last <= at and m.form in ("name", "title", "generic") for m in mentions):
        return True
    head = stage.tokens[phrase.head]
    return head.lemma in stage.speech.speakers or head.pos == "PROPN"
