"""Stances: what a plain "said" amounts to by what is said: a denial, a refusal, an accusation.

News says "X said" of everything. The act of a neutral cue is read from its content: a main clause that denies, one
that says what will not be done, words that call something false or that blame. A cue that names its act keeps it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diurna.extract.claims import hedges
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.drafts_model import Piece
from diurna.extract.clauses.units import Marker, Phrase, Verb
from diurna.langs.speech import Cue, Hedge, Kind
from diurna.model import ClaimAct, SpeakerClass

NEUTRAL: frozenset[ClaimAct] = frozenset({"say", "confirm"})
SHORT = 40
"""Characters between a cue and its content at most, for a word there to belong to the cue."""
OPINION: frozenset[ClaimAct] = frozenset({"assess"})
BIDDING = 7
"""Words at the beginning of a content among which an impersonal word of need makes it a demand."""
OPENING = 30
"""Characters at the beginning of a content in which words stand by which its speaker does what they say: "we demand", "I promise"."""
PERFORMED: tuple[tuple[ClaimAct, str], ...] = (("demand", "bidding"), ("promise", "vowing"))
_BYSTANDERS = frozenset({"expert", "witness", "media", "document"})
TOLD = frozenset({"that", "quote"})
"""Slots of what is told in a clause or a quotation."""
NAMED = frozenset({"obj", "objinf", "as"})
"""Slots of what somebody calls a thing: "called the raid a farce"."""
MADE: frozenset[ClaimAct] = frozenset({"deny", "refuse", "accuse", "promise"})
"""What a content may make of a plain cue."""


def by_content(stage: Stage, act: ClaimAct, kind: Kind, pieces: list[Piece], slot: str, cue_end: int = -1) -> ClaimAct:
    """The act of a cue over its content; the cue's own act where the content says nothing else.

    `cue_end`: the offset behind the cue, for "says the opposite". An oath on what is or was so is a statement, not a promise.
    """
    if not pieces:
        return act
    verb = _main_verb(stage, pieces, stage.settings.perfective_future and act in NEUTRAL)
    told = verb is not None and not _coming(stage, verb) and (_told(stage, verb) or (verb.perfect and verb.negated))
    assured = act == "promise" and kind == "speech" and told and slot != "obj"
    if assured:
        act = "say"
    stated = verb is None or stage.tokens[verb.head].pos == "ADJ"
    if (
        act == "promise"
        and stated
        and kind == "speech"
        and (slot == "that" or (slot == "quote" and _cleared(stage, _joined(stage, pieces))))
    ):
        act = "say"  # "запевнив, що Росія «не винна»": what is, said without a verb
    if act == "demand" and slot == "that" and verb is not None and not _wanted(stage, pieces, verb):
        act = "say"
    if act == "refuse" and verb is not None and verb.form == "inf" and verb.perfect:
        act = "deny"
    text = _joined(stage, pieces)
    if act in NEUTRAL | {"promise"} and kind in ("speech", "intent") and _menaces(stage, act, verb, slot, text):
        return "threaten"
    blamed = kind == "thought" and act in OPINION and slot != "inf" and _says(stage, "blame", text)
    if blamed or (kind != "feeling" and act in OPINION | NEUTRAL and slot in NAMED and _damns(stage, text)):
        return "accuse"
    if act == "promise" and stated and slot in TOLD and _opens(stage, "never", text):
        return "refuse"  # "swore: never"
    if kind not in ("speech", "finding") or act not in NEUTRAL | OPINION:
        return act
    if act in OPINION and _calls_it(stage, pieces, slot, cue_end) and _says(stage, "untrue", text) and not _points_back(stage, text):
        return "accuse"  # "juge l'arrestation sans fondement": what is done has no statement to be false
    if text.rstrip("»”\"'’ ").endswith("?"):
        return act
    if _says(stage, "untrue", text) or _contradicts(stage, pieces, cue_end):
        return "deny"
    if act in NEUTRAL and _says(stage, "refusing", text):
        return "refuse"
    if act in NEUTRAL and _says(stage, "admitting", text):
        return "acknowledge"
    if verb is not None and (found := _plain_no(stage, act, pieces, verb, slot) or _of_verb(stage, act, verb, slot, assured)) is not None:
        return found
    if stated and act in NEUTRAL and slot in TOLD and _cleared(stage, text):
        return "deny"
    if act == "say" and stated and slot in TOLD and _opens(stage, "never", text):
        return "refuse"
    if act == "say" and kind == "speech" and _opens(stage, "ready", text):
        return "promise"
    if act == "say" and kind == "speech":
        opening = text.lstrip("«»“”\"'‘’¡—– ")[:OPENING]
        for made, name in PERFORMED:
            if _says(stage, name, opening):
                return made
    if _says(stage, "blame", text) and (act in OPINION or _judges(stage, verb, slot, stated, pieces)):
        return "accuse"
    return "demand" if act == "say" and _bidding(stage, text) else act


def _judges(stage: Stage, verb: Verb | None, slot: str, stated: bool, pieces: list[Piece]) -> bool:
    """Whether what somebody says is a verdict, so that its words of blame are his: "«It is a disgrace»", "sprach von Verrat", "wrote that
    the council 'cheats its people'". Who tells of a crime has only told of it: "said that robbers had held up the bank"."""
    inside = [stage.text[q.start : q.end] for q in stage.quotes if any(a <= q.start and q.end <= b + 1 for a, b in pieces)]
    if slot in NAMED or any(_says(stage, "blame", words) for words in inside):
        return True
    if any(t.norm in stage.settings.allegedly and any(a <= t.start < b for a, b in pieces) for t in stage.tokens):
        return True  # "буцімто її змусила влада": no fact to who says so
    if slot not in TOLD:
        return False
    return stated or (verb is not None and (verb.lemma in stage.settings.copula or stage.tokens[verb.head].lemma in stage.settings.copula))


