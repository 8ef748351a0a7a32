"""A reporting verb behind what it reports, its subject behind it: "..., said the minister", "..., dijo Sánchez", "..., sagte Scholz"."""

from __future__ import annotations

import msgspec

from diurna.analysis import Token
from diurna.extract.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech

REACH = 4


class Inversion(msgspec.Struct, frozen=True):
    """The place of a finite verb among a sentence's units."""

    units: list[Unit]
    at: int
    tokens: tuple[Token, ...]
    speech: Speech
    settings: Settings

    def holds(self, verb: Verb) -> bool:
        """Whether the verb opens the clause of who says it: a cue right behind a comma or closing quote, its speaker behind it."""
        before = self.units[self.at - 1] if self.at else None
        if (
            not isinstance(before, Marker)
            or before.kind not in ("comma", "quote")
            or not any(isinstance(u, Verb | Phrase) for u in self.units[: self.at])
        ):
            return False
        return self._speaker() and bool(self.speech.of("v", self._lemma(verb)))

    def _lemma(self, verb: Verb) -> str:
        """The verb's own lemma, or that of the participle its auxiliary waits for."""
        if verb.auxiliary_only:
            later = next((u for u in self.units[self.at + 1 : self.at + 1 + REACH] if isinstance(u, Verb)), None)
            return later.lemma if later is not None and later.form == "part" else ""
        return verb.lemma

    def _speaker(self) -> bool:
        """Whether the first bare phrase behind the verb, over adverbials, names who may speak."""
        for unit in self.units[self.at + 1 : self.at + 1 + REACH]:
            if isinstance(unit, Verb) or (isinstance(unit, Marker) and unit.kind != "adv"):
                return False
            if isinstance(unit, Phrase) and not unit.prep and not unit.time:
                head = self.tokens[unit.head]
                if self.settings.bare_complements and head.pos == "PRON":
                    return False  # "condemned the raid, called it a crime": no pronoun stands behind an English reporting verb
                known = unit.mention is not None or head.lemma in self.speech.speakers
                return known or head.pos in ("PROPN", "PRON") or head.lemma in self.settings.classes.get("people", ())
        return False
