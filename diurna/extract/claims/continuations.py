"""What ties claims together across sentences: quotations that go on, colons that point ahead, reported speech that runs on in its mood."""

from __future__ import annotations

import msgspec

from diurna.analysis import Analysis
from diurna.extract.claims import parties, speakers, stances
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Draft, Piece
from diurna.extract.claims.quotes import Quote
from diurna.extract.claims.speaking import can_speak
from diurna.extract.clauses.units import Verb
from diurna.extract.events import topics

NEXT = 2
"""How many sentences back the speaker of a verb without a subject was named."""
NEAR = 3
"""White space and stops that may stand between a claim's last words and a quotation that goes on with it."""


def continued(analysis: Analysis, stages: dict[int, Stage], drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """The drafts with what later sentences add to them, and the claims of sentences that only go on."""
    _open_ends(analysis, drafts, quotes)
    _quotations(analysis, drafts, quotes)
    drafts = [*drafts, *_spelled_out(analysis, stages, drafts, quotes)]
    free = [*_free_mood(analysis, stages, drafts), *_behind_semicolons(stages, drafts)]
    _left_out(analysis, stages, drafts)
    inner = _inner_quotes(analysis, stages, [*drafts, *free], quotes)
    return [d for d in [*drafts, *free, *inner] if d.content]


OF_HIMSELF = frozenset({"promise", "refuse", "retract", "acknowledge"})
"""What nobody but the speaker says of himself with a reflexive verb."""


def _left_out(analysis: Analysis, stages: dict[int, Stage], drafts: list[Draft]) -> None:
    """Give claims whose verb has no subject that of the sentence before, or else the speaker of the claim shortly before: "... dijo el
    ministro. Añadió que ...".

    Only where the language leaves subjects out and its verbs alone tell who speaks; a passive verb is nobody's, nor is a reflexive one
    but where it tells what one says of oneself.
    """
    before: Draft | None = None
    for d in sorted(drafts, key=lambda d: (d.sentence, d.cue[0][0] if d.cue else -1)):
        stage = stages.get(d.sentence)
        if stage is None or not stage.settings.prodrop or stage.settings.case:
            continue
        if d.speakers:
            before = d if d.kind == "speech" or before is None else before
            continue
        verb = _bare_verb(stage, d)
        if verb is None:
            continue
        near = before is not None and before.sentence == d.sentence
        if not near and _of_topic(analysis, stages, d, verb):
            before = d
        elif before is not None and verb.number == "s" and d.sentence - before.sentence <= NEXT and len(before.speakers) == 1:
            d.speakers, d.source, d.speaker_class = before.speakers, before.source, before.speaker_class


def _of_topic(analysis: Analysis, stages: dict[int, Stage], d: Draft, verb: Verb) -> bool:
    """Give a claim the subject of the sentence before as its speaker, where that one can speak; whether it did."""
    for topic in topics.before(analysis, d.sentence, stages[d.sentence].settings, verb.number):
        stage = stages.get(topic.sentence)
        if stage is None or not can_speak(stage, topic.phrase):
            continue
        found = speakers.source(stage, topic.phrase)
        mentions = [m for m in analysis.mentions if m.sentence == topic.sentence]
        d.speakers = parties.parties(found, stage, mentions)
        d.speaker_class = parties.speaker_class(stage, found, d.speakers, analysis.entities)
        return True
    return False


def _bare_verb(stage: Stage, d: Draft) -> Verb | None:
    """The verb that is a claim's cue, where it is of the third person, neither passive nor reflexive ("si dice"), unless one says so of
    oneself alone: "Si era detto disposto a trattare"."""
    verb = next((u for u in stage.units if isinstance(u, Verb) and any(a <= stage.tokens[u.head].start < b for a, b in d.cue)), None)
    if verb is None or verb.form != "fin" or verb.passive or verb.person in ("1", "2"):
        return None
    if verb.reflexive and d.slot != "self" and d.act not in OF_HIMSELF:
        return None
    return verb if d.slot != "introduced" else None


def _covered(drafts: list[Draft], start: int, end: int) -> bool:
    return any(a < end and start < b for d in drafts for a, b in d.content)


def _open_ends(analysis: Analysis, drafts: list[Draft], quotes: list[Quote]) -> None:
    """ "He said:" at the end of a sentence: the quotation, or else the paragraph, that follows."""
    text = analysis.input.text
    for d in drafts:
        if not d.open_end:
            continue
        end = analysis.sentences[d.sentence].end
        q = next((q for q in quotes if q.start >= end and not text[end : q.start].strip()), None)
        if q is not None:
            d.content, d.quoted = _whole(quotes, q), "full"
            continue
        following = next((s for s in analysis.sentences[d.sentence + 1 : d.sentence + 2]), None)
        if following is not None and not _covered(drafts, following.start, following.end):
            d.content = [(following.start, following.end)]


def _spelled_out(analysis: Analysis, stages: dict[int, Stage], drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """Quotations behind the colon that ends a claim, which its speaker says by the same words: "ha chiesto una tregua: «Basta morti»"."""
    out: list[Draft] = []
    text = analysis.input.text
    for d in drafts:
        stage = stages.get(d.sentence)
        if stage is None or not d.cue or not d.content or d.cue[-1][1] > d.content[0][0] or stage.settings.case:
            continue
        end = d.content[-1][1]
        q = next((q for q in quotes if end < q.start <= end + 3 and text[end : q.start].strip() == ":"), None)
        if q is None or q.words(text) < 2 or not d.speakers or _covered([*drafts, *out], q.start, q.end):
            continue
        act = stances.by_content(stage, "say", "speech", [(q.start, q.end)], "quote", d.cue[-1][1])
        out.append(
            msgspec.structs.replace(
                d, rule=d.rule + "/spelled", act=act, content=_whole(quotes, q), quoted="full", slot="quote", hedge="none"
            )
        )
    return out


def _whole(quotes: list[Quote], q: Quote) -> list[Piece]:
    """A quotation with the paragraphs that continue it."""
    pieces = [(q.start, q.end)]
    for nxt in quotes[quotes.index(q) + 1 :]:
        if not q.continues:
            break
        pieces.append((nxt.start, nxt.end))
        q = nxt
    return pieces


def _quotations(analysis: Analysis, drafts: list[Draft], quotes: list[Quote]) -> None:
    """Quotations that no cue claims go on with the claim before them: behind its last words, or after its reporting clause."""
    text = analysis.input.text
    sentences = analysis.sentences
    for d in drafts:
        if d.quoted == "full" and d.content:
            last = next((q for q in quotes if q.start <= d.content[-1][0] < q.end), None)
            if last is not None and last.continues:
                d.content = d.content[:-1] + [p for p in _whole(quotes, last) if p[0] >= last.start]
    for q in quotes:
        if q.words(text) < 3 or _covered(drafts, q.start, q.end):
            continue
        before = [d for d in drafts if d.content and d.content[0][0] < q.start and d.quoted != "none" and d.kind == "speech"]
        if not before:
            continue
        d = max(before, key=lambda d: (d.content[-1][1], d.content[-1][0]))
        end = max(d.content[-1][1], sentences[d.sentence].end)
        gap = text[min(end, q.start) : q.start]
        if gap.strip(" \n.\u00a0") or end > q.start + 1:
            continue
        if "\n" in gap and not _fills_paragraph(text, q):
            continue
        d.content.append((q.start, q.end))


def _fills_paragraph(text: str, q: Quote) -> bool:
    """Whether a quotation is all of its paragraph."""
    start, end = text.rfind("\n", 0, q.start) + 1, text.find("\n", q.end)
    rest = text[start : q.start] + text[q.end : end if end >= 0 else len(text)]
    return not rest.strip(" .\u00a0")


def _free_mood(analysis: Analysis, stages: dict[int, Stage], drafts: list[Draft]) -> list[Draft]:
    """Sentences in the mood of reported speech that follow a claim in their paragraph, joined while they run on."""
    out: list[Draft] = []
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(d.sentence, []).append(d)
    speaker: Draft | None = None
    for i, sentence in enumerate(analysis.sentences):
        stage = stages.get(i)
        found = [d for d in by_sentence.get(i, []) if d.kind in ("speech", "thought", "feeling")]
        if stage is None or not stage.speech.convention.free_mood:
            speaker = None
            continue
        if found:
            named = [d for d in found if d.speakers]
            speaker = named[-1] if named else speaker
            continue
        if speaker is None or not _reported_mood(stage):
            continue
        piece = (sentence.start, sentence.end)
        if out and out[-1].sentence == i - 1 and "\n" not in analysis.input.text[out[-1].content[-1][1] : sentence.start]:
            out[-1].content[-1] = (out[-1].content[-1][0], sentence.end)
            out[-1].sentence = i
            continue
        out.append(_free(i, piece, speaker, stage))
    return out


def _behind_semicolons(stages: dict[int, Stage], drafts: list[Draft]) -> list[Draft]:
    """What a sentence goes on to report behind a semicolon, in the mood of reported speech and with no cue of its own."""
    out: list[Draft] = []
    for i, stage in stages.items():
        told = [d for d in drafts if d.sentence == i and d.kind == "speech" and d.speakers and d.cue]
        if not told or not stage.speech.convention.free_mood:
            continue
        stops = [k for k, t in enumerate(stage.tokens) if t.text == ";" and stage.inside_quote(k) is None]
        for stop, end in zip(stops, [*stops[1:], len(stage.tokens) - 1][: len(stops)], strict=True):
            start, last = stage.tokens[stop + 1].start, stage.tokens[end - 1].end
            before = [d for d in told if d.cue[0][0] < start]
            verb = next((u for u in stage.units if isinstance(u, Verb) and u.first > stop and u.form == "fin"), None)
            free = before and not _covered(drafts, start, last) and not any(start <= a < last for d in told for a, _ in d.cue)
            if free and verb is not None and verb.first < end and verb.mood == "sub":
                out.append(_free(i, (start, last), before[-1], stage))
    return out


def _free(i: int, piece: Piece, speaker: Draft, stage: Stage) -> Draft:
    return Draft(
        sentence=i,
        rule=f"{stage.sentence.lang}/speech/free",
        act=stances.by_content(stage, "say", "speech", [piece], "that"),
        kind="speech",
        cue=[],
        content=[piece],
        source=speaker.source,
        speakers=speaker.speakers,
        speaker_class=speaker.speaker_class,
        hedge="none",
        quoted=stage.quoted_part([piece]),
        said=speaker.said,
        slot="free",
        last=len(stage.tokens),
    )


def _reported_mood(stage: Stage) -> bool:
    """Whether the main verb of a sentence stands in the mood of reported speech."""
    for clause in stage.syntax.clauses:
        verb = clause.verb
        if clause.kind == "main" and isinstance(verb, Verb) and verb.form == "fin":
            return any(
                (t.mood == "sub" and t.norm in stage.speech.list("reported_forms")) or t.norm in stage.speech.list("reported_forms")
                for t in stage.tokens[verb.first : verb.last]
            )
    return False


def _inner_quotes(analysis: Analysis, stages: dict[int, Stage], drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """Where the language's convention asks for it, a quoted part of a reported content as a claim of its own."""
    out: list[Draft] = []
    text = analysis.input.text
    for d in drafts:
        stage = stages.get(d.sentence)
        if stage is None or not stage.speech.convention.inner_quotes or d.quoted != "part" or d.kind == "intent":
            continue
        for q in quotes:
            if any(a <= q.start and q.end <= b for a, b in d.content) and q.words(text) >= 2 and not _name(text, q):
                out.append(_quoted(d, q))
    return out


def _name(text: str, q: Quote) -> bool:
    """A title or name in quotation marks: short, and every longer word with a capital."""
    words = [w for w in text[q.start : q.end].strip("„“”\"«»‚‘’'").split() if len(w) > 3]
    return len(words) <= 4 and all(w[:1].isupper() for w in words)


def _quoted(d: Draft, q: Quote) -> Draft:
    return Draft(
        sentence=d.sentence,
        rule=d.rule + "/quoted",
        act=d.act,
        kind=d.kind,
        cue=d.cue,
        content=[(q.start, q.end)],
        source=d.source,
        speakers=d.speakers,
        speaker_class=d.speaker_class,
        hedge="none",
        quoted="full",
        said=d.said,
        via=d.via,
        slot="quoted",
        first=d.first,
        last=d.last,
    )
