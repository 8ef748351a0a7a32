"""Pointing: sentences that only say who said what stands before them: "Про це повідомив мер", "Lo ha reso noto l'esercito", "Das teilte
die Polizei mit". The sentence before is what is said.
"""

from __future__ import annotations

from diurna.analysis import Analysis, Mention
from diurna.extract.claims import citing, hedges, parties, speakers
from diurna.extract.claims.cues import Anchor, Stage
from diurna.extract.claims.drafts_model import Draft
from diurna.extract.claims.speakers import Source
from diurna.extract.claims.speaking import can_speak, is_thing
from diurna.extract.clauses import clitics
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.edges import first_words
from diurna.langs.speech import Cue

ACTS = frozenset({"say", "confirm", "acknowledge"})
LONGEST = 30
"""Tokens of such a sentence at most: a longer one tells something of its own, unless it begins with the pronoun."""
AHEAD, BEHIND = 4, 2
"""How many tokens before and behind the verb the pronoun may begin."""


def read(index: int, stage: Stage, mentions: list[Mention], analysis: Analysis) -> Draft | None:
    """The claim of a sentence that points at the one before it; None where it reports anything itself."""
    before = analysis.sentences[index - 1] if index else None
    if before is None or all(t.pos == "PUNCT" for t in before.tokens) or not _follows(analysis, index) or _reports(stage):
        return None
    for anchor in stage.anchors:
        found = _speaker(stage, anchor)
        if found is None or anchor.verb is None or (len(stage.tokens) > LONGEST and anchor.verb.first):
            continue
        people = parties.parties(found, stage, mentions)
        draft = Draft(
            sentence=index,
            rule=anchor.cues[0].rule,
            act="not_rule_out" if anchor.verb.negated else anchor.cues[0].act,
            kind="speech",
            cue=[(stage.tokens[a].start, stage.tokens[b - 1].end) for a, b in anchor.pieces if b - a > 1 or stage.tokens[a].pos != "ADP"],
            content=[(before.tokens[0].start, max(t.end for t in before.tokens if t.pos != "PUNCT"))],
            source=[(stage.tokens[found.first].start, stage.tokens[found.last - 1].end)],
            speakers=people,
            speaker_class=parties.speaker_class(stage, found, people, analysis.entities),
            slot="introduced",
            first=anchor.first,
            last=anchor.last,
        )
        citing.cited(stage, [draft], mentions, analysis.entities)
        return draft
    return None


def _follows(analysis: Analysis, index: int) -> bool:
    """Whether a sentence and the one before it are running text of one language."""
    here, before = analysis.sentences[index], analysis.sentences[index - 1]
    if not analysis.segments:
        return here.lang == before.lang
    return here.lang == before.lang and {analysis.segments[s.segment].kind for s in (here, before)} == {"paragraph"}


def _reports(stage: Stage) -> bool:
    """Whether a sentence is long, quotes, or has a colon or a complement: it says itself what was said."""
    inside = any(q.start < stage.sentence.end and stage.sentence.start < q.end for q in stage.quotes)
    return inside or len(stage.tokens) > 2 * LONGEST or any(t.text == ":" for t in stage.tokens)


def _speaker(stage: Stage, anchor: Anchor) -> Source | None:
    """Who says what stands before, where a cue has a pronoun that points back and no content of its own."""
    verb = anchor.verb
    if verb is None or not any(c.kind in ("speech", "finding") and _points(stage, verb, c) for c in anchor.cues[:1]):
        return None
    pointer = _pointer(stage, verb)
    if pointer is None or any(c.verb is not None and pointer.stop <= c.verb.first for c in anchor.clause.children if c.kind == "inf"):
        return None  # "erklärte, davon nichts zu wissen"
    if _tells(stage, anchor):
        return None
    k = stage.unit_at[verb.first]
    behind = [u for u in stage.units[k + 1 :] if not (isinstance(u, Marker) and u.kind == "adv")]
    if any(isinstance(u, Marker) and u.kind in ("that", "if") for u in behind[:4]):
        return None
    ahead = [u for u in reversed(stage.units[:k]) if isinstance(u, Phrase)]
    near = [u for u in (*behind[: 3 if verb.form == "inf" else 2], *ahead[:3]) if isinstance(u, Phrase)]
    able = [u for u in near if not u.prep and not u.time and not set(range(u.first, u.last)) & set(pointer)]
    agent = [u for u in near if verb.passive and u.prep in stage.settings.by]
    phrase = next((u for u in (*agent, *able) if can_speak(stage, u)), None)
    return speakers.source(stage, phrase) if phrase is not None else None


def _points(stage: Stage, verb: Verb, cue: Cue) -> bool:
    """Whether a cue may be of what stands before: one that says, or one that does not rule it out ("gli inquirenti non lo escludono")."""
    return hedges.rules_out(stage, cue) if verb.negated else cue.act in ACTS


def _tells(stage: Stage, anchor: Anchor) -> bool:
    """Whether a Romance verb has an object of its own behind it, besides the words of its cue: "ne ha chiesto la consegna"."""
    s = stage.settings
    if anchor.verb is None or not s.prodrop or s.case:
        return False
    objects = slotting.of_verb(anchor.clause, stage.tokens, s).get("obj", [])
    return any(p.first >= anchor.last and is_thing(stage, p) and not p.time for p in objects)


def _pointer(stage: Stage, verb: Verb) -> range | None:
    """The tokens of a phrase that points back, beside a verb: one of the pack's, before no noun of its own."""
    tokens = stage.tokens
    if verb.form == "inf" and verb.first == 0 and stage.settings.prodrop and clitics.of_object(tokens, verb, stage.settings) == verb.head:
        return range(verb.head, verb.head + 1)  # "A sostenerlo sono stati due ufficiali"
    first, last = max(0, verb.first - AHEAD), min(len(tokens), verb.last + BEHIND)
    pointers = stage.speech.list("pointing")
    for i in range(first, last):
        if tokens[i].norm not in first_words(pointers):
            continue
        for n in (4, 3, 2, 1):
            words = " ".join(t.norm for t in tokens[i : i + n])
            ends = any(t.text == "," for t in tokens[i + n : verb.first])  # "снимали это на видео, говорится в докладе"
            if words in pointers and not ends and not _article(stage, i + n - 1):
                return range(i, i + n)
    return None


def _article(stage: Stage, at: int) -> bool:
    """Whether a word that may be a pronoun is the article of the noun behind it: "das Ministerium"."""
    after = stage.tokens[at + 1] if at + 1 < len(stage.tokens) else None
    return after is not None and after.pos in ("NOUN", "PROPN", "ADJ")
