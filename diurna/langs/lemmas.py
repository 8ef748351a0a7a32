"""The dictionary form of a word, given its part of speech: simplemma's list, corrected where it answers for another part of speech.

simplemma gives one lemma a form: Italian `accusa` is its noun, `attacchi` its verb. Here the tagger's decision counts: a verb gets
an infinitive that is known to be one, a noun gets no infinitive unless it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from diurna.langs import endings
from diurna.langs.lemma_dictionary import Lookup

_VERBAL = ("VERB", "AUX")
_HEAD, _TAIL = 3, 4
"""Letters that a compound's first and last part have at least."""


class Habits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `morphology.toml` says of a language.

    `infinitive`: endings of infinitives ("" where any word may be one); `forms`: how many forms in the dictionary make a lemma
    with such an ending a verb; `clitics`: pronouns written onto infinitives and gerunds, longest first; `deverbal`: endings of
    nouns and adjectives that keep their form as lemma though the dictionary gives a verb (-ing); `capital_nouns`: nouns are
    looked up with a capital; `gender`: nouns have one; `cased`: the tagger gives cases; `named_capitals`: a capital inside a sentence
    makes a name;
    `infix`: what stands inside the infinitive of a separable verb (de "zu": "freizulassen");
    `particles`: separable particles that may stand before any verb ("auseinandertreiben");
    `before_nouns`: what words are where a word with a capital follows (de "sein Land" against "es musste sein");
    `rescue`: a sentence without a finite verb takes a word behind a noun as its verb, if the dictionary has such a verb;
    `same_participle`: prefixes of verbs whose participle may look like the infinitive ("verlassen");
    `relatives`: relative pronouns, behind a comma (their clause ends in a finite verb);
    `before_participles`: auxiliaries behind which such a form is the participle ("wurde empfangen");
    `auxiliaries`: verbs that wait for a participle at the end of their clause;
    `attribute_endings`: endings of participles before nouns;
    `common`: capitalised words that are no names (days, months);
    `modals`: auxiliaries that wait for an infinitive at the end of their clause;
    `participles`: endings that no finite form of a verb has whose stem lacks their consonant ("chiesto" of "chiedere");
    `accents`: letters that capitals may lack, each after the letter written instead ("aá eé": POLICIA for POLICÍA), one a word;
    `past_subjunctive`: endings of the past subjunctive, on verbs of which the form is no present ("irrumpiera");
    `present_subjunctive`: endings of the present subjunctive by the infinitive's ending, of verbs that are none of `indicative`;
    `past_is_participle`: past tense and participle of most verbs look alike; `marked_names`: pymorphy3's
    dictionary of the language says which nouns are names of places; `conditional`, `future`: endings that make one of the stem of
    the future, which is the infinitive (without a last "e") or one of `future_stems` ("-" before: the end of a stem);
    `shared_auxiliaries`, `shared_endings`: auxiliaries whose second participle stands behind "and" ("a condamné les faits et exigé que"),
    and endings by which such a word is one whatever else it may be; `shared_articles`: articles before its object that look like
    prepositions; `passive_endings`: endings of participles that stand in a row of passives ("were searched and later freed");
    `elided_articles`: those that look like object pronouns before a verb, `clause_openers`: relative pronouns behind which
    one may stand, `reporting`: finite verbs of saying that look like nouns, `reporting_infinitives`: prepositions before the infinitive
    that these may have ("menace de partir"), `participle_like`: those that look like participles;
    `unaccented`: prepositions that lose their accent as a capital ("A Paris").
    `paradigms`: with the engine "readings", whose paradigms list a word's readings where pymorphy3 has not the language: "polish";
    `agreement`: endings of finite verbs by the number and person that they show, "p1" etc., before what was learnt.
    `past`: endings of the simple past by the infinitive's, put to the verb's stem; `strong_past`: stems of verbs that have their own, with
    `strong_endings` ("dij|e").
    `counted_participles`: endings of participles that are nouns behind a number ("due feriti");
    `noun_plurals`: endings of plurals by the singular's, for nouns that the dictionary knows as a verb's form ("ate": "ata");
    `title_nouns`: nouns of acts that open a title before a preposition, where a tagger sees a name or a verb; behind a space the only
    words that may follow ("presa di|del").
    `finite`: endings of small words that can be but finite where a verb has the form ("la respaldó", "dispararon").
    """

    engine: str = "words"
    paradigms: str = ""
    infinitive: tuple[str, ...] = ()
    forms: int = 8
    clitics: tuple[str, ...] = ()
    deverbal: tuple[str, ...] = ()
    capital_nouns: bool = False
    gender: bool = False
    cased: bool = False
    named_capitals: bool = False
    title_nouns: tuple[str, ...] = ()
    infix: str = ""
    particles: tuple[str, ...] = ()
    rescue: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    same_participle: tuple[str, ...] = ()
    before_participles: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    attribute_endings: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    before_nouns: dict[str, str] = {}
    participles: tuple[str, ...] = ()
    accents: tuple[str, ...] = ()
    past_subjunctive: tuple[str, ...] = ()
    present_subjunctive: dict[str, tuple[str, ...]] = {}
    indicative: tuple[str, ...] = ()
    past_is_participle: bool = False
    marked_names: bool = False
    conditional: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    future_stems: tuple[str, ...] = ()
    shared_auxiliaries: tuple[str, ...] = ()
    shared_endings: tuple[str, ...] = ()
    shared_articles: tuple[str, ...] = ()
    passive_endings: tuple[str, ...] = ()
    elided_articles: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    reporting_infinitives: tuple[str, ...] = ()
    participle_like: tuple[str, ...] = ()
    unaccented: dict[str, str] = {}
    agreement: dict[str, tuple[str, ...]] = {}
    past: dict[str, tuple[str, ...]] = {}
    strong_past: tuple[str, ...] = ()
    strong_endings: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    counted_participles: tuple[str, ...] = ()
    noun_plurals: dict[str, str] = {}


class Lemmatizer:
    """Lemmas of one language. `rules`: the tables "verb" and "noun" of `endings.learn_changes`; `fixed`: "form POS" -> lemma."""

    def __init__(
        self,
        lang: str,
        lookup: Lookup,
        habits: Habits,
        verbs: frozenset[str],
        rules: Mapping[str, Mapping[str, str]],
        fixed: Mapping[str, str],
    ) -> None:
        self.lang = lang
        self.habits = habits
        self.verbs = verbs
        self.rules = rules
        self.fixed = fixed
        self.find: Callable[[str], str | None] = lru_cache(maxsize=20_000)(lookup.get)
        self.verb: Callable[[str], str | None] = lru_cache(maxsize=20_000)(self._verb)
        self._lookup = lookup
        self._strategy: Callable[[str], str | None] | None = None

    def without_infix(self, lower: str) -> str | None:
        """The infinitive of which `lower` is the form with an infix ("freizulassen": "freilassen"), None for other words."""
        infix = self.habits.infix
        at = lower.find(infix, 2) if infix else -1
        while 2 <= at < len(lower) - len(infix) - 3:
            bare = lower[:at] + lower[at + len(infix) :]
            separable = lower[:at] in self.habits.particles and lower[at + len(infix) :] in self.verbs
            if bare in self.verbs or separable or (lower[at + len(infix) :] in self.verbs and self.find(lower) == bare):
                return bare
            at = lower.find(infix, at + 1)
        return None

    def accented(self, lower: str) -> str:
        """A word that was written in capitals, with the accent that it lacks: itself where the dictionary has it as it stands, but for a
        first person (EJERCITO), which headlines do not use.
        """
        found = self.find(lower)
        if found is not None and not (lower.endswith("o") and found != lower and found in self.verbs):
            return lower
        known = [c for c in self._accentings(lower) if self.find(c) is not None]
        return next((c for c in known if self.find(c) == c), known[0] if known else lower)

    def _accentings(self, lower: str) -> Iterator[str]:
        for at in range(len(lower) - 1, -1, -1):
            for plain, accented in self.habits.accents:
                if lower[at] == plain:
                    yield lower[:at] + accented + lower[at + 1 :]

    def any(self, text: str, lower: str) -> str | None:
        """The dictionary's lemma of a form whatever its part of speech, with the given capitals or without."""
        if self.habits.capital_nouns and text[:1].isupper():
            return self.find(text[:1] + text[1:].lower() if text.isupper() else text) or self.find(lower)
        return self.find(lower)

    def _verb(self, lower: str) -> str | None:
        """The infinitive that `lower` may be a form of, None where no known verb has such a form."""
        own = self.fixed.get(f"{lower} VERB")
        if own is not None:
            return own
        found = self.find(lower)
        if found is not None and found in self.verbs:
            return found
        for candidate in endings.candidates(self.rules.get("verb", {}), lower):
            if candidate in self.verbs:
                return candidate
        return self._with_particle(lower) or self._without_clitic(lower)

    def inflects(self, lower: str) -> bool:
        """Whether the dictionary has an English word with -ing or -ed, as it has verbs ("bombed", "freezing", "hitting"): one that it does
        not count among its verbs may be one where only a verb can stand."""
        if self.find(lower) != lower:
            return False
        stems = (lower, lower[:-1] if lower.endswith("e") else "", lower + lower[-1:])
        forms = [(f"{stem}ing", f"{stem}ed") for stem in stems if stem]
        return any(self.find(ger) in (lower, ger) or self.find(past) == lower for ger, past in forms)

    def _with_particle(self, lower: str) -> str | None:
        """A separable verb that the dictionary lacks, by the verb in it ("auseinandergetrieben")."""
        for particle in self.habits.particles:
            if lower.startswith(particle) and len(lower) > len(particle) + 3:
                base = self.verb(lower[len(particle) :])
                if base is not None:
                    return particle + base
        return None

    def with_clitic(self, lower: str) -> bool:
        """Whether a word can only be an infinitive with a pronoun written onto it: "annunciarlo", "decirle"."""
        for clitic in self.habits.clitics:
            bare = lower.removesuffix(clitic)
            if bare != lower and len(bare) > len(clitic) + 1 and bare.endswith("r") and not self.verbs.isdisjoint((bare, bare + "e")):
                return True
        return False

    def _without_clitic(self, lower: str) -> str | None:
        for clitic in self.habits.clitics:
            if lower.endswith(clitic) and len(lower) > len(clitic) + 3:
                bare = lower[: -len(clitic)]
                plain = bare.translate(_NO_ACCENTS)
                for candidate in (bare, bare + "e", plain, self.find(bare), self.find(plain)):
                    if candidate is not None and candidate in self.verbs:
                        return candidate
        return None

    def lemma(self, text: str, lower: str, tag: str) -> str:
        """The casefolded lemma of a word whose tag is `tag`."""
        pos = tag.split(" ", 1)[0]
        fixed = self.fixed.get(f"{lower} {pos}") or self.fixed.get(f"{lower} *")
        if fixed is not None:
            return fixed.casefold()
        if pos in _VERBAL:
            return (self.without_infix(lower) or self._verb_lemma(lower)).casefold()
        if pos in ("NOUN", "ADJ"):
            return self._noun_lemma(text, lower, pos)
        if pos in ("PROPN", "X", "NUM", "SYM", "PUNCT", "INTJ"):
            return lower
        if pos == "DET" or pos == "PRON" or pos == "ADP":
            return (self.find(lower) or lower).casefold()
        return lower

    def _verb_lemma(self, lower: str) -> str:
        found = self.verb(lower)
        if found is not None:
            return found.casefold()
        wider = self._wider(lower)
        if wider is not None and wider.endswith(self.habits.infinitive):
            return wider.casefold()
        for candidate in endings.candidates(self.rules.get("verb", {}), lower):
            if candidate.endswith(self.habits.infinitive):
                return candidate
        return (wider or lower).casefold()

    def _noun_lemma(self, text: str, lower: str, pos: str) -> str:
        cased = self.habits.capital_nouns and pos == "NOUN"
        shown = text[:1].upper() + text[1:].lower() if cased else lower  # the dictionary spells with ß
        found = self.find(shown) or (self.find(lower) if cased else None)
        deverbal = lower.endswith(self.habits.deverbal) if self.habits.deverbal else False
        if found is not None and not (found != lower and (found in self.verbs if not deverbal else True)):
            return found.casefold()
        if found is None and cased and (tail := self.of_tail(shown)) is not None:
            return tail
        if found is None:
            wider = self._wider(shown)
            if wider is not None and wider not in self.verbs and not deverbal:
                return wider.casefold()
        table = self.rules.get("noun" if pos == "NOUN" else "adjective", {})
        guesses = list(endings.candidates(table, lower))
        for candidate in guesses:
            known = self.find(candidate[:1].upper() + candidate[1:] if cased else candidate)
            if known is not None and (candidate == lower or known == candidate):
                return self._singular(lower) if candidate == lower and known in self.verbs and pos == "NOUN" else candidate
            if pos == "NOUN" and candidate != lower and deverbal and candidate.endswith(self.habits.deverbal):
                return candidate  # "recordings": the plural of a noun that looks like a verb's form
        if guesses and found is None and not deverbal:
            return guesses[0]
        return self._singular(lower) if pos == "NOUN" and not deverbal else lower

    def _singular(self, lower: str) -> str:
        ending = next((e for e in self.habits.noun_plurals if lower.endswith(e) and len(lower) > len(e) + 2), None)
        return lower if ending is None else lower.removesuffix(ending) + self.habits.noun_plurals[ending]

    def of_tail(self, word: str) -> str | None:
        """The lemma of a compound that the dictionary lacks, by its longest last part that it has ("Gegenzölle": "gegenzoll")."""
        for i in range(_HEAD, len(word) - _TAIL + 1):
            found = self.find(word[i].upper() + word[i + 1 :])
            if found is not None and found[:1].isupper():
                return (word[:i] + found).casefold()
        return None

    def _wider(self, word: str) -> str | None:
        """simplemma's own rules and decompositions for a word its list lacks."""
        if self._strategy is None:
            self._strategy = _strategy(self.lang, self._lookup)
        return self._strategy(word)


