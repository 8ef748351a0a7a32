"""Readings: what an anchor means once its operators are composed, and who fills its roles.

`Reader.read(anchor)` takes the frames that fit, best first; an operator reads the act inside it first and composes. The result names the
whole chain of rules and the words that fired: the derivation is the explanation.
"""

from __future__ import annotations

import msgspec

from diurna.analysis import Mention
from diurna.extract.clauses import verb_second
from diurna.extract.clauses.phrases import Phrase
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Verb
from diurna.extract.events import meant_for, roles, sides
from diurna.extract.events.predicates import Anchor, Scene, fitting, governed_by
from diurna.langs.frames import Frame
from diurna.model import Assertion
from diurna.ontology.load import Choice, Meaning, Ontology

DEPTH = 4


class Reading(msgspec.Struct, eq=False):
    """What an anchor means and whose act it is. `chain`: rules from the outside in. `used`: anchors read as parts of this one.

    `settled`: tense, modal and negation of the verb are in the meaning already.
    """

    anchor: Anchor
    frame: Frame
    meaning: Meaning
    actors: list[Mention]
    recipients: list[Mention]
    chain: list[str]
    words: tuple[int, ...]
    used: set[int]
    inner: Reading | None = None
    emits: bool = False
    score: float = 0.0
    settled: bool = False


GROUND = ("seize-territory", "withdraw-forces")
"""What one side denies to have lost as often as to have done."""

DONE_BY_ONESELF = frozenset({"ASSAULT", "COERCE"})
"""Types of acts that who denies them mostly is said to have done."""


PROMISED = frozenset({"AGREE", "REJECT", "THREATEN"})
"""Types that may be about an act that no frame knows, and whom it would be done for."""


