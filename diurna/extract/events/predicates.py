"""Predicates: `Anchor`, the verbs, nouns and adjectives that frames may speak for; `fitting`, the frames that fit one, best first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

import msgspec

from diurna.analysis import Mention, Sentence, Token
from diurna.extract.clauses import clitics, genders
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.frames import TAIL_FROM, Frame, Frames, ends_in
from diurna.langs.patterns import Need, Pos
from diurna.langs.settings import Settings
from diurna.model import Entity

REACH = 7
_NOBODY = frozenset[str]()
SOMEBODY = frozenset({"@actor", "@person", "people"})
"""Kinds of need that a person meets whom only a pronoun or the verb's form points at."""


class Anchor(msgspec.Struct, eq=False):
    """One possible predicate: a verb group, or a phrase whose head noun (or an adjective at `token`) may name an act."""

    token: int
    pos: Pos
    clause: Clause
    verb: Verb | None = None
    phrase: Phrase | None = None


class Scene(msgspec.Struct, eq=False):
    """A sentence ready for reading: its tokens, syntax, language data and the article's entities."""

    sentence: Sentence
    syntax: Syntax
    settings: Settings
    frames: Frames
    entities: dict[str, Entity]
    anchors: dict[int, Anchor]
    cache: dict[int, slotting.Slots]
    tokens: tuple[Token, ...]

    def clause_of(self, token: int) -> Clause | None:
        """The clause whose own units cover a token."""
        return self.syntax.homes.get(token, (None, 0))[0]

    def after(self, phrase: Phrase, reach: int = 12) -> list[Unit]:
        """The next units of a phrase's clause."""
        clause, at = self.syntax.homes.get(phrase.head, (None, 0))
        return clause.units[at + 1 : at + 1 + reach] if clause is not None else []

    def before(self, phrase: Phrase, reach: int = 14) -> list[Unit]:
        """The units of the sentence before a phrase."""
        at = bisect_left(self.syntax.units, phrase.first, key=lambda u: u.first)
        return self.syntax.units[max(0, at - reach) : at]

    def slots(self, anchor: Anchor) -> slotting.Slots:
        """The slots around an anchor, computed once."""
        found = self.cache.get(anchor.token)
        if found is None:
            found = self._slots(anchor)
            self.cache[anchor.token] = found
        return found

    def _slots(self, anchor: Anchor) -> slotting.Slots:
        if anchor.phrase is not None and anchor.pos == "n":
            return {**slotting.of_noun(anchor.phrase, anchor.clause, self.settings), **self._attached(anchor.phrase)}
        return slotting.of_verb(anchor.clause, self.tokens, self.settings)

    def _attached(self, phrase: Phrase) -> slotting.Slots:
        """Whose state or purpose a noun names that stands behind a preposition without any article: `before`, the people right before it
        ("los mineros en huelga"), and `subj`, the subject of its clause ("quemaron neumáticos en protesta").
        """
        outer = phrase.owner if phrase.owner is not None and phrase.prep in self.settings.of else phrase
        bare = outer.prep in self.settings.manner and _bare(outer) and _bare(phrase)
        if not (slotting.of_occasion(phrase, self.tokens, self.settings) if self.settings.by_case else bare):
            return {}
        found: slotting.Slots = {}
        near = [u for u in self.before(outer, 2) if isinstance(u, Phrase) and u.last in (outer.first, outer.first - 1)][-1:]
        if near and in_class(self, self.tokens[near[0].head], "people"):
            found["before"] = near
        clause = self.clause_of(outer.head)
        if not near and clause is not None and clause.verb is None:  # "EN HUELGA LOS MINEROS RUSOS"
            found["before"] = [u for u in self.after(outer, 2) if isinstance(u, Phrase) and not u.prep][:1]
        governing = self.anchors.get(clause.verb.head) if clause is not None and clause.verb is not None else None
        if governing is not None and governing.pos == "v" and (subject := self.slots(governing).get("subj")):
            found["subj"] = subject
        return found

    def kind(self, mention: Mention) -> str:
        """The entity kind of a mention, "" while it is unresolved."""
        entity = self.entities.get(mention.entity or "")
        return entity.kind if entity is not None else ""