def _calls_it(stage: Stage, pieces: list[Piece], slot: str, cue_end: int) -> bool:
    """Whether a content is what a thing that is no statement is called: "juge l'arrestation « sans fondement »"."""
    text = _joined(stage, pieces)
    between = stage.text[cue_end : pieces[0][0]].strip() if slot == "quote" and 0 <= cue_end < pieces[0][0] else ""
    named = len(between) > 3 and ":" not in between and "," not in between and not _stem_in(stage, "anaphoric", between)
    return (slot == "obj" or named) and not _stem_in(stage, "anaphoric", text)


def _plain_no(stage: Stage, act: ClaimAct, pieces: list[Piece], verb: Verb, slot: str) -> ClaimAct | None:
    """What a content with a negated verb makes of its cue where the verb alone decides: not to know denies nothing, and what does not exist
    is denied."""
    if not verb.negated:
        return None
    if _unknowing(stage, pieces, verb):
        return act
    there = {f"{t.lemma} {verb.lemma}" for t in stage.tokens[verb.first : verb.head]}
    if not there.isdisjoint(stage.speech.list("there_is")) and not (verb.perfect or verb.tense in ("past", "fut")):
        return "deny" if verb.mood == "cond" and stage.settings.hearsay and act == "say" else act  # "non c'è dubbio" states
    absent = act == "say" and slot in TOLD and verb.lemma in stage.speech.list("existing") and not _coming(stage, verb)
    return "deny" if absent else None


def _unknowing(stage: Stage, pieces: list[Piece], verb: Verb) -> bool:
    """Whether a content only says that its speaker does not know, which denies nothing: "said he did not know", "whether it was so"."""
    if verb.lemma not in stage.speech.list("knowing"):
        return False
    rest = [u for u in stage.units if verb.last <= u.first and stage.tokens[u.first].start < pieces[-1][1]]
    rest = [u for u in rest if not (isinstance(u, Marker) and u.kind in ("comma", "quote", "close", "stop"))]
    return not rest or (isinstance(rest[0], Marker) and rest[0].kind == "if")


def excluded(stage: Stage, act: ClaimAct, cue: Cue, pieces: list[Piece], slot: str) -> ClaimAct:
    """The act of a cue by which one rules out: "ruled out a meeting", "esclude di dimettersi" refuse what may come; what was, what others
    say and what would be a crime is denied.
    """
    if act != "deny" or slot not in ("obj", "inf", "ger") or not hedges.rules_out(stage, cue):
        return act
    verb = _main_verb(stage, pieces)
    if verb is not None and verb.lemma == cue.head:
        verb = None  # German contents are whole sentences: what is told there is the excluding itself
    text = _joined(stage, pieces)
    said = _points_back(stage, text) or any(_stem_in(stage, name, text) for name in ("blame", "harm"))
    told = (verb is not None and verb.perfect) or said
    return act if told else "refuse"


