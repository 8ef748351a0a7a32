"""A reporting verb behind what it reports, its subject behind it: "..., said the minister", "..., dijo Sánchez", "..., sagte Scholz"."""

from __future__ import annotations

import msgspec

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Cue, Speech

REACH = 4
_OPEN = ("that", "if", "sub", "rel", "stop", "open", "quote")
"""Markers that may not stand in a report put between commas."""


class Inversion(msgspec.Struct, frozen=True):
    """The place of a finite verb among a sentence's units."""

    units: list[Unit]
    at: int
    tokens: tuple[Token, ...]
    speech: Speech
    settings: Settings

    def holds(self, verb: Verb) -> bool:
        """Whether the verb opens the clause of who says it: a cue right behind a comma or closing quote, its speaker behind it."""
        at = self.at - 1
        if at > 0 and isinstance(opener := self.units[at], Marker) and opener.norm in self.speech.list("reported_by"):
            at -= 1  # "..., según reveló un ministro"
        before = self.units[at] if at >= 0 else None
        if (
            not isinstance(before, Marker)
            or before.kind not in ("comma", "quote")
            or not any(not isinstance(u, Marker) for u in self.units[:at])
        ):
            return False
        return (self._speaker() or self._alone(before)) and any(self._closes(c) for c in self.speech.of("v", self._lemma(verb)))

    def _alone(self, before: Marker) -> bool:
        """Whether a Romance verb right behind a quotation leaves its subject out: "«...», ha scritto su X"."""
        s = self.settings
        near = self.units[self.at - 2] if self.at > 1 and before.kind == "comma" else None
        return s.prodrop and not s.case and isinstance(near, Marker) and near.kind == "quote"

    def inserted(self, verb: Verb, clause: Clause) -> Unit | None:
        """The comma that ends a report put between a Romance subject and its verb ("Rusia, denunció el presidente, atacó ...") or between
        a condition and what it is of ("si Paris cède, prévient X, ..."), None where the verb reports nothing so."""
        romance = not self.settings.case and not self.settings.bare_complements
        waiting = clause.kind == "main" and clause.verb is None and bool(clause.phrases())
        upper = clause.parent
        condition = clause.kind == "if" and clause.verb is not None and upper is not None and upper.verb is None
        if not romance or not (waiting or condition) or not self.holds(verb):
            return None
        behind = self.units[self.at + 1 :]
        if behind and isinstance(first := behind[0], Verb) and self._caused(first):
            behind = behind[1:]
        later = next((i for i, u in enumerate(behind) if isinstance(u, Verb)), 0)
        resumes = behind[later] if later else None
        if not isinstance(resumes, Verb) or resumes.form != "fin" or any(isinstance(u, Marker) and u.kind in _OPEN for u in behind[:later]):
            return None
        return next((u for u in reversed(behind[:later]) if isinstance(u, Marker) and u.kind == "comma"), None)

    def _closes(self, cue: Cue) -> bool:
        """Whether a cue may follow what it reports; where verbs stand second, one that takes objects only behind a quotation or
        reported speech: "kündigte Zölle an, verurteilte Peking" goes on."""
        near = self.units[max(0, self.at - 2) : self.at]
        if not self.settings.verb_final or "obj" not in cue.content or any(isinstance(u, Marker) and u.kind == "quote" for u in near):
            return True
        last = next((u for u in reversed(self.units[: self.at]) if isinstance(u, Verb)), None)
        return last is None or last.mood == "sub" or last.form != "fin"

    def _lemma(self, verb: Verb) -> str:
        """The verb's own lemma, or that of the participle its auxiliary waits for."""
        if verb.auxiliary_only:
            later = next((u for u in self.units[self.at + 1 : self.at + 1 + REACH] if isinstance(u, Verb)), None)
            return later.lemma if later is not None and later.form == "part" else ""
        return verb.lemma

    def _caused(self, behind: Verb) -> bool:
        """Whether an infinitive belongs to the reporting verb right before it: "..., fa sapere il governo, ..."."""
        verb = self.units[self.at]
        return isinstance(verb, Verb) and verb.lemma in self.settings.causative and behind.form == "inf" and behind.first == verb.last

    def _speaker(self) -> bool:
        """Whether the first bare phrase behind the verb, over adverbials, names who may speak."""
        for i, unit in enumerate(self.units[self.at + 1 : self.at + 1 + REACH]):
            if not i and isinstance(unit, Verb) and self._caused(unit):
                continue
            if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind != "adv"):
                return False
            if isinstance(unit, Phrase) and not unit.prep and not unit.time:
                if self.settings.determiner_cases and unit.cases and "n" not in unit.cases:
                    return False  # "..., bot den Studenten aber Gespräche an"
                head = self.tokens[unit.head]
                if self.settings.bare_complements and head.pos == "PRON":
                    return False  # "condemned the raid, called it a crime": no pronoun stands behind an English reporting verb
                known = unit.mention is not None or head.lemma in self.speech.speakers
                return known or head.pos in ("PROPN", "PRON") or head.lemma in self.settings.classes.get("people", ())
        return False
