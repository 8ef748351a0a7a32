"""Verbs of one word whose form does not say what they are: a past tense, a participle, or the rest of "has condemned X and recalled Y"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.analysis import Token
from diurna.extract.clauses import antecedents, closings, doers
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings


class BareVerb(msgspec.Struct):
    """A verb group, where it stands among the sentence's units, and the clause that is open there."""

    verb: Verb
    index: int
    units: list[Unit]
    clause: Clause
    tokens: tuple[Token, ...]
    settings: Settings

    def mend(self, lacking: bool) -> bool:
        """Correct the form where the language has one word for past tense and participle. `lacking`: the clause still wants its verb."""
        v = self.verb
        if not self.settings.bare_complements or v.last - v.first > 1 or self.index < 1:
            return False
        if (
            self._reporting()
            or self._behind_quote()
            or self._past()
            or self._row()
            or self._second()
            or self._main(lacking)
            or self._lonely()
            or self._told()
        ):
            v.form, v.tense, v.passive = "fin", "past", False
            return True
        if self._participle(lacking) or self._aside(lacking) or self._headline() or self._left():
            v.form, v.passive = "part", True
            return True
        return False

    def lead(self) -> Verb | None:
        """The verb whose auxiliary this one shares: behind "and" ("a condamné Moscou et rappelé son ambassadeur", "was arrested and
        deported"), or behind a comma with an object of its own.
        """
        v, s, at = self.verb, self.settings, self.joint()
        if s.bare_complements and isinstance(nxt := self._following(), Verb) and nxt.form == "ger" and nxt.first == v.last:
            return None  # "had been shown and denied having seen it"
        if s.bare_complements and _is(self._following() or v, "that"):
            return None  # "said guards would be sent and warned that ..."
        if at < 0 or (v.last - v.first > 1 and not self._passive_tail() and not self._denied()) or (s.case and not s.verb_final):
            return None
        if s.verb_final and self._worn(at):
            v.form, v.tense, v.passive = "part", "", True
        object_ = self._object(self.clause.units[at:])
        if s.bare_complements and _is(self.clause.units[at], "comma") and closings.awaited(self.clause):
            return None  # "the minister, whose party is funded by the unions, insisted ..."
        if s.bare_complements:  # an active verb of a row needs no auxiliary there
            if v.form == "inf" and not v.marker and self.clause.verb is not None and self.tokens[self.clause.verb.head].form == "inf":
                return self.clause.verb if self.clause.verb.form == "fin" else None  # "would free the men and pull its troops back"
            lead = self._auxiliary_of(self.clause) if v.form in ("part", "fin") and v.tense != "pres" and not object_ else None
            return lead if lead is not None and lead.passive else None
        if v.form != "part" or v.tense == "pres" or (not object_ and _is(self.clause.units[at], "comma") and not self._listed(at)):
            return None
        told = _is(self._following() or v, "that") and _is(self.clause.units[at], "and")
        lead = self._auxiliary_of(self.clause) or (self._auxiliary_of(self._around()) if object_ or told else None)
        if lead is None or (not lead.passive and (self._agent() or self._disagrees(lead))):
            return None
        return lead

    def _listed(self, at: int) -> bool:
        """Whether a participle stands between two passives of a list: "fue detenido, registrado e incautado"."""
        lead, following = self._auxiliary_of(self.clause), self._following()
        listed = lead is not None and lead.passive and following is not None and _is(following, "comma", "and")
        return lead is not None and listed and lead.head == self.clause.units[at].first - 1

    def _disagrees(self, lead: Verb) -> bool:
        """Whether a participle shows another number than the one that moved: "sont entrés dans la ville, abandonnée par l'armée"."""
        first, second = self.tokens[lead.head].number, self.tokens[self.verb.head].number
        return lead.lemma in self.settings.motion and not self.settings.case and bool(first and second) and first != second

    def _passive_tail(self) -> bool:
        """Whether a participle has the passive's own participle behind it, which a row shares: "einbestellt und informiert worden"."""
        v, tokens = self.verb, self.tokens
        last = tokens[v.last - 1]
        return self.settings.verb_final and v.form == "part" and last.form == "part" and last.lemma in self.settings.passive

    def _denied(self) -> bool:
        """Whether nothing but a negator stands before a German participle: "wurde vernommen, aber nicht festgenommen"."""
        v, tokens = self.verb, self.tokens
        return self.settings.verb_final and v.head == v.last - 1 and all(t.norm in self.settings.negators for t in tokens[v.first : v.head])

    def _worn(self, at: int) -> bool:
        """Whether a German form in "-t" at the end of a row of passives is a participle without "ge-" and no finite verb: what stands
        before it is no doer or several ("..., seine Kamera beschlagnahmt", "und zwei Wachen verletzt").
        """
        v, lead, tokens = self.verb, self._auxiliary_of(self.clause), self.tokens
        if v.form != "fin" or v.last - v.first > 1 or lead is None or not lead.passive or not tokens[v.head].norm.endswith("t"):
            return False
        following = self._following()
        if tokens[v.head].norm != v.lemma.removesuffix("en") + "t" or (
            following is not None and not _is(following, "stop", "comma", "and")
        ):
            return False
        bare = [u for u in self.clause.units[at:] if isinstance(u, Phrase) and not u.prep and not u.time]
        if not any(isinstance(u, Phrase) for u in self.clause.units[at:]):
            return True  # "wurde gestoppt, durchsucht und ..."
        return len(bare) == 1 and (bare[0].number == "p" or not doers.acts(bare[0], tokens, self.settings))

    def keeps(self) -> bool:
        """Whether a participle right behind a verb tells in what state its subject holds its object, which makes it active: "mantienen
        retenidos a tres soldados".
        """
        v, before = self.verb, self.units[self.index - 1] if self.index else None
        if not isinstance(before, Verb) or before.lemma not in self.settings.keeping or before.reflexive or before.passive:
            return False
        v.passive = False
        return True

    def share(self, lead: Verb) -> None:
        """Give the verb the tense, mood and voice that stand on `lead`'s auxiliary."""
        v = self.verb
        v.form, v.tense, v.mood, v.number, v.person = "fin", lead.tense, lead.mood, lead.number, lead.person
        v.passive, v.perfect, v.possible, v.necessary, v.future = lead.passive, lead.perfect, lead.possible, lead.necessary, lead.future

    def joint(self) -> int:
        """Where in the clause's units the "and" or comma before the verb stands, -1 where none joins it; objects stand between them where
        verbs come last."""
        units = self.clause.units
        for at in range(len(units) - 1, -1, -1):
            if _is(units[at], "and", "comma"):
                return at
            if _is(units[at], "adv") and (self.settings.verb_final or not self.settings.case):
                continue  # "and then", "puis", "und dort mit X gesprochen"
            if not (self.settings.verb_final and isinstance(units[at], Phrase)):
                return -1
        return -1

    def _auxiliary_of(self, clause: Clause) -> Verb | None:
        """The clause's verb when it is a participle with an auxiliary, its own or a shared one."""
        v = clause.verb
        shared = v is not None and v.passive and v.last - v.first == 1  # "was stopped, searched and seized"
        return v if v is not None and v.form == "fin" and (shared or self.tokens[v.head].form == "part") else None

    def _around(self) -> Clause:
        base = self.clause
        while base.kind in ("inf", "ger", "part") and base.parent is not None:
            base = base.parent
        return base

    def _following(self) -> Unit | None:
        return self.units[self.index + 1] if self.index + 1 < len(self.units) else None

    def _object(self, before: Sequence[Unit] = ()) -> bool:
        """Whether an object stands behind the verb, or among `before` where verbs come last: a phrase without preposition, no time."""
        units = before if self.settings.verb_final else [self._following()]
        if not self.settings.case and not self.settings.bare_complements:
            units = [next((u for u in self.units[self.index + 1 :] if not _is(u, "adv") and not getattr(u, "time", False)), None)]
        particles = self.settings.particles - self.settings.at if self.settings.bare_complements else frozenset[str]()  # "blew up the dam"
        return any(isinstance(u, Phrase) and (not u.prep or u.prep in particles) and not u.time for u in units)

    def _agent(self) -> bool:
        following = self._following()
        if not self.settings.case and not self.settings.bare_complements:  # "abandonnée quelques heures plus tôt par l'armée"
            behind = self.units[self.index + 1 : self.index + 5]
            following = next(
                (u for u in behind if isinstance(u, Phrase) and u.prep in self.settings.by and u.mention is not None), following
            )
        return isinstance(following, Phrase) and following.prep in self.settings.by

    def _row(self) -> bool:
        """What looks like a participle is one of a row of past verbs: behind a comma or "and", with an object of its own."""
        if self.verb.form != "part" or self.clause.verb is None or self.clause.verb.form != "fin":
            return False
        at = self.index - 1
        while at > 0 and _is(self.units[at], "adv"):
            at -= 1
        if isinstance(when := self.units[at], Phrase) and when.prep and _is(self.units[at - 1], "and") and at > 1:
            return self._object()  # "and in May expelled a diplomat"
        return _is(self.units[at], "comma", "and") and self._object()

    def _second(self) -> bool:
        """What looks like a participle is the verb of a second clause: "blocked roads and students occupied schools"."""
        c = self.clause
        if self.verb.form != "part" or c.verb is None or c.verb.form != "fin" or c.joined < 0 or not self._object():
            return False
        behind = c.units[c.joined + 1 :]
        subject = [u for u in behind if isinstance(u, Phrase) and not u.prep and not u.time]
        return len(subject) == 1 and not any(isinstance(u, Verb) for u in behind) and subject[0].last == self.verb.first

    def _main(self, lacking: bool) -> bool:
        """What looks like a participle is the verb that the clause around another participle still wants: "a bomb dropped by a jet killed
        three people"."""
        v, c = self.verb, self.clause
        if v.form != "part" or v.tense == "pres" or c.verb is None:
            return False
        before = self.units[self.index - 1]
        if c.kind == "rel" and c.parent is not None and c.parent.verb is None and c.parent.phrases() and c.units[-1] is before:
            return _is(before, "comma") or self._last()  # "the mayor, who opposes the ban, offered to host the march"
        if not lacking or c.kind != "part":
            return False
        return isinstance(before, Phrase) and before in c.units and self._object() and not _is(c.units[-1], "and")

    def _last(self) -> bool:
        """Whether no other verb that could be finite follows: "the states that backed the loan met in Brussels"."""
        return not any(isinstance(u, Verb) and u.form in ("fin", "part") for u in self.units[self.index + 1 :])

    def _lonely(self) -> bool:
        """What looks like a participle is the only verb its clause can have: "the agency called for an inquiry, while ...", in a sentence
        that ends like one (headlines have bare participles)."""
        v, c = self.verb, self.clause
        if v.form != "part" or v.tense == "pres" or c.verb is not None or c.kind in ("inf", "ger", "part"):
            return False
        before, after = self.units[self.index - 1], self._following()
        subject = isinstance(before, Phrase) and not before.prep and before.owner is None and before in c.units
        if self._of_subject():
            return True
        if not subject or self.tokens[-1].text not in ".!?" or (isinstance(after, Phrase) and after.prep in self.settings.by):
            return False
        rest = self.units[self.index + 1 :]
        end = next((i for i, u in enumerate(rest) if _is(u, "comma", "stop", "sub", "that", "if")), len(rest))
        row = c.kind in ("sub", "that", "if") and _is(after or v, "and") and c.marker is not None  # "once the pause ended and ..."
        if v.lemma in self.settings.keeping or (any(isinstance(u, Verb) and u.form in ("fin", "part") for u in rest[:end]) and not row):
            return False
        return not (end + 1 < len(rest) and isinstance(nxt := rest[end + 1], Verb) and nxt.form in ("fin", "part"))

    def _of_subject(self) -> bool:
        """Whether a relative clause has its subject right before the verb, so that the pronoun is its object: "the students whom police
        arrested on Sunday were freed"."""
        before, after, c = self.units[self.index - 1], self._following(), self.clause
        subject = isinstance(before, Phrase) and not before.prep and before.owner is None and before in c.units
        return c.kind == "rel" and c.verb is None and subject and not (isinstance(after, Phrase) and after.prep in self.settings.by)

    def _told(self) -> bool:
        """What looks like a participle is the verb of what is said, with an object: "says fighters executed a dozen men"."""
        v, c, say = self.verb, self.clause, self.settings.classes.get("say", ())
        before = self.units[self.index - 1]
        if v.form != "part" or v.tense == "pres" or not isinstance(before, Phrase) or before.prep or before is not c.units[-1]:
            return False
        noun = c.units[-2] if len(c.units) > 1 else None
        if isinstance(noun, Phrase) and noun.last == before.first and not self._agent():
            if antecedents.names_doer(noun, before, c, self.tokens, self.settings):
                return True  # "an allegation the ministry rejected"
        if c.verb is None:
            return c.kind in ("main", "that", "sub") and v.lemma in self.settings.classes.get("never_passive", ())
        if v.lemma in say and before.after_comma and self._object():
            return True  # "..., an official told the agency"
        governed = c.verb.lemma in say and c.units[-2] is c.verb
        return governed and c.verb.form == "fin" and not c.verb.passive and self._object()

    def _headline(self) -> bool:
        """What looks like a past tense is a headline's passive: "Coastguard accused of ..."; headlines tell the past in the present."""
        v, after = self.verb, self._following()
        if v.form != "fin" or v.tense != "past" or self.clause.verb is not None or self.tokens[-1].text in ".!?":
            return False
        marker = after.marker if isinstance(after, Verb) else after.prep if isinstance(after, Phrase) else ""
        lacking = v.lemma in self.settings.classes.get("needing_object", ()) and (after is None or bool(marker))  # "Two killed in Mali"
        return (lacking or marker in self.settings.of) and isinstance(self.units[self.index - 1], Phrase)

    def _passed_over(self) -> bool:
        """Whether the clause's verb with its auxiliary comes only behind the phrases of a past form: "rockets fired from the hills had hit
        a school"."""
        if self.verb.lemma in self.settings.classes.get("say", ()) or self.clause.verb is not None:
            return False
        rest = self.units[self.index + 1 :]
        at = next((i for i, u in enumerate(rest) if isinstance(u, Verb)), -1)
        later = rest[at] if at > 0 else None
        particles = self.settings.particles - self.settings.at
        behind = [u for u in rest[: max(at, 0)] if not _is(u, "adv")]
        between = all(isinstance(u, Phrase) and (u.time or (u.prep and u.prep not in particles)) for u in behind)
        return isinstance(later, Verb) and later.form == "fin" and later.last - later.first > 1 and between

    def _reporting(self) -> bool:
        """What looks like a participle behind "and" has a complement: "said guards would be sent and warned that ..."."""
        return self.verb.form == "part" and _is(self.units[self.index - 1], "and") and _is(self._following() or self.verb, "that")

    def _behind_quote(self) -> bool:
        """A past form behind a quotation and its speaker, whose name stands between commas: '"...," the minister, Ann Smith, said'."""
        near = self.units[max(0, self.index - 6) : self.index]
        at = max((i for i, u in enumerate(near) if _is(u, "quote")), default=-1)
        named = near[at + 1 :]
        shape = [isinstance(u, Phrase) and not u.prep if not i % 2 else _is(u, "comma") for i, u in enumerate(named)]
        return at > 0 and _is(near[at - 1], "comma") and len(shape) == 4 and all(shape) and self.verb.tense == "past"

    def _held(self) -> bool:
        """Whether a past form right behind an object of the clause's verb has an agent: "will free two guards held captive by them"."""
        before, rest = self.units[self.index - 1], self.units[self.index + 1 : self.index + 3]
        behind = [u for u in rest if not _is(u, "adv")][:1]
        agent = any(isinstance(u, Phrase) and u.prep in self.settings.by for u in behind)
        return agent and isinstance(before, Phrase) and before in self.clause.units and before.first > (self.clause.verb or self.verb).first

    def _left(self) -> bool:
        """A past form with what its object is left as, and no object: "a sergeant shot dead in Lublin"."""
        v, state = self.verb, self._following()
        if (
            v.form != "fin"
            or v.tense != "past"
            or v.lemma not in self.settings.classes.get("leaving", ())
            or not _is_adjective(state, self.tokens)
        ):
            return False
        after = self.units[self.index + 2] if self.index + 2 < len(self.units) else None
        return not (isinstance(after, Phrase) and not after.prep and not after.time)

    def _aside(self, lacking: bool) -> bool:
        """A past form or participle behind the one comma after its noun, with the clause's own verb behind a second one: "the general,
        appointed acting president last week, declared a curfew"."""
        v, c = self.verb, self.clause
        if v.tense == "pres" or v.lemma in self.settings.copula or c.verb is not None or c.kind in ("inf", "ger", "part"):
            return False
        before = self.units[self.index - 2] if self.index > 1 else None
        commas = sum(_is(unit, "comma") for unit in c.units)
        if not _is(self.units[self.index - 1], "comma") or not isinstance(before, Phrase) or before.prep or commas != 1:
            return False
        if v.lemma in self.settings.classes.get("say", ()):
            return False
        rest = self.units[self.index + 1 :]
        close = next((i for i, u in enumerate(rest) if _is(u, "comma", "stop", "quote")), -1)
        after = next((u for u in rest[close + 1 :] if not _is(u, "adv")), None) if close >= 0 else None
        inside = rest[:close] if close > 0 else []
        alone = not any(isinstance(u, Verb) and u.form == "fin" for u in inside)
        return close > 0 and _is(rest[close], "comma") and alone and isinstance(after, Verb) and after.form in ("fin", "part")

    def _past(self) -> bool:
        """A participle without an auxiliary is the clause's past tense: an object follows ("police detained eleven activists")."""
        if self.verb.form != "part" or self.clause.verb is not None or self.clause.kind in ("inf", "ger", "part"):
            return False
        return self._object() and any(isinstance(u, Phrase) and not u.prep for u in self.clause.units)

    def _participle(self, lacking: bool) -> bool:
        """A past form is a participle: behind a comma and its noun ("freed a blogger, arrested last week"), or before its agent and the
        clause's own verb ("residents detained by police sat in a bus")."""
        v = self.verb
        if v.form != "fin" or v.tense != "past" or v.lemma in self.settings.copula:
            return False
        following = self._following()
        if (following is None or _is(following, "stop")) and v.lemma in self.settings.classes.get("say", ()):
            return False  # '"...," Ahmed Ali, the group's head, said.'
        comma, before = self.units[self.index - 1], self.units[self.index - 2] if self.index > 1 else None
        if self.clause.verb is not None and self._held():
            return True
        if self.clause.verb is not None:
            if lacking or self._object() or closings.awaited(self.clause):
                return False
            return _is(comma, "comma") and isinstance(before, Phrase) and before in self.clause.units
        if self._of_subject():
            return False
        if isinstance(comma, Phrase) and self._passed_over():
            return True
        if not isinstance(comma, Phrase) or not isinstance(following, Phrase) or following.prep not in self.settings.by:
            return False
        rest = self.units[self.index + 2 :]
        end = next((i for i, u in enumerate(rest) if isinstance(u, Marker) and u.kind not in ("comma", "adv", "quote")), len(rest))
        return any(isinstance(u, Verb) and u.form in ("fin", "part") for u in rest[:end])


def _is(unit: Unit, *kinds: str) -> bool:
    return isinstance(unit, Marker) and unit.kind in kinds


def _is_adjective(unit: Unit | None, tokens: Sequence[Token]) -> bool:
    return isinstance(unit, Marker) and unit.kind == "adv" and tokens[unit.first].pos == "ADJ"