def assured(stage: Stage, act: ClaimAct, cue: Cue, pieces: list[Piece], slot: str) -> ClaimAct:
    """The act of a cue by which one assures: a promise where what is assured is to come ("assured that the visit would go ahead"). Who
    accepts that something was so acknowledges it.
    """
    if slot not in TOLD or not pieces:
        return act
    verb = _main_verb(stage, pieces)
    if verb is None:
        return act
    if act in ("say", "promise") and cue.head in stage.speech.list("accepting"):
        return "acknowledge" if verb.tense == "past" or (verb.perfect and not verb.passive) else act
    romance = bool(stage.settings.clitics) and not stage.settings.case
    if romance and act == "promise" and slot == "that" and verb.tense == "past" and (verb.form, verb.mood) == ("fin", "ind"):
        return "say"  # "ha giurato che il capitano spense i motori"
    coming = verb.future or verb.tense == "fut" or _later(stage, verb) or _coming(stage, verb) or _simple_coming(stage, verb)
    return "promise" if act in NEUTRAL and cue.head in stage.speech.list("assuring") and coming and not verb.negated else act


def _simple_coming(stage: Stage, verb: Verb) -> bool:
    """The plain conditional, where the language tells by it what was to come: "assurait que la visite aurait lieu"."""
    return stage.speech.convention.future_in_past == "simple" and verb.mood == "cond"


def insisted(stage: Stage, act: ClaimAct, cue: Cue, pieces: list[Piece], slot: str) -> ClaimAct:
    """The act of what is held against doubt: a denial where it begins with a negated word: "insisted that none of the guards had slept".

    What will not be, and what was not done by anybody named, is no denial."""
    if act not in ("say", "assess") or slot not in TOLD or cue.head not in stage.speech.list("holding"):
        return act
    start = pieces[0][0]
    units = [u for u in stage.units if stage.tokens[u.first].start >= start and isinstance(u, (Verb, Phrase))][:3]
    verb = next((u for u in units if isinstance(u, Verb)), None)
    if verb is not None and (verb.future or verb.tense == "fut" or verb.mood == "cond" or verb.wanting or verb.passive):
        return act
    return "deny" if any(u.negative if isinstance(u, Phrase) else u.negated for u in units[:2]) else act


def _joined(stage: Stage, pieces: list[Piece]) -> str:
    return " ".join(stage.text[a:b] for a, b in pieces)


def _opens(stage: Stage, name: str, text: str) -> bool:
    """Whether a text begins with one of a list's beginnings of words: "mai più tasse", "готов уйти"."""
    return text.casefold().lstrip("«»“”„\"'‘’¡—– ").startswith(tuple(stage.speech.list(name)) or ("\0",))


def _damns(stage: Stage, text: str) -> bool:
    """Whether a thing is called something bad: "called the raid shocking"; who calls an accusation absurd denies it."""
    return _says(stage, "damning", text) and not _says(stage, "untrue", text) and not _points_back(stage, text)


def _points_back(stage: Stage, text: str) -> bool:
    """Whether a text holds a noun of assertion ("the allegation"), in whatever case the language inflects it for: "его слова"."""
    words, nouns = set(text.casefold().split()), stage.speech.list("anaphoric")
    inflected = stage.settings.case and any(t.lemma in nouns and t.norm in words for t in stage.tokens)
    return inflected or _stem_in(stage, "anaphoric", text)


def _cleared(stage: Stage, text: str) -> bool:
    """Whether a word of blame stands there with a negator right before it: "Росія не винна"."""
    return bool(stage.speech.list("blame")) and not _says(stage, "blame", text) and _stem_in(stage, "blame", text)


def _bidding(stage: Stage, text: str) -> bool:
    """Whether a content says what somebody shall do: it begins with a word of bidding ("нехай", "пусть"), or an impersonal one stands near
    its beginning ("без них потрібно робити все").
    """
    first = [w.strip("«“„\"',") for w in text.casefold().split()[:BIDDING]]
    if first[1:] and first[1] in stage.settings.conditional_particles:
        return False  # "Хай би що вони казали"
    words = stage.speech.list("bidding_words")
    return any(w in words and (i == 0 or w in stage.settings.impersonal) for i, w in enumerate(first))


