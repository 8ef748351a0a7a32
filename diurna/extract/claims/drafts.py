"""Drafts: the claims of one sentence before the document ties them together (extract/claims/continuations.py)."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import (
    argued,
    bracketed,
    citing,
    controlled,
    counted,
    extents,
    hedges,
    introduced,
    joints,
    own_parts,
    parties,
    parting,
    pointing,
    retold,
    said,
    said_before,
    speakers,
    stances,
    starts,
    taken_up,
    unannounced,
    unanswered,
)
from diurna.extract.claims import content as contents
from diurna.extract.claims.bare_denials import bare, of_what_was_said
from diurna.extract.claims.cues import Anchor, Stage, made
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.extents import Found
from diurna.extract.claims.nesting import Try, chain, extent, outermost, passed_on
from diurna.extract.claims.reporters import asked
from diurna.extract.claims.speaking import after_quote, can_speak, is_thing
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.extract.events import slots as slotting
from diurna.extract.events.standing import asks_no_name
from diurna.langs.speech import Cue
from diurna.model import ClaimAct

STATING = frozenset({"say", "confirm", "acknowledge", "deny"})
"""Acts that may be nobody's: "it was announced in X" is a claim without a speaker, "was sentenced to" is none."""


def read(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> list[Draft]:
    """The claims of one sentence."""
    tries = _tries(stage)
    sourced = introduced.read(index, stage, mentions, analysis.entities)
    marked = introduced.colon(index, stage, mentions, analysis) or introduced.credit_line(index, stage, mentions, analysis)
    if marked is not None:
        return [marked]
    if (pointed := pointing.read(index, stage, mentions, analysis)) is not None:
        going = [t for t in tries if t.anchor.verb is not None and t.anchor.verb.form == "ger" and t.anchor.first >= pointed.last]
        also = [_draft(index, stage, t, mentions, analysis) for t in outermost(stage, going, [])]
        for d in also:
            if not d.speakers:
                d.speakers, d.source, d.speaker_class = pointed.speakers, pointed.source, pointed.speaker_class
        apart = next((i for i, t in enumerate(stage.tokens) if t.text == ";"), len(stage.tokens))
        others = [t for t in tries if t.anchor.first > apart and t not in going]
        rest = [_draft(index, stage, t, mentions, analysis) for t in outermost(stage, others, [])]
        said.date(stage, [pointed, *also, *rest], [t for t in analysis.times if t.sentence == index])
        return [pointed, *also, *rest]  # "Lo ha annunciato il ministro, precisando che ..."
    tries = [t for t in tries if not _nobody(stage, t) and not _mute(stage, t)]
    kept = outermost(stage, tries, [d for d in sourced if d.content])
    times = [t for t in analysis.times if t.sentence == index]
    out = [_draft(index, stage, t, mentions, analysis) for t in kept]
    introduced_so = {tuple(d.content) for d in sourced if d.speakers}
    out = [d for d in out if d.speakers or tuple(d.content) not in introduced_so]  # "si legge in una nota" is one claim
    named = bool(out) or any(d.source for d in sourced)
    drafts = [*[d for d in sourced if d.source or not named], *out]
    if not drafts and (found := unannounced.read(index, stage, mentions, analysis)) is not None:
        drafts = [found]
    if not drafts and (unsaid := unanswered.read(index, stage, mentions, analysis)) is not None:
        drafts = [unsaid]
    drafts = argued.parted(stage, drafts)
    drafts += counted.read(index, stage, drafts, mentions, analysis.entities)
    said.date(stage, drafts, times)
    if not drafts and (rumour := introduced.hearsay(index, stage)) is not None:
        drafts = [rumour]
    read_so = citing.cited(stage, drafts, mentions, analysis.entities)
    drafts = [d for d in drafts if not (d.cue and d.slot == "introduced" and d.cue[0][0] in read_so)]
    chain(drafts)
    drafts = [d for d in drafts if not passed_on(d, drafts)]
    drafts += retold.read(index, stage, drafts, mentions, analysis)
    return sorted(drafts, key=lambda d: d.cue[0][0] if d.cue else d.content[0][0])


def _nobody(stage: Stage, t: Try) -> bool:
    """Whether an infinitive cue has no subject anywhere: "it was not possible to confirm this" is nobody's confirmation; nor is a passive
    without agent anybody's word in Romance languages ("fue condenado a diez años")."""
    verb = t.anchor.verb
    if verb is None:
        return False
    romance = stage.settings.prodrop and not stage.settings.case
    if romance and verb.form == "fin" and verb.mood == "sub" and t.cue.act == "say" and t.anchor.clause.kind in ("sub", "that"):
        return True  # "lo citó para que explique los hechos": nobody has said a thing yet
    who = speakers.subject(stage, t.anchor) if romance and t.start >= stage.tokens[verb.first].start else None
    if who is not None and who.negative and t.cue.act != "decline_to_comment":
        return True  # "ningún grupo ha reivindicado el atentado"
    if romance and verb.negated and t.cue.act == "accuse":
        return True  # "no la ha acusado de nada"
    by_case = bool(stage.settings.by_case)
    silent = verb.form == "inf" or (by_case and verb.form == "part" and verb.passive and t.cue.act == "accuse")
    silent = silent or (romance and verb.passive and verb.form == "part" and t.cue.act not in STATING)  # "X, accusato di spionaggio"
    if t.found.slot == "obj":
        own = t.cue.act == "say" if stage.settings.by_case else romance and not verb.reflexive and t.cue.act not in STATING
        alone = stage.settings.bare_complements and verb.form == "part" and verb.last - verb.first == 1
        silent = silent or (verb.passive and own) or alone  # "the disputed islands", "asked about the veto"
    return silent and controlled.speaker(stage, t.anchor, t.cue, t.found.pieces) is None


def _mute(stage: Stage, t: Try) -> bool:
    """Whether something that cannot speak is the subject of a cue that reports only an object: "the towers added forty metres"."""
    if t.anchor.verb is None or (t.anchor.verb.passive and t.anchor.verb.last - t.anchor.verb.first > 1):
        return False
    bare = t.anchor.verb.form == "part" and t.anchor.verb.last - t.anchor.verb.first == 1 and not stage.settings.bare_complements
    if not bare and (t.found.slot != "obj" or t.cue.act != "say"):
        return False
    subject = speakers.subject(stage, t.anchor)
    if subject is None or can_speak(stage, subject):
        return False
    return not bare or subject.last == t.anchor.verb.first


def _tries(stage: Stage) -> list[Try]:
    anchors = [a for a in stage.anchors if stage.inside_quote(a.first) is None and not citing.opens(stage, a.token)]
    anchors = [a for a in anchors if a.verb is None or not (asks_no_name(a.clause, stage.settings, stage.tokens) or asked(stage, a))]
    anchors = [a for a in anchors if not made(a, anchors)]
    closing = {id(a): s for a in anchors if (s := _reporter_start(stage, a)) >= 0}
    stops = [s for s in closing.values() if s > 0]
    out: list[Try] = []
    for anchor in anchors:
        found = _try(stage, anchor, closing.get(id(anchor), -1), stops, 0)
        if found is not None:
            out.append(found)
    return out


def _led(stage: Stage, cue: Cue, found: Found) -> bool:
    """Whether a content before its cue is a clause that a complementiser opens: "Dass Truppen in Mali seien, bestritt der Kreml"."""
    opener = stage.unit_at[found.start] if found.start < len(stage.unit_at) else -1
    return "that" in cue.content and opener >= 0 and isinstance(m := stage.units[opener], Marker) and m.kind == "that"


def _reporter_start(stage: Stage, anchor: Anchor) -> int:
    """Where the reporting clause of an anchor begins when it stands behind or amid its content, -1 when it leads it."""
    verb, tokens = anchor.verb, stage.tokens
    if verb is None or not any("before" in c.content or "quote" in c.content for c in anchor.cues) or verb.form != "fin":
        return -1
    if verb.future and not after_quote(stage, verb):
        return -1  # what somebody will say is no report: "..., Rwanda will answer in kind"
    start = starts.clause_start(stage, verb)
    if stage.settings.verb_final and joints.within(stage, anchor, verb):
        return -1
    if stage.settings.verb_final and anchor.clause.base is not None and start == verb.first and _goes_on(stage, anchor, verb):
        return -1
    if start <= 0 or joints.joined(stage, verb) or joints.inside(stage, anchor) or _tells_anew(stage, anchor, verb, start):
        return -1
    if said_before.behind(stage, anchor) or said_before.alone(stage, start, verb):
        return -1
    before = tokens[start - 1]
    apart = before.text in (",", "—", "–", "--", "―", "?", "!", "-")
    title = stage.settings.by_case and start > 1 and tokens[start - 2].text not in ("?", "!", "…", ".", ",")
    if not apart and (title or not extents.ends_quote(stage, start - 1)):
        return -1  # behind a name in quotation marks: "лидер движения «Воля» Иванов утверждает, что"
    if stage.settings.case and (starts.crowded(stage, verb, start) or _takes(stage, anchor, verb) or starts.taken_back(stage, verb, start)):
        return -1
    lean = stage.settings.prodrop and not stage.settings.case and not after_quote(stage, verb)
    if lean and _has_object(stage, anchor, verb):
        return -1
    return start if _finishes(stage, anchor, start) else -1


def _tells_anew(stage: Stage, anchor: Anchor, verb: Verb, start: int) -> bool:
    """Whether a German clause with its subject in front tells something of its own: "Paris wies X aus, Baku kündigte Vergeltung an"."""
    first = stage.units[stage.unit_at[start]]
    leads = isinstance(first, Phrase) and first.first == start < verb.first and not first.prep and can_speak(stage, first)
    return stage.settings.verb_final and leads and anchor.clause.kind == "main" and not after_quote(stage, verb)


def _goes_on(stage: Stage, anchor: Anchor, verb: Verb) -> bool:
    """Whether a German verb in front has its subject in the clause before and nobody behind it who could speak: "..., behauptete X, räumte
    jedoch Schäden ein", "X, der ..., weigerte sich"."""
    subject = slotting.of_verb(anchor.clause, stage.tokens, stage.settings).get("subj", [])
    behind = [p for p in anchor.clause.phrases() if p.first > verb.first and not p.prep and (not p.cases or "n" in p.cases)]
    return bool(subject) and subject[0].first < verb.first and not any(can_speak(stage, p) for p in behind)


def _takes(stage: Stage, anchor: Anchor, verb: Verb) -> bool:
    """Whether a cue that takes objects has one behind it: "..., й заперечував підрив греблі" goes on and does not close."""
    k = stage.unit_at[verb.first] + 1
    nxt = stage.units[k] if k < len(stage.units) else None
    joined = any(isinstance(u, Marker) and u.kind == "and" for u in stage.units[max(0, k - 3) : k])
    before = stage.units[k - 2] if k > 1 else None
    led = stage.settings.by_case and isinstance(before, Phrase) and not before.prep and "n" in before.cases and before.owner is None
    told = any(c.act in ("say", "confirm") for c in anchor.cues)
    if led and any("obj" in c.content or "objinf" in c.content for c in anchor.cues) and _done_to(stage, k, told):
        return True  # "..., Хартум попросил ООН о продовольствии"
    takes = joined and any("obj" in c.content for c in anchor.cues)
    return takes and isinstance(nxt, Phrase) and not nxt.prep and speakers.may_be_object(stage, nxt, verb)


def _done_to(stage: Stage, k: int, told: bool) -> bool:
    """Whether a bare object stands behind the verb before unit `k`, perhaps over whom it is given; `told`: no outlet, and nobody told."""
    for unit in stage.units[k : k + 2]:
        if not isinstance(unit, Phrase) or unit.prep or unit.time:
            return False
        media = unit.mention is not None and (unit.mention.entity or "").startswith("media/")
        if "a" in unit.cases and not (told and (unit.cases[:1] == "d" or media)):
            return True
    return False


def _has_object(stage: Stage, anchor: Anchor, verb: Verb) -> bool:
    """Whether a thing stands behind a cue that takes objects, where subjects are left out: "..., reconoció los pagos"."""
    k = stage.unit_at[verb.first] + 1
    nxt = stage.units[k] if k < len(stage.units) else None
    takes = any("obj" in c.content for c in anchor.cues)
    return takes and isinstance(nxt, Phrase) and not nxt.prep and not nxt.time and is_thing(stage, nxt)


def _finishes(stage: Stage, anchor: Anchor, start: int) -> bool:
    """Whether nothing that looks like a complement follows the reporting verb."""
    k = extents.first_unit(stage, anchor.last)
    units, passed = stage.units, 0
    while k < len(units):
        unit = units[k]
        if isinstance(unit, Marker):
            if unit.kind == "comma" and stage.settings.verb_final and k + 1 < len(units) and units[k + 1].first > anchor.last:
                return not (isinstance(nxt := units[k + 1], Marker) and nxt.kind == "that")
            if unit.kind == "quote" and stage.settings.by_case and passed:
                if stage.quote_at(unit.first) is not None:
                    return False  # "..., Париж попросил Дакар «снять неопределённость»"
                if stage.inside_quote(unit.first) is not None:
                    k += 1
                    continue  # "..., заявил телеканалу «Север», что ..."
            if unit.kind == "comma" and stage.settings.by_case and passed and k + 1 < len(units):
                after = units[k + 1]
                if isinstance(after, Marker) and after.kind == "that":
                    return False
            if unit.kind in ("stop", "comma", "quote", "open", "close", "sub", "rel") or (
                unit.kind == "and" and passed and _adds(units, k)
            ):
                return True
            if unit.kind in ("that", "if"):
                return unit.kind == "that" and passed == 1 and _of_whom(stage, k, start)
        elif isinstance(unit, Verb):
            if unit.form == "inf" and unit.marker in stage.settings.contractions:
                return True  # "«...», relató al llegar"
            return (unit.form in ("part", "ger") or (unit.form == "inf" and unit.marker in stage.settings.of)) and passed > 0
        else:
            passed += 1
        k += 1
    return True


def _adds(units: Sequence[Unit], k: int) -> bool:
    """Whether the "and" at `k` opens what the speaker does next: "«...», said X and added that ..."."""
    later = next((u for u in units[k + 1 : k + 4] if isinstance(u, Verb)), None)
    return later is not None and later.form == "fin"


def _of_whom(stage: Stage, k: int, start: int) -> bool:
    """Whether a Romance "che" or "que" right behind who reports tells more of him: "«...», riferisce un'operatrice che preferisce
    restare anonima", "..., disent trois maires qu'elle avait invités"."""
    s, before = stage.settings, stage.units[k - 1]
    if not s.clitics or s.case or not isinstance(before, Phrase) or before.prep or before.last != stage.units[k].first:
        return False
    told = extents.ends_quote(stage, start - 1) or extents.has_finite(stage, 0, start - 1)
    return told and stage.tokens[before.head].pos == "NOUN"


def _try(stage: Stage, anchor: Anchor, start: int, stops: list[int], floor: int) -> Try | None:
    subject = controlled.subject(stage, anchor)
    skip = subject.group or [subject] if subject is not None else []
    if (before := taken_up.content(stage, anchor, starts.floor(stage, anchor.first, floor))) is not None:
        return Try(anchor, anchor.cues[0], before, *extent(stage, before), taken_up=True)
    own = [s for s in stops if s != start] + joints.going_on(stage, anchor) + joints.resumed(stage, anchor)
    if (around := said_before.goes_on(stage, anchor)) is not None:
        own.append(around[0])
    main = anchor.clause.verb
    if anchor.phrase is not None and main is not None and main.first > anchor.last:
        own.append(main.first)
    if start > 0:
        cue = next(c for c in anchor.cues if "before" in c.content or "quote" in c.content)
        parted = parting.parted(stage, anchor, start, floor, own)
        found = parted or contents.left(stage, start, starts.floor(stage, start, floor))
        if found is not None and ("before" in cue.content or stage.quoted_part(found.pieces) != "none" or _led(stage, cue, found)):
            if parted is None:
                parting.both_sides(stage, anchor, found, own)
            return Try(anchor, cue, found, *extent(stage, found), carries=_carries(stage, cue, found))
    reported = introduced.as_reported(stage, anchor) if any("that" in c.content for c in anchor.cues) else []
    if reported:
        found = Found(reported, "introduced", 0)
        return Try(anchor, anchor.cues[0], found, *extent(stage, found), carries=_carries(stage, anchor.cues[0], found))
    denial = bare(stage, anchor)
    if denial is not None and of_what_was_said(stage, anchor):
        return Try(anchor, anchor.cues[0], denial, *extent(stage, denial))
    for cue in anchor.cues:
        found = contents.right(stage, anchor, cue, own, skip) or bracketed.by_slots(stage, anchor, cue, skip)
        if found is not None and (fuller := extents.pointed(stage, anchor, found, own)) is not None:
            found = fuller
        if found is not None and _explains(stage, anchor, cue, found):
            found = bracketed.by_slots(stage, anchor, cue, skip) or found
        if found is not None:
            if found.slot == "obj" and stage.speech.convention.whole_sentence:
                held = cue.act == "accuse" and anchor.verb is not None and anchor.verb.passive
                if cue.kind != "speech" or (subject is None and not held):
                    return None
                found.pieces = [own_parts.own_part(stage, anchor)]
            return Try(anchor, cue, found, *extent(stage, found))
    if denial is not None:
        return Try(anchor, anchor.cues[0], denial, *extent(stage, denial))
    cue = anchor.cues[0]
    last = stage.tokens[-1]
    if last.text == ":" and cue.kind == "speech" and anchor.verb is not None and len(stage.tokens) - anchor.last < 12:
        return Try(anchor, cue, Found([], "quote", anchor.last), last.end, last.end, True)
    return None


def _explains(stage: Stage, anchor: Anchor, cue: Cue, found: Found) -> bool:
    """Whether what stands behind a colon only explains a denial whose object came first: ru "измену он отрицает: отход был тактическим"."""
    colon = anchor.last < len(stage.tokens) and stage.tokens[anchor.last].text == ":"
    return bool(stage.settings.by_case) and colon and found.quote is None and cue.act in extents.OF_THINGS and found.start > anchor.last


def _carries(stage: Stage, cue: Cue, found: Found) -> bool:
    return cue.head in stage.speech.list("credit") and found.quote is None


def _draft(index: int, stage: Stage, t: Try, mentions: list[Mention], analysis: Analysis) -> Draft:
    tokens, anchor, cue = stage.tokens, t.anchor, t.cue
    whole = t.found.slot == "obj" and stage.speech.convention.whole_sentence
    found = controlled.speaker(stage, anchor, cue, [] if whole else t.found.pieces)
    people = parties.parties(found, stage, mentions)
    first = t.found.start
    excluded = stances.excluded(stage, hedges.act(stage, anchor, cue, t.found.start), cue, t.found.pieces, t.found.slot)
    act = stances.by_content(stage, excluded, cue.kind, t.found.pieces, t.found.slot, tokens[anchor.last - 1].end)
    spoken = parties.speaker_class(stage, found, people, analysis.entities)
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].end <= t.end), len(tokens) - 1) + 1
    hedge = hedges.hedge(stage, first, last, hedges.of_cue(stage, cue), _told(anchor, t.found))
    return Draft(
        sentence=index,
        rule=cue.rule,
        act=stances.of_bystander(_held(stage, act, t), spoken, hedge),
        kind=cue.kind,
        cue=[(tokens[a].start, tokens[b - 1].end) for a, b in anchor.pieces],
        content=list(t.found.pieces),
        source=[] if found is None else [(tokens[found.first].start, tokens[found.last - 1].end)],
        speakers=people,
        speaker_class=spoken,
        hedge=hedge,
        quoted=stage.quoted_part(t.found.pieces),
        slot=t.found.slot,
        first=min(anchor.first, found.first if found else anchor.first),
        last=last,
        open_end=t.open_end,
        carries=t.carries,
    )


def _held(stage: Stage, act: ClaimAct, t: Try) -> ClaimAct:
    """The act of a cue by what the verb of holding or assuring makes of it."""
    found = stances.assured(stage, act, t.cue, t.found.pieces, t.found.slot)
    return stances.insisted(stage, found, t.cue, t.found.pieces, t.found.slot)


def _told(anchor: Anchor, found: Found) -> str:
    """ "past" where a clause is told by a cue in the past: "assured that it would"."""
    verb = anchor.verb
    if verb is None or found.slot != "that" or found.start <= verb.first:
        return ""
    return "past" if verb.perfect or verb.tense == "past" else ""