class Interpreter:
    """Reads the anchors of one sentence against the ontology; memoised, so each anchor is read once."""

    def __init__(self, scene: Scene, ontology: Ontology, choice: Choice = "manual") -> None:
        self.scene, self.ontology = scene, ontology
        self.choice: Choice = choice
        self.memo: dict[int, Reading | None] = {}
        self.assertions: dict[int, Assertion] = {}
        self.deniers: set[int] = set()

    def read(self, anchor: Anchor, depth: int = 0) -> Reading | None:
        """The best reading of an anchor, None when no frame fits or nothing comes of it."""
        if anchor.token in self.memo:
            return self.memo[anchor.token]
        if depth > DEPTH:
            return None
        self.memo[anchor.token] = None
        best: Reading | None = None
        for frame, words in fitting(self.scene, anchor):
            reading = self._of_frame(anchor, frame, words, depth)
            if reading is not None and (best is None or reading.score > best.score):
                best = reading
            if reading is None and self._denied(anchor, frame):
                best = best if best is not None and best.words else None
                break
        self.memo[anchor.token] = best
        return best

    def _denied(self, anchor: Anchor, frame: Frame) -> bool:
        """Whether a frame has just said that its speaker denies the inner act: then no other sense of the word is meant."""
        operator = self.ontology.operators.get(frame.op or "")
        if operator is None or operator.assertion != "denied_only":
            return False
        return anchor.token in self.deniers or any(c.kind in ("inf", "that") for c in _following(anchor.clause, anchor.token))

    def _of_frame(self, anchor: Anchor, frame: Frame, words: tuple[int, ...], depth: int) -> Reading | None:
        if frame.op is not None:
            reading = self._of_operator(anchor, frame, words, depth)
        else:
            assert frame.act is not None
            meaning = self.ontology.meaning(frame.act, self.choice, frame.modes)
            actors, recipients = roles.fill(self.scene, anchor, frame, meaning, words)
            together = self.ontology.acts[frame.act].together
            if together and len({m.entity for m in actors if m.entity}) > 1:  # "Japan and France held a drill"
                meaning = self.ontology.meaning(together, self.choice)
            named = [
                c for c in anchor.clause.children if c.verb is not None and c.verb.head in words
            ]  # "asked Berlin to send arms and ..."
            used = set(words).union(*[_row(c) for c in named])
            reading = Reading(anchor, frame, meaning, actors, recipients, [frame.rule], words, used)
        if reading is None:
            return None
        if not reading.recipients and reading.inner is None and reading.meaning.type in PROMISED:
            reading.recipients = meant_for.promised(self.scene, anchor, reading.actors)
        reading.score = 2.0 * len(words) + sum(not n.absent for n in frame.needs) + bool(reading.actors) + bool(reading.recipients)
        after = anchor.verb.last if anchor.verb is not None and anchor.pos == "v" else anchor.token + 1
        reading.score += 0.5 * (after in words)
        reading.score += 0.5 * (frame.op is not None and reading.inner is not None) + 0.5 * frame.reflexive
        return reading

    def _of_operator(self, anchor: Anchor, frame: Frame, words: tuple[int, ...], depth: int) -> Reading | None:
        assert frame.op is not None
        operator = self.ontology.operators[frame.op]
        inner = self._inner(anchor, frame, words, depth)
        if inner is not None and operator.assertion == "denied_only":
            self._own_act(anchor, frame, words, inner)
        if inner is not None and operator.assertion:
            self.assertions[inner.anchor.token] = operator.assertion
        if self._only_says(anchor, frame, inner):
            return None
        if frame.op == "refuse-to" and self._refused_not(anchor, words):  # "did not rule out a mission": nothing is done, nor left undone
            return self._open(anchor, frame, words, inner) if inner is not None else None
        unwilling = inner is not None and self._unwilling(anchor, frame)
        op = "refuse-to" if unwilling else "do" if frame.op == "plan" and inner is not None and _perfect_infinitive(inner) else frame.op
        composed = self.ontology.compose(op, inner.meaning if inner else None, self.choice)
        if composed is None or (inner is None and not self._complemented(anchor, frame)):
            return None
        actors, recipients = roles.fill(self.scene, anchor, frame, composed, words)
        used, used_beside, chain = set(words), set[int](), [frame.rule]
        if inner is not None:
            pointed = frame.op == "accuse-of" and all(m.form == "pronoun" for m in inner.actors)  # "accused Y of what they did"
            controlled = operator.control and bool(actors and recipients) and (pointed or inner.anchor.clause.kind in ("inf", "ger"))
            if controlled:
                used_beside = self._control(anchor, inner, recipients, depth)
            elif frame.op == "accuse-of" and actors and not recipients and inner.anchor.clause.kind == "inf":
                inner.actors = [m for m in inner.actors if m not in actors]  # "accusandoli di boicottare": not who accuses
            recipients = [m for m in recipients if not sides.belongs_to(m, inner.anchor.token, inner.actors + inner.recipients)]
            if anchor.pos == "n" and operator.control:  # "требование отставки премьера": who is to go asks nothing
                actors = [m for m in actors if not sides.belongs_to(m, inner.anchor.token, inner.actors + inner.recipients)]
            recipients = [m for m in recipients if m.head not in inner.words]
            own = frame.op == "warn-of" and inner.anchor.clause.kind == "main"
            others = [m for m in inner.actors if (operator.control and not own) or not sides.same_side(self.scene, m, actors)]
            if operator.control and inner.meaning.both and anchor.pos == "n":
                others = others[:1]  # "con l'accusa di aver venduto segreti a Mosca": not Moscow is accused
            freed = composed.type == "REQUEST" and self._freed(inner)
            # Who is accused accuses nobody: "un hombre acusado de espiar".
            told_of = operator.control and composed.type in ("ACCUSE", "REQUEST", "THREATEN")
            told_of = (told_of and (anchor.pos == "v" or frame.op == "accuse-of" or bool(self.scene.settings.by_case))) or (
                inner.anchor.clause.kind == "inf" and self._swapped(inner)  # "в Кремле отказались принять посла"
            )
            actors, recipients = sides.compose(
                operator, actors or ([] if told_of else list(inner.actors)), recipients, others, [] if freed else inner.recipients, told_of
            )
            if freed and not recipients:
                recipients = meant_for.holders(self.scene, inner.recipients, actors)
            if operator.grants and controlled and composed.type == inner.meaning.type and composed.type != operator.rest:
                actors, recipients = list(inner.actors), list(inner.recipients)
            if composed.both:
                known = {(m.first, m.last) for m in actors}
                actors = actors + [m for m in inner.actors if (m.first, m.last) not in known]
            if not operator.emits:
                used |= {inner.anchor.token} | used_beside
            used |= inner.used | _row(inner.anchor.clause) | self._between(anchor, inner)
            chain += inner.chain
            if frame.modes:
                composed = msgspec.structs.replace(composed, modes=tuple(dict.fromkeys(composed.modes + frame.modes)))
        elif frame.op == "demand" and not recipients:
            recipients = self._bidden(anchor, actors)
        return Reading(anchor, frame, composed, actors, recipients, chain, words, used, inner, operator.emits, settled=unwilling)

    def _unwilling(self, anchor: Anchor, frame: Frame) -> bool:
        """Whether who is said not to plan something refuses it: "выдавать узника не намерен", "does not intend to leave"; or who does not
        allow another's act, in English: "would not let Denmark send its shells"."""
        verb = anchor.verb
        if frame.op == "allow":
            barred = self.scene.settings.bare_complements and anchor.pos == "v"
            return barred and verb is not None and verb.negated and verb.form == "fin"
        return (
            frame.op == "plan"
            and anchor.pos in ("v", "a")
            and verb is not None
            and verb.negated
            and verb.form == "fin"
            and not verb.possible
        )

    def _control(self, anchor: Anchor, inner: Reading, doers: list[Mention], depth: int) -> set[int]:
        """Make `doers` do an inner act and those joined with it; the tokens of the latter."""
        inner.actors = doers
        if (kept := self.memo.get(inner.anchor.token)) is not None:
            kept.actors = doers  # a negated inner act is a reading of its own
        joined = list(self._beside(anchor, inner, depth))
        for reading in joined:
            reading.actors = doers
        return {reading.anchor.token for reading in joined}

    def _bidden(self, anchor: Anchor, actors: list[Mention]) -> list[Mention]:
        """Who is to do what is demanded, where no frame knows what: "demanded that Trudeau publish the letter"."""
        told = next((c for c in anchor.clause.children if c.kind == "that" and c.verb is not None and not c.verb.passive), None)
        above = self.scene.anchors.get(told.verb.head) if told is not None and told.verb is not None else None
        subject = self.scene.slots(above).get("subj", []) if above is not None and above.pos == "v" and anchor.pos == "v" else []
        found = [m for p in subject[:1] for m in roles.of_phrase(self.scene, p)]
        return [m for m in found if m.entity is None or all(m.entity != a.entity for a in actors)]

    def _between(self, anchor: Anchor, inner: Reading) -> set[int]:
        """The noun between a verb and the infinitive that says what it is about: "rejected calls to resign" tells of no call besides."""
        if not self.scene.settings.bare_complements or inner.anchor.clause.kind != "inf" or anchor.pos != "v":
            return set()
        first = inner.anchor.clause.units[0].first
        objects = self.scene.slots(anchor).get("obj", [])
        return {p.head for p in objects if p.mention is None and first - p.last in (0, 1)}

    def _own_act(self, anchor: Anchor, frame: Frame, words: tuple[int, ...], inner: Reading) -> None:
        """Give a Slavic noun for an attack that somebody denies its doer: "Пекин отрицает взлом серверов"; not a loss: "захват села"."""
        self.deniers.add(anchor.token)
        lost = inner.meaning.act in (*GROUND, "kill", "capture", "destroy")
        if not self.scene.settings.by_case or inner.anchor.pos != "n" or inner.actors or lost or inner.meaning.type not in DONE_BY_ONESELF:
            return
        own, _ = roles.fill(self.scene, anchor, frame, inner.meaning, words)
        if own and not any(sides.same_side(self.scene, m, own) for m in inner.recipients):
            inner.actors = [m for m in own if m not in inner.recipients]

    def _beside(self, anchor: Anchor, inner: Reading, depth: int) -> list[Reading]:
        """What else the same infinitives or gerunds name: "acusó a X de robar y matar a Y"."""
        kind = inner.anchor.clause.kind
        rest = [c for c in anchor.clause.children if c.kind == kind and c.verb is not None and c is not inner.anchor.clause]
        found = [self.read(a, depth + 1) for c in rest if c.verb is not None and (a := self.scene.anchors.get(c.verb.head)) is not None]
        return [r for r in found if r is not None and r.anchor.verb is not None and r.anchor.verb.first > inner.anchor.token]

    def _only_says(self, anchor: Anchor, frame: Frame, inner: Reading | None) -> bool:
        """Whether a word that commits, plans or demands only says here what was, is or will be."""
        if frame.op in ("commit", "plan") and inner is not None:
            return _told(inner)
        return (frame.op == "commit" and self._states(anchor)) or (frame.op == "demand" and self._insists(anchor))

    def _states(self, anchor: Anchor) -> bool:
        """Whether an assurance only says what is or was: "запевнив, що повернень немає", "assicura che i danni sono stati riparati"."""
        s = self.scene.settings
        told = [c for c in anchor.clause.children if c.kind == "that"]
        if not s.perfective_future:
            past = [c for c in told if (v := c.verb) is not None and v.form == "fin" and v.mood not in ("sub", "cond")]
            return bool(told) and len(past) == len(told) and all(c.verb is not None and _over(c.verb) for c in past)
        return bool(told) and all(c.verb is None or (c.verb.form == "fin" and not c.verb.future) for c in told)

    def _insists(self, anchor: Anchor) -> bool:
        """Whether a word that demands in the subjunctive says here what is or will be: "insisted that the door remained open" (class
        "either_mood")."""
        verb = anchor.verb
        if verb is None or anchor.pos != "v" or verb.lemma not in self.scene.settings.classes.get("either_mood", ()):
            return False
        told = [c.verb for c in anchor.clause.children if c.kind == "that" and c.verb is not None]
        return bool(told) and all(v.form == "fin" and (v.tense == "past" or v.first != v.head) for v in told)

    def _swapped(self, inner: Reading) -> bool:
        """Whether the inner act's doer is who stands as its object: who is received is the visitor."""
        act = self.ontology.acts.get(inner.meaning.act or "")
        return act is not None and act.swap

    def _freed(self, inner: Reading) -> bool:
        """Whether the inner act's recipient is whom it is done for: who demands the release of prisoners asks nothing of them."""
        act = self.ontology.acts.get(inner.meaning.act or "")
        return act is not None and act.beneficiary and all(self.scene.kind(m) in ("person", "group", "") for m in inner.recipients)

    def _refused_not(self, anchor: Anchor, words: tuple[int, ...]) -> bool:
        """Whether a refusal is negated, by a word that is not its own ("say no to")."""
        negators = self.scene.settings.negators
        own = any(self.scene.tokens[i].norm in negators for i in words)
        return anchor.verb is not None and anchor.pos == "v" and anchor.verb.negated and not own

    def _open(self, anchor: Anchor, frame: Frame, words: tuple[int, ...], inner: Reading) -> Reading | None:
        """A refusal that is negated leaves the inner act open: "no descartó que México expulse a los diplomáticos"."""
        meaning = self.ontology.compose("hypothetical", inner.meaning, self.choice)
        if meaning is None:
            return None
        used = set(words) | inner.used | {inner.anchor.token}
        chain = [frame.rule, *inner.chain]
        actors = inner.actors or roles.fill(self.scene, anchor, frame, meaning, words)[0]
        return Reading(anchor, frame, meaning, actors, inner.recipients, chain, words, used, inner, settled=True)

    def _complemented(self, anchor: Anchor, frame: Frame) -> bool:
        """Whether a word that governs clauses only has one: "told Minsk to behave" asks, "told a story" does not."""
        if not frame.inner or not set(frame.inner) <= {"inf", "that", "ger"}:
            return True
        return any(c.kind in frame.inner for c in _following(anchor.clause, anchor.token))

    def _inner(self, anchor: Anchor, frame: Frame, words: tuple[int, ...], depth: int) -> Reading | None:
        """The first readable act in the places where the frame or the pack says the inner predicate stands."""
        places = frame.inner or self.scene.settings.inner
        for candidate in self._candidates(anchor, words, places):
            if candidate.token == anchor.token:
                continue
            reading = self.read(candidate, depth + 1)
            if reading is not None:
                return self._in_clause(candidate, reading)
        return None

    def _in_clause(self, anchor: Anchor, reading: Reading) -> Reading:
        """A negated inner verb is a negated act: "promised not to attack"."""
        verb = anchor.clause.verb
        if verb is not None and verb is anchor.verb and verb.negated and reading.meaning.status != "negated":
            composed = self.ontology.compose("stop", reading.meaning, self.choice)
            if composed is not None:
                return msgspec.structs.replace(reading, meaning=composed)
        return reading

    def _candidates(self, anchor: Anchor, words: tuple[int, ...], places: tuple[str, ...]) -> list[Anchor]:
        scene, out = self.scene, list[Anchor]()
        slots = scene.slots(anchor)
        for place in places:
            if place in ("inf", "that", "ger"):
                out.extend(self._clauses(anchor, place, places))
                continue
            for phrase in [*(governed_by(scene, anchor, words) if place == "obj" else []), *slots.get(place, [])]:
                if place in ("subj", "obj") or scene.settings.case or phrase.first > anchor.token:
                    out.extend(self._nouns(phrase))
        if anchor.pos == "n" and "of" not in places:
            for phrase in slots.get("of", []):
                out.extend(self._nouns(phrase))
        return out

    def _clauses(self, anchor: Anchor, place: str, places: tuple[str, ...]) -> list[Anchor]:
        """Verb anchors of the complement clauses of an anchor's clause, nearest first; one of purpose only where the frame names its
        marker.
        """
        purpose = self.scene.settings.purpose - set(places)
        kinds = {"inf": ("inf",), "that": ("that",), "ger": ("ger", "inf")}[place]
        found: list[Anchor] = []
        for child in _following(anchor.clause, anchor.token):
            if child.kind in kinds and child.verb is not None and child.verb.marker not in purpose and not self._without(child.verb):
                target = self.scene.anchors.get(child.verb.head)
                if target is not None:
                    found.append(target)
        return found + (self._reported(anchor) if place == "that" else [])

    def _reported(self, anchor: Anchor) -> list[Anchor]:
        """Verb anchors of what a German verb reports without "dass": "drohte, man werde die Grenze schließen"."""
        if anchor.pos != "v" or not self.scene.settings.reported_ending:
            return []
        clauses = self.scene.syntax.clauses
        told = [c for c in clauses if c is not anchor.clause and verb_second.governor(clauses, c) is anchor.clause]
        return [a for c in told if c.verb is not None and (a := self.scene.anchors.get(c.verb.head)) is not None]

    def _without(self, verb: Verb) -> bool:
        """Whether an infinitive only says what is left undone besides: "a appelé au calme, sans accuser personne"."""
        before = self.scene.tokens[verb.first - 1] if verb.first and verb.form == "inf" else None
        return before is not None and before.pos == "ADP" and before.norm in self.scene.settings.negators

    def _nouns(self, phrase: Phrase) -> list[Anchor]:
        found: list[Anchor] = []
        for member in phrase.group or [phrase]:
            target = self.scene.anchors.get(member.head)
            if target is not None and target.pos == "n":
                found.append(target)
        return found