def scene(sentence: Sentence, syntax: Syntax, settings: Settings, frames: Frames, entities: dict[str, Entity]) -> Scene:
    """Collect the anchors of a sentence: every token that is a verb group's head, a phrase's head or a predicative adjective."""
    anchors: dict[int, Anchor] = {}
    for clause in syntax.clauses:
        for unit in clause.units:
            if isinstance(unit, Verb):
                if unit.head not in anchors:
                    anchors[unit.head] = Anchor(unit.head, "v", clause, verb=unit)
            elif isinstance(unit, Phrase) and unit.mention is None and unit.head not in anchors:
                anchors[unit.head] = Anchor(unit.head, "n", clause, phrase=unit)
    found = Scene(sentence, syntax, settings, frames, entities, anchors, {}, sentence.tokens)
    _adjectives(found)
    return found


def _bare(phrase: Phrase) -> bool:
    """Whether nothing stands between a phrase's preposition and its head: "en protesta", not "en la protesta"."""
    return bool(phrase.prep) and phrase.head == phrase.first + 1


def _adjectives(scene: Scene) -> None:
    """Adjectives after a copula: "is opposed to", "è contrario a"."""
    for clause in scene.syntax.clauses:
        verb = clause.verb
        if verb is None or scene.tokens[verb.head].lemma not in scene.settings.copula:
            continue
        for i in range(verb.last, min(verb.last + 4, len(scene.tokens))):
            tok = scene.tokens[i]
            if tok.pos in ("ADJ", "VERB") and i not in scene.anchors:
                scene.anchors[i] = Anchor(i, "a", clause, verb=verb)
                return
            if tok.pos == "ADJ" and scene.anchors[i].phrase is not None:
                scene.anchors[i] = Anchor(i, "a", clause, verb=verb, phrase=scene.anchors[i].phrase)
                return
            if tok.pos not in ("ADV", "PART"):
                return


def fitting(scene: Scene, anchor: Anchor) -> list[tuple[Frame, tuple[int, ...]]]:
    """The frames that fit an anchor with the tokens of their further words, in the pack's order (most specific first)."""
    token = scene.tokens[anchor.token]
    lemma = anchor.verb.lemma if anchor.verb is not None and anchor.pos == "v" else token.lemma
    frames = scene.frames.of(anchor.pos, lemma, token.norm)
    if not frames:
        return []
    out: list[tuple[Frame, tuple[int, ...]]] = []
    near: set[str] | None = None
    for frame in frames:
        if frame.reflexive and not (anchor.verb is not None and anchor.verb.reflexive):
            continue
        words: tuple[int, ...] | None = ()
        if frame.words:
            near = _near(scene, anchor) if near is None else near
            if _misses(frame, near, scene.frames.parts) or (words := _words(scene, anchor, frame)) is None:
                continue
        if not frame.needs or all(holds(scene, anchor, need, words) for need in frame.needs):
            out.append((frame, words))
    return out


def _near(scene: Scene, anchor: Anchor) -> set[str]:
    """The lemmas, forms and contracted prepositions within reach of a head: a frame whose further words are not among them cannot fit."""
    low, high = _reach(scene, anchor)
    around = scene.tokens[max(low, 0) : high]
    found = {t.norm for t in around}
    contractions = scene.settings.contractions
    found.update([contractions[norm] for norm in found if norm in contractions])
    found.update([t.lemma for t in around])
    found.add(_relative_prep(anchor))
    return found


def _misses(frame: Frame, near: set[str], parts: bool) -> bool:
    """Whether a further word of a frame is surely not among the words `near`: with `parts` one that asks for the last part of a compound
    may be."""
    for wanted in frame.words:  # noqa: SIM110 (asked of each frame of each verb: a generator costs twice as much)
        if near.isdisjoint(wanted) and not (parts and "-" in [word[0] for word in wanted]):
            return True
    return False