def _menaces(stage: Stage, act: ClaimAct, verb: Verb | None, slot: str, text: str) -> bool:
    """Whether what is promised or said to come is retaliation: "vowed to respond in kind", "said the port would be a legitimate target"."""
    if not _says(stage, "menacing", text):
        return False
    coming = verb is not None and not verb.negated and (verb.future or verb.tense == "fut" or _later(stage, verb))
    return coming or slot == "inf" or act == "promise"


def of_bystander(act: ClaimAct, speaker_class: SpeakerClass, hedge: Hedge = "none") -> ClaimAct:
    """The act of somebody who has no part in what is told: analysts, witnesses and media warn of a danger, they do not threaten; what
    an expert says may be is his assessment."""
    if act == "say" and speaker_class == "expert" and hedge == "speculative":
        return "assess"
    return "assess" if act == "threaten" and speaker_class in _BYSTANDERS else act


def of_introducer(stage: Stage, act: ClaimAct, words: tuple[str, ...], pieces: list[Piece]) -> ClaimAct:
    """The act of an introducer: "in the opinion of" assesses, "according to" says; then as `by_content`."""
    if act == "say" and " ".join(words) in stage.speech.list("opinion"):
        act = "assess"
    return by_content(stage, act, "speech", pieces, "introduced")


def _contradicts(stage: Stage, pieces: list[Piece], cue_end: int) -> bool:
    """Whether a word for the opposite stands between the cue and its content."""
    between = stage.text[cue_end : pieces[0][0]] if 0 <= cue_end < pieces[0][0] else ""
    return len(between) < SHORT and any(w in between.casefold().replace("’", "'") for w in stage.speech.list("opposite"))


def _of_verb(stage: Stage, act: ClaimAct, verb: Verb, slot: str, assured: bool) -> ClaimAct | None:
    """A refusal where the content's main clause says what will not be, a denial where it says what is not or was not,
    a promise where somebody assures what will be. `assured`: sworn to, so that what was not done was said to have been."""
    future = verb.future or verb.tense == "fut" or _later(stage, verb) or _coming(stage, verb)
    if not verb.negated:
        own = verb.person == "1" and verb.form == "fin" and stage.settings.perfective_future
        return "promise" if future and (act == "confirm" or (own and act == "say")) else None
    if _only(stage, verb) or (future and verb.person == "2" and stage.settings.case):
        return None  # "автобуса не дочекаєшся" is nobody's refusal
    if verb.mood == "imp" or (stage.settings.bare_complements and _bids(stage, verb)):
        return "demand"
    told_of = verb.wanting and not future and verb.person == "3" and stage.settings.prodrop and stage.inside_quote(verb.first) is not None
    if told_of:
        return None  # "they do not want peace" says what others will not
    if future or verb.wanting or (verb.mood == "cond" and not verb.perfect) or _intends(stage, verb):
        return "refuse" if act in NEUTRAL else None
    if act == "assess" and slot == "introduced":
        return None
    if slot == "introduced" and act == "say":
        return None
    return "deny" if assured or _of_deeds(stage, verb) else None


def _of_deeds(stage: Stage, verb: Verb) -> bool:
    """Whether what is negated was said to have been done, or to be something: "we have not burnt anything", "we are no criminals".

    A fact in the present or one that nobody did is told and not denied: "the offences have no counterpart", "no shot was fired".
    """
    if verb.passive:
        return False
    if verb.lemma in stage.settings.copula or stage.tokens[verb.head].lemma in stage.settings.copula:
        behind = stage.units[stage.unit_at[verb.last - 1] + 1 :][:1]
        if stage.settings.perfective_future and verb.tense == "past" and not (behind and isinstance(behind[0], Phrase)):
            return True  # "зловживань не було"
        return bool(behind) and isinstance(behind[0], Phrase) and stage.tokens[behind[0].head].pos in ("NOUN", "PROPN")
    return verb.perfect or verb.tense == "past" or (stage.settings.case and verb.tense != "pres")