def _perfect_infinitive(reading: Reading) -> bool:
    """Whether a reading is a perfect infinitive: "announced having freed" tells what was done, not what is planned."""
    verb = reading.anchor.verb
    return verb is not None and verb.form == "inf" and verb.perfect and reading.anchor.pos == "v"


def _told(reading: Reading) -> bool:
    """Whether a complement clause tells what has been done: "aseguró que Israel bombardeó la ciudad" commits nobody to anything, and
    "anunció que ha capturado a dos jefes" plans nothing."""
    verb, clause = reading.anchor.verb, reading.anchor.clause
    if verb is None or reading.anchor.pos != "v" or clause.kind != "that" or verb.form != "fin" or verb.mood in ("sub", "cond"):
        return False  # "assicurò che avrebbe rispettato la Costituzione": what is still to be done
    return verb.tense == "past" or verb.perfect


def _over(verb: Verb) -> bool:
    """Whether a finite verb tells of the past."""
    return not (verb.future or verb.possible) and (verb.perfect or verb.tense == "past" or verb.passive)


def _row(clause: Clause) -> set[int]:
    """The heads of infinitives coordinated with the one an operator has taken: "urged the union to yield and return to work"."""
    row = clause.parent.children if clause.kind in ("inf", "ger") and clause.parent is not None else []
    return {c.verb.head for c in row if c.base is clause and c.kind == "inf" and c.verb is not None}


def _following(clause: Clause, token: int) -> list[Clause]:
    """Children of a clause that begin after a token, or are infinitives put before its verb."""
    out: list[Clause] = []
    for child in clause.children:
        first = child.verb.first if child.verb is not None else -1
        if first > token or (child.fronted and clause.verb is not None and clause.verb.head == token):
            out.append(child)
    return sorted(out, key=lambda c: c.verb.first if c.verb is not None else 0)