def governed_by(scene: Scene, anchor: Anchor, words: tuple[int, ...]) -> list[Phrase]:
    """The phrases that a further word of a frame opens as their preposition or particle: "called on X", "rounded up X"."""
    if not words:
        return []
    return [u for u in anchor.clause.units if isinstance(u, Phrase) and u.prep and u.first in words and not u.time]


def _words(scene: Scene, anchor: Anchor, frame: Frame) -> tuple[int, ...] | None:
    """The tokens of the frame's further words within reach of the head, None when one is missing."""
    found: list[int] = []
    tokens = scene.tokens
    low, high = _reach(scene, anchor)
    barred = _barred(scene, anchor, frame)
    if scene.settings.determiner_cases:
        barred |= slotting.unfit(anchor.verb, scene.slots(anchor), scene.tokens, scene.settings)
    for alternatives in frame.words:
        order = _order(anchor.token, low, high)
        at = next((i for i in order if i not in found and i not in barred and _is(scene, tokens[i], alternatives)), None)
        if at is None and _relative_prep(anchor) in alternatives and anchor.clause.marker is not None:
            at = anchor.clause.marker.first
        if at is None:
            return None
        if scene.settings.compounds and found and tokens[at].pos == tokens[found[-1]].pos == "ADP" and at < found[-1]:
            return None  # "give way to trams in Zurich" gives in to nobody
        found.append(at)
    markers = {c.verb.first for c in anchor.clause.children if c.verb is not None and tokens[c.verb.first].pos == "ADP"}
    deep = [i for i in found if i not in markers]
    inner = [c for c in anchor.clause.children if c.kind == "inf" and c.verb is not None and any(i >= c.units[0].first for i in deep)]
    if any(c.verb is not None and c.verb.first > anchor.token and c.verb.head not in found for c in inner):
        return None
    return tuple(found)


def _relative_prep(anchor: Anchor) -> str:
    """The preposition before the relative pronoun of a verb's clause: "el ministro, con quien conversó"."""
    marker = anchor.clause.marker
    return marker.prep if anchor.pos == "v" and anchor.clause.kind == "rel" and marker is not None else ""


def _barred(scene: Scene, anchor: Anchor, frame: Frame) -> set[int]:
    """Tokens that further words may not be: prepositions of a time, infinitives' markers, nouns behind another's "of" (but an amount's)."""
    s = scene.settings
    tokens = scene.tokens
    out = {i for i in range(anchor.token, len(tokens)) if tokens[i].pos == "PART" and tokens[i].norm in s.infinitive}
    if not s.case:  # "mantenía, sin embargo, el mando" is no embargo
        without = s.negators - {word for alternatives in frame.words for word in alternatives}
        out |= {i + 1 for i, t in enumerate(tokens[:-1]) if t.pos == "ADP" and t.norm in without}
    if s.prodrop and not s.case and frame.act is not None and frame.words and frame.words[-1] and set(frame.words[-1]) <= s.dat:
        heads = [c.verb for c in anchor.clause.children if c.kind == "inf" and c.verb is not None]
        out |= {v.first for v in heads if v.marker and v.first != v.head}  # "llegó a decir" goes nowhere
    reaches = s.case or anchor.pos != "v" or any(s.of & set(alternatives) for alternatives in frame.words)
    for unit in anchor.clause.units:
        if isinstance(unit, Phrase) and unit.time and unit.prep:
            dated = unit.owner is not None and unit.owner.time and unit.prep in s.of  # "by the end of the year" sentences nobody to a year
            own = next((i for i in range(unit.first, unit.last) if tokens[i].norm == unit.prep), unit.first)  # "stepped down on Tuesday"
            out.update(range(unit.first, unit.last) if dated else [own])
        elif isinstance(unit, Phrase) and (owner := unit.owner) is not None and not reaches:
            if not in_class(scene, scene.tokens[owner.head], "partitive"):
                out.update(range(unit.first, unit.last))
        elif s.compounds and isinstance(unit, Phrase) and unit.prep and unit.first > anchor.token and not _asked_for(scene, unit, frame):
            out.update(i for i in range(unit.first + 1, unit.last) if i != unit.head and scene.tokens[i].pos == "NOUN")
    return out