def _told(stage: Stage, verb: Verb) -> bool:
    """Whether a clause tells what was or, where the perfective present is the future, what is."""
    if verb.perfect and not verb.passive:
        return True
    slavic = stage.settings.perfective_future and verb.form == "fin" and not (verb.possible or verb.necessary)
    return slavic and not verb.future and verb.mood != "cond" and (verb.passive or verb.tense in ("past", "pres"))


def _wanted(stage: Stage, pieces: list[Piece], verb: Verb) -> bool:
    """Whether a clause is opened by a word of what is wanted ("щоб", "чтобы"), where the language has such words; Romance languages
    tell what is so in the indicative: "insistía en que el pozo era seguro"."""
    if stage.settings.prodrop and not stage.settings.case and verb.form == "fin" and verb.mood not in ("sub", "cond", "imp"):
        return not (verb.tense == "past" or verb.perfect)
    openers = stage.speech.list("purposive")
    before = [t.norm for t in stage.tokens if t.end <= pieces[0][0]][-1:]
    return not openers or not before or before[0] in openers or before[0] not in stage.settings.complementisers


def _bids(stage: Stage, verb: Verb) -> bool:
    """Whether a quotation begins with "do not": a prohibition."""
    return stage.tokens[verb.first].norm == "do" and any(q.start < stage.tokens[verb.first].start <= q.start + 2 for q in stage.quotes)


def _later(stage: Stage, verb: Verb) -> bool:
    """The future of reported speech: "would", "würde"."""
    return any(t.norm in stage.settings.future_in_past for t in stage.tokens[verb.first : verb.last])


def _coming(stage: Stage, verb: Verb) -> bool:
    """The conditional perfect, where the language tells by it what was to come: it "giurava che non avrebbe ceduto"."""
    return stage.speech.convention.future_in_past == "perfect" and verb.mood == "cond" and verb.perfect


def _intends(stage: Stage, verb: Verb) -> bool:
    return verb.lemma in stage.settings.wanting or any(c.kind == "intent" and not c.words for c in stage.speech.of("v", verb.lemma))


def _main_verb(stage: Stage, pieces: list[Piece], fronted: bool = False) -> Verb | None:
    """The first verb of a content: finite, or the perfect infinitive that the content begins with; not one of a clause inside it.
    `fronted`: an infinitive may stand before it, "Извиняться никто не собирается"."""
    tokens = stage.tokens
    start = pieces[0][0]
    for unit in stage.units:
        at = tokens[unit.first].start
        if at < start or not any(a <= at < b for a, b in pieces):
            continue
        if isinstance(unit, Verb):
            if fronted and unit.form == "inf" and not unit.perfect:
                continue
            return unit if unit.form == "fin" or unit.perfect else None
        if isinstance(unit, Marker) and unit.kind in ("rel", "sub", "if") and at > start:
            return None
    return None


def _only(stage: Stage, verb: Verb) -> bool:
    """ "not only", "ne ... que": what is restricted and not denied."""
    words = stage.speech.list("only")
    return any(t.norm in words for t in stage.tokens[verb.first : verb.last + 1])


def _says(stage: Stage, name: str, text: str) -> bool:
    """Whether a word of a list begins in a text, and no negator stands right before it."""
    stems = stage.speech.list(name)
    if not stems:
        return False
    found = _stems(stems).search(text.casefold())
    if found is None:
        return False
    before = text[: found.start()].casefold().split()[-2:]
    return not any(w.strip("«“„\"'") in stage.settings.negators for w in before)


def _stem_in(stage: Stage, name: str, text: str) -> bool:
    stems = stage.speech.list(name)
    return bool(stems) and _stems(stems).search(text.casefold()) is not None


@lru_cache(maxsize=64)
def _stems(stems: frozenset[str]) -> re.Pattern[str]:
    """Beginnings of words; behind a hyphen what a solid compound may hold anywhere ("-terror": "Justizterror")."""
    listed = sorted(stems, key=len, reverse=True)
    inside = [re.escape(s[1:]) for s in listed if s.startswith("-")]
    opening = r"\b(?:" + "|".join(re.escape(s) for s in listed if not s.startswith("-")) + ")"
    return re.compile("|".join([opening, *inside]))
