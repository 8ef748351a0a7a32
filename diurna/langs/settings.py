"""The closed-class words of a language (pack.toml): what clauses, roles and status are read from."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path

import msgspec

from diurna.langs.edges import first_words

Words = frozenset[str]


class Settings(msgspec.Struct, frozen=True, dict=True):
    """pack.toml. Words are normalised forms, lemmas where the field says so.

    homeland: the state (ISO-3) where most newsrooms of the language are, none where no state has most.
    case: cases mark roles (uk, ru, de). prodrop: subjects may stay unsaid. verb_final: subordinate verbs stand last.
    short_participles: a passive participle without case is a predicate of its own; predicatives: lemmas of adjectives that are one
    without case. of, by, dat, to: prepositions of the genitive, the passive's agent, the indirect object, and direction.
    together, between: "with" and "between" of reciprocal acts. passive, perfect, future: auxiliary lemmas.
    future_in_past: the future of reported speech ("said it would"). progressive: a future-like or continuous auxiliary that changes
    nothing. possible, necessary, wanting: modal lemmas by what they do. correlatives: what stands before the comma of "after (that),
    as ..."; pointers: lemmas that only point at the clause behind them ("в том, что").
    impersonal: forms of modals that have no subject ("можно").
    scheduling: modals by which news tells what is on the calendar
    ("doit rencontrer", "dovrebbe incontrare").
    conditionals, subordinators, relatives, complementisers: clause openers; comma_subordinators: those that are adverbs unless a stop
    or an "and" stands before them; before_complementisers: prepositions and adverbs that open
    one only with a complementiser ("hasta que"). infinitive: markers before an infinitive;
    gerund: what makes one of the present participle ("en frappant");
    causative: verbs whose infinitive shares its phrases ("fare esplodere"); seeing: verbs whose reflexive makes a passive of an
    infinitive behind it, as that of a causative does ("se voir refuser l'entrée", "se faire arrêter"); weak_negators: those that
    negate only with a full one, or not at all before a complementiser ("n'a fait que changer"); full_negators;
    purpose: those of the markers before an infinitive
    that say what for. partitive: prepositions before the object of a negated verb ("n'a pas livré d'armes").
    compounds: nouns stand before the noun they modify, possessors too ("US air strikes", "Iraq's army"). bare_infinitive: infinitives
    have no
    form of their own. bare_complements: a complement may come without "that". stating: nouns
    whose "that" says what they are ("the claim that"). comma_relatives: a comma always opens a relative clause.
    gerund_modifies: a present participle may modify a noun.
    housing: prepositions before a government or body that says something where the subject is nobody ("desde Moscú niegan"); nobody:
    pronouns that are such a subject ("on", "man"); plural_verbs: endings of verbs whose subject may be.
    expletives: words that only hold the subject's place ("there was") or only count ("une nouvelle fois"). existential: forms of the
    perfect's auxiliary that only say that there is something ("hay tres detenidos").
    articles: articles before a relative pronoun ("en el que", "per la quale"); neuter_articles: those of a clause ("por lo que").
    place_relatives: relative words for a place ("donde"). keeping: verbs whose participle tells in what state they hold their object
    ("mantienen retenidos a tres soldados").
    object_prepositions: what stands before persons as objects. clitics: object pronouns that stand before the verb;
    dative_clitics: those of whom something is given or said to; any_number: those that may stand for one or several. reflexive_endings:
    endings that carry the reflexive ("incontrarsi"); reflexive_verbs: those of lemmas whose every form does ("подчиниться").
    reflexive_lemma: how tables write a reflexive verb, as regular expressions with what
    makes the lemma of it ("^sich ", ""); the first that fits.
    euphonic: first letters that change for the sound alone; the heads of frames and cues are found with each ("взяти", "узяти").
    animate_plurals: accusative and genitive plural look alike only for what lives ("двох інструкторів").
    solid_compounds: nouns are written together, so that a class of nouns holds for compounds that end in them.
    hearsay_modals: modals that with a perfect infinitive tell what others say ("soll getötet haben").
    adversatives: coordinators that join nothing unless a comma stands before them ("aber").
    free_relatives: pronouns that are noun and relative pronoun in one ("what he called an attack").
    contrasting: coordinators that join clauses, no phrases ("on Friday but a court let them go").
    reported_ending: the ending of the subjunctive of reported speech, where the infinitive adds "n" ("befinde"); first_person: the pronouns
    with which such a form is no subjunctive.
    strong_endings: an adjective's ending where no article stands before it, and the article that has the same one.
    weak_nouns: endings of nouns whose oblique singular looks like the plural ("den Journalisten"). noun_genders: endings of nouns of a
    gender (m f n). same_plurals: endings of nouns whose plural may look like the singular.
    attribute_endings: endings of participles before nouns, which close an extended attribute ("die von Russland besetzten Gebiete").
    after_times: words behind a length of time that make it an adverbial ("zwei Stunden später").
    determiner_cases: a determiner's possible cases by gender (m f n) and in the plural (p). motion: verbs whose perfect has the passive's
    auxiliary. at, toward, near, inside, outside: prepositions of place. joint_prepositions: prepositions of several words ("во главе с");
    adverbs: adverbs of several words that look like a preposition and its noun ("между тем", "в свою очередь"). adverbs_before: those that
    may be a preposition as well, adverbs where a party and its verb follow ("poco dopo la polizia ha arrestato").
    manner: prepositions before a bare noun that says in what state or by way of what ("en huelga", "como protesta"). approximators:
    prepositions that only blur a number ("over 1,400 people"); than: words of comparison before one ("mehr als 100"); about: several
    words that do so and end in a preposition ("más de", "al menos"). not_yet: words that make of an obliging verb what has not been
    done ("has yet to"). obliging: verbs that oblige only with an infinitive. time_words: nouns that make a
    bare phrase an adverbial of time. hearsay: the past conditional tells what others say. object_relatives,
    subject_relatives, genitive_relatives: relative pronouns that can be one thing only.
    particles: separable verb particles. contractions: written form to
    its preposition. classes: named lists of lemmas for `needs`.
    """

    name: str
    english: str
    homeland: str = ""
    case: bool = False
    prodrop: bool = False
    verb_final: bool = False
    perfective_future: bool = False
    short_participles: bool = False
    of: Words = frozenset()
    by: Words = frozenset()
    by_case: str = ""
    dat: Words = frozenset()
    together: Words = frozenset()
    between: Words = frozenset()
    prepositions: Words = frozenset()
    joint_prepositions: Words = frozenset()
    adverbs: Words = frozenset()
    adverbs_before: Words = frozenset()
    postpositions: Words = frozenset()
    against: Words = frozenset()
    negators: Words = frozenset()
    no_determiners: Words = frozenset()
    weak_negators: Words = frozenset()
    full_negators: Words = frozenset()
    passive: Words = frozenset()
    perfect: Words = frozenset()
    future: Words = frozenset()
    future_in_past: Words = frozenset()
    copula: Words = frozenset()
    possible: Words = frozenset()
    necessary: Words = frozenset()
    scheduling: Words = frozenset()
    impersonal: Words = frozenset()
    correlatives: Words = frozenset()
    pointers: Words = frozenset()
    wanting: Words = frozenset()
    purpose: Words = frozenset()
    gerund: Words = frozenset()
    causative: Words = frozenset()
    seeing: Words = frozenset()
    partitive: Words = frozenset()
    conditionals: Words = frozenset()
    subordinators: Words = frozenset()
    comma_subordinators: Words = frozenset()
    complementisers: Words = frozenset()
    before_complementisers: Words = frozenset()
    relatives: Words = frozenset()
    articles: Words = frozenset()
    neuter_articles: Words = frozenset()
    place_relatives: Words = frozenset()
    keeping: Words = frozenset()
    coordinators: Words = frozenset()
    adversatives: Words = frozenset()
    contrasting: Words = frozenset()
    free_relatives: Words = frozenset()
    infinitive: Words = frozenset()
    reflexives: Words = frozenset()
    possessives: Words = frozenset()
    particles: Words = frozenset()
    determiners: Words = frozenset()
    anniversary: Words = frozenset()
    allegedly: Words = frozenset()
    motion: Words = frozenset()
    predicatives: Words = frozenset()
    at: Words = frozenset()
    toward: Words = frozenset()
    near: Words = frozenset()
    hearsay: bool = False
    object_relatives: Words = frozenset()
    subject_relatives: Words = frozenset()
    genitive_relatives: Words = frozenset()
    inside: Words = frozenset()
    outside: Words = frozenset()
    manner: Words = frozenset()
    not_yet: Words = frozenset()
    approximators: Words = frozenset()
    than: Words = frozenset()
    about: Words = frozenset()
    obliging: Words = frozenset()
    time_words: Words = frozenset()
    after_times: Words = frozenset()
    conditional_particles: Words = frozenset()
    compounds: bool = False
    solid_compounds: bool = False
    weak_nouns: tuple[str, ...] = ()
    noun_genders: dict[str, tuple[str, ...]] = {}
    same_plurals: tuple[str, ...] = ()
    attribute_endings: tuple[str, ...] = ()
    hearsay_modals: Words = frozenset()
    reported_ending: str = ""
    first_person: Words = frozenset()
    strong_endings: dict[str, str] = {}
    bare_infinitive: bool = False
    bare_complements: bool = False
    stating: Words = frozenset()
    comma_relatives: bool = False
    gerund_modifies: bool = False
    object_prepositions: Words = frozenset()
    clitics: Words = frozenset()
    dative_clitics: Words = frozenset()
    any_number: Words = frozenset()
    housing: Words = frozenset()
    nobody: Words = frozenset()
    plural_verbs: tuple[str, ...] = ()
    expletives: Words = frozenset()
    existential: Words = frozenset()
    reflexive_endings: tuple[str, ...] = ()
    reflexive_verbs: tuple[str, ...] = ()
    reflexive_lemma: tuple[tuple[str, str], ...] = ()
    euphonic: tuple[str, ...] = ()
    animate_plurals: bool = False
    determiner_cases: dict[str, dict[str, str]] = {}
    contractions: dict[str, str] = {}
    classes: dict[str, Words] = {}
    inner: tuple[str, ...] = ("inf", "that", "obj")
    recipient_prepositions: tuple[str, ...] = ()

    @cached_property
    def clause_words(self) -> Words:
        """Every word that may open or join a clause, prepositions before a complementiser included."""
        plain = self.adversatives | self.coordinators | self.relatives | self.complementisers | self.conditionals | self.prepositions
        return plain | self.subordinators | first_words(self.subordinators)

    @cached_property
    def phrase_words(self) -> Words:
        """Every word that may open or be something else than its part of speech says: with none of them a sentence's units are plain."""
        closed = (
            self.contractions.keys()
            | first_words(self.joint_prepositions)
            | first_words(self.adverbs | self.adverbs_before)
            | self.articles
        )
        closed |= self.determiners | self.infinitive | self.prepositions | self.subordinators | self.particles | self.clitics
        return frozenset(closed | self.conditional_particles | self.reflexives | self.negators)

    @cached_property
    def auxiliaries(self) -> Words:
        """Lemmas of verbs that make a tense, a passive or a predicate."""
        return self.passive | self.perfect | self.future | self.copula

    @cached_property
    def modals(self) -> Words:
        """Lemmas of verbs that wait for an infinitive."""
        return self.possible | self.necessary | self.wanting | (self.causative if self.verb_final else frozenset())

    @cached_property
    def slavic(self) -> bool:
        """Whether cases mark roles and determiners do not show them."""
        return self.case and not self.determiner_cases

    @classmethod
    def read(cls, folder: Path) -> Settings:
        """Read `folder/pack.toml`; a field of the wrong shape is a ValueError that names the file."""
        path = folder / "pack.toml"
        try:
            return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), cls)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
            raise ValueError(f"{folder.name}/pack.toml: {problem}") from problem