def _asked_for(scene: Scene, phrase: Phrase, frame: Frame) -> bool:
    """Whether a frame's words ask for the preposition of a phrase: "go on hunger strike"."""
    return any(scene.tokens[phrase.first].norm in alternatives for alternatives in frame.words)


def _order(head: int, low: int, high: int) -> list[int]:
    return [*range(head + 1, high), *range(head - 1, low - 1, -1)]


def _reach(scene: Scene, anchor: Anchor) -> tuple[int, int]:
    """The token range in which further words may stand: behind the head; on both sides where order is free or the verb is passive."""
    tokens, s = scene.tokens, scene.settings
    start, end = _extent(anchor.clause, anchor.token)
    high = min(end, anchor.token + REACH + 1 + _long_names(anchor), len(tokens))
    verb = anchor.verb
    before = anchor.clause.antecedent
    told = before is not None and anchor.clause.kind == "rel"  # "los aranceles que anunció", "the tariffs that X imposed on Y"
    if told and not s.prodrop:
        slots = scene.slots(anchor)
        told = before in slots.get("obj", []) and any(p.first < anchor.token for p in slots.get("subj", []))
    both = told or s.case or s.verb_final or (verb is not None and (verb.passive or verb.reflexive or verb.form == "part"))
    low = max(start, anchor.token - (14 if s.verb_final else REACH)) if both else anchor.token + 1
    if (s.compounds or s.verb_final) and anchor.pos == "n" and anchor.phrase is not None:
        low = anchor.phrase.first
    if s.verb_final:
        if tokens[anchor.token + 1 : anchor.token + 2] and tokens[anchor.token + 1].pos in ("VERB", "AUX"):
            end = max(end, anchor.token + 2)  # "hat ... fallen lassen": the bracket's verbs are no units
        high = min(end, anchor.token + 15, len(tokens))
    return low, high


def _long_names(anchor: Anchor) -> int:
    """The extra tokens of actors and times near a head: a long one is one thing between a verb and its further words."""
    near = [u for u in anchor.clause.units if isinstance(u, Phrase) and 0 < u.first - anchor.token <= REACH]
    return sum(u.last - u.first - 1 for u in near if u.mention is not None or u.time)


def _extent(clause: Clause, token: int) -> tuple[int, int]:
    """First and last token of a clause's own units."""
    firsts = [u.first for u in clause.units]
    lasts = [u.first + 1 if isinstance(u, Marker) else u.last for u in clause.units]
    if clause.antecedent is not None and clause.kind in ("part", "rel"):
        firsts.append(clause.antecedent.first)
    for child in clause.children:
        if child.kind == "inf" and child.verb is not None and child.verb.first > token:
            lasts.extend(u.first + 1 if isinstance(u, Marker) else u.last for u in child.units)
        elif child.kind == "ger" and child.verb is not None and child.verb.first > token:
            lasts.append(child.verb.first)  # a particle before it: "ruled out recognising"
        elif child.kind == "part" and child.verb is not None and child.verb.first > token:
            lasts.append(child.verb.last)  # what an object is kept or held to be: "mantienen retenidos a tres soldados"
    return min([*firsts, token]), max([*lasts, token + 1])


def _is(scene: Scene, token: Token, alternatives: tuple[str, ...]) -> bool:
    if token.lemma in alternatives or token.norm in alternatives:
        return True
    if any(word[0] == "-" and ends_in(token, word[1:]) for word in alternatives):
        return True
    contracted = scene.settings.contractions.get(token.norm)
    return contracted is not None and contracted in alternatives


def in_class(scene: Scene, token: Token, name: str) -> bool:
    """Whether a token is a word of one of the pack's classes, or a compound that ends in one where the language builds such."""
    members = scene.settings.classes.get(name, _NOBODY)
    if token.lemma in members or token.norm in members or (name == "people" and genders.animate(token, scene.settings)):
        return True
    if not scene.settings.solid_compounds or token.pos not in ("NOUN", "PROPN") or not token.lemma.endswith(_long(members)):
        return False
    return any(ends_in(token, m) for m in _long(members))