def _strategy(lang: str, lookup: Lookup) -> Callable[[str], str | None]:
    from simplemma.strategies import DefaultStrategy

    class Factory:
        def get_dictionary(self, lang: str) -> Lookup:
            return lookup

    strategy = DefaultStrategy(dictionary_factory=Factory())  # type: ignore[arg-type]
    return lru_cache(maxsize=20_000)(lambda word: strategy.get_lemma(word, lang))


_NO_ACCENTS = str.maketrans("áéíóúàèìòù", "aeiouaeiou")


def verb_list(lookup: Lookup, habits: Habits) -> frozenset[str]:
    """The lemmas of the dictionary that are verbs: those with the ending of an infinitive and as many forms as a verb has.

    English infinitives have no ending: there a verb is a lemma that has an -ing form and an -ed (or third) form.
    """
    forms: dict[str, int] = {}
    gerunds: set[str] = set()
    for form in lookup:
        lemma = lookup[form]
        if form == lemma or not lemma.islower():
            continue
        forms[lemma] = forms.get(lemma, 0) + 1
        if form.endswith("ing"):
            gerunds.add(lemma)
    if not habits.infinitive:
        return frozenset(lemma for lemma in gerunds if forms[lemma] >= 3)
    return frozenset(lemma for lemma, n in forms.items() if n >= habits.forms and lemma.endswith(habits.infinitive))


def verb_pairs(lookup: Lookup, verbs: frozenset[str]) -> Sequence[tuple[str, str]]:
    """(form, infinitive) of the dictionary's verbs, for learning how infinitives are made."""
    return [(form, lemma) for form in lookup if form.islower() and (lemma := lookup[form]) in verbs]
