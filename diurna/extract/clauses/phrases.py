"""Phrases: a sentence's tokens grouped into noun phrases, verb groups, clause markers and stops, by part of speech and closed-class words.

This is shallow on purpose: it needs no parser and knows no language; what differs between languages is in `Settings`.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Literal

from diurna.analysis import Mention, Token
from diurna.extract.clauses import complements, nouns, verbs
from diurna.extract.clauses.coordination import coordinate
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.extract.clauses.view import INFLECTED, NOMINAL, View
from diurna.langs.settings import Settings

DASHES = frozenset("–—-:;")
STOPS = frozenset(".!?…")


class Reader(View):
    """Groups one sentence's tokens into units; see `units`."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        mentions: list[Mention],
        settings: Settings,
        timed: Set[int] = frozenset(),
        takes: Callable[[str], bool] | None = None,
    ) -> None:
        """`takes`: whether a verb's lemma may govern a complement clause; without it any verb may."""
        super().__init__(tokens, mentions, settings, timed)
        self.out: list[Unit] = []
        self.takes = takes or (lambda lemma: True)

    def units(self) -> list[Unit]:
        """The sentence's units in text order."""
        i = 0
        while i < len(self.t):
            i = self.step(i)
        coordinate(self.out, self.s, self.timed)
        return self.out

    def step(self, i: int) -> int:
        tok = self.t[i]
        owned = self.owner[i]
        if owned is not None:
            return self.nominal(i, i, "")
        if tok.pos == "PUNCT" or not tok.norm:
            return self.stop(i)
        if tok.norm in self.s.clause_words and (marker := self.marker(i)):
            return marker
        if tok.norm not in self.s.phrase_words and tok.pos not in ("VERB", "AUX") and tok.lemma not in self.s.predicatives:
            return self.plain(i)
        if words := self.fixed_adverb(i):
            self.out.extend(Marker(k, "adv", self.t[k].norm) for k in range(i, i + words))
            return i + words
        if (k := self.articled_relative(i)) and tok.norm not in self.s.neuter_articles and self.relative(i):
            self.out.append(Marker(i, "rel", self.t[k].norm, token=k))
            return k + 1
        if self.opens_phrase(i):
            return self.preposition(i)
        if tok.norm in self.s.particles and tok.pos in ("ADV", "ADJ", "PART", "X") and self.ends_clause(i):
            self.out.append(Marker(i, "particle", tok.norm))
            return i + 1
        if tok.norm in self.s.conditional_particles and tok.pos in ("AUX", "PART"):
            self.out.append(Marker(i, "adv", tok.norm))
            return i + 1
        if tok.pos in ("VERB", "AUX") or verbs.predicative(self.s, tok, self.t[i + 1] if i + 1 < len(self.t) else None):
            if ((tok.form == "part" or self.s.compounds) and self.attributive(i)) or self.substantive(i):
                return self.nominal(i, i, "")
            return self.verb(i)
        if tok.pos in NOMINAL:
            if tok.norm in self.s.reflexives and tok.pos == "PRON":
                following = self.after_pronouns(self.after_adverbs(i + 1))
                if following < len(self.t) and self.t[following].pos in ("VERB", "AUX"):
                    return self.verb(i)
            if self.clitic(i):
                return self.verb(i)
            return self.nominal(i, i, "")
        if tok.norm in self.s.negators and i + 1 < len(self.t):
            following = self.after_pronouns(self.after_adverbs(i + 1))
            if following < len(self.t) and self.t[following].pos in ("VERB", "AUX"):
                return self.verb(i)
        if tok.norm in self.s.infinitive and self.infinitive(i):
            return self.verb(i)
        self.out.append(Marker(i, "adv", tok.norm))
        return i + 1

    def plain(self, i: int) -> int:
        """The unit of a word that is what its part of speech says and no verb."""
        pos = self.t[i].pos
        if pos == "ADP" and not self.free(i):
            return self.preposition(i)
        if pos in NOMINAL:
            return self.nominal(i, i, "")
        self.out.append(Marker(i, "adv", self.t[i].norm))
        return i + 1

    def after_pronouns(self, i: int) -> int:
        """The place behind the clitics that begin at `i`: "no | se lo | ha dado", "non | l' | ha accusato"."""
        while i < len(self.t) and self.owner[i] is None and (self.t[i].norm in self.s.clitics or self.t[i].norm in self.s.reflexives):
            i += 1
        return i

    def opens_phrase(self, i: int) -> bool:
        """A preposition: not an article that looks like a contraction ("livre des armes"), but an adverb before one ("auprès de")."""
        tok = self.t[i]
        if self.indefinite(i):
            return False
        if tok.pos == "ADP" or (tok.norm in self.s.contractions and tok.pos != "DET") or self.several(i):
            return True
        following = self.t[i + 1] if i + 1 < len(self.t) else None
        if tok.pos == "PART" and tok.norm in self.s.infinitive & self.s.prepositions:  # no infinitive follows: "took it to court"
            return following is not None and following.pos in NOMINAL | {"VERB"} and not self.infinitive(i)
        if tok.pos == "SCONJ" and self.s.bare_complements and tok.norm in self.s.prepositions - self.s.subordinators:
            return following is not None and following.form == "ger"  # "accused of spying"
        if tok.pos != "ADV" or tok.norm not in self.s.prepositions or following is None or following.pos != "ADP":
            return False
        return not self.s.bare_complements or tok.norm not in self.s.particles or following.norm in self.s.of  # not "out | in June"

    def indefinite(self, i: int) -> bool:
        """An article that looks like a contraction, with nothing before that owns it: ", où des émeutiers", "livre à Erevan des radars"."""
        if self.t[i].norm not in self.s.determiners or self.s.contractions.get(self.t[i].norm) not in self.s.partitive:
            return False
        last = self.out[-1] if self.out else Marker(i, "stop", "")
        if isinstance(last, Phrase) and last.prep in self.s.dat and self.t[last.head].pos == "PROPN" and last.last == i:
            return len(self.out) > 1 and isinstance(self.out[-2], Verb)
        if not isinstance(last, Marker) or last.kind in ("rel", "that", "if", "sub", "stop"):
            return isinstance(last, Marker)
        around = [u for u in self.out if isinstance(u, Phrase)]
        return last.kind in ("comma", "adv", "and") and (not around or around[-1].prep not in self.s.of)

    def clitic(self, i: int) -> bool:
        """A short object pronoun before a finite verb (it/fr/es "lo ha", "l'a"), or what looks like an article before an auxiliary."""
        after, pos = self.t[i + 1].pos if i + 1 < len(self.t) else "", self.t[i].pos
        finite = self.s.prodrop and pos == "DET" and i + 1 < len(self.t) and self.t[i + 1].form == "fin"
        free = self.t[i].norm in self.s.clitics and self.owner[i] is None
        return free and ((after == "AUX" and pos in ("PRON", "DET")) or (after == "VERB" and (pos == "PRON" or finite)))

    def stop(self, i: int) -> int:
        text = self.t[i].text
        kind: Literal["comma", "stop", "open", "close", "quote"]
        if text == ",":
            kind = "comma"
        elif text in ("(", "[", "{"):
            kind = "open"
        elif text in (")", "]", "}"):
            kind = "close"
        elif text in DASHES or text in STOPS or text == "--":
            kind = "stop"
        else:
            kind = "quote"
        self.out.append(Marker(i, kind, text))
        return i + 1

    def marker(self, i: int) -> int:
        """Position after a clause marker at `i`, 0 where there is none."""
        tok, s = self.t[i], self.s
        norm = tok.norm
        if self.still(i):
            return 0
        if norm in s.adversatives and i and self.t[i - 1].pos != "PUNCT":
            return 0  # "bot den Studenten aber Gespräche an": inside a clause it joins nothing
        if norm in s.coordinators and tok.pos in ("CCONJ", "SCONJ", "PART", "ADV"):
            self.out.append(Marker(i, "and", norm))
            return i + 1
        if norm in s.relatives and tok.pos in ("PRON", "DET", "SCONJ", "ADV", "X") and self.relative(i):
            self.out.append(Marker(i, "rel", norm, prep=s.contractions.get(norm, ""), token=i))
            return i + 1
        mistagged = tok.pos == "ADP" and norm not in s.prepositions
        if norm in s.complementisers and (tok.pos in ("SCONJ", "PRON", "PART", "CCONJ", "ADV", "DET") or mistagged):
            self.out.append(Marker(i, "that", norm))
            return i + 1
        if i + 1 < len(self.t) and f"{norm} {self.t[i + 1].norm}" in s.subordinators:
            self.out.append(Marker(i, "sub", norm))
            return i + 2  # "si bien"
        if norm in s.conditionals and tok.pos in ("SCONJ", "ADV", "PART", "CCONJ"):
            self.out.append(Marker(i, "if", norm))
            return i + 1
        pronoun = tok.pos == "ADP" and i + 2 < len(self.t) and self.clitic(i + 1)  # "como lo pedía un vecino"
        if norm in s.subordinators and (tok.pos in ("SCONJ", "ADV", "CCONJ") or pronoun) and not self.phrase_follows(i):
            self.out.append(Marker(i, "sub", norm))
            doubled = not s.case and i + 1 < len(self.t) and self.t[i + 1].norm in s.complementisers
            return i + 2 if doubled else i + 1  # "mientras que"
        return self.conjunction(i)

    def still(self, i: int) -> bool:
        """Whether a word that opens a clause behind a comma is an adverb here: ru "Берлин пока не ответил", "Берлин пока что молчит"."""
        s, at = self.s, i
        if i and self.t[i].norm in s.complementisers and self.t[i - 1].norm in s.comma_subordinators:
            return True
        if self.t[at].norm not in s.comma_subordinators:
            return False
        if i + 1 < len(self.t) and self.t[i + 1].norm in s.complementisers:
            return True
        return i > 0 and self.t[i - 1].pos not in ("PUNCT", "CCONJ", "SCONJ")

    def conjunction(self, i: int) -> int:
        """Position after a preposition that opens a clause: with its complementiser ("dopo che", "después de que"), or in English before a
        noun and its verb, where the clause has a verb already ("launched an offensive after fighters raided bases")."""
        tok, s = self.t[i], self.s
        if tok.pos not in ("ADP", "ADV", "SCONJ") or tok.norm not in s.subordinators | s.prepositions:
            return 0
        j = i + 1
        if j < len(self.t) and self.t[j].norm in s.of:
            j += 1
        follows = j < len(self.t) and self.t[j].norm in s.complementisers and self.t[j].pos not in ("NOUN", "VERB")
        if follows and not s.case and tok.norm in s.subordinators | s.before_complementisers:
            self.out.append(Marker(i, "sub", tok.norm))
            return j + 1
        if s.bare_complements and tok.norm in s.subordinators and self.clause_follows(i):
            self.out.append(Marker(i, "sub", tok.norm))
            return i + 1
        return 0

    def clause_follows(self, i: int) -> bool:
        """Whether a noun phrase and a finite verb stand behind `i` before the next comma, and a verb of the clause around before them."""
        if not any(isinstance(u, Verb) for u in self.out) and not (i and self.t[i - 1].lemma in self.s.time_words):
            return False  # but "four days after gunmen shot ..."
        seen = False
        for k in range(i + 1, min(i + 16, len(self.t))):
            tok = self.t[k]
            if tok.text in ",;:." or tok.norm in self.s.relatives or tok.norm in self.s.coordinators:
                return False
            if tok.pos in ("VERB", "AUX") and self.owner[k] is None:
                before = self.t[k - 1]
                attributive = tok.form in ("part", "ger") and (self.attributive(k) or before.pos in ("ADP", "DET"))
                if attributive:
                    continue
                agent = k + 1 < len(self.t) and self.t[k + 1].norm in self.s.by
                present = tok.tense == "pres" and tok.pos != "AUX" and (self.t[-1].text in STOPS or before.pos == "ADJ")
                return seen and tok.form in ("fin", "", "part") and not present and not agent
            seen = seen or tok.pos in ("NOUN", "PROPN", "PRON")
        return False

    def phrase_follows(self, i: int) -> bool:
        """Whether a subordinator is a preposition here: no verb before the next comma or stop."""
        for k, tok in enumerate(self.t[i + 1 : i + 14], i + 1):
            if k == i + 1 and tok.pos == "CCONJ" and self.s.bare_complements:
                return True  # "the day before and ..."
            if tok.pos in ("VERB", "AUX") and (tok.form in ("fin", "") or self.bare_past(k, i)):
                return False
            if tok.text in ",;:.":
                return True
        return False

    def relative(self, i: int) -> bool:
        """Whether a word that may be a relative pronoun is one: a noun phrase stands right before, perhaps with a comma or preposition."""
        if not self.out:
            return False
        last = self.out[-1]
        comma = isinstance(last, Marker) and last.kind == "comma"
        before = self.out[-2] if comma and len(self.out) > 1 else last
        if self.s.verb_final and comma and (isinstance(before, Verb) or (isinstance(before, Marker) and before.kind == "particle")):
            return self.t[i].pos == "PRON" and self.verb_last(i) and any(isinstance(u, Phrase) for u in self.out)
        if not isinstance(before, Phrase) or self.t[before.head].norm in self.s.time_words:
            return False
        tok = self.t[i]
        if self.s.comma_relatives:
            return comma and (tok.pos == "PRON" or self.verb_last(i))
        if self.s.compounds and tok.norm in self.s.complementisers:
            return complements.relative_that(self.out, self.t, i, self.after_adverbs(i + 1), self.s, self.takes)
        if tok.norm in self.s.complementisers:
            if self.s.case:
                return tok.pos in ("PRON", "DET")
            if tok.pos != "SCONJ" and not comma and complements.wished(before, self.t[i + 1 : i + 5], self.s) and self.complement(before):
                return False
            apart = comma and not complements.aside(self.out)
            return tok.pos != "SCONJ" or apart or not self.complement(before)
        return True

    def verb_last(self, i: int) -> bool:
        """Whether the clause that a possible relative pronoun opens ends in a finite verb, as subordinate clauses do."""
        last = None
        for tok in self.t[i + 1 :]:
            if tok.text in ",;:.–—":
                break
            last = tok
        return last is not None and last.pos in ("VERB", "AUX") and last.form == "fin"

    def complement(self, phrase: Phrase) -> bool:
        """Romance "che"/"que" behind a phrase: a complement where a verb that takes one stands before it since the last stop; else the
        phrase's relative clause ("reúne a personas que protestan")."""
        verb = complements.last_verb(self.out)
        if verb is None:
            return False
        if complements.done_to_a_thing(self.out, verb, self.t, self.s):
            return False
        noun = phrase.mention is not None or self.t[phrase.head].pos in ("NOUN", "PROPN")
        return not noun or self.takes(verb.lemma) or (verb.auxiliary_only and verb.lemma not in self.s.copula)

    def preposition(self, i: int) -> int:
        tok, s = self.t[i], self.s
        prep = s.contractions.get(tok.norm, tok.norm)
        if (words := self.several(i)) > 1:
            joint = self.joint(i, words)
            return self.nominal(i, i + words, s.contractions.get(joint, joint))
        if tok.norm in s.particles and self.ends_clause(i):
            self.out.append(Marker(i, "particle", tok.norm))
            return i + 1
        if (tok.norm in s.infinitive or prep in s.infinitive) and self.infinitive(i):
            return self.verb(i)
        if s.postpositions and tok.norm in s.postpositions and self.out and isinstance(self.out[-1], Phrase):
            last = self.out[-1]
            if not last.prep:
                last.prep = tok.norm
                last.last = i + 1
                return i + 1
        j = i + 1
        double = tok.norm in s.approximators and j + 1 < len(self.t) and self.t[j].norm in s.infinitive  # "bis zu 50"
        if tok.norm in s.approximators and (k := j + double) < len(self.t) and self.t[k].pos == "NUM" and self.owner[k] is None:
            return self.nominal(i, k, "")
        if j + 2 < len(self.t) and self.t[j + 1].norm in s.than and self.t[j + 2].pos == "NUM":
            j += 2  # "von mehr als 100 Festnahmen"
        if j + 1 < len(self.t) and self.t[j].pos == "CCONJ" and self.t[j].norm in s.determiners and self.owner[j] is None:
            j += 1
        if j < len(self.t) and self.t[j].pos == "ADP" and self.owner[j] is None:
            inner = s.contractions.get(self.t[j].norm, self.t[j].norm)
            nested = inner in s.of and (s.compounds or prep in s.near)
            prep = inner if inner in s.prepositions and prep not in s.against and not nested else prep
            j += 1
        if (k := self.articled_relative(j)) and self.out:
            last = self.out[-1]
            behind = isinstance(last, Phrase) or (isinstance(last, Marker) and last.kind == "comma")
            neuter = self.t[j].norm in s.neuter_articles
            self.out.append(Marker(i, "rel", self.t[k].norm, prep=prep, token=k) if behind and not neuter else Marker(i, "sub", tok.norm))
            return k + 1
        rel = self.t[j] if j < len(self.t) else None
        if rel is not None and prep in s.gerund and (rel.form, rel.tense) == ("part", "pres"):
            return self.verb(j, marker=prep)
        if rel is not None and rel.norm in s.relatives and rel.pos in ("PRON", "DET", "ADV", "SCONJ") and self.relative_after(i, j):
            self.out.append(Marker(i, "rel", rel.norm, prep=prep, token=j))
            return j + 1
        if j < len(self.t) and (self.owner[j] is not None or self.t[j].pos in NOMINAL or self.inside(j)):
            return self.nominal(i, j, prep)
        if j < len(self.t) and self.t[j].form in ("inf", "ger"):
            return self.verb(j, marker=prep)
        self.out.append(Marker(i, "adv", tok.norm))
        return i + 1

    def articled_relative(self, j: int) -> int:
        """The place of a relative pronoun behind its article ("en el que", "per la quale"), 0 where there is none at `j`."""
        k = j + 1
        if self.s.compounds or self.s.case or k >= len(self.t) or self.owner[j] is not None:
            return 0
        article = self.t[j].pos in ("DET", "PRON") and self.t[j].norm in self.s.articles
        return k if article and self.t[k].norm in self.s.relatives and self.t[k].pos in ("PRON", "SCONJ", "DET", "ADJ") else 0

    def inside(self, j: int) -> bool:
        """A participle, adverb or quotation mark that opens a noun phrase after a preposition."""
        tok = self.t[j]
        if tok.pos == "ADV" and j + 1 < len(self.t):
            return self.t[j + 1].pos in NOMINAL
        if tok.pos == "VERB" and tok.form == "part":
            people = self.s.case and not self.s.determiner_cases and tok.voice == "pass" and bool(tok.cases)  # "один из осуждённых"
            return people or (j + 1 < len(self.t) and self.t[j + 1].pos in NOMINAL)
        return tok.pos == "PUNCT" and tok.text in "«\"“„'‘" and j + 1 < len(self.t) and self.t[j + 1].pos in NOMINAL

    def relative_after(self, i: int, j: int) -> bool:
        if not self.out:
            return False
        last = self.out[-1]
        if self.s.comma_relatives:
            named = self.owner[j + 1] if j + 1 < len(self.t) else None  # "gegen die Moskau einen Haftbefehl erließ"
            free = self.t[j].pos == "DET" and named is not None and named.form in ("name", "title") and self.verb_last(j)
            return isinstance(last, Marker) and last.kind == "comma" and (self.t[j].pos == "PRON" or free)
        if isinstance(last, Marker) and last.kind == "comma":
            return True
        return isinstance(last, Phrase) and self.t[j].pos == "PRON"

    def verb(self, i: int, marker: str = "") -> int:
        verb, after = verbs.group(self, i, marker)
        if verb is None:
            self.out.append(Marker(i, "adv", self.t[i].norm))
            return i + 1
        self.out.append(verb)
        return after

    def nominal(self, start: int, first: int, prep: str) -> int:
        if self.s.determiner_cases and not prep and self.uninflected(first):
            self.out.append(Marker(first, "adv", self.t[first].norm))
            return first + 1
        phrase, after = nouns.group(self, start, first, prep)
        if self.s.determiner_cases and not prep and phrase.mention is None and self.adverbial(first, after):
            self.out.append(Marker(first, "adv", self.t[first].norm))
            return after
        if not prep and after < len(self.t) and self.t[after].norm in self.s.after_times and self.t[phrase.head].lemma in self.s.time_words:
            phrase.time = True
        self.out.append(phrase)
        return after

    def adverbial(self, first: int, last: int) -> bool:
        """Whether a stretch is but an adjective without ending and its adverb: "Kurz zuvor lobte ihn ..."."""
        plain = all(self.t[i].pos in ("ADJ", "ADV", "DET") and not self.t[i].norm.endswith(INFLECTED) for i in range(first, last))
        return plain and self.t[last - 1].pos == "ADJ" and not any(self.owner[i] or self.adjective[i] for i in range(first, last))
