"""Words of a sentence -> tokens with lemma, part of speech and the categories that roles depend on.

`load(folder)` reads a language's folder: `morphology.toml` (habits of the language), `tagger.msgpack.gz` (weights, see
`diurna.langs.train`) and `lexicon.txt` (own lemmas, one `form POS lemma` a line, `*` for any part of speech).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from diurna.analysis import Token
from diurna.langs import bare_forms, homographs, shared_participles, verb_rows
from diurna.langs import capitals as in_capitals
from diurna.langs.forms import inflector
from diurna.langs.lemmas import Habits
from diurna.langs.shapes import MARK, NUMBER, SYMBOL, as_read, norm_of, plain_tag, shape_of
from diurna.langs.tables import read_toml
from diurna.langs.tagger import Entry, Tagger, Weights, read_weights

WEIGHTS = "tagger.msgpack.gz"
_KEPT = 20_000
"""Word types kept before the store is emptied: at most some 60 MB."""
_ATTRIBUTE = 10
"""Words that an attribute before its noun has at most."""
_STOPS = frozenset([".", "!", "?", "…"])

Features = tuple[str, ...]
"""lemma, pos, cases, number, gender, person, form, tense, mood, voice: the fields of a Token after `norm`."""


class Engine(Protocol):
    """What differs between languages: which tags a word may have, and what a chosen tag says."""

    def entry(self, text: str, lower: str, shape: str) -> Entry: ...

    def features(self, text: str, lower: str, entry: Entry, tag: str) -> Features: ...

    def infinitive(self, lower: str) -> str | None: ...

    def inflects(self, lower: str) -> bool: ...

    def accented(self, lower: str) -> str: ...


class Morphology:
    """One language's word forms. Deterministic: what is kept between calls changes speed, never a result."""

    def __init__(self, folder: Path, weights: Weights | None = None) -> None:
        self.lang = folder.name
        self.folder = folder
        self.habits = msgspec.convert(read_toml(folder / "morphology.toml"), Habits)
        path = folder / WEIGHTS
        self.weights = weights or (read_weights(path) if path.exists() else None)
        self.tagger = Tagger(self.weights) if self.weights else None
        self.engine = _engine(self)
        number = self.tagger.number if self.tagger else {}
        self._past = number.get("VERB fin past ind", -1) if self.habits.past_is_participle else -1
        self._participle = number.get("VERB part past", -1)
        self._finite = frozenset(i for t, i in number.items() if " fin" in t)
        self._lemma: Callable[[str, int], str] = lru_cache(maxsize=_KEPT)(self._lemma_of)
        self._entries: dict[tuple[str, bool, bool], Entry] = {}
        self._features: dict[tuple[str, int], Features] = {}

    def tokens(self, text: str, words: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
        """The tokens of one sentence, given its words as (start, end) in `text`."""
        if not words:
            return ()
        shown = [text[s:e] for s, e in words]
        if self.tagger is None or self.engine is None:
            return tuple(Token(s, e, w, norm_of(w), norm_of(w), "X") for (s, e), w in zip(words, shown, strict=True))
        entries = self._read(shown)
        tags = self._mended(shown, self.tagger.best(entries))
        tags = in_capitals.named(self.tagger, shown, tags) if self.habits.named_capitals else tags
        kept = self._features
        tokens = []
        for (start, end), word, entry, tag in zip(words, shown, entries, tags, strict=True):
            found = kept.get((word, tag))
            if found is None:
                found = kept[word, tag] = self._describe(word, entry, tag)
            tokens.append(Token(start, end, word, *found))
        if len(kept) > _KEPT:
            kept.clear()
        return tuple(tokens)

    def tags(self, words: Sequence[str]) -> list[str]:
        """The tagger's own tags of a sentence's words (for measuring)."""
        assert self.tagger is not None
        return [self.tagger.tags[t] for t in self._mended(words, self.tagger.best(self._read(words)))]

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word under a tag of the tagger (for measuring)."""
        assert self.engine is not None
        lower = norm_of(word)
        return self.engine.features(word, lower, self._entry(word, False, False), tag)[0]

    def _mended(self, words: Sequence[str], tags: list[int]) -> list[int]:
        if self.habits.title_nouns and self.tagger is not None:
            at = homographs.titled(words, [self.tagger.tags[t] for t in tags[:6]], self.habits)
            tags = [*tags[:at], self.tagger.number["NOUN"], *tags[at + 1 :]] if at >= 0 else tags
        if self.habits.rescue and self.tagger is not None and self.engine is not None:
            at = verb_rows.opened(words, [self.tagger.tags[t] for t in tags], self.habits, self.engine.infinitive)
            tags = [*tags[:at], self.tagger.number["VERB fin past ind"], *tags[at + 1 :]] if at else tags
        if self.habits.past_is_participle and self.tagger is not None and self.engine is not None:
            tags = bare_forms.retagged(words, tags, self.tagger, self.engine.infinitive, self.engine.inflects)
        return self._shared(words, self._closed(words, self._with_a_verb(words, self._attributed(words, self._determined(words, tags)))))

    def _shared(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which the second of two participles with one auxiliary is no noun or adjective, nor is a verb of saying a noun."""
        if not self.habits.shared_auxiliaries and not self.habits.reporting and not self.habits.passive_endings:
            return tags
        assert self.tagger is not None and self.engine is not None
        having = [self.tagger.tags[t].startswith("AUX fin") and self._having(w, t) for w, t in zip(words, tags, strict=True)]
        names = [self.tagger.tags[t] for t in tags]
        found = homographs.reported(words, names, self.habits) if self.habits.reporting else {}
        if self.habits.shared_auxiliaries:
            found |= shared_participles.found(words, names, having, self.habits, self.engine.infinitive)
        if self.habits.passive_endings:
            found |= shared_participles.passives(words, names, self.habits, self.engine.infinitive)
        found |= homographs.found(words, names, self.habits) if self.habits.elided_articles else {}
        return [self.tagger.number[found[i]] if i in found else tag for i, tag in enumerate(tags)]

    def _having(self, word: str, tag: int) -> bool:
        return self._lemma(word, tag) in self.habits.shared_auxiliaries

    def _closed(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which a subordinate clause that ends in a verb has a finite one there: "dass er dem FSB angehört"."""
        if not self.habits.auxiliaries:
            return tags
        assert self.tagger is not None
        names, found = self.tagger.tags, list(tags)
        subordinate, finite, opened = False, False, False
        for i, word in enumerate(words):
            tag = names[tags[i]]
            if opened and word == ",":
                subordinate = opened = False
            last = i + 1 == len(words) or words[i + 1] in _STOPS
            relative = i > 1 and words[i - 1] == "," and norm_of(word) in self.habits.relatives
            closes = last or words[i + 1] == ","
            if tag.startswith("SCONJ") or relative:
                subordinate, finite, opened = True, False, relative
            elif tag == "VERB inf" and subordinate and not finite and closes and self._plural(words, tags, i):
                found[i] = self.tagger.number["VERB fin pres ind"]  # "die Truppen für die Mission stellen"
            elif " fin" in tag:
                finite = True
            elif tag == "VERB part past" and subordinate and not finite and word.endswith("t"):
                if last:
                    found[i] = self.tagger.number["VERB fin pres ind"]
            elif tag.startswith("CCONJ"):
                subordinate = False
        return found

    def _plural(self, words: Sequence[str], tags: list[int], at: int) -> bool:
        """Whether an infinitive without "zu" before it may be a plural: no verb stands right before it."""
        assert self.tagger is not None
        before = self.tagger.tags[tags[at - 1]] if at else ""
        plain = self._lemma(words[at], tags[at]) == norm_of(words[at])
        return plain and norm_of(words[at - 1]) != self.habits.infix and not before.startswith(("VERB", "AUX"))

    def _with_a_verb(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Where past and participle look alike (killed), a full sentence without a finite verb has it in its first participle."""
        if self.habits.counted_participles and self.tagger is not None:
            number, noun, ends = self.tagger.number["NUM"], self.tagger.number["NOUN"], self.habits.counted_participles
            tags = [noun if verb_rows.counted(words, tags, i, self._participle, number, ends) else tag for i, tag in enumerate(tags)]
        if self.habits.rescue and not any(t in self._finite for t in tags):
            return self._rescued(words, tags)
        if self.habits.rescue:
            return self._bracketed(words, self._rowed(words, self._rescued_parts(words, tags)))
        if self._past < 0 or words[-1] not in _STOPS or any(t in self._finite for t in tags):
            return tags
        at = next((i for i, t in enumerate(tags) if t == self._participle), 0)
        return [*tags[:at], self._past, *tags[at + 1 :]] if at else tags

    def _rowed(self, words: Sequence[str], tags: list[int]) -> list[int]:
        assert self.tagger is not None and self.engine is not None
        mended = verb_rows.mended(words, [self.tagger.tags[t] for t in tags], self.habits, self.engine.infinitive)
        return [self.tagger.number[mended[i]] if i in mended else tag for i, tag in enumerate(tags)]

    def _attributed(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which a participle at the end of an extended attribute is an adjective: "der in Berlin verurteilte Mörder"."""
        if not self.habits.attribute_endings:
            return tags
        assert self.tagger is not None
        names, found = self.tagger.tags, list(tags)
        opened = -1
        for i in range(len(words) - 1):
            tag = names[tags[i]]
            if tag.startswith(("DET", "PRON")) and names[tags[i + 1]] == "ADP":
                opened = i
            elif (tag.startswith("PUNCT") and words[i] not in '«»„“”"') or i - opened > _ATTRIBUTE:
                opened = -1
            elif opened >= 0 and tag.startswith("VERB"):
                noun = words[i + 1][0].isupper() or (names[tags[i + 1]] == "ADJ" and i + 2 < len(words) and words[i + 2][0].isupper())
                if words[i].islower() and words[i].endswith(self.habits.attribute_endings) and noun:
                    found[i] = self.tagger.number.get("ADJ", tags[i])
                opened = -1
        return found

    def _determined(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which the words of `habits.before_nouns` have the part of speech that they have before nouns."""
        if not self.habits.before_nouns:
            return tags
        assert self.tagger is not None
        names, found = self.tagger.tags, list(tags)
        for i in range(len(words) - 1):
            wanted = self.habits.before_nouns.get(norm_of(words[i]))
            if wanted is not None and words[i + 1][0].isupper():
                pos, *case = names[tags[i + 1]].split(" ")
                if wanted == "DET" and pos in ("NOUN", "PROPN", "ADJ"):
                    wanted = " ".join([wanted, *case])
                found[i] = self.tagger.number.get(wanted, tags[i])
        return found

    def _bracketed(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which the last verb of a clause is an infinitive where a modal or "will" before it waits for one, and a participle
        where an auxiliary does ("wurde von X empfangen")."""
        assert self.tagger is not None and self.engine is not None
        names, found = self.tagger.tags, list(tags)
        waiting, passive, perfect = False, False, False
        for i, word in enumerate(words):
            tag, norm = names[tags[i]], norm_of(word)
            titled = tag.startswith("AUX") and word[0].isupper() and not word.isupper()
            if titled and i and names[tags[i - 1]].startswith(("ADJ", "DET", "ADP")):
                found[i] = self.tagger.number.get("NOUN c=n", tags[i])  # "die Waren"
                continue
            opens = words[i - 1] == "," and not waiting
            if (form := verb_rows.shown(norm, tag, self._lemma(word, tags[i]), self.habits, opens, words[i + 1 : i + 4])) != tag:
                found[i], tag = self.tagger.number[form], form
            if (
                tag == "VERB inf"
                and (passive or [norm_of(w) for w in words[i + 1 : i + 2]] == ["werden"])
                and self._like_infinitive(words, i)
            ):
                found[i] = self.tagger.number["VERB part past"]
            if tag.startswith("VERB fin") and self._before_auxiliary(words, tags, i):
                found[i] = self.tagger.number["VERB part past"]  # "die spioniert haben sollen"
            last = i + 1 == len(words) or not words[i + 1][0].isalnum()
            if tag.startswith("VERB fin") and perfect and last and self.engine.infinitive(norm) != norm:
                found[i] = self.tagger.number["VERB part past"]  # "hat der Klage der Türkei stattgegeben"
                passive = perfect = False
            elif tag.startswith(("AUX fin", "VERB fin")):
                passive = norm in self.habits.before_participles
                perfect = self._lemma(word, tags[i]) in self.habits.auxiliaries
            elif tag.startswith(("SCONJ", "VERB", "PUNCT")):
                passive, perfect = passive and tag == "PUNCT", False
            if tag.startswith("AUX fin"):
                waiting = self._lemma(word, tags[i]) in self.habits.modals
            elif tag.startswith("SCONJ") or tag in ("VERB inf", "AUX inf"):
                waiting = False
            elif tag.startswith(("VERB fin", "VERB part past")):
                infix = [norm_of(w) for w in words[i + 1 : i + 2]] == [self.habits.infix]
                if infix and names[tags[min(i + 2, len(tags) - 1)]] == "AUX inf":
                    found[i] = self.tagger.number["VERB part past"]
                elif waiting and last and word.islower() and self.engine.infinitive(norm) == norm:
                    found[i] = self.tagger.number["VERB inf"]
                waiting = False
        return found

    def _before_auxiliary(self, words: Sequence[str], tags: list[int], at: int) -> bool:
        """Whether an auxiliary stands right behind a verb, and the clause's end or a modal behind it: then the verb is a participle."""
        assert self.tagger is not None
        names = self.tagger.tags
        if at + 1 >= len(words) or not names[tags[at + 1]].startswith("AUX") or not norm_of(words[at]).endswith(("t", "en")):
            return False
        if self._lemma(words[at + 1], tags[at + 1]) not in self.habits.auxiliaries:
            return False
        if at + 2 == len(words) or not words[at + 2][0].isalnum():
            return True
        return names[tags[at + 2]].startswith("AUX") and self._lemma(words[at + 2], tags[at + 2]) in self.habits.modals

    def _lemma_of(self, word: str, tag: int) -> str:
        """The lemma of a word under the tag of some number, wherever in a sentence it stands."""
        assert self.tagger is not None and self.engine is not None
        return self.engine.features(word, norm_of(word), self._entry(word, False, False), self.tagger.tags[tag])[0]

    def _like_infinitive(self, words: Sequence[str], at: int) -> bool:
        """Whether a word may be a participle that looks like its infinitive ("empfangen", "verlassen"), and has no "zu" before it."""
        return norm_of(words[at]).startswith(self.habits.same_participle) and norm_of(words[at - 1]) != self.habits.infix

    def _rescued_parts(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags in which a part of the sentence that must have a finite verb has one: behind or before a semicolon or colon, or behind a
        comma where it begins with a preposition ("die Züge standen, in Lyon errichteten Bauern Sperren")."""
        assert self.tagger is not None
        names, found = self.tagger.tags, list(tags)
        ends = [i for i, w in enumerate(words) if w in (",", ";", ":", ".")] + [len(words)]
        start = 0
        for end in dict.fromkeys(ends):
            opener = words[start - 1] if start else ""
            whole = {opener, words[end] if end < len(words) else ""} & {";", ":"} or (opener == "," and end + 2 > len(words))
            leads = start < end and names[tags[start]] == "ADP" and (opener != "," or words[start].islower())
            if whole and leads and not any(t in self._finite for t in tags[start:end]):
                found[start:end] = self._rescued(words[start:end], tags[start:end])
            start = end + 1
        return found

    def _rescued(self, words: Sequence[str], tags: list[int]) -> list[int]:
        """Tags with a finite verb where a word behind a noun may be one: `habits.rescue` lists endings of the past tense."""
        assert self.tagger is not None and self.engine is not None
        names = self.tagger.tags
        for i in range(1, len(words)):
            pos, before, lower = names[tags[i]].split(" "), names[tags[i - 1]].split(" ")[0], norm_of(words[i])
            behind = before in ("NOUN", "PROPN", "PRON", "NUM") or words[i - 1][:1].isupper()
            behind = behind or (before == "ADP" and i > 1 and words[i - 2][:1].isupper() and i == 2)
            if not behind or not words[i].islower():
                continue
            infinitive = self.engine.infinitive(lower)
            after = names[tags[i + 1]].split(" ")[0] if i + 1 < len(words) else ""
            if pos == ["VERB", "part", "past"] and after in ("NOUN", "PROPN", "DET", "PRON") and not lower.startswith("ge"):
                past = "VERB fin past ind" if lower.endswith("en") else "VERB fin pres ind"
                return [*tags[:i], self.tagger.number[past], *tags[i + 1 :]]  # "In Rom griffen Vermummte ...", "Rom verdächtigt Paris"
            if infinitive is None or (pos[0] not in ("ADJ", "ADV", "NOUN", "PROPN", "X") and pos != ["VERB", "inf"]):
                continue
            if pos[0] == "VERB" and (infinitive != lower or (i + 1 < len(words) and words[i + 1] not in _STOPS)):
                continue
            if pos[0] != "VERB" and infinitive == lower:
                continue
            past = lower.endswith(self.habits.rescue)
            return [*tags[:i], self.tagger.number["VERB fin past ind" if past else "VERB fin pres ind"], *tags[i + 1 :]]
        return tags

    def _read(self, words: Sequence[str]) -> list[Entry]:
        capitals = as_read(words)
        kept = self._entries
        if len(kept) > _KEPT:
            kept.clear()
        entries, first = list[Entry](), True
        for word in words:
            key = (word, first, capitals)
            entry = kept.get(key)
            entry = entry or kept.setdefault(key, self._entry(word, first, capitals))
            entries.append(entry)
            if first and entry.shape != MARK:
                first = False
            elif word == ":" and self.habits.agreement:
                first = True  # "Dijo: «Expulsaremos a ...»": a capital there opens a sentence
        return entries

    def _norm(self, word: str) -> str:
        """The word in small letters; in capitals it may lack its accent."""
        lower = norm_of(word)
        if self.habits.accents and len(word) > 2 and word.isupper() and lower.isascii() and lower.isalpha() and self.engine is not None:
            return self.engine.accented(lower)
        return lower

    def _entry(self, word: str, first: bool, capitals: bool) -> Entry:
        assert self.engine is not None and self.tagger is not None
        fixed = plain_tag(word)
        lower = self._norm(word)
        if fixed is not None and fixed in self.tagger.number:
            shape = {"PUNCT": MARK, "NUM": NUMBER}.get(fixed, SYMBOL)
            return Entry("0" if fixed == "NUM" else lower, shape, (), (self.tagger.number[fixed],))
        return self.engine.entry(word, lower, shape_of(word, first, capitals))

    def _describe(self, word: str, entry: Entry, tag: int) -> Features:
        """What a token has behind its text: the norm, then what a word says under a tag."""
        assert self.engine is not None and self.tagger is not None
        lower = self._norm(word)
        name = self.tagger.tags[tag]
        if name == "ADP" and word in self.habits.unaccented:
            word = lower = self.habits.unaccented[word]
        if entry.shape in (MARK, NUMBER, SYMBOL):
            return lower, lower, name.split(" ")[0], "", "", "", "", "", "", "", ""
        return lower, *self.engine.features(word, lower, entry, name)

    def forms(self, lemma_phrase: str, kind: Literal["name", "adjective", "noun"]) -> dict[str, str]:
        """Every inflected form of a phrase -> its case letters and number. Slow: for building packs only.

        `lemma_phrase` is in the nominative (dictionary) form with its usual capitals: "Збройні сили України",
        "Мария Захарова", "Auswärtiges Amt", "italiano". kind `name` keeps the number the phrase has (persons with both
        names are declined by their gender, lone surnames as the dictionary has them, unknown foreign names by ending);
        `noun` adds the plural; `adjective` gives all genders, cases and numbers; in it/es/fr `noun` gives both genders.

        Values: letters of the cases n g d a i l v, then s or p: "gdls"; forms of both numbers have two groups,
        singular first: "ls navp". Languages without cases give "s", "p" or "sp". The phrase itself is always among the
        keys. Capitals are as in `lemma_phrase`; all-capitals words (НАТО, ООН) stay as they are.
        """
        found = inflector(self.lang, self.habits.engine, self.habits.paradigms)(lemma_phrase, kind)
        return found if lemma_phrase in found else {lemma_phrase: "", **found}


def _engine(owner: Morphology) -> Engine | None:
    if owner.tagger is None:
        return None
    if owner.habits.engine == "readings":
        from diurna.langs.reading_engine import ReadingEngine

        return ReadingEngine(owner.folder, owner.tagger, owner.habits)
    from diurna.langs.word_engine import WordEngine

    return WordEngine(owner.folder, owner.tagger, owner.habits)


def load(folder: Path) -> Morphology:
    """The morphology of the pack in `folder`."""
    return Morphology(folder)
