"""A sentence as phrase rules look at it: its tokens, which of them are actors, and small questions about what follows."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from diurna.analysis import Mention, Token
from diurna.langs.edges import first_words
from diurna.langs.settings import Settings

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "SYM", "X"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "SYM", "X"})
INFLECTED = ("e", "en", "em", "es")
"""Endings of German adjectives before a noun; "er" ends comparatives too."""


class View:
    """Tokens `t`, settings `s`, the tokens of time expressions (`timed`), and for each token the mention that owns it (`owner`) or marks
    it as an actor's adjective (`adjective`)."""

    def __init__(self, tokens: tuple[Token, ...], mentions: list[Mention], settings: Settings, timed: Set[int] = frozenset()) -> None:
        self.timed = timed
        self.t = tokens
        self.s = settings
        self.owner: list[Mention | None] = [None] * len(tokens)
        self.adjective: list[Mention | None] = [None] * len(tokens)
        for m in mentions:
            if self.before_verb(m) or self.participial(m):
                continue
            target = self.adjective if m.form == "adjective" else self.owner
            for i in range(m.first, min(m.last, len(tokens))):
                if target[i] is None:
                    target[i] = m

    def before_verb(self, m: Mention) -> bool:
        """Whether a pronoun is an object before its verb, which may also stand alone elsewhere: fr "Darmanin lui a opposé"."""
        i, t = m.first, self.t
        if m.form != "pronoun" or m.last - i != 1 or not i or m.last >= len(t) or t[i].norm not in self.s.clitics:
            return False
        second = t[i - 1].pos == "CCONJ" and any(x.pos == "VERB" for x in t[: i - 1])
        free = second or t[i - 1].pos not in ("PUNCT", "ADP", "CCONJ")
        return free and t[m.last].pos in ("VERB", "AUX") and t[m.last].form in ("fin", "inf")

    def participial(self, m: Mention) -> bool:
        """Whether a word for people is rather a participle, with no article and its own complement: "Indagato per truffa, nega"."""
        i, t = m.first, self.t
        if not self.s.prodrop or self.s.case or m.form != "generic" or m.last - i != 1 or m.last >= len(t):
            return False
        opens = i == 0 or t[i - 1].text == ","
        return opens and t[i].pos == "VERB" and t[i].form == "part" and t[m.last].pos == "ADP"

    def free(self, i: int) -> bool:
        """Whether a word that is a preposition before a genitive (class "genitive_only") has none behind it and so is an adverb: uk
        "Напередодні Зеленський заявив"."""
        if self.t[i].norm not in self.s.classes.get("genitive_only", ()):
            return False
        behind = next((t for t in self.t[i + 1 :] if t.pos in NOMINAL or t.pos in ("VERB", "AUX", "PUNCT")), None)
        return behind is None or behind.pos in ("VERB", "AUX", "PUNCT") or (bool(behind.cases) and "g" not in behind.cases)

    def infinitive(self, i: int) -> bool:
        j = self.after_adverbs(i + 1)
        while j < len(self.t) and self.t[j].norm in self.s.reflexives | self.s.negators:
            j += 1
        if j >= len(self.t) or self.t[j].pos not in ("VERB", "AUX") or self.owner[j] is not None:
            return False
        return self.t[j].form == "inf" or (self.s.bare_infinitive and self.t[j].form not in ("part", "ger"))

    def after_adverbs(self, j: int) -> int:
        while j < len(self.t) and self.owner[j] is None:
            tok = self.t[j]
            if not (tok.pos in ("ADV", "PART") or tok.norm in self.s.negators or tok.norm in self.s.reflexives):
                break
            if tok.norm in self.s.complementisers or tok.norm in self.s.conditionals:
                break
            j += 1
        return j

    def attributive(self, i: int) -> bool:
        """A participle before its noun: "die gefangenen Soldaten", "захоплених моряків", "the captured town"."""
        if self._postposed(i) or self._of_other_gender(i):
            return False
        j = i + 1
        while j < len(self.t) and self.t[j].pos in ("ADJ", "NUM") and self.owner[j] is None:
            j += 1
        if j >= len(self.t) or (self.t[j].pos not in ("NOUN", "PROPN") and self.owner[j] is None):
            return False
        if self.s.determiner_cases:
            return self.t[i].text[:1].islower() and self.t[i].norm.endswith(("e", "en", "er", "es", "em")) and j == i + 1
        if self.s.case:
            return (bool(set(self.t[i].cases) & set(self.t[j].cases)) and self._describing(i, j)) or self.agrees(i, j)
        before = self.t[i - 1] if i else None
        if not self.s.compounds or before is None:
            return False
        if self.t[j].pos == "PROPN":  # "28 convicted Afghans"
            owner = self.owner[j]
            return owner is not None and owner.form == "inhabitant" and (before.pos in ("NUM", "DET") or self._behind_verb(i))
        closed = before.pos == "DET" or before.norm in ("'s", "’s", "'", "’") or self.possessor(i - 1)
        many = self.owner[j] is not None and self.t[j].number == "p" and self._behind_verb(i)  # "ferried wounded soldiers"
        return closed or many or (before.pos in ("ADJ", "NUM") and self.t[i].form != "fin")

    def _behind_verb(self, i: int) -> bool:
        """Whether a verb of its own that takes an object stands right before an English participle."""
        before = self.t[i - 1]
        return before.pos == "VERB" and before.form == "fin" and before.lemma not in self.s.passive and before.lemma not in self.s.copula

    def _of_other_gender(self, i: int) -> bool:
        """Whether a Slavic participle is followed by a noun that it cannot describe: "разорвавший отношения"."""
        a, b = self.t[i], self.t[i + 1] if i + 1 < len(self.t) else None
        if not self.s.by_case or a.form != "part" or b is None or b.pos != "NOUN":
            return False
        return a.number == b.number == "s" and bool(a.gender and b.gender) and a.gender != b.gender

    def _postposed(self, i: int) -> bool:
        """Whether a Slavic participle behind a comma describes the noun before it: "к процессу, начатому Анкарой"."""
        tok, before = self.t[i], self.t[i - 2] if i > 1 else None
        if not self.s.by_case or tok.form != "part" or before is None or self.t[i - 1].text != ",":
            return False
        nominal = before.pos in ("NOUN", "PROPN") and (not tok.number or not before.number or tok.number == before.number)
        return nominal and bool(set(tok.cases) & set(before.cases))

    def _describing(self, i: int, j: int) -> bool:
        """Whether a participle of doing may go with the noun behind it and has not its object there: not "X, исключавший сделки"."""
        a, b = self.t[i], self.t[j]
        apart = i > 0 and self.t[i - 1].text == "," and self.s.by_case != ""
        return a.voice != "pass" and not apart and (not a.number or not b.number or a.number == b.number)

    def possessor(self, i: int) -> bool:
        """A possessive pronoun before its noun: "its troops", "його війська"."""
        if self.t[i].pos not in ("PRON", "DET") or self.t[i].norm not in self.s.possessives:
            return False
        return self.s.compounds or self._owning(i)

    def _owning(self, i: int) -> bool:
        """Whether a Slavic pronoun that may be object or owner owns the noun behind it; not in "розігнали їх водометами"."""
        if not self.s.case or self.s.determiner_cases or i + 1 >= len(self.t):
            return False
        after = self.t[i + 1]
        means = i > 0 and self.t[i - 1].pos == "VERB" and after.cases[:1] == self.s.by_case
        return after.pos in ("NOUN", "ADJ", "PROPN") and not means

    def agrees(self, i: int, j: int) -> bool:
        a, b = self.t[i], self.t[j]
        doing = i > 0 and self.t[i - 1].text == "," and self.s.by_case != "" and a.form == "part" and a.voice != "pass"
        return not doing and bool(a.cases and b.cases and a.cases[0] in b.cases) and (not a.number or not b.number or a.number == b.number)

    def disagrees(self, i: int, j: int, prep: bool) -> bool:
        """Whether two words of a case language share no case; behind a preposition no nominative counts."""
        return _apart(self.t[i].cases, self.t[j].cases, prep) or self.of_other_kind(i, j)

    def of_other_kind(self, i: int, j: int) -> bool:
        """Whether a Slavic adjective that may be the accusative of a living being stands before a noun for a thing: "третього | суд"."""
        a, b = self.t[i], self.t[j]
        if a.pos != "ADJ" or b.pos != "NOUN" or not self.s.by_case or "p" in (a.number, b.number):
            return False
        living = {"a", "g"} <= set(a.cases) and "n" not in a.cases
        return living and {"a", "n"} <= set(b.cases) and "g" not in b.cases and b.gender != "f"

    def several(self, i: int) -> int:
        """How many words a preposition of several words has, before a noun: "во главе с министром", "à l'encontre du maire"; else 0."""
        norm, joint = self.t[i].norm, self.s.joint_prepositions
        if self.s.contractions.get(norm, norm) not in first_words(joint):
            return 0
        for n in (4, 3, 2):
            after = self.t[i + n] if i + n < len(self.t) else None
            if after is not None and self.joint(i, n) in joint:
                return n if self.owner[i + n] is not None or after.pos in NOMINAL else 0
        return 0

    def joint(self, i: int, n: int) -> str:
        """The `n` words from `i` on as tables write prepositions of several words, those with an article without it."""
        return " ".join(self.s.contractions.get(t.norm, t.norm) for t in self.t[i : i + n])

    def fixed_adverb(self, i: int) -> int:
        """How many words an adverb of several words has that begins at `i` ("между тем", "в свою очередь"), else 0: not before ", что"."""
        if self.t[i].norm not in first_words(self.s.adverbs) and self.t[i].norm not in first_words(self.s.adverbs_before):
            return 0
        for n in (4, 3, 2):
            words = " ".join(t.norm for t in self.t[i : i + n])
            if words in self.s.adverbs:
                rest = [t.norm for t in self.t[i + n : i + n + 2]]
                return 0 if (rest[:1] == [","] and not self.s.complementisers.isdisjoint(rest[1:])) or self.goes_on(i + n) else n
            if words in self.s.adverbs_before:
                return n if self.party_and_verb(i + n) else 0
        return 0

    def goes_on(self, i: int) -> bool:
        """Whether the last word of an adverb goes with a noun behind it: "per questo motivo", "despite that decision"."""
        last, behind = self.t[i - 1], self.t[i] if i < len(self.t) else None
        if behind is None or last.pos not in ("DET", "ADJ", "PRON", "NUM") or self.s.determiner_cases or self.s.case:
            return False
        return behind.pos in ("NOUN", "ADJ", "NUM") or (behind.pos == "DET" and last.lemma in self.s.classes.get("all", ()))

    def party_and_verb(self, i: int) -> bool:
        """Whether an actor stands here and a finite verb right behind it."""
        while i < len(self.t) and self.owner[i] is None and self.t[i].pos in ("DET", "NUM", "ADJ"):
            i += 1
        while i < len(self.t) and self.owner[i] is not None:
            i += 1
        j = self.after_adverbs(i)
        return i > 0 and self.owner[i - 1] is not None and j < len(self.t) and self.t[j].form == "fin"

    def substantive(self, i: int) -> bool:
        """Whether a Slavic participle stands for people, right behind a noun that they own: "семьям высланных", "адвокат задержанного", or
        opens a clause as the object of its verb: "что освобождённых били".
        """
        tok, before = self.t[i], self.t[i - 1] if i else None
        if self._opening(i):
            return True
        if not self.s.by_case or tok.form != "part" or tok.voice != "pass" or "g" not in tok.cases or before is None:
            return False
        after = self.t[i + 1] if i + 1 < len(self.t) else None
        ends = after is None or after.pos in ("PUNCT", "VERB", "AUX", "CCONJ", "ADP", "PART", "ADV")
        return before.pos == "NOUN" and before.cases[:1] != "g" and ends and not self.agrees(i - 1, i)

    def _opening(self, i: int) -> bool:
        """Whether a passive participle in the accusative of people stands between a conjunction and a finite verb."""
        tok, before, after = self.t[i], self.t[i - 1] if i else None, self.t[i + 1] if i + 1 < len(self.t) else None
        if not self.s.by_case or tok.form != "part" or tok.voice != "pass" or before is None or after is None:
            return False
        people = {"a", "g"} <= set(tok.cases) and "n" not in tok.cases
        return people and before.pos == "SCONJ" and after.pos == "VERB" and after.form == "fin"

    def uninflected(self, i: int) -> bool:
        """An adjective without ending and noun is an adverb or a predicate: "Leicht verletzt wurde ...", "Jahre später beschrieb ..."."""
        tok, following = self.t[i], self.t[i + 1] if i + 1 < len(self.t) else None
        alone = following is None or following.pos not in NOMINAL or following.pos in ("PRON", "DET")
        bare = not tok.norm.endswith(INFLECTED)
        return tok.pos == "ADJ" and bare and alone and self.owner[i] is None and self.adjective[i] is None

    def bare_past(self, k: int, since: int) -> bool:
        """Whether what is tagged a participle may be a past tense: an English form right behind a noun and before an object or particle."""
        tok, before = self.t[k], self.t[k - 1]
        after = self.t[k + 1] if k + 1 < len(self.t) else None
        bare = self.s.bare_complements and tok.form == "part" and tok.tense != "pres"
        return bare and k - 1 > since and before.pos in ("NOUN", "PROPN", "PRON") and after is not None and after.norm not in self.s.by

    def ends_clause(self, i: int) -> bool:
        """A separable particle stands last in its clause (German); in English right after the verb, which is the frame's business."""
        if not self.s.verb_final:
            return False
        following = self.t[i + 1] if i + 1 < len(self.t) else None
        return following is None or following.pos in ("PUNCT", "CCONJ") or following.norm in self.s.complementisers


@lru_cache(maxsize=4096)  # a language has some hundred rows of cases
def _apart(a: str, b: str, prep: bool) -> bool:
    """Whether two rows of cases share none; behind a preposition no nominative counts."""
    return bool(a and b) and not (set(a) & set(b)) - ({"n", "v"} if prep else set())
