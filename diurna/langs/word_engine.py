"""Languages read word by word: a tagger over words, lemmas of simplemma, number and gender by endings."""

from __future__ import annotations

from pathlib import Path

from diurna.langs import endings, lemma_dictionary
from diurna.langs.lemmas import Habits, Lemmatizer
from diurna.langs.lexicon import read_lexicon
from diurna.langs.shapes import FREE
from diurna.langs.tagger import Entry, Tagger

_ADJECTIVAL = ("e", "er", "es", "em", "ten", "nen", "end")
_ACRONYM = 6
"""Letters and figures of an acronym at most: in a sentence with small letters it names somebody."""
_CASED = ("NOUN", "PROPN", "ADJ", "DET", "PRON")


class WordEngine:
    """See `diurna.langs.morphology.Engine`."""

    def __init__(self, folder: Path, tagger: Tagger, habits: Habits) -> None:
        weights = tagger.weights
        self.habits = habits
        self.tagger = tagger
        self.tables = weights.endings
        self._infinitive = tuple(n for t, n in tagger.number.items() if t == "VERB inf") if habits.infix else ()
        lexicon = read_lexicon(folder)
        self.only = lexicon.only
        self.lemmas = Lemmatizer(
            folder.name,
            lemma_dictionary.load(folder),
            habits,
            frozenset(weights.verbs.split("\n")),
            {k: weights.endings[k] for k in ("verb", "noun", "adjective") if k in weights.endings},
            {**weights.lemmas, **lexicon.lemmas},
        )

    def entry(self, text: str, lower: str, shape: str) -> Entry:
        candidates = self.tagger.weights.closed.get(lower, self.tagger.weights.open_tags)
        if lower in self.only:
            candidates = tuple(t for t in candidates if self.tagger.tags[t].split(" ")[0] in self.only[lower].split("|")) or candidates
        elif shape == "x" and lower not in self.tagger.weights.closed and self.lemmas.with_clitic(lower):
            candidates = tuple(t for t in candidates if self.tagger.tags[t].startswith("VERB inf")) or candidates
        if self._infinitive and shape == "x" and self.lemmas.without_infix(lower):
            candidates = self._infinitive
        if self.habits.capital_nouns and lower not in self.tagger.weights.closed:
            candidates = self._by_capital(text, lower, shape, candidates)
        if "-" in lower and self.habits.deverbal and lower.endswith(self.habits.deverbal):
            # Russian-backed, US-led: an adjective, whatever its parts are.
            candidates = tuple(t for t in candidates if self.tagger.tags[t] == "ADJ") or candidates
            return Entry(lower, shape, self.known(text, lower), candidates)
        if self.habits.participles and self._participle(lower):
            candidates = tuple(t for t in candidates if not self.tagger.tags[t].startswith("VERB fin")) or candidates
        if self.habits.finite and text.islower() and lower.endswith(self.habits.finite) and self.lemmas.verb(lower) is not None:
            candidates = tuple(t for t in candidates if " fin" in self.tagger.tags[t]) or candidates
        capital = shape in ("Xx", "XxX") and not self.habits.capital_nouns and lower not in self.tagger.weights.closed
        acronym = text.isupper() and 1 < len(text) <= _ACRONYM and shape not in ("x", FREE) and not self.habits.capital_nouns
        if (capital or acronym) and "-" not in lower and self.lemmas.find(lower) is None:
            # A capital inside a sentence on a word that no dictionary has in small letters: a name.
            candidates = tuple(t for t in candidates if self.tagger.tags[t].startswith("PROPN")) or candidates
        return Entry(lower, shape, self.known(text, lower), candidates)

    def _past_subjunctive(self, lower: str, lemma: str) -> bool:
        """Whether a form is a past subjunctive: "irrumpiera", not "compara", which is its verb's present."""
        ending = next((e for e in self.habits.infinitive if lemma.endswith(e)), "")
        stem = lemma.removesuffix(ending)
        return (
            bool(ending)
            and lower.endswith(self.habits.past_subjunctive)
            and lower not in (stem + "a", stem + "an", stem + "e", stem + "en")
        )

    def _present_subjunctive(self, lower: str, lemma: str) -> bool:
        """Whether a form is a present subjunctive: "negocie" of "negociar", "suspenda" of "suspender", not "suspendía"."""
        endings_ = next((e for i, e in self.habits.present_subjunctive.items() if lemma.endswith(i)), ())
        return bool(endings_) and lemma not in self.habits.indicative and lower.endswith(endings_) and "ía" not in lower[-4:]

    def _participle(self, lower: str) -> bool:
        """Whether a form cannot be finite although a verb may have it: "chiesto", "decisa", whose stems end otherwise."""
        verb = self.lemmas.verb(lower) if lower.endswith(self.habits.participles) else None
        ending = next((e for e in self.habits.infinitive if verb is not None and verb.endswith(e)), "")
        return verb is not None and bool(ending) and not verb.removesuffix(ending).endswith((lower[-2], "sc"))

    def _by_capital(self, text: str, lower: str, shape: str, candidates: tuple[int, ...]) -> tuple[int, ...]:
        """Where nouns have capitals: small words are no nouns, and verbs where the dictionary knows no other use of them;
        a capital on an inflected common noun makes it no name."""
        tags = self.tagger.tags
        if shape == "x":
            lower = text.lower()  # the dictionary spells with ß
            kept = [t for t in candidates if not tags[t].startswith(("NOUN", "PROPN"))]
            found = self.lemmas.find(lower)
            if lower in self.habits.particles:
                kept = [t for t in kept if not tags[t].startswith("VERB")]
            elif found in self.lemmas.verbs and found != lower and not lower.endswith(_ADJECTIVAL):
                kept = [t for t in kept if tags[t].startswith("VERB") and tags[t] != "VERB inf"]
            elif found == lower and lower in self.lemmas.verbs and len(lower) > 4:
                kept = [t for t in kept if tags[t].startswith("VERB")]
                if not lower.startswith(self.habits.same_participle):
                    kept = [t for t in kept if tags[t] != "VERB part past"]
            return tuple(kept) or candidates
        if shape == "Xx":
            candidates = tuple(t for t in candidates if not tags[t].startswith(("VERB", "AUX"))) or candidates
        noun = self.lemmas.find(text[:1] + text[1:].lower())
        compound = shape == "Xx" and noun is None and (tail := self.lemmas.of_tail(text)) is not None and tail != lower
        if lower in self.habits.common or compound or (noun is not None and noun != text and noun[:1].isupper()):
            return tuple(t for t in candidates if not tags[t].startswith("PROPN")) or candidates
        return candidates

    def known(self, text: str, lower: str) -> list[str]:
        """What the dictionary says: the ending of the lemma, whether the form is one, whether a verb has it."""
        lemma = self.lemmas.find(lower)
        found = ["?" if lemma is None else "=" if lemma == lower else "l" + lemma[-3:]]
        verb = self.lemmas.verb(lower)
        if verb is not None:
            found.append("v" if verb == lower else "V" + lower[-1:])
        if self.habits.capital_nouns:
            noun = self.lemmas.find(lower[:1].upper() + lower[1:])
            found.append("N0" if noun is None else "N1" if verb is None else "N2")
        return found

    def infinitive(self, lower: str) -> str | None:
        """The verb that `lower` may be a form of, None for none that the dictionary has."""
        return self.lemmas.verb(lower)

    def inflects(self, lower: str) -> bool:
        """See `Lemmatizer.inflects`."""
        return self.lemmas.inflects(lower)

    def accented(self, lower: str) -> str:
        """See `Lemmatizer.accented`."""
        return self.lemmas.accented(lower)

    def features(self, text: str, lower: str, entry: Entry, tag: str) -> tuple[str, ...]:
        pos, *parts = tag.split(" ")
        lemma = self.lemmas.lemma(text, lower, tag)
        case = next((p[2:] for p in parts if p.startswith("c=")), "")
        form, tense, mood = "", "", ""
        if pos in ("VERB", "AUX"):
            form, tense, mood = _verb_form(parts)
            if form == "fin" and self.habits.past_subjunctive and self._past_subjunctive(lower, lemma):
                tense, mood = "past", "sub"
            if mood == "ind" and self._present_subjunctive(lower, lemma):
                mood = "sub"
            if mood == "ind" and self._on_future_stem(lower, lemma, self.habits.conditional):
                tense, mood = "pres", "cond"
            if mood == "ind" and self._on_future_stem(lower, lemma, self.habits.future):
                tense = "fut"
            if form == "fin" and self._simple_past(lower, lemma):
                tense, mood = "past", "ind"
        number, gender, person = self._agreement(lower, lemma, pos, form)
        if self.habits.cased and form == "fin":
            number = "p" if lower.endswith("n") or lower in _PLURALS else "s"
        shown = next((k for k, e in self.habits.agreement.items() if lower.endswith(e)), "") if form == "fin" else ""
        number, person = (shown[0], shown[1]) if shown else (number, person)
        return (lemma, pos, self._cases(lower, pos, case), number, gender, person, form, tense, mood, "")

    def _on_future_stem(self, lower: str, lemma: str, endings_of: tuple[str, ...]) -> bool:
        """Whether a form is the infinitive, or another stem of the future, with one of some endings: "combattr|aient", "tolérer|ons"."""
        for ending in endings_of:
            if lower.endswith(ending):
                stem = lower[: -len(ending)]
                stems = self.habits.future_stems
                return stem in (lemma, lemma[:-1]) or any(stem.endswith(s[1:]) if s[0] == "-" else stem == s for s in stems)
        return False

    def _simple_past(self, lower: str, lemma: str) -> bool:
        """Whether a form is a verb's simple past: "firm|é", "dij|imos"."""
        regular = any(lemma.endswith(verb) and lower in [lemma[: -len(verb)] + e for e in of] for verb, of in self.habits.past.items())
        strong = (lower.removesuffix(e) for e in self.habits.strong_endings if lower.endswith(e))
        return regular or any(stem.endswith(s) for stem in strong for s in self.habits.strong_past)

    def _agreement(self, lower: str, lemma: str, pos: str, form: str) -> tuple[str, str, str]:
        kind = "fin" if form == "fin" else "part" if form == "part" else pos
        table = self.tables.get(f"agreement {kind}")
        # A German article or adjective does not tell number and gender apart from its noun.
        if table is None or (self.habits.cased and pos in ("DET", "ADJ")):
            return "", "", ""
        number, gender, person = (endings.lookup(table, lower) or ",,").split(",")
        if pos == "NOUN" and self.habits.gender and lemma != lower and not self.habits.cased:
            gender = (endings.lookup(table, lemma) or ",,").split(",")[1] or gender
        return number, gender, person

    def _cases(self, lower: str, pos: str, case: str) -> str:
        """The chosen case, then the others the form may have: those met of an article or pronoun, all four otherwise."""
        if not self.habits.cased or pos not in _CASED:
            return ""
        possible = self.tables.get("cases", {}).get(f"{pos} {lower}", "ngda")
        return case + "".join(c for c in possible if c != case)


_PLURALS = frozenset(["sind", "seid"])
"""German plural verbs that do not end like one."""


def _verb_form(parts: list[str]) -> tuple[str, str, str]:
    form = parts[0] if parts else ""
    if form != "fin":
        return form, parts[1] if len(parts) > 1 else "", ""
    if parts[1:] == ["imp"]:
        return form, "", "imp"
    return form, parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else ""