@lru_cache(maxsize=256)  # the classes of the packs with solid compounds
def _long(members: frozenset[str]) -> tuple[str, ...]:
    """The words of a class that may be the last part of a compound."""
    return tuple(m for m in members if len(m) > TAIL_FROM)


def holds(scene: Scene, anchor: Anchor, need: Need, words: tuple[int, ...] = ()) -> bool:
    """Whether a need of a frame is met around an anchor by a phrase in its slot, or in one of its slots ("obj|dat"); what a particle of
    the frame opens is an object too."""
    phrases = [p for name in need.slot.split("|") for p in scene.slots(anchor).get(name, [])]
    phrases += governed_by(scene, anchor, words) if need.slot == "obj" else []
    if not (phrases or need.absent) and _unsaid(scene, anchor, need):
        return True
    met = any(_of_kind(scene, member, kind) for p in phrases for member in (p.group or [p]) for kind in need.kinds)
    return met != need.absent


def _unsaid(scene: Scene, anchor: Anchor, need: Need) -> bool:
    """Whether what a need asks about goes without a phrase: a passive's doer, somebody named before."""
    if need.slot == "subj":
        return slotting.agentless(anchor.verb, scene.settings)
    somebody = "obj" in need.slot.split("|") and anchor.pos == "v" and not SOMEBODY.isdisjoint(need.kinds)
    return somebody and clitics.points(scene.tokens, anchor.verb, scene.settings)


def _kernel(scene: Scene, phrase: Phrase) -> int:
    """The noun that says what a phrase is of: over a word of number or part ("dozens of peacekeepers")."""
    tokens, s = scene.tokens, scene.settings
    if tokens[phrase.head].lemma not in s.classes.get("partitive", ()):
        return phrase.head
    inside = [i for i in range(phrase.head + 1, phrase.last) if tokens[i].pos in ("NOUN", "PROPN")]
    if inside:
        named = not s.compounds and tokens[inside[0]].pos == "PROPN"  # "el grupo Lapsus" is a group of that name
        return phrase.head if named else inside[-1] if s.compounds else inside[0]
    for clause in scene.syntax.clauses:
        for unit in clause.units:
            if isinstance(unit, Phrase) and unit.owner is phrase:
                return unit.head
    return phrase.head


def _of_kind(scene: Scene, phrase: Phrase, kind: str) -> bool:
    token = scene.tokens[_kernel(scene, phrase)]
    if kind == "@any" or (token.pos == "NUM" and kind == "people"):
        return True  # "unos 200 fueron detenidos"
    if in_class(scene, token, "self"):
        return kind not in ("@place", "@pred")  # "man habe sich zurückgezogen": whoever says so
    if kind.startswith("@"):
        test = _KINDS.get(kind)
        if kind == "@pred":
            return bool(scene.frames.of("n", token.lemma, token.norm))
        if test is None:
            raise ValueError(f"unknown kind {kind} in a frame's needs; known: {', '.join(sorted(_KINDS))}")
        if phrase.mention is None and kind == "@person":
            return _full_name(scene, phrase)
        named = phrase.mention
        return named is not None and (test(scene.kind(named)) or (kind == "@people" and named.form == "inhabitant"))
    if kind in scene.settings.classes:
        return in_class(scene, token, kind) or in_class(scene, scene.tokens[phrase.head], kind)  # "camiones de combustible"
    if kind[0] == "-":
        return ends_in(token, kind[1:])
    return token.lemma == kind or token.norm == kind


def _full_name(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase that nobody knows is two words of a name or more."""
    return scene.tokens[phrase.head].pos == "PROPN" and sum(t.pos == "PROPN" for t in scene.tokens[phrase.first : phrase.last]) > 1


_KINDS: dict[str, Callable[[str], bool]] = {
    "@actor": lambda k: k != "place",
    "@person": lambda k: k in ("person", ""),
    "@state": lambda k: k in ("state", "igo"),
    "@armed": lambda k: k == "armed_group",
    "@org": lambda k: k in ("organization", "igo", "government", "media", ""),
    "@place": lambda k: k == "place",
    "@igo": lambda k: k == "igo",
    "@people": lambda k: k in ("person", "group"),
    "@pred": lambda k: False,
}
